//! Text laid into lines, with marks in it.

use super::{MARK, styled};
use rolecall_record::Span;
use rolecall_search::shown;
use unicode_width::UnicodeWidthChar;

/// How many columns a line takes.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// A word and what of it is marked: runs of text, each marked or not.
struct Word {
    runs: Vec<(String, bool)>,
    width: usize,
}

/// `text` in lines of at most `width` columns, `marks` highlighted; a word longer than a line is cut.
pub(super) fn flow(text: &str, marks: &[Span], width: usize) -> Vec<String> {
    let width = width.max(8);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    let mut last_marked = false;
    for word in words(text, marks, width) {
        if used > 0 && used + 1 + word.width > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            let starts_marked = word.runs.first().is_some_and(|r| r.1);
            line.push_str(&if last_marked && starts_marked { styled(MARK, " ") } else { " ".to_owned() });
            used += 1;
        }
        for (run, marked) in &word.runs {
            line.push_str(&if *marked { styled(MARK, run) } else { run.clone() });
            last_marked = *marked;
        }
        used += word.width;
    }
    if used > 0 {
        lines.push(line);
    }
    lines
}

/// Plain text of several lines, each laid into lines of at most `width` columns.
pub(crate) fn lines(text: &str, width: usize) -> String {
    text.lines().flat_map(|line| flow(line, &[], width)).map(|line| line + "\n").collect()
}

fn words(text: &str, marks: &[Span], width: usize) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut word = Word { runs: Vec::new(), width: 0 };
    for (at, c) in text.char_indices() {
        let Some(c) = shown(c) else { continue };
        let wide = c.width().unwrap_or(0);
        if c.is_whitespace() || word.width + wide > width {
            if word.width > 0 {
                words.push(std::mem::replace(&mut word, Word { runs: Vec::new(), width: 0 }));
            }
            if c.is_whitespace() {
                continue;
            }
        }
        let marked = marks.iter().any(|m| m.start <= at && at < m.end);
        match word.runs.last_mut() {
            Some((run, same)) if *same == marked => run.push(c),
            _ => word.runs.push((c.to_string(), marked)),
        }
        word.width += wide;
    }
    if word.width > 0 {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_to_the_width_and_lose_nothing() {
        let text = "The purser 現金を数える counts the extraordinarilylongunbreakableword every evening.";
        for width in [12, 20, 60] {
            let lines = flow(text, &[], width);
            assert!(lines.iter().all(|l| columns(l) <= width), "{lines:?}");
            let glued: String = lines.concat().split_whitespace().collect();
            assert_eq!(glued, text.split_whitespace().collect::<String>());
        }
    }

    #[test]
    fn marks_survive_a_line_break() {
        let lines = flow("set up the cables", &[Span::new(0, 6), Span::new(11, 17)], 8);
        assert_eq!(lines.len(), 3);
        assert!(lines[0].contains(&styled(MARK, "set")) && lines[2].contains(&styled(MARK, "cables")));
    }
}

//! Paragraphs that count themselves: "a) auditing each unit;", "(b) keeping the records;".
//!
//! Policies and contracts list duties so, and most formats know no such list: each item comes as a paragraph that begins with its
//! letter. Two letters in a row, from the first on, make a list of them, whatever the article is written in.

use rolecall_record::{Block, BlockKind, Span};

/// Makes items of lists of paragraphs that count on from "a", "i" or "1" with a bracket behind, and leaves the letters out of them.
pub(crate) fn settle(text: &str, blocks: &mut [Block]) {
    let mut at = 0;
    while at < blocks.len() {
        let run = run(text, &blocks[at..]);
        if run > 1 {
            for block in &mut blocks[at..at + run] {
                let words = block.span.of(text);
                let begin = block.span.start + words.len() - mark(words).map_or(words, |(_, rest)| rest).len();
                block.kind = BlockKind::ListItem { depth: 0, ordered: true };
                block.span = Span::new(begin, block.span.end);
                block.lead = block.lead.filter(|lead| lead.start >= begin);
            }
        }
        at += run.max(1);
    }
}

/// How many paragraphs count on from the first of `blocks`.
fn run(text: &str, blocks: &[Block]) -> usize {
    const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    let letter = |n: usize| u8::try_from(n).ok().filter(|n| *n < 26).map(|n| char::from(b'a' + n).to_string());
    let counts = |style: usize, n: usize| match style {
        0 => letter(n),
        1 => ROMAN.get(n).map(|s| (*s).to_owned()),
        _ => Some((n + 1).to_string()),
    };
    let marks = blocks.iter().map_while(|block| {
        let paragraph = block.kind == BlockKind::Paragraph;
        mark(block.span.of(text)).filter(|_| paragraph).map(|(mark, _)| mark.to_ascii_lowercase())
    });
    let marks: Vec<String> = marks.take(26).collect();
    let style =
        |style: &usize| marks.iter().enumerate().take_while(|(n, m)| counts(*style, *n).as_ref() == Some(*m)).count();
    (0..3).map(|s| style(&s)).max().unwrap_or(0)
}

/// The letter or number with a bracket that words begin with, and what stands behind it.
fn mark(words: &str) -> Option<(&str, &str)> {
    let (mark, rest) = words.split_once(')')?;
    let mark = mark.strip_prefix('(').unwrap_or(mark);
    let counts = (1..=4).contains(&mark.len()) && mark.bytes().all(|b| b.is_ascii_alphanumeric());
    let rest = rest.strip_prefix([' ', '\t']).map(str::trim_start).filter(|rest| !rest.is_empty())?;
    counts.then_some((mark, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(lines: &[&str]) -> Vec<(bool, String)> {
        let (mut text, mut blocks) = (String::new(), Vec::new());
        for line in lines {
            let start = text.len();
            text.push_str(line);
            blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, text.len()), lead: None });
            text.push('\n');
        }
        settle(&text, &mut blocks);
        let item = |b: &Block| matches!(b.kind, BlockKind::ListItem { .. });
        blocks.iter().map(|b| (item(b), b.span.of(&text).to_owned())).collect()
    }

    #[test]
    fn paragraphs_that_count_on_from_the_first_letter_are_a_list() {
        let found = settled(&["The post:", "a) auditing units;", "(b) keeping records;", "Pay is monthly."]);
        let words: Vec<(bool, &str)> = found.iter().map(|(item, words)| (*item, words.as_str())).collect();
        assert_eq!(
            words,
            [(false, "The post:"), (true, "auditing units;"), (true, "keeping records;"), (false, "Pay is monthly.")]
        );
    }

    #[test]
    fn one_letter_alone_or_letters_out_of_order_are_none() {
        for lines in [&["a) only this", "And more."][..], &["b) this", "c) that"], &["(c) 2020 the firm", "(d) too"]] {
            assert!(settled(lines).iter().all(|(item, _)| !item), "{lines:?}");
        }
    }
}

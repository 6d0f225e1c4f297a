//! Lines to paragraphs, items and rows.

use super::lines::{Line, Segment};
use rolecall_language::{Readings, look_up};

/// A piece of the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    /// Text and its size. A bullet that was set apart is `•`, and a tabulator before it stands for each step inwards.
    Paragraph { text: String, size: f32 },
    /// Rows of cells.
    Rows(Vec<Vec<String>>),
}

/// Puts the lines of all pages, which come in the order of reading, together.
pub(super) fn build(pages: &[Vec<Line>]) -> Vec<Piece> {
    let leading = leading(pages);
    let mut builder = Builder { pieces: Vec::new(), open: None, steps: Vec::new(), leading };
    for page in pages {
        let mut at = 0;
        while at < page.len() {
            let rows = table(&page[at..]);
            if rows > 0 {
                builder.rows(&page[at..at + rows]);
                at += rows;
            } else {
                builder.line(&page[at]);
                at += 1;
            }
        }
    }
    builder.close();
    builder.pieces
}

/// The usual distance of lines, in sizes of the text.
fn leading(pages: &[Vec<Line>]) -> f32 {
    let mut all: Vec<f32> = Vec::new();
    for page in pages {
        for pair in page.windows(2) {
            let gap = (pair[0].y - pair[1].y) / pair[0].size.max(1.0);
            if pair[0].part == pair[1].part && (0.8..2.6).contains(&gap) && (pair[0].size - pair[1].size).abs() < 0.5 {
                all.push(gap);
            }
        }
    }
    all.sort_by(f32::total_cmp);
    // A quarter up: lines within paragraphs are the nearer ones.
    all.get(all.len() / 4).copied().unwrap_or(1.2)
}

/// A paragraph that the next line may go on with.
struct Open {
    text: String,
    last: Line,
    /// Where the text of its first and its last line begins.
    first_left: f32,
    left: f32,
    item: bool,
    lines: usize,
}

struct Builder {
    pieces: Vec<Piece>,
    open: Option<Open>,
    /// Where the bullets of the lists around begin, outermost first.
    steps: Vec<f32>,
    leading: f32,
}

/// What begins an item, with what is left of the line behind it.
fn item(line: &Line) -> Option<(String, Vec<Segment>)> {
    let first = line.segments.first()?;
    let mark = first.text.split(' ').next()?;
    let alone = line.segments.len() > 1 && first.text.chars().count() <= 4;
    let bullet = |c: char| "•·▪‣◦●■○□➢✓✔❖\u{f0b7}\u{f0a7}\u{f0d8}".contains(c);
    let c = mark.chars().next()?;
    let sign = mark.chars().count() == 1 && (bullet(c) || (alone && !c.is_alphanumeric()) || (alone && c == 'o'));
    let digits = mark.bytes().take_while(u8::is_ascii_digit).count();
    let number = mark.len() > digits
        && ((1..=2).contains(&digits) && matches!(&mark[digits..], "." | ")")
            || (mark.len() == 2 && c.is_ascii_lowercase() && mark.ends_with(')')));
    if !sign && !number {
        return None;
    }
    let mut rest = line.segments.clone();
    let after = first.text[mark.len()..].trim_start().to_owned();
    if after.is_empty() {
        rest.remove(0);
    } else {
        // The text begins so much further right as its mark is long.
        let width =
            (first.right - first.left) * (first.text.len() - after.len()) as f32 / first.text.len().max(1) as f32;
        rest[0] = Segment { text: after, left: first.left + width, right: first.right };
    }
    (!rest.is_empty()).then(|| (if sign { "•".to_owned() } else { mark.to_owned() }, rest))
}

impl Builder {
    fn line(&mut self, line: &Line) {
        if let Some((mark, rest)) = item(line) {
            self.close();
            let at = line.left();
            while self.steps.last().is_some_and(|step| *step > at + line.size * 0.4) {
                self.steps.pop();
            }
            if self.steps.last().is_none_or(|step| *step < at - line.size * 0.4) {
                self.steps.push(at);
            }
            let text = rest.iter().map(|segment| segment.text.as_str()).collect::<Vec<_>>().join(" ");
            let left = rest.first().map_or(at, |segment| segment.left);
            let text = format!("{}{mark} {text}", "\t".repeat(self.steps.len() - 1));
            self.open = Some(Open { text, last: line.clone(), first_left: left, left, item: true, lines: 1 });
            return;
        }
        let goes_on = self.open.as_ref().is_some_and(|open| self.goes_on(open, line));
        if !goes_on {
            self.close();
        }
        match &mut self.open {
            Some(open) => {
                join(&mut open.text, &line.text());
                open.left = line.left();
                open.lines += 1;
                open.last = line.clone();
            }
            None => {
                self.steps.clear();
                let left = line.left();
                self.open =
                    Some(Open { text: line.text(), last: line.clone(), first_left: left, left, item: false, lines: 1 });
            }
        }
    }

    /// Whether `line` goes on with the open paragraph.
    fn goes_on(&self, open: &Open, line: &Line) -> bool {
        let last = &open.last;
        let size = last.size.max(1.0);
        if (line.size - last.size).abs() > size * 0.08 {
            return false;
        }
        let text = line.text();
        let ended = open.text.ends_with(['.', '!', '?', ':', ';', '”', '"', ')']);
        let lower = text.starts_with(|c: char| c.is_lowercase() || c == '(' || c.is_ascii_digit());
        let wide = |line: &Line| line.right() > line.column.1 - (line.column.1 - line.column.0) * 0.2;
        if line.part != last.part || line.y >= last.y {
            // Another column or page: a sentence that has not ended goes on there.
            return !ended && lower && wide(last);
        }
        if (last.y - line.y) / size > self.leading * 1.25 {
            return false;
        }
        if open.item {
            // Below an item its text hangs, or comes back to the margin where the next paragraph begins.
            return line.left() > open.first_left - size * 1.2 && line.left() < open.first_left + size * 1.2;
        }
        let set_in = line.left() > open.left + size * 0.8;
        let set_out = line.left() < open.left - size * 0.8;
        if open.lines == 1 && set_out {
            return true;
        }
        if set_in || (set_out && open.lines > 1) {
            return false;
        }
        // A last line that ends early ends its paragraph.
        let room = last.column.1 - last.right();
        let word = text.split_whitespace().next().map_or(0, str::len) as f32 * size * 0.5;
        !(ended && room > word + size || room > (last.column.1 - last.column.0) * 0.35 && !lower)
    }

    fn rows(&mut self, lines: &[Line]) {
        self.close();
        self.steps.clear();
        let starts = starts(lines);
        let mut rows: Vec<Vec<String>> = Vec::new();
        for line in lines {
            let mut cells = vec![String::new(); starts.len()];
            for segment in &line.segments {
                let column = column(&starts, segment.left, line.size);
                join(&mut cells[column], &segment.text);
            }
            match rows.last_mut() {
                // A row that begins without its first cell goes on with the one above.
                Some(row) if cells[0].is_empty() => {
                    row.iter_mut().zip(&cells).for_each(|(cell, more)| join(cell, more));
                }
                _ => rows.push(cells),
            }
        }
        self.pieces.push(Piece::Rows(rows));
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.pieces.push(Piece::Paragraph { text: open.text, size: open.last.size });
        }
    }
}

/// How many of the first lines are rows of one table: 0, or 2 and more.
fn table(lines: &[Line]) -> usize {
    let Some(first) = lines.first().filter(|line| line.segments.len() > 1 && item(line).is_none()) else { return 0 };
    let mut rows = 1;
    let mut end = 1;
    for (i, line) in lines.iter().enumerate().skip(1) {
        let before = &lines[i - 1];
        let near = line.part == first.part
            && before.y - line.y < first.size * 4.0
            && (line.size - first.size).abs() < first.size * 0.3;
        let starts = starts(&lines[..end]);
        let fits = |segment: &Segment| starts.iter().any(|start| (start - segment.left).abs() < first.size);
        if !near || !line.segments.iter().all(fits) || item(line).is_some() {
            break;
        }
        let begins = (line.left() - starts[0]).abs() < first.size;
        if line.segments.len() > 1 && begins {
            rows += 1;
        } else if begins || before.y - line.y > first.size * 1.6 {
            // A line of its own at the margin is text again.
            break;
        }
        end = i + 1;
    }
    if rows > 1 { end } else { 0 }
}

/// Where the columns of a table begin.
fn starts(lines: &[Line]) -> Vec<f32> {
    let mut starts: Vec<f32> = Vec::new();
    for line in lines {
        for segment in &line.segments {
            if !starts.iter().any(|start| (start - segment.left).abs() < line.size) && starts.len() < 64 {
                starts.push(segment.left);
            }
        }
    }
    starts.sort_by(f32::total_cmp);
    starts
}

fn column(starts: &[f32], left: f32, size: f32) -> usize {
    starts.iter().rposition(|start| *start <= left + size).unwrap_or(0)
}

/// Appends a line to the text of those before it. A word that the line's end parted is put together again, unless both
/// of its parts are words and the whole is none: then its hyphen is its own.
fn join(text: &mut String, line: &str) {
    if text.is_empty() || line.is_empty() {
        text.push_str(line);
        return;
    }
    let soft = text.ends_with('\u{ad}');
    let hyphen =
        text.ends_with(['-', '\u{2010}']) && text.trim_end_matches(['-', '\u{2010}']).ends_with(char::is_alphabetic);
    if !soft && !hyphen {
        text.push(' ');
        text.push_str(line);
        return;
    }
    let bare = text.trim_end_matches(['-', '\u{2010}', '\u{ad}']);
    let start = bare
        .rfind(|c: char| !c.is_alphanumeric() && c != '-')
        .map_or(0, |at| at + bare[at..].chars().next().map_or(1, char::len_utf8));
    let first = bare[start..].to_lowercase();
    let second: String = line.chars().take_while(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let known = |word: &str| {
        let readings = look_up(word).readings;
        readings != Readings::default() && !readings.any(Readings::GUESSED)
    };
    let own = !soft
        && (!line.starts_with(char::is_lowercase)
            || first.contains('-')
            || (known(&first) && known(&second) && !known(&format!("{first}{second}"))));
    if own {
        text.truncate(bare.len());
        text.push('-');
    } else {
        text.truncate(bare.len());
    }
    text.push_str(line);
}

//! What people make by hand: headings set in bold, bullets typed as "-", columns parted by the tabulator, lists broken
//! with Shift and Enter.
//!
//! Each of these is understood only where the paragraphs around it show it too: one dash opens a sentence, three are a
//! list.

use super::flow::{Cell, Paragraph, Piece, Row, Style};
use crate::document::Run;

/// Signs that are typed, or left behind by a font of symbols, to mark an item.
pub(super) const BULLETS: [char; 16] =
    ['•', '·', '▪', '‣', '◦', '●', '■', '○', '□', '➢', '✓', '✔', '❖', '\u{f0b7}', '\u{f0a7}', '\u{f0d8}'];
/// Signs that also stand in running text.
const DASHES: [char; 5] = ['-', '–', '—', '*', '+'];

/// A heading has no more bytes than this.
const LONGEST_HEADING: usize = 100;
/// Text is set larger where it has so many times the usual size.
const LARGER: f32 = 1.12;

/// Finds what was made by hand among `pieces`.
pub(super) fn understand(pieces: &mut Vec<Piece>) {
    break_lines(pieces);
    columns(pieces);
    items(pieces);
    headings(pieces);
}

/// Parts paragraphs whose lines were broken by hand, where the lines are items, sentences or a heading over text.
fn break_lines(pieces: &mut Vec<Piece>) {
    let mut out = Vec::with_capacity(pieces.len());
    for piece in pieces.drain(..) {
        match piece {
            Piece::Paragraph(paragraph)
                if paragraph.style != Style::Code && paragraph.runs.iter().any(|run| run.text.contains('\n')) =>
            {
                out.extend(lines(paragraph).into_iter().map(Piece::Paragraph));
            }
            other => out.push(other),
        }
    }
    *pieces = out;
}

fn lines(paragraph: Paragraph) -> Vec<Paragraph> {
    let mut lines: Vec<Vec<Run>> = vec![Vec::new()];
    for run in &paragraph.runs {
        for (i, text) in run.text.split('\n').enumerate() {
            if i > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut().filter(|_| !text.is_empty()) {
                line.push(Run { text: text.to_owned(), strong: run.strong });
            }
        }
    }
    let visible = |line: &[Run]| line.iter().any(|run| !run.text.trim().is_empty());
    lines.retain(|line| visible(line));
    let mut out: Vec<Paragraph> = Vec::new();
    for runs in lines {
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        let strong = |runs: &[Run]| runs.iter().all(|run| run.strong || run.text.trim().is_empty());
        let apart = out.last().is_none_or(|before| {
            let said = before.text();
            let said = said.trim_end();
            typed(&text).is_some()
                || said.ends_with(['.', ':', ';', '!', '?'])
                || (strong(&before.runs) && !strong(&runs) && said.len() <= LONGEST_HEADING)
        });
        match out.last_mut() {
            Some(before) if !apart => {
                before.runs.push(Run::plain(" "));
                before.runs.extend(runs);
            }
            _ => {
                let bold = paragraph.bold || (!out.is_empty() || strong(&runs)) && strong(&runs);
                // What follows the first line of an item or a heading is no second one.
                let style = if out.is_empty() || matches!(paragraph.style, Style::Quote | Style::Caption | Style::About)
                {
                    paragraph.style
                } else {
                    Style::Body
                };
                out.push(Paragraph { style, size: paragraph.size, ..Paragraph::body(runs, bold) });
            }
        }
    }
    match out.last_mut() {
        Some(last) => last.notes = paragraph.notes,
        // Nothing but line breaks and what refers to a note.
        None if !paragraph.notes.is_empty() => {
            out.push(Paragraph { notes: paragraph.notes, ..Paragraph::body(Vec::new(), false) });
        }
        None => {}
    }
    out
}

/// Makes tables of paragraphs, two at least, that have as many tabulators as each other between short texts.
fn columns(pieces: &mut Vec<Piece>) {
    let width = |piece: &Piece| match piece {
        Piece::Paragraph(p) if p.style == Style::Body => {
            let text = p.text();
            let cells: Vec<&str> = text.trim().split('\t').collect();
            let filled = cells.iter().all(|cell| !cell.trim().is_empty());
            (cells.len() > 1 && filled && typed(&text).is_none()).then_some(cells.len())
        }
        _ => None,
    };
    let mut out = Vec::with_capacity(pieces.len());
    let mut rest = std::mem::take(pieces).into_iter().peekable();
    while let Some(piece) = rest.next() {
        let columns = width(&piece);
        let mut rows = vec![piece];
        while columns.is_some() && rest.peek().is_some_and(|next| width(next) == columns) {
            rows.extend(rest.next());
        }
        if rows.len() < 2 {
            out.append(&mut rows);
            continue;
        }
        let rows = rows.iter().filter_map(|piece| match piece {
            Piece::Paragraph(paragraph) => Some(paragraph),
            Piece::Table(_) => None,
        });
        let bold: Vec<bool> = rows.clone().map(|row| row.bold).collect();
        let header = |i: usize| i == 0 && bold[0] && !bold[1..].iter().all(|bold| *bold);
        let rows = rows.enumerate().map(|(i, paragraph)| Row {
            header: header(i),
            cells: paragraph
                .text()
                .trim()
                .split('\t')
                .enumerate()
                .map(|(i, text)| match i {
                    0 => Cell::of(text).referring(&paragraph.notes),
                    _ => Cell::of(text),
                })
                .collect(),
        });
        out.push(Piece::Table(rows.collect()));
    }
    *pieces = out;
}

/// A mark that is typed before an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Typed {
    /// A sign that only marks items.
    Bullet,
    /// A sign that may also stand in running text.
    Dash(char),
    /// A number or letter with a full stop or bracket.
    Number(u32),
}

/// The mark that `text` begins with, and how many bytes it has with the white space around it.
fn typed(text: &str) -> Option<(Typed, usize)> {
    let bare = text.trim_start();
    let before = text.len() - bare.len();
    let first = bare.chars().next()?;
    let after = |at: usize| {
        let rest = bare.get(at..)?;
        let gap = rest.len() - rest.trim_start().len();
        (gap > 0 && gap < rest.len()).then_some(before + at + gap)
    };
    if BULLETS.contains(&first) {
        let at = first.len_utf8();
        let rest = bare[at..].trim_start();
        return (!rest.is_empty()).then(|| (Typed::Bullet, text.len() - rest.len()));
    }
    if DASHES.contains(&first) {
        return after(first.len_utf8()).map(|end| (Typed::Dash(first), end));
    }
    if first == 'o' && bare[1..].starts_with('\t') {
        return after(1).map(|end| (Typed::Bullet, end));
    }
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let value = match digits {
        0 if bare.as_bytes().get(1) == Some(&b')') && first.is_ascii_lowercase() => {
            u32::from(first) - u32::from('a') + 1
        }
        1 | 2 => bare[..digits].parse().ok()?,
        _ => return None,
    };
    let mark = digits.max(1);
    matches!(bare.as_bytes().get(mark), Some(b'.' | b')'))
        .then(|| after(mark + 1))
        .flatten()
        .map(|end| (Typed::Number(value), end))
}

/// Makes items of paragraphs with typed marks: bullets everywhere, dashes in company or below a colon, numbers that count.
fn items(pieces: &mut [Piece]) {
    let marks: Vec<Option<(Typed, usize, usize)>> = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Paragraph(p) if matches!(p.style, Style::Body) => {
                let text = p.text();
                let (mark, end) = typed(&text)?;
                let tabs = text.chars().take_while(|c| c.is_whitespace()).filter(|c| *c == '\t').count();
                Some((mark, end, tabs))
            }
            _ => None,
        })
        .collect();
    let colon = |at: usize| match at.checked_sub(1).map(|before| &pieces[before]) {
        Some(Piece::Paragraph(p)) => p.text().trim_end().ends_with(':'),
        _ => false,
    };
    let mark = |at: Option<usize>| at.and_then(|at| marks.get(at).copied().flatten()).map(|(mark, ..)| mark);
    let accepted: Vec<bool> = (0..marks.len())
        .map(|at| {
            let (before, after) = (mark(at.checked_sub(1)), mark(Some(at + 1)));
            match mark(Some(at)) {
                None => false,
                Some(Typed::Bullet) => true,
                Some(dash @ Typed::Dash(_)) => before == Some(dash) || after == Some(dash) || colon(at),
                Some(Typed::Number(n)) => {
                    after == Some(Typed::Number(n + 1)) || (n > 1 && before == Some(Typed::Number(n - 1)))
                }
            }
        })
        .collect();
    for ((piece, mark), accepted) in pieces.iter_mut().zip(marks).zip(accepted) {
        if let (Piece::Paragraph(paragraph), Some((mark, end, tabs)), true) = (piece, mark, accepted) {
            cut(&mut paragraph.runs, end);
            let ordered = matches!(mark, Typed::Number(_));
            paragraph.style = Style::Item { depth: tabs.min(20) as u8, ordered };
        }
    }
}

/// Takes the first `bytes` bytes off the text.
fn cut(runs: &mut [Run], mut bytes: usize) {
    for run in runs {
        let here = bytes.min(run.text.len());
        run.text.drain(..here);
        bytes -= here;
    }
}

/// Makes headings of short paragraphs over text that are set in bold or larger than the text.
fn headings(pieces: &mut [Piece]) {
    let usual = usual_size(pieces);
    let looks: Vec<Option<f32>> = pieces.iter().map(|piece| heading_size(piece, usual)).collect();
    let mut sizes: Vec<f32> = looks.iter().flatten().copied().collect();
    sizes.sort_by(|a, b| b.total_cmp(a));
    sizes.dedup_by(|a, b| (*a - *b).abs() < 0.5);
    let real =
        |piece: &Piece| matches!(piece, Piece::Paragraph(p) if matches!(p.style, Style::Heading(_) | Style::Title));
    let any_real = pieces.iter().any(real);
    let first = pieces.iter().position(|piece| !matches!(piece, Piece::Paragraph(p) if p.style == Style::About));
    // The first line of a document that has no headings of its own is its title; others may be as large.
    let title = first.filter(|_| !any_real).and_then(|first| looks[first]);
    let titles = looks.iter().flatten().filter(|size| title.is_some_and(|title| (**size - title).abs() < 0.5)).count();
    let mut above = 0;
    for at in 0..pieces.len() {
        let over_text = pieces.get(at + 1).is_some_and(|next| match next {
            Piece::Paragraph(p) => !matches!(p.style, Style::Title | Style::About),
            Piece::Table(_) => true,
        });
        if let Piece::Paragraph(paragraph) = &mut pieces[at] {
            match (paragraph.style, looks[at]) {
                (Style::Heading(level), _) => above = level,
                (Style::Body, Some(size)) if over_text => {
                    let rank = sizes.iter().position(|s| (*s - size).abs() < 0.5).unwrap_or(0);
                    let level = match title {
                        _ if any_real => above + 1 + rank,
                        Some(_) if Some(at) == first => 1,
                        Some(_) => rank + 1 + usize::from(titles > 1),
                        None => rank + 1,
                    };
                    paragraph.style = Style::Heading(level.clamp(1, 6));
                }
                _ => {}
            }
        }
    }
}

/// The size that most of the text has; 0 where none is known.
fn usual_size(pieces: &[Piece]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = Vec::new();
    for piece in pieces {
        if let Piece::Paragraph(p) = piece {
            let length = p.runs.iter().map(|run| run.text.len()).sum::<usize>();
            if let Some((_, count)) = sizes.iter_mut().find(|(size, _)| (*size - p.size).abs() < 0.3) {
                *count += length;
            } else if sizes.len() < 64 {
                // More sizes than these are noise.
                sizes.push((p.size, length));
            }
        }
    }
    sizes.into_iter().max_by_key(|(_, count)| *count).map_or(0.0, |(size, _)| size)
}

/// The size of a paragraph that looks like a heading.
fn heading_size(piece: &Piece, usual: f32) -> Option<f32> {
    let Piece::Paragraph(paragraph) = piece else { return None };
    let text = paragraph.text();
    let text = text.trim();
    let larger = usual > 0.0 && paragraph.size > usual * LARGER;
    let words = text.split_whitespace().count();
    let short = text.len() <= LONGEST_HEADING && words <= 14 && text.contains(char::is_alphabetic);
    let ends = text.ends_with(['.', ';', ',', '!']);
    // A label before what it is of, as in a form: "Date: today".
    let label = text.trim_end_matches(':').contains(": ");
    (paragraph.style == Style::Body && short && !ends && !label && (paragraph.bold || larger))
        .then_some(paragraph.size.max(usual))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_of_line_breaks_alone_keeps_the_notes_that_it_refers_to() {
        let broken = |notes: Vec<usize>| Paragraph { notes, ..Paragraph::body(vec![Run::plain("\n\n")], false) };
        let kept: Vec<Vec<usize>> = lines(broken(vec![3])).into_iter().map(|paragraph| paragraph.notes).collect();
        assert_eq!(kept, [vec![3]]);
        assert!(lines(broken(Vec::new())).is_empty());
    }
}

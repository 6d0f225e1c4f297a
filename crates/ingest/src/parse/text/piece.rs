//! Lines to pieces: a piece is what will be one block.
//!
//! The one hard question is whether a line break was typed on purpose or only because the line was full. A text is taken
//! for hard-wrapped where most of the lines that follow another directly go on in lower case, and most of those before them are full; the
//! longest such line tells the width. Then a line is continued by the next where the next one's first word would not have fitted. Widths alone
//! would join the lines of a list, lower case alone would break before every name.

use super::line::Line;
use super::mark::{self, Mark};
use super::shape::{self, End};
use super::table;
use crate::parse::parted;
use rolecall_record::BlockKind;
use std::borrow::Cow;

/// The widest that a text is wrapped at, in columns.
const WIDEST: usize = 130;

/// What will be one block.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    /// Its words, without the mark.
    pub text: Cow<'a, str>,
    /// The mark as it was typed.
    pub typed: &'a str,
    /// What it begins with.
    pub mark: Mark,
    /// Columns of white space before it.
    pub indent: usize,
    /// Whether an empty line stands before it.
    pub gap: bool,
    /// Of how many lines it was made.
    pub lines: usize,
    /// What it is, as soon as that is known.
    pub kind: Option<BlockKind>,
    /// Length of the term at its very beginning, if it has one.
    pub lead: usize,
}

impl Piece<'_> {
    /// Whether nothing is known of it and nothing marks it.
    pub(super) fn is_plain(&self) -> bool {
        self.kind.is_none() && self.mark == Mark::None
    }
}

/// Joins `lines` into pieces.
pub(super) fn join<'a>(lines: &[Line<'a>]) -> Vec<Piece<'a>> {
    let plain = flows(lines);
    let width = if plain { None } else { wrapped_at(lines) };
    let flows = width.is_none() && (plain || without_capitals(lines));
    let fences = fences(lines);
    let apart = apart(lines);
    let mut tables = table::find(lines).into_iter().enumerate().peekable();
    let mut fence = fences.into_iter().peekable();
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    let mut gap = false;
    let mut at = 0;
    while at < lines.len() {
        if let Some((_, to)) = fence.next_if(|(from, _)| *from == at) {
            for line in &lines[at + 1..to] {
                pieces.push(piece(line, Mark::Code, 0, line.gap));
            }
            (at, gap) = (to + 1, true);
            while tables.next_if(|(_, table)| table.lines.start < at).is_some() {}
            continue;
        }
        if let Some((number, table)) = tables.next_if(|(_, table)| table.lines.start == at) {
            let line = &lines[at];
            for (header, cells) in table.rows {
                pieces.push(piece(line, Mark::Row(number as u32, header, cells), 0, line.gap || gap));
            }
            (at, gap) = (table.lines.end, true);
            continue;
        }
        let line = &lines[at];
        gap |= line.gap;
        at += 1;
        if let Some(rule) = mark::rule(line.text) {
            underline(&mut pieces, rule, gap);
            gap = true;
            continue;
        }
        let (mark, words) = mark::read(line.text);
        let previous = if gap || at < 2 { None } else { Some(&lines[at - 2]) };
        if let (Some(previous), Some(last)) = (previous, pieces.last_mut())
            && !apart[at - 1]
            && !(flows && mark == Mark::None && !last.text.is_empty() && line.indent <= last.indent)
            && continues(previous, line, last, &mark, width)
        {
            let text = if mark == Mark::Quote { &line.text[words..] } else { line.text };
            let joined = last.text.to_mut();
            joined.push(' ');
            joined.push_str(text);
            last.lines += 1;
        } else {
            pieces.push(piece(line, mark, words, gap));
        }
        gap = false;
    }
    pieces
}

/// Which lines begin pieces of their own because they are parted as those beside them.
fn apart(lines: &[Line<'_>]) -> Vec<bool> {
    let mut apart = Vec::with_capacity(lines.len());
    for paragraph in lines.chunk_by(|_, next| !next.gap) {
        let words: Vec<&str> = paragraph
            .iter()
            .map(|line| mark::read(line.text))
            .zip(paragraph)
            .map(|((_, from), line)| &line.text[from..])
            .collect();
        apart.extend(parted::apart(&words));
    }
    apart
}

fn piece<'a>(line: &Line<'a>, mark: Mark, words: usize, gap: bool) -> Piece<'a> {
    let text = match &mark {
        Mark::Heading(_) => line.text[words..].trim_end_matches(['#', '=', ' ']),
        _ => &line.text[words..],
    };
    Piece {
        text: Cow::Borrowed(text),
        typed: line.text[..words].trim_end(),
        mark,
        indent: line.indent,
        gap,
        lines: 1,
        kind: None,
        lead: 0,
    }
}

/// A rule right under a short line makes that a heading.
fn underline(pieces: &mut [Piece<'_>], rule: char, gap: bool) {
    let Some(last) = pieces.last_mut() else { return };
    let heading =
        last.lines == 1 && last.mark == Mark::None && last.text.len() <= 120 && shape::end(&last.text) != End::Sentence;
    if !gap && heading && matches!(rule, '=' | '-' | '~' | '═' | '─') {
        last.mark = Mark::Heading(if matches!(rule, '=' | '═') { 1 } else { 2 });
    }
}

/// Pairs of lines that fence code.
fn fences(lines: &[Line<'_>]) -> Vec<(usize, usize)> {
    let marks: Vec<_> = (0..lines.len()).filter(|i| is_fence(lines[*i].text)).collect();
    marks.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}

/// Three backticks, at most with the name of a language.
fn is_fence(text: &str) -> bool {
    text.strip_prefix("```")
        .is_some_and(|name| name.len() <= 16 && name.chars().all(|c| c.is_ascii_lowercase() || c == '+'))
}

/// Whether the text leaves wrapping to whoever shows it: some lines are longer than anybody wraps at, so that every line
/// break was meant.
fn flows(lines: &[Line<'_>]) -> bool {
    lines.iter().filter(|line| line.width > WIDEST).count() > 2
}

/// The column at which the text was wrapped, if it was.
fn wrapped_at(lines: &[Line<'_>]) -> Option<usize> {
    let (mut pairs, mut width) = (0, 0);
    let mut lower = Vec::new();
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        if next.gap || !(40..=WIDEST).contains(&line.width) || mark::read(next.text).0 != Mark::None {
            continue;
        }
        pairs += 1;
        if starts_lower(next.text) && !matches!(shape::end(line.text), End::Sentence | End::Colon) {
            lower.push(line.end() + 1 + first_word(next));
            width = width.max(line.end());
        }
    }
    let full = lower.iter().filter(|end| **end > width).count();
    (full * 2 > lower.len() && lower.len() * 5 >= pairs * 2).then_some(width)
}

/// Whether not even paragraphs and sentences begin with capitals, so that a small letter does not say that a line goes on.
fn without_capitals(lines: &[Line<'_>]) -> bool {
    let begins = |line: &&Line<'_>| line.gap && line.text.starts_with(char::is_alphabetic);
    let paragraphs = lines.iter().skip(1).filter(begins).map(|line| starts_lower(line.text));
    let first = lines.iter().take(1).filter(begins).map(|line| starts_lower(line.text));
    let within =
        lines.iter().flat_map(|line| line.text.match_indices(['.', '!', '?']).map(|(at, _)| &line.text[at + 1..]));
    let sentences =
        within.filter_map(|rest| rest.strip_prefix(' ')).filter(|rest| rest.starts_with(char::is_alphabetic));
    let most = |small: Vec<bool>| small.iter().filter(|small| **small).count() * 2 > small.len();
    let paragraphs: Vec<bool> = paragraphs.collect();
    if !paragraphs.is_empty() {
        return most(paragraphs);
    }
    let sentences: Vec<bool> = first.chain(sentences.map(starts_lower)).collect();
    sentences.len() > 1 && most(sentences)
}

/// How many columns the first word of a line takes.
fn first_word(line: &Line<'_>) -> usize {
    line.text.split_whitespace().next().map_or(0, |word| word.chars().take(60).count())
}

fn starts_lower(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

/// Whether `line` goes on with what `last` began; `previous` is the line right above.
fn continues(previous: &Line<'_>, line: &Line<'_>, last: &Piece<'_>, mark: &Mark, width: Option<usize>) -> bool {
    let end = shape::end(previous.text);
    let open = !matches!(end, End::Sentence | End::Question | End::Colon);
    let full = width.is_some_and(|width| previous.end() + 1 + first_word(line) > width && previous.end() <= width + 2);
    match (&last.mark, mark) {
        (Mark::Quote, Mark::Quote) => return open || full,
        (Mark::None, Mark::None) => {}
        (Mark::Bullet(_) | Mark::Number(..), Mark::None) => {
            // A bullet on a line of its own, with its words below.
            if last.text.is_empty() {
                return true;
            }
            if line.indent > last.indent {
                return open || full || starts_lower(line.text) || width.is_some();
            }
        }
        // A dash or number that only happens to begin a line of running text.
        (Mark::None, Mark::Bullet('-' | '–' | '—' | '*' | '+' | '·' | 'o' | '→') | Mark::Number(..)) => {
            let words = line.text.trim_start_matches(|c: char| !c.is_alphanumeric());
            let within = last.lines > 1 || starts_lower(words);
            return full && open && end != End::Comma && within && width >= Some(50) && line.indent == previous.indent;
        }
        _ => return false,
    }
    if width.is_some() {
        // A first line that is set in begins a paragraph.
        if last.mark == Mark::None && line.indent > previous.indent + 1 {
            return false;
        }
        full || (open && starts_lower(line.text) && width.is_some_and(|width| previous.end() * 5 >= width * 2))
    } else {
        open && previous.width >= 40 && starts_lower(line.text)
    }
}

//! Tables whose columns were lost: one space parts words and cells alike.
//!
//! "Role Training Pay (2020)" over "Ship's Cook Cooking school $41,000" still says where cells end, because values
//! (money, shares, numbers) stand in every row in the same order. Only where all rows agree, and the names above can be
//! dealt out evenly over as many columns, is it a table; else its lines stay lines. A wrong cell is worse than none.

use super::line::Line;
use super::table::Table;
use super::{mark, mark::Mark};
use std::ops::Range;

/// What a value measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value {
    Money,
    Share,
    Number,
}

/// Whether a word is a value rather than a name.
pub(super) fn is_value(word: &str) -> bool {
    value(word).is_some()
}

fn value(word: &str) -> Option<Value> {
    if word.starts_with('(') {
        return None;
    }
    let bare = word.trim_matches(|c: char| matches!(c, '*' | ',' | ';' | '~' | '+' | '†'));
    let amount = bare.trim_start_matches(|c: char| matches!(c, '$' | '€' | '£' | '¥' | '₹') || c.is_ascii_uppercase());
    if !amount.starts_with(|c: char| c.is_ascii_digit() || c == '-') || !amount.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let figures = |c: char| {
        c.is_ascii_digit()
            || matches!(c, ',' | '.' | '-' | '–' | '$' | '€' | '£' | '¥' | '₹' | '%' | 'k' | 'K' | 'M' | '/')
    };
    if !amount.chars().all(figures) {
        return None;
    }
    Some(if bare.contains(['$', '€', '£', '¥', '₹']) {
        Value::Money
    } else if bare.ends_with('%') {
        Value::Share
    } else if amount.len() == bare.len() {
        Value::Number
    } else {
        return None;
    })
}

/// A row as far as its values part it.
struct Row<'a> {
    /// The words before the first value.
    names: Vec<&'a str>,
    /// Each value with the words that belong to it, and whether it is a value or words of their own.
    cells: Vec<(Option<Value>, String)>,
}

/// The table that the lines of `range` are, if they are one; `range` has no gap in it.
pub(super) fn table(lines: &[Line<'_>], range: Range<usize>) -> Option<Table> {
    if !(3..=500).contains(&range.len()) {
        return None;
    }
    let block = &lines[range.clone()];
    if block.iter().any(|line| line.text.len() > super::shape::LONG || !matches!(mark::read(line.text).0, Mark::None)) {
        return None;
    }
    let rows: Vec<_> = block[1..].iter().map(|line| row(line.text)).collect::<Option<_>>()?;
    let kinds = |row: &Row<'_>| row.cells.iter().map(|(value, _)| *value).collect::<Vec<_>>();
    if rows.iter().any(|row| kinds(row) != kinds(&rows[0])) {
        return None;
    }
    let header: Vec<_> = block[0].text.split_whitespace().collect();
    if header.iter().any(|word| is_value(word)) {
        return None;
    }
    let valued = rows[0].cells.len();
    let halves: Option<Vec<_>> = rows.iter().map(|row| halve(&row.names)).collect();
    let (header, halves) = match halves.and_then(|halves| Some((deal(&header, valued + 2)?, halves))) {
        Some((header, halves)) => (header, Some(halves)),
        None => (deal(&header, valued + 1)?, None),
    };
    let mut out = vec![(true, header)];
    for (i, row) in rows.into_iter().enumerate() {
        let mut cells = match &halves {
            Some(halves) => vec![row.names[..halves[i]].join(" "), row.names[halves[i]..].join(" ")],
            None => vec![row.names.join(" ")],
        };
        cells.extend(row.cells.into_iter().map(|(_, text)| text));
        out.push((false, cells));
    }
    Some(Table { lines: range, rows: out })
}

fn row(text: &str) -> Option<Row<'_>> {
    let mut row = Row { names: Vec::new(), cells: Vec::new() };
    let mut depth = 0;
    for word in text.split_whitespace() {
        let opens = word.matches('(').count();
        let value = if depth == 0 { value(word) } else { None };
        match (value, row.cells.last_mut()) {
            (Some(value), _) => row.cells.push((Some(value), word.to_owned())),
            (None, None) => row.names.push(word),
            // "3% (all cooks)", "$20 per hour": what follows a value in lower case or brackets belongs to it.
            (None, Some((kind, cell))) if kind.is_none() || depth > 0 || opens > 0 || !starts_upper(word) => {
                cell.push(' ');
                cell.push_str(word);
            }
            (None, Some(_)) => row.cells.push((None, word.to_owned())),
        }
        depth = (depth + opens).saturating_sub(word.matches(')').count());
    }
    (!row.names.is_empty() && !row.cells.is_empty() && starts_upper(row.names[0])).then_some(row)
}

fn starts_upper(word: &str) -> bool {
    word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase)
}

/// Where a name in capitals ends and a phrase begins: "Ship's Cook | Cooking school".
fn halve(names: &[&str]) -> Option<usize> {
    let lower = names.iter().position(|word| !starts_upper(word))?;
    (lower >= 2).then_some(lower - 1)
}

/// Deals the words of a header out over `columns`: a bracket or star ends a cell; the longest stretch without is dealt
/// out evenly, if it can be.
fn deal(words: &[&str], columns: usize) -> Option<Vec<String>> {
    let mut chunks: Vec<Vec<&str>> = vec![Vec::new()];
    for (i, word) in words.iter().enumerate() {
        chunks.last_mut()?.push(word);
        let opens = words.get(i + 1).is_some_and(|next| next.starts_with('('));
        if word.ends_with([')', '*']) && !opens && i + 1 < words.len() {
            chunks.push(Vec::new());
        }
    }
    if chunks.iter().any(|chunk| !starts_upper(chunk[0])) {
        return None;
    }
    let missing = columns.checked_sub(chunks.len())?;
    let mut out = Vec::new();
    let longest = chunks.iter().map(Vec::len).max()?;
    let mut dealt = missing == 0;
    for chunk in chunks {
        if dealt || chunk.len() < longest {
            out.push(chunk.join(" "));
            continue;
        }
        dealt = true;
        let plain = chunk.iter().position(|word| word.starts_with('(')).unwrap_or(chunk.len());
        let each = plain / (missing + 1);
        if each == 0 || plain % (missing + 1) != 0 {
            return None;
        }
        for part in 0..=missing {
            let end = if part == missing { chunk.len() } else { (part + 1) * each };
            let cell = &chunk[part * each..end];
            if !starts_upper(cell[0]) {
                return None;
            }
            out.push(cell.join(" "));
        }
    }
    Some(out)
}

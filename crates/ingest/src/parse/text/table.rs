//! Tables whose columns are parted by pipes, tabs, wide gaps or rows of dots.
//!
//! A line alone proves nothing: "Home | Work" is a menu. Two lines in a row that part into the same number of cells are a
//! table, with more asked of gaps, since people also type two spaces after a full stop.

use super::line::Line;
use super::{flat, mark, mark::Mark};
use std::ops::Range;

/// Lines that are a table.
#[derive(Debug)]
pub(super) struct Table {
    /// Which lines.
    pub lines: Range<usize>,
    /// Its rows, and whether each names the columns. Rules between rows are left out.
    pub rows: Vec<(bool, Vec<String>)>,
}

/// A longer line is no row.
const LONG: usize = 4000;

/// How the cells of a row are parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parted {
    Pipes,
    Tabs,
    Gaps,
    Dots,
}

/// The tables among `lines`, in order.
pub(super) fn find(lines: &[Line<'_>]) -> Vec<Table> {
    let mut tables = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let block = at..at + 1 + lines[at + 1..].iter().take_while(|line| !line.gap).count();
        // A table of single-spaced columns is told only by the whole of its lines.
        let before = tables.len();
        while at < block.end {
            match [Parted::Pipes, Parted::Tabs, Parted::Dots, Parted::Gaps]
                .into_iter()
                .find_map(|p| table(lines, at..block.end, p))
            {
                Some(table) => {
                    at = table.lines.end;
                    tables.push(table);
                }
                None => at += 1,
            }
        }
        if tables.len() == before
            && let Some(table) = flat::table(lines, block.clone())
        {
            tables.push(table);
        }
        at = block.end;
    }
    tables
}

/// The table that begins at the first of `range`.
fn table(lines: &[Line<'_>], range: Range<usize>, parted: Parted) -> Option<Table> {
    let mut first = cells(lines[range.start].text, parted).filter(|cells| cells.len() > 1)?;
    // Above a column of names the header is empty, and its line begins with the next one.
    if matches!(parted, Parted::Gaps | Parted::Tabs)
        && let Some(second) = lines[range.clone()].get(1)
        && cells(second.text, parted).is_some_and(|c| c.len() == first.len() + 1)
        && (parted == Parted::Tabs || starts(&lines[range.start])[..] == starts(second)[1..])
    {
        first.insert(0, String::new());
    }
    let columns = first.len();
    let mut rows = vec![first];
    let mut end = range.start + 1;
    let mut ruled = false;
    while end < range.end {
        if is_separator(lines[end].text) {
            ruled |= rows.len() == 1;
        } else {
            match cells(lines[end].text, parted) {
                Some(cells) if cells.len() == columns => rows.push(cells),
                // "Thu | closed": nothing was typed into the last columns.
                Some(mut cells) if goes_on_below(&lines[end..range.end], cells.len(), columns, parted) => {
                    cells.resize(columns, String::new());
                    rows.push(cells);
                }
                _ => break,
            }
        }
        end += 1;
    }
    if rows.len() < 2 {
        return None;
    }
    if parted == Parted::Gaps && !ruled {
        let lines = &lines[range.start..end];
        let aligned = lines.iter().all(|line| starts(line) == starts(&lines[0]));
        // Two columns in two lines may be an accident.
        if !aligned && columns < 3 && rows.len() < 4 {
            return None;
        }
    }
    let pages = |cells: &Vec<String>| cells.iter().skip(1).all(|cell| flat::is_value(cell));
    if parted == Parted::Dots && (columns != 2 || rows.iter().any(pages)) {
        return None;
    }
    let header = ruled || (parted != Parted::Dots && names_columns(&rows));
    let rows = rows.into_iter().enumerate().map(|(i, cells)| (header && i == 0, cells)).collect();
    Some(Table { lines: range.start..end, rows })
}

/// Whether a row of `own` cells may be one of a table of `columns`: pipes around it say so, else a full row right below.
fn goes_on_below(lines: &[Line<'_>], own: usize, columns: usize, parted: Parted) -> bool {
    if !(2..columns).contains(&own) || columns < 3 {
        return false;
    }
    let full = |line: &Line<'_>| cells(line.text, parted).is_some_and(|cells| cells.len() == columns);
    match parted {
        Parted::Pipes => lines[0].text.starts_with('|'),
        Parted::Tabs | Parted::Gaps => lines[1..].first().is_some_and(full),
        Parted::Dots => false,
    }
}

fn cells(text: &str, parted: Parted) -> Option<Vec<String>> {
    if text.len() > LONG || is_separator(text) {
        return None;
    }
    let keep = |cell: &str| cell.trim().to_owned();
    match parted {
        Parted::Pipes => {
            let inner = text.strip_prefix('|').unwrap_or(text);
            let inner = inner.strip_suffix('|').unwrap_or(inner);
            text.contains('|').then(|| inner.split('|').map(keep).collect())
        }
        Parted::Tabs => {
            let marked = !matches!(mark::read(text).0, Mark::None);
            (text.contains('\t') && !marked).then(|| text.split('\t').map(keep).collect())
        }
        Parted::Dots => {
            let dotted = !text.ends_with('.') && matches!(mark::read(text).0, Mark::None);
            let (name, rest) = text.split_once(" ...").filter(|_| dotted)?;
            let rest = rest.trim_start_matches(['.', ' ']);
            Some(vec![keep(name), keep(rest)]).filter(|_| !rest.is_empty())
        }
        Parted::Gaps => {
            if !text.contains("  ") || !matches!(mark::read(text).0, Mark::None) {
                return None;
            }
            let cells: Vec<_> = text.split("  ").map(keep).filter(|cell| !cell.is_empty()).collect();
            // Two spaces after a sentence part no cells.
            let sentence =
                cells.iter().take(cells.len() - 1).any(|cell| cell.ends_with(['.', '!', '?', ':', ',', ';']));
            (!sentence).then_some(cells)
        }
    }
}

/// Columns where the cells of a line parted by gaps begin.
fn starts(line: &Line<'_>) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut spaces = 2;
    for (at, c) in line.text.chars().enumerate() {
        if c == ' ' {
            spaces += 1;
        } else {
            if spaces >= 2 {
                starts.push(line.indent + at);
            }
            spaces = 0;
        }
    }
    starts
}

/// `---|---`, `+----+----+`, `----  ----`
fn is_separator(text: &str) -> bool {
    text.len() <= LONG
        && text.contains(['-', '=', '─'])
        && text.chars().all(|c| matches!(c, '-' | '=' | '|' | '+' | ':' | ' ' | '\t' | '─' | '┼'))
        && (text.contains(['|', '+', '┼']) || text.split_whitespace().count() > 1)
}

/// Whether the first row names the columns: its cells are names, and where those below have values, it has none.
fn names_columns(rows: &[Vec<String>]) -> bool {
    let first = &rows[0];
    let named = first.iter().skip(1).all(|cell| !cell.is_empty() && !flat::is_value(cell) && cell.len() < 60);
    let valued =
        (1..first.len()).any(|c| rows[1..].iter().all(|row| row[c].split(' ').next().is_some_and(flat::is_value)));
    // "Mon | porter | lock the gate" over "Wed | porter | …" is a row like the others.
    let again = (1..first.len()).any(|c| rows[1..].iter().any(|row| row[c].eq_ignore_ascii_case(&first[c])));
    let timed = is_time(&first[0]) && rows[1..].iter().filter(|row| is_time(&row[0])).count() * 2 > rows.len() - 1;
    named && (valued || rows.len() > 2 && !again && !timed)
}

/// Whether a cell tells a day or an hour: "Mon", "Tuesday", "6 - 8", "9.30".
fn is_time(cell: &str) -> bool {
    let word: String = cell.chars().take_while(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let day = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    word.len() > 2 && day.iter().any(|day| day.starts_with(&word)) || cell.starts_with(|c: char| c.is_ascii_digit())
}

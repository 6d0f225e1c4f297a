//! A responsibility matrix as text: the letters as a table, then the sentences task by task. Where the page is too narrow
//! for every role's column, the table is folded: the next roles stand in another one below.

use super::answer::{line, partial, quote, statement};
use super::flow::{columns, flow};
use super::{BAR, Page, QUIET, STRONG, styled, visible};
use anstyle::Style;
use rolecall_search::{Cell, Matrix, Part, Row};

/// Between two columns.
const GAP: &str = " │ ";
/// The column of tasks takes at most this share of the page,
const TASKS: usize = 3;
/// and never less than this.
const LEAST: usize = 14;
/// A role's name is broken into lines of this width, unless it has a longer word.
const NAME: usize = 10;
/// No column is wider.
const WIDEST: usize = 16;
/// Sentences for each cell.
const FEW: usize = 2;

/// `matrix` as text.
pub(crate) fn matrix(matrix: &Matrix, page: Page<'_>) -> String {
    let mut out = String::new();
    if let Some(partial) = partial(matrix.partial.as_deref()) {
        flow(&partial, &[], page.width).iter().for_each(|l| line(&mut out, &styled(STRONG, l)));
    }
    if !matrix.roles.is_empty() {
        let legend = Part::ALL.map(|part| format!("{} {}", part.letter(), part.meaning())).join(" · ");
        flow(&legend, &[], page.width).iter().for_each(|l| line(&mut out, &styled(QUIET, l)));
        table(&mut out, matrix, page.width);
    }
    for row in &matrix.tasks {
        evidence(&mut out, row, page);
    }
    out
}

fn table(out: &mut String, matrix: &Matrix, width: usize) {
    let longest = matrix.tasks.iter().map(|row| columns(&visible(&row.task))).max().unwrap_or(0);
    let first = longest.min((width / TASKS).max(LEAST));
    let names: Vec<(Vec<String>, usize)> = matrix.roles.iter().map(|role| heading(role)).collect();
    let mut from = 0;
    while from < names.len() {
        let mut to = from;
        let mut used = first;
        while to < names.len() && (to == from || used + columns(GAP) + names[to].1 <= width) {
            used += columns(GAP) + names[to].1;
            to += 1;
        }
        out.push('\n');
        fold(out, matrix, first, from, &names[from..to]);
        from = to;
    }
}

/// A role's name in lines, and how wide its column is.
fn heading(role: &str) -> (Vec<String>, usize) {
    let name = visible(role);
    let word = name.split_whitespace().map(columns).max().unwrap_or(1);
    let lines = flow(&name, &[], word.clamp(NAME, WIDEST));
    let width = lines.iter().map(|l| columns(l)).max().unwrap_or(1).max(3);
    (lines, width)
}

/// The part of the table that has the roles from number `from` on.
fn fold(out: &mut String, matrix: &Matrix, first: usize, from: usize, names: &[(Vec<String>, usize)]) {
    let height = names.iter().map(|(lines, _)| lines.len()).max().unwrap_or(0);
    for i in 0..height {
        // The last line of each name stands at the bottom.
        let part = |lines: &[String]| (i + lines.len()).checked_sub(height).and_then(|at| lines.get(at).cloned());
        let cells = names.iter().map(|(lines, width)| (part(lines).unwrap_or_default(), *width));
        across(out, &" ".repeat(first), cells.collect(), STRONG);
    }
    let rule: Vec<String> =
        std::iter::once(first).chain(names.iter().map(|(_, width)| *width)).map(|width| "─".repeat(width)).collect();
    line(out, &styled(QUIET, &rule.join("─┼─")));
    for row in &matrix.tasks {
        let roles = matrix.roles[from..].iter().zip(names);
        let cell =
            |role: &String| row.cells.iter().find(|cell| cell.role == *role).map_or_else(String::new, Cell::letters);
        let cells: Vec<(String, usize)> =
            roles.map(|(role, (_, width))| (centred(&cell(role), *width), *width)).collect();
        if from > 0 && cells.iter().all(|(letters, _)| letters.is_empty()) {
            continue;
        }
        for (i, part) in flow(&visible(&row.task), &[], first).iter().enumerate() {
            let cells = if i == 0 { cells.clone() } else { Vec::new() };
            across(out, &padded(part, first), cells, BAR);
        }
    }
}

/// A line of the table; nothing stands behind its last cell.
fn across(out: &mut String, first: &str, cells: Vec<(String, usize)>, style: Style) {
    let mut text = first.to_owned();
    let last = cells.iter().rposition(|(cell, _)| !cell.is_empty()).map_or(0, |at| at + 1);
    for (at, (cell, width)) in cells.into_iter().take(last).enumerate() {
        text.push_str(&styled(QUIET, GAP));
        text.push_str(&if cell.is_empty() { String::new() } else { styled(style, &cell) });
        if at + 1 < last {
            text.push_str(&" ".repeat(width.saturating_sub(columns(&cell))));
        }
    }
    line(out, text.trim_end());
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}

fn centred(text: &str, width: usize) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!("{}{text}", " ".repeat(width.saturating_sub(columns(text)) / 2))
}

/// A cell's letters and role, and how sure that is.
fn head(out: &mut String, cell: &Cell, width: usize) {
    const INDENT: usize = 7;
    let sources = if cell.sources == 1 { "1 source".to_owned() } else { format!("{} sources", cell.sources) };
    let sure = format!("{} · {sources}", cell.likelihood());
    let mut room = 0;
    for (i, role) in flow(&visible(&cell.role), &[], width - INDENT).iter().enumerate() {
        let letters = if i == 0 { padded(&cell.letters(), 3) } else { " ".repeat(3) };
        if i > 0 {
            out.push('\n');
        }
        out.push_str(&format!("   {} {}", styled(BAR, &letters), styled(STRONG, role)));
        room = width - INDENT - columns(role);
    }
    let apart = if room >= columns(&sure) + 2 { "  ".to_owned() } else { format!("\n{}", " ".repeat(INDENT)) };
    line(out, &format!("{apart}{}", styled(QUIET, &sure)));
}

/// The sentences of one task.
fn evidence(out: &mut String, row: &Row, page: Page<'_>) {
    out.push('\n');
    flow(&visible(&row.task), &[], page.width).iter().for_each(|l| line(out, &styled(STRONG, l)));
    let read: Vec<&str> = row.read_as.iter().map(|r| r.read.as_str()).collect();
    if !read.is_empty() {
        let read = visible(&format!("Read as: {}", read.join(", ")));
        flow(&read, &[], page.width - 3).iter().for_each(|l| line(out, &format!("   {}", styled(QUIET, l))));
    }
    for cell in &row.cells {
        head(out, cell, page.width);
        let few = page.most(FEW).min(cell.evidence.len());
        cell.evidence[..few].iter().for_each(|e| quote(out, e, page));
        if cell.evidence.len() > few {
            line(out, &format!("   {}", page.rest(cell.evidence.len() - few)));
        }
    }
    if row.cells.is_empty() {
        let closest = row.closest.first().filter(|_| row.problem.is_none());
        let said = match (&row.problem, closest) {
            (Some(_), _) => "This cannot be looked up.",
            (None, Some(_)) => "No article says who. What comes closest:",
            (None, None) => "No article says who.",
        };
        flow(said, &[], page.width - 3).iter().for_each(|l| line(out, &format!("   {}", styled(QUIET, l))));
        closest.into_iter().for_each(|e| statement(out, e, page));
    }
}

//! Roles set against each other: what is said of each alone in columns beside each other, where the page is wide enough for
//! that, else one after the other; then what they share, what articles disagree on, and their facts in a table.

use super::answer::{line, quote, section};
use super::flow::{columns, flow};
use super::{Page, QUIET, SOURCE, STRONG, styled, visible};
use anstream::adapter::strip_str;
use rolecall_search::{Answer, Comparison, Evidence};
use std::collections::BTreeMap;

/// Lines shown of each role.
const LINES: usize = 8;
/// A column narrower than this is no column.
const NARROW: usize = 34;
/// Between two columns.
const GAP: &str = " │ ";

/// The comparison of `answer`.
pub(super) fn comparison(out: &mut String, answer: &Answer, comparison: &Comparison, page: Page<'_>) {
    let none = Vec::new();
    let roles: Vec<&str> = answer.answers.iter().map(|a| a.role.as_str()).collect();
    let only: Vec<(&str, &Vec<Evidence>)> =
        roles.iter().map(|role| (*role, comparison.only.get(*role).unwrap_or(&none))).collect();
    let gaps = columns(GAP) * only.len().saturating_sub(1);
    let width = page.width.saturating_sub(gaps) / only.len().max(1);
    if width >= NARROW {
        beside(out, &only, width, page);
    } else {
        only.iter().for_each(|(role, lines)| few(out, &format!("Only {}", visible(role)), lines, page));
    }
    few(out, "Shared", &comparison.shared, page);
    if !comparison.disputed.is_empty() {
        few(out, "Articles disagree", &comparison.disputed, page);
    }
    for (role, lines) in &comparison.denied {
        few(out, &format!("{} does not", visible(role)), lines, page);
    }
    facts(out, answer, &roles, page);
}

/// A section of at most [`LINES`] lines.
fn few(out: &mut String, title: &str, lines: &[Evidence], page: Page<'_>) {
    let few = page.most(LINES).min(lines.len());
    section(out, title, &lines[..few], page);
    if lines.len() > few {
        line(out, &format!("   {}", page.rest(lines.len() - few)));
    }
}

/// Each role's lines in a column of its own.
fn beside(out: &mut String, only: &[(&str, &Vec<Evidence>)], width: usize, page: Page<'_>) {
    out.push('\n');
    let titles: Vec<Vec<String>> = only
        .iter()
        .map(|(role, _)| {
            flow(&format!("Only {}", visible(role)), &[], width).iter().map(|l| styled(STRONG, l)).collect()
        })
        .collect();
    row(out, &titles, width);
    row(out, &vec![vec!["─".repeat(width)]; only.len()], width);
    let most = page.most(LINES);
    let rows = only.iter().map(|(_, lines)| lines.len().min(most)).max().unwrap_or(0);
    for i in 0..rows.max(1) {
        let cells: Vec<Vec<String>> = only
            .iter()
            .map(|(_, lines)| match lines.get(i) {
                Some(evidence) => cell(evidence, width, page),
                None if i == 0 => {
                    flow("nothing that the articles say", &[], width).iter().map(|l| styled(QUIET, l)).collect()
                }
                None => Vec::new(),
            })
            .collect();
        row(out, &cells, width);
    }
    let rest: Vec<Vec<String>> = only
        .iter()
        .map(|(_, lines)| match lines.len().checked_sub(most) {
            Some(n) if n > 0 => vec![page.rest(n)],
            _ => Vec::new(),
        })
        .collect();
    if rest.iter().any(|r| !r.is_empty()) {
        row(out, &rest, width);
    }
}

/// A statement and where it stands, in lines of at most `width` columns.
fn cell(evidence: &Evidence, width: usize, page: Page<'_>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (i, text) in flow(&evidence.text, &[], width - 2).into_iter().enumerate() {
        lines.push(format!("{} {text}", if i == 0 { "▸" } else { " " }));
    }
    let at = page.sources.line(&evidence.article.path, &evidence.text).map(|n| format!(":{n}")).unwrap_or_default();
    let also = if evidence.also.is_empty() { String::new() } else { format!(" and {} more", evidence.also.len()) };
    let place = visible(&format!("{}{at}{also}", evidence.article.path));
    lines.extend(flow(&place, &[], width - 2).iter().map(|l| format!("  {}", styled(SOURCE, l))));
    lines
}

/// Cells beside each other, each filled up to `width`.
fn row(out: &mut String, cells: &[Vec<String>], width: usize) {
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    for i in 0..height {
        let mut text = String::new();
        for (column, cell) in cells.iter().enumerate() {
            let part = cell.get(i).map_or("", String::as_str);
            text.push_str(part);
            if column + 1 < cells.len() {
                let used = columns(&strip_str(part).to_string());
                text.push_str(&" ".repeat(width.saturating_sub(used)));
                let rest = cells[column + 1..].iter().any(|cell| cell.get(i).is_some_and(|part| !part.is_empty()));
                text.push_str(&styled(QUIET, if rest { GAP } else { GAP.trim_end() }));
            }
        }
        line(out, text.trim_end());
    }
}

/// Facts, a row for each attribute and a column for each role; one line each where that is too wide.
fn facts(out: &mut String, answer: &Answer, roles: &[&str], page: Page<'_>) {
    if answer.facts.is_empty() {
        return;
    }
    let mut table: Vec<(&str, BTreeMap<&str, Vec<String>>)> = Vec::new();
    for fact in &answer.facts {
        let note = fact.note.as_ref().map(|n| format!(" ({n})")).unwrap_or_default();
        let value = visible(&format!("{}{note}", fact.value));
        let at = table.iter().position(|(name, _)| *name == fact.name).unwrap_or_else(|| {
            table.push((&fact.name, BTreeMap::new()));
            table.len() - 1
        });
        table[at].1.entry(&fact.role).or_default().push(value);
    }
    out.push('\n');
    line(out, &styled(STRONG, "Facts"));
    let width = page.width.saturating_sub(columns(GAP) * roles.len()) / (roles.len() + 1);
    if width < NARROW / 2 {
        for (name, values) in &table {
            for (role, value) in values {
                let text = visible(&format!("{role}: {name}: {}", value.join("; ")));
                flow(&text, &[], page.width - 3).iter().for_each(|l| line(out, &format!("   {l}")));
            }
        }
        return;
    }
    let cells = |first: &str, rest: Vec<String>| -> Vec<Vec<String>> {
        std::iter::once(visible(first)).chain(rest).map(|text| flow(&text, &[], width)).collect()
    };
    row(out, &cells("", roles.iter().map(|r| visible(r)).collect()), width);
    for (name, values) in &table {
        let of = |role: &&str| values.get(*role).map_or_else(|| "–".to_owned(), |v| v.join("; "));
        row(out, &cells(name, roles.iter().map(of).collect()), width);
    }
    let mut places: Vec<&str> = answer.facts.iter().map(|f| f.article.path.as_str()).collect();
    places.sort_unstable();
    places.dedup();
    for place in places {
        flow(&visible(place), &[], page.width - 2).iter().for_each(|l| line(out, &format!("  {}", styled(SOURCE, l))));
    }
}

/// Evidence as a list under a title, nothing where there is none.
pub(super) fn told(out: &mut String, title: &str, lines: &[Evidence], most: usize, page: Page<'_>) {
    if lines.is_empty() {
        return;
    }
    out.push('\n');
    line(out, &styled(STRONG, title));
    let few = page.most(most).min(lines.len());
    lines[..few].iter().for_each(|e| quote(out, e, page));
    if lines.len() > few {
        line(out, &format!("   {}", page.rest(lines.len() - few)));
    }
}

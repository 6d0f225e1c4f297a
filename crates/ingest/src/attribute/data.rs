//! Tables of data: a role and a task in each row, as spreadsheets and databases give them.
//!
//! In an article's table a cell is prose ("Cooks and waiters", "Key grip / best boy"), and its names are found in it. In a
//! data file the role's column *is* the name: "Atmospheric and Space Scientists" is one occupation, "Bus Drivers, School"
//! another, and nobody's list need know them. A cell holds several roles only where the file itself shows it, by having
//! each of them alone in another row.

use super::Attributed;
use super::inventory::read_name;
use super::table::of_roles;
use crate::parse::ALSO_CALLED;
use crate::segment::{segment, split};
use rolecall_record::{Block, BlockKind, Kind, Span, Strength};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The sentences of an article under their headings, said of nobody.
pub(super) fn keep(text: &str, blocks: &[Block], most: usize) -> Attributed {
    let mut out = Attributed::default();
    let mut headings: Vec<(u8, String)> = Vec::new();
    for block in blocks {
        if out.is_cut_up(most) {
            break;
        }
        if let BlockKind::Heading { level } = block.kind {
            headings.retain(|(above, _)| *above < level);
            headings.push((level, block.span.of(text).to_owned()));
        }
        let spans = match &block.kind {
            BlockKind::TableRow { cells, .. } => cells.iter().flat_map(|cell| split(text, *cell)).collect(),
            _ => segment(text, block),
        };
        let heading: Arc<[String]> = headings.iter().map(|(_, heading)| heading.clone()).collect();
        for span in spans {
            // A cell that spans columns is listed once for each.
            if out.statements.last().is_none_or(|last| last.span.end <= span.start) {
                out.statements.push(of_roles(text, span, Kind::None, Strength::Does, &[], heading.clone()));
            }
        }
    }
    out
}

/// The pairs of names in a table of aliases. One that several roles share is nobody's.
fn aliases(text: &str, rows: &[(Span, Span)]) -> Vec<(String, String)> {
    let pairs: BTreeSet<(String, String)> = rows
        .iter()
        .map(|(role, alias)| (named(role.of(text).trim()), named(alias.of(text).trim())))
        .filter(|(role, alias)| role != alias && [role, alias].iter().all(|name| name.contains(char::is_alphabetic)))
        .collect();
    let roles: BTreeSet<&String> = pairs.iter().map(|(role, _)| role).collect();
    let mut owners: BTreeMap<&String, usize> = BTreeMap::new();
    pairs.iter().for_each(|(_, alias)| *owners.entry(alias).or_default() += 1);
    let own = |alias: &String| owners.get(alias) == Some(&1) && !roles.contains(alias);
    pairs.iter().filter(|(_, alias)| own(alias)).cloned().collect()
}

/// Attributes each row's task to its role.
pub(super) fn attribute(text: &str, blocks: &[Block], most: usize) -> Attributed {
    let second = blocks.iter().find_map(|block| match &block.kind {
        BlockKind::TableRow { header: true, cells, .. } => cells.get(1).map(|cell| cell.of(text)),
        _ => None,
    });
    let rows: Vec<(Span, Span)> = blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::TableRow { header: false, cells, .. } => Some((*cells.first()?, *cells.get(1)?)),
            _ => None,
        })
        .collect();
    let alone: BTreeSet<String> = rows.iter().map(|(role, _)| role.of(text).trim().to_lowercase()).collect();
    let mut out = Attributed::default();
    if second == Some(ALSO_CALLED) {
        out.synonyms = aliases(text, &rows);
        return out;
    }
    for (role, task) in rows {
        if out.is_cut_up(most) {
            break;
        }
        let roles = roles(role.of(text).trim(), &alone);
        for span in split(text, task) {
            out.statements.push(of_roles(text, span, Kind::Responsibility, Strength::Does, &roles, Arc::default()));
        }
    }
    out
}

/// The roles of a cell, each with how it is written.
fn roles(cell: &str, alone: &BTreeSet<String>) -> Vec<(String, String)> {
    if !cell.contains(char::is_alphabetic) {
        return Vec::new();
    }
    for mark in [";", " / ", "/", ", ", " & ", " and ", "+"] {
        let parts: Vec<&str> = cell.split(mark).map(str::trim).filter(|p| !p.is_empty()).collect();
        if parts.len() > 1 && parts.iter().all(|p| alone.contains(&p.to_lowercase())) {
            return parts.into_iter().map(|p| (named(p), p.to_owned())).collect();
        }
    }
    vec![(named(cell), cell.to_owned())]
}

/// A name of one piece as articles have it ("Cooks": cook); any other as it stands.
fn named(cell: &str) -> String {
    let plain = cell.split('(').next().unwrap_or(cell).trim();
    let one = !plain.contains([',', ';', '/', '&', '+']) && !plain.split_whitespace().any(|w| w == "and" || w == "or");
    let name =
        read_name(plain).filter(|n| one && n.name.split_whitespace().count() == plain.split_whitespace().count());
    name.map_or_else(|| cell.to_lowercase(), |n| n.name)
}

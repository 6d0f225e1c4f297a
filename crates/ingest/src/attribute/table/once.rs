//! What is said of a cell that stands in several rows or columns at once.

use rolecall_record::{Kind, Statement};
use std::collections::BTreeMap;

/// Each cell once: what stands in several rows or columns at once is said of all of them by one statement, and by its strongest kind.
pub(super) fn once(statements: Vec<Statement>) -> Vec<Statement> {
    let mut kept: Vec<Statement> = Vec::with_capacity(statements.len());
    let mut places: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for statement in statements {
        let place = (statement.span.start, statement.span.end);
        let Some(&at) = places.get(&place) else {
            places.insert(place, kept.len());
            kept.push(statement);
            continue;
        };
        let rank = |kind: Kind| {
            [Kind::Responsibility, Kind::Requirement, Kind::Fact, Kind::Context].iter().position(|k| *k == kind)
        };
        let first = &mut kept[at];
        if first.kind == statement.kind {
            let known: Vec<String> = first.roles.iter().map(|m| m.role.clone()).collect();
            first.roles.extend(statement.roles.into_iter().filter(|m| !known.contains(&m.role)));
        } else if rank(statement.kind).is_some_and(|own| rank(first.kind).is_none_or(|other| own < other)) {
            *first = statement;
        }
    }
    kept
}

//! Room for every voice among the best.
//!
//! A source counts once however often it says a thing, but only the best statements are ever counted. A source that says the
//! same thing a thousand times, or lies there in a thousand copies, would be all of them, and what others say would not be
//! found. Where that is so, the best of the others are found by themselves. A limit for each source within the collector was not
//! used: it would have to know every statement's article, and costs every question what only few need.

use crate::Hit;
use rolecall_record::RoleTable;
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

/// A hit of an article's.
pub trait Voice {
    /// The article's id.
    fn article(&self) -> &str;
    /// The better one first, equals in a fixed order.
    fn order(&self, other: &Self) -> Ordering;
}

impl Voice for Hit {
    fn article(&self) -> &str {
        &self.article_id
    }

    fn order(&self, other: &Self) -> Ordering {
        other.score.total_cmp(&self.score).then_with(|| self.statement_id.cmp(&other.statement_id))
    }
}

/// How often the others are found by themselves: so many sources may crowd.
const SOURCES: usize = 3;

/// Of how many statements one source has to be to crowd: three in four.
fn many(limit: usize) -> usize {
    limit - limit / 4
}

/// The best `limit` of what `best` finds, given how many and without which articles; where one source is nearly all of it, the
/// best of the others take the last quarter.
///
/// # Errors
/// What `best` says.
pub fn thinned<V: Voice, E>(
    limit: usize,
    roles: &RoleTable,
    best: impl Fn(usize, &[String]) -> Result<Vec<V>, E>,
) -> Result<Vec<V>, E> {
    let mut hits = best(limit, &[])?;
    let mut without: HashSet<String> = HashSet::new();
    let mut room = limit;
    for _ in 0..SOURCES {
        // What is left of the last quarter is looked through by itself.
        let newest = &hits[hits.len() - room.min(hits.len())..];
        let Some(source) = crowding(newest, room, roles) else { break };
        let copies = roles.copies.iter().filter(|(_, of)| **of == source).map(|(id, _)| id.clone());
        without.extend(copies);
        without.insert(source);
        let kept = limit - (room - many(room));
        room -= many(room);
        let named: Vec<String> = without.iter().cloned().collect();
        let others = best(room, &named)?;
        hits.retain(|hit| without.contains(hit.article()));
        hits.truncate(kept.max(limit - others.len()));
        hits.extend(others);
    }
    hits.sort_by(V::order);
    Ok(hits)
}

/// The source that so many of these statements are of that hardly another is among them.
fn crowding<V: Voice>(hits: &[V], limit: usize, roles: &RoleTable) -> Option<String> {
    if limit < 4 || hits.len() < limit {
        return None;
    }
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for hit in hits {
        *counts.entry(roles.source(hit.article())).or_default() += 1;
    }
    counts.into_iter().find(|(_, count)| *count > many(limit)).map(|(source, _)| source.to_owned())
}

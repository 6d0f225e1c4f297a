//! The roles that a role is mentioned with.

use crate::conclude::{Limits, evidence};
use crate::question::named_in;
use crate::weigh::{kind_weight, looked_up, trust};
use crate::{FieldWeights, Found, Parts, Peer, Query, Restriction, RetrieveError, Searcher};
use rolecall_language::terms;
use std::collections::{BTreeMap, BTreeSet};

/// How many statements of the role are looked at.
const DEPTH: usize = 400;
/// How many peers are told.
const MOST: usize = 12;
/// Words by which English joins those who work together.
const JOINING: &[&str] = &["with", "together", "alongside", "both", "beside"];

/// The other roles that the role's statements name or are said of, the most often first.
pub(super) fn of(searcher: &Searcher<'_>, role: &str, limits: Limits) -> Result<Vec<Peer>, RetrieveError> {
    let names = searcher.roles.names(role);
    let mut said: BTreeMap<String, Vec<(f32, Found, usize)>> = BTreeMap::new();
    let mut about = searcher.index.of_roles(&names, DEPTH)?;
    about.extend(naming(searcher, role, &names)?);
    for found in about {
        let own = found.statement.roles.iter().position(|m| names.contains(&m.role));
        // In another's sentence, that one is the peer.
        let Some(m) = own.or_else(|| (!found.statement.roles.is_empty()).then_some(0)) else { continue };
        let mut others: BTreeSet<String> = named_in(&found.statement.text, &searcher.roles).into_iter().collect();
        others.extend(found.statement.roles.iter().map(|o| searcher.roles.preferred(&o.role)));
        let joined = terms(&found.statement.text).iter().any(|t| JOINING.contains(&t.word.as_str()));
        let mention = &found.statement.roles[m];
        let worth = kind_weight(found.statement.kind) * trust(mention.found_by) * if joined { 2.0 } else { 1.0 };
        for other in others.into_iter().filter(|o| o != role && is_known(searcher, o)) {
            said.entry(other).or_default().push((worth, found.clone(), m));
        }
    }
    let source = |f: &Found| searcher.index.roles().source(&f.article.id).to_owned();
    let mut peers: Vec<(f32, Peer)> = Vec::new();
    for (role, mut lines) in said {
        lines.sort_by(|a, b| b.0.total_cmp(&a.0));
        let sources = lines.iter().map(|(_, f, _)| source(f)).collect::<BTreeSet<_>>().len();
        let Some((worth, found, m)) = lines.first() else { continue };
        let parts = Parts { strength: 1.0, ..looked_up(found, *m, 1.0) };
        let proof = evidence(found, *m, parts, *worth, limits.explain);
        let total = lines.iter().map(|l| l.0).sum::<f32>() * (1.0 + 0.5 * (sources as f32 - 1.0));
        peers.push((total, Peer { role, statements: lines.len(), sources, evidence: proof }));
    }
    peers.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.role.cmp(&b.1.role)));
    Ok(peers.into_iter().take(MOST).map(|p| p.1).collect())
}

/// Statements of other roles that name this one.
fn naming(searcher: &Searcher<'_>, role: &str, names: &[String]) -> Result<Vec<Found>, RetrieveError> {
    const NAMING: usize = 100;
    let mut stems: Vec<String> = names.iter().flat_map(|n| terms(n)).map(|t| t.stem).collect();
    stems.sort_unstable();
    stems.dedup();
    let words = stems.into_iter().map(|stem| (stem, 1.0)).collect();
    let fields = FieldWeights { text: 1.0, heading: 0.0, roles: 0.0 };
    let query = Query { words, fields, meaning: None, only: Restriction::default() };
    let mut found = searcher.index.find(&query, NAMING)?;
    found.retain(|f| {
        let of_others = f.statement.roles.iter().all(|m| !names.contains(&m.role));
        of_others && named_in(&f.statement.text, &searcher.roles).iter().any(|r| r == role)
    });
    Ok(found)
}

/// A role of which something is said.
fn is_known(searcher: &Searcher<'_>, role: &str) -> bool {
    searcher.roles.get(&role.to_lowercase()).or_else(|| searcher.roles.named(role)).is_some_and(|r| r.statements > 0)
}

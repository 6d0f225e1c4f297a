//! The fourth station: how sure that is, whether to answer at all, and with which evidence.

use crate::condition;
use crate::confidence;
use crate::weigh::{Tally, Vote, Weighed, clause_in_text};
use crate::{Evidence, Found, Parts, RoleAnswer, Searcher, Signs};
use rolecall_record::Span;
use std::collections::BTreeSet;

/// A role is left out whose score is below this share of the first's.
const WORTH_NAMING: f32 = 0.05;
/// Evidence is left out whose score is below this share of the role's best.
const WORTH_SHOWING: f32 = 0.2;
/// How much evidence is kept where nobody is named.
const CLOSEST: usize = 3;

/// A role is left out of what is found by words alone, if no statement for it holds this share of the question.
const COVERED: f32 = 0.22;

/// What can be seen of how well `tally` answers.
pub(crate) fn signs(weighed: &Weighed, tally: &Tally) -> Signs {
    let others = weighed.tallies.iter().filter(|o| o.role != tally.role);
    let rival = others.map(|o| o.score).fold(0.0, f32::max);
    let votes = || tally.votes.iter().filter(|v| v.score > 0.0);
    let best = votes().map(|v| v.parts.matched).fold(0.0, f32::max);
    let near = votes().filter(|v| v.parts.matched >= 0.5 * best);
    Signs {
        coverage: tally.coverage(),
        similarity: tally.similarity(),
        alignment: tally.alignment(),
        nearest: weighed.found.iter().map(|f| f.similarity).fold(0.0, f32::max),
        margin: if tally.score > 0.0 { tally.score / (tally.score + rival) } else { 0.0 },
        profile: tally.support.profile,
        worth: near.map(|v| v.parts.kind * v.parts.strength * v.parts.found_by).fold(0.0, f32::max),
        unknown: weighed.shares.iter().filter(|s| !s.known).map(|s| s.share).sum(),
    }
}

/// Whether it is likely enough that any article says who.
pub(crate) fn is_said(weighed: &Weighed) -> bool {
    let mut named = weighed.tallies.iter().filter(|t| t.score > 0.0);
    let Some(first) = named.next() else { return false };
    let mut seen = signs(weighed, first);
    if !weighed.by_meaning {
        // By words the second or third role may hold the whole question where the first, oftener named, holds half.
        seen.coverage = seen.coverage.max(named.take(2).map(Tally::coverage).fold(0.0, f32::max) * 0.99);
    }
    confidence::is_said(&seen, weighed.by_meaning)
}

/// The roles to name, the best supported first; empty where it is too unlikely that any article says who.
pub(crate) fn answers(weighed: &Weighed, searcher: &Searcher<'_>, limits: Limits) -> Vec<RoleAnswer> {
    if limits.abstain && !is_said(weighed) { Vec::new() } else { ranked(weighed, searcher, limits) }
}

/// The roles, the best supported first, however little it is that supports them.
pub(crate) fn ranked(weighed: &Weighed, searcher: &Searcher<'_>, limits: Limits) -> Vec<RoleAnswer> {
    let (index, roles) = (searcher.index, &searcher.roles);
    let named: Vec<&Tally> = weighed.tallies.iter().filter(|t| t.score > 0.0).collect();
    let Some(first) = named.first() else { return Vec::new() };
    let covered = |t: &Tally| weighed.by_meaning || t.coverage() >= COVERED;
    let worth = named.iter().filter(|t| t.score >= WORTH_NAMING * first.score && covered(t));
    let mut answers = Vec::new();
    // Whoever stands lower cannot be likelier to be the right one: only one of them is.
    let mut at_most = 1.0_f32;
    for tally in worth.take(limits.roles) {
        at_most = at_most.min(confidence::confidence(&signs(weighed, tally), weighed.by_meaning));
        let best = tally.votes.first().map_or(0.0, |v| v.score);
        let shown: Vec<&Vote> =
            tally.votes.iter().filter(|v| v.score > 0.0 && v.score >= WORTH_SHOWING * best).collect();
        let source = |v: &&Vote| index.roles().source(&weighed.found[v.found].article.id);
        let sources: BTreeSet<&str> = shown.iter().map(source).collect();
        answers.push(RoleAnswer {
            role: tally.role.clone(),
            aliases: roles.aliases(&tally.role),
            score: tally.score,
            confidence: at_most,
            sources: sources.len(),
            evidence: shown.iter().take(limits.evidence).map(|v| of_vote(weighed, v, limits.explain)).collect(),
            support: limits.explain.then_some(tally.support),
        });
    }
    answers.retain(|answer| answer.confidence >= limits.min_confidence);
    answers
}

/// What comes closest, where nobody is named: the statements that hold the most of the question.
pub(crate) fn closest(weighed: &Weighed, limits: Limits) -> Vec<Evidence> {
    let mut votes: Vec<&Vote> =
        weighed.tallies.iter().flat_map(|t| &t.votes).filter(|v| v.parts.matched > 0.0).collect();
    let near = |v: &Vote| v.parts.matched;
    votes.sort_by(|a, b| near(b).total_cmp(&near(a)).then(a.found.cmp(&b.found)));
    let mut seen = BTreeSet::new();
    votes.retain(|v| seen.insert(v.found));
    votes.into_iter().take(CLOSEST).map(|v| of_vote(weighed, v, limits.explain)).collect()
}

/// How much of an answer is wanted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) roles: usize,
    pub(crate) evidence: usize,
    pub(crate) min_confidence: f32,
    pub(crate) abstain: bool,
    pub(crate) explain: bool,
}

/// The statement that voted, as evidence.
pub(crate) fn of_vote(weighed: &Weighed, vote: &Vote, explain: bool) -> Evidence {
    evidence(&weighed.found[vote.found], vote.mention, vote.parts, vote.score, explain)
}

/// A statement as evidence for its mention number `mention`, nothing marked yet.
pub(crate) fn evidence(found: &Found, mention: usize, parts: Parts, score: f32, explain: bool) -> Evidence {
    let mention = &found.statement.roles[mention];
    let clause = clause_in_text(found, mention);
    let apart = |other: Span| other.end <= clause.start || clause.end <= other.start;
    let shared = found.statement.roles.iter().any(|other| apart(clause_in_text(found, other)));
    Evidence {
        text: found.statement.text.clone(),
        highlights: Vec::new(),
        clause,
        reach: if shared { clause } else { Span::new(0, found.statement.text.len()) },
        kind: found.statement.kind,
        found_by: mention.found_by,
        strength: mention.strength,
        article: found.article.clone(),
        heading: found.statement.heading.to_vec(),
        span: found.statement.span,
        score,
        named: mention.name.clone(),
        condition: condition::of(found, Some(mention)),
        also: Vec::new(),
        parts: explain.then_some(parts),
    }
}

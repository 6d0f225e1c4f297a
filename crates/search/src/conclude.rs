//! The fourth station: how sure that is, whether to answer at all, and which words to mark.
//!
//! Confidence is a logistic function of two things that can be seen in the evidence: how much of the question the best
//! statement holds, and how far the role stands out from the next. Its three numbers are set by hand; they are to be
//! fitted on labelled questions, and only their meaning (a probability that the role is right) is promised.

use crate::weigh::{Share, Tally, Vote, Weighed, clause_in_text};
use crate::{Evidence, Found, Parts, RoleAnswer, Roles};
use rolecall_language::terms;
use rolecall_record::Span;
use std::collections::BTreeSet;

/// Below this share of the question, evidence is only near: nobody is named. Set on the development labels: of 25 questions
/// without an answer 24 are left open with it, at 0.3 only 14.
pub(crate) const ENOUGH: f32 = 0.45;
/// A role is left out whose score is below this share of the first's.
const WORTH_NAMING: f32 = 0.05;
/// Evidence is left out whose score is below this share of the role's best.
const WORTH_SHOWING: f32 = 0.2;
/// How much evidence is kept where nobody is named.
const CLOSEST: usize = 3;

const BIAS: f32 = -6.0;
const PER_COVERAGE: f32 = 5.0;
const PER_MARGIN: f32 = 5.0;

/// `1 / (1 + e^-(-6 + 5 coverage + 5 margin))`, where `margin` is the role's score over the sum of its and its strongest rival's.
pub(crate) fn confidence(coverage: f32, score: f32, rival: f32) -> f32 {
    let sum = score + rival.max(0.0);
    let margin = if sum > 0.0 { score / sum } else { 0.0 };
    let x = BIAS + PER_COVERAGE * coverage + PER_MARGIN * margin;
    1.0 / (1.0 + (-x).exp())
}

/// The roles to name, the best supported first; empty where the evidence holds too little of the question.
pub(crate) fn answers(weighed: &Weighed, roles: &Roles<'_>, limits: Limits) -> Vec<RoleAnswer> {
    let named: Vec<&Tally> = weighed.tallies.iter().filter(|t| t.score > 0.0).collect();
    let Some(first) = named.first() else { return Vec::new() };
    let strongest = named.iter().take(3).map(|t| t.coverage()).fold(0.0, f32::max);
    if first.coverage().max(strongest * 0.99) < ENOUGH {
        return Vec::new();
    }
    let worth = named.iter().filter(|t| t.score >= WORTH_NAMING * first.score && t.coverage() >= ENOUGH * 0.5);
    let mut answers = Vec::new();
    for tally in worth.take(limits.roles) {
        let rival = named.iter().filter(|o| o.role != tally.role).map(|o| o.score).fold(0.0, f32::max);
        let best = tally.votes.first().map_or(0.0, |v| v.score);
        let shown: Vec<&Vote> =
            tally.votes.iter().filter(|v| v.score > 0.0 && v.score >= WORTH_SHOWING * best).collect();
        let sources: BTreeSet<&str> = shown.iter().map(|v| weighed.found[v.found].article.id.as_str()).collect();
        answers.push(RoleAnswer {
            role: tally.role.clone(),
            aliases: roles.aliases(&tally.role),
            score: tally.score,
            confidence: confidence(tally.coverage(), tally.score, rival),
            sources: sources.len(),
            evidence: shown.iter().take(limits.evidence).map(|v| of_vote(weighed, v, limits.explain)).collect(),
        });
    }
    answers
}

/// What comes closest, where nobody is named: the statements that hold the most of the question.
pub(crate) fn closest(weighed: &Weighed, limits: Limits) -> Vec<Evidence> {
    let mut votes: Vec<&Vote> =
        weighed.tallies.iter().flat_map(|t| &t.votes).filter(|v| v.parts.coverage > 0.0).collect();
    let near = |v: &Vote| v.parts.coverage * v.parts.relevance;
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
    pub(crate) explain: bool,
}

/// The statement that voted, as evidence.
pub(crate) fn of_vote(weighed: &Weighed, vote: &Vote, explain: bool) -> Evidence {
    evidence(&weighed.found[vote.found], vote.mention, &weighed.shares, vote.parts, vote.score, explain)
}

/// A statement as evidence for its mention number `mention`.
pub(crate) fn evidence(
    found: &Found,
    mention: usize,
    shares: &[Share],
    parts: Parts,
    score: f32,
    explain: bool,
) -> Evidence {
    let mention = &found.statement.roles[mention];
    Evidence {
        text: found.statement.text.clone(),
        highlights: highlights(&found.statement.text, shares, clause_in_text(found, mention)),
        kind: found.statement.kind,
        found_by: mention.found_by,
        strength: mention.strength,
        article: found.article.clone(),
        heading: found.statement.heading.clone(),
        span: found.statement.span,
        score,
        named: mention.name.clone(),
        parts: explain.then_some(parts),
    }
}

/// The words asked for, neighbours joined; where none of them stands in the text, the clause that is said of the role.
pub(crate) fn highlights(text: &str, shares: &[Share], clause: Span) -> Vec<Span> {
    let mut marks: Vec<Span> = Vec::new();
    for term in terms(text) {
        if !shares.iter().any(|s| s.stem == term.stem) {
            continue;
        }
        match marks.last_mut() {
            Some(last) if text[last.end..term.start].chars().all(|c| c == ' ' || c == '-') => last.end = term.end,
            _ => marks.push(Span::new(term.start, term.end)),
        }
    }
    if marks.is_empty() && !clause.is_empty() {
        marks.push(clause);
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_grows_with_what_is_covered_and_with_the_lead() {
        assert!(confidence(1.0, 10.0, 0.0) > 0.95);
        assert!(confidence(1.0, 10.0, 10.0) < confidence(1.0, 10.0, 1.0));
        assert!(confidence(0.5, 10.0, 5.0) < 0.5);
        assert!(confidence(0.0, 0.0, 0.0) < 0.01);
    }

    #[test]
    fn neighbouring_words_are_marked_as_one() {
        let shares: Vec<Share> =
            terms("set up cables").into_iter().map(|t| Share { stem: t.stem, share: 0.3 }).collect();
        let text = "She sets up the cables.";
        let marked: Vec<&str> = highlights(text, &shares, Span::default()).into_iter().map(|s| s.of(text)).collect();
        assert_eq!(marked, ["sets up", "cables"]);
    }
}

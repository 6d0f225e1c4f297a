//! "Does a waiter cook the meals?": yes or no only where a statement of that role says so. Silence is "unknown",
//! and who does it is told either way.

use super::Outcome;
use crate::conclude::{self, Limits};
use crate::confidence;
use crate::weigh::{Tally, weigh};
use crate::{Question, RetrieveError, RoleAnswer, Searcher, Signs, Verdict};
use std::collections::BTreeSet;

/// A statement decides only if it holds at least this share of the deed.
const DECIDES: f32 = 0.65;

pub(crate) fn answer(searcher: &Searcher<'_>, question: &Question, limits: Limits) -> Result<Outcome, RetrieveError> {
    if question.words.is_empty() && question.roles.len() > 1 {
        // Whether one can be the other is told by no single statement.
        return Ok(Outcome { verdict: Some(Verdict::Unknown), abstained: true, ..Outcome::default() });
    }
    if question.words.is_empty() {
        return super::what::answer(searcher, question, limits);
    }
    let deed = Question { roles: Vec::new(), ..question.clone() };
    let mut weighed = weigh(searcher, &deed)?;
    let (own, others): (Vec<Tally>, Vec<Tally>) =
        weighed.tallies.drain(..).partition(|t| question.roles.contains(&t.role));
    let asked = question.roles.len();
    let says = |positive: bool| {
        let decides =
            |t: &&Tally| t.votes.iter().any(|v| v.parts.coverage >= DECIDES && (v.parts.strength > 0.0) == positive);
        own.iter().filter(decides).count()
    };
    let verdict = if says(false) > 0 && says(true) == 0 {
        Verdict::No
    } else if says(true) >= asked {
        Verdict::Yes
    } else {
        Verdict::Unknown
    };
    let mut answers = Vec::new();
    for tally in &own {
        let mut votes: Vec<_> = tally.votes.iter().filter(|v| v.parts.coverage >= DECIDES).collect();
        votes.sort_by(|a, b| b.score.abs().total_cmp(&a.score.abs()));
        let evidence: Vec<_> =
            votes.iter().take(limits.evidence).map(|v| conclude::of_vote(&weighed, v, limits.explain)).collect();
        if verdict == Verdict::Unknown || evidence.is_empty() {
            continue;
        }
        let coverage = votes.iter().map(|v| v.parts.coverage).fold(0.0, f32::max);
        answers.push(RoleAnswer {
            role: tally.role.clone(),
            aliases: searcher.roles.aliases(&tally.role),
            score: tally.score,
            confidence: confidence::confidence(&Signs { coverage, margin: 1.0, ..Signs::default() }, false),
            sources: evidence.iter().map(|e| e.article.id.as_str()).collect::<BTreeSet<_>>().len(),
            evidence,
            support: limits.explain.then_some(tally.support),
        });
    }
    weighed.tallies = own;
    let closest = if answers.is_empty() { conclude::closest(&weighed, limits) } else { Vec::new() };
    // Who does it instead is only said where it is as plain as a yes would have to be.
    weighed.tallies = others.into_iter().filter(|t| t.coverage() >= DECIDES).collect();
    answers.extend(conclude::answers(&weighed, searcher, limits));
    answers.truncate(limits.roles);
    Ok(Outcome { verdict: Some(verdict), abstained: answers.is_empty(), answers, closest, ..Outcome::default() })
}

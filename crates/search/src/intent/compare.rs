//! "Purser or waiter, what is the difference?": what is said of each alone, and what of more than one.

use super::Outcome;
use super::profile::{Line, Profile};
use crate::conclude::Limits;
use crate::{Comparison, Question, RetrieveError, Searcher};
use rolecall_record::{Kind, Strength};
use std::collections::BTreeMap;

/// More roles than this are not set against each other.
const MOST: usize = 4;

pub(crate) fn answer(searcher: &Searcher<'_>, question: &Question, limits: Limits) -> Result<Outcome, RetrieveError> {
    let mut profiles = Vec::new();
    for role in question.roles.iter().take(MOST) {
        let duties = |kind, strength| kind == Kind::Responsibility && strength != Strength::DoesNot;
        profiles.push(Profile::gather(searcher, role, &[], duties)?);
    }
    let answers: Vec<_> = profiles.iter().filter_map(|p| p.answer(searcher, limits)).collect();
    let mut only: BTreeMap<String, Vec<_>> = BTreeMap::new();
    let mut shared: Vec<&Line> = Vec::new();
    for (i, profile) in profiles.iter().enumerate() {
        let own = only.entry(profile.role.clone()).or_default();
        for line in &profile.lines {
            let others = profiles.iter().enumerate().filter(|(j, _)| *j != i).flat_map(|(_, p)| &p.lines);
            if others.clone().any(|o| same_place(line, o) || line.says_the_same(o)) {
                if !shared.iter().any(|s| same_place(s, line)) {
                    shared.push(line);
                }
            } else if own.len() < limits.evidence {
                own.push(line.evidence(limits));
            }
        }
    }
    let shared = shared.into_iter().take(limits.evidence).map(|l| l.evidence(limits)).collect();
    let facts = super::fact::of_roles(searcher, &question.roles, &[])?;
    Ok(Outcome {
        abstained: answers.len() < 2,
        closest: if answers.len() == 1 { answers[0].evidence.iter().take(3).cloned().collect() } else { Vec::new() },
        answers: if answers.len() < 2 { Vec::new() } else { answers },
        comparison: Some(Comparison { only, shared }),
        facts,
        ..Outcome::default()
    })
}

fn same_place(a: &Line, b: &Line) -> bool {
    a.found.article.id == b.found.article.id && a.found.statement.span == b.found.statement.span
}

//! "Purser or waiter, what is the difference?": what is said of each alone, what of more than one, what articles disagree
//! on, what each is said not to do, and their facts side by side.

use super::Outcome;
use super::profile::{Line, Profile, denials, disputed, duties};
use crate::conclude::Limits;
use crate::{Comparison, Question, RetrieveError, Searcher};
use std::collections::BTreeMap;

/// More roles than this are not set against each other.
const MOST: usize = 4;

pub(crate) fn answer(searcher: &Searcher<'_>, question: &Question, limits: Limits) -> Result<Outcome, RetrieveError> {
    let (mut said, mut denied) = (Vec::new(), Vec::new());
    for role in question.roles.iter().take(MOST) {
        said.push(Profile::gather(searcher, role, &[], duties)?);
        denied.push(Profile::gather(searcher, role, &[], denials)?);
    }
    let answers: Vec<_> = said.iter().filter_map(|p| p.answer(searcher, limits)).collect();
    let mut contested: Vec<&Line> = Vec::new();
    for (said, denied) in said.iter().zip(&denied) {
        contested.extend(disputed(searcher, &said.lines, &denied.lines));
    }
    let is_contested = |line: &Line| contested.iter().any(|c| std::ptr::eq(*c, line));
    let mut only: BTreeMap<String, Vec<_>> = BTreeMap::new();
    let mut shared: Vec<&Line> = Vec::new();
    for (i, profile) in said.iter().enumerate() {
        let own = only.entry(profile.role.clone()).or_default();
        for line in profile.lines.iter().filter(|line| !is_contested(line)) {
            let mut others = said.iter().enumerate().filter(|(j, _)| *j != i).flat_map(|(_, p)| &p.lines);
            if others.any(|o| line.is_one_with(o) || !line.is_at(o) && line.says_the_same(o)) {
                // Of two sentences that say the same of two roles, both are the proof; of one sentence, one line is.
                if !shared.iter().any(|s| s.is_at(line)) {
                    shared.push(line);
                }
            } else if own.len() < limits.evidence {
                own.push(line.evidence(limits));
            }
        }
    }
    let shared = shared.into_iter().take(limits.evidence).map(|l| l.evidence(limits)).collect();
    let disputed = contested.iter().take(limits.evidence).map(|l| l.evidence(limits)).collect();
    let denied = denied
        .iter()
        .map(|p| {
            let undisputed = p.lines.iter().filter(|l| !is_contested(l)).take(limits.evidence);
            (p.role.clone(), undisputed.map(|l| l.evidence(limits)).collect::<Vec<_>>())
        })
        .filter(|(_, lines)| !lines.is_empty())
        .collect();
    let facts = super::fact::of_roles(searcher, &question.roles, &[])?;
    let known = answers.len();
    Ok(Outcome {
        abstained: known < 2,
        closest: if known == 1 { answers[0].evidence.iter().take(3).cloned().collect() } else { Vec::new() },
        answers: if known < 2 { Vec::new() } else { answers },
        comparison: Some(Comparison { only, shared, disputed, denied }),
        facts,
        ..Outcome::default()
    })
}

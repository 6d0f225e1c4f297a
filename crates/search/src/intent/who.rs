//! "Who sets up the tables?": the roles, ranked.

use super::Outcome;
use crate::conclude::{self, Limits};
use crate::weigh::weigh;
use crate::{Question, RetrieveError, Searcher};

/// Roles that are kept where no article says it: whose statements come closest, for a reader to judge.
const CLOSEST: usize = 5;

pub(crate) fn answer(searcher: &Searcher<'_>, question: &Question, limits: Limits) -> Result<Outcome, RetrieveError> {
    let weighed = weigh(searcher, question)?;
    let mut answers = conclude::ranked(&weighed, searcher, limits);
    let abstained = answers.is_empty() || limits.abstain && !conclude::is_said(&weighed);
    if abstained {
        answers.truncate(CLOSEST);
    }
    let closest = if abstained { conclude::closest(&weighed, limits) } else { Vec::new() };
    let signs = weighed.tallies.first().map(|first| conclude::signs(&weighed, first));
    Ok(Outcome { abstained, signs, answers, closest, ..Outcome::default() })
}

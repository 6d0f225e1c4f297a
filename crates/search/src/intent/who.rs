//! "Who sets up the tables?": the roles, ranked.

use super::Outcome;
use crate::conclude::{self, Limits};
use crate::weigh::weigh;
use crate::{Question, RetrieveError, Searcher};

pub(crate) fn answer(searcher: &Searcher<'_>, question: &Question, limits: Limits) -> Result<Outcome, RetrieveError> {
    let weighed = weigh(searcher, question)?;
    let answers = conclude::answers(&weighed, searcher, limits);
    let abstained = answers.is_empty();
    let closest = if abstained { conclude::closest(&weighed, limits) } else { Vec::new() };
    let signs = weighed.tallies.first().map(|first| conclude::signs(&weighed, first));
    Ok(Outcome { abstained, signs, answers, closest, ..Outcome::default() })
}

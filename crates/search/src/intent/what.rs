//! "What does a purser do?": the role's responsibilities, the best supported first.

use super::Outcome;
use super::profile::Profile;
use crate::conclude::Limits;
use crate::weigh::shares;
use crate::{Question, RetrieveError, Searcher};
use rolecall_record::{Kind, Strength};

pub(crate) fn answer(searcher: &Searcher<'_>, question: &Question, limits: Limits) -> Result<Outcome, RetrieveError> {
    let shares = shares(searcher.index, &question.words)?;
    let mut answers = Vec::new();
    for role in question.roles.iter().take(1) {
        let duties = |kind, strength| kind == Kind::Responsibility && strength != Strength::DoesNot;
        let anything = |_, strength| strength != Strength::DoesNot;
        let mut profile = Profile::gather(searcher, role, &shares, duties)?;
        if profile.lines.is_empty() {
            profile = Profile::gather(searcher, role, &shares, anything)?;
        }
        answers.extend(profile.answer(searcher, limits));
    }
    Ok(Outcome { abstained: answers.is_empty(), answers, ..Outcome::default() })
}

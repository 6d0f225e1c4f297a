//! "What does a purser do?": the role's responsibilities by theme, the best supported first; beside them what it must
//! have, what it does not do, where articles disagree, its facts, and the roles it is mentioned with.

use super::profile::{Profile, denials, disputed, duties};
use super::{Outcome, fact, peers, themes};
use crate::conclude::Limits;
use crate::weigh::shares;
use crate::{Found, Profile as Told, Question, RetrieveError, Searcher};
use rolecall_record::{Kind, Mention, Strength};

pub(crate) fn answer(searcher: &Searcher<'_>, question: &Question, limits: Limits) -> Result<Outcome, RetrieveError> {
    let shares = shares(searcher.index, &question.words)?;
    let Some(role) = question.roles.first() else {
        return Ok(Outcome { abstained: true, ..Outcome::default() });
    };
    let anything = |_: &Found, m: &Mention| m.strength != Strength::DoesNot;
    let requirements =
        |found: &Found, m: &Mention| found.statement.kind == Kind::Requirement && m.strength != Strength::DoesNot;
    let said = Profile::gather(searcher, role, &shares, duties)?;
    let denied = Profile::gather(searcher, role, &[], denials)?;
    let profile = Told {
        themes: themes::of(searcher, &said, &searcher.roles.names(role), limits.evidence),
        requirements: Profile::gather(searcher, role, &[], requirements)?.evidence(limits),
        disputed: disputed(searcher, &said.lines, &denied.lines).iter().map(|l| l.evidence(limits)).collect(),
        denied: denied.evidence(limits),
        works_with: peers::of(searcher, role, limits)?,
    };
    let facts = fact::of_roles(searcher, std::slice::from_ref(role), &[])?;
    let about = if said.lines.is_empty() { Profile::gather(searcher, role, &shares, anything)? } else { said };
    let answers: Vec<_> = about.answer(searcher, limits).into_iter().collect();
    let abstained = answers.is_empty() && denied.lines.is_empty() && facts.is_empty();
    Ok(Outcome { abstained, answers, facts, profile: (!abstained).then_some(profile), ..Outcome::default() })
}

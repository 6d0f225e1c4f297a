//! "How much does a purser earn?": values that articles give for a role's attributes, and what it must have.

use super::Outcome;
use super::profile::Profile;
use crate::conclude::Limits;
use crate::weigh::shares;
use crate::{FactFound, Question, RetrieveError, Searcher};
use rolecall_language::terms;
use rolecall_record::{Kind, Strength};

pub(crate) fn answer(searcher: &Searcher<'_>, question: &Question, limits: Limits) -> Result<Outcome, RetrieveError> {
    let shares = shares(searcher.index, &question.words)?;
    let stems: Vec<&str> = shares.iter().map(|s| s.stem.as_str()).collect();
    let facts = of_roles(searcher, &question.roles, &stems)?;
    let mut answers = Vec::new();
    let mut near = Vec::new();
    for role in &question.roles {
        let wanted = |kind, strength| {
            matches!(kind, Kind::Fact | Kind::Requirement | Kind::Context) && strength != Strength::DoesNot
        };
        let mut profile = Profile::gather(searcher, role, &shares, wanted)?;
        near.extend(profile.lines.first().map(|l| l.evidence(&shares, limits)));
        profile
            .lines
            .retain(|l| shares.iter().any(|s| l.found.statement.text.len() > s.stem.len() && l.gist.contains(&s.stem)));
        answers.extend(profile.answer(searcher, &shares, limits));
    }
    let abstained = answers.is_empty() && facts.is_empty();
    Ok(Outcome { abstained, closest: if abstained { near } else { Vec::new() }, answers, facts, ..Outcome::default() })
}

/// The facts of these roles whose names hold one of `stems`; all of them where none does.
pub(super) fn of_roles(
    searcher: &Searcher<'_>,
    roles: &[String],
    stems: &[&str],
) -> Result<Vec<FactFound>, RetrieveError> {
    let mut facts = Vec::new();
    for role in roles {
        for found in searcher.index.facts(&searcher.roles.names(role))? {
            facts.push(FactFound {
                role: role.clone(),
                name: found.fact.name,
                value: found.fact.value,
                note: found.fact.note,
                article: found.article,
                span: found.fact.span,
            });
        }
    }
    let named = |f: &FactFound| terms(&f.name).iter().any(|t| stems.contains(&t.stem.as_str()));
    if facts.iter().any(named) {
        facts.retain(named);
    }
    Ok(facts)
}

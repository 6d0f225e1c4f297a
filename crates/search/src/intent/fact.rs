//! "How much does a purser earn?": values that articles give for a role's attributes, and what it must have.

use super::Outcome;
use super::profile::Profile;
use crate::conclude::Limits;
use crate::weigh::shares;
use crate::{FactFound, Question, RetrieveError, Searcher, Word};
use rolecall_language::terms;
use rolecall_record::{Kind, Strength};

pub(crate) fn answer(searcher: &Searcher<'_>, question: &Question, limits: Limits) -> Result<Outcome, RetrieveError> {
    let shares = shares(searcher.index, &with_kin(question))?;
    let stems: Vec<&str> = shares.iter().map(|s| s.stem.as_str()).collect();
    let facts = of_roles(searcher, &question.roles, &stems)?;
    let mut answers = Vec::new();
    let mut near = Vec::new();
    for role in &question.roles {
        let wanted = |kind, strength| {
            matches!(kind, Kind::Fact | Kind::Requirement | Kind::Context) && strength != Strength::DoesNot
        };
        let mut profile = Profile::gather(searcher, role, &shares, wanted)?;
        near.extend(profile.lines.first().map(|l| l.evidence(limits)));
        profile
            .lines
            .retain(|l| shares.iter().any(|s| l.found.statement.text.len() > s.stem.len() && l.gist.contains(&s.stem)));
        answers.extend(profile.answer(searcher, limits));
    }
    let abstained = answers.is_empty() && facts.is_empty();
    Ok(Outcome { abstained, closest: if abstained { near } else { Vec::new() }, answers, facts, ..Outcome::default() })
}

/// Words of English by which the same attribute is asked for and told.
const KIN: &[&[&str]] = &[
    &["earn", "earnings", "salary", "pay", "paid", "wage", "income", "compensation"],
    &[
        "degree",
        "education",
        "diploma",
        "qualification",
        "certification",
        "certificate",
        "license",
        "licence",
        "training",
    ],
    &["growth", "outlook", "grow", "demand"],
];

/// How much a word counts that was not asked, but means the same attribute.
const KIN_WEIGHT: f32 = 0.5;

/// The question's words and, for each attribute among them, the other words for it.
fn with_kin(question: &Question) -> Vec<Word> {
    let words = &question.words;
    let mut all = words.clone();
    // "How do I become a cook?" names no attribute and means what one must have learnt; "how much does one make?" the pay.
    let amount = question.text.trim_start().to_lowercase().starts_with("how much");
    let attribute = if amount { "pay" } else { "education" };
    let implied = |kin: &&[&str]| words.is_empty() && kin.contains(&attribute);
    for kin in KIN
        .iter()
        .filter(|kin| implied(kin) || words.iter().any(|w| kin.contains(&w.word.as_str()) || stem_among(kin, &w.stem)))
    {
        for term in kin.iter().flat_map(|word| terms(word)) {
            if !all.iter().any(|w| w.stem == term.stem) {
                all.push(Word { stem: term.stem, word: term.word, weight: KIN_WEIGHT });
            }
        }
    }
    all
}

fn stem_among(kin: &[&str], stem: &str) -> bool {
    kin.iter().flat_map(|word| terms(word)).any(|t| t.stem == stem)
}

/// The facts of these roles whose names hold one of `stems`; all of them where none is asked for. A value of another
/// attribute is no answer: "Minute: 2" is not what a purser earns.
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
    facts.retain(|f| stems.is_empty() || terms(&f.name).iter().any(|t| stems.contains(&t.stem.as_str())));
    Ok(facts)
}

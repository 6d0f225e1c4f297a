//! "Which roles are there in a kitchen?": the roles of the articles that speak of the setting; without one, all roles.

use super::Outcome;
use crate::conclude::{Limits, evidence};
use crate::weigh::{kind_weight, looked_up, strength_weight, trust};
use crate::{FieldWeights, Found, Query, Question, RetrieveError, RoleAnswer, Searcher};
use rolecall_language::terms;
use rolecall_record::{Kind, Strength};
use std::collections::{BTreeMap, BTreeSet};

/// How many statements are looked at to find the articles that speak of the setting.
const DEPTH: usize = 300;
/// An article of less than this share of the best one's hold on the setting does not speak of it.
const SPEAKS: f32 = 0.5;
/// What the setting is worth in a path or a title, beside its share of statements.
const NAMED: f32 = 1.0;

pub(crate) fn answer(searcher: &Searcher<'_>, question: &Question, limits: Limits) -> Result<Outcome, RetrieveError> {
    let there = if question.words.is_empty() { everywhere(searcher)? } else { setting(searcher, question)? };
    let mut by_role: BTreeMap<String, Vec<(f32, &Found, usize)>> = BTreeMap::new();
    for found in &there {
        for (m, mention) in found.statement.roles.iter().enumerate() {
            if !question.only.roles.is_empty() && !question.only.roles.contains(&mention.role) {
                continue;
            }
            let worth =
                kind_weight(found.statement.kind) * trust(mention.found_by) * strength_weight(mention.strength).abs();
            let worth = if found.statement.kind == Kind::Responsibility && mention.strength != Strength::DoesNot {
                worth
            } else {
                0.3 * worth
            };
            by_role.entry(searcher.roles.preferred(&mention.role)).or_default().push((worth, found, m));
        }
    }
    let source = |f: &Found| searcher.index.roles().source(&f.article.id).to_owned();
    let mut answers: Vec<RoleAnswer> = Vec::new();
    for (role, mut lines) in by_role {
        lines.sort_by(|a, b| b.0.total_cmp(&a.0));
        let score: f32 = lines.iter().map(|l| l.0).sum();
        let sources = lines.iter().map(|l| source(l.1)).collect::<BTreeSet<_>>().len();
        let proof = lines
            .iter()
            .take(limits.evidence)
            .map(|(worth, found, m)| evidence(found, *m, looked_up(found, *m, *worth), *worth, limits.explain));
        answers.push(RoleAnswer {
            aliases: searcher.roles.aliases(&role),
            score,
            confidence: 1.0 - 0.7_f32.powf(score),
            sources,
            evidence: proof.collect(),
            support: None,
            role,
        });
    }
    // A role of which nothing is said but that it is mentioned is hardly one of the setting.
    if answers.iter().any(|a| a.score >= 0.5) {
        answers.retain(|a| a.score >= 0.5);
    }
    answers.retain(|a| a.confidence >= limits.min_confidence);
    answers.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.role.cmp(&b.role)));
    Ok(Outcome { abstained: answers.is_empty(), answers, ..Outcome::default() })
}

/// Every statement of a role of the corpus, as far as they are looked at.
fn everywhere(searcher: &Searcher<'_>) -> Result<Vec<Found>, RetrieveError> {
    const STATEMENTS: usize = 20_000;
    let names: Vec<String> =
        searcher.index.roles().roles.iter().flat_map(|r| r.aliases.iter().map(|a| a.name.clone())).collect();
    searcher.index.of_roles(&names, STATEMENTS)
}

/// The statements of the articles that speak of the question's setting.
fn setting(searcher: &Searcher<'_>, question: &Question) -> Result<Vec<Found>, RetrieveError> {
    let words: Vec<(String, f32)> = question.words.iter().map(|w| (w.stem.clone(), w.weight)).collect();
    let fields = FieldWeights { text: 1.0, heading: 1.0, roles: 1.0 };
    let asking: Vec<&str> = question.words.iter().map(|w| w.word.as_str()).collect();
    let meaning = searcher.meaning(&asking.join(" "))?;
    let query = Query { words, fields, meaning, only: question.only.clone() };
    let found = searcher.index.find(&query, DEPTH)?;
    let mut held: BTreeMap<String, (f32, f32)> = BTreeMap::new();
    for hit in &found {
        let text = terms(&hit.statement.text);
        let named = terms(&format!("{} {}", hit.article.title, hit.article.path));
        let share = |terms: &[rolecall_language::Term]| {
            let held = question.words.iter().filter(|w| terms.iter().any(|t| t.stem == w.stem)).count();
            held as f32 / question.words.len() as f32
        };
        let of = held.entry(hit.article.id.clone()).or_default();
        of.0 += share(&text);
        of.1 = of.1.max(NAMED * share(&named) + hit.theme.max(0.0));
    }
    let most = held.values().map(|(said, _)| *said).fold(f32::EPSILON, f32::max);
    let score = |(said, named): &(f32, f32)| said / most + named;
    let best = held.values().map(score).fold(0.0, f32::max);
    let spoken = best >= 0.5 && held.values().any(|(said, named)| *said > 0.0 || *named >= 0.3);
    let ids: Vec<String> =
        held.iter().filter(|(_, h)| spoken && score(h) >= SPEAKS * best).map(|(id, _)| id.clone()).collect();
    searcher.index.of_articles(&ids, usize::MAX)
}

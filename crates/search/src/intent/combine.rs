//! "Who does the waiter report to", "who works with the purser", "can the cook also be the waiter", "which roles share the
//! watch": how roles stand to each other.

use super::peers;
use super::{Outcome, fact};
use crate::conclude::{Limits, evidence};
use crate::question::{Relation, named_in, named_words};
use crate::setting::Fits;
use crate::weigh::looked_up;
use crate::{Evidence, FactFound, Found, Question, RetrieveError, RoleAnswer, Searcher, Verdict, condition};
use rolecall_language::{Term, terms};
use rolecall_record::Strength;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many statements of a role are looked at.
const DEPTH: usize = 400;
/// Of so many kinds of a role it is looked whether something is said: a large corpus has hundreds of managers.
const KINDS: usize = 12;
/// By these words English says that somebody is under somebody.
const UNDER: &[&str] = &["report", "reports", "answer", "answers", "under", "answerable", "accountable"];
/// By these, that somebody is over somebody; both sides are named.
const OVER: &[&str] = &[
    "supervise",
    "supervises",
    "supervised",
    "oversee",
    "oversees",
    "overseen",
    "manages",
    "manage",
    "managed",
    "lead",
    "leads",
    "led",
    "heads",
    "boss",
    "directs",
    "directed",
    "deputy",
    "command",
    "runs",
];
/// By these, that two are one.
const ONE: &[&str] =
    &["both", "also", "same", "double", "doubles", "combine", "combined", "one", "well", "twice", "hats", "roles"];

pub(crate) fn answer(searcher: &Searcher<'_>, question: &Question, limits: Limits) -> Result<Outcome, RetrieveError> {
    let Some(relation) = question.relation else { return super::who::answer(searcher, question, limits) };
    match (relation, question.roles.first()) {
        (Relation::Shared, _) => shared(searcher, question, limits),
        (Relation::Same, Some(_)) => same(searcher, question, limits),
        (Relation::Beside, Some(role)) => beside(searcher, role, limits),
        (_, Some(role)) => {
            let outcome = ranked(searcher, question, relation, role, limits)?;
            if !outcome.abstained {
                return Ok(outcome);
            }
            // Where nothing is said of the role as it is called, what is said of its kinds.
            for kind in searcher.roles.kinds_of(role).into_iter().take(KINDS) {
                let told = ranked(searcher, question, relation, &kind, limits)?;
                if !told.abstained {
                    return Ok(told);
                }
            }
            Ok(outcome)
        }
        (_, None) => super::who::answer(searcher, question, limits),
    }
}

/// Proofs by role.
type Proofs = BTreeMap<String, Vec<(f32, Evidence)>>;

/// Who is over `role`, or under it.
fn ranked(
    searcher: &Searcher<'_>,
    question: &Question,
    relation: Relation,
    role: &str,
    limits: Limits,
) -> Result<Outcome, RetrieveError> {
    let names = searcher.roles.names(role);
    let about = about(searcher, question, &names)?;
    let articles: BTreeSet<&str> = about.iter().map(|found| found.article.id.as_str()).collect();
    let settings = Fits::among(searcher.index, &question.setting, &articles)?;
    let mut proofs = Proofs::new();
    for found in &about {
        for (m, subject) in found.statement.roles.iter().enumerate() {
            let subject_role = searcher.roles.preferred(&subject.role);
            let Some((upper, lower, worth)) = over_and_under(searcher, found, m, &subject_role) else { continue };
            let (asked, other) = if relation == Relation::Above { (lower, upper) } else { (upper, lower) };
            if asked == role && other != role {
                let worth = worth * settings.of_article(&found.article);
                let proof = evidence(found, m, looked_up(found, m, 1.0), worth, limits.explain);
                proofs.entry(other).or_default().push((worth, proof));
            }
        }
    }
    let facts = lines_of_report(searcher, &about, role, relation)?;
    for (other, _) in &facts {
        proofs.entry(other.clone()).or_default();
    }
    let facts_of: BTreeMap<&str, f32> =
        facts.iter().map(|(other, fact)| (other.as_str(), settings.of_article(&fact.article))).collect();
    let mut answers: Vec<RoleAnswer> = proofs
        .into_iter()
        .map(|(other, lines)| {
            let stated = facts_of.get(other.as_str()).copied().unwrap_or(0.0);
            let answer = told(searcher, other, lines, limits);
            let score = answer.score + 2.0 * stated;
            RoleAnswer {
                score,
                confidence: 1.0 - 0.5_f32.powf(score + 0.5),
                sources: answer.sources.max(usize::from(stated > 0.0)),
                ..answer
            }
        })
        .collect();
    answers.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.role.cmp(&b.role)));
    answers.truncate(limits.roles);
    let polar = question.roles.get(1);
    let verdict =
        polar.map(|second| if answers.iter().any(|a| a.role == *second) { Verdict::Yes } else { Verdict::Unknown });
    if let Some(second) = polar {
        answers.sort_by_key(|a| a.role != *second);
    }
    let facts = facts.into_iter().map(|(_, fact)| fact).collect();
    Ok(Outcome { verdict, abstained: answers.is_empty(), answers, facts, ..Outcome::default() })
}

/// The statements that are said of a role of these names, and those that name one.
fn about(searcher: &Searcher<'_>, question: &Question, names: &[String]) -> Result<Vec<Found>, RetrieveError> {
    let mut about = searcher.index.of_roles(names, DEPTH)?;
    let mut stems: Vec<String> = terms(&names.join(" ")).into_iter().map(|t| t.stem).collect();
    stems.sort_unstable();
    stems.dedup();
    let words = stems.into_iter().map(|stem| (stem, 1.0)).collect();
    let fields = crate::FieldWeights { text: 1.0, heading: 0.0, roles: 0.0 };
    let query = crate::Query { words, fields, meaning: None, only: question.only.clone() };
    for found in searcher.index.find(&query, DEPTH)? {
        if !about.iter().any(|f| f.article.id == found.article.id && f.statement.span == found.statement.span) {
            about.push(found);
        }
    }
    Ok(about)
}

/// Who is over whom by this statement of the role `subject`, and how plainly it says so.
fn over_and_under(searcher: &Searcher<'_>, found: &Found, m: usize, subject: &str) -> Option<(String, String, f32)> {
    let text = &found.statement.text;
    let mention = &found.statement.roles[m];
    if mention.strength == Strength::DoesNot {
        return None;
    }
    let words = terms(text);
    let at = |any: &[&str]| words.iter().position(|t| any.contains(&t.word.as_str()));
    let named_after = |i: usize| named_in(&text[words[i].end..], &searcher.roles).into_iter().find(|r| r != subject);
    if let Some(i) = at(UNDER) {
        let to = matches!(words.get(i + 1).map(|t| t.word.as_str()), Some("to")) || words[i].word == "under";
        if let (true, Some(other)) = (to, named_after(i)) {
            return Some((other, subject.to_owned(), 1.0));
        }
    }
    let i = at(OVER)?;
    // "… is supervised by the mate": the one behind "by" is over the subject of the sentence.
    if words.get(i + 1).is_some_and(|t| t.word == "by") {
        let lower = named_in(&text[..words[i].start], &searcher.roles).into_iter().next()?;
        let upper = named_after_any(searcher, text, &words, i + 1)?;
        return (upper != lower).then_some((upper, lower, 1.0));
    }
    let lower = named_after(i).filter(|other| is_object(&words, text, i, other, searcher))?;
    Some((subject.to_owned(), lower, 0.7))
}

fn named_after_any(searcher: &Searcher<'_>, text: &str, words: &[Term], i: usize) -> Option<String> {
    named_in(&text[words[i].end..], &searcher.roles).into_iter().next()
}

/// Whether the role is named right behind the verb, so that it is its object.
fn is_object(words: &[Term], text: &str, verb: usize, role: &str, searcher: &Searcher<'_>) -> bool {
    const REACH: usize = 5;
    let last = words.get((verb + REACH).min(words.len() - 1)).map_or(text.len(), |t| t.end);
    named_in(&text[words[verb].end..last], &searcher.roles).iter().any(|r| r == role)
}

/// What tables say under "reports to": the other role, and the fact that says so.
fn lines_of_report(
    searcher: &Searcher<'_>,
    about: &[Found],
    role: &str,
    relation: Relation,
) -> Result<Vec<(String, FactFound)>, RetrieveError> {
    let asked: Vec<String> = if relation == Relation::Above {
        vec![role.to_owned()]
    } else {
        let articles: BTreeSet<String> = about.iter().map(|f| f.article.id.clone()).collect();
        let there = searcher.index.of_articles(&articles.into_iter().collect::<Vec<_>>(), usize::MAX)?;
        let mentions = there.iter().flat_map(|f| &f.statement.roles);
        mentions.map(|m| searcher.roles.preferred(&m.role)).collect::<BTreeSet<_>>().into_iter().collect()
    };
    let facts = fact::of_roles(searcher, &asked, &[])?;
    let mut lines = Vec::new();
    for fact in facts {
        let name = terms(&fact.name);
        let reports =
            name.iter().any(|t| UNDER.contains(&t.word.as_str())) || name.iter().any(|t| t.stem == "superior");
        if !reports {
            continue;
        }
        let named = named_words(&terms(&fact.value), &searcher.roles);
        let named = if named.is_empty() { vec![crate::roles::capitalised(&fact.value)] } else { named };
        match relation {
            Relation::Above => lines.extend(named.into_iter().map(|other| (other, fact.clone()))),
            _ if named.iter().any(|n| n == role) => lines.push((fact.role.clone(), fact)),
            _ => {}
        }
    }
    Ok(lines)
}

/// Whom `role` is mentioned with.
fn beside(searcher: &Searcher<'_>, role: &str, limits: Limits) -> Result<Outcome, RetrieveError> {
    let peers = peers::of(searcher, role, limits)?;
    let answers: Vec<RoleAnswer> = peers
        .into_iter()
        .take(limits.roles)
        .map(|peer| RoleAnswer {
            aliases: searcher.roles.aliases(&peer.role),
            score: peer.statements as f32,
            confidence: 1.0 - 0.6_f32.powi(i32::try_from(peer.statements).unwrap_or(9).min(9)),
            sources: peer.sources,
            evidence: vec![peer.evidence],
            support: None,
            role: peer.role,
        })
        .collect();
    Ok(Outcome { abstained: answers.is_empty(), answers, ..Outcome::default() })
}

/// Whether one can be the other: only a sentence that speaks of both as of one says so.
fn same(searcher: &Searcher<'_>, question: &Question, limits: Limits) -> Result<Outcome, RetrieveError> {
    let names: Vec<String> = question.roles.iter().flat_map(|role| searcher.roles.names(role)).collect();
    let (mut proofs, mut near, mut verdicts) = (Proofs::new(), Vec::new(), Vec::new());
    for found in about(searcher, question, &names)? {
        let text = &found.statement.text;
        let mut told: Vec<String> = named_words(&terms(text), &searcher.roles);
        told.extend(found.statement.roles.iter().map(|m| searcher.roles.preferred(&m.role)));
        if !question.roles.iter().take(2).all(|role| told.contains(role)) {
            continue;
        }
        let words = terms(text);
        let has = |any: &[&str]| words.iter().any(|t| any.contains(&t.word.as_str()));
        let mention = found.statement.roles.iter().position(|m| names.contains(&m.role));
        let (role, proof) = match mention {
            Some(m) => (
                searcher.roles.preferred(&found.statement.roles[m].role),
                evidence(&found, m, looked_up(&found, m, 1.0), 1.0, limits.explain),
            ),
            None => (question.roles[0].clone(), super::plain(&found, &question.roles[0], Strength::May, 1.0)),
        };
        if !(has(ONE)
            && has(&["be", "is", "are", "person", "double", "doubles", "combine", "combined", "roles", "hats"]))
        {
            near.push(proof);
            continue;
        }
        verdicts.push(if has(&["not", "never", "cannot", "no", "isn", "aren", "shouldn", "can't"]) {
            Verdict::No
        } else if condition::of(&found, None).is_some() || has(&["small", "smaller", "sometimes", "often"]) {
            Verdict::Depends
        } else {
            Verdict::Yes
        });
        proofs.entry(role).or_default().push((1.0, proof));
    }
    if let Some((verdict, proof)) = asked_outright(searcher, question)? {
        verdicts.insert(0, verdict);
        proofs.entry(question.roles[0].clone()).or_default().push((2.0, proof));
    }
    let verdict = match verdicts.first() {
        None => Verdict::Unknown,
        Some(first) if verdicts.iter().all(|v| v == first) => *first,
        Some(_) => Verdict::Depends,
    };
    let answers: Vec<RoleAnswer> =
        proofs.into_iter().map(|(role, lines)| told(searcher, role, lines, limits)).take(limits.roles).collect();
    near.truncate(3);
    let closest = if answers.is_empty() { near } else { Vec::new() };
    Ok(Outcome { verdict: Some(verdict), abstained: answers.is_empty(), answers, closest, ..Outcome::default() })
}

/// Where an article that speaks of both asks in a heading whether one can be both: the sentence below that answers.
fn asked_outright(searcher: &Searcher<'_>, question: &Question) -> Result<Option<(Verdict, Evidence)>, RetrieveError> {
    let mut both: Option<BTreeSet<String>> = None;
    for role in question.roles.iter().take(2) {
        let of_role = searcher.index.of_roles(&searcher.roles.names(role), DEPTH)?;
        let articles: BTreeSet<String> = of_role.into_iter().map(|f| f.article.id).collect();
        both = Some(both.map_or_else(|| articles.clone(), |known| known.intersection(&articles).cloned().collect()));
    }
    let mut there =
        searcher.index.of_articles(&both.unwrap_or_default().into_iter().collect::<Vec<_>>(), usize::MAX)?;
    there.sort_by_key(|f| (f.article.id.clone(), f.statement.span.start));
    let asks = |heading: &str| {
        let words = terms(heading);
        let has = |any: &[&str]| words.iter().any(|t| any.contains(&t.word.as_str()));
        let named = named_words(&words, &searcher.roles);
        let of_both = has(&["both"]) || question.roles.iter().take(2).all(|role| named.contains(role));
        heading.trim_end().ends_with('?') && of_both && has(&["one", "same", "person", "be", "both"])
    };
    // The first statement below each heading answers it.
    let mut last: Option<(String, Arc<[String]>)> = None;
    for found in there {
        let place = (found.article.id.clone(), found.statement.heading.clone());
        let first = last.as_ref() != Some(&place);
        last = Some(place);
        if !first || !found.statement.heading.last().is_some_and(|h| asks(h)) {
            continue;
        }
        if let Some(verdict) = super::outright(&found.statement.text) {
            let strength = if verdict == Verdict::No { Strength::DoesNot } else { Strength::May };
            return Ok(Some((verdict, super::plain(&found, &question.roles[0], strength, 1.0))));
        }
    }
    Ok(None)
}

/// Who does the deed together: the roles of sentences that hold more than one responsible, before all others.
fn shared(searcher: &Searcher<'_>, question: &Question, limits: Limits) -> Result<Outcome, RetrieveError> {
    let mut outcome = super::who::answer(searcher, question, limits)?;
    if outcome.abstained {
        return Ok(outcome);
    }
    let both = |answer: &RoleAnswer| {
        let others = outcome.answers.iter().filter(|o| o.role != answer.role).flat_map(|o| &o.evidence);
        let places: BTreeSet<_> = others.map(|e| (e.article.id.clone(), e.span.start)).collect();
        let own = answer.evidence.iter().filter(|e| e.strength != Strength::DoesNot);
        own.clone().any(|e| places.contains(&(e.article.id.clone(), e.span.start)))
    };
    let joined: BTreeSet<String> = outcome.answers.iter().filter(|a| both(a)).map(|a| a.role.clone()).collect();
    outcome.answers.sort_by_key(|a| !joined.contains(&a.role));
    Ok(outcome)
}

fn told(searcher: &Searcher<'_>, role: String, mut lines: Vec<(f32, Evidence)>, limits: Limits) -> RoleAnswer {
    lines.sort_by(|a, b| b.0.total_cmp(&a.0));
    let score: f32 = lines.iter().map(|l| l.0).sum();
    let sources = lines.iter().map(|l| l.1.article.id.as_str()).collect::<BTreeSet<_>>().len();
    RoleAnswer {
        aliases: searcher.roles.aliases(&role),
        confidence: 1.0 - 0.5_f32.powf(score + 0.5),
        score,
        sources,
        evidence: lines.into_iter().map(|l| l.1).take(limits.evidence).collect(),
        support: None,
        role,
    }
}

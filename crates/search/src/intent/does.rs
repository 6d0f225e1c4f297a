//! "Does a waiter cook the meals?": yes or no only where a statement of that role says so; both, or yes under a condition,
//! is "it depends". Silence is "unknown", a denial is not, and who does it instead is told either way.

use super::Outcome;
use crate::conclude::{self, Limits};
use crate::confidence;
use crate::question::{named_spans, named_words};
use crate::roles::form;
use crate::weigh::{
    Reading, Share, Tally, Vote, Weighed, clause_in_text, kind_weight, product, strength_weight, trust, weigh,
};
use crate::{
    Evidence, Found, Parts, Question, Restriction, RetrieveError, RoleAnswer, Searcher, Signs, Verdict, Word, condition,
};
use rolecall_language::{Term, terms};
use rolecall_record::{Kind, Mention, Strength};
use std::collections::{BTreeMap, BTreeSet};

/// A statement decides if it holds at least this share of the deed,
const DECIDES: f32 = 0.65;
/// or this share, and comes this near to the question in meaning.
const DECIDES_NEAR: (f32, f32) = (0.42, 0.5);
/// A denial is rare and deliberate, and decides with this share and nearness.
const DENIES_NEAR: (f32, f32) = (0.25, 0.5);
/// A sentence without the deed's own verb has to come nearer than one with it, by as much.
const WITHOUT_VERB: f32 = 0.07;
/// A sentence that holds the deed's objects but not its verb is about it at all from this nearness on.
const ABOUT: f32 = 0.45;
/// Of what is said for and against, what is less than this share of the other's hold on the deed is set aside.
const OUTWEIGHED: f32 = 0.7;

/// Words that deny; "doesn't" is two of them.
const NO: &[&str] = &["not", "never", "no", "cannot", "don", "doesn", "isn", "aren", "won", "t"];

/// A statement that decides for one role.
struct Deciding {
    vote: Vote,
    denies: bool,
    /// How much of the deed it holds, and how near it comes.
    hold: f32,
}

/// What the statements of one role say, the most decisive first.
struct Said {
    deciding: Vec<Deciding>,
    verdict: Verdict,
}

/// Reads every statement that was found for what it says of `role`. One sentence may say that the role does one thing and
/// does not another: the part of it that holds more of the deed counts, and of two that hold as much, the denial.
fn deciding(searcher: &Searcher<'_>, question: &Question, weighed: &Weighed, role: &str) -> Vec<Deciding> {
    let mut all = Vec::new();
    for (i, found) in weighed.found.iter().enumerate() {
        let reading = Reading::new(found);
        let verb = question.words.first().is_none_or(|verb| holds(&found.statement.text, verb));
        let lost = inside_names(searcher, question, &weighed.shares, &found.statement.text);
        let mut best: Option<Deciding> = None;
        for (m, mention) in found.statement.roles.iter().enumerate() {
            if searcher.roles.preferred(&mention.role) != role {
                continue;
            }
            let denies = mention.strength == Strength::DoesNot || denied_ahead(found, mention);
            // What a role must have or is said to be is no deed of it; a denial stands in any sentence.
            if !denies && !matches!(found.statement.kind, Kind::Responsibility | Kind::Context) {
                continue;
            }
            let coverage = reading.coverage(&weighed.shares, mention) - lost;
            let (share, near) = if denies { DENIES_NEAR } else { DECIDES_NEAR };
            let near = if verb { near } else { near + WITHOUT_VERB };
            // What headings hold of the deed tells what the sentence is about, not that it is done.
            let plain = coverage >= DECIDES && (verb || denies || found.similarity >= ABOUT);
            let comes_near = coverage >= share && found.similarity >= near;
            if !plain && !comes_near {
                continue;
            }
            let parts = Parts {
                relevance: found.relevance,
                coverage,
                words: coverage * coverage,
                similarity: found.similarity,
                alignment: found.alignment,
                theme: found.theme,
                meaning: 0.0,
                matched: coverage * coverage,
                kind: kind_weight(found.statement.kind),
                strength: strength_weight(if denies { Strength::DoesNot } else { mention.strength }),
                found_by: trust(mention.found_by),
                setting: weighed.settings.of(found),
                fit: 1.0,
            };
            let hold = coverage + found.similarity.max(0.0);
            let better = best.as_ref().is_none_or(|b| hold > b.hold || hold >= b.hold && denies);
            if better {
                best =
                    Some(Deciding { vote: Vote { found: i, mention: m, parts, score: product(&parts) }, denies, hold });
            }
        }
        all.extend(best);
    }
    all.sort_by(|a, b| b.hold.total_cmp(&a.hold).then(a.vote.found.cmp(&b.vote.found)));
    all
}

/// "What they do not do is steer": the denial stands ahead of the deed, whose own verb has none.
fn denied_ahead(found: &Found, mention: &Mention) -> bool {
    let text = &found.statement.text;
    let part = &text[..text.find(';').unwrap_or(text.len())];
    let words = terms(part);
    let at = |i: usize| words.get(i).map(|t| t.word.as_str());
    let cleft = (1..words.len()).find(|&i| at(i) == Some("is") && matches!(at(i - 1), Some("do" | "does")));
    let denied = |end: usize| words[..end].iter().any(|t| NO.contains(&t.word.as_str()));
    at(0) == Some("what") && clause_in_text(found, mention).start < part.len() && cleft.is_some_and(denied)
}

/// Whether a text has the word, or one that is made of it: "prescribe" and "prescription" begin alike.
fn holds(text: &str, word: &Word) -> bool {
    const ALIKE: usize = 5;
    let common = |other: &str| word.stem.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let longer = |other: &str| word.stem.chars().count().max(other.chars().count());
    terms(text)
        .iter()
        .any(|t| t.stem == word.stem || (common(&t.stem) >= ALIKE && 3 * common(&t.stem) >= 2 * longer(&t.stem)))
}

/// The share of the deed that only the names of roles seem to hold: who "may choose a composer" does not compose.
fn inside_names(searcher: &Searcher<'_>, question: &Question, shares: &[Share], text: &str) -> f32 {
    let words = terms(text);
    let inside = named_spans(&words, &searcher.roles);
    let only_named = |share: &&Share| {
        let asked = question.words.iter().find(|w| w.stem == share.stem).map(|w| form(&w.word));
        let mut places = words.iter().enumerate().filter(|(_, t)| t.stem == share.stem).peekable();
        places.peek().is_some()
            && places
                .all(|(i, t)| inside.iter().any(|(from, to)| (*from..*to).contains(&i)) && Some(form(&t.word)) != asked)
    };
    shares.iter().filter(only_named).map(|s| s.share).sum()
}

fn judge(weighed: &Weighed, mut deciding: Vec<Deciding>) -> Said {
    let best = |denies: bool| deciding.iter().filter(|d| d.denies == denies).map(|d| d.hold).fold(0.0, f32::max);
    let (mut yes, mut no) = (best(false), best(true));
    if yes < OUTWEIGHED * no {
        yes = 0.0;
    } else if no < OUTWEIGHED * yes {
        no = 0.0;
    }
    deciding.retain(|d| if d.denies { no > 0.0 } else { yes > 0.0 });
    let limited = |d: &Deciding| {
        let found = &weighed.found[d.vote.found];
        let mention = &found.statement.roles[d.vote.mention];
        let may = mention.strength == Strength::May;
        condition::of(found, Some(mention)).is_some_and(|c| is_strict(c.of(&found.statement.text), may))
    };
    let verdict = match (yes > 0.0, no > 0.0) {
        (true, true) => Verdict::Depends,
        (false, true) => Verdict::No,
        (true, false) if deciding.iter().all(limited) => Verdict::Depends,
        (true, false) => Verdict::Yes,
        (false, false) => Verdict::Unknown,
    };
    Said { deciding, verdict }
}

/// Everything that stands in the articles that speak most of the role, also what names nobody.
fn around(searcher: &Searcher<'_>, role: &str) -> Result<Vec<Found>, RetrieveError> {
    const DEPTH: usize = 400;
    const ARTICLES: usize = 20;
    let mut articles: BTreeMap<String, usize> = BTreeMap::new();
    for found in searcher.index.of_roles(&searcher.roles.names(role), DEPTH)? {
        *articles.entry(found.article.id).or_default() += 1;
    }
    let mut articles: Vec<(String, usize)> = articles.into_iter().collect();
    articles.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let ids: Vec<String> = articles.into_iter().take(ARTICLES).map(|(id, _)| id).collect();
    let mut there = searcher.index.of_articles(&ids, usize::MAX)?;
    there.sort_by(|a, b| a.article.id.cmp(&b.article.id).then(a.statement.span.start.cmp(&b.statement.span.start)));
    Ok(there)
}

/// The share of the deed that a text holds.
fn held(shares: &[Share], text: &str) -> f32 {
    let words = terms(text);
    shares.iter().filter(|s| words.iter().any(|t| t.stem == s.stem)).map(|s| s.share).sum()
}

/// A denial under the role's own headings, in a sentence that names nobody.
fn denied_below(searcher: &Searcher<'_>, around: &[Found], shares: &[Share], role: &str) -> Option<Evidence> {
    const OPENING: usize = 4;
    let mut best: Option<(f32, &Found)> = None;
    for found in around.iter().filter(|f| f.statement.roles.is_empty()) {
        let words = terms(&found.statement.text);
        let opens = |words: &[Term]| words.iter().take(OPENING).any(|t| NO.contains(&t.word.as_str()));
        let names = |h: &String| named_words(&terms(h), &searcher.roles) == [role];
        // "Does not open the mail" under the role, or "The mail" under "Not responsible for" under the role.
        let mut above = found.statement.heading.iter().rev();
        let denied = match (above.next(), above.next()) {
            (Some(heading), _) if names(heading) => opens(&words),
            (Some(heading), Some(upper)) if names(upper) => opens(&terms(heading)),
            _ => false,
        };
        if !denied {
            continue;
        }
        let held = held(shares, &found.statement.text);
        if held >= DECIDES && best.is_none_or(|(most, _)| held > most) {
            best = Some((held, found));
        }
    }
    best.map(|(held, found)| super::plain(found, role, Strength::DoesNot, held))
}

/// Where articles put the very question above an answer that begins with yes or no: that sentence.
fn answered_outright(
    searcher: &Searcher<'_>,
    around: &[Found],
    shares: &[Share],
    role: &str,
) -> Option<(Verdict, Evidence)> {
    const HOLDS: f32 = 0.8;
    let about = |f: &&Found| {
        let Some(heading) = f.statement.heading.last().filter(|h| h.trim_end().ends_with('?')) else { return false };
        held(shares, heading) >= HOLDS && named_words(&terms(heading), &searcher.roles).iter().any(|r| r == role)
    };
    // In the order of the text, so that it is the first one below the heading.
    let first = around.iter().find(about)?;
    let verdict = super::outright(&first.statement.text)?;
    let strength = if verdict == Verdict::No { Strength::DoesNot } else { Strength::Does };
    Some((verdict, super::plain(first, role, strength, 1.0)))
}

/// Whether a condition leaves it open that it is otherwise: "if" and "unless" do, "when" and a setting only of what a role
/// may do.
fn is_strict(condition: &str, may: bool) -> bool {
    let first = condition.split_whitespace().next().unwrap_or_default().to_lowercase();
    match first.as_str() {
        "if" | "unless" | "provided" => true,
        "when" | "where" | "once" | "until" | "whenever" => may,
        _ => may || ["small", "smaller", "some"].iter().any(|w| condition.to_lowercase().contains(w)),
    }
}

pub(crate) fn answer(searcher: &Searcher<'_>, question: &Question, limits: Limits) -> Result<Outcome, RetrieveError> {
    if question.words.is_empty() {
        let outcome = super::what::answer(searcher, question, limits)?;
        return Ok(Outcome { verdict: Some(Verdict::Unknown), ..outcome });
    }
    // Where it plays is told by the article, seldom by the sentence that decides.
    let mut words = question.words.clone();
    words.retain(|word| !question.setting.has_stem(&word.stem));
    let words = if words.is_empty() { question.words.clone() } else { words };
    let deed = Question { roles: Vec::new(), words, ..question.clone() };
    // The role's own statements are asked alone, so that no crowd of others' keeps them out.
    let names: Vec<String> = question.roles.iter().flat_map(|role| searcher.roles.names(role)).collect();
    let alone = Restriction { roles: names, ..question.only.clone() };
    let own = weigh(searcher, &Question { only: alone, ..deed.clone() })?;
    let mut answers = Vec::new();
    let mut verdicts = Vec::new();
    for role in &question.roles {
        let mut said = judge(&own, deciding(searcher, question, &own, role));
        let around = around(searcher, role)?;
        let outright = answered_outright(searcher, &around, &own.shares, role);
        if let Some((verdict, _)) = outright {
            let same = |d: &Deciding| if verdict == Verdict::No { d.denies } else { !d.denies };
            said.deciding.retain(|d| verdict == Verdict::Depends || same(d));
            said.verdict = verdict;
        }
        let mut evidence: Vec<Evidence> = outright.into_iter().map(|(_, evidence)| evidence).collect();
        if said.verdict == Verdict::Unknown
            && let Some(denial) = denied_below(searcher, &around, &own.shares, role)
        {
            said.verdict = Verdict::No;
            evidence.push(denial);
        }
        verdicts.push(said.verdict);
        evidence.extend(said.deciding.iter().map(|d| {
            let told = conclude::of_vote(&own, &d.vote, limits.explain);
            let strength = if d.denies { Strength::DoesNot } else { told.strength };
            Evidence { strength, ..told }
        }));
        evidence.truncate(limits.evidence);
        if said.verdict == Verdict::Unknown || evidence.is_empty() {
            continue;
        }
        let coverage = said.deciding.iter().map(|d| d.vote.parts.coverage).fold(0.0, f32::max);
        let source = |e: &Evidence| searcher.index.roles().source(&e.article.id).to_owned();
        answers.push(RoleAnswer {
            role: role.clone(),
            aliases: searcher.roles.aliases(role),
            score: said.deciding.iter().map(|d| d.vote.score).sum(),
            confidence: confidence::confidence(&Signs { coverage, margin: 1.0, ..Signs::default() }, false),
            sources: evidence.iter().map(source).collect::<BTreeSet<_>>().len(),
            evidence,
            support: None,
        });
    }
    let verdict = together(&verdicts);
    if verdict == Verdict::Unknown {
        answers.clear();
    }
    let closest = if answers.is_empty() { conclude::closest(&own, limits) } else { Vec::new() };
    // Who does it instead is only said where it is as plain as a yes would have to be.
    let mut weighed = weigh(searcher, &deed)?;
    let plain = |t: &Tally| t.votes.iter().any(|v| v.score > 0.0 && v.parts.coverage >= DECIDES);
    weighed.tallies.retain(|t| !question.roles.contains(&t.role) && plain(t));
    answers.extend(conclude::answers(&weighed, searcher, limits));
    answers.truncate(limits.roles);
    Ok(Outcome { verdict: Some(verdict), abstained: answers.is_empty(), answers, closest, ..Outcome::default() })
}

/// The verdict on all the roles that are asked about: yes only if each does.
fn together(verdicts: &[Verdict]) -> Verdict {
    let has = |verdict| verdicts.contains(&verdict);
    if !verdicts.is_empty() && verdicts.iter().all(|v| *v == Verdict::Yes) {
        Verdict::Yes
    } else if has(Verdict::Depends) || has(Verdict::Yes) && has(Verdict::No) {
        Verdict::Depends
    } else if has(Verdict::No) {
        Verdict::No
    } else {
        Verdict::Unknown
    }
}

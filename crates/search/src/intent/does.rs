//! "Does a waiter cook the meals?": yes or no only where a statement of that role says so; both, or yes under a condition,
//! is "it depends". Silence is "unknown", a denial is not, and who does it instead is told either way.

use super::Outcome;
use super::decide::{Asked, Settled, settled};
use crate::conclude::{self, Limits};
use crate::confidence;
use crate::deed::{NO, deeds};
use crate::question::named_words;
use crate::weigh::{Share, Tally, Vote, Weighed, gist, kind_weight, product, strength_weight, trust, weigh};
use crate::{Evidence, Found, Parts, Question, Restriction, RetrieveError, RoleAnswer, Searcher, Signs, Verdict};
use rolecall_language::{Form, Tag, Term, read, terms};
use rolecall_record::Strength;
use std::collections::{BTreeMap, BTreeSet};

/// Who does it instead is told by sentences that hold at least this share of the deed; so is a denial that names nobody.
const DECIDES: f32 = 0.65;
/// A line of so many words that denies leaves it to another what.
const BRIEF: usize = 6;
/// A line that names nobody says that it is done with this share of the deed.
const SAID: f32 = 0.8;
/// Of what is said for and against, what is less than this share of the other's hold on the deed is set aside.
const OUTWEIGHED: f32 = 0.7;

/// The verb of the very deed that is asked for, or one made of the same word.
const VERY: f32 = 0.9;

/// A statement that decides for one role.
struct Deciding {
    vote: Vote,
    settled: Settled,
}

/// What the statements of one role say, the most decisive first.
struct Said {
    deciding: Vec<Deciding>,
    verdict: Verdict,
}

/// Reads every statement that was found for what it says of `role`.
fn deciding(
    searcher: &Searcher<'_>,
    asked: &Asked<'_>,
    weighed: &Weighed,
    around: &[Found],
    role: &str,
) -> Result<Vec<Deciding>, RetrieveError> {
    let mut all = Vec::new();
    let mut meanings = 0;
    for (i, found) in weighed.found.iter().enumerate() {
        let before = before(around, found);
        let Some(settled) = settled(searcher, asked, found, before, role, &mut meanings)? else { continue };
        let mention = &found.statement.roles[settled.mention];
        let parts = Parts {
            relevance: found.relevance,
            coverage: settled.coverage,
            words: settled.coverage * settled.coverage,
            similarity: found.similarity,
            alignment: found.alignment,
            theme: found.theme,
            meaning: 0.0,
            matched: settled.coverage * settled.coverage,
            kind: kind_weight(found.statement.kind),
            strength: strength_weight(if settled.denies { Strength::DoesNot } else { mention.strength }),
            found_by: trust(mention.found_by),
            setting: weighed.settings.of(found),
            fit: 1.0,
        };
        let vote = Vote { found: i, mention: settled.mention, parts, score: product(&parts) };
        all.push(Deciding { vote, settled });
    }
    all.sort_by(|a, b| b.settled.hold.total_cmp(&a.settled.hold).then(a.vote.found.cmp(&b.vote.found)));
    Ok(all)
}

/// The sentence that stands right before; none where its article is not among those read.
fn before<'f>(around: &'f [Found], found: &Found) -> &'f str {
    let key = |f: &Found| (f.article.id.clone(), f.statement.span.start);
    let at = around.partition_point(|f| key(f) < key(found));
    let last = at.checked_sub(1).map(|at| &around[at]).filter(|last| last.article.id == found.article.id);
    last.map_or("", |last| &last.statement.text)
}

/// The verdict of these statements on what is `asked`.
fn judge(weighed: &Weighed, mut deciding: Vec<Deciding>, asked: &Asked<'_>) -> Said {
    // What only comes near in meaning does not stand against what is said of the very deed; and in one article the very
    // deed is denied whatever else it says of the like.
    for denies in [true, false] {
        if deciding.iter().any(|d| d.settled.denies == denies && d.settled.verb > 0.0) {
            deciding.retain(|d| d.settled.denies == denies || d.settled.verb > 0.0);
        }
    }
    let article = |d: &Deciding| &weighed.found[d.vote.found].article.id;
    let very = |d: &&Deciding| d.settled.denies && d.settled.verb >= VERY;
    let denied: BTreeSet<String> = deciding.iter().filter(very).map(|d| article(d).clone()).collect();
    deciding.retain(|d| d.settled.denies || d.settled.verb >= VERY || !denied.contains(article(d)));
    let best = |denies: bool| {
        deciding.iter().filter(|d| d.settled.denies == denies).map(|d| d.settled.hold).fold(0.0, f32::max)
    };
    let (mut yes, mut no) = (best(false), best(true));
    if yes < OUTWEIGHED * no {
        yes = 0.0;
    } else if no < OUTWEIGHED * yes {
        no = 0.0;
    }
    deciding.retain(|d| if d.settled.denies { no > 0.0 } else { yes > 0.0 });
    let limited = |d: &Deciding| {
        let found = &weighed.found[d.vote.found];
        let may = found.statement.roles[d.vote.mention].strength == Strength::May;
        let strict = |limit: rolecall_record::Span| {
            let limit = limit.of(&found.statement.text);
            is_strict(limit, may) && !asked.grants(limit)
        };
        d.settled.sometimes && !asked.permits || d.settled.condition.is_some_and(strict)
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
pub(super) fn around(searcher: &Searcher<'_>, role: &str) -> Result<Vec<Found>, RetrieveError> {
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

/// "Contracts are outside the clerk's remit", "that is no part of the clerk's job".
fn is_aside(text: &str) -> bool {
    const REMIT: &[&str] = &["remit", "role", "job", "duties", "scope", "responsibility", "responsibilities", "part"];
    const REACH: usize = 6;
    let words = terms(text);
    words.iter().enumerate().any(|(at, t)| {
        let outside = matches!(t.word.as_str(), "outside" | "beyond" | "no" | "not");
        outside && words[at..].iter().take(REACH).any(|t| REMIT.contains(&t.word.as_str()))
    })
}

/// A denial under the role's own headings, or that something is its job, in a sentence that says it of nobody else.
fn denied_below(searcher: &Searcher<'_>, around: &[Found], asked: &Asked<'_>, role: &str) -> Option<Evidence> {
    const OPENING: usize = 4;
    let mut best: Option<(f32, &Found)> = None;
    let own_names = searcher.roles.names(role);
    for found in around.iter().filter(|f| !f.statement.roles.iter().any(|m| own_names.contains(&m.role))) {
        let words = terms(&found.statement.text);
        let denies = |t: &Term| NO.contains(&t.word.as_str()) || matches!(t.word.as_str(), "neither" | "nor");
        let opens = |words: &[Term]| words.iter().take(OPENING).any(denies);
        let names = |h: &String| named_words(&terms(h), &searcher.roles).first().is_some_and(|first| first == role);
        // "Does not open the mail" under the role, or "The mail" under "Not responsible for" under the role.
        let mut above = found.statement.heading.iter().rev();
        let denied = match (above.next(), above.next()) {
            (Some(heading), _) if names(heading) => found.statement.roles.is_empty() && opens(&words),
            (Some(heading), Some(upper)) if names(upper) => opens(&terms(heading)),
            _ => false,
        };
        let aside =
            || is_aside(&found.statement.text) && named_words(&words, &searcher.roles).iter().any(|r| r == role);
        if !denied && !aside() {
            continue;
        }
        // A line without a verb, and one that says whose remit a thing is, are about all that is done to it.
        let nominal = !denied || deeds(&found.statement.text).iter().all(|deed| deed.verb == "be");
        let things = if nominal { asked.things(&found.statement.text) } else { 0.0 };
        // "They do not carry anything": whatever is asked about.
        let all = words.iter().any(|t| matches!(t.word.as_str(), "anything" | "nothing")) && asked.verb_in(&words);
        let held = if all { 1.0 } else { things.max(held(asked.shares, &found.statement.text)) };
        if held >= DECIDES && best.is_none_or(|(most, _)| held > most) {
            best = Some((held, found));
        }
    }
    best.map(|(held, found)| super::plain(found, role, Strength::DoesNot, held))
}

/// "Pickers can't.", "Nor do packers.": a line that has no deed of its own, and leaves it to the last one that has.
fn said_briefly(
    searcher: &Searcher<'_>,
    around: &[Found],
    shares: &[Share],
    role: &str,
) -> Option<(Verdict, Evidence)> {
    let names = searcher.roles.names(role);
    let own: BTreeSet<String> = names.iter().flat_map(|n| gist(n)).collect();
    let is_brief = |f: &Found| gist(&f.statement.text).iter().all(|stem| own.contains(stem) || stem.len() < 2);
    let of_others = |f: &Found| {
        let words = terms(&f.statement.text);
        words.len() <= BRIEF && words.iter().any(|t| NO.contains(&t.word.as_str()))
    };
    for (at, found) in around.iter().enumerate() {
        let Some(m) = found.statement.roles.iter().position(|m| names.contains(&m.role)) else { continue };
        if !is_brief(found) {
            continue;
        }
        let before = around[..at].iter().rev().take_while(|f| f.article.id == found.article.id);
        let Some(told) = before.into_iter().find(|f| !of_others(f)) else { continue };
        if held(shares, &told.statement.text) >= DECIDES {
            let strength = found.statement.roles[m].strength;
            let verdict = if strength == Strength::DoesNot { Verdict::No } else { Verdict::Yes };
            return Some((verdict, super::plain(found, role, strength, 1.0)));
        }
    }
    None
}

/// A deed under a heading that names the role alone, in a line that begins with its verb and names nobody.
fn said_below(searcher: &Searcher<'_>, around: &[Found], shares: &[Share], role: &str) -> Option<Evidence> {
    let below = around.iter().filter(|f| {
        let heading = f.statement.heading.last().map(|h| named_words(&terms(h), &searcher.roles));
        f.statement.roles.is_empty() && heading.is_some_and(|named| named.first().is_some_and(|first| first == role))
    });
    let begins = |text: &str| {
        let reading = read(text);
        let verb = |tag: Tag| matches!(tag, Tag::Verb(Form::Third | Form::Ing));
        reading.tokens.first().is_some_and(|t| verb(t.tag)) && !text.contains('?')
    };
    let mut best: Option<(f32, &Found)> = None;
    for found in below.filter(|f| begins(&f.statement.text)) {
        let held = held(shares, &found.statement.text);
        if held >= SAID && best.is_none_or(|(most, _)| held > most) {
            best = Some((held, found));
        }
    }
    best.map(|(held, found)| super::plain(found, role, Strength::Does, held))
}

/// Where articles put the very question before an answer that begins with yes or no, as a heading or as a line of its own:
/// that sentence.
pub(super) fn answered_outright(
    searcher: &Searcher<'_>,
    around: &[Found],
    shares: &[Share],
    role: &str,
) -> Option<(Verdict, Evidence)> {
    const HOLDS: f32 = 0.8;
    let asks = |text: &str| {
        text.trim_end().ends_with('?')
            && held(shares, text) >= HOLDS
            && named_words(&terms(text), &searcher.roles).iter().any(|r| r == role)
    };
    // In the order of the text, so that it is the first one below the heading, or behind the line.
    let below = around.iter().find(|f| f.statement.heading.last().is_some_and(|heading| asks(heading)));
    let behind =
        around.windows(2).find(|pair| pair[0].article.id == pair[1].article.id && asks(&pair[0].statement.text));
    let first = below.or(behind.map(|pair| &pair[1]))?;
    let verdict = super::outright(&first.statement.text)?;
    let strength = if verdict == Verdict::No { Strength::DoesNot } else { Strength::Does };
    Some((verdict, super::plain(first, role, strength, 1.0)))
}

/// Whether a condition leaves it open that it is otherwise: "if" and "unless" do, and what says that somebody or something
/// is missing; "when" and a setting only of what a role may do.
fn is_strict(condition: &str, may: bool) -> bool {
    let words: Vec<String> = terms(condition).into_iter().map(|t| t.word).collect();
    let has = |any: &[&str]| words.iter().any(|w| any.contains(&w.as_str()));
    match words.first().map(String::as_str) {
        Some("if" | "unless" | "provided" | "without") => true,
        // "In that case": the sentence before says in which.
        Some("in") if has(&["case"]) => true,
        _ if has(&["no", "none", "not", "nobody", "away", "absent", "small", "smaller", "some"]) => true,
        _ => may,
    }
}

/// The stems of what a question takes for granted: "… if the cook is late", "… while nobody looks".
fn circumstance(question: &str) -> BTreeSet<String> {
    const BEGINS: &[&str] = &["if", "when", "while", "whenever", "unless", "once", "until"];
    let words = terms(question);
    // "I wonder if …" and "when does …" begin otherwise.
    let at = words.iter().skip(3).position(|t| BEGINS.contains(&t.word.as_str())).map(|at| at + 3);
    let asks = |at: usize| matches!(words[at - 1].word.as_str(), "wonder" | "know" | "ask" | "tell" | "say" | "sure");
    at.filter(|&at| !asks(at)).map(|at| words[at..].iter().map(|t| t.stem.clone()).collect()).unwrap_or_default()
}

/// How many kinds of a role are looked at where nothing is said of the role as it is called.
const KINDS: usize = 6;

pub(crate) fn answer(searcher: &Searcher<'_>, question: &Question, limits: Limits) -> Result<Outcome, RetrieveError> {
    if question.words.is_empty() {
        let outcome = super::what::answer(searcher, question, limits)?;
        return Ok(Outcome { verdict: Some(Verdict::Unknown), ..outcome });
    }
    // Where it plays is told by the article, seldom by the sentence that decides.
    let mut words = question.words.clone();
    let when = circumstance(&question.text);
    let granted: Vec<String> = words
        .iter()
        .filter(|w| when.contains(&w.stem) || question.setting.has_stem(&w.stem))
        .map(|w| w.stem.clone())
        .collect();
    words.retain(|word| !granted.contains(&word.stem));
    let words = if words.is_empty() { question.words.clone() } else { words };
    let deed = Question { roles: Vec::new(), words, ..question.clone() };
    let own = weigh(searcher, &only_of(searcher, &deed, &question.roles))?;
    let mut weighed = weigh(searcher, &deed)?;
    let asked = Asked::new(searcher, &deed, &own.shares, &granted)?;
    let mut answers = Vec::new();
    let mut verdicts = Vec::new();
    for role in &question.roles {
        let (mut verdict, mut answer) = of_role(searcher, &asked, &own, &weighed, role, limits)?;
        if verdict == Verdict::Unknown {
            // "Does a teller …" may be answered by what is said of the bank teller.
            let kinds = searcher.roles.ending_with(role, KINDS);
            let of_kinds = weigh(searcher, &only_of(searcher, &deed, &kinds))?;
            for kind in kinds.iter().filter(|kind| !question.roles.contains(kind)) {
                (verdict, answer) = of_role(searcher, &asked, &of_kinds, &weighed, kind, limits)?;
                if verdict != Verdict::Unknown {
                    break;
                }
            }
        }
        verdicts.push(verdict);
        answers.extend(answer);
    }
    let verdict = together(&verdicts);
    if verdict == Verdict::Unknown {
        answers.clear();
    }
    let closest = if answers.is_empty() { conclude::closest(&own, limits) } else { Vec::new() };
    // Who does it instead is only said where it is as plain as a yes would have to be.
    let plain = |t: &Tally| t.votes.iter().any(|v| v.score > 0.0 && v.parts.coverage >= DECIDES);
    let told: BTreeSet<&String> = answers.iter().map(|a: &RoleAnswer| &a.role).chain(&question.roles).collect();
    weighed.tallies.retain(|t| !told.contains(&t.role) && plain(t));
    answers.extend(conclude::answers(&weighed, searcher, limits));
    answers.truncate(limits.roles);
    Ok(Outcome { verdict: Some(verdict), abstained: answers.is_empty(), answers, closest, ..Outcome::default() })
}

/// Where it is said that only others do or may do it: that sentence, as a denial, and those others by it.
fn left_to_others(
    searcher: &Searcher<'_>,
    asked: &Asked<'_>,
    all: &Weighed,
    around: &[Found],
    role: &str,
) -> Result<Option<(Evidence, Vec<RoleAnswer>)>, RetrieveError> {
    let own = searcher.roles.names(role);
    let mut meanings = usize::MAX;
    let here = |f: &Found| around.iter().any(|own| own.article.id == f.article.id);
    for found in all.found.iter().filter(|f| here(f) && !f.statement.roles.iter().any(|m| own.contains(&m.role))) {
        let text = &found.statement.text;
        let Some(sole) = found.statement.roles.iter().find(|m| is_alone(text, &m.name)) else { continue };
        let other = searcher.roles.preferred(&sole.role);
        // A kind of those who may is one of them.
        let kinds = searcher.roles.kinds_of(&other);
        if kinds.iter().any(|kind| kind == role) || searcher.roles.kinds_of(role).contains(&other) {
            continue;
        }
        let settled = settled(searcher, asked, found, before(around, found), &other, &mut meanings)?;
        if let Some(settled) = settled.filter(|s| !s.denies && s.verb > 0.0) {
            let told = |strength| super::plain(found, role, strength, settled.hold);
            let others = found.statement.roles.iter().map(|m| (searcher.roles.preferred(&m.role), m));
            let others = others.map(|(other, m)| RoleAnswer {
                aliases: searcher.roles.aliases(&other),
                role: other,
                score: settled.hold,
                confidence: confidence_of(settled.coverage),
                sources: 1,
                evidence: vec![Evidence { named: m.name.clone(), found_by: m.found_by, ..told(m.strength) }],
                support: None,
            });
            return Ok(Some((told(Strength::DoesNot), others.collect())));
        }
    }
    Ok(None)
}

/// "Only the clerk may …", "the clerk alone …", "by the clerk and nobody else", "nobody but the clerk".
fn is_alone(text: &str, name: &str) -> bool {
    let (words, name) = (terms(text), terms(name));
    let stems = |words: &[Term]| words.iter().map(|t| t.stem.clone()).collect::<Vec<_>>();
    let own = stems(&name);
    if own.is_empty() {
        return false;
    }
    let word = |at: usize| words.get(at).map(|t| t.word.as_str());
    (0..words.len().saturating_sub(own.len() - 1)).filter(|&at| stems(&words[at..at + own.len()]) == own).any(|at| {
        let before: Vec<&str> = words[at.saturating_sub(6)..at].iter().map(|t| t.word.as_str()).collect();
        let lists = |rest: &[&str]| rest.len() < 5 && rest.iter().all(|w| !matches!(*w, "if" | "when" | "to" | "on" | "in"));
        let only = before.iter().rposition(|w| *w == "only").is_some_and(|i| lists(&before[i + 1..]));
        let but = before.windows(2).any(|w| matches!(w, ["nobody" | "one" | "none" | "anyone" | "anybody", "but"]));
        let behind = at + own.len();
        let none_else = (behind..behind + 5).any(|i| {
            matches!((word(i), word(i + 1)), (Some("nobody" | "one"), Some("else")) if word(i.saturating_sub(1)) == Some("no") || word(i) == Some("nobody"))
        });
        only && before.last().is_some_and(|w| matches!(*w, "only" | "the" | "a" | "an" | "or" | "and" | "our"))
            || but
            || word(behind) == Some("alone")
            || none_else
    })
}

/// The same question, answered by statements of these roles alone, so that no crowd of others' keeps them out.
fn only_of(searcher: &Searcher<'_>, deed: &Question, roles: &[String]) -> Question {
    let names: Vec<String> = roles.iter().flat_map(|role| searcher.roles.names(role)).collect();
    Question { only: Restriction { roles: names, ..deed.only.clone() }, ..deed.clone() }
}

/// The verdict on one role, and the sentences that decide; no answer where none does. Behind it, who alone does it where
/// an article says that.
fn of_role(
    searcher: &Searcher<'_>,
    asked: &Asked<'_>,
    own: &Weighed,
    all: &Weighed,
    role: &str,
    limits: Limits,
) -> Result<(Verdict, Vec<RoleAnswer>), RetrieveError> {
    let around = around(searcher, role)?;
    let mut said = judge(own, deciding(searcher, asked, own, &around, role)?, asked);
    let outright = answered_outright(searcher, &around, &own.shares, role);
    if let Some((verdict, _)) = outright {
        said.deciding.retain(|d| verdict == Verdict::Depends || d.settled.denies == (verdict == Verdict::No));
        said.verdict = verdict;
    }
    let mut instead = Vec::new();
    let mut evidence: Vec<Evidence> = outright.into_iter().map(|(_, evidence)| evidence).collect();
    if said.verdict == Verdict::Unknown
        && let Some((verdict, brief)) = said_briefly(searcher, &around, &own.shares, role)
    {
        said.verdict = verdict;
        evidence.push(brief);
    }
    if said.verdict == Verdict::Unknown
        && let Some(deed) = said_below(searcher, &around, &own.shares, role)
    {
        said.verdict = Verdict::Yes;
        evidence.push(deed);
    }
    if said.verdict == Verdict::Unknown
        && let Some((denial, others)) = left_to_others(searcher, asked, all, &around, role)?
    {
        said.verdict = Verdict::No;
        evidence.push(denial);
        instead = others;
    }
    if said.verdict == Verdict::Unknown
        && let Some(denial) = denied_below(searcher, &around, asked, role)
    {
        said.verdict = Verdict::No;
        evidence.push(denial);
    }
    evidence.extend(said.deciding.iter().map(|d| {
        let told = conclude::of_vote(own, &d.vote, limits.explain);
        let strength = if d.settled.denies { Strength::DoesNot } else { told.strength };
        Evidence { strength, condition: d.settled.condition, ..told }
    }));
    evidence.truncate(limits.evidence);
    if said.verdict == Verdict::Unknown || evidence.is_empty() {
        return Ok((said.verdict, Vec::new()));
    }
    let coverage = said.deciding.iter().map(|d| d.vote.parts.coverage).fold(0.0, f32::max);
    let source = |e: &Evidence| searcher.index.roles().source(&e.article.id).to_owned();
    let answer = RoleAnswer {
        role: role.to_owned(),
        aliases: searcher.roles.aliases(role),
        score: said.deciding.iter().map(|d| d.vote.score).sum(),
        confidence: confidence_of(coverage),
        sources: evidence.iter().map(source).collect::<BTreeSet<_>>().len(),
        evidence,
        support: None,
    };
    Ok((said.verdict, std::iter::once(answer).chain(instead).collect()))
}

/// How sure it is of a sentence that holds so much of what is asked.
fn confidence_of(coverage: f32) -> f32 {
    confidence::confidence(&Signs { coverage, margin: 1.0, ..Signs::default() }, false)
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

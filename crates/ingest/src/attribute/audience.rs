//! Words for an audience or for people at large ("tenants", "employees") that name a role here: the article tells what they do, or
//! holds them responsible.

use super::evidence::{set_off, states};
use super::frame;
use super::position::{Position, position};
use rolecall_language::{Clause, Form, Generic, Phrase, Reading, Readings, Tag, Token, VerbGroup, Voice, generic};
use std::collections::{BTreeMap, BTreeSet};

/// Words for an audience ("a caller", "buyers") that act here as no audience does, each with its deeds: three or more of them
/// in a row, or what only somebody does to something.
pub(super) fn actors(reading: &Reading<'_>) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for clause in &reading.clauses {
        let Some((phrase, noun)) = bare_noun(reading, clause) else { continue };
        let general = matches!(generic(noun), Some(Generic::Audience | Generic::People)) && doer(noun);
        let plain = matches!(reading.tokens[phrase.tokens.0].lower.as_str(), "a" | "an" | "the" | "our")
            || phrase.tokens.0 == phrase.head;
        let group = &reading.groups.verbs[clause.verb];
        let now = group.voice == Voice::Active && group.modal.is_none();
        if general && plain && now && states(reading, clause) && (frame::acts(reading, clause) || clause.shared) {
            found.entry(noun.to_owned()).or_default().insert(group.lemma.clone());
        }
    }
    found
}

/// Words for an audience ("tenants") that have to do something here, each with what that is: the article holds them
/// responsible. Those who apply or learn have to bring something along, which is no deed.
pub(super) fn obliged(reading: &Reading<'_>) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut ought: Option<&[usize]> = None;
    for clause in &reading.clauses {
        let Some((_, noun)) = bare_noun(reading, clause) else { continue };
        let group = &reading.groups.verbs[clause.verb];
        let must = matches!(group.modal.as_deref(), Some("must" | "shall"))
            || group.through.first().is_some_and(|v| v == "have")
            || clause.shared && ought == Some(&clause.subjects[..]);
        let bound = generic(noun) == Some(Generic::Audience) || staff(noun);
        let held = must && bound && !applies(noun);
        if held && states(reading, clause) && frame::acts(reading, clause) {
            ought = Some(&clause.subjects);
            found.entry(noun.to_owned()).or_default().insert(group.lemma.clone());
        }
    }
    found
}

/// Those who apply or learn.
pub(super) fn applies(noun: &str) -> bool {
    matches!(noun, "applicant" | "candidate" | "student" | "pupil" | "beginner" | "newcomer" | "graduate" | "aspirant")
}

/// All who work somewhere.
fn staff(noun: &str) -> bool {
    matches!(noun, "employee" | "staff")
}

/// "are responsible for keeping the yard clean": a deed or something set off, and no share of anything.
fn states_charge(reading: &Reading<'_>, clause: &Clause) -> bool {
    let tokens = &reading.tokens;
    let group = &reading.groups.verbs[clause.verb];
    let at = (group.tokens.1..tokens.len()).find(|&i| tokens[i].tag != Tag::Adverb).unwrap_or(tokens.len());
    let charge =
        |w: &[Token<'_>]| matches!((w[0].lower.as_str(), w[1].lower.as_str()), ("responsible" | "accountable", "for"));
    let what = tokens.get(at..at + 2).filter(|w| charge(w)).and_then(|_| tokens.get(at + 2));
    group.copula
        && !group.negated
        && position(reading, clause) == Position::Main
        && what.is_some_and(|t| {
            t.tag == Tag::Verb(Form::Ing) || t.word.readings.any(Readings::ING) || t.tag == Tag::Possessive
        })
}

/// Whether a list of what is done follows a verb: "shall:", "must, at all times:".
fn introduces(reading: &Reading<'_>, group: &VerbGroup) -> bool {
    let behind = &reading.tokens[group.tokens.1..];
    let plain = |t: &Token<'_>| t.tag.mark() || matches!(t.tag, Tag::To | Tag::Adverb);
    reading.tokens.last().is_some_and(|t| t.text == ":") && behind.iter().all(plain)
}

/// Words for an audience of whom each has to do something: "Each tenant sweeps the stairs", a rule and not what befalls people.
pub(super) fn each<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = String> + 'r {
    reading.clauses.iter().filter_map(|clause| {
        let (phrase, noun) = bare_noun(reading, clause)?;
        let group = &reading.groups.verbs[clause.verb];
        let first = phrase.tokens.0;
        let denied = first > 0 && reading.tokens[first - 1].tag == Tag::Not;
        let befalls = matches!(
            group.lemma.as_str(),
            "get"
                | "receive"
                | "see"
                | "hear"
                | "find"
                | "lose"
                | "inherit"
                | "own"
                | "eat"
                | "drink"
                | "win"
                | "gain"
                | "hold"
        );
        let everybody = noun == "member" || staff(noun) || generic(noun) == Some(Generic::Audience);
        // "Employees are responsible for keeping the yard clean"; of customers the same may be said of the weather.
        if (noun == "member" || staff(noun)) && states_charge(reading, clause) {
            return Some(noun.to_owned());
        }
        // "The Tenant shall:", "All staff must sign in at the gate."
        let ought = matches!(group.modal.as_deref(), Some("must" | "shall"));
        let introduces = ought && introduces(reading, group);
        let acts = ought && staff(noun) && states(reading, clause) && frame::acts(reading, clause);
        if everybody && !applies(noun) && !denied && (introduces || acts) {
            return Some(noun.to_owned());
        }
        let held = matches!(reading.tokens[first].lower.as_str(), "each" | "every")
            && (noun == "member" || generic(noun) == Some(Generic::Audience))
            && group.voice == Voice::Active
            && group.modal.is_none()
            && set_off(reading, group)
            && !(denied || befalls || clause.relative)
            && states(reading, clause)
            && frame::acts(reading, clause);
        held.then(|| noun.to_owned())
    })
}

/// A clause's one subject, if that is a noun without anything that describes it, and the noun in the singular.
fn bare_noun<'r>(reading: &'r Reading<'_>, clause: &Clause) -> Option<(&'r Phrase, &'r str)> {
    let [subject] = clause.subjects[..] else { return None };
    let phrase = &reading.groups.phrases[subject];
    let head = &reading.tokens[phrase.head];
    let bare = phrase.core == phrase.head && phrase.owner.is_none() && !phrase.pronoun;
    bare.then(|| (phrase, head.word.noun.as_deref().unwrap_or(&head.lower)))
}

/// Words for an audience that are built like those for people who do something. Those who pay or travel act in every article.
fn doer(noun: &str) -> bool {
    let everywhere = matches!(
        noun,
        "customer"
            | "consumer"
            | "user"
            | "passenger"
            | "employer"
            | "member"
            | "other"
            | "worker"
            | "number"
            | "stranger"
            | "neighbor"
            | "neighbour"
            | "beginner"
            | "newcomer"
            | "teenager"
            | "mother"
            | "father"
            | "sister"
            | "brother"
            | "daughter"
            | "grandmother"
            | "grandfather"
            | "character"
            | "superior"
            | "former"
            | "latter"
            | "starter"
            | "winner"
            | "loser"
            | "holder"
            | "visitor"
            | "viewer"
            | "reader"
    );
    (noun.ends_with("er") || noun.ends_with("or")) && !everywhere
}

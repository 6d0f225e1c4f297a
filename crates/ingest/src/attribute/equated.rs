//! Deeds and doers set equal: "what a warden does is count the sheep", "the first thing she does is open the gates",
//! "counting them is something the warden does", "counting them: that's the warden", "that is where the warden comes in".

use super::inventory::Inventory;
use super::naming::{end_of_name, named};
use super::predicate::is_deed;
use super::sentence::{Found, Place, add_new, bytes};
use rolecall_language::{Clause, Form, Reading, Tag, VerbGroup, Voice};
use rolecall_record::{FoundBy, Strength};

/// Finds the doers whom a sentence sets equal with a deed.
pub(super) fn equated(reading: &Reading<'_>, inventory: &Inventory, place: &Place, found: &mut Vec<Found>) {
    let mut add = |phrase: usize, denied: bool, from: usize| {
        let strength = if denied { Strength::DoesNot } else { Strength::Does };
        let clause = bytes(reading, from, reading.tokens.len());
        let by = if reading.groups.phrases[phrase].pronoun { FoundBy::Pronoun } else { FoundBy::Subject };
        add_new(found, named(reading, phrase, inventory, place), strength, by, clause);
    };
    for clause in &reading.clauses {
        let [subject] = clause.subjects[..] else { continue };
        let group = &reading.groups.verbs[clause.verb];
        if let Some(deed) = done(reading, group, subject) {
            add(subject, group.negated, deed);
        } else if something(reading, group, subject) {
            add(subject, group.negated, 0);
        } else if comes_in(reading, group, subject) {
            add(subject, false, 0);
        }
        if let Some(doer) = that_is(reading, clause, group) {
            add(doer, group.negated, 0);
        }
    }
}

/// "what a warden does [all day] is count", "all she does is count", "the first thing they do is to count": where the deed begins.
fn done(reading: &Reading<'_>, group: &VerbGroup, subject: usize) -> Option<usize> {
    let tokens = &reading.tokens;
    let start = reading.groups.phrases[subject].tokens.0;
    let before = start.checked_sub(1).map_or("", |i| tokens[i].lower.as_str());
    let that = before == "that" && start > 1;
    let thing = match tokens[start].lower.as_str() {
        "all" => "all",
        _ if that => tokens[start - 2].lower.as_str(),
        _ => before,
    };
    let free = matches!(thing, "what" | "all" | "everything" | "thing" | "things");
    let does = group.voice == Voice::Active
        && (group.lemma == "do" || group.lemma.is_empty() && tokens[group.verb].tag == Tag::Do);
    if !free || !does {
        return None;
    }
    let be = (group.tokens.1..tokens.len()).find(|&i| tokens[i].tag == Tag::Be)?;
    // "all day", "every morning"
    let plain = tokens[group.tokens.1..be].iter().all(|t| !t.tag.mark() && !matches!(t.tag, Tag::Verb(_)));
    let at = (be + 1..tokens.len()).find(|&i| !matches!(tokens[i].tag, Tag::Adverb | Tag::To))?;
    let deed = matches!(tokens[at].tag, Tag::Verb(Form::Base | Form::Ing));
    (plain && deed && tokens[at].word.verb.as_deref().is_some_and(is_deed)).then_some(at)
}

/// "is something [that] the warden does": a deed is what somebody does.
fn something(reading: &Reading<'_>, group: &VerbGroup, subject: usize) -> bool {
    let tokens = &reading.tokens;
    let start = reading.groups.phrases[subject].tokens.0;
    let Some(mut at) = start.checked_sub(1) else { return false };
    if matches!(tokens[at].lower.as_str(), "that" | "which") && at > 0 {
        at -= 1;
    }
    let thing = matches!(tokens[at].lower.as_str(), "something" | "thing" | "job" | "task" | "chore");
    let Some(phrase) = reading.groups.phrases.iter().find(|p| p.head == at) else { return false };
    let be = reading.groups.verbs.iter().any(|v| v.copula && v.tokens.1 == phrase.tokens.0 && !v.negated);
    let deed = matches!(
        group.lemma.as_str(),
        "do" | "handle"
            | "manage"
            | "see"
            | "look"
            | "take"
            | "deal"
            | "arrange"
            | "run"
            | "own"
            | "organise"
            | "organize"
    );
    thing && be && deed && group.voice == Voice::Active && !group.copula
}

/// "That is where the warden comes in."
fn comes_in(reading: &Reading<'_>, group: &VerbGroup, subject: usize) -> bool {
    let tokens = &reading.tokens;
    let start = reading.groups.phrases[subject].tokens.0;
    let here = start > 0 && matches!(tokens[start - 1].lower.as_str(), "where" | "when");
    let comes = matches!(group.lemma.as_str(), "come" | "step")
        && tokens.get(group.tokens.1).is_some_and(|t| t.lower == "in")
        && tokens.get(group.tokens.1 + 1).is_none_or(|t| t.tag.mark());
    // "When it rains, that is where the porter comes in."
    let points = tokens[..start.saturating_sub(1)].iter().any(|t| matches!(t.lower.as_str(), "that" | "this" | "here"))
        || tokens[0].tag == Tag::Verb(Form::Ing);
    here && comes && !group.negated && points
}

/// "Counting the sheep: that's the warden.", "The keys – that would be the porter.": what is done stands before the mark.
fn that_is(reading: &Reading<'_>, clause: &Clause, group: &VerbGroup) -> Option<usize> {
    let tokens = &reading.tokens;
    let [subject] = clause.subjects[..] else { return None };
    let start = reading.groups.phrases[subject].tokens.0;
    let that = matches!(tokens[start].lower.as_str(), "that" | "this" | "it") && group.copula;
    let mark = start > 1 && matches!(tokens[start - 1].tag, Tag::Colon | Tag::Dash | Tag::Comma);
    // "If anyone knows how to open it, it's the porter."
    let anyone = tokens[0].lower == "if"
        && matches!(tokens.get(1).map(|t| t.lower.as_str()), Some("anyone" | "anybody" | "someone" | "somebody"))
        && tokens[start].lower == "it"
        && group.copula;
    if anyone && mark {
        return reading.groups.phrases.iter().rposition(|p| p.tokens.0 == group.tokens.1);
    }
    let verbless = reading.groups.verbs.iter().all(|v| !v.finite || v.tokens.0 >= start);
    let deed = matches!(tokens[0].tag, Tag::Verb(Form::Ing)) || tokens[start.saturating_sub(1)].tag != Tag::Comma;
    let doer = reading.groups.phrases.iter().rposition(|p| p.tokens.0 == group.tokens.1)?;
    let end = end_of_name(reading, doer);
    let closes = tokens.get(end).is_none_or(|t| t.tag.mark());
    (that && mark && verbless && deed && closes).then_some(doer)
}

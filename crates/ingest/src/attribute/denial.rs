//! Headings and lead-ins that say what somebody does **not** do, or only may: "You won't:", "Out of scope", "Porters may:".
//!
//! What stands below them is worded like any duty, so whoever misses the one word above tells the opposite of what is meant.

use super::duty::duty_noun;
use super::inventory::Inventory;
use super::naming::named;
use super::position::{Position, position};
use super::sentence::{Named, Place};
use rolecall_language::{Clause, Reading, Tag, Token, VerbGroup, role_name};
use rolecall_record::Strength;

/// Whether words that announce duties deny them: "Not responsible for", not "What does a purser do that a steward doesn't?" and
/// not "Duties include, but are not limited to".
pub(super) fn denied(reading: &Reading<'_>) -> bool {
    let not = reading.tokens.iter().position(|t| t.tag == Tag::Not || t.lower == "not");
    let does = |t: &Token<'_>| t.lower == "do" && matches!(t.tag, Tag::Verb(_));
    not.is_some_and(|not| !reading.tokens[..not].iter().any(does) && !undone(&reading.tokens[not..])) && !only(reading)
}

/// "What you won't do", "Things the porter never does", "Don'ts", "Out of scope".
pub(super) fn heading(reading: &Reading<'_>) -> bool {
    let tokens = &reading.tokens;
    let alone = || tokens.iter().all(|t| matches!(t.tag, Tag::Do | Tag::Not | Tag::Colon) || t.lower == "please");
    let not = || tokens.iter().any(|t| t.tag == Tag::Not);
    if in_words(reading) || not() && alone() {
        return true;
    }
    let Some((clause, group)) = last(reading) else { return false };
    // "What you won't do", "Things the porter never does": whatever it is that they do not.
    let free =
        tokens[0].lower == "what" || reading.groups.phrases.first().is_some_and(|p| p.tokens.0 == 0 && !p.pronoun);
    let whose = clause.subjects.iter().any(|&s| reading.groups.phrases[s].tokens.0 > 0);
    // "What porters can't stand" is nothing that they do.
    let asked = matches!(group.lemma.as_str(), "ask" | "expect" | "require" | "oblige");
    let does = group.lemma == "do" || asked || end(reading).is_some_and(|t| t.lower == "do" || t.tag == Tag::To);
    free && whose && does && !reasons(reading) && refuses(reading, group) && denied(reading)
}

/// "Why porters never run:", "Without the porter, you can't:": what follows tells why somebody is needed or away.
pub(super) fn reasons(reading: &Reading<'_>) -> bool {
    reading.tokens.iter().take(4).any(|t| matches!(t.lower.as_str(), "why" | "reason" | "reasons" | "without"))
}

/// Whether a lead-in says that somebody does not do what stands below it.
pub(super) fn lead(reading: &Reading<'_>, inventory: &Inventory) -> bool {
    if heading(reading) {
        return true;
    }
    let tokens = &reading.tokens;
    // "Under no circumstances may the porter:"
    let never = tokens.windows(3).any(|w| {
        matches!(w[0].lower.as_str(), "under" | "in" | "on" | "at")
            && w[1].lower == "no"
            && matches!(w[2].lower.as_str(), "circumstances" | "circumstance" | "case" | "account" | "time" | "event")
    });
    if reasons(reading) {
        return false;
    }
    let Some((clause, group)) = last(reading) else {
        // "Porters never:"
        return reading.clauses.is_empty() && ends_in_not(reading);
    };
    // "does not allow the treasurer to:" is said of somebody else.
    let behind = (group.tokens.1, tokens.len());
    let another = reading.groups.phrases.iter().any(|p| {
        p.tokens.0 >= behind.0 && !p.pronoun && role_name(reading, p).is_some_and(|n| inventory.is_role(&n.name))
    });
    let inverted = never && clause.subjects.is_empty();
    // "No porter may:"
    let none = clause.subjects.iter().any(|&s| tokens[reading.groups.phrases[s].tokens.0].lower == "no");
    // "What Bastian is not:"
    let to = end(reading).is_some_and(|t| t.tag == Tag::To);
    let does = !group.copula || to;
    (inverted || !another) && (never || none || does && (ends_in_not(reading) || refuses(reading, group)))
}

/// Whom a denying lead-in means: whom it names, the reader, else the role that the section is about.
pub(super) fn whose(reading: &Reading<'_>, inventory: &Inventory, place: &Place) -> Vec<Named> {
    let same = |roles: &[String]| roles.iter().map(|r| (r.clone(), r.clone())).collect::<Vec<_>>();
    let subjects = last(reading).map(|(clause, _)| clause.subjects.clone()).unwrap_or_default();
    let phrases: Vec<usize> = match &subjects[..] {
        [] => (0..reading.groups.phrases.len()).filter(|&p| !reading.groups.phrases[p].pronoun).collect(),
        some => some.to_vec(),
    };
    let found: Vec<Named> = phrases.iter().flat_map(|&p| named(reading, p, inventory, place)).collect();
    // "What stewards don't do:" where the text speaks of hive stewards
    let short = |&p: &usize| {
        let head = &reading.tokens[reading.groups.phrases[p].head];
        let noun = head.word.noun.as_deref().unwrap_or(&head.lower);
        place.topic.iter().any(|role| role.rsplit(' ').next() == Some(noun))
    };
    if found.is_empty() && place.topic.len() == 1 && subjects.iter().any(short) {
        return same(&place.topic);
    }
    // "What we do not ask of you:"
    let of_you = reading.tokens.iter().rev().take(3).any(|t| t.lower == "you");
    match &subjects[..] {
        [] if found.is_empty() && place.headed => same(&place.section),
        _ if of_you && !place.you.is_empty() => same(&place.you),
        _ => found,
    }
}

/// "You need not:", "The porter must not:"
pub(super) fn ends_in_not(reading: &Reading<'_>) -> bool {
    end(reading).is_some_and(|t| t.tag == Tag::Not)
}

/// Whether what is denied may be worded in any way: "not responsible for:", "Out of scope:", "What stewards don't do:".
pub(super) fn of_things(reading: &Reading<'_>) -> bool {
    let things = |w: &str| {
        matches!(w, "responsible" | "charge" | "scope" | "remit" | "handle" | "cover" | "after") || duty_noun(w)
    };
    let do_it = end(reading).is_some_and(|t| t.lower == "do");
    do_it || reading.tokens.iter().any(|t| things(&t.lower))
}

/// What a lead-in says less of than that somebody does what stands below it: "Porters may also:", "You are free to:", "Porters
/// help the warden to:".
pub(super) fn strength(reading: &Reading<'_>) -> Option<Strength> {
    let mut words = reading.tokens.iter().rev().filter(|t| !t.tag.mark() && t.tag != Tag::Adverb);
    let (end, before) = (words.next()?, words.next());
    let before = before.map_or("", |t| t.lower.as_str());
    let group = last(reading).map(|(_, group)| group);
    if group.is_some_and(|group| group.negated) {
        return None;
    }
    match end.lower.as_str() {
        "help" | "helps" | "assist" | "assists" => Some(Strength::Helps),
        "may" | "can" | "might" | "could" => Some(Strength::May),
        "to" if matches!(before, "allowed" | "free" | "permitted" | "welcome" | "entitled") => Some(Strength::May),
        "to" if group?.modal.as_deref().is_some_and(|m| matches!(m, "may" | "can" | "might" | "could")) => {
            Some(Strength::May)
        }
        "to" | "with" | "in" => {
            let group = group?;
            matches!(group.lemma.as_str(), "help" | "assist" | "support" | "aid").then_some(Strength::Helps)
        }
        _ => None,
    }
}

/// The last word.
fn end<'r, 't>(reading: &'r Reading<'t>) -> Option<&'r Token<'t>> {
    reading.tokens.iter().rev().find(|t| !t.tag.mark())
}

/// Words that say it by themselves.
fn in_words(reading: &Reading<'_>) -> bool {
    let lower: Vec<&str> = reading.tokens.iter().filter(|t| !t.tag.mark()).map(|t| t.lower.as_str()).collect();
    let whole = matches!(
        lower[..],
        ["don'ts" | "don’ts" | "donts" | "exclusions" | "forbidden" | "prohibited"]
            | ["out" | "outside", "of", "scope"]
            | ["off", "limits"]
    );
    // "Not your job", "Not in the role", "Not part of the post", "Outside the role"
    let own = |w: &&str| {
        duty_noun(w.strip_suffix('s').unwrap_or(w))
            || matches!(*w, "role" | "job" | "post" | "remit" | "scope" | "responsible")
    };
    let begins = matches!(lower.first(), Some(&("not" | "outside" | "beyond")));
    whole || begins && lower.len() <= 6 && !only(reading) && lower.iter().any(own)
}

/// "not only", "not limited to", "not just"
fn only(reading: &Reading<'_>) -> bool {
    let bound =
        |w: &str| matches!(w, "only" | "just" | "merely" | "simply" | "solely" | "limited" | "restricted" | "confined");
    reading.tokens.windows(2).any(|w| w[0].tag == Tag::Not && bound(&w[1].lower))
}

/// The last clause that stands by itself, with its verb.
fn last<'r>(reading: &'r Reading<'_>) -> Option<(&'r Clause, &'r VerbGroup)> {
    let clause = reading.clauses.iter().rfind(|c| !c.relative)?;
    (position(reading, clause) != Position::Conditional).then(|| (clause, &reading.groups.verbs[clause.verb]))
}

/// "does not", "will never", "should avoid"
fn refuses(reading: &Reading<'_>, group: &VerbGroup) -> bool {
    let avoids = matches!(group.lemma.as_str(), "avoid" | "refuse" | "refrain" | "abstain");
    (group.negated != avoids) && !undone(&reading.tokens[group.tokens.0..]) && !only(reading)
}

/// Whether words behind a denial undo it: "don't forget to", "not leave without", "not before doing".
fn undone(tokens: &[Token<'_>]) -> bool {
    let undoes = |w: &str| {
        matches!(w, "forget" | "fail" | "hesitate" | "neglect" | "omit" | "without" | "before" | "until" | "unless")
    };
    tokens.iter().any(|t| undoes(&t.lower))
}

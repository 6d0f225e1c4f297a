//! Somebody whom a sentence makes, lets, asks or sees do something: "we let the porter lock up", "have the clerk sign it",
//! "rely on the warden to count them", "you'll find the gardener pruning". The doer is the object of one verb and the subject
//! of the next.

use super::inventory::Inventory;
use super::naming::{end_of_name, named};
use super::position::{Position, position};
use super::predicate::is_deed;
use super::sentence::{Found, Place, add_new, bytes};
use rolecall_language::{Form, Phrase, Reading, Tag, VerbGroup, Voice};
use rolecall_record::{FoundBy, Strength};

/// How the deed follows its doer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    /// "let the porter lock"
    Bare,
    /// "ask the porter to lock"
    To,
    /// "find the porter locking"
    Ing,
}

/// What a verb makes of its object; `own` where it does so whoever its subject is.
fn makes(lemma: &str, deed: Deed, own: bool) -> bool {
    match deed {
        Deed::Bare => matches!(lemma, "let" | "have" | "make" | "see" | "watch" | "hear"),
        Deed::To => {
            matches!(lemma, "rely" | "trust" | "count" | "depend" | "expect" | "leave" | "wait" | "pay" | "task")
                || !own
                    && matches!(
                        lemma,
                        "allow"
                            | "permit"
                            | "authorise"
                            | "authorize"
                            | "require"
                            | "ask"
                            | "tell"
                            | "want"
                            | "call"
                            | "instruct"
                            | "order"
                            | "arrange"
                    )
        }
        Deed::Ing => matches!(lemma, "find" | "see" | "watch" | "hear" | "catch" | "have" | "keep"),
    }
}

/// Finds who does something at the word of somebody else, or before the reader's eyes.
pub(super) fn entrusted(reading: &Reading<'_>, inventory: &Inventory, place: &Place, found: &mut Vec<Found>) {
    let tokens = &reading.tokens;
    if tokens.last().is_some_and(|t| t.text == "?") {
        return;
    }
    for group in reading.groups.verbs.iter().filter(|v| v.voice == Voice::Active) {
        let clause = reading.clauses.iter().find(|c| reading.groups.verbs[c.verb].verb == group.verb);
        let past = tokens[group.tokens.0].tag == Tag::Verb(Form::Past);
        if past || clause.is_some_and(|c| position(reading, c) == Position::Conditional) {
            continue;
        }
        let on = tokens.get(group.tokens.1).is_some_and(|t| matches!(t.lower.as_str(), "on" | "upon" | "for"));
        let on = on && matches!(group.lemma.as_str(), "rely" | "count" | "depend" | "call" | "wait" | "arrange");
        let at = group.tokens.1 + usize::from(on);
        // "Expect them to carry bags.", below the heading of whoever they are
        let them = |p: &Phrase| place.headed && matches!(tokens[p.head].lower.as_str(), "them" | "him" | "her");
        let Some(p) = reading.groups.phrases.iter().rposition(|p| p.tokens.0 == at && (!p.pronoun || them(p))) else {
            continue;
        };
        let by = if reading.groups.phrases[p].pronoun { FoundBy::Pronoun } else { FoundBy::Subject };
        let end = end_of_name(reading, p);
        let Some(deed) = reading.groups.verbs.iter().find(|v| v.tokens.0 == end) else { continue };
        let form = match tokens[deed.tokens.0].tag {
            Tag::To => Deed::To,
            Tag::Verb(Form::Base) => Deed::Bare,
            Tag::Verb(Form::Ing) => Deed::Ing,
            // "let the porter check": singular before a word that may be a noun
            _ => continue,
        };
        // "the clerk asks the visitor to wait": whoever is asked by somebody else may be anybody.
        let own = clause.is_none_or(|c| c.subjects.iter().any(|&s| !reading.groups.phrases[s].pronoun));
        // "You can watch the porter carry": what whoever looks sees is done every day; "I have seen a guest carry" was once.
        let seen = form == Deed::Ing || matches!(group.lemma.as_str(), "see" | "watch" | "hear");
        let you = clause.is_some_and(|c| {
            c.subjects.iter().all(|&s| tokens[reading.groups.phrases[s].head].lower == "you") && !c.relative
        });
        if seen && !you {
            continue;
        }
        let does = !deed.copula && is_deed(&deed.lemma) && makes(&group.lemma, form, own);
        if !does || (group.negated && !matches!(group.lemma.as_str(), "let" | "have" | "allow" | "permit")) {
            continue;
        }
        // "Never let the porter drive."
        let never = group.tokens.0.checked_sub(1).is_some_and(|i| tokens[i].tag == Tag::Not);
        let strength = match group.lemma.as_str() {
            _ if group.negated || never || deed.negated => Strength::DoesNot,
            "allow" | "permit" | "authorise" | "authorize" => Strength::May,
            _ => Strength::Does,
        };
        let clause = bytes(reading, deed.tokens.0, end_of(reading, deed));
        let whom = match by {
            FoundBy::Pronoun => {
                let written = reading.text(reading.groups.phrases[p].tokens);
                place.section.iter().map(|role| (role.clone(), written.clone())).collect()
            }
            _ => named(reading, p, inventory, place),
        };
        add_new(found, whom, strength, by, clause);
    }
}

/// "The porter chosen to lock up wears a badge.": somebody picked for a deed.
pub(super) fn chosen(reading: &Reading<'_>, inventory: &Inventory, place: &Place, found: &mut Vec<Found>) {
    let tokens = &reading.tokens;
    for (p, _) in reading.groups.phrases.iter().enumerate().filter(|(_, p)| !p.pronoun && p.core > p.tokens.0) {
        let end = end_of_name(reading, p);
        let picked = tokens.get(end).is_some_and(|t| {
            matches!(
                t.lower.as_str(),
                "chosen"
                    | "appointed"
                    | "selected"
                    | "assigned"
                    | "hired"
                    | "employed"
                    | "elected"
                    | "detailed"
                    | "told"
            )
        });
        let Some(deed) = reading.groups.verbs.iter().find(|v| v.tokens.0 == end + 1).filter(|_| picked) else {
            continue;
        };
        if tokens[deed.tokens.0].tag != Tag::To || deed.negated || !is_deed(&deed.lemma) {
            continue;
        }
        let clause = bytes(reading, deed.tokens.0, end_of(reading, deed));
        add_new(found, named(reading, p, inventory, place), Strength::Does, FoundBy::Subject, clause);
    }
}

/// Where what a verb says ends: before the next clause.
fn end_of(reading: &Reading<'_>, verb: &VerbGroup) -> usize {
    let next = reading.clauses.iter().map(|c| c.tokens.0).filter(|&at| at > verb.tokens.1).min();
    next.unwrap_or(reading.tokens.len())
}

//! What it means to be something: "being a porter means carrying bags", "if you are the porter, you carry them", "working as a
//! porter means you carry them". Said to whoever may be one, so "you" is the role in this sentence alone.

use super::inventory::Inventory;
use super::naming::named;
use super::position::{Position, position};
use super::predicate::{is_deed, said};
use super::sentence::{Found, Place, add_new, bytes};
use rolecall_language::{Form, Reading, Tag};
use rolecall_record::{FoundBy, Kind, Strength};

/// Finds what a sentence says of those who are something.
pub(super) fn being(reading: &Reading<'_>, inventory: &Inventory, place: &Place, found: &mut Vec<Found>) {
    let Some(phrase) = post(reading) else { return };
    let end = reading.groups.phrases[phrase].tokens.1;
    let Some(deed) = means(reading, end).or_else(|| yours(reading, end)) else { return };
    let clause = bytes(reading, deed, reading.tokens.len());
    add_new(found, named(reading, phrase, inventory, place), Strength::Does, FoundBy::Subject, clause);
}

/// "Being a porter", "Working as a porter", "To be a porter", "If you're the porter", "When you work as a porter": the phrase.
fn post(reading: &Reading<'_>) -> Option<usize> {
    let tokens = &reading.tokens;
    let word = |i: usize| tokens.get(i).map_or("", |t| t.lower.as_str());
    let works = |i: usize| matches!(word(i), "work" | "working" | "serve" | "serving" | "act" | "acting");
    let at = match (word(0), word(1), word(2)) {
        ("being", ..) => 1,
        ("to", "be", _) => 2,
        ("if" | "when" | "while" | "whenever" | "once", "you", "are" | "'re") => 3,
        ("if" | "when" | "while" | "whenever", "you", _) if works(2) && word(3) == "as" => 4,
        (_, "as", _) if works(0) => 2,
        _ => return None,
    };
    reading.groups.phrases.iter().position(|p| p.tokens.0 == at && p.core > at && !p.pronoun)
}

/// "… means carrying", "… is to carry", "… involves a lot of carrying": where the deed begins.
fn means(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let tokens = &reading.tokens;
    let group = reading.groups.verbs.iter().find(|v| v.finite && v.tokens.0 == end)?;
    let says = group.copula || matches!(group.lemma.as_str(), "mean" | "involve" | "entail" | "include");
    let at = (group.tokens.1..tokens.len()).find(|&i| !matches!(tokens[i].tag, Tag::Adverb | Tag::To))?;
    let deed = match tokens[at].tag {
        Tag::Verb(Form::Ing) => !group.copula,
        Tag::Verb(Form::Base) => tokens[at - 1].tag == Tag::To,
        _ => false,
    };
    (says && !group.negated && deed && tokens[at].word.verb.as_deref().is_some_and(is_deed)).then_some(at)
}

/// "…, you carry the bags", "…, carry the bags", "… means you carry the bags": where the deed begins.
fn yours(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let tokens = &reading.tokens;
    let own = reading.clauses.iter().find(|c| {
        let you = c.subjects.iter().any(|&s| tokens[reading.groups.phrases[s].head].lower == "you");
        let order = c.subjects.is_empty()
            && tokens[reading.groups.verbs[c.verb].tokens.0].tag == Tag::Verb(Form::Base)
            && c.tokens.0.checked_sub(1).is_some_and(|i| tokens[i].tag == Tag::Comma);
        let means = tokens[..c.tokens.0].iter().any(|t| t.word.verb.as_deref() == Some("mean"));
        c.tokens.0 > end && (you || order) && (means || position(reading, c) == Position::Main)
    })?;
    let kept = reading.groups.verbs[own.verb].negated || said(reading, own).kind != Kind::Responsibility;
    (!kept).then_some(own.tokens.0)
}

//! Sentences that say who does something by their form as a whole, not by a subject and its verb.

use super::frame::duty_noun;
use super::inventory::Inventory;
use super::naming::named;
use super::sentence::{Found, Place, bytes};
use rolecall_language::{Reading, Tag, VerbGroup};
use rolecall_record::{FoundBy, Strength};

/// "Training the servers is another chunk of the week", "Feeding is her job as well": a deed, said to be part of the work.
pub(super) fn part_of_the_job(reading: &Reading<'_>, place: &Place) -> Vec<Found> {
    let first = reading.tokens.iter().find(|t| t.tag != Tag::Quote).map(|t| t.tag);
    let [role] = &place.topic[..] else { return Vec::new() };
    // "Watching the wind", "Model building"
    let activity = reading
        .groups
        .phrases
        .first()
        .is_some_and(|p| p.tokens.0 <= 1 && reading.tokens[p.head].lower.ends_with("ing"));
    if !matches!(first, Some(Tag::Verb(rolecall_language::Form::Ing))) && !activity {
        return Vec::new();
    }
    let takes = |v: &&VerbGroup| v.finite && (v.copula || matches!(v.lemma.as_str(), "take" | "fill" | "eat" | "make"));
    let Some(be) = reading.groups.verbs.iter().find(takes) else { return Vec::new() };
    let part = reading.tokens[be.tokens.1..].iter().take(8).any(|t| {
        let noun = t.word.noun.as_deref().unwrap_or(&t.lower);
        duty_noun(noun)
            || matches!(
                noun,
                "part"
                    | "chunk"
                    | "percent"
                    | "half"
                    | "bulk"
                    | "piece"
                    | "day"
                    | "week"
                    | "bit"
                    | "core"
                    | "heart"
                    | "fifth"
                    | "quarter"
                    | "third"
                    | "most"
                    | "time"
                    | "morning"
                    | "afternoon"
                    | "year"
                    | "hours"
            )
    });
    if !part {
        return Vec::new();
    }
    let strength = if be.negated { Strength::DoesNot } else { Strength::Does };
    let clause = bytes(reading, 0, reading.tokens.len());
    vec![Found { strength, ..Found::does(role.clone(), role.clone(), FoundBy::Coordination, clause) }]
}

/// "That somebody is the producer.", "The person who irons the linen is the sacristan, Peter.": whoever does it has a role.
pub(super) fn pointed_at(reading: &Reading<'_>, inventory: &Inventory, place: &Place, found: &mut Vec<Found>) {
    let tokens = &reading.tokens;
    let Some(be) = reading.groups.verbs.iter().rfind(|v| v.copula && v.finite && !v.negated) else { return };
    let Some(complement) = reading.groups.phrases.iter().rposition(|p| p.tokens.0 == be.tokens.1) else { return };
    let somebody = tokens[..be.tokens.0].iter().enumerate().any(|(i, t)| {
        let deed = tokens[i + 1..be.tokens.0].iter().take(2).any(|t| matches!(t.lower.as_str(), "who" | "that"));
        let points = i > 0 && matches!(tokens[i - 1].lower.as_str(), "that" | "this");
        matches!(t.lower.as_str(), "somebody" | "someone" | "person" | "one") && (deed || points)
    });
    if !somebody {
        return;
    }
    for (role, name) in named(reading, complement, inventory, place) {
        found.push(Found::does(role, name, FoundBy::Subject, bytes(reading, 0, tokens.len())));
    }
}

/// "There is an engineer standing behind …"
pub(super) fn existential(reading: &Reading<'_>, inventory: &Inventory, place: &Place, found: &mut Vec<Found>) {
    let tokens = &reading.tokens;
    for (i, pair) in tokens.windows(2).enumerate() {
        if pair[0].lower != "there" || pair[1].tag != Tag::Be {
            continue;
        }
        let Some(phrase) = reading.groups.phrases.iter().position(|p| p.tokens.0 >= i + 2 && p.tokens.0 <= i + 4)
        else {
            continue;
        };
        let end = reading.groups.phrases[phrase].tokens.1;
        let acts = tokens.get(end).is_some_and(|t| {
            matches!(t.tag, Tag::Verb(rolecall_language::Form::Ing))
                || t.lower == "who" && tokens.get(end + 1).is_some_and(|v| matches!(v.tag, Tag::Verb(_)))
        });
        let determined = reading.groups.phrases[phrase].core > reading.groups.phrases[phrase].tokens.0;
        if acts && determined {
            for (role, name) in named(reading, phrase, inventory, place) {
                found.push(Found::does(role, name, FoundBy::Subject, bytes(reading, end, tokens.len())));
            }
        }
    }
}

//! Sentences without a subject of their own: list items, orders, what follows a bold name.

use super::predicate::is_deed;
use super::sentence::Found;
use rolecall_language::{Form, Reading, Readings, Tag};
use rolecall_record::{FoundBy, Kind, Strength};

/// Whether a sentence begins with a verb that only a subject left out explains ("Runs the floor.").
pub(super) fn goes_on(reading: &Reading<'_>) -> bool {
    let at = opening_phrase(reading);
    let verb = reading.tokens[at..].iter().find(|t| !matches!(t.tag, Tag::Adverb | Tag::Quote));
    verb.is_some_and(|t| t.tag == Tag::Verb(Form::Third) && t.word.verb.as_deref().is_some_and(is_deed))
}

/// Where an opening "In a fire," ends, if there is one.
fn opening_phrase(reading: &Reading<'_>) -> usize {
    let tokens = &reading.tokens;
    if !tokens.first().is_some_and(|t| t.tag == Tag::Preposition) {
        return 0;
    }
    let comma = tokens.iter().take(8).position(|t| t.tag == Tag::Comma);
    comma.filter(|&c| !tokens[..c].iter().any(|t| matches!(t.tag, Tag::Verb(_) | Tag::Be))).map_or(0, |c| c + 1)
}

/// The first word of an item decides: an order or gerund is a deed.
pub(super) fn deed_item(reading: &Reading<'_>) -> bool {
    let first = reading.tokens.iter().find(|t| !matches!(t.tag, Tag::Adverb | Tag::Quote));
    first.is_some_and(|t| match t.tag {
        Tag::Verb(Form::Base | Form::Ing | Form::Third) => t.word.verb.as_deref().is_some_and(is_deed),
        _ => false,
    })
}

/// "Learn more about …", "Check out …": orders to the reader rather than to the role.
pub(super) fn calls_to_action(reading: &Reading<'_>) -> bool {
    let words: Vec<&str> = reading.tokens.iter().take(2).map(|t| t.lower.as_str()).collect();
    matches!(
        words.first(),
        Some(
            &("learn"
                | "read"
                | "click"
                | "visit"
                | "see"
                | "contact"
                | "download"
                | "subscribe"
                | "view"
                | "explore"
                | "join"
                | "discover"
                | "browse"
                | "apply"
                | "note"
                | "notice"
                | "remember"
                | "ask"
                | "imagine"
                | "think"
                | "consider"
                | "let"
                | "share")
        )
    ) || matches!(words.as_slice(), ["find" | "check", "out"] | ["sign", "up"] | ["get", "in"])
}

pub(super) fn item_strength(reading: &Reading<'_>) -> Strength {
    let first = reading.tokens.iter().find(|t| !matches!(t.tag, Tag::Adverb | Tag::Quote));
    match first.and_then(|t| t.word.verb.as_deref()) {
        Some("help" | "assist" | "support" | "aid" | "contribute") => Strength::Helps,
        Some(
            "approve" | "decide" | "supervise" | "oversee" | "hire" | "authorize" | "authorise" | "direct" | "manage",
        ) => Strength::Decides,
        _ => Strength::Does,
    }
}

/// What follows a bold name: with a verb it is a deed, otherwise a description.
pub(super) fn after_bold(reading: &Reading<'_>, roles: &[(String, String)], found: Vec<Found>) -> Vec<Found> {
    let mark = reading.tokens.iter().position(|t| matches!(t.tag, Tag::Dash | Tag::Colon | Tag::Stop));
    let Some(mark) = mark else { return found };
    let Some(first) = reading.tokens[mark + 1..].iter().find(|t| !matches!(t.tag, Tag::Adverb)) else { return found };
    // Right after the dash a form in -s is the verb of the name before it, whatever else it could be.
    let object = reading.tokens.iter().find(|t| t.start > first.start);
    let unlisted = first.lower.ends_with('s')
        && first.tag == Tag::Noun
        && object.is_some_and(|t| matches!(t.tag, Tag::Determiner | Tag::Possessive));
    let third = first.word.readings.any(Readings::THIRD) && !matches!(first.tag, Tag::Be) || unlisted;
    let verb = third || matches!(first.tag, Tag::Verb(_));
    let deed = verb && first.word.verb.as_deref().is_some_and(|v| third || is_deed(v))
        || unlisted
        || first.lower == "responsible";
    if !deed {
        return found;
    }
    let end = reading.tokens.last().map_or(0, |t| t.end);
    roles
        .iter()
        .map(|(role, name)| Found {
            role: role.clone(),
            name: name.clone(),
            found_by: FoundBy::ListLeadIn,
            kind: Kind::Responsibility,
            strength: Strength::Does,
            clause: (first.start, end),
        })
        .collect()
}

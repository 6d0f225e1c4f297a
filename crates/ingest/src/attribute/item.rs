//! Sentences without a subject of their own: list items, orders, what follows a bold name.

use super::line;
use super::predicate::is_deed;
use super::sentence::Found;
use rolecall_language::{Form, Reading, Tag, Token};
use rolecall_record::{FoundBy, Strength};

/// Where an item's own words begin, behind "to", "regularly and calmly", "as needed," and "in the absence of the mate,".
pub(super) fn opening(tokens: &[Token<'_>]) -> usize {
    let skip = |from: usize| {
        let manner = |t: &Token<'_>| matches!(t.tag, Tag::Adverb | Tag::Quote | Tag::To) || t.lower == "please";
        let mut at = from;
        while at < tokens.len()
            && (manner(&tokens[at])
                || tokens[at].tag == Tag::Conjunction && at > from && tokens.get(at + 1).is_some_and(manner))
        {
            at += 1;
        }
        at
    };
    // "never mix the two", "do not touch it"
    let denied = match tokens {
        [not, verb, ..] if not.tag == Tag::Not && matches!(verb.tag, Tag::Verb(_)) => 1,
        [doing, not, verb, ..] if doing.tag == Tag::Do && not.tag == Tag::Not && matches!(verb.tag, Tag::Verb(_)) => 2,
        _ => 0,
    };
    let at = skip(denied);
    if !tokens.get(at).is_some_and(|t| matches!(t.tag, Tag::Preposition | Tag::Subordinator)) {
        return at;
    }
    let comma = tokens.iter().take(12).position(|t| t.tag == Tag::Comma);
    comma.map_or(at, |comma| skip(comma + 1))
}

/// The first word of an item decides: an order or gerund is a deed.
pub(super) fn deed_item(tokens: &[Token<'_>]) -> bool {
    let at = opening(tokens);
    tokens.get(at).is_some_and(|t| match t.tag {
        // "Responsible for the drains"
        Tag::Adjective => t.lower == "responsible" && tokens.get(at + 1).is_some_and(|t| t.lower == "for"),
        // "Be the first point of contact"
        Tag::Be => t.lower == "be" && tokens.get(at + 1).is_some_and(|t| t.tag == Tag::Determiner),
        Tag::Verb(Form::Base) if labels(tokens, at) => false,
        Tag::Verb(Form::Base | Form::Ing | Form::Third) => t.word.verb.as_deref().is_some_and(is_deed),
        _ => false,
    })
}

/// "Pay: 13.20 an hour", "Support: on weekdays", "Phone 555 123": whether a word at `at` is a label rather than an order.
pub(super) fn labels(tokens: &[Token<'_>], at: usize) -> bool {
    let long = |t: &Token<'_>| t.text.len() > 2 && t.text.bytes().all(|b| b.is_ascii_digit());
    let Some(first) = tokens.get(at) else { return false };
    let reached = matches!(first.lower.as_str(), "phone" | "call" | "email" | "mail" | "text" | "fax" | "mobile");
    tokens.get(at + 1).is_some_and(|t| t.text == ":" || reached && (long(t) || t.text.contains('@')))
        || reached && tokens.get(at + 2).is_some_and(|t| t.text == "@")
}

/// Whether a sentence is an order, though none to go and read something.
pub(super) fn ordered_to(reading: &Reading<'_>) -> bool {
    let first = reading.tokens.get(opening(&reading.tokens));
    let order = first.is_some_and(|t| t.tag == Tag::Verb(Form::Base) && t.word.verb.as_deref().is_some_and(is_deed));
    order && !calls_to_action(&reading.tokens) && reading.tokens.last().is_some_and(|t| t.text != "?")
}

/// "Learn more about …", "Check out …": orders to the reader rather than to the role.
pub(super) fn calls_to_action(tokens: &[Token<'_>]) -> bool {
    let words: Vec<&str> = tokens.iter().take(2).map(|t| t.lower.as_str()).collect();
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
    ) || matches!(
        words.as_slice(),
        ["find" | "check", "out"] | ["sign", "up"] | ["get", "in"] | ["send", "us" | "your"]
    )
}

pub(super) fn item_strength(reading: &Reading<'_>) -> Strength {
    // "Never touch the thermostat"
    let mut order = reading.tokens.iter().filter(|t| !matches!(t.tag, Tag::Adverb | Tag::Quote | Tag::Do));
    if order.next().is_some_and(|t| t.tag == Tag::Not) {
        return Strength::DoesNot;
    }
    let first = reading.tokens.iter().find(|t| !matches!(t.tag, Tag::Adverb | Tag::Quote));
    match first.and_then(|t| t.word.verb.as_deref()) {
        Some("help" | "assist" | "support" | "aid" | "contribute") => Strength::Helps,
        Some(
            "approve" | "decide" | "supervise" | "oversee" | "hire" | "authorize" | "authorise" | "direct" | "manage",
        ) => Strength::Decides,
        _ => Strength::Does,
    }
}

/// "Research should cover all three sites.": whether a sentence among duties says how something has to be.
pub(super) fn ordained(reading: &Reading<'_>) -> bool {
    let [clause] = &reading.clauses[..] else { return false };
    let ought = matches!(reading.groups.verbs[clause.verb].modal.as_deref(), Some("must" | "should"));
    let somebody = clause.subjects.iter().any(|&s| {
        let phrase = &reading.groups.phrases[s];
        phrase.pronoun || reading.tokens[phrase.head].word.readings.person()
    });
    ought && !somebody
}

/// What follows a bold name: with a verb it is a deed, otherwise a description. In a `series` of lines that begin with roles,
/// things that a role has charge of are deeds, too.
pub(super) fn after_bold(
    reading: &Reading<'_>,
    roles: &[(String, String)],
    series: bool,
    found: Vec<Found>,
) -> Vec<Found> {
    let Some(mark) = reading.tokens.iter().position(|t| line::parts(t) || t.tag == Tag::Stop) else { return found };
    let after = &reading.tokens[mark + 1..];
    let order = after.iter().find(|t| t.tag != Tag::Adverb).filter(|t| {
        matches!(t.tag, Tag::Verb(_)) && t.word.verb.as_deref().is_some_and(is_deed) && !calls_to_action(after)
    });
    let first = line::deed_after(after).or(order).or(after.first().filter(|_| series && line::charged(after)));
    let Some(first) = first else { return found };
    let end = reading.tokens.last().map_or(0, |t| t.end);
    roles
        .iter()
        .map(|(role, name)| Found::does(role.clone(), name.clone(), FoundBy::ListLeadIn, (first.start, end)))
        .collect()
}

/// Whether everything found stands behind the order that a list item begins with ("Research topics that an editor has
/// assigned"): then the order's own doer is the list's.
pub(super) fn inner(found: &[Found], reading: &Reading<'_>) -> bool {
    let first = reading.clauses.first().filter(|c| c.subjects.is_empty() && c.tokens.0 <= 1);
    first.is_some() && found.iter().all(|f| f.clause.0 > 0 || f.found_by == FoundBy::PassiveAgent)
}

/// Whether everything found stands in what an item adds behind its deed ("Dealing with complaints (the manager handles refunds)",
/// "Keeping stock; ordering is done by the steward"): then the deed is the list's all the same.
pub(super) fn added(found: &[Found], reading: &Reading<'_>) -> bool {
    let mark = reading.tokens.iter().find(|t| t.tag == Tag::Open || t.text == ";");
    deed_item(&reading.tokens)
        && !found.is_empty()
        && mark.is_some_and(|mark| mark.start > 0 && found.iter().all(|f| f.clause.0 >= mark.start))
}

/// Whether an item of a list of deeds can be one of them: nobody acts in it, nothing is denied, no state is told.
pub(super) fn one_of_deeds(reading: &Reading<'_>) -> bool {
    let Some(first) = reading.tokens.get(opening(&reading.tokens)) else { return false };
    let denied = reading.tokens.iter().take(2).any(|t| t.tag == Tag::Not || matches!(t.lower.as_str(), "no" | "never"));
    let state = matches!(first.tag, Tag::Be | Tag::Have | Tag::Verb(_) | Tag::Pronoun) && !deed_item(&reading.tokens);
    let verb = first.word.readings.verb();
    let acting = reading.clauses.first().is_some_and(|c| !c.subjects.is_empty());
    let label = labels(&reading.tokens, opening(&reading.tokens));
    verb && !denied && !state && !acting && !label
}

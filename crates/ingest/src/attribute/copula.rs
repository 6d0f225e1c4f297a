//! What a clause says with "is": what somebody is for, has to be like, or merely is.

use super::predicate::{is_deed, state};
use super::words::{DUTY_ADJECTIVES, TRAITS};
use rolecall_language::{Form, Tag, Token};
use rolecall_record::Kind;

/// After "is": an adjective or noun that makes a duty, a trait, or neither.
pub(super) fn copula(rest: &[Token<'_>], ought: bool) -> Kind {
    let mut words = rest.iter().filter(|t| !matches!(t.tag, Tag::Adverb | Tag::Quote)).peekable();
    let Some(first) = words.peek() else { return Kind::Context };
    let lower = first.lower.as_str();
    // "too busy to do it"
    let too = rest.first().is_some_and(|t| t.lower == "too");
    if DUTY_ADJECTIVES.contains(&lower) && !too || in_charge(rest) {
        return Kind::Responsibility;
    }
    let on_hand = rest.windows(2).take(4).any(|w| (w[0].lower.as_str(), w[1].lower.as_str()) == ("on", "hand"));
    if (matches!(lower, "there" | "here") || on_hand) && rest.iter().any(|t| t.tag == Tag::To) {
        return Kind::Responsibility;
    }
    if lower == "able" {
        return if ought { Kind::Requirement } else { Kind::Responsibility };
    }
    // "is the one who fixes", "is the person that signs"
    if let Some(who) = rest.iter().position(|t| matches!(t.lower.as_str(), "who" | "that"))
        // "is in the hands of the captains, who meet": told of others.
        && !rest[..who].iter().any(|t| t.tag == Tag::Comma)
        && first.tag != Tag::Preposition
        && rest[..who]
            .iter()
            .any(|t| {
                matches!(t.lower.as_str(), "person" | "one" | "ones" | "people" | "someone" | "somebody" | "anyone")
                    || t.word.readings.person()
            })
    {
        let verb = rest[who + 1..].iter().find(|t| !matches!(t.tag, Tag::Adverb));
        return match verb {
            Some(v) if matches!(v.tag, Tag::Verb(_)) && !state(v) => Kind::Responsibility,
            Some(v) if matches!(v.tag, Tag::Be) && in_charge(&rest[who..]) => Kind::Responsibility,
            _ => Kind::Context,
        };
    }
    // "is a professional trained to draw blood", "is somebody hired to count them"
    let trained = rest.iter().take(7).position(|t| {
        matches!(
            t.lower.as_str(),
            "trained" | "hired" | "employed" | "paid" | "appointed" | "chosen" | "elected" | "engaged" | "responsible"
        )
    });
    if let Some(at) = trained.filter(|&at| at > 0)
        && rest[..at].iter().any(|t| {
            t.word.readings.person()
                || matches!(t.lower.as_str(), "person" | "someone" | "somebody" | "one" | "member" | "people")
        })
        && rest.get(at + 1).is_some_and(|t| t.tag == Tag::To)
        && rest.get(at + 2).is_some_and(|t| t.word.verb.as_deref().is_some_and(is_deed))
    {
        return Kind::Responsibility;
    }
    // "When it comes to keys, the porter is your man."
    let yours = first.tag == Tag::Possessive
        && rest.iter().take(3).any(|t| matches!(t.lower.as_str(), "person" | "man" | "woman"));
    if yours {
        return Kind::Responsibility;
    }
    // "is the boss of the yard", "is also the person for lost property"
    let mut plain =
        rest.iter().filter(|t| !matches!(t.tag, Tag::Adverb | Tag::Quote)).skip(1).map(|t| t.lower.as_str());
    let (noun, of) = (plain.next().unwrap_or_default(), plain.next().unwrap_or_default());
    if lower == "the" && matches!((noun, of), ("boss", "of") | ("person" | "contact", "for")) {
        return Kind::Responsibility;
    }
    if TRAITS.contains(&lower) || first.tag == Tag::Adjective && ought {
        return Kind::Requirement;
    }
    Kind::Context
}

/// "there to open up", "the only person allowed to sign", "the first to arrive and the last to leave", "the one to ask": what
/// somebody is for.
pub(super) fn purpose(rest: &[Token<'_>]) -> bool {
    // "He's the one checking the bags."
    let doing = rest.windows(3).take(3).any(|w| {
        matches!(w[0].lower.as_str(), "one" | "ones" | "person" | "people")
            && w[1].tag == Tag::Verb(Form::Ing)
            && w[1].word.verb.as_deref().is_some_and(is_deed)
            && !w[2].tag.mark()
    });
    if doing && rest[0].tag == Tag::Determiner {
        return true;
    }
    let Some(to) = rest.iter().take(7).position(|t| t.tag == Tag::To) else { return false };
    let deed = rest[to + 1..].iter().find(|t| t.tag != Tag::Adverb).is_some_and(|t| {
        matches!(t.tag, Tag::Verb(Form::Base))
            && t.word.verb.as_deref().is_some_and(|v| is_deed(v) && !matches!(v, "listen" | "learn"))
    });
    let before = &rest[..to];
    let there = before.iter().all(|t| t.tag == Tag::Adverb || t.lower == "here")
        && before.last().is_some_and(|t| matches!(t.lower.as_str(), "there" | "here"));
    let object = rest.get(to + 2).is_some_and(|t| !t.tag.mark() && !matches!(t.tag, Tag::Conjunction));
    let only = object
        && before.iter().any(|t| matches!(t.lower.as_str(), "only" | "first" | "last" | "one"))
        && before.iter().all(|t| {
            matches!(t.tag, Tag::Determiner | Tag::Noun | Tag::Adjective | Tag::Adverb | Tag::Number | Tag::Pronoun)
                || matches!(t.lower.as_str(), "allowed" | "permitted" | "entitled" | "one")
        });
    deed && (there || only)
}

/// "to sweep the yard", "free to open it" behind "is": what somebody has to do, or may.
pub(super) fn purpose_of(rest: &[Token<'_>]) -> bool {
    let rest = match rest {
        [free, rest @ ..] if matches!(free.lower.as_str(), "free" | "welcome") => rest,
        rest => rest,
    };
    let [to, verb, ..] = rest else { return false };
    // What somebody is to blame for, or what is to happen to somebody, is no task.
    let befalls = matches!(
        verb.lower.as_str(),
        "blame"
            | "receive"
            | "get"
            | "lose"
            | "miss"
            | "undergo"
            | "resign"
            | "retire"
            | "join"
            | "marry"
            | "leave"
            | "die"
            | "stand"
            | "step"
            | "win"
            | "earn"
    );
    let deed = !befalls && verb.word.verb.as_deref().is_some_and(is_deed);
    to.tag == Tag::To && verb.tag == Tag::Verb(Form::Base) && deed
}

/// "in charge of", "responsible for" and the like, anywhere early in what follows the verb.
fn in_charge(rest: &[Token<'_>]) -> bool {
    rest.windows(2).take(14).any(|w| {
        matches!((w[0].lower.as_str(), w[1].lower.as_str()), ("in", "charge") | ("on", "duty") | ("responsible", "for"))
    })
}

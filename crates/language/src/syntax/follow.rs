//! What stands behind a word, as far as that tells whether it is a verb: an object, a particle, a noun, another verb.

use super::tag::Tag;
use super::token::Token;
use crate::lexicon::Readings;

/// Whether a word can hardly be anything but a finite verb.
pub(super) fn sure_verb(token: &Token<'_>) -> bool {
    match token.closed() {
        Some(tag) => matches!(tag, Tag::Be | Tag::Modal | Tag::Have),
        None => {
            token.word.readings.finite()
                && !token.word.readings.noun()
                && !token.word.readings.any(Readings::ADJECTIVE.with(Readings::PARTICIPLE))
        }
    }
}

/// Whether what follows looks like an object: a determiner, possessive, pronoun or number, or an infinitive.
pub(super) fn object_follows(tokens: &[Token<'_>], i: usize) -> bool {
    let mut rest = tokens[i + 1..].iter();
    let Some(mut next) = rest.next() else { return false };
    if particle(&next.lower) {
        match rest.next() {
            Some(after) => next = after,
            None => return false,
        }
    }
    match next.closed() {
        Some(Tag::Determiner | Tag::Possessive) => next.lower != "'s",
        Some(Tag::Pronoun) => !matches!(next.lower.as_str(), "i" | "he" | "she" | "we" | "they"),
        Some(Tag::To) => true,
        Some(Tag::Relative) => matches!(next.lower.as_str(), "that" | "what" | "how" | "which" | "where" | "who"),
        Some(Tag::Adjective) => true,
        Some(_) => false,
        None => {
            let r = next.word.readings;
            // A bare plural or an adjective: "checks levels", "brings new ideas"; a gerund: "covers getting".
            r.any(Readings::PLURAL) && !r.any(Readings::THIRD)
                || r.any(Readings::ING) && !r.noun() && !r.any(Readings::ADJECTIVE)
                || r.any(Readings::ADJECTIVE) && !r.verb() && !r.noun()
                || next.text.starts_with(|c: char| c.is_numeric() || c == '$')
                || r.any(Readings::PLURAL)
                    && rest.next().is_none_or(|t| t.closed().is_some_and(|t| !matches!(t, Tag::Determiner)))
        }
    }
}

pub(super) fn particle_follows(tokens: &[Token<'_>], i: usize) -> bool {
    tokens.get(i + 1).is_some_and(|t| {
        particle(&t.lower) || matches!(t.closed(), Some(Tag::Preposition)) && t.lower != "of" && t.lower != "as"
    })
}

fn particle(lower: &str) -> bool {
    matches!(lower, "up" | "down" | "out" | "off" | "over" | "on" | "in" | "back" | "away" | "through" | "around")
}

/// Where the participle stands that goes with the verb at `i`, over adverbs.
pub(super) fn following_participle(tokens: &[Token<'_>], i: usize) -> Option<usize> {
    let adverb = |t: &Token<'_>| t.lower.ends_with("ly") && t.word.readings.any(Readings::ADVERB);
    let at = (i + 1..tokens.len()).find(|&j| !adverb(&tokens[j]))?;
    (tokens[at].closed().is_none() && tokens[at].word.readings.any(Readings::PARTICIPLE)).then_some(at)
}

pub(super) fn passive_follows(tokens: &[Token<'_>], i: usize) -> bool {
    let adverb = |t: &&Token<'_>| t.lower.ends_with("ly") && t.word.readings.any(Readings::ADVERB);
    let next = tokens[i + 1..].iter().find(|t| !adverb(t) && t.closed() != Some(Tag::Adverb));
    // "is decided jointly with", "is spent marking trees"
    let jointly = tokens.get(i + 1).is_some_and(|t| matches!(t.lower.as_str(), "jointly" | "together"));
    let on =
        tokens[i].word.verb.as_deref() == Some("spend") && next.is_some_and(|t| t.word.readings.any(Readings::ING));
    jointly
        || on
        || paid_for(tokens, i)
        || done_by(tokens, i)
        || agent_ahead(tokens, i)
        || next.is_some_and(|t| matches!(t.lower.as_str(), "by" | "to" | "in" | "on" | "up" | "out" | "off"))
}

/// "signed by the chair", "checked, always by the porter": somebody stands right behind "by".
pub(super) fn done_by(tokens: &[Token<'_>], i: usize) -> bool {
    // What somebody feels, has or happens to do to it is no deed, nor is where somebody stands.
    let state = matches!(
        tokens[i].lower.as_str(),
        "surrounded"
            | "flanked"
            | "followed"
            | "accompanied"
            | "joined"
            | "used"
            | "owned"
            | "loved"
            | "liked"
            | "hated"
            | "feared"
            | "known"
            | "seen"
            | "heard"
            | "inspired"
            | "injured"
            | "hurt"
            | "occupied"
            | "opposed"
            | "respected"
            | "admired"
            | "expected"
            | "wanted"
            | "needed"
            | "preferred"
            | "enjoyed"
            | "shared"
            | "worn"
            | "employed"
            | "hired"
            | "inhabited"
    );
    if state {
        return false;
    }
    // "are arranged locally, by the warden"
    let manner =
        tokens[i + 1..].iter().take_while(|t| t.closed().is_none() && t.word.readings.any(Readings::ADVERB)).count();
    let mut rest = tokens[i + 1 + manner..].iter().peekable();
    if rest.peek().is_some_and(|t| t.closed() == Some(Tag::Comma)) {
        rest.next();
        let adverb =
            |t: &&Token<'_>| t.lower.ends_with("ly") || matches!(t.lower.as_str(), "always" | "often" | "never");
        if manner == 0 && rest.next().filter(adverb).is_none() {
            return false;
        }
    }
    // "sorted by author": a key, not somebody.
    let by = rest.next().is_some_and(|t| t.lower == "by");
    let told = rest.peek().is_some_and(|t| {
        matches!(t.closed(), Some(Tag::Determiner | Tag::Possessive | Tag::Number))
            || t.word.readings.any(Readings::PLURAL)
    });
    by && told && rest.take(4).any(|t| t.closed().is_none() && t.word.readings.person())
}

/// "are paid for cleaning up"
fn paid_for(tokens: &[Token<'_>], i: usize) -> bool {
    tokens.get(i + 1).is_some_and(|t| t.lower == "for")
        && tokens.get(i + 2).is_some_and(|t| t.word.readings.any(Readings::ING))
}

/// "are made outside the office by a clerk", "are sewn and glued by the binder": before the next mark or verb somebody stands
/// behind "by".
fn agent_ahead(tokens: &[Token<'_>], i: usize) -> bool {
    let ahead = &tokens[i + 1..tokens.len().min(i + 18)];
    let ends = |t: &Token<'_>| match t.closed() {
        Some(tag) => {
            tag.mark()
                || matches!(tag, Tag::Relative | Tag::Subordinator | Tag::Be | Tag::Modal | Tag::Have | Tag::Pronoun)
        }
        None => false,
    };
    // "is mixed, shaped and baked by him"
    let done = |t: &&Token<'_>| {
        matches!(t.closed(), Some(Tag::Comma | Tag::Conjunction))
            || t.closed().is_none() && t.word.readings.any(Readings::PARTICIPLE)
    };
    let row = ahead.iter().take_while(done).count();
    let himself = ahead.get(row + 1).is_some_and(|t| {
        matches!(t.lower.as_str(), "him" | "her" | "them" | "me" | "you" | "us")
            && ahead.get(row + 2).is_none_or(|t| t.closed().is_some())
    });
    if row > 1 && ahead[row..].first().is_some_and(|t| t.lower == "by") && himself {
        return true;
    }
    // "is owned, maintained and reviewed at least annually by the warden"
    let ahead = if row > 1 { &ahead[row..] } else { ahead };
    let ahead = &ahead[..ahead.iter().position(ends).unwrap_or(ahead.len())];
    let by = ahead.iter().position(|t| t.lower == "by");
    by.is_some_and(|by| ahead[by + 1..].iter().take(4).any(|t| t.word.readings.person()))
}

pub(super) fn ends_here(tokens: &[Token<'_>], i: usize) -> bool {
    tokens
        .get(i + 1)
        .is_none_or(|t| t.closed().is_some_and(|t| t.mark() || matches!(t, Tag::Conjunction | Tag::Adverb)))
}

pub(super) fn followed_by_noun(tokens: &[Token<'_>], i: usize) -> bool {
    tokens.get(i + 1).is_some_and(|t| {
        t.closed().is_none()
            && t.word.readings.noun()
            // "arrived last autumn"
            && !matches!(t.lower.as_str(), "last" | "next" | "early" | "late" | "yesterday" | "today" | "tomorrow")
    })
}

/// Whether the word is followed at once by a verb that must be finite, so that it is the noun before it.
pub(super) fn finite_verb_follows(tokens: &[Token<'_>], i: usize) -> bool {
    tokens.get(i + 1).is_some_and(|t| match t.closed() {
        Some(Tag::Be | Tag::Have | Tag::Modal | Tag::Do) => t.lower != "'s" && t.lower != "being",
        Some(_) => false,
        None => t.word.readings.any(Readings::THIRD) && !t.word.readings.noun() || several_go(tokens, i),
    })
}

/// "Hymn requests go to the organist": a plural before a verb of motion in its base form is that one's subject.
fn several_go(tokens: &[Token<'_>], i: usize) -> bool {
    let going = matches!(tokens[i + 1].lower.as_str(), "go" | "come" | "belong" | "arrive");
    let whither = tokens.get(i + 2).is_some_and(|t| matches!(t.closed(), Some(Tag::To | Tag::Preposition)));
    going && whither && tokens[i].word.readings.any(Readings::PLURAL)
}

/// Words in -ing that tell after "is" what something is like rather than what somebody is doing.
pub(super) fn describing(lower: &str) -> bool {
    matches!(
        lower,
        "interesting"
            | "boring"
            | "exciting"
            | "demanding"
            | "challenging"
            | "rewarding"
            | "willing"
            | "outstanding"
            | "missing"
            | "tiring"
            | "exhausting"
            | "frustrating"
            | "satisfying"
            | "surprising"
            | "confusing"
            | "charming"
            | "amazing"
            | "outgoing"
            | "hardworking"
            | "caring"
            | "lasting"
            | "promising"
            | "fascinating"
    )
}

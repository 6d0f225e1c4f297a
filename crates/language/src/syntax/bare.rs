//! Names without an article that act: "Legal signs off the contract", "Accounts answers them", "Health and Safety walks the site".
//!
//! Such a name is often a plural, an adjective or two nouns joined, so that agreement, which decides elsewhere, says that the
//! word behind it is no verb. But nothing else than a verb stands between a bare noun at the beginning of a clause and an
//! article: "Legal signs the".

use super::follow::sure_verb;
use super::group::span_of_time;
use super::tag::Tag;
use super::token::Token;
use crate::lexicon::Readings;
use crate::role::{department, staffed};

/// Whether the word at `i`, which can be a plural noun as well, is what the bare name before it does.
pub(super) fn acts_bare(tokens: &[Token<'_>], i: usize) -> bool {
    let r = tokens[i].word.readings;
    let could = r.any(Readings::THIRD) && !tokens[i].capital() && tokens[i].closed().is_none();
    // "Accounts answers questions", not "Admissions officers who"
    let plural = || tokens.get(i + 1).is_some_and(|t| t.closed().is_none() && t.word.readings.any(Readings::PLURAL));
    let answers = || i > 0 && department(&tokens[i - 1].lower) && !r.person() && plural();
    let object = || set_off(tokens, i) || answers();
    could && object() && name_before(tokens, i) && alone(tokens, i)
}

/// Whether a capitalised adjective at `i` is what somebody is called by: "Legal must approve it", "Editorial checks the facts".
pub(super) fn called(tokens: &[Token<'_>], i: usize) -> bool {
    let begins = i == 0 || begins_behind(&tokens[i - 1]);
    let next = tokens.get(i + 1);
    let acts = next.is_some_and(|n| match n.closed() {
        Some(tag) => tag == Tag::Modal || matches!(n.lower.as_str(), "has" | "have" | "both"),
        None => {
            let joined = i > 0 && tokens[i - 1].tag == Tag::Conjunction && n.word.readings.any(Readings::BASE);
            let verb = n.word.readings.any(Readings::THIRD) || joined;
            verb && !n.capital() && set_off(tokens, i + 1) && alone(tokens, i + 1)
        }
    });
    tokens[i].capital() && staffed(&tokens[i].lower) && begins && acts
}

/// Two nouns with capitals that are one name, as their verb in the singular tells: "Compensation and Benefits designs".
pub(super) fn joined_name(tokens: &[Token<'_>], begin: usize, joint: usize) -> bool {
    let part = |t: &Token<'_>| {
        t.tag == Tag::Noun
            && t.capital()
            && !t.acronym()
            && !t.word.readings.any(Readings::GUESSED.with(Readings::MAY_BE_PERSON).with(Readings::PERSON))
    };
    matches!(tokens[joint].lower.as_str(), "and" | "&")
        && (begin == 0 || begins_behind(&tokens[begin - 1]))
        && tokens[begin..joint].iter().all(part)
        && tokens.get(joint + 1).is_some_and(part)
        && tokens.get(joint + 2).is_some_and(|t| t.tag == Tag::Verb(super::tag::Form::Third))
}

/// Whether a bare name ends before token `end`: a capital where a clause begins, and nothing but nouns and adjectives.
fn name_before(tokens: &[Token<'_>], end: usize) -> bool {
    let part = |t: &Token<'_>| t.closed().is_none() && matches!(t.tag, Tag::Noun | Tag::Adjective);
    let mut from = end;
    while from > 0 && part(&tokens[from - 1]) {
        from -= 1;
    }
    let joint = from > 1 && matches!(tokens[from - 1].lower.as_str(), "and" | "&") && part(&tokens[from - 2]);
    if joint && tokens[from].capital() && tokens[from - 2].capital() {
        from -= 2;
        while from > 0 && part(&tokens[from - 1]) {
            from -= 1;
        }
    }
    // "Holding security deposits"
    let gerund = tokens[from].word.readings.any(Readings::ING) && !tokens[from].word.readings.noun();
    let placed = from == 0 || begins_behind(&tokens[from - 1]);
    let all = from == 0 || tokens[from..end].iter().all(|t| t.capital() || matches!(t.lower.as_str(), "and" | "&"));
    from < end && end - from <= 4 && placed && all && !gerund && tokens[from].capital()
}

/// Whether a clause may begin behind a token.
fn begins_behind(token: &Token<'_>) -> bool {
    token.tag.mark() || matches!(token.tag, Tag::Conjunction | Tag::Subordinator)
}

/// Whether an object that an article or possessive sets off follows, over a particle: "signs off the contract".
pub(super) fn set_off(tokens: &[Token<'_>], i: usize) -> bool {
    let mut next = i + 1;
    let particle =
        |t: &Token<'_>| matches!(t.lower.as_str(), "up" | "down" | "out" | "off" | "over" | "back" | "away" | "after");
    if tokens.get(next).is_some_and(particle) {
        next += 1;
    }
    // "Fourteen rooms a day"
    let rate = tokens.get(next + 1).is_some_and(|t| span_of_time(&t.lower));
    tokens.get(next).is_some_and(|t| {
        matches!(t.closed(), Some(Tag::Determiner | Tag::Possessive)) && t.lower != "'s" && t.lower != "that" && !rate
    })
}

/// Whether no other verb follows in the clause: "the works the painter made".
fn alone(tokens: &[Token<'_>], i: usize) -> bool {
    let ends = |t: &&Token<'_>| match t.closed() {
        Some(tag) => tag.mark() || matches!(tag, Tag::Conjunction | Tag::Subordinator | Tag::Relative),
        None => false,
    };
    !tokens[i + 1..].iter().take_while(|t| !ends(t)).any(sure_verb)
}

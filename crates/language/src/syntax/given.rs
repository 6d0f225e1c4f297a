//! Given names that are words as well: "Anna" is an old coin, "Maria" a plain on the moon, "Mark" a sign.
//!
//! A capital in the middle of a sentence tells them from the word; at its beginning, where every word has one, what follows does:
//! a verb, a mark, another name. Among words that all have capitals nothing does, and they stay words.

use super::tag::Tag;
use super::token::Token;
use crate::lexicon::{Readings, given};

/// Takes given names for what they are.
pub(super) fn settle(tokens: &mut [Token<'_>]) {
    if !tokens.iter().any(|t| t.text.len() > 3 && !t.capital() && t.closed().is_none()) {
        return;
    }
    for i in 0..tokens.len() {
        if !tokens[i].capital() || tokens[i].acronym() || tokens[i].closed().is_some() {
            continue;
        }
        if let Some(word) = given(&tokens[i].lower).filter(|_| stands_as_name(tokens, i)) {
            tokens[i].name(word);
        }
    }
}

/// Whether somebody's name fits at `i`.
fn stands_as_name(tokens: &[Token<'_>], i: usize) -> bool {
    let next = tokens.get(i + 1);
    // "Carol Singer", "Grace Period": part of a title.
    if next.is_some_and(|n| n.capital() && n.closed().is_none() && n.word.readings.noun() && !guessed(n)) {
        return false;
    }
    let begins = i == 0 || matches!(tokens[i - 1].closed(), Some(Tag::Quote | Tag::Stop | Tag::Colon | Tag::Dash));
    if !begins {
        // "the Mark", "a Penny"
        return !matches!(tokens[i - 1].closed(), Some(Tag::Determiner)) || tokens[i - 1].lower == "that";
    }
    next.is_some_and(|n| match n.closed() {
        Some(tag) => {
            matches!(
                tag,
                Tag::Be | Tag::Have | Tag::Modal | Tag::Do | Tag::Comma | Tag::Open | Tag::Dash | Tag::Possessive
            ) && !matches!(n.lower.as_str(), "my" | "our" | "your" | "their" | "his" | "her" | "its")
        }
        None => {
            n.capital() && guessed(n)
                || n.word.readings.any(Readings::THIRD) && !n.word.readings.person()
                || n.word.readings.any(Readings::PAST) && !n.word.readings.noun()
        }
    })
}

fn guessed(token: &Token<'_>) -> bool {
    token.word.readings.any(Readings::GUESSED)
}

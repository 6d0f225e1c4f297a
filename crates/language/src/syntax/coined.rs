//! Nouns that act as verbs where nothing else can stand: "the porter forklifts the pallets".
//!
//! English makes a verb of any noun, and no list has them all. Between somebody set off by an article and the article of
//! something else there is room for a verb alone, in a clause that has none.

use super::follow::sure_verb;
use super::tag::{Form, Tag};
use super::token::Token;
use crate::lexicon::Readings;

/// The verb form of a word that no list knows for a verb, where it can be nothing else.
pub(super) fn coined(tokens: &[Token<'_>], i: usize, before: Option<(usize, &Token<'_>)>) -> Option<Form> {
    let word = &tokens[i];
    let (at, somebody) = before.filter(|(at, b)| b.tag == Tag::Noun && at + 1 == i)?;
    let onto = tokens
        .get(i + 1)
        .is_some_and(|t| matches!(t.closed(), Some(Tag::Determiner | Tag::Possessive)) && t.lower != "'s");
    if !onto || word.capital() || word.word.readings.verb() || !somebody.word.readings.person() {
        return None;
    }
    let begins = tokens[..at].iter().rposition(|t| t.tag.mark() || t.tag == Tag::Conjunction).map_or(0, |i| i + 1);
    let first = tokens[begins..at].iter().rfind(|t| !matches!(t.tag, Tag::Noun | Tag::Adjective));
    let several = somebody.word.readings.any(Readings::PLURAL) && !somebody.word.readings.any(Readings::SINGULAR);
    let set_off =
        first.is_some_and(|t| matches!(t.tag, Tag::Determiner | Tag::Possessive)) || several && first.is_none();
    let acts =
        |t: &Token<'_>| matches!(t.tag, Tag::Verb(_) | Tag::Be | Tag::Modal | Tag::Have | Tag::Do | Tag::Relative);
    let behind = || tokens[i + 1..].iter().take_while(|t| !t.closed().is_some_and(Tag::mark));
    let idle = !tokens[begins..at].iter().any(acts)
        && !behind().any(sure_verb)
        // "The surgeon gloves the hospital buys tear": of two words that can be verbs, one is this clause's.
        && behind().filter(|t| t.closed().is_none() && t.word.readings.finite()).count() < 2;
    let third = word.lower.ends_with('s') && !word.lower.ends_with("ss");
    match (set_off && idle, several) {
        (true, false) if third => Some(Form::Third),
        (true, true) if !third => Some(Form::Base),
        _ => None,
    }
}

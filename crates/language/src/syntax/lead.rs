//! Somebody who leads a field that has a name in the plural: "Comms lead", "the vaccines lead posts the dates".
//!
//! Read from left to right a plural and "lead" are what many do ("Volunteers lead the way"). What stands behind tells: to lead one needs
//! somewhere or somebody, and a lead does something.

use super::tag::{Form, Tag};
use super::token::Token;
use crate::lexicon::Readings;

/// Takes "lead" for somebody where nothing is led.
pub(super) fn settle(tokens: &mut [Token<'_>]) {
    for i in 1..tokens.len() {
        let (before, next) = (&tokens[i - 1], tokens.get(i + 1));
        let field = before.tag == Tag::Noun && !before.word.readings.person();
        if tokens[i].lower != "lead" || tokens[i].tag != Tag::Verb(Form::Base) || !field {
            continue;
        }
        let object = |t: &Token<'_>| {
            matches!(t.tag, Tag::Determiner | Tag::Possessive | Tag::Pronoun | Tag::Preposition | Tag::To | Tag::Number)
        };
        let acts = next.is_some_and(|n| n.tag == Tag::Noun && n.word.readings.any(Readings::THIRD))
            && tokens.get(i + 2).is_some_and(object);
        let label = next.is_none_or(|n| {
            matches!(n.tag, Tag::Be | Tag::Modal | Tag::Open | Tag::Colon | Tag::Dash)
                || n.tag == Tag::Stop && tokens[..i].iter().all(|t| matches!(t.tag, Tag::Determiner | Tag::Noun))
        });
        if acts {
            tokens[i + 1].tag = Tag::Verb(Form::Third);
        }
        if acts || label {
            tokens[i].tag = Tag::Noun;
        }
    }
}

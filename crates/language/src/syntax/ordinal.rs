//! Ranks written in digits: "2nd engineer" is the second engineer, and not the engineer.
//!
//! Only before somebody: "the 2nd of May" stays a number.

use super::token::Token;
use crate::lexicon::Readings;

/// Takes a figure for the word that it stands for, where it is part of a title.
pub(super) fn settle(tokens: &mut [Token<'_>]) {
    for i in 0..tokens.len() {
        let Some(word) = word(tokens[i].text) else { continue };
        let title = tokens[i + 1..].iter().take(3).take_while(|t| t.closed().is_none());
        let somebody = |t: &Token<'_>| {
            let r = t.word.readings;
            (r.person() || r.any(Readings::TITLE)) && !r.any(Readings::PLURAL)
        };
        if title.into_iter().any(somebody) {
            tokens[i].stand_for(word);
        }
    }
}

fn word(text: &str) -> Option<&'static str> {
    Some(match text {
        "1st" => "first",
        "2nd" => "second",
        "3rd" => "third",
        "4th" => "fourth",
        "5th" => "fifth",
        "6th" => "sixth",
        _ => return None,
    })
}

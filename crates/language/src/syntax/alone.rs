//! Words that usually stand before a noun and here stand for somebody by themselves: "both check the bags", "those two carry it", "the
//! other writes".

use super::follow::sure_verb;
use super::tag::{Form, Tag, following};
use super::token::Token;
use crate::lexicon::Readings;

/// "Both check the bags", "Neither sees the till": either word alone before a verb and what that acts on.
pub(super) fn acts_alone(tokens: &[Token<'_>], i: usize) -> bool {
    let lower = tokens[i].lower.as_str();
    let form = match lower {
        "neither" => Readings::THIRD,
        "both" => Readings::BASE,
        _ => return false,
    };
    let acts = tokens.get(i + 1).is_some_and(|t| t.closed().is_none() && t.word.readings.any(form));
    let Some(next) = tokens.get(i + 2).filter(|_| acts) else { return false };
    // "Both check bags."
    let bare =
        next.closed().is_none() && next.word.readings.any(Readings::PLURAL) && !tokens[i + 3..].iter().any(sure_verb);
    let amount = matches!(next.lower.as_str(), "'s" | "more" | "most" | "less" | "all" | "both");
    bare || matches!(next.closed(), Some(Tag::Determiner | Tag::Possessive)) && !amount
}

/// "those two carry it", "the two of them", "all three sign": behind an article a number that nothing is counted by stands for people or things.
pub(super) fn those_counted(tokens: &[Token<'_>], i: usize) -> bool {
    let article = i > 0 && matches!(tokens[i - 1].lower.as_str(), "the" | "these" | "those" | "all");
    // "Around these two circle others"
    let placed = i > 1 && tokens[i - 2].closed() == Some(Tag::Preposition) && tokens[i - 2].lower != "of";
    let next = tokens.get(i + 1);
    article
        && !placed
        && next.is_none_or(|n| match n.closed() {
            Some(Tag::Be | Tag::Modal | Tag::Have | Tag::Do | Tag::Stop) => true,
            Some(_) => n.lower == "of" && tokens.get(i + 2).is_some_and(|t| t.closed() == Some(Tag::Pronoun)),
            // "those two carry": more than one are never counted in the singular; "those two opens the safe"
            None => {
                let r = n.word.readings;
                let object =
                    matches!(tokens.get(i + 2).and_then(|t| t.closed()), Some(Tag::Determiner | Tag::Possessive));
                let counted = r.any(Readings::PLURAL.with(Readings::ADJECTIVE));
                r.any(Readings::BASE.with(Readings::THIRD)) && (!counted || object)
            }
        })
}

/// Whether two are named before token `i`: "the warden and the cook both".
pub(super) fn two(tokens: &[Token<'_>], i: usize) -> bool {
    tokens[i.saturating_sub(5)..i].iter().any(|t| matches!(t.lower.as_str(), "and" | "&"))
}

/// Whether a word that usually describes a noun has an article before it and a finite verb, or nothing, behind it.
pub(super) fn stands_alone(tokens: &[Token<'_>], i: usize) -> bool {
    let article = i > 0 && matches!(tokens[i - 1].lower.as_str(), "the" | "our" | "each");
    let next = following(tokens, i);
    let verb = next.is_some_and(|n| match n.closed() {
        Some(tag) => matches!(tag, Tag::Be | Tag::Modal | Tag::Have | Tag::Do),
        None => {
            let r = n.word.readings;
            r.any(Readings::THIRD) && (!r.noun() || r.any(Readings::MAINLY_VERB))
        }
    });
    article && (verb || tokens[i].capital() && next.is_none_or(|n| n.closed().is_some()))
}

/// The finite form that a pronoun as its subject asks for.
pub(super) fn finite_after_pronoun(
    pronoun: &str,
    base: Option<Form>,
    third: Option<Form>,
    past: Option<Form>,
) -> Option<Form> {
    match pronoun {
        "he" | "she" | "it" | "whoever" | "someone" | "somebody" | "nobody" | "everyone" | "everybody" | "anyone"
        | "one" | "this" | "that" | "each" | "neither" | "nothing" | "something" | "anything" | "everything" => {
            third.or(past)
        }
        "i" | "you" | "we" | "they" | "these" | "those" | "some" | "many" | "most" | "few" | "several" | "both"
        | "all" | "others" => base.or(past),
        // "neither of those two opens it"
        "two" | "three" => base.or(third).or(past),
        _ => None,
    }
}

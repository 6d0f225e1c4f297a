//! What people say and live by, rather than do: "critics argue that the gate is too small", "porters average $30,000", "staff get a
//! free lunch".

use rolecall_language::{Tag, Token};

/// Whether a verb with what follows it tells an opinion, or what somebody earns.
pub(super) fn living(lemma: &str, rest: &[Token<'_>]) -> bool {
    let word = |i: usize| rest.get(i).map_or("", |t| t.lower.as_str());
    let noun = |t: &Token<'_>| t.word.noun.clone().unwrap_or_else(|| t.lower.clone());
    match lemma {
        "expect" => true,
        "argue" | "claim" | "contend" | "insist" | "complain" | "predict" | "estimate" | "joke" | "admit" => {
            word(0) == "that"
        }
        "average" | "earn" | "make" | "get" | "net" => {
            let about = usize::from(matches!(word(0), "about" | "around" | "roughly" | "over" | "under" | "nearly"));
            let sum = rest.get(about).is_some_and(|t| t.tag == Tag::Number)
                && (lemma == "average" || money(word(about)) || money(word(about + 1)));
            let words = rest.iter().take_while(|t| !t.tag.mark() && t.tag != Tag::Preposition);
            let object = words.clone().filter(|t| t.tag == Tag::Noun).last();
            // "gets the meals from the galley", "gets his client a bonus"
            let own = !words.clone().any(|t| t.tag == Tag::Possessive || t.word.readings.person())
                && word(0) != "the"
                && rest.get(words.count()).is_none_or(|t| t.lower != "from");
            sum || matches!(lemma, "earn" | "get") && own && object.is_some_and(|t| paid(&noun(t)))
        }
        // "changes jobs every two years"
        "change" | "switch" => {
            let years =
                |t: &Token<'_>| matches!(t.lower.as_str(), "year" | "years" | "month" | "months" | "decade" | "career");
            matches!(word(0), "jobs" | "job" | "careers" | "employers")
                && (word(1).is_empty() || rest.iter().any(years))
        }
        _ => false,
    }
}

/// Whether a number is a sum, or a word is of what sums are of.
fn money(word: &str) -> bool {
    word.starts_with(['$', '€', '£']) || matches!(word, "dollars" | "pounds" | "euros" | "percent" | "k")
}

/// Whether something is given to people for their work.
fn paid(noun: &str) -> bool {
    matches!(
        noun,
        "pay"
            | "salary"
            | "wage"
            | "bonus"
            | "tip"
            | "lunch"
            | "meal"
            | "discount"
            | "holiday"
            | "leave"
            | "pension"
            | "allowance"
            | "raise"
            | "rise"
            | "promotion"
            | "perk"
            | "benefit"
            | "overtime"
    )
}

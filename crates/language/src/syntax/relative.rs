//! Whom "who", "which" and "that" stand for.

use super::beside::before_relative;
use super::clause::Subject;
use super::group::Groups;
use super::tag::Tag;
use super::token::Token;
use crate::lexicon::Readings;

/// Whom the pronoun at `pronoun` makes the subject of its clause.
pub(super) fn relative(tokens: &[Token<'_>], groups: &Groups, pronoun: usize) -> Subject {
    // "assistant managers, each of whom oversees …"
    let share = |t: &Token<'_>| matches!(t.lower.as_str(), "each" | "all" | "both" | "some" | "one" | "most" | "many");
    if tokens[pronoun].lower == "whom"
        && pronoun > 2
        && tokens[pronoun - 1].lower == "of"
        && share(&tokens[pronoun - 2])
        && tokens[pronoun - 3].tag == Tag::Comma
        && let Some(phrase) = groups.phrase_ending(pronoun - 3)
    {
        return Subject::Relative(vec![phrase], pronoun - 2);
    }
    if !matches!(tokens[pronoun].lower.as_str(), "who" | "which" | "that") {
        return Subject::Relative(Vec::new(), pronoun);
    }
    let at = before_relative(tokens, pronoun);
    // "the umpires, and not the groundsman, who decide", "the umpires, rather than the groundsman, who decide"
    if let Some(phrase) = groups.phrase_ending(at) {
        let mut before = groups.phrases[phrase].tokens.0;
        let pair = |a: &str, b: &str| before > 1 && tokens[before - 2].lower == a && tokens[before - 1].lower == b;
        let other = match before {
            2.. if pair("rather", "than") || pair("instead", "of") => 2,
            1.. if tokens[before - 1].tag == Tag::Not || tokens[before - 1].lower == "unlike" => 1,
            _ => 0,
        };
        if other > 0 {
            before -= other;
            while before > 0 && matches!(tokens[before - 1].tag, Tag::Conjunction | Tag::Comma) {
                before -= 1;
            }
            if let Some(meant) = groups.phrase_ending(before) {
                return Subject::Relative(vec![meant], pronoun);
            }
        }
    }
    match groups.phrase_ending(at) {
        Some(phrase) => {
            // "the person in the studio who …": a person is meant rather than what stands nearest.
            let who = tokens[pronoun].lower == "who";
            let best = if who { somebody_before(tokens, groups, phrase).unwrap_or(phrase) } else { phrase };
            Subject::Relative(vec![best], pronoun)
        }
        None => Subject::Relative(Vec::new(), pronoun),
    }
}

/// "the person in the studio who", "our clerk for a morning a week who", "Odile, our bursar, in the tower, who": of the
/// phrases that hang together before "who", the nearest that stands for people.
fn somebody_before(tokens: &[Token<'_>], groups: &Groups, nearest: usize) -> Option<usize> {
    let people = |p: &usize| {
        let readings = tokens[groups.phrases[*p].head].word.readings;
        // "a head of department who …"
        let of = *p != nearest && tokens[groups.phrases[*p].tokens.1].lower == "of";
        readings.person()
            || readings.any(Readings::BODY)
            || of && readings.any(Readings::MAY_BE_PERSON)
            || matches!(
                tokens[groups.phrases[*p].head].lower.as_str(),
                "somebody"
                    | "someone"
                    | "anybody"
                    | "anyone"
                    | "everybody"
                    | "everyone"
                    | "nobody"
                    | "them"
                    | "those"
                    | "us"
            )
    };
    let together = |p: &usize| {
        let (from, to) =
            (groups.phrases[*p].tokens.1, groups.phrases[nearest].tokens.0.max(groups.phrases[*p].tokens.1));
        tokens[from..to].iter().all(|t| {
            matches!(
                t.tag,
                Tag::Preposition
                    | Tag::Comma
                    | Tag::Noun
                    | Tag::Adjective
                    | Tag::Determiner
                    | Tag::Possessive
                    | Tag::Number
                    | Tag::Adverb
            )
        })
    };
    // "the first aiders, two to each area, who": a word that no list knows may be theirs.
    let perhaps = |p: &usize| {
        let head = &tokens[groups.phrases[*p].head];
        let readings = head.word.readings;
        readings.any(Readings::MAY_BE_PERSON) || readings.any(Readings::GUESSED) && !head.capital()
    };
    let near = || (0..=nearest).rev().take_while(together);
    near().find(people).or_else(|| near().find(perhaps))
}

//! Where a question is set: "in a film crew", "at a law firm", "when there is no producer".
//!
//! That is no part of the deed. Few sentences repeat where they play; the article says it once, in its title, its headings
//! or here and there. So the words of a setting do not have to stand in the statement that answers: what counts is how
//! much its article speaks of them. A phrase is a setting by where it stands in the question, before the deed or at its
//! end; inside ("who in the kitchen …") it stands before it too.

use crate::question::is_stop;
use crate::{Found, Retrieve, RetrieveError};
use rolecall_language::{Phrase, Reading, Term, read, terms};
use rolecall_record::Span;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a statement is worth whose article does not speak of the setting at all.
const ELSEWHERE: f32 = 0.4;
/// Of an article that says it in this share of its statements, it is what the article is about.
const ALL: f32 = 0.1;

/// The words that a setting begins with.
const PLACES: &[&str] = &["in", "on", "at", "within", "inside", "aboard", "during"];

/// The words of the setting of `question`, in order, each where it stands; none where it has none.
pub(crate) fn words(question: &str) -> Vec<Term> {
    let reading = read(question);
    let phrases = reading.groups.phrases.iter().filter(|p| !p.pronoun);
    let set =
        phrases.filter(|p| is_before_the_deed(&reading, p) || is_at_the_end(&reading, p) || is_missing(&reading, p));
    let spans: Vec<Span> =
        set.map(|p| Span::new(reading.tokens[p.core].start, reading.tokens[p.tokens.1 - 1].end)).collect();
    let within = |t: &Term| spans.iter().any(|span| span.contains(Span::new(t.start, t.end)));
    terms(question).into_iter().filter(|t| within(t) && !is_stop(&t.word)).collect()
}

/// The token before a phrase, if it is one that a place can begin with.
fn place_word(reading: &Reading<'_>, phrase: &Phrase) -> Option<usize> {
    let before = phrase.tokens.0.checked_sub(1)?;
    PLACES.contains(&reading.tokens[before].lower.as_str()).then_some(before)
}

/// "At a law firm, who …", "who in the kitchen …": nothing but the asking word stands before it.
fn is_before_the_deed(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let Some(at) = place_word(reading, phrase) else { return false };
    let asks =
        |word: &str| matches!(word, "who" | "which" | "what" | "whose" | "whom" | "role" | "person" | "one" | "job");
    reading.tokens[..at].iter().all(|token| asks(&token.lower)) && phrase.tokens.1 < reading.tokens.len()
}

/// "… on a freighter": behind a deed and its object, with nothing after it.
fn is_at_the_end(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let Some(at) = place_word(reading, phrase) else { return false };
    let behind = &reading.tokens[phrase.tokens.1..];
    let words = |range: &[rolecall_language::Token<'_>]| {
        range.iter().filter(|t| t.text.starts_with(char::is_alphanumeric) && !is_stop(&t.lower)).count()
    };
    words(behind) == 0 && words(&reading.tokens[..at]) >= 2
}

/// "When there is no producer", "without a producer".
fn is_missing(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let Some(before) = phrase.tokens.0.checked_sub(1).map(|at| reading.tokens[at].lower.as_str()) else { return false };
    let there = reading.tokens[..phrase.tokens.0].iter().any(|token| token.lower == "there");
    before == "without" || there && reading.tokens[phrase.tokens.0].lower == "no"
}

/// How far the articles of what was found speak of a setting: a factor for each article's id, 1 for those that do most. None
/// where there is no setting, or no article speaks of it.
pub(crate) fn fits(
    index: &dyn Retrieve,
    setting: &[Term],
    found: &[Found],
) -> Result<HashMap<String, f32>, RetrieveError> {
    let stems: BTreeSet<&str> = setting.iter().map(|t| t.stem.as_str()).collect();
    let mut speaking: BTreeMap<String, f32> = BTreeMap::new();
    for stem in &stems {
        for (article, share) in index.articles_speaking_of(stem)? {
            *speaking.entry(article).or_default() += (share / ALL).min(1.0) / stems.len() as f32;
        }
    }
    let folders = |path: &str| {
        terms(path.rsplit_once('/').map_or("", |(folders, _)| folders)).into_iter().map(|t| t.stem).collect::<Vec<_>>()
    };
    let mut fits = HashMap::new();
    for found in found {
        if !fits.contains_key(&found.article.id) {
            let named = folders(&found.article.path).iter().any(|folder| stems.contains(folder.as_str()));
            let said = speaking.get(&found.article.id).copied().unwrap_or(0.0);
            fits.insert(found.article.id.clone(), if named { 1.0 } else { said });
        }
    }
    let most = fits.values().copied().fold(0.0, f32::max);
    if most == 0.0 {
        return Ok(HashMap::new());
    }
    fits.values_mut().for_each(|fit| *fit = ELSEWHERE + (1.0 - ELSEWHERE) * *fit / most);
    Ok(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(question: &str, expected: &[&str]) {
        let words: Vec<String> = words(question).into_iter().map(|t| t.word).collect();
        assert_eq!(words, expected, "{question}");
    }

    #[test]
    fn a_setting_stands_before_the_deed_or_at_the_end() {
        check("at a bank, who counts the coins", &["bank"]);
        check("who in the kitchen peels the onions", &["kitchen"]);
        check("who peels the onions in a hotel kitchen?", &["hotel", "kitchen"]);
        check("during a fire drill who counts the guests", &["fire", "drill"]);
    }

    #[test]
    fn what_the_deed_needs_is_no_setting() {
        check("who lives in the lighthouse", &[]);
        check("who works on deck at night with the cook", &[]);
        check("in", &[]);
    }

    #[test]
    fn somebody_who_is_missing_sets_the_question() {
        check("who writes the bill when there is no waiter", &["waiter"]);
        check("who carves the roast without a cook", &["cook"]);
    }
}

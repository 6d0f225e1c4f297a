//! Words as the index knows them.

use crate::lexicon::spelled_stem;
use rust_stemmers::{Algorithm, Stemmer};
use std::cell::RefCell;
use std::collections::HashMap;

/// A word of a text, ready to be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Folded to lower case and stemmed.
    pub stem: String,
    /// Folded to lower case only.
    pub word: String,
    /// Byte range in the text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

thread_local! {
    /// Stems that this thread has made: stemming is most of the time of a question, and words come back.
    static STEMS: RefCell<HashMap<String, String>> = RefCell::default();
}

/// More words than this are not kept; a corpus of any one language seldom has so many that matter.
const MOST_STEMS: usize = 50_000;

fn stem(word: &str) -> String {
    STEMS.with_borrow_mut(|stems| {
        if let Some(stem) = stems.get(word) {
            return stem.clone();
        }
        let stem = Stemmer::create(Algorithm::English).stem(word).into_owned();
        let stem = spelled_stem(&stem).map_or(stem, str::to_owned);
        if stems.len() < MOST_STEMS {
            stems.insert(word.to_owned(), stem.clone());
        }
        stem
    })
}

/// The words of `text`, in order: runs of letters and digits, parted at hyphens, possessive `'s` dropped, `&` kept
/// between capitals (`A&R`), stemmed with Snowball's English stemmer (Porter2). A word and its British or American twin have
/// one stem ("organises", "organized").
///
/// ```
/// let stems: Vec<String> = rolecall_language::terms("Setting up the band's mics").into_iter().map(|t| t.stem).collect();
/// assert_eq!(stems, ["set", "up", "the", "band", "mic"]);
/// ```
pub fn terms(text: &str) -> Vec<Term> {
    let mut found: Vec<Term> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !c.is_alphanumeric() {
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some(&(i, c)) = chars.peek() {
            let inner = c == '&'
                && text[end..].chars().nth(1).is_some_and(char::is_uppercase)
                && text[..end].ends_with(char::is_uppercase);
            if !c.is_alphanumeric() && !inner {
                break;
            }
            end = i + c.len_utf8();
            chars.next();
        }
        if let Some(&(i, '\'' | '’')) = chars.peek() {
            let rest = &text[i..];
            let mut tail = rest.chars().skip(1);
            if matches!(tail.next(), Some('s' | 'S')) && !tail.next().is_some_and(char::is_alphanumeric) {
                chars.next();
                chars.next();
            }
        }
        let word = text[start..end].to_lowercase();
        let stem = stem(&word);
        found.push(Term { stem, word, start, end });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn british_and_american_spelling_are_one_word_in_every_form() {
        let stems = |text| terms(text).into_iter().map(|t| t.stem).collect::<Vec<_>>();
        let pairs = [
            ("organises organising organisation", "organizes organizing organization"),
            ("the theatre's programme", "the theater's program"),
            ("labour at the centres", "labor at the centers"),
            ("licences, jewellery, a manoeuvre", "licenses, jewelry, a maneuver"),
            ("labelled catalogues", "labeled catalogs"),
            ("she practised", "she practiced"),
        ];
        for (british, american) in pairs {
            assert_eq!(stems(british), stems(american));
        }
        assert_ne!(stems("storeys metres"), stems("stories metering"));
    }
}

//! Words as the index knows them.

use crate::lexicon::listed;
use crate::lexicon::spelled_stem;
use crate::memo::Memo;
use rust_stemmers::{Algorithm, Stemmer};
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

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

/// A word without its place.
#[derive(Debug, PartialEq, Eq)]
pub struct Folded {
    /// As [`Term::stem`].
    pub stem: String,
    /// As [`Term::word`].
    pub word: String,
}

impl Folded {
    fn of(written: &str) -> Rc<Self> {
        thread_local! {
            static FOLDED: RefCell<Memo<Rc<Folded>>> = RefCell::default();
        }
        FOLDED.with_borrow_mut(|known| known.get(written, |written| Rc::new(Self::new(written))))
    }

    fn new(written: &str) -> Self {
        let word = written.to_lowercase();
        let mut stem = Stemmer::create(Algorithm::English).stem(&word).into_owned();
        // "fuelled", "cancelling": what British spelling doubles, the stemmer leaves; "fill" and "call" are words with both.
        if stem.ends_with("ll") && stem.len() < word.len() && !listed(&stem) && listed(&stem[..stem.len() - 1]) {
            stem.pop();
        }
        Self { stem: spelled_stem(&stem).map_or(stem, str::to_owned), word }
    }
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
    let term = |Range { start, end }| {
        let Folded { stem, word } = &*Folded::of(&text[start..end]);
        Term { stem: stem.clone(), word: word.clone(), start, end }
    };
    words(text).map(term).collect()
}

/// The words of `text` as [`terms`] has them, without their places: for a text of which only the words count, at a fraction
/// of the cost.
pub fn folded(text: &str) -> impl Iterator<Item = Rc<Folded>> {
    words(text).map(|place| Folded::of(&text[place]))
}

/// As [`folded`], each with its byte range in the text.
pub fn folded_at(text: &str) -> impl Iterator<Item = (Rc<Folded>, Range<usize>)> {
    words(text).map(|place| (Folded::of(&text[place.clone()]), place))
}

/// Where the words of `text` stand.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = loop {
            let c = char_at(text, at)?;
            if c.is_alphanumeric() {
                break at;
            }
            at += c.len_utf8();
        };
        let mut end = start;
        while let Some(c) = char_at(text, end) {
            let inner = c == '&'
                && text[end..].chars().nth(1).is_some_and(char::is_uppercase)
                && text[..end].ends_with(char::is_uppercase);
            if !c.is_alphanumeric() && !inner {
                break;
            }
            end += c.len_utf8();
        }
        at = end;
        if let Some(mark @ ('\'' | '’')) = char_at(text, at) {
            let mut tail = text[at..].chars().skip(1);
            if matches!(tail.next(), Some('s' | 'S')) && !tail.next().is_some_and(char::is_alphanumeric) {
                at += mark.len_utf8() + 1;
            }
        }
        Some(start..end)
    })
}

/// The character at a byte of `text`, which is where one begins; none at its end. Most are of one byte.
fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at)? {
        byte if byte.is_ascii() => Some(char::from(*byte)),
        _ => text[at..].chars().next(),
    }
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
            ("fuelled, cancelled, signalling", "fueled, canceled, signaling"),
            ("is fuelled, he cancelled", "is fuel, he cancels"),
        ];
        for (british, american) in pairs {
            assert_eq!(stems(british), stems(american));
        }
        assert_ne!(stems("storeys metres"), stems("stories metering"));
        assert_eq!(stems("filled called selling"), ["fill", "call", "sell"]);
    }
}

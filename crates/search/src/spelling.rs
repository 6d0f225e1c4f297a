//! Slips of the fingers in a question: a word that no statement has and English has not either is read as the word of the
//! articles that it resembles most, and the answer says so.
//!
//! A word that is one is never changed, however rare and however near a frequent one: who asks for a "rigger" where only
//! riggings are spoken of wants to hear that no article says so. Names and acronyms are nobody's slips. What was rejected:
//! correcting towards all words of English, which reads what articles never say into a question.

use crate::question::{in_full, is_plain, is_stop, parted};
use crate::{Retrieve, RetrieveError, Roles};
use rolecall_language::{Term, is_english, slips, terms};
use serde::Serialize;

/// A word that was read as another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ReadAs {
    /// As it stands in the question.
    pub written: String,
    /// The word of the articles that it was taken for.
    pub read: String,
}

/// How many slips are believed in a word of so many letters. In a short one each letter is much of the word.
fn most_slips(letters: usize) -> usize {
    match letters {
        0..3 => 0,
        3..8 => 1,
        _ => 2,
    }
}

/// A word shorter than this is only meant where two of its letters were swapped: with another letter it is another word.
const SHORT: usize = 5;

/// `question` with its slips mended, and which they are.
pub(crate) fn mended(
    question: &str,
    index: &dyn Retrieve,
    roles: &Roles<'_>,
) -> Result<(String, Vec<ReadAs>), RetrieveError> {
    let words = terms(question);
    let shouted = !question.chars().any(char::is_lowercase);
    let mut text = String::new();
    let mut read = Vec::new();
    let mut done = 0;
    for (i, word) in words.iter().enumerate() {
        let written = &question[word.start..word.end];
        if let Some(full) = in_full(&word.word)
            && (is_plain(&word.word) || index.frequency(&word.stem)? == 0)
        {
            text.push_str(&question[done..word.start]);
            text.push_str(full);
            done = word.end;
            continue;
        }
        if !shouted && is_name(written, i == 0)
            || !written.chars().all(char::is_alphabetic)
            || is_known(word, index, roles)?
        {
            continue;
        }
        let meant = match meant(&word.word, index, roles)? {
            Some(meant) => meant,
            None => match spaced(&word.word, index, roles)? {
                Some(words) => words,
                None => continue,
            },
        };
        text.push_str(&question[done..word.start]);
        text.push_str(&meant);
        done = word.end;
        read.push(ReadAs { written: written.to_owned(), read: meant });
    }
    text.push_str(&question[done..]);
    Ok((text, read))
}

/// Whether a word of a question in small letters is a name or an acronym. The first word may be a sentence's beginning.
fn is_name(written: &str, first: bool) -> bool {
    written.chars().skip(usize::from(first)).any(char::is_uppercase)
}

fn is_known(word: &Term, index: &dyn Retrieve, roles: &Roles<'_>) -> Result<bool, RetrieveError> {
    Ok(is_stop(&word.word)
        || is_english(&word.word)
        || roles.words().any(|known| known == crate::roles::form(&word.word))
        || index.frequency(&word.stem)? > 0)
}

/// The word of the articles, or of a role's name, that `typed` resembles most: with the fewest slips, where a wrong first
/// letter counts as one more, and then the one that most statements have.
fn meant(typed: &str, index: &dyn Retrieve, roles: &Roles<'_>) -> Result<Option<String>, RetrieveError> {
    let letters = typed.chars().count();
    let most = most_slips(letters);
    if most == 0 {
        return Ok(None);
    }
    let mut near = index.resembling(typed, most)?;
    near.extend(roles.words().filter(|word| slips(typed, word) <= most).map(|word| (word.to_owned(), 1)));
    let swapped = |word: &str| word.chars().count() == letters && sorted(word) == sorted(typed);
    let candidates = near.into_iter().filter(|(word, _)| word.chars().count() >= SHORT || swapped(word));
    let weighed = candidates.map(|(word, statements)| {
        let first = word.chars().next() == typed.chars().next() || swapped(&word);
        (slips(typed, &word) + usize::from(!first), std::cmp::Reverse(statements), word)
    });
    Ok(weighed.filter(|(slips, ..)| *slips <= most).min().map(|(.., word)| word))
}

/// `typed` with the spaces that were forgotten in it.
fn spaced(typed: &str, index: &dyn Retrieve, roles: &Roles<'_>) -> Result<Option<String>, RetrieveError> {
    let mut failed = None;
    let words = parted(typed, |piece| {
        let word = terms(piece).into_iter().next();
        let known = word.map_or(Ok(false), |word| is_said(&word, index, roles));
        known.unwrap_or_else(|error| {
            failed = Some(error);
            false
        })
    });
    failed.map_or(Ok(words.map(|words| words.join(" "))), Err)
}

/// Whether a word is one of the articles', of a role's name, or a function word. Not any word of English: of these, almost
/// anything can be put together.
fn is_said(word: &Term, index: &dyn Retrieve, roles: &Roles<'_>) -> Result<bool, RetrieveError> {
    Ok(is_stop(&word.word)
        || roles.words().any(|known| known == crate::roles::form(&word.word))
        || is_english(&word.word) && index.frequency(&word.stem)? > 0)
}

fn sorted(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    letters
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::Memory;

    fn read(question: &str) -> String {
        let memory = Memory::new(&[("Sommelier", &[], 1), ("Waiter", &[], 1)])
            .says("a", "waiter", "The waiter arranges the cutlery and polishes the glasses.")
            .says("a", "waiter", "Waiters receive the reservations from the host.")
            .says("b", "sommelier", "A sommelier who knows Rioja tastes the rings of the cork.");
        mended(question, &memory, &Roles::new(memory.roles())).unwrap().0
    }

    #[test]
    fn a_slip_is_read_as_the_word_of_the_articles_that_it_resembles() {
        assert_eq!(read("who recieves the resevrations"), "who receive the reservations");
    }

    #[test]
    fn a_word_of_a_role_s_name_is_mended_too() {
        assert_eq!(read("what does a somelier do"), "what does a sommelier do");
    }

    #[test]
    fn small_words_are_mended_where_two_letters_changed_places() {
        assert_eq!(read("hwo arranges teh cutlery"), "who arranges the cutlery");
        assert_eq!(read("who arranges tie cutlery"), "who arranges tie cutlery");
    }

    #[test]
    fn what_is_typed_in_haste_is_read_in_full() {
        assert_eq!(read("whats a waiter do pls"), "what is a waiter do please");
        assert_eq!(read("whoarrangesthecutlery"), "who arranges the cutlery");
        assert_eq!(read("whoarrangestheqqq"), "whoarrangestheqqq");
    }

    #[test]
    fn a_word_that_is_one_is_never_changed() {
        for question in
            ["who rigs the rings", "who deceives the host", "who polished the classes", "do waiters vs hosts"]
        {
            assert_eq!(read(question), question);
        }
    }

    #[test]
    fn names_and_acronyms_are_left_alone() {
        for question in ["who meets Riojas Hots", "who fills in the GLASES", "who counts 3glasses"] {
            assert_eq!(read(question), question);
        }
        assert_eq!(read("WHO ARRANGES THE CUTLREY"), "WHO ARRANGES THE cutlery");
        assert_eq!(read("Cutlrey and glases"), "cutlery and glasses");
    }
}

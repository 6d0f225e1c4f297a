//! Slips of the fingers: what is a word at all, and how far a word as typed is from one that may be meant.

use crate::lexicon::is_name;
use crate::syntax::is_closed;
use crate::{Readings, look_up};

/// How many letters were added, left out, changed, or swapped with the next one, between `typed` and `meant`: the optimal
/// string alignment distance (Damerau 1964: four of five slips are one of these).
///
/// ```
/// assert_eq!(rolecall_language::slips("micorphone", "microphone"), 1);
/// ```
pub fn slips(typed: &str, meant: &str) -> usize {
    strsim::osa_distance(typed, meant)
}

/// Whether `word` (in lower case) is one of English's, in any of its forms, or a known name: what somebody who writes it
/// may well mean.
pub fn is_english(word: &str) -> bool {
    let readings = look_up(word).readings;
    is_closed(word) || is_name(word) || readings != Readings::default() && !readings.any(Readings::GUESSED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_english_are_known_in_every_form_and_slips_are_not() {
        for word in ["sets", "organised", "versus", "whom", "rewired", "spain"] {
            assert!(is_english(word), "{word}");
        }
        for word in ["recieves", "micorphones", "3pm", ""] {
            assert!(!is_english(word), "{word}");
        }
    }
}

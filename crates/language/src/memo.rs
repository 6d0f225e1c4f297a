//! What a thread remembers of the words that it has met.
//!
//! Most of a text is made of few words. Looking one up in the lexicon, through all the endings that it may have, takes
//! microseconds; finding it again takes a few nanoseconds. Every thread has a memory of its own, so that none waits for
//! another, and one that is full is begun anew: what is frequent comes back at once.

use foldhash::fast::RandomState;
use std::collections::HashMap;

/// So many words are remembered; a corpus of one language seldom has more that matter.
const MOST: usize = 1 << 16;
/// What is longer, in bytes, is no word that comes back.
const LONGEST: usize = 48;

/// Words, or short lines, with what was found out about them.
///
/// ```
/// let mut memo = rolecall_language::Memo::default();
/// assert_eq!(memo.get("bosun", str::len), 5);
/// assert_eq!(memo.known("bosun"), Some(5));
/// ```
pub struct Memo<T>(HashMap<Box<str>, T, RandomState>);

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(HashMap::default())
    }
}

impl<T: Clone> Memo<T> {
    /// What is known of `word`; found out by `make` where nothing is.
    pub fn get(&mut self, word: &str, make: impl FnOnce(&str) -> T) -> T {
        if let Some(known) = self.0.get(word) {
            return known.clone();
        }
        let made = make(word);
        self.keep(word, &made);
        made
    }

    /// What is known of `word`, if anything is: for what asks its own memory while it finds out.
    pub fn known(&self, word: &str) -> Option<T> {
        self.0.get(word).cloned()
    }

    /// Remembers what was found out of `word`, unless it is too long to come back.
    pub fn keep(&mut self, word: &str, made: &T) {
        if word.len() <= LONGEST {
            if self.0.len() >= MOST {
                self.0.clear();
            }
            self.0.insert(word.into(), made.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_out_once_and_a_full_memory_is_begun_anew() {
        let mut memo = Memo::default();
        let mut made = 0;
        for word in ["bosun", "purser", "bosun", "bosun"] {
            memo.get(word, |word| {
                made += 1;
                word.len()
            });
        }
        assert_eq!(made, 2);
        for i in 0..2 * MOST {
            assert_eq!(memo.get(&format!("word{i}"), |_| i), i);
        }
        assert!(memo.0.len() <= MOST);
        let long = "a".repeat(2 * LONGEST);
        memo.get(&long, str::len);
        assert!(!memo.0.contains_key(long.as_str()));
    }
}

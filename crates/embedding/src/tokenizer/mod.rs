//! Text to the tokens of BERT's uncased vocabulary, as the model was trained on.
//!
//! Written here rather than taken from the `tokenizers` crate: loading its JSON takes 18 to 33 ms, a quarter of
//! what a whole command may take, and this reads `vocab.txt` in 1.4 ms with two small dependencies. The price is that
//! equality has to be shown: `tests/tokens.jsonl` holds the reference's tokens for strings that were picked to differ
//! (marks, controls, ideographs, long words, tokens written out), and 65,880 were compared when it was written.

mod normal;
mod vocabulary;

use crate::error::{Error, Result};
use normal::is_punctuation;
use std::path::Path;
use vocabulary::Vocabulary;

/// A word of more characters than this is one unknown token.
const LONGEST_WORD: usize = 100;

/// Tokens that stand for themselves where a text has them written out.
const SPECIAL: [&str; 5] = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

/// Splits text into the numbers of word pieces.
#[derive(Debug)]
pub struct Tokenizer {
    vocabulary: Vocabulary,
    special: [u32; SPECIAL.len()],
}

impl Tokenizer {
    /// Reads a vocabulary: one piece a line, its number being the line's, pieces inside a word beginning with `##`.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] where the file cannot be read, [`Error::Unsuitable`] where it is not text or lacks one of `[PAD]`,
    /// `[UNK]`, `[CLS]`, `[SEP]` and `[MASK]`.
    pub fn open(path: &Path) -> Result<Self> {
        let bytes = std::fs::read(path).map_err(|source| Error::Io { action: "read", path: path.into(), source })?;
        let unsuitable = |why: &str| Error::Unsuitable { path: path.into(), why: why.into() };
        let text = String::from_utf8(bytes).map_err(|_| unsuitable("it is not UTF-8 text"))?;
        Self::new(text).map_err(|missing| unsuitable(&format!("it has no line {missing}")))
    }

    /// Takes the text of a vocabulary; the error is the special token that it lacks.
    ///
    /// ```
    /// let vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nwho\nmix\n##es\n?\n";
    /// let tokenizer = rolecall_embedding::Tokenizer::new(vocabulary.into()).expect("it has all five");
    /// assert_eq!(tokenizer.tokens("Who mixes?", 256), [2, 5, 6, 7, 8, 3]);
    /// ```
    ///
    /// # Errors
    ///
    /// The name of the first special token that is no line of `vocabulary`.
    pub fn new(vocabulary: String) -> std::result::Result<Self, &'static str> {
        let vocabulary = Vocabulary::new(vocabulary);
        let mut special = [0; SPECIAL.len()];
        for (id, name) in special.iter_mut().zip(SPECIAL) {
            *id = vocabulary.first(name).ok_or(name)?;
        }
        Ok(Self { vocabulary, special })
    }

    /// How many tokens there are; every token is smaller.
    pub fn vocabulary(&self) -> usize {
        self.vocabulary.len()
    }

    /// The token that stands for this word as a whole.
    pub(crate) fn token(&self, word: &str) -> Option<u32> {
        self.vocabulary.first(word)
    }

    /// The tokens that stand for no word.
    pub(crate) fn special(&self) -> [u32; SPECIAL.len()] {
        self.special
    }

    /// `[CLS]`, the text's tokens, `[SEP]`: at most `most` in all (and at least these two); what is longer is cut off.
    pub fn tokens(&self, text: &str, most: usize) -> Vec<u32> {
        let [_, _, begin, end, _] = self.special;
        let most = most.max(2) - 1;
        let mut tokens = vec![begin];
        let mut rest = text;
        while tokens.len() < most && !rest.is_empty() {
            let (plain, special) = next_special(rest);
            self.push_plain(&rest[..plain], most, &mut tokens);
            rest = &rest[plain..];
            if let Some(which) = special {
                tokens.push(self.special[which]);
                rest = &rest[SPECIAL[which].len()..];
            }
        }
        tokens.truncate(most);
        tokens.push(end);
        tokens
    }

    /// Adds the tokens of text without special tokens, until there are `most`.
    fn push_plain(&self, text: &str, most: usize, tokens: &mut Vec<u32>) {
        if text.is_ascii() {
            self.push_normal(normal::ascii(text), most, tokens);
        } else {
            self.push_normal(normal::any(text), most, tokens);
        }
    }

    /// Parts normalised characters into words, and stops where nothing more is wanted: a text of megabytes costs no more
    /// than its first tokens.
    fn push_normal(&self, text: impl Iterator<Item = char>, most: usize, tokens: &mut Vec<u32>) {
        let mut word = String::new();
        for c in text {
            let alone = is_punctuation(c);
            if alone || c.is_whitespace() {
                self.push_word(&word, tokens);
                word.clear();
                if alone {
                    self.push_word(c.encode_utf8(&mut [0; 4]), tokens);
                }
                if tokens.len() >= most {
                    return;
                }
            } else {
                word.push(c);
            }
        }
        self.push_word(&word, tokens);
    }

    /// Adds a word's pieces: from its beginning on, always the longest that the vocabulary has; or unknown as a whole.
    fn push_word(&self, word: &str, tokens: &mut Vec<u32>) {
        let before = tokens.len();
        let mut rest = word;
        let known = word.len() <= LONGEST_WORD || word.chars().count() <= LONGEST_WORD;
        while known && !rest.is_empty() {
            let Some((token, length)) = self.vocabulary.longest(rest, tokens.len() > before) else { break };
            tokens.push(token);
            rest = &rest[length..];
        }
        if !rest.is_empty() {
            tokens.truncate(before);
            tokens.push(self.special[1]);
        }
    }
}

/// Where the first special token begins, and which it is; or the text's length.
fn next_special(text: &str) -> (usize, Option<usize>) {
    for (at, _) in text.match_indices('[') {
        if let Some(which) = SPECIAL.iter().position(|s| text[at..].starts_with(s)) {
            return (at, Some(which));
        }
    }
    (text.len(), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokenizer() -> Tokenizer {
        let lines = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nsound\n##s\n##board\n##boards\ncafe\n,\n中\n…\nso\n";
        Tokenizer::new(lines.into()).expect("a vocabulary with all special tokens")
    }

    fn check(text: &str, expected: &[u32]) {
        let tokens = tokenizer().tokens(text, 256);
        assert_eq!(tokens[1..tokens.len() - 1], *expected, "{text:?}");
        assert_eq!((tokens[0], tokens[tokens.len() - 1]), (2, 3), "{text:?}");
    }

    #[test]
    fn the_longest_pieces_are_taken_from_the_left() {
        check("soundboards", &[5, 8]);
        check("soundboard sounds so", &[5, 7, 5, 6, 13]);
    }

    #[test]
    fn a_word_with_an_unknown_rest_is_unknown_as_a_whole() {
        check("soundx sound", &[1, 5]);
        check(&"sound".repeat(21), &[1]);
    }

    #[test]
    fn case_and_accents_are_dropped() {
        check("Café CAFE\u{301} cafe", &[9, 9, 9]);
    }

    #[test]
    fn punctuation_and_ideographs_stand_alone() {
        check("sound,so…", &[5, 10, 13, 12]);
        check("sound中so", &[5, 11, 13]);
    }

    #[test]
    fn controls_vanish_and_any_space_parts() {
        check("so\u{0}und\u{200b}s\u{feff}", &[5, 6]);
        check("so\tsound\u{a0}so\u{2003}so\r\n", &[13, 5, 13, 13]);
    }

    #[test]
    fn special_tokens_written_out_are_themselves() {
        check("sound[MASK]so [SEP", &[5, 4, 13, 1, 1]);
    }

    #[test]
    fn long_texts_are_cut_and_empty_ones_are_two_tokens() {
        let tokens = tokenizer().tokens(&"sounds ".repeat(100_000), 256);
        assert_eq!((tokens.len(), tokens[255]), (256, 3));
        assert_eq!(tokenizer().tokens("sounds", 3), [2, 5, 3]);
        assert_eq!(tokenizer().tokens("", 256), [2, 3]);
        assert_eq!(tokenizer().tokens("sound", 0), [2, 3]);
    }

    #[test]
    fn a_vocabulary_without_a_special_token_is_refused() {
        assert_eq!(Tokenizer::new("[PAD]\n[UNK]\n[CLS]\n".into()).err(), Some("[SEP]"));
    }
}

//! Patterns of words, written as people would say them.
//!
//! `"whose job|task is|was it? to"` is read word by word: `|` parts alternatives, a trailing `?` makes a word optional.
//! Regular expressions over the text were not used because they count characters, and everything here counts words.

/// How many of `words` the pattern covers from the first word on, if it fits; optional words are taken where they stand.
pub(super) fn fits(pattern: &str, words: &[&str]) -> Option<usize> {
    let mut at = 0;
    for piece in pattern.split_whitespace() {
        let (alternatives, optional) = match piece.strip_suffix('?') {
            Some(rest) => (rest, true),
            None => (piece, false),
        };
        if words.get(at).is_some_and(|w| alternatives.split('|').any(|a| a == *w)) {
            at += 1;
        } else if !optional {
            return None;
        }
    }
    Some(at)
}

/// The most words that any of `patterns` covers from the first word on.
pub(super) fn longest(patterns: &[&str], words: &[&str]) -> Option<usize> {
    patterns.iter().filter_map(|p| fits(p, words)).filter(|&n| n > 0).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_read_word_by_word() {
        assert_eq!(fits("whose job|task is it? to", &["whose", "task", "is", "to", "cook"]), Some(4));
        assert_eq!(fits("in charge of", &["in", "charge"]), None);
        assert_eq!(longest(&["in charge", "in charge of"], &["in", "charge", "of", "it"]), Some(3));
    }
}

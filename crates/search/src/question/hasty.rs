//! How people type in haste: apostrophes left out, words shortened, spaces forgotten.

/// A word as it would be written with care; none where it is one already. What is left of these is English at large, and
/// nothing of it is guessed.
pub(crate) fn in_full(word: &str) -> Option<&'static str> {
    FULL.iter().find(|(hasty, _)| *hasty == word).map(|(_, full)| *full)
}

/// Whether the word can be nothing else in a question, whatever articles have.
pub(crate) fn is_plain(word: &str) -> bool {
    matches!(
        word,
        "whats"
            | "whos"
            | "hows"
            | "wheres"
            | "dont"
            | "doesnt"
            | "isnt"
            | "arent"
            | "shouldnt"
            | "couldnt"
            | "wouldnt"
    )
}

#[rustfmt::skip]
const FULL: &[(&str, &str)] = &[
    ("whats", "what is"), ("whos", "who is"), ("hows", "how is"), ("wheres", "where is"), ("dont", "don't"), ("doesnt", "doesn't"),
    ("isnt", "isn't"), ("arent", "aren't"), ("cant", "can't"), ("shouldnt", "shouldn't"), ("couldnt", "couldn't"), ("wouldnt", "wouldn't"),
    ("pls", "please"), ("plz", "please"), ("abt", "about"), ("u", "you"), ("ur", "your"), ("r", "are"), ("n", "and"), ("w", "with"),
    ("wat", "what"), ("wut", "what"), ("diff", "difference"), ("thx", "thanks"), ("ppl", "people"),
];

/// The words that `typed` is when spaces were forgotten: as few as can be, each of which `is_word`; none where it cannot be
/// parted so. Short words make almost anything, so that they have to be three letters long on average.
pub(crate) fn parted(typed: &str, mut is_word: impl FnMut(&str) -> bool) -> Option<Vec<String>> {
    const LONG: usize = 8;
    const MOST: usize = 40;
    let letters: Vec<char> = typed.chars().collect();
    if letters.len() < LONG || letters.len() > MOST {
        return None;
    }
    // For each place the fewest words up to it, and where the last of them begins.
    let mut best: Vec<Option<(usize, usize)>> = vec![None; letters.len() + 1];
    best[0] = Some((0, 0));
    for end in 1..=letters.len() {
        for start in 0..end {
            let Some((words, _)) = best[start] else { continue };
            let piece: String = letters[start..end].iter().collect();
            let better = best[end].is_none_or(|(most, _)| words + 1 < most);
            let long_enough = end - start > 1 || piece == "a" || piece == "i";
            if better && long_enough && end - start < letters.len() && is_word(&piece) {
                best[end] = Some((words + 1, start));
            }
        }
    }
    let (count, _) = best[letters.len()]?;
    if letters.len() < 3 * count {
        return None;
    }
    let mut words = Vec::new();
    let mut end = letters.len();
    while end > 0 {
        let (_, start) = best[end]?;
        words.insert(0, letters[start..end].iter().collect());
        end = start;
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forgotten_spaces_are_put_back_where_all_of_it_is_words() {
        let words = ["who", "peels", "the", "potatoes", "pot", "a", "peel", "s"];
        let parted = |typed: &str| super::parted(typed, |piece| words.contains(&piece));
        assert_eq!(
            parted("whopeelsthepotatoes"),
            Some(["who", "peels", "the", "potatoes"].map(str::to_owned).to_vec())
        );
        assert_eq!(parted("whopeelsxpotatoes"), None);
        assert_eq!(parted("thepot"), None, "too short to be sure");
    }

    #[test]
    fn hasty_words_are_written_in_full() {
        assert_eq!(in_full("whats"), Some("what is"));
        assert_eq!(in_full("what"), None);
    }
}

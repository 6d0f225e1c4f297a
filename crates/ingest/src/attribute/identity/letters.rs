//! Acronyms: whose words their letters begin.

use std::collections::BTreeSet;

/// The letters of an acronym.
pub(in crate::attribute) fn letters(acronym: &str) -> String {
    acronym.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// The letters of every acronym that [`initials`] may find in a name, in small letters or as it is written.
pub(in crate::attribute) fn acronyms(name: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for name in [name.to_lowercase(), name.to_owned()] {
        let words = || name.split([' ', '-']);
        let content = || words().filter(|w| !matches!(*w, "of" | "and" | "the" | "for"));
        found.insert(words().filter_map(|w| w.chars().next()).collect());
        found.insert(content().filter_map(|w| w.chars().next()).collect());
        found.insert(words().map(spelled).collect());
        let lower = name.to_lowercase();
        let words: Vec<&str> = lower.split([' ', '-']).collect();
        let first = |words: &[&str]| words.iter().filter_map(|w| w.chars().next()).collect::<String>();
        for (long, word) in words.iter().enumerate().filter(|(_, word)| word.len() > 7) {
            for inner in word.chars().skip(1) {
                found.insert(format!("{}{inner}{}", first(&words[..=long]), first(&words[long + 1..])));
            }
        }
    }
    found
}

/// A word as acronyms have it: its first letter, or all of one that is an acronym itself.
fn spelled(word: &str) -> String {
    if word.len() < 5 && word.chars().all(char::is_uppercase) {
        word.to_lowercase()
    } else {
        word.get(..1).map(str::to_lowercase).unwrap_or_default()
    }
}

/// Whether an acronym's letters begin the words of a name.
pub(in crate::attribute) fn initials(name: &str, acronym: &str) -> bool {
    let letters = letters(acronym);
    let words = || name.split([' ', '-']);
    let content = || words().filter(|w| !matches!(*w, "of" | "and" | "the" | "for"));
    // Most names begin with another letter.
    let begins = |word: Option<&str>| {
        let first = word.and_then(|w| w.chars().next());
        first.is_some_and(|c| c.to_lowercase().next() == letters.chars().next())
    };
    if !begins(words().next()) && !begins(content().next()) {
        return false;
    }
    let all: String = words().filter_map(|w| w.chars().next()).collect();
    let content: String = content().filter_map(|w| w.chars().next()).collect();
    // "HRBP" for "HR business partner"
    let spelled: String = words().map(spelled).collect();
    letters == all || letters == content || letters == spelled || in_compound(name, &letters)
}

/// "HCA" for "healthcare assistant": one letter more than words, from within a long one.
fn in_compound(name: &str, letters: &str) -> bool {
    let parts = 1 + name.bytes().filter(|b| matches!(b, b' ' | b'-')).count();
    if letters.len() != parts + 1 || letters.len() < 3 || !letters.is_ascii() {
        return false;
    }
    let words: Vec<&str> = name.split([' ', '-']).collect();
    (0..words.len()).any(|long| {
        let inner = letters[long + 1..].chars().next();
        let first = words.iter().enumerate().all(|(i, word)| {
            let letter = letters[i + usize::from(i > long)..].chars().next();
            word.to_lowercase().chars().next() == letter
        });
        first
            && words[long].len() > 7
            && inner.is_some_and(|c| words[long].to_lowercase().chars().skip(1).any(|other| other == c))
    })
}

//! When two names, or two sentences, are the same.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A role's name without case, hyphens, articles and plural.
pub(super) fn norm(name: &str) -> String {
    let kept = |c: char| if c.is_ascii_lowercase() || c.is_ascii_digit() || "&+/".contains(c) { c } else { ' ' };
    let plain: String = name.to_lowercase().chars().map(kept).collect();
    let mut words: Vec<String> =
        plain.split_whitespace().filter(|w| !matches!(*w, "the" | "a" | "an")).map(str::to_owned).collect();
    if let Some(last) = words.last_mut() {
        let plural = last.len() > 3 && last.ends_with('s') && !["ss", "us", "is"].iter().any(|e| last.ends_with(e));
        if plural {
            *last = match last.strip_suffix("ies") {
                Some(stem) => format!("{stem}y"),
                None => last[..last.len() - 1].to_owned(),
            };
        }
    }
    words.join(" ")
}

/// A sentence without case, punctuation and spacing.
pub(super) fn squash(text: &str) -> String {
    let plain: String =
        text.to_lowercase().chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a name, each in the singular: "Accountants and Auditors" holds both.
pub(super) fn bag(name: &str) -> BTreeSet<String> {
    let words = name.split(|c: char| !c.is_alphanumeric() && c != '_').map(norm);
    words.filter(|w| !matches!(w.as_str(), "" | "and" | "or" | "other" | "all")).collect()
}

/// Labelled names, and which role each means.
#[derive(Default)]
pub(super) struct Canon(HashMap<String, String>);

impl Canon {
    pub(super) fn new(roles: &BTreeMap<String, Vec<String>>) -> Self {
        let mut canon = HashMap::new();
        for (role, aliases) in roles {
            for name in std::iter::once(role).chain(aliases) {
                canon.insert(norm(name), norm(role));
            }
        }
        Self(canon)
    }

    /// The labelled role that `name` means; `name` itself where the labels do not know it.
    pub(super) fn of(&self, name: &str) -> String {
        let name = norm(name);
        self.0.get(&name).cloned().unwrap_or(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_in_any_number_and_spelling() {
        for (a, b) in [
            ("The Ship-Owners", "ship owner"),
            ("Deputies", "deputy"),
            ("A&R managers", "a&r manager"),
            ("boss", "Boss"),
        ] {
            assert_eq!(norm(a), norm(b));
        }
        assert_eq!(bag("Cooks and other Bakers").into_iter().collect::<Vec<_>>(), ["baker", "cook"]);
    }

    #[test]
    fn sentences_are_the_same_whatever_stands_between_their_words() {
        assert_eq!(squash("Don’t — stop!"), squash("don't stop"));
    }
}

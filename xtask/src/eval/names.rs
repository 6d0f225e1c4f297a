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

/// Labelled names, and which roles each may mean: one list of roles serves many articles, so that "warden" is the church's
/// in one of them and the fire drill's in another.
#[derive(Default)]
pub(super) struct Canon(HashMap<String, Vec<String>>);

impl Canon {
    pub(super) fn new(roles: &BTreeMap<String, Vec<String>>) -> Self {
        let mut canon: HashMap<String, Vec<String>> = roles.keys().map(|r| (norm(r), vec![norm(r)])).collect();
        for (role, aliases) in roles {
            for alias in aliases {
                let meant = canon.entry(norm(alias)).or_default();
                if !meant.contains(&norm(role)) {
                    meant.push(norm(role));
                }
            }
        }
        Self(canon)
    }

    /// The labelled role that `name` means, one of `wanted` before any other; `name` itself where the labels do not know
    /// it.
    pub(super) fn of(&self, name: &str, wanted: &BTreeSet<String>) -> String {
        let name = norm(name);
        match self.0.get(&name) {
            Some(meant) => meant.iter().find(|m| wanted.contains(*m)).unwrap_or(&meant[0]).clone(),
            None => name,
        }
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

    #[test]
    fn a_name_that_two_roles_share_means_the_one_that_is_wanted() {
        let shared = |role: &str| (role.to_owned(), vec!["warden".to_owned()]);
        let canon = Canon::new(&BTreeMap::from([shared("churchwarden"), shared("floor warden")]));
        let wanted = |role: &str| BTreeSet::from([role.to_owned()]);
        assert_eq!(canon.of("Wardens", &wanted("floor warden")), "floor warden");
        assert_eq!(canon.of("Wardens", &wanted("churchwarden")), "churchwarden");
        assert_eq!(canon.of("Wardens", &wanted("vicar")), "churchwarden");
    }
}

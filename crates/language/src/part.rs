//! What a verb tells of somebody's part in a deed: who "approves the menu" decides on it, who "helps to lay the table"
//! has a hand in it, who "advises on the wine" is only heard. Any other verb is the deed itself.

/// A part in what others do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Says that and how it is done: decides, approves, hires, supervises.
    Decides,
    /// Has a hand in it.
    Helps,
    /// Is heard on it.
    Advises,
}

/// The part that the verb with this base form tells of; none where it is a deed of its own.
///
/// ```
/// use rolecall_language::{Part, part};
/// assert_eq!(part("approve"), Some(Part::Decides));
/// assert_eq!(part("peel"), None);
/// ```
pub fn part(lemma: &str) -> Option<Part> {
    match lemma {
        _ if DECIDES.contains(&lemma) => Some(Part::Decides),
        "help" | "assist" | "support" | "aid" | "contribute" => Some(Part::Helps),
        "advise" | "counsel" | "consult" | "recommend" | "suggest" => Some(Part::Advises),
        _ => None,
    }
}

/// Whether the verb with this base form is nothing but deciding, whatever its object: who approves a menu does not write it,
/// whereas who orders fish or calls a porter does something.
pub fn is_authority(lemma: &str) -> bool {
    AUTHORITY.contains(&lemma)
}

/// Verbs of deciding and answering for what others do.
const DECIDES: &[&str] = &[
    "decide",
    "approve",
    "choose",
    "select",
    "supervise",
    "oversee",
    "hire",
    "appoint",
    "authorize",
    "authorise",
    "direct",
    "manage",
    "lead",
    "head",
    "determine",
    "sign",
    "veto",
    "delegate",
    "assign",
    "employ",
    "recruit",
    "command",
    "govern",
    "control",
    "order",
    "instruct",
    "dismiss",
    "fire",
    "pick",
    "call",
    "rule",
    "permit",
    "allow",
];

/// Those of them by which nothing is done but deciding.
const AUTHORITY: &[&str] = &[
    "decide",
    "approve",
    "choose",
    "select",
    "sign",
    "assign",
    "delegate",
    "supervise",
    "oversee",
    "authorize",
    "authorise",
    "direct",
    "manage",
    "determine",
    "veto",
    "govern",
    "control",
    "permit",
    "allow",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_only_decides_is_told_from_whoever_does_it() {
        assert!(AUTHORITY.iter().all(|verb| part(verb) == Some(Part::Decides)));
        assert!(!is_authority("hire") && !is_authority("peel"));
    }

    #[test]
    fn help_and_advice_are_parts_of_their_own() {
        assert_eq!((part("assist"), part("recommend")), (Some(Part::Helps), Some(Part::Advises)));
    }
}

//! Whom a cell names.

use crate::attribute::frame;
use crate::attribute::inventory::read_name;
use crate::attribute::predicate::is_deed;
use rolecall_language::{Generic, Likelihood, Memo, Readings, RoleName, Tag, generic, read, role_name};
use std::cell::RefCell;
use std::rc::Rc;

pub(super) fn short(cell: &str) -> bool {
    let words = cell.split_whitespace().count();
    (1..=7).contains(&words) && !cell.trim_end().ends_with('.')
}

pub(super) fn role_like(cell: &str) -> bool {
    short(cell) && names(cell).iter().any(|n| n.likelihood >= Likelihood::Likely)
}

/// "Leader calls 999": whoever begins what a cell says is done.
pub(super) fn acting(cell: &str) -> Option<RoleName> {
    let reading = read(cell);
    let [clause] = &reading.clauses[..] else { return None };
    let [subject] = clause.subjects[..] else { return None };
    let phrase = &reading.groups.phrases[subject];
    let begins = phrase.tokens.0 == 0 && !phrase.pronoun && frame::acts(&reading, clause);
    role_name(&reading, phrase).filter(|n| begins && n.likelihood >= Likelihood::Likely)
}

impl super::Table<'_> {
    /// Whether most cells behind the first column are nothing but verbs in -s ("Opens", "Signs off"), so that the row's name is what
    /// is acted on.
    pub(super) fn of_bare_deeds(&self) -> bool {
        let cells = || self.rows.iter().flat_map(|row| row.iter().skip(1)).map(|c| c.of(self.text));
        let filled = cells().filter(|c| c.contains(char::is_alphanumeric)).count();
        cells().filter(|c| bare_deed(c)).count() * 2 > filled
    }
}

/// "Opens", "Signs off"
pub(super) fn bare_deed(cell: &str) -> bool {
    let reading = read(cell);
    let [first, rest @ ..] = &reading.tokens[..] else { return false };
    first.word.readings.any(Readings::THIRD)
        && first.word.verb.as_deref().is_some_and(is_deed)
        && rest.len() < 2
        && rest.iter().all(|t| matches!(t.tag, Tag::Adverb | Tag::Preposition | Tag::Pronoun))
}

/// "Amira, the practice manager": somebody's name, and as what.
pub(super) fn apposed(cell: &str) -> Option<(&str, &str)> {
    let (person, role) = cell.split_once(", ")?;
    let article = ["the ", "our ", "a ", "an "].iter().any(|article| role.starts_with(article));
    let name = person.split_whitespace().count() <= 2
        && person.split_whitespace().all(|w| w.starts_with(char::is_uppercase))
        && read_name(person).is_none_or(|n| n.likelihood < Likelihood::Likely);
    (article && name && role_like(role)).then_some((person, role))
}

/// The names in a cell: "Key grip", "Gaffer / best boy", "Director of photography (DoP)". A column's cells are read for what the
/// column is, whom it names and whose each row is, and many say the same, so what was read of one is remembered.
pub(super) fn names(cell: &str) -> Rc<[RoleName]> {
    thread_local! {
        static NAMES: RefCell<Memo<Rc<[RoleName]>>> = RefCell::default();
    }
    if let Some(known) = NAMES.with_borrow(|names| names.known(cell)) {
        return known;
    }
    let found: Rc<[RoleName]> = read_names(cell).into();
    NAMES.with_borrow_mut(|names| names.keep(cell, &found));
    found
}

fn read_names(cell: &str) -> Vec<RoleName> {
    let plain = cell.split('(').next().unwrap_or(cell);
    let plain = apposed(plain).map_or(plain, |(_, role)| role);
    if let Some(name) = acting(plain) {
        return vec![name];
    }
    // "Cooks and waiters" are two, "General and operations managers" is one title.
    let whole = |part: &str| {
        let unlikely = |p: &str| read_name(p.trim()).is_none_or(|n| n.likelihood < Likelihood::Likely);
        !part.contains(" and ") || part.split(" and ").any(unlikely)
    };
    plain
        .split(['/', ',', ';', '+'])
        .flat_map(|part| if whole(part) { vec![part] } else { part.split(" and ").collect() })
        .filter(|p| !p.trim().is_empty())
        .filter(|part| !part.contains(|c: char| c.is_ascii_digit()))
        // What stands below the last row counts the others.
        .filter(|part| !matches!(part.trim().to_lowercase().as_str(), "total" | "totals" | "sum"))
        .filter(|part| !nobody(part.trim()))
        .filter_map(|part| read_name(part.trim()).or_else(|| party(part.trim())))
        .collect()
}

/// "whoever is on the rota", "anyone": who it is depends.
fn nobody(part: &str) -> bool {
    let first = part.split_whitespace().next().unwrap_or_default().to_lowercase();
    matches!(
        first.as_str(),
        "whoever"
            | "whichever"
            | "anyone"
            | "anybody"
            | "someone"
            | "somebody"
            | "nobody"
            | "none"
            | "everyone"
            | "everybody"
    )
}

/// "Resident", "Visitors": a cell that is nothing but a word for an audience or for people at large.
pub(super) fn party(cell: &str) -> Option<RoleName> {
    let reading = read(cell);
    let [phrase] = &reading.groups.phrases[..] else { return None };
    let head = &reading.tokens[phrase.head];
    let noun = head.word.noun.as_deref().unwrap_or(&head.lower);
    let whole = phrase.tokens == (0, reading.tokens.len()) && phrase.core == 0 && !phrase.pronoun;
    if !whole || !matches!(generic(noun), Some(Generic::Audience | Generic::People)) {
        return None;
    }
    let before = &reading.tokens[..phrase.head];
    let name = before.iter().map(|t| t.lower.as_str()).chain([noun]).collect::<Vec<_>>().join(" ");
    Some(RoleName { name, tokens: phrase.tokens, likelihood: Likelihood::Possible, plural: noun != head.lower })
}

//! What a column holds, by its title.

use super::super::heading::{Section, section};
use super::super::item::deed_item;
use super::super::omitted::goes_on;
use super::super::predicate::is_deed;
use rolecall_language::{Readings, look_up, read};
use rolecall_record::Strength;

/// What a column's title says of the roles in it; the surer the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum Title {
    /// People or bodies, who may stand for their roles.
    Somebody,
    /// Those whose it is, or whom to ask.
    Whose,
    /// Roles by that very word.
    Role,
}

/// Titles and labels of whose something is, rather than of whom to turn to for it.
pub(in super::super) const OWNED: [&str; 8] =
    ["owner", "responsible", "accountable", "lead", "assigned to", "assignee", "done by", "whose job"];

impl Title {
    pub(in super::super) fn of(title: &str) -> Option<Self> {
        Some(match title.trim().trim_end_matches(['?', ':']).to_lowercase().as_str() {
            "role" | "roles" | "job" | "job title" | "title" | "position" | "occupation" | "post" | "career"
            | "role name" | "job role" | "crew member" => Self::Role,
            known if OWNED.contains(&known) => Self::Whose,
            "who" | "call" | "ask" | "contact" | "who to ask" | "who to ring" | "who to call" | "speak to"
            | "talk to" | "who does it" | "who decides" | "who is responsible" | "responsibility of" | "go to"
            | "ring" => Self::Whose,
            "person" | "name" | "department" | "team" => Self::Somebody,
            _ => return None,
        })
    }
}

/// What a column's title says of the cells below it, read once for all of them.
pub(super) struct Column {
    holds: Option<Section>,
    denied: bool,
    untitled: bool,
}

impl Column {
    pub fn new(title: &str) -> Self {
        let lower = title.to_lowercase();
        let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let has = |list: &[&str]| words.iter().any(|w| list.contains(w));
        let denied = has(&["not", "never", "n"]) || lower.contains("n't") || lower.contains("n’t");
        Self { holds: holds(title, denied, has), denied, untitled: title.is_empty() }
    }

    /// Whether its title says that it holds what somebody does.
    pub fn is_of_duties(&self) -> bool {
        self.holds == Some(Section::Duties)
    }

    /// What a cell of it holds, by the title, else by the cell; `above` is what the section is about.
    pub fn cell(&self, cell: &str, above: Option<Section>) -> Option<Section> {
        if self.holds.is_some() {
            return self.holds;
        }
        // "Shapes the spaces"
        if goes_on(&read(cell)) {
            return Some(duties(self.denied));
        }
        let words = cell.split_whitespace().count();
        let figures = cell.chars().filter(|c| c.is_ascii_digit()).count() * 4 > cell.len();
        if self.untitled && words > 3 && !figures || above == Some(Section::Duties) && words > 2 {
            return Some(Section::Duties);
        }
        None
    }
}

fn duties(denied: bool) -> Section {
    if denied { Section::Denials } else { Section::Duties }
}

/// What the words of a title say; `has` tells whether one of a list is among them.
fn holds(title: &str, denied: bool, has: impl Fn(&[&str]) -> bool) -> Option<Section> {
    if has(&[
        "pay",
        "salary",
        "wage",
        "wages",
        "growth",
        "rate",
        "median",
        "outlook",
        "hours",
        "number",
        "education",
        "reports",
        "answers",
    ]) {
        return Some(Section::Facts);
    }
    if has(&[
        "does",
        "do",
        "duties",
        "responsibilities",
        "responsibility",
        "tasks",
        "task",
        "job",
        "main",
        "handles",
        "work",
        "what",
        "responsible",
        "role",
        "covers",
    ]) {
        return Some(duties(denied));
    }
    // "Step", not "Next step" or "Activity level"
    if matches!(
        title.trim().to_lowercase().as_str(),
        "step" | "steps" | "action" | "actions" | "activity" | "activities"
    ) {
        return Some(duties(denied));
    }
    if has(&["where", "when", "held", "base", "based", "place", "location"]) {
        return Some(Section::Facts);
    }
    if title.is_empty() {
        return None;
    }
    let reading = read(title);
    if let Some(known) = section(&reading) {
        return Some(known);
    }
    // "Looks after", "Draws": the title is the verb.
    let verb = !has(&["note", "notes", "comment", "comments", "remark", "remarks"])
        && (titled_by_verb(title) || deed_item(&reading.tokens));
    verb.then(|| duties(denied))
}

/// Whether a column's title is a verb with nothing to act on: "Looks after", "Delivers".
pub(super) fn titled_by_verb(title: &str) -> bool {
    let mut words = title.split_whitespace();
    let first = words.next().unwrap_or_default().to_lowercase();
    let word = look_up(&first);
    let verb = word.readings.any(Readings::THIRD.with(Readings::BASE)) && word.readings.any(Readings::MAINLY_VERB);
    let rest: Vec<&str> = words.collect();
    verb && matches!(rest[..], [] | ["after" | "for" | "to" | "with" | "on" | "up" | "over"])
        && word.verb.as_deref().is_some_and(is_deed)
}

/// How far those are in it whom a column names beside the one whose it is: "Support", "Deputy".
pub(in super::super) fn stands_by(title: &str) -> Option<Strength> {
    Some(match title.trim().trim_end_matches([':', '?']).to_lowercase().as_str() {
        "support" | "supported by" | "assists" | "assisted by" | "helper" | "helpers" | "helps" | "helped by"
        | "with" | "with help from" => Strength::Helps,
        "deputy" | "backup" | "back-up" | "stand-in" | "cover" | "substitute" | "if away" | "alternate" | "reserve" => {
            Strength::May
        }
        "accountable" | "a" | "approver" | "approves" | "approved by" | "sign-off" | "signed off by"
        | "reviewed by" | "reviewer" | "checked by" | "verified by" | "supervised by" => Strength::Decides,
        _ => return None,
    })
}

/// Whether a column tells how it was: "Until now", "Before", "Previously".
pub(super) fn past(title: &str) -> bool {
    let lower = title.to_lowercase();
    let first = lower.split_whitespace().next().unwrap_or_default();
    matches!(
        first,
        "until" | "till" | "before" | "previously" | "previous" | "formerly" | "former" | "old" | "was" | "past"
    )
}

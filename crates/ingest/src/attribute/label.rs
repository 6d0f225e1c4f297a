//! Labels that hand over what stands beside them: "Owner: porter" below a heading, "Action: porter" behind what the minutes tell,
//! "Gate (porter)" as a heading.
//!
//! What they name has to be somebody by its words and nothing else. Above all sections a label says whose the paper is, not whose
//! task: "Owner: IT manager" over a policy makes nobody else's password the IT manager's.

use super::heading;
use super::inventory::Inventory;
use super::owner::owners;
use super::table::OWNED;
use super::walk::Piece;
use rolecall_language::{Likelihood, Reading, RoleName, Token, read, role_name};
use rolecall_record::BlockKind;

/// The topic of a heading before its owner has no more words.
const LONGEST_TOPIC: usize = 6;

/// Nor has such a line more bytes.
const LONGEST: usize = 120;

/// Whose something is by a line or sentence that is nothing but a label: "Owner: porter", "(Action: porter and cook)".
pub(super) fn whose(line: &str, inventory: &Inventory) -> Option<Vec<String>> {
    known(&labelled(line)?, inventory)
}

/// Whose the tasks of a section are by its heading: "Gate (porter)", "Stove – cook".
pub(super) fn headed(title: &str, inventory: &Inventory) -> Option<Vec<String>> {
    known(&behind_topic(title)?, inventory)
}

/// Whether at least two headings are built so; one alone may be anything ("Tipping – waiter").
pub(super) fn heads_alike<'a>(headings: impl Iterator<Item = &'a str>) -> bool {
    headings.filter(|title| behind_topic(title).is_some()).take(2).count() == 2
}

/// The names that such labels and headings make roles in these pieces.
pub(super) fn names(pieces: &[Piece<'_>], text: &str) -> Vec<RoleName> {
    let named = |piece: &Piece<'_>| {
        let lines: Vec<Option<Vec<RoleName>>> = match piece.block.kind {
            BlockKind::Heading { .. } => vec![behind_topic(piece.block.span.of(text))],
            BlockKind::Paragraph | BlockKind::ListItem { .. } => {
                piece.sentences.iter().map(|(span, _)| labelled(span.of(text))).collect()
            }
            _ => Vec::new(),
        };
        lines.into_iter().flatten().flatten().filter(|n| n.likelihood >= Likelihood::Likely).collect::<Vec<_>>()
    };
    pieces.iter().flat_map(named).collect()
}

/// The names behind "Owner:", "Action:" and the like; labels of whom to call or of an author hand over nothing.
fn labelled(line: &str) -> Option<Vec<RoleName>> {
    if line.len() > LONGEST {
        return None;
    }
    let line = line.trim_start_matches(['(', '[', '*', ' ']).trim_end_matches([')', ']', '*', '.', ' ']);
    let (label, names) = line.split_once(':')?;
    let lower = label.trim().to_lowercase();
    let person =
        matches!(lower.as_str(), "responsibility" | "responsible person" | "person responsible" | "carried out by");
    let owner = person || OWNED.contains(&lower.as_str());
    if owner || acts(label) { all(names) } else { None }
}

/// Whether a line is a label of minutes: "Action: porter", "(Action by: porter)".
pub(super) fn of_action(line: &str) -> bool {
    let line = line.trim_start_matches(['(', '[', '*', ' ']);
    line.split_once(':').is_some_and(|(label, _)| acts(label))
}

/// Whether a block is the label "Responsible:" or "Responsibility:" rather than that of an owner.
pub(super) fn of_duty(text: &str, piece: &Piece<'_>) -> bool {
    let line = piece.block.span.of(text).trim_start_matches(['*', ' ']).to_lowercase();
    line.split_once(':').is_some_and(|(label, _)| matches!(label.trim(), "responsible" | "responsibility"))
}

/// Whether what stands below a heading is done step by step: "Procedure".
pub(super) fn heads_steps(title: &str) -> bool {
    let title = title.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ')).to_lowercase();
    matches!(
        title.trim(),
        "procedure" | "procedures" | "method" | "steps" | "process" | "instructions" | "work instruction"
    )
}

/// Whether a label says that something is to be done: "Action", "Action by".
fn acts(label: &str) -> bool {
    matches!(
        label.trim().to_lowercase().as_str(),
        "action" | "actions" | "action by" | "action for" | "action on" | "actioned by"
    )
}

/// Whether a word is one by which a page or programme labels what is no task: "Author", "Present", "Year 2", "Panel".
pub(super) fn of_page(token: &Token<'_>) -> bool {
    matches!(
        token.word.noun.as_deref().unwrap_or(&token.lower),
        "author"
            | "photo"
            | "by"
            | "from"
            | "to"
            | "cc"
            | "present"
            | "absent"
            | "apology"
            | "title"
            | "name"
            | "year"
            | "month"
            | "week"
            | "day"
            | "level"
            | "grade"
            | "stage"
            | "step"
            | "age"
            | "example"
            | "panel"
            | "keynote"
            | "speaker"
            | "talk"
            | "lecture"
            | "interview"
            | "guest"
            | "consulted"
            | "informed"
    )
}

fn behind_topic(title: &str) -> Option<Vec<RoleName>> {
    let title = title.trim();
    let bracket = title.strip_suffix(')').and_then(|t| t.rsplit_once(" ("));
    let marks = [" – ", " — ", " - ", " -> ", " → "];
    let (topic, names) = bracket.or_else(|| marks.iter().find_map(|mark| title.rsplit_once(mark)))?;
    if topic.split_whitespace().count() > LONGEST_TOPIC {
        return None;
    }
    let names = all(names)?;
    // "Parking – nurses" is for them, "Gate – porter" is the porter's; "3. Trip (Mrs Khan)" is on an agenda.
    let agenda = topic.split_once('.').is_some_and(|(number, _)| number.bytes().all(|b| b.is_ascii_digit()));
    if agenda || names.iter().any(|n| n.plural || n.likelihood < Likelihood::Likely) {
        return None;
    }
    let reading = read(topic);
    let somebody = |p| role_name(&reading, p).is_some_and(|n| n.likelihood >= Likelihood::Likely);
    (!reading.groups.phrases.iter().any(somebody) && heading::section(&reading).is_none()).then_some(names)
}

/// The names that words are, if they are nothing else and deny nothing.
fn all(names: &str) -> Option<Vec<RoleName>> {
    owners(names).filter(|(_, denied)| !denied).map(|(names, _)| names)
}

/// The article's roles that `names` stand for, if each is one.
fn known(names: &[RoleName], inventory: &Inventory) -> Option<Vec<String>> {
    let roles = || names.iter().map(|n| inventory.resolve(&n.name, &[])).collect();
    names.iter().all(|n| inventory.is_role(&n.name)).then(roles)
}

/// Whether a sentence tells something that could be somebody's to see to.
pub(super) fn tells(reading: &Reading<'_>) -> bool {
    !reading.groups.verbs.is_empty() && reading.tokens.last().is_none_or(|t| t.text != "?" && t.text != ":")
}

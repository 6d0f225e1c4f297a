//! Labels that hand over what stands beside them: "Owner: porter" below a heading, "Action: porter" behind what the minutes tell,
//! "Gate (porter)" as a heading.
//!
//! Labels are read as the titles of a table's columns are; what they name has to be a role of the article and nothing else.

use super::heading;
use super::inventory::Inventory;
use super::owner::owners;
use super::table::Title;
use super::walk::Piece;
use rolecall_language::{Likelihood, Reading, RoleName, read, role_name};
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

fn labelled(line: &str) -> Option<Vec<RoleName>> {
    if line.len() > LONGEST {
        return None;
    }
    let line = line.trim_start_matches(['(', '[', '*', ' ']).trim_end_matches([')', ']', '*', '.', ' ']);
    let (label, names) = line.split_once(':')?;
    let owner = matches!(Title::of(label), Some(Title::Whose)) || acts(label);
    if owner { all(names) } else { None }
}

/// Whether a label says that something is to be done: "Action", "Action by".
fn acts(label: &str) -> bool {
    matches!(
        label.trim().to_lowercase().as_str(),
        "action" | "actions" | "action by" | "action for" | "action on" | "actioned by" | "by"
    )
}

fn behind_topic(title: &str) -> Option<Vec<RoleName>> {
    let title = title.trim();
    let bracket = title.strip_suffix(')').and_then(|t| t.rsplit_once(" ("));
    let marks = [" – ", " — ", " - ", " -> ", " → ", " / "];
    let (topic, names) = bracket.or_else(|| marks.iter().find_map(|mark| title.rsplit_once(mark)))?;
    if topic.split_whitespace().count() > LONGEST_TOPIC {
        return None;
    }
    let names = all(names)?;
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

//! What a job description says of its post in labels: "Job title: Bursar", "Reports to: the headteacher".
//!
//! Such lines are no sentences and nobody's duties, but they tell whose page it is where its headings do not.

use super::heading;
use super::inventory::read_name;
use super::walk::Piece;
use rolecall_language::{Generic, Reading, RoleName, Tag, generic};
use rolecall_record::BlockKind;

/// How far below a post's name the line stands that says to whom it reports, in blocks.
const NEAR: usize = 6;

/// The title that a line "Job title: Bursar" or "Post: Bursar" gives, with the line's words for it.
pub(super) fn title(line: &str) -> Option<(&str, RoleName)> {
    let (label, name) = line.split_once([':', '\t'])?;
    let label = label.trim().to_lowercase();
    let words: Vec<&str> = label.split_whitespace().collect();
    let post = |word: &str| generic(word) == Some(Generic::Post);
    let labels = match words[..] {
        [word] => post(word),
        [word, "title" | "name"] | ["title" | "name", "of", word] => post(word),
        ["title", "of", "the", word] => post(word),
        _ => false,
    };
    let name = name.trim().trim_end_matches('.');
    // "Role: to keep the books" names nobody.
    let short = name.split_whitespace().count() <= 7;
    (labels && short).then_some(name).and_then(|name| Some((name, read_name(name)?)))
}

/// Whether a sentence is a label of whom a post answers to: "Reporting to: Matron", "Responsible to the clerk".
pub(super) fn answers_to(reading: &Reading<'_>) -> bool {
    let mut words = reading.tokens.iter().map(|t| t.lower.as_str());
    matches!(words.next(), Some("reports" | "reporting" | "responsible" | "accountable" | "answerable"))
        && words.next() == Some("to")
        && !reading.tokens.iter().skip(2).any(|t| matches!(t.tag, Tag::Verb(_) | Tag::Be | Tag::Have))
}

/// "The cook reports to:", "You will be accountable to:"
pub(super) fn answers(reading: &Reading<'_>) -> bool {
    let mut words = reading.tokens.iter().rev().filter(|t| !t.tag.mark()).map(|t| t.lower.as_str());
    let to = words.next() == Some("to");
    to && matches!(
        words.next(),
        Some("reports" | "report" | "reporting" | "responsible" | "accountable" | "answerable")
    )
}

/// The name that the heading at `at` gives to a post, where a line right below it says to whom it answers.
pub(super) fn headed(pieces: &[Piece<'_>], at: usize, text: &str) -> Option<RoleName> {
    let below = pieces[at + 1..].iter().take(NEAR).take_while(|p| !matches!(p.block.kind, BlockKind::Heading { .. }));
    let reports = below.filter_map(|p| p.sentences.first()).any(|(_, r)| answers_to(r));
    let line = pieces[at].block.span.of(text);
    if !reports || heading::section(&rolecall_language::read(line)).is_some() {
        return None;
    }
    read_name(before_field(line))
}

/// A post's name without the field or place behind a mark: "Ward Sister – Elderly Care".
pub(super) fn before_field(line: &str) -> &str {
    let end = [" – ", " — ", " - ", " | ", " (", ", "].iter().filter_map(|mark| line.find(mark)).min();
    end.map_or(line, |end| &line[..end]).trim()
}

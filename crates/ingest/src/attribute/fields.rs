//! Records of labelled lines: "Task: lock the gate", "Owner: porter", "Due: Friday", and then the next one.
//!
//! Each line alone tells little; together they are a row of a table whose columns their labels name, so labels are read as the
//! titles of columns are. One record may be anybody's letterhead: two of the same labels have to follow each other.

use super::cards::Card;
use super::owner::{deed, owners};
use super::table::{Title, stands_by};
use super::walk::Piece;
use rolecall_language::read;
use rolecall_record::{BlockKind, Span, Strength};
use std::collections::{BTreeMap, BTreeSet};

/// A labelled line.
struct Field<'a> {
    piece: usize,
    label: String,
    value: &'a str,
}

/// Gives `cards` for the tasks of records: whose each is.
pub(super) fn find(pieces: &[Piece<'_>], text: &str, cards: &mut [Option<Card>]) {
    let mut records: Vec<Vec<Field<'_>>> = Vec::new();
    // Those of the last record: a list of names is one record without end.
    let mut labels: BTreeSet<String> = BTreeSet::new();
    let mut next = usize::MAX;
    for (at, piece) in pieces.iter().enumerate() {
        let Some((label, value)) = field(&piece.block.kind, piece.block.span, text) else { continue };
        if next != at || labels.contains(&label) {
            records.push(Vec::new());
            labels.clear();
        }
        labels.insert(label.clone());
        if let Some(record) = records.last_mut() {
            record.push(Field { piece: at, label, value });
        }
        next = at + 1;
    }
    let mut often: BTreeMap<&str, usize> = BTreeMap::new();
    for field in records.iter().flatten() {
        *often.entry(&field.label).or_default() += 1;
    }
    for record in records.iter().filter(|record| record.len() > 1) {
        let known = || record.iter().filter(|f| often[f.label.as_str()] > 1);
        let mut names = Vec::new();
        for field in known() {
            let strength = match Title::of(&field.label) {
                Some(Title::Whose | Title::Role) => Some(Strength::Does),
                _ => stands_by(&field.label),
            };
            if let (Some(strength), Some((found, false))) = (strength, owners(field.value)) {
                names.extend(found.into_iter().map(|name| (name, strength)));
            }
        }
        if names.is_empty() {
            continue;
        }
        for task in known().filter(|f| names_task(&f.label) && deed(&read(f.value))) {
            cards[task.piece] = Some(Card { owners: names.clone() });
        }
    }
}

/// The label of a line, in small letters, and what stands behind it.
fn field<'a>(kind: &BlockKind, span: Span, text: &'a str) -> Option<(String, &'a str)> {
    let (label, value) = match kind {
        BlockKind::TableRow { cells, .. } => match cells[..] {
            [label, value] => (label.of(text), value.of(text)),
            _ => return None,
        },
        BlockKind::Paragraph | BlockKind::ListItem { .. } => span.of(text).split_once(": ")?,
        _ => return None,
    };
    let (label, value) = (label.trim().trim_end_matches(':'), value.trim());
    let short = (1..=3).contains(&label.split_whitespace().count()) && label.len() <= 24;
    (short && !value.is_empty() && value.len() <= 120).then(|| (label.to_lowercase(), value))
}

/// Whether a label says that a task stands behind it.
fn names_task(label: &str) -> bool {
    matches!(
        label,
        "task"
            | "action"
            | "action item"
            | "what"
            | "job"
            | "duty"
            | "subject"
            | "item"
            | "activity"
            | "todo"
            | "to do"
            | "work"
            | "step"
            | "does"
            | "responsibility"
    )
}

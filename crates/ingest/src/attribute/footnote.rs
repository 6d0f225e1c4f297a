//! Footnotes of tables: what the mark behind a value, or behind the title of its column, refers to.

use rolecall_record::{Block, Fact};
use std::collections::BTreeMap;

const MARKS: [char; 4] = ['*', '†', '‡', '§'];

/// The marks at the end of a cell: "$18.60*".
pub(super) fn mark(cell: &str) -> Option<&str> {
    let cell = cell.trim_end();
    let bare = cell.trim_end_matches(MARKS);
    (!bare.is_empty() && bare.len() < cell.len()).then(|| &cell[bare.len()..])
}

/// A cell without the marks at its end.
pub(super) fn unmarked(cell: &str) -> &str {
    cell.trim_end().trim_end_matches(MARKS).trim()
}

/// Puts into each fact's note, which so far holds its mark, what the article says below that mark; nothing where it says
/// nothing.
pub(super) fn resolve(text: &str, blocks: &[Block], facts: &mut [Fact]) {
    if facts.iter().all(|fact| fact.note.is_none()) {
        return;
    }
    let notes = notes(text, blocks);
    for fact in facts {
        fact.note = fact.note.take().and_then(|mark| notes.get(mark.as_str()).cloned());
    }
}

/// What stands behind each mark that begins a block, or a part of such a block: "*As of May. †Not in all states."
fn notes(text: &str, blocks: &[Block]) -> BTreeMap<String, String> {
    let mut notes = BTreeMap::new();
    for block in blocks {
        let said = block.span.of(text).trim();
        if !said.starts_with(MARKS) {
            continue;
        }
        let begins = |at: usize| at == 0 || said[..at].ends_with(char::is_whitespace);
        let mut starts: Vec<usize> = said.match_indices(MARKS).map(|(at, _)| at).filter(|at| begins(*at)).collect();
        starts.push(said.len());
        for part in starts.windows(2) {
            let part = &said[part[0]..part[1]];
            let note = part.trim_start_matches(MARKS);
            let mark = &part[..part.len() - note.len()];
            if !note.trim().is_empty() {
                notes.entry(mark.to_owned()).or_insert_with(|| note.trim().to_owned());
            }
        }
    }
    notes
}

#[cfg(test)]
mod tests {
    use crate::understand;

    #[test]
    fn a_value_has_the_footnote_that_it_or_its_column_refers_to() {
        let page = "# Pay on board\n\n| Role | Yearly pay* |\n|---|---|\n| Purser | £31,000 |\n| Waiter | £22,000† |\n\n\
                    *As told by the union. †Without tips.\n";
        let record = understand("ship/pay.md", page.as_bytes()).unwrap();
        let told: Vec<(&str, Option<&str>)> =
            record.facts.iter().map(|f| (f.value.as_str(), f.note.as_deref())).collect();
        assert_eq!(told, [("£31,000", Some("As told by the union.")), ("£22,000", Some("Without tips."))]);
    }

    #[test]
    fn a_mark_that_leads_nowhere_is_no_footnote() {
        let page = "# Pay on board\n\n| Role | Yearly pay* |\n|---|---|\n| Purser | £31,000 |\n| Waiter | £22,000 |\n";
        let record = understand("ship/pay.md", page.as_bytes()).unwrap();
        assert!(record.facts.iter().all(|fact| fact.note.is_none()), "{:?}", record.facts);
    }
}

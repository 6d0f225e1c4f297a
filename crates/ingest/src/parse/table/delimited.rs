//! Values parted by tabs, commas or semicolons, a header first.

use super::titles::{above, is_title};
use super::{Grid, Row};
use crate::bounds;
use rolecall_record::Diagnostic;

/// The character that parts the values of `text`, where it is such a table: each of its first lines has the same number of
/// values, two at least, or the first of them are titles that are known.
pub(in crate::parse) fn delimiter(ending: &str, text: &str) -> Option<char> {
    let candidates: &[char] = match ending {
        "tsv" | "tab" => &['\t'],
        "csv" => &[',', ';', '\t'],
        _ => return None,
    };
    if let (Some(said), _) = said(text) {
        return Some(said);
    }
    candidates.iter().copied().find(|delimiter| {
        let rows = rows(text, *delimiter, 20).rows;
        // The name of the list may stand above it.
        let rows = &rows[above(&rows).min(rows.len())..];
        let Some(header) = rows.first().filter(|header| header.len() > 1 && rows.len() > 1) else { return false };
        let as_wide = rows.iter().filter(|row| row.len() == header.len()).count();
        as_wide * 10 >= rows.len() * 9 || header.cells().filter(|cell| is_title(cell)).count() > 1
    })
}

/// The delimiter that the first line says, as spreadsheet programs write it ("sep=;"), and the rest.
fn said(text: &str) -> (Option<char>, &str) {
    let line = text.trim_start_matches('\u{feff}').split(['\r', '\n']).next().unwrap_or_default();
    let mut said = line.strip_prefix("sep=").into_iter().flat_map(str::chars);
    match (said.next(), said.next()) {
        (Some(delimiter), None) => (Some(delimiter), &text[text.find("sep=").unwrap_or(0) + line.len()..]),
        _ => (None, text),
    }
}

/// Reads the rows, as many as a text of this length may have and no more than one beyond, and notes what was odd.
pub(in crate::parse) fn read(text: &str, delimiter: char) -> (Grid, Vec<Diagnostic>) {
    let rest = said(text).1;
    let Read { rows, unclosed } = rows(rest, delimiter, bounds::pieces(text.len()) + 2);
    let note = |at: usize| {
        let at = text.len() - rest.len() + at;
        let line = 1 + text[..at].matches('\n').count().max(text[..at].matches('\r').count());
        Diagnostic { at, message: format!("line {line} has a quotation mark that is never closed, which was left out") }
    };
    let above = above(&rows);
    let mut rows = rows.into_iter().skip(above);
    let header = rows.next().unwrap_or_default();
    let header = header.cells().map(str::to_owned).collect();
    (Grid { header, rows: rows.collect(), ..Grid::default() }, unclosed.map(note).into_iter().collect())
}

/// Rows that were read.
struct Read {
    rows: Vec<Row>,
    /// Where a quotation mark stands that is never closed.
    unclosed: Option<usize>,
}

/// The values of each row, quotes taken off (RFC 4180: a quoted value may hold delimiters and line breaks, `""` is a
/// quote); at most `most` rows, empty ones left out. A quote that is never closed would make all that follows one value, so it
/// is taken for a slip and left out.
fn rows(text: &str, delimiter: char, most: usize) -> Read {
    let (mut rows, mut row) = (Vec::new(), Writing::default());
    let (mut quoted, mut opened, mut unclosed) = (false, 0, None);
    // Between tabs a quotation mark is one, unless all that stands in the first line is quoted.
    let first = text.lines().next().unwrap_or_default().trim_start_matches('\u{feff}');
    let quoted_whole = |cell: &str| cell.len() > 1 && cell.starts_with('"') && cell.ends_with('"');
    let quotes = delimiter != '\t' || first.split(delimiter).all(quoted_whole);
    let mut from = 0;
    let mut chars = text.char_indices().peekable();
    while rows.len() < most {
        let Some((at, c)) = chars.next() else {
            if !quoted || unclosed.is_some() {
                rows.extend(row.end());
                break;
            }
            unclosed = Some(opened);
            quoted = false;
            row.text.truncate(row.from);
            from = opened + 1;
            chars = text[from..].char_indices().peekable();
            continue;
        };
        let mut follows = |next: char| chars.next_if(|(_, c)| *c == next).is_some();
        match c {
            '"' if quoted && follows('"') => row.text.push('"'),
            '"' if quoted => quoted = false,
            '"' if row.text.len() == row.from && quotes => (quoted, opened) = (true, from + at),
            '\r' | '\n' if !quoted => {
                if c == '\r' {
                    follows('\n');
                }
                rows.extend(row.end());
            }
            c if c == delimiter && !quoted => row.end_cell(),
            c => row.text.push(c),
        }
    }
    Read { rows, unclosed }
}

/// A row that is being read.
#[derive(Default)]
struct Writing {
    text: String,
    /// Where the cells before end, and the one being read begins.
    ends: Vec<u32>,
    from: usize,
}

impl Writing {
    fn end_cell(&mut self) {
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        self.from = self.text.len();
    }

    /// The row that ends here, if anything stands in it.
    fn end(&mut self) -> Option<Row> {
        self.end_cell();
        let row = Row { text: self.text.as_str().into(), ends: self.ends.as_slice().into() };
        self.text.clear();
        self.ends.clear();
        self.from = 0;
        let said = row.cells().any(|cell| !cell.trim().is_empty());
        said.then_some(row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(ending: &str, text: &str) -> Vec<String> {
        let delimiter = delimiter(ending, text).expect("a table");
        let document = super::super::document(&read(text, delimiter).0, &super::super::Columns::default()).unwrap();
        document.blocks.iter().map(|b| b.span.of(&document.text).replace('\t', " | ")).collect()
    }

    #[test]
    fn role_and_task_are_taken_out_of_many_columns() {
        let text = "code\ttitle\tid\ttask\n1\tCooks\t7\tPlan the menu.\n2\tPursers\t8\tCount the cash.\n";
        assert_eq!(shown("tsv", text), ["Role | Task", "Cooks | Plan the menu.", "Pursers | Count the cash."]);
    }

    #[test]
    fn columns_without_a_name_are_told_by_what_stands_in_them() {
        let text =
            "nr,aa,bb\n1,Cook,\"Plans, orders and tastes \"\"the menu\"\"\"\n2,Purser,Counts the cash every evening\n";
        assert_eq!(
            shown("csv", text)[1..],
            ["Cook | Plans, orders and tastes \"the menu\"", "Purser | Counts the cash every evening"]
        );
    }

    #[test]
    fn what_is_no_table_is_left_to_others() {
        assert_eq!(delimiter("txt", "a\tb\nc\td\n"), None);
        assert_eq!(delimiter("csv", "Notes, of sorts\nwithout columns\nor rows, that, match\n"), None);
        assert_eq!(delimiter("tsv", ""), None);
    }

    #[test]
    fn rows_of_every_system_and_of_any_length_are_read_below_known_titles() {
        let expected = ["Role | Task", "Purser | Counts the cash", "Waiter | Pours the wine"];
        for text in [
            "Role,Task\rPurser,Counts the cash\rWaiter,Pours the wine\r",
            "Role,Task,When\nPurser,Counts the cash\nCook\n,Carries the bags\nWaiter,Pours the wine,daily,x,x\n",
            "sep=|\r\nRole|Task\r\nPurser|Counts the cash\r\nWaiter|Pours the wine\r\n",
        ] {
            let rows = shown("csv", text);
            let roles: Vec<&String> = rows.iter().filter(|row| !row.starts_with(" | ")).collect();
            assert_eq!(roles, expected, "{text:?}");
        }
    }

    #[test]
    fn a_first_row_that_is_no_title_is_a_row() {
        let text = "Purser,Counts the cash\nWaiter,Pours the wine\n";
        assert_eq!(shown("csv", text), ["Role | Task", "Purser | Counts the cash", "Waiter | Pours the wine"]);
        assert_eq!(shown("csv", "Staff,What they do\nWaiter,Pours the wine\n").len(), 2);
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_is_a_slip_and_noted() {
        let (grid, notes) = read("Role,Task\nPurser,\"Counts the cash\nWaiter,Pours\nCook,Bakes\n", ',');
        let rows: Vec<String> = grid.rows.iter().map(|row| row.cells().collect::<Vec<_>>().join("|")).collect();
        assert_eq!(rows, ["Purser|Counts the cash", "Waiter|Pours", "Cook|Bakes"]);
        assert_eq!(notes[0].message, "line 2 has a quotation mark that is never closed, which was left out");
    }
}

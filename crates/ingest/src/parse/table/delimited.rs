//! Values parted by tabs, commas or semicolons, a header first.

use super::{Grid, Row};
use crate::bounds;

/// The character that parts the values of `text`, where it is such a table: each of its first lines has the same number of
/// values, two at least.
pub(in crate::parse) fn delimiter(ending: &str, text: &str) -> Option<char> {
    let candidates: &[char] = match ending {
        "tsv" | "tab" => &['\t'],
        "csv" => &[',', ';', '\t'],
        _ => return None,
    };
    candidates.iter().copied().find(|delimiter| {
        let rows = rows(text, *delimiter, 20);
        let width = rows.first().map_or(0, Row::len);
        width > 1 && rows.len() > 1 && rows.iter().filter(|row| row.len() == width).count() * 10 >= rows.len() * 9
    })
}

/// Reads the rows, as many as a text of this length may have and no more than one beyond.
pub(in crate::parse) fn read(text: &str, delimiter: char) -> Grid {
    let mut rows = rows(text, delimiter, bounds::pieces(text.len()) + 2).into_iter();
    let header = rows.next().unwrap_or_default();
    Grid { header: header.cells().map(str::to_owned).collect(), rows: rows.collect(), padded: false }
}

/// The values of each row, quotes taken off (RFC 4180: a quoted value may hold delimiters and line breaks, `""` is a
/// quote); at most `most` rows, empty ones left out.
fn rows(text: &str, delimiter: char, most: usize) -> Vec<Row> {
    let (mut rows, mut row) = (Vec::new(), Writing::default());
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                row.text.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if row.text.len() == row.from && delimiter != '\t' => quoted = true,
            '\r' if !quoted => {}
            '\n' if !quoted => {
                rows.extend(row.end());
                if rows.len() >= most {
                    return rows;
                }
            }
            c if c == delimiter && !quoted => row.end_cell(),
            c => row.text.push(c),
        }
    }
    rows.extend(row.end());
    rows
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
        let document = super::super::document(&read(text, delimiter), &super::super::Columns::default()).unwrap();
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
}

//! Values parted by tabs, commas or semicolons, a header first.

use super::Grid;

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
        let width = rows.first().map_or(0, Vec::len);
        width > 1 && rows.len() > 1 && rows.iter().filter(|row| row.len() == width).count() * 10 >= rows.len() * 9
    })
}

/// Reads the rows.
pub(in crate::parse) fn read(text: &str, delimiter: char) -> Grid {
    let mut rows = rows(text, delimiter, usize::MAX).into_iter();
    Grid { header: rows.next().unwrap_or_default(), rows: rows.collect() }
}

/// The values of each row, quotes taken off (RFC 4180: a quoted value may hold delimiters and line breaks, `""` is a
/// quote); at most `most` rows, empty ones left out.
fn rows(text: &str, delimiter: char, most: usize) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut value) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                value.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if value.is_empty() && delimiter != '\t' => quoted = true,
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut value));
                let whole: Vec<String> = std::mem::take(&mut row);
                if whole.iter().any(|value| !value.trim().is_empty()) {
                    rows.push(whole);
                }
                if rows.len() >= most {
                    return rows;
                }
            }
            c if c == delimiter && !quoted => row.push(std::mem::take(&mut value)),
            c => value.push(c),
        }
    }
    row.push(value);
    if row.iter().any(|value| !value.trim().is_empty()) {
        rows.push(row);
    }
    rows
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

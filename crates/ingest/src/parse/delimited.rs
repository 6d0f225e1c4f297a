//! Tables of tasks as spreadsheets and databases give them: values parted by tabs, commas or semicolons, a header first.
//!
//! Such a table may have many columns (codes, dates, kinds); only two of them answer "who does what". They are found by
//! their header's words, else by what stands in them: the task is what is longest, the role what is repeated or short
//! before it. The document then is a table of these two, so that the rest of the pipeline sees what it knows from pages.

use crate::Document;

/// Words of a header that name roles, the surest first.
const ROLE: &[&str] =
    &["role", "occupation", "job title", "job", "position", "title", "responsible", "owner", "who", "name"];
/// Words of a header that name what they do.
const TASK: &[&str] = &[
    "task",
    "tasks",
    "duty",
    "duties",
    "responsibility",
    "responsibilities",
    "activity",
    "what",
    "description",
    "statement",
];
/// So many rows decide how a table is laid out.
const SAMPLE: usize = 200;

/// The character that parts the values of `text`, where it is such a table: each of its first lines has the same number of
/// values, two at least.
pub(super) fn delimiter(ending: &str, text: &str) -> Option<char> {
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

/// Reads a table of roles and tasks.
pub(super) fn parse(text: &str, delimiter: char) -> Document {
    let mut document = Document::default();
    let rows = rows(text, delimiter, usize::MAX);
    let Some((header, rows)) = rows.split_first() else { return document };
    let Some((role, task)) = columns(header, rows) else {
        for (i, row) in [header].into_iter().chain(rows).enumerate() {
            document.push_row(0, i == 0, &row.iter().map(|cell| (cell.clone(), 1)).collect::<Vec<_>>());
        }
        return document;
    };
    document.data = true;
    document.push_row(0, true, &[("Role".into(), 1), ("Task".into(), 1)]);
    for row in rows {
        if let (Some(role), Some(task)) = (row.get(role), row.get(task)) {
            document.push_row(0, false, &[(role.clone(), 1), (task.clone(), 1)]);
        }
    }
    document
}

/// The columns of the role and of the task.
fn columns(header: &[String], rows: &[Vec<String>]) -> Option<(usize, usize)> {
    let named = |words: &[&str]| {
        let heads: Vec<String> = header.iter().map(|h| h.trim().to_lowercase().replace('_', " ")).collect();
        words.iter().find_map(|word| heads.iter().position(|head| head == word))
    };
    let sample = &rows[..rows.len().min(SAMPLE)];
    let words = |column: usize| {
        let cells = sample.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.split_whitespace().count()).sum::<usize>()
    };
    let wordy = |column: &usize| {
        let letters = |cell: &&String| cell.chars().filter(|c| c.is_alphabetic()).count() * 2 > cell.chars().count();
        sample.iter().filter_map(|row| row.get(*column)).filter(letters).count() * 2 > sample.len()
    };
    let task = named(TASK).or_else(|| (0..header.len()).max_by_key(|column| words(*column)))?;
    let role = named(ROLE).filter(|role| *role != task);
    let role = role.or_else(|| (0..header.len()).filter(|column| *column != task).find(wordy))?;
    Some((role, task))
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

    fn read(ending: &str, text: &str) -> Vec<String> {
        let delimiter = delimiter(ending, text).expect("a table");
        let document = parse(text, delimiter);
        document.blocks.iter().map(|b| b.span.of(&document.text).replace('\t', " | ")).collect()
    }

    #[test]
    fn role_and_task_are_taken_out_of_many_columns() {
        let text = "code\ttitle\tid\ttask\n1\tCooks\t7\tPlan the menu.\n2\tPursers\t8\tCount the cash.\n";
        assert_eq!(read("tsv", text), ["Role | Task", "Cooks | Plan the menu.", "Pursers | Count the cash."]);
    }

    #[test]
    fn columns_without_a_name_are_told_by_what_stands_in_them() {
        let text =
            "nr,aa,bb\n1,Cook,\"Plans, orders and tastes \"\"the menu\"\"\"\n2,Purser,Counts the cash every evening\n";
        assert_eq!(
            read("csv", text)[1..],
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

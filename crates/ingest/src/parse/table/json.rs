//! JSON Lines and arrays of JSON: each object a row, its fields the columns, whatever the case of their names.

use super::{Grid, LIST};
use crate::parse::Unreadable;
use rolecall_record::Diagnostic;
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// No table has more columns; objects without a field in common would make as many as they are.
const MOST_COLUMNS: usize = 256;
/// Lists and objects within each other: each of them is read as often as there are some around it.
const DEEPEST: usize = 32;
/// So many lines that were passed over are noted one by one.
const MOST_NOTES: usize = 20;

/// Why something makes no row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    NoObject,
    Deep,
}

impl Fault {
    fn told(self, unit: &str, number: usize) -> String {
        let what = format!("{unit} {number}");
        match self {
            Self::NoObject => format!("{what} is no JSON object and was passed over"),
            Self::Deep => format!("{what} has lists or objects nested more than {DEEPEST} deep and was passed over"),
        }
    }
}

/// A table that was read, and notes on what was passed over.
type Noted = (Grid, Vec<Diagnostic>);

/// Reads the rows of `text`, and notes on lines that are none; `None` where it is no such table.
///
/// # Errors
/// [`Unreadable::Damaged`] where nothing is left of a table but what is nested too deep.
pub(in crate::parse) fn read(ending: &str, text: &str) -> Result<Option<Noted>, Unreadable> {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let by_lines = matches!(ending, "jsonl" | "ndjson");
    let list = if start.starts_with('[') { items(start) } else { None };
    let rows = match list {
        Some(list) => Some(of_list(&list)),
        None if by_lines || start.starts_with('{') => lines(text, by_lines),
        None => None,
    };
    let Some(rows) = rows else { return Ok(None) };
    if rows.grid.rows.is_empty()
        && let Some((_, number, _)) = rows.others.iter().find(|(fault, _, _)| *fault == Fault::Deep)
    {
        return Err(Unreadable::Damaged("a table in JSON", Fault::Deep.told(rows.unit, *number)));
    }
    let table = rows.grid.header.len() > 1 && !rows.grid.rows.is_empty();
    Ok(table.then(|| {
        let more = rows.others.len().saturating_sub(MOST_NOTES);
        let told = rows.others.iter().take(MOST_NOTES);
        let mut notes: Vec<_> =
            told.map(|(fault, number, at)| Diagnostic { at: *at, message: fault.told(rows.unit, *number) }).collect();
        if let Some((_, _, at)) = rows.others.get(MOST_NOTES) {
            notes.push(Diagnostic { at: *at, message: format!("{more} more were passed over for the same reasons") });
        }
        (rows.grid, notes)
    }))
}

/// Rows that are being read.
struct Rows {
    grid: Grid,
    /// The names of the columns, without their case.
    keys: Vec<String>,
    /// What its rows are called.
    unit: &'static str,
    /// What made no row: its number and where it stands.
    others: Vec<(Fault, usize, usize)>,
}

/// One object a line. A whole file that is one object is no table, but may hold one: its longest list.
fn lines(text: &str, by_lines: bool) -> Option<Rows> {
    let mut rows = Rows::of("line");
    if let Some(object) = fields(text) {
        if by_lines {
            rows.take(&object, 1, 0);
            return Some(rows);
        }
        let lists = object.values().filter_map(|value| items(value.get()));
        return Some(of_list(&lists.max_by_key(Vec::len)?));
    }
    let mut at = 0;
    for (i, line) in text.split_inclusive('\n').enumerate() {
        match fields(line.trim_start_matches('\u{feff}').trim()) {
            Some(object) => rows.take(&object, i + 1, at),
            None if line.trim().is_empty() => {}
            // Text that begins with a brace is text.
            None if i == 0 && !by_lines => return None,
            None => rows.others.push((Fault::NoObject, i + 1, at)),
        }
        at += line.len();
    }
    (by_lines || rows.grid.rows.len() > rows.others.len()).then_some(rows)
}

/// The values of a list, as they are written; `None` where `text` is none. As a tree they would take fifty times their length.
fn items(text: &str) -> Option<Vec<&RawValue>> {
    serde_json::from_str(text).ok()
}

/// The values of an object, as they are written, by name; `None` where `text` is none.
fn fields(text: &str) -> Option<BTreeMap<String, &RawValue>> {
    serde_json::from_str(text).ok()
}

/// The objects of a list as rows.
fn of_list(items: &[&RawValue]) -> Rows {
    let mut rows = Rows::of("object");
    for (i, item) in items.iter().enumerate() {
        if let Some(object) = fields(item.get()) {
            rows.take(&object, i + 1, 0);
        }
    }
    rows
}

impl Rows {
    fn of(unit: &'static str) -> Self {
        Self { grid: Grid { padded: true, keyed: true, ..Grid::default() }, keys: Vec::new(), unit, others: Vec::new() }
    }

    /// Adds an object as a row, up to its last cell with something in it.
    fn take(&mut self, object: &BTreeMap<String, &RawValue>, number: usize, at: usize) {
        let mut cells = vec![String::new(); self.keys.len()];
        for (name, value) in object {
            let text = match cell(value, 1) {
                Ok(text) => text,
                Err(fault) => {
                    self.others.push((fault, number, at));
                    return;
                }
            };
            let key = name.to_lowercase();
            let column = self.keys.iter().position(|known| *known == key).unwrap_or(self.keys.len());
            if column == MOST_COLUMNS {
                continue;
            }
            if column == self.keys.len() {
                self.keys.push(key);
                self.grid.header.push(name.clone());
                cells.push(String::new());
            }
            if cells[column].is_empty() {
                cells[column] = text;
            }
        }
        cells.truncate(cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1));
        self.grid.rows.push(cells.iter().collect());
    }
}

/// What a value says that stands in so many others.
fn cell(value: &RawValue, depth: usize) -> Result<String, Fault> {
    let text = value.get();
    let all = |values: &mut dyn Iterator<Item = &&RawValue>| {
        values.map(|value| cell(value, depth + 1)).collect::<Result<Vec<_>, Fault>>()
    };
    Ok(match text.as_bytes().first() {
        Some(b'[' | b'{') if depth > DEEPEST => return Err(Fault::Deep),
        Some(b'[') => all(&mut items(text).ok_or(Fault::NoObject)?.iter())?.join(&LIST.to_string()),
        Some(b'{') => all(&mut fields(text).ok_or(Fault::NoObject)?.values())?.join(" "),
        _ => match serde_json::from_str(text) {
            Ok(Value::Null) => String::new(),
            Ok(Value::String(text)) => text,
            Ok(other) => other.to_string(),
            // Half a character, or a number beyond all that are counted with.
            Err(_) if text.starts_with('"') => return Err(Fault::NoObject),
            Err(_) => text.to_owned(),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Option<String> {
        let (grid, notes) = read("json", text).unwrap()?;
        let rows = grid.rows.iter().map(|row| row.cells().collect::<Vec<_>>().join("|").replace(LIST, "+"));
        Some(format!("{} / {} / {}", grid.header.join("|"), rows.collect::<Vec<_>>().join(" "), notes.len()))
    }

    #[test]
    fn lines_arrays_and_an_object_around_them_are_tables() {
        let a = r#"{"role":"Cook","task":"Bakes"}"#;
        let b = r#"{"task":["Brews","Pours"],"role":"Host"}"#;
        let expected = Some("role|task / Cook|Bakes Host|Brews+Pours / 0".to_owned());
        assert_eq!(rows(&format!("{a}\n{b}\n")), expected);
        assert_eq!(rows(&format!("[{a}, {b}]")), expected);
        assert_eq!(rows(&format!("{{\"about\": \"x\", \"all\": [{a}, {b}]}}")), expected);
    }

    #[test]
    fn fields_that_an_object_lacks_take_no_room_and_are_empty() {
        let wide: Vec<String> = (0..255).map(|i| format!("\"a{i}\":1")).collect();
        let text = format!(
            "{{\"role\":\"Cook\",{}}}\n{}{{\"a9\":[1,[2,{{\"b\":3}}]]}}\n",
            wide.join(","),
            "{}\n".repeat(1000)
        );
        let (grid, _) = read("jsonl", &text).unwrap().unwrap();
        assert_eq!((grid.header.len(), grid.rows.len(), grid.rows[500].cells().count()), (256, 1002, 0));
        assert_eq!((grid.cell(&grid.rows[500], 9), grid.cell(&grid.rows[500], 256)), (Some(""), None));
        assert_eq!(grid.rows[1001].cells().last().map(|cell| cell.replace(LIST, "+")).as_deref(), Some("1+2+3"));
    }

    #[test]
    fn a_broken_line_is_noted_and_what_is_no_table_is_left_to_others() {
        let text = "{\"role\":\"Cook\",\"task\":\"Bakes\"}\n{\"role\":\n{\"role\":\"Host\",\"task\":\"Pours\"}\n";
        assert_eq!(rows(text).as_deref(), Some("role|task / Cook|Bakes Host|Pours / 1"));
        assert_eq!(rows("{curly} words begin this text\nand end it"), None);
        assert_eq!(rows("[1, 2]"), None);
        assert_eq!(rows("[see above] the cook cooks"), None);
    }

    /// Rows and notes of a file of lines.
    fn by_lines(text: &str) -> (Vec<String>, Vec<String>) {
        let (grid, notes) = read("jsonl", text).unwrap().unwrap();
        let rows = grid.rows.iter().map(|row| row.cells().collect::<Vec<_>>().join("|"));
        (rows.collect(), notes.into_iter().map(|note| note.message).collect())
    }

    #[test]
    fn in_a_file_of_lines_whatever_is_no_object_is_noted_wherever_it_stands() {
        let good = "{\"role\":\"Cook\",\"task\":\"Bakes\"}";
        let (rows, notes) = by_lines(&format!("{{\"role\":\n{good}\n[1,2]\nnull\n"));
        assert_eq!(rows, ["Cook|Bakes"]);
        assert_eq!(notes, [1, 3, 4].map(|line| format!("line {line} is no JSON object and was passed over")));
    }

    #[test]
    fn the_case_of_a_field_s_name_does_not_matter() {
        let text = r#"[{"role":"Cook","task":"Bakes"},{"Role":"Host","TASK":"Pours"}]"#;
        assert_eq!(rows(text).as_deref(), Some("role|task / Cook|Bakes Host|Pours / 0"));
    }

    #[test]
    fn what_is_nested_without_end_is_passed_over_by_name() {
        let deep = |depth| format!("{{\"role\":\"Cook\",\"task\":{}\"x\"{}}}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(by_lines(&deep(DEEPEST)).0, ["Cook|x"]);
        let (rows, notes) = by_lines(&format!("{}\n{}\n", deep(40_000), deep(1)));
        assert_eq!((rows.len(), notes.len()), (1, 1));
        assert!(notes[0].starts_with("line 1 has lists or objects nested more than 32 deep"), "{notes:?}");
        let error = read("jsonl", &deep(40_000)).unwrap_err().to_string();
        assert!(error.contains("line 1 has lists or objects nested more than 32 deep"), "{error}");
    }
}

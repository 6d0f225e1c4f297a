//! JSON Lines and arrays of JSON: each object a row, its fields the columns.

use super::{Grid, LIST};
use rolecall_record::Diagnostic;
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// No table has more columns; objects without a field in common would make as many as they are.
const MOST_COLUMNS: usize = 256;

/// Reads the rows of `text`, and notes on lines that are none; `None` where it is no such table.
pub(in crate::parse) fn read(ending: &str, text: &str) -> Option<(Grid, Vec<Diagnostic>)> {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let mut notes = Vec::new();
    let grid = if start.starts_with('[') {
        of_list(&items(start)?)?
    } else if start.starts_with('{') {
        lines(text, ending, &mut notes)?
    } else {
        return None;
    };
    (grid.header.len() > 1 && !grid.rows.is_empty()).then_some((grid, notes))
}

/// One object a line. A whole file that is one object is no table, but may hold one: its longest list.
fn lines(text: &str, ending: &str, notes: &mut Vec<Diagnostic>) -> Option<Grid> {
    let mut grid = Grid { padded: true, ..Grid::default() };
    if let Some(fields) = fields(text) {
        if matches!(ending, "jsonl" | "ndjson") {
            add(&mut grid, &fields)?;
            return Some(grid);
        }
        let lists = fields.values().filter_map(|value| items(value.get()));
        return of_list(&lists.max_by_key(Vec::len)?);
    }
    let mut others: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    for (i, line) in text.split_inclusive('\n').enumerate() {
        match fields(line.trim()).and_then(|fields| add(&mut grid, &fields)) {
            Some(()) => {}
            None if line.trim().is_empty() => {}
            // Text that begins with a brace is text.
            None if i == 0 => return None,
            None => others.push((at, i + 1)),
        }
        at += line.len();
    }
    let passed_over = |(at, line)| {
        let message = format!("line {line} is no JSON object and was passed over");
        Diagnostic { at, message }
    };
    (grid.rows.len() > others.len()).then(|| {
        notes.extend(others.into_iter().map(passed_over));
        grid
    })
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
fn of_list(items: &[&RawValue]) -> Option<Grid> {
    let mut grid = Grid { padded: true, ..Grid::default() };
    for item in items.iter().filter(|item| item.get().starts_with('{')) {
        add(&mut grid, &fields(item.get())?)?;
    }
    Some(grid)
}

/// Adds an object as a row, up to its last cell with something in it.
fn add(grid: &mut Grid, object: &BTreeMap<String, &RawValue>) -> Option<()> {
    for key in object.keys() {
        if grid.header.len() < MOST_COLUMNS && !grid.header.contains(key) {
            grid.header.push(key.clone());
        }
    }
    let value = |key| object.get(key).map_or(Some(String::new()), |value| cell(value));
    let mut row = grid.header.iter().map(value).collect::<Option<Vec<String>>>()?;
    row.truncate(row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1));
    grid.rows.push(row.iter().collect());
    Some(())
}

/// What a value says.
fn cell(value: &RawValue) -> Option<String> {
    let text = value.get();
    let all =
        |values: &mut dyn Iterator<Item = &&RawValue>| values.map(|value| cell(value)).collect::<Option<Vec<_>>>();
    Some(match text.as_bytes().first()? {
        b'[' => all(&mut items(text)?.iter())?.join(&LIST.to_string()),
        b'{' => all(&mut fields(text)?.values())?.join(" "),
        _ => match serde_json::from_str(text).ok()? {
            Value::Null => String::new(),
            Value::String(text) => text,
            other => other.to_string(),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Option<String> {
        let (grid, notes) = read("json", text)?;
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
        let (grid, _) = read("jsonl", &text).unwrap();
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
}

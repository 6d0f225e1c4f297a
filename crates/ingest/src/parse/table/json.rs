//! JSON Lines and arrays of JSON: each object a row, its fields the columns.

use super::{Grid, LIST};
use rolecall_record::Diagnostic;
use serde_json::{Map, Value};

/// Reads the rows of `text`, and notes on lines that are none; `None` where it is no such table.
pub(in crate::parse) fn read(ending: &str, text: &str) -> Option<(Grid, Vec<Diagnostic>)> {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let mut notes = Vec::new();
    let objects: Vec<Map<String, Value>> = if start.starts_with('[') {
        let Value::Array(values) = serde_json::from_str(start).ok()? else { return None };
        values.into_iter().filter_map(object).collect()
    } else if start.starts_with('{') {
        lines(text, ending, &mut notes)?
    } else {
        return None;
    };
    let mut header: Vec<String> = Vec::new();
    for key in objects.iter().flat_map(|object| object.keys()) {
        if !header.contains(key) && header.len() < 256 {
            header.push(key.clone());
        }
    }
    let row =
        |object: &Map<String, Value>| header.iter().map(|key| object.get(key).map(cell).unwrap_or_default()).collect();
    let rows: Vec<Vec<String>> = objects.iter().map(row).collect();
    (header.len() > 1 && !rows.is_empty()).then_some((Grid { header, rows }, notes))
}

fn object(value: Value) -> Option<Map<String, Value>> {
    match value {
        Value::Object(map) => Some(map),
        _ => None,
    }
}

/// One object a line. A whole file that is one object is no table, but may hold one: its longest list.
fn lines(text: &str, ending: &str, notes: &mut Vec<Diagnostic>) -> Option<Vec<Map<String, Value>>> {
    if let Ok(Value::Object(map)) = serde_json::from_str(text) {
        if matches!(ending, "jsonl" | "ndjson") {
            return Some(vec![map]);
        }
        let lists = map.into_iter().filter_map(|(_, value)| match value {
            Value::Array(values) => Some(values),
            _ => None,
        });
        let longest = lists.max_by_key(Vec::len)?;
        return Some(longest.into_iter().filter_map(object).collect());
    }
    let mut objects = Vec::new();
    let mut at = 0;
    for (i, line) in text.split_inclusive('\n').enumerate() {
        match serde_json::from_str(line.trim()) {
            Ok(Value::Object(map)) => objects.push(map),
            _ if line.trim().is_empty() => {}
            // Text that begins with a brace is text.
            _ if i == 0 => return None,
            _ => {
                notes.push(Diagnostic { at, message: format!("line {} is no JSON object and was passed over", i + 1) })
            }
        }
        at += line.len();
    }
    (objects.len() > notes.len()).then_some(objects)
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(cell).collect::<Vec<_>>().join(&LIST.to_string()),
        Value::Object(map) => map.values().map(cell).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Option<String> {
        let (grid, notes) = read("json", text)?;
        let rows = grid.rows.iter().map(|row| row.join("|").replace(LIST, "+"));
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
    fn a_broken_line_is_noted_and_what_is_no_table_is_left_to_others() {
        let text = "{\"role\":\"Cook\",\"task\":\"Bakes\"}\n{\"role\":\n{\"role\":\"Host\",\"task\":\"Pours\"}\n";
        assert_eq!(rows(text).as_deref(), Some("role|task / Cook|Bakes Host|Pours / 1"));
        assert_eq!(rows("{curly} words begin this text\nand end it"), None);
        assert_eq!(rows("[1, 2]"), None);
        assert_eq!(rows("[see above] the cook cooks"), None);
    }
}

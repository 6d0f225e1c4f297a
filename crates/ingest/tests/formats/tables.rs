//! The same table of roles and tasks, whatever wrote it.

use super::make;
use rolecall_ingest::{Columns, understand, understand_with};
use rolecall_record::ArticleRecord;

/// Roles and texts of all statements.
fn said(record: &ArticleRecord) -> Vec<String> {
    let roles = |s: &rolecall_record::Statement| s.roles.iter().map(|m| m.role.clone()).collect::<Vec<_>>().join("+");
    record.statements.iter().map(|s| format!("{}: {}", roles(s), s.text)).collect()
}

#[test]
fn a_table_says_the_same_in_every_format() {
    let expected = ["signalman: Sets the points.", "archivist: Catalogues the photographs."];
    let sheet = make::xlsx(&[
        &["List of duties"],
        &["No", "Job title", "Duty"],
        &["1", "Signalman", "Sets the points."],
        &["2", "Archivist", "Catalogues the photographs."],
    ]);
    let files: [(&str, &[u8]); 4] = [
        ("a.xlsx", &sheet),
        ("a.csv", b"No;Job title;Duty\n1;Signalman;Sets the points.\n2;Archivist;Catalogues the photographs.\n"),
        (
            "a.jsonl",
            b"{\"no\":1,\"job_title\":\"Signalman\",\"duty\":\"Sets the points.\"}\n\
              {\"no\":2,\"job_title\":\"Archivist\",\"duty\":\"Catalogues the photographs.\"}\n",
        ),
        (
            "a.json",
            b"{\"staff\":[{\"role\":\"Signalman\",\"tasks\":[\"Sets the points.\"]},\
              {\"role\":\"Archivist\",\"tasks\":[\"Catalogues the photographs.\"]}]}",
        ),
    ];
    for (name, bytes) in files {
        assert_eq!(said(&understand(name, bytes).unwrap()), expected, "{name}");
    }
}

#[test]
fn a_named_column_is_looked_for_in_a_sheet_too() {
    let sheet = make::xlsx(&[&["Post", "Duty"], &["Signalman", "Sets the points."]]);
    let read = |columns: &str| understand_with("a.xlsx", &sheet, &columns.parse::<Columns>().unwrap());
    assert_eq!(said(&read("role=Post,text=Duty").unwrap()), ["signalman: Sets the points."]);
    assert!(read("role=Rank").unwrap_err().to_string().contains("it has Post, Duty"));
}

#[test]
fn other_names_become_synonyms_unless_several_roles_share_them() {
    let table =
        "title\talternate_title\nSignalmen\tPointsman\nSignalmen\tChief\nArchivists\tChief\nArchivists\tSignalmen\n";
    let record = understand("a.tsv", table.as_bytes()).unwrap();
    assert_eq!(record.synonyms, [("signalman".to_owned(), "pointsman".to_owned())]);
    assert!(record.statements.is_empty());
}

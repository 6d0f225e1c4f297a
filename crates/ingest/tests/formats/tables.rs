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
fn the_name_and_the_date_of_a_list_above_the_titles_of_a_sheet_are_none_of_them() {
    let sheet = make::xlsx(&[
        &["Duty list", "May 2024", ""],
        &["Station", "Staff role", "What has to be done"],
        &["North", "Signalman", "Sets the points."],
        &["South", "Archivist", "Catalogues the photographs."],
        &["Total", "2", ""],
    ]);
    let said = said(&understand("a.xlsx", &sheet).unwrap());
    assert_eq!(said, ["signalman: Sets the points.", "archivist: Catalogues the photographs."]);
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

/// A cell of a sheet, by its place.
fn cell(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// Rows of cells for an OpenDocument sheet.
fn row(attributes: &str, cells: &[(&str, &str)]) -> String {
    let cell = |(attributes, text): &(&str, &str)| {
        format!(
            "<table:table-cell office:value-type=\"string\" {attributes}><text:p>{text}</text:p></table:table-cell>"
        )
    };
    format!("<table:table-row {attributes}>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
}

#[test]
fn a_cell_far_from_all_others_takes_no_room_and_one_outside_of_every_sheet_is_refused() {
    let table = [("A1", "Role"), ("B1", "Task"), ("A2", "Signalman"), ("B2", "Sets the points.")];
    let sheet = |far: &str| {
        let cells: String = table.iter().map(|(place, text)| cell(place, text)).collect();
        make::workbook(&[("visible", &format!("<sheetData><row>{cells}{}</row></sheetData>", cell(far, "x")))], &[])
    };
    let far = understand("a.xlsx", &sheet("XFD1048576")).unwrap();
    assert_eq!(said(&far), ["signalman: Sets the points."]);
    assert!(far.diagnostics.iter().any(|d| d.message.contains("columns beyond 256")), "{:?}", far.diagnostics);
    let error = understand("a.xlsx", &sheet("AAAA1048577")).unwrap_err().to_string();
    assert!(error.contains("its sheet Jobs0 has a cell in row 1048577 and column 18279"), "{error}");
}

#[test]
fn a_text_that_cells_repeat_without_end_is_refused() {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "The cook cooks. ".repeat(6000));
    let cells = "<row><c t=\"s\"><v>0</v></c></row>".repeat(2000);
    let book = make::workbook(
        &[("visible", &format!("<sheetData>{cells}</sheetData>"))],
        &[("xl/sharedStrings.xml", &strings)],
    );
    let error = understand("a.xlsx", &book).unwrap_err().to_string();
    assert!(error.contains("its cells repeat more than 16 MiB of text"), "{error}");
    let rows = row("table:number-rows-repeated=\"1048576\"", &[("table:number-columns-repeated=\"64\"", "cook")]);
    let error = understand("a.ods", &make::ods("", &format!("<table:table>{rows}</table:table>"))).unwrap_err();
    assert!(error.to_string().contains("more than 131072 cells"), "{error}");
}

#[test]
fn cells_that_are_shown_as_one_say_the_same_and_what_is_hidden_or_struck_out_says_nothing() {
    let rows = [("Role", "Task"), ("Signalman", "Sets the points."), ("", "Oils the bell."), ("Spy", "Reads letters.")];
    let rows = rows.iter().enumerate().map(|(i, (role, task))| {
        let style = if *role == "Spy" { "s=\"1\" r" } else { "r" };
        let cells = cell(&format!("A{}", i + 1), role)
            + &cell(&format!("B{}", i + 1), task).replace("<c r", &format!("<c {style}"));
        format!("<row r=\"{}\">{cells}</row>", i + 1)
    });
    let sheet = format!(
        "<sheetData>{}</sheetData><mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>",
        rows.collect::<String>()
    );
    let styles = "<styleSheet><fonts><font/><font><strike/></font></fonts><cellXfs><xf fontId=\"0\"/>\
                  <xf fontId=\"1\" applyFont=\"1\"/></cellXfs></styleSheet>";
    let book = make::workbook(&[("visible", &sheet), ("hidden", &sheet)], &[("xl/styles.xml", styles)]);
    let expected = ["signalman: Sets the points.", "signalman: Oils the bell."];
    let record = understand("a.xlsx", &book).unwrap();
    assert_eq!(said(&record), expected);
    assert!(record.diagnostics.iter().any(|d| d.message == "its sheet “Jobs1” is hidden and was passed over"));
    let styles = "<style:style style:name=\"h\"><style:table-properties table:display=\"false\"/></style:style>\
                  <style:style style:name=\"s\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style>";
    let rows = [
        row("", &[("", "Role"), ("", "Task")]),
        row("", &[("table:number-rows-spanned=\"2\"", "Signalman"), ("", "Sets the points.")]),
        row("", &[("", ""), ("", "Oils the bell.")]),
        row("", &[("", "Spy"), ("table:style-name=\"s\"", "Reads letters.")]),
        row("table:visibility=\"collapse\"", &[("", "Spy"), ("", "Reads letters.")]),
    ]
    .concat();
    let tables = format!(
        "<table:table table:name=\"a\">{rows}</table:table>\
         <table:table table:name=\"b\" table:style-name=\"h\">{rows}</table:table>"
    );
    assert_eq!(said(&understand("a.ods", &make::ods(styles, &tables)).unwrap()), expected);
}

#[test]
fn a_first_row_that_says_what_the_columns_hold_needs_no_mark_and_no_third_row() {
    let page = b"<h1>Crew</h1><table><tr><td>Role</td><td>Task</td></tr><tr><td>Purser</td><td>counts the cash</td></tr></table>";
    assert_eq!(said(&understand("a.html", page).unwrap()), ["purser: counts the cash"]);
}

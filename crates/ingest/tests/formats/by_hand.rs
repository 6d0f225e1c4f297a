//! Documents as people make them, without styles, and what programs leave in them.

use super::make::{docx_of, odt_of};
use expect_test::{Expect, expect};
use rolecall_ingest::parse;
use rolecall_record::BlockKind;

fn check(bytes: &[u8], expected: Expect) {
    let document = parse("a", bytes).unwrap();
    let mut out = format!("title = {}\n", document.title.as_deref().unwrap_or("none"));
    for block in &document.blocks {
        let kind = match &block.kind {
            BlockKind::Heading { level } => format!("h{level}"),
            BlockKind::ListItem { depth, ordered } => format!("{}{depth}", if *ordered { "ol" } else { "ul" }),
            BlockKind::TableRow { header, .. } => if *header { "header" } else { "row" }.to_owned(),
            kind => format!("{kind:?}").to_lowercase(),
        };
        out += &format!("{kind}: {}\n", block.span.of(&document.text).replace('\t', " | "));
    }
    expected.assert_eq(&out);
}

/// Paragraphs; one that begins with `*` is bold, `\t` and `\n` are the tabulator and a broken line.
fn typed(lines: &[&str]) -> Vec<u8> {
    let paragraph = |line: &&str| {
        let (bold, text) = line.strip_prefix('*').map_or(("", *line), |text| ("<w:b/>", text));
        let text = text.replace('\t', "</w:t><w:tab/><w:t>").replace('\n', "</w:t><w:br/><w:t>");
        format!("<w:p><w:r><w:rPr>{bold}</w:rPr><w:t>{text}</w:t></w:r></w:p>")
    };
    docx_of(&lines.iter().map(paragraph).collect::<String>())
}

#[test]
fn short_bold_lines_over_text_are_headings_and_the_first_is_the_title() {
    check(
        &typed(&[
            "*The Lock Keepers",
            "The lock has two keepers.",
            "*Day keeper",
            "The day keeper opens the gates.",
            "*This is all that there is to say about it.",
            "*Night keeper",
            "- lights the lamps",
            "- feeds the dog",
        ]),
        expect![[r#"
            title = The Lock Keepers
            h1: The Lock Keepers
            paragraph: The lock has two keepers.
            h2: Day keeper
            paragraph: The day keeper opens the gates.
            paragraph: This is all that there is to say about it.
            h2: Night keeper
            ul0: lights the lamps
            ul0: feeds the dog
        "#]],
    );
}

#[test]
fn marks_that_are_typed_make_items_where_their_neighbours_have_them_too() {
    check(
        &typed(&[
            "The keeper:",
            "- opens the gates",
            "\t- slowly",
            "The keeper rests.",
            "– and that is that.",
            "1. Look at the gauge",
            "2. Write it down",
            "1966. It was a wet year.",
            "• wind the clock",
            "o\tfeed the dog",
        ]),
        expect![[r#"
            title = none
            paragraph: The keeper:
            ul0: opens the gates
            ul1: slowly
            paragraph: The keeper rests.
            paragraph: – and that is that.
            ol0: Look at the gauge
            ol0: Write it down
            paragraph: 1966. It was a wet year.
            ul0: wind the clock
            ul0: feed the dog
        "#]],
    );
}

#[test]
fn lines_broken_by_hand_are_parted_where_they_are_items_or_sentences() {
    check(
        &typed(&[
            "The keeper must:\n- open the gates\n- grease the chains\nafter rain",
            "One line that was\nbroken for its looks",
        ]),
        expect![[r#"
            title = none
            paragraph: The keeper must:
            ul0: open the gates
            ul0: grease the chains after rain
            paragraph: One line that was broken for its looks
        "#]],
    );
}

#[test]
fn columns_made_with_the_tabulator_are_a_table() {
    check(
        &typed(&["*Role\tDuty", "Keeper\tOpens the gates", "Clerk\tTakes the tolls", "Signed:\tthe owner"]),
        expect![[r#"
            title = none
            header: Role | Duty
            row: Keeper | Opens the gates
            row: Clerk | Takes the tolls
            row: Signed: | the owner
        "#]],
    );
}

#[test]
fn what_was_deleted_or_hidden_is_not_said_and_a_style_counts_by_what_it_is_based_on() {
    check(
        &docx_of(
            "<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>The Weir</w:t></w:r></w:p>\
             <w:p><w:pPr><w:pStyle w:val=\"Own\"/></w:pPr><w:r><w:t>Keeper</w:t></w:r></w:p>\
             <w:p><w:r><w:t xml:space=\"preserve\">The keeper opens </w:t></w:r><w:del><w:r><w:delText>and shuts </w:delText></w:r></w:del>\
             <w:ins><w:r><w:t xml:space=\"preserve\">and greases </w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret </w:t></w:r>\
             <w:r><w:t>the gates.</w:t></w:r></w:p>\
             <w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent>\
             <w:p><w:r><w:t>Keeper 1</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        ),
        expect![[r#"
            title = The Weir
            h1: The Weir
            h3: Keeper
            paragraph: The keeper opens and greases the gates.
            meta: Keeper 1
        "#]],
    );
}

#[test]
fn a_table_with_one_column_is_only_a_frame_and_merged_cells_are_said_of_each_row() {
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    };
    let table = format!(
        "<w:tbl><w:tr>{}</w:tr></w:tbl><w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell("", "The keeper rings the bell."),
        cell("<w:vMerge w:val=\"restart\"/>", "Keeper"),
        cell("", "Opens the gates"),
        cell("<w:vMerge/>", ""),
        cell("", "Greases the chains"),
    );
    check(
        &docx_of(&table),
        expect![[r#"
        title = none
        paragraph: The keeper rings the bell.
        row: Keeper | Opens the gates
        row: Keeper | Greases the chains
    "#]],
    );
}

#[test]
fn an_open_document_s_tabs_breaks_notes_and_comments_are_read_as_they_are_meant() {
    check(
        &odt_of(
            "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:p>The  keeper<text:s text:c=\"3\"/>opens\n the gates<text:note>\
             <text:note-body><text:p>a note</text:p></text:note-body></text:note>.<text:line-break/>Then the keeper waits.</text:p>\
             <text:list text:style-name=\"L2\"><text:list-item><text:p>first</text:p><text:p>more of it</text:p></text:list-item></text:list>",
        ),
        expect![[r#"
            title = none
            paragraph: The keeper opens the gates.
            paragraph: Then the keeper waits.
            ol0: first
            paragraph: more of it
            paragraph: a note
        "#]],
    );
}

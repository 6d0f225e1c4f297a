//! Footnotes and endnotes are said by a document, at the end of the section that refers to them.

use super::make;
use rolecall_ingest::understand;

/// The blocks of a document one a line, and after these the roles of its statements.
fn lines(name: &str, bytes: &[u8]) -> String {
    let record = understand(name, bytes).unwrap();
    let blocks = record.article.blocks.iter().map(|block| block.span.of(&record.article.text).replace('\t', " | "));
    let roles = record.statements.iter().flat_map(|s| s.roles.iter().map(|mention| mention.role.clone()));
    let lines: Vec<String> = blocks.chain([format!("roles: {}", roles.collect::<Vec<_>>().join(", "))]).collect();
    lines.join("\n")
}

const EXPECTED: &str = "The galley\nThe cook plans the menu.\nThe baker has two duties:\nKneads the dough\nLights the oven\n\
    Role | Task\nPurser | Counts the cash\nThe butcher delivers the meat.\nThe miller grinds the flour.\n\
    The auditor checks the books.\nThe deck\nThe bosun mends the nets.\nThe ropemaker supplies the yarn.\n\
    roles: cook, baker, baker, purser, butcher, miller, auditor, bosun, ropemaker";

/// The document with `note(0)` and so on where it refers to its notes.
fn docx(note: impl Fn(usize) -> String) -> String {
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let p = |style: &str, text: &str, note: String| format!("<w:p><w:pPr>{style}</w:pPr>{}{note}</w:p>", run(text));
    let heading = "<w:pStyle w:val=\"Ueberschrift1\"/>";
    let item = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>";
    let cell = |text: &str, note: String| format!("<w:tc>{}</w:tc>", p("", text, note));
    let none = String::new;
    [
        p(heading, "The galley", none()),
        p("", "The cook plans the menu.", note(1)),
        p("", "The baker has two duties:", none()),
        p(item, "Kneads the dough", note(2)),
        p(item, "Lights the oven", none()),
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>".to_owned(),
        cell("Role", none()) + &cell("Task", none()),
        "</w:tr><w:tr>".to_owned(),
        cell("Purser", none()) + &cell("Counts the cash", note(3)),
        "</w:tr></w:tbl>".to_owned(),
        p(heading, "The deck", none()),
        p("", "The bosun mends the nets.", note(4)),
    ]
    .concat()
}

const NOTES: [&str; 4] = [
    "The butcher delivers the meat.",
    "The miller grinds the flour.",
    "The auditor checks the books.",
    "The ropemaker supplies the yarn.",
];

#[test]
fn notes_of_a_docx_stand_at_the_end_of_their_section() {
    let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let one = |kind: &str, id: usize| {
        let text = NOTES[id - 1];
        format!("<w:{kind} w:id=\"{id}\"><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t> {text}</w:t></w:r></w:p></w:{kind}>")
    };
    let part = |kind: &str, notes: &[usize]| {
        let notes: String = notes.iter().map(|id| one(kind, *id)).collect();
        let line =
            format!("<w:{kind} w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>");
        format!("<w:{kind}s {space}>{line}{notes}</w:{kind}s>")
    };
    let (foot, end) = (part("footnote", &[1, 2, 3]), part("endnote", &[4]));
    let body = docx(|id| {
        let kind = if id == 4 { "endnote" } else { "footnote" };
        format!("<w:r><w:{kind}Reference w:id=\"{id}\"/></w:r>")
    });
    let bytes = make::docx_with(&body, &[("word/footnotes.xml", &foot), ("word/endnotes.xml", &end)]);
    assert_eq!(lines("a.docx", &bytes), EXPECTED);
}

#[test]
fn notes_of_opendocument_text_stand_at_the_end_of_their_section() {
    let note = |id: usize, text: &str| {
        format!(
            "<text:note text:note-class=\"footnote\"><text:note-citation>{id}</text:note-citation><text:note-body>\
             <text:p>{text}</text:p></text:note-body></text:note>"
        )
    };
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let [butcher, miller, auditor, ropemaker] = [1, 2, 3, 4].map(|id| note(id, NOTES[id - 1]));
    let body = format!(
        "<text:h text:outline-level=\"1\">The galley</text:h>\
         <text:p>The cook plans the <text:span text:style-name=\"T1\">menu.{butcher}</text:span></text:p>\
         <text:p>The baker has two duties:</text:p><text:list text:style-name=\"L1\">\
         <text:list-item><text:p>Kneads the dough{miller}</text:p></text:list-item>\
         <text:list-item><text:p>Lights the oven</text:p></text:list-item></text:list>\
         <table:table><table:table-header-rows><table:table-row>{}{}</table:table-row></table:table-header-rows>\
         <table:table-row>{}{}</table:table-row></table:table>\
         <text:h text:outline-level=\"1\">The deck</text:h><text:p>The bosun mends the nets.{ropemaker}</text:p>",
        cell("Role"),
        cell("Task"),
        cell("Purser"),
        cell(&format!("Counts the cash{auditor}"))
    );
    assert_eq!(lines("a.odt", &make::odt_of(&body)), EXPECTED);
}

#[test]
fn notes_of_an_rtf_document_stand_at_the_end_of_their_section() {
    let note = |text: &str| format!("{{\\super\\chftn}}{{\\*\\footnote\\pard\\plain\\s9 {{\\super\\chftn}} {text}}}");
    let [butcher, miller, auditor, ropemaker] = NOTES.map(note);
    let body = format!(
        "\\pard\\s1 The galley\\par \\pard The cook plans the menu.{butcher}\\par The baker has two duties:\\par \
         {{\\listtext \\'b7\\tab}}\\pard\\ls1\\ilvl0 Kneads the dough{miller}\\par \
         {{\\listtext \\'b7\\tab}}\\pard\\ls1\\ilvl0 Lights the oven\\par \
         \\trowd\\trhdr\\cellx5000\\cellx9000\\pard\\intbl Role\\cell Task\\cell\\row \
         \\trowd\\cellx5000\\cellx9000\\pard\\intbl Purser\\cell Counts the cash{auditor}\\cell\\row \
         \\pard\\s1 The deck\\par \\pard The bosun mends the nets.{ropemaker}\\par"
    );
    assert_eq!(lines("a.rtf", &make::rtf_of(&body)), EXPECTED);
}

#[test]
fn a_note_without_a_paragraph_or_an_end_harms_nothing() {
    let rtf = |body: &str| understand("a.rtf", &make::rtf_of(body)).map(|record| record.article.text);
    assert_eq!(
        rtf("{\\footnote A note.{\\footnote Within a note.}}The cook cooks.\\par").unwrap(),
        "The cook cooks.\nA note."
    );
    assert!(rtf("The cook cooks.{\\footnote A \\cell note\\row").is_err());
    let bytes = make::docx_with("<w:p><w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>", &[]);
    assert!(understand("a.docx", &bytes).is_err());
}

//! The same article says the same, whatever it was written with.

use super::make::{self, Part};
use rolecall_ingest::understand;
use rolecall_record::{ArticleRecord, BlockKind};

const ARTICLE: &[Part] = &[
    Part::Heading(1, "Who does what at the ferry landing"),
    Part::Paragraph(
        "The landing has four people on each shift. The harbour clerk sells the tickets and counts the cash at night.",
    ),
    Part::Heading(2, "Deckhand"),
    Part::Paragraph("A deckhand works on the boat & on the pier. Their duties include:"),
    Part::Item(0, false, "Tying the boat up before anybody gets off"),
    Part::Item(0, false, "Checking the life jackets:"),
    Part::Item(1, false, "counting them every morning"),
    Part::Item(1, false, "airing the wet ones"),
    Part::Item(0, false, "Sweeping the deck after the last crossing"),
    Part::Heading(2, "Skipper"),
    Part::Paragraph(
        "The skipper decides whether the ferry sails in fog. The log is kept by the skipper, not by the deckhand.",
    ),
    Part::Item(0, true, "Read the weather report at dawn"),
    Part::Item(0, true, "Test the horn before casting off"),
    Part::Heading(3, "When the skipper is ill"),
    Part::Paragraph("Mate.| Takes the wheel and answers to the owner until the skipper is back."),
    Part::Heading(2, "Who to ask"),
    Part::Table(&[
        &["Role", "Responsibility"],
        &["Harbour clerk", "Answers the telephone"],
        &["Night watchman", "Locks the gate at ten"],
        &["Skipper", "Orders the diesel"],
    ]),
    Part::Paragraph(
        "Nobody else may start the engine, and the pier is inspected by the district engineer every spring.",
    ),
];

/// Every statement with its kind, headings and roles; blocks by their kinds.
fn said(record: &ArticleRecord) -> String {
    let mut out = format!("title: {}\n", record.article.title);
    for block in &record.article.blocks {
        let kind = match &block.kind {
            BlockKind::TableRow { header, cells, .. } => format!("row {header} {}", cells.len()),
            kind => format!("{kind:?}"),
        };
        out += &format!("{kind}: {}\n", block.span.of(&record.article.text));
    }
    for s in &record.statements {
        let roles: Vec<String> =
            s.roles.iter().map(|m| format!("{} {} {}", m.role, m.strength.as_str(), m.found_by.as_str())).collect();
        out += &format!("{} {:?} [{}] {}\n", s.kind.as_str(), s.heading, roles.join("; "), s.text);
        assert_eq!(s.span.of(&record.article.text), s.text);
    }
    out
}

#[test]
fn an_article_gives_the_same_blocks_statements_and_roles_in_every_format() {
    let read = |name: &str, bytes: Vec<u8>| said(&understand(&format!("a/{name}"), &bytes).unwrap());
    let expected = read("ferry.md", make::markdown(ARTICLE));
    for role in
        ["deckhand does list lead-in", "skipper decides subject", "night watchman does table", "district engineer"]
    {
        assert!(expected.contains(role), "{role} in\n{expected}");
    }
    let formats = [
        ("ferry.html", make::html(ARTICLE)),
        ("ferry.docx", make::docx(ARTICLE)),
        ("ferry.odt", make::odt(ARTICLE)),
        ("ferry.epub", make::epub(ARTICLE)),
        ("ferry.rtf", make::rtf(ARTICLE)),
    ];
    for (name, bytes) in formats {
        assert_eq!(read(name, bytes), expected, "{name}");
    }
}

#[test]
fn what_an_rtf_document_hides_or_strikes_out_is_not_said() {
    let body = "\\pard The cook {\\v secretly }peels \\'e9shallots\\u8212 -\\u-10179?\\u-8704? and {\\deleted never }rests.\\par\
        {\\strike The porter sings.}{\\annotation A note.}{\\*\\generator Made by;}\\par {\\pict 89504e47}\
        The \\b porter\\b0\\~ carries \\{sacks\\}.\\par";
    let record = understand("a/kitchen.rtf", &make::rtf_of(body)).unwrap();
    assert_eq!(record.article.text, "The cook peels éshallots—😀 and rests.\nThe porter carries {sacks}.");
    assert_eq!(record.article.author.as_deref(), Some("A. Reed"));
}

#[test]
fn pages_of_a_book_follow_each_other_as_its_spine_says() {
    let pages = [
        "<h1>One</h1><table><tr><th>Role</th><th>Task</th></tr><tr><td>Miller</td><td>Grinds the corn</td></tr></table>",
        "<h1>Two</h1><p>The baker bakes the bread at four in the morning.</p>\
                  <table><tr><th>Role</th><th>Task</th></tr><tr><td>Carter</td><td>Brings the flour</td></tr></table>",
    ];
    let record = understand("a/book.epub", &make::epub_of(&pages.map(str::to_owned))).unwrap();
    let tables: Vec<u32> = record
        .article
        .blocks
        .iter()
        .filter_map(|block| match block.kind {
            BlockKind::TableRow { table, .. } => Some(table),
            _ => None,
        })
        .collect();
    assert_eq!(tables, [0, 0, 1, 1]);
    assert_eq!(record.article.language.as_deref(), Some("en"));
    let roles: Vec<&str> = record.statements.iter().flat_map(|s| s.roles.iter().map(|m| m.role.as_str())).collect();
    assert_eq!(roles, ["miller", "baker", "carter"]);
}

#[test]
fn a_printed_article_gives_the_same_statements_and_roles() {
    // Print shows no bold words, and not which row of a table names its columns.
    let bare = |record: &ArticleRecord| -> Vec<String> {
        let statements = record.statements.iter().filter(|s| !s.text.contains("Role") && s.text != "Responsibility");
        statements
            .map(|s| {
                let roles: Vec<&str> = s.roles.iter().map(|m| m.role.as_str()).collect();
                format!("{} {:?} {roles:?} {}", s.kind.as_str(), s.heading, s.text)
            })
            .collect()
    };
    let printed = understand("a/ferry.pdf", &make::pdf(ARTICLE)).unwrap();
    let written = understand("a/ferry.md", &make::markdown(ARTICLE)).unwrap();
    assert_eq!(bare(&printed), bare(&written));
    assert_eq!(printed.article.title, written.article.title);
    assert!(!printed.article.text.contains("Page 1"));
}

#[test]
fn columns_of_print_are_read_one_after_the_other_and_words_put_together() {
    let left = "The lamplighter walks the quay before dusk and lights the lamps from the customs house down to the \
                breakwater. Every lamp is cleaned by the lamplighter once a week, and broken glass is reported to the harbourmaster.";
    let right = "The harbourmaster keeps the well-known green ledger and collects the harbour dues on Fridays. Strangers are \
                 shown to their berths by the pilot, who also answers for the tide tables that hang beside the door.";
    let mut page = Vec::new();
    for (x, text) in [(50.0, left), (310.0, right)] {
        for (i, line) in make::wrapped(text, 38).into_iter().enumerate() {
            page.push((x, 700.0 - 12.0 * i as f32, 10.0, line));
        }
    }
    let record = understand("a/print.pdf", &make::pdf_of(&[page])).unwrap();
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(flat(&record.article.text), flat(&format!("{left} {right}")));
}

#[test]
fn what_a_style_strikes_out_or_hides_is_not_said() {
    let styles = "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
        <w:style w:styleId=\"Gone\"><w:rPr><w:strike/></w:rPr></w:style>\
        <w:style w:styleId=\"Under\"><w:basedOn w:val=\"Gone\"/></w:style>\
        <w:style w:styleId=\"Unseen\"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>";
    let paragraph = |style: &str, run: &str, text: &str| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body = [
        paragraph("Normal", "", "The cook bakes."),
        paragraph("Under", "", "The spy reads."),
        paragraph("Unseen", "", "The spy writes."),
        paragraph("Normal", "<w:rStyle w:val=\"Gone\"/>", "The spy listens."),
        paragraph("Gone", "<w:strike w:val=\"0\"/>", "The host pours."),
    ]
    .concat();
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    let file = make::archive(&[
        ("[Content_Types].xml", "<a/>"),
        ("word/document.xml", &document),
        ("word/styles.xml", styles),
    ]);
    assert_eq!(understand("a.docx", &file).unwrap().article.text, "The cook bakes.\nThe host pours.");

    let space = |name: &str, of: &str| format!("xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{of}:1.0\"");
    let spaces = [("office", "office"), ("text", "text"), ("style", "style"), ("fo", "xsl-fo-compatible")];
    let spaces = spaces.map(|(name, of)| space(name, of)).join(" ");
    let content = format!(
        "<office:document-content {spaces}><office:automatic-styles>\
         <style:style style:name=\"h\"><style:text-properties text:display=\"none\"/></style:style>\
         <style:style style:name=\"s\"><style:text-properties style:text-line-through-type=\"single\"/></style:style>\
         </office:automatic-styles><office:body><office:text><text:p>The cook bakes.</text:p>\
         <text:p text:style-name=\"h\">The spy reads.</text:p><text:p text:style-name=\"s\">The spy writes.</text:p>\
         <text:section text:display=\"none\"><text:p>The spy listens.</text:p></text:section>\
         <text:section><text:p>The host <text:span text:style-name=\"h\">never </text:span>pours.</text:p></text:section>\
         </office:text></office:body></office:document-content>"
    );
    let file = make::archive(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)]);
    assert_eq!(understand("a.odt", &file).unwrap().article.text, "The cook bakes.\nThe host pours.");
}

#[test]
fn a_book_without_an_order_is_read_as_its_pages_are_listed() {
    let page = |text: &str| format!("<html><body><p>{text}</p></body></html>");
    let item = |id: &str| format!("<item id=\"{id}\" href=\"{id}.html\" media-type=\"application/xhtml+xml\"/>");
    let book = make::archive(&[
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", "<container><rootfiles><rootfile full-path=\"book.opf\"/></rootfiles></container>"),
        ("book.opf", &format!("<package><manifest>{}{}</manifest><spine/></package>", item("b"), item("a"))),
        ("a.html", &page("The cook bakes.")),
        ("b.html", &page("The host pours.")),
    ]);
    assert_eq!(understand("a.epub", &book).unwrap().article.text, "The host pours.\nThe cook bakes.");
}

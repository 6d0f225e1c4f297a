//! How the parsers' tests print a document.

use crate::Document;
use expect_test::Expect;
use rolecall_record::BlockKind;

/// Compares what `parse` makes of `input`: what is known of the article, then one line a block with its kind, its lead in
/// brackets and its text.
pub(super) fn check_with(parse: impl Fn(&str) -> Document, input: &str, expected: Expect) {
    expected.assert_eq(&show(&parse(input)));
}

/// One line a block.
pub(super) fn show(document: &Document) -> String {
    let mut out = String::new();
    let about = [
        ("title", &document.title),
        ("author", &document.author),
        ("date", &document.date),
        ("language", &document.language),
        ("url", &document.url),
    ];
    for (name, value) in about {
        if let Some(value) = value {
            out += &format!("{name} = {value}\n");
        }
    }
    for block in &document.blocks {
        let kind = match &block.kind {
            BlockKind::Heading { level } => format!("h{level}"),
            BlockKind::Paragraph => "p".to_owned(),
            BlockKind::ListItem { depth, ordered } => format!("{}{depth}", if *ordered { "ol" } else { "ul" }),
            BlockKind::Term => "term".to_owned(),
            BlockKind::Definition => "definition".to_owned(),
            BlockKind::TableRow { table, header, .. } => format!("{}{table}", if *header { "header" } else { "row" }),
            BlockKind::Quote => "quote".to_owned(),
            BlockKind::Caption => "caption".to_owned(),
            BlockKind::Code => "code".to_owned(),
            BlockKind::Meta => "meta".to_owned(),
        };
        let lead = block.lead.map(|lead| format!("[{}] ", lead.of(&document.text))).unwrap_or_default();
        let text = match &block.kind {
            BlockKind::TableRow { cells, .. } => {
                cells.iter().map(|cell| cell.of(&document.text)).collect::<Vec<_>>().join(" | ")
            }
            _ => block.span.of(&document.text).to_owned(),
        };
        out += &format!("{kind}: {lead}{text}\n");
    }
    out
}

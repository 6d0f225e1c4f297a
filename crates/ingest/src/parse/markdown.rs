//! (being written)

use crate::Document;

pub(super) fn parse(text: &str) -> Document {
    let mut document = Document::default();
    for line in text.lines() {
        document.push_text(rolecall_record::BlockKind::Paragraph, line);
    }
    document
}

//! Blocks to the spans of their sentences.
//!
//! Headings, captions, code and lines about the article itself are no statements: they stay blocks, and headings become
//! the statements' heading path. Everything else is parted into sentences, a table row into its cells' sentences.

use rolecall_language::sentences;
use rolecall_record::{Block, BlockKind, Span};

/// The sentences of `block` as spans of the article's text. Empty for blocks that hold no statements.
pub(crate) fn segment(text: &str, block: &Block) -> Vec<Span> {
    match &block.kind {
        BlockKind::Heading { .. } | BlockKind::Code | BlockKind::Meta | BlockKind::Term => Vec::new(),
        BlockKind::TableRow { .. } => Vec::new(),
        _ => split(text, block.span),
    }
}

/// The sentences within `span`.
pub(crate) fn split(text: &str, span: Span) -> Vec<Span> {
    sentences(span.of(text)).into_iter().map(|r| Span::from(r).shifted(span.start)).collect()
}

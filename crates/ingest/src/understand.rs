//! One file, all the way: bytes → document → statements with their roles → record.

use crate::parse::{Unreadable, parse};
use rolecall_record::{Article, ArticleRecord, Kind, Statement};

/// Part of every fingerprint: when it changes, articles are ingested again by themselves.
pub const PIPELINE_VERSION: u32 = 1;

/// The id of the article at `path` (as in [`Article::path`]): the first 16 hexadecimal digits of its BLAKE3 hash.
pub fn article_id(path: &str) -> String {
    blake3::hash(path.as_bytes()).to_hex()[..16].to_owned()
}

/// Understands one file. `path` is [`Article::path`]; its last part decides between formats that bytes do not tell apart.
///
/// # Errors
/// [`Unreadable`] where the bytes hold no text.
pub fn understand(path: &str, bytes: &[u8]) -> Result<ArticleRecord, Unreadable> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let document = parse(name, bytes)?;
    let mut record = ArticleRecord::new(Article {
        id: article_id(path),
        path: path.to_owned(),
        url: document.url,
        title: document.title.unwrap_or_else(|| name.to_owned()),
        author: document.author,
        date: document.date,
        language: document.language,
        text: document.text,
        blocks: document.blocks,
    });
    record.diagnostics = document.diagnostics;
    record.statements = record
        .article
        .blocks
        .iter()
        .map(|block| Statement {
            span: block.span,
            text: block.span.of(&record.article.text).to_owned(),
            kind: Kind::None,
            heading: Vec::new(),
            roles: Vec::new(),
            condition: None,
        })
        .collect();
    Ok(record)
}

//! One file, all the way: bytes → document → statements with their roles → record.

use crate::attribute::{Attributed, attribute};
use crate::parse::{Unreadable, parse};
use rolecall_record::{Article, ArticleRecord, BlockKind};

/// Part of every fingerprint: when it changes, articles are ingested again by themselves.
pub const PIPELINE_VERSION: u32 = 1;

/// The id of the article at `path` (as in [`Article::path`]): the first 16 hexadecimal digits of its BLAKE3 hash.
pub fn article_id(path: &str) -> String {
    blake3::hash(path.as_bytes()).to_hex()[..16].to_owned()
}

/// Understands one file. `path` is [`Article::path`]; its last part decides between formats that bytes do not tell apart.
///
/// ```
/// let record = rolecall_ingest::understand("ship/bosun.txt", b"The bosun runs the deck.").unwrap();
/// assert_eq!(record.statements[0].roles[0].role, "bosun");
/// ```
///
/// # Errors
/// [`Unreadable`] where the bytes hold no text.
pub fn understand(path: &str, bytes: &[u8]) -> Result<ArticleRecord, Unreadable> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let document = parse(name, bytes)?;
    let heading = || {
        let first = document.blocks.iter().find(|b| matches!(b.kind, BlockKind::Heading { .. }))?;
        Some(first.span.of(&document.text).to_owned())
    };
    let title =
        document.title.clone().filter(|t| !t.trim().is_empty()).or_else(heading).unwrap_or_else(|| readable(stem));
    let Attributed { statements, facts, synonyms, contrasts } =
        attribute(&title, stem, &document.text, &document.blocks);
    let mut record = ArticleRecord::new(Article {
        id: article_id(path),
        path: path.to_owned(),
        url: document.url,
        title,
        author: document.author,
        date: document.date,
        language: document.language,
        text: document.text,
        blocks: document.blocks,
    });
    record.statements = statements;
    record.facts = facts;
    record.synonyms = synonyms;
    record.contrasts = contrasts;
    record.diagnostics = document.diagnostics;
    Ok(record)
}

/// A file's name as a title: "tour-manager_notes" → "Tour manager notes".
fn readable(stem: &str) -> String {
    let words = stem.replace(['-', '_'], " ");
    let mut chars = words.trim().chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => "Untitled".to_owned(),
    }
}

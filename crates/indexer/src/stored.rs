//! What an answer needs of an article and of a statement, as it is kept in the engine's documents.

use rolecall_record::Statement;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// An article without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleHead {
    /// As in `Article::id`.
    pub id: String,
    /// As in `Article::path`.
    pub path: String,
    /// As in `Article::title`.
    pub title: String,
    /// As in `Article::url`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// As in `Article::author`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// As in `Article::date`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// A statement with the article it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredStatement {
    /// The article's head.
    pub article: Arc<ArticleHead>,
    /// The statement, as it was recorded.
    pub statement: Arc<Statement>,
}

/// Where an article's record lies: line `offset..offset + length` (bytes, line break included) of a records segment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Location {
    /// The number in the segment's file name.
    pub segment: u64,
    /// First byte.
    pub offset: u64,
    /// Bytes.
    pub length: u64,
    /// `layout::sum` of them.
    pub sum: u64,
}

/// The body of an article's document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Head {
    #[serde(flatten)]
    pub article: ArticleHead,
    pub record: Location,
}

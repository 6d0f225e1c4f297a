use crate::{FORMAT, Fact, Span, Statement};
use serde::{Deserialize, Serialize};

/// One source document as Rolecall stores it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Stable as long as the article keeps its path: 16 hexadecimal digits.
    pub id: String,
    /// The corpus' name and the path below it, with `/` on every system: `corpus/film/gaffer.md`.
    pub path: String,
    /// The address that the article gives for itself, if any.
    pub url: Option<String>,
    /// The title, or the first heading, or a readable form of the file name: never empty.
    pub title: String,
    /// Who wrote it, as named there.
    pub author: Option<String>,
    /// When it was published or last changed: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub date: Option<String>,
    /// Language as a BCP 47 primary tag in lower case (`en`), if it is known.
    pub language: Option<String>,
    /// The body as plain text. Blocks stand on lines of their own, in reading order; white space within a block is folded.
    pub text: String,
    /// The blocks, in order; they do not overlap, and no two leave text between them other than line breaks.
    pub blocks: Vec<Block>,
}

/// A piece of an article with one place in its layout.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    #[serde(flatten)]
    pub kind: BlockKind,
    /// Where it stands in [`Article::text`], without its marks (no `#`, no bullet).
    pub span: Span,
    /// The words set in bold or as a term at its very beginning ("**Gaffer** – runs the lights"), if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<Span>,
}

/// What a block is in its article's layout.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum BlockKind {
    /// A heading; level 1 is the highest.
    Heading {
        /// 1 to 6.
        level: u8,
    },
    /// Running text.
    Paragraph,
    /// An item of a list.
    ListItem {
        /// 0 for an item of an outermost list.
        depth: u8,
        /// Whether the list counts its items.
        ordered: bool,
    },
    /// The term of a definition list; what follows as [`BlockKind::Definition`] is said of it.
    Term,
    /// What a definition list says of the terms before it.
    Definition,
    /// A row of a table. Its cells' texts stand one after the other, parted by a tab.
    TableRow {
        /// Counts the article's tables from 0.
        table: u32,
        /// Whether this row names the columns.
        header: bool,
        /// Each cell; a cell that spans columns is repeated, so that `cells[i]` is in column `i`.
        cells: Vec<Span>,
    },
    /// A quotation set apart.
    Quote,
    /// What is written under a picture, table or chart.
    Caption,
    /// Source code or preformatted text: kept, never read as prose.
    Code,
    /// A line about the article itself: byline, date, table of contents.
    Meta,
}

/// Something about an article's bytes that the reader should know, such as a charset that had to be guessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Byte position **in the file**.
    pub at: usize,
    /// One sentence: what is wrong and what was done about it.
    pub message: String,
}

/// Everything understood of one article: a line of a records file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleRecord {
    /// [`FORMAT`] of whoever wrote it.
    pub format: u32,
    /// The article itself.
    pub article: Article,
    /// Its statements, in order, not overlapping.
    pub statements: Vec<Statement>,
    /// Its facts, in order.
    pub facts: Vec<Fact>,
    /// Names that the article itself says are the same role: `(name, other name)`, both in the form of [`crate::Mention::role`].
    pub synonyms: Vec<(String, String)>,
    /// Roles that the article sets against each other ("X vs Y"), in the same form. They are never one role.
    pub contrasts: Vec<(String, String)>,
    /// What was noticed while reading it.
    pub diagnostics: Vec<Diagnostic>,
}

impl ArticleRecord {
    /// A record of `article` of which nothing is understood yet.
    pub fn new(article: Article) -> Self {
        Self {
            format: FORMAT,
            article,
            statements: Vec::new(),
            facts: Vec::new(),
            synonyms: Vec::new(),
            contrasts: Vec::new(),
            diagnostics: Vec::new(),
        }
    }
}

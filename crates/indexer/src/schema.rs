//! What the engine holds: a document a statement and a document an article.
//!
//! What is said of an article as a whole (title, address, place of its record) stands once, in its own document, and a
//! statement only names its article: repeating the head with every statement cost more than the statement's own text in
//! short-sentence corpora, and looking one up is a single term.
//!
//! Text reaches the engine as the words that `rolecall_language::terms` made of it, joined by blanks (no word holds one),
//! and the engine parts it at blanks. A tokenizer of our own, registered with the engine, would analyse every statement
//! twice, once for stems and once for surface words, and the headings of a section again for each statement in it; the
//! engine's pre-tokenized strings do not, but it writes them out as JSON and reads them back on the way.

use rolecall_record::{Kind, Strength};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

/// Handles of the fields.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub schema: Schema,
    /// On a statement: its article's id.
    pub article: Field,
    /// On a statement: where it begins in its article's text, in bytes.
    pub start: Field,
    /// On a statement: [`kind_code`].
    pub kind: Field,
    /// On a statement: [`strength_code`] of its first mention.
    pub strength: Field,
    /// On a statement that speaks of a role: its text's key among the vectors.
    pub key: Field,
    /// On a statement: the exact role names it speaks of.
    pub role: Field,
    /// Stems of the statement, with positions.
    pub text: Field,
    /// Surface words of the statement.
    pub word: Field,
    /// Stems of the headings above it and of its article's title.
    pub heading: Field,
    /// Stems of the role names on it.
    pub role_text: Field,
    /// On an article's head: its id.
    pub head: Field,
    /// On an article's head: its path.
    pub path: Field,
    /// A checksum and JSON (`documents`): of a statement, `rolecall_record::Statement`; of a head, [`crate::stored::Head`].
    pub body: Field,
}

impl Fields {
    /// The one schema of this [`crate::INDEX_FORMAT`].
    pub fn new() -> Self {
        let stems = |record| {
            let indexing = TextFieldIndexing::default().set_tokenizer("whitespace").set_index_option(record);
            TextOptions::default().set_indexing_options(indexing)
        };
        let bare = TextFieldIndexing::default()
            .set_tokenizer("whitespace")
            .set_index_option(IndexRecordOption::Basic)
            .set_fieldnorms(false);
        let mut builder = Schema::builder();
        let article = builder.add_text_field("article", STRING | FAST);
        let start = builder.add_u64_field("start", FAST);
        let kind = builder.add_u64_field("kind", FAST | INDEXED);
        let strength = builder.add_u64_field("strength", FAST);
        let key = builder.add_u64_field("key", FAST | INDEXED);
        let role = builder.add_text_field("role", STRING);
        let text = builder.add_text_field("text", stems(IndexRecordOption::WithFreqsAndPositions));
        let word = builder.add_text_field("word", TextOptions::default().set_indexing_options(bare));
        let heading = builder.add_text_field("heading", stems(IndexRecordOption::WithFreqs));
        let role_text = builder.add_text_field("role_text", stems(IndexRecordOption::WithFreqs));
        let head = builder.add_text_field("head", STRING);
        let path = builder.add_text_field("path", STRING);
        let body = builder.add_bytes_field("body", STORED);
        let schema = builder.build();
        Self { schema, article, start, kind, strength, key, role, text, word, heading, role_text, head, path, body }
    }
}

/// The number that stands for a kind in the index: its place in [`KINDS`].
pub(crate) fn kind_code(kind: Kind) -> u64 {
    match kind {
        Kind::Responsibility => 0,
        Kind::Requirement => 1,
        Kind::Fact => 2,
        Kind::Context => 3,
        Kind::None => 4,
    }
}

/// Every kind, in the order of [`kind_code`].
pub(crate) const KINDS: [Kind; 5] = [Kind::Responsibility, Kind::Requirement, Kind::Fact, Kind::Context, Kind::None];

/// The number that stands for what the first role on a statement has to do with it; 0 where it speaks of none.
pub(crate) fn strength_code(strength: Option<Strength>) -> u64 {
    match strength {
        None => 0,
        Some(Strength::Decides) => 1,
        Some(Strength::Does) => 2,
        Some(Strength::Helps) => 3,
        Some(Strength::May) => 4,
        Some(Strength::DoesNot) => 5,
    }
}

/// How many values [`strength_code`] has.
pub(crate) const STRENGTHS: usize = 6;

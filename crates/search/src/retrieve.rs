//! The second station: which statements speak of what is asked.
//!
//! The trait is narrow on purpose. It asks for four things that every search engine can do (ranked retrieval, a word's
//! frequency, the statements of a role, its facts), so that another engine than the one in this process is one `impl`.

use crate::ArticleRef;
use rolecall_record::{Fact, RoleTable, Statement};

/// What the fields of a statement are worth in BM25. Each field is a clause of its own, so that its length is normalised
/// by itself: a long heading path must not make a short sentence look long.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FieldWeights {
    /// The statement's own words.
    pub text: f32,
    /// The headings above it: they say what the statement is about, and repeat on every statement below.
    pub heading: f32,
    /// Title and role names: the weakest sign, as all statements of an article share it.
    pub roles: f32,
}

impl Default for FieldWeights {
    fn default() -> Self {
        Self { text: 1.0, heading: 0.3, roles: 0.15 }
    }
}

/// A question to an index: a bag of stems.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// Stems as [`rolecall_language::terms`] makes them, with what each is worth.
    pub words: Vec<(String, f32)>,
    /// What each field is worth.
    pub fields: FieldWeights,
}

/// A statement that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Where it stands.
    pub article: ArticleRef,
    /// The statement.
    pub statement: Statement,
    /// BM25, at least 0; 0 where it was not asked for by words.
    pub relevance: f32,
}

/// A fact that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundFact {
    /// Where it stands.
    pub article: ArticleRef,
    /// The fact.
    pub fact: Fact,
}

/// The index could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct RetrieveError(#[source] pub Box<dyn std::error::Error + Send + Sync>);

/// Something that holds statements and finds them again.
pub trait Retrieve {
    /// How many statements there are.
    fn statements(&self) -> u64;

    /// In how many statements' text `stem` occurs.
    ///
    /// # Errors
    /// The index cannot be read.
    fn frequency(&self, stem: &str) -> Result<u64, RetrieveError>;

    /// The statements that hold any of the words, the most relevant first, equals in a fixed order, at most `limit`.
    ///
    /// # Errors
    /// The index cannot be read.
    fn find(&self, query: &Query, limit: usize) -> Result<Vec<Found>, RetrieveError>;

    /// Statements that speak of a role of one of these names (in the form of [`rolecall_record::Mention::role`]), in a
    /// fixed order, at most `limit`.
    ///
    /// # Errors
    /// The index cannot be read.
    fn of_roles(&self, names: &[String], limit: usize) -> Result<Vec<Found>, RetrieveError>;

    /// Facts about a role of one of these names, in a fixed order.
    ///
    /// # Errors
    /// The index cannot be read.
    fn facts(&self, names: &[String]) -> Result<Vec<FoundFact>, RetrieveError>;

    /// The roles of the corpus.
    fn roles(&self) -> &RoleTable;
}

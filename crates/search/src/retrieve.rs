//! The second station: which statements speak of what is asked.
//!
//! The trait is narrow on purpose. It asks for what every search engine can do (ranked retrieval by words and by vector, a
//! word's frequency, the statements of a role, its facts), so that another engine than the one in this process is one
//! `impl`. Both retrievals are one call, since an engine elsewhere answers both in one request; how they are weighed
//! against each other is decided here, not there.

use crate::ArticleRef;
use rolecall_embedding::{Meaning, Vector};
use rolecall_record::{Fact, Kind, RoleTable, Statement};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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

/// Which statements may answer; an empty list lets all pass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Restriction {
    /// Speaks of a role of one of these names (in the form of [`rolecall_record::Mention::role`]).
    pub roles: Vec<String>,
    /// Stands in an article with one of these ids or paths, or whose path one of these means as a pattern (`*` within a
    /// folder, `**` across folders).
    pub articles: Vec<String>,
    /// Stands in an article from one of these sources: a site ("example.org") or an author.
    pub sources: Vec<String>,
    /// Stands in an article dated on this day (`YYYY-MM-DD`, `YYYY-MM` or `YYYY`) or later.
    pub since: Option<String>,
    /// Stands in an article of one of these fields: in a folder of this name.
    pub fields: Vec<String>,
    /// Is of one of these kinds.
    pub kinds: Vec<Kind>,
}

/// Whether `text` is a day, a month or a year as articles are dated and [`Restriction::since`] takes it: `2024-05-31`,
/// `2024-05`, `2024`.
///
/// ```
/// assert!(rolecall_search::is_day("2024-05") && !rolecall_search::is_day("May 2024"));
/// ```
pub fn is_day(text: &str) -> bool {
    let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    let within = |part: &str, most: u8| digits(part, 2) && part.parse().is_ok_and(|n: u8| (1..=most).contains(&n));
    match text.split('-').collect::<Vec<_>>()[..] {
        [year] => digits(year, 4),
        [year, month] => digits(year, 4) && within(month, 12),
        [year, month, day] => digits(year, 4) && within(month, 12) && within(day, 31),
        _ => false,
    }
}

/// A question to an index: a bag of stems, and a direction.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// Stems as [`rolecall_language::terms`] makes them, with what each is worth.
    pub words: Vec<(String, f32)>,
    /// What each field is worth.
    pub fields: FieldWeights,
    /// What the question means to the model that the index names ([`Retrieve::model`]); none to search by words alone.
    pub meaning: Option<Meaning>,
    /// What a statement must be, whatever it says; as [`Retrieve::select`] gave it.
    pub only: Restriction,
}

/// A statement that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Where it stands.
    pub article: ArticleRef,
    /// The statement. An index that keeps what it read for the next question gives out the same one.
    pub statement: Arc<Statement>,
    /// BM25, at least 0; 0 where it was not asked for by words, or was found by meaning alone.
    pub relevance: f32,
    /// The cosine of its text's vector to the question's; 0 where there is none.
    pub similarity: f32,
    /// How much of the question's words its words hold, each by the nearest ([`rolecall_embedding::Words::held_by`]); 0
    /// where there are no vectors of words.
    pub alignment: f32,
    /// The cosine of its article's direction to the question's: of all that the article says of roles together; 0 where
    /// there is none.
    pub theme: f32,
}

/// A fact that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundFact {
    /// Where it stands.
    pub article: ArticleRef,
    /// The fact.
    pub fact: Fact,
}

/// How often a part of an index did not answer, and was done without.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gaps {
    /// Times since the index was opened.
    pub times: u64,
    /// What was missing the last time, for people: "1 of 3 shards did not answer".
    pub last: String,
}

impl Gaps {
    /// What was missing, if anything was after `before`.
    ///
    /// ```
    /// use rolecall_search::Gaps;
    /// let now = Gaps { times: 2, last: "1 of 3 shards did not answer".into() };
    /// assert_eq!(now.clone().since(&Gaps::default()).as_deref(), Some("1 of 3 shards did not answer"));
    /// assert_eq!(now.clone().since(&now), None);
    /// ```
    pub fn since(self, before: &Self) -> Option<String> {
        (self.times != before.times).then_some(self.last)
    }
}

/// The index could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct RetrieveError(#[source] pub Box<dyn std::error::Error + Send + Sync>);

/// Something that holds statements and finds them again; it may be asked from several threads at once.
pub trait Retrieve: Sync {
    /// How many statements there are.
    fn statements(&self) -> u64;

    /// How often a part of it did not answer since it was opened. Whoever compares before and after knows whether what was found
    /// between is of all of it; where several ask at once, a gap that another one met may be counted too.
    fn gaps(&self) -> Gaps {
        Gaps::default()
    }

    /// Says that these stems will be asked about: an index elsewhere may learn of all at once what it would otherwise be asked one
    /// by one. What it cannot learn now it is asked later.
    fn expect(&self, stems: &[&str]) {
        let _ = stems;
    }

    /// In how many statements' text `stem` occurs.
    ///
    /// # Errors
    /// The index cannot be read.
    fn frequency(&self, stem: &str) -> Result<u64, RetrieveError>;

    /// The words of statements, in lower case, that differ from `typed` by at most `most` slips
    /// ([`rolecall_language::slips`]), each with the number of statements that have it.
    ///
    /// # Errors
    /// The index cannot be read.
    fn resembling(&self, typed: &str, most: usize) -> Result<Vec<(String, u64)>, RetrieveError>;

    /// Those of the articles with these ids that have `stem` in the text or headings of a statement: in which share of their
    /// statements.
    ///
    /// # Errors
    /// The index cannot be read.
    fn articles_speaking_of(&self, stem: &str, among: &BTreeSet<&str>) -> Result<BTreeMap<String, f32>, RetrieveError>;

    /// The model whose vectors it holds, as `Embed::id` names it; none where it has none.
    fn model(&self) -> Option<&str> {
        None
    }

    /// The restriction that this index is to be asked with where `only` is meant: by path, source, date and field it may name
    /// the articles themselves by their ids, or say the same in another way. None where no article is all that is named.
    ///
    /// # Errors
    /// The index cannot be read, or no article is of a path, source, field or age that is named.
    fn select(&self, only: &Restriction) -> Result<Option<Restriction>, RetrieveError>;

    /// The statements that hold any of the words, the most relevant first, at most `limit`; then, where a vector is
    /// asked for, those that are not among them of the `limit` nearest, nearest first. Equals in a fixed order.
    ///
    /// # Errors
    /// The index cannot be read.
    fn find(&self, query: &Query, limit: usize) -> Result<Vec<Found>, RetrieveError>;

    /// Statements that speak of a role of one of these names (in the form of [`rolecall_record::Mention::role`]), in a
    /// fixed order, at most `limit`.
    ///
    /// # Errors
    /// The index cannot be read.
    fn of_roles(&self, names: &[String], limit: usize) -> Result<Vec<Found>, RetrieveError> {
        self.of_roles_in(names, &Restriction::default(), limit)
    }

    /// The same in the articles that `only` means, as [`Retrieve::select`] gave it.
    ///
    /// # Errors
    /// The index cannot be read.
    fn of_roles_in(&self, names: &[String], only: &Restriction, limit: usize) -> Result<Vec<Found>, RetrieveError>;

    /// The vector of each of these statements' texts, as the index has it; none where it has none.
    ///
    /// # Errors
    /// The index cannot be read.
    fn vectors_of(&self, texts: &[&str]) -> Result<Vec<Option<Vector>>, RetrieveError> {
        Ok(vec![None; texts.len()])
    }

    /// Statements that stand in these articles, in a fixed order, at most `limit`.
    ///
    /// # Errors
    /// The index cannot be read.
    fn of_articles(&self, ids: &[String], limit: usize) -> Result<Vec<Found>, RetrieveError> {
        self.of_articles_in(ids, &Restriction::default(), limit)
    }

    /// The same in those of them that `only` means, as [`Retrieve::select`] gave it.
    ///
    /// # Errors
    /// The index cannot be read.
    fn of_articles_in(&self, ids: &[String], only: &Restriction, limit: usize) -> Result<Vec<Found>, RetrieveError>;

    /// For each role, given by all its names: the cosine of its direction to the question's, of all that is said of it
    /// together. 0 where there are no vectors.
    ///
    /// # Errors
    /// The index cannot be read.
    fn profiles(&self, meaning: &Vector, roles: &[Vec<String>]) -> Result<Vec<f32>, RetrieveError> {
        let _ = meaning;
        Ok(vec![0.0; roles.len()])
    }

    /// For each role, given by all its names: how well all that is said of it, as one document, answers by these stems and what each
    /// is worth; at least 0, comparable among the roles of one call. 0 for all where it cannot be told.
    ///
    /// # Errors
    /// The index cannot be read.
    fn words_of_roles(&self, words: &[(String, f32)], roles: &[Vec<String>]) -> Result<Vec<f32>, RetrieveError> {
        let _ = words;
        Ok(vec![0.0; roles.len()])
    }

    /// Facts about a role of one of these names, in a fixed order.
    ///
    /// # Errors
    /// The index cannot be read.
    fn facts(&self, names: &[String]) -> Result<Vec<FoundFact>, RetrieveError> {
        self.facts_in(names, &Restriction::default())
    }

    /// The same in the articles that `only` means, as [`Retrieve::select`] gave it.
    ///
    /// # Errors
    /// The index cannot be read.
    fn facts_in(&self, names: &[String], only: &Restriction) -> Result<Vec<FoundFact>, RetrieveError>;

    /// The roles of the corpus.
    fn roles(&self) -> &RoleTable;
}

//! What a reader can be asked: weighted clauses, a filter and a prior. Plain data; what a question means is decided elsewhere.

use rolecall_record::{Kind, Strength};

/// Where a clause looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The statement's own words, stemmed (`rolecall_language::Term::stem`).
    Text,
    /// The statement's own words as written, in lower case (`rolecall_language::Term::word`). Counts presence, not frequency.
    Word,
    /// The headings above it and its article's title, stemmed.
    Heading,
    /// The names of the roles on it, stemmed.
    Role,
}

/// One thing to look for.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// Where.
    pub field: Field,
    /// The terms as that field holds them; several are a phrase (in [`Field::Text`] only, elsewhere the first counts).
    pub terms: Vec<String>,
    /// Its BM25 score is multiplied by this.
    pub weight: f32,
    /// Whether a statement without it is no hit.
    pub required: bool,
}

impl Clause {
    /// A single term that adds to the score where it stands.
    pub fn term(field: Field, term: impl Into<String>, weight: f32) -> Self {
        Self { field, terms: vec![term.into()], weight, required: false }
    }
}

/// What a hit must be, whatever its words; an empty list lets everything pass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// One of these kinds.
    pub kinds: Vec<Kind>,
    /// Speaks of one of these roles (exact names in the form of `Mention::role`).
    pub roles: Vec<String>,
    /// Stands in an article whose id or path is one of these, or whose path matches one as a pattern (`*` within a
    /// folder, `**` across folders).
    pub articles: Vec<String>,
}

/// Factors for what a statement is: its score is multiplied by its kind's and by its first role's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior {
    pub(crate) kind: [f32; crate::schema::KINDS.len()],
    pub(crate) strength: [f32; crate::schema::STRENGTHS],
}

impl Default for Prior {
    /// All factors 1.
    fn default() -> Self {
        Self { kind: [1.0; crate::schema::KINDS.len()], strength: [1.0; crate::schema::STRENGTHS] }
    }
}

impl Prior {
    /// The greatest factor that any statement has.
    pub(crate) fn greatest(&self) -> f32 {
        let greatest = |factors: &[f32]| factors.iter().copied().fold(0.0, f32::max);
        greatest(&self.kind) * greatest(&self.strength)
    }

    /// The same, with `factor` for statements of `kind`.
    pub fn kind(mut self, kind: Kind, factor: f32) -> Self {
        self.kind[crate::schema::kind_code(kind) as usize] = factor;
        self
    }

    /// The same, with `factor` for statements whose first role stands in `strength` to it; `None`: that speak of no role.
    pub fn strength(mut self, strength: Option<Strength>, factor: f32) -> Self {
        self.strength[crate::schema::strength_code(strength) as usize] = factor;
        self
    }
}

/// A query over statements.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TextQuery {
    /// A statement that has one of them is a hit; without clauses, every statement that the filter lets pass is.
    pub clauses: Vec<Clause>,
    /// What else a hit must be.
    pub filter: Filter,
    /// How the score is shifted by what a statement is, before the best are chosen.
    pub prior: Option<Prior>,
}

/// A statement that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// `{article id}:{start}`, the same in every index of the same articles.
    pub statement_id: String,
    /// The id of the article it stands in: two hits with the same one are one voice.
    pub article_id: String,
    /// What it is.
    pub kind: Kind,
    /// Sum of the parts, times the prior.
    pub score: f32,
    /// The factor that the prior gave; 1 without one.
    pub prior: f32,
    /// What each clause that it has gave, by the clause's place in [`TextQuery::clauses`].
    pub parts: Vec<Part>,
    pub(crate) at: tantivy::DocAddress,
}

/// What a clause gave to a hit's score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// The place in [`TextQuery::clauses`].
    pub clause: usize,
    /// That clause's field.
    pub field: Field,
    /// BM25, times the clause's weight.
    pub score: f32,
}

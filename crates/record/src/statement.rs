use crate::Span;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One sentence, list item or table cell, with the roles that it speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Where it stands in the article's text; `text` is exactly what stands there.
    pub span: Span,
    /// The words themselves, verbatim.
    pub text: String,
    /// What it is.
    pub kind: Kind,
    /// The headings above it, outermost first. Its neighbours share them.
    pub heading: Arc<[String]>,
    /// The roles that it speaks of, the most certain first; empty where it speaks of none.
    pub roles: Vec<Mention>,
    /// The words that limit it ("in small studios", "when necessary"), if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Span>,
}

/// What a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Kind {
    /// A role does it or is answerable for it.
    Responsibility,
    /// A role must have, know or be it: skill, education, trait.
    Requirement,
    /// A figure or attribute of a role: pay, growth, education as a table has it.
    Fact,
    /// It speaks of a role without holding it responsible.
    Context,
    /// It speaks of no role: teasers, questions, calls to action, the world at large.
    None,
}

impl Kind {
    /// Its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Responsibility => "responsibility",
            Self::Requirement => "requirement",
            Self::Fact => "fact",
            Self::Context => "context",
            Self::None => "none",
        }
    }
}

/// A role on a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The role's name within its article: lower case (but for acronyms), singular, without article ("audio engineer").
    pub role: String,
    /// As written in the article, where it was found.
    pub name: String,
    /// How it was found.
    pub found_by: FoundBy,
    /// What it has to do with the deed.
    pub strength: Strength,
    /// The part of the statement that is said of this role; it lies within the statement's span.
    pub clause: Span,
}

/// How a role was found for a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum FoundBy {
    /// It is the grammatical subject.
    #[serde(rename = "subject")]
    Subject,
    /// "… is run by the engineer", "it falls to the engineer to …".
    #[serde(rename = "passive agent")]
    PassiveAgent,
    /// The nearest heading that names a role.
    #[serde(rename = "heading")]
    Heading,
    /// The sentence that introduces the list, or a bold lead-in.
    #[serde(rename = "list lead-in")]
    ListLeadIn,
    /// A pronoun or a noun that stands for it ("they", "these folks").
    #[serde(rename = "pronoun")]
    Pronoun,
    /// It is joined to a subject ("both X and Y"), or the sentence goes on with the one before ("That includes …").
    #[serde(rename = "coordination")]
    Coordination,
    /// A table's row or column names it.
    #[serde(rename = "table")]
    Table,
    /// Only the title, the file's name or its front matter name it.
    #[serde(rename = "filename")]
    Filename,
}

impl FoundBy {
    /// Its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::PassiveAgent => "passive agent",
            Self::Heading => "heading",
            Self::ListLeadIn => "list lead-in",
            Self::Pronoun => "pronoun",
            Self::Coordination => "coordination",
            Self::Table => "table",
            Self::Filename => "filename",
        }
    }
}

/// What a role has to do with a deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Strength {
    /// Decides, approves, hires, supervises: it is done on this role's word.
    #[serde(rename = "decides")]
    Decides,
    /// Does it or is answerable for it.
    #[serde(rename = "does")]
    Does,
    /// Has a hand in it.
    #[serde(rename = "helps")]
    Helps,
    /// May, can or sometimes does.
    #[serde(rename = "may")]
    May,
    /// Explicitly not.
    #[serde(rename = "does not")]
    DoesNot,
}

impl Strength {
    /// Its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Decides => "decides",
            Self::Does => "does",
            Self::Helps => "helps",
            Self::May => "may",
            Self::DoesNot => "does not",
        }
    }
}

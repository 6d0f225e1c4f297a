//! A question to a typed [`Answer`]. A question's way through this crate is the order of its modules:
//!
//! `question` (what is asked: intent, content words, roles) → `retrieve` (which statements speak of that, behind the
//! trait [`Retrieve`], by words and, with a model, by meaning) → `weigh` (from statements to roles, every part of the score
//! kept; `fuse` has both kinds of nearness in one number) → `conclude` (how sure that is,
//! whether to answer at all, which words to mark). What each intent makes of these stations is a file of `intent`.
//!
//! Nothing here prints, writes files or knows how an index is stored. Statements come through [`Retrieve`], so that an
//! index in this process, one on a cluster and a handful of records in a test are asked in the same way.

mod answer;
mod ask;
mod conclude;
mod condition;
mod confidence;
mod fuse;
mod intent;
#[cfg(test)]
mod memory;
mod question;
mod reader;
mod retrieve;
mod roles;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_forms;
mod weigh;

pub use answer::{
    Answer, ArticleRef, Comparison, Evidence, FORMAT, FactFound, Intent, Parts, Peer, Profile, RoleAnswer, Signs,
    Support, Theme, Verdict,
};
pub use ask::{AskError, Options, Searcher};
pub use question::{Question, QuestionError, Relation, Word};
pub use retrieve::{FieldWeights, Found, FoundFact, Query, Restriction, Retrieve, RetrieveError};
pub use roles::Roles;

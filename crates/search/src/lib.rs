//! A question to a typed [`Answer`]. A question's way through this crate is the order of its modules:
//!
//! `spelling` (slips of the fingers) → `question` (what is asked: intent, content words, roles; `setting`: where it plays) →
//! `retrieve` (which statements speak of that, behind the trait [`Retrieve`], by words and, with a model, by meaning; `restricted`
//! where only some may answer; `synonym` where there is no model) → `weigh` (from statements to roles, every part of the score
//! kept; `fuse` has both kinds of nearness in one number) → `conclude` (how sure that is, whether to answer at all) →
//! `highlight` (which words to mark). What each intent makes of these stations is a file of `intent`.
//!
//! Nothing here prints, writes files or knows how an index is stored. Statements come through [`Retrieve`], so that an
//! index in this process, one on a cluster and a handful of records in a test are asked in the same way.

mod answer;
mod ask;
mod conclude;
mod condition;
mod confidence;
mod fuse;
mod highlight;
mod intent;
#[cfg(test)]
mod memory;
mod question;
mod reader;
mod restricted;
mod retrieve;
mod roles;
mod setting;
mod spelling;
mod synonym;
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
pub use question::{Question, QuestionError, Relation, Word, is_stop};
pub use retrieve::{FieldWeights, Found, FoundFact, Query, Restriction, Retrieve, RetrieveError, is_day};
pub use roles::Roles;
pub use setting::Setting;
pub use spelling::ReadAs;

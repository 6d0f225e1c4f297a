//! A question to a typed [`Answer`]. A question's way through this crate is the order of its modules:
//!
//! `spelling` (slips of the fingers) → `question` (what is asked: intent, content words, roles; `setting`: where it plays) →
//! `retrieve` (which statements speak of that, behind the trait [`Retrieve`], by words and, with a model, by meaning; `restricted`
//! where only some may answer; `synonym` where there is no model) → `weigh` (from statements to roles, every part of the score
//! kept; `fuse` has both kinds of nearness in one number) → `conclude` (how sure that is, whether to answer at all) →
//! `highlight` (which words to mark). What each intent makes of these stations is a file of `intent`; `matrix` asks for the roles of
//! many tasks and reads off each sentence's `deed` what their part is.
//!
//! Nothing here prints, writes files or knows how an index is stored. Statements come through [`Retrieve`], so that an
//! index in this process, one on a cluster and a handful of records in a test are asked in the same way.

mod answer;
mod ask;
mod conclude;
mod condition;
mod confidence;
mod deed;
mod fuse;
mod harmless;
mod highlight;
mod intent;
mod matrix;
#[cfg(test)]
mod memory;
mod question;
mod reader;
mod restricted;
mod retrieve;
mod roles;
mod setting;
mod sheet;
mod spelling;
mod synonym;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_does;
#[cfg(test)]
mod tests_forms;
#[cfg(test)]
mod tests_matrix;
mod thread;
mod weigh;

pub use answer::{
    Answer, ArticleRef, Comparison, Evidence, FORMAT, FactFound, Intent, Parts, Peer, Profile, RoleAnswer, Signs,
    Support, Theme, Verdict, likelihood,
};
pub use ask::{AskError, Options, Searcher};
pub use harmless::{csv_value, shown, visible};
pub use matrix::{Cell, MATRIX_FORMAT, Matrix, Part, Row, WORTH_A_CELL, tasks};
pub use question::{Question, QuestionError, Relation, Word, is_stop};
pub use retrieve::{FieldWeights, Found, FoundFact, Gaps, Query, Restriction, Retrieve, RetrieveError, is_day};
pub use roles::Roles;
pub use setting::Setting;
pub use spelling::ReadAs;
pub use thread::Thread;

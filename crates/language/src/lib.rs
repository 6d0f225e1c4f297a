//! One analysis of English, for articles and for questions alike.
//!
//! A question finds a sentence only where both were taken apart in the same way, so everything that looks at words —
//! attribution at ingest, the index's analysis, the reading of a question — goes through this crate.

mod sentence;
mod term;

pub use sentence::sentences;
pub use term::{Term, terms};

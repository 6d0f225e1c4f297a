//! One analysis of English, for articles and for questions alike.
//!
//! A question finds a sentence only where both were taken apart in the same way, so everything that looks at words —
//! attribution at ingest, the index's analysis, the reading of a question — goes through this crate.

mod lexicon;
mod memo;
mod part;
mod role;
mod sentence;
mod slip;
mod syntax;
mod term;

pub use lexicon::{Readings, Word, is_given_name, look_up, singular, spelling, synonyms};
pub use memo::Memo;
pub use part::{Part, is_authority, part};
pub use role::{
    Function, Generic, Likelihood, RoleName, function, generic, head_of, ranked, role_name, subordinate, times,
};
pub use sentence::sentences;
pub use slip::{is_english, slips};
pub use syntax::{Clause, Form, Groups, Phrase, Reading, Shape, Tag, Token, VerbGroup, Voice, is_closed, read};
pub use term::{Folded, Term, folded, folded_at, terms};

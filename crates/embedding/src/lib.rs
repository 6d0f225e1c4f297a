//! Sentences to vectors: two that say the same in other words get vectors that point the same way.

mod error;
mod tokenizer;

pub use error::{Error, Result};
pub use tokenizer::Tokenizer;

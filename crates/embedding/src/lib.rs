//! Sentences to vectors: two that say the same in other words get vectors that point the same way.
//!
//! [`Embed`] is the one trait others need. [`MiniLm`] implements it with all-MiniLM-L6-v2, whose files [`ModelFiles`] finds
//! or fetches. Everything runs on the processor, in Rust.

mod bert;
mod error;
mod fetch;
mod int8;
mod kernel;
mod minilm;
mod model;
mod nearest;
mod ops;
mod simd;
mod tokenizer;
mod vector;
mod weights;
mod words;

pub use error::{Error, Result};
pub use int8::Int8;
pub use minilm::MiniLm;
pub use model::{ModelFiles, NAME as MODEL_NAME, Progress};
pub use nearest::{Nearest, Rows};
pub use tokenizer::Tokenizer;
pub use vector::Vector;
pub use words::Words;

/// What a text means: as a whole, and word by word.
#[derive(Clone, Debug, PartialEq)]
pub struct Meaning {
    /// The text's direction.
    pub whole: Vector,
    /// The directions of its words; none from a model that gives none.
    pub words: Words,
}

/// Turns texts into vectors.
pub trait Embed: Send + Sync {
    /// Names the model and its weights. Only vectors of the same id can be compared.
    fn id(&self) -> &str;

    /// Numbers of each vector.
    fn dimension(&self) -> usize;

    /// A vector for each text, in order, each of [`Embed::dimension`] numbers and length 1.
    ///
    /// A text's vector does not depend on the other texts of the call. A call with a few hundred texts keeps all cores
    /// busy; more at once gain little, and fewer let a progress bar move.
    ///
    /// # Errors
    ///
    /// What the implementation needs and does not get; [`MiniLm`] has all it needs once it is loaded, and takes any text.
    fn embed(&self, texts: &[&str]) -> Result<Vec<Vector>>;

    /// The same vectors, and with them those of each text's words, which cost next to nothing more.
    ///
    /// # Errors
    ///
    /// As [`Embed::embed`].
    fn meanings(&self, texts: &[&str]) -> Result<Vec<Meaning>> {
        let whole = self.embed(texts)?;
        Ok(whole.into_iter().map(|whole| Meaning { whole, words: Words::default() }).collect())
    }

    /// The direction of a text's words, each looked up by itself and none read in its sentence: rougher than
    /// [`Embed::embed`], and a thousand times as fast. Only to be compared with others of this kind. None where the model has
    /// no such table, or the text no words.
    fn look_up(&self, text: &str) -> Option<Vector> {
        let _ = text;
        None
    }
}

//! What can go wrong, each with the thing, the place and the way out.

use std::io;
use std::path::PathBuf;

/// An error of this crate; its text is one line that a user can act on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file of the model does not hold what this crate can compute with.
    #[error("{} is not a model that can be used ({why}): fetch the model again, or name another folder", path.display())]
    Unsuitable {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A file or folder cannot be read or written.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// What was tried, as a verb.
        action: &'static str,
        /// On which file or folder.
        path: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
}

/// A result whose error is this crate's.
pub type Result<T> = std::result::Result<T, Error>;

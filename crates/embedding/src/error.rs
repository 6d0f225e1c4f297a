//! What can go wrong, each with the thing, the place and the way out.

use std::io;
use std::path::PathBuf;

/// An error of this crate; its text is one line that a user can act on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file that the model needs is not in its folder.
    #[error("the model's {file} is not in {}: fetch the model, or name a folder that holds it", dir.display())]
    Missing {
        /// The folder that was looked into.
        dir: PathBuf,
        /// The file's name.
        file: &'static str,
    },
    /// A file is not the one whose checksum is pinned: cut short, changed, or another model.
    #[error("{} is not the expected file (SHA-256 {found}, expected {expected}): delete it and fetch the model again", path.display())]
    Checksum {
        /// The file.
        path: PathBuf,
        /// The checksum it has, in hexadecimal digits.
        found: String,
        /// The checksum it should have.
        expected: &'static str,
    },
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
    /// No folder for caches is known for this user.
    #[error("no cache folder is known: set XDG_CACHE_HOME or HOME, or name the model's folder")]
    NoCacheDir,
    /// No way to bring the model here worked.
    #[error("the model could not be fetched: {}; put model.safetensors and vocab.txt of {} into a folder and name it", tried.join("; "), crate::model::NAME)]
    Unreachable {
        /// Each way that was tried, and how it failed.
        tried: Vec<String>,
    },
}

/// A result whose error is this crate's.
pub type Result<T> = std::result::Result<T, Error>;

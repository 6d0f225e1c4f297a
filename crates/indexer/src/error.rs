//! What can go wrong with an index: each error names the thing, the place and the way out, in one line.

use crate::blocks::Differs;
use crate::integrity::DIFFERS;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use tantivy::TantivyError;
use tantivy::directory::error::{OpenDirectoryError, OpenReadError, OpenWriteError};

/// Why an index cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// There is no index yet.
    #[error("no index at {}: run `search ingest PATH` first", .0.display())]
    Missing(PathBuf),
    /// The model cannot embed the statements.
    #[error(
        "the statements cannot be embedded ({0}): fetch the model again with `search model`, or go without with `--model none`"
    )]
    Embedding(String),
    /// It was written by a program that lays indexes out differently.
    #[error("the index at {} has format {found}, this program reads format {expected}: rebuild it with `search ingest PATH --full`", dir.display())]
    Format {
        /// The index folder.
        dir: PathBuf,
        /// The version found.
        found: u32,
        /// [`crate::INDEX_FORMAT`].
        expected: u32,
    },
    /// The folder is somebody else's: it holds something that an index would overwrite and did not write.
    #[error("{} cannot be an index: {what}: name an empty folder with `--index DIR`", dir.display())]
    Foreign {
        /// The folder.
        dir: PathBuf,
        /// Why not, as a sentence without its full stop.
        what: String,
    },
    /// A file of it is not what was written there.
    #[error("the index is damaged: {} {reason}: mend it with `search check --repair`, or rebuild it with `search ingest PATH --full`", file.display())]
    Corrupt {
        /// The file at fault.
        file: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Another process is writing to it.
    #[error("the index at {} is being written by {holder}: wait until it is done, or end it", dir.display())]
    Locked {
        /// The index folder.
        dir: PathBuf,
        /// Process, host and time, as the holder noted them.
        holder: String,
    },
    /// Permission is missing.
    #[error("{} may not be {what} (permission denied): change its permissions, or name another index with `--index DIR`", path.display())]
    Denied {
        /// The file or folder.
        path: PathBuf,
        /// `read` or `written`.
        what: &'static str,
    },
    /// There is no room left.
    #[error("the disk is full at {}: free some space and run the same command again; the index is as it was before", .0.display())]
    Full(PathBuf),
    /// The index was written to so often since it was opened that what was asked for is gone.
    #[error("the index at {} has been replaced since it was opened: ask again", .0.display())]
    Outdated(PathBuf),
    /// No article is what was asked for.
    #[error("no article {condition} `{asked}`: {remedy}")]
    Nothing {
        /// What it would have to be.
        condition: &'static str,
        /// As given.
        asked: String,
        /// What could be asked for.
        remedy: String,
    },
    /// A path pattern cannot be understood.
    #[error("`{pattern}` is no pattern of article paths: {reason}")]
    Pattern {
        /// As given.
        pattern: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Reading or writing failed in another way.
    #[error("{} cannot be {what} ({source}): check the path, or name another index with `--index DIR`", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// `read` or `written`.
        what: &'static str,
        /// What the system says.
        source: io::Error,
    },
    /// The search engine below failed in a way that is not the file system's.
    #[error("the search engine failed on {}: {reason}: if it happens again, look for damage with `search check`", dir.display())]
    Engine {
        /// The index folder.
        dir: PathBuf,
        /// What it says.
        reason: String,
    },
}

impl IndexError {
    /// An error of reading `path`.
    pub(crate) fn read(path: &Path, source: io::Error) -> Self {
        Self::io(path, "read", source)
    }

    /// An error of writing `path`.
    pub(crate) fn write(path: &Path, source: io::Error) -> Self {
        Self::io(path, "written", source)
    }

    /// A damaged file.
    pub(crate) fn corrupt(file: &Path, reason: impl Into<String>) -> Self {
        Self::Corrupt { file: file.to_owned(), reason: reason.into() }
    }

    fn io(path: &Path, what: &'static str, source: io::Error) -> Self {
        match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::Full(path.to_owned()),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::Denied { path: path.to_owned(), what },
            _ => Self::Io { path: path.to_owned(), what, source },
        }
    }

    /// Sorts the engine's errors into the ones above; `dir` is the folder that it works in.
    pub(crate) fn engine(dir: &Path, error: TantivyError) -> Self {
        let copy = |e: &io::Error| io::Error::new(e.kind(), e.to_string());
        match &error {
            TantivyError::IoError(e) if differs(e).is_some() => {
                Self::corrupt(&differs(e).map_or_else(|| dir.to_owned(), |file| within(dir, file)), DIFFERS)
            }
            TantivyError::IoError(e) => Self::write(dir, copy(e)),
            TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, .. }) => Self::write(dir, copy(io_error)),
            TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath }) => {
                let file = within(dir, filepath);
                // What has no number of the system's is the engine's own finding: a footer that is not what it wrote.
                match io_error.raw_os_error() {
                    Some(number) => Self::read(&file, io::Error::from_raw_os_error(number)),
                    None => Self::corrupt(&file, DIFFERS),
                }
            }
            TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(file)) => {
                Self::corrupt(&within(dir, file), "is missing")
            }
            TantivyError::OpenDirectoryError(OpenDirectoryError::IoError { io_error, .. }) => {
                Self::read(dir, copy(io_error))
            }
            TantivyError::DataCorruption(e) => Self::corrupt(dir, format!("does not read back ({e:?})")),
            TantivyError::IncompatibleIndex(e) => Self::corrupt(dir, format!("is of another version ({e:?})")),
            TantivyError::DeserializeError(e) => Self::corrupt(dir, format!("does not read back ({e})")),
            // A thread's error arrives as text alone; a full disk is worth recognising in it.
            TantivyError::ErrorInThread(text) if text.contains("os error 28") || text.contains("StorageFull") => {
                Self::Full(dir.to_owned())
            }
            _ => Self::Engine { dir: dir.to_owned(), reason: error.to_string() },
        }
    }
}

/// The file that is not what was written, where that is what an error says.
fn differs(error: &io::Error) -> Option<&Path> {
    error.get_ref()?.downcast_ref::<Differs>().map(|Differs(file)| file.as_path())
}

/// The engine names a file now below `dir`, now from the root; both are told as `dir` was given.
fn within(dir: &Path, file: &Path) -> PathBuf {
    match file.file_name() {
        Some(name) => dir.join(name),
        None => dir.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn a_full_disk_and_missing_permission_are_told_apart_wherever_they_are_met() {
        let dir = Path::new("some/index");
        let full = || io::Error::from(ErrorKind::StorageFull);
        let from_engine = TantivyError::IoError(Arc::new(full()));
        for error in [IndexError::write(dir, full()), IndexError::engine(dir, from_engine)] {
            let said = error.to_string();
            assert!(said.starts_with("the disk is full at some/index: free some space"), "{said}");
        }
        let denied = IndexError::write(dir, io::Error::from(ErrorKind::ReadOnlyFilesystem)).to_string();
        assert!(denied.starts_with("some/index may not be written") && denied.contains("--index DIR"), "{denied}");
    }
}

//! The engine's folder as a reader and as the writer see it.
//!
//! For a reader nothing is ever written, not even a lock. For both, the engine's small files carry a checksum, and its large
//! ones those of their blocks (`blocks`).
//!
//! Tantivy takes a lock file while a reader opens its segments, so that a writer does not remove them in between; on a
//! folder that may not be written to, this alone would make reading impossible (its issue #557). Here no lock is taken.
//! Where a writer does remove a segment at that very moment, opening fails and [`crate::Reader::open`] begins again.

use crate::IndexError;
use crate::blocks::{Compared, Summed};
use crate::layout::checksum;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr};

/// A memory-mapped folder that refuses to write.
#[derive(Debug, Clone)]
pub(crate) struct ReadDirectory(MmapDirectory, /** Whether the list of its files is passed over. */ bool);

impl ReadDirectory {
    /// Opens `path`.
    pub fn open(path: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(Self(MmapDirectory::open(path)?, false))
    }

    /// The same, as if there were no list of its files, by which only a writer knows what to remove.
    pub fn without_list(self) -> Self {
        Self(self.0, true)
    }

    /// Whether one of the engine's two small files is there and what was written.
    ///
    /// # Errors
    /// [`IndexError::Corrupt`], and what else reading meets.
    pub fn sealed(&self, file: &Path) -> Result<(), IndexError> {
        let dir = file.parent().unwrap_or(file);
        let name = Path::new(file.file_name().unwrap_or_default());
        self.atomic_read(name).map(drop).map_err(|e| IndexError::engine(dir, e.into()))
    }
}

/// What is written into the engine's two small files: `data`, and a line with its checksum. The engine gives none to these, and a
/// number in them that is another (how many documents a segment has) is a wrong answer.
fn sealed(data: &[u8]) -> Vec<u8> {
    [data, b"\n", checksum(data).as_bytes(), b"\n"].concat()
}

/// The data of a sealed file.
fn unsealed(path: &Path, mut bytes: Vec<u8>) -> Result<Vec<u8>, OpenReadError> {
    let end = bytes.len().saturating_sub(SEAL);
    if bytes.len() < SEAL || sealed(&bytes[..end]) != bytes {
        let differs = io::Error::new(io::ErrorKind::InvalidData, "its checksum differs");
        return Err(OpenReadError::wrap_io_error(differs, path.to_owned()));
    }
    bytes.truncate(end);
    Ok(bytes)
}

/// Bytes of a seal: 32 digits between line breaks.
const SEAL: usize = 34;

/// A memory-mapped folder whose files may be read by whoever may read what this process writes. The engine gives its two
/// small files to their owner alone, so that nobody else could search an index that an administrator built.
#[derive(Debug, Clone)]
pub(crate) struct WriteDirectory {
    engine: MmapDirectory,
    path: PathBuf,
}

impl WriteDirectory {
    /// Opens `path`.
    pub fn open(path: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(Self { engine: MmapDirectory::open(path)?, path: path.to_owned() })
    }
}

/// A file of a segment, whose blocks are compared when they are read.
fn compared(engine: &MmapDirectory, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
    let file = engine.get_file_handle(path)?;
    Compared::open(path, &*file).map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))
}

impl Directory for WriteDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        compared(&self.engine, path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.engine.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.engine.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Ok(BufWriter::new(Box::new(Summed::new(self.engine.open_write(path)?))))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.engine.atomic_read(path).and_then(|bytes| unsealed(path, bytes))
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let next = self.path.join(format!(".tantivy-{}.next", path.display()));
        let mut file = File::create(&next)?;
        file.write_all(&sealed(data))?;
        file.sync_data()?;
        fs::rename(&next, self.path.join(path))
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.engine.sync_directory()
    }

    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        // Whoever writes holds the lock of the whole index. The engine's own is held a moment longer than its writer lives where
        // another program is being started just then, as that has its files open until it runs.
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.engine.watch(callback)
    }
}

fn refused() -> io::Error {
    io::Error::new(io::ErrorKind::ReadOnlyFilesystem, "a reader does not write")
}

impl Directory for ReadDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        compared(&self.0, path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError { io_error: Arc::new(refused()), filepath: path.to_owned() })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.0.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(refused(), path.to_owned()))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        if self.1 && path.as_os_str() == ".managed.json" {
            return Err(OpenReadError::FileDoesNotExist(path.to_owned()));
        }
        self.0.atomic_read(path).and_then(|bytes| unsealed(path, bytes))
    }

    fn atomic_write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(refused())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tantivy::directory::INDEX_WRITER_LOCK;

    #[test]
    fn a_lock_of_the_engine_that_is_still_held_keeps_nobody_from_writing() {
        let dir = tempfile::tempdir().unwrap();
        let (before, after) = (WriteDirectory::open(dir.path()).unwrap(), WriteDirectory::open(dir.path()).unwrap());
        let _held = before.acquire_lock(&INDEX_WRITER_LOCK).unwrap();
        assert!(after.acquire_lock(&INDEX_WRITER_LOCK).is_ok());
    }
}

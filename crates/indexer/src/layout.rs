//! Where everything lies in an index folder, and which generation of it counts.
//!
//! ```text
//! index/manifest.json        what belongs to this generation: corpora, files of articles, refused files
//! index/articles-3.bin       every article: path, size, time, hash, place of its record
//! index/articles-5.since     what has changed in them since, in a large index
//! index/records/000003.jsonl records that run 3 wrote; never changed afterwards
//! index/roles-3.json         the roles of generation 3
//! index/vectors-3.bin        the vectors of its statements, where a model was there; kept while they stay the same
//! index/vectors-5.since      what has changed in them since, in a large index
//! index/tantivy/             the engine's files
//! index/lock                 held by the one writer
//! ```
//!
//! **The engine's commit is the point of truth.** A run writes its records, its articles, its roles, its vectors and
//! `manifest.json.next`, all flushed to disk; then the engine commits, and its commit message ([`Generation`]) names the generation with the
//! checksums of the files that belong to it; then `manifest.json.next` takes the manifest's name.
//!
//! **Every byte that an answer rests on has a checksum.** Those of a generation's files stand in its commit message, that of
//! a record with its place ([`Location`](crate::stored::Location)), that of a document at its head, those of the engine's
//! files at their ends: the whole one's and those of its blocks for segments, one for the two small ones (`directory`).
//! What is small is compared whenever it is read, what is large block by block when it is first looked at (`blocks`), and
//! everything by [`check`](crate::check()).
//!
//! Wherever the commit is cut off, the commit message says which files count: before the commit the old ones, which nobody
//! touched; after it the new ones, the manifest perhaps still under its `.next` name. What a reader might still want of
//! the generation before is removed one generation later.
//!
//! Rejected: a `CURRENT` file naming a folder a generation (LevelDB's way): the engine replaces its own `meta.json`
//! atomically already, and two points of truth can disagree.

use crate::vectors::VectorsRef;
use crate::{IndexError, roots};
use serde::{Deserialize, Serialize, Serializer};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Version of everything that lies in an index folder. A reader refuses what it does not know.
pub const INDEX_FORMAT: u32 = 6;

/// Patterns of an index' own names.
const KEPT_OUT: &str =
    "/lock\n/manifest.json\n/manifest.json.next\n/articles-*\n/roles-*.json\n/vectors-*\n/records/\n/tantivy/\n";

/// The engine's commit message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Generation {
    /// [`INDEX_FORMAT`] of the writer.
    pub format: u32,
    /// Counts the runs that changed something, from 1.
    pub generation: u64,
    /// Articles in the index.
    pub articles: usize,
    /// Statements in the index.
    pub statements: usize,
    /// [`checksum`] of the manifest's bytes.
    pub manifest: String,
    /// [`checksum`] of the role table's bytes.
    pub roles: String,
    /// Each corpus' name with the absolute path of its folder, as in the manifest: a reader need not read that for it, and
    /// where it is lost this is not.
    #[serde(serialize_with = "written", deserialize_with = "roots::deserialize")]
    pub roots: BTreeMap<String, PathBuf>,
    /// The columns that were named, as in the manifest, for the same reason.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
    /// The vectors of its statements, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vectors: Option<VectorsRef>,
}

fn written<S: Serializer>(roots: &BTreeMap<String, PathBuf>, serializer: S) -> Result<S::Ok, S::Error> {
    roots::Written(roots).serialize(serializer)
}

/// The paths in an index folder.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    /// The folder itself.
    pub dir: PathBuf,
}

impl Layout {
    pub fn new(dir: &Path) -> Self {
        Self { dir: dir.to_owned() }
    }

    pub fn manifest(&self) -> PathBuf {
        self.dir.join("manifest.json")
    }

    pub fn next_manifest(&self) -> PathBuf {
        self.dir.join("manifest.json.next")
    }

    pub fn articles(&self, generation: u64) -> PathBuf {
        self.dir.join(format!("articles-{generation}.bin"))
    }

    pub fn articles_since(&self, generation: u64) -> PathBuf {
        self.dir.join(format!("articles-{generation}.since"))
    }

    pub fn roles(&self, generation: u64) -> PathBuf {
        self.dir.join(format!("roles-{generation}.json"))
    }

    pub fn vectors(&self, generation: u64) -> PathBuf {
        self.dir.join(format!("vectors-{generation}.bin"))
    }

    pub fn vectors_since(&self, generation: u64) -> PathBuf {
        self.dir.join(format!("vectors-{generation}.since"))
    }

    pub fn records(&self) -> PathBuf {
        self.dir.join("records")
    }

    pub fn segment(&self, segment: u64) -> PathBuf {
        self.records().join(format!("{segment:06}.jsonl"))
    }

    pub fn engine(&self) -> PathBuf {
        self.dir.join("tantivy")
    }

    pub fn lock(&self) -> PathBuf {
        self.dir.join("lock")
    }

    /// Keeps the index' own files out of every corpus around it: a folder of articles may hold the index of another run,
    /// whose records would be read as articles. Other files beside an index are left as they are.
    pub fn keep_out(&self) -> Result<(), IndexError> {
        let path = self.dir.join(".rolecallignore");
        match path.try_exists() {
            Ok(true) => Ok(()),
            _ => write_durably(&path, KEPT_OUT.as_bytes()),
        }
    }
}

/// 32 hexadecimal digits of BLAKE3.
pub(crate) fn checksum(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..32].to_owned()
}

/// The first 8 bytes of BLAKE3, as a number: enough to tell damage, small enough to stand beside every record.
pub(crate) fn sum(bytes: &[u8]) -> u64 {
    number(&blake3::hash(bytes))
}

/// As [`sum`], of bytes that come one piece after the other.
#[derive(Default)]
pub(crate) struct Sum(blake3::Hasher);

impl Sum {
    /// Goes on with these bytes.
    pub fn take(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The sum of all of them.
    pub fn done(&self) -> u64 {
        number(&self.0.finalize())
    }
}

fn number(hash: &blake3::Hash) -> u64 {
    hash.as_bytes().first_chunk().map_or(0, |first| u64::from_le_bytes(*first))
}

/// Writes a whole file and flushes it to the disk.
pub(crate) fn write_durably(path: &Path, bytes: &[u8]) -> Result<(), IndexError> {
    let failed = |e| IndexError::write(path, e);
    let mut file = File::create(path).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.sync_all().map_err(failed)
}

/// Flushes a folder's own entries, so that a file made or renamed in it is there after a crash.
pub(crate) fn sync_folder(path: &Path) -> Result<(), IndexError> {
    if cfg!(unix) {
        File::open(path).and_then(|folder| folder.sync_all()).map_err(|e| IndexError::write(path, e))?;
    }
    Ok(())
}

/// The whole of a file; `None` where there is none.
pub(crate) fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, IndexError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(IndexError::read(path, e)),
    }
}

/// At most the first `limit` bytes of a file; `None` where there is none.
pub(crate) fn read_beginning(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, IndexError> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(IndexError::read(path, e)),
    };
    let mut bytes = Vec::new();
    file.take(limit).read_to_end(&mut bytes).map_err(|e| IndexError::read(path, e))?;
    Ok(Some(bytes))
}

//! `manifest.json`: what the index knows of every file, so that the next run need not read what has not changed.
//!
//! One JSON object, written so that its first line alone is enough for a reader (`{"format":1,"generation":3,`): a search
//! over a hundred thousand articles should not parse thirty megabytes to learn that it may begin.

use crate::layout::{INDEX_FORMAT, Layout, read_beginning};
use crate::{IndexError, roots, stored::Location};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// By what a file is recognised as unchanged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// Bytes.
    pub size: u64,
    /// Time of its last change, in nanoseconds since 1970; `None` where the file was so young when it was read that it
    /// could have changed again within the same tick: its content has to be compared next time.
    pub mtime_ns: Option<i64>,
    /// Time when the file system last changed anything about it, in nanoseconds since 1970, where it keeps one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ctime_ns: Option<i64>,
    /// BLAKE3 of its content, 32 hexadecimal digits.
    pub hash: String,
    /// Version of the pipeline that understood it.
    pub pipeline: u32,
    /// By what the server of a fetched page tells whether it has changed: `ETag`, and `Last-Modified`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// See above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
}

/// What the index holds of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Read")]
pub struct Entry {
    /// The article's id.
    pub id: String,
    /// The file that it was made of.
    #[serde(flatten)]
    pub file: Fingerprint,
    /// How many statements it has.
    pub statements: usize,
    /// Each role that it speaks of, with the number of statements that do.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub roles: BTreeMap<String, usize>,
    /// As in `ArticleRecord::synonyms`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub synonyms: Vec<(String, String)>,
    /// As in `ArticleRecord::contrasts`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contrasts: Vec<(String, String)>,
    /// By what near-copies of it are recognised; empty where it is too short.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) sketch: String,
    /// Where its record lies.
    pub(crate) record: Location,
}

/// An [`Entry`] as it is written: reading a flattened one keeps all of it twice, which counts for a hundred thousand.
#[derive(Deserialize)]
struct Read {
    id: String,
    size: u64,
    mtime_ns: Option<i64>,
    #[serde(default)]
    ctime_ns: Option<i64>,
    hash: String,
    pipeline: u32,
    #[serde(default)]
    etag: Option<String>,
    #[serde(default)]
    modified: Option<String>,
    statements: usize,
    #[serde(default)]
    roles: BTreeMap<String, usize>,
    #[serde(default)]
    synonyms: Vec<(String, String)>,
    #[serde(default)]
    contrasts: Vec<(String, String)>,
    #[serde(default)]
    sketch: String,
    record: Location,
}

impl From<Read> for Entry {
    fn from(read: Read) -> Self {
        let Read {
            id,
            size,
            mtime_ns,
            ctime_ns,
            hash,
            pipeline,
            etag,
            modified,
            statements,
            roles,
            synonyms,
            contrasts,
            sketch,
            record,
        } = read;
        let file = Fingerprint { size, mtime_ns, ctime_ns, hash, pipeline, etag, modified };
        Self { id, file, statements, roles, synonyms, contrasts, sketch, record }
    }
}

/// A file that was read and is no article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// The file as it was read.
    #[serde(flatten)]
    pub file: Fingerprint,
    /// Why it is none.
    pub reason: String,
}

/// Everything that the index knows of its files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Manifest {
    /// [`INDEX_FORMAT`] of the writer.
    pub(crate) format: u32,
    /// The generation that it belongs to; 0: nothing was written yet.
    pub(crate) generation: u64,
    /// Each corpus' name with the absolute path of its folder.
    #[serde(deserialize_with = "roots::deserialize")]
    pub roots: BTreeMap<String, PathBuf>,
    /// Articles by path.
    pub articles: BTreeMap<String, Entry>,
    /// Files that are no articles, by path.
    pub refused: BTreeMap<String, Refused>,
    /// Records segments that this generation no longer uses but the one before it did.
    pub(crate) retired: Vec<u64>,
}

/// The first line of a manifest.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) struct ManifestHead {
    pub format: u32,
    pub generation: u64,
}

impl Manifest {
    /// Its bytes on disk: an object with one article a line.
    pub(crate) fn to_bytes(&self) -> serde_json::Result<Vec<u8>> {
        let mut out = format!("{{\"format\":{},\"generation\":{},\n", self.format, self.generation).into_bytes();
        out.extend_from_slice(b"\"roots\":");
        serde_json::to_writer(&mut out, &roots::Written(&self.roots))?;
        out.extend_from_slice(b",\n\"retired\":");
        serde_json::to_writer(&mut out, &self.retired)?;
        lines(&mut out, "refused", &self.refused)?;
        lines(&mut out, "articles", &self.articles)?;
        out.extend_from_slice(b"}\n");
        Ok(out)
    }

    /// Reads what [`Manifest::to_bytes`] wrote; `file` is for the message.
    pub(crate) fn from_bytes(bytes: &[u8], file: &Path) -> Result<Self, IndexError> {
        serde_json::from_slice(bytes).map_err(|e| IndexError::corrupt(file, format!("is not a manifest ({e})")))
    }
}

fn lines<T: Serialize>(out: &mut Vec<u8>, name: &str, entries: &BTreeMap<String, T>) -> serde_json::Result<()> {
    out.extend_from_slice(format!(",\n\"{name}\":{{").as_bytes());
    for (i, (path, entry)) in entries.iter().enumerate() {
        out.extend_from_slice(if i == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut *out, path)?;
        out.push(b':');
        serde_json::to_writer(&mut *out, entry)?;
    }
    out.push(b'}');
    Ok(())
}

impl ManifestHead {
    /// The head of the manifest at `file`; `None` where there is none.
    ///
    /// # Errors
    /// [`IndexError::Corrupt`], and [`IndexError::Format`] where another version wrote it.
    pub fn read(layout: &Layout, file: &Path) -> Result<Option<Self>, IndexError> {
        let Some(beginning) = read_beginning(file, 256)? else { return Ok(None) };
        let line = beginning.split(|b| *b == b'\n').next().unwrap_or_default();
        let mut object = line.strip_suffix(b",").unwrap_or(line).to_vec();
        object.push(b'}');
        let head: Self = serde_json::from_slice(&object)
            .map_err(|_| IndexError::corrupt(file, "does not begin as a manifest does"))?;
        if head.format != INDEX_FORMAT {
            return Err(IndexError::Format { dir: layout.dir.clone(), found: head.format, expected: INDEX_FORMAT });
        }
        Ok(Some(head))
    }
}

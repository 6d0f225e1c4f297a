//! What the index knows of every file, so that the next run need not read what has not changed.
//!
//! `manifest.json` says what there is in few words: the generation, the corpora, the files that were refused, and where its
//! articles stand. These are in two files beside it ([`Articles`]): one of all articles, and one of those that have changed
//! since that was written. So a run that changes one article of a hundred thousand writes one, and only when the
//! changes have grown beyond a small part of the whole is all written anew. The vectors are kept in the same way.
//!
//! Articles are written in binary (postcard): as JSON a hundred thousand are fifty megabytes, which took half a second to read.
//! The first line of `manifest.json` alone is enough for a reader (`{"format":5,"generation":3,`). Rejected: an embedded
//! store (redb); it has commits of its own, and two points of truth can disagree.

use crate::copies::Sketch;
use crate::layout::{INDEX_FORMAT, Layout, checksum, read_beginning, read_if_there, write_durably};
use crate::{IndexError, roots, stored::Location};
use rolecall_record::ArticleRecord;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// With at most this many articles all are always written as one file: that takes no longer than a moment.
const SMALL: usize = 1 << 10;
/// What has changed may be one in so many of the articles before all are written as one file again.
const PART: usize = 32;

/// By what a file is recognised as unchanged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// Bytes.
    pub size: u64,
    /// Time of its last change, in nanoseconds since 1970; `None` where the file was so young when it was read that it
    /// could have changed again within the same tick: its content has to be compared next time.
    pub mtime_ns: Option<i64>,
    /// Time when the file system last changed anything about it, in nanoseconds since 1970, where it keeps one.
    pub ctime_ns: Option<i64>,
    /// BLAKE3 of its content, 32 hexadecimal digits.
    pub hash: String,
    /// Version of the pipeline that understood it.
    pub pipeline: u32,
    /// By what the server of a fetched page tells whether it has changed: `ETag`, and `Last-Modified`.
    pub etag: Option<String>,
    /// See above.
    pub modified: Option<String>,
}

/// What the index holds of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The article's id.
    pub id: String,
    /// The file that it was made of.
    pub file: Fingerprint,
    /// How many statements it has.
    pub statements: usize,
    /// Each role that it speaks of, with the number of statements that do, by name.
    pub roles: Vec<(String, usize)>,
    /// As in `ArticleRecord::synonyms`.
    pub synonyms: Vec<(String, String)>,
    /// As in `ArticleRecord::contrasts`.
    pub contrasts: Vec<(String, String)>,
    /// By what near-copies of it are recognised; none where it is too short.
    pub(crate) sketch: Option<Sketch>,
    /// Where its record lies.
    pub(crate) record: Location,
}

impl Entry {
    /// What is known of the article of `record`, which has this sketch.
    pub(crate) fn of(record: &ArticleRecord, file: Fingerprint, at: Location, sketch: Option<Sketch>) -> Self {
        let mut roles = BTreeMap::new();
        for statement in &record.statements {
            let named: BTreeSet<&str> = statement.roles.iter().map(|mention| mention.role.as_str()).collect();
            for role in named {
                *roles.entry(role.to_owned()).or_insert(0) += 1;
            }
        }
        Self {
            id: record.article.id.clone(),
            file,
            statements: record.statements.len(),
            roles: roles.into_iter().collect(),
            synonyms: record.synonyms.clone(),
            contrasts: record.contrasts.clone(),
            sketch,
            record: at,
        }
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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The generation that it belongs to; 0: nothing was written yet.
    pub(crate) generation: u64,
    /// Each corpus' name with the absolute path of its folder.
    pub roots: BTreeMap<String, PathBuf>,
    /// The absolute paths of the folders that were given to be read with all that is in them, none below another. A corpus of
    /// which only single files were given has none: what else lies beside them is nobody's to read.
    pub folders: BTreeSet<PathBuf>,
    /// Which columns of tables the user has named, as written, by the path of an article or of what it lies in.
    pub columns: BTreeMap<String, String>,
    /// Articles by path.
    pub articles: BTreeMap<String, Entry>,
    /// Files that are no articles, by path.
    pub refused: BTreeMap<String, Refused>,
    /// Records segments that this generation no longer uses but the one before it did.
    pub(crate) retired: Vec<u64>,
    /// Where the articles were read from.
    on_disk: Option<Articles>,
    /// Paths of the articles that are others than in the file of all of them, or not there any more.
    changed: BTreeSet<String>,
}

/// `manifest.json`, as it is read.
#[derive(Deserialize)]
struct Read {
    generation: u64,
    #[serde(deserialize_with = "roots::deserialize")]
    roots: BTreeMap<String, PathBuf>,
    /// Indexes made before these were kept have none.
    #[serde(default, deserialize_with = "roots::folders")]
    folders: BTreeSet<PathBuf>,
    /// The same.
    #[serde(default)]
    columns: BTreeMap<String, String>,
    retired: Vec<u64>,
    articles: Articles,
    refused: BTreeMap<String, Refused>,
}

/// Where the articles of a generation stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Articles {
    /// The file of all of them, by path.
    whole: Part,
    /// The file of those that have changed since: by path, nothing where the article is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    since: Option<Part>,
}

/// A file of articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Part {
    /// The generation that wrote it.
    file: u64,
    /// The checksum of its bytes.
    checksum: String,
}

/// The first line of a manifest.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) struct ManifestHead {
    pub format: u32,
    pub generation: u64,
}

impl Manifest {
    /// That of an index whose articles are still to be put into it.
    pub(crate) fn without_articles(
        generation: u64,
        roots: BTreeMap<String, PathBuf>,
        folders: BTreeSet<PathBuf>,
        columns: BTreeMap<String, String>,
        refused: BTreeMap<String, Refused>,
    ) -> Self {
        Self { generation, roots, folders, columns, refused, ..Self::default() }
    }

    /// Puts an article in the place of the one at `path`, if there is one.
    pub(crate) fn put(&mut self, path: String, entry: Entry) {
        self.changed.insert(path.clone());
        self.articles.insert(path, entry);
    }

    /// Takes out the article at `path`.
    pub(crate) fn take(&mut self, path: &str) -> Option<Entry> {
        let (path, entry) = self.articles.remove_entry(path)?;
        self.changed.insert(path);
        Some(entry)
    }

    /// The article at `path`, to be changed.
    pub(crate) fn edit(&mut self, path: &str) -> Option<&mut Entry> {
        let entry = self.articles.get_mut(path)?;
        self.changed.insert(path.to_owned());
        Some(entry)
    }

    /// Writes the articles, all or those that have changed, and returns the bytes of `manifest.json`.
    pub(crate) fn write(&mut self, layout: &Layout) -> Result<Vec<u8>, IndexError> {
        let few = self.articles.len() <= SMALL || self.changed.len() * PART > self.articles.len();
        let articles = match self.on_disk.take() {
            Some(on_disk) if self.changed.is_empty() => Articles { since: None, ..on_disk },
            Some(on_disk) if !few => {
                let changed: BTreeMap<&str, Option<&Entry>> =
                    self.changed.iter().map(|path| (path.as_str(), self.articles.get(path))).collect();
                let since = part(self.generation, &layout.articles_since(self.generation), &changed)?;
                Articles { since: Some(since), ..on_disk }
            }
            _ => {
                self.changed.clear();
                let whole = part(self.generation, &layout.articles(self.generation), &self.articles)?;
                Articles { whole, since: None }
            }
        };
        let bytes = self.to_bytes(&articles).map_err(|e| IndexError::write(&layout.dir, e.into()))?;
        self.on_disk = Some(articles);
        Ok(bytes)
    }

    /// An object with one refused file a line.
    fn to_bytes(&self, articles: &Articles) -> serde_json::Result<Vec<u8>> {
        let mut out = format!("{{\"format\":{INDEX_FORMAT},\"generation\":{},\n", self.generation).into_bytes();
        out.extend_from_slice(b"\"roots\":");
        serde_json::to_writer(&mut out, &roots::Written(&self.roots))?;
        out.extend_from_slice(b",\n\"folders\":");
        serde_json::to_writer(&mut out, &roots::Folders(&self.folders))?;
        if !self.columns.is_empty() {
            out.extend_from_slice(b",\n\"columns\":");
            serde_json::to_writer(&mut out, &self.columns)?;
        }
        out.extend_from_slice(b",\n\"retired\":");
        serde_json::to_writer(&mut out, &self.retired)?;
        out.extend_from_slice(b",\n\"articles\":");
        serde_json::to_writer(&mut out, articles)?;
        out.extend_from_slice(b",\n\"refused\":{");
        for (i, (path, refused)) in self.refused.iter().enumerate() {
            out.extend_from_slice(if i == 0 { b"\n" } else { b",\n" });
            serde_json::to_writer(&mut out, path)?;
            out.push(b':');
            serde_json::to_writer(&mut out, refused)?;
        }
        out.extend_from_slice(b"}}\n");
        Ok(out)
    }

    /// Reads what [`Manifest::write`] returned, and the articles beside it; `file` is for the message.
    pub(crate) fn read(layout: &Layout, bytes: &[u8], file: &Path) -> Result<Self, IndexError> {
        let Read { generation, roots, folders, columns, retired, articles: on_disk, refused } =
            serde_json::from_slice(bytes).map_err(|e| IndexError::corrupt(file, format!("is not a manifest ({e})")))?;
        let mut articles: BTreeMap<String, Entry> = open_part(&on_disk.whole, &layout.articles(on_disk.whole.file))?;
        let mut changed = BTreeSet::new();
        if let Some(since) = &on_disk.since {
            let since: BTreeMap<String, Option<Entry>> = open_part(since, &layout.articles_since(since.file))?;
            for (path, entry) in since {
                changed.insert(path.clone());
                match entry {
                    Some(entry) => articles.insert(path, entry),
                    None => articles.remove(&path),
                };
            }
        }
        Ok(Self { generation, roots, folders, columns, articles, refused, retired, on_disk: Some(on_disk), changed })
    }

    /// The files that its articles stand in.
    pub(crate) fn files(&self, layout: &Layout) -> Vec<PathBuf> {
        let Some(Articles { whole, since }) = &self.on_disk else { return Vec::new() };
        let since = since.iter().map(|since| layout.articles_since(since.file));
        since.chain([layout.articles(whole.file)]).collect()
    }

    /// Whether the file of articles that this generation wrote is one of this manifest's: of all of them, or of changes.
    pub(crate) fn uses(&self, file: u64, all: bool) -> bool {
        self.on_disk.as_ref().is_some_and(|on_disk| match all {
            true => on_disk.whole.file == file,
            false => on_disk.since.as_ref().is_some_and(|since| since.file == file),
        })
    }
}

fn part<T: Serialize>(file: u64, path: &Path, articles: &T) -> Result<Part, IndexError> {
    let bytes = postcard::to_allocvec(articles).map_err(|e| IndexError::write(path, std::io::Error::other(e)))?;
    write_durably(path, &bytes)?;
    Ok(Part { file, checksum: checksum(&bytes) })
}

fn open_part<T: serde::de::DeserializeOwned>(part: &Part, path: &Path) -> Result<T, IndexError> {
    let bytes = read_if_there(path)?.ok_or_else(|| IndexError::corrupt(path, "is missing"))?;
    if checksum(&bytes) != part.checksum {
        return Err(IndexError::corrupt(path, "is not what was written (its checksum differs)"));
    }
    postcard::from_bytes(&bytes).map_err(|e| IndexError::corrupt(path, format!("does not hold articles ({e})")))
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

//! The vectors of the statements' texts: a file that is written whole, and beside it one of what has changed since.
//!
//! A row belongs to a *text*, not to a statement: a text that stands in ten articles is embedded once, one that is read
//! again (by a newer pipeline, in a moved file) never again, and rows need no knowledge of the engine's documents, which
//! it numbers anew whenever it merges. The engine finds a row's statements by its key. Counts say when a text has gone
//! with its last statement without reading the other articles.
//!
//! Some 1,000 bytes a text are a gigabyte at a million texts, too much to write because one article has changed. So in a
//! large index a run writes what has changed since the whole file was written ([`Made`](crate::embed::Made)): the texts that
//! came, and how much more or less often those of the whole file are said now. When that has grown beyond a small part of
//! the whole, all is written as one file again. A chain of many small files (an LSM tree) would write less in the long run,
//! and every question would have to look through all of them.

mod file;
mod write;

pub(crate) use file::VectorFile;
pub(crate) use write::{Row, write};

use crate::IndexError;
use crate::layout::Layout;
use rolecall_embedding::{Int8, Meaning, Nearest, Vector, Words};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// With fewer texts than this all is always written as one file: that takes no longer than a moment.
const SMALL: usize = 1 << 14;
/// What has changed may be one in so many of the texts before all is written as one file again.
const PART: usize = 64;

/// Which files of vectors belong to a generation, as its commit message says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct VectorsRef {
    /// The generation that wrote the whole file.
    pub file: u64,
    /// The model that the vectors are of: `Embed::id`.
    pub model: String,
    /// How many vectors there are in it.
    pub rows: usize,
    /// The checksum that the file gives of its rows.
    pub checksum: String,
    /// Whether every text of the generation has a vector. Where not all have, the files are kept for those that they save,
    /// and nothing is searched in them.
    pub complete: bool,
    /// What has changed since the whole file was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<SinceRef>,
}

/// The file of what has changed since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SinceRef {
    /// The generation that wrote it.
    pub file: u64,
    /// How many vectors there are in it.
    pub rows: usize,
    /// The checksum that the file gives of its rows.
    pub checksum: String,
}

/// Keys of rows with their counts, and changes of another file's counts; both in the order of keys.
type Since = (Vec<(u64, u32)>, Vec<(u64, i64)>);

/// The key of a text: 8 bytes of BLAKE3, by which its vector and the statements that say it are found.
///
/// ```
/// assert_ne!(rolecall_indexer::key_of("Oars are counted."), rolecall_indexer::key_of("Oars are mended."));
/// ```
pub fn key_of(text: &str) -> u64 {
    let hash = blake3::hash(text.as_bytes());
    hash.as_bytes().first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

/// What a text means, as small as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Small {
    /// The text's direction.
    pub whole: Int8,
    /// Those of its words.
    pub words: Words,
}

impl Small {
    /// Rounds it.
    pub fn new(meaning: &Meaning) -> Self {
        Self { whole: Int8::new(&meaning.whole), words: meaning.words.clone() }
    }
}

/// The vectors of a generation. Rows are numbered through both files: first those of the whole one, then those that came since.
#[derive(Clone)]
pub(crate) struct Vectors {
    whole: VectorFile,
    since: Option<VectorFile>,
    /// How much more or less often texts of the whole file are said now.
    changes: HashMap<u64, i64>,
}

impl Vectors {
    /// Maps the files that `of` names. What they say of themselves is compared with their lengths, and what is looked at with
    /// its sums; the checksum of all would take longer than an answer.
    ///
    /// # Errors
    /// [`IndexError::Corrupt`] where one is missing, cut short, or not the one that was committed.
    pub fn open(layout: &Layout, of: &VectorsRef) -> Result<Self, IndexError> {
        let whole = VectorFile::open(&layout.dir, &layout.vectors(of.file))?;
        whole.is_that(&of.model, of.rows, &of.checksum)?;
        let mut vectors = Self::from(whole);
        if let Some(since) = &of.since {
            let file = VectorFile::open(&layout.dir, &layout.vectors_since(since.file))?;
            file.is_that(&of.model, since.rows, &since.checksum)?;
            vectors.changes = file.changes().collect();
            file.sound()?;
            vectors.since = Some(file);
        }
        Ok(vectors)
    }

    /// Reads all and compares it with its checksums.
    ///
    /// # Errors
    /// [`IndexError::Corrupt`].
    pub fn verify(&self) -> Result<(), IndexError> {
        self.whole.verify()?;
        self.since.as_ref().map_or(Ok(()), VectorFile::verify)
    }

    /// Says so where something that was looked at is not what was written.
    ///
    /// # Errors
    /// [`IndexError::Corrupt`].
    pub fn sound(&self) -> Result<(), IndexError> {
        self.whole.sound()?;
        self.since.as_ref().map_or(Ok(()), VectorFile::sound)
    }

    /// The model that the vectors are of.
    pub fn model(&self) -> &str {
        self.whole.model()
    }

    /// Numbers of each vector.
    pub fn dimension(&self) -> usize {
        self.whole.dimension()
    }

    /// How many vectors there are, those of texts that are gone included.
    pub fn len(&self) -> usize {
        self.whole.len() + self.since.as_ref().map_or(0, VectorFile::len)
    }

    /// The file that row `row` is in, and its number there. `row` is less than [`Vectors::len`].
    fn place(&self, row: usize) -> (&VectorFile, usize) {
        match (&self.since, row.checked_sub(self.whole.len())) {
            (Some(since), Some(row)) => (since, row),
            _ => (&self.whole, row),
        }
    }

    /// The key of row `row`.
    pub fn key(&self, row: usize) -> u64 {
        let (file, row) = self.place(row);
        file.key(row)
    }

    /// In how many statements the text of row `row` stands.
    pub fn count(&self, row: usize) -> u32 {
        let (file, at) = self.place(row);
        let count = i64::from(file.count(at));
        let change = if row < self.whole.len() { self.changes.get(&file.key(at)) } else { None };
        u32::try_from(count + change.copied().unwrap_or(0)).unwrap_or(0)
    }

    /// The row of the text with this key.
    pub fn row_of(&self, key: u64) -> Option<usize> {
        let since = || Some(self.since.as_ref()?.row_of(key)? + self.whole.len());
        self.whole.row_of(key).or_else(since)
    }

    /// The vectors of the words of row `row`, one after another.
    pub fn words(&self, row: usize) -> &[u8] {
        let (file, row) = self.place(row);
        file.words(row)
    }

    /// The bytes of row `row`'s vector.
    pub fn vector(&self, row: usize) -> &[u8] {
        let (file, row) = self.place(row);
        file.vector(row)
    }

    /// The rows nearest to `question` of those that `keep` lets pass, nearest first, equal ones in the order of their keys.
    pub fn nearest(&self, question: &Int8, most: usize, keep: impl Fn(usize) -> bool + Sync) -> Vec<Nearest> {
        let Some(since) = &self.since else { return self.whole.nearest(question, most, keep) };
        let said = |row: usize| self.changes.is_empty() || self.count(row) > 0;
        let mut nearest = self.whole.nearest(question, most, |row| keep(row) && said(row));
        let behind = self.whole.len();
        let newer = since.nearest(question, most, |row| keep(row + behind) && since.count(row) > 0);
        nearest.extend(newer.into_iter().map(|n| Nearest { row: n.row + behind, ..n }));
        nearest.sort_by(|a, b| b.cosine.total_cmp(&a.cosine).then_with(|| self.key(a.row).cmp(&self.key(b.row))));
        nearest.truncate(most);
        nearest
    }

    /// The direction of the sum of these rows, taken in the order of their keys, so that it does not depend on which file a
    /// row is in; none of none.
    pub fn mean(&self, rows: &mut [usize]) -> Option<Vector> {
        rows.sort_unstable_by_key(|row| self.key(*row));
        let mut sum = vec![0.0_f32; self.dimension()];
        for row in rows.iter() {
            let (numbers, scale) = self.vector(*row).split_at(self.dimension());
            let scale = scale.first_chunk().map_or(0.0, |bytes| f32::from_le_bytes(*bytes));
            sum.iter_mut().zip(numbers).for_each(|(sum, n)| *sum += f32::from(n.cast_signed()) * scale);
        }
        (!rows.is_empty()).then(|| Vector::new(sum))
    }

    /// The cosine of row `row` to `question`.
    pub fn cosine(&self, row: usize, question: &Int8) -> Option<f32> {
        let (file, row) = self.place(row);
        file.cosine(row, question)
    }

    /// What a file of all that has changed since the whole one was written would hold, given the texts whose counts change
    /// now: keys of rows with their counts, and changes of the whole file's counts. None where that is better written whole.
    pub fn since(&self, counts: &HashMap<u64, u32>) -> Option<Since> {
        if self.whole.len() < SMALL {
            return None;
        }
        let mut rows: HashMap<u64, u32> = HashMap::new();
        let mut changes = self.changes.clone();
        if let Some(since) = &self.since {
            rows.extend((0..since.len()).map(|row| (since.key(row), since.count(row))));
        }
        for (key, count) in counts {
            match self.whole.row_of(*key) {
                Some(row) => changes.insert(*key, i64::from(*count) - i64::from(self.whole.count(row))),
                None => rows.insert(*key, *count).map(i64::from),
            };
        }
        changes.retain(|_, change| *change != 0);
        rows.retain(|_, count| *count > 0);
        if rows.len() + changes.len() > (self.whole.len() / PART).max(SMALL / 2) {
            return None;
        }
        let (mut rows, mut changes): (Vec<_>, Vec<_>) = (rows.into_iter().collect(), changes.into_iter().collect());
        rows.sort_unstable();
        changes.sort_unstable();
        Some((rows, changes))
    }
}

impl From<VectorFile> for Vectors {
    /// A whole file, and nothing that has changed since.
    fn from(whole: VectorFile) -> Self {
        Self { whole, since: None, changes: HashMap::new() }
    }
}

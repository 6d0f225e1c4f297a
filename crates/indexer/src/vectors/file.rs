//! A file of vectors, mapped to be read.
//!
//! ```text
//! {"format":3,"model":"…","dimension":384,"rows":20000,…}   one line of JSON
//! keys      rows × 8 bytes, ascending: the text that a row is the vector of
//! counts    rows × 4 bytes: in how many statements of the index that text stands
//! vectors   rows × (dimension + 4) bytes, as `rolecall_embedding::Int8` writes them
//! ends      rows × 4 bytes: how many words the rows up to this one have
//! words     64 bytes each: the vectors of the texts' words, as `rolecall_embedding::Words` holds them
//! changes   12 bytes each: a text of the file that this one adds to, and how much more or less often it is said
//! sums      4 bytes for each block of what stands between the first line and here
//! ```
//!
//! What is looked at is compared with these sums when it is first looked at. As a row is a number or two among many, nothing
//! fails there: [`VectorFile::sound`] tells afterwards whether all that was looked at is what was written.

use crate::IndexError;
use crate::blocks::{Blocks, length_of_sums};
use crate::integrity::DIFFERS;
use crate::layout::checksum;
use rolecall_embedding::{Int8, Nearest, Rows, Words};
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use tantivy::Directory;
use tantivy::directory::{MmapDirectory, OwnedBytes};

/// Version of these files. Those of version 2 have no changes and those of 3 no sums; both are read as well, to save their
/// vectors where an index is rebuilt.
pub(super) const FORMAT: u32 = 4;
pub(super) const KEY: usize = size_of::<u64>();
pub(super) const COUNT: usize = size_of::<u32>();
pub(super) const END: usize = size_of::<u32>();
/// A key and a signed number.
const CHANGE: usize = KEY + size_of::<i32>();

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Head {
    pub format: u32,
    pub model: String,
    pub dimension: usize,
    pub rows: usize,
    /// Vectors of words.
    pub words: usize,
    /// Changes of another file's counts.
    #[serde(default)]
    pub changes: usize,
    /// `layout::checksum` of what follows.
    pub checksum: String,
}

/// A mapped file of vectors.
#[derive(Clone)]
pub(crate) struct VectorFile {
    bytes: OwnedBytes,
    path: PathBuf,
    model: String,
    dimension: usize,
    rows: usize,
    changes: usize,
    checksum: String,
    /// Where the keys begin.
    start: usize,
    /// Where the sums begin, or the file ends.
    end: usize,
    looked: Arc<Looked>,
}

/// What was looked at.
struct Looked {
    /// What stands from the keys to the sums; none in files without sums.
    blocks: Option<Blocks>,
    /// Whether any of it is not what was written.
    differs: AtomicBool,
}

impl VectorFile {
    /// Maps the file at `path`, which lies in `dir`. What it says of itself is compared with its length, not more: its
    /// checksum would take longer than an answer.
    ///
    /// # Errors
    /// [`IndexError::Corrupt`] where it is missing or cut short.
    pub fn open(dir: &Path, path: &Path) -> Result<Self, IndexError> {
        let corrupt = |why: &str| IndexError::corrupt(path, why);
        let name = path.file_name().map(Path::new).ok_or_else(|| corrupt("has no name"))?;
        let folder = MmapDirectory::open(dir).map_err(|e| IndexError::engine(dir, e.into()))?;
        let slice = folder.open_read(name).map_err(|e| IndexError::engine(dir, e.into()))?;
        let bytes = slice.read_bytes().map_err(|e| IndexError::read(path, e))?;
        let line = bytes.iter().take(4096).position(|b| *b == b'\n').ok_or_else(|| corrupt("has no beginning"))?;
        let head: Head = serde_json::from_slice(&bytes[..line]).map_err(|_| corrupt("does not begin as it should"))?;
        if !(2..=FORMAT).contains(&head.format) || head.dimension == 0 {
            return Err(corrupt("is of another version"));
        }
        let start = line + 1;
        let row = KEY + COUNT + Int8::row_length(head.dimension) + END;
        let changes = head.changes.checked_mul(CHANGE).and_then(|n| n.checked_add(start));
        let words = head.words.checked_mul(Words::DIMENSION).and_then(|n| n.checked_add(changes?));
        let end =
            words.and_then(|n| head.rows.checked_mul(row)?.checked_add(n)).ok_or_else(|| corrupt("is cut short"))?;
        let sums = if head.format < FORMAT { 0 } else { length_of_sums(end - start) };
        if end.checked_add(sums) != Some(bytes.len()) {
            return Err(corrupt("is cut short"));
        }
        let blocks = (sums > 0).then(|| Blocks::new(bytes.slice(start..end), bytes.slice(end..end + sums)));
        let looked = Arc::new(Looked { blocks, differs: AtomicBool::new(false) });
        let Head { model, dimension, rows, changes, checksum, .. } = head;
        Ok(Self { bytes, path: path.to_owned(), model, dimension, rows, changes, checksum, start, end, looked })
    }

    /// Says so where it is not the file that a commit message means.
    ///
    /// # Errors
    /// [`IndexError::Corrupt`].
    pub fn is_that(&self, model: &str, rows: usize, checksum: &str) -> Result<(), IndexError> {
        if self.checksum == checksum && self.model == model && self.rows == rows {
            return Ok(());
        }
        Err(IndexError::corrupt(&self.path, "is not the file that was committed"))
    }

    /// Reads all of it and compares it with its checksum.
    ///
    /// # Errors
    /// [`IndexError::Corrupt`].
    pub fn verify(&self) -> Result<(), IndexError> {
        if checksum(&self.bytes[self.start..]) == self.checksum {
            return Ok(());
        }
        Err(IndexError::corrupt(&self.path, DIFFERS))
    }

    /// Says so where something that was looked at is not what was written.
    ///
    /// # Errors
    /// [`IndexError::Corrupt`].
    pub fn sound(&self) -> Result<(), IndexError> {
        if self.looked.differs.load(Relaxed) { Err(IndexError::corrupt(&self.path, DIFFERS)) } else { Ok(()) }
    }

    /// Bytes of the file, compared with their sums where nobody did so before.
    fn at(&self, range: Range<usize>) -> &[u8] {
        if let Some(blocks) = &self.looked.blocks
            && !blocks.hold(range.start - self.start..range.end - self.start)
        {
            self.looked.differs.store(true, Relaxed);
        }
        &self.bytes[range]
    }

    /// The same in memory, so that the file can be removed.
    pub fn detached(self) -> Self {
        let looked = Arc::new(Looked { blocks: None, differs: AtomicBool::new(false) });
        Self { bytes: OwnedBytes::new(self.bytes.to_vec()), looked, ..self }
    }

    /// The model that the vectors are of.
    pub fn model(&self) -> &str {
        &self.model
    }

    /// Numbers of each vector.
    pub fn dimension(&self) -> usize {
        self.dimension
    }

    /// How many vectors there are.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// The key of row `row`, which is less than [`VectorFile::len`].
    pub fn key(&self, row: usize) -> u64 {
        let at = self.start + row * KEY;
        self.at(at..at + KEY).first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
    }

    /// In how many statements the text of row `row` stands.
    pub fn count(&self, row: usize) -> u32 {
        let at = self.start + self.rows * KEY + row * COUNT;
        self.at(at..at + COUNT).first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes))
    }

    /// The row of the text with this key.
    pub fn row_of(&self, key: u64) -> Option<usize> {
        let (mut low, mut high) = (0, self.rows);
        while low < high {
            let middle = low + (high - low) / 2;
            match self.key(middle).cmp(&key) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// The bytes of row `row`'s vector.
    pub fn vector(&self, row: usize) -> &[u8] {
        let length = Int8::row_length(self.dimension);
        let start = self.start + self.rows * (KEY + COUNT) + row * length;
        self.at(start..start + length)
    }

    fn vectors(&self) -> &[u8] {
        let at = self.start + self.rows * (KEY + COUNT);
        self.at(at..at + self.rows * Int8::row_length(self.dimension))
    }

    /// The vectors of the words of row `row`, one after another.
    pub fn words(&self, row: usize) -> &[u8] {
        let ends = self.start + self.rows * (KEY + COUNT + Int8::row_length(self.dimension));
        let end = |row: usize| -> usize {
            let at = ends + row * END;
            self.at(at..at + END).first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes) as usize)
        };
        let words = ends + self.rows * END;
        let place = |end: usize| end.checked_mul(Words::DIMENSION).and_then(|n| n.checked_add(words));
        match (place(row.checked_sub(1).map_or(0, end)), place(end(row))) {
            (Some(from), Some(to)) if from <= to && to <= self.end - self.changes * CHANGE => self.at(from..to),
            _ => &[],
        }
    }

    /// The texts of the file that this one adds to, and how much more or less often each is said.
    pub fn changes(&self) -> impl Iterator<Item = (u64, i64)> {
        self.at(self.end - self.changes * CHANGE..self.end).chunks_exact(CHANGE).filter_map(|bytes| {
            let (key, change) = bytes.split_first_chunk()?;
            Some((u64::from_le_bytes(*key), i64::from(i32::from_le_bytes(*change.first_chunk()?))))
        })
    }

    fn matrix(&self) -> Option<Rows<'_>> {
        Rows::new(self.vectors(), self.dimension)
    }

    /// The rows nearest to `question` of those that `keep` lets pass, nearest first.
    pub fn nearest(&self, question: &Int8, most: usize, keep: impl Fn(usize) -> bool + Sync) -> Vec<Nearest> {
        self.matrix().map(|rows| rows.nearest(question, most, keep)).unwrap_or_default()
    }

    /// The cosine of row `row` to `question`.
    pub fn cosine(&self, row: usize, question: &Int8) -> Option<f32> {
        Some(Int8::from_row(self.vector(row))?.cosine(question)).filter(|_| question.numbers().len() == self.dimension)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Row, Small, key_of, write};
    use super::*;
    use rolecall_embedding::Vector;

    fn file(dir: &Path, texts: &[(&str, [f32; 2])]) -> VectorFile {
        let small = |numbers: &[f32; 2]| {
            let mut words = Words::default();
            words.push(&std::array::from_fn(|i| numbers[i % 2]));
            Small { whole: Int8::new(&Vector::new(numbers.to_vec())), words }
        };
        let mut texts: Vec<(u64, Small)> = texts.iter().map(|(text, v)| (key_of(text), small(v))).collect();
        texts.sort_by_key(|(key, _)| *key);
        let rows: Vec<Row<'_>> = texts.iter().map(|(key, small)| Row::fresh(*key, 1, small)).collect();
        let path = dir.join("vectors-1.bin");
        write(&path, "toy", 2, &rows, &[(7, -2)]).unwrap();
        VectorFile::open(dir, &path).unwrap()
    }

    #[test]
    fn changes_of_another_file_s_counts_are_kept() {
        let dir = tempfile::tempdir().unwrap();
        let file = file(dir.path(), &[("east", [1.0, 0.0])]);
        assert_eq!(file.changes().collect::<Vec<_>>(), [(7, -2)]);
        assert!(file.verify().is_ok());
    }

    #[test]
    fn a_text_s_vector_is_found_by_its_key() {
        let dir = tempfile::tempdir().unwrap();
        let file = file(dir.path(), &[("east", [1.0, 0.0]), ("north", [0.0, 1.0]), ("between", [0.7, 0.7])]);
        assert_eq!((file.len(), file.model()), (3, "toy"));
        let north = Int8::new(&Vector::new(vec![0.0, 1.0]));
        let row = file.row_of(key_of("north")).unwrap();
        assert!(file.cosine(row, &north).unwrap() > 0.99);
        let mut upwards = Words::default();
        upwards.push(&std::array::from_fn(|i| (i % 2) as f32));
        assert!(upwards.held_by(file.words(row)) > 0.99);
        assert!(upwards.held_by(file.words(file.row_of(key_of("east")).unwrap())) < 0.01);
        assert_eq!(file.row_of(key_of("south")), None);
        let nearest: Vec<u64> = file.nearest(&north, 2, |_| true).iter().map(|n| file.key(n.row)).collect();
        assert_eq!(nearest, [key_of("north"), key_of("between")]);
    }

    #[test]
    fn a_file_that_was_changed_is_told_so() {
        let dir = tempfile::tempdir().unwrap();
        let path = file(dir.path(), &[("east", [1.0, 0.0])]).path;
        let mut bytes = std::fs::read(&path).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        std::fs::write(&path, &bytes).unwrap();
        let file = VectorFile::open(dir.path(), &path).unwrap();
        assert!(file.verify().is_err() && file.sound().is_ok(), "nothing was looked at yet");
        assert_eq!(file.changes().count(), 1);
        assert!(file.sound().is_err());
    }

    #[test]
    fn a_file_that_is_cut_short_is_told_so() {
        let dir = tempfile::tempdir().unwrap();
        let path = file(dir.path(), &[("east", [1.0, 0.0])]).path;
        let bytes = std::fs::read(&path).unwrap();
        for length in [0, 10, bytes.len() - 1] {
            std::fs::write(&path, &bytes[..length]).unwrap();
            assert!(matches!(VectorFile::open(dir.path(), &path), Err(IndexError::Corrupt { .. })), "{length}");
        }
    }
}

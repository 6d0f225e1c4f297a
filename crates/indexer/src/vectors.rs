//! The vectors of the statements' texts: one file, written whole by the run that changed it, mapped to be read.
//!
//! ```text
//! {"format":1,"model":"…","dimension":384,"rows":20000}     one line of JSON
//! keys      rows × 8 bytes, ascending: the text that a row is the vector of
//! counts    rows × 4 bytes: in how many statements of the index that text stands
//! vectors   rows × (dimension + 4) bytes, as `rolecall_embedding::Int8` writes them
//! ends      rows × 4 bytes: how many words the rows up to this one have
//! words     64 bytes each: the vectors of the texts' words, as `rolecall_embedding::Words` holds them
//! ```
//!
//! A row belongs to a *text*, not to a statement: a text that stands in ten articles is embedded once, one that is read
//! again (by a newer pipeline, in a moved file) never again, and rows need no knowledge of the engine's documents, which
//! it numbers anew whenever it merges. The engine finds a row's statements by its key. Counts say when a text has gone
//! with its last statement without reading the other articles.
//!
//! The file is written anew where it changes: some 1,000 bytes a text are little beside what one costs to embed, and a file
//! that nobody changes needs no second point of truth.

use crate::IndexError;
use crate::layout::checksum;
use rolecall_embedding::{Int8, Meaning, Nearest, Rows, Vector, Words};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use tantivy::Directory;
use tantivy::directory::{MmapDirectory, OwnedBytes};

/// Version of this file.
const FORMAT: u32 = 2;
const KEY: usize = size_of::<u64>();
const COUNT: usize = size_of::<u32>();
const END: usize = size_of::<u32>();

/// Which file of vectors belongs to a generation, as its commit message says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct VectorsRef {
    /// The generation that wrote it.
    pub file: u64,
    /// The model that the vectors are of: `Embed::id`.
    pub model: String,
    /// How many vectors there are.
    pub rows: usize,
    /// The checksum that the file gives of its rows.
    pub checksum: String,
    /// Whether it has every text of the generation. One that has not is kept for the vectors that it saves, and nothing
    /// is searched in it.
    pub complete: bool,
}

#[derive(Debug, Serialize, Deserialize)]
struct Head {
    format: u32,
    model: String,
    dimension: usize,
    rows: usize,
    /// Vectors of words.
    words: usize,
    /// `layout::checksum` of what follows.
    checksum: String,
}

/// The key of a text: 8 bytes of BLAKE3, by which its vector and the statements that say it are found.
pub(crate) fn key_of(text: &str) -> u64 {
    let hash = blake3::hash(text.as_bytes());
    hash.as_bytes().first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

/// A mapped file of vectors.
#[derive(Clone)]
pub(crate) struct VectorFile {
    bytes: OwnedBytes,
    path: PathBuf,
    model: String,
    dimension: usize,
    rows: usize,
    checksum: String,
    /// Where the keys begin.
    start: usize,
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
        if head.format != FORMAT || head.dimension == 0 {
            return Err(corrupt("is of another version"));
        }
        let start = line + 1;
        let row = KEY + COUNT + Int8::row_length(head.dimension) + END;
        let words = head.words.checked_mul(Words::DIMENSION).and_then(|n| n.checked_add(start));
        if words.and_then(|n| head.rows.checked_mul(row)?.checked_add(n)) != Some(bytes.len()) {
            return Err(corrupt("is cut short"));
        }
        let Head { model, dimension, rows, checksum, .. } = head;
        Ok(Self { bytes, path: path.to_owned(), model, dimension, rows, checksum, start })
    }

    /// Whether it is the file that a commit message means.
    ///
    /// # Errors
    /// [`IndexError::Corrupt`].
    pub fn belongs_to(&self, of: &VectorsRef) -> Result<(), IndexError> {
        if self.checksum == of.checksum && self.model == of.model && self.rows == of.rows {
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
        Err(IndexError::corrupt(&self.path, "is not what was written (its checksum differs)"))
    }

    /// The same in memory, so that the file can be removed.
    pub fn detached(self) -> Self {
        Self { bytes: OwnedBytes::new(self.bytes.to_vec()), ..self }
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
        self.bytes[at..].first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
    }

    /// In how many statements the text of row `row` stands.
    pub fn count(&self, row: usize) -> u32 {
        let at = self.start + self.rows * KEY + row * COUNT;
        self.bytes[at..].first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes))
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
    fn vector(&self, row: usize) -> &[u8] {
        let length = Int8::row_length(self.dimension);
        &self.vectors()[row * length..][..length]
    }

    fn vectors(&self) -> &[u8] {
        let at = self.start + self.rows * (KEY + COUNT);
        &self.bytes[at..at + self.rows * Int8::row_length(self.dimension)]
    }

    /// The vectors of the words of row `row`, one after another.
    pub fn words(&self, row: usize) -> &[u8] {
        let ends = self.start + self.rows * (KEY + COUNT + Int8::row_length(self.dimension));
        let end = |row: usize| -> usize {
            self.bytes[ends + row * END..].first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes) as usize)
        };
        let words = &self.bytes[ends + self.rows * END..];
        let start = row.checked_sub(1).map_or(0, end);
        words.get(start * Words::DIMENSION..end(row) * Words::DIMENSION).unwrap_or_default()
    }

    fn matrix(&self) -> Option<Rows<'_>> {
        Rows::new(self.vectors(), self.dimension)
    }

    /// The rows nearest to `question` of those that `keep` lets pass, nearest first.
    pub fn nearest(&self, question: &Int8, most: usize, keep: impl Fn(usize) -> bool + Sync) -> Vec<Nearest> {
        self.matrix().map(|rows| rows.nearest(question, most, keep)).unwrap_or_default()
    }

    /// The direction of the sum of these rows; none of none.
    pub fn mean(&self, rows: &[usize]) -> Option<Vector> {
        let mut sum = vec![0.0_f32; self.dimension];
        for row in rows {
            let (numbers, scale) = self.vector(*row).split_at(self.dimension);
            let scale = scale.first_chunk().map_or(0.0, |bytes| f32::from_le_bytes(*bytes));
            sum.iter_mut().zip(numbers).for_each(|(sum, n)| *sum += f32::from(n.cast_signed()) * scale);
        }
        (!rows.is_empty()).then(|| Vector::new(sum))
    }

    /// The cosine of row `row` to `question`.
    pub fn cosine(&self, row: usize, question: &Int8) -> Option<f32> {
        self.matrix()?.cosine(row, question)
    }
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

/// The bytes of a file of vectors, made row by row in the order of keys.
pub(crate) struct VectorBytes {
    keys: Vec<u8>,
    counts: Vec<u8>,
    vectors: Vec<u8>,
    ends: Vec<u8>,
    words: Vec<u8>,
}

impl VectorBytes {
    /// Room for `rows` vectors of `dimension` numbers.
    pub fn with_capacity(rows: usize, dimension: usize) -> Self {
        Self {
            keys: Vec::with_capacity(rows * KEY),
            counts: Vec::with_capacity(rows * COUNT),
            vectors: Vec::with_capacity(rows * Int8::row_length(dimension)),
            ends: Vec::with_capacity(rows * END),
            words: Vec::new(),
        }
    }

    fn begin(&mut self, key: u64, count: u32, words: &[u8]) {
        self.keys.extend(key.to_le_bytes());
        self.counts.extend(count.to_le_bytes());
        self.words.extend(words);
        self.ends.extend(((self.words.len() / Words::DIMENSION) as u32).to_le_bytes());
    }

    /// Adds a vector; `key` is greater than those before.
    pub fn push(&mut self, key: u64, count: u32, meaning: &Small) {
        self.begin(key, count, meaning.words.as_bytes());
        meaning.whole.write_row(&mut self.vectors);
    }

    /// Adds a row of another file of the same dimension.
    pub fn copy(&mut self, key: u64, count: u32, from: &VectorFile, row: usize) {
        self.begin(key, count, from.words(row));
        self.vectors.extend_from_slice(from.vector(row));
    }

    /// The whole file, and the checksum that it gives of its rows.
    pub fn finish(self, model: &str, dimension: usize) -> serde_json::Result<(Vec<u8>, String)> {
        let rows = self.keys.len() / KEY;
        let mut body = self.keys;
        body.extend(self.counts);
        body.extend(self.vectors);
        body.extend(self.ends);
        let words = self.words.len() / Words::DIMENSION;
        body.extend(self.words);
        let checksum = checksum(&body);
        let head = Head { format: FORMAT, model: model.to_owned(), dimension, rows, words, checksum: checksum.clone() };
        let mut out = serde_json::to_vec(&head)?;
        out.push(b'\n');
        out.extend(body);
        Ok((out, checksum))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(dir: &Path, texts: &[(&str, [f32; 2])]) -> VectorFile {
        let mut rows: Vec<(u64, [f32; 2])> = texts.iter().map(|(text, v)| (key_of(text), *v)).collect();
        rows.sort_by_key(|(key, _)| *key);
        let mut bytes = VectorBytes::with_capacity(rows.len(), 2);
        for (key, numbers) in rows {
            let mut words = Words::default();
            words.push(&std::array::from_fn(|i| numbers[i % 2]));
            bytes.push(key, 1, &Small { whole: Int8::new(&Vector::new(numbers.to_vec())), words });
        }
        let path = dir.join("vectors-1.bin");
        std::fs::write(&path, bytes.finish("toy", 2).unwrap().0).unwrap();
        VectorFile::open(dir, &path).unwrap()
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
        assert!(VectorFile::open(dir.path(), &path).unwrap().verify().is_err());
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

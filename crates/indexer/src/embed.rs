//! Which texts are embedded at a commit, and which already are.
//!
//! Only a statement that speaks of a role can answer, so only its text gets a vector. Vectors of the generation before are
//! taken over by the text's key, whatever else has changed: the pipeline's version, the file's place, the article around it.
//! A run counts what it adds and removes and so need not read the articles that stay; where there is nothing to count from
//! (no vectors yet, or those of another model), all records are read once.

use crate::vectors::{Small, VectorBytes, VectorFile, key_of};
use crate::{IndexError, Writer, records};
use rolecall_embedding::Embed;
use rolecall_record::ArticleRecord;
use std::collections::{BTreeMap, HashMap};

/// Texts that are embedded in one go: enough to keep all cores busy, few enough for a bar to move.
const BATCH: usize = 512;

/// A model for the vectors of a commit, and whom to tell how far it is.
pub struct Embedding<'e> {
    /// The model.
    pub model: &'e dyn Embed,
    /// Told (texts done, texts in all) before the first and after each batch; not called where nothing is embedded.
    pub progress: &'e mut dyn FnMut(usize, usize),
}

/// What a run has added to and removed from the texts of the index.
#[derive(Default)]
pub(crate) struct Texts {
    /// How many statements more, or fewer, say the text with this key.
    change: HashMap<u64, i64>,
    /// The texts that came new.
    new: HashMap<u64, String>,
    /// What this run added at each path, should it be taken back.
    added: HashMap<String, Vec<u64>>,
    /// Whether something went that cannot be counted.
    lost_count: bool,
}

/// The texts of a record that get a vector.
pub(crate) fn texts(record: &ArticleRecord) -> impl Iterator<Item = &str> {
    record.statements.iter().filter(|s| !s.roles.is_empty()).map(|s| s.text.as_str())
}

impl Texts {
    pub fn add(&mut self, record: &ArticleRecord, known: Option<&VectorFile>) {
        let mut keys = Vec::new();
        for text in texts(record) {
            let key = key_of(text);
            keys.push(key);
            *self.change.entry(key).or_default() += 1;
            if known.is_none_or(|file| file.row_of(key).is_none()) {
                self.new.entry(key).or_insert_with(|| text.to_owned());
            }
        }
        self.added.insert(record.article.path.clone(), keys);
    }

    /// Counts the article at `path` out; `read` reads its record, should that be needed.
    pub fn remove(&mut self, path: &str, read: impl FnOnce() -> Result<ArticleRecord, IndexError>) {
        let keys = match self.added.remove(path) {
            Some(keys) => keys,
            None => match read() {
                Ok(record) => texts(&record).map(key_of).collect(),
                Err(_) => {
                    self.lost_count = true;
                    return;
                }
            },
        };
        for key in keys {
            *self.change.entry(key).or_default() -= 1;
        }
    }

    /// The counts after this run; none where they cannot be told from those of `before`.
    fn counted(&self, before: &VectorFile) -> Option<BTreeMap<u64, u32>> {
        if self.lost_count {
            return None;
        }
        let mut counts: BTreeMap<u64, u32> =
            (0..before.len()).map(|row| (before.key(row), before.count(row))).collect();
        for (key, change) in &self.change {
            let count = i64::from(counts.get(key).copied().unwrap_or(0)) + change;
            match u32::try_from(count).ok()? {
                0 => counts.remove(key),
                count => counts.insert(*key, count),
            };
        }
        Some(counts)
    }
}

/// What a commit makes of the vectors.
pub(crate) enum Made {
    /// They are those of the generation before.
    Same,
    /// These, of this many texts.
    New { bytes: Vec<u8>, checksum: String, model: String, rows: usize },
    /// There are texts without a vector and no model to make them: those of before are kept for what they save.
    Incomplete,
}

/// In how many statements each text stands, and the texts that have no vector yet.
type Counted = (BTreeMap<u64, u32>, HashMap<u64, String>);

impl Writer {
    /// The vectors of the next generation. Every record has to be on disk.
    pub(crate) fn make_vectors(&self, embedding: Option<Embedding<'_>>) -> Result<Made, IndexError> {
        let old = self.vectors.as_ref();
        let usable = old.filter(|file| embedding.as_ref().is_none_or(|e| e.model.id() == file.model()));
        let counted = usable.filter(|_| self.complete).and_then(|file| self.texts.counted(file));
        let (counts, texts) = match counted {
            Some(counts) => (counts, None),
            None if embedding.is_none() => return Ok(Made::Incomplete),
            None => {
                let (counts, texts) = self.count_all(usable)?;
                (counts, Some(texts))
            }
        };
        let texts = texts.as_ref().unwrap_or(&self.texts.new);
        let row_of = |key: u64| usable.and_then(|file| file.row_of(key));
        let missing: Vec<u64> = counts.keys().copied().filter(|key| row_of(*key).is_none()).collect();
        if let Some(file) = usable.filter(|file| self.complete && missing.is_empty() && file.len() == counts.len())
            && (0..file.len()).all(|row| counts.get(&file.key(row)) == Some(&file.count(row)))
        {
            return Ok(Made::Same);
        }
        let (model, mut fresh) = match (embedding, usable) {
            (Some(e), _) => {
                let made = embed(e.model, &missing, texts, e.progress)?;
                (e.model.id().to_owned(), made)
            }
            (None, Some(file)) if missing.is_empty() => (file.model().to_owned(), HashMap::new()),
            (None, _) => return Ok(Made::Incomplete),
        };
        let dimension =
            fresh.values().next().map(|small| small.whole.numbers().len()).or(usable.map(VectorFile::dimension));
        let dimension = dimension.unwrap_or(1);
        let mut bytes = VectorBytes::with_capacity(counts.len(), dimension);
        for (key, count) in &counts {
            match (row_of(*key), usable, fresh.remove(key)) {
                (Some(row), Some(file), _) => bytes.copy(*key, *count, file, row),
                (_, _, Some(small)) => bytes.push(*key, *count, &small),
                _ => return Err(self.no_vector(*key)),
            }
        }
        let made = bytes.finish(&model, dimension);
        let (bytes, checksum) = made.map_err(|e| IndexError::write(&self.layout.dir, e.into()))?;
        Ok(Made::New { bytes, checksum, model, rows: counts.len() })
    }

    /// Counts the texts of all records, and keeps those that have no vector in `known`.
    fn count_all(&self, known: Option<&VectorFile>) -> Result<Counted, IndexError> {
        let (mut counts, mut new) = (BTreeMap::new(), HashMap::new());
        for entry in self.manifest.articles.values() {
            let record = records::read_record(&self.layout, entry.record)?;
            for text in texts(&record) {
                let key = key_of(text);
                *counts.entry(key).or_insert(0) += 1;
                if known.is_none_or(|file| file.row_of(key).is_none()) {
                    new.entry(key).or_insert_with(|| text.to_owned());
                }
            }
        }
        Ok((counts, new))
    }

    fn no_vector(&self, key: u64) -> IndexError {
        IndexError::corrupt(&self.layout.dir, format!("has a statement without a vector ({key:016x})"))
    }
}

fn embed(
    model: &dyn Embed,
    keys: &[u64],
    texts: &HashMap<u64, String>,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<HashMap<u64, Small>, IndexError> {
    let mut made = HashMap::with_capacity(keys.len());
    if !keys.is_empty() {
        progress(0, keys.len());
    }
    for batch in keys.chunks(BATCH) {
        let batch: Vec<(u64, &str)> = batch.iter().filter_map(|k| texts.get(k).map(|t| (*k, t.as_str()))).collect();
        let some: Vec<&str> = batch.iter().map(|(_, text)| *text).collect();
        let meanings = model.meanings(&some).map_err(|e| IndexError::Embedding(e.to_string()))?;
        made.extend(batch.iter().zip(&meanings).map(|((key, _), meaning)| (*key, Small::new(meaning))));
        progress(made.len(), keys.len());
    }
    Ok(made)
}

//! Which texts are embedded at a commit, and which already are.
//!
//! Only a statement that speaks of a role can answer, so only its text gets a vector. Vectors of the generation before are
//! taken over by the text's key, whatever else has changed: the pipeline's version, the file's place, the article around it.
//! A run counts what it adds and removes and so need not read the articles that stay; where there is nothing to count from
//! (no vectors yet, or those of another model), all records are read once.

use crate::vectors::{Row, Small, Vectors, key_of};
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
    pub fn add(&mut self, record: &ArticleRecord, known: Option<&Vectors>) {
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

    /// Notes that something went that was not counted.
    pub fn uncounted(&mut self) {
        self.lost_count = true;
    }

    /// The new counts of the texts whose counts change; none where they cannot be told from those of `before`.
    fn counted(&self, before: &Vectors) -> Option<HashMap<u64, u32>> {
        if self.lost_count {
            return None;
        }
        let mut counts = HashMap::new();
        for (key, change) in self.change.iter().filter(|(_, change)| **change != 0) {
            let count = before.row_of(*key).map_or(0, |row| before.count(row));
            counts.insert(*key, u32::try_from(i64::from(count) + change).ok()?);
        }
        Some(counts)
    }
}

/// What a commit makes of the vectors.
pub(crate) enum Made {
    /// They are those of the generation before.
    Same,
    /// All texts, in one file.
    Whole { model: String, dimension: usize, texts: Said },
    /// Beside the whole file of the generation before: the texts that came since it was written, and how much more or less
    /// often those of the whole file are said.
    Since { texts: Said, changes: Vec<(u64, i64)> },
    /// There are texts without a vector and no model to make them: those of before are kept for what they save.
    Incomplete,
}

/// Texts in the order of their keys, each with the number of statements that say it, and the vectors that were just made.
pub(crate) struct Said {
    counts: Vec<(u64, u32)>,
    fresh: HashMap<u64, Small>,
}

impl Said {
    /// The rows of a file of them; those that were not just made are taken from `older`.
    pub fn rows<'r>(&'r self, older: Option<&'r Vectors>) -> Vec<Row<'r>> {
        let row = |(key, count): &(u64, u32)| match self.fresh.get(key) {
            Some(small) => Some(Row::fresh(*key, *count, small)),
            None => older.and_then(|file| Some(Row::older(*key, *count, file, file.row_of(*key)?))),
        };
        self.counts.iter().filter_map(row).collect()
    }
}

/// In how many statements each text stands, and the texts that have no vector yet.
type Counted = (BTreeMap<u64, u32>, HashMap<u64, String>);

impl Writer {
    /// The vectors of the next generation. Every record has to be on disk.
    pub(crate) fn make_vectors(&self, embedding: Option<Embedding<'_>>) -> Result<Made, IndexError> {
        let old = self.vectors.as_ref();
        let usable = old.filter(|file| embedding.as_ref().is_none_or(|e| e.model.id() == file.model()));
        let counted = usable.filter(|_| self.complete).and_then(|file| Some((file, self.texts.counted(file)?)));
        match counted {
            Some((file, changed)) => self.change_vectors(file, changed, embedding),
            None => match embedding {
                Some(embedding) => self.make_all(usable, embedding),
                None => Ok(Made::Incomplete),
            },
        }
    }

    /// Those of `file`, which has all texts, where these counts have changed.
    fn change_vectors(
        &self,
        file: &Vectors,
        changed: HashMap<u64, u32>,
        embedding: Option<Embedding<'_>>,
    ) -> Result<Made, IndexError> {
        if changed.is_empty() {
            return Ok(Made::Same);
        }
        let missing = changed.iter().filter(|(key, count)| **count > 0 && file.row_of(**key).is_none());
        let mut missing: Vec<u64> = missing.map(|(key, _)| *key).collect();
        missing.sort_unstable();
        let fresh = match embedding {
            _ if missing.is_empty() => HashMap::new(),
            Some(e) => embed(e.model, &missing, &self.texts.new, e.progress)?,
            None => return Ok(Made::Incomplete),
        };
        if let Some(missing) = missing.iter().find(|key| !fresh.contains_key(key)) {
            return Err(self.no_vector(*missing));
        }
        if let Some((counts, changes)) = file.since(&changed) {
            return Ok(Made::Since { texts: Said { counts, fresh }, changes });
        }
        let stay = (0..file.len()).map(|row| (file.key(row), file.count(row)));
        let mut counts: Vec<(u64, u32)> = stay.filter(|(key, _)| !changed.contains_key(key)).collect();
        counts.extend(changed);
        counts.retain(|(_, count)| *count > 0);
        counts.sort_unstable();
        let dimension = fresh.values().next().map_or(file.dimension(), |small| small.whole.numbers().len());
        Ok(Made::Whole { model: file.model().to_owned(), dimension, texts: Said { counts, fresh } })
    }

    /// Those of all records, which are read for it; what `usable` has is taken over.
    fn make_all(&self, usable: Option<&Vectors>, e: Embedding<'_>) -> Result<Made, IndexError> {
        let (counts, texts) = self.count_all(usable)?;
        let known = |key: &u64| usable.is_some_and(|file| file.row_of(*key).is_some());
        let missing: Vec<u64> = counts.keys().copied().filter(|key| !known(key)).collect();
        let fresh = embed(e.model, &missing, &texts, e.progress)?;
        let dimension = fresh.values().next().map(|small| small.whole.numbers().len());
        let dimension = dimension.or(usable.map(Vectors::dimension)).unwrap_or(1);
        let texts = Said { counts: counts.into_iter().collect(), fresh };
        Ok(Made::Whole { model: e.model.id().to_owned(), dimension, texts })
    }

    /// Counts the texts of all records, and keeps those that have no vector in `known`.
    fn count_all(&self, known: Option<&Vectors>) -> Result<Counted, IndexError> {
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

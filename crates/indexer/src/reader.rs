//! One generation of an index, as searches see it.
//!
//! A reader is a snapshot: whatever a writer does afterwards, it goes on answering from the generation it was opened on.
//! Opening takes no lock and writes nothing, so it works on a read-only folder and never holds up a writer. Instead it
//! checks at the end that what it put together belongs to one generation, and begins again where it does not.

use crate::layout::{Generation, INDEX_FORMAT, Layout, checksum, read_if_there};
use crate::manifest::ManifestHead;
use crate::memo::Memo;
use crate::query::Field;
use crate::records::read_record;
use crate::retrieve::Ids;
use crate::schema::Fields;
use crate::stored::{ArticleHead, Head, StoredStatement};
use crate::vectors::Vectors;
use crate::{Hit, IndexError, directory::ReadDirectory, documents, foreign, integrity};
use rolecall_embedding::Vector;
use rolecall_language::slips;
use rolecall_record::{ArticleRecord, RoleTable, Statement};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tantivy::collector::Count;
use tantivy::index::SegmentId;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::store::StoreReader;
use tantivy::{DocAddress, DocSet, Index, IndexMeta, IndexReader, ReloadPolicy, Searcher, Term};

/// How often opening begins again while writers keep replacing files under it, and how long it waits in between.
const ATTEMPTS: usize = 40;
/// Blocks of stored statements, of 16 KiB each, that a segment keeps unpacked for whoever asks next.
const BLOCKS: usize = 512;
/// So many articles are remembered: some thirty megabytes.
const MOST_ARTICLES: usize = 1 << 16;
/// So many statements are remembered: some twenty megabytes.
const MOST_STATEMENTS: usize = 1 << 14;
/// So many directions are remembered: a few megabytes.
const MOST_DIRECTIONS: usize = 4096;
const PAUSE: Duration = Duration::from_millis(10);

/// An index, opened for reading.
pub struct Reader {
    pub(crate) layout: Layout,
    pub(crate) fields: Fields,
    /// The parts that the engine keeps it in. Their ids are made by chance, so no two indexes share one.
    segments: Vec<SegmentId>,
    pub(crate) searcher: Searcher,
    generation: Generation,
    roles: RoleTable,
    pub(crate) vectors: Option<Vectors>,
    heads: OnceLock<Vec<Head>>,
    /// The stored documents of each segment.
    stores: Vec<StoreReader>,
    pub(crate) ids: Ids,
    /// Articles that were found, by their ids.
    found: Memo<String, Arc<ArticleHead>>,
    /// Statements that were found.
    said: Memo<DocAddress, Arc<Statement>>,
    /// Directions that were asked for, by the terms of their statements.
    pub(crate) directions: Memo<Vec<Term>, Option<Vector>>,
    _reader: IndexReader,
}

/// The ids of all parts of an index, in order.
fn segments(metas: &IndexMeta) -> Vec<SegmentId> {
    let mut ids: Vec<SegmentId> = metas.segments.iter().map(|segment| segment.id()).collect();
    ids.sort_unstable();
    ids
}

impl Reader {
    /// Opens the newest generation of the index at `dir`.
    ///
    /// # Errors
    /// [`IndexError::Missing`], [`IndexError::Format`], [`IndexError::Corrupt`] or [`IndexError::Denied`].
    pub fn open(dir: impl AsRef<Path>) -> Result<Self, IndexError> {
        let layout = Layout::new(dir.as_ref());
        foreign::refuse_file(&layout)?;
        let mut attempt = 0;
        loop {
            attempt += 1;
            let before = std::fs::read(layout.engine().join("meta.json")).ok();
            match unless_panicked(&layout, || Self::open_once(&layout, true)) {
                Err(IndexError::Corrupt { .. } | IndexError::Engine { .. } | IndexError::Outdated(_))
                    if attempt < ATTEMPTS && before != std::fs::read(layout.engine().join("meta.json")).ok() =>
                {
                    std::thread::sleep(PAUSE);
                }
                // The manifest takes its name just after the commit: give that a moment before calling it damage.
                Err(IndexError::Outdated(_)) if attempt < ATTEMPTS => std::thread::sleep(PAUSE),
                Err(IndexError::Outdated(_)) => {
                    return Err(IndexError::corrupt(&layout.manifest(), "does not belong to the engine's last commit"));
                }
                done => return done,
            }
        }
    }

    /// As [`Reader::open`], once, whatever the manifest says.
    pub(crate) fn without_manifest(layout: &Layout) -> Result<Self, IndexError> {
        unless_panicked(layout, || Self::open_once(layout, false))
    }

    fn open_once(layout: &Layout, with_manifest: bool) -> Result<Self, IndexError> {
        let missing = || IndexError::Missing(layout.dir.clone());
        let engine_dir = layout.engine();
        let engine = |e| IndexError::engine(&engine_dir, e);
        let manifest = || if with_manifest { ManifestHead::read(layout, &layout.manifest()) } else { Ok(None) };
        let first = manifest()?;
        if !engine_dir.join("meta.json").try_exists().map_err(|e| IndexError::read(&engine_dir, e))? {
            return Err(match first {
                Some(_) => IndexError::corrupt(&engine_dir.join("meta.json"), "is missing"),
                None => missing(),
            });
        }
        let directory = ReadDirectory::open(&engine_dir).map_err(|e| engine(e.into()))?;
        let index = Index::open(directory).map_err(engine)?;
        let metas = index.load_metas().map_err(engine)?;
        let Some(payload) = metas.payload.clone() else {
            return Err(match first {
                Some(_) => IndexError::corrupt(&engine_dir.join("meta.json"), integrity::UNCOMMITTED),
                None => missing(),
            });
        };
        let generation = Generation::parse(layout, &payload)?;
        let next = || ManifestHead::read(layout, &layout.next_manifest()).ok().flatten();
        let belongs = |head: Option<ManifestHead>| head.is_some_and(|head| head.generation == generation.generation);
        if with_manifest && !belongs(first) && !belongs(next()) && !belongs(manifest()?) {
            return Err(IndexError::Outdated(layout.dir.clone()));
        }
        let fields = Fields::new();
        if index.schema() != fields.schema {
            return Err(IndexError::corrupt(
                &engine_dir.join("meta.json"),
                "has fields that this program does not know",
            ));
        }
        let roles = read_roles(layout, &generation)?;
        let vectors = open_vectors(layout, &generation)?;
        integrity::all_there(layout, &index, &metas)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
        // Documents are read by `stores`.
        let reader: IndexReader = reader.doc_store_cache_num_blocks(0).try_into().map_err(engine)?;
        if index.load_metas().map_err(engine)?.payload != Some(payload) {
            return Err(IndexError::Outdated(layout.dir.clone()));
        }
        let searcher = reader.searcher();
        let stores = searcher.segment_readers().iter().map(|segment| segment.get_store_reader(BLOCKS));
        let stores = stores.collect::<Result<_, _>>().map_err(|e| engine(e.into()))?;
        Ok(Self {
            layout: layout.clone(),
            fields,
            searcher,
            segments: segments(&metas),
            generation,
            roles,
            vectors,
            heads: OnceLock::new(),
            stores,
            ids: Memo::new(MOST_ARTICLES),
            found: Memo::new(MOST_ARTICLES),
            said: Memo::new(MOST_STATEMENTS),
            directions: Memo::new(MOST_DIRECTIONS),
            _reader: reader,
        })
    }

    /// Counts the runs that changed something, from 1.
    pub fn generation(&self) -> u64 {
        self.generation.generation
    }

    /// Whether this is still what the folder holds: no newer generation has been committed since, nor another index begun in
    /// its place, whose generations count from 1 again. Costs the reading of one small file.
    pub fn is_current(&self) -> bool {
        let Ok(metas) = self.searcher.index().load_metas() else { return false };
        let newest = metas.payload.as_deref().and_then(|payload| Generation::parse(&self.layout, payload).ok());
        newest.is_some_and(|newest| newest.generation == self.generation.generation)
            && segments(&metas) == self.segments
    }

    /// The newest generation's commit message.
    pub(crate) fn newest(&self) -> Result<Generation, IndexError> {
        let payload = self.searcher.index().load_metas().map_err(|e| self.failed(e))?.payload;
        Generation::parse(&self.layout, &payload.ok_or_else(|| IndexError::Missing(self.layout.dir.clone()))?)
    }

    /// Each corpus' name with the absolute path of its folder, for whoever wants to open an article.
    pub fn roots(&self) -> &BTreeMap<String, PathBuf> {
        &self.generation.roots
    }

    /// Which columns of tables the user has named.
    pub(crate) fn named_columns(&self) -> &BTreeMap<String, String> {
        &self.generation.columns
    }

    /// The corpus' roles.
    pub fn roles(&self) -> &RoleTable {
        &self.roles
    }

    /// How many articles it holds.
    pub fn article_count(&self) -> usize {
        self.generation.articles
    }

    /// How many statements it holds.
    pub fn statement_count(&self) -> usize {
        self.generation.statements
    }

    /// In how many statements `term` stands in `field`. Statements that were removed count until the engine has merged
    /// them away, so it is good for weights and spelling, not for figures.
    ///
    /// # Errors
    /// [`IndexError::Corrupt`].
    pub fn document_frequency(&self, field: Field, term: &str) -> Result<u64, IndexError> {
        let term = Term::from_field_text(self.field(field), term);
        self.searcher.doc_freq(&term).map_err(|e| self.failed(e))
    }

    /// The words of statements, as written but in lower case, that differ from `typed` by at most `most`
    /// [`slips`], each with the number of statements that have it (as in [`Reader::document_frequency`]), in
    /// byte order.
    ///
    /// Every word is looked at, but few closely: each slip changes at most two of the letters that occur at all. An
    /// automaton over the dictionary was not used, as making one for two slips takes longer than looking at a hundred
    /// thousand words so.
    ///
    /// # Errors
    /// [`IndexError::Corrupt`].
    pub fn resembling(&self, typed: &str, most: usize) -> Result<BTreeMap<String, u64>, IndexError> {
        let letters = letters(typed);
        let mut found = BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(self.fields.word).map_err(|e| self.failed(e))?;
            let mut terms = inverted.terms().stream().map_err(|e| self.failed(e.into()))?;
            while let Some((term, info)) = terms.next() {
                let Ok(term) = std::str::from_utf8(term) else { continue };
                let near = (letters ^ self::letters(term)).count_ones() as usize <= 2 * most;
                if near && slips(typed, term) <= most {
                    *found.entry(term.to_owned()).or_insert(0) += u64::from(info.doc_freq);
                }
            }
        }
        Ok(found)
    }

    /// The statement of a hit of this reader, with its article.
    ///
    /// # Errors
    /// [`IndexError::Corrupt`].
    pub fn statement(&self, hit: &Hit) -> Result<StoredStatement, IndexError> {
        let statement = self.said.get(&hit.at, || self.body(hit.at).map(Arc::new))?;
        Ok(StoredStatement { article: self.article_of(hit)?, statement })
    }

    /// The statements of hits of this reader, in their order.
    ///
    /// # Errors
    /// [`IndexError::Corrupt`].
    pub fn statements(&self, hits: &[Hit]) -> Result<Vec<StoredStatement>, IndexError> {
        hits.iter().map(|hit| self.statement(hit)).collect()
    }

    /// The head of a hit's article; one that many hits stand in is read once.
    fn article_of(&self, hit: &Hit) -> Result<Arc<ArticleHead>, IndexError> {
        self.found.get(hit.article_id.as_str(), || {
            let head = self.head(&hit.article_id)?.map(|head| Arc::new(head.article));
            head.ok_or_else(|| IndexError::corrupt(&self.layout.engine(), format!("has no article {}", hit.article_id)))
        })
    }

    /// The heads of all articles, by path.
    ///
    /// # Errors
    /// [`IndexError::Corrupt`].
    pub fn articles(&self) -> Result<impl Iterator<Item = &ArticleHead>, IndexError> {
        Ok(self.heads()?.iter().map(|head| &head.article))
    }

    /// The records of all articles, by path: every statement of the index in order.
    ///
    /// # Errors
    /// [`IndexError::Corrupt`], for each record.
    pub fn records(&self) -> Result<impl Iterator<Item = Result<ArticleRecord, IndexError>>, IndexError> {
        Ok(self.heads()?.iter().map(|head| self.record(head)))
    }

    /// The record of the article with this id or path.
    ///
    /// # Errors
    /// [`IndexError::Corrupt`], and [`IndexError::Outdated`] where the index was rewritten since it was opened.
    pub fn article(&self, id_or_path: &str) -> Result<Option<ArticleRecord>, IndexError> {
        let head = match self.head(id_or_path)? {
            Some(head) => Some(head),
            None => self.head_by(self.fields.path, id_or_path)?,
        };
        head.map(|head| self.record(&head)).transpose()
    }

    fn record(&self, head: &Head) -> Result<ArticleRecord, IndexError> {
        read_record(&self.layout, head.record).map_err(|error| match error {
            IndexError::Corrupt { .. } if !self.is_current() => IndexError::Outdated(self.layout.dir.clone()),
            other => other,
        })
    }

    fn head(&self, id: &str) -> Result<Option<Head>, IndexError> {
        self.head_by(self.fields.head, id)
    }

    pub(crate) fn head_by(&self, field: tantivy::schema::Field, value: &str) -> Result<Option<Head>, IndexError> {
        let term = Term::from_field_text(field, value);
        for (ordinal, segment) in self.searcher.segment_readers().iter().enumerate() {
            let inverted = segment.inverted_index(field).map_err(|e| self.failed(e))?;
            let postings =
                inverted.read_postings(&term, IndexRecordOption::Basic).map_err(|e| self.failed(e.into()))?;
            let Some(mut postings) = postings else { continue };
            while postings.doc() != tantivy::TERMINATED {
                if !segment.is_deleted(postings.doc()) {
                    return self.body(DocAddress::new(ordinal as u32, postings.doc())).map(Some);
                }
                postings.advance();
            }
        }
        Ok(None)
    }

    pub(crate) fn heads(&self) -> Result<&[Head], IndexError> {
        if let Some(heads) = self.heads.get() {
            return Ok(heads);
        }
        let mut heads = Vec::with_capacity(self.generation.articles);
        for (ordinal, segment) in self.searcher.segment_readers().iter().enumerate() {
            let inverted = segment.inverted_index(self.fields.head).map_err(|e| self.failed(e))?;
            let mut terms = inverted.terms().stream().map_err(|e| self.failed(e.into()))?;
            while terms.advance() {
                let mut postings = inverted
                    .read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)
                    .map_err(|e| self.failed(e.into()))?;
                while postings.doc() != tantivy::TERMINATED {
                    if !segment.is_deleted(postings.doc()) {
                        heads.push(self.body::<Head>(DocAddress::new(ordinal as u32, postings.doc()))?);
                    }
                    postings.advance();
                }
            }
        }
        heads.sort_by(|a, b| a.article.path.cmp(&b.article.path));
        Ok(self.heads.get_or_init(|| heads))
    }

    /// How many statements the article with this id has, as the engine counts them.
    pub(crate) fn statements_of(&self, id: &str) -> Result<u64, IndexError> {
        let term = Term::from_field_text(self.fields.article, id);
        let query = TermQuery::new(term, IndexRecordOption::Basic);
        Ok(self.searcher.search(&query, &Count).map_err(|e| self.failed(e))? as u64)
    }

    fn body<T: serde::de::DeserializeOwned>(&self, at: DocAddress) -> Result<T, IndexError> {
        let document = self.stores[at.segment_ord as usize].get_document_bytes(at.doc_id);
        let document = document.map_err(|e| self.failed(e))?;
        documents::of_stored(&document, self.fields.body).map_err(|e| {
            IndexError::corrupt(&self.layout.engine(), format!("holds a document that does not read back ({e})"))
        })
    }

    pub(crate) fn field(&self, field: Field) -> tantivy::schema::Field {
        match field {
            Field::Text => self.fields.text,
            Field::Word => self.fields.word,
            Field::Heading => self.fields.heading,
            Field::Role => self.fields.role_text,
        }
    }

    pub(crate) fn failed(&self, error: tantivy::TantivyError) -> IndexError {
        IndexError::engine(&self.layout.engine(), error)
    }
}

impl Generation {
    /// Reads a commit message.
    pub(crate) fn parse(layout: &Layout, payload: &str) -> Result<Self, IndexError> {
        let meta = layout.engine().join("meta.json");
        let generation: Self = serde_json::from_str(payload)
            .map_err(|e| IndexError::corrupt(&meta, format!("has a commit message that does not read back ({e})")))?;
        if generation.format != INDEX_FORMAT {
            return Err(IndexError::Format {
                dir: layout.dir.clone(),
                found: generation.format,
                expected: INDEX_FORMAT,
            });
        }
        Ok(generation)
    }
}

/// Does `open`; a panic of the engine's, which trusts what it reads, is damage. Nothing that was half opened is seen.
fn unless_panicked<T>(layout: &Layout, open: impl FnOnce() -> Result<T, IndexError>) -> Result<T, IndexError> {
    let panicked = |_| Err(IndexError::corrupt(&layout.engine(), "holds what the search engine cannot read"));
    catch_unwind(AssertUnwindSafe(open)).unwrap_or_else(panicked)
}

/// Which letters occur in `word`: a bit for each of `a` to `z`, and one for all others.
fn letters(word: &str) -> u32 {
    word.bytes().map(|b| if b.is_ascii_lowercase() { 1 << (b - b'a') } else { 1 << 26 }).fold(0, std::ops::BitOr::bitor)
}

pub(crate) fn read_roles(layout: &Layout, generation: &Generation) -> Result<RoleTable, IndexError> {
    let path = layout.roles(generation.generation);
    let bytes = read_if_there(&path)?.ok_or_else(|| IndexError::corrupt(&path, "is missing"))?;
    if checksum(&bytes) != generation.roles {
        return Err(IndexError::corrupt(&path, "is not what was written (its checksum differs)"));
    }
    serde_json::from_slice(&bytes).map_err(|e| IndexError::corrupt(&path, format!("is not a role table ({e})")))
}

fn open_vectors(layout: &Layout, generation: &Generation) -> Result<Option<Vectors>, IndexError> {
    generation.vectors.as_ref().filter(|of| of.complete).map(|of| Vectors::open(layout, of)).transpose()
}

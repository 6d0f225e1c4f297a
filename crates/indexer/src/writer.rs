//! The one writer of an index: gathers a run's changes and makes them the next generation, all at once.
//!
//! Until [`Writer::commit`] nothing that a reader looks at is touched; a writer that is dropped or killed before it leaves
//! only files that nobody refers to, and the next run sweeps them away. How the commit holds together is told in
//! [`crate::layout`].

use crate::analysed::Analysed;
use crate::copies::{self, Sketch, Sketching};
use crate::directory::WriteDirectory;
use crate::embed::{Embedding, Made, Texts};
use crate::engine::{blame, put};
use crate::foreign::{self, article_changes, article_files, role_tables, segments, vector_changes, vector_files};
use crate::layout::{Generation, INDEX_FORMAT, Layout, checksum, sync_folder, write_durably};
use crate::lock::WriterLock;
use crate::manifest::{Entry, Fingerprint, Manifest, ManifestHead, Refused};
use crate::merge::WithoutGaps;
use crate::records::{SegmentWriter, read_line, read_record};
use crate::schema::Fields;
use crate::stored::Location;
use crate::vectors::{SinceRef, VectorFile, Vectors, VectorsRef, write};
use crate::{IndexError, Reader, documents, integrity, roles};
use rolecall_record::{ArticleRecord, RoleTable, lines};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use tantivy::merge_policy::{MergeCandidate, MergePolicy};
use tantivy::{Index, IndexWriter, Term};

/// The engine's memory for documents that are not yet on disk, in bytes.
const MEMORY: usize = 64 << 20;
/// With more records segments than this, the smaller half is made one.
const SEGMENTS: usize = 32;

/// What to do with an index that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnDamage {
    /// Say so.
    #[default]
    Fail,
    /// Begin a new index in its place (`--full`). An index that is sound is kept, and its articles with it.
    Rebuild,
}

/// What a commit did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// The generation that now answers.
    pub generation: u64,
    /// Whether it is a new one; false where the run changed nothing.
    pub changed: bool,
    /// Articles in the index.
    pub articles: usize,
    /// Statements in the index.
    pub statements: usize,
    /// Roles in the index; 0 where nothing changed.
    pub roles: usize,
    /// Whether every statement that can answer has a vector.
    pub vectors: bool,
}

/// An index, opened for writing.
pub struct Writer {
    // Fields are dropped in this order: the lock goes last.
    engine: Option<IndexWriter>,
    segment: Option<SegmentWriter>,
    pub(crate) layout: Layout,
    fields: Fields,
    pub(crate) manifest: Manifest,
    /// The vectors of the generation that was opened, whether they have all its texts, and what changes in these.
    pub(crate) vectors: Option<Vectors>,
    pub(crate) complete: bool,
    pub(crate) texts: Texts,
    vectors_ref: Option<VectorsRef>,
    /// Whether there is anything to commit.
    pub(crate) changed: bool,
    replaced: Option<String>,
    _lock: WriterLock,
}

impl Writer {
    /// Opens the index at `dir` for writing, and makes it where there is none.
    ///
    /// # Errors
    /// [`IndexError::Locked`], [`IndexError::Denied`], [`IndexError::Full`]; [`IndexError::Corrupt`] and
    /// [`IndexError::Format`] unless `on_damage` is [`OnDamage::Rebuild`].
    pub fn open(dir: impl AsRef<Path>, on_damage: OnDamage) -> Result<Self, IndexError> {
        let layout = Layout::new(dir.as_ref());
        foreign::refuse(&layout)?;
        fs::create_dir_all(&layout.dir).map_err(|e| IndexError::write(&layout.dir, e))?;
        let lock = WriterLock::take(&layout)?;
        layout.keep_out()?;
        let mut replaced = None;
        // Vectors outlive a rebuilding: what was embedded once is known by its text.
        let mut saved = None;
        let (index, manifest, generation) = match open_engine(&layout, on_damage == OnDamage::Rebuild) {
            Err(error @ (IndexError::Corrupt { .. } | IndexError::Format { .. } | IndexError::Engine { .. }))
                if on_damage == OnDamage::Rebuild =>
            {
                replaced = Some(error.to_string());
                saved = newest_vectors(&layout);
                foreign::clear(&layout)?;
                open_engine(&layout, false)?
            }
            opened => opened?,
        };
        for folder in [layout.records(), layout.engine()] {
            fs::create_dir_all(&folder).map_err(|e| IndexError::write(&folder, e))?;
        }
        sweep_engine(&layout, &index)?;
        let vectors_ref = generation.and_then(|g| g.vectors);
        let vectors = match vectors_ref {
            Some(of) => open_vectors(&layout, &of, on_damage == OnDamage::Rebuild)?.map(|vectors| (vectors, of)),
            None => None,
        };
        let mut writer = Self::begin(layout, lock, Opened { manifest, vectors, saved, replaced });
        writer.write_to(&index)?;
        Ok(writer)
    }

    /// A writer that has no engine to write to yet.
    pub(crate) fn begin(layout: Layout, lock: WriterLock, opened: Opened) -> Self {
        let Opened { manifest, vectors, saved, replaced } = opened;
        let (vectors, vectors_ref) = vectors.unzip();
        Self {
            engine: None,
            segment: None,
            layout,
            fields: Fields::new(),
            manifest,
            complete: vectors_ref.as_ref().is_some_and(|of| of.complete),
            vectors: vectors.or(saved),
            texts: Texts::default(),
            vectors_ref,
            changed: false,
            replaced,
            _lock: lock,
        }
    }

    /// Writes documents to `index` from here on.
    pub(crate) fn write_to(&mut self, index: &Index) -> Result<(), IndexError> {
        let engine = index.writer_with_num_threads(1, MEMORY);
        let engine = engine.map_err(|e| IndexError::engine(&self.layout.engine(), e))?;
        engine.set_merge_policy(Box::new(WithoutGaps::new(index.clone(), self.layout.clone())));
        self.engine = Some(engine);
        Ok(())
    }

    /// What the index knows of its files, this run's changes included.
    pub fn known(&self) -> &Manifest {
        &self.manifest
    }

    /// Where a damaged index was replaced by an empty one: what was wrong with it.
    pub fn replaced(&self) -> Option<&str> {
        self.replaced.as_deref()
    }

    /// Sets the corpora: each one's name and the absolute path of its folder.
    pub fn set_roots(&mut self, roots: BTreeMap<String, PathBuf>) {
        self.changed |= self.manifest.roots != roots;
        self.manifest.roots = roots;
    }

    /// Sets which columns of tables the user has named: as written, by the path of an article or of what it lies in.
    pub fn set_columns(&mut self, columns: BTreeMap<String, String>) {
        self.changed |= self.manifest.columns != columns;
        self.manifest.columns = columns;
    }

    /// Notes that this folder was given to be read with all that is in it, by its absolute path.
    pub fn note_folder(&mut self, folder: &Path) {
        let folders = &mut self.manifest.folders;
        if folders.iter().any(|known| folder.starts_with(known)) {
            return;
        }
        folders.retain(|known| !known.starts_with(folder));
        folders.insert(folder.to_owned());
        self.changed = true;
    }

    /// Adds an article, in place of the one at the same path if there is one.
    ///
    /// # Errors
    /// [`IndexError::Full`], [`IndexError::Denied`] and what else writing meets.
    pub fn add(&mut self, record: &ArticleRecord, file: Fingerprint) -> Result<(), IndexError> {
        let path = record.article.path.clone();
        self.withdraw(&path);
        // Where there is nothing to count from, all records are read at the end.
        if self.complete {
            self.texts.add(record, self.vectors.as_ref());
        }
        let at = self.segment()?.append(record)?;
        let mut sketching = Sketching::default();
        self.document(record, at, &mut sketching)?;
        self.know(record, file, at, sketching.sketch());
        Ok(())
    }

    /// Gives the engine the documents of an article whose record lies at `at`, and its words to `sketching`.
    pub(crate) fn document(
        &mut self,
        record: &ArticleRecord,
        at: Location,
        sketching: &mut Sketching,
    ) -> Result<(), IndexError> {
        let head = documents::head(&self.layout, &self.fields, record, at);
        let statements = documents::statements(&self.layout, &self.fields, record, sketching);
        self.changed = true;
        put(&self.engine, &self.layout, std::iter::once(head).chain(statements))
    }

    /// Notes in the manifest what is known of an article whose record lies at `at`.
    pub(crate) fn know(&mut self, record: &ArticleRecord, file: Fingerprint, at: Location, sketch: Option<Sketch>) {
        let entry = Entry::of(record, file, at, sketch);
        self.manifest.put(record.article.path.clone(), entry);
    }

    /// Removes what is known of `path`, article or refused file; nothing where nothing is.
    pub fn remove(&mut self, path: &str) {
        self.withdraw(path);
    }

    /// Notes that the file of a known article or refused file looks different but holds the same.
    pub fn touch(&mut self, path: &str, file: Fingerprint) {
        if self.manifest.articles.get(path).is_some_and(|entry| entry.file != file)
            && let Some(entry) = self.manifest.edit(path)
        {
            entry.file = file;
            self.changed = true;
        } else if let Some(refused) = self.manifest.refused.get_mut(path) {
            self.changed |= refused.file != file;
            refused.file = file;
        }
    }

    /// Notes that the file at `path` was read and is no article, so that it need not be read again.
    pub fn refuse(&mut self, path: &str, file: Fingerprint, reason: impl Into<String>) {
        let refused = Refused { file, reason: reason.into() };
        if self.manifest.refused.get(path) != Some(&refused) {
            self.withdraw(path);
            self.manifest.refused.insert(path.to_owned(), refused);
            self.changed = true;
        }
    }

    /// Makes everything since the opening the next generation, without a model: where a new text would need a vector,
    /// the generation has none. Searches see it from here on, all of it at once.
    ///
    /// # Errors
    /// As [`Writer::add`]; the index is then as it was before.
    pub fn commit(self) -> Result<Summary, IndexError> {
        self.commit_with(None)
    }

    /// As [`Writer::commit`], with a vector for every text, of this model alone; texts that have one of it keep it.
    ///
    /// # Errors
    /// As [`Writer::commit`], and [`IndexError::Embedding`].
    pub fn commit_with(mut self, embedding: Option<Embedding<'_>>) -> Result<Summary, IndexError> {
        let statements = self.manifest.articles.values().map(|entry| entry.statements).sum();
        let vectors_stand = match (&embedding, &self.vectors) {
            (Some(e), Some(file)) => self.complete && file.model() == e.model.id(),
            (Some(_), None) => statements == 0,
            (None, _) => true,
        };
        let mut summary = Summary {
            generation: self.manifest.generation,
            changed: self.changed || self.manifest.generation == 0 || !vectors_stand,
            articles: self.manifest.articles.len(),
            statements,
            roles: 0,
            vectors: self.complete,
        };
        if !summary.changed {
            self.close_gaps();
            return Ok(summary);
        }
        let before = self.manifest.retired.clone();
        self.compact(&before)?;
        if let Some(segment) = &mut self.segment {
            segment.finish()?;
            sync_folder(&self.layout.records())?;
        }
        self.manifest.generation += 1;
        summary.generation = self.manifest.generation;
        let vectors = self.write_vectors(embedding)?;
        // What was taken over was compared on the way.
        self.vectors.as_ref().map_or(Ok(()), Vectors::sound)?;
        summary.vectors = vectors.as_ref().is_some_and(|of| of.complete);
        let table = role_table(&self.manifest.articles);
        summary.roles = table.roles.len();
        let unwritable = |e: serde_json::Error| IndexError::write(&self.layout.dir, e.into());
        let table = serde_json::to_vec(&table).map_err(unwritable)?;
        let manifest = self.manifest.write(&self.layout)?;
        write_durably(&self.layout.roles(summary.generation), &table)?;
        write_durably(&self.layout.next_manifest(), &manifest)?;
        sync_folder(&self.layout.dir)?;
        let generation = Generation {
            format: INDEX_FORMAT,
            generation: summary.generation,
            articles: summary.articles,
            statements,
            manifest: checksum(&manifest),
            roles: checksum(&table),
            roots: self.manifest.roots.clone(),
            columns: self.manifest.columns.clone(),
            vectors,
        };
        let message = serde_json::to_string(&generation).map_err(unwritable)?;
        self.commit_engine(&message)?;
        // From here on the generation counts, whatever happens: what fails below is done by the next run.
        if fs::rename(self.layout.next_manifest(), self.layout.manifest()).is_ok() {
            let _ = sync_folder(&self.layout.dir);
        }
        self.sweep(generation.vectors.as_ref());
        Ok(summary)
    }

    /// Writes the next generation's vectors, where they differ from those of the one before.
    fn write_vectors(&self, embedding: Option<Embedding<'_>>) -> Result<Option<VectorsRef>, IndexError> {
        let before = self.vectors_ref.clone();
        let made = self.make_vectors(embedding)?;
        let file = self.manifest.generation;
        match made {
            Made::Same => Ok(before),
            Made::Incomplete => Ok(before.map(|of| VectorsRef { complete: false, ..of })),
            Made::Whole { model, dimension, texts } => {
                let rows = texts.rows(self.vectors.as_ref());
                let checksum = write(&self.layout.vectors(file), &model, dimension, &rows, &[])?;
                Ok(Some(VectorsRef { file, model, rows: rows.len(), checksum, complete: true, since: None }))
            }
            Made::Since { texts, changes } => {
                let rows = texts.rows(self.vectors.as_ref());
                let Some(of) = before else { return Ok(None) };
                let dimension = self.vectors.as_ref().map_or(1, Vectors::dimension);
                let checksum = write(&self.layout.vectors_since(file), &of.model, dimension, &rows, &changes)?;
                let since = Some(SinceRef { file, rows: rows.len(), checksum });
                Ok(Some(VectorsRef { complete: true, since, ..of }))
            }
        }
    }

    fn commit_engine(&mut self, message: &str) -> Result<(), IndexError> {
        let dir = self.layout.engine();
        let failed = |e| blame(&self.layout, IndexError::engine(&dir, e));
        if let Some(mut engine) = self.engine.take() {
            let mut prepared = engine.prepare_commit().map_err(failed)?;
            prepared.set_payload(message);
            prepared.commit().map_err(failed)?;
            // A merge that fails leaves the unmerged segments in use: slower, not wrong.
            let _ = engine.wait_merging_threads();
        }
        Ok(())
    }

    /// Has the engine do what it does after a commit, where a run was cut off before that was done.
    fn close_gaps(&mut self) {
        if let Some(mut engine) = self.engine.take() {
            let policy = WithoutGaps::new(engine.index().clone(), self.layout.clone());
            let segments = engine.index().searchable_segment_metas().unwrap_or_default();
            for MergeCandidate(segments) in policy.compute_merge_candidates(&segments) {
                // As after a commit: a merge that fails is slower, not wrong.
                let _ = engine.merge(&segments).wait();
            }
            let _ = engine.wait_merging_threads();
        }
    }

    fn withdraw(&mut self, path: &str) {
        if let Some(entry) = self.manifest.take(path) {
            if self.complete {
                self.texts.remove(path, || read_record(&self.layout, entry.record));
            }
            if let Some(engine) = &self.engine {
                engine.delete_term(Term::from_field_text(self.fields.article, &entry.id));
                engine.delete_term(Term::from_field_text(self.fields.head, &entry.id));
            }
            self.changed = true;
        }
        self.changed |= self.manifest.refused.remove(path).is_some();
    }

    fn segment(&mut self) -> Result<&mut SegmentWriter, IndexError> {
        let segment = match self.segment.take() {
            Some(segment) => segment,
            None => SegmentWriter::create(&self.layout, self.manifest.generation + 1)?,
        };
        Ok(self.segment.insert(segment))
    }

    /// Rewrites the records segments that are mostly garbage, and the small ones where there are many; notes which
    /// segments are thereby no longer used.
    fn compact(&mut self, retired_before: &[u64]) -> Result<(), IndexError> {
        let current = self.manifest.generation + 1;
        let mut live: BTreeMap<u64, u64> = BTreeMap::new();
        for entry in self.manifest.articles.values() {
            *live.entry(entry.record.segment).or_default() += entry.record.length;
        }
        let sizes: BTreeMap<u64, u64> = segments(&self.layout).into_iter().collect();
        let mut victims: BTreeSet<u64> = live
            .iter()
            .filter(|(segment, bytes)| {
                **segment != current && sizes.get(segment).is_some_and(|size| *bytes * 2 < *size)
            })
            .map(|(segment, _)| *segment)
            .collect();
        if live.len() > SEGMENTS {
            let mut by_size: Vec<(u64, u64)> = live.iter().map(|(segment, bytes)| (*bytes, *segment)).collect();
            by_size.sort_unstable();
            victims.extend(by_size.iter().take(live.len() / 2).map(|(_, segment)| *segment).filter(|s| *s != current));
        }
        let moved: Vec<(String, Location)> = self
            .manifest
            .articles
            .iter()
            .filter(|(_, entry)| victims.contains(&entry.record.segment))
            .map(|(path, entry)| (path.clone(), entry.record))
            .collect();
        for (path, from) in moved {
            self.relocate(&path, from)?;
        }
        let used: BTreeSet<u64> = self.manifest.articles.values().map(|entry| entry.record.segment).collect();
        self.manifest.retired = sizes
            .into_keys()
            .filter(|segment| *segment < current && !used.contains(segment) && !retired_before.contains(segment))
            .collect();
        Ok(())
    }

    fn relocate(&mut self, path: &str, from: Location) -> Result<(), IndexError> {
        let line = read_line(&self.layout, from)?;
        let record = lines::parse(&line, 1).map_err(|e| {
            IndexError::corrupt(&self.layout.segment(from.segment), format!("at byte {}: {e}", from.offset))
        })?;
        let to = self.segment()?.append_line(&line)?;
        if let Some(engine) = &self.engine {
            engine.delete_term(Term::from_field_text(self.fields.head, &record.article.id));
        }
        put(&self.engine, &self.layout, std::iter::once(documents::head(&self.layout, &self.fields, &record, to)))?;
        if let Some(entry) = self.manifest.edit(path) {
            entry.record = to;
        }
        Ok(())
    }

    /// Removes what neither this generation nor the one before it uses. What cannot be removed is left for the next run.
    fn sweep(&self, vectors: Option<&VectorsRef>) {
        let used: BTreeSet<u64> = self.manifest.articles.values().map(|entry| entry.record.segment).collect();
        for (segment, _) in segments(&self.layout) {
            if !used.contains(&segment) && !self.manifest.retired.contains(&segment) {
                let _ = fs::remove_file(self.layout.segment(segment));
            }
        }
        for (generation, path) in role_tables(&self.layout) {
            if generation + 1 < self.manifest.generation || generation > self.manifest.generation {
                let _ = fs::remove_file(path);
            }
        }
        let old = |all: bool| move |(file, _): &(u64, PathBuf)| !self.manifest.uses(*file, all);
        let articles = article_files(&self.layout).into_iter().filter(old(true));
        let articles = articles.chain(article_changes(&self.layout).into_iter().filter(old(false)));
        let used = || [vectors, self.vectors_ref.as_ref()].into_iter().flatten();
        let whole = vector_files(&self.layout).into_iter().filter(|(file, _)| used().all(|of| of.file != *file));
        let unlike = |file: u64| used().all(|of| of.since.as_ref().is_none_or(|since| since.file != file));
        let since = vector_changes(&self.layout).into_iter().filter(|(file, _)| unlike(*file));
        for (_, path) in whole.chain(since).chain(articles) {
            let _ = fs::remove_file(path);
        }
    }
}

/// What a writer begins from.
#[derive(Default)]
pub(crate) struct Opened {
    pub manifest: Manifest,
    /// The vectors of the generation.
    pub vectors: Option<(Vectors, VectorsRef)>,
    /// Those of an index that was replaced, by whose texts some need not be made again.
    pub saved: Option<Vectors>,
    /// What was wrong with an index that was replaced.
    pub replaced: Option<String>,
}

/// What an engine elsewhere is given of an article: what is known of it, without a place of its record, and its statements in order,
/// as the engine here is given them.
pub fn analyse(record: &ArticleRecord, file: Fingerprint) -> (Entry, Vec<Analysed<'_>>) {
    let mut sketching = Sketching::default();
    let statements = Analysed::of(record, &mut sketching).collect();
    (Entry::of(record, file, Location::default(), sketching.sketch()), statements)
}

/// The roles of these articles, given by path, and which of them are near-copies.
pub fn role_table(articles: &BTreeMap<String, Entry>) -> RoleTable {
    RoleTable { copies: copies::copies(articles), ..roles::role_table(articles) }
}

/// The vectors of the generation that is opened; none where they are damaged and everything is made anew anyway.
fn open_vectors(layout: &Layout, of: &VectorsRef, thoroughly: bool) -> Result<Option<Vectors>, IndexError> {
    let opened = Vectors::open(layout, of);
    let opened = opened.and_then(|vectors| if thoroughly { vectors.verify().map(|()| vectors) } else { Ok(vectors) });
    match opened {
        Err(IndexError::Corrupt { .. }) if thoroughly => Ok(None),
        opened => opened.map(Some),
    }
}

/// The newest sound file of vectors of an index that is not sound.
fn newest_vectors(layout: &Layout) -> Option<Vectors> {
    let mut files = vector_files(layout);
    files.sort_by_key(|(generation, _)| std::cmp::Reverse(*generation));
    let sound = |path: PathBuf| VectorFile::open(&layout.dir, &path).ok().filter(|file| file.verify().is_ok());
    files.into_iter().find_map(|(_, path)| sound(path)).map(|file| file.detached().into())
}

/// Opens or makes the engine's index, with the manifest that belongs to its last commit.
fn open_engine(layout: &Layout, thoroughly: bool) -> Result<(Index, Manifest, Option<Generation>), IndexError> {
    let dir = layout.engine();
    let engine = |e| IndexError::engine(&dir, e);
    let head = ManifestHead::read(layout, &layout.manifest())?;
    fs::create_dir_all(&dir).map_err(|e| IndexError::write(&dir, e))?;
    let meta = dir.join("meta.json");
    let there = meta.try_exists().map_err(|e| IndexError::read(&meta, e))?;
    if !there && head.is_some() {
        return Err(IndexError::corrupt(&meta, "is missing"));
    }
    let directory = WriteDirectory::open(&dir).map_err(|e| engine(e.into()))?;
    let schema = Fields::new().schema;
    let index =
        if there { Index::open(directory) } else { Index::create(directory, schema.clone(), Default::default()) };
    let index = index.map_err(engine)?;
    let payload = index.load_metas().map_err(engine)?.payload;
    let generation = payload.map(|payload| Generation::parse(layout, &payload)).transpose()?;
    let manifest = match &generation {
        Some(generation) => settle(layout, generation)?,
        None if head.is_some() => return Err(IndexError::corrupt(&meta, integrity::UNCOMMITTED)),
        // A first run was cut off.
        None => Manifest::default(),
    };
    readable(layout, &manifest)?;
    if index.schema() != schema {
        return Err(IndexError::corrupt(&meta, "has fields that this program does not know"));
    }
    if thoroughly {
        let files = integrity::segment_files(layout, &index, &index.load_metas().map_err(engine)?);
        files.iter().try_for_each(|(file, _)| integrity::segment_file(layout, &index, file))?;
    }
    Ok((index, manifest, generation))
}

/// Removes what a run that was killed has left behind: the engine would make files of the same names, and does not where
/// they are there.
fn sweep_engine(layout: &Layout, index: &Index) -> Result<(), IndexError> {
    let dir = layout.engine();
    let used = integrity::used(&index.load_metas().map_err(|e| IndexError::engine(&dir, e))?);
    let is_used = |file: &PathBuf| file.file_name().is_some_and(|name| used.contains(Path::new(name)));
    foreign::remove(foreign::of_segments(layout).into_iter().filter(|file| !is_used(file)))
}

/// Whether searches can be answered from what lies there. A run that changes nothing would otherwise call an index well
/// that answers nobody. Costs what a search costs before its question, and a stat for each records segment.
fn readable(layout: &Layout, manifest: &Manifest) -> Result<(), IndexError> {
    if manifest.generation == 0 {
        return Ok(());
    }
    let sizes: BTreeMap<u64, u64> = segments(layout).into_iter().collect();
    for Location { segment, offset, length, .. } in manifest.articles.values().map(|entry| entry.record) {
        match sizes.get(&segment) {
            Some(size) if *size >= offset + length => {}
            Some(_) => return Err(IndexError::corrupt(&layout.segment(segment), "is shorter than what was written")),
            None => return Err(IndexError::corrupt(&layout.segment(segment), "is missing")),
        }
    }
    Reader::open(&layout.dir).map(drop)
}

/// The manifest that belongs to `generation`; gives it its name where a run was cut off just before it did.
fn settle(layout: &Layout, generation: &Generation) -> Result<Manifest, IndexError> {
    let (manifest, path) = integrity::manifest(layout, generation)?;
    if path != layout.manifest() {
        fs::rename(&path, layout.manifest()).map_err(|e| IndexError::write(&path, e))?;
    }
    Ok(manifest)
}

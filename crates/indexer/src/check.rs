//! Whether an index is what was written, file by file.
//!
//! Whatever can be compared is, down to each record; what one file says is then held against the others. Nothing is changed
//! and no lock is taken, so an index may be checked while it answers, and on a folder that may not be written to. Where a
//! run commits meanwhile, the check begins again.

use crate::directory::ReadDirectory;
use crate::integrity::{DIFFERS, UNCOMMITTED, segment_file, segment_files};
use crate::layout::{Generation, Layout};
use crate::manifest::{Entry, Manifest, ManifestHead};
use crate::reader::read_roles;
use crate::records::read_record;
use crate::vectors::Vectors;
use crate::{IndexError, Reader, foreign, integrity};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use tantivy::Index;

/// How often a check begins again because a run has committed meanwhile.
const ATTEMPTS: usize = 5;

/// What a check has found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checkup {
    /// Articles in the index, as far as that can be told.
    pub articles: usize,
    /// Statements in the index, as far as that can be told.
    pub statements: usize,
    /// Files that were compared.
    pub files: usize,
    /// Bytes of them.
    pub bytes: u64,
    /// What is not as it was written; nothing where the index is sound.
    pub faults: Vec<Fault>,
}

/// A file that is not what was written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file.
    pub file: PathBuf,
    /// What is wrong with it: the rest of a sentence that begins with its name.
    pub reason: String,
    /// Where it is a file of records: the paths of the articles whose records are lost.
    pub articles: Vec<String>,
}

/// Compares every file of the index at `dir` with what was written.
///
/// ```
/// use rolecall_indexer::{OnDamage, Writer, check};
/// let dir = tempfile::tempdir()?;
/// Writer::open(dir.path(), OnDamage::Fail)?.commit()?;
/// assert!(check(dir.path())?.faults.is_empty());
/// std::fs::write(dir.path().join("roles-1.json"), "{}")?;
/// assert!(check(dir.path())?.faults[0].file.ends_with("roles-1.json"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`IndexError::Missing`], [`IndexError::Format`] where another version wrote all of it, [`IndexError::Denied`]. Damage is no error
/// but a [`Fault`].
pub fn check(dir: impl AsRef<Path>) -> Result<Checkup, IndexError> {
    let layout = Layout::new(dir.as_ref());
    foreign::refuse_file(&layout)?;
    let meta = layout.engine().join("meta.json");
    // A first run that was cut off leaves no manifest of this name.
    if !layout.manifest().exists() && Reader::open(&layout.dir).is_err_and(|e| matches!(e, IndexError::Missing(_))) {
        return Err(IndexError::Missing(layout.dir));
    }
    let mut attempt = 1;
    loop {
        let before = fs::read(&meta).ok();
        let found = Checking::new(&layout).all();
        if attempt < ATTEMPTS && found.as_ref().map_or(true, |f| !f.faults.is_empty()) && fs::read(&meta).ok() != before
        {
            attempt += 1;
            continue;
        }
        return found;
    }
}

struct Checking<'l> {
    layout: &'l Layout,
    found: Checkup,
}

impl<'l> Checking<'l> {
    fn new(layout: &'l Layout) -> Self {
        Self { layout, found: Checkup::default() }
    }

    fn all(mut self) -> Result<Checkup, IndexError> {
        let engine = self.engine()?;
        // Another version may have laid out differently whatever does not read back here.
        if engine.is_none()
            && let Err(other @ IndexError::Format { .. }) = ManifestHead::read(self.layout, &self.layout.manifest())
        {
            return Err(other);
        }
        let generation = engine.as_ref().map(|(_, generation)| generation);
        let manifest = self.manifest(generation)?;
        if let Some(manifest) = &manifest {
            manifest.files(self.layout).iter().for_each(|file| self.count(file));
            self.found.articles = manifest.articles.len();
            self.found.statements = manifest.articles.values().map(|entry| entry.statements).sum();
            self.records(manifest)?;
        }
        if let Some(generation) = generation {
            self.note(read_roles(self.layout, generation).map(drop), &self.layout.roles(generation.generation))?;
            self.vectors(generation)?;
        }
        if let (Some(_), Some(manifest), []) = (&engine, &manifest, &*self.found.faults) {
            let agreed = self.agreement(manifest);
            self.note(agreed, &self.layout.engine().join("meta.json"))?;
        }
        self.found.faults.sort();
        self.found.faults.dedup();
        Ok(self.found)
    }

    /// The engine's files; none where not even its list of them can be trusted.
    fn engine(&mut self) -> Result<Option<(Index, Generation)>, IndexError> {
        let dir = self.layout.engine();
        let meta = dir.join("meta.json");
        let managed = dir.join(".managed.json");
        let opened = ReadDirectory::open(&dir).map_err(|e| IndexError::engine(&dir, e.into())).and_then(|directory| {
            for file in [&managed, &meta] {
                directory.sealed(file)?;
            }
            let index = Index::open(directory).map_err(|e| IndexError::engine(&dir, e))?;
            let metas = index.load_metas().map_err(|e| IndexError::engine(&dir, e))?;
            let payload = metas.payload.clone();
            let payload = payload.ok_or_else(|| IndexError::corrupt(&meta, UNCOMMITTED))?;
            Ok((index, metas, Generation::parse(self.layout, &payload)?))
        });
        self.count(&meta);
        self.count(&managed);
        let (index, metas, generation) = match opened {
            Ok(opened) => opened,
            Err(IndexError::Io { path, source, .. }) if source.kind() == std::io::ErrorKind::NotFound => {
                self.fault(path, "is missing");
                return Ok(None);
            }
            Err(error) => return self.note(Err(error), &meta).map(|()| None),
        };
        for (file, _) in segment_files(self.layout, &index, &metas) {
            self.count(&dir.join(&file));
            self.note(segment_file(self.layout, &index, &file), &dir.join(&file))?;
        }
        Ok(Some((index, generation)))
    }

    /// The manifest; where the commit message is lost that names its checksum, it is taken as it reads.
    fn manifest(&mut self, generation: Option<&Generation>) -> Result<Option<Manifest>, IndexError> {
        let read = match generation {
            Some(generation) => integrity::manifest(self.layout, generation).map(|(manifest, _)| manifest),
            None => as_it_reads(self.layout),
        };
        self.count(&self.layout.manifest());
        match read {
            Ok(manifest) => Ok(Some(manifest)),
            Err(error) => self.note(Err(error), &self.layout.manifest()).map(|()| None),
        }
    }

    fn records(&mut self, manifest: &Manifest) -> Result<(), IndexError> {
        let mut lost: BTreeMap<PathBuf, (String, Vec<String>)> = BTreeMap::new();
        for (path, entry) in &manifest.articles {
            let why = match read_record(self.layout, entry.record) {
                Ok(record) if record.article.path == *path && record.article.id == entry.id => continue,
                Ok(_) => "holds another article than the manifest says".to_owned(),
                Err(IndexError::Corrupt { reason, .. }) => reason,
                Err(error) => return Err(error),
            };
            let lost = lost.entry(self.layout.segment(entry.record.segment)).or_insert((why, Vec::new()));
            lost.1.push(path.clone());
        }
        for segment in used(manifest) {
            self.count(&self.layout.segment(segment));
        }
        self.found.faults.extend(lost.into_iter().map(|(file, (reason, articles))| Fault { file, reason, articles }));
        Ok(())
    }

    fn vectors(&mut self, generation: &Generation) -> Result<(), IndexError> {
        let Some(of) = &generation.vectors else { return Ok(()) };
        let whole = self.layout.vectors(of.file);
        self.count(&whole);
        if let Some(since) = &of.since {
            self.count(&self.layout.vectors_since(since.file));
        }
        self.note(Vectors::open(self.layout, of).and_then(|vectors| vectors.verify()), &whole)
    }

    /// Whether the engine holds the articles that the manifest names, each with as many statements, and their records lie
    /// where both say.
    fn agreement(&self, manifest: &Manifest) -> Result<(), IndexError> {
        let reader = Reader::open(&self.layout.dir)?;
        let heads = reader.heads()?;
        let said: BTreeMap<&str, _> = heads.iter().map(|head| (head.article.path.as_str(), head.record)).collect();
        let known: BTreeMap<&str, _> = manifest.articles.iter().map(|(path, e)| (path.as_str(), e.record)).collect();
        let mut statements = true;
        for Entry { id, statements: count, .. } in manifest.articles.values() {
            statements &= reader.statements_of(id)? == *count as u64;
        }
        if said == known && heads.len() == said.len() && statements {
            return Ok(());
        }
        let meta = self.layout.engine().join("meta.json");
        Err(IndexError::corrupt(&meta, "lists segments that do not hold what the manifest says"))
    }

    /// Counts a file in.
    fn count(&mut self, file: &Path) {
        if let Ok(about) = fs::metadata(file) {
            self.found.files += 1;
            self.found.bytes += about.len();
        }
    }

    fn fault(&mut self, file: PathBuf, reason: &str) {
        self.found.faults.push(Fault { file, reason: reason.to_owned(), articles: Vec::new() });
    }

    /// Makes a fault of damage that was met at `file`; passes on what is none.
    fn note(&mut self, met: Result<(), IndexError>, file: &Path) -> Result<(), IndexError> {
        match met {
            Ok(()) => Ok(()),
            Err(IndexError::Corrupt { file, reason }) => {
                self.fault(file, &reason);
                Ok(())
            }
            // A commit message that was read is as it was written: then another version did write it.
            Err(error @ (IndexError::Denied { .. } | IndexError::Missing(_) | IndexError::Format { .. })) => Err(error),
            Err(_) => {
                self.fault(file.to_owned(), DIFFERS);
                Ok(())
            }
        }
    }
}

/// The manifest as it stands there, whatever its checksum was.
pub(crate) fn as_it_reads(layout: &Layout) -> Result<Manifest, IndexError> {
    let path = layout.manifest();
    match crate::layout::read_if_there(&path)? {
        Some(bytes) => Manifest::read(layout, &bytes, &path),
        None => Err(IndexError::corrupt(&path, "is missing")),
    }
}

/// The records segments that the articles of a manifest lie in.
fn used(manifest: &Manifest) -> BTreeSet<u64> {
    manifest.articles.values().map(|entry| entry.record.segment).collect()
}

//! Making a damaged index whole again from what is sound in it.
//!
//! Records are what cannot be made of anything else here, and each has a checksum of its own; so the engine's index, the
//! roles and the manifest are always made anew of the records, in one way whatever was damaged. What an article's file
//! looked like stands in the manifest; where that is lost, the engine still knows where each record lies, and every file is
//! read once more by the next run. Vectors are kept where they are sound. Whatever is cut off, the next repair begins from
//! what this one began from.

use crate::check::as_it_reads;
use crate::copies::{self, Sketching};
use crate::directory::{ReadDirectory, WriteDirectory};
use crate::layout::{Generation, Layout, write_durably};
use crate::lock::WriterLock;
use crate::manifest::{Fingerprint, Manifest, Refused};
use crate::records::read_record;
use crate::schema::Fields;
use crate::stored::Location;
use crate::vectors::{Vectors, VectorsRef};
use crate::writer::Opened;
use crate::{Checkup, Embedding, IndexError, OnDamage, Reader, Summary, Writer, check, foreign, integrity};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use tantivy::Index;

/// What became of a damaged index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Repaired {
    /// What was found before.
    pub found: Checkup,
    /// The articles whose records are lost, by path. They no longer answer; their files have to be read again.
    pub lost: Vec<String>,
    /// Each corpus' name with the absolute path of its folder, as far as it is known.
    pub roots: BTreeMap<String, PathBuf>,
    /// The generation that was made; none where nothing was damaged.
    pub made: Option<Summary>,
}

/// Finds what is damaged in the index at `dir` and makes it whole again, without the articles whose records are lost. With
/// `embedding`, vectors that were damaged are made again; without, there are none until a run has a model.
///
/// # Errors
/// As [`check`]; [`IndexError::Locked`], [`IndexError::Denied`], [`IndexError::Full`]; [`IndexError::Corrupt`] where it is no longer
/// known which records count.
pub fn repair(dir: impl AsRef<Path>, embedding: Option<Embedding<'_>>) -> Result<Repaired, IndexError> {
    let layout = Layout::new(dir.as_ref());
    // Whatever is sound or no index at all is not written to, not even a lock.
    let found = check(&layout.dir)?;
    if found.faults.is_empty() {
        if !layout.manifest().exists() {
            // A run was cut off just before the manifest took its name: that is what opening makes up for.
            Writer::open(&layout.dir, OnDamage::Fail)?;
        }
        return Ok(Repaired { found, ..Repaired::default() });
    }
    let lock = WriterLock::take(&layout)?;
    let found = check(&layout.dir)?;
    if found.faults.is_empty() {
        return Ok(Repaired { found, ..Repaired::default() });
    }
    let Salvage { articles, refused, roots, folders, columns, generation, manifest_lost, vectors } = salvage(&layout)?;
    let manifest = Manifest::without_articles(generation, roots.clone(), folders, columns, refused);
    let mut writer = Writer::begin(layout.clone(), lock, Opened { manifest, vectors, ..Opened::default() });
    let mut lost = Vec::new();
    for (path, known) in articles {
        match read_record(&layout, known.record) {
            Ok(record) if record.article.path == path => {
                writer.know(&record, known.file, known.record, copies::sketch(&record));
            }
            Ok(_) | Err(IndexError::Corrupt { .. }) => lost.push(path),
            Err(error) => return Err(error),
        }
    }
    writer.changed = true;
    if !lost.is_empty() {
        writer.texts.uncounted();
    }
    if manifest_lost {
        // What only the engine knew is written down before the engine's files go.
        let bytes = writer.manifest.write(&layout)?;
        write_durably(&layout.manifest(), &bytes)?;
    }
    foreign::clear_engine(&layout)?;
    let dir = layout.engine();
    fs::create_dir_all(&dir).map_err(|e| IndexError::write(&dir, e))?;
    fs::create_dir_all(layout.records()).map_err(|e| IndexError::write(&layout.records(), e))?;
    let engine = |e| IndexError::engine(&dir, e);
    let directory = WriteDirectory::open(&dir).map_err(|e| engine(e.into()))?;
    let index = Index::create(directory, Fields::new().schema, Default::default()).map_err(engine)?;
    writer.write_to(&index)?;
    let places: Vec<Location> = writer.manifest.articles.values().map(|entry| entry.record).collect();
    for at in places {
        let record = read_record(&layout, at)?;
        writer.document(&record, at, &mut Sketching::default())?;
    }
    let made = writer.commit_with(embedding)?;
    Ok(Repaired { found, lost, roots, made: Some(made) })
}

/// What is still known of an article.
struct Known {
    file: Fingerprint,
    record: Location,
}

/// What is still known of an index.
struct Salvage {
    articles: BTreeMap<String, Known>,
    refused: BTreeMap<String, Refused>,
    roots: BTreeMap<String, PathBuf>,
    folders: BTreeSet<PathBuf>,
    columns: BTreeMap<String, String>,
    /// No file of the index is of a later generation.
    generation: u64,
    manifest_lost: bool,
    vectors: Option<(Vectors, VectorsRef)>,
}

fn salvage(layout: &Layout) -> Result<Salvage, IndexError> {
    let committed = committed(layout);
    let manifest = match &committed {
        Some(generation) => integrity::manifest(layout, generation).map(|(manifest, _)| manifest),
        None => as_it_reads(layout),
    };
    let manifest_lost = manifest.is_err();
    let (articles, refused, roots, folders, columns) = match manifest {
        Ok(manifest) => {
            let articles = manifest.articles.into_iter();
            let articles = articles.map(|(path, e)| (path, Known { file: e.file, record: e.record })).collect();
            (articles, manifest.refused, manifest.roots, manifest.folders, manifest.columns)
        }
        Err(IndexError::Corrupt { file, reason }) => {
            let Ok(reader) = Reader::without_manifest(layout) else {
                let reason = format!("{reason}, and what it said cannot be told from the rest");
                return Err(IndexError::corrupt(&file, reason));
            };
            // Of no file that is known: whichever file stands at its path is read.
            let known = |record| Known { file: Fingerprint::default(), record };
            let articles = reader.heads()?.iter().map(|head| (head.article.path.clone(), known(head.record))).collect();
            (articles, BTreeMap::new(), reader.roots().clone(), BTreeSet::new(), reader.named_columns().clone())
        }
        Err(error) => return Err(error),
    };
    let numbers = foreign::segments(layout).into_iter().map(|(segment, _)| segment);
    let numbers = numbers.chain(foreign::role_tables(layout).into_iter().map(|(generation, _)| generation));
    let generation = numbers.chain(committed.as_ref().map(|g| g.generation)).max().unwrap_or_default();
    let of = committed.and_then(|generation| generation.vectors);
    let vectors = of.and_then(|of| {
        let vectors = Vectors::open(layout, &of).ok().filter(|vectors| vectors.verify().is_ok())?;
        Some((vectors, of))
    });
    Ok(Salvage { articles, refused, roots, folders, columns, generation, manifest_lost, vectors })
}

/// The commit message, where that is still what was written.
fn committed(layout: &Layout) -> Option<Generation> {
    let index = Index::open(ReadDirectory::open(&layout.engine()).ok()?.without_list()).ok()?;
    Generation::parse(layout, &index.load_metas().ok()?.payload?).ok()
}

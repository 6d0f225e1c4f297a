//! What the engine is given, in lots that it can wait with, and what it says when it fails.

use crate::IndexError;
use crate::layout::{Layout, write_durably};
use std::fs;
use tantivy::indexer::UserOperation;
use tantivy::{IndexWriter, TantivyDocument};

/// Documents that are handed to the engine at once. As many as ten thousand such lots wait for it, whatever they hold.
const AT_ONCE: usize = 4;
/// Bytes that a lot may have before it is handed over with fewer.
const LARGE: usize = 4 << 10;

/// A document, and how many bytes it takes.
pub(crate) struct Weighed(pub TantivyDocument, pub usize);

/// Hands documents to the engine in order, none made before there is room for it; nothing where there is no engine.
pub(crate) fn put(
    engine: &Option<IndexWriter>,
    layout: &Layout,
    mut documents: impl Iterator<Item = Result<Weighed, IndexError>>,
) -> Result<(), IndexError> {
    let Some(engine) = engine else { return Ok(()) };
    loop {
        let (mut some, mut bytes) = (Vec::with_capacity(AT_ONCE), 0);
        while some.len() < AT_ONCE && bytes < LARGE {
            let Some(next) = documents.next() else { break };
            let Weighed(document, size) = next?;
            some.push(UserOperation::Add(document));
            bytes += size;
        }
        if some.is_empty() {
            return Ok(());
        }
        engine.run(some).map_err(|e| blame(layout, IndexError::engine(&layout.engine(), e)))?;
    }
}

/// The engine says no more of a thread that met a full disk than that it was killed: whether the disk is full is tried.
pub(crate) fn blame(layout: &Layout, error: IndexError) -> IndexError {
    if !matches!(error, IndexError::Engine { .. }) {
        return error;
    }
    let probe = layout.dir.join("probe");
    let tried = write_durably(&probe, &vec![0; 1 << 20]);
    // A probe that cannot be removed is a megabyte at most, and overwritten by the next one.
    let _ = fs::remove_file(&probe);
    match tried {
        Err(full @ IndexError::Full(_)) => full,
        _ => error,
    }
}

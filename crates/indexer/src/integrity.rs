//! Whether files are what was written: each compared with its checksum.

use crate::IndexError;
use crate::layout::{Generation, Layout, checksum, read_if_there};
use crate::manifest::Manifest;
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use tantivy::Index;
use tantivy::index::{IndexMeta, SegmentComponent};

/// What is said of a file whose checksum differs.
pub(crate) const DIFFERS: &str = "is not what was written (its checksum differs)";

/// What is said of the engine's list of segments where a repair was cut off.
pub(crate) const UNCOMMITTED: &str = "was made and never committed to";

/// The names that files of a commit's segments may have.
pub(crate) fn used(metas: &IndexMeta) -> HashSet<PathBuf> {
    let mut names = metas.list_segment_files();
    for segment in metas.segments.iter().filter(|segment| !segment.has_deletes()) {
        names.remove(&segment.relative_path(SegmentComponent::Delete));
    }
    names
}

/// The files of the engine's segments, with their sizes in bytes; none where one is missing.
pub(crate) fn segment_files(layout: &Layout, index: &Index, metas: &IndexMeta) -> Vec<(PathBuf, Option<u64>)> {
    // The engine tells every name that a file of a segment could have, and notes which it has made.
    let made = index.directory().list_managed_files();
    let size = |file: &Path| fs::metadata(layout.engine().join(file)).ok().map(|about| about.len());
    let files = used(metas).into_iter().map(|file| (size(&file), file));
    let files = files.filter(|(size, file)| size.is_some() || made.contains(file));
    let mut files: Vec<_> = files.map(|(size, file)| (file, size)).collect();
    files.sort();
    files
}

/// Compares a file of the engine's with the checksum at its end.
///
/// # Errors
/// [`IndexError::Corrupt`] where it differs, or the file is missing.
pub(crate) fn segment_file(layout: &Layout, index: &Index, file: &Path) -> Result<(), IndexError> {
    match index.directory().validate_checksum(file) {
        Ok(true) => Ok(()),
        Ok(false) => Err(IndexError::corrupt(&layout.engine().join(file), DIFFERS)),
        Err(error) => Err(IndexError::engine(&layout.engine(), error.into())),
    }
}

/// Whether every file of the engine's is there. What they hold is compared when it is read (`blocks`).
///
/// # Errors
/// [`IndexError::Corrupt`] where one is missing.
pub(crate) fn all_there(layout: &Layout, index: &Index, metas: &IndexMeta) -> Result<(), IndexError> {
    match segment_files(layout, index, metas).into_iter().find(|(_, size)| size.is_none()) {
        Some((missing, _)) => Err(IndexError::corrupt(&layout.engine().join(missing), "is missing")),
        None => Ok(()),
    }
}

/// The manifest of this generation and where it lies: under its own name, or still under its `.next` one.
///
/// # Errors
/// [`IndexError::Corrupt`] where neither is what was written.
pub(crate) fn manifest_bytes(layout: &Layout, generation: &Generation) -> Result<(Vec<u8>, PathBuf), IndexError> {
    for path in [layout.manifest(), layout.next_manifest()] {
        if let Some(bytes) = read_if_there(&path)?
            && checksum(&bytes) == generation.manifest
        {
            return Ok((bytes, path));
        }
    }
    let reason = match layout.manifest().try_exists() {
        Ok(false) => "is missing",
        _ => DIFFERS,
    };
    Err(IndexError::corrupt(&layout.manifest(), reason))
}

/// As [`manifest_bytes`], read.
pub(crate) fn manifest(layout: &Layout, generation: &Generation) -> Result<(Manifest, PathBuf), IndexError> {
    let (bytes, path) = manifest_bytes(layout, generation)?;
    Ok((Manifest::read(layout, &bytes, &path)?, path))
}

//! What in a folder is this program's, so that nothing else is ever overwritten or removed.
//!
//! An index may lie beside other files, and whoever names the wrong folder with `--index` may have a `manifest.json` or a
//! `records` folder of their own in it. So a folder without any sign of an index is refused as soon as one of the names
//! that an index uses is taken, and a damaged index is cleared file by file, by the names that this program and its
//! engine give. A marker file was not used: it can be lost with the rest.

use crate::IndexError;
use crate::layout::{Layout, read_beginning};
use std::fs;
use std::io::{Error, ErrorKind, Result as IoResult};
use std::path::{Path, PathBuf};

/// Refuses a folder in which an index would be in the way of what is already there.
///
/// # Errors
/// [`IndexError::Foreign`].
pub(crate) fn refuse(layout: &Layout) -> Result<(), IndexError> {
    refuse_file(layout)?;
    if is_ours(layout) {
        return Ok(());
    }
    let taken = [layout.manifest(), layout.next_manifest(), layout.lock(), layout.records(), layout.engine()];
    match taken.iter().find(|path| holds_something(path)) {
        Some(path) => {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Err(IndexError::Foreign {
                dir: layout.dir.clone(),
                what: format!("the `{name}` in it is not one of this program"),
            })
        }
        None => Ok(()),
    }
}

/// Refuses a file in the place of a folder.
///
/// # Errors
/// [`IndexError::Foreign`].
pub(crate) fn refuse_file(layout: &Layout) -> Result<(), IndexError> {
    if layout.dir.is_file() {
        return Err(IndexError::Foreign { dir: layout.dir.clone(), what: "it is a file".to_owned() });
    }
    Ok(())
}

/// Whether there is any sign that an index was made here, sound or not.
fn is_ours(layout: &Layout) -> bool {
    let begins = |path: PathBuf, with: &[u8]| {
        read_beginning(&path, with.len() as u64).ok().flatten().is_some_and(|beginning| beginning == with)
    };
    begins(layout.lock(), b"process ")
        || begins(layout.manifest(), b"{\"format\":")
        || layout.engine().join("meta.json").is_file()
        || layout.engine().join(".managed.json").is_file()
}

/// Whether something lies at `path` that would be lost: a file with content, or a folder with entries.
fn holds_something(path: &Path) -> bool {
    match fs::read_dir(path) {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => fs::symlink_metadata(path).is_ok_and(|about| about.len() > 0 || !about.is_file()),
    }
}

/// Removes everything that an index is made of, and nothing else that lies in its folder.
///
/// # Errors
/// [`IndexError::Denied`] and what else removing meets.
pub(crate) fn clear(layout: &Layout) -> Result<(), IndexError> {
    let files = [vector_files, vector_changes, article_files, article_changes].into_iter();
    let files = files.flat_map(|list| list(layout)).map(|(_, path)| path);
    let records = segments(layout).into_iter().map(|(segment, _)| layout.segment(segment));
    remove([layout.manifest()].into_iter().chain(files).chain(records))?;
    clear_engine(layout)?;
    for folder in [layout.engine(), layout.records()] {
        // A folder that holds something else stays, and what an index needs of it is made again beside that.
        let removed = fs::remove_dir(&folder).or_else(|e| match e.kind() {
            ErrorKind::DirectoryNotEmpty => Ok(()),
            _ => Err(e),
        });
        unless_missing(removed).map_err(|e| IndexError::write(&folder, e))?;
    }
    Ok(())
}

/// Removes the engine's files, the roles, and a manifest that never took its name.
///
/// # Errors
/// As [`clear`].
pub(crate) fn clear_engine(layout: &Layout) -> Result<(), IndexError> {
    let tables = role_tables(layout).into_iter().map(|(_, path)| path);
    // The list of segments goes first: without it nothing is an index, whatever else is still there.
    let first = [layout.engine().join("meta.json"), layout.next_manifest()];
    remove(first.into_iter().chain(tables).chain(engine_files(layout)))
}

/// Removes these files, as far as they are there.
///
/// # Errors
/// As [`clear`].
pub(crate) fn remove(files: impl Iterator<Item = PathBuf>) -> Result<(), IndexError> {
    for file in files {
        unless_missing(fs::remove_file(&file)).map_err(|e| IndexError::write(&file, e))?;
    }
    Ok(())
}

fn unless_missing(done: IoResult<()>) -> IoResult<()> {
    done.or_else(|e: Error| if e.kind() == ErrorKind::NotFound { Ok(()) } else { Err(e) })
}

/// The engine's files: its own few by name, and those of segments.
fn engine_files(layout: &Layout) -> Vec<PathBuf> {
    let own = |name: &str| name == "meta.json" || name == ".managed.json" || name.starts_with(".tantivy-");
    in_engine(layout, own).into_iter().chain(of_segments(layout)).collect()
}

/// The files of the engine's segments, each named by 32 hexadecimal digits, whether a commit counts them or not.
pub(crate) fn of_segments(layout: &Layout) -> Vec<PathBuf> {
    in_engine(layout, |name| {
        let (id, ending) = name.split_once('.').unwrap_or_default();
        id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit()) && !ending.is_empty()
    })
}

fn in_engine(layout: &Layout, named: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let files = fs::read_dir(layout.engine()).into_iter().flatten().flatten();
    files.filter(|file| file.file_name().to_str().is_some_and(&named)).map(|file| file.path()).collect()
}

/// The records segments that lie there, with their sizes in bytes.
pub(crate) fn segments(layout: &Layout) -> Vec<(u64, u64)> {
    let files = fs::read_dir(layout.records()).into_iter().flatten().flatten();
    files
        .filter_map(|file| {
            let number = file.file_name().to_str()?.strip_suffix(".jsonl")?.parse().ok()?;
            // "7.jsonl" has a number too, but no name that this program gives.
            let ours = file.path() == layout.segment(number);
            ours.then_some((number, file.metadata().ok()?.len()))
        })
        .collect()
}

/// The role tables that lie there, with their generations.
pub(crate) fn role_tables(layout: &Layout) -> Vec<(u64, PathBuf)> {
    numbered(layout, "roles-", ".json")
}

/// The files of all articles that lie there, with the generations that wrote them.
pub(crate) fn article_files(layout: &Layout) -> Vec<(u64, PathBuf)> {
    numbered(layout, "articles-", ".bin")
}

/// The files of what has changed in articles since, with the generations that wrote them.
pub(crate) fn article_changes(layout: &Layout) -> Vec<(u64, PathBuf)> {
    numbered(layout, "articles-", ".since")
}

/// The files of vectors that lie there, with the generations that wrote them.
pub(crate) fn vector_files(layout: &Layout) -> Vec<(u64, PathBuf)> {
    numbered(layout, "vectors-", ".bin")
}

/// The files of what has changed in vectors since, with the generations that wrote them.
pub(crate) fn vector_changes(layout: &Layout) -> Vec<(u64, PathBuf)> {
    numbered(layout, "vectors-", ".since")
}

fn numbered(layout: &Layout, prefix: &str, suffix: &str) -> Vec<(u64, PathBuf)> {
    let files = fs::read_dir(&layout.dir).into_iter().flatten().flatten();
    files
        .filter_map(|file| {
            let name = file.file_name();
            let generation = name.to_str()?.strip_prefix(prefix)?.strip_suffix(suffix)?.parse().ok()?;
            Some((generation, file.path()))
        })
        .collect()
}

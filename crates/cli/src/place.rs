//! Which index.

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// The folder that a clone keeps its articles in.
pub const CORPUS: &str = "corpus";
const INDEX: &str = "index";

/// The index to use: the one that was given, else `./index` if there is one (or would be, in a clone of the project),
/// else the user's data directory.
///
/// # Errors
/// Nothing was given and the system does not say where user data belongs.
pub fn index_dir(given: Option<&Path>) -> Result<PathBuf> {
    if let Some(dir) = given {
        return Ok(dir.to_owned());
    }
    let here = Path::new(INDEX);
    if here.is_dir() || default_corpus().is_some() {
        return Ok(here.to_owned());
    }
    data_dir()
        .map(|d| d.join("rolecall").join(INDEX))
        .context("where to keep the index is not known: HOME is not set: use --index DIR")
}

/// `./corpus`, if it is there.
pub fn default_corpus() -> Option<PathBuf> {
    let corpus = Path::new(CORPUS);
    corpus.is_dir().then(|| corpus.to_owned())
}

fn data_dir() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    if cfg!(windows) {
        return set("LOCALAPPDATA");
    }
    let home = set("HOME")?;
    if cfg!(target_os = "macos") {
        return Some(home.join("Library/Application Support"));
    }
    Some(set("XDG_DATA_HOME").filter(|d| d.is_absolute()).unwrap_or_else(|| home.join(".local/share")))
}

//! Which sentence model, if any.
//!
//! Without one everything works, by words alone. That it is missing is told where it makes a difference, with the way to
//! change it; nothing is fetched unasked but once, before the first index of a clone.

use crate::progress::Bar;
use anyhow::{Context, Result};
use rolecall_embedding::{MiniLm, ModelFiles, Progress};
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;

/// How to turn paraphrase matching on.
pub(crate) const TURN_ON: &str = "run `search model` to fetch the sentence model (90 MB), then `search ingest` again";

/// How long a fetch that nobody asked for may hold up the first answer.
const PATIENCE: Duration = Duration::from_secs(100);

/// The choice of `--model`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Model {
    /// That of the user's cache, if it is there.
    Auto,
    /// None: by words alone.
    None,
    /// That of this folder.
    Folder(PathBuf),
}

impl From<OsString> for Model {
    /// An empty name, as an environment variable may hold it, is `auto`.
    fn from(name: OsString) -> Self {
        match name.to_str() {
            Some("" | "auto") => Self::Auto,
            Some("none") => Self::None,
            _ => Self::Folder(name.into()),
        }
    }
}

impl Model {
    /// Loads the model; none where there is none to be had, or none is wanted.
    ///
    /// # Errors
    /// A folder was named that holds no model that can be used.
    pub fn load(&self) -> Result<Option<MiniLm>> {
        let files = match self {
            Self::None => return Ok(None),
            Self::Folder(dir) => ModelFiles::open(dir)
                .context("`--model` (or ROLECALL_MODEL) takes the folder of a model, `auto` or `none`")?,
            Self::Auto => match ModelFiles::cache_dir().and_then(|dir| ModelFiles::open(&dir)) {
                Ok(files) => files,
                Err(_) => return Ok(None),
            },
        };
        Ok(Some(MiniLm::load(&files)?))
    }

    /// Loads the model, and tries to fetch it where the cache has none. That it cannot be had is said in one line.
    ///
    /// # Errors
    /// As [`Model::load`].
    pub(crate) fn load_or_fetch(&self) -> Result<Option<MiniLm>> {
        let loaded = self.load()?;
        if loaded.is_some() || *self != Self::Auto {
            return Ok(loaded);
        }
        let _ = writeln!(io::stderr(), "Fetching the sentence model, once (90 MB)");
        match fetch_within(Some(PATIENCE)) {
            Ok(_) => self.load(),
            Err(_) => Ok(None),
        }
    }
}

/// Brings the model into the user's cache, with a bar on standard error; its folder.
///
/// # Errors
/// No way to it worked, or there is no place for it.
pub fn fetch() -> Result<PathBuf> {
    fetch_within(None)?;
    Ok(ModelFiles::cache_dir()?)
}

fn fetch_within(limit: Option<Duration>) -> rolecall_embedding::Result<ModelFiles> {
    let bar = Bar::bytes("fetching the model");
    let fetched = ModelFiles::fetch(limit, &mut |at: Progress| bar.at(at.done, at.total));
    bar.finish();
    fetched
}

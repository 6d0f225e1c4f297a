//! Where the articles' files are, for whoever wants to open one.

use crate::layout::Layout;
use crate::{IndexError, Reader};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;

impl Reader {
    /// Each corpus' name with the absolute path of its folder, as the newest run left them; empty where that cannot be
    /// told. Only the manifest's second line is read: the rest is as long as the corpus.
    ///
    /// # Errors
    /// [`IndexError::Denied`] and what else reading meets.
    pub fn roots(&self) -> Result<BTreeMap<String, PathBuf>, IndexError> {
        roots(&self.layout)
    }
}

fn roots(layout: &Layout) -> Result<BTreeMap<String, PathBuf>, IndexError> {
    let path = layout.manifest();
    let failed = |e| IndexError::read(&path, e);
    let line = BufReader::new(File::open(&path).map_err(failed)?).lines().nth(1);
    let line = line.transpose().map_err(failed)?.unwrap_or_default();
    let object = line.strip_prefix("\"roots\":").map(|l| l.strip_suffix(',').unwrap_or(l));
    Ok(object.and_then(|o| serde_json::from_str(o).ok()).unwrap_or_default())
}

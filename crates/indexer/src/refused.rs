//! Which files gave no article, for whoever wants to mend them.

use crate::layout::Layout;
use crate::{IndexError, Reader};
use serde::Deserialize;
use std::collections::BTreeMap;

impl Reader {
    /// Each file that the newest run could not take, by path, with the reason; empty where nothing was refused. Reads the
    /// whole manifest, so it is for those who look at a corpus, not for those who ask.
    ///
    /// # Errors
    /// [`IndexError::Denied`], [`IndexError::Corrupt`] and what else reading meets.
    pub fn refused(&self) -> Result<BTreeMap<String, String>, IndexError> {
        refused(&self.layout)
    }
}

fn refused(layout: &Layout) -> Result<BTreeMap<String, String>, IndexError> {
    #[derive(Deserialize)]
    struct Why {
        reason: String,
    }
    #[derive(Deserialize)]
    struct Part {
        #[serde(default)]
        refused: BTreeMap<String, Why>,
    }
    let path = layout.manifest();
    let bytes = std::fs::read(&path).map_err(|e| IndexError::read(&path, e))?;
    let part: Part =
        serde_json::from_slice(&bytes).map_err(|e| IndexError::corrupt(&path, format!("is not a manifest ({e})")))?;
    Ok(part.refused.into_iter().map(|(path, why)| (path, why.reason)).collect())
}

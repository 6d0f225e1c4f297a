//! Which files gave no article, for whoever wants to mend them.

use crate::integrity::manifest_bytes;
use crate::{IndexError, Reader};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// How often reading begins again because a run has committed meanwhile.
const ATTEMPTS: usize = 10;

impl Reader {
    /// Each file that the newest run could not take, by path, with the reason; empty where nothing was refused. Reads the
    /// whole of `manifest.json`, so it is for those who look at a corpus, not for those who ask.
    ///
    /// # Errors
    /// [`IndexError::Denied`], [`IndexError::Corrupt`], and [`IndexError::Outdated`] where runs commit faster than it can be read.
    pub fn refused(&self) -> Result<BTreeMap<String, String>, IndexError> {
        #[derive(Deserialize)]
        struct Why {
            reason: String,
        }
        #[derive(Deserialize)]
        struct Part {
            #[serde(default)]
            refused: BTreeMap<String, Why>,
        }
        let (bytes, path) = self.newest_manifest()?;
        let part: Part = serde_json::from_slice(&bytes)
            .map_err(|e| IndexError::corrupt(&path, format!("is not a manifest ({e})")))?;
        Ok(part.refused.into_iter().map(|(path, why)| (path, why.reason)).collect())
    }

    fn newest_manifest(&self) -> Result<(Vec<u8>, PathBuf), IndexError> {
        for _ in 0..ATTEMPTS {
            let newest = self.newest()?;
            match manifest_bytes(&self.layout, &newest) {
                Err(IndexError::Corrupt { .. }) if self.newest()? != newest => {}
                read => return read,
            }
        }
        Err(IndexError::Outdated(self.layout.dir.clone()))
    }
}

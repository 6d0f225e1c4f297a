//! Where the articles' files are, for whoever wants to open one.
//!
//! A folder's path stands in the manifest and the commit message as a string. Where the system allows a path that is no text (on Unix any bytes
//! do), such a one stands there as its bytes: one odd folder must not make the whole index unwritable.

use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A path as it is written.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum OnDisk {
    Text(String),
    Bytes(Vec<u8>),
}

impl From<&Path> for OnDisk {
    fn from(path: &Path) -> Self {
        match path.to_str() {
            Some(text) => Self::Text(text.to_owned()),
            None => Self::Bytes(path.as_os_str().as_encoded_bytes().to_owned()),
        }
    }
}

impl From<OnDisk> for PathBuf {
    fn from(path: OnDisk) -> Self {
        match path {
            OnDisk::Text(text) => text.into(),
            OnDisk::Bytes(bytes) => of_bytes(bytes),
        }
    }
}

#[cfg(unix)]
fn of_bytes(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(bytes).into()
}

#[cfg(not(unix))]
fn of_bytes(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

/// Roots as they are written.
pub(crate) struct Written<'r>(pub(crate) &'r BTreeMap<String, PathBuf>);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, path) in self.0 {
            map.serialize_entry(name, &OnDisk::from(path.as_path()))?;
        }
        map.end()
    }
}

/// Reads what [`Written`] wrote.
pub(crate) fn deserialize<'d, D: Deserializer<'d>>(deserializer: D) -> Result<BTreeMap<String, PathBuf>, D::Error> {
    let roots = BTreeMap::<String, OnDisk>::deserialize(deserializer)?;
    Ok(roots.into_iter().map(|(name, path)| (name, path.into())).collect())
}

/// Folders as they are written.
pub(crate) struct Folders<'f>(pub(crate) &'f BTreeSet<PathBuf>);

impl Serialize for Folders<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|path| OnDisk::from(path.as_path())))
    }
}

/// Reads what [`Folders`] wrote.
pub(crate) fn folders<'d, D: Deserializer<'d>>(deserializer: D) -> Result<BTreeSet<PathBuf>, D::Error> {
    Ok(Vec::<OnDisk>::deserialize(deserializer)?.into_iter().map(PathBuf::from).collect())
}

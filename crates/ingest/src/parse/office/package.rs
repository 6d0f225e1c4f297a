//! The ZIP archive that every office document is: its parts by name, in memory, within bounds.
//!
//! Parts are read by the names that the format gives them and never written anywhere, so no name in an archive can lead
//! out of it. What an archive says of its sizes is not believed; what comes out of it is counted.

use super::super::decode;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// An opened document.
pub(in crate::parse) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unpacked.
    left: u64,
}

/// All parts that are read of one document may hold so many bytes,
const MOST: u64 = 256 << 20;
/// and beyond so many, so many times those of the file.
const FREE: u64 = 16 << 20;
const RATIO: u64 = 100;

impl<'a> Package<'a> {
    /// Reads the list of parts.
    ///
    /// # Errors
    /// One phrase where there is none: the file is cut off or no archive.
    pub(in crate::parse) fn open(bytes: &'a [u8]) -> Result<Self, String> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| format!("its list of parts is damaged: {e}"))?;
        Ok(Self { archive, left: MOST.min(FREE.max(bytes.len() as u64 * RATIO)) })
    }

    /// Whether there is a part of this name.
    pub(in crate::parse) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The bytes of a part; `None` where there is none.
    ///
    /// # Errors
    /// One phrase: the part is damaged, locked or too large.
    pub(in crate::parse) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, String> {
        let mut bytes = Vec::new();
        match self.archive.by_name(name) {
            Ok(part) => {
                let read = part.take(self.left + 1).read_to_end(&mut bytes);
                read.map_err(|e| format!("{name} in it is damaged: {e}"))?;
            }
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(e) if e.to_string().to_lowercase().contains("password") => {
                return Err("it is locked with a password: save it without one".into());
            }
            Err(e) => return Err(format!("{name} in it cannot be read: {e}")),
        }
        let size = bytes.len() as u64;
        if size > self.left {
            return Err(format!("{name} in it unpacks to far more than a document holds"));
        }
        self.left -= size;
        Ok(Some(bytes))
    }

    /// How many bytes all parts together have, which stay within what a document holds, for those who unpack them by themselves.
    ///
    /// # Errors
    /// One phrase where they do not.
    pub(in crate::parse) fn within_bounds(&mut self) -> Result<u64, String> {
        let all = self.left;
        for i in 0..self.archive.len() {
            let Ok(part) = self.archive.by_index(i) else { continue };
            let size = std::io::copy(&mut part.take(self.left + 1), &mut std::io::sink()).unwrap_or(0);
            if size > self.left {
                return Err("it unpacks to far more than a document holds".into());
            }
            self.left -= size;
        }
        Ok(all - self.left)
    }

    /// The text of a part that the format cannot do without.
    ///
    /// # Errors
    /// As [`Package::part`], and where it is missing.
    pub(in crate::parse) fn text(&mut self, name: &str) -> Result<String, String> {
        self.optional(name)?.ok_or_else(|| format!("{name} is missing in it"))
    }

    /// The text of a part that may be missing.
    ///
    /// # Errors
    /// As [`Package::part`].
    pub(in crate::parse) fn optional(&mut self, name: &str) -> Result<Option<String>, String> {
        Ok(self.part(name)?.map(|bytes| decode::decode(&bytes).text))
    }
}

//! Writing a file of vectors, section by section.
//!
//! Rows lie in memory once at most, where they were just made; those of an older file go from its map to the new file. The
//! checksum stands in the first line and is known last, so that line is written twice, of one length both times.

use super::file::{FORMAT, Head};
use super::{Small, Vectors};
use crate::IndexError;
use crate::blocks::Summing;
use rolecall_embedding::Words;
use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::Path;

/// A text and where its vectors come from.
pub(crate) struct Row<'r> {
    key: u64,
    count: u32,
    from: From<'r>,
}

enum From<'r> {
    Fresh(&'r Small),
    Older(&'r Vectors, usize),
}

impl<'r> Row<'r> {
    /// A text of this key that stands in `count` statements, and was just embedded.
    pub fn fresh(key: u64, count: u32, small: &'r Small) -> Self {
        Self { key, count, from: From::Fresh(small) }
    }

    /// The same, whose vectors are those of row `row`.
    pub fn older(key: u64, count: u32, vectors: &'r Vectors, row: usize) -> Self {
        Self { key, count, from: From::Older(vectors, row) }
    }

    fn words(&self) -> &[u8] {
        match self.from {
            From::Fresh(small) => small.words.as_bytes(),
            From::Older(vectors, row) => vectors.words(row),
        }
    }
}

/// Writes the file at `path`, flushed to the disk, with `rows` in the order of their keys and the changes of another file's
/// counts; returns its checksum.
///
/// # Errors
/// [`IndexError::Full`], [`IndexError::Denied`] and what else writing meets.
pub(crate) fn write(
    path: &Path,
    model: &str,
    dimension: usize,
    rows: &[Row<'_>],
    changes: &[(u64, i64)],
) -> Result<String, IndexError> {
    let words = rows.iter().map(|row| row.words().len() / Words::DIMENSION).sum();
    let head = |checksum: String| Head {
        format: FORMAT,
        model: model.to_owned(),
        dimension,
        rows: rows.len(),
        words,
        changes: changes.len(),
        checksum,
    };
    let failed = |e| IndexError::write(path, e);
    let unknown = serde_json::to_vec(&head("0".repeat(32))).map_err(|e| failed(e.into()))?;
    let mut out = Summed {
        out: BufWriter::with_capacity(1 << 20, File::create(path).map_err(failed)?),
        sum: blake3::Hasher::new(),
        blocks: Summing::default(),
    };
    let written = (|| {
        out.out.write_all(&unknown)?;
        out.out.write_all(b"\n")?;
        rows.iter().try_for_each(|row| out.add(&row.key.to_le_bytes()))?;
        rows.iter().try_for_each(|row| out.add(&row.count.to_le_bytes()))?;
        let mut fresh = Vec::new();
        for row in rows {
            match row.from {
                From::Older(vectors, row) => out.add(vectors.vector(row))?,
                From::Fresh(small) => {
                    fresh.clear();
                    small.whole.write_row(&mut fresh);
                    out.add(&fresh)?;
                }
            }
        }
        let mut end = 0;
        for row in rows {
            end += (row.words().len() / Words::DIMENSION) as u32;
            out.add(&end.to_le_bytes())?;
        }
        rows.iter().try_for_each(|row| out.add(row.words()))?;
        for (key, change) in changes {
            out.add(&key.to_le_bytes())?;
            out.add(&i32::try_from(*change).unwrap_or(i32::MAX).to_le_bytes())?;
        }
        let sums = out.blocks.finish();
        out.add(&sums)?;
        let checksum = out.sum.finalize().to_hex()[..32].to_owned();
        out.out.seek(SeekFrom::Start(0))?;
        out.out.write_all(&serde_json::to_vec(&head(checksum.clone()))?)?;
        out.out.flush()?;
        out.out.get_ref().sync_all()?;
        Ok(checksum)
    })();
    written.map_err(failed)
}

/// A file whose bytes are summed up as they are written.
struct Summed {
    out: BufWriter<File>,
    sum: blake3::Hasher,
    blocks: Summing,
}

impl Summed {
    fn add(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.sum.update(bytes);
        self.blocks.add(bytes);
        self.out.write_all(bytes)
    }
}

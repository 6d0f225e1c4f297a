//! Files whose blocks are compared with checksums when they are first read.
//!
//! Comparing a whole file before the first answer would take seconds in a large index, and an answer reads a small part of
//! it. So each block of some kilobytes has a checksum (CRC-32, as the engine's own), compared when something in it is first
//! looked at: whatever a large index holds, nothing is parsed or ranked by that is not what was written, and what nobody reads
//! costs nothing. A file that its process has mapped is not compared twice.
//!
//! Rejected: comparing in the background, which would tell of damage after the answer; and remembering which files were sound,
//! as a disk that loses a bit changes no time stamp.

use crate::layout::sum;
use std::fmt;
use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use tantivy::HasLen;
use tantivy::directory::{AntiCallToken, FileHandle, OwnedBytes, TerminatingWrite, WritePtr};

/// Bytes of a block.
const BLOCK: usize = 1 << 14;
/// Bytes of a block's checksum.
const SUM: usize = size_of::<u32>();
/// Behind the sums of a file of the engine's: its length without them, and a checksum of all that.
const END: usize = 2 * size_of::<u64>();

/// A file that is not what was written.
#[derive(Debug, thiserror::Error)]
#[error("{} is not what was written (its checksum differs)", .0.display())]
pub(crate) struct Differs(pub PathBuf);

/// Sums up the blocks of what is written.
#[derive(Default)]
pub(crate) struct Summing {
    block: crc32fast::Hasher,
    filled: usize,
    sums: Vec<u8>,
}

impl Summing {
    pub fn add(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let (now, later) = bytes.split_at(bytes.len().min(BLOCK - self.filled));
            self.block.update(now);
            self.filled += now.len();
            bytes = later;
            if self.filled == BLOCK {
                self.end_block();
            }
        }
    }

    fn end_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        self.sums.extend(block.finalize().to_le_bytes());
        self.filled = 0;
    }

    /// The sums of all blocks, the last of which may be a shorter one.
    pub fn finish(&mut self) -> Vec<u8> {
        if self.filled > 0 {
            self.end_block();
        }
        std::mem::take(&mut self.sums)
    }
}

/// Bytes of the sums of so many bytes.
pub(crate) fn length_of_sums(bytes: usize) -> usize {
    bytes.div_ceil(BLOCK) * SUM
}

/// Bytes with the sums of their blocks.
pub(crate) struct Blocks {
    bytes: OwnedBytes,
    sums: OwnedBytes,
    compared: Box<[AtomicBool]>,
}

impl Blocks {
    /// `sums` has [`length_of_sums`] of `bytes`.
    pub fn new(bytes: OwnedBytes, sums: OwnedBytes) -> Self {
        let compared = (0..bytes.len().div_ceil(BLOCK)).map(|_| AtomicBool::new(false)).collect();
        Self { bytes, sums, compared }
    }

    /// Whether the blocks that hold this range are what was written.
    pub fn hold(&self, range: Range<usize>) -> bool {
        (range.start / BLOCK..range.end.div_ceil(BLOCK)).all(|block| self.holds(block))
    }

    fn holds(&self, block: usize) -> bool {
        let Some(compared) = self.compared.get(block) else { return false };
        if compared.load(Relaxed) {
            return true;
        }
        let written = self.sums.get(block * SUM..).and_then(|sums| sums.first_chunk());
        let start = block * BLOCK;
        let is = crc32fast::hash(&self.bytes[start..self.bytes.len().min(start + BLOCK)]);
        let same = written.is_some_and(|written| u32::from_le_bytes(*written) == is);
        compared.store(same, Relaxed);
        same
    }
}

/// A file of the engine's that is being written: the sums of its blocks follow it.
pub(crate) struct Summed {
    out: WritePtr,
    summing: Summing,
    length: u64,
}

impl Summed {
    pub fn new(out: WritePtr) -> Self {
        Self { out, summing: Summing::default(), length: 0 }
    }
}

impl Write for Summed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.summing.add(bytes);
        self.length += bytes.len() as u64;
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl TerminatingWrite for Summed {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        let mut end = self.summing.finish();
        end.extend(self.length.to_le_bytes());
        end.extend(sum(&end).to_le_bytes());
        self.out.write_all(&end)?;
        self.out.terminate_ref(token)
    }
}

/// A file of the engine's that is read, without the sums that follow it.
pub(crate) struct Compared {
    blocks: Blocks,
    path: PathBuf,
}

impl Compared {
    /// Takes what [`Summed`] wrote.
    ///
    /// # Errors
    /// [`Differs`] where its end is not what was written.
    pub fn open(path: &Path, file: &dyn FileHandle) -> io::Result<Arc<dyn FileHandle>> {
        let bytes = file.read_bytes(0..file.len())?;
        let differs = || io::Error::new(io::ErrorKind::InvalidData, Differs(path.to_owned()));
        let number = |at: usize| bytes.get(at..)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes));
        let end = bytes.len().checked_sub(END).ok_or_else(differs)?;
        let length = number(end).and_then(|length| usize::try_from(length).ok()).ok_or_else(differs)?;
        let whole = length.checked_add(length_of_sums(length));
        if whole != Some(end) || number(end + 8) != Some(sum(&bytes[length..end + 8])) {
            return Err(differs());
        }
        let blocks = Blocks::new(bytes.slice(0..length), bytes.slice(length..end));
        Ok(Arc::new(Self { blocks, path: path.to_owned() }))
    }
}

impl fmt::Debug for Compared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Compared").field(&self.path).finish()
    }
}

impl HasLen for Compared {
    fn len(&self) -> usize {
        self.blocks.bytes.len()
    }
}

impl FileHandle for Compared {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if self.blocks.hold(range.clone()) {
            return Ok(self.blocks.bytes.slice(range));
        }
        Err(io::Error::new(io::ErrorKind::InvalidData, Differs(self.path.clone())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_compared_and_what_is_not_read_is_not() {
        let mut bytes: Vec<u8> = (0..3 * BLOCK + 5).map(|i| i as u8).collect();
        let mut summing = Summing::default();
        bytes.chunks(1000).for_each(|chunk| summing.add(chunk));
        let sums = summing.finish();
        assert_eq!(sums.len(), length_of_sums(bytes.len()));
        bytes[BLOCK] ^= 1;
        let blocks = Blocks::new(OwnedBytes::new(bytes.clone()), OwnedBytes::new(sums));
        assert!(blocks.hold(0..BLOCK) && blocks.hold(2 * BLOCK..bytes.len()) && blocks.hold(9..9));
        for range in [0..BLOCK + 1, BLOCK..BLOCK + 1, 2 * BLOCK - 1..2 * BLOCK, 0..bytes.len()] {
            assert!(!blocks.hold(range.clone()), "{range:?}");
        }
    }
}

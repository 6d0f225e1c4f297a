//! Records on disk: segments of JSON Lines, one a run, never changed once they are written.

use crate::IndexError;
use crate::layout::{Layout, Sum, sum};
use crate::stored::Location;
use rolecall_record::{ArticleRecord, lines};
use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;

/// The bytes of the line at `location`, line break included: those that were written, or an error.
pub(crate) fn read_line(layout: &Layout, location: Location) -> Result<Vec<u8>, IndexError> {
    let path = layout.segment(location.segment);
    let failed = |e| IndexError::read(&path, e);
    let mut file = match File::open(&path) {
        Ok(file) => file,
        Err(e) if e.kind() == ErrorKind::NotFound => return Err(IndexError::corrupt(&path, "is missing")),
        Err(e) => return Err(failed(e)),
    };
    file.seek(SeekFrom::Start(location.offset)).map_err(failed)?;
    let mut line = Vec::new();
    file.take(location.length).read_to_end(&mut line).map_err(failed)?;
    if line.len() as u64 != location.length || line.last() != Some(&b'\n') {
        return Err(IndexError::corrupt(&path, format!("has no record at byte {}", location.offset)));
    }
    if sum(&line) != location.sum {
        let what = format!("is not what was written (the checksum of the record at byte {} differs)", location.offset);
        return Err(IndexError::corrupt(&path, what));
    }
    Ok(line)
}

/// The record at `location`.
pub(crate) fn read_record(layout: &Layout, location: Location) -> Result<ArticleRecord, IndexError> {
    let line = read_line(layout, location)?;
    lines::parse(&line, 1).map_err(|e| {
        IndexError::corrupt(&layout.segment(location.segment), format!("at byte {}: {e}", location.offset))
    })
}

/// The segment that a run writes. Dropped before [`SegmentWriter::finish`], it takes its file with it.
pub(crate) struct SegmentWriter {
    out: BufWriter<File>,
    path: PathBuf,
    segment: u64,
    length: u64,
    finished: bool,
}

impl SegmentWriter {
    /// Begins segment number `segment`. A file of that name is left over from a run that never ended, and is replaced.
    pub fn create(layout: &Layout, segment: u64) -> Result<Self, IndexError> {
        let path = layout.segment(segment);
        let file = File::create(&path).map_err(|e| IndexError::write(&path, e))?;
        Ok(Self { out: BufWriter::with_capacity(1 << 16, file), path, segment, length: 0, finished: false })
    }

    /// Appends a record, a piece of its line at a time: a line of short statements has many times the length of their article.
    pub fn append(&mut self, record: &ArticleRecord) -> Result<Location, IndexError> {
        let mut line = Line { out: &mut self.out, piece: Vec::with_capacity(PIECE), sum: Sum::default(), length: 0 };
        let written = lines::write(&mut line, record).and_then(|()| line.flush());
        let (length, sum) = (line.length, line.sum.done());
        written.map_err(|e| IndexError::write(&self.path, e))?;
        Ok(self.located(length, sum))
    }

    /// Appends a line that already ends in a line break.
    pub fn append_line(&mut self, line: &[u8]) -> Result<Location, IndexError> {
        self.out.write_all(line).map_err(|e| IndexError::write(&self.path, e))?;
        Ok(self.located(line.len() as u64, sum(line)))
    }

    /// Where the line of this length lies that was written last.
    fn located(&mut self, length: u64, sum: u64) -> Location {
        let location = Location { segment: self.segment, offset: self.length, length, sum };
        self.length += length;
        location
    }

    /// Flushes everything to the disk.
    pub fn finish(&mut self) -> Result<(), IndexError> {
        let failed = |e| IndexError::write(&self.path, e);
        self.out.flush().map_err(failed)?;
        self.out.get_ref().sync_all().map_err(failed)?;
        self.finished = true;
        Ok(())
    }
}

/// Bytes of a line that are hashed and written at once.
const PIECE: usize = 1 << 16;

/// A line that is being written, with its checksum. It comes in words, and both are dear for so little at a time.
struct Line<'o> {
    out: &'o mut BufWriter<File>,
    piece: Vec<u8>,
    sum: Sum,
    /// What is written of it.
    length: u64,
}

impl Write for Line<'_> {
    #[inline]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    // Called for each word of JSON.
    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sum.take(&self.piece);
        self.length += self.piece.len() as u64;
        self.out.write_all(&self.piece)?;
        self.piece.clear();
        Ok(())
    }
}

impl Drop for SegmentWriter {
    fn drop(&mut self) {
        if !self.finished {
            // What cannot be removed now is removed by the next run's sweep.
            let _ = fs::remove_file(&self.path);
        }
    }
}

//! Records on disk: segments of JSON Lines, one a run, never changed once they are written.

use crate::IndexError;
use crate::layout::Layout;
use crate::stored::Location;
use rolecall_record::{ArticleRecord, lines};
use std::fs::File;
use std::io::{ErrorKind, Read, Seek, SeekFrom};

/// The bytes of the line at `location`, line break included.
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
    Ok(line)
}

/// The record at `location`.
pub(crate) fn read_record(layout: &Layout, location: Location) -> Result<ArticleRecord, IndexError> {
    let line = read_line(layout, location)?;
    lines::parse(&line, 1).map_err(|e| {
        IndexError::corrupt(&layout.segment(location.segment), format!("at byte {}: {e}", location.offset))
    })
}

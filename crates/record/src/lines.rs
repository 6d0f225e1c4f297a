//! Records as JSON Lines: one object a line, UTF-8, `\n` at each end.
//!
//! A line can be read alone, so a file can be appended to, split, piped through `jq`, and read back from any line on.

use crate::{ArticleRecord, FORMAT};
use std::io::{self, BufRead, Write};

/// Why a line is no record.
#[derive(Debug, thiserror::Error)]
pub enum LineError {
    /// Reading failed.
    #[error("reading records failed: {0}")]
    Io(#[from] io::Error),
    /// The line is not a record.
    #[error("line {line} is not a record: {reason}")]
    Malformed {
        /// Counted from 1.
        line: usize,
        /// What the JSON reader said.
        reason: String,
    },
    /// The record was written by another version.
    #[error(
        "line {line} has records format {found}; this program reads format {FORMAT}: ingest the articles again with --full"
    )]
    Format {
        /// Counted from 1.
        line: usize,
        /// The version found.
        found: u32,
    },
}

/// Writes `record` as one line.
///
/// # Errors
/// What `out` says.
pub fn write(out: &mut impl Write, record: &ArticleRecord) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    out.write_all(b"\n")
}

/// Reads one line, without its line break; `line` is its number for the error message.
///
/// # Errors
/// [`LineError::Malformed`] or [`LineError::Format`].
pub fn parse(text: &[u8], line: usize) -> Result<ArticleRecord, LineError> {
    #[derive(serde::Deserialize)]
    struct Head {
        format: u32,
    }
    let malformed = |e: serde_json::Error| LineError::Malformed { line, reason: e.to_string() };
    let head: Head = serde_json::from_slice(text).map_err(malformed)?;
    if head.format != FORMAT {
        return Err(LineError::Format { line, found: head.format });
    }
    serde_json::from_slice(text).map_err(malformed)
}

/// Reads records one after the other; empty lines are passed over.
pub fn read(input: impl BufRead) -> impl Iterator<Item = Result<ArticleRecord, LineError>> {
    input.split(b'\n').enumerate().filter_map(|(i, line)| match line {
        Ok(line) if line.iter().all(u8::is_ascii_whitespace) => None,
        Ok(line) => Some(parse(&line, i + 1)),
        Err(e) => Some(Err(e.into())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Article;

    fn record() -> ArticleRecord {
        ArticleRecord::new(Article {
            id: "0011223344556677".into(),
            path: "a/b.txt".into(),
            url: None,
            title: "B".into(),
            author: None,
            date: None,
            language: Some("en".into()),
            text: "The cook\ncooks — daily.".into(),
            blocks: Vec::new(),
        })
    }

    #[test]
    fn what_is_written_reads_back_the_same() {
        let mut bytes = Vec::new();
        write(&mut bytes, &record()).unwrap();
        write(&mut bytes, &record()).unwrap();
        let back: Vec<_> = read(&bytes[..]).collect::<Result<_, _>>().unwrap();
        assert_eq!(back, [record(), record()]);
    }

    #[test]
    fn another_format_is_refused_with_what_to_do() {
        let line = serde_json::to_string(&record()).unwrap().replace("\"format\":1", "\"format\":99");
        let error = parse(line.as_bytes(), 7).unwrap_err().to_string();
        assert!(error.contains("line 7") && error.contains("99") && error.contains("--full"), "{error}");
    }

    #[test]
    fn a_broken_line_is_named_and_the_next_still_reads() {
        let mut bytes = b"{nonsense\n".to_vec();
        write(&mut bytes, &record()).unwrap();
        let back: Vec<_> = read(&bytes[..]).collect();
        assert!(matches!(back[0], Err(LineError::Malformed { line: 1, .. })));
        assert!(back[1].is_ok());
    }
}

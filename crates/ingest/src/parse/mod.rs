//! Bytes to [`Document`]: detect the format, decode the charset, then one parser a format.
//!
//! Content decides before the name does: a page saved as `.txt` is still a page, and a picture named `.md` is still no
//! text. Nothing here fails on odd content; it is read as well as it can be and noted with its byte position.

mod decode;
mod detect;
mod html;
mod markdown;
mod mhtml;
#[cfg(feature = "office")]
mod office;
mod parted;
#[cfg(feature = "pdf")]
mod pdf;
mod table;
#[cfg(test)]
mod testing;
mod text;

#[cfg(feature = "pdf")]
pub use pdf::isolate::{answer as answer_isolated, isolate};

#[cfg(any(feature = "archives", feature = "web"))]
pub(crate) use office::xml;

pub(crate) use table::ALSO_CALLED;
pub use table::Columns;

pub(crate) use self::text::date::{DAYS, MONTHS};
use crate::document::LONGEST_HEADING;
use crate::stage::{Station, timed};
use crate::{Document, bounds};
use detect::Format;
use rolecall_record::{Block, BlockKind};

/// The text of an article has at most so many bytes: two million words. Understanding text takes many times its length of memory,
/// and whoever packs sixty megabytes of it into a small archive would have a run end for want of it.
const MOST_TEXT: usize = 16 << 20;

/// Why a file is no article. The path is the caller's to name.
#[derive(Debug, thiserror::Error, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// It has no bytes, or nothing but white space.
    #[error("it is empty")]
    Empty,
    /// It is not text of any kind that is read here.
    #[error("it is not text in a format that is read here ({0})")]
    Binary(&'static str),
    /// It is a document of a kind that is read here, and damaged, locked or made to do harm.
    #[error("it is {0} that cannot be read: {1}")]
    Damaged(&'static str, String),
    /// It says nothing itself.
    #[error("it is a list of addresses (a sitemap): name it to `search ingest` by itself to have its pages read")]
    Sitemap,
    /// It has so many MiB of text.
    #[error("its text has {0} MiB, more than the {limit} MiB that an article may have: split it", limit = MOST_TEXT >> 20)]
    Long(usize),
    /// It is cut up more finely than any text that people wrote (`bounds`); the piece of text says into what.
    #[error("it is cut up into {0}, more than an article of its length may have: split it")]
    CutUp(String),
    /// It has so many lines, of so many bytes on average, of which so many fit in an article of its length.
    #[error("it has {0} lines of {1} bytes on average, and at most {2} lines this short fit in one article: split it into files of up to {limit} lines", limit = bounds::ALWAYS)]
    Lines(usize, usize, usize),
    /// It has no column that the user has named; the second is a list of those that it has.
    #[error("it has no column “{0}”: it has {1} (name one of these with --columns, or none with --columns guess)")]
    Columns(String, String),
}

/// Reads `bytes` as what `name` (a file name, for its ending) and the bytes themselves say that they are.
///
/// # Errors
/// [`Unreadable`] where there is no text to be had. Odd content is never an error: it is read as well as it can be, and
/// noted in [`Document::diagnostics`].
pub fn parse(name: &str, bytes: &[u8]) -> Result<Document, Unreadable> {
    parse_with(name, bytes, &Columns::default())
}

/// As [`parse`], with the columns that the user has named, for tables.
///
/// # Errors
/// As [`parse`], and [`Unreadable::Columns`].
pub(crate) fn parse_with(name: &str, bytes: &[u8], columns: &Columns) -> Result<Document, Unreadable> {
    bounded(read(name, bytes, columns)?, bytes.len())
}

/// The same, where it is no longer and not cut up more finely than an article of a file of `bytes` bytes may be, with a title of
/// bounded length.
fn bounded(mut document: Document, bytes: usize) -> Result<Document, Unreadable> {
    table::titles::mark(&mut document);
    if document.text.len() > MOST_TEXT {
        return Err(Unreadable::Long(document.text.len().div_ceil(1 << 20)));
    }
    let length = document.text.len().max(bytes);
    if document.blocks.len() > bounds::pieces(length) {
        return Err(Unreadable::CutUp(format!("{} blocks", document.blocks.len())));
    }
    let cells = |block: &Block| match &block.kind {
        BlockKind::TableRow { cells, .. } => cells.len(),
        _ => 0,
    };
    let cells: usize = document.blocks.iter().map(cells).sum();
    if cells > bounds::cells(length) {
        return Err(Unreadable::CutUp(format!("{cells} cells")));
    }
    if let Some(title) = document.title.as_mut().filter(|title| title.len() > LONGEST_HEADING) {
        title.truncate(title.floor_char_boundary(LONGEST_HEADING));
    }
    Ok(document)
}

fn read(name: &str, bytes: &[u8], columns: &Columns) -> Result<Document, Unreadable> {
    #[cfg(feature = "office")]
    if let Some(kind) = office::recognise(bytes) {
        return office::parse(kind, bytes);
    }
    #[cfg(feature = "office")]
    if office::is_rtf(bytes) {
        return office::parse_rtf(bytes);
    }
    #[cfg(feature = "office")]
    if table::sheet::is_one(bytes) {
        return table::sheet::parse(bytes, columns);
    }
    #[cfg(feature = "pdf")]
    if detect::binary(bytes) == Some(detect::PDF) {
        return pdf::parse(bytes);
    }
    if let Some(kind) = detect::binary(bytes) {
        return Err(Unreadable::Binary(kind));
    }
    let decoded = timed(Station::Decode, || decode::decode(bytes));
    if decoded.text.chars().all(|c| c.is_whitespace() || c.is_control() || c == '\u{feff}') {
        return Err(Unreadable::Empty);
    }
    #[cfg(feature = "office")]
    if detect::is_flat_odt(&decoded.text) {
        return office::parse_flat(&decoded.text);
    }
    #[cfg(feature = "web")]
    if crate::sitemap::is_one(&decoded.text) {
        return Err(Unreadable::Sitemap);
    }
    if let Some(saved) = mhtml::page(&decoded.text) {
        let mut document = html::parse(&decode::decode(&saved.html).text);
        document.url = document.url.or(saved.url);
        return if document.text.is_empty() { Err(Unreadable::Empty) } else { Ok(document) };
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let text = decoded.text.as_str();
    let table = timed(Station::Parse, || match table::delimited::delimiter(&ending, text) {
        Some(delimiter) => Ok(Some(table::delimited::read(text, delimiter))),
        None => table::json::read(&ending, text),
    })?;
    if let Some((grid, notes)) = table {
        if grid.rows.len() > bounds::pieces(text.len()) {
            return Err(Unreadable::CutUp(format!("more than {} rows", bounds::pieces(text.len()))));
        }
        let mut document = timed(Station::Parse, || table::document(&grid, columns))?;
        document.diagnostics.splice(0..0, decoded.diagnostics.into_iter().chain(notes));
        return Ok(document);
    }
    let format = detect::format(name, text);
    if let Some(lines) = bounds::too_many_lines(text).filter(|_| format != Format::Html) {
        return Err(Unreadable::Lines(lines, text.len() / lines, bounds::pieces(text.len())));
    }
    if format != Format::Html && bounds::has_too_many_cells(text) {
        return Err(Unreadable::CutUp(format!("more than {} cells", bounds::cells(text.len()))));
    }
    let mut document = match format {
        Format::Html => html::parse(text),
        Format::Markdown if bounds::has_too_many_marks(text) => {
            let mut document = timed(Station::Parse, || text::parse(text));
            document.note(0, "it has more marks than Markdown of its length may have: it was read as plain text");
            document
        }
        Format::Markdown => timed(Station::Parse, || markdown::parse(text)),
        Format::Text => timed(Station::Parse, || text::parse(text)),
    };
    document.diagnostics.splice(0..0, decoded.diagnostics);
    Ok(document)
}

/// The text of a file that is one, whatever charset it is in.
#[cfg(any(feature = "archives", feature = "web"))]
pub(crate) fn decoded(bytes: &[u8]) -> String {
    decode::decode(bytes).text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_a_visible_character_is_empty() {
        for bytes in [&b""[..], b" \r\n\t\n", b"\xef\xbb\xbf\n", b"\xff\xfe"] {
            assert_eq!(parse("a.txt", bytes), Err(Unreadable::Empty));
        }
    }

    #[test]
    fn more_text_than_anybody_reads_is_refused_with_what_to_do() {
        let document = |bytes: usize| bounded(Document { text: "x".repeat(bytes), ..Document::default() }, bytes);
        assert!(document(MOST_TEXT).is_ok());
        let error = document(MOST_TEXT + 1).unwrap_err().to_string();
        assert_eq!(error, "its text has 17 MiB, more than the 16 MiB that an article may have: split it");
    }

    #[test]
    fn a_title_without_end_is_cut() {
        let document = parse("a.html", format!("<p>x</p><title>{}", "bäckerei ".repeat(9_000)).as_bytes()).unwrap();
        assert!(document.title.is_some_and(|title| title.starts_with("bäckerei ") && title.len() <= LONGEST_HEADING));
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert_eq!(parse("cook.txt", b"Rar!\x1a\x07"), Err(Unreadable::Binary("a RAR archive")));
        assert_eq!(parse("cook.md", b"\x89PNG\r\n\x1a\n"), Err(Unreadable::Binary("a PNG picture")));
    }

    #[test]
    fn text_in_utf_16_is_read() {
        let mut bytes = vec![0xff, 0xfe];
        bytes.extend("The cook cooks.".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(parse("a.txt", &bytes).unwrap().text, "The cook cooks.");
    }

    #[test]
    fn a_broken_byte_is_replaced_and_noted_where_it_stands_in_the_file() {
        let document =
            parse("a.txt", "\u{feff}The sous-chef préparée – the b\u{0}d".replace('\0', "").as_bytes()).unwrap();
        assert!(document.diagnostics.is_empty());
        let document = parse("a.txt", b"\xef\xbb\xbfThe ch\xffef cooks \xc3\xa9clairs.").unwrap();
        assert_eq!(document.text, "The ch\u{fffd}ef cooks éclairs.");
        assert_eq!(document.diagnostics[0].at, 9);
    }
}

//! Documents of office programs and books: archives of XML.
//!
//! `package` (the archive, within bounds) → `xml` (elements and text) → `docx`, `odt` (which know one format each) → `flow`
//! (paragraphs and tables, whatever they came from) → `hand` (what people make by hand instead of with styles) → blocks.
//! `epub` hands each page of a book to the reader of web pages; `rtf`, which is no archive, fills the same `flow`.

mod about;
mod docx;
mod epub;
pub(in crate::parse) mod flow;
mod hand;
mod odt;
pub(in crate::parse) mod package;
mod rtf;
pub(crate) mod xml;

#[cfg(feature = "pdf")]
pub(in crate::parse) use about::is_made_up;

pub(super) use rtf::is_one as is_rtf;

use super::Unreadable;
use crate::Document;
use package::Package;

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Office {
    Docx,
    Odt,
    Epub,
}

impl Office {
    /// What it is called, with its article.
    fn name(self) -> &'static str {
        match self {
            Self::Docx => "a DOCX document",
            Self::Odt => "an OpenDocument text",
            Self::Epub => "an EPUB book",
        }
    }
}

/// Which kind of document `bytes` are: by the list of their parts, or, where that is damaged, by how they begin.
pub(super) fn recognise(bytes: &[u8]) -> Option<Office> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    let begins = |mark: &[u8]| bytes[..bytes.len().min(16 << 10)].windows(mark.len()).any(|window| window == mark);
    match Package::open(bytes) {
        Ok(package) if package.has("word/document.xml") => Some(Office::Docx),
        Ok(package) if package.has("META-INF/container.xml") => Some(Office::Epub),
        Ok(mut package) if package.has("content.xml") => {
            let kind = package.optional("mimetype").ok().flatten().unwrap_or_default();
            kind.contains("opendocument.text").then_some(Office::Odt)
        }
        Ok(package) if package.has("[Content_Types].xml") => begins(b"word/").then_some(Office::Docx),
        Ok(_) => None,
        Err(_) if begins(b"application/epub+zip") => Some(Office::Epub),
        Err(_) if begins(b"opendocument.text") => Some(Office::Odt),
        Err(_) if begins(b"word/") => Some(Office::Docx),
        Err(_) => None,
    }
}

/// Reads `bytes`, a document of this `kind`.
///
/// # Errors
/// [`Unreadable::Damaged`] with what is wrong with it.
pub(super) fn parse(kind: Office, bytes: &[u8]) -> Result<Document, Unreadable> {
    let damaged = |why| Unreadable::Damaged(kind.name(), why);
    let mut package = Package::open(bytes).map_err(damaged)?;
    let read = match kind {
        Office::Docx => docx::parse(&mut package),
        Office::Odt => odt::parse(&mut package),
        Office::Epub => epub::parse(&mut package),
    };
    let document = read.map_err(damaged)?;
    if document.text.is_empty() { Err(Unreadable::Empty) } else { Ok(document) }
}

/// Reads RTF.
///
/// # Errors
/// As [`parse`].
pub(super) fn parse_rtf(bytes: &[u8]) -> Result<Document, Unreadable> {
    let document = rtf::parse(bytes).map_err(|why| Unreadable::Damaged("an RTF document", why))?;
    if document.text.is_empty() { Err(Unreadable::Empty) } else { Ok(document) }
}

/// Reads OpenDocument text that is one XML file.
///
/// # Errors
/// As [`parse`].
pub(super) fn parse_flat(text: &str) -> Result<Document, Unreadable> {
    let document = odt::flat(text).map_err(|why| Unreadable::Damaged(Office::Odt.name(), why))?;
    if document.text.is_empty() { Err(Unreadable::Empty) } else { Ok(document) }
}

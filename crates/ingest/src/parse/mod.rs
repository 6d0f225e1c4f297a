//! Bytes to [`Document`]: detect the format, decode the charset, then one parser a format.

mod html;
mod markdown;
mod text;

use crate::Document;

/// Why a file is no article. The path is the caller's to name.
#[derive(Debug, thiserror::Error, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// It has no bytes, or nothing but white space.
    #[error("it is empty")]
    Empty,
    /// It is not text of any kind that is read here.
    #[error("it is not text in a format that is read here ({0})")]
    Binary(&'static str),
}

/// Reads `bytes` as what `name` (a file name, for its ending) and the bytes themselves say that they are.
///
/// # Errors
/// [`Unreadable`] where there is no text to be had. Odd content is never an error: it is read as well as it can be, and
/// noted in [`Document::diagnostics`].
pub fn parse(name: &str, bytes: &[u8]) -> Result<Document, Unreadable> {
    let text = String::from_utf8_lossy(bytes);
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    Ok(match name.rsplit('.').next() {
        Some("html" | "htm") => html::parse(&text),
        Some("md") => markdown::parse(&text),
        _ => text::parse(&text),
    })
}

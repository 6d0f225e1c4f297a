//! What an office document says of itself, which is often a program's word rather than an author's.

use super::package::Package;
use super::xml::{self, Node};
use crate::Document;

/// Fills in what `docProps/core.xml` of a DOCX says.
///
/// # Errors
/// One phrase where that part is damaged.
pub(super) fn core(package: &mut Package<'_>, document: &mut Document) -> Result<(), String> {
    read(package, "docProps/core.xml", document)
}

/// Fills in what the part `name` says in the elements that all of these formats share.
///
/// # Errors
/// One phrase where that part is damaged.
pub(super) fn read(package: &mut Package<'_>, name: &str, document: &mut Document) -> Result<(), String> {
    let Some(text) = package.optional(name)? else { return Ok(()) };
    fill(&text, document)
}

/// Fills in title, author, language and date from `xml`; what is there already stays.
///
/// # Errors
/// One phrase where it is no XML.
pub(super) fn fill(text: &str, document: &mut Document) -> Result<(), String> {
    let mut said = String::new();
    let (mut created, mut modified) = (None, None);
    xml::read(text, |node| {
        match node {
            Node::Open(_) => said.clear(),
            Node::Text(text) => said.push_str(text),
            Node::Close(name) => {
                let value = said.split_whitespace().collect::<Vec<_>>().join(" ");
                said.clear();
                let day = || value.get(..10).filter(|day| is_day(day)).map(str::to_owned);
                match name.rsplit(':').next().unwrap_or(name) {
                    "title" if document.title.is_none() && !is_made_up(&value) => document.title = Some(value),
                    "creator" if document.author.is_none() && is_name(&value) => document.author = Some(value),
                    "initial-creator" if is_name(&value) => document.author = Some(value),
                    "language" if document.language.is_none() => document.language = primary(&value),
                    "created" | "creation-date" => created = created.take().or_else(day),
                    "modified" | "date" => modified = modified.take().or_else(day),
                    _ => {}
                }
            }
        }
        Ok(())
    })?;
    document.date = document.date.take().or(modified).or(created);
    Ok(())
}

/// A title that a program gave: nothing, the name of a file, or its word for a new document.
pub(in crate::parse) fn is_made_up(title: &str) -> bool {
    let lower = title.to_lowercase();
    lower.is_empty()
        || lower.starts_with("microsoft word")
        || lower.starts_with("untitled")
        || matches!(&*lower, "document" | "document1" | "word document" | "title")
        || [".doc", ".docx", ".odt", ".dot", ".dotx", ".rtf"].iter().any(|ending| lower.ends_with(ending))
}

/// Whether an author is a person rather than an account or a program.
fn is_name(author: &str) -> bool {
    let lower = author.to_lowercase();
    let program =
        ["user", "admin", "administrator", "author", "owner", "unknown", "microsoft", "python-docx", "pandoc"];
    author.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && author.len() <= 120
        && !author.contains(['@', '\\', '/'])
        && !program.iter().any(|word| lower.split_whitespace().any(|w| w == *word))
}

fn is_day(text: &str) -> bool {
    text.bytes().enumerate().all(|(i, b)| if matches!(i, 4 | 7) { b == b'-' } else { b.is_ascii_digit() })
        && !text.starts_with("0000")
}

fn primary(tag: &str) -> Option<String> {
    let primary = tag.split(['-', '_']).next()?.to_ascii_lowercase();
    ((2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_lowercase())).then_some(primary)
}

//! EPUB: the pages of a book in the order of its spine, each read as the web page that it is.
//!
//! A book is one article. Its chapters would be too short a context for "the editor" or "we", and a reader cites the book.

use super::super::html;
use super::about;
use super::package::Package;
use super::xml::{self, Node};
use crate::Document;
use rolecall_record::{BlockKind, Span};
use std::collections::HashMap;

/// Reads a book.
///
/// # Errors
/// One phrase.
pub(super) fn parse(package: &mut Package<'_>) -> Result<Document, String> {
    let mut root = None;
    xml::read(&package.text("META-INF/container.xml")?, |node| {
        if let Node::Open(element) = node
            && root.is_none()
        {
            root = element.get("full-path").map(str::to_owned);
        }
        Ok(())
    })?;
    let root = root.ok_or("META-INF/container.xml in it names no book")?;
    let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let listing = package.text(&root)?;
    let mut document = Document::default();
    about::fill(&listing, &mut document)?;
    let mut missing = Vec::new();
    let mut tables = 0;
    for page in spine(&listing)? {
        let name = within(&folder, &page);
        match package.optional(&name)? {
            Some(text) => append(&mut document, html::parse(&text), &mut tables),
            None => missing.push(name),
        }
    }
    if document.text.is_empty() && !missing.is_empty() {
        return Err(format!("{} is missing in it", missing[0]));
    }
    missing.iter().for_each(|name| document.note(0, format!("the page {name} is missing in the book")));
    Ok(document)
}

/// The addresses of the pages in the order of reading, without the book's own table of contents.
fn spine(listing: &str) -> Result<Vec<String>, String> {
    let mut pages: HashMap<String, String> = HashMap::new();
    let (mut listed, mut spine) = (Vec::new(), Vec::new());
    xml::read(listing, |node| {
        let Node::Open(element) = node else { return Ok(()) };
        match element.name.rsplit(':').next() {
            Some("item") => {
                let page = element.get("media-type").is_none_or(|kind| kind.contains("html"));
                let contents = element.get("properties").is_some_and(|p| p.split_whitespace().any(|p| p == "nav"));
                if let (Some(id), Some(href), true) = (element.get("id"), element.get("href"), page && !contents) {
                    pages.insert(id.to_owned(), href.to_owned());
                    listed.push(href.to_owned());
                }
            }
            Some("itemref") if element.get("linear") != Some("no") => {
                spine.extend(element.get("idref").map(str::to_owned))
            }
            _ => {}
        }
        Ok(())
    })?;
    // A book without an order is read as its pages are listed.
    if spine.is_empty() {
        return Ok(listed);
    }
    Ok(spine.into_iter().filter_map(|id| pages.get(&id).cloned()).collect())
}

/// The name of a part from an address relative to `folder`. A name that leads out of the archive is simply not in it.
fn within(folder: &str, address: &str) -> String {
    let address = unescape(address.split('#').next().unwrap_or(address));
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in address.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// `%20` and its like.
fn unescape(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let [first, after @ ..] = rest {
        let code = (*first == b'%').then(|| after.get(..2)).flatten().and_then(|hex| std::str::from_utf8(hex).ok());
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Appends a page of the book to those before it.
fn append(book: &mut Document, page: Document, tables: &mut u32) {
    let shift = if book.text.is_empty() { 0 } else { book.text.len() + 1 };
    if page.text.is_empty() {
        return;
    }
    if shift > 0 {
        book.text.push('\n');
    }
    book.text.push_str(&page.text);
    let mut seen = 0;
    for mut block in page.blocks {
        let moved = |span: Span| span.shifted(shift);
        block.span = moved(block.span);
        block.lead = block.lead.map(moved);
        if let BlockKind::TableRow { table, cells, .. } = &mut block.kind {
            seen = seen.max(*table + 1);
            *table += *tables;
            cells.iter_mut().for_each(|cell| *cell = moved(*cell));
        }
        book.blocks.push(block);
    }
    *tables += seen;
    book.language = book.language.take().or(page.language);
}

//! PDF: the text layer, put back together.
//!
//! `glyphs` (characters and where they stand, page by page) → `lines` (those on one line, parted at wide gaps) → `columns`
//! (the order in which lines are read) → `furniture` (running heads and page numbers go) → `paragraphs` (lines to
//! paragraphs, rows and items, words put together that a line's end parted) → the flow of paragraphs that office documents
//! become too, which finds headings by their size.
//!
//! A library reads the file, and libraries for PDF panic on files that programs have mangled. So whoever can starts this
//! program anew for each file (`isolate`); elsewhere a panic is caught, page by page.

mod columns;
mod furniture;
mod glyphs;
pub(crate) mod isolate;
mod lines;
mod paragraphs;

use super::Unreadable;
use super::office::flow::{Flow, Look, Style};
use super::text;
use crate::Document;
use paragraphs::Piece;
use rolecall_record::BlockKind;

/// What the format is called in messages.
const KIND: &str = super::detect::PDF;

/// Reads a file, in a process of its own where that was arranged.
///
/// # Errors
/// [`Unreadable::Damaged`]: it is broken, locked, has no text, or took too long.
pub(super) fn parse(bytes: &[u8]) -> Result<Document, Unreadable> {
    match isolate::get() {
        Some(isolation) => isolation.read(bytes),
        None => here(bytes),
    }
    .map_err(|why| Unreadable::Damaged(KIND, why))
}

/// Reads a file in this process.
///
/// # Errors
/// One phrase.
pub(crate) fn here(bytes: &[u8]) -> Result<Document, String> {
    let mut document = Document::default();
    let pages = glyphs::read(bytes, &mut document)?;
    let mut pages: Vec<Vec<lines::Line>> = pages.into_iter().map(|glyphs| columns::order(lines::of(glyphs))).collect();
    let said = pages.iter().any(|page| !page.is_empty());
    furniture::drop_repeated(&mut pages);
    let pieces = paragraphs::build(&pages);
    if pieces.is_empty() && said {
        return Err("it has no text but lines that its pages repeat, which were taken for their heads and feet: \
                    save what it says as text"
            .into());
    }
    if pieces.is_empty() {
        return Err(
            "it has no text: its pages may be pictures, which a program for character recognition can read".into()
        );
    }
    let text = write(&pieces, &mut document);
    if !document.blocks.iter().any(|block| matches!(block.kind, BlockKind::Heading { .. })) {
        // All of one size: then lines must tell what they are, as in plain text.
        let plain = text::parse(&text);
        document.title = document.title.or(plain.title);
        (document.text, document.blocks) = (plain.text, plain.blocks);
    }
    Ok(document)
}

/// Appends the pieces to `document`; the same as plain text.
fn write(pieces: &[Piece], document: &mut Document) -> String {
    let mut flow = Flow::default();
    let mut plain = String::new();
    for piece in pieces {
        match piece {
            Piece::Paragraph { text, size } => {
                flow.paragraph(Style::Body, text, Look { size: *size, ..Look::default() });
                plain += text;
                plain += "\n\n";
            }
            Piece::Rows(rows) => {
                flow.open_table();
                let header = names_columns(rows);
                for (i, row) in rows.iter().enumerate() {
                    flow.open_row();
                    for cell in row {
                        flow.open_cell();
                        flow.paragraph(Style::Body, cell, Look::default());
                        flow.close_cell(1);
                    }
                    flow.close_row(header && i == 0);
                    plain += &row.join("\t");
                    plain.push('\n');
                }
                flow.close_table();
                plain.push('\n');
            }
        }
    }
    flow.write(document);
    plain
}

/// Whether the first row names the columns: print shows it by weight, which nothing tells here, so by its words. Names
/// are short where what stands below them is not.
fn names_columns(rows: &[Vec<String>]) -> bool {
    let words = |cell: &String| cell.split_whitespace().count();
    let Some((first, rest)) = rows.split_first().filter(|(_, rest)| rest.len() > 1) else { return false };
    let short = first.iter().all(|cell| (1..=2).contains(&words(cell)) && !cell.contains(|c: char| c.is_ascii_digit()));
    let long =
        |column: usize| rest.iter().filter_map(|row| row.get(column)).map(words).sum::<usize>() * 2 >= rest.len() * 5;
    short && (0..first.len()).any(long)
}

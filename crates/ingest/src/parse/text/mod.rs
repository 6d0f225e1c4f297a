//! Plain text to blocks.
//!
//! Plain text carries no marks, so its structure is inferred, in passes that each know one thing: `line` and `mark` (what a
//! line begins with), `table` and `flat` (columns), `piece` (which lines belong together), `list`, `contents`, `mail`,
//! `opening` (title, author, date), `furniture` (what only a page says), `heading`, `lead`. A pass gives a piece its kind once and
//! later passes leave it; what no pass claims is a paragraph. Rules were preferred to a trained model: each can be read,
//! tested by itself, and changed when it is wrong.
//!
//! All words are kept: at worst a block has the wrong kind. All passes are linear, and look at no more than the beginning
//! and end of a long line.

mod contents;
pub(super) mod date;
mod flat;
mod furniture;
mod heading;
mod lead;
mod line;
mod list;
mod mail;
mod mark;
mod opening;
mod piece;
mod shape;
mod table;

use crate::Document;
use crate::document::Run;
use mark::Mark;
use piece::Piece;
use rolecall_record::BlockKind;

/// Reads plain text.
pub(super) fn parse(text: &str) -> Document {
    let mut document = Document::default();
    let mut pieces = piece::join(&line::split(text));
    list::assign(&mut pieces);
    contents::assign(&mut pieces);
    mail::assign(&mut document, &mut pieces);
    record(&mut pieces);
    opening::assign(&mut document, &mut pieces);
    furniture::assign(&mut pieces);
    heading::assign(&mut pieces);
    heading::settle(&mut pieces);
    list::assign_bare(&mut pieces);
    lead::assign(&mut pieces);
    for piece in pieces {
        put(&mut document, piece);
    }
    document
}

/// A label that comes again further down begins the first of several records, rather than giving a title: "Task: …".
fn record(pieces: &mut [Piece<'_>]) {
    let label = |piece: &Piece<'_>| piece.text.split_once(": ").map(|(label, _)| label.to_owned());
    let again = match pieces {
        [first, rest @ ..] if first.is_plain() => {
            label(first).is_some_and(|own| rest.iter().any(|p| label(p).as_ref() == Some(&own)))
        }
        _ => false,
    };
    if again {
        pieces[0].kind = Some(BlockKind::Paragraph);
    }
}

/// Appends a piece as the block that it is.
fn put(document: &mut Document, piece: Piece<'_>) {
    let kind = match (piece.kind, piece.mark) {
        (_, Mark::Row(table, header, cells)) => {
            let cells: Vec<_> = cells.into_iter().map(|cell| (cell, 1)).collect();
            return document.push_row(table, header, &cells);
        }
        (Some(kind), _) => kind,
        (None, Mark::Quote) => BlockKind::Quote,
        (None, Mark::Code) => BlockKind::Code,
        (None, _) => BlockKind::Paragraph,
    };
    let (term, rest) = piece.text.split_at(piece.lead);
    document.push(kind, &[Run::strong(term), Run::plain(rest)]);
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod sloppy_tests;
#[cfg(test)]
mod tests;

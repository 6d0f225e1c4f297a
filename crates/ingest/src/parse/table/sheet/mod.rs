//! Spreadsheets: XLSX, XLSB and ODS, each of whose sheets is a table.
//!
//! Only the cells that hold something are kept (`cells`): a sheet may have one cell in its last row and column, and as a
//! rectangle it would take half a terabyte. Excel's formats are read with a library, cell by cell (`excel`); of OpenDocument
//! that library makes rectangles, so it is read here (`open`).

mod cells;
mod excel;
mod open;

use super::{Columns, append, titles};
use crate::Document;
use crate::parse::Unreadable;
use crate::parse::office::package::Package;
use cells::{Book, Refusal, Tables};
use rolecall_record::BlockKind;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What the format is called in messages.
const KIND: &str = "a spreadsheet";

/// Whether `bytes` are a spreadsheet: by the list of their parts, or, where that is damaged, by how they begin.
pub(in crate::parse) fn is_one(bytes: &[u8]) -> bool {
    let begins = |mark: &[u8]| bytes[..bytes.len().min(16 << 10)].windows(mark.len()).any(|window| window == mark);
    bytes.starts_with(b"PK\x03\x04")
        && match Package::open(bytes) {
            Ok(package) if package.has("xl/workbook.xml") || package.has("xl/workbook.bin") => true,
            Ok(mut package) => open::is_one(&mut package),
            Err(_) => begins(b"xl/") || begins(b"opendocument.spreadsheet"),
        }
}

/// Reads every sheet that is shown.
///
/// # Errors
/// [`Unreadable`]: it is damaged, empty, or has no column that the user has named.
pub(in crate::parse) fn parse(bytes: &[u8], columns: &Columns) -> Result<Document, Unreadable> {
    let damaged = |why: String| Unreadable::Damaged(KIND, why);
    // All parts together, whatever the library reads of them, stay within the bounds of a document.
    let unpacked = Package::open(bytes).and_then(|mut package| package.within_bounds()).map_err(damaged)?;
    let read = catch_unwind(AssertUnwindSafe(|| sheets(bytes, Book::of(unpacked))));
    let read = read.unwrap_or_else(|_| Err(Refusal::Damaged("its structure is damaged".into())));
    let Tables { grids, notes } = read.map_err(|refusal| match refusal {
        Refusal::Damaged(why) => damaged(why),
        Refusal::Cells(most) => Unreadable::CutUp(format!("more than {most} cells")),
        Refusal::Text(most) => damaged(format!(
            "its cells repeat more than {} MiB of text, far more than the file holds: keep each text once",
            most >> 20
        )),
    })?;
    let mut document = Document::default();
    let mut missing = None;
    let named = grids.len() > 1;
    let mut all_data = true;
    for (number, (name, grid)) in (0..).zip(grids) {
        let before = document.blocks.len();
        if named {
            document.push_text(BlockKind::Heading { level: 2 }, &name);
        }
        match append(&titles::headed(grid), columns, number, &mut document) {
            Ok(data) => all_data &= data,
            // A sheet of notes need not have the columns.
            Err(why) => {
                document.blocks.truncate(before);
                missing = missing.or(Some(why));
            }
        }
    }
    document.data &= all_data;
    for note in notes {
        document.note(0, note);
    }
    match missing {
        Some(why) if document.blocks.is_empty() => Err(why),
        _ if document.blocks.is_empty() => Err(Unreadable::Empty),
        _ => Ok(document),
    }
}

/// Reads the sheets.
fn sheets(bytes: &[u8], mut book: Book) -> Result<Tables, Refusal> {
    let mut package = Package::open(bytes)?;
    if open::is_one(&mut package) {
        open::read(&mut package, &mut book)?;
    } else if package.has("xl/workbook.bin") {
        excel::read_binary(bytes, &mut book)?;
    } else {
        excel::read(bytes, &mut book)?;
    }
    book.finish()
}

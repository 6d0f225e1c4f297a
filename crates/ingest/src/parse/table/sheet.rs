//! Spreadsheets: XLSX, XLSB, XLS and ODS, each of whose sheets is a table.

use super::{Columns, Grid, append};
use crate::Document;
use crate::parse::Unreadable;
use crate::parse::office::package::Package;
use calamine::{Data, Reader, open_workbook_auto_from_rs};
use rolecall_record::BlockKind;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What the format is called in messages.
const KIND: &str = "a spreadsheet";
/// A sheet has no more rows and columns than these.
const MOST_ROWS: usize = 1 << 20;
const MOST_COLUMNS: usize = 256;

/// Whether `bytes` are a spreadsheet: by the list of their parts, or, where that is damaged, by how they begin.
pub(in crate::parse) fn is_one(bytes: &[u8]) -> bool {
    let begins = |mark: &[u8]| bytes[..bytes.len().min(16 << 10)].windows(mark.len()).any(|window| window == mark);
    let open_document = |kind: String| kind.contains("opendocument.spreadsheet");
    bytes.starts_with(b"PK\x03\x04")
        && match Package::open(bytes) {
            Ok(package) if package.has("xl/workbook.xml") || package.has("xl/workbook.bin") => true,
            Ok(mut package) => package.optional("mimetype").ok().flatten().is_some_and(open_document),
            Err(_) => begins(b"xl/") || begins(b"opendocument.spreadsheet"),
        }
}

/// Reads every sheet.
///
/// # Errors
/// [`Unreadable`]: it is damaged, empty, or has no column that the user has named.
pub(in crate::parse) fn parse(bytes: &[u8], columns: &Columns) -> Result<Document, Unreadable> {
    let damaged = |why: String| Unreadable::Damaged(KIND, why);
    // All parts together, whatever the library reads of them, stay within the bounds of a document.
    Package::open(bytes).and_then(|mut package| package.within_bounds()).map_err(damaged)?;
    let sheets = catch_unwind(AssertUnwindSafe(|| sheets(bytes)));
    let sheets = sheets.unwrap_or_else(|_| Err("its structure is damaged".into())).map_err(damaged)?;
    let mut document = Document::default();
    let mut missing = None;
    let named = sheets.len() > 1;
    let mut all_data = true;
    for (number, (name, grid)) in (0..).zip(sheets) {
        let before = document.blocks.len();
        if named {
            document.push_text(BlockKind::Heading { level: 2 }, &name);
        }
        match append(&grid, columns, number, &mut document) {
            Ok(data) => all_data &= data,
            // A sheet of notes need not have the columns.
            Err(why) => {
                document.blocks.truncate(before);
                missing = missing.or(Some(why));
            }
        }
    }
    document.data &= all_data;
    match missing {
        Some(why) if document.blocks.is_empty() => Err(why),
        _ if document.blocks.is_empty() => Err(Unreadable::Empty),
        _ => Ok(document),
    }
}

/// The sheets that hold something, with their names.
fn sheets(bytes: &[u8]) -> Result<Vec<(String, Grid)>, String> {
    let mut book =
        open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|e| format!("its structure is damaged: {e}"))?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(|e| format!("its sheet {name} is damaged: {e}"))?;
        let text = |cell: &Data| match cell {
            Data::Empty | Data::Error(_) => String::new(),
            cell => cell.to_string(),
        };
        let mut rows = range
            .rows()
            .take(MOST_ROWS)
            .map(|row| row.iter().take(MOST_COLUMNS).map(text).collect::<Vec<String>>())
            .filter(|row| row.iter().any(|cell| !cell.trim().is_empty()))
            // A title over the table is no header.
            .skip_while(|row| row.len() > 1 && row.iter().filter(|cell| !cell.trim().is_empty()).count() == 1);
        if let Some(header) = rows.next() {
            sheets.push((name, Grid { header, rows: rows.map(|row| row.iter().collect()).collect(), padded: false }));
        }
    }
    Ok(sheets)
}

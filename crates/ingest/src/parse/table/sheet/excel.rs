//! XLSX and XLSB, cell by cell: as a rectangle, which the library also gives, one far cell would make a sheet of half a terabyte.

use super::cells::{Book, Refusal};
use calamine::{DataRef, Reader, Sheet, SheetType, SheetVisible, Style, Xlsb, Xlsx, XlsxError, open_workbook_from_rs};
use std::io::Cursor;

/// Reads the sheets that are shown. What is struck out is not said, and cells that were merged say what the first of them does.
///
/// # Errors
/// It is damaged, or what [`Book::cell`] says.
pub(super) fn read(bytes: &[u8], book: &mut Book) -> Result<(), Refusal> {
    let mut file: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(|e: XlsxError| structure(&e))?;
    for name in shown(file.sheets_metadata(), book) {
        let damaged = |e: XlsxError| sheet(&name, &e);
        book.sheet(&name);
        let mut cells = match file.worksheet_cells_reader(&name) {
            // A chart is no table.
            Err(XlsxError::NotAWorksheet(_)) => continue,
            cells => cells.map_err(damaged)?,
        };
        let struck = |style: &Style| style.font.as_ref().is_some_and(calamine::Font::has_strikethrough);
        let struck: Vec<bool> = cells.styles().iter().map(struck).collect();
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(damaged)? {
            if !struck.get(style).is_some_and(|struck| *struck) {
                let (row, column) = cell.get_position();
                book.cell(row, column, said(cell.get_value()))?;
            }
        }
        drop(cells);
        for merged in file.merge_cells_by_sheet_name(&name).map_err(damaged)? {
            book.merge(merged.start.1, merged.start.0, merged.end.0);
        }
    }
    Ok(())
}

/// The same of a workbook in Excel's binary format.
///
/// # Errors
/// As [`read`].
pub(super) fn read_binary(bytes: &[u8], book: &mut Book) -> Result<(), Refusal> {
    let mut file: Xlsb<_> =
        open_workbook_from_rs(Cursor::new(bytes)).map_err(|e: calamine::XlsbError| structure(&e))?;
    for name in shown(file.sheets_metadata(), book) {
        let damaged = |e: calamine::XlsbError| sheet(&name, &e);
        book.sheet(&name);
        let mut cells = file.worksheet_cells_reader(&name).map_err(damaged)?;
        while let Some(cell) = cells.next_cell().map_err(damaged)? {
            let (row, column) = cell.get_position();
            book.cell(row, column, said(cell.get_value()))?;
        }
    }
    Ok(())
}

fn structure(error: &dyn std::error::Error) -> Refusal {
    Refusal::Damaged(format!("its structure is damaged: {error}"))
}

fn sheet(name: &str, error: &dyn std::error::Error) -> Refusal {
    Refusal::Damaged(format!("its sheet {name} is damaged: {error}"))
}

/// The names of the sheets that may hold a table and are not hidden.
fn shown(sheets: &[Sheet], book: &mut Book) -> Vec<String> {
    let mut names = Vec::new();
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        if sheet.visible == SheetVisible::Visible {
            names.push(sheet.name.clone());
        } else {
            book.hidden(&sheet.name);
        }
    }
    names
}

/// What a cell says.
fn said(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Empty | DataRef::Error(_) => String::new(),
        DataRef::SharedString(text) => (*text).to_owned(),
        cell => calamine::Data::from(cell.clone()).to_string(),
    }
}

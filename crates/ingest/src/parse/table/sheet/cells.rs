//! The cells of a workbook that hold something, and the tables that they make.

use super::super::{Grid, Row};
use crate::{bounds, parse::MOST_TEXT};
use std::collections::BTreeMap;

/// No sheet has more rows and columns than these.
const ROWS: u32 = 1 << 20;
const COLUMNS: u32 = 1 << 14;
/// So many columns of a table are read.
const MOST_COLUMNS: u32 = 256;
/// So many places of tables may lie before the last cell of their rows: what is far apart takes room, too.
const SLOTS: usize = 8 << 20;

/// Why a workbook is not read.
pub(super) enum Refusal {
    /// One phrase.
    Damaged(String),
    /// It has more cells than this.
    Cells(usize),
    /// Its cells have more bytes of text than this.
    Text(usize),
}

impl From<String> for Refusal {
    fn from(why: String) -> Self {
        Self::Damaged(why)
    }
}

/// What a workbook holds.
pub(super) struct Tables {
    /// The sheets that hold something, with their names.
    pub(super) grids: Vec<(String, Grid)>,
    /// What has to be told of the rest.
    pub(super) notes: Vec<String>,
}

/// A workbook that is being read, within what its parts may hold.
pub(super) struct Book {
    sheets: Vec<Sheet>,
    notes: Vec<String>,
    cells: usize,
    text: usize,
    most_cells: usize,
    most_text: usize,
}

/// Cells of one column that are shown as one: the first of them says what all say.
struct Merged {
    column: u32,
    first: u32,
    last: u32,
}

struct Sheet {
    name: String,
    cells: BTreeMap<(u32, u32), String>,
    merged: Vec<Merged>,
}

impl Book {
    /// A workbook whose parts have so many bytes. Cells may say the same text, which is there once; text that is said more often
    /// than the file is long was made to do harm.
    pub(super) fn of(unpacked: u64) -> Self {
        let unpacked = usize::try_from(unpacked).unwrap_or(usize::MAX);
        let (most_cells, most_text) = (bounds::cells(unpacked), MOST_TEXT.max(unpacked));
        Self { sheets: Vec::new(), notes: Vec::new(), cells: 0, text: 0, most_cells, most_text }
    }

    /// Begins a sheet.
    pub(super) fn sheet(&mut self, name: &str) {
        self.sheets.push(Sheet { name: name.to_owned(), cells: BTreeMap::new(), merged: Vec::new() });
    }

    /// Says that a sheet is not read because it is hidden.
    pub(super) fn hidden(&mut self, name: &str) {
        self.notes.push(format!("its sheet “{name}” is hidden and was passed over"));
    }

    /// What a cell of the sheet that was begun last says; rows and columns count from 0.
    ///
    /// # Errors
    /// The cell lies where no sheet has any, or there are more of them or more of text than the file can mean.
    pub(super) fn cell(&mut self, row: u32, column: u32, text: String) -> Result<(), Refusal> {
        let Some(sheet) = self.sheets.last_mut() else { return Ok(()) };
        if row >= ROWS || column >= COLUMNS {
            let (row, column, name) = (u64::from(row) + 1, u64::from(column) + 1, &sheet.name);
            return Err(Refusal::Damaged(format!(
                "its sheet {name} has a cell in row {row} and column {column}; no sheet has more than {ROWS} rows and {COLUMNS} columns"
            )));
        }
        if text.trim().is_empty() {
            return Ok(());
        }
        if column >= MOST_COLUMNS {
            let note = format!("its sheet “{}” has columns beyond {MOST_COLUMNS}, which were passed over", sheet.name);
            if self.notes.last() != Some(&note) {
                self.notes.push(note);
            }
            return Ok(());
        }
        let bytes = text.len();
        sheet.cells.insert((row, column), text);
        self.count(bytes)
    }

    /// Cells of a column of the sheet that was begun last are one.
    pub(super) fn merge(&mut self, column: u32, first: u32, last: u32) {
        if let Some(sheet) = self.sheets.last_mut().filter(|_| first < last) {
            sheet.merged.push(Merged { column, first, last });
        }
    }

    /// The tables that its cells make.
    ///
    /// # Errors
    /// As [`Book::cell`].
    pub(super) fn finish(mut self) -> Result<Tables, Refusal> {
        let mut grids = Vec::new();
        let mut slots = 0;
        for mut sheet in std::mem::take(&mut self.sheets) {
            let Some(header) = sheet.header() else { continue };
            self.fill(&mut sheet, header)?;
            let first = sheet.cells.keys().map(|(_, column)| *column).min().unwrap_or(0);
            let last = sheet.cells.keys().map(|(_, column)| *column).max().unwrap_or(0);
            let mut grid = Grid { padded: true, ..Grid::default() };
            let mut rows = sheet.cells.into_iter().skip_while(|((row, _), _)| *row < header).peekable();
            while let Some(((row, _), _)) = rows.peek() {
                let (row, mut cells) = (*row, Vec::new());
                while let Some(((_, column), text)) = rows.next_if(|((at, _), _)| *at == row) {
                    cells.resize((column - first) as usize, String::new());
                    cells.push(text);
                }
                slots += cells.len();
                if slots > SLOTS.max(self.most_cells) {
                    return Err(Refusal::Cells(SLOTS.max(self.most_cells)));
                }
                if row == header {
                    cells.resize((last - first + 1) as usize, String::new());
                    grid.header = cells;
                } else {
                    grid.rows.push(cells.iter().collect::<Row>());
                }
            }
            grids.push((sheet.name, grid));
        }
        Ok(Tables { grids, notes: self.notes })
    }

    /// Has the cells below the first of those that are shown as one say what it says, where their rows say anything.
    fn fill(&mut self, sheet: &mut Sheet, header: u32) -> Result<(), Refusal> {
        let mut rows: Vec<u32> = sheet.cells.keys().map(|(row, _)| *row).collect();
        rows.dedup();
        let mut merged = std::mem::take(&mut sheet.merged);
        merged.sort_by_key(|merged| (merged.column, merged.first));
        let mut before = None;
        for Merged { column, first, last } in merged.into_iter().filter(|merged| merged.first > header) {
            // Those that overlap are no work of a program for tables, and would take the square of their number.
            if before.is_some_and(|(of, end)| of == column && first <= end) {
                continue;
            }
            before = Some((column, last));
            let Some(text) = sheet.cells.get(&(first, column)).cloned() else { continue };
            let from = rows.partition_point(|row| *row <= first);
            for row in rows[from..].iter().take_while(|row| **row <= last) {
                self.count(text.len())?;
                sheet.cells.entry((*row, column)).or_insert_with(|| text.clone());
            }
        }
        Ok(())
    }

    /// Counts a cell of so many bytes.
    fn count(&mut self, bytes: usize) -> Result<(), Refusal> {
        self.text += bytes;
        self.cells += 1;
        match () {
            () if self.text > self.most_text => Err(Refusal::Text(self.most_text)),
            () if self.cells > self.most_cells => Err(Refusal::Cells(self.most_cells)),
            () => Ok(()),
        }
    }
}

impl Sheet {
    /// The row of the titles of the columns: the first, but a title over the table is none.
    fn header(&self) -> Option<u32> {
        let (mut first, mut last) = (u32::MAX, 0);
        for (_, column) in self.cells.keys() {
            (first, last) = (first.min(*column), last.max(*column));
        }
        let mut rows = self.cells.keys().map(|(row, _)| *row).peekable();
        while let Some(row) = rows.next() {
            let alone = rows.next_if_eq(&row).is_none();
            if !alone || first == last {
                return Some(row);
            }
        }
        None
    }
}

//! The rows of a table, and whether the first of them gives their titles.

use super::cell::role_like;
use super::{Column, Table, Title};
use rolecall_language::{Readings, read};
use rolecall_record::{Block, BlockKind, Span};

impl<'a> Table<'a> {
    /// Collects the rows of one table.
    pub fn new(text: &'a str, blocks: &'a [Block]) -> Self {
        let mut header = None;
        let mut rows = Vec::new();
        for block in blocks {
            let BlockKind::TableRow { header: is_header, cells, .. } = &block.kind else { continue };
            if *is_header && header.is_none() && rows.is_empty() {
                header = Some(cells.as_slice());
            } else {
                rows.push(cells.as_slice());
            }
        }
        let mut table = Self { text, header, rows };
        // "Porter | opens the gate" over "Cook | lights the stove": no title, but the first row.
        if let Some(first) = header.filter(|first| table.like_rows(first)) {
            table.header = None;
            table.rows.insert(0, first);
        } else if header.is_none() && table.rows.len() > 1 && titles(text, table.rows[0]) {
            table.header = Some(table.rows.remove(0));
        }
        table
    }

    /// Whether a first row is built as those below it: somebody in a column of people, a deed in a column of deeds.
    fn like_rows(&self, first: &[Span]) -> bool {
        let most = |i: usize, is: &dyn Fn(&Span) -> bool| {
            let cells = || self.rows.iter().filter_map(|row| row.get(i));
            cells().filter(|c| is(c)).count() * 2 > cells().count()
        };
        let role = |c: &Span| role_like(c.of(self.text)) && Title::of(c.of(self.text)).is_none();
        // "Officer | Looks after", "Contractor | Work required" are titles.
        let deed = |c: &Span| {
            let cell = c.of(self.text);
            let third = read(cell).tokens.first().is_some_and(|t| t.word.readings.any(Readings::THIRD));
            third && self.deed(*c) && cell.split_whitespace().count() > 2
        };
        let column = |is: &dyn Fn(&Span) -> bool| first.iter().enumerate().any(|(i, c)| is(c) && most(i, is));
        column(&role) && column(&deed)
    }
}

/// Whether a first row that nothing marks says in so many words what the columns hold: roles in one, what they do in another.
fn titles(text: &str, first: &[Span]) -> bool {
    let roles = first.iter().position(|c| Title::of(c.of(text)).is_some());
    let duties = |i: usize| Some(i) != roles && Column::new(first[i].of(text)).is_of_duties();
    roles.is_some() && (0..first.len()).any(duties)
}

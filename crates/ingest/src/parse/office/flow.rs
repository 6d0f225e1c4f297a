//! Paragraphs and tables as an office program keeps them, to blocks.
//!
//! A [`Flow`] is filled by the reader of a format and knows nothing of its markup. What people do by hand where they could
//! have used a style is understood in `hand`; here is only what the document itself says.

use super::hand;
use crate::Document;
use crate::document::Run;
use rolecall_record::BlockKind;

/// What the document says that a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) enum Style {
    /// The title of the whole.
    Title,
    /// A heading; 1 is the highest.
    Heading(usize),
    /// An item of a list.
    Item {
        depth: u8,
        ordered: bool,
    },
    Term,
    Definition,
    Quote,
    Caption,
    Code,
    /// A line about the document: its table of contents, its date.
    About,
    /// Nothing in particular.
    Body,
}

impl Style {
    /// What a style of this name (in lower case) is for, by the names that the programs give in English. Those of headings
    /// are the same in files of every language, for they are what programs look for.
    pub(in crate::parse) fn named(name: &str) -> Option<Self> {
        let name = name.replace(['_', '-'], " ").replace(" 20 ", " ");
        let number = || name.rsplit(|c: char| !c.is_ascii_digit()).next().and_then(|n| n.parse::<usize>().ok());
        let depth = || number().unwrap_or(1).saturating_sub(1).min(20) as u8;
        let begins = |word: &str| name.starts_with(word);
        Some(if begins("heading") || begins("überschrift") {
            Self::Heading(number()?)
        } else if name == "title" {
            Self::Title
        } else if begins("list bullet") || begins("listbullet") {
            Self::Item { depth: depth(), ordered: false }
        } else if begins("list number") || begins("listnumber") {
            Self::Item { depth: depth(), ordered: true }
        } else if begins("toc") || begins("contents") || matches!(&*name, "author" | "date" | "index heading") {
            Self::About
        } else if matches!(&*name, "quote" | "intense quote" | "quotations" | "block text" | "quotation") {
            Self::Quote
        } else if name.ends_with("caption") || matches!(&*name, "figure" | "illustration" | "table") {
            Self::Caption
        } else if matches!(&*name, "source code" | "preformatted text" | "html preformatted" | "plain text code") {
            Self::Code
        } else if name == "definition term" {
            Self::Term
        } else if name == "definition" {
            Self::Definition
        } else {
            return None;
        })
    }
}

/// How text is set.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(in crate::parse) struct Look {
    /// Set off in any way.
    pub(in crate::parse) strong: bool,
    /// In bold.
    pub(in crate::parse) bold: bool,
    /// In points; 0 where nothing says it.
    pub(in crate::parse) size: f32,
}

/// A paragraph. Its text has `\n` where a line was broken by hand, `\t` where the tabulator was used.
#[derive(Debug, Clone)]
pub(in crate::parse) struct Paragraph {
    pub(in crate::parse) style: Style,
    pub(in crate::parse) runs: Vec<Run>,
    /// Whether all of its visible text is bold.
    pub(in crate::parse) bold: bool,
    /// The largest size of its text.
    pub(in crate::parse) size: f32,
    /// The notes that it refers to, by their numbers in the flow.
    pub(in crate::parse) notes: Vec<usize>,
}

impl Paragraph {
    /// Body text of one look, of no size in particular.
    pub(in crate::parse) fn body(runs: Vec<Run>, bold: bool) -> Self {
        Self { style: Style::Body, runs, bold, size: 0.0, notes: Vec::new() }
    }

    /// Its text.
    pub(in crate::parse) fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    fn is_blank(&self) -> bool {
        self.runs.iter().all(|run| run.text.trim().is_empty())
    }
}

/// What stands one after the other.
#[derive(Debug, Clone)]
pub(in crate::parse) enum Piece {
    Paragraph(Paragraph),
    Table(Vec<Row>),
}

#[derive(Debug, Clone, Default)]
pub(in crate::parse) struct Row {
    pub(in crate::parse) header: bool,
    pub(in crate::parse) cells: Vec<Cell>,
}

#[derive(Debug, Clone)]
pub(in crate::parse) struct Cell {
    pieces: Vec<Piece>,
    /// So many columns wide.
    columns: usize,
    /// Whether it is the rest of the cell above it.
    continued: bool,
}

impl Cell {
    /// A cell that holds this text alone.
    pub(in crate::parse) fn of(text: &str) -> Self {
        let paragraph = Paragraph::body(vec![Run::plain(text)], false);
        Self { pieces: vec![Piece::Paragraph(paragraph)], columns: 1, continued: false }
    }

    /// The same, that refers to these notes.
    pub(in crate::parse) fn referring(mut self, notes: &[usize]) -> Self {
        if let Some(Piece::Paragraph(paragraph)) = self.pieces.first_mut() {
            paragraph.notes.extend(notes);
        }
        self
    }

    /// Its text. Paragraphs in it are parted by a semicolon where they do not end in a mark of their own, as in cells of
    /// web pages.
    fn text(&self) -> String {
        let mut out = String::new();
        let mut left: Vec<&Piece> = self.pieces.iter().rev().collect();
        while let Some(piece) = left.pop() {
            match piece {
                Piece::Paragraph(paragraph) => {
                    for line in paragraph.text().split('\n').map(str::trim).filter(|line| !line.is_empty()) {
                        if !out.is_empty() {
                            out.push_str(if out.ends_with(|c: char| c.is_alphanumeric() || c == ')') {
                                "; "
                            } else {
                                " "
                            });
                        }
                        out.push_str(line.strip_prefix(hand::BULLETS).unwrap_or(line).trim_start());
                    }
                }
                Piece::Table(rows) => {
                    let cells = rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.continued);
                    left.extend(cells.flat_map(|cell| &cell.pieces).collect::<Vec<_>>().into_iter().rev());
                }
            }
        }
        out
    }

    fn is_bold(&self) -> bool {
        let mut seen = false;
        let bold = self.pieces.iter().all(|piece| match piece {
            Piece::Paragraph(paragraph) => {
                seen |= !paragraph.is_blank();
                paragraph.bold || paragraph.is_blank()
            }
            Piece::Table(_) => false,
        });
        bold && seen
    }
}

/// A document as it is being read.
#[derive(Debug, Default)]
pub(in crate::parse) struct Flow {
    /// What is open, innermost last; below the first are the pieces of the body.
    open: Vec<Open>,
    body: Vec<Piece>,
    /// Footnotes and endnotes, each by its number.
    notes: Vec<Vec<Piece>>,
}

#[derive(Debug)]
enum Open {
    Paragraph(Paragraph),
    Table(Vec<Row>),
    Row(Row),
    Cell(Cell),
    Note(Vec<Piece>),
}

/// Tables within tables, boxes within boxes: more of them are no layout.
const DEEPEST: usize = 200;

impl Flow {
    /// A paragraph begins; one that is open already (around a text box) goes on after it.
    pub(in crate::parse) fn open_paragraph(&mut self) {
        self.open.push(Open::Paragraph(Paragraph::body(Vec::new(), true)));
    }

    /// Text of the innermost open paragraph; lost where none is open.
    pub(in crate::parse) fn text(&mut self, text: &str, look: Look) {
        let Some(Open::Paragraph(paragraph)) = self.open.last_mut() else { return };
        if !text.trim().is_empty() {
            paragraph.bold &= look.bold;
            paragraph.size = paragraph.size.max(look.size);
        }
        match paragraph.runs.last_mut() {
            Some(run) if run.strong == look.strong => run.text.push_str(text),
            _ => paragraph.runs.push(Run { text: text.to_owned(), strong: look.strong }),
        }
    }

    /// The innermost open paragraph ends, and is of this style.
    pub(in crate::parse) fn close_paragraph(&mut self, style: Style) {
        if let Some(Open::Paragraph(mut paragraph)) = self.open.pop_if(|open| matches!(open, Open::Paragraph(_)))
            && !(paragraph.is_blank() && paragraph.notes.is_empty())
        {
            paragraph.style = style;
            self.put(Piece::Paragraph(paragraph));
        }
    }

    /// A note begins, within the paragraph that refers to it or by itself.
    pub(in crate::parse) fn open_note(&mut self) {
        self.open.push(Open::Note(Vec::new()));
    }

    /// The innermost open note ends; what is in it.
    pub(in crate::parse) fn close_note(&mut self) -> Vec<Piece> {
        match self.open.pop_if(|open| matches!(open, Open::Note(_))) {
            Some(Open::Note(pieces)) => pieces,
            _ => Vec::new(),
        }
    }

    /// The innermost open paragraph refers to this note, which is read at the end of its section: elsewhere it would stand between
    /// the items of a list, or in a cell as if that said it.
    pub(in crate::parse) fn note(&mut self, note: Vec<Piece>) {
        if let Some(Open::Paragraph(paragraph)) = self.open.last_mut() {
            paragraph.notes.push(self.notes.len());
            self.notes.push(note);
        }
    }

    /// A paragraph that is whole already.
    pub(in crate::parse) fn paragraph(&mut self, style: Style, text: &str, look: Look) {
        self.open_paragraph();
        self.text(text, look);
        self.close_paragraph(style);
    }

    /// A table begins.
    pub(in crate::parse) fn open_table(&mut self) {
        self.open.push(Open::Table(Vec::new()));
    }

    /// A row begins.
    pub(in crate::parse) fn open_row(&mut self) {
        self.open.push(Open::Row(Row::default()));
    }

    /// A cell begins.
    pub(in crate::parse) fn open_cell(&mut self) {
        self.open.push(Open::Cell(Cell { pieces: Vec::new(), columns: 1, continued: false }));
    }

    /// The innermost open cell is the rest of the one above it.
    pub(in crate::parse) fn continue_cell(&mut self) {
        if let Some(Open::Cell(cell)) = self.open.iter_mut().rev().find(|open| matches!(open, Open::Cell(_))) {
            cell.continued = true;
        }
    }

    /// The innermost open cell ends; it is so many columns wide.
    pub(in crate::parse) fn close_cell(&mut self, columns: usize) {
        if let Some(Open::Cell(mut cell)) = self.open.pop_if(|open| matches!(open, Open::Cell(_))) {
            cell.columns = columns.max(1);
            if let Some(Open::Row(row)) = self.open.last_mut() {
                row.cells.push(cell);
            }
        }
    }

    /// The innermost open row ends.
    pub(in crate::parse) fn close_row(&mut self, header: bool) {
        if let Some(Open::Row(mut row)) = self.open.pop_if(|open| matches!(open, Open::Row(_))) {
            row.header = header;
            if let Some(Open::Table(rows)) = self.open.last_mut() {
                rows.push(row);
            }
        }
    }

    /// The innermost open table ends.
    pub(in crate::parse) fn close_table(&mut self) {
        if let Some(Open::Table(rows)) = self.open.pop_if(|open| matches!(open, Open::Table(_))) {
            self.put(Piece::Table(rows));
        }
    }

    fn put(&mut self, piece: Piece) {
        let nested = self.open.len() < DEEPEST;
        match self.open.iter_mut().rev().find(|open| matches!(open, Open::Cell(_) | Open::Note(_))) {
            Some(Open::Cell(cell)) if nested => cell.pieces.push(piece),
            Some(Open::Note(pieces)) => pieces.push(piece),
            _ => self.body.push(piece),
        }
    }

    /// Appends everything to `document`, whose title a paragraph may give.
    pub(in crate::parse) fn write(mut self, document: &mut Document) {
        let mut pieces = Vec::new();
        self.body.into_iter().for_each(|piece| unfold(piece, &mut pieces));
        hand::understand(&mut pieces);
        let title = pieces.iter().find_map(|piece| match piece {
            Piece::Paragraph(p) if p.style == Style::Title => Some(p.text()),
            _ => None,
        });
        // Below a title of its own kind, the highest headings are parts.
        let down = usize::from(title.is_some());
        let first = || {
            let first = pieces.iter().find_map(|piece| match piece {
                Piece::Paragraph(p) if !matches!(p.style, Style::About) => Some(p),
                _ => None,
            });
            first.filter(|p| p.style == Style::Heading(1)).map(Paragraph::text)
        };
        if let Some(title) = title.or_else(first) {
            document.title = Some(title.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        let mut tables = 0;
        let mut put = |piece: Piece| match piece {
            Piece::Paragraph(paragraph) => document.push(kind(paragraph.style, down), &paragraph.runs),
            Piece::Table(rows) => {
                table(&rows, tables, document);
                tables += 1;
            }
        };
        let mut waiting: Vec<usize> = Vec::new();
        for piece in pieces {
            let ends_section =
                matches!(&piece, Piece::Paragraph(p) if matches!(p.style, Style::Heading(_) | Style::Title));
            let before = if ends_section { std::mem::take(&mut waiting) } else { Vec::new() };
            before.into_iter().flat_map(|note| std::mem::take(&mut self.notes[note])).for_each(&mut put);
            notes(&piece, &mut waiting);
            put(piece);
        }
        waiting.into_iter().flat_map(|note| std::mem::take(&mut self.notes[note])).for_each(put);
    }
}

/// The notes that a piece refers to.
fn notes(piece: &Piece, into: &mut Vec<usize>) {
    let mut left = vec![piece];
    while let Some(piece) = left.pop() {
        match piece {
            Piece::Paragraph(paragraph) => into.extend(&paragraph.notes),
            Piece::Table(rows) => {
                left.extend(
                    rows.iter().rev().flat_map(|row| row.cells.iter().rev().flat_map(|c| c.pieces.iter().rev())),
                );
            }
        }
    }
}

/// A table that only frames text, having one column, is that text.
fn unfold(piece: Piece, into: &mut Vec<Piece>) {
    match piece {
        Piece::Table(rows) if rows.iter().all(|row| row.cells.len() < 2) => {
            let cells = rows.into_iter().flat_map(|row| row.cells);
            cells.flat_map(|cell| cell.pieces).for_each(|piece| unfold(piece, into));
        }
        other => into.push(other),
    }
}

fn kind(style: Style, down: usize) -> BlockKind {
    match style {
        Style::Title => BlockKind::Heading { level: 1 },
        Style::Heading(level) => BlockKind::Heading { level: (level + down).clamp(1, 6) as u8 },
        Style::Item { depth, ordered } => BlockKind::ListItem { depth, ordered },
        Style::Term => BlockKind::Term,
        Style::Definition => BlockKind::Definition,
        Style::Quote => BlockKind::Quote,
        Style::Caption => BlockKind::Caption,
        Style::Code => BlockKind::Code,
        Style::About => BlockKind::Meta,
        Style::Body => BlockKind::Paragraph,
    }
}

/// Appends a table. Its first row names the columns where it says so, or where it alone is bold.
fn table(rows: &[Row], number: u32, document: &mut Document) {
    let bold = |row: &Row| !row.cells.is_empty() && row.cells.iter().all(Cell::is_bold);
    let stands_out = rows.first().is_some_and(bold) && rows.len() > 1 && !rows[1..].iter().all(bold);
    let mut above: Vec<String> = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let mut column = 0;
        let mut cells = Vec::new();
        let mut texts = Vec::new();
        for cell in &row.cells {
            let text = if cell.continued { above.get(column).cloned().unwrap_or_default() } else { cell.text() };
            // What a merged cell holds is said of each of its rows, but not without end.
            let text = if cell.continued && text.len() > 4096 { String::new() } else { text };
            for _ in 0..cell.columns.min(256) {
                texts.push(text.clone());
            }
            column += cell.columns.min(256);
            cells.push((text, cell.columns));
        }
        above = texts;
        document.push_row(number, row.header || (i == 0 && stands_out), &cells);
    }
}

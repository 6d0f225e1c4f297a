//! ODS: rows and cells that say how often they are repeated.

use super::cells::{Book, Refusal};
use crate::parse::office::package::Package;
use crate::parse::office::xml::{self, Element, Node};
use std::collections::{BTreeSet, HashSet};

/// Whether the document is a spreadsheet.
pub(super) fn is_one(package: &mut Package<'_>) -> bool {
    let spreadsheet = |kind: String| kind.contains("opendocument.spreadsheet");
    package.optional("mimetype").ok().flatten().is_some_and(spreadsheet)
}

/// Reads the sheets that are shown.
///
/// # Errors
/// It is damaged or locked, or what [`Book::cell`] says.
pub(super) fn read(package: &mut Package<'_>, book: &mut Book) -> Result<(), Refusal> {
    if package.optional("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err("it is locked with a password: save it without one".to_owned().into());
    }
    let content = package.text("content.xml")?;
    let mut reader = Reader::new(book);
    let mut refused = None;
    let read = xml::read(&content, |node| {
        reader.node(node).map_err(|refusal| {
            refused = Some(refusal);
            String::new()
        })
    });
    match refused {
        Some(refusal) => Err(refusal),
        None => Ok(read?),
    }
}

struct Reader<'b> {
    book: &'b mut Book,
    /// The style that is open, and styles that hide a sheet or strike out.
    style: Option<String>,
    hiding: HashSet<String>,
    striking: HashSet<String>,
    /// Whether the reader is in a sheet that is shown,
    shown: bool,
    /// in how many tables, for cells may hold some,
    tables: usize,
    /// and in how many elements whose text is no cell's.
    skipped: usize,
    /// Where the reader is, and how often what it is in is repeated.
    row: usize,
    rows: usize,
    column: usize,
    columns: usize,
    next_column: usize,
    hidden_columns: BTreeSet<usize>,
    hidden_row: bool,
    spanned: usize,
    /// What stands in the cell, and what its value is where nothing does.
    text: String,
    value: String,
    paragraphs: usize,
    struck: usize,
    spans: Vec<bool>,
}

/// Elements whose text no cell says.
const SKIPPED: &[&str] =
    &["office:annotation", "text:tracked-changes", "table:tracked-changes", "text:ruby-text", "draw:object"];
/// Nothing is repeated more often.
const MOST: usize = 1 << 20;
/// No more columns are read.
const MOST_COLUMNS: usize = 1 << 14;

impl<'b> Reader<'b> {
    fn new(book: &'b mut Book) -> Self {
        Self {
            book,
            style: None,
            hiding: HashSet::new(),
            striking: HashSet::new(),
            shown: false,
            tables: 0,
            skipped: 0,
            row: 0,
            rows: 1,
            column: 0,
            columns: 1,
            next_column: 0,
            hidden_columns: BTreeSet::new(),
            hidden_row: false,
            spanned: 1,
            text: String::new(),
            value: String::new(),
            paragraphs: 0,
            struck: 0,
            spans: Vec::new(),
        }
    }

    fn node(&mut self, node: Node<'_>) -> Result<(), Refusal> {
        match node {
            Node::Open(element) if SKIPPED.contains(&&*element.name) => self.skipped += 1,
            Node::Close(name) if SKIPPED.contains(&name) => self.skipped -= 1,
            _ if self.skipped > 0 => {}
            Node::Open(element) => self.open(element),
            Node::Close(name) => return self.close(name),
            Node::Text(text) if self.paragraphs > 0 => self.say(text),
            Node::Text(_) => {}
        }
        Ok(())
    }

    fn open(&mut self, element: &Element) {
        let times = |name: &str| element.number(name).unwrap_or(1).clamp(1, MOST);
        let collapsed = || element.get("visibility") == Some("collapse");
        let style = || element.get("style-name").unwrap_or_default();
        match &*element.name {
            "style:style" => self.style = element.get("name").map(str::to_owned),
            "style:table-properties" if element.get("display") == Some("false") => {
                self.hiding.extend(self.style.clone())
            }
            "style:text-properties" if element.get("text-line-through-style").is_some_and(|line| line != "none") => {
                self.striking.extend(self.style.clone());
            }
            "table:table" => {
                self.tables += 1;
                if self.tables == 1 {
                    let name = element.get("name").unwrap_or_default();
                    self.shown = !self.hiding.contains(style());
                    if self.shown {
                        self.book.sheet(name);
                    } else {
                        self.book.hidden(name);
                    }
                    (self.row, self.next_column) = (0, 0);
                    self.hidden_columns.clear();
                }
            }
            _ if self.tables != 1 => {}
            "table:table-column" => {
                let next = (self.next_column + times("number-columns-repeated")).min(MOST_COLUMNS);
                if collapsed() {
                    self.hidden_columns.extend(self.next_column..next);
                }
                self.next_column = next;
            }
            "table:table-row" => {
                self.rows = times("number-rows-repeated");
                self.hidden_row = collapsed();
                self.column = 0;
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.columns = times("number-columns-repeated");
                self.spanned = times("number-rows-spanned");
                self.struck = usize::from(self.striking.contains(style()));
                self.text.clear();
                let value = ["string-value", "date-value", "time-value", "boolean-value", "value"];
                self.value = value.iter().find_map(|name| element.get(name)).unwrap_or_default().to_owned();
            }
            "text:p" => {
                if !self.text.is_empty() {
                    self.say("\n");
                }
                self.paragraphs += 1;
            }
            "text:span" => {
                let struck = self.striking.contains(style());
                self.struck += usize::from(struck);
                self.spans.push(struck);
            }
            "text:s" => self.say(&" ".repeat(element.number("c").unwrap_or(1).min(100))),
            "text:tab" => self.say("\t"),
            "text:line-break" => self.say("\n"),
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        if self.struck == 0 {
            self.text += text;
        } else {
            // What was struck out is not its value either.
            self.value.clear();
        }
    }

    fn close(&mut self, name: &str) -> Result<(), Refusal> {
        match name {
            "table:table" => self.tables -= 1,
            _ if self.tables != 1 => {}
            "table:table-row" => self.row += self.rows,
            "table:table-cell" | "table:covered-table-cell" => return self.cell(),
            "text:p" => self.paragraphs -= 1,
            "text:span" => self.struck -= usize::from(self.spans.pop().unwrap_or(false)),
            _ => {}
        }
        Ok(())
    }

    /// Notes the cell that ends here as often as it is repeated.
    fn cell(&mut self) -> Result<(), Refusal> {
        let first = self.column;
        self.column += self.columns;
        let said = if self.text.trim().is_empty() { &self.value } else { &self.text };
        if !self.shown || self.hidden_row || said.trim().is_empty() {
            return Ok(());
        }
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        for row in self.row..self.row + self.rows {
            for column in (first..first + self.columns).filter(|column| !self.hidden_columns.contains(column)) {
                self.book.cell(place(row), place(column), said.clone())?;
                if self.spanned > 1 {
                    self.book.merge(place(column), place(row), place(row + self.spanned - 1));
                }
            }
        }
        Ok(())
    }
}

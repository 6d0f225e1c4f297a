//! RTF: groups of control words and text, read as a program of twenty years ago would.
//!
//! Headings are told by the names of their styles or by their outline levels, items by the text that stands in for their
//! bullets, tables by their cells. The one crate for RTF that is kept (`rtf-parser`) gives runs of text with their looks: rows,
//! lists and styles are lost, heads of pages and hidden text stand among what is said, and half a character makes it panic.

use super::flow::{Flow, Look, Style};
use crate::Document;
use encoding_rs::{Encoding, WINDOWS_1252};
use std::collections::HashMap;

/// Groups within groups: more are no document.
const DEEPEST: usize = 500;

/// Destinations whose text the document does not say.
const SKIPPED: &[&str] = &[
    "fonttbl",
    "colortbl",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "annotation",
    "listtable",
    "listoverridetable",
    "revtbl",
    "rsidtbl",
    "generator",
    "themedata",
    "colorschememapping",
    "latentstyles",
    "datastore",
    "xmlnstbl",
    "fldinst",
    "bkmkstart",
    "bkmkend",
    "mmathPr",
    "nonshppict",
];

/// What the text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Into {
    Body,
    /// The text of a bullet or number.
    Mark,
    Styles,
    Title,
    Author,
    Nothing,
}

/// What a group changes until it ends.
#[derive(Debug, Clone, Copy)]
struct State {
    into: Into,
    bold: bool,
    italic: bool,
    hidden: bool,
    struck: bool,
    deleted: bool,
    size: f32,
    /// How many characters stand in for one that is told by its number.
    stand_ins: usize,
}

impl State {
    const PLAIN: Self = Self {
        into: Into::Nothing,
        bold: false,
        italic: false,
        hidden: false,
        struck: false,
        deleted: false,
        size: 12.0,
        stand_ins: 1,
    };
}

/// What a paragraph is until the next `\pard`.
#[derive(Debug, Clone, Copy, Default)]
struct Layout {
    style: i32,
    outline: Option<i32>,
    depth: i32,
    in_table: bool,
}

struct Reader {
    flow: Flow,
    state: State,
    around: Vec<State>,
    layout: Layout,
    styles: HashMap<i32, String>,
    style: (i32, String),
    charset: &'static Encoding,
    bytes: Vec<u8>,
    skip: usize,
    mark: String,
    open: bool,
    /// The first half of a character that is told by two numbers.
    half: Option<u16>,
    table: bool,
    row: bool,
    cell: bool,
    header: bool,
    /// What is around the note that is open, and how many groups are.
    outside: Option<(usize, Outside)>,
    document: Document,
}

/// What goes on after a note.
#[derive(Debug, Default)]
struct Outside {
    layout: Layout,
    mark: String,
    table: bool,
    row: bool,
    cell: bool,
    header: bool,
}

/// Whether `bytes` are such a document.
pub(in crate::parse) fn is_one(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"{\\rtf")
}

/// Reads a document.
///
/// # Errors
/// One phrase.
pub(super) fn parse(bytes: &[u8]) -> Result<Document, String> {
    let mut reader = Reader {
        flow: Flow::default(),
        state: State { into: Into::Body, stand_ins: 1, ..State::PLAIN },
        around: Vec::new(),
        layout: Layout::default(),
        styles: HashMap::new(),
        style: (0, String::new()),
        charset: WINDOWS_1252,
        bytes: Vec::new(),
        skip: 0,
        mark: String::new(),
        open: false,
        half: None,
        table: false,
        row: false,
        cell: false,
        header: false,
        outside: None,
        document: Document::default(),
    };
    let mut rest = bytes.trim_ascii_start();
    while let [first, after @ ..] = rest {
        rest = after;
        match first {
            b'{' => {
                reader.drain();
                reader.skip = 0;
                if reader.around.len() >= DEEPEST {
                    return Err(format!("its groups are nested more than {DEEPEST} deep"));
                }
                reader.around.push(reader.state);
            }
            b'}' => {
                reader.drain();
                reader.skip = 0;
                if reader.state.into == Into::Styles {
                    reader.end_style();
                }
                reader.end_note();
                match reader.around.pop() {
                    Some(state) => reader.state = state,
                    None => return Err("it ends before it begins".into()),
                }
                // What some programs append behind the last group is no part of it.
                if reader.around.is_empty() {
                    break;
                }
            }
            b'\\' => rest = reader.control(rest),
            b'\r' | b'\n' | 0 => {}
            byte => reader.byte(*byte),
        }
    }
    reader.drain();
    if !reader.around.is_empty() {
        return Err("it ends in the middle of a group".into());
    }
    reader.end_paragraph();
    reader.end_table();
    let mut document = reader.document;
    reader.flow.write(&mut document);
    Ok(document)
}

impl Reader {
    /// Reads what stands behind a backslash, and returns what comes after it.
    fn control<'b>(&mut self, rest: &'b [u8]) -> &'b [u8] {
        let letters = rest.iter().take(32).take_while(|b| b.is_ascii_alphabetic()).count();
        if letters == 0 {
            let Some((sign, after)) = rest.split_first() else { return rest };
            match sign {
                b'\'' => {
                    let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
                    if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
                        self.byte(byte);
                        return &after[2..];
                    }
                }
                b'~' => self.text(" "),
                b'_' => self.text("-"),
                b'*' => self.state.into = Into::Nothing,
                b'\\' | b'{' | b'}' => self.byte(*sign),
                b'\r' | b'\n' => self.end_paragraph(),
                _ => {}
            }
            return after;
        }
        let word = std::str::from_utf8(&rest[..letters]).unwrap_or_default();
        let mut end = letters;
        let sign = rest.get(end) == Some(&b'-');
        end += usize::from(sign);
        let digits = rest[end..].iter().take(10).take_while(|b| b.is_ascii_digit()).count();
        let number = std::str::from_utf8(&rest[letters..end + digits]).ok().and_then(|n| n.parse::<i32>().ok());
        end = if digits > 0 { end + digits } else { letters };
        end += usize::from(rest.get(end) == Some(&b' '));
        if word == "bin" {
            let size = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
            return rest.get(end + size..).unwrap_or_default();
        }
        self.drain();
        self.word(word, number);
        &rest[end..]
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let on = number != Some(0);
        match word {
            _ if SKIPPED.contains(&word) => self.state.into = Into::Nothing,
            "footnote" => self.begin_note(),
            "stylesheet" => self.state.into = Into::Styles,
            "info" => self.state.into = Into::Nothing,
            "title" if self.state.into == Into::Nothing => self.state.into = Into::Title,
            "author" if self.state.into == Into::Nothing => self.state.into = Into::Author,
            "listtext" | "pntext" => self.state.into = Into::Mark,
            "ansicpg" => {
                let label = format!("windows-{}", number.unwrap_or(1252));
                self.charset = Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252);
            }
            "s" if self.state.into == Into::Styles => self.style.0 = number.unwrap_or(0),
            "s" => self.layout.style = number.unwrap_or(0),
            "u" => {
                self.unit(number.unwrap_or(0xfffd));
                self.skip = self.state.stand_ins;
            }
            "uc" => self.state.stand_ins = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(1).min(8),
            _ if !matches!(self.state.into, Into::Body | Into::Mark) => {}
            "plain" => {
                let State { into, stand_ins, .. } = self.state;
                self.state = State { into, stand_ins, ..State::PLAIN };
            }
            "b" => self.state.bold = on,
            "i" => self.state.italic = on,
            "v" => self.state.hidden = on,
            "strike" | "striked" => self.state.struck = on,
            "deleted" => self.state.deleted = on,
            "fs" => self.state.size = number.unwrap_or(24).clamp(2, 400) as f32 / 2.0,
            "pard" => self.layout = Layout::default(),
            "outlinelevel" => self.layout.outline = number,
            "ilvl" => self.layout.depth = number.unwrap_or(0),
            "intbl" => self.layout.in_table = true,
            "par" | "sect" | "page" | "nestcell" => self.end_paragraph(),
            "trowd" => self.header = false,
            "trhdr" => self.header = true,
            "line" => self.text("\n"),
            "tab" => self.text("\t"),
            "cell" => self.end_cell(),
            "row" => self.end_row(),
            "emdash" => self.text("—"),
            "endash" => self.text("–"),
            "lquote" => self.text("‘"),
            "rquote" => self.text("’"),
            "ldblquote" => self.text("“"),
            "rdblquote" => self.text("”"),
            "bullet" => self.text("•"),
            _ => {}
        }
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else {
            self.bytes.push(byte);
        }
    }

    /// Takes the bytes that have come together as text.
    fn drain(&mut self) {
        if !self.bytes.is_empty() {
            let bytes = std::mem::take(&mut self.bytes);
            let text = self.charset.decode_without_bom_handling(&bytes).0.into_owned();
            self.put(&text);
        }
    }

    fn text(&mut self, text: &str) {
        self.drain();
        self.put(text);
    }

    fn put(&mut self, text: &str) {
        match self.state.into {
            Into::Nothing => {}
            Into::Styles => self.style.1.push_str(text),
            Into::Mark => self.mark.push_str(text),
            Into::Title => self.document.title.get_or_insert_default().push_str(text),
            Into::Author => self.document.author.get_or_insert_default().push_str(text),
            Into::Body if self.state.hidden || self.state.struck || self.state.deleted => {}
            Into::Body => {
                if !self.open {
                    self.begin_paragraph();
                }
                let State { bold, italic, size, .. } = self.state;
                self.flow.text(text, Look { strong: bold || italic, bold, size });
            }
        }
    }

    /// A character, or half of one, as UTF-16 has it; numbers beyond 32,767 are written as negative ones.
    fn unit(&mut self, number: i32) {
        let unit = number as u16;
        let units = self.half.take().into_iter().chain([unit]);
        if (0xd800..0xdc00).contains(&unit) {
            self.half = Some(unit);
            return;
        }
        let text: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        self.text(&text);
    }

    /// A footnote or endnote begins, where the document itself is around it.
    fn begin_note(&mut self) {
        let around = self.around.last().filter(|around| around.into == Into::Body && self.outside.is_none());
        let Some(State { stand_ins, .. }) = around.copied() else { return self.state.into = Into::Nothing };
        self.state = State { into: Into::Body, stand_ins, ..State::PLAIN };
        if !self.open {
            self.begin_paragraph();
        }
        self.open = false;
        let take = |flag: &mut bool| std::mem::take(flag);
        let outside = Outside {
            layout: std::mem::take(&mut self.layout),
            mark: std::mem::take(&mut self.mark),
            table: take(&mut self.table),
            row: take(&mut self.row),
            cell: take(&mut self.cell),
            header: take(&mut self.header),
        };
        self.outside = Some((self.around.len(), outside));
        self.flow.open_note();
    }

    /// Ends the note whose group ends, if it is one.
    fn end_note(&mut self) {
        let Some((_, outside)) = self.outside.take_if(|(groups, _)| *groups == self.around.len()) else { return };
        self.end_paragraph();
        self.end_table();
        let note = self.flow.close_note();
        self.flow.note(note);
        self.open = true;
        let Outside { layout, mark, table, row, cell, header } = outside;
        (self.layout, self.mark, self.table, self.row, self.cell, self.header) =
            (layout, mark, table, row, cell, header);
    }

    fn begin_paragraph(&mut self) {
        if self.layout.in_table {
            self.open_cell()
        } else {
            self.end_table()
        }
        self.flow.open_paragraph();
        self.open = true;
    }

    /// Opens what a cell needs around it, and the cell.
    fn open_cell(&mut self) {
        if !std::mem::replace(&mut self.table, true) {
            self.flow.open_table();
        }
        if !std::mem::replace(&mut self.row, true) {
            self.flow.open_row();
        }
        if !std::mem::replace(&mut self.cell, true) {
            self.flow.open_cell();
        }
    }

    fn end_cell(&mut self) {
        self.end_paragraph();
        self.open_cell();
        self.flow.close_cell(1);
        self.cell = false;
    }

    fn end_row(&mut self) {
        self.end_paragraph();
        if std::mem::take(&mut self.cell) {
            self.flow.close_cell(1);
        }
        if std::mem::take(&mut self.row) {
            self.flow.close_row(self.header);
        }
    }

    fn end_table(&mut self) {
        self.end_row();
        if std::mem::take(&mut self.table) {
            self.flow.close_table();
        }
    }

    fn end_style(&mut self) {
        let (number, name) = std::mem::take(&mut self.style);
        if !name.trim().is_empty() {
            self.styles.insert(number, name.trim().trim_end_matches(';').to_lowercase());
        }
    }

    fn end_paragraph(&mut self) {
        self.drain();
        if std::mem::take(&mut self.open) {
            let mark = std::mem::take(&mut self.mark);
            let named = self.styles.get(&self.layout.style).and_then(|name| Style::named(name));
            let style = match (self.layout.outline, named) {
                (Some(level @ 0..9), _) => Style::Heading(level as usize + 1),
                (_, Some(named)) if !matches!(named, Style::Item { .. }) => named,
                _ if !mark.trim().is_empty() => Style::Item {
                    depth: self.layout.depth.clamp(0, 20) as u8,
                    ordered: mark.contains(|c: char| c.is_alphanumeric() && c != 'o'),
                },
                (_, named) => named.unwrap_or(Style::Body),
            };
            self.flow.close_paragraph(style);
        }
    }
}

//! DOCX: paragraphs with the names of their styles, lists that another part of the file describes, tables.
//!
//! What was deleted under "track changes", what is hidden, field codes and comments are not said by the document
//! and left out; text boxes are read where they are anchored, footnotes and endnotes at the end of the section that refers to them. Crates that read DOCX were looked at: they keep everything
//! that a writer of documents needs, and none tells that a paragraph counts as a heading because its style is based on one.

use super::about;
use super::flow::{Flow, Look, Piece, Style};
use super::package::Package;
use super::xml::{self, Element, Node};
use crate::Document;
use std::collections::HashMap;

/// Reads a document.
///
/// # Errors
/// One phrase.
pub(super) fn parse(package: &mut Package<'_>) -> Result<Document, String> {
    let main = main_part(package)?;
    let folder = main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let styles = match package.optional(&format!("{folder}styles.xml"))? {
        Some(text) => Styles::read(&text)?,
        None => Styles::default(),
    };
    let lists = match package.optional(&format!("{folder}numbering.xml"))? {
        Some(text) => Lists::read(&text)?,
        None => Lists::default(),
    };
    let mut reader = Reader { styles: &styles, lists: &lists, ..Reader::new() };
    for part in ["footnotes", "endnotes"] {
        if let Some(text) = package.optional(&format!("{folder}{part}.xml"))? {
            xml::read(&text, |node| {
                reader.node(node);
                Ok(())
            })?;
        }
    }
    xml::read(&package.text(&main)?, |node| {
        reader.node(node);
        Ok(())
    })?;
    let mut document = Document::default();
    about::core(package, &mut document)?;
    reader.flow.write(&mut document);
    Ok(document)
}

/// The name of the part that holds the text: nearly always the usual one, else what the file's relations say.
fn main_part(package: &mut Package<'_>) -> Result<String, String> {
    const USUAL: &str = "word/document.xml";
    if package.has(USUAL) {
        return Ok(USUAL.into());
    }
    let mut found = None;
    if let Some(text) = package.optional("_rels/.rels")? {
        xml::read(&text, |node| {
            if let Node::Open(element) = node
                && element.get("Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
            {
                found = element.get("Target").map(|target| target.trim_start_matches('/').to_owned());
            }
            Ok(())
        })?;
    }
    Ok(found.unwrap_or_else(|| USUAL.into()))
}

/// What a style says, with what it is based on.
#[derive(Debug, Default, Clone)]
struct StyleEntry {
    name: String,
    based_on: Option<String>,
    outline: Option<usize>,
    list: Option<usize>,
    depth: Option<usize>,
    bold: Option<bool>,
    struck: Option<bool>,
    hidden: Option<bool>,
    size: Option<f32>,
}

#[derive(Debug, Default)]
struct Styles(HashMap<String, StyleEntry>);

impl Styles {
    fn read(text: &str) -> Result<Self, String> {
        let mut styles = HashMap::new();
        let mut open: Option<(String, StyleEntry)> = None;
        xml::read(text, |node| {
            match node {
                Node::Open(element) if element.name == "w:style" => {
                    open = element.get("styleId").map(|id| (id.to_owned(), StyleEntry::default()));
                }
                Node::Open(element) => {
                    if let Some((_, style)) = &mut open {
                        style.notice(element);
                    }
                }
                Node::Close("w:style") => styles.extend(open.take()),
                _ => {}
            }
            Ok(())
        })?;
        Ok(Self(styles))
    }

    /// A style and those that it is based on, itself first.
    fn chain<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s StyleEntry> {
        let mut next = self.0.get(id);
        // Files in which styles are based on each other in a circle exist.
        std::iter::from_fn(move || {
            let style = next?;
            next = style.based_on.as_ref().and_then(|id| self.0.get(id));
            Some(style)
        })
        .take(20)
    }
}

impl StyleEntry {
    fn notice(&mut self, element: &Element) {
        let value = element.get("val");
        match &*element.name {
            "w:name" => self.name = value.unwrap_or_default().to_lowercase(),
            "w:basedOn" => self.based_on = value.map(str::to_owned),
            "w:outlineLvl" => self.outline = element.number("val"),
            "w:numId" => self.list = element.number("val"),
            "w:ilvl" => self.depth = element.number("val"),
            "w:b" => self.bold = Some(is_on(element)),
            "w:strike" | "w:dstrike" => self.struck = Some(self.struck == Some(true) || is_on(element)),
            "w:vanish" => self.hidden = Some(is_on(element)),
            "w:sz" => self.size = element.number("val").map(|half| half as f32 / 2.0),
            _ => {}
        }
    }
}

/// Whether a property that can be switched is on: it is where it merely stands there.
fn is_on(element: &Element) -> bool {
    !matches!(element.get("val"), Some("0" | "false" | "off" | "none"))
}

/// How each level of each list is marked.
#[derive(Debug, Default)]
struct Lists {
    marks: HashMap<(usize, usize), Mark>,
    /// A list to the description that it uses.
    kinds: HashMap<usize, usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Bullet,
    Number,
    /// Nothing to be seen: it only sets a paragraph in.
    None,
}

impl Lists {
    fn read(text: &str) -> Result<Self, String> {
        let mut lists = Self::default();
        let (mut kind, mut level, mut list) = (None, None, None);
        xml::read(text, |node| {
            if let Node::Open(element) = node {
                match &*element.name {
                    "w:abstractNum" => kind = element.number("abstractNumId"),
                    "w:lvl" => level = element.number("ilvl"),
                    "w:numFmt" => {
                        if let (Some(kind), Some(level)) = (kind, level) {
                            let mark = match element.get("val") {
                                Some("bullet") => Mark::Bullet,
                                Some("none") => Mark::None,
                                _ => Mark::Number,
                            };
                            lists.marks.insert((kind, level), mark);
                        }
                    }
                    "w:lvlText" => {
                        if let (Some(kind), Some(level)) = (kind, level)
                            && element.get("val").is_some_and(|mark| mark.trim().is_empty())
                        {
                            lists.marks.insert((kind, level), Mark::None);
                        }
                    }
                    "w:num" => list = element.number("numId"),
                    "w:abstractNumId" => {
                        if let (Some(list), Some(kind)) = (list, element.number("val")) {
                            lists.kinds.insert(list, kind);
                        }
                    }
                    _ => {}
                }
            }
            Ok(())
        })?;
        Ok(lists)
    }

    /// How an item of `list` at `depth` is marked; a list that nothing describes has bullets.
    fn mark(&self, list: usize, depth: usize) -> Mark {
        let kind = self.kinds.get(&list);
        kind.and_then(|kind| self.marks.get(&(*kind, depth))).copied().unwrap_or(Mark::Bullet)
    }
}

/// What is known of a paragraph before its text.
#[derive(Debug, Default, Clone)]
struct Properties {
    style: Option<String>,
    outline: Option<usize>,
    list: Option<usize>,
    depth: Option<usize>,
}

/// What is known of a run of text.
#[derive(Debug, Default)]
struct RunProperties {
    style: Option<String>,
    bold: Option<bool>,
    italic: bool,
    struck: Option<bool>,
    hidden: Option<bool>,
    size: Option<f32>,
}

struct Reader<'s> {
    styles: &'s Styles,
    lists: &'s Lists,
    flow: Flow,
    /// Properties of the paragraphs that are open: a text box stands within one.
    paragraphs: Vec<Properties>,
    run: RunProperties,
    /// Where in the file the reader is.
    in_text: bool,
    in_run_properties: bool,
    in_paragraph_properties: bool,
    /// Elements around whose text is not read.
    skipped: usize,
    contents: usize,
    columns: usize,
    header: bool,
    /// The note that is being read: whether it is an endnote, and its number.
    note: Option<(bool, usize)>,
    /// Those that were read and not yet referred to.
    notes: HashMap<(bool, usize), Vec<Piece>>,
}

/// Elements whose text the document does not say: deleted, an alternative to what was read already, or a program's own.
const SKIPPED: &[&str] = &["w:del", "w:moveFrom", "mc:Fallback", "w:instrText", "w:pict", "w:rt"];

static NO_STYLES: std::sync::LazyLock<(Styles, Lists)> = std::sync::LazyLock::new(Default::default);

impl Reader<'static> {
    fn new() -> Self {
        let (styles, lists) = &*NO_STYLES;
        Self {
            styles,
            lists,
            flow: Flow::default(),
            paragraphs: Vec::new(),
            run: RunProperties::default(),
            in_text: false,
            in_run_properties: false,
            in_paragraph_properties: false,
            skipped: 0,
            contents: 0,
            columns: 1,
            header: false,
            note: None,
            notes: HashMap::new(),
        }
    }
}

impl Reader<'_> {
    fn node(&mut self, node: Node<'_>) {
        match node {
            Node::Open(element) if SKIPPED.contains(&&*element.name) => self.skipped += 1,
            Node::Close(name) if SKIPPED.contains(&name) => self.skipped -= 1,
            _ if self.skipped > 0 => {}
            Node::Open(element) => self.open(element),
            Node::Close(name) => self.close(name),
            Node::Text(text) if self.in_text => self.text(text),
            Node::Text(_) => {}
        }
    }

    fn open(&mut self, element: &Element) {
        match &*element.name {
            "w:p" => {
                self.paragraphs.push(Properties::default());
                self.flow.open_paragraph();
            }
            "w:pPr" => self.in_paragraph_properties = true,
            "w:r" => self.run = RunProperties::default(),
            "w:rPr" => self.in_run_properties = true,
            "w:t" => self.in_text = true,
            "w:tab" if !self.in_paragraph_properties => self.text("\t"),
            "w:br" | "w:cr" => self.text(if element.get("type") == Some("page") { " " } else { "\n" }),
            "w:noBreakHyphen" => self.text("-"),
            "w:sym" => self.text("•"),
            "w:docPartGallery" if element.get("val") == Some("Table of Contents") => {
                self.contents = self.contents.max(1)
            }
            "w:sdt" if self.contents > 0 => self.contents += 1,
            "w:footnote" | "w:endnote" => {
                self.note = element.number("id").map(|id| (element.name == "w:endnote", id));
                self.flow.open_note();
            }
            "w:footnoteReference" | "w:endnoteReference" => {
                let of = |id| (element.name == "w:endnoteReference", id);
                if let Some(note) = element.number("id").and_then(|id| self.notes.remove(&of(id))) {
                    self.flow.note(note);
                }
            }
            "w:tbl" => self.flow.open_table(),
            "w:tr" => {
                self.header = false;
                self.flow.open_row();
            }
            "w:tblHeader" => self.header = is_on(element),
            "w:tc" => {
                self.columns = 1;
                self.flow.open_cell();
            }
            "w:gridSpan" => self.columns = element.number("val").unwrap_or(1),
            "w:vMerge" if element.get("val") != Some("restart") => self.flow.continue_cell(),
            _ if self.in_run_properties && !self.in_paragraph_properties => match &*element.name {
                "w:b" => self.run.bold = Some(is_on(element)),
                "w:i" => self.run.italic = is_on(element),
                "w:rStyle" => self.run.style = element.get("val").map(str::to_owned),
                "w:strike" | "w:dstrike" => self.run.struck = Some(self.run.struck == Some(true) || is_on(element)),
                "w:vanish" => self.run.hidden = Some(is_on(element)),
                "w:sz" => self.run.size = element.number("val").map(|half| half as f32 / 2.0),
                _ => {}
            },
            _ => {
                if let Some(properties) = self.paragraphs.last_mut().filter(|_| self.in_paragraph_properties) {
                    match &*element.name {
                        "w:pStyle" => properties.style = element.get("val").map(str::to_owned),
                        "w:outlineLvl" => properties.outline = element.number("val"),
                        "w:numId" => properties.list = element.number("val"),
                        "w:ilvl" => properties.depth = element.number("val"),
                        _ => {}
                    }
                }
            }
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "w:p" => {
                let properties = self.paragraphs.pop().unwrap_or_default();
                let style = self.style(&properties);
                self.flow.close_paragraph(style);
            }
            "w:pPr" => self.in_paragraph_properties = false,
            "w:rPr" => self.in_run_properties = false,
            "w:t" => self.in_text = false,
            "w:sdt" => self.contents = self.contents.saturating_sub(1),
            "w:footnote" | "w:endnote" => {
                let note = self.flow.close_note();
                self.notes.extend(self.note.take().map(|id| (id, note)));
            }
            "w:tbl" => self.flow.close_table(),
            "w:tr" => self.flow.close_row(self.header),
            "w:tc" => self.flow.close_cell(self.columns),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let id = self.paragraphs.last().and_then(|p| p.style.as_deref()).unwrap_or("Normal");
        // What the run itself says counts, then its style, then the paragraph's.
        let styles = || self.run.style.as_deref().into_iter().chain([id]).flat_map(|id| self.styles.chain(id));
        let struck = self.run.struck.or_else(|| styles().find_map(|style| style.struck));
        let hidden = self.run.hidden.or_else(|| styles().find_map(|style| style.hidden));
        if struck == Some(true) || hidden == Some(true) {
            return;
        }
        let bold = self.run.bold.or_else(|| self.styles.chain(id).find_map(|style| style.bold)).unwrap_or(false);
        let size = self.run.size.or_else(|| self.styles.chain(id).find_map(|style| style.size));
        self.flow.text(text, Look { strong: bold || self.run.italic, bold, size: size.unwrap_or(0.0) });
    }

    fn style(&self, properties: &Properties) -> Style {
        if self.contents > 0 {
            return Style::About;
        }
        let id = properties.style.as_deref().unwrap_or("Normal");
        let chain: Vec<&StyleEntry> = self.styles.chain(id).collect();
        let outline = properties.outline.or_else(|| chain.iter().find_map(|style| style.outline));
        if let Some(level) = outline.filter(|level| *level < 9) {
            return Style::Heading(level + 1);
        }
        let by_name = || chain.iter().find_map(|style| Style::named(&style.name));
        // A style that the file does not describe still has a name that says much.
        let named = by_name().or_else(|| Style::named(&id.to_lowercase()));
        if let Some(named) = named.filter(|style| !matches!(style, Style::Item { .. })) {
            return named;
        }
        let list = properties.list.or_else(|| chain.iter().find_map(|style| style.list));
        let depth = properties.depth.or_else(|| chain.iter().find_map(|style| style.depth)).unwrap_or(0);
        match list {
            Some(0) => Style::Body,
            Some(list) => match self.lists.mark(list, depth) {
                Mark::None => Style::Body,
                mark => Style::Item { depth: depth.min(20) as u8, ordered: mark == Mark::Number },
            },
            None => named.unwrap_or(Style::Body),
        }
    }
}

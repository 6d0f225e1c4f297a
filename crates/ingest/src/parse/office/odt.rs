//! OpenDocument text (ODT, OTT, FODT): headings say their level, lists are nested, and styles inherit.

use super::about;
use super::flow::{Flow, Look, Style};
use super::package::Package;
use super::xml::{self, Element, Node};
use crate::Document;
use std::collections::{HashMap, HashSet};

/// Reads a document.
///
/// # Errors
/// One phrase.
pub(super) fn parse(package: &mut Package<'_>) -> Result<Document, String> {
    if let Some(manifest) = package.optional("META-INF/manifest.xml")?
        && manifest.contains("encryption-data")
    {
        return Err("it is locked with a password: save it without one".into());
    }
    let mut styles = Styles::default();
    if let Some(text) = package.optional("styles.xml")? {
        styles.read(&text)?;
    }
    let content = package.text("content.xml")?;
    styles.read(&content)?;
    let mut document = Document::default();
    about::read(package, "meta.xml", &mut document)?;
    body(&content, &styles, &mut document)?;
    Ok(document)
}

/// Reads a document that is one XML file (FODT).
///
/// # Errors
/// One phrase.
pub(super) fn flat(content: &str) -> Result<Document, String> {
    let mut styles = Styles::default();
    styles.read(content)?;
    let mut document = Document::default();
    if let Some(meta) = between(content, "<office:meta>", "</office:meta>") {
        let spaces = "xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" \
                      xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";
        about::fill(&format!("<meta {spaces}>{meta}</meta>"), &mut document)?;
    }
    body(content, &styles, &mut document)?;
    Ok(document)
}

fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<&'t str> {
    let start = text.find(from)? + from.len();
    Some(&text[start..start + text[start..].find(to)?])
}

fn body(content: &str, styles: &Styles, document: &mut Document) -> Result<(), String> {
    let mut reader = Reader::new(styles);
    xml::read(content, |node| {
        reader.node(node);
        Ok(())
    })?;
    reader.flow.write(document);
    Ok(())
}

#[derive(Debug, Default)]
struct Named {
    /// As the user sees it, in lower case.
    name: String,
    parent: Option<String>,
    bold: Option<bool>,
    italic: Option<bool>,
    struck: Option<bool>,
    hidden: Option<bool>,
    size: Option<f32>,
}

#[derive(Debug, Default)]
struct Styles {
    styles: HashMap<String, Named>,
    /// Lists and levels that count their items.
    ordered: HashSet<(String, usize)>,
}

impl Styles {
    fn read(&mut self, text: &str) -> Result<(), String> {
        let mut open: Option<(String, Named)> = None;
        let mut list = None;
        xml::read(text, |node| {
            match node {
                Node::Open(element) => match &*element.name {
                    "style:style" => {
                        open = element.get("name").map(|id| {
                            let name = element.get("display-name").unwrap_or(id).to_lowercase();
                            (
                                id.to_owned(),
                                Named {
                                    name: plain(&name),
                                    parent: owned(element, "parent-style-name"),
                                    ..Named::default()
                                },
                            )
                        });
                    }
                    "style:text-properties" => {
                        if let Some((_, style)) = &mut open {
                            let said = |name: &str, value: &str| element.get(name).map(|v| v == value);
                            style.bold = element
                                .get("font-weight")
                                .map(|w| w == "bold" || w.parse().is_ok_and(|w: u32| w >= 600));
                            style.italic = said("font-style", "italic");
                            let line = || element.get("text-line-through-type");
                            style.struck =
                                element.get("text-line-through-style").or_else(line).map(|line| line != "none");
                            style.hidden = said("display", "none");
                            style.size = element.get("font-size").and_then(|s| s.strip_suffix("pt")?.parse().ok());
                        }
                    }
                    "text:list-style" => list = owned(element, "name"),
                    "text:list-level-style-number" => {
                        let level = element.number("level").unwrap_or(1);
                        let counts = element.get("num-format").is_some_and(|format| !format.is_empty());
                        if let Some(list) = list.as_ref().filter(|_| counts) {
                            self.ordered.insert((list.clone(), level));
                        }
                    }
                    _ => {}
                },
                Node::Close("style:style") => self.styles.extend(open.take()),
                _ => {}
            }
            Ok(())
        })
    }

    fn chain<'s>(&'s self, id: &'s str) -> impl Iterator<Item = (&'s str, Option<&'s Named>)> {
        let mut next = Some(id);
        std::iter::from_fn(move || {
            let id = next?;
            let style = self.styles.get(id);
            next = style.and_then(|style| style.parent.as_deref());
            Some((id, style))
        })
        .take(20)
    }

    /// The first thing that `of` finds in a style and those that it inherits from.
    fn first<T>(&self, id: &str, of: impl Fn(&Named) -> Option<T>) -> Option<T> {
        self.chain(id).find_map(|(_, style)| of(style?))
    }

    /// What a paragraph of this style is.
    fn style(&self, id: &str) -> Style {
        let named = self.chain(id).find_map(|(id, style)| {
            let by_id = || Style::named(&plain(&id.to_lowercase()));
            style.and_then(|style| Style::named(&style.name)).or_else(by_id)
        });
        // Items are told by the lists around them.
        named.filter(|style| !matches!(style, Style::Item { .. })).unwrap_or(Style::Body)
    }
}

/// A style's name without the escapes that names of XML need.
fn plain(name: &str) -> String {
    name.replace("_20_", " ").replace("_5f_", " ")
}

fn owned(element: &Element, name: &str) -> Option<String> {
    element.get(name).map(str::to_owned)
}

/// Elements whose text the document does not say.
const SKIPPED: &[&str] = &[
    "text:note-citation",
    "office:annotation",
    "text:tracked-changes",
    "office:meta",
    "office:styles",
    "office:automatic-styles",
    "office:master-styles",
    "office:settings",
    "office:scripts",
    "text:bibliography-source",
    "text:sequence-decls",
    "text:ruby-text",
    "draw:object",
];

struct Reader<'s> {
    styles: &'s Styles,
    flow: Flow,
    /// Style and heading level of the paragraphs that are open.
    paragraphs: Vec<(String, Option<usize>)>,
    spans: Vec<String>,
    /// The names of the lists around, and whether the item that is open in each has its first paragraph behind it.
    lists: Vec<(String, bool)>,
    skipped: usize,
    /// Whether each of the sections around is hidden.
    sections: Vec<bool>,
    contents: usize,
    columns: usize,
    header_rows: usize,
    /// What is around the notes that are open.
    outside: Vec<Outside>,
}

/// Spans and lists that go on after a note.
type Outside = (Vec<String>, Vec<(String, bool)>);

impl<'s> Reader<'s> {
    fn new(styles: &'s Styles) -> Self {
        Self {
            styles,
            flow: Flow::default(),
            paragraphs: Vec::new(),
            spans: Vec::new(),
            lists: Vec::new(),
            skipped: 0,
            sections: Vec::new(),
            contents: 0,
            columns: 1,
            header_rows: 0,
            outside: Vec::new(),
        }
    }

    fn node(&mut self, node: Node<'_>) {
        match node {
            Node::Open(element) if SKIPPED.contains(&&*element.name) => self.skipped += 1,
            Node::Close(name) if SKIPPED.contains(&name) => self.skipped -= 1,
            Node::Open(element) if element.name == "text:section" => {
                let hidden = element.get("display") == Some("none");
                self.skipped += usize::from(hidden);
                self.sections.push(hidden);
            }
            Node::Close("text:section") => self.skipped -= usize::from(self.sections.pop().unwrap_or(false)),
            _ if self.skipped > 0 => {}
            Node::Open(element) => self.open(element),
            Node::Close(name) => self.close(name),
            // Line breaks of the file are white space, not lines.
            Node::Text(text) if text.contains(['\n', '\t']) => self.text(&text.replace(['\n', '\t'], " ")),
            Node::Text(text) => self.text(text),
        }
    }

    fn open(&mut self, element: &Element) {
        match &*element.name {
            "text:p" | "text:h" => {
                let level = (element.name == "text:h").then(|| element.number("outline-level").unwrap_or(1));
                self.paragraphs.push((owned(element, "style-name").unwrap_or_default(), level));
                self.flow.open_paragraph();
            }
            "text:span" => self.spans.push(owned(element, "style-name").unwrap_or_default()),
            "text:s" => self.text(&" ".repeat(element.number("c").unwrap_or(1).min(100))),
            "text:tab" => self.text("\t"),
            "text:line-break" => self.text("\n"),
            "text:list" => {
                let around = self.lists.last().map(|(name, _)| name.clone());
                self.lists.push((owned(element, "style-name").or(around).unwrap_or_default(), true));
            }
            "text:list-item" => {
                if let Some((_, begun)) = self.lists.last_mut() {
                    *begun = false;
                }
            }
            "text:table-of-content" | "text:alphabetical-index" | "text:illustration-index" | "text:bibliography" => {
                self.contents += 1;
            }
            "text:note-body" => {
                self.outside.push((std::mem::take(&mut self.spans), std::mem::take(&mut self.lists)));
                self.flow.open_note();
            }
            "table:table" => self.flow.open_table(),
            "table:table-header-rows" => self.header_rows += 1,
            "table:table-row" => self.flow.open_row(),
            "table:table-cell" => {
                self.columns = element.number("number-columns-spanned").unwrap_or(1);
                self.flow.open_cell();
            }
            "table:covered-table-cell" => self.flow.open_cell(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "text:p" | "text:h" => {
                let (style, level) = self.paragraphs.pop().unwrap_or_default();
                let style = self.style(&style, level);
                self.flow.close_paragraph(style);
            }
            "text:span" => drop(self.spans.pop()),
            "text:list" => drop(self.lists.pop()),
            "text:table-of-content" | "text:alphabetical-index" | "text:illustration-index" | "text:bibliography" => {
                self.contents -= 1;
            }
            "text:note-body" => {
                (self.spans, self.lists) = self.outside.pop().unwrap_or_default();
                let note = self.flow.close_note();
                self.flow.note(note);
            }
            "table:table" => self.flow.close_table(),
            "table:table-header-rows" => self.header_rows -= 1,
            "table:table-row" => self.flow.close_row(self.header_rows > 0),
            "table:table-cell" => self.flow.close_cell(std::mem::replace(&mut self.columns, 1)),
            "table:covered-table-cell" => {
                self.flow.continue_cell();
                self.flow.close_cell(1);
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let Some((paragraph, _)) = self.paragraphs.last() else { return };
        // The innermost span that says something counts, then the paragraph's style.
        let names = || self.spans.iter().rev().chain(std::iter::once(paragraph)).map(String::as_str);
        let said =
            |of: &dyn Fn(&Named) -> Option<bool>| names().find_map(|id| self.styles.first(id, of)).unwrap_or(false);
        if said(&|style| style.struck) || said(&|style| style.hidden) {
            return;
        }
        let strong_by_name =
            || self.spans.iter().any(|span| matches!(&*plain(&span.to_lowercase()), "strong emphasis" | "emphasis"));
        let bold =
            said(&|style| style.bold) || self.spans.iter().any(|span| plain(&span.to_lowercase()) == "strong emphasis");
        let strong = bold || said(&|style| style.italic) || strong_by_name();
        let size = names().find_map(|id| self.styles.first(id, |style| style.size)).unwrap_or(0.0);
        self.flow.text(text, Look { strong, bold, size });
    }

    fn style(&mut self, style: &str, level: Option<usize>) -> Style {
        if self.contents > 0 {
            return Style::About;
        }
        if let Some(level) = level {
            return Style::Heading(level);
        }
        let depth = self.lists.len().saturating_sub(1);
        match (self.styles.style(style), self.lists.last_mut()) {
            (Style::Body, Some((list, begun))) if !*begun => {
                *begun = true;
                let ordered = self.styles.ordered.contains(&(list.clone(), depth + 1));
                Style::Item { depth: depth.min(20) as u8, ordered }
            }
            (style, _) => style,
        }
    }
}

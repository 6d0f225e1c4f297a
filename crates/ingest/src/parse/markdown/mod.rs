//! Markdown to blocks.
//!
//! `pulldown-cmark` finds the structure; this module only decides which block each piece is. Its events are flattened as
//! they come rather than built into a tree, since a [`Document`] is flat anyway. Front matter is cut off beforehand by
//! [`front_matter`]: it needs no YAML, and a broken one then harms nothing else.

mod front;
mod inline_html;

pub(super) use front::front_matter;

use super::parted;
use crate::Document;
use crate::document::Run;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use rolecall_record::BlockKind;

/// Reads Markdown.
pub(super) fn parse(text: &str) -> Document {
    let mut document = Document::default();
    let body = match front_matter(text) {
        Some((front, body)) => {
            front::fill(&mut document, front);
            body
        }
        None => text,
    };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    let mut reader = Reader { document, ..Reader::default() };
    for event in Parser::new_ext(body, options) {
        reader.event(event);
    }
    reader.flush();
    let mut document = reader.document;
    if document.title.is_none() {
        let first = document.blocks.iter().find(|b| b.kind == BlockKind::Heading { level: 1 });
        document.title = first.map(|b| b.span.of(&document.text).to_owned());
    }
    document
}

/// What surrounds the text that is being read, innermost last.
#[derive(Debug)]
enum Around {
    Quote,
    /// A list; whether it counts, and the number of lists around it.
    List(bool, u8),
    /// An item or a definition, which has its own text until the first of its blocks is out.
    Item {
        begun: bool,
    },
    Definition {
        begun: bool,
    },
}

#[derive(Default)]
struct Reader {
    document: Document,
    around: Vec<Around>,
    lists: u8,
    runs: Vec<Run>,
    strong: usize,
    /// Heading, term, code: what the next text is whatever surrounds it.
    own: Option<BlockKind>,
    /// Strikings-out around the text being read: what is struck out is no longer said.
    struck: usize,
    /// Whether a line of the source ended just now.
    broken: bool,
    /// Where lines of the source begin in the text being read: at which byte of which run.
    lines: Vec<(usize, usize)>,
    /// Alternative text of pictures in the text being read.
    captions: Vec<String>,
    in_image: usize,
    /// Whether the text being read is in a link to a place in this article, and whether all of it was.
    in_jump: bool,
    only_jumps: bool,
    html: Option<String>,
    table: Option<Table>,
    tables: u32,
}

#[derive(Default)]
struct Table {
    header: bool,
    row: Vec<(String, usize)>,
    cell: String,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.html.is_none() => self.text(&text),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
            Event::Html(text) | Event::Text(text) => {
                if let Some(html) = &mut self.html {
                    html.push_str(&text);
                }
            }
            Event::InlineHtml(tag) => {
                match inline_html::strikes(&tag) {
                    Some(true) => self.struck += 1,
                    Some(false) => self.struck = self.struck.saturating_sub(1),
                    None => {}
                }
                if inline_html::breaks(&tag) {
                    self.text(" ");
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                self.text(" ");
                self.broken = true;
            }
            Event::Rule => self.flush(),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis | Tag::Strong => self.strong += 1,
            Tag::Link { dest_url, .. } => self.in_jump = dest_url.starts_with('#'),
            Tag::Image { .. } => {
                self.in_image += 1;
                self.captions.push(String::new());
            }
            Tag::Strikethrough => self.struck += 1,
            Tag::Superscript | Tag::Subscript => {}
            Tag::TableCell => {}
            block => {
                self.flush();
                self.block(block);
            }
        }
    }

    fn block(&mut self, tag: Tag<'_>) {
        // HTML that nobody closed strikes out no more than its own block.
        self.struck = 0;
        match tag {
            Tag::Heading { level, .. } => self.own = Some(BlockKind::Heading { level: number(level) }),
            Tag::BlockQuote(_) => self.around.push(Around::Quote),
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => self.own = Some(BlockKind::Code),
            Tag::DefinitionListTitle => self.own = Some(BlockKind::Term),
            Tag::DefinitionListDefinition => self.around.push(Around::Definition { begun: false }),
            Tag::List(start) => {
                self.around.push(Around::List(start.is_some(), self.lists));
                self.lists = self.lists.saturating_add(1);
            }
            Tag::Item => self.around.push(Around::Item { begun: false }),
            Tag::HtmlBlock => self.html = Some(String::new()),
            Tag::Table(_) => self.table = Some(Table::default()),
            Tag::TableHead => self.header(true),
            Tag::TableRow => self.header(false),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Link => self.in_jump = false,
            TagEnd::Image => self.in_image = self.in_image.saturating_sub(1),
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::TableCell => {
                if let Some(table) = &mut self.table {
                    table.row.push((std::mem::take(&mut table.cell), 1));
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                if let Some(table) = &mut self.table {
                    let row = std::mem::take(&mut table.row);
                    self.document.push_row(self.tables, table.header, &row);
                }
            }
            TagEnd::Table => {
                self.table = None;
                self.tables += 1;
                self.flush();
            }
            TagEnd::HtmlBlock => {
                let html = self.html.take().unwrap_or_default();
                for (kind, text) in inline_html::blocks(&html) {
                    self.document.push_text(kind, &text);
                }
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists = self.lists.saturating_sub(1);
                self.around.pop();
            }
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::DefinitionListDefinition => {
                self.flush();
                self.around.pop();
            }
            _ => self.flush(),
        }
    }

    fn header(&mut self, header: bool) {
        if let Some(table) = &mut self.table {
            table.header = header;
        }
    }

    fn text(&mut self, text: &str) {
        if self.struck > 0 {
            return;
        }
        let broken = std::mem::take(&mut self.broken);
        if broken && self.begins_as_before(text) {
            self.flush();
        }
        match (&mut self.table, self.in_image, self.captions.last_mut()) {
            (Some(table), _, _) => table.cell.push_str(text),
            (None, 1.., Some(caption)) => caption.push_str(text),
            _ => {
                if broken && let Some(run) = self.runs.last() {
                    self.lines.push((self.runs.len() - 1, run.text.len()));
                }
                if !text.trim().is_empty() {
                    let first = self.runs.iter().all(|run| run.text.trim().is_empty());
                    self.only_jumps = self.in_jump && (first || self.only_jumps);
                }
                let strong = self.strong > 0;
                match self.runs.last_mut() {
                    Some(run) if run.strong == strong => run.text.push_str(text),
                    _ => self.runs.push(Run { text: text.to_owned(), strong }),
                }
            }
        }
    }

    /// Whether a line begins as the one at the head of its paragraph does, so that people mean it for a line of its own:
    /// "Q: …" and "A: …", or a name and a mark.
    fn begins_as_before(&self, line: &str) -> bool {
        let [first, rest @ ..] = &self.runs[..] else { return false };
        let mark = |run: &Run| run.text.trim_start().starts_with([':', '–', '—', '-']);
        let marked = first.strong && (rest.first().is_some_and(mark) || first.text.trim_end().ends_with(':'));
        // A paragraph may have as many lines as its file, so each looks at its beginning alone.
        let beginning = &first.text[..first.text.floor_char_boundary(BEGINNING)];
        is_turn(beginning) && is_turn(line) || marked && self.strong > 0 || is_labelled(beginning) && is_labelled(line)
    }

    /// Puts out what was read so far as one block.
    fn flush(&mut self) {
        if self.runs.iter().any(|run| !run.text.trim().is_empty()) {
            for runs in self.lines_apart() {
                let kind = self.kind();
                self.document.push(kind, &runs);
            }
        }
        self.runs.clear();
        self.lines.clear();
        self.own = None;
        for caption in self.captions.drain(..) {
            self.document.push_text(BlockKind::Caption, &caption);
        }
    }

    /// What was read, parted where lines of the source are meant each for itself.
    fn lines_apart(&mut self) -> Vec<Vec<Run>> {
        let runs = std::mem::take(&mut self.runs);
        if self.lines.is_empty() || self.own.is_some() {
            return vec![runs];
        }
        parted::split(runs, &self.lines, parted::apart)
    }

    fn kind(&mut self) -> BlockKind {
        if let Some(own) = self.own.take() {
            return own;
        }
        let quoted = self.around.iter().any(|a| matches!(a, Around::Quote));
        let otherwise = if quoted { BlockKind::Quote } else { BlockKind::Paragraph };
        match self.around.as_mut_slice() {
            [.., Around::List(ordered, depth), Around::Item { begun }] if !*begun => {
                *begun = true;
                // A list of links into the article is its table of contents.
                if self.only_jumps { BlockKind::Meta } else { BlockKind::ListItem { depth: *depth, ordered: *ordered } }
            }
            [.., Around::Definition { begun }] if !*begun => {
                *begun = true;
                BlockKind::Definition
            }
            _ => otherwise,
        }
    }
}

/// Bytes in which whoever begins a line has been named.
const BEGINNING: usize = 256;

/// Whether a line is a turn of questions and answers, which people write right below each other.
fn is_turn(line: &str) -> bool {
    let (who, rest) = line.split_at_checked(line.find([':', '.']).unwrap_or(0)).unwrap_or_default();
    matches!(who, "Q" | "A" | "Question" | "Answer") && rest[1..].starts_with(' ')
}

/// Whether a line begins with a name and a mark: "Gate: takes the money", "Site team -- puts out the desks".
fn is_labelled(line: &str) -> bool {
    let marks = [": ", " – ", " — ", " -- "];
    let Some(end) = marks.iter().filter_map(|mark| line.find(mark)).min() else { return false };
    let name = &line[..end];
    name.starts_with(char::is_uppercase) && name.split_whitespace().count() <= 4 && !name.contains([',', '.', ';'])
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}

#[cfg(test)]
mod tests;

//! The article's element to blocks, in reading order.

use super::page::Node;
use super::phrases;
use super::table;
use super::tag::Tag;
use crate::Document;
use crate::document::Run;
use crate::parse::parted;
use rolecall_record::BlockKind;

/// Appends what stands in `nodes[root]` and is not dropped; with `all`, also lines that speak of the page.
pub(super) fn write(nodes: &[Node], root: usize, all: bool, document: &mut Document) {
    let mut writer = Writer::new(nodes, root, all, document);
    let mut open: Vec<usize> = Vec::new();
    let mut i = root;
    let end = nodes[root].end as usize;
    while i < end {
        while let Some(&top) = open.last()
            && nodes[top].end as usize <= i
        {
            writer.close(top);
            open.pop();
        }
        let node = &nodes[i];
        if node.dropped && i != root {
            i = node.end as usize;
            continue;
        }
        match node.tag {
            Tag::Text => writer.text(node),
            Tag::Break => writer.line_break(),
            Tag::Table if table::is_data(nodes, i) => {
                writer.flush();
                table::write(nodes, i, writer.tables, writer.document);
                writer.tables += 1;
                i = node.end as usize;
                continue;
            }
            _ => {
                writer.open(i);
                open.push(i);
            }
        }
        i += 1;
    }
    while let Some(top) = open.pop() {
        writer.close(top);
    }
    writer.flush();
}

struct Writer<'a, 'd> {
    nodes: &'a [Node<'a>],
    document: &'d mut Document,
    all: bool,
    /// A quotation with more prose than this is the article itself, set in by its author.
    longest_quote: u32,
    runs: Vec<Run>,
    size: u32,
    linked: u32,
    /// A line was broken since the last visible character.
    broken: bool,
    /// Where lines begin in the text being read: at which byte of which run.
    lines: Vec<(usize, usize)>,
    /// The node right behind the inline element that was closed last.
    ended: Option<usize>,
    /// The line begins with a bullet.
    bullet: bool,
    strong: u32,
    heading: Option<u8>,
    pre: u32,
    quotes: u32,
    captions: u32,
    /// Whether each open list counts its items.
    lists: Vec<bool>,
    items: Vec<Item>,
    tables: u32,
}

/// An element whose text is a block of a kind of its own.
struct Item {
    kind: ItemKind,
    /// Its first block was written; what follows in it are paragraphs.
    begun: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ItemKind {
    List,
    Term,
    Definition,
    /// A list item that holds a heading: a section rather than an item.
    Section,
}

impl<'a, 'd> Writer<'a, 'd> {
    fn new(nodes: &'a [Node<'a>], root: usize, all: bool, document: &'d mut Document) -> Self {
        Self {
            nodes,
            document,
            all,
            longest_quote: nodes[root].prose / 2,
            runs: Vec::new(),
            size: 0,
            linked: 0,
            broken: false,
            lines: Vec::new(),
            ended: None,
            bullet: false,
            strong: 0,
            heading: None,
            pre: 0,
            quotes: 0,
            captions: 0,
            lists: Vec::new(),
            items: Vec::new(),
            tables: 0,
        }
    }

    fn open(&mut self, i: usize) {
        let node = &self.nodes[i];
        if node.tag.is_block() && self.heading.is_none() {
            self.flush();
        }
        if node.tag == Tag::Inline && self.ended == Some(i) && self.runs_together(i) {
            self.line();
        }
        self.captions += u32::from(captions(node));
        match node.tag {
            Tag::Heading(level) if self.heading.is_none() => self.heading = Some(level),
            Tag::Strong => self.strong += 1,
            Tag::Pre => self.pre += 1,
            Tag::Quote if node.prose <= self.longest_quote => self.quotes += 1,
            Tag::List => self.lists.push(false),
            Tag::OrderedList => self.lists.push(true),
            Tag::Item => {
                let kind = if holds_heading(self.nodes, i) { ItemKind::Section } else { ItemKind::List };
                self.items.push(Item { kind, begun: false });
            }
            Tag::Term => self.items.push(Item { kind: ItemKind::Term, begun: false }),
            Tag::Summary if !holds_heading(self.nodes, i) => {
                self.items.push(Item { kind: ItemKind::Term, begun: false });
            }
            // What opens below a summary is said of it, unless that is a heading by itself.
            Tag::Details => {
                let kind = if holds_heading(self.nodes, i) { ItemKind::Section } else { ItemKind::Definition };
                self.items.push(Item { kind, begun: false });
            }
            Tag::Summary => self.items.push(Item { kind: ItemKind::Section, begun: false }),
            Tag::Definition => self.items.push(Item { kind: ItemKind::Definition, begun: false }),
            _ => {}
        }
    }

    fn close(&mut self, i: usize) {
        let node = &self.nodes[i];
        let inner = self.heading.is_some() && !matches!(node.tag, Tag::Heading(_));
        if node.tag.is_block() {
            if inner {
                self.space();
            } else {
                self.flush();
            }
        }
        self.ended = (node.tag == Tag::Inline && node.size > 2).then_some(node.end as usize);
        self.captions -= u32::from(captions(node));
        match node.tag {
            Tag::Heading(_) => self.heading = None,
            Tag::Strong => self.strong -= 1,
            Tag::Pre => self.pre -= 1,
            Tag::Quote if node.prose <= self.longest_quote => self.quotes -= 1,
            Tag::List | Tag::OrderedList => drop(self.lists.pop()),
            Tag::Item | Tag::Term | Tag::Definition | Tag::Details | Tag::Summary => drop(self.items.pop()),
            _ => {}
        }
    }

    fn text(&mut self, node: &Node) {
        let mut text = node.text;
        if node.size > 0 {
            if (self.broken || self.size == 0)
                && self.items.is_empty()
                && let Some(rest) = text.trim_start().strip_prefix(BULLETS)
            {
                self.flush();
                self.bullet = true;
                text = rest;
            }
            self.broken = false;
        }
        self.size += node.size;
        self.linked += node.linked;
        let strong = self.strong > 0;
        match self.runs.last_mut() {
            Some(run) if run.strong == strong => run.text.push_str(text),
            _ => self.runs.push(Run { text: text.to_owned(), strong }),
        }
    }

    /// One break ends a line, two a paragraph.
    fn line_break(&mut self) {
        if self.broken && self.heading.is_none() {
            self.flush();
        } else {
            self.line();
        }
        self.broken = true;
    }

    /// Whether the words of the element at `i` would be joined to those of the one before: "<span>Porter</span><span>Opens".
    fn runs_together(&self, i: usize) -> bool {
        let first = self.nodes[i..self.nodes[i].end as usize].iter().take(4).find(|n| n.tag == Tag::Text);
        let before = self.runs.last().and_then(|run| run.text.chars().next_back());
        before.is_some_and(|c| c.is_lowercase() || c == '.')
            && first.is_some_and(|n| n.size > 2 && n.text.starts_with(char::is_uppercase))
    }

    /// Begins a line of the text being read.
    fn line(&mut self) {
        self.space();
        if let Some(run) = self.runs.last() {
            self.lines.push((self.runs.len() - 1, run.text.len()));
        }
    }

    fn space(&mut self) {
        if let Some(run) = self.runs.last_mut() {
            run.text.push(' ');
        }
    }

    fn flush(&mut self) {
        if self.size > 0 {
            let kind = self.kind();
            let linked = self.linked as f32 / self.size as f32;
            if self.all || !phrases::about_the_page(&kind, &self.runs, linked) {
                let named =
                    matches!(kind, BlockKind::Heading { .. } | BlockKind::Term | BlockKind::Code | BlockKind::Caption);
                let starts = if named { &[][..] } else { &self.lines };
                let lines = parted::split(std::mem::take(&mut self.runs), starts, parted::broken);
                let typed = lines.len() > 1;
                for mut runs in lines {
                    let mut kind = self.kind();
                    if typed && kind == BlockKind::Paragraph && drop_bullet(&mut runs) {
                        kind = BlockKind::ListItem { depth: 0, ordered: false };
                    }
                    if let Some(item) = self.items.last_mut()
                        && !matches!(kind, BlockKind::Heading { .. })
                    {
                        item.begun = true;
                    }
                    self.document.push(kind, &runs);
                }
            }
        }
        self.runs.clear();
        self.lines.clear();
        (self.size, self.linked, self.broken, self.bullet) = (0, 0, false, false);
    }

    fn kind(&self) -> BlockKind {
        if let Some(level) = self.heading {
            return BlockKind::Heading { level };
        }
        if self.pre > 0 {
            return BlockKind::Code;
        }
        if self.captions > 0 {
            return BlockKind::Caption;
        }
        match self.items.last() {
            Some(Item { kind: ItemKind::List, begun: false }) => {
                let depth = self.lists.len().saturating_sub(1).min(u8::MAX as usize) as u8;
                return BlockKind::ListItem { depth, ordered: self.lists.last() == Some(&true) };
            }
            Some(Item { kind: ItemKind::Term, .. }) => return BlockKind::Term,
            Some(Item { kind: ItemKind::Definition, .. }) => return BlockKind::Definition,
            _ => {}
        }
        if self.bullet {
            return BlockKind::ListItem { depth: 0, ordered: false };
        }
        if self.quotes > 0 { BlockKind::Quote } else { BlockKind::Paragraph }
    }
}

/// Marks that authors put at the beginning of a line to make it an item.
const BULLETS: [char; 7] = ['•', '·', '▪', '‣', '◦', '●', '■'];

/// Takes a dash that was typed before a line for its bullet.
fn drop_bullet(runs: &mut [Run]) -> bool {
    let Some(first) = runs.iter_mut().find(|run| !run.text.trim().is_empty()) else { return false };
    let rest = ["- ", "– ", "* "].iter().find_map(|bullet| first.text.trim_start().strip_prefix(bullet));
    let Some(rest) = rest.map(str::to_owned) else { return false };
    first.text = rest;
    true
}

fn captions(node: &Node) -> bool {
    node.tag == Tag::Caption || (node.names.caption && node.tag != Tag::Figure && node.size < 1000)
}

fn holds_heading(nodes: &[Node], i: usize) -> bool {
    // A few nodes are enough: a heading leads its section.
    let end = (nodes[i].end as usize).min(i + 12);
    nodes[i..end].iter().any(|n| matches!(n.tag, Tag::Heading(_)) && n.size > 0)
}

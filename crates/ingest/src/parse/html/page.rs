//! The tree laid out flat: every element and text that may be read, in reading order, each knowing where its inside ends.
//!
//! All later steps are passes over this one list, forwards for what is handed down and backwards for what adds up, so
//! each takes linear time and none recurses.

use super::classes;
use super::names::{Boilerplate, Names};
use super::tag::Tag;
use scraper::{ElementRef, Html, node::Element};

/// An element or a text.
#[derive(Debug)]
pub(super) struct Node<'a> {
    /// Its part in the layout.
    pub(super) tag: Tag,
    /// Index of the element it stands in; the first node is its own.
    pub(super) parent: u32,
    /// One beyond the last node within it.
    pub(super) end: u32,
    /// The text; empty for an element.
    pub(super) text: &'a str,
    /// The element, for its attributes; none for a text.
    pub(super) element: Option<&'a Element>,
    /// What its class, id and role say.
    pub(super) names: Names,
    /// Whether it is not shown at first.
    pub(super) hidden: bool,
    /// Bytes of visible characters within it.
    pub(super) size: u32,
    /// Those of them in links.
    pub(super) linked: u32,
    /// Those that read as prose; see [`super::weigh`].
    pub(super) prose: u32,
    /// Whether it and all within it is no part of the article.
    pub(super) dropped: bool,
}

impl Node<'_> {
    /// The share of its text that is in links, 0 to 1.
    pub(super) fn link_share(&self) -> f32 {
        if self.size == 0 { 0.0 } else { self.linked as f32 / self.size as f32 }
    }

    /// An attribute of the element.
    pub(super) fn attr(&self, name: &str) -> Option<&str> {
        self.element.and_then(|e| e.attr(name))
    }
}

/// Elements of the head and elsewhere that only speak about the page.
#[derive(Debug, Default)]
pub(super) struct About<'a> {
    /// Every `<meta>`, wherever it stands.
    pub(super) metas: Vec<&'a Element>,
    /// Every `<link>`.
    pub(super) links: Vec<&'a Element>,
    /// Bodies of `<script type="application/ld+json">`.
    pub(super) json: Vec<&'a str>,
    /// The text of the first `<title>`.
    pub(super) title: Option<&'a str>,
    /// What the root element says, as it stands there.
    pub(super) language: Option<&'a str>,
}

/// Lays out `html`.
pub(super) fn lay_out(html: &Html) -> (Vec<Node<'_>>, About<'_>) {
    let mut nodes: Vec<Node> = Vec::with_capacity(2048);
    let mut about = About::default();
    nodes.push(node(Tag::Body, 0));
    // The element whose inside is being laid out.
    let mut open = 0_u32;
    let mut links = 0_u32;
    let mut at = html.tree.root();
    // The level of the last heading that the page marks as one.
    let mut level = 1;
    loop {
        let mut enter = true;
        if let Some(element) = at.value().as_element() {
            let mut tag = if strikes(element) { Tag::Unread } else { Tag::of(element.name()) };
            if let Tag::Heading(marked) = tag {
                level = marked;
            } else if let Some(better) = ElementRef::wrap(at).and_then(|at| classes::tag(at, tag, level)) {
                tag = better;
            }
            if tag == Tag::Unread {
                enter = element.name() == "head";
                let inside = at.first_child().and_then(|child| child.value().as_text()).map_or("", |text| &**text);
                about.notice(element, inside);
            } else {
                if element.name() == "html" {
                    about.language = element.attr("lang").or_else(|| element.attr("xml:lang"));
                }
                let mut node = node(tag, open);
                node.element = Some(element);
                node.hidden = hides(element);
                node.names = Names::of(element, tag);
                if classes::is_of_its_place(element, tag) {
                    node.names.boilerplate = Boilerplate::No;
                }
                links += u32::from(tag == Tag::Link);
                open = nodes.len() as u32;
                nodes.push(node);
            }
        } else if let Some(text) = at.value().as_text()
            && open > 0
        {
            let mut node = node(Tag::Text, open);
            let around = [open, nodes[open as usize].parent].map(|i| nodes[i as usize].element);
            let above = around.iter().flatten().any(|element| element.name() == "sup");
            let on_figure = || nodes.iter().rfind(|n| n.tag == Tag::Text).is_some_and(|n| ends_in_figure(n.text));
            node.text = if above && on_figure() { raised(text) } else { text };
            node.size = text.bytes().filter(|b| *b > b' ').count() as u32;
            node.linked = if links > 0 { node.size } else { 0 };
            node.end = nodes.len() as u32 + 1;
            nodes.push(node);
        }
        if enter && let Some(child) = at.first_child() {
            at = child;
            continue;
        }
        // Up to the nearest element that has a next sibling, closing on the way what was opened.
        loop {
            let own = at.value().as_element();
            let current = &nodes[open as usize];
            if let (Some(a), Some(b)) = (own, current.element)
                && std::ptr::eq(a, b)
            {
                links -= u32::from(current.tag == Tag::Link);
                let (up, end) = (current.parent, nodes.len() as u32);
                nodes[open as usize].end = end;
                open = up;
            }
            if let Some(next) = at.next_sibling() {
                at = next;
                break;
            }
            match at.parent() {
                Some(parent) => at = parent,
                None => {
                    nodes[0].end = nodes.len() as u32;
                    for i in (1..nodes.len()).rev() {
                        let (size, linked, parent) = (nodes[i].size, nodes[i].linked, nodes[i].parent as usize);
                        nodes[parent].size += size;
                        nodes[parent].linked += linked;
                    }
                    return (nodes, about);
                }
            }
        }
    }
}

fn ends_in_figure(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit())
}

/// A figure that stands above the line, as a character that does: the note after a value must not become a part of it
/// ("48,000" and note 1 are not 480,001).
fn raised(text: &str) -> &str {
    const RAISED: [&str; 10] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];
    match text.trim().as_bytes() {
        [figure @ b'0'..=b'9'] => RAISED[usize::from(figure - b'0')],
        _ => text,
    }
}

impl<'a> About<'a> {
    fn notice(&mut self, element: &'a Element, inside: &'a str) {
        match element.name() {
            "meta" => self.metas.push(element),
            "link" => self.links.push(element),
            "script" if element.attr("type").is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json")) => {
                self.json.push(inside);
            }
            "title" if self.title.is_none() => self.title = Some(inside),
            _ => {}
        }
    }
}

/// Whether the element strikes out what stands in it. Its author takes that back, so it is not said, as in Markdown.
fn strikes(element: &Element) -> bool {
    matches!(element.name(), "del" | "s" | "strike")
        || element.attr("style").is_some_and(|style| {
            let mut rules = style.split(';').filter_map(|rule| rule.split_once(':'));
            rules.any(|(name, value)| name.contains("text-decoration") && value.contains("line-through"))
        })
}

/// Whether the element itself says that it is not shown at first.
fn hides(element: &Element) -> bool {
    element.attrs().any(|(name, value)| match name {
        "hidden" => !value.eq_ignore_ascii_case("until-found"),
        "aria-hidden" => value.eq_ignore_ascii_case("true"),
        "style" => style_hides(value),
        _ => false,
    })
}

fn style_hides(style: &str) -> bool {
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(name, value)| {
        let (name, value) = (name.trim(), value.trim());
        let is = |what: &str| value.get(..what.len()).is_some_and(|v| v.eq_ignore_ascii_case(what));
        (name.eq_ignore_ascii_case("display") && is("none"))
            || (name.eq_ignore_ascii_case("visibility") && is("hidden"))
    })
}

fn node<'a>(tag: Tag, parent: u32) -> Node<'a> {
    Node {
        tag,
        parent,
        end: 0,
        text: "",
        element: None,
        names: Names::default(),
        hidden: false,
        size: 0,
        linked: 0,
        prose: 0,
        dropped: false,
    }
}

//! What an element is by its class where its name does not say so: titles of accordions that are mere boxes, and what Word
//! writes, for which everything is a paragraph.

use super::tag::Tag;
use scraper::node::Element;
use scraper::{ElementRef, Node};

/// A title has no more bytes than this.
const LONGEST_TITLE: usize = 200;

/// The tag of the element at `at`, whose name makes it `tag`, where its class makes it another; a heading stands below
/// one of `level`.
pub(super) fn tag(at: ElementRef<'_>, tag: Tag, level: u8) -> Option<Tag> {
    let element = at.value();
    match tag {
        Tag::Paragraph | Tag::Div => word(element),
        _ => None,
    }
    .or_else(|| match tag {
        Tag::Inline if style(element, "mso-list:ignore") => Some(Tag::Unread),
        Tag::Div | Tag::Inline | Tag::Link | Tag::Term | Tag::Block if opens(element) && is_title(at) => {
            Some(Tag::Heading((level + 1).min(6)))
        }
        _ => None,
    })
}

/// What Word's classes make of a paragraph.
fn word(element: &Element) -> Option<Tag> {
    let mut classes = element.attr("class")?.split_ascii_whitespace();
    let class = classes.find(|class| class.starts_with("Mso"))?;
    match class {
        "MsoTitle" => Some(Tag::Heading(1)),
        "MsoQuote" | "MsoIntenseQuote" | "MsoBlockText" => Some(Tag::Quote),
        "MsoCaption" => Some(Tag::Caption),
        _ if class.starts_with("MsoHeading") => {
            let level = class.as_bytes().last().filter(|b| b.is_ascii_digit()).map_or(2, |b| b - b'0');
            Some(Tag::Heading(level.clamp(1, 6)))
        }
        // A paragraph in the style of a list is an item only where it has a mark.
        _ if class.starts_with("MsoListBullet") || class.starts_with("MsoListNumber") => Some(Tag::Item),
        _ if style(element, "mso-list:l") => Some(Tag::Item),
        _ => None,
    }
}

fn style(element: &Element, part: &str) -> bool {
    element.attr("style").is_some_and(|style| {
        let bare: String = style.chars().filter(|c| !c.is_whitespace()).collect();
        bare.to_ascii_lowercase().contains(part)
    })
}

/// Whether one of the classes names the title of something that opens at a touch: `accordion-title`, `faq__question`.
fn opens(element: &Element) -> bool {
    const WHOLES: [&str; 6] = ["accordion", "faq", "collapsible", "collapse", "expander", "toggle"];
    const TITLES: [&str; 6] = ["title", "header", "heading", "question", "label", "trigger"];
    element.attr("class").unwrap_or_default().split_ascii_whitespace().any(|class| {
        let mut words = class.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let one_of = |words: &[&str], word: &str| words.iter().any(|other| other.eq_ignore_ascii_case(word));
        words.next().is_some_and(|word| one_of(&WHOLES, word))
            && words.next_back().is_some_and(|word| one_of(&TITLES, word))
    })
}

/// Whether its class speaks of its place in a table or a box, where the same word elsewhere is of the page: a row that is a
/// table's header, the header of a box that opens.
pub(super) fn is_of_its_place(element: &Element, tag: Tag) -> bool {
    opens(element) || (tag == Tag::Row && element.attr("class").is_some_and(|class| class.trim() == "header"))
}

/// Whether the element holds a short text and nothing that is a heading or a block of its own already.
fn is_title(at: ElementRef<'_>) -> bool {
    let mut size = 0;
    // A title has few elements: more than these are a whole section.
    for inner in at.descendants().skip(1).take(24) {
        match inner.value() {
            Node::Text(text) => size += text.trim().len(),
            Node::Element(element) if matches!(Tag::of(element.name()), Tag::Heading(_) | Tag::Item | Tag::Table) => {
                return false;
            }
            _ => {}
        }
    }
    (1..=LONGEST_TITLE).contains(&size) && at.descendants().nth(25).is_none()
}

//! Which elements are no part of the article.
//!
//! No single sign is trusted. A name or a tag that speaks against an element is believed only while little of the page's
//! prose stands in it, so that `<body class="has-sidebar">` or a page wholly within a `<form>` keeps its text; and what is
//! hidden is kept where it holds prose, as tabs and accordions do.

use super::names::Boilerplate;
use super::page::Node;
use super::tag::Tag;

/// Prose that makes hidden text worth keeping, in bytes.
const SUBSTANTIAL: u32 = 120;

/// Marks what is dropped. [`Node::prose`] must be the sum of all of the page.
pub(super) fn prune(nodes: &mut [Node]) {
    let all = nodes[0].prose.max(1);
    let mut i = 1;
    while i < nodes.len() {
        if drops(nodes, i, all) {
            nodes[i].dropped = true;
            i = nodes[i].end as usize;
        } else {
            i += 1;
        }
    }
}

fn drops(nodes: &[Node], i: usize, all: u32) -> bool {
    let node = &nodes[i];
    let share = node.prose as f32 / all as f32;
    match node.tag {
        Tag::Text | Tag::Break | Tag::Rule | Tag::Strong => return false,
        Tag::Button => return !labels(nodes, i),
        Tag::Body | Tag::Main => return false,
        Tag::Nav => return share < 0.5,
        Tag::Footer => return share < 0.4 && !within(nodes, i, Tag::Quote),
        Tag::Aside if share < 0.3 => return true,
        Tag::Form if share < 0.25 => return true,
        Tag::Header if share < 0.2 && !within(nodes, i, Tag::Article) && !within(nodes, i, Tag::Main) => return true,
        _ => {}
    }
    if node.names.overlay && share < 0.5 {
        return true;
    }
    if node.hidden && (node.prose < SUBSTANTIAL || node.link_share() > 0.5) {
        return true;
    }
    let paragraph = matches!(node.tag, Tag::Paragraph | Tag::Item | Tag::Heading(_) | Tag::Inline | Tag::Link);
    match node.names.boilerplate {
        Boilerplate::Likely if share < 0.4 && !matches!(node.tag, Tag::Heading(_)) => return true,
        Boilerplate::Maybe if !paragraph && share < 0.3 && (node.link_share() > 0.3 || node.prose < 60) => {
            return !leads(nodes, i);
        }
        _ => {}
    }
    if node.names.byline && node.size < 400 && share < 0.2 && !matches!(node.tag, Tag::Heading(_) | Tag::Article) {
        return true;
    }
    match node.tag {
        Tag::List | Tag::OrderedList | Tag::Table => node.link_share() > 0.65 && share < 0.1,
        Tag::Div | Tag::Section | Tag::Definitions => {
            node.link_share() > 0.6 && share < 0.05 && node.size > 0 && !leads(nodes, i)
        }
        _ => false,
    }
}

/// Whether a button is the text of a heading, as in accordions.
fn labels(nodes: &[Node], i: usize) -> bool {
    ancestors(nodes, i).take(4).any(|a| matches!(nodes[a].tag, Tag::Heading(_) | Tag::Term | Tag::Details))
}

fn within(nodes: &[Node], i: usize, tag: Tag) -> bool {
    ancestors(nodes, i).any(|a| nodes[a].tag == tag)
}

/// Whether a main heading stands in it.
fn leads(nodes: &[Node], i: usize) -> bool {
    let end = (nodes[i].end as usize).min(i + 40);
    nodes[i..end].iter().any(|n| matches!(n.tag, Tag::Heading(1)))
}

/// The elements around node `i`, innermost first.
pub(super) fn ancestors(nodes: &[Node], i: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(nodes[i].parent as usize), move |&a| (a > 0).then(|| nodes[a].parent as usize))
}

//! Which elements are no part of the article.
//!
//! No single sign is trusted. A name or a tag that speaks against an element is believed only while little of the page's
//! prose stands in it, so that `<body class="has-sidebar">` or a page wholly within a `<form>` keeps its text; and what is
//! hidden is kept where it holds prose, as tabs and accordions do.

use super::names::Boilerplate;
use super::page::Node;
use super::tag::Tag;

/// Text that makes what is hidden worth keeping, in bytes; some of it must be prose.
const SUBSTANTIAL: u32 = 60;

/// Marks what is dropped. [`Node::prose`] must be the sum of all of the page.
pub(super) fn prune(nodes: &mut [Node], how: How) {
    let all = nodes[0].prose.max(1);
    let mut i = 1;
    while i < nodes.len() {
        let drop = match how {
            How::Closely => drops(nodes, i, all),
            How::Obvious => obvious(nodes, i, all),
        };
        nodes[i].dropped = drop;
        if drop {
            i = nodes[i].end as usize;
        } else {
            i += 1;
        }
    }
}

/// Whether a hidden element is worth keeping.
pub(super) fn is_substantial(node: &Node) -> bool {
    node.size - node.linked >= SUBSTANTIAL && node.prose > 0 && node.link_share() < 0.5
}

/// Whether hidden element `i` is what a reader opens to read on: its name says so, or that of what it stands in, or what
/// stands before it is a heading or a button. Then little text is worth as much as a lot.
fn unfolds(nodes: &[Node], i: usize) -> bool {
    let node = &nodes[i];
    if node.size < SHORTEST || node.link_share() >= 0.5 {
        return false;
    }
    let named = nodes[i].names.unfolds || ancestors(nodes, i).take(2).any(|a| nodes[a].names.unfolds);
    let before =
        nodes[..i].iter().rev().find(|n| n.size > 0 && !matches!(n.tag, Tag::Text | Tag::Inline | Tag::Strong));
    named || before.is_some_and(|n| matches!(n.tag, Tag::Heading(_) | Tag::Term))
}

/// A shorter text tells nobody's duty: "Close", "More…". In bytes.
const SHORTEST: u32 = 12;

/// How much is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// Whatever is likely no part of the article.
    Closely,
    /// Only what is sure to be none, for pages that are a list of links or a table and little else.
    Obvious,
}

fn obvious(nodes: &[Node], i: usize, all: u32) -> bool {
    let node = &nodes[i];
    let little = (node.prose as f32) < all as f32 * 0.3;
    match node.tag {
        Tag::Nav | Tag::Footer => little,
        Tag::Button => !labels(nodes, i),
        _ => little && (node.names.overlay || (node.hidden && !is_substantial(node) && !unfolds(nodes, i))),
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
    if node.tag == Tag::Link && anchors_heading(nodes, i) {
        return true;
    }
    if matches!(node.tag, Tag::Inline | Tag::Link) && node.size == nodes[node.parent as usize].size {
        return false; // All that its block says: the block is judged.
    }
    if node.names.overlay && share < 0.5 {
        return true;
    }
    if node.hidden && !is_substantial(node) && !unfolds(nodes, i) {
        return true;
    }
    if node.hidden && (is_for_machines(nodes, i) || (share < 0.4 && stores_overlays(nodes, i))) {
        return true;
    }
    let paragraph = matches!(node.tag, Tag::Paragraph | Tag::Item | Tag::Heading(_) | Tag::Inline | Tag::Link);
    match node.names.boilerplate {
        Boilerplate::Comments if share < 0.9 && !leads(nodes, i) => return true,
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

/// Whether link `i` is an addition to a heading's text: "¶", "About this section".
fn anchors_heading(nodes: &[Node], i: usize) -> bool {
    let heading = ancestors(nodes, i).take(2).find(|&a| matches!(nodes[a].tag, Tag::Heading(_)));
    heading.is_some_and(|h| nodes[h].size > nodes[h].linked)
        && nodes[i].attr("href").is_some_and(|h| h.starts_with('#'))
}

/// Whether hidden element `i` says again, as microdata, what the article is: headline, date, publisher, body.
fn is_for_machines(nodes: &[Node], i: usize) -> bool {
    let inside = nodes[i..nodes[i].end as usize].iter();
    let about =
        |name: &str| matches!(name, "headline" | "datePublished" | "publisher" | "mainEntityOfPage" | "articleBody");
    inside.filter(|node| node.attr("itemprop").is_some_and(about)).take(2).count() == 2
}

/// Whether hidden element `i` keeps what scripts show elsewhere. Nothing can open it, as it has no name of its own and no
/// heading or button stands before it; but its children have names.
fn stores_overlays(nodes: &[Node], i: usize) -> bool {
    let addressed =
        |node: &Node| node.element.is_some_and(|e| e.attrs().any(|(name, _)| name != "style" && name != "hidden"));
    if addressed(&nodes[i]) {
        return false;
    }
    let opener = nodes[..i].iter().rev().filter(|n| n.size > 0 && n.tag != Tag::Text).take(3);
    if opener.into_iter().any(|n| matches!(n.tag, Tag::Heading(_) | Tag::Button | Tag::Term)) {
        return false;
    }
    let mut child = i + 1;
    let mut found = 0;
    while child < nodes[i].end as usize {
        if nodes[child].size > 0 {
            if nodes[child].attr("id").is_none() {
                return false;
            }
            found += 1;
        }
        child = nodes[child].end as usize;
    }
    found > 0
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

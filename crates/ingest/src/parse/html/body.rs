//! Which element holds the article.
//!
//! Where an element is named as the article's body and holds a fair share of the page's prose, it is believed. From
//! there, or from the whole page, the way leads down as long as one child holds nearly all of the prose: so an article
//! that is spread over tabs is not taken for its largest tab.

use super::page::Node;
use super::prune::{ancestors, is_substantial};
use super::tag::Tag;

/// A child with this share of its parent's prose is the article rather than a part of it.
const NEARLY_ALL: f32 = 0.8;

/// The index of the element that holds the article.
pub(super) fn find(nodes: &[Node]) -> usize {
    let all = nodes[0].prose.max(1) as f32;
    let mut best = 0;
    let mut most = 0.0;
    let mut i = 1;
    while i < nodes.len() {
        let node = &nodes[i];
        if node.dropped {
            i = node.end as usize;
            continue;
        }
        let share = node.prose as f32 / all;
        let trust = if node.names.body && node.tag.is_group() {
            1.0
        } else if matches!(node.tag, Tag::Article | Tag::Main) {
            0.6
        } else {
            0.0
        };
        if share * trust > 0.2 && share * trust > most {
            (best, most) = (i, share * trust);
        }
        i += 1;
    }
    with_tabs(nodes, descend(nodes, together(nodes, best)))
}

/// Where several elements like `best` hold the article's parts, what holds them all; else `best`.
///
/// Like it are elements of the same class that names a body, and, where `best` is an `<article>`, other articles of some
/// length: short ones are teasers for other pages.
fn together(nodes: &[Node], best: usize) -> usize {
    let class = nodes[best].attr("class").filter(|_| nodes[best].names.body);
    let article = nodes[best].tag == Tag::Article;
    let (mut first, mut last) = (best, best);
    let mut i = 1;
    while i < nodes.len() {
        let node = &nodes[i];
        let same_class = class.is_some() && node.names.body && node.prose > 0 && node.attr("class") == class;
        let same_rank = article && node.tag == Tag::Article && node.prose > nodes[best].prose / 4;
        if node.dropped {
            i = node.end as usize;
        } else if node.tag.is_group() && (same_class || same_rank) {
            first = first.min(i);
            last = last.max(i);
            i = node.end as usize;
        } else {
            i += 1;
        }
    }
    let mut around = best;
    while around > first || nodes[around].end as usize <= last {
        around = nodes[around].parent as usize;
    }
    around
}

/// Where tabs stand beside `root`, what holds them all: one that is open at first is no more the article than the others.
fn with_tabs(nodes: &[Node], root: usize) -> usize {
    let mut found = root;
    let mut inner = root;
    // A tab beside a distant ancestor is a tab of the page, so only a few levels are tried.
    for around in ancestors(nodes, root).take(4) {
        let mut child = around + 1;
        let end = nodes[around].end as usize;
        while child < end {
            let node = &nodes[child];
            let tab = node.hidden || nodes[inner].hidden;
            if child != inner && tab && !node.dropped && is_substantial(node) {
                found = around;
                break;
            }
            child = node.end as usize;
        }
        inner = around;
    }
    found
}

fn descend(nodes: &[Node], from: usize) -> usize {
    let mut at = from;
    loop {
        let enough = nodes[at].prose as f32 * NEARLY_ALL;
        let mut child = at + 1;
        let mut next = None;
        while child < nodes[at].end as usize {
            if !nodes[child].dropped && nodes[child].prose as f32 >= enough && nodes[child].tag.is_group() {
                next = Some(child);
                break;
            }
            child = nodes[child].end as usize;
        }
        match next {
            Some(child)
                if nodes[child].prose > 0 && !matches!(nodes[child].tag, Tag::Table | Tag::List | Tag::OrderedList) =>
            {
                at = child
            }
            _ => return at,
        }
    }
}

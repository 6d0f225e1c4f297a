//! Which element holds the article.
//!
//! Where an element is named as the article's body and holds a fair share of the page's prose, it is believed. From
//! there, or from the whole page, the way leads down as long as one child holds nearly all of the prose: so an article
//! that is spread over tabs is not taken for its largest tab.

use super::page::Node;
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
        let trust = if node.names.body {
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
    descend(nodes, best)
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

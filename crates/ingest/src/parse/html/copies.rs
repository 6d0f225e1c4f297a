//! Hidden copies of what is shown: pages keep the article a second time for machines, or once for each width of screen.

use super::page::Node;
use super::tag::Tag;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hasher};

/// Shorter texts are the same by chance, in bytes.
const LONG: u32 = 60;

/// Two texts that begin with these many letters alike are the same: a copy may have its paragraphs run together.
const LETTERS: usize = 40;

/// Drops each hidden element of whose long texts half or more, by number or by length, stand on the page already.
pub(super) fn drop_hidden(nodes: &mut [Node]) {
    let mut hidden: Vec<usize> = Vec::new();
    let mut seen = HashSet::new();
    let mut i = 0;
    while i < nodes.len() {
        let node = &nodes[i];
        if node.dropped {
            i = node.end as usize;
        } else if node.hidden {
            hidden.push(i);
            i = node.end as usize;
        } else {
            i += 1;
        }
    }
    if hidden.is_empty() {
        return;
    }
    let mut ranges = hidden.iter().copied().peekable();
    let mut i = 0;
    while i < nodes.len() {
        let skip = ranges.next_if_eq(&i).is_some() || nodes[i].dropped;
        if !skip && is_long(&nodes[i]) {
            seen.insert(beginning(nodes[i].text));
        }
        i = if skip { nodes[i].end as usize } else { i + 1 };
    }
    for i in hidden {
        let end = nodes[i].end as usize;
        let long = nodes[i..end].iter().filter(|node| is_long(node));
        let texts: Vec<(u64, u32)> = long.map(|node| (beginning(node.text), node.size)).collect();
        let again = || texts.iter().filter(|(hash, _)| seen.contains(hash));
        let size = |texts: &mut dyn Iterator<Item = &(u64, u32)>| texts.map(|(_, size)| size).sum::<u32>();
        let half = again().count() * 2 >= texts.len() || size(&mut again()) * 2 >= size(&mut texts.iter());
        if half && !texts.is_empty() {
            nodes[i].dropped = true;
        } else {
            seen.extend(texts.iter().map(|(hash, _)| *hash));
        }
    }
}

fn is_long(node: &Node) -> bool {
    node.tag == Tag::Text && node.size >= LONG
}

fn beginning(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    for letter in text.chars().filter(|c| c.is_alphanumeric()).take(LETTERS) {
        hasher.write_u32(letter as u32);
    }
    hasher.finish()
}

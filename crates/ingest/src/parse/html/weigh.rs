//! How much of each element reads as prose.
//!
//! A run is the text between two block tags. Long runs with punctuation and few links are article text, short and linked
//! ones are not: the two "shallow features" that carry most in Kohlschütter, Fankhauser and Nejdl (WSDM 2010).

use super::page::Node;
use super::tag::Tag;

/// A run shorter than this says nothing.
const SHORT: u32 = 25;

/// A run this long with punctuation is prose.
const LONG: u32 = 60;

/// The prose that stands in each node itself, not in the blocks within it: bytes of visible characters that are not in links.
pub(super) fn own_prose(nodes: &[Node]) -> Vec<u32> {
    let mut prose = vec![0; nodes.len()];
    let mut blocks = vec![0_u32; nodes.len()];
    let mut run = Run::default();
    for (i, node) in nodes.iter().enumerate().skip(1) {
        if node.tag.is_block() {
            run.end(&mut prose);
            blocks[i] = i as u32;
            continue;
        }
        let block = blocks[node.parent as usize];
        blocks[i] = block;
        if node.tag == Tag::Text && node.size > 0 {
            if block != run.block {
                run.end(&mut prose);
                run.block = block;
            }
            run.size += node.size;
            run.linked += node.linked;
            run.marks += marks(node.text);
        }
    }
    run.end(&mut prose);
    for (i, node) in nodes.iter().enumerate() {
        if matches!(node.tag, Tag::Heading(_)) {
            prose[i] = 0;
        }
    }
    prose
}

/// Sums `own` up the tree into [`Node::prose`]; what is dropped counts for itself but not for what it stands in.
pub(super) fn sum(nodes: &mut [Node], own: &[u32]) {
    for (node, prose) in nodes.iter_mut().zip(own) {
        node.prose = *prose;
    }
    for i in (1..nodes.len()).rev() {
        if !nodes[i].dropped {
            let (prose, parent) = (nodes[i].prose, nodes[i].parent as usize);
            nodes[parent].prose += prose;
        }
    }
}

fn marks(text: &str) -> u32 {
    text.bytes().filter(|b| matches!(b, b'.' | b',' | b';' | b'?' | b'!' | 0xe3 | 0xef)).count() as u32
}

#[derive(Default)]
struct Run {
    block: u32,
    size: u32,
    linked: u32,
    marks: u32,
}

impl Run {
    fn end(&mut self, prose: &mut [u32]) {
        let plain = self.size - self.linked;
        if plain >= SHORT && self.linked * 2 < self.size {
            let sure = plain >= LONG && self.marks > 0;
            prose[self.block as usize] += if sure { plain } else { plain / 2 };
        }
        (self.size, self.linked, self.marks) = (0, 0, 0);
    }
}

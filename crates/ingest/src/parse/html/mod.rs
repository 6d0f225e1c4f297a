//! Web pages: the article without its page, with everything that stands in it, shown at first or not.
//!
//! A page goes through these modules in order: `bounded` (markup to a tree of bounded depth) → `page` (the tree laid out
//! flat, with `tag`, `classes` and `names` saying what each element is for) → `about` (title, author, date, language, address) →
//! `weigh` (how much of each element is prose) → `prune` and `copies` (what is no part of the article) → `body` (where the article
//! stands) → `blocks` and `table` (its blocks in reading order, without the lines that `phrases` knows).
//!
//! Crates that extract articles were measured first; `README.md` in this folder keeps the figures. None was taken: they
//! drop what is hidden in tabs, which is where handbooks keep their lists of duties, and they give back markup or plain
//! text where levels of headings, depths of lists and cells of tables are wanted.

mod about;
mod blocks;
mod body;
mod bounded;
mod classes;
mod copies;
mod date;
mod names;
mod page;
mod phrases;
mod prune;
mod table;
mod tag;
mod title;
mod weigh;

#[cfg(test)]
mod tests;

use crate::Document;
use crate::stage::{Station, timed};
use page::Node;
use prune::How;
use rolecall_record::BlockKind;

/// Reads a page that is decoded already.
pub(super) fn parse(text: &str) -> Document {
    let (html, beyond) = timed(Station::Parse, || bounded::parse(text));
    let (mut nodes, about) = page::lay_out(&html);
    let mut document = Document::default();
    if beyond {
        document.note(0, "it has more elements than a page of its length may have: behind them only its text was read");
    }
    about::read(&about, &nodes, &mut document);
    let own = weigh::own_prose(&nodes);
    let prose = find_and_write(&mut nodes, &own, How::Closely, &mut document);
    if prose < LITTLE {
        let mut whole = Document { text: String::new(), blocks: Vec::new(), ..document.clone() };
        find_and_write(&mut nodes, &own, How::Obvious, &mut whole);
        if whole.text.len() > document.text.len() * 2 {
            return whole;
        }
    }
    document
}

/// An article with less prose than this may be a mistake, or its page a list of links.
const LITTLE: u32 = 100;

/// Returns the prose of what was written.
fn find_and_write(nodes: &mut [Node], own: &[u32], how: How, document: &mut Document) -> u32 {
    nodes.iter_mut().for_each(|node| node.dropped = false);
    weigh::sum(nodes, own);
    prune::prune(nodes, how);
    copies::drop_hidden(nodes);
    weigh::sum(nodes, own);
    let root = if how == How::Closely { body::find(nodes) } else { 0 };
    if let Some(heading) = title::heading(nodes, root, document.title.as_deref())
        && !((root..nodes[root].end as usize).contains(&heading) && title::kept(nodes, heading))
    {
        document.push_text(BlockKind::Heading { level: 1 }, &title::text_of(nodes, heading));
    }
    blocks::write(nodes, root, how == How::Obvious, document);
    nodes[root].prose
}

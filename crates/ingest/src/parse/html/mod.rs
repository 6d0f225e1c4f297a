//! Web pages: the article without its page.

mod about;
mod blocks;
mod body;
mod bounded;
mod names;
mod page;
mod phrases;
mod prune;
mod table;
mod tag;
mod weigh;

use crate::Document;

/// Reads a page that is decoded already.
pub(super) fn parse(text: &str) -> Document {
    let html = bounded::parse(text);
    let (mut nodes, about) = page::lay_out(&html);
    let mut document = Document::default();
    about::read(&about, &nodes, &mut document);
    let own = weigh::own_prose(&nodes);
    weigh::sum(&mut nodes, &own);
    prune::prune(&mut nodes);
    weigh::sum(&mut nodes, &own);
    let root = body::find(&nodes);
    blocks::write(&nodes, root, &mut document);
    document
}

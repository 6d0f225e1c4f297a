//! What a page says of itself.

use super::page::{About, Node};
use crate::Document;

/// Fills in title, author, date, language and address.
pub(super) fn read(about: &About, nodes: &[Node], document: &mut Document) {
    let _ = (about, nodes, document);
}

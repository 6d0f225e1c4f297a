//! Lines in an article that speak to the reader of the page and not of the article's matter.

use crate::document::Run;
use rolecall_record::BlockKind;

/// Whether a block of these runs is such a line. `linked` says that all of it is one or more links.
pub(super) fn about_the_page(kind: &BlockKind, runs: &[Run], linked: bool) -> bool {
    let _ = (kind, runs, linked);
    false
}

//! Tables of contents: a list of headings to come is about the article, not part of what it says.
//!
//! What gives one away is not only its label but that its entries come again. The entries then tell which later lines are
//! headings, better than any shape could.

use super::mark::Mark;
use super::piece::Piece;
use super::shape::{self, Shape};
use rolecall_record::BlockKind;
use std::collections::{HashMap, HashSet};

/// Labels that introduce nothing else.
const CERTAIN: &[&str] = &[
    "table of contents",
    "contents",
    "toc",
    "page contents",
    "article contents",
    "jump to section",
    "on this page",
    "jump to",
];
/// Labels that introduce one if its entries come again.
const LIKELY: &[&str] = &[
    "in this article",
    "in this guide",
    "in this post",
    "in this section",
    "in this story",
    "in this handbook",
    "what's inside",
    "what you'll learn",
    "what we'll cover",
    "quick links",
    "quick navigation",
    "overview",
    "sections",
    "topics",
    "inside",
];

/// Marks tables of contents, and the headings that they name.
pub(super) fn assign(pieces: &mut [Piece<'_>]) {
    let mut last: HashMap<String, usize> = HashMap::new();
    for (at, piece) in pieces.iter().enumerate() {
        if is_entry(piece) {
            last.insert(shape::key(&piece.text), at);
        }
    }
    let mut headings = HashSet::new();
    let mut from = 0;
    // An article has one, near its top.
    for at in 0..pieces.len().min(60) {
        if at < from || !is_entry(&pieces[at]) {
            continue;
        }
        let label = shape::key(&pieces[at].text);
        let certain = CERTAIN.contains(&&*label) || label.ends_with(" on this page");
        let likely = LIKELY.iter().any(|l| label == *l || l.starts_with("in this ") && label.ends_with(l));
        let labelled = (certain || likely) && !matches!(pieces[at].kind, Some(BlockKind::ListItem { .. }));
        let listed = is_item(&pieces[at]) && !at.checked_sub(1).is_some_and(|i| is_item(&pieces[i]));
        if !labelled && !listed {
            continue;
        }
        let start = at + usize::from(labelled);
        let (keys, end) = entries(pieces, start, &last);
        let again = keys.iter().filter(|key| last[*key] >= end).count();
        let enough = if certain {
            again * 3 >= keys.len()
        } else if labelled {
            again * 2 > keys.len()
        } else {
            keys.len() > 1 && again == keys.len()
        };
        if keys.is_empty() || !enough {
            continue;
        }
        for piece in &mut pieces[at..end] {
            piece.kind = Some(BlockKind::Meta);
        }
        headings.extend(keys);
        from = end;
    }
    for piece in pieces.iter_mut().skip(from) {
        if headings.is_empty() {
            break;
        }
        let free = piece.is_plain() || matches!(piece.mark, Mark::Number(..));
        if free && is_entry(piece) && headings.remove(&shape::key(&piece.text)) {
            piece.kind = Some(BlockKind::Heading { level: super::list::UNSETTLED });
        }
    }
}

/// The entries from `start` on, and where they end.
fn entries(pieces: &[Piece<'_>], start: usize, last: &HashMap<String, usize>) -> (HashSet<String>, usize) {
    let mut keys = HashSet::new();
    let listed = pieces.get(start).is_some_and(is_item);
    let mut end = start;
    while let Some(piece) = pieces.get(end).filter(|piece| is_entry(piece)) {
        let key = shape::key(&piece.text);
        // The same line again is the first heading; a bare line that does not come again is something else.
        if keys.contains(&key) || is_item(piece) != listed || (!listed && last[&key] <= end) {
            break;
        }
        keys.insert(key);
        end += 1;
    }
    (keys, end)
}

fn is_item(piece: &Piece<'_>) -> bool {
    matches!(piece.kind, Some(BlockKind::ListItem { .. }))
}

fn is_entry(piece: &Piece<'_>) -> bool {
    let shape = Shape::of(&piece.text);
    !shape.long && shape.words <= 20 && !matches!(piece.mark, Mark::Row(..) | Mark::Code | Mark::Quote)
}

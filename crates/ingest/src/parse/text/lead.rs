//! Terms that begin items and paragraphs: "Gaffer: runs the lights".
//!
//! In marked-up text such a term is bold; here only its colon or dash sets it off. One line alone could be a sentence with a
//! colon, so two neighbours have to be built alike.

use super::piece::Piece;
use super::shape::Shape;
use rolecall_record::BlockKind;

/// Finds the terms.
pub(super) fn assign(pieces: &mut [Piece<'_>]) {
    let terms: Vec<usize> = pieces.iter().map(term).collect();
    for at in 0..pieces.len() {
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let alike = beside.filter(|i| *i < pieces.len()).any(|i| terms[i] > 0 && same(&pieces[i], &pieces[at]));
        if terms[at] > 0 && alike {
            pieces[at].lead = terms[at];
        }
    }
}

fn same(a: &Piece<'_>, b: &Piece<'_>) -> bool {
    matches!((&a.kind, &b.kind), (None, None) | (Some(BlockKind::ListItem { .. }), Some(BlockKind::ListItem { .. })))
        && a.mark == b.mark
        || matches!((&a.kind, &b.kind), (Some(BlockKind::ListItem { .. }), Some(BlockKind::ListItem { .. })))
}

/// Length of the term that a piece begins with, 0 if it has none.
fn term(piece: &Piece<'_>) -> usize {
    if !matches!(piece.kind, None | Some(BlockKind::ListItem { .. }))
        || matches!(piece.mark, super::mark::Mark::Row(..) | super::mark::Mark::Quote)
    {
        return 0;
    }
    let head = &piece.text[..piece.text.floor_char_boundary(80)];
    let found = [": ", " – ", " — ", " - ", " = "].iter().filter_map(|by| head.find(by).map(|at| (at, by.len()))).min();
    let Some((at, by)) = found else { return 0 };
    let term = head[..at].trim_end();
    let shape = Shape::of(term);
    let rest = piece.text[at + by..].split_whitespace().take(1).count();
    // These point at what follows, and are said of nothing.
    let points = ["note", "source", "sources", "tip", "example", "warning", "important", "caution", "hint", "update"];
    if points.contains(&&*term.to_lowercase()) {
        return 0;
    }
    let whole = !term.contains(['.', '!', '?', ';', '"', '“']);
    // Who types no capitals at all names nobody in more than a few words.
    let words = if shape.starts_upper { 6 } else { 3 };
    if (1..=words).contains(&shape.words) && whole && rest > 0 { term.len() } else { 0 }
}

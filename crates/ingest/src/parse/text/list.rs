//! Which marked pieces are items of lists, how deep they are, and which numbers count headings instead.
//!
//! "1. Planning" over a paragraph is a heading, between "2." and "3." it is an item. The number alone cannot say, so whole
//! runs of numbers are looked at: where running text stands between most of them, they count headings.

use super::mark::{self, Mark, Style};
use super::piece::Piece;
use super::shape::{self, End, Shape};
use rolecall_record::BlockKind;

/// The level of a heading whose level is settled later.
pub(super) const UNSETTLED: u8 = 0;

/// Gives every piece with a bullet or number its kind.
pub(super) fn assign(pieces: &mut [Piece<'_>]) {
    drop_false_marks(pieces);
    for run in runs(pieces) {
        if counts_headings(pieces, &run) {
            for at in run {
                pieces[at].kind = Some(BlockKind::Heading { level: UNSETTLED });
            }
        }
    }
    for piece in pieces.iter_mut() {
        if let Mark::Number(Style::Nested, ..) = piece.mark {
            if heads(piece) {
                piece.kind = Some(BlockKind::Heading { level: UNSETTLED });
            } else {
                restore(piece);
            }
        }
    }
    depths(pieces);
}

/// Makes a mark part of the text again.
pub(super) fn restore(piece: &mut Piece<'_>) {
    if !piece.typed.is_empty() {
        let whole = format!("{} {}", piece.typed, piece.text);
        piece.text = whole.into();
        piece.typed = "";
    }
    piece.mark = Mark::None;
}

/// A letter or star that no other follows was no mark: "A. Smith", "* As of 2020".
fn drop_false_marks(pieces: &mut [Piece<'_>]) {
    let bullet = |piece: Option<&Piece<'_>>| piece.is_some_and(|p| matches!(p.mark, Mark::Bullet(_)));
    let mut before: Option<(Style, u32)> = None;
    let numbers: Vec<usize> = (0..pieces.len()).filter(|i| matches!(pieces[*i].mark, Mark::Number(..))).collect();
    let mut alone = Vec::new();
    for (n, at) in numbers.iter().enumerate() {
        let Mark::Number(style, value, _) = pieces[*at].mark else { continue };
        if matches!(style, Style::Letter | Style::Roman) {
            // The next of the same style may have a list of another style before it.
            let mut later = numbers[n + 1..].iter().take(12).map(|i| &pieces[*i].mark);
            let follows = before.is_some_and(|(s, v)| v + 1 == value && (s == style || style == Style::Roman));
            let followed = value == 1 && later.any(|m| matches!(m, Mark::Number(s, 2, _) if *s == style));
            if !follows && !followed {
                alone.push(*at);
                continue;
            }
            before = Some((style, value));
        }
    }
    for at in 0..pieces.len() {
        if let Mark::Bullet('—' | '*' | '»' | '→' | '§' | '+' | '·') = pieces[at].mark
            && !bullet(at.checked_sub(1).and_then(|i| pieces.get(i)))
            && !bullet(pieces.get(at + 1))
        {
            alone.push(at);
        }
    }
    for at in alone {
        restore(&mut pieces[at]);
    }
}

/// Runs of numbers that count on, each with the pieces that bear them.
fn runs(pieces: &[Piece<'_>]) -> Vec<Vec<usize>> {
    /// So many runs can be open within each other.
    const OPEN: usize = 6;
    let mut done = Vec::new();
    let mut open: Vec<(Style, u32, usize, Vec<usize>)> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let Mark::Number(style, value, 1) = piece.mark else { continue };
        let fits = |(s, v, indent, _): &(Style, u32, usize, Vec<usize>)| {
            *s == style && *v + 1 == value && indent.abs_diff(piece.indent) <= 1
        };
        match open.iter().rposition(fits) {
            Some(found) => {
                done.extend(open.drain(found + 1..).map(|run| run.3));
                let run = &mut open[found];
                run.1 = value;
                run.3.push(at);
            }
            None => {
                if open.len() == OPEN {
                    done.push(open.remove(0).3);
                }
                open.push((style, value, piece.indent, vec![at]));
            }
        }
    }
    done.extend(open.into_iter().map(|run| run.3));
    done
}

/// Whether a number counts within that of `outer`: "2.1" below "2.".
fn counts_below(outer: &Piece<'_>, inner: &Piece<'_>) -> bool {
    let number = outer.typed.trim_end_matches(['.', ')']);
    inner.typed.strip_prefix(number).is_some_and(|rest| rest.starts_with('.'))
}

fn counts_headings(pieces: &[Piece<'_>], run: &[usize]) -> bool {
    let heads_in_run = run.iter().filter(|at| heads(&pieces[**at])).count();
    if heads_in_run * 10 < run.len() * 8 {
        return false;
    }
    let bodied = |at: usize| {
        let piece = &pieces[at];
        pieces.get(at + 1).is_some_and(|next| match next.mark {
            Mark::None => next.indent <= piece.indent + 1,
            Mark::Bullet(_) => next.gap && next.indent <= piece.indent + 1,
            Mark::Quote | Mark::Row(..) => next.gap,
            // "2. People" over "2.1 Ranger" or over clauses: "2.1 The ranger shall …".
            Mark::Number(Style::Nested, ..) => heads(next) || counts_below(piece, next),
            _ => false,
        })
    };
    match run {
        [only] => {
            let piece = &pieces[*only];
            let shape = Shape::of(&piece.text);
            bodied(*only) && piece.gap && (shape.title_case || shape.end == End::Question)
        }
        [first @ .., _] => {
            // An inner list right below a number may stand below an item as well as below a heading: it tells nothing.
            let silent = |at: &&usize| {
                pieces.get(**at + 1).is_some_and(|next| {
                    matches!(next.mark, Mark::Number(..) | Mark::Bullet(_)) && next.indent > pieces[**at].indent + 1
                })
            };
            let telling = first.len() - first.iter().filter(silent).count();
            first.iter().filter(|at| bodied(**at)).count() * 2 > telling
        }
        [] => false,
    }
}

/// Whether a numbered piece could be a heading.
fn heads(piece: &Piece<'_>) -> bool {
    let shape = Shape::of(&piece.text);
    !shape.long
        && shape.starts_upper
        && shape.words <= 14
        && !matches!(shape.end, End::Sentence | End::Comma)
        && piece.lines <= 2
        // "4.1 Clerks assist the officer. The following are their tasks:"
        && !piece.text.contains(". ")
}

/// Gives items their depth, from how far they are set in and from bullets that only lists within lists have.
fn depths(pieces: &mut [Piece<'_>]) {
    let mut stack: Vec<(usize, Mark)> = Vec::new();
    for piece in pieces {
        let ordered = matches!(piece.mark, Mark::Number(..));
        if piece.kind.is_some() || !(ordered || matches!(piece.mark, Mark::Bullet(_))) {
            // What is set in below an item belongs to it.
            if piece.mark != Mark::None || stack.last().is_none_or(|(indent, _)| piece.indent <= *indent) {
                stack.clear();
            }
            continue;
        }
        while stack.last().is_some_and(|(indent, _)| *indent > piece.indent + 1) {
            stack.pop();
        }
        let level = |(indent, mark): &(usize, Mark)| indent.abs_diff(piece.indent) <= 1 && alike(mark, &piece.mark);
        if let Some(at) = stack.iter().rposition(level) {
            stack.truncate(at + 1);
        } else {
            let deeper = match stack.last() {
                None => true,
                Some((indent, _)) if piece.indent > *indent + 1 => true,
                Some((_, mark)) => within(mark, &piece.mark),
            };
            if !deeper {
                stack.pop();
            }
            stack.push((piece.indent, piece.mark.clone()));
        }
        let depth = (stack.len() - 1).min(usize::from(u8::MAX)) as u8;
        piece.kind = Some(BlockKind::ListItem { depth, ordered });
    }
}

/// Whether two marks are of one list.
fn alike(a: &Mark, b: &Mark) -> bool {
    match (a, b) {
        (Mark::Bullet(a), Mark::Bullet(b)) => a == b,
        (Mark::Number(a, ..), Mark::Number(b, ..)) => a == b,
        _ => false,
    }
}

/// Whether `mark` begins a list within one of `outer`, although it is not set in.
fn within(outer: &Mark, mark: &Mark) -> bool {
    match (outer, mark) {
        (Mark::Bullet(outer), Mark::Bullet(inner)) => mark::is_inner(*inner) && !mark::is_inner(*outer),
        (Mark::Number(..), Mark::Bullet(_)) => true,
        (Mark::Number(outer, ..), Mark::Number(inner, ..)) => *outer == Style::Digit && *inner != Style::Digit,
        _ => false,
    }
}

/// Lists without bullets: lines that a lead-in ("… include:") or a heading introduces, each too short for a sentence.
pub(super) fn assign_bare(pieces: &mut [Piece<'_>]) {
    let mut at = 0;
    while at < pieces.len() {
        let introduced = shape::end(&pieces[at].text) == End::Colon
            && matches!(pieces[at].kind, None | Some(BlockKind::Paragraph | BlockKind::Heading { .. }));
        let headed = matches!(pieces[at].kind, Some(BlockKind::Heading { .. }));
        let from = at + 1;
        at += 1;
        if !(introduced || headed) {
            continue;
        }
        let mut to = from;
        while let Some(piece) = pieces.get(to).filter(|piece| is_bare_item(piece)) {
            // A list is either all parted by empty lines or not at all.
            if to > from + 1 && piece.gap != pieces[from + 1].gap {
                break;
            }
            to += 1;
        }
        let gapped = pieces.get(from + 1).is_some_and(|piece| piece.gap);
        let enough = match (introduced, gapped) {
            (true, false) => 2,
            (true, true) => 3,
            (false, false) => 3,
            (false, true) => usize::MAX,
        };
        // Lines of figures are a table whose columns are lost.
        let figures = |piece: &Piece<'_>| piece.text.split_whitespace().any(|word| word.contains(['$', '%', '€', '£']));
        if to - from >= enough && (introduced || !pieces[from..to].iter().any(figures)) {
            for piece in &mut pieces[from..to] {
                piece.kind = Some(BlockKind::ListItem { depth: 0, ordered: false });
            }
            at = to;
        }
    }
}

fn is_bare_item(piece: &Piece<'_>) -> bool {
    let shape = Shape::of(&piece.text);
    piece.is_plain()
        && !shape.long
        && shape.words <= 16
        && matches!(shape.end, End::Open | End::Comma)
        && piece.lines <= 2
}

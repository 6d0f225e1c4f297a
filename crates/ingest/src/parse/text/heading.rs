//! Which lines are headings, and how high they stand.
//!
//! A heading is a short line without a full stop that something stands below. Capitals make it certain; where an article
//! writes its headings in capitals throughout, a line that does not is more likely to be a caption. Levels follow from the
//! kinds of headings that an article has: the title is 1, its parts 2, and numbered or labelled ones within a part 3.

use super::furniture::prose_at;
use super::list::UNSETTLED;
use super::mark::Mark;
use super::piece::Piece;
use super::shape::{End, Shape};
use rolecall_language::{Readings, look_up};
use rolecall_record::BlockKind;

/// Gives headings their kind.
pub(super) fn assign(pieces: &mut [Piece<'_>]) {
    let shapes: Vec<Option<Shape>> =
        pieces.iter().map(|piece| piece.is_plain().then(|| Shape::of(&piece.text))).collect();
    let capitals = writes_capitals(pieces, &shapes);
    for at in 0..pieces.len() {
        let Some(shape) = shapes[at] else { continue };
        if pieces[at].kind.is_some() || at + 1 == pieces.len() {
            continue;
        }
        if shape.end == End::Colon {
            if is_label(pieces, at, &shape) {
                pieces[at].kind = Some(BlockKind::Heading { level: UNSETTLED });
            }
        } else if could_head(pieces, at, &shape) {
            if shape.title_case
                || shape.all_caps
                || shape.end == End::Question
                || plainly_heads(pieces, at, &shape, capitals)
            {
                pieces[at].kind = Some(BlockKind::Heading { level: UNSETTLED });
            } else if is_caption(pieces, at, &shape) {
                pieces[at].kind = Some(BlockKind::Caption);
            }
        }
    }
    demote_runs(pieces);
}

/// Many short lines in a row head nothing: they are the cells of a table or the links of a page, one a line. Only the last
/// of them may stand above something.
fn demote_runs(pieces: &mut [Piece<'_>]) {
    /// A title, a part and its first section may stand one below the other.
    const RUN: usize = 4;
    let short = |piece: &Piece<'_>| {
        let open = piece.kind.is_none() && Shape::of(&piece.text).end == End::Open && Shape::of(&piece.text).words <= 4;
        piece.mark == Mark::None && (open || piece.kind == Some(BlockKind::Heading { level: UNSETTLED }))
    };
    let mut from = 0;
    while from < pieces.len() {
        let to = from + pieces[from..].iter().take_while(|piece| short(piece)).count();
        if to - from >= RUN {
            let last = usize::from(to < pieces.len() && (prose_at(pieces, to) || is_body(&pieces[to])));
            for piece in &mut pieces[from..to - last] {
                piece.kind = None;
            }
        }
        from = to.max(from + 1);
    }
}

/// Whether most lines that could be headings are written in capitals.
fn writes_capitals(pieces: &[Piece<'_>], shapes: &[Option<Shape>]) -> bool {
    let (mut big, mut small) = (0, 0);
    for (at, shape) in shapes.iter().enumerate() {
        if let Some(shape) =
            shape.filter(|shape| shape.end != End::Colon && shape.words > 1 && could_head(pieces, at, shape))
        {
            if shape.title_case || shape.all_caps {
                big += 1;
            } else if shape.end == End::Open {
                small += 1;
            }
        }
    }
    big >= 2 && big >= small
}

/// Whether the piece stands as headings stand.
fn could_head(pieces: &[Piece<'_>], at: usize, shape: &Shape) -> bool {
    let piece = &pieces[at];
    let Some(next) = pieces.get(at + 1) else { return false };
    let short = match shape.end {
        End::Question => shape.words <= 16,
        End::Open => shape.words <= 14,
        // "Prepare!" and "Washington, D.C." are rare; sentences are not.
        End::Sentence | End::Comma | End::Colon => false,
    };
    let shouted = piece.text.ends_with('!') && shape.words <= 8 && shape.title_case;
    if shape.long
        || shape.words == 0
        || !(short || shouted)
        || !shape.starts_upper
        || piece.lines > 2
        || piece.text.len() > 140
    {
        return false;
    }
    let letters = piece.text.chars().filter(|c| c.is_alphabetic()).count();
    if letters * 2 < piece.text.chars().filter(|c| !c.is_whitespace()).count() {
        return false;
    }
    // Footnotes are short lines too.
    let note = ["Source", "Sources", "Note", "Notes"]
        .iter()
        .any(|n| piece.text.strip_prefix(n).is_some_and(|r| r.starts_with(':')));
    if note || piece.text.starts_with('*') {
        return false;
    }
    if next.kind == Some(BlockKind::Meta) && !next.gap {
        return false;
    }
    if tells(&piece.text) {
        return false;
    }
    // Within lines without gaps, only what running text follows and does not lead into stands out; a part and its first
    // section may stand there one below the other.
    let ends_open = |i: usize| {
        pieces[i].kind.is_none() && pieces[i].mark == Mark::None && Shape::of(&pieces[i].text).end == End::Open
    };
    let in_title_case = |i: usize| pieces.get(i).is_some_and(|p| p.is_plain() && Shape::of(&p.text).title_case);
    let apart = piece.gap || at == 0 || !ends_open(at - 1) || (in_title_case(at - 1) && (at < 2 || !ends_open(at - 2)));
    let over_body = |i: usize| {
        prose_at(pieces, i)
            || pieces
                .get(i)
                .is_some_and(|next| next.mark != Mark::None || matches!(next.kind, Some(BlockKind::ListItem { .. })))
    };
    let over_section = in_title_case(at + 1) && over_body(at + 2);
    // "SCORER" above a few short lines: nothing else is written so.
    let cried = shape.all_caps && letters >= 4 && piece.gap && next.is_plain() && !Shape::of(&next.text).all_caps;
    apart && (next.gap || over_body(at + 1) || next.kind.is_some() || over_section || cried)
}

/// Whether a line tells behind a name and a colon what somebody does: "Timekeeper (Bob): starts the clock".
fn tells(text: &str) -> bool {
    let Some((name, rest)) = text.split_once(": ") else { return false };
    let mut words = rest.split_whitespace();
    let verb = words.next().is_some_and(|word| {
        let readings = look_up(word).readings;
        readings.any(Readings::THIRD) && (readings.any(Readings::MAINLY_VERB) || !readings.noun())
            || readings.any(Readings::THIRD) && matches!(rest.split_whitespace().nth(1), Some("the" | "a" | "an"))
    });
    verb && words.next().is_some() && name.split_whitespace().count() <= 5
}

/// "How to …", "What a … does": these head sections in lower case as well, with no question mark.
const ASKS_OPENLY: &[&str] = &["How ", "What ", "Why ", "Who ", "When ", "Where ", "Which "];

/// Whether a line not in capitals is a heading all the same.
fn plainly_heads(pieces: &[Piece<'_>], at: usize, shape: &Shape, capitals: bool) -> bool {
    let body = at + 1..pieces.len().min(at + 3);
    let opens =
        prose_at(pieces, at + 1) || pieces.get(at + 1).is_some_and(|next| is_body(next) || next.text.ends_with(':'));
    let after_heading = at > 0 && matches!(pieces[at - 1].kind, Some(BlockKind::Heading { .. }));
    if shape.asks && opens && pieces[at].gap && ASKS_OPENLY.iter().any(|word| pieces[at].text.starts_with(word)) {
        return true;
    }
    if states(&pieces[at].text, shape) {
        return false;
    }
    if capitals {
        let limit =
            if shape.words <= 4 { true } else { !after_heading && shape.words <= 8 && !shows(&pieces[at].text) };
        opens && limit && pieces[at].gap && !describes(&pieces[at].text)
    } else {
        let limit = if after_heading { 6 } else { 10 };
        (opens || body.into_iter().any(|i| prose_at(pieces, i)))
            && shape.words <= limit
            && (pieces[at].gap || at == 0 || prose_at(pieces, at - 1))
            && !(after_heading && describes(&pieces[at].text))
    }
}

fn is_body(piece: &Piece<'_>) -> bool {
    matches!(piece.kind, Some(BlockKind::ListItem { .. })) || matches!(piece.mark, Mark::Quote | Mark::Row(..))
}

/// A line above the first paragraph that says what is seen: "A judge reading a verdict".
fn is_caption(pieces: &[Piece<'_>], at: usize, shape: &Shape) -> bool {
    let below_heading = at > 0 && matches!(pieces[at - 1].kind, Some(BlockKind::Heading { .. } | BlockKind::Meta));
    below_heading
        && shape.end == End::Open
        && shape.words >= 3
        && pieces[at].gap
        && pieces[at + 1].gap
        && describes(&pieces[at].text)
}

/// Whether a word in the middle says what somebody is seen doing.
fn describes(text: &str) -> bool {
    let words: Vec<_> = text.split_whitespace().collect();
    words.len() >= 3
        && words[1..words.len() - 1]
            .iter()
            .any(|word| word.len() > 5 && word.ends_with("ing") && word.starts_with(char::is_lowercase))
}

/// Whether a line begins as captions do: "A chef at the stove".
fn shows(text: &str) -> bool {
    ["A ", "An ", "The ", "Two ", "Three ", "Some ", "Several "].iter().any(|article| text.starts_with(article))
}

/// Whether a line is a sentence that only lacks its full stop: "The clerk is a grade 7".
fn states(text: &str, shape: &Shape) -> bool {
    const FINITE: &[&str] = &[
        "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "must", "should", "may",
        "does", "did", "isn't", "aren't", "don't",
    ];
    !shape.asks && shape.words >= 4 && text.split_whitespace().skip(1).any(|word| FINITE.contains(&word))
}

/// Whether a line that ends in a colon names what follows, rather than beginning a sentence that the next lines end.
fn is_label(pieces: &[Piece<'_>], at: usize, shape: &Shape) -> bool {
    const SAYING: &[&str] = &[
        "include",
        "includes",
        "including",
        "are",
        "is",
        "be",
        "to",
        "must",
        "should",
        "can",
        "may",
        "will",
        "following",
        "follows",
        "for",
        "by",
        "that",
        "such",
        "says",
        "said",
        "continues",
        "explains",
        "adds",
        "writes",
        "example",
        "note",
        "with",
        "as",
        "in",
        "of",
        "do",
        "does",
        "require",
        "requires",
        "needs",
        "need",
    ];
    let text = pieces[at].text.trim_end_matches(':');
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
    let says = text.split_whitespace().any(|word| word.starts_with(char::is_lowercase) && SAYING[..12].contains(&word))
        || SAYING.contains(&&*last);
    let named = shape.title_case || shape.all_caps || shape.words <= 3;
    let Some(next) = pieces.get(at + 1) else { return false };
    let opens =
        is_body(next) || prose_at(pieces, at + 1) && (shape.title_case || shape.all_caps) || bare_lines(pieces, at + 1);
    shape.words <= 6
        && shape.starts_upper
        && named
        && !says
        && opens
        && (pieces[at].gap || at == 0 || is_body(&pieces[at - 1]) || prose_at(pieces, at - 1))
}

/// Whether two short lines begin at `at`.
fn bare_lines(pieces: &[Piece<'_>], at: usize) -> bool {
    pieces.len() > at + 1
        && pieces[at..at + 2]
            .iter()
            .all(|piece| piece.is_plain() && matches!(Shape::of(&piece.text).end, End::Open | End::Comma))
}

/// What kind of heading a piece is, for its level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Marked(u8),
    Title,
    Numbered(u8),
    Shouted,
    Label,
    Usual,
}

/// Gives headings their levels.
pub(super) fn settle(pieces: &mut [Piece<'_>]) {
    let sorts: Vec<(usize, Sort)> = (0..pieces.len()).filter_map(|at| Some((at, sort(&pieces[at])?))).collect();
    let shouted = sorts.iter().filter(|(_, sort)| *sort == Sort::Shouted).count();
    let first = sorts.iter().map(|(_, sort)| *sort).find(|sort| matches!(sort, Sort::Shouted | Sort::Usual));
    // Parts in capitals with headings of another kind in between: two levels.
    let layered = shouted >= 2 && first == Some(Sort::Shouted);
    let mut part: Option<u8> = None;
    let mut numbered = 2;
    for (n, (at, sort)) in sorts.iter().enumerate() {
        let level = match *sort {
            Sort::Marked(level) => level,
            Sort::Title => 1,
            Sort::Shouted => 2,
            Sort::Usual => {
                if layered && part.is_some() {
                    3
                } else {
                    2
                }
            }
            Sort::Numbered(parts) => {
                let begins = !n.checked_sub(1).is_some_and(|before| matches!(sorts[before].1, Sort::Numbered(_)));
                if begins && parts == 1 && number(&pieces[*at]) == Some(1) {
                    // Numbered right below the title, they are the parts themselves.
                    numbered = part.map_or(2, |part| part + 1);
                }
                (numbered + parts - 1).min(6)
            }
            Sort::Label => part.map_or(2, |part| (part + 1).min(6)).max(if part.is_some() { 3 } else { 2 }),
        };
        // A part opened by a number counts for labels below it, but not for the numbers after it.
        match sort {
            Sort::Title => {}
            Sort::Label | Sort::Numbered(_) => {}
            _ => part = (level > 1).then_some(level),
        }
        pieces[*at].kind = Some(BlockKind::Heading { level: level.clamp(1, 6) });
    }
}

fn number(piece: &Piece<'_>) -> Option<u32> {
    match piece.mark {
        Mark::Number(_, value, _) => Some(value),
        _ => None,
    }
}

fn sort(piece: &Piece<'_>) -> Option<Sort> {
    match (&piece.kind, &piece.mark) {
        (None, Mark::Heading(level)) => Some(Sort::Marked(*level)),
        (Some(BlockKind::Heading { level: 1 }), _) => Some(Sort::Title),
        (Some(BlockKind::Heading { .. }), mark) => {
            let shape = Shape::of(&piece.text);
            Some(match mark {
                Mark::Number(_, _, parts) => Sort::Numbered(*parts),
                _ if shape.all_caps && shape.words > 1 => Sort::Shouted,
                _ if shape.end == End::Colon => Sort::Label,
                _ => Sort::Usual,
            })
        }
        _ => None,
    }
}

//! What a page says about itself: notices, buttons, lists of other articles.
//!
//! It is kept, as lines about the article, so that nothing is lost where this is wrong. It is only told by general signs: set
//! phrases of web pages, and short lines without a full stop at the very end.

use super::mark::Mark;
use super::piece::Piece;
use super::shape::{self, End, Shape};
use rolecall_record::BlockKind;

/// Whole lines, or beginnings of short ones, that only pages say.
const PHRASES: &[&str] = &[
    "rate this",
    "share this",
    "share on",
    "share the",
    "share article",
    "like this",
    "tweet",
    "follow us",
    "subscribe",
    "sign up",
    "sign in",
    "log in",
    "login",
    "register now",
    "skip to",
    "back to top",
    "back to",
    "print this",
    "email this",
    "leave a comment",
    "leave a reply",
    "post a comment",
    "add a comment",
    "no comments",
    "view all",
    "view more",
    "see all",
    "show more",
    "load more",
    "read more",
    "read next",
    "click here",
    "next article",
    "previous article",
    "next post",
    "previous post",
    "next:",
    "previous:",
    "prev:",
    "related:",
    "advertisement",
    "sponsored",
    "powered by",
    "all rights reserved",
    "copyright",
    "©",
    "filed under",
    "tagged",
    "tags:",
    "category:",
    "categories:",
    "posted in",
    "cookie policy",
    "privacy policy",
    "accept all",
    "terms of use",
    "terms of service",
    "contact us",
    "was this article helpful",
    "was this helpful",
    "was this page helpful",
    "did this answer",
    "did you find this",
    "do you have questions",
    "thank you for reading",
    "thanks for reading",
    "join our newsletter",
    "get our newsletter",
    "enter your email",
    "your email address",
    "download the app",
    "table of contents",
    "close menu",
    "toggle navigation",
    "main menu",
    "search for:",
    "you are here",
    "we use cookies",
    "this site uses cookies",
    "this website uses cookies",
    "by continuing to",
    "enable javascript",
];
/// Whole lines that head or name parts of a page.
const NAVIGATION: &[&str] = &[
    "home",
    "menu",
    "search",
    "blog",
    "news",
    "articles",
    "resources",
    "share",
    "print",
    "email",
    "facebook",
    "twitter",
    "linkedin",
    "instagram",
    "pinterest",
    "youtube",
    "navigation",
    "about us",
    "contact",
    "next",
    "previous",
    "back",
    "close",
    "save",
    "comments",
    "comment",
    "reply",
    "tags",
    "copy link",
];
/// What heads a list of other articles.
const RELATED: &[&str] = &[
    "related articles",
    "related posts",
    "related reading",
    "related stories",
    "related content",
    "related links",
    "related resources",
    "related topics",
    "related pages",
    "related",
    "you may also like",
    "you might also like",
    "you may also be interested in",
    "read next",
    "more from",
    "more stories",
    "more articles",
    "recommended",
    "recommended reading",
    "recommended articles",
    "popular posts",
    "popular articles",
    "recent posts",
    "recent articles",
    "latest posts",
    "latest articles",
    "see also",
    "further reading",
    "keep reading",
    "trending",
    "most read",
    "similar articles",
    "similar posts",
    "explore more",
    "more to read",
    "share this",
    "share",
    "tags",
    "categories",
];
/// What a button tells its reader to do.
const ORDERS: &[&str] = &[
    "view", "find", "browse", "explore", "get", "request", "apply", "compare", "download", "start", "join", "learn",
    "see", "check", "search", "watch", "try", "buy", "shop", "discover", "show", "select", "choose", "enter", "book",
    "contact", "call", "visit", "read", "share", "continue", "take",
];

/// Whether a short line is a notice or a piece of navigation wherever it stands.
pub(super) fn is_notice(text: &str, shape: &Shape) -> bool {
    if shape.long || shape.words > 40 {
        return false;
    }
    let lower = plain(text);
    let starts = |phrase: &&str| {
        let rest = lower.strip_prefix(*phrase);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            && shape.words <= phrase.split(' ').count() + 6
    };
    let cookies = lower.contains(" cookies")
        && ["use cookies", "uses cookies", "accept cookies", "use of cookies", "all cookies"]
            .iter()
            .any(|c| lower.contains(c));
    let sentence = matches!(shape.end, End::Sentence) && shape.words > 9;
    (!sentence && PHRASES.iter().any(starts) && !(shape.end == End::Colon && shape.words > 4))
        || NAVIGATION.contains(&&*lower)
        || cookies
        || lower.ends_with("click here")
        || is_trail(text)
        || is_page_number(&lower)
}

/// "Page 3", "page 3 of 12": left over where a text was printed. `lower` is in lower case.
fn is_page_number(lower: &str) -> bool {
    let number = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    match lower.split_whitespace().collect::<Vec<_>>()[..] {
        ["page", n] => number(n),
        ["page", n, "of" | "/", m] => number(n) && number(m),
        _ => false,
    }
}

/// "Home > Work > Ships": where a page stands among others.
fn is_trail(text: &str) -> bool {
    let parts = |by: &str| text.split(by).filter(|part| !part.trim().is_empty()).count();
    text.len() < 160
        && text.contains(['>', '»', '›', '/'])
        && [" > ", " » ", " › ", " / "].iter().any(|by| parts(by) >= 3 || (*by != " / " && parts(by) == 2))
        && !text.ends_with('.')
}

fn plain(text: &str) -> String {
    text.trim_end_matches(['.', '!', '…', ':']).to_lowercase().replace('’', "'")
}

/// Marks what the page says about itself.
pub(super) fn assign(pieces: &mut [Piece<'_>]) {
    for at in 0..pieces.len() {
        let piece = &pieces[at];
        if !piece.is_plain() || piece.text.len() > shape::LONG {
            continue;
        }
        let shape = Shape::of(&piece.text);
        let followed = prose_at(pieces, at + 1);
        let label = plain(&piece.text);
        if RELATED.contains(&&*label) && !followed {
            titles_of_others(pieces, at);
        } else if is_notice(&piece.text, &shape) && (!followed || shape.words > 2 || at < 3) {
            pieces[at].kind = Some(BlockKind::Meta);
        } else if !followed
            && is_button(&piece.text, &shape)
            && at + 1 < pieces.len()
            && !is_list(&pieces[at + 1])
            && pieces[at + 1].gap
            && piece.gap
        {
            // A button in the middle of an article has a heading below it, or another button.
            let next = Shape::of(&pieces[at + 1].text);
            if pieces[at + 1].is_plain() && next.title_case && view(&piece.text) {
                pieces[at].kind = Some(BlockKind::Meta);
            }
        } else if is_credit(&piece.text) {
            pieces[at].kind = Some(BlockKind::Caption);
        }
    }
    ending(pieces);
}

/// Buttons that are no heading of a step ("Get a Degree") either.
fn view(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["view ", "browse ", "read ", "see ", "share ", "watch ", "shop ", "show ", "download ", "request ", "click "]
        .iter()
        .any(|v| lower.starts_with(v))
}

fn is_button(text: &str, shape: &Shape) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    shape.words <= 7 && matches!(shape.end, End::Open | End::Sentence) && ORDERS.contains(&&*first)
}

/// Whether piece `at` is running text.
pub(super) fn prose_at(pieces: &[Piece<'_>], at: usize) -> bool {
    pieces
        .get(at)
        .is_some_and(|piece| matches!(piece.mark, Mark::None | Mark::Quote) && Shape::of(&piece.text).is_prose())
}

fn is_list(piece: &Piece<'_>) -> bool {
    matches!(piece.kind, Some(BlockKind::ListItem { .. }))
}

/// The label and the titles below it, as far as they are no sentences and head nothing themselves.
fn titles_of_others(pieces: &mut [Piece<'_>], at: usize) {
    let mut end = at + 1;
    while end < pieces.len() && end - at <= 20 {
        let piece = &pieces[end];
        let shape = Shape::of(&piece.text);
        let title = (piece.is_plain() || is_list(piece)) && !shape.is_prose() && shape.end != End::Colon;
        if !title || (prose_at(pieces, end + 1) && piece.is_plain()) {
            break;
        }
        end += 1;
    }
    if end > at + 1 || at + 1 == pieces.len() {
        for piece in &mut pieces[at..end] {
            piece.kind = Some(BlockKind::Meta);
        }
    }
}

/// Short lines after the last sentence or item: questions to the reader, buttons.
fn ending(pieces: &mut [Piece<'_>]) {
    let mut at = pieces.len();
    while at > 1 && pieces.len() - at < 6 {
        let piece = &pieces[at - 1];
        let shape = Shape::of(&piece.text);
        let known = piece.kind == Some(BlockKind::Meta);
        if !known
            && (!piece.is_plain()
                || shape.is_prose()
                || shape.words > 12
                || shape::end(&pieces[at - 2].text) == End::Colon)
        {
            break;
        }
        let lower = format!(" {} ", plain(&piece.text));
        let asked = shape.end == End::Question
            && [" you ", " your ", " this "].iter().any(|w| lower.replace('?', " ").contains(w));
        if !known && !asked && !is_button(&piece.text, &shape) && !is_notice(&piece.text, &shape) {
            break;
        }
        at -= 1;
    }
    // An article of nothing but short lines has no ending.
    if at > 2 {
        for piece in &mut pieces[at..] {
            piece.kind = Some(BlockKind::Meta);
        }
    }
}

/// "Photo by Ana Roy", "Figure 2: The bridge": what stands under a picture.
fn is_credit(text: &str) -> bool {
    const CREDITS: &[&str] = &[
        "photo by",
        "photo:",
        "photo credit",
        "photograph by",
        "photos by",
        "image by",
        "image:",
        "image credit",
        "image source",
        "image courtesy",
        "photo courtesy",
        "credit:",
        "illustration by",
        "illustration:",
        "picture:",
        "caption:",
        "pictured:",
        "above:",
        "(photo",
        "(image",
    ];
    let lower: String = text.chars().take(20).flat_map(char::to_lowercase).collect();
    let figure = ["figure ", "fig. ", "fig ", "exhibit "].iter().find_map(|label| lower.strip_prefix(label));
    CREDITS.iter().any(|credit| lower.starts_with(credit))
        || figure.is_some_and(|rest| {
            let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            number.len() < rest.len()
                && (number.is_empty() || number.starts_with([':', '.', ' ']) && !number.starts_with(" s"))
        })
}

//! Lines in an article that speak to the reader of the page and not of the article's matter.
//!
//! Only short paragraphs are judged: never list items, headings or cells, whose text may be about newsletters and sharing
//! because that is somebody's work.

use crate::document::Run;
use rolecall_record::BlockKind;

/// A longer paragraph is about something, in bytes.
const SHORT: usize = 280;

/// A date line or byline is not longer.
const LINE: usize = 110;

/// Whether a block of these runs is such a line. `linked` is the share of it that is in links.
pub(super) fn about_the_page(kind: &BlockKind, runs: &[Run], linked: f32) -> bool {
    if !matches!(kind, BlockKind::Paragraph | BlockKind::Quote) {
        return false;
    }
    if runs.iter().map(|r| r.text.len()).sum::<usize>() > 2 * SHORT {
        return false;
    }
    let mut text = String::with_capacity(SHORT);
    for word in runs.iter().flat_map(|r| r.text.split_whitespace()) {
        if !text.is_empty() {
            text.push(' ');
        }
        if word.is_ascii() {
            text.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        } else {
            text.push_str(&word.to_lowercase());
        }
    }
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    if text.len() > SHORT {
        return false;
    }
    is_label(text) || points_elsewhere(text, linked) || asks(text) || (text.len() <= LINE && dates(text))
}

/// A button or a mark that stands as a paragraph of its own.
fn is_label(text: &str) -> bool {
    matches!(
        text,
        "advert"
            | "advertisement"
            | "ad"
            | "sponsored"
            | "subscribe"
            | "comments"
            | "share"
            | "print"
            | "email"
            | "tweet"
    )
}

/// "Read more: …": mostly a link, with a word or two before it.
fn points_elsewhere(text: &str, linked: f32) -> bool {
    let plain = text.len() as f32 * (1.0 - linked);
    let sentence = text.ends_with(['.', '!', '?', '”', '"']) && plain > 2.0;
    (linked > 0.98 && !sentence)
        || (linked > 0.5 && plain < 24.0 && !sentence)
        || (linked > 0.0
            && begins(
                text,
                &["read more", "read also", "also read", "related:", "more:", "read:", "watch:", "see also:"],
            ))
}

/// Asks the reader to subscribe, follow or share.
fn asks(text: &str) -> bool {
    let network =
        ["twitter", "facebook", "instagram", "linkedin", "youtube", "newsletter"].iter().any(|n| text.contains(n));
    (network
        && begins(
            text,
            &[
                "follow ",
                "like us",
                "find us",
                "join us",
                "you can follow",
                "connect with",
                "subscribe",
                "sign up",
                "get ",
            ],
        ))
        || begins(
            text,
            &[
                "sign up for our",
                "sign up for the",
                "subscribe to our",
                "subscribe now",
                "share this",
                "share on",
                "like this story",
                "like what you",
                "click here to",
                "advertisement",
                "post comment",
                "leave a comment",
                "all rights reserved",
                "copyright ©",
                "© ",
                "text size",
                "filed under",
                "loading",
                "tags:",
                "follow us",
            ],
        )
        || (text.contains("newsletter") && ["sign up", "subscribe", "inbox"].iter().any(|n| text.contains(n)))
}

/// "Updated: 3 May, 10:15", "Posted on …".
fn dates(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && (begins(
            text,
            &[
                "posted on",
                "posted at",
                "posted:",
                "published",
                "first published",
                "updated",
                "last updated",
                "last modified",
            ],
        ) || text.contains("| updated"))
        && !text.ends_with('.')
}

fn begins(text: &str, with: &[&str]) -> bool {
    with.iter().any(|w| text.starts_with(w))
}

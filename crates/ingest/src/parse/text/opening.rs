//! The top of an article: title, who wrote it and when, and what a page puts above them.

use super::date;
use super::furniture;
use super::mark::Mark;
use super::piece::Piece;
use super::shape::{self, End, Shape};
use crate::Document;
use crate::parse::parted;
use rolecall_record::BlockKind;

/// The title stands among so many pieces, the rest of what is about the article among so many more.
const TOP: usize = 12;
const BELOW: usize = 12;

/// Finds title, author and date, and marks their lines.
pub(super) fn assign(document: &mut Document, pieces: &mut [Piece<'_>]) {
    let mut titled = None;
    for at in 0..pieces.len().min(TOP) {
        if about(document, &mut pieces[at]) {
            continue;
        }
        let last = at + 1 == pieces.len();
        let shape = Shape::of(&pieces[at].text);
        // "scorer - adds it up" above more such lines, all typed without capitals, is the first of them.
        let below = &pieces[at + 1..pieces.len().min(at + 4)];
        let small = !pieces[at].text.contains(char::is_uppercase);
        let row = small && below.iter().any(|next| parted::alike(&pieces[at].text, &next.text));
        let piece = &mut pieces[at];
        if let Mark::Heading(_) = piece.mark {
            titled = Some(at);
            break;
        }
        if piece.kind == Some(BlockKind::Meta) {
            continue;
        }
        if !piece.is_plain() || last || row {
            break;
        }
        if furniture::is_notice(&piece.text, &shape) || is_rubric(&piece.text) {
            piece.kind = Some(BlockKind::Meta);
        } else if shape.is_prose() || matches!(shape.end, End::Comma | End::Colon) {
            break;
        } else {
            titled = Some(at);
            break;
        }
    }
    let Some(at) = titled else { return };
    let piece = &mut pieces[at];
    // A mark of its own keeps its level; an article may begin with "## ".
    if piece.mark == Mark::None {
        piece.kind = Some(BlockKind::Heading { level: 1 });
    }
    let title = piece.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let key = shape::key(&title);
    document.title.get_or_insert(title);
    let rest = &mut pieces[at + 1..];
    let count = rest.len();
    for (i, piece) in rest.iter_mut().enumerate() {
        if i >= BELOW && i + 4 < count {
            continue;
        }
        // Pages show their title twice.
        if i < 3 && piece.is_plain() && shape::key(&piece.text) == key {
            piece.kind = Some(BlockKind::Meta);
        } else {
            about(document, piece);
        }
    }
    bare_name(document, rest);
}

/// Sections that sites file their articles under; never the title of one where another line follows.
fn is_rubric(text: &str) -> bool {
    const RUBRICS: &[&str] = &[
        "career",
        "careers",
        "career advice",
        "career guide",
        "career guides",
        "career development",
        "guides",
        "insights",
        "blog posts",
        "our blog",
        "the blog",
        "education",
        "business",
        "lifestyle",
        "features",
        "opinion",
        "magazine",
        "knowledge base",
        "help center",
        "help centre",
        "learn",
        "library",
        "resource center",
        "faq",
    ];
    RUBRICS.contains(&&*text.to_lowercase())
}

/// A name right above the date, with nothing before it, is the author's.
fn bare_name(document: &mut Document, rest: &mut [Piece<'_>]) {
    for at in 0..rest.len().min(4) {
        let dated = rest.get(at + 1).is_some_and(|next| next.kind == Some(BlockKind::Meta));
        if !dated
            || !rest[at].is_plain()
            || rest[at].text.len() > 60
            || document.author.is_some()
            || document.date.is_none()
        {
            continue;
        }
        if let Some((name, "")) = name(&rest[at].text)
            && (2..=4).contains(&name.split(' ').count())
        {
            document.author = Some(name);
            rest[at].kind = Some(BlockKind::Meta);
        }
    }
}

/// Whether `piece` says who wrote the article or when; what it says is kept.
fn about(document: &mut Document, piece: &mut Piece<'_>) -> bool {
    if !piece.is_plain() || piece.text.len() > 160 {
        return false;
    }
    let text = piece.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let found = byline(document, &text) || dated(document, &text) || is_reading_time(&text);
    if found {
        piece.kind = Some(BlockKind::Meta);
    }
    found
}

/// What stands before a name.
const WRITTEN: &[&str] =
    &["written by", "author:", "authors:", "by:", "posted by", "words by", "story by", "published by", "by"];
/// Who had a hand in it without being its author.
const HELPED: &[&str] = &[
    "reviewed by",
    "edited by",
    "fact checked by",
    "fact-checked by",
    "medically reviewed by",
    "updated by",
    "editor:",
    "reviewer:",
];

fn byline(document: &mut Document, text: &str) -> bool {
    if let Some(rest) = after_label(text, HELPED) {
        return name(rest).is_some();
    }
    let Some((name, rest)) = after_label(text, WRITTEN).and_then(name) else { return false };
    if !(rest.is_empty() || dated(document, rest) || is_reading_time(rest) || rest.split_whitespace().count() <= 6) {
        return false;
    }
    document.author.get_or_insert(name);
    true
}

/// What follows one of `labels` that `text` begins with.
fn after_label<'a>(text: &'a str, labels: &[&str]) -> Option<&'a str> {
    labels.iter().find_map(|label| {
        let head = text.get(..label.len()).filter(|head| head.eq_ignore_ascii_case(label))?;
        let rest = &text[head.len()..];
        (label.ends_with(':') || rest.starts_with([' ', ':'])).then(|| rest.trim_start_matches([' ', ':']))
    })
}

/// The name that `text` begins with, and what follows it ("on March 3", "| 5 min read").
fn name(text: &str) -> Option<(String, &str)> {
    let stop = text.find([',', '|', '·', '•', '–', '—', '/']).unwrap_or(text.len());
    let stop = [" on ", " - ", " Updated", " Published", " Posted", " Last "]
        .iter()
        .filter_map(|s| text.find(s))
        .fold(stop, usize::min);
    // "By Ana Roy March 3, 2021"
    let mut end = 0;
    let mut words = 0;
    for word in text[..stop].split(' ') {
        let from = end + usize::from(words > 0);
        if words > 0 && date::split(&text[from..]).is_some() {
            break;
        }
        let small = matches!(
            word,
            "and" | "de" | "van" | "von" | "der" | "la" | "le" | "da" | "di" | "bin" | "al" | "&" | "the"
        );
        if !small && !word.starts_with(char::is_uppercase) || word.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        end = from + word.len();
        words += 1;
    }
    let name = text[..end].trim_end_matches('.');
    let rest = text[end..].trim_start_matches(|c: char| !c.is_alphanumeric());
    let rest = rest.strip_prefix("on ").unwrap_or(rest);
    ((1..=7).contains(&words) && !name.is_empty() && !text.ends_with(['.', '?', '!'])).then(|| (name.to_owned(), rest))
}

/// Labels of dates.
const DATED: &[&str] = &[
    "last updated on",
    "last updated:",
    "last updated",
    "last modified:",
    "last modified",
    "last reviewed:",
    "last reviewed",
    "updated on",
    "updated:",
    "updated",
    "published on",
    "published:",
    "published",
    "posted on",
    "posted:",
    "posted",
    "date:",
    "date posted:",
    "publication date:",
    "release date:",
    "modified:",
    "first published",
    "created:",
    "created on",
];

/// Whether `text` is a date, or says when ("Updated 2 years ago"), and little else.
fn dated(document: &mut Document, text: &str) -> bool {
    let labelled = after_label(text, DATED);
    let rest = labelled.unwrap_or(text);
    if let Some((date, after)) = date::split(rest) {
        let bare_year = date.len() == 4 && !rest.contains('/');
        let after = after.trim_matches(|c: char| !c.is_alphanumeric());
        let by = byline_after(document, after);
        let little =
            after.is_empty() || by || is_time(after) || is_reading_time(after) || after_label(after, DATED).is_some();
        let begins = rest.trim_start_matches('(').starts_with(|c: char| c.is_alphanumeric());
        if little && begins && (labelled.is_some() || !bare_year) {
            document.date.get_or_insert(date);
            return true;
        }
        return false;
    }
    let ago = rest.split(' ').count() <= 6
        && (rest.ends_with(" ago")
            || matches!(&*rest.to_lowercase(), "today" | "yesterday" | "last week" | "last month"));
    ago && (labelled.is_some() || rest.starts_with(|c: char| c.is_ascii_digit()))
}

fn byline_after(document: &mut Document, text: &str) -> bool {
    match after_label(text, WRITTEN).and_then(name) {
        Some((name, "")) => {
            document.author.get_or_insert(name);
            true
        }
        _ => false,
    }
}

/// "at 10:30 am EST"
fn is_time(text: &str) -> bool {
    text.split([' ', ':', '.']).all(|word| {
        let known = ["at", "am", "pm", "a", "p", "m", "utc", "gmt", "est", "edt", "pst", "pdt", "cet", "t", "z"];
        word.bytes().all(|b| b.is_ascii_digit()) || known.iter().any(|k| word.eq_ignore_ascii_case(k))
    })
}

/// "5 min read"
fn is_reading_time(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split([' ', '-', ':']).filter(|word| !word.is_empty());
    let rest = lower.strip_prefix("reading time");
    if rest.is_some() || lower.starts_with("estimated reading") {
        return words.count() <= 6;
    }
    let number = words.next().is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()));
    number
        && words.next().is_some_and(|word| word.starts_with("min"))
        && words.next().is_some_and(|w| w == "read")
        && words.next().is_none()
}

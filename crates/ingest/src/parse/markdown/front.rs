//! Front matter: what a Markdown file says of itself above its body.
//!
//! A tolerant reader of `key: value` lines (YAML between `---`, TOML between `+++`), quotes and simple lists is all that
//! articles need; a whole YAML parser would reject files over a stray colon and lose their titles with it.

use super::super::text::date;
use crate::Document;

/// Cuts `text` into its front matter (without the fences) and its body. `None` where there is no closed front matter.
pub(in crate::parse) fn front_matter(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let fence = ["---", "+++"].into_iter().find(|f| text.starts_with(f))?;
    let first = text.lines().next()?;
    if first.trim_end() != fence {
        return None;
    }
    let start = text.find('\n')? + 1;
    let mut at = start;
    let mut keys = false;
    for line in text[start..].split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == fence || (fence == "---" && bare == "...") {
            return keys.then(|| (&text[start..at], &text[at + line.len()..]));
        }
        let key = key_value(bare);
        // Prose between two rules is no front matter.
        if !keys && key.is_none() && !bare.is_empty() && !bare.starts_with('#') {
            return None;
        }
        keys |= key.is_some();
        at += line.len();
    }
    None
}

/// Fills what `front` says of the article into `document`.
pub(super) fn fill(document: &mut Document, front: &str) {
    let mut lines = front.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((key, value)) = key_value(line) else { continue };
        let mut values = Vec::new();
        if matches!(value, "" | "|" | ">" | ">-" | "|-" | "[") {
            let block = value.starts_with(['|', '>']);
            while let Some(next) =
                lines.next_if(|next| next.starts_with([' ', '\t', '-', ']']) || next.trim().is_empty())
            {
                let item = next.trim().trim_start_matches("- ").trim_end_matches(',');
                // Authors are often given as records: the name is what is wanted.
                let item = item.strip_prefix("name:").unwrap_or(item).trim();
                if block || key_value(item).is_none() {
                    values.push(unquote(item));
                }
            }
            values.retain(|v| !v.is_empty() && *v != "]");
        } else if let Some(list) = value.strip_prefix('[') {
            values.extend(list.trim_end_matches(']').split(',').map(|v| unquote(v.trim())).filter(|v| !v.is_empty()));
        } else {
            values.push(unquote(value));
        }
        let Some(first) = values.first() else { continue };
        let keep = |field: &mut Option<String>, value: &str| {
            if field.is_none() && !value.is_empty() {
                *field = Some(value.to_owned());
            }
        };
        match &*key.to_ascii_lowercase() {
            "title" => keep(&mut document.title, &values.join(" ")),
            "author" | "authors" | "byline" => keep(&mut document.author, &values.join(", ")),
            "date" | "published" | "pubdate" | "publishdate" | "updated" | "lastmod" | "modified" | "last_updated" => {
                if let Some(date) = date::normalise(first) {
                    keep(&mut document.date, &date);
                }
            }
            "lang" | "language" | "locale" => {
                let tag = first.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
                if (2..=3).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphabetic()) {
                    keep(&mut document.language, &tag);
                }
            }
            "url" | "canonical" | "canonical_url" | "canonicalurl" | "link" | "source_url" if first.contains("://") => {
                keep(&mut document.url, first);
            }
            _ => {}
        }
    }
}

/// `key: value` or `key = value` at the start of a line.
fn key_value(line: &str) -> Option<(&str, &str)> {
    let at = line.find([':', '='])?;
    let (key, rest) = (line[..at].trim_end().trim_matches('"'), &line[at + 1..]);
    let plain = |c: char| c.is_alphanumeric() || c == '_' || c == '-' || c == '.';
    let apart = rest.is_empty() || rest.starts_with([' ', '\t']) || line[at..].starts_with('=');
    (!key.is_empty() && key.chars().all(plain) && apart).then(|| (key, rest.trim()))
}

/// Takes off quotes, or a comment behind a bare value.
fn unquote(value: &str) -> &str {
    for quote in ['"', '\''] {
        if let Some(rest) = value.strip_prefix(quote) {
            return rest.rfind(quote).map_or(rest, |end| &rest[..end]);
        }
    }
    value.find(" #").map_or(value, |at| &value[..at]).trim()
}

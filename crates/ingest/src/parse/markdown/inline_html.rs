//! HTML inside Markdown: its tags are taken off and its text kept.
//!
//! This is a few snippets (`<details>`, `<br>`, a picture with a caption), not a page: the page parser looks for the main
//! part of a page and would find none here. Tags that lay out blocks part blocks; others only fall away.

use rolecall_record::BlockKind;

/// Whether a tag parts words.
pub(super) fn breaks(tag: &str) -> bool {
    matches!(&*name(tag.trim_start_matches(['<', '/'])), "br" | "hr" | "p" | "div" | "li" | "td" | "th" | "tr")
}

/// Whether a tag begins (true) or ends (false) what is struck out.
pub(super) fn strikes(tag: &str) -> Option<bool> {
    matches!(&*name(tag.trim_start_matches(['<', '/'])), "del" | "s" | "strike").then(|| !tag.starts_with("</"))
}

/// The blocks of a piece of HTML, in order.
pub(super) fn blocks(html: &str) -> Vec<(BlockKind, String)> {
    let mut blocks = Vec::new();
    let mut kind = BlockKind::Paragraph;
    let mut text = String::new();
    let mut struck = 0_usize;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        if struck == 0 {
            text.push_str(&rest[..at]);
        }
        let tag = &rest[at..];
        if let Some(comment) = tag.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let closing = tag.starts_with("</");
        let name = name(tag.trim_start_matches(['<', '/']));
        if name.is_empty() && !tag.starts_with("<!") {
            text.push('<');
            rest = &tag[1..];
            continue;
        }
        let Some(end) = tag.find('>') else {
            rest = "";
            break;
        };
        rest = &tag[end + 1..];
        match strikes(tag) {
            Some(true) => struck += 1,
            Some(false) => struck = struck.saturating_sub(1),
            None => {}
        }
        if matches!(&*name, "script" | "style") && !closing {
            // `</` cannot begin anything else in these.
            rest = rest.find("</").map_or("", |end| &rest[end..]);
        }
        if let Some(next) = begins(&name) {
            put(&mut blocks, &kind, &mut text);
            kind = if closing { BlockKind::Paragraph } else { next };
        } else if name == "br" {
            text.push(' ');
        } else if name == "img"
            && let Some(alt) = attribute(&tag[..end], "alt")
        {
            blocks.push((BlockKind::Caption, unescape(alt)));
        }
    }
    if struck == 0 {
        text.push_str(rest);
    }
    put(&mut blocks, &kind, &mut text);
    blocks
}

fn put(blocks: &mut Vec<(BlockKind, String)>, kind: &BlockKind, text: &mut String) {
    if !text.trim().is_empty() {
        blocks.push((kind.clone(), unescape(text)));
    }
    text.clear();
}

/// Which block a tag begins, if it lays out blocks.
fn begins(name: &str) -> Option<BlockKind> {
    Some(match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading { level: name.as_bytes()[1] - b'0' },
        "li" => BlockKind::ListItem { depth: 0, ordered: false },
        "dt" => BlockKind::Term,
        "dd" => BlockKind::Definition,
        "blockquote" => BlockKind::Quote,
        "figcaption" | "caption" => BlockKind::Caption,
        "pre" => BlockKind::Code,
        "p" | "div" | "ul" | "ol" | "dl" | "table" | "tr" | "td" | "th" | "section" | "article" | "details"
        | "summary" | "hr" | "figure" | "header" | "footer" | "center" | "aside" | "nav" => BlockKind::Paragraph,
        _ => return None,
    })
}

fn name(tag: &str) -> String {
    tag.chars().take(16).take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut after = tag;
    loop {
        after = &after[after.find(name)? + name.len()..];
        if let Some(value) = after.trim_start().strip_prefix('=') {
            let value = value.trim_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            return value[1..].find(quote).map(|end| &value[1..=end]);
        }
    }
}

/// Resolves the entities that are common in articles; others stay as they are.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(10).position(|b| b == b';');
        let known = end.and_then(|end| entity(&rest[1..end]).map(|c| (c, end)));
        match known {
            Some((c, end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "rsquo" => '’',
        "lsquo" => '‘',
        "rdquo" => '”',
        "ldquo" => '“',
        "bull" => '•',
        _ => {
            let code = name.strip_prefix('#')?;
            let hex = code.strip_prefix(['x', 'X']).map(|hex| u32::from_str_radix(hex, 16).ok());
            return hex.unwrap_or_else(|| code.parse().ok()).and_then(char::from_u32);
        }
    })
}

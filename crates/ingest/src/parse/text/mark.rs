//! Marks that people type before a line: bullets, numbers, `#`, `>`, rules.

/// How a number before a line is written; numbers of one list are written alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// 1, 2, 3
    Digit,
    /// a, b, c
    Letter,
    /// i, ii, iii
    Roman,
    /// 1.1, 1.2
    Nested,
}

/// What a line begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing.
    None,
    /// A bullet.
    Bullet(char),
    /// A number: how it is written, its value, how many parts it has (`1.2` has two).
    Number(Style, u32, u8),
    /// A heading of Markdown, or a line that is underlined.
    Heading(u8),
    /// `>`
    Quote,
    /// A line of a fenced block of code.
    Code,
    /// A row of a table: its number, whether it names the columns, its cells.
    Row(u32, bool, Vec<String>),
}

/// Bullets that need no space after them, because they are nothing else.
const BULLETS: &[char] = &[
    '•', '‣', '◦', '▪', '▫', '■', '□', '●', '○', '∙', '⁃', '➢', '➤', '►', '▶', '✓', '✔', '✅', '❖', '◆', '◇',
    '\u{f0b7}', '\u{f0a7}',
];
/// Bullets that may be something else, and need one.
const DASHES: &[char] = &['-', '*', '–', '—', '+', '·', 'o', '»', '→', '§'];
/// Bullets that lists within lists have.
const INNER: &[char] = &['◦', '▪', '▫', '○', '□', 'o', '–', '·', '⁃', '\u{f0a7}'];

/// Whether a bullet is one that lists within lists have.
pub(super) fn is_inner(bullet: char) -> bool {
    INNER.contains(&bullet)
}

/// Reads the mark that `text` begins with, and where its words begin. Headings that are underlined, code and tables need
/// more than one line and are not found here.
pub(super) fn read(text: &str) -> (Mark, usize) {
    let Some(first) = text.chars().next() else { return (Mark::None, 0) };
    let rest = &text[first.len_utf8()..];
    let words = |from: usize| from + (text[from..].len() - text[from..].trim_start().len());
    if BULLETS.contains(&first) || (DASHES.contains(&first) && rest.starts_with([' ', '\t', '\u{a0}'])) {
        // "- 3 -" and the like number pages.
        return (Mark::Bullet(first), words(first.len_utf8()));
    }
    if first == '>' && (rest.is_empty() || rest.starts_with([' ', '>'])) {
        let marks = text.bytes().take_while(|b| matches!(b, b'>' | b' ')).count();
        return (Mark::Quote, marks);
    }
    if first == '#' {
        let level = text.bytes().take_while(|b| *b == b'#').count();
        if level <= 6 && text[level..].starts_with(' ') && text.len() < super::shape::LONG {
            return (Mark::Heading(level as u8), words(level));
        }
    }
    if let Some(level) = wiki_heading(text) {
        return (Mark::Heading(level as u8), words(level));
    }
    number(text).map_or((Mark::None, 0), |(style, value, parts, end)| (Mark::Number(style, value, parts), words(end)))
}

/// How deep `== Title ==` stands, as wikis write headings.
fn wiki_heading(text: &str) -> Option<usize> {
    let level = text.bytes().take_while(|b| *b == b'=').count();
    let inner = text.get(level..)?.strip_suffix(&text[..level])?;
    let title = inner.starts_with(' ') && inner.ends_with(' ') && inner.contains(char::is_alphanumeric);
    ((2..=6).contains(&level) && title && text.len() < super::shape::LONG).then_some(level)
}

/// `1.`, `1)`, `(1)`, `1.2`, `a)`, `(a)`, `a.`, `iv.`: style, value, parts, length.
fn number(text: &str) -> Option<(Style, u32, u8, usize)> {
    let open = usize::from(text.starts_with('('));
    let body = &text[open..];
    let token = body.bytes().take(12).take_while(|b| b.is_ascii_alphanumeric() || *b == b'.').count();
    let after = body[token..].chars().next();
    let token = &body[..token];
    let bare = token.trim_end_matches('.');
    let closed = after == Some(')');
    let end = open + token.len() + usize::from(closed);
    let spaced = text[end..].starts_with(|c: char| c.is_whitespace());
    if bare.is_empty() || !(closed || open == 0) {
        return None;
    }
    if bare.bytes().all(|b| b.is_ascii_digit()) {
        // "1.Splice ropes" is typed too; "1.5 tonnes" is none.
        let value = bare.parse().ok().filter(|_| bare.len() <= 3)?;
        return ((closed || token.len() == bare.len() + 1) && spaced).then_some((Style::Digit, value, 1, end));
    }
    if let Some((digits, word)) = token.split_once('.')
        && !digits.is_empty()
        && digits.len() <= 3
        && digits.bytes().all(|b| b.is_ascii_digit())
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && !closed
    {
        return Some((Style::Digit, digits.parse().ok()?, 1, open + digits.len() + 1));
    }
    if bare.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        let mut parts = bare.split('.');
        let last = parts.next_back()?.parse().ok()?;
        let count = parts.filter(|p| (1..=2).contains(&p.len())).count() + 1;
        // "3.5 tonnes" has the form as well; numbering is told by what follows it being capitalised.
        let title = text[end..].trim_start().starts_with(|c: char| c.is_uppercase());
        return (spaced && title && last < 100 && count == bare.split('.').count()).then_some((
            Style::Nested,
            last,
            count.min(6) as u8,
            end,
        ));
    }
    if !spaced || !(closed || token.len() == bare.len() + 1) {
        return None;
    }
    let lower = bare.to_ascii_lowercase();
    if lower != bare && !closed && bare.len() > 1 && bare.to_ascii_uppercase() != bare {
        return None;
    }
    match lower.as_bytes() {
        [b'i'] => Some((Style::Roman, 1, 1, end)),
        [letter @ b'a'..=b'z'] => Some((Style::Letter, u32::from(letter - b'a') + 1, 1, end)),
        _ => roman(&lower).map(|value| (Style::Roman, value, 1, end)),
    }
}

/// Small Roman numbers, as lists have.
fn roman(text: &str) -> Option<u32> {
    const ROMAN: [&str; 20] = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii",
        "xviii", "xix", "xx",
    ];
    ROMAN.iter().position(|r| *r == text).map(|at| at as u32 + 1)
}

/// Whether a line is nothing but a rule (`-----`, `* * *`), and of which character.
pub(super) fn rule(text: &str) -> Option<char> {
    let first = text
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '=' | '_' | '*' | '~' | '–' | '—' | '─' | '━' | '═' | '#' | '+' | '•' | '.'))?;
    let mut count = 0;
    for c in text.chars() {
        if c == first {
            count += 1;
        } else if !c.is_whitespace() {
            return None;
        }
    }
    (count >= 3 || (count == 2 && text.len() > 2 && first != '.')).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_from_words_that_look_like_them() {
        let mark = |text| read(text).0;
        assert_eq!(mark("•Ropes"), Mark::Bullet('•'));
        assert_eq!(mark("- ropes"), Mark::Bullet('-'));
        assert_eq!(mark("o ropes"), Mark::Bullet('o'));
        assert_eq!(mark("-ropes"), Mark::None);
        assert_eq!(mark("*Source"), Mark::None);
        assert_eq!(mark("1. Ropes"), Mark::Number(Style::Digit, 1, 1));
        assert_eq!(mark("1.Ropes"), Mark::Number(Style::Digit, 1, 1));
        assert_eq!(mark("(12) ropes"), Mark::Number(Style::Digit, 12, 1));
        assert_eq!(mark("b) ropes"), Mark::Number(Style::Letter, 2, 1));
        assert_eq!(mark("iv. ropes"), Mark::Number(Style::Roman, 4, 1));
        assert_eq!(mark("2.3 Ropes"), Mark::Number(Style::Nested, 3, 2));
        assert_eq!(mark("1.5 tonnes"), Mark::None);
        assert_eq!(mark("1998. A year"), Mark::None);
        assert_eq!(mark("(see below)"), Mark::None);
        assert_eq!(mark("3 ropes"), Mark::None);
        assert_eq!(mark("#ropes"), Mark::None);
        assert_eq!(mark("## Ropes"), Mark::Heading(2));
    }
}

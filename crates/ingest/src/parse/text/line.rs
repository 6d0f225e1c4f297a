//! A text's lines, with what stands around their words.

/// A line that has something on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// Its text without white space around it.
    pub text: &'a str,
    /// Columns of white space before it; a tab goes to the next multiple of four.
    pub indent: usize,
    /// Columns that its text takes, at most [`WIDE`].
    pub width: usize,
    /// Whether an empty line, a rule or a page break stands before it. True of the first line.
    pub gap: bool,
}

/// Widths are counted up to here.
pub(super) const WIDE: usize = 400;

impl Line<'_> {
    /// The column where its text ends.
    pub(super) fn end(&self) -> usize {
        self.indent + self.width
    }
}

/// Splits at line breaks of every system, and at page breaks.
pub(super) fn split(text: &str) -> Vec<Line<'_>> {
    // A text of a system that ended lines by a carriage return alone.
    let breaks: &[char] =
        if text.contains('\n') { &['\n', '\u{2028}', '\u{2029}'] } else { &['\r', '\u{2028}', '\u{2029}'] };
    let mut lines = Vec::new();
    let mut gap = true;
    for line in text.split(breaks) {
        for (i, part) in line.split(['\u{c}', '\u{b}']).enumerate() {
            gap |= i > 0;
            let bare = part.trim_matches(blank);
            if bare.is_empty() {
                gap = true;
                continue;
            }
            let before = part.len() - part.trim_start_matches(blank).len();
            let indent = part[..before].chars().fold(0, |at, c| match c {
                '\t' => (at / 4 + 1) * 4,
                '\u{200b}' | '\u{feff}' | '\r' => at,
                _ => at + 1,
            });
            lines.push(Line { text: bare, indent, width: bare.chars().take(WIDE).count(), gap });
            gap = false;
        }
    }
    lines
}

fn blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}')
}

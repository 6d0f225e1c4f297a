//! How finely an article may be cut up.
//!
//! Every line, row, cell, element and sentence of an article takes some hundred bytes while it is read, however short it is: a file of
//! lines of one letter would take a hundred times its length. So an article has a number of them that its length allows. No text
//! that people wrote comes near it. What has more is refused by name, and of a page's markup what is beyond is left out, its words
//! kept. Rejected: joining what is too short, for lines and rows that were joined say what nobody wrote; and a number alone,
//! for a long table may have rows that a file of a megabyte may not.

/// "The cook plans the menu.": hardly anything shorter says who does what, and what is shorter stands beside what is longer.
const SHORTEST: usize = 24;
/// A cell, with what parts it from the next.
const CELL: usize = 4;
/// An element with its tags and text: pages have several times that.
const ELEMENT: usize = 40;
/// A mark of Markdown, with the text that it marks.
const MARK: usize = 5;
/// A name of a role with all that an article says of it: articles that speak of many have several times that.
const NAME: usize = 100;
/// So many may there be in a text of any length.
pub(crate) const ALWAYS: usize = 1 << 16;

/// So many lines, rows or sentences may a text of `bytes` bytes have.
pub(crate) fn pieces(bytes: usize) -> usize {
    ALWAYS.max(bytes / SHORTEST)
}

/// So many cells may its tables have.
pub(crate) fn cells(bytes: usize) -> usize {
    (2 * ALWAYS).max(bytes / CELL)
}

/// So many elements may a page of `bytes` bytes have.
pub(crate) fn elements(bytes: usize) -> usize {
    ALWAYS.max(bytes / ELEMENT)
}

/// So many names of roles may an article of `bytes` bytes have: each is remembered to its end.
pub(crate) fn names(bytes: usize) -> usize {
    ALWAYS.max(bytes / NAME)
}

/// So many bytes has an article at least that was understood as so many statements: it takes as much memory.
pub(crate) fn bytes(statements: usize) -> u64 {
    (statements * SHORTEST) as u64
}

/// How many lines that say something a text has, where these are more than it may have.
pub(crate) fn too_many_lines(text: &str) -> Option<usize> {
    // A line takes two bytes at least.
    let most = pieces(text.len());
    let line_end = |c: char| matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}');
    let count = || text.split(line_end).filter(|line| !line.trim().is_empty()).count();
    (text.len() / 2 > most).then(count).filter(|lines| *lines > most)
}

/// Whether a text has more columns, parted by pipes or tabs, than its tables may have cells.
pub(crate) fn has_too_many_cells(text: &str) -> bool {
    let most = cells(text.len());
    let parts =
        |pair: &&[u8]| matches!(pair, [_, b'|']) || matches!(pair, [before, b'\t'] if !before.is_ascii_whitespace());
    text.len() > most && text.as_bytes().windows(2).filter(parts).nth(most).is_some()
}

/// Whether a text has more characters that may be marks than Markdown of its length has: what is made of each takes a hundred bytes.
pub(crate) fn has_too_many_marks(text: &str) -> bool {
    let most = ALWAYS.max(text.len() / MARK);
    let mark = |byte: &u8| b"*_`~[]<>&\\!|$^".contains(byte);
    text.len() > most && text.bytes().filter(mark).nth(most).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_may_be_cut_up_at_will_and_long_ones_by_their_length() {
        assert_eq!(pieces(100), ALWAYS);
        assert_eq!(pieces(24 << 20), 1 << 20);
        assert!(too_many_lines(&"a\n".repeat(ALWAYS)).is_none());
        assert!(too_many_lines(&"a\n".repeat(ALWAYS + 1)) == Some(ALWAYS + 1));
        assert!(too_many_lines(&"\r\n".repeat(ALWAYS * 4)).is_none());
        assert!(too_many_lines(&"The cook plans the menu.\n".repeat(ALWAYS * 4)).is_none());
    }
}

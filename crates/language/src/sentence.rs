//! Where sentences end.

use std::ops::Range;

/// The sentences of a block of running text, as byte ranges without the white space around them.
///
/// Done by `sentencex`, which keeps "vs.", "U.S." and quotations whole; see its rules for English.
///
/// ```
/// let text = "She checks e.g. cables. Then they rehearse.";
/// let found: Vec<&str> = rolecall_language::sentences(text).into_iter().map(|r| &text[r]).collect();
/// assert_eq!(found, ["She checks e.g. cables.", "Then they rehearse."]);
/// ```
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut found = Vec::new();
    for piece in sentencex::segment("en", text) {
        let trimmed = piece.trim();
        if trimmed.is_empty() {
            continue;
        }
        let Some(offset) = text[at..].find(trimmed) else { continue };
        let start = at + offset;
        found.push(start..start + trimmed.len());
        at = start + trimmed.len();
    }
    found
}

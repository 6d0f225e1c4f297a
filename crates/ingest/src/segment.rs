//! Blocks to the spans of their sentences.
//!
//! Headings, captions, code and lines about the article itself are no statements: they stay blocks, and headings become
//! the statements' heading path. Everything else is parted into sentences, a table row into its cells' sentences.

use crate::stage::{Station, timed};
use rolecall_language::sentences;
use rolecall_record::{Block, BlockKind, Span};
use std::ops::Range;

/// The sentences of `block` as spans of the article's text. Empty for blocks that hold no statements.
pub(crate) fn segment(text: &str, block: &Block) -> Vec<Span> {
    match &block.kind {
        BlockKind::Heading { .. } | BlockKind::Code | BlockKind::Meta | BlockKind::Term => Vec::new(),
        BlockKind::TableRow { .. } => Vec::new(),
        _ => timed(Station::Segment, || split(text, block.span)),
    }
}

/// The sentences within `span`.
pub(crate) fn split(text: &str, span: Span) -> Vec<Span> {
    let block = span.of(text);
    let begins = asks_or_answers(block);
    let said =
        sentences(&block[begins..]).into_iter().map(|range| said(block, range.start + begins..range.end + begins));
    said.flat_map(|r| bounded(block, r)).map(|r| Span::from(r).shifted(span.start)).collect()
}

/// Where what is said begins behind the number of a clause, as policies and statutes count them: "3.4 The warden signs …".
fn numbered(block: &str) -> usize {
    let digits = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let Some((number, rest)) = block.split_once([' ', '\t']) else { return 0 };
    let parts = number.strip_suffix(['.', ')']).unwrap_or(number);
    // "2.5 Litres are enough" begins so as well, "2.5 litres" does not.
    let counts = parts.contains('.') && parts.split('.').all(digits);
    let said = rest.trim_start();
    if counts && said.starts_with(|c: char| c.is_uppercase()) { block.len() - said.len() } else { 0 }
}

/// Where what is said begins behind the letter of a question or an answer: "Q. Who locks up?", "A. The porter does."
fn asks_or_answers(block: &str) -> usize {
    let letter = ["Q. ", "A. "].iter().find(|letter| block.starts_with(**letter)).map_or(0, |letter| letter.len());
    // "A. Smith locks up."
    let sentence = block[letter..].split([' ', '?', '.', ',']).next().is_some_and(|word| {
        let lower = word.to_lowercase();
        rolecall_language::is_closed(&lower) || matches!(lower.as_str(), "yes" | "no" | "usually")
    });
    if sentence { letter } else { 0 }
}

/// The sentence at `range` without its number, or the dash with which whoever answers begins: "– Yes, every porter does."
fn said(text: &str, range: Range<usize>) -> Range<usize> {
    let whole = &text[range.clone()];
    let number = numbered(whole);
    if number > 0 {
        return range.start + number..range.end;
    }
    let rest = whole.strip_prefix(['–', '—']).map_or("", str::trim_start);
    if rest.is_empty() { range } else { range.end - rest.len()..range.end }
}

/// No sentence that a person wrote is longer, in bytes.
const LONGEST: usize = 4096;

/// The sentence at `range`, in parts where it is too long to be one. A dump without a full stop would else be read as a
/// single sentence of megabytes, and reading one takes more than linear time. Parted where a reader would draw breath.
fn bounded(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = range.start;
    while range.end - start > LONGEST {
        let most = text.floor_char_boundary(start + LONGEST);
        let window = &text[start..most];
        let at = window.rfind([';', '|', '\n']).or_else(|| window.rfind(", ")).map(|at| at + 1);
        let at =
            at.filter(|at| *at > LONGEST / 2).or_else(|| window.rfind(char::is_whitespace)).unwrap_or(window.len());
        let end = start + at;
        parts.push(start..start + text[start..end].trim_end().len());
        start = end + (text[end..range.end].len() - text[end..range.end].trim_start().len());
    }
    parts.push(start..range.end);
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        split(text, Span::from(0..text.len())).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn a_dump_without_a_full_stop_is_parted_and_loses_no_word() {
        for text in ["the miller grinds and ".repeat(2000), "nails, hoops, ".repeat(3000), "é".repeat(9000)] {
            let text = text.trim_end();
            let parts = parts(text);
            assert!(parts.len() > 1 && parts.iter().all(|part| part.len() <= LONGEST && part.trim() == *part));
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            assert_eq!(bare(&parts.concat()), bare(text));
        }
    }

    #[test]
    fn a_long_sentence_is_left_whole() {
        let text = format!("The smith forges {}.", vec!["nails"; 400].join(", "));
        assert_eq!(parts(&text), [text.as_str()]);
    }
}

//! Where sentences end.

use std::ops::Range;

/// The sentences of a block of running text, as byte ranges without the white space around them.
///
/// Done by `sentencex`, which keeps "vs.", "U.S." and quotations whole; see its rules for English. A quotation of several
/// sentences is parted all the same: somebody who is quoted at length says one thing after the other.
///
/// ```
/// let text = "She checks e.g. cables. Then they rehearse.";
/// let found: Vec<&str> = rolecall_language::sentences(text).into_iter().map(|r| &text[r]).collect();
/// assert_eq!(found, ["She checks e.g. cables.", "Then they rehearse."]);
/// ```
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut found = Vec::new();
    for piece in segmented(text) {
        let trimmed = piece.trim();
        if trimmed.is_empty() {
            continue;
        }
        let rest = &text[at..];
        let blank = rest.len() - rest.trim_start().len();
        // Nearly always it comes next; to look for it is dearer than to see that it does.
        let next = rest[blank..].starts_with(trimmed).then_some(blank);
        let Some(offset) = next.or_else(|| rest.find(trimmed)) else { continue };
        let start = at + offset;
        let mut from = 0;
        for end in ends_within_quotation(trimmed) {
            found.push(start + from..start + end);
            from = end + (trimmed[end..].len() - trimmed[end..].trim_start().len());
        }
        found.push(start + from..start + trimmed.len());
        at = start + trimmed.len();
    }
    found
}

/// More bytes than a paragraph has.
const PARAGRAPH: usize = 8192;
/// More bytes than a word has, an address included.
const WORD: usize = 512;

/// What `sentencex` makes of a text, asked for a paragraph's length at a time: at each mark it looks back to the beginning of the
/// word, and compares it with every quotation of the text, so a megabyte of marks or quotations would take hours.
fn segmented(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for run in unbroken(text) {
        let mut rest = run;
        while rest.len() > PARAGRAPH {
            let window = &rest[..rest.floor_char_boundary(PARAGRAPH)];
            let mut pieces = sentencex::segment("en", window);
            // The last one may go on behind the window.
            if pieces.len() > 1 {
                pieces.pop();
            }
            let taken = pieces.iter().map(|piece| piece.len()).sum::<usize>();
            found.extend(pieces);
            rest = rest.get(taken.max(1)..).unwrap_or_default();
        }
        found.extend(sentencex::segment("en", rest));
    }
    found
}

/// A text in pieces none of which holds a longer run without white space than [`WORD`].
fn unbroken(text: &str) -> Vec<&str> {
    let (mut pieces, mut from, mut word) = (Vec::new(), 0, 0);
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            word = at + c.len_utf8();
        } else if at - word >= WORD {
            pieces.push(&text[from..at]);
            (from, word) = (at, at);
        }
    }
    pieces.push(&text[from..]);
    pieces
}

/// Where sentences end within the quotations of a piece of text, but for their last ones.
fn ends_within_quotation(piece: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut opened: Option<usize> = None;
    for (i, mark) in piece.char_indices() {
        let opens = mark == '“' || mark == '"' && opened.is_none();
        let closes = mark == '”' || mark == '"' && opened.is_some();
        if opens {
            opened = Some(i + mark.len_utf8());
        } else if closes && let Some(from) = opened.take() {
            let quoted = &piece[from..i];
            let mut at = from;
            for sentence in segmented(quoted) {
                let said = sentence.trim();
                let Some(offset) = piece[at..i].find(said) else { continue };
                at += offset + said.len();
                if said.ends_with(['.', '!', '?', '…']) && !piece[at..i].trim().is_empty() {
                    ends.push(at);
                }
            }
        }
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::sentences;

    fn parts(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn a_quotation_of_several_sentences_is_parted_at_each() {
        assert_eq!(
            parts("Odile puts it so: \"I grind at five. Then I sift. By noon it is sold.\" We believe her."),
            ["Odile puts it so: \"I grind at five.", "Then I sift.", "By noon it is sold.\"", "We believe her."]
        );
    }

    #[test]
    fn a_long_text_is_parted_as_its_paragraphs_are() {
        let story = "She checks e.g. cables. \"It hums,\" says Dr. Haan. Then they rehearse! ".repeat(400);
        let found = parts(&story);
        assert_eq!(found.len(), 1200);
        assert!(found.chunks(3).all(|three| three == &found[..3]), "{:?}", &found[..6]);
    }

    #[test]
    fn a_run_without_a_blank_loses_no_letter() {
        for run in ["?".repeat(5000), "\"".repeat(5000), "a.b".repeat(3000), "é".repeat(4000)] {
            assert_eq!(
                parts(&format!("It hums. {run} Then it stops.")).concat().replace(' ', ""),
                format!("Ithums.{run}Thenitstops.")
            );
        }
    }

    #[test]
    fn a_quotation_of_one_sentence_stays_with_what_is_said_of_it() {
        for text in ["“I grind at five,” says Odile.", "The sign \"No flour after 3 p.m. today\" is hers."] {
            assert_eq!(parts(text), [text]);
        }
    }
}

//! Bytes to text: which charset they are in, and what could not be read.
//!
//! In this order: a byte order mark; what the document declares (`<meta charset>`, an XML declaration); valid UTF-8;
//! statistics. One exception: bytes with marks beyond ASCII that are valid UTF-8 are UTF-8, whatever single-byte charset is
//! declared, because such a sequence is hardly ever an accident and a wrong declaration often is.
//! A broken sequence is replaced and noted, never an error: one bad byte must not cost an article.

use super::detect;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use rolecall_record::Diagnostic;

/// A file's text.
#[derive(Debug)]
pub(super) struct Decoded {
    /// The text without its byte order mark.
    pub text: String,
    /// What was guessed or replaced; positions are bytes of the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// A declaration is looked for in so many bytes, statistics are taken of so many.
const DECLARED_WITHIN: usize = 4 * 1024;
const SAMPLE: usize = 256 * 1024;

/// Decodes a file that [`detect::binary`] takes for text.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, bytes, mark, Vec::new());
    }
    if let Some(big) = detect::utf16(bytes) {
        return decode_as(if big { UTF_16BE } else { UTF_16LE }, bytes, 0, Vec::new());
    }
    let valid = std::str::from_utf8(bytes);
    if let Some((encoding, at)) = declared(bytes) {
        if encoding == UTF_8 || valid.is_err() || (bytes.is_ascii() && encoding.is_ascii_compatible()) {
            return decode_as(encoding, bytes, 0, Vec::new());
        }
        if !encoding.is_single_byte() {
            return decode_as(encoding, bytes, 0, Vec::new());
        }
        let message = format!("declared as {}, but it is UTF-8 and was read as that", encoding.name());
        return decode_as(UTF_8, bytes, 0, vec![Diagnostic { at, message }]);
    }
    match valid {
        Ok(text) => Decoded { text: text.to_owned(), diagnostics: Vec::new() },
        Err(error) if mostly_utf8(sample(bytes, error.valid_up_to())) => decode_as(UTF_8, bytes, 0, Vec::new()),
        Err(error) => {
            let at = error.valid_up_to();
            let encoding = guess(sample(bytes, at));
            let message = format!("not UTF-8 and no charset declared; read as {}", encoding.name());
            decode_as(encoding, bytes, 0, vec![Diagnostic { at, message }])
        }
    }
}

/// The bytes to take statistics of: around the first that is not plain.
fn sample(bytes: &[u8], at: usize) -> &[u8] {
    let start = at.saturating_sub(SAMPLE / 4);
    &bytes[start..bytes.len().min(start + SAMPLE)]
}

/// Whether most sequences beyond ASCII are UTF-8, so that the others are damage.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 0 && (good >= bad * 2 || bad == 1)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let guessed = detector.guess(None, Utf8Detection::Deny);
    if guessed == UTF_8 { WINDOWS_1252 } else { guessed }
}

/// The charset that markup declares for itself, and where.
fn declared(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    let prefix = &bytes[..bytes.len().min(DECLARED_WITHIN)];
    let lower = prefix.to_ascii_lowercase();
    if lower.trim_ascii_start().starts_with(b"<?xml") {
        let end = find(&lower, b"?>", 0)?;
        if let Some(at) = find(&lower[..end], b"encoding", 0) {
            return label(&lower[at + 8..end]).map(|encoding| (encoding, at));
        }
    }
    let mut from = 0;
    while let Some(tag) = find(&lower, b"<meta", from) {
        let end = find(&lower, b">", tag).unwrap_or(lower.len());
        if let Some(at) = find(&lower[..end], b"charset", tag)
            && let Some(encoding) = label(&lower[at + 7..end])
        {
            return Some((encoding, at));
        }
        from = end;
    }
    None
}

/// Reads `= "name"`. A page that declares UTF-16 in ASCII bytes cannot mean it.
fn label(after: &[u8]) -> Option<&'static Encoding> {
    let after = after.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let after = after.strip_prefix(b"\"").or_else(|| after.strip_prefix(b"'")).unwrap_or(after);
    let end = after.iter().position(|b| b"\"' ;/>".contains(b)).unwrap_or(after.len());
    let encoding = Encoding::for_label(&after[..end])?;
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

fn find(bytes: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    bytes.get(from..)?.windows(needle.len()).position(|w| w == needle).map(|at| from + at)
}

/// Decodes all bytes after the first `skip`, noting the first sequence that had to be replaced.
fn decode_as(encoding: &'static Encoding, bytes: &[u8], skip: usize, mut diagnostics: Vec<Diagnostic>) -> Decoded {
    let (text, broken) = encoding.decode_without_bom_handling(&bytes[skip..]);
    if broken {
        let at = skip + first_broken(encoding, &bytes[skip..]);
        let message = format!("not valid {}; what could not be read was replaced", encoding.name());
        diagnostics.push(Diagnostic { at, message });
    }
    Decoded { text: text.into_owned(), diagnostics }
}

/// Where the first broken sequence begins.
fn first_broken(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut buffer = vec![0; 16 * 1024];
    let mut at = 0;
    loop {
        let (result, read, _) = decoder.decode_to_utf8_without_replacement(&bytes[at..], &mut buffer, true);
        at += read;
        match result {
            DecoderResult::Malformed(bad, after) => return at.saturating_sub(usize::from(bad) + usize::from(after)),
            DecoderResult::OutputFull => {}
            DecoderResult::InputEmpty => return at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(bytes: &[u8], expected: Expect) {
        let decoded = decode(bytes);
        let mut said = format!("{:?}\n", decoded.text);
        for d in decoded.diagnostics {
            said += &format!("{}: {}\n", d.at, d.message);
        }
        expected.assert_eq(&said);
    }

    #[test]
    fn a_byte_order_mark_comes_first() {
        check(
            b"\xef\xbb\xbfcr\xc3\xa8me",
            expect![[r#"
            "crème"
        "#]],
        );
        check(
            b"\xfe\xff\0c\0o\0o\0k",
            expect![[r#"
            "cook"
        "#]],
        );
    }

    #[test]
    fn a_declaration_comes_before_statistics() {
        check(
            b"<meta charset='iso-8859-2'><p>\xb3",
            expect![[r#"
            "<meta charset='iso-8859-2'><p>ł"
        "#]],
        );
        check(
            b"<META http-equiv=content-type content=\"text/html; charset=shift_jis\">\x93\xfa",
            expect![[r#"
            "<META http-equiv=content-type content=\"text/html; charset=shift_jis\">日"
        "#]],
        );
        check(
            b"<?xml version='1.0' encoding='windows-1251'?><p>\xcf",
            expect![[r#"
            "<?xml version='1.0' encoding='windows-1251'?><p>П"
        "#]],
        );
    }

    #[test]
    fn utf_8_that_is_declared_as_something_else_is_utf_8() {
        check(
            b"<meta charset=latin1>cr\xc3\xa8me",
            expect![[r#"
            "<meta charset=latin1>crème"
            6: declared as windows-1252, but it is UTF-8 and was read as that
        "#]],
        );
    }

    #[test]
    fn without_a_declaration_the_charset_is_guessed_and_said() {
        check(
            b"The ma\xeetre d\x92h\xf4tel seats the guests, and the p\xe2tissi\xe8re bakes.",
            expect![[r#"
            "The maître d’hôtel seats the guests, and the pâtissière bakes."
            6: not UTF-8 and no charset declared; read as windows-1252
        "#]],
        );
    }

    #[test]
    fn damage_in_utf_8_is_replaced_where_it_is() {
        check(
            b"cr\xc3\xa8me br\xfbl\xc3\xa9e",
            expect![[r#"
                "crème br�lée"
                9: not valid UTF-8; what could not be read was replaced
            "#]],
        );
        check(
            b"<meta charset=utf-8>br\xfbl",
            expect![[r#"
                "<meta charset=utf-8>br�l"
                22: not valid UTF-8; what could not be read was replaced
            "#]],
        );
    }
}

//! Characters with their places, page by page, as the library tells them.

use crate::Document;
use crate::parse::office::is_made_up;
use pdf_extract::{Dictionary, Document as Pdf, MediaBox, Object, OutputDev, OutputError, Transform, output_doc_page};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Some characters that stand together. Lengths are in points; `y` grows upwards.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub(super) text: String,
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) size: f32,
}

/// More pages than these are not read.
const MOST_PAGES: usize = 5000;
/// A page holds no more characters than this.
const MOST_GLYPHS: usize = 200_000;

/// The characters of each page. What the file says of itself goes into `document`, and so does a note on each page that
/// could not be read.
///
/// # Errors
/// One phrase: the file is broken or locked.
pub(super) fn read(bytes: &[u8], document: &mut Document) -> Result<Vec<Vec<Glyph>>, String> {
    // Some programs put a line or two before the beginning.
    let start = bytes.windows(5).take(1024).position(|window| window == b"%PDF-").unwrap_or(0);
    let mut pdf = guarded(|| Pdf::load_mem(&bytes[start..]))
        .ok_or("its structure is damaged")?
        .map_err(|e| format!("its structure is damaged: {e}"))?;
    if pdf.is_encrypted() && guarded(|| pdf.decrypt("")).is_none_or(|done| done.is_err()) {
        return Err("it is locked with a password: save it without one".into());
    }
    mend_widths(&mut pdf);
    about(&pdf, document);
    let numbers: Vec<u32> = guarded(|| pdf.get_pages().into_keys().collect()).ok_or("its list of pages is damaged")?;
    if numbers.is_empty() {
        return Err("it has no pages".into());
    }
    let mut pages = Vec::new();
    for number in numbers.iter().copied().take(MOST_PAGES) {
        let mut page = Page::default();
        let done = guarded(|| output_doc_page(&pdf, &mut page, number));
        if done.is_none_or(|done| done.is_err()) && page.glyphs.len() < MOST_GLYPHS {
            document.note(0, format!("page {number} could be read only in part, or not at all"));
        }
        pages.push(page.upright());
    }
    Ok(pages)
}

/// Writes the widths of fonts one by one, where a file gives them for ranges of characters: of a range the library takes
/// neither the end nor the width, and words would run into each other.
fn mend_widths(pdf: &mut Pdf) {
    let mut lists = Vec::new();
    for object in pdf.objects.values_mut() {
        let Ok(font) = object.as_dict_mut() else { continue };
        if !font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind.starts_with(b"CIDFontType")) {
            continue;
        }
        match font.get_mut(b"W") {
            Ok(Object::Array(widths)) => *widths = one_by_one(widths),
            Ok(Object::Reference(id)) => lists.push(*id),
            _ => {}
        }
    }
    for id in lists {
        if let Some(Object::Array(widths)) = pdf.objects.get_mut(&id) {
            *widths = one_by_one(widths);
        }
    }
}

/// `[first last width]` as `[first [width width …]]`; everything else as it is.
fn one_by_one(widths: &[Object]) -> Vec<Object> {
    let mut out = Vec::with_capacity(widths.len());
    let mut rest = widths;
    while let [first, second, after @ ..] = rest {
        let range = (first.as_i64().ok(), second.as_i64().ok(), after.first());
        if let (Some(from), Some(to), Some(width)) = range {
            let count = usize::try_from(to.saturating_sub(from)).unwrap_or(0).min(MOST_RANGE) + 1;
            out.extend([first.clone(), Object::Array(vec![width.clone(); count])]);
            rest = &after[1..];
        } else {
            out.extend([first.clone(), second.clone()]);
            rest = after;
        }
    }
    out
}

/// A range of characters of one width is no longer.
const MOST_RANGE: usize = 0xffff;

/// Does `work`; none where it panics. Nothing that it works on is used afterwards but what it has collected.
fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// Title, author and date as the file's own dictionary has them.
fn about(pdf: &Pdf, document: &mut Document) {
    let info = || -> Option<&Dictionary> {
        let info = pdf.trailer.get(b"Info").ok()?;
        pdf.dereference(info).ok()?.1.as_dict().ok()
    };
    let Some(info) = info() else { return };
    let said = |key: &[u8]| {
        let value = pdf.dereference(info.get(key).ok()?).ok()?.1;
        let Object::String(bytes, _) = value else { return None };
        Some(decoded(bytes)).filter(|text| !text.trim().is_empty())
    };
    document.title = said(b"Title").filter(|title| !is_made_up(title));
    document.author = said(b"Author").filter(|author| author.chars().filter(|c| c.is_alphabetic()).count() > 1);
    document.date = said(b"ModDate").or_else(|| said(b"CreationDate")).and_then(|date| {
        let digits: String = date.trim_start_matches("D:").chars().take_while(char::is_ascii_digit).collect();
        let part = |from: usize, to: usize| digits.get(from..to);
        Some(format!("{}-{}-{}", part(0, 4)?, part(4, 6)?, part(6, 8)?))
    });
}

fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        _ => encoding_rs::UTF_8.decode_without_bom_handling_and_without_replacement(bytes).map_or_else(
            || encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
            |text| text.into_owned(),
        ),
    }
}

/// Collects the characters of a page, each with the direction in which its line runs, in quarter turns.
#[derive(Default)]
struct Page {
    glyphs: Vec<(Glyph, u8)>,
}

impl Page {
    /// The characters of the direction that most have, turned so that they run to the right.
    fn upright(self) -> Vec<Glyph> {
        let mut counts = [0_usize; 4];
        self.glyphs.iter().for_each(|(_, turn)| counts[usize::from(*turn)] += 1);
        let turn = (0..4_u8).max_by_key(|turn| (counts[usize::from(*turn)], u8::MAX - turn)).unwrap_or(0);
        let glyphs = self.glyphs.into_iter().filter(|(_, t)| *t == turn).map(|(glyph, _)| glyph);
        glyphs
            .map(|glyph| {
                let (x, y) = match turn {
                    0 => (glyph.x, glyph.y),
                    1 => (glyph.y, -glyph.x),
                    2 => (-glyph.x, -glyph.y),
                    _ => (-glyph.y, glyph.x),
                };
                Glyph { x, y, ..glyph }
            })
            .collect()
    }
}

impl OutputDev for Page {
    fn begin_page(&mut self, _: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        if self.glyphs.len() >= MOST_GLYPHS {
            return Err(std::io::Error::other("more text than a page holds").into());
        }
        let along = place.m11.hypot(place.m12);
        let size = place.m21.hypot(place.m22) * font_size.abs();
        let turn = if place.m12.abs() < place.m11.abs() {
            if place.m11 * font_size >= 0.0 { 0 } else { 2 }
        } else if place.m12 * font_size >= 0.0 {
            1
        } else {
            3
        };
        let glyph = Glyph {
            text: spelled(text),
            x: place.m31 as f32,
            y: place.m32 as f32,
            width: (width * font_size.abs() * along) as f32,
            size: size as f32,
        };
        let sane = [glyph.x, glyph.y, glyph.width, glyph.size].iter().all(|n| n.is_finite() && n.abs() < 1e5);
        // Slanted lines are watermarks.
        let slanted = place.m12.abs().min(place.m11.abs()) > along * 0.1;
        if sane && !slanted && glyph.size > 0.5 {
            self.glyphs.push((glyph, turn));
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

/// Letters that are set as one sign, as they are spelled.
fn spelled(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, c| {
        match c {
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
            '\0' => {}
            c => out.push(c),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_of_a_range_are_written_one_by_one() {
        let widths = [3.into(), Object::Array(vec![250.into()]), 7.into(), 9.into(), 500.into(), 12.into()];
        let expected = [
            3.into(),
            Object::Array(vec![250.into()]),
            7.into(),
            Object::Array(vec![500.into(), 500.into(), 500.into()]),
        ];
        assert_eq!(one_by_one(&widths), expected);
    }
}

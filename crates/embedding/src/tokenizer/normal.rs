//! Characters as BERT's uncased models see them: without controls, accents and capitals.
//!
//! The categories come from the same table (Unicode 8, crate `unicode_categories`) that the reference uses; a newer
//! table would give other tokens than the model was trained on.

use unicode_categories::UnicodeCategories;
use unicode_normalization::UnicodeNormalization;

/// The characters of a text of ASCII alone, without controls, in small letters.
pub(super) fn ascii(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !is_dropped(*c)).map(|c| c.to_ascii_lowercase())
}

/// The characters of any text: without controls, ideographs set apart by spaces, without accents, in small letters.
pub(super) fn any(text: &str) -> impl Iterator<Item = char> {
    let kept = text.chars().filter(|c| !is_dropped(*c));
    let apart = kept.flat_map(|c| {
        let space = is_ideograph(c).then_some(' ');
        space.into_iter().chain([if c.is_whitespace() { ' ' } else { c }]).chain(space)
    });
    let bare = apart.nfd().filter(|c| c.is_ascii() || !c.is_mark_nonspacing());
    bare.flat_map(char::to_lowercase)
}

/// Whether a character stands alone as a word.
pub(super) fn is_punctuation(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_punctuation() } else { c.is_punctuation() }
}

fn is_dropped(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\0' | '\u{fffd}' => true,
        _ if c.is_ascii() => c.is_ascii_control(),
        _ => c.is_other(),
    }
}

/// The blocks that BERT's tokenizer takes for Chinese (it leaves out a part of extension E, as the reference does).
fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c),
        0x4E00..=0x9FFF | 0x3400..=0x4DBF | 0x20000..=0x2A6DF | 0x2A700..=0x2B73F | 0x2B740..=0x2B81F
        | 0x2B920..=0x2CEAF | 0xF900..=0xFAFF | 0x2F800..=0x2FA1F)
}

//! Words and marks with their byte positions.

use super::closed::closed;
use super::tag::Tag;
use crate::lexicon::{Word, look_up};
use crate::memo::Memo;
use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;

/// A word, number or mark of a sentence: where it stands, and its [`Shape`], whose fields are read as if they were its own.
#[derive(Debug, Clone)]
pub struct Token<'t> {
    /// As written.
    pub text: &'t str,
    /// First byte in the sentence.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    shape: Rc<Shape>,
    /// What it is taken for here.
    pub tag: Tag,
}

/// What a token is wherever it stands: the same for all that are written alike.
#[derive(Debug)]
pub struct Shape {
    /// In lower case, with straight apostrophes.
    pub lower: String,
    /// What it can be.
    pub word: Rc<Word>,
    closed: Option<Tag>,
    capital: bool,
    acronym: bool,
}

impl Deref for Token<'_> {
    type Target = Shape;

    fn deref(&self) -> &Shape {
        &self.shape
    }
}

impl Shape {
    fn of(text: &str) -> Rc<Self> {
        thread_local! {
            static SHAPES: RefCell<Memo<Rc<Shape>>> = RefCell::default();
        }
        SHAPES.with_borrow_mut(|shapes| shapes.get(text, |text| Rc::new(Self::new(text))))
    }

    fn new(text: &str) -> Self {
        let lower = lower(text);
        let letters = text.chars().filter(|c| c.is_alphabetic());
        let capitals = letters.clone().filter(|c| c.is_uppercase()).count();
        let letters = letters.count();
        Self {
            word: if text.starts_with(char::is_alphabetic) { look_up(&lower) } else { Rc::default() },
            closed: closed(&lower),
            capital: text.starts_with(char::is_uppercase),
            acronym: letters > 1 && capitals * 3 >= letters * 2,
            lower,
        }
    }

    /// The same, where it is somebody's given name and no word.
    fn of_name(&self, word: Rc<Word>) -> Self {
        Self { lower: self.lower.clone(), word, closed: None, capital: self.capital, acronym: self.acronym }
    }

    /// Its tag if it is of a closed class ([`super::closed`]).
    pub(super) fn closed(&self) -> Option<Tag> {
        self.closed
    }
}

impl Token<'_> {
    /// Whether it begins with a capital letter.
    pub fn capital(&self) -> bool {
        self.shape.capital
    }

    /// Whether it is written in capitals alone, as acronyms are (`FOH`, `A&R`; not `A`).
    pub fn acronym(&self) -> bool {
        self.shape.acronym
    }
}

impl<'t> Token<'t> {
    /// Is read from here on as another word, at the place where it stands.
    pub(super) fn stand_for(&mut self, word: &str) {
        self.shape = Shape::of(word);
    }

    /// A word that does not stand in the text, at byte `place`.
    pub(super) fn added(word: &'t str, place: usize) -> Self {
        Self { text: word, start: place, end: place, shape: Shape::of(word), tag: Tag::Other }
    }
}

impl Token<'_> {
    /// Takes the token for somebody's given name.
    pub(super) fn name(&mut self, word: Rc<Word>) {
        self.shape = Rc::new(self.shape.of_name(word));
    }
}

fn lower(text: &str) -> String {
    let lower = text.to_lowercase();
    if lower.contains(['’', '‑']) { lower.replace('’', "'").replace('‑', "-") } else { lower }
}

/// Parts `text` into words and marks. Contractions are parted as English grammar counts them: `they|'re`, `does|n't`,
/// `producer|'s`, `dont` as `do|nt`. Hyphenated words, abbreviations with inner dots and `A&R` stay whole.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::with_capacity(text.len() / 5 + 1);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let end = if c.is_alphanumeric() || (matches!(c, '$' | '€' | '£') && digit_at(text, at + c.len_utf8())) {
            word_end(text, at)
        } else {
            at + c.len_utf8()
        };
        if !c.is_whitespace() {
            push_word(text, at, end, &mut found);
        }
        at = end;
    }
    found
}

fn digit_at(text: &str, at: usize) -> bool {
    text.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
}

fn word_end(text: &str, start: usize) -> usize {
    // Most words are plain letters from end to end.
    let plain = text.as_bytes()[start..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    let mut previous = text[..start + plain].chars().next_back().filter(|_| plain > 0).unwrap_or(' ');
    for (i, c) in text[start + plain..].char_indices() {
        let i = start + plain + i;
        let inside = c.is_alphanumeric() || (i == start);
        if !inside {
            let next = text[i + c.len_utf8()..].chars().next();
            let joins = match c {
                '-' | '‑' | '\'' | '’' => previous.is_alphanumeric() && next.is_some_and(char::is_alphanumeric),
                '&' => previous.is_uppercase() && next.is_some_and(char::is_uppercase),
                ',' => previous.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit()),
                // "U.S.", "e.g.", "3.5": a dot between single letters or digits.
                '.' => {
                    (previous.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit()))
                        || (previous.is_alphabetic() && dotted(text, start, i))
                }
                '%' => previous.is_ascii_digit(),
                _ => false,
            };
            if !joins {
                return i;
            }
        }
        previous = c;
    }
    text.len()
}

/// Whether the word that began at `start` is single letters with dots up to the dot at `dot`, and goes on or has gone on so.
fn dotted(text: &str, start: usize, dot: usize) -> bool {
    let so_far = &text[start..dot];
    let singles = so_far.split('.').all(|part| part.chars().count() == 1);
    let mut after = text[dot + 1..].chars();
    let goes_on = after.next().is_some_and(char::is_alphabetic) && matches!(after.next(), Some('.'));
    singles && (so_far.contains('.') || goes_on)
}

fn push_word<'t>(text: &'t str, start: usize, end: usize, found: &mut Vec<Token<'t>>) {
    let piece = &text[start..end];
    // The clitic's length in bytes of the original: its apostrophe may be three bytes long.
    let plain = piece.bytes().all(|b| b.is_ascii() && b != b'\'');
    let apostrophe = piece.char_indices().rfind(|(_, c)| !plain && matches!(c, '\'' | '’'));
    if let Some((i, _)) = apostrophe.filter(|(i, _)| *i > 0) {
        let lower = lower(piece);
        let tail = &lower[lower.rfind('\'').unwrap_or(lower.len())..];
        let cut = match tail {
            "'s" | "'re" | "'ve" | "'ll" | "'d" | "'m" => Some(i),
            "'t" if lower.ends_with("n't") && lower.len() > 3 => Some(i - 1),
            _ => None,
        };
        if let Some(cut) = cut.filter(|cut| *cut > 0) {
            push(text, start, start + cut, found);
            push(text, start + cut, end, found);
            return;
        }
    }
    // "Dont", "doesnt": as it is typed in haste. "Cant" and "wont" are words, too, but seldom are meant.
    if let Some(stem) = piece.strip_suffix("nt").filter(|stem| HASTY.contains(&stem.to_lowercase().as_str())) {
        push(text, start, start + stem.len(), found);
        push(text, start + stem.len(), end, found);
        return;
    }
    if let Some((stem, clitic)) = hasty_clitic(piece, &text[end..]) {
        push(text, start, start + stem, found);
        found.push(Token {
            text: &text[start + stem..end],
            start: start + stem,
            end,
            shape: Shape::of(clitic),
            tag: Tag::Other,
        });
        return;
    }
    push(text, start, end, found);
}

/// "im", "theyre", "its the clerk": where the clitic begins that was typed without its apostrophe, and the clitic. `after` is
/// what follows; "its" alone is a possessive.
fn hasty_clitic(piece: &str, after: &str) -> Option<(usize, &'static str)> {
    // Asked of every word, so without a copy of it.
    let mut lower = [0; LONGEST_HASTY];
    let lower = lower.get_mut(..piece.len())?;
    lower.copy_from_slice(piece.as_bytes());
    lower.make_ascii_lowercase();
    Some(match &*lower {
        b"im" => (1, "'m"),
        b"ive" => (1, "'ve"),
        b"hes" => (2, "'s"),
        b"shes" | b"whos" => (3, "'s"),
        b"thats" | b"whats" => (4, "'s"),
        b"theres" => (5, "'s"),
        b"youre" => (3, "'re"),
        b"theyre" => (4, "'re"),
        b"youve" => (3, "'ve"),
        b"theyve" => (4, "'ve"),
        b"youll" => (3, "'ll"),
        b"theyll" => (4, "'ll"),
        b"its" => {
            let next: String = after.trim_start().chars().take_while(|c| c.is_alphabetic()).collect();
            let is = matches!(
                next.to_lowercase().as_str(),
                "the"
                    | "a"
                    | "an"
                    | "my"
                    | "your"
                    | "our"
                    | "not"
                    | "always"
                    | "usually"
                    | "up"
                    | "down"
                    | "all"
                    | "about"
            );
            return is.then_some((2, "'s"));
        }
        _ => return None,
    })
}

/// No word with a clitic typed so is longer.
const LONGEST_HASTY: usize = 6;

/// What "nt" is written behind for "not".
const HASTY: &[&str] = &[
    "do", "does", "did", "is", "are", "was", "were", "has", "have", "had", "ca", "could", "would", "should", "wo",
    "ai", "must",
];

fn push<'t>(text: &'t str, start: usize, end: usize, found: &mut Vec<Token<'t>>) {
    let piece = &text[start..end];
    found.push(Token { text: piece, start, end, shape: Shape::of(piece), tag: Tag::Other });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contractions_are_parted_and_names_stay_whole() {
        let said: Vec<&str> =
            tokens("They’re A&R’s, don't in the U.S. e.g. $44,850 (3.5%) re-rig").iter().map(|t| t.text).collect();
        assert_eq!(
            said,
            [
                "They", "’re", "A&R", "’s", ",", "do", "n't", "in", "the", "U.S.", "e.g.", "$44,850", "(", "3.5%", ")",
                "re-rig"
            ]
        );
    }

    #[test]
    fn a_denial_typed_without_its_apostrophe_is_one() {
        let parts: Vec<&str> = tokens("Clerks dont pay rent, want tents").iter().map(|t| t.text).collect();
        assert_eq!(parts, ["Clerks", "do", "nt", "pay", "rent", ",", "want", "tents"]);
    }
}

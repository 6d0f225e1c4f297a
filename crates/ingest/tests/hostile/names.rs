//! Articles of names that never come again: none is compared with all others.

use super::texts::busy;
use rolecall_ingest::understand;
use std::fmt::Write as _;
use std::time::Duration;

/// A name of seven letters for each number, spread as if by chance.
fn name(number: usize) -> String {
    let mut rest = (number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
    let letter = |_| {
        let letter = b'a' + (rest % 26) as u8;
        rest /= 26;
        char::from(letter)
    };
    (0..7).map(letter).collect()
}

/// How long it takes to understand an article of so many pieces.
fn takes(pieces: usize, piece: &dyn Fn(&mut String, usize)) -> Duration {
    let mut text = String::new();
    (0..pieces).for_each(|number| piece(&mut text, number));
    let begun = busy();
    assert!(understand("a.txt", text.as_bytes()).is_ok());
    busy().saturating_sub(begun)
}

#[test]
fn eight_times_as_many_names_take_eight_times_as_long() {
    type Piece<'a> = &'a dyn Fn(&mut String, usize);
    let managers: Piece<'_> =
        &|text, i| write!(text, "The {} manager cooks the {}. ", name(2 * i), name(2 * i + 1)).unwrap();
    let words: Piece<'_> = &|text, i| writeln!(text, "{}", name(i)).unwrap();
    let lines: Piece<'_> = &|text, i| writeln!(text, "The {} pours the wine.", name(i)).unwrap();
    let labels: Piece<'_> = &|text, i| writeln!(text, "{} manager: cooks the soup", name(i)).unwrap();
    for (what, piece) in [("managers", managers), ("words", words), ("lines", lines), ("labels", labels)] {
        let (few, many) = (takes(1_000, piece), takes(8_000, piece));
        // What is quadratic takes sixty times as long; what is not may wait for memory that others use, too.
        assert!(many < few * 24, "{what}: {few:?} and {many:?}");
    }
}

#[test]
fn more_names_than_an_article_of_its_length_has_are_refused_by_name() {
    let text: String = (0..66_000).map(|i| format!("{} manager: cooks the soup\n", name(i))).collect();
    let said = understand("a.txt", text.as_bytes()).unwrap_err().to_string();
    assert_eq!(
        said,
        "it is cut up into more than 65536 names of roles, more than an article of its length may have: split it"
    );
}

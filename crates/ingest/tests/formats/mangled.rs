//! Files that are cut off, damaged or made to do harm: an error that names what is wrong, never a panic and never a hang.

use super::make::{self, Part};
use proptest::prelude::*;
use rolecall_ingest::understand;
use std::time::{Duration, Instant};

const PARTS: &[Part] = &[
    Part::Heading(1, "The mill"),
    Part::Paragraph("The miller grinds the corn, and the carter brings the flour to town."),
    Part::Item(0, false, "Dress the stones"),
    Part::Item(1, true, "Sweep the floor"),
    Part::Table(&[&["Role", "Task"], &["Miller", "Grinds the corn"]]),
];

/// A file of each format, by its name.
fn samples() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("a.docx", make::docx(PARTS)),
        ("a.odt", make::odt(PARTS)),
        ("a.rtf", make::rtf(PARTS)),
        ("a.epub", make::epub(PARTS)),
        ("a.pdf", make::pdf(PARTS)),
        ("a.xlsx", make::xlsx(&[&["Role", "Task"], &["Miller", "Grinds"]])),
    ]
}

/// Reads a file, which must not take long; whatever is said of it is fine.
fn survives(name: &str, bytes: &[u8]) {
    let begun = Instant::now();
    let _ = understand(name, bytes);
    assert!(begun.elapsed() < Duration::from_secs(10), "{name} took {:?}", begun.elapsed());
}

#[test]
fn every_file_that_is_cut_off_is_refused() {
    for (name, bytes) in samples().into_iter().filter(|(name, _)| !matches!(*name, "a.pdf" | "a.xlsx")) {
        for end in [bytes.len() / 4, bytes.len() / 2, bytes.len() - 30, bytes.len() - 1] {
            let error = understand(name, &bytes[..end]).unwrap_err().to_string();
            assert!(error.contains("cannot be read: "), "{name} at {end}: {error}");
        }
    }
}

#[test]
fn a_printed_file_without_its_end_or_without_text_says_so() {
    let whole = make::pdf(PARTS);
    let error = understand("a.pdf", &whole[..whole.len() / 2]).unwrap_err().to_string();
    assert!(error.starts_with("it is a PDF file that cannot be read: its structure is damaged"), "{error}");
    let error = understand("a.pdf", &make::pdf_of(&[Vec::new()])).unwrap_err().to_string();
    assert!(error.contains("it has no text"), "{error}");
    let pages = vec![vec![(60.0, 780.0, 10.0, "The cook bakes.".to_owned())]; 6];
    let error = understand("a.pdf", &make::pdf_of(&pages)).unwrap_err().to_string();
    assert!(error.contains("lines that its pages repeat"), "{error}");
}

#[test]
fn a_part_that_unpacks_to_far_more_than_a_document_holds_is_refused() {
    let huge = format!("<w:document>{}</w:document>", " ".repeat(300 << 20));
    let bomb = make::archive(&[("[Content_Types].xml", "<a/>"), ("word/document.xml", &huge)]);
    drop(huge);
    assert!(bomb.len() < 1 << 20);
    let error = understand("a.docx", &bomb).unwrap_err().to_string();
    assert!(error.contains("word/document.xml in it unpacks to far more"), "{error}");
}

#[test]
fn entities_that_multiply_are_refused() {
    let bomb = "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><d>&b;</d>";
    let file = make::archive(&[("[Content_Types].xml", "<a/>"), ("word/document.xml", bomb)]);
    let error = understand("a.docx", &file).unwrap_err().to_string();
    assert!(error.contains("declares entities"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_damage_to_a_file_brings_the_reader_down(
        cut in 0.0..1.0_f64,
        flips in prop::collection::vec((0.0..1.0_f64, any::<u8>()), 0..12),
    ) {
        for (name, mut bytes) in samples() {
            let size = bytes.len() as f64;
            for (at, byte) in &flips {
                bytes[(size * at) as usize] ^= byte;
            }
            survives(name, &bytes);
            bytes.truncate((size * cut) as usize);
            survives(name, &bytes);
        }
    }
}

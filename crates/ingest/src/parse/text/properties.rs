//! What holds for any text at all: no word is lost, blocks stand in order, nothing panics.

use proptest::prelude::*;

/// Lines as articles have them, and lines as they should not.
fn line() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-z]{2,9}",
        "[A-Z][a-z]{1,8}",
        "[A-Z]{3,6}",
        "é[ö本]{2,3}",
        Just("$41,000".to_owned()),
        Just("12%".to_owned())
    ];
    let words = prop::collection::vec(word, 0..14).prop_map(|words| words.join(" "));
    let before = prop::sample::select(vec![
        "", "", "", "• ", "  - ", "    o ", "1. ", "2) ", "(b) ", "iv. ", "> ", "## ", "By ", "\t", "1.2 ", "| ",
        "\u{a0}", "* ", "Updated ", "—",
    ]);
    let after = prop::sample::select(vec![
        "",
        "",
        ".",
        "?",
        ":",
        ";",
        " | xx yy",
        "\tcell",
        "  two gaps",
        "\r",
        "\u{c}",
        ")*",
        "…",
    ]);
    let special = prop::sample::select(vec![
        "",
        "",
        "====",
        "-----",
        "* * *",
        "|---|---|",
        "Contents",
        "March 3, 2021",
        "•",
        "\u{feff}",
        "###",
        "```",
    ]);
    prop_oneof![5 => (before, words, after).prop_map(|(b, w, a)| format!("{b}{w}{a}")), 2 => special.prop_map(str::to_owned)]
}

fn words(text: &str) -> Vec<String> {
    let letters = |c: char| c.is_alphanumeric();
    text.split(|c| !letters(c))
        .filter(|w| w.chars().count() > 1 && w.chars().any(char::is_alphabetic))
        .map(str::to_owned)
        .collect()
}

proptest! {
    #[test]
    fn every_word_survives_in_order_and_blocks_stand_one_after_the_other(lines in prop::collection::vec(line(), 0..40)) {
        let text = lines.join("\n");
        let document = super::parse(&text);
        let marks = ["iv", "xx"];
        let keep = |all: Vec<String>| all.into_iter().filter(|w| !marks.contains(&&**w)).collect::<Vec<_>>();
        prop_assert_eq!(keep(words(&text)), keep(words(&document.text)));
        check_spans(&document)?;
    }

    #[test]
    fn nothing_that_can_be_typed_panics(text in any::<String>()) {
        check_spans(&super::parse(&text))?;
        check_spans(&super::super::markdown::parse(&text))?;
    }

    #[test]
    fn no_bytes_panic(bytes in any::<Vec<u8>>(), name in prop::sample::select(vec!["a.txt", "a.md", "a.html", "a"])) {
        if let Ok(document) = crate::parse(name, &bytes) {
            check_spans(&document)?;
        }
    }
}

fn check_spans(document: &crate::Document) -> Result<(), TestCaseError> {
    let mut end = 0;
    for block in &document.blocks {
        let span = block.span;
        prop_assert!(span.start >= end && span.end > span.start && span.end <= document.text.len());
        prop_assert!(document.text[end..span.start].trim().is_empty());
        prop_assert!(document.text.is_char_boundary(span.start) && document.text.is_char_boundary(span.end));
        if let Some(lead) = block.lead {
            prop_assert!(lead.start >= span.start && lead.end <= span.end && document.text.is_char_boundary(lead.end));
        }
        end = span.end;
    }
    Ok(())
}

//! The model itself against its reference implementation (sentence-transformers 6.2 with PyTorch 2.15, tokenizers 0.23).
//!
//! Looks for the model in the folder that `ROLECALL_MODEL` names, else in the user's cache; without it these tests say so
//! and pass. Nothing is downloaded.
#![allow(clippy::print_stderr)]

use rolecall_embedding::{Embed, MiniLm, ModelFiles};
use serde::Deserialize;
use std::path::PathBuf;

fn model(test: &str) -> Option<MiniLm> {
    let named = std::env::var_os("ROLECALL_MODEL").map(PathBuf::from).filter(|path| path.is_dir());
    let files = named.map_or_else(ModelFiles::cache_dir, Ok).and_then(|dir| ModelFiles::open(&dir));
    match files {
        Ok(files) => Some(MiniLm::load(&files).expect("the model's files are whole")),
        Err(why) => {
            eprintln!("{test} was skipped: {why}");
            None
        }
    }
}

/// A text with the reference's vector, in ten-thousandths.
#[derive(Deserialize)]
struct Embedded {
    text: String,
    vector: Vec<i32>,
}

/// A text with the reference's tokens.
#[derive(Deserialize)]
struct Tokenised {
    text: String,
    tokens: Vec<u32>,
}

fn lines<T: for<'a> Deserialize<'a>>(text: &str) -> Vec<T> {
    text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

#[test]
fn vectors_are_the_references() {
    let Some(model) = model("vectors_are_the_references") else { return };
    let expected: Vec<Embedded> = lines(include_str!("vectors.jsonl"));
    let texts: Vec<&str> = expected.iter().map(|e| e.text.as_str()).collect();
    let found = model.embed(&texts).expect("any text");
    for (expected, found) in expected.iter().zip(&found) {
        assert_eq!(found.as_slice().len(), expected.vector.len());
        for (found, expected) in found.as_slice().iter().zip(&expected.vector) {
            assert!((found * 1e4 - *expected as f32).abs() < 0.52, "{found} instead of {expected}e-4");
        }
        let alone = model.embed(&[&expected.text]).expect("any text");
        assert_eq!(alone[0], *found, "{:?} has the same bits alone", expected.text);
    }
}

#[test]
fn tokens_are_the_references() {
    let Some(model) = model("tokens_are_the_references") else { return };
    let expected: Vec<Tokenised> = lines(include_str!("tokens.jsonl"));
    for Tokenised { text, tokens } in expected {
        assert_eq!(model.tokenizer().tokens(&text, 256), tokens, "{text:?}");
    }
}

#[test]
fn a_paraphrase_is_nearer_than_another_duty() {
    let Some(model) = model("a_paraphrase_is_nearer_than_another_duty") else { return };
    let texts =
        ["who rigs the mics", "She is responsible for setting up the microphones.", "She does the band's taxes."];
    let [question, same, other] = model.embed(&texts).expect("any text").try_into().expect("three vectors");
    assert!(question.cosine(&same) > question.cosine(&other) + 0.2);
}

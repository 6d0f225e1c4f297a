//! The transformer on a model small enough to be made here: shapes, order, and what is refused.

use rolecall_embedding::{Embed, Error, MiniLm, ModelFiles};
use std::fmt::Write;
use std::fs;
use std::path::Path;

const WORDS: [&str; 9] = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "who", "mixes", "records", "?"];

/// A model of two layers, 32 wide, with numbers that look random; `spoil` changes the header before it is written.
fn write_model(dir: &Path, spoil: impl Fn(String) -> String) {
    let mut shapes = vec![
        ("embeddings.word_embeddings.weight".to_owned(), vec![WORDS.len(), 32]),
        ("embeddings.position_embeddings.weight".to_owned(), vec![16, 32]),
        ("embeddings.token_type_embeddings.weight".to_owned(), vec![2, 32]),
    ];
    let norm = |name: &str| ["weight", "bias"].map(|end| (format!("{name}.LayerNorm.{end}"), vec![32]));
    shapes.extend(norm("embeddings"));
    for layer in 0..2 {
        let name = |rest: &str| format!("encoder.layer.{layer}.{rest}");
        for (part, outputs, inputs) in [
            ("attention.self.query", 32, 32),
            ("attention.self.key", 32, 32),
            ("attention.self.value", 32, 32),
            ("attention.output.dense", 32, 32),
            ("intermediate.dense", 64, 32),
            ("output.dense", 32, 64),
        ] {
            shapes.push((name(&format!("{part}.weight")), vec![outputs, inputs]));
            shapes.push((name(&format!("{part}.bias")), vec![outputs]));
        }
        shapes.extend(norm(&name("attention.output")));
        shapes.extend(norm(&name("output")));
    }
    let (mut header, mut numbers, mut state) = (String::from("{"), Vec::new(), 1_u64);
    for (name, shape) in &shapes {
        let start = numbers.len();
        for _ in 0..shape.iter().product() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            numbers.extend(((state >> 40) as f32 / (1 << 23) as f32 - 1.0).to_le_bytes());
        }
        let end = numbers.len();
        write!(header, r#""{name}":{{"dtype":"F32","shape":{shape:?},"data_offsets":[{start},{end}]}},"#)
            .expect("a string takes all");
    }
    let header = spoil(header.trim_end_matches(',').to_owned() + "}");
    let mut file = (header.len() as u64).to_le_bytes().to_vec();
    file.extend(header.as_bytes());
    file.extend(numbers);
    fs::write(dir.join("model.safetensors"), file).expect("a file");
    fs::write(dir.join("vocab.txt"), WORDS.join("\n")).expect("a file");
}

fn load(spoil: impl Fn(String) -> String) -> Result<MiniLm, Error> {
    let dir = tempfile::tempdir().expect("a folder");
    write_model(dir.path(), spoil);
    MiniLm::load(&ModelFiles::open(dir.path())?)
}

#[test]
fn each_text_gets_a_vector_of_length_one_in_order() {
    let model = load(|header| header).expect("a whole model");
    let long = "who mixes ".repeat(40);
    let texts = ["who mixes?", "", long.as_str(), "who records?", "?", "something else"];
    let vectors = model.embed(&texts).expect("any text");
    assert_eq!((vectors.len(), model.dimension()), (texts.len(), 32));
    for (text, vector) in texts.iter().zip(&vectors) {
        assert_eq!(vector.as_slice().len(), 32);
        assert!((vector.cosine(vector) - 1.0).abs() < 1e-5, "{text}");
        let alone = model.embed(&[text]).expect("any text");
        assert_eq!(alone.first(), Some(vector), "{text:?} alone has the same bits");
    }
    assert!(model.embed(&[]).expect("no text").is_empty());
    assert_ne!(vectors[0], vectors[3]);
}

#[test]
fn an_id_tells_weights_apart() {
    let (one, same) = (load(|header| header).expect("a model"), load(|header| header).expect("a model"));
    let other = load(|header| header.replacen("{\"", "{ \"", 1)).expect("a model");
    assert_eq!(one.id(), same.id());
    assert_ne!(one.id(), other.id());
    assert!(one.id().starts_with("all-MiniLM-L6-v2/"), "{}", one.id());
}

#[test]
fn files_that_are_no_such_model_are_refused_with_the_reason() {
    let why = |spoil: fn(String) -> String| match load(spoil) {
        Err(error @ Error::Unsuitable { .. }) => error.to_string(),
        Err(other) => panic!("another error: {other}"),
        Ok(_) => panic!("it was taken"),
    };
    let text = why(|header| header.replace("layer.1.output.dense.bias", "layer.1.output.dense.b"));
    assert!(text.contains("no whole tensor of 32-bit numbers named encoder.layer.1.output.dense.bias"), "{text}");
    let text = why(|header| header.replace("[64]", "[63]"));
    assert!(text.contains("encoder.layer.0.intermediate.dense.bias"), "{text}");
    let text = why(|header| header.replacen("F32", "F16", 1));
    assert!(text.contains("embeddings.word_embeddings.weight"), "{text}");
    let text = why(|header| header.replacen(":", "", 1));
    assert!(text.contains("not that of a safetensors file"), "{text}");
    let text = why(|header| header.replacen("[0,", "[18446744073709551615,", 1));
    assert!(text.contains("embeddings.word_embeddings.weight"), "{text}");
}

#[test]
fn a_vocabulary_of_another_model_is_refused() {
    let dir = tempfile::tempdir().expect("a folder");
    write_model(dir.path(), |header| header);
    fs::write(dir.path().join("vocab.txt"), WORDS.join("\n") + "\nmore\n").expect("a file");
    let error = MiniLm::load(&ModelFiles::open(dir.path()).expect("both files")).err().expect("too many words");
    assert!(error.to_string().contains("it has 9 words, but its vocabulary has 10"), "{error}");
    fs::write(dir.path().join("model.safetensors"), [7; 40]).expect("a file");
    let error = MiniLm::load(&ModelFiles::open(dir.path()).expect("both files")).err().expect("no weights");
    assert!(error.to_string().contains("its header is cut short"), "{error}");
}

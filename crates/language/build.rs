//! Turns `data/*.tsv` into perfect hash tables, so that looking a word up needs no loading at run time.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::{env, fs, path::Path};

fn main() {
    println!("cargo:rerun-if-changed=data");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let read = |name: &str| fs::read_to_string(Path::new("data").join(name)).expect("a data file of this crate");

    let words = read("words.tsv");
    let mut map = phf_codegen::Map::new();
    for line in words.lines() {
        let (word, flags) = line.split_once('\t').expect("word, tab, flags");
        let bits: u16 = flags.chars().map(flag).sum();
        map.entry(word, bits.to_string());
    }
    let mut code = String::new();
    writeln!(code, "static WORDS: phf::Map<&'static str, u16> = {};", map.build()).expect("writing to a string");

    let irregular = read("irregular.tsv");
    let mut forms: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    let mut seen = HashSet::new();
    for line in irregular.lines() {
        let mut parts = line.split('\t');
        let (Some(form), Some(pos), Some(base)) = (parts.next(), parts.next(), parts.next()) else {
            panic!("irregular.tsv: form, part of speech, base form expected in {line:?}");
        };
        if seen.insert((form, pos)) {
            forms.entry(form).or_default().push((pos, base));
        }
    }
    let mut map = phf_codegen::Map::new();
    for (form, bases) in &forms {
        map.entry(*form, format!("&{bases:?}"));
    }
    writeln!(code, "static IRREGULAR: phf::Map<&'static str, &[(&'static str, &'static str)]> = {};", map.build())
        .expect("writing to a string");
    fs::write(Path::new(&out).join("words.rs"), code).expect("OUT_DIR can be written");
}

/// The same bits as in `src/lexicon.rs`.
fn flag(letter: char) -> u16 {
    match letter {
        'n' => 1,
        'v' => 2,
        'a' => 4,
        'r' => 8,
        'V' => 16,
        'p' => 32,
        'P' => 64,
        'T' => 128,
        'b' => 256,
        'S' => 512,
        'C' => 1024,
        _ => panic!("words.tsv: unknown flag {letter:?}"),
    }
}

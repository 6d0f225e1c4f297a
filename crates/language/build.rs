//! Turns `data/*.tsv` into perfect hash tables, so that looking a word up needs no loading at run time.

use rust_stemmers::{Algorithm, Stemmer};
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::{env, fs, path::Path};

fn main() {
    println!("cargo:rerun-if-changed=data");
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let read = |name: &str| fs::read_to_string(Path::new("data").join(name)).expect("a data file of this crate");

    let words = read("words.tsv");
    let added = read("added.tsv");
    let mut bits: BTreeMap<&str, u16> = BTreeMap::new();
    for line in words.lines().chain(added.lines()) {
        let (word, flags) = line.split_once('\t').expect("word, tab, flags");
        *bits.entry(word).or_default() |= flags.chars().map(flag).sum::<u16>();
    }
    let mut map = phf_codegen::Map::new();
    for (word, bits) in &bits {
        map.entry(*word, bits.to_string());
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
    let mut map = phf_codegen::Map::new();
    let synonyms = read("synonyms.tsv");
    for line in synonyms.lines() {
        let (word, others) = line.split_once('\t').expect("word, tab, words");
        map.entry(word, format!("&{:?}", others.split(' ').collect::<Vec<_>>()));
    }
    writeln!(code, "static SYNONYMS: phf::Map<&'static str, &[&'static str]> = {};", map.build())
        .expect("writing to a string");
    let functions = read("functions.tsv");
    let mut map = phf_codegen::Map::new();
    for line in functions.lines() {
        let (name, kinds) = line.split_once('\t').expect("name, tab, kinds");
        assert!(kinds.chars().all(|k| "dapce".contains(k)), "functions.tsv: unknown kind in {line:?}");
        map.entry(name, format!("{kinds:?}"));
    }
    let code_of = format!("static FUNCTIONS: phf::Map<&'static str, &'static str> = {};\n", map.build());
    fs::write(Path::new(&out).join("functions.rs"), code_of).expect("OUT_DIR can be written");
    let mut set = phf_codegen::Set::new();
    let names = read("names.tsv");
    names.lines().for_each(|name| {
        set.entry(name);
    });
    writeln!(code, "static NAMES: phf::Set<&'static str> = {};", set.build()).expect("writing to a string");
    for (name, file) in [("GIVEN", "given.tsv"), ("FORENAMES", "forenames.tsv")] {
        let mut set = phf_codegen::Set::new();
        let words = read(file);
        words.lines().for_each(|word| {
            set.entry(word);
        });
        writeln!(code, "static {name}: phf::Set<&'static str> = {};", set.build()).expect("writing to a string");
    }
    code.push_str(&spellings(&read("spellings.tsv")));
    fs::write(Path::new(&out).join("words.rs"), code).expect("OUT_DIR can be written");
}

/// Words of two spellings: `SPELLINGS` from one word to the other, `SPELLED_STEMS` from one's stem to the other's, so that every
/// form of a word is reached ("organising" through "organise").
fn spellings(table: &str) -> String {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut words = phf_codegen::Map::new();
    let mut stems: BTreeMap<String, String> = BTreeMap::new();
    let mut pairs: Vec<(&str, &str)> =
        table.lines().map(|line| line.split_once('\t').expect("word, tab, word")).collect();
    // Where two words with one stem go different ways, the shorter decides: it is the one that others are made of.
    pairs.sort_by_key(|(word, _)| (word.len(), *word));
    for (word, other) in pairs {
        words.entry(word, format!("{other:?}"));
        let (from, to) = (stemmer.stem(word), stemmer.stem(other));
        if from != to {
            stems.entry(from.into_owned()).or_insert(to.into_owned());
        }
    }
    let mut map = phf_codegen::Map::new();
    for stem in stems.keys() {
        let (mut last, mut seen) = (stem, HashSet::from([stem]));
        while let Some(next) = stems.get(last).filter(|next| seen.insert(*next)) {
            last = next;
        }
        map.entry(stem.as_str(), format!("{last:?}"));
    }
    format!(
        "static SPELLINGS: phf::Map<&'static str, &'static str> = {};\nstatic SPELLED_STEMS: phf::Map<&'static str, &'static str> = {};\n",
        words.build(),
        map.build()
    )
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

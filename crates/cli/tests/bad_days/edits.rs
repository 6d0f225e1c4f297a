//! Any sequence of edits, each followed by a run: records, roles and answers are those of a new index. Within one process, so that
//! many sequences can be tried, and shrunk to the shortest that goes wrong.

use crate::common::rounds;
use proptest::prelude::*;
use rolecall_indexer::Reader;
use rolecall_search::{Options, Searcher};
use std::fs;
use std::path::{Path, PathBuf};

/// Articles that share words and roles, so that each one changes the ranking of the others; one is no article.
const TEXTS: &[&str] = &[
    "# The Cook\n\nThe cook plans the menu. The cook orders the fish, also known as the catch.\n",
    "# On deck\n\n- The bosun paints the hull\n- The cook feeds the crew\n",
    "The purser counts the cash every evening. He pays the crew. The purser, or ship's clerk, books a berth.\n",
    "<html><body><h1>Galley</h1><p>The chef orders the fish and plans the menu.</p></body></html>",
    "A steward carries the fish to the tables. The steward does not count the cash.\n",
    "",
];
/// Some differ in case alone, some only in their folder.
const NAMES: &[&str] = &["a.md", "A.md", "b.txt", "deck/a.md", "Deck/a.md", "deck/low/d.txt", "e f.txt"];
const QUESTIONS: &[&str] = &["who orders the fish", "what does a cook do", "purser vs steward", "who paints the hull"];

/// What happens to a corpus; numbers choose among [`NAMES`] and [`TEXTS`].
#[derive(Debug, Clone)]
enum Edit {
    Write(usize, usize),
    Append(usize),
    Move(usize, usize),
    Delete(usize),
    RenameCase(usize),
    MoveFolder,
    Touch(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let name = || 0..NAMES.len();
    prop_oneof![
        4 => (name(), 0..TEXTS.len()).prop_map(|(name, text)| Edit::Write(name, text)),
        2 => name().prop_map(Edit::Append),
        2 => (name(), name()).prop_map(|(from, to)| Edit::Move(from, to)),
        2 => name().prop_map(Edit::Delete),
        1 => name().prop_map(Edit::RenameCase),
        1 => Just(Edit::MoveFolder),
        1 => name().prop_map(Edit::Touch),
    ]
}

/// Does an edit, as far as what it is about is there.
fn apply(corpus: &Path, edit: &Edit) {
    let path = |name: usize| corpus.join(NAMES[name]);
    let put = |to: &Path, text: &str| {
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, text).unwrap();
    };
    let shift = |from: &Path, to: &Path| {
        if from.exists() {
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::rename(from, to).unwrap();
        }
    };
    match *edit {
        Edit::Write(name, text) => put(&path(name), TEXTS[text]),
        Edit::Append(name) => {
            if let Ok(text) = fs::read_to_string(path(name)) {
                put(&path(name), &format!("{text}\n\nThe mate plans the watches.\n"));
            }
        }
        Edit::Move(from, to) => shift(&path(from), &path(to)),
        Edit::Delete(name) => {
            // What is not there is gone already.
            let _ = fs::remove_file(path(name));
        }
        Edit::RenameCase(name) => {
            let name = path(name);
            let file = name.file_name().unwrap().to_string_lossy().to_uppercase();
            shift(&name, &name.with_file_name(file));
        }
        Edit::MoveFolder if !corpus.join("keel").exists() => shift(&corpus.join("deck"), &corpus.join("keel")),
        Edit::MoveFolder => {}
        Edit::Touch(name) => {
            if let Ok(text) = fs::read(path(name)) {
                fs::write(path(name), text).unwrap();
            }
        }
    }
}

/// All that an index says, in words.
fn state(index: &Path) -> String {
    let reader = Reader::open(index).unwrap();
    let mut said = format!("{:?}\n", reader.roles());
    for record in reader.records().unwrap() {
        said.push_str(&format!("{:?}\n", record.unwrap()));
    }
    let searcher = Searcher::new(&reader);
    for question in QUESTIONS {
        let answer = searcher.ask(question, &Options::default()).unwrap();
        let roles: Vec<String> = answer.answers.iter().map(|a| format!("{} {:.3}", a.role, a.score)).collect();
        said.push_str(&format!("{question}: {}\n", roles.join(", ")));
    }
    said
}

fn ingest(corpus: &Path, index: &Path) {
    rolecall_cli::ingest(&[PathBuf::from(corpus)], index, false, None).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: rounds(24, 10_000) as u32, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn after_any_edits_the_index_is_what_a_new_one_would_be(
        runs in prop::collection::vec(prop::collection::vec(edit(), 1..4), 1..6),
    ) {
        let dir = tempfile::tempdir().unwrap();
        let (corpus, index) = (dir.path().join("corpus"), dir.path().join("index"));
        fs::create_dir_all(&corpus).unwrap();
        fs::write(corpus.join("kept.txt"), "The bosun reports to the mate.\n").unwrap();
        for edits in &runs {
            edits.iter().for_each(|edit| apply(&corpus, edit));
            ingest(&corpus, &index);
        }
        let fresh = dir.path().join("fresh");
        ingest(&corpus, &fresh);
        prop_assert_eq!(state(&index), state(&fresh));
    }
}

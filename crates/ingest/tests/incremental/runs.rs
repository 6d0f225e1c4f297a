use crate::support::*;
use rolecall_ingest::{Plan, RunError, RunOptions, ScanOptions, run, scan};
use std::collections::BTreeMap;
use std::fs;

const THREE: &[(&str, &str)] =
    &[("a.txt", "The cook cooks."), ("b/c.md", "# Tea\n\nThe host pours."), ("d.html", "<p>The bosun calls.</p>")];

#[test]
fn a_second_run_reads_nothing() {
    let corpus = Corpus::new(THREE);
    let mut shelf = Shelf::default();
    let first = shelf.ingest(&[corpus.root()]);
    assert_eq!((first.new, first.unchanged), (3, 0));
    assert_eq!(shelf.delivered, ["corpus/a.txt", "corpus/b/c.md", "corpus/d.html"]);
    let second = shelf.ingest(&[corpus.root()]);
    assert_eq!((second.new, second.unchanged, second.bytes), (0, 3, 0));
    assert!(shelf.read.is_empty() && shelf.delivered.is_empty());
}

#[test]
fn only_the_changed_article_is_understood_again() {
    let corpus = Corpus::new(THREE);
    let mut shelf = Shelf::default();
    shelf.ingest(&[corpus.root()]);
    corpus.write("a.txt", b"The cook bakes a cake.");
    let report = shelf.ingest(&[corpus.root()]);
    assert_eq!((report.changed, report.unchanged), (1, 2));
    assert_eq!(shelf.delivered, ["corpus/a.txt"]);
    assert_eq!(shelf.records["corpus/a.txt"].article.text, "The cook bakes a cake.");
}

#[test]
fn a_touched_file_is_read_but_not_understood() {
    let corpus = Corpus::new(THREE);
    let mut shelf = Shelf::default();
    shelf.ingest(&[corpus.root()]);
    corpus.age("a.txt", 60);
    let report = shelf.ingest(&[corpus.root()]);
    assert_eq!((report.touched, report.changed), (1, 0));
    assert_eq!((shelf.read.len(), shelf.understood.len()), (1, 0));
    assert_eq!(shelf.ingest(&[corpus.root()]).unchanged, 3);
}

#[test]
fn a_file_that_is_as_young_as_the_run_is_compared_by_content_next_time() {
    let corpus = Corpus::new(&[("a.txt", "The cook cooks.")]);
    corpus.age("a.txt", 0);
    let mut shelf = Shelf::default();
    shelf.ingest(&[corpus.root()]);
    let time = fs::metadata(corpus.root().join("a.txt")).unwrap().modified().unwrap();
    fs::write(corpus.root().join("a.txt"), "The cook cools.").unwrap();
    fs::File::options().append(true).open(corpus.root().join("a.txt")).unwrap().set_modified(time).unwrap();
    assert_eq!(shelf.ingest(&[corpus.root()]).changed, 1);
}

#[test]
fn a_moved_article_is_known_as_moved_and_a_deleted_one_is_gone() {
    let corpus = Corpus::new(THREE);
    let mut shelf = Shelf::default();
    shelf.ingest(&[corpus.root()]);
    fs::create_dir(corpus.root().join("x")).unwrap();
    fs::rename(corpus.root().join("a.txt"), corpus.root().join("x/y.txt")).unwrap();
    fs::remove_file(corpus.root().join("d.html")).unwrap();
    let report = shelf.ingest(&[corpus.root()]);
    assert_eq!(report.moved, [("corpus/a.txt".to_owned(), "corpus/x/y.txt".to_owned())]);
    assert_eq!((report.new, report.deleted, report.unchanged), (0, 1, 1));
    assert_eq!(shelf.records.keys().collect::<Vec<_>>(), ["corpus/b/c.md", "corpus/x/y.txt"]);
}

#[test]
fn incremental_runs_come_to_what_one_full_run_gives_on_any_number_of_threads() {
    let corpus = Corpus::new(THREE);
    let mut shelf = Shelf::default();
    shelf.ingest(&[corpus.root()]);
    corpus.write("a.txt", b"Another text.");
    corpus.write("e.txt", b"One more.");
    fs::remove_file(corpus.root().join("d.html")).unwrap();
    shelf.ingest(&[corpus.root()]);
    for threads in [1, 2, 7] {
        let mut fresh = Shelf::default();
        fresh.ingest_with(&[corpus.root()], true, threads, rolecall_ingest::PIPELINE_VERSION);
        assert_eq!(fresh.records, shelf.records);
        assert_eq!(fresh.known, shelf.known);
        assert_eq!(fresh.delivered, ["corpus/a.txt", "corpus/b/c.md", "corpus/e.txt"]);
    }
}

#[test]
fn full_and_a_new_version_of_the_pipeline_take_everything_again() {
    let corpus = Corpus::new(THREE);
    let mut shelf = Shelf::default();
    shelf.ingest(&[corpus.root()]);
    assert_eq!(shelf.ingest_with(&[corpus.root()], true, 0, rolecall_ingest::PIPELINE_VERSION).changed, 3);
    assert_eq!(shelf.ingest_with(&[corpus.root()], false, 0, rolecall_ingest::PIPELINE_VERSION + 1).changed, 3);
}

#[test]
fn empty_and_binary_files_are_reported_every_time_but_read_once() {
    let corpus = Corpus::new(&[("a.txt", "The cook cooks."), ("empty.txt", ""), ("blank.md", " \n ")]);
    let mut shelf = Shelf::default();
    let first = shelf.ingest(&[corpus.root()]);
    assert_eq!(problems(&first), ["corpus/blank.md: it is empty", "corpus/empty.txt: it is empty"]);
    assert_eq!(shelf.records.len(), 1);
    let second = shelf.ingest(&[corpus.root()]);
    assert_eq!(second.problems, first.problems);
    assert!(shelf.read.is_empty());
    corpus.write("empty.txt", b"Now it says something.");
    assert_eq!(shelf.ingest(&[corpus.root()]).problems.len(), 1);
    assert_eq!(shelf.records.len(), 2);
}

#[test]
fn an_article_that_becomes_empty_no_longer_answers_and_one_that_cannot_be_read_is_kept() {
    let corpus = Corpus::new(THREE);
    let mut shelf = Shelf::default();
    shelf.ingest(&[corpus.root()]);
    corpus.write("a.txt", b"");
    shelf.ingest(&[corpus.root()]);
    assert!(!shelf.records.contains_key("corpus/a.txt"));
    let found = scan(&[corpus.root()], &shelf.roots, &ScanOptions::default()).unwrap();
    let plan = Plan::new(&found, &BTreeMap::new(), false, 1);
    fs::remove_file(corpus.root().join("d.html")).unwrap();
    let mut gone = Vec::new();
    let report = run(&plan, RunOptions::default(), &(), |delivery| {
        gone.push(format!("{delivery:?}"));
        Ok::<(), ()>(())
    });
    assert!(problems(&report.unwrap())[1].starts_with("corpus/d.html: it vanished"));
    assert!(!gone.iter().any(|delivery| delivery.contains("d.html")));
}

#[test]
fn a_part_of_a_known_corpus_is_refreshed_in_its_place() {
    let corpus = Corpus::new(THREE);
    let mut shelf = Shelf::default();
    shelf.ingest(&[corpus.root()]);
    corpus.write("b/c.md", b"The host pours tea.");
    corpus.write("b/new.md", b"The guest drinks.");
    fs::remove_file(corpus.root().join("a.txt")).unwrap();
    let report = shelf.ingest(&[corpus.root().join("b")]);
    assert_eq!((report.changed, report.new, report.deleted), (1, 1, 0));
    assert!(shelf.records.contains_key("corpus/b/new.md") && shelf.records.contains_key("corpus/a.txt"));
    let report = shelf.ingest(&[corpus.root().join("d.html")]);
    assert_eq!((report.unchanged, report.deleted), (1, 0));
    assert_eq!(shelf.ingest(&[corpus.root()]).deleted, 1);
}

#[test]
fn a_sink_that_gives_up_ends_the_run() {
    let many: Vec<(String, String)> = (0..2000).map(|i| (format!("{i}.txt"), format!("Text {i}."))).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let corpus = Corpus::new(&many);
    let found = scan(&[corpus.root()], &BTreeMap::new(), &ScanOptions::default()).unwrap();
    let plan = Plan::new(&found, &BTreeMap::new(), false, 1);
    let mut taken = 0;
    let ended = run(&plan, RunOptions::default(), &(), |_| {
        taken += 1;
        if taken == 3 { Err("full") } else { Ok(()) }
    });
    assert!(matches!(ended, Err(RunError::Sink("full"))));
    assert_eq!(taken, 3);
}

#[cfg(unix)]
#[test]
fn an_edit_or_a_swap_that_keeps_size_and_time_is_noticed() {
    let corpus = Corpus::new(&[("a.txt", "The cook bakes bread."), ("b.txt", "The maid opens doors.")]);
    let mut shelf = Shelf::default();
    let path = |name: &str| corpus.root().join(name);
    let time = fs::metadata(path("a.txt")).unwrap().modified().unwrap();
    let restore = |name: &str| fs::File::options().append(true).open(path(name)).unwrap().set_modified(time).unwrap();
    restore("b.txt");
    shelf.ingest(&[corpus.root()]);
    fs::write(path("a.txt"), "The chef bakes bread.").unwrap();
    restore("a.txt");
    assert_eq!(shelf.ingest(&[corpus.root()]).changed, 1);
    for (from, to) in [("a.txt", "aside"), ("b.txt", "a.txt"), ("aside", "b.txt")] {
        fs::rename(path(from), path(to)).unwrap();
    }
    assert_eq!(shelf.ingest(&[corpus.root()]).changed, 2);
    assert_eq!(shelf.records["corpus/b.txt"].article.text, "The chef bakes bread.");
    assert_eq!(shelf.ingest(&[corpus.root()]).unchanged, 2);
}

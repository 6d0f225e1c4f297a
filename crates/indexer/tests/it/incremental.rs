use crate::support::*;
use rolecall_indexer::{OnDamage, Reader, Writer};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn edit(dir: &Path, edits: impl FnOnce(&mut Writer)) -> rolecall_indexer::Summary {
    let mut writer = Writer::open(dir, OnDamage::Fail).unwrap();
    edits(&mut writer);
    writer.commit().unwrap()
}

#[test]
fn a_changed_article_answers_anew_and_a_removed_one_no_longer() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), &[article("a/1", &["cook: bakes bread"]), article("a/2", &["cook: bakes cake", "Tea"])]);
    let summary = edit(dir.path(), |writer| {
        writer.add(&article("a/1", &["cook: bakes pie"]), print(9)).unwrap();
        writer.remove("a/2");
    });
    assert_eq!(found(dir.path(), "bake"), ["cook: bakes pie"]);
    assert_eq!((summary.articles, summary.statements, summary.roles, summary.generation), (1, 1, 1, 2));
    assert_eq!(records(dir.path()), [article("a/1", &["cook: bakes pie"])]);
}

#[test]
fn a_search_during_a_run_sees_the_old_state_and_an_opened_reader_keeps_its_own() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), &[article("a/1", &["cook: bakes bread"])]);
    let opened = Reader::open(dir.path()).unwrap();
    let mut writer = Writer::open(dir.path(), OnDamage::Fail).unwrap();
    writer.add(&article("a/1", &["cook: bakes pie"]), print(2)).unwrap();
    assert_eq!(found(dir.path(), "bake"), ["cook: bakes bread"]);
    assert!(opened.is_current());
    writer.commit().unwrap();
    assert_eq!(found(dir.path(), "bake"), ["cook: bakes pie"]);
    assert!(!opened.is_current());
    assert_eq!(texts(&opened, &word("bake")), ["cook: bakes bread"]);
    assert_eq!(opened.article("a/1").unwrap(), Some(article("a/1", &["cook: bakes bread"])));
}

#[test]
fn an_index_that_was_begun_anew_is_another_though_it_counts_from_one_again() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), &[article("a/1", &["cook: bakes bread"])]);
    let opened = Reader::open(dir.path()).unwrap();
    std::fs::remove_dir_all(dir.path()).unwrap();
    assert!(!opened.is_current());
    put(dir.path(), &[article("a/1", &["cook: bakes pie"])]);
    assert_eq!(Reader::open(dir.path()).unwrap().generation(), opened.generation());
    assert!(!opened.is_current());
}

#[test]
fn a_writer_dropped_midway_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), &[article("a/1", &["cook: bakes bread"])]);
    let mut writer = Writer::open(dir.path(), OnDamage::Fail).unwrap();
    writer.add(&article("a/2", &["cook: bakes pie"]), print(2)).unwrap();
    writer.remove("a/1");
    drop(writer);
    assert_eq!(found(dir.path(), "bake"), ["cook: bakes bread"]);
    assert_eq!(fs::read_dir(dir.path().join("records")).unwrap().count(), 1);
}

#[test]
fn a_run_that_changes_nothing_makes_no_generation_and_a_touched_file_is_remembered() {
    let dir = tempfile::tempdir().unwrap();
    let first = put(dir.path(), &[article("a/1", &["cook: bakes bread"])]);
    let again = edit(dir.path(), |_| {});
    assert_eq!((again.generation, again.changed), (first.generation, false));
    let touched = edit(dir.path(), |writer| writer.touch("a/1", print(77)));
    assert!(touched.changed);
    let writer = Writer::open(dir.path(), OnDamage::Fail).unwrap();
    assert_eq!(writer.known().articles["a/1"].file, print(77));
    assert_eq!(found(dir.path(), "bake"), ["cook: bakes bread"]);
}

#[test]
fn corpora_and_refused_files_are_remembered() {
    let dir = tempfile::tempdir().unwrap();
    let roots = BTreeMap::from([("a".to_owned(), PathBuf::from("/somewhere/a"))]);
    put(dir.path(), &[article("a/1", &["cook: bakes bread"])]);
    edit(dir.path(), |writer| {
        writer.set_roots(roots.clone());
        writer.refuse("a/1", print(5), "it is empty");
    });
    let writer = Writer::open(dir.path(), OnDamage::Fail).unwrap();
    assert_eq!(writer.known().roots, roots);
    assert_eq!(writer.known().refused["a/1"].reason, "it is empty");
    assert!(writer.known().articles.is_empty());
    assert_eq!(found(dir.path(), "bake"), [""; 0]);
}

#[test]
fn many_small_runs_equal_one_large_one_and_leave_no_garbage() {
    let (small, large) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let text =
        |i: usize, round: usize| article(&format!("a/{i:02}"), &[&format!("cook: bakes bread {i} in oven {round}")]);
    for round in 0..3 {
        for i in 0..15 {
            edit(small.path(), |writer| writer.add(&text(i, round), print(round as u64)).unwrap());
        }
    }
    let last: Vec<_> = (0..15).map(|i| text(i, 2)).collect();
    put(large.path(), &last);
    assert_eq!(records(small.path()), records(large.path()));
    let (a, b) = (Reader::open(small.path()).unwrap(), Reader::open(large.path()).unwrap());
    assert_eq!(a.roles(), b.roles());
    let (mut of_small, mut of_large) = (texts(&a, &word("oven")), texts(&b, &word("oven")));
    of_small.sort();
    of_large.sort();
    assert_eq!(of_small, of_large);
    assert!(fs::read_dir(small.path().join("records")).unwrap().count() <= 40);
    let bytes = |dir: &Path| -> u64 {
        fs::read_dir(dir.join("records")).unwrap().map(|file| file.unwrap().metadata().unwrap().len()).sum()
    };
    assert!(bytes(small.path()) <= 4 * bytes(large.path()));
}

#[test]
fn whoever_opens_the_index_while_it_is_written_sees_one_state_whole() {
    let dir = tempfile::tempdir().unwrap();
    let both = |round: usize| {
        let line = format!("cook: bakes loaf {round}");
        [article("a/1", &[&line]), article("a/2", &[&line])]
    };
    put(dir.path(), &both(0));
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| {
            for round in 1..15 {
                put(dir.path(), &both(round));
            }
        });
        while !writing.is_finished() {
            let reader = Reader::open(dir.path()).unwrap();
            let found = texts(&reader, &word("loaf"));
            assert_eq!(found.len(), 2, "generation {}", reader.generation());
            assert_eq!(found[0], found[1]);
            assert_eq!(found[0], format!("cook: bakes loaf {}", reader.generation() - 1));
        }
    });
}

//! What is kept of a large index' articles: a run writes what it changes.

use crate::support::*;
use rolecall_indexer::{Entry, Fingerprint, IndexError, OnDamage, Reader, Writer};
use rolecall_record::ArticleRecord;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const MANY: usize = 1100;

fn of(at: usize) -> ArticleRecord {
    article(&format!("a/{at:04}"), &[&format!("cook {}: bakes loaf {at}", at % 7)])
}

fn large() -> (tempfile::TempDir, Vec<ArticleRecord>) {
    let dir = tempfile::tempdir().unwrap();
    let articles: Vec<ArticleRecord> = (0..MANY).map(of).collect();
    put(dir.path(), &articles);
    (dir, articles)
}

/// Adds each article with the fingerprint that it had when all were made at once.
fn change(dir: &Path, changed: &[(usize, &ArticleRecord)], gone: &[&str]) {
    let mut writer = Writer::open(dir, OnDamage::Fail).unwrap();
    changed.iter().for_each(|(at, record)| writer.add(record, print(*at as u64)).unwrap());
    gone.iter().for_each(|path| writer.remove(path));
    writer.commit().unwrap();
}

/// What is known of each article, wherever its record lies.
fn known(dir: &Path) -> BTreeMap<String, Known> {
    let writer = Writer::open(dir, OnDamage::Fail).unwrap();
    let of = |e: &Entry| Known { file: e.file.clone(), statements: e.statements, roles: e.roles.clone() };
    writer.known().articles.iter().map(|(path, entry)| (path.clone(), of(entry))).collect()
}

#[derive(Debug, PartialEq)]
struct Known {
    file: Fingerprint,
    statements: usize,
    roles: Vec<(String, usize)>,
}

#[test]
fn a_run_writes_the_articles_that_it_changes_and_knows_all_as_if_they_were_made_at_once() {
    let (often, mut articles) = large();
    let file = |name: &str| often.path().join(name);
    let whole = fs::read(file("articles-1.bin")).unwrap();
    articles[3] = article("a/0003", &["baker: bakes rye", "baker: sweeps"]);
    change(often.path(), &[(3, &articles[3])], &[]);
    change(often.path(), &[], &["a/1099"]);
    articles.truncate(MANY - 1);
    articles.push(article("a/2000", &["baker: counts"]));
    change(often.path(), &[(MANY - 1, &articles[MANY - 1])], &[]);
    assert_eq!(fs::read(file("articles-1.bin")).unwrap(), whole);
    assert!(fs::metadata(file("articles-4.since")).unwrap().len() * 20 < whole.len() as u64);
    assert!(!file("articles-3.since").exists() && !file("articles-4.bin").exists());
    let once = tempfile::tempdir().unwrap();
    put(once.path(), &articles);
    assert_eq!(known(often.path()), known(once.path()));
    assert_eq!(Reader::open(often.path()).unwrap().roles(), Reader::open(once.path()).unwrap().roles());
    assert_eq!(records(often.path()), records(once.path()));
}

#[test]
fn many_changes_make_one_file_of_all_again() {
    let (dir, _) = large();
    let others: Vec<ArticleRecord> =
        (0..MANY / 20).map(|at| article(&format!("a/{at:04}"), &["baker: rests"])).collect();
    change(dir.path(), &others.iter().enumerate().collect::<Vec<_>>(), &[]);
    let there = |name: &str| dir.path().join(name).exists();
    assert!(there("articles-2.bin") && !there("articles-2.since") && !there("articles-1.bin"));
    assert_eq!(known(dir.path())["a/0007"].roles, [("baker".to_owned(), 1)]);
}

#[test]
fn a_change_that_is_cut_off_leaves_what_was_known() {
    let (dir, _) = large();
    change(dir.path(), &[(1, &article("a/0001", &["baker: rests"]))], &[]);
    let before = known(dir.path());
    fs::write(dir.path().join("articles-3.since"), "half a ch").unwrap();
    fs::write(dir.path().join("articles-3.bin"), "half a ch").unwrap();
    fs::write(dir.path().join("manifest.json.next"), "{\"form").unwrap();
    assert_eq!(known(dir.path()), before);
    change(dir.path(), &[], &["a/0002"]);
    assert_eq!(known(dir.path()).len(), MANY - 1);
    assert!(!dir.path().join("articles-3.bin").exists());
}

#[test]
fn damaged_changes_are_named_and_can_be_rebuilt() {
    for damage in [None, Some(&b""[..]), Some(&[0xa5; 600][..])] {
        let (dir, _) = large();
        change(dir.path(), &[(1, &article("a/0001", &["baker: rests"]))], &[]);
        let file = dir.path().join("articles-2.since");
        match damage {
            Some(bytes) => fs::write(&file, bytes).unwrap(),
            None => fs::remove_file(&file).unwrap(),
        }
        let error = Writer::open(dir.path(), OnDamage::Fail).err().unwrap();
        assert!(matches!(error, IndexError::Corrupt { .. }), "{error:?}");
        assert!(error.to_string().contains("articles-2.since") && error.to_string().contains("--full"), "{error}");
        put_anew(dir.path());
    }
}

fn put_anew(dir: &Path) {
    let mut writer = Writer::open(dir, OnDamage::Rebuild).unwrap();
    assert!(writer.known().articles.is_empty());
    writer.add(&article("a/1", &["cook: bakes pie"]), print(1)).unwrap();
    writer.commit().unwrap();
    assert_eq!(found(dir, "bake"), ["cook: bakes pie"]);
}

//! The vectors of an index: made once a text, of one model, gone with their statements.

use crate::support::*;
use rolecall_embedding::Int8;
use rolecall_indexer::{Embedding, Filter, IndexError, OnDamage, Reader, Summary, Writer};
use rolecall_record::ArticleRecord;
use std::fs;
use std::path::Path;

fn run(dir: &Path, model: Option<&Letters>, on: OnDamage, edits: impl FnOnce(&mut Writer)) -> Summary {
    let mut writer = Writer::open(dir, on).unwrap();
    edits(&mut writer);
    let embedding = model.map(|model| (model, |_: usize, _: usize| {}));
    match embedding {
        Some((model, mut progress)) => writer.commit_with(Some(Embedding { model, progress: &mut progress })).unwrap(),
        None => writer.commit().unwrap(),
    }
}

fn write(dir: &Path, model: Option<&Letters>, articles: &[ArticleRecord]) -> Summary {
    run(dir, model, OnDamage::Fail, |writer| {
        for (i, record) in articles.iter().enumerate() {
            writer.add(record, print(i as u64)).unwrap();
        }
    })
}

/// The texts nearest to `text`.
fn near(dir: &Path, text: &str, most: usize) -> Vec<String> {
    let reader = Reader::open(dir).unwrap();
    let hits = reader.nearest(&Int8::new(&Letters::vector(text)), &Filter::default(), most).unwrap();
    hits.iter().map(|hit| reader.statement(hit).unwrap().statement.text.clone()).collect()
}

#[test]
fn the_nearest_statement_is_found_without_a_word_in_common() {
    let dir = tempfile::tempdir().unwrap();
    let model = letters("one");
    let summary = write(dir.path(), Some(&model), &[article("a/1", &["cook: sets", "cook: mmmm", "Nobody's"])]);
    assert!(summary.vectors);
    assert_eq!(model.asked(), ["cook: mmmm", "cook: sets"], "what speaks of no role can be no answer");
    assert_eq!(near(dir.path(), "mm", 1), ["cook: mmmm"]);
    assert_eq!(Reader::open(dir.path()).unwrap().model(), Some("one"));
}

#[test]
fn a_text_is_embedded_once_whatever_becomes_of_its_article() {
    let dir = tempfile::tempdir().unwrap();
    let model = letters("one");
    let bread = || article("a/1", &["cook: bakes bread", "cook: bakes cake"]);
    write(dir.path(), Some(&model), &[bread(), article("a/2", &["cook: bakes bread"])]);
    assert_eq!(model.asked(), ["cook: bakes bread", "cook: bakes cake"]);
    write(dir.path(), Some(&model), &[article("a/1", &["cook: bakes pie", "cook: bakes cake"])]);
    assert_eq!(model.asked(), ["cook: bakes pie"]);
    run(dir.path(), Some(&model), OnDamage::Rebuild, |writer| writer.add(&bread(), print(3)).unwrap());
    assert_eq!(model.asked(), [""; 0], "the other article kept it");
    run(dir.path(), Some(&model), OnDamage::Fail, |writer| writer.remove("a/2"));
    assert_eq!(near(dir.path(), "bakes bread", 9), ["cook: bakes bread", "cook: bakes cake"]);
    run(dir.path(), Some(&model), OnDamage::Fail, |writer| writer.remove("a/1"));
    assert_eq!(near(dir.path(), "bakes bread", 9), [""; 0]);
    write(dir.path(), Some(&model), &[bread()]);
    assert_eq!(model.asked(), ["cook: bakes bread", "cook: bakes cake"], "vectors go with their statements");
}

#[test]
fn a_run_changed_often_has_the_vectors_of_one_that_was_made_at_once() {
    let (often, once) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let model = letters("one");
    let (first, second) = (article("a/1", &["cook: fries", "cook: boils"]), article("a/2", &["cook: fries"]));
    write(often.path(), Some(&model), &[article("a/1", &["cook: stews"]), second.clone()]);
    run(often.path(), Some(&model), OnDamage::Fail, |writer| {
        writer.add(&article("a/1", &["cook: roasts"]), print(1)).unwrap();
        writer.add(&first, print(2)).unwrap();
    });
    write(once.path(), Some(&model), &[first, second]);
    let bytes = |dir: &Path, n: u64| fs::read(dir.join(format!("vectors-{n}.bin"))).unwrap();
    assert_eq!(bytes(often.path(), 2), bytes(once.path(), 1));
}

#[test]
fn vectors_of_two_models_are_never_mixed() {
    let dir = tempfile::tempdir().unwrap();
    let (one, two) = (letters("one"), letters("two"));
    write(dir.path(), Some(&one), &[article("a/1", &["cook: fries"])]);
    one.asked();
    let summary = run(dir.path(), Some(&two), OnDamage::Fail, |_| {});
    assert!(summary.changed && summary.vectors);
    assert_eq!(two.asked(), ["cook: fries"]);
    assert_eq!(Reader::open(dir.path()).unwrap().model(), Some("two"));
}

#[test]
fn without_a_model_new_texts_leave_an_index_without_vectors_and_the_next_run_with_one_completes_it() {
    let dir = tempfile::tempdir().unwrap();
    let model = letters("one");
    write(dir.path(), Some(&model), &[article("a/1", &["cook: fries"])]);
    model.asked();
    assert!(!write(dir.path(), None, &[article("a/2", &["cook: boils"])]).vectors);
    assert_eq!(Reader::open(dir.path()).unwrap().model(), None);
    assert!(run(dir.path(), Some(&model), OnDamage::Fail, |_| {}).vectors);
    assert_eq!(model.asked(), ["cook: boils"]);
    assert!(run(dir.path(), None, OnDamage::Fail, |writer| writer.remove("a/1")).vectors, "none is missing");
    assert_eq!(near(dir.path(), "fries", 9), ["cook: boils"]);
    assert!(!run(dir.path(), Some(&model), OnDamage::Fail, |_| {}).changed);
}

#[test]
fn a_run_that_is_cut_off_leaves_the_vectors_as_they_were() {
    let dir = tempfile::tempdir().unwrap();
    let model = letters("one");
    write(dir.path(), Some(&model), &[article("a/1", &["cook: fries"])]);
    // What a run leaves that is killed between writing its files and committing them.
    fs::write(dir.path().join("vectors-2.bin"), "half a fi").unwrap();
    assert_eq!(near(dir.path(), "fries", 9), ["cook: fries"]);
    write(dir.path(), Some(&model), &[article("a/1", &["cook: boils"])]);
    assert_eq!(near(dir.path(), "fries", 9), ["cook: boils"]);
    for i in 3..6 {
        write(dir.path(), Some(&model), &[article("a/1", &[&format!("cook: boils {i}")])]);
    }
    let files =
        fs::read_dir(dir.path()).unwrap().flatten().filter(|f| f.file_name().to_string_lossy().starts_with("vectors-"));
    assert_eq!(files.count(), 2, "that of this generation and of the one before");
}

#[test]
fn damaged_vectors_are_told_and_made_anew_and_sound_ones_outlive_a_rebuilding() {
    let dir = tempfile::tempdir().unwrap();
    let model = letters("one");
    write(dir.path(), Some(&model), &[article("a/1", &["cook: fries"])]);
    model.asked();
    let vectors = dir.path().join("vectors-1.bin");
    let sound = fs::read(&vectors).unwrap();
    fs::write(&vectors, &sound[..sound.len() - 3]).unwrap();
    let error = Reader::open(dir.path()).err().unwrap();
    assert!(matches!(error, IndexError::Corrupt { .. }) && error.to_string().contains("--full"), "{error}");
    run(dir.path(), Some(&model), OnDamage::Rebuild, |w| w.add(&article("a/1", &["cook: fries"]), print(1)).unwrap());
    assert_eq!((model.asked(), near(dir.path(), "fries", 1)), (vec!["cook: fries".into()], vec!["cook: fries".into()]));
    fs::write(dir.path().join("manifest.json"), "{\"format\":0").unwrap();
    run(dir.path(), Some(&model), OnDamage::Rebuild, |w| w.add(&article("a/1", &["cook: fries"]), print(1)).unwrap());
    assert_eq!((model.asked(), near(dir.path(), "fries", 1)), (vec![], vec!["cook: fries".to_owned()]));
}

#[test]
fn a_filter_holds_for_the_nearest_too() {
    let dir = tempfile::tempdir().unwrap();
    let model = letters("one");
    write(dir.path(), Some(&model), &[article("a/1", &["cook: fries"]), article("a/2", &["waiter: fries", "cook: f"])]);
    let reader = Reader::open(dir.path()).unwrap();
    let filter = Filter { roles: vec!["cook".into()], articles: vec!["a/2".into()], ..Filter::default() };
    let hits = reader.nearest(&Int8::new(&Letters::vector("fries")), &filter, 9).unwrap();
    assert_eq!(hits.iter().map(|h| h.article_id.as_str()).collect::<Vec<_>>(), [article("a/2", &[]).article.id]);
}

#[test]
fn in_a_large_index_a_changed_article_costs_what_changed_and_answers_as_if_all_were_made_at_once() {
    let (often, once) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let model = letters("one");
    let text =
        |i: usize| (0..12).map(|n| char::from(b'a' + ((i * 31 + 7 * n) * (i + n) % 26) as u8)).collect::<String>();
    let of = |at: usize| {
        let texts: Vec<String> = (0..20).map(|i| format!("cook: {}{}", text(at * 20 + i), at * 20 + i)).collect();
        article(&format!("a/{at:04}"), &texts.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let mut articles: Vec<ArticleRecord> = (0..900).map(of).collect();
    write(often.path(), Some(&model), &articles);
    let whole = fs::read(often.path().join("vectors-1.bin")).unwrap();
    articles[3] = article("a/0003", &["cook: fries", "cook: fries", "cook: zzz"]);
    write(often.path(), Some(&model), &articles[3..4]);
    articles[4] = article("a/0004", &["cook: boils", "cook: zzz"]);
    model.asked();
    write(often.path(), Some(&model), &articles[4..5]);
    assert_eq!(model.asked(), ["cook: boils"]);
    articles.remove(5);
    run(often.path(), Some(&model), OnDamage::Fail, |writer| writer.remove("a/0005"));
    let there = |name: &str| often.path().join(name).exists();
    assert!(
        there("vectors-4.since") && there("vectors-3.since") && !there("vectors-2.since") && !there("vectors-4.bin")
    );
    assert_eq!(fs::read(often.path().join("vectors-1.bin")).unwrap(), whole);
    assert!(fs::metadata(often.path().join("vectors-4.since")).unwrap().len() * 20 < whole.len() as u64);
    write(once.path(), Some(&model), &articles);
    let gone = of(3).statements[0].text.clone();
    for question in ["cook: fries", "cook: zzz", "cook: boils", &gone, &text(77)] {
        assert_eq!(near(often.path(), question, 40), near(once.path(), question, 40), "{question}");
    }
    let directions = |dir: &Path| Reader::open(dir).unwrap().direction_of_role(&["cook".to_owned()]).unwrap();
    assert_eq!(directions(often.path()), directions(once.path()));
    // Many changes at once, and all is one file again.
    let others: Vec<ArticleRecord> = (2000..2500).map(of).collect();
    write(often.path(), Some(&model), &others);
    assert!(there("vectors-5.bin") && !there("vectors-5.since"));
    write(once.path(), Some(&model), &others);
    assert_eq!(
        fs::read(often.path().join("vectors-5.bin")).unwrap(),
        fs::read(once.path().join("vectors-2.bin")).unwrap()
    );
}

#[test]
fn what_has_changed_since_is_checked_as_the_whole_is() {
    let dir = tempfile::tempdir().unwrap();
    let model = letters("one");
    let texts: Vec<String> = (0..17_000).map(|i| format!("cook: {i:x}")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    write(dir.path(), Some(&model), &[article("a/1", &texts)]);
    write(dir.path(), Some(&model), &[article("a/2", &["cook: fries"])]);
    let path = dir.path().join("vectors-2.since");
    let sound = fs::read(&path).unwrap();
    fs::write(&path, &sound[..sound.len() - 1]).unwrap();
    assert!(matches!(Reader::open(dir.path()).err(), Some(IndexError::Corrupt { .. })));
    fs::remove_file(&path).unwrap();
    assert!(matches!(Reader::open(dir.path()).err(), Some(IndexError::Corrupt { .. })));
    model.asked();
    run(dir.path(), Some(&model), OnDamage::Rebuild, |writer| {
        writer.add(&article("a/1", &texts), print(1)).unwrap();
        writer.add(&article("a/2", &["cook: fries"]), print(2)).unwrap();
    });
    assert_eq!(near(dir.path(), "cook: fries", 1), ["cook: fries"]);
}

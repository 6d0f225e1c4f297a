//! Whatever byte of whatever file is another: it is told, the file is named, and no answer is wrong meanwhile.

use crate::support::*;
use rolecall_embedding::Int8;
use rolecall_indexer::{Embedding, Filter, IndexError, OnDamage, Reader, Writer, check, repair};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

fn commit(dir: &Path, edit: impl FnOnce(&mut Writer)) {
    let model = letters("letters");
    let mut writer = Writer::open(dir, OnDamage::Fail).unwrap();
    edit(&mut writer);
    writer.commit_with(Some(Embedding { model: &model, progress: &mut |_, _| {} })).unwrap();
}

/// The articles of the index below, with their fingerprints.
fn articles() -> [(rolecall_record::ArticleRecord, u64); 3] {
    [
        (article("a/1", &["cook: bakes bread", "cook: sells bread", "It rains."]), 1),
        (article("a/2", &["baker: bakes pie", "cook: washes up"]), 2),
        (article("a/4", &["miller: grinds corn", "baker: bakes bread"]), 5),
    ]
}

/// Adds those of them that are lost.
fn again(writer: &mut Writer, lost: &[String]) {
    for (record, n) in articles().iter().filter(|(record, _)| lost.contains(&record.article.path)) {
        writer.add(record, print(*n)).unwrap();
    }
}

/// An index that two runs have written to, with an article taken back, a file refused, and vectors.
fn sound() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    commit(dir.path(), |writer| {
        writer.set_roots(BTreeMap::from([("a".to_owned(), PathBuf::from("/a"))]));
        again(writer, &["a/1".to_owned(), "a/2".to_owned()]);
        writer.add(&article("a/3", &["porter: carries bread"]), print(3)).unwrap();
        writer.refuse("a/picture", print(4), "it is not text");
    });
    commit(dir.path(), |writer| {
        writer.remove("a/3");
        again(writer, &["a/4".to_owned()]);
    });
    dir
}

/// All that can be asked of an index, in words.
fn answers(dir: &Path) -> Result<String, IndexError> {
    let reader = Reader::open(dir)?;
    let mut said = format!("{:?} {:?} {:?}\n", reader.roles(), reader.roots(), reader.refused()?);
    for stem in ["bake", "bread", "cook", "corn", "rain"] {
        for hit in reader.search(&word(stem), 100)? {
            let found = reader.statement(&hit)?;
            let _ = writeln!(said, "{stem}: {:.5} {:?} {:?}", hit.score, hit.kind, found);
        }
    }
    for text in ["bread", "corn"] {
        for hit in reader.nearest(&Int8::new(&Letters::vector(text)), &Filter::default(), 100)? {
            let _ = writeln!(said, "{text}: {:.5} {:?}", hit.score, reader.statement(&hit)?);
        }
    }
    for record in reader.records()? {
        let _ = writeln!(said, "{:?}", record?);
    }
    let _ = writeln!(said, "{:?}", reader.resembling("braed", 2)?);
    Ok(said)
}

/// What became of the answers: as before, an error, or worse.
fn outcome(dir: &Path, before: &str) -> Result<Option<IndexError>, String> {
    match catch_unwind(AssertUnwindSafe(|| answers(dir))) {
        Ok(Ok(said)) if said == before => Ok(None),
        Ok(Ok(said)) => {
            let differs = said.lines().zip(before.lines()).find(|(a, b)| a != b);
            Err(format!("wrong in silence: {differs:?}"))
        }
        Ok(Err(error)) => Ok(Some(error)),
        Err(_) => Err("a panic".to_owned()),
    }
}

/// What is done to a file's bytes, or none where it is removed.
fn damages(bytes: &[u8], every: usize) -> Vec<(String, Option<Vec<u8>>)> {
    let flipped = (0..bytes.len()).step_by(every).map(|at| {
        let mut damaged = bytes.to_vec();
        damaged[at] ^= 1 << (at % 8);
        (format!("bit {} of byte {at} flipped", at % 8), Some(damaged))
    });
    let lengths = [0, 1, 5, bytes.len() / 2, bytes.len().saturating_sub(1)];
    let cut = lengths.into_iter().map(|length| (format!("cut to {length} bytes"), Some(bytes[..length].to_vec())));
    flipped.chain(cut).chain([("removed".to_owned(), None)]).collect()
}

/// What stands for every file of a kind: the segments' names differ from run to run.
fn kind(dir: &Path, file: &Path) -> String {
    let name = file.strip_prefix(dir).unwrap().to_string_lossy().into_owned();
    let ending = file.extension().unwrap_or_default().to_string_lossy().into_owned();
    if name.starts_with("tantivy") && ending != "json" { format!("tantivy/*.{ending}") } else { name }
}

/// Files by which nothing is answered: those of the generation before are kept for whoever still reads it.
const IDLE: &[&str] = &[".rolecallignore", "roles-1.json", "vectors-1.bin"];

/// Does every damage to every file in turn, at each `every`th byte, and collects what goes wrong in `wrong`.
fn attack(every: usize, mut wrong: impl FnMut(&Path, &str) -> Option<String>) {
    let dir = sound();
    let mut found: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for file in files(dir.path()) {
        let kind = kind(dir.path(), &file);
        if IDLE.contains(&kind.as_str()) {
            continue;
        }
        let bytes = fs::read(&file).unwrap();
        for (what, damaged) in damages(&bytes, every) {
            match &damaged {
                Some(damaged) => fs::write(&file, damaged).unwrap(),
                None => fs::remove_file(&file).unwrap(),
            }
            if let Some(why) = wrong(dir.path(), &file.file_name().unwrap().to_string_lossy()) {
                found.entry(format!("{kind}: {why}")).or_insert((0, what)).0 += 1;
            }
        }
        fs::write(&file, &bytes).unwrap();
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// Every so many bytes are tried: all of them where `ROLECALL_TORTURE` is set.
fn every(usual: usize) -> usize {
    if std::env::var_os("ROLECALL_TORTURE").is_some() { 1 } else { usual }
}

#[test]
fn whichever_byte_is_another_nothing_is_answered_otherwise_and_nothing_panics() {
    let before = answers(sound().path()).unwrap();
    attack(every(13), |dir, _| match outcome(dir, &before) {
        Ok(None | Some(IndexError::Corrupt { .. } | IndexError::Format { .. } | IndexError::Missing(_))) => None,
        Ok(Some(error)) => Some(format!("{error:?}")),
        Err(why) => Some(why),
    });
}

#[test]
fn whichever_byte_is_another_a_check_names_the_file() {
    let before = answers(sound().path()).unwrap();
    attack(every(13), |dir, file| {
        let checked = catch_unwind(|| check(dir));
        let Ok(checked) = checked else { return Some("a panic".to_owned()) };
        let found = match checked {
            Ok(found) => found,
            Err(error) => return Some(format!("an error: {error}")),
        };
        // Records that no longer count have no checksum, nor has the engine's note of its own version.
        let idle = answers(dir).is_ok_and(|said| said == before) && !file.starts_with("manifest");
        let named = found.faults.iter().any(|fault| fault.file.ends_with(file));
        if named || idle { None } else { Some(format!("{:?}", found.faults)) }
    });
}

#[test]
fn a_sound_index_has_no_faults_and_is_left_as_it_is() {
    let dir = sound();
    let found = check(dir.path()).unwrap();
    assert_eq!((found.articles, found.statements, found.faults.len()), (3, 7, 0));
    let listing = || files(dir.path()).iter().map(|f| (f.clone(), fs::read(f).unwrap())).collect::<Vec<_>>();
    let before = listing();
    assert_eq!(repair(dir.path(), None).unwrap().made, None);
    assert!(before == listing());
}

#[test]
fn whichever_file_is_damaged_a_repair_brings_back_what_was_answered() {
    let sound_dir = sound();
    let before = answers(sound_dir.path()).unwrap();
    for file in files(sound_dir.path()) {
        let bytes = fs::read(&file).unwrap();
        // Three bytes of each file; at length, one of every dozen.
        let step = if every(2) == 1 { 12 } else { (bytes.len() / 3).max(1) };
        for (what, damaged) in damages(&bytes, step) {
            let dir = copy(sound_dir.path());
            let copied = dir.path().join(file.strip_prefix(sound_dir.path()).unwrap());
            match &damaged {
                Some(damaged) => fs::write(&copied, damaged).unwrap(),
                None => fs::remove_file(&copied).unwrap(),
            }
            let name = format!("{}: {what}", kind(sound_dir.path(), &file));
            let model = letters("letters");
            let repaired = repair(dir.path(), Some(Embedding { model: &model, progress: &mut |_, _| {} }));
            let repaired = repaired.unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(check(dir.path()).unwrap().faults, [], "{name}");
            let mut writer = Writer::open(dir.path(), OnDamage::Fail).unwrap_or_else(|error| panic!("{name}: {error}"));
            if !repaired.lost.is_empty() {
                assert!(name.starts_with("records"), "{name}");
                assert!(repaired.lost.iter().all(|path| !writer.known().articles.contains_key(path)));
                again(&mut writer, &repaired.lost);
            }
            // Which files gave no article is learnt again by reading them.
            writer.refuse("a/picture", print(4), "it is not text");
            writer.commit_with(Some(Embedding { model: &model, progress: &mut |_, _| {} })).unwrap();
            assert_eq!(answers(dir.path()).unwrap(), before, "{name}");
        }
    }
}

#[test]
fn what_was_repaired_knows_its_files_and_folders_as_before() {
    let dir = sound();
    let known = || Writer::open(dir.path(), OnDamage::Fail).unwrap().known().clone();
    let before = known();
    let meta = dir.path().join("tantivy/meta.json");
    fs::write(&meta, fs::read_to_string(&meta).unwrap().replace("max_doc", "min_doc")).unwrap();
    assert!(Reader::open(dir.path()).is_err());
    assert!(repair(dir.path(), None).unwrap().made.unwrap().generation > 2);
    let after = known();
    assert_eq!((after.roots, after.articles, after.refused), (before.roots, before.articles, before.refused));
}

#[test]
fn where_only_the_engine_knows_what_counts_a_deleted_article_stays_deleted() {
    let dir = sound();
    let before = answers(dir.path()).unwrap();
    fs::remove_file(dir.path().join("manifest.json")).unwrap();
    let repaired = repair(dir.path(), None).unwrap();
    assert_eq!(repaired.roots, BTreeMap::from([("a".to_owned(), PathBuf::from("/a"))]));
    let after = answers(dir.path()).unwrap();
    assert!(!after.contains("porter") && after.lines().skip(1).eq(before.lines().skip(1)), "{after}");
    let writer = Writer::open(dir.path(), OnDamage::Fail).unwrap();
    assert!(writer.known().articles.values().all(|entry| entry.file.mtime_ns.is_none()), "every file is read again");
}

#[test]
fn where_nothing_says_which_records_count_a_repair_says_so_and_changes_nothing() {
    let dir = sound();
    fs::remove_file(dir.path().join("manifest.json")).unwrap();
    fs::write(dir.path().join("tantivy/meta.json"), "{}").unwrap();
    let listing = || files(dir.path()).iter().map(|f| (f.clone(), fs::read(f).unwrap())).collect::<Vec<_>>();
    let before = listing();
    let error = repair(dir.path(), None).unwrap_err().to_string();
    assert!(error.contains("manifest.json") && error.contains("search ingest PATH --full"), "{error}");
    assert!(before == listing());
}

/// A copy of an index.
fn copy(of: &Path) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for file in files(of) {
        let copied = dir.path().join(file.strip_prefix(of).unwrap());
        fs::create_dir_all(copied.parent().unwrap()).unwrap();
        fs::copy(&file, copied).unwrap();
    }
    dir
}

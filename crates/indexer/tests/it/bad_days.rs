use crate::support::*;
use rolecall_indexer::{IndexError, OnDamage, Reader, Writer};
use std::fs;
use std::path::Path;

fn bread(dir: &Path) {
    put(dir, &[article("a/1", &["cook: bakes bread"])]);
}

fn failure(dir: &Path) -> IndexError {
    Reader::open(dir).err().expect("it should not open")
}

#[test]
fn without_an_index_one_is_told_how_to_make_it() {
    let dir = tempfile::tempdir().unwrap();
    for place in [dir.path().join("none"), dir.path().to_owned()] {
        let error = failure(&place);
        assert!(matches!(error, IndexError::Missing(_)));
        assert!(error.to_string().contains("search ingest PATH"), "{error}");
    }
}

#[test]
fn a_first_run_that_was_cut_off_is_no_index_yet_and_the_next_one_succeeds() {
    let dir = tempfile::tempdir().unwrap();
    let mut writer = Writer::open(dir.path(), OnDamage::Fail).unwrap();
    writer.add(&article("a/1", &["cook: bakes bread"]), print(1)).unwrap();
    drop(writer);
    assert!(matches!(failure(dir.path()), IndexError::Missing(_)));
    bread(dir.path());
    assert_eq!(found(dir.path(), "bake"), ["cook: bakes bread"]);
}

#[test]
fn an_empty_index_is_an_index() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), &[]);
    assert_eq!(found(dir.path(), "bake"), [""; 0]);
}

#[test]
fn a_second_writer_is_refused_and_told_who_holds_the_index() {
    let dir = tempfile::tempdir().unwrap();
    let first = Writer::open(dir.path(), OnDamage::Fail).unwrap();
    let error = Writer::open(dir.path(), OnDamage::Rebuild).err().unwrap().to_string();
    assert!(error.contains(&format!("process {}", std::process::id())) && error.contains(" since 20"), "{error}");
    drop(first);
    fs::write(dir.path().join("lock"), "process 1 on mars since 1999").unwrap();
    bread(dir.path());
}

#[test]
fn another_format_version_is_refused_and_can_be_rebuilt() {
    let dir = tempfile::tempdir().unwrap();
    bread(dir.path());
    let path = dir.path().join("manifest.json");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen(&format!("\"format\":{}", rolecall_indexer::INDEX_FORMAT), "\"format\":99", 1))
        .unwrap();
    let error = failure(dir.path());
    assert!(matches!(error, IndexError::Format { found: 99, .. }) && error.to_string().contains("--full"), "{error}");
    assert!(matches!(Writer::open(dir.path(), OnDamage::Fail), Err(IndexError::Format { .. })));
    rebuild(dir.path());
}

fn rebuild(dir: &Path) {
    let mut writer = Writer::open(dir, OnDamage::Rebuild).unwrap();
    assert!(writer.replaced().is_some());
    writer.add(&article("a/1", &["cook: bakes pie"]), print(1)).unwrap();
    writer.commit().unwrap();
    assert_eq!(found(dir, "bake"), ["cook: bakes pie"]);
}

#[test]
fn a_damaged_manifest_is_named_and_can_be_rebuilt() {
    let of_this_format = |rest: &str| format!("{{\"format\":{},{rest}", rolecall_indexer::INDEX_FORMAT);
    let cut = of_this_format("\"generation\":1,\n nonsense");
    let of_another_run = of_this_format("\"generation\":7,\n}");
    for damage in ["", "{", &cut, &of_another_run] {
        let dir = tempfile::tempdir().unwrap();
        bread(dir.path());
        fs::write(dir.path().join("manifest.json"), damage).unwrap();
        let error = Writer::open(dir.path(), OnDamage::Fail).err().unwrap().to_string();
        assert!(error.contains("manifest.json") && error.contains("--full"), "{damage:?}: {error}");
        rebuild(dir.path());
    }
}

#[test]
fn missing_or_cut_files_are_errors_that_say_how_to_go_on() {
    for name in ["manifest.json", "roles-1.json", "tantivy/meta.json"] {
        let dir = tempfile::tempdir().unwrap();
        bread(dir.path());
        fs::remove_file(dir.path().join(name)).unwrap();
        let error = failure(dir.path());
        assert!(matches!(error, IndexError::Corrupt { .. }), "{name}: {error:?}");
        let dir = tempfile::tempdir().unwrap();
        bread(dir.path());
        fs::write(dir.path().join(name), "{").unwrap();
        let error = failure(dir.path()).to_string();
        assert!(error.contains("--full"), "{name}: {error}");
    }
    let dir = tempfile::tempdir().unwrap();
    bread(dir.path());
    fs::write(dir.path().join("records/000001.jsonl"), "{}").unwrap();
    let reader = Reader::open(dir.path()).unwrap();
    assert_eq!(texts(&reader, &word("bake")), ["cook: bakes bread"]);
    assert!(matches!(reader.article("a/1"), Err(IndexError::Corrupt { .. })));
}

#[test]
fn a_run_killed_between_commit_and_rename_counts_as_done() {
    let dir = tempfile::tempdir().unwrap();
    bread(dir.path());
    fs::rename(dir.path().join("manifest.json"), dir.path().join("manifest.json.next")).unwrap();
    assert_eq!(found(dir.path(), "bake"), ["cook: bakes bread"]);
    let writer = Writer::open(dir.path(), OnDamage::Fail).unwrap();
    assert_eq!(writer.known().articles.len(), 1);
    drop(writer);
    assert!(dir.path().join("manifest.json").exists());
}

#[test]
fn a_run_killed_before_the_commit_counts_as_never_begun() {
    let dir = tempfile::tempdir().unwrap();
    bread(dir.path());
    fs::write(dir.path().join("manifest.json.next"), "{\"format\":2,\"generation\":2,\n\"roo").unwrap();
    fs::write(dir.path().join("roles-2.json"), "{").unwrap();
    fs::write(dir.path().join("records/000002.jsonl"), "{\"form").unwrap();
    assert_eq!(found(dir.path(), "bake"), ["cook: bakes bread"]);
    put(dir.path(), &[article("a/2", &["cook: bakes pie"])]);
    assert_eq!(records(dir.path()).len(), 2);
}

#[test]
fn what_a_killed_run_left_in_the_engine_s_folder_is_in_nobody_s_way() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), &[article("a/1", &["cook: bakes bread"]), article("a/2", &["cook: bakes pie"])]);
    let engine = dir.path().join("tantivy");
    let store = files(dir.path()).into_iter().find(|file| file.extension().is_some_and(|e| e == "store")).unwrap();
    let segment = store.file_stem().unwrap().to_string_lossy().into_owned();
    // A list of what is deleted is named by how many operations there have been: the next run's would be the same.
    (0..40).for_each(|n| fs::write(engine.join(format!("{segment}.{n}.del")), "half").unwrap());
    fs::write(engine.join("notes.md"), "mine").unwrap();
    put(dir.path(), &[article("a/1", &["cook: bakes cake"])]);
    assert_eq!(found(dir.path(), "bake"), ["cook: bakes cake", "cook: bakes pie"]);
    assert!(files(dir.path()).iter().all(|file| !file.to_string_lossy().ends_with("7.del")));
    assert_eq!(fs::read_to_string(engine.join("notes.md")).unwrap(), "mine");
}

#[test]
fn what_else_lies_in_the_folder_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("README.md"), "mine").unwrap();
    bread(dir.path());
    fs::write(dir.path().join("manifest.json"), "x").unwrap();
    rebuild(dir.path());
    assert_eq!(fs::read_to_string(dir.path().join("README.md")).unwrap(), "mine");
}

#[cfg(unix)]
#[test]
fn an_index_that_may_not_be_written_to_can_be_searched() {
    use std::os::unix::fs::PermissionsExt;
    fn set(dir: &Path, folder: u32, file: u32) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                set(&path, folder, file);
            } else {
                fs::set_permissions(&path, fs::Permissions::from_mode(file)).unwrap();
            }
        }
        fs::set_permissions(dir, fs::Permissions::from_mode(folder)).unwrap();
    }
    let dir = tempfile::tempdir().unwrap();
    bread(dir.path());
    let before = listing(dir.path());
    set(dir.path(), 0o555, 0o444);
    assert_eq!(found(dir.path(), "bake"), ["cook: bakes bread"]);
    assert_eq!(records(dir.path()).len(), 1);
    // Permissions do not bind the superuser; there, that nothing was written is all that can be seen.
    let bound = fs::write(dir.path().join("probe"), "").is_err();
    if bound {
        let error = Writer::open(dir.path(), OnDamage::Fail).err().unwrap();
        assert!(matches!(error, IndexError::Denied { .. }), "{error:?}");
        assert_eq!(listing(dir.path()), before);
    } else {
        fs::remove_file(dir.path().join("probe")).unwrap();
        assert_eq!(listing(dir.path()), before);
    }
    set(dir.path(), 0o755, 0o644);
}

/// Every file below `dir` with its time.
fn listing(dir: &Path) -> Vec<(std::path::PathBuf, std::time::SystemTime)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(listing(&path));
        } else {
            files.push((path.clone(), fs::metadata(&path).unwrap().modified().unwrap()));
        }
    }
    files.sort();
    files
}

#[test]
fn a_folder_that_holds_something_of_these_names_is_refused_and_left_as_it_is() {
    for (name, text) in [
        ("manifest.json", "{\"name\": \"my app\"}"),
        ("lock", "mine"),
        ("records/000001.jsonl", "mine"),
        ("tantivy/notes.md", "mine"),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
        for on_damage in [OnDamage::Fail, OnDamage::Rebuild] {
            let error = Writer::open(dir.path(), on_damage).err().unwrap();
            assert!(matches!(error, IndexError::Foreign { .. }), "{name}: {error:?}");
            assert!(error.to_string().contains("--index DIR"), "{error}");
        }
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
        assert_eq!(listing(dir.path()).len(), 1, "nothing was added");
    }
}

#[test]
fn rebuilding_removes_what_the_index_made_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    bread(dir.path());
    let mine =
        ["records/poem.jsonl", "records/7.jsonl", "records/old/000001.jsonl", "tantivy/notes.md", "roles-old.json"];
    for name in mine {
        fs::create_dir_all(dir.path().join(name).parent().unwrap()).unwrap();
        fs::write(dir.path().join(name), "mine").unwrap();
    }
    fs::write(dir.path().join("manifest.json"), "x").unwrap();
    rebuild(dir.path());
    put(dir.path(), &[article("a/2", &["cook: bakes cake"])]);
    for name in mine {
        assert_eq!(fs::read_to_string(dir.path().join(name)).unwrap(), "mine", "{name}");
    }
}

#[test]
fn a_file_is_no_index() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("notes.md");
    fs::write(&file, "mine").unwrap();
    assert!(failure(&file).to_string().contains("it is a file"));
    assert!(matches!(Writer::open(&file, OnDamage::Rebuild), Err(IndexError::Foreign { .. })));
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
}

#[cfg(unix)]
#[test]
fn a_corpus_whose_folder_is_no_text_is_remembered() {
    use std::os::unix::ffi::OsStrExt;
    let dir = tempfile::tempdir().unwrap();
    let folder = Path::new(std::ffi::OsStr::from_bytes(b"/caf\xe9")).to_owned();
    let roots = std::collections::BTreeMap::from([("a".to_owned(), folder), ("b".to_owned(), "/b".into())]);
    let mut writer = Writer::open(dir.path(), OnDamage::Fail).unwrap();
    writer.set_roots(roots.clone());
    writer.add(&article("a/1", &["cook: bakes bread"]), print(1)).unwrap();
    writer.commit().unwrap();
    assert_eq!(Writer::open(dir.path(), OnDamage::Fail).unwrap().known().roots, roots);
    assert_eq!(*Reader::open(dir.path()).unwrap().roots(), roots);
}

#[cfg(unix)]
#[test]
fn whoever_may_read_one_file_of_an_index_may_read_all() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    bread(dir.path());
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    let usual = mode(&dir.path().join("manifest.json"));
    for (file, _) in listing(dir.path()) {
        assert_eq!(mode(&file), usual, "{}", file.display());
    }
}

#[test]
fn whichever_file_is_damaged_the_next_run_says_so_or_mends_it_and_a_rebuild_always_does() {
    let sound = tempfile::tempdir().unwrap();
    bread(sound.path());
    for file in files(sound.path()) {
        for damage in [None, Some(&b""[..]), Some(&[0xa5; 600][..])] {
            let dir = tempfile::tempdir().unwrap();
            for other in files(sound.path()) {
                let copy = dir.path().join(other.strip_prefix(sound.path()).unwrap());
                fs::create_dir_all(copy.parent().unwrap()).unwrap();
                match damage {
                    Some(bytes) if other == file => fs::write(&copy, bytes).unwrap(),
                    None if other == file => {}
                    _ => drop(fs::copy(&other, &copy).unwrap()),
                }
            }
            let name = file.display();
            let run = Writer::open(dir.path(), OnDamage::Fail).and_then(Writer::commit).map(drop);
            if let Err(error) = run.and_then(|()| Reader::open(dir.path()).map(drop)) {
                assert!(matches!(error, IndexError::Corrupt { .. }), "{name}: {error}");
                assert!(error.to_string().contains("--full"), "{name}: {error}");
            }
            let mut writer = Writer::open(dir.path(), OnDamage::Rebuild).unwrap();
            writer.add(&article("a/1", &["cook: bakes pie"]), print(1)).unwrap();
            writer.commit().unwrap();
            assert_eq!(found(dir.path(), "bake"), ["cook: bakes pie"], "{name}");
        }
    }
}

#[test]
fn a_run_that_changes_nothing_still_notices_what_cannot_be_read() {
    for lost in ["records/000001.jsonl", "roles-1.json"] {
        let dir = tempfile::tempdir().unwrap();
        bread(dir.path());
        fs::remove_file(dir.path().join(lost)).unwrap();
        let error = Writer::open(dir.path(), OnDamage::Fail).err().unwrap().to_string();
        assert!(error.contains(lost) && error.contains("is missing") && error.contains("--full"), "{error}");
    }
}

#[test]
fn a_file_that_was_refused_is_told_with_its_reason_until_it_is_gone() {
    let dir = tempfile::tempdir().unwrap();
    let refused = || Reader::open(dir.path()).unwrap().refused().unwrap();
    let mut writer = Writer::open(dir.path(), OnDamage::Fail).unwrap();
    writer.refuse("ship/cargo.bin", print(1), "it holds no text");
    writer.commit().unwrap();
    assert_eq!(refused().into_iter().collect::<Vec<_>>(), [("ship/cargo.bin".into(), "it holds no text".into())]);
    let mut writer = Writer::open(dir.path(), OnDamage::Fail).unwrap();
    writer.remove("ship/cargo.bin");
    writer.commit().unwrap();
    assert!(refused().is_empty());
}

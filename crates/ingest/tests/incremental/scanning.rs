use crate::support::*;
use rolecall_ingest::{ScanError, ScanOptions, scan};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn scan_all(paths: &[PathBuf], known: &BTreeMap<String, PathBuf>) -> rolecall_ingest::Scan {
    scan(paths, known, &ScanOptions::default()).unwrap()
}

#[test]
fn hidden_and_ignored_files_are_passed_over_unless_they_are_named() {
    let corpus = Corpus::new(&[
        (".gitignore", "*.log\n"),
        (".rolecallignore", "drafts/\n"),
        (".hidden/a.txt", "x"),
        ("drafts/b.txt", "x"),
        ("c.log", "x"),
        ("README.md", "x"),
        ("photo.JPG", "x"),
    ]);
    assert_eq!(paths(&corpus.root()), ["corpus/README.md"]);
    assert_eq!(paths(&corpus.root().join(".hidden")), [".hidden/a.txt"]);
    assert_eq!(paths(&corpus.root().join("drafts")), ["drafts/b.txt"]);
    assert_eq!(paths(&corpus.root().join("c.log")), ["corpus/c.log"]);
    assert_eq!(paths(&corpus.root().join("photo.JPG")), ["corpus/photo.JPG"]);
    assert_eq!(scan_all(&[corpus.root()], &BTreeMap::new()).passed_over, 1);
}

#[test]
fn two_corpora_of_one_name_are_told_apart_and_keep_their_names() {
    let (a, b) = (Corpus::new(&[("x.txt", "x")]), Corpus::new(&[("x.txt", "x")]));
    let first = scan_all(&[a.root()], &BTreeMap::new());
    let both = scan_all(&[b.root(), a.root()], &first.roots);
    let found: Vec<&str> = both.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(found, ["corpus/x.txt", "corpus~2/x.txt"]);
    assert_eq!(both.roots["corpus"], a.root().canonicalize().unwrap());
    assert_eq!(scan_all(&[b.root()], &both.roots).files[0].path, "corpus~2/x.txt");
}

#[test]
fn a_corpus_that_was_moved_as_a_whole_keeps_its_name() {
    let corpus = Corpus::new(&[("x.txt", "x")]);
    let first = scan_all(&[corpus.root()], &BTreeMap::new());
    let there = corpus.dir.path().join("elsewhere");
    fs::create_dir(&there).unwrap();
    fs::rename(corpus.root(), there.join("corpus")).unwrap();
    let moved = scan_all(&[there.join("corpus")], &first.roots);
    assert_eq!(moved.files[0].path, "corpus/x.txt");
    assert_eq!(moved.roots.len(), 1);
}

#[test]
fn a_folder_named_by_dots_has_its_own_name_and_an_overlap_is_taken_once() {
    let corpus = Corpus::new(&[("b/x.txt", "x"), ("y.txt", "y")]);
    assert_eq!(paths(&corpus.root().join("b/..")), ["corpus/b/x.txt", "corpus/y.txt"]);
    let overlap = scan_all(&[corpus.root().join("b"), corpus.root(), corpus.root().join("y.txt")], &BTreeMap::new());
    assert_eq!(overlap.files.iter().map(|f| f.path.as_str()).collect::<Vec<_>>(), ["corpus/b/x.txt", "corpus/y.txt"]);
    assert_eq!(overlap.roots.len(), 1);
}

#[test]
fn a_larger_corpus_around_a_known_one_takes_it_in() {
    let corpus = Corpus::new(&[("b/x.txt", "x"), ("y.txt", "y")]);
    let mut shelf = Shelf::default();
    shelf.ingest(&[corpus.root().join("b")]);
    assert_eq!(shelf.records.keys().collect::<Vec<_>>(), ["b/x.txt"]);
    let report = shelf.ingest(&[corpus.root()]);
    assert_eq!(report.moved, [("b/x.txt".to_owned(), "corpus/b/x.txt".to_owned())]);
    assert_eq!(shelf.records.keys().collect::<Vec<_>>(), ["corpus/b/x.txt", "corpus/y.txt"]);
}

#[test]
fn an_empty_folder_holds_nothing_and_a_missing_path_is_an_error() {
    let corpus = Corpus::new(&[]);
    assert!(paths(&corpus.root()).is_empty());
    let error = scan(&[PathBuf::from("/no/such/place")], &BTreeMap::new(), &ScanOptions::default()).unwrap_err();
    assert_eq!(error, ScanError::Missing("/no/such/place".into()));
    assert!(error.to_string().contains("/no/such/place does not exist"));
}

#[test]
fn a_file_over_the_limit_is_reported_and_an_excluded_folder_is_not_looked_into() {
    let corpus = Corpus::new(&[("large.txt", "0123456789"), ("small.txt", "x"), ("index/manifest.json", "x")]);
    let options = ScanOptions { max_bytes: 5, exclude: vec![corpus.root().join("index")], ..ScanOptions::default() };
    let found = scan(&[corpus.root()], &BTreeMap::new(), &options).unwrap();
    assert_eq!(found.files.iter().map(|f| f.path.as_str()).collect::<Vec<_>>(), ["corpus/small.txt"]);
    assert_eq!(found.problems[0].path, "corpus/large.txt");
    assert!(found.problems[0].reason.contains("limit"));
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) {
    std::os::unix::fs::symlink(to, at).unwrap();
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_loops_and_dead_ends_reported() {
    let corpus = Corpus::new(&[("a/x.txt", "x")]);
    let other = Corpus::new(&[("y.txt", "y")]);
    link(&other.root(), &corpus.root().join("linked"));
    link(&corpus.root(), &corpus.root().join("a/loop"));
    link(Path::new("nowhere"), &corpus.root().join("dead.txt"));
    let found = scan_all(&[corpus.root()], &BTreeMap::new());
    let taken: Vec<&str> = found.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(taken, ["corpus/a/x.txt", "corpus/linked/y.txt"]);
    let said: Vec<String> = found.problems.iter().map(|p| format!("{}: {}", p.path, p.reason)).collect();
    assert_eq!(
        said,
        [
            "corpus/a/loop: it is a symbolic link to a folder that it lies in",
            "corpus/dead.txt: it is a symbolic link to nothing",
        ]
    );
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_reported_and_what_is_known_of_it_is_kept() {
    use std::os::unix::fs::PermissionsExt;
    let corpus = Corpus::new(&[("a.txt", "The cook cooks."), ("closed/b.txt", "x"), ("secret.txt", "x")]);
    let mut shelf = Shelf::default();
    shelf.ingest(&[corpus.root()]);
    corpus.write("secret.txt", b"changed");
    let set =
        |name: &str, mode| fs::set_permissions(corpus.root().join(name), fs::Permissions::from_mode(mode)).unwrap();
    set("secret.txt", 0);
    set("closed", 0);
    // Permissions do not bind the superuser.
    if fs::read(corpus.root().join("secret.txt")).is_err() {
        let report = shelf.ingest(&[corpus.root()]);
        assert_eq!(problems(&report), ["corpus/secret.txt: it may not be read"]);
        assert_eq!((report.deleted, shelf.records.len()), (0, 3));
    }
    set("closed", 0o755);
}

#[test]
fn another_folder_with_the_name_of_a_vanished_corpus_does_not_take_its_place() {
    let (gone, other) = (Corpus::new(&[("x.txt", "x")]), Corpus::new(&[("y.txt", "y")]));
    let first = scan_all(&[gone.root()], &BTreeMap::new());
    drop(gone);
    let options = ScanOptions { articles: vec!["corpus/x.txt".into()], ..ScanOptions::default() };
    let second = scan(&[other.root()], &first.roots, &options).unwrap();
    assert_eq!(second.files[0].path, "corpus~2/y.txt");
}

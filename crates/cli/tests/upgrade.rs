//! An index that another version has made. `formats/` holds one of each format that there has been, made of one article.

mod common;

use common::Place;
use std::fs;
use std::path::Path;

/// Copies a folder.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap()) {
        let (path, copied) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() { copy(&path, &copied) } else { assert!(fs::copy(&path, &copied).is_ok()) }
    }
}

#[test]
fn an_index_of_every_format_is_answered_from_or_refused_with_one_line_and_rebuilt() {
    let formats = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    let mut current = false;
    for kept in fs::read_dir(formats).unwrap().map(|entry| entry.unwrap().path()) {
        let format = kept.file_name().unwrap().to_string_lossy().replace("format-", "format ");
        let place = Place::with_ship();
        copy(&kept, &place.path("index"));
        let ask = &["--index", "index", "who counts the cash"];
        if format == format!("format {}", rolecall_indexer::INDEX_FORMAT) {
            let said = place.search(ask);
            assert!(said.code == 0 && said.out.contains("Purser"), "{}{}", said.out, said.err);
            assert_eq!(place.search(&["check", "--index", "index"]).code, 0);
            current = true;
        } else {
            for refused in
                [ask, &["ingest", "ship", "--index", "index"][..], &["check", "--index", "index", "--repair"]]
            {
                place.search(refused).is_error(&[&format, "search ingest PATH --full"]);
            }
        }
        let said = place.search(&["ingest", "ship", "--index", "index", "--full"]);
        assert_eq!(said.code, 0, "{format}: {}", said.err);
        place.still_answers();
        assert_eq!(place.search(&["check", "--index", "index"]).code, 0, "{format}");
    }
    assert!(current, "keep an index of the current format: see CONTRIBUTING.md");
}

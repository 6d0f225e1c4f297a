//! A damaged index, as its user meets it.

mod common;

use common::{Place, Said};
use std::fs;

const ASKED: &[&str] = &["--index", "index", "--json", "who counts the cash"];

/// An answer without the time that it took.
fn answer(said: &Said) -> String {
    said.out.split("\"took_us\"").next().unwrap_or_default().to_owned()
}

/// Changes one bit in the middle of a file.
fn flip(place: &Place, file: &str) {
    let mut bytes = fs::read(place.path(file)).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    fs::write(place.path(file), bytes).unwrap();
}

/// The largest file of the engine's with this ending.
fn of_engine(place: &Place, ending: &str) -> String {
    let files = fs::read_dir(place.path("index/tantivy")).unwrap().map(|e| e.unwrap());
    let files = files.filter(|f| f.file_name().to_string_lossy().ends_with(ending));
    let largest = files.max_by_key(|f| f.metadata().unwrap().len()).unwrap();
    format!("index/tantivy/{}", largest.file_name().to_string_lossy())
}

#[test]
fn a_sound_index_is_told_to_be_sound() {
    let place = Place::ingested();
    let said = place.search(&["check", "--index", "index"]);
    assert!(said.code == 0 && said.out.contains("index is sound: 2 articles"), "{}{}", said.out, said.err);
    let mended = place.search(&["check", "--repair", "--index", "index"]);
    assert_eq!((mended.code, mended.out), (0, said.out));
    place.search(&["check", "--index", "nowhere"]).is_error(&["no index at nowhere", "search ingest PATH"]);
}

#[test]
fn damage_is_named_refused_by_every_command_and_mended_without_the_articles() {
    let place = Place::ingested();
    let before = answer(&place.search(ASKED));
    fs::rename(place.path("ship"), place.path("elsewhere")).unwrap();
    for file in ["index/roles-1.json".into(), "index/manifest.json".into(), "index/tantivy/meta.json".into()]
        .into_iter()
        .chain([".idx", ".store", ".fast", ".term"].map(|ending| of_engine(&place, ending)))
    {
        if !place.path(&file).exists() {
            continue; // A repair has made another generation since.
        }
        flip(&place, &file);
        let checked = place.search(&["check", "--index", "index"]);
        assert_eq!((checked.code, checked.out.as_str()), (2, ""), "{file}");
        checked.says(&[&file, "search check --repair"]);
        let asked = place.search(ASKED);
        assert!(asked.code == 2 && asked.err.contains("search check --repair") || answer(&asked) == before, "{file}");
        let mended = place.search(&["check", "--repair", "--index", "index"]);
        assert!(mended.code == 0 && mended.out.contains("Mended: 2 articles"), "{file}: {}{}", mended.out, mended.err);
        assert_eq!(answer(&place.search(ASKED)), before, "{file}");
        assert_eq!(place.search(&["check", "--index", "index"]).code, 0, "{file}");
    }
}

#[test]
fn an_article_whose_record_is_lost_is_read_again_from_its_file() {
    let place = Place::ingested();
    let before = answer(&place.search(ASKED));
    let records = fs::read_to_string(place.path("index/records/000001.jsonl")).unwrap();
    fs::write(place.path("index/records/000001.jsonl"), records.replace("counts the cash", "counts the cats")).unwrap();
    place.search(&["check", "--index", "index"]).says(&["records/000001.jsonl", "ship/office.md"]);
    let mended = place.search(&["check", "--repair", "--index", "index"]);
    assert!(mended.code == 0 && mended.out.contains("1 of them read again"), "{}{}", mended.out, mended.err);
    assert_eq!(answer(&place.search(ASKED)), before);
    let again = place.search(&["ingest", "ship", "--index", "index"]);
    assert!(again.out.contains("2 unchanged"), "{}", again.out);
}

#[test]
fn an_article_that_is_lost_with_its_file_is_named() {
    let place = Place::ingested();
    fs::remove_file(place.path("index/records/000001.jsonl")).unwrap();
    fs::remove_file(place.path("ship/office.md")).unwrap();
    let mended = place.search(&["check", "--repair", "--index", "index"]);
    assert_eq!(mended.code, 2, "{}{}", mended.out, mended.err);
    mended.says(&["ship/office.md", "search ingest"]);
    assert_eq!(place.search(&["--index", "index", "who plans the menu"]).code, 0);
    assert_eq!(place.search(ASKED).code, 1, "what is lost is not answered");
    assert_eq!(place.search(&["check", "--index", "index"]).code, 0);
}

#[test]
fn what_a_check_finds_is_told_to_programs() {
    let place = Place::ingested();
    flip(&place, "index/roles-1.json");
    let said = place.search(&["check", "--json", "--index", "index"]);
    let found: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((said.code, &found["sound"], &found["articles"]), (2, &false.into(), &2.into()));
    assert!(found["faults"][0]["file"].as_str().unwrap().ends_with("roles-1.json"), "{found}");
}

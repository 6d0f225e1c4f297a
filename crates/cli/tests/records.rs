//! `search ingest --records -` as a filter: what a machine of many runs over its part of a list.

mod common;

use common::{GALLEY, OFFICE, Place};
use std::fs;
use std::process::Command;

const FILTER: [&str; 3] = ["ingest", "--records", "-"];
const LIST: &str = "ship/galley.md\nship/office.md\nship/deck/watch.md\n";

fn place() -> Place {
    let place = Place::with_ship();
    place.write("ship/deck/watch.md", "# The Mate\n\nThe mate keeps the watch. The mate wakes the crew.\n");
    place
}

fn sorted(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines
}

#[test]
fn records_of_a_list_are_those_of_an_ingest_of_the_folder_byte_for_byte() {
    let place = place();
    assert_eq!(place.search(&["ingest", "ship", "--index", "index"]).code, 0);
    let whole = place.search(&["export", "--index", "index"]);
    let said = place.piped(&FILTER, LIST.as_bytes());
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert_eq!(sorted(&said.out), sorted(&whole.out));
    assert_eq!(said.out.lines().count(), 3);
    assert!(!place.path("home").exists(), "no index is touched");
}

#[test]
fn a_list_in_parts_gives_what_it_gives_whole_in_the_order_of_its_lines() {
    let place = place();
    let whole = place.piped(&FILTER, LIST.as_bytes()).out;
    let parts: String = LIST.lines().map(|line| place.piped(&FILTER, line.as_bytes()).out).collect();
    assert_eq!(parts, whole);
    let turned = "ship/office.md\n\nship/galley.md\n";
    let turned = place.piped(&FILTER, turned.as_bytes()).out;
    assert!(turned.lines().next().unwrap().contains("ship/office.md"), "{turned}");
}

#[test]
fn a_list_longer_than_what_is_read_at_once_comes_whole_and_in_order() {
    let place = Place::empty();
    let mut list = String::new();
    for i in 0..600 {
        place.write(&format!("log/{i:03}.md"), format!("# Day {i}\n\nThe mate writes page {i} of the log.\n"));
        list += &format!("log/{i:03}.md\n");
    }
    let said = place.piped(&FILTER, list.as_bytes());
    assert_eq!((said.code, said.out.lines().count()), (0, 600));
    let in_order = said.out.lines().enumerate().all(|(i, line)| line.contains(&format!("\"log/{i:03}.md\"")));
    assert!(in_order);
}

#[test]
fn paths_begin_at_the_base_from_wherever_it_is_run() {
    let place = place();
    let here = place.piped(&FILTER, LIST.as_bytes()).out;
    fs::create_dir(place.path("elsewhere")).unwrap();
    let base = place.path("");
    let base = base.to_str().unwrap();
    fs::write(place.path("list"), LIST).unwrap();
    let mut there = Command::new(common::BINARY);
    there.args(FILTER).args(["--base", base]).current_dir(place.path("elsewhere"));
    let there = there.stdin(fs::File::open(place.path("list")).unwrap()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&there.stdout), here);
}

#[test]
fn what_cannot_be_taken_is_named_by_its_path_and_the_rest_is_written() {
    let place = place();
    place.write("ship/empty.txt", "");
    let list = "ship/none.md\nship/galley.md\nship/deck\nship/../ship/office.md\nship/empty.txt\n";
    let said = place.piped(&FILTER, list.as_bytes());
    assert_eq!((said.code, said.out.lines().count()), (2, 1), "{}", said.err);
    said.says(&[
        "ship/none.md: there is no such file",
        "ship/deck: it is a folder",
        "ship/../ship/office.md: it leads out",
    ]);
    said.says(&["ship/empty.txt: ", "4 could not be taken of what 5 lines list"]);
}

#[test]
fn an_archive_s_line_gives_a_record_for_each_member() {
    let place = Place::with_ship();
    let pages = [("galley", GALLEY), ("office", OFFICE)];
    let warc: String = pages
        .iter()
        .map(|(name, text)| {
            let page = format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{text}");
            let head = format!("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://ship.test/{name}.txt\r\n");
            format!("{head}Content-Type: application/http\r\nContent-Length: {}\r\n\r\n{page}\r\n\r\n", page.len())
        })
        .collect();
    place.write("crawl/ship.warc", warc);
    let said = place.piped(&FILTER, b"crawl/ship.warc\n");
    assert_eq!((said.code, said.out.lines().count()), (0, 2), "{}", said.err);
    assert_eq!(place.search(&["ingest", "crawl", "--index", "index"]).code, 0);
    assert_eq!(sorted(&said.out), sorted(&place.search(&["export", "--index", "index"]).out));
}

#[test]
fn nothing_listed_is_nothing_written_and_a_base_that_is_not_there_is_told() {
    let place = place();
    let said = place.piped(&FILTER, b"");
    assert_eq!((said.code, said.out.as_str(), said.err.as_str()), (0, "", ""));
    place.search(&["ingest", "--records", "-", "--base", "nowhere"]).is_error(&["nowhere", "--base"]);
    place.search(&["ingest", "--records", "ship"]).is_error(&["standard input", "give - as the only path"]);
}

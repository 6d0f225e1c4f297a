//! Near-copies of an article are one source, in whatever order they came.

use crate::support::*;
use rolecall_indexer::{OnDamage, Reader, Writer};
use std::path::Path;

const LINES: &[&str] = &[
    "cook: plans the menu for the whole voyage with the purser in the first week of the year",
    "cook: orders fresh fish in every port and checks it on the quay before it comes on board",
    "waiter: carries the plates to the tables and takes the orders of the passengers in both rooms",
    "waiter: lays the tables anew before each of the three meals and counts the silver at night",
    "purser: counts the cash every evening and locks it into the safe behind the office door",
];

/// The same article, its first line in other words and with a line more.
fn edited() -> Vec<&'static str> {
    let mut lines = LINES.to_vec();
    lines[0] = "cook: plans the menu for the whole voyage with the purser in the last week before it";
    lines.push("Read more on our pages");
    lines
}

fn copies(dir: &Path) -> Vec<(String, String)> {
    let reader = Reader::open(dir).unwrap();
    let path = |id: &String| reader.article(id).unwrap().unwrap().article.path;
    reader.roles().copies.iter().map(|(copy, of)| (path(copy), path(of))).collect()
}

#[test]
fn an_edited_copy_is_recognised_and_another_article_is_not() {
    let dir = tempfile::tempdir().unwrap();
    let other: Vec<String> = LINES.iter().map(|l| l.chars().rev().collect()).collect();
    let other: Vec<&str> = other.iter().map(String::as_str).collect();
    put(
        dir.path(),
        &[article("a/1", LINES), article("b/2", &edited()), article("c/3", &other), article("d/4", &["cook: cooks"])],
    );
    assert_eq!(copies(dir.path()), [("b/2".to_owned(), "a/1".to_owned())]);
}

#[test]
fn copies_come_and_go_with_their_articles() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), &[article("b/2", &edited())]);
    assert_eq!(copies(dir.path()), []);
    put(dir.path(), &[article("a/1", LINES)]);
    assert_eq!(copies(dir.path()), [("b/2".to_owned(), "a/1".to_owned())]);
    let mut writer = Writer::open(dir.path(), OnDamage::Fail).unwrap();
    writer.remove("a/1");
    writer.commit().unwrap();
    assert_eq!(copies(dir.path()), []);
}

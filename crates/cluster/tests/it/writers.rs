//! One writer at a time; and whoever was taken for dead writes nothing more.

use crate::played::{Documents, address, cluster, contents, generation, played, record, record_of};
use rolecall_cluster::{ClusterError, Reader, Writer};
use rolecall_indexer::Fingerprint;
use serde_json::{Value, json};

const MARK: &str = "ship-meta/_doc/writer";

fn mark(host: &str, heard: u64) -> Value {
    json!({"host": host, "process": 7, "heard": heard, "id": "b", "run": "b", "instead": false, "sending": []})
}

#[test]
fn whoever_writes_is_told_who_is_at_it() {
    let (node, documents, _) = cluster();
    documents.lock().unwrap().put(MARK, mark("elsewhere", u64::from(u32::MAX)));
    let error = Writer::open(&address(&node), false, None).err().unwrap().to_string();
    assert!(error.contains("process 7 on elsewhere"), "{error}");
}

#[test]
fn a_writer_of_which_nothing_is_heard_is_taken_over() {
    let (node, documents, _) = cluster();
    documents.lock().unwrap().put(MARK, mark("elsewhere", 0));
    let writer = Writer::open(&address(&node), false, None).unwrap();
    writer.commit().unwrap();
    assert!(documents.lock().unwrap().get(MARK).is_none());
}

#[test]
fn a_writer_that_ends_without_a_commit_is_not_waited_for() {
    let (node, documents, _) = cluster();
    drop(Writer::open(&address(&node), false, None).unwrap());
    assert_eq!(documents.lock().unwrap().get(MARK).unwrap()["heard"], 0);
    assert!(Writer::open(&address(&node), false, None).is_ok());
}

#[test]
fn a_writer_that_was_taken_for_dead_writes_no_generation() {
    let (node, documents, _) = cluster();
    let mut slow = Writer::open(&address(&node), false, None).unwrap();
    slow.add(&record(), Fingerprint::default()).unwrap();
    documents.lock().unwrap().put(MARK, mark("elsewhere", u64::from(u32::MAX)));
    let error = slow.commit().err().unwrap();
    assert!(matches!(error, ClusterError::Lost(_)), "{error}");
    let documents = documents.lock().unwrap();
    assert!(documents.get("ship-meta/_doc/generation").is_none());
    assert_eq!(documents.get(MARK).unwrap()["host"], "elsewhere", "the mark of the other one stays");
}

#[test]
fn two_commits_from_the_same_generation_do_not_both_count() {
    let (node, documents, _) = cluster();
    Writer::open(&address(&node), false, None).unwrap().commit().unwrap();
    let mut slow = Writer::open(&address(&node), false, None).unwrap();
    slow.add(&record(), Fingerprint::default()).unwrap();
    let mut newer = documents.lock().unwrap().get("ship-meta/_doc/generation").unwrap().clone();
    newer["generation"] = 9.into();
    documents.lock().unwrap().put("ship-meta/_doc/generation", newer);
    let error = slow.commit().err().unwrap();
    assert!(matches!(error, ClusterError::Lost(_)), "{error}");
    assert_eq!(documents.lock().unwrap().get("ship-meta/_doc/generation").unwrap()["generation"], 9);
}

#[test]
fn a_mark_whose_answer_was_lost_on_its_way_is_still_ones_own() {
    let mut documents = Documents::default();
    let (node, _) = played(move |_, what, body| {
        let answer = documents.answer(what, body);
        // It takes the first one and says that it did not.
        if what.starts_with("PUT /ship-meta/_doc/writer") && body.contains("sending\":[\"") {
            (409, json!({}))
        } else {
            answer
        }
    });
    let mut writer = Writer::open(&address(&node), false, None).unwrap();
    writer.add(&record(), Fingerprint::default()).unwrap();
    assert_eq!(writer.commit().unwrap().articles, 1);
}

#[test]
fn who_reads_the_generation_before_finds_its_table_until_the_next_one() {
    let (node, documents, _) = cluster();
    let tables = |documents: &Documents| {
        let of = documents.get("ship-meta/_doc/generation").unwrap();
        format!("ship-meta/_doc/roles-{}-0", of["table"].as_str().unwrap())
    };
    let mut known: Vec<String> = Vec::new();
    for _ in 0..3 {
        let mut writer = Writer::open(&address(&node), false, None).unwrap();
        writer.add(&record(), Fingerprint::default()).unwrap();
        writer.commit().unwrap();
        known.push(tables(&documents.lock().unwrap()));
    }
    let documents = documents.lock().unwrap();
    let there: Vec<bool> = known.iter().map(|table| documents.get(table).is_some()).collect();
    assert_eq!(there, [false, true, true]);
}

#[test]
fn of_two_articles_at_one_path_the_last_one_stays_and_nothing_of_the_first() {
    let (node, documents, _) = cluster();
    let first = record_of("ship/a.md", "The cook cooks.\nThe cook sleeps.\nThe cook wakes.\n");
    let last = record_of("ship/a.md", "The cook rows the boat.\nThe cook eats.\n");
    let boy = record_of("ship/b.md", "The boy runs.\n");
    for anew in [false, true] {
        let mut writer = Writer::open(&address(&node), anew, None).unwrap();
        for record in [&first, &boy, &last] {
            writer.add(record, Fingerprint::default()).unwrap();
        }
        assert_eq!(writer.commit().unwrap().statements, 3);
        let there = contents(&documents.lock().unwrap());
        assert_eq!(there["ship/a.md"].1, last.article.text);
        assert_eq!(there.len(), 2);
    }
    let mut writer = Writer::open(&address(&node), false, None).unwrap();
    writer.add(&first, Fingerprint::default()).unwrap();
    writer.add(&last, Fingerprint::default()).unwrap();
    writer.add(&record_of("ship/c.md", "The mate steers.\n"), Fingerprint::default()).unwrap();
    writer.remove("ship/a.md");
    assert_eq!(writer.commit().unwrap().statements, 2);
    assert_eq!(contents(&documents.lock().unwrap()).len(), 2);
}

#[test]
fn an_index_that_was_begun_anew_is_not_taken_for_the_one_before() {
    let (node, documents, _) = cluster();
    let commit = || {
        let mut writer = Writer::open(&address(&node), false, None).unwrap();
        writer.add(&record(), Fingerprint::default()).unwrap();
        writer.commit().unwrap().generation
    };
    assert_eq!(commit(), 1);
    let reader = Reader::open(&address(&node)).unwrap();
    assert!(reader.is_current());
    documents.lock().unwrap().answer("DELETE /ship-meta", "");
    assert!(!reader.is_current());
    assert_eq!(commit(), 1);
    assert!(!reader.is_current() && Reader::open(&address(&node)).unwrap().is_current());
}

#[test]
fn indices_that_could_not_be_removed_are_removed_by_the_next_run() {
    let (node, documents, play) = cluster();
    let address = address(&node);
    let commit = |anew: bool| {
        let mut writer = Writer::open(&address, anew, None).unwrap();
        writer.add(&record(), Fingerprint::default()).unwrap();
        writer.commit().unwrap();
        let documents = documents.lock().unwrap();
        let generation = documents.get("ship-meta/_doc/generation").unwrap();
        let retired = generation["retired"].as_array().unwrap().iter().map(|old| old["run"].clone()).collect();
        (generation["run"].as_str().unwrap().to_owned(), retired)
    };
    let (first, _): (String, Vec<Value>) = commit(false);
    let (second, retired) = commit(true);
    assert_eq!(retired, [json!(first)]);
    *play.lock().unwrap() = Box::new(|what, _| what.starts_with("DELETE /ship-records").then(|| (500, json!({}))));
    assert_eq!(commit(false).1, [json!(second), json!(first)]);
    *play.lock().unwrap() = Box::new(|_, _| None);
    assert_eq!(commit(false).1, [json!(second)]);
    let documents = documents.lock().unwrap();
    for what in ["statements", "articles", "records"] {
        assert!(documents.is_removed(&format!("ship-{what}-{first}")), "{what}");
        assert!(!documents.is_removed(&format!("ship-{what}-{second}")), "{what}");
    }
}

#[test]
fn of_two_first_generations_one_counts() {
    let (node, documents, _) = cluster();
    let mut slow = Writer::open(&address(&node), false, None).unwrap();
    slow.add(&record(), Fingerprint::default()).unwrap();
    documents.lock().unwrap().put("ship-meta/_doc/generation", generation());
    let error = slow.commit().err().unwrap();
    assert!(matches!(error, ClusterError::Lost(_)), "{error}");
    assert_eq!(documents.lock().unwrap().get("ship-meta/_doc/generation").unwrap(), &generation());
}

#[test]
fn an_index_of_another_format_is_replaced_where_it_is_made_anew() {
    let (node, documents, _) = cluster();
    let other = json!({"format": 1, "generation": 7, "run": "a", "table": "a", "parts": 1});
    documents.lock().unwrap().put("ship-meta/_doc/generation", other);
    // A writer of that format was cut off.
    documents.lock().unwrap().put(MARK, json!({"host": "elsewhere", "process": 7, "heard": 0, "id": "a", "run": "a", "instead": false, "sending": ["1"]}));
    for _ in 0..2 {
        let mut writer = Writer::open(&address(&node), true, None).unwrap();
        writer.add(&record(), Fingerprint::default()).unwrap();
        assert_eq!(writer.commit().unwrap().articles, 1);
        assert_eq!(contents(&documents.lock().unwrap()).len(), 1);
    }
    assert!(documents.lock().unwrap().is_removed("ship-records-a"));
}

//! A writer that is killed, after each of its requests.

use crate::played::{Documents, address, cluster, record_of};
use rolecall_cluster::{Address, Writer};
use rolecall_indexer::Fingerprint;
use serde_json::json;
use std::collections::BTreeMap;

/// Each article with what its record says, and with what its statements say, which all stand in one order.
fn contents(documents: &Documents) -> BTreeMap<String, (String, String)> {
    let run = documents.get("ship-meta/_doc/generation").unwrap()["run"].as_str().unwrap().to_owned();
    let (articles, records) = (format!("ship-articles-{run}/"), format!("ship-records-{run}/"));
    let statements = format!("ship-statements-{run}/");
    let mut contents: BTreeMap<String, (String, String)> = BTreeMap::new();
    for article in documents.of(&articles) {
        let id = &article["id"];
        let mut said: Vec<_> = documents.of(&statements).filter(|statement| statement["article"] == *id).collect();
        said.sort_by_key(|statement| statement["start"].as_u64());
        let said = said.iter().map(|statement| {
            let body: serde_json::Value = serde_json::from_str(statement["body"].as_str().unwrap()).unwrap();
            body["text"].as_str().unwrap().to_owned() + "\n"
        });
        let record = documents.of(&records).find(|record| record["id"] == *id).unwrap();
        let record = rolecall_record::lines::parse(record["record"].as_str().unwrap().as_bytes(), 1).unwrap();
        contents.insert(record.article.path, (record.article.text, said.collect::<String>()));
    }
    assert_eq!(documents.of(&records).count(), contents.len());
    let said: usize = contents.values().map(|(_, said)| said.lines().count()).sum();
    assert_eq!(documents.of(&statements).count(), said, "statements of no article");
    contents
}

/// Changes one article, adds one, and removes one.
fn changed(address: &Address) -> Result<(), rolecall_cluster::ClusterError> {
    let mut writer = Writer::open(address, false, None)?;
    writer.add(&record_of("ship/cook.md", "The cook rows.\nThe cook sails the ship.\n"), Fingerprint::default())?;
    writer.add(&record_of("ship/mate.md", "The mate steers.\n"), Fingerprint::default())?;
    writer.remove("ship/boy.md");
    writer.commit().map(drop)
}

#[test]
fn wherever_a_writer_is_killed_every_article_is_whole_and_none_is_lost_that_was_there() {
    let before = ["The cook cooks.\nThe cook sleeps.\nThe cook wakes.\n", "The boy runs.\nThe boy eats.\n"];
    let mut kills = 0;
    loop {
        let (node, documents, play) = cluster();
        let address = address(&node);
        let mut writer = Writer::open(&address, false, None).unwrap();
        writer.add(&record_of("ship/cook.md", before[0]), Fingerprint::default()).unwrap();
        writer.add(&record_of("ship/boy.md", before[1]), Fingerprint::default()).unwrap();
        writer.commit().unwrap();
        // From then on nothing of it arrives any more, not even that it ends.
        let mut left = kills;
        *play.lock().unwrap() = Box::new(move |_, _| {
            let dead = left == 0;
            left -= usize::from(!dead);
            dead.then(|| (500, json!({"error": {"type": "killed"}})))
        });
        let ended = changed(&address).is_ok();
        *play.lock().unwrap() = Box::new(|_, _| None);
        Writer::open(&address, false, None).unwrap().commit().unwrap();
        let there = contents(&documents.lock().unwrap());
        for (path, (record, said)) in &there {
            assert_eq!(record, said, "{path}, killed after {kills} requests");
        }
        assert!(there.contains_key("ship/cook.md"), "killed after {kills} requests: {there:?}");
        changed(&address).unwrap();
        let after = contents(&documents.lock().unwrap());
        let paths: Vec<&str> = after.keys().map(String::as_str).collect();
        assert_eq!(paths, ["ship/cook.md", "ship/mate.md"], "killed after {kills} requests");
        assert_eq!(after["ship/cook.md"].1, "The cook rows.\nThe cook sails the ship.\n");
        kills += 1;
        if ended {
            break;
        }
    }
    assert!(kills > 10);
}

//! A writer that is killed, after each of its requests.

use crate::played::{address, cluster, contents, record_of};
use rolecall_cluster::{Address, Writer};
use rolecall_indexer::Fingerprint;
use serde_json::json;

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

//! A load that many write together, as it is begun, joined and committed.

use crate::played::{Documents, address, cluster, contents, record, record_of};
use rolecall_cluster::{Address, ClusterError, Loader, Writer};
use rolecall_embedding::{Embed, Vector};
use rolecall_indexer::Fingerprint;
use rolecall_record::ArticleRecord;
use serde_json::{Value, json};

const MARK: &str = "ship-meta/_doc/writer";

/// A load of these records; its name.
fn loaded(address: &Address, records: &[ArticleRecord]) -> String {
    let run = Writer::begin(address, None, 1).unwrap().load;
    let mut loader = Loader::join(address, &run, None, 1).unwrap();
    records.iter().for_each(|record| loader.add(record, Fingerprint::default()).unwrap());
    loader.send().unwrap();
    run
}

/// Gives every text the same vector.
struct Model(&'static str);

impl Embed for Model {
    fn id(&self) -> &str {
        self.0
    }

    fn dimension(&self) -> usize {
        4
    }

    fn embed(&self, texts: &[&str]) -> rolecall_embedding::Result<Vec<Vector>> {
        Ok(texts.iter().map(|_| Vector::new(vec![1.0; 4])).collect())
    }
}

/// What the records of an index say.
fn texts(documents: &Documents, run: &str) -> Vec<String> {
    let index = format!("ship-records-{run}/");
    let records = documents.of(&index).map(|document| {
        let line = document["record"].as_str().unwrap();
        rolecall_record::lines::parse(line.as_bytes(), 1).unwrap().article.text
    });
    records.collect()
}

#[test]
fn a_load_that_gets_its_vectors_when_it_is_committed_keeps_its_own_articles() {
    let (node, documents, _) = cluster();
    let address = address(&node);
    let mut writer = Writer::open(&address, false, None).unwrap();
    writer.add(&record_of("ship/a.md", "The cook sleeps."), Fingerprint::default()).unwrap();
    writer.add(&record_of("ship/b.md", "The mate sleeps."), Fingerprint::default()).unwrap();
    writer.commit().unwrap();
    let run = loaded(&address, &[record_of("ship/a.md", "The cook cooks.")]);
    Writer::of_load(&address, &run, Some(&Model("m"))).unwrap().commit().unwrap();
    assert_eq!(texts(&documents.lock().unwrap(), &run), ["The cook cooks.", "The mate sleeps."]);
}

#[test]
fn an_article_without_its_record_is_told_and_not_left_without_vectors() {
    let (node, documents, _) = cluster();
    let address = address(&node);
    let run = loaded(&address, &[record()]);
    let record = format!("DELETE /ship-records-{run}/_doc/{}", record().article.id);
    documents.lock().unwrap().answer(&record, "");
    let error = Writer::of_load(&address, &run, Some(&Model("m"))).unwrap().commit().err().unwrap().to_string();
    assert!(error.contains("the record of ship/a.md is missing") && error.contains("--full"), "{error}");
}

#[test]
fn all_parts_of_a_load_are_made_alike() {
    let (node, _, _) = cluster();
    let address = address(&node);
    let run = Writer::begin(&address, Some(&Model("m")), 7).unwrap().load;
    for (model, pipeline) in [(None, 7), (Some(&Model("n") as &dyn Embed), 7), (Some(&Model("m") as &dyn Embed), 8)] {
        let error = Loader::join(&address, &run, model, pipeline).err().unwrap().to_string();
        assert!(error.contains("pipeline 7, format 3, model m") && error.contains("one --model"), "{error}");
    }
    assert!(Loader::join(&address, &run, Some(&Model("m")), 7).is_ok());
}

#[test]
fn a_load_whose_commit_fails_can_be_committed_again() {
    let (node, documents, play) = cluster();
    let address = address(&node);
    let run = loaded(&address, &[record()]);
    let mut failures = 1;
    *play.lock().unwrap() = Box::new(move |what, _| {
        let fails = what.contains("/_doc/roles-") && failures > 0;
        failures -= usize::from(fails);
        fails.then(|| (500, json!({"error": {"type": "node_closed_exception", "reason": "closed"}})))
    });
    let error = Writer::of_load(&address, &run, None).unwrap().commit().err().unwrap();
    assert!(matches!(error, ClusterError::Refused { .. }), "{error}");
    assert_ne!(documents.lock().unwrap().get(MARK).unwrap()["heard"], 0);
    assert!(matches!(Writer::open(&address, false, None), Err(ClusterError::Locked { .. })));
    let summary = Writer::of_load(&address, &run, None).unwrap().commit().unwrap();
    assert_eq!((summary.articles, summary.statements), (1, 2));
    let documents = documents.lock().unwrap();
    assert_eq!(documents.of(&format!("ship-statements-{run}")).count(), 2);
    assert!(documents.get(MARK).is_none());
}

#[test]
fn of_two_records_of_one_article_in_a_part_the_last_one_stays() {
    let (node, documents, _) = cluster();
    let address = address(&node);
    let (first, last) = ("The cook cooks.\nThe cook sleeps.\n", "The cook rows the boat.\n");
    let run = loaded(&address, &[first, last].map(|text| record_of("ship/a.md", text)));
    Writer::of_load(&address, &run, None).unwrap().commit().unwrap();
    assert_eq!(contents(&documents.lock().unwrap())["ship/a.md"].1, last);
}

#[test]
fn what_was_not_carried_over_whole_is_not_committed() {
    let (node, documents, play) = cluster();
    let address = address(&node);
    let mut writer = Writer::open(&address, false, None).unwrap();
    writer.add(&record_of("ship/b.md", "The mate sleeps."), Fingerprint::default()).unwrap();
    writer.commit().unwrap();
    let run = loaded(&address, &[record()]);
    for (answer, why) in [
        (json!({"failures": []}), "has 2 documents where 3 should be"),
        (json!({"failures": [], "timed_out": true}), "not done in time"),
        (json!({"failures": [{"cause": {"reason": "no room"}}]}), "no room"),
    ] {
        *play.lock().unwrap() = Box::new(move |what, _| what.contains("_reindex").then(|| (200, answer.clone())));
        let error = Writer::of_load(&address, &run, None).unwrap().commit().err().unwrap().to_string();
        assert!(error.contains(why), "{error}");
        assert_eq!(documents.lock().unwrap().get("ship-meta/_doc/generation").unwrap()["generation"], 1);
    }
    *play.lock().unwrap() = Box::new(|_, _| None);
    assert_eq!(Writer::of_load(&address, &run, None).unwrap().commit().unwrap().statements, 3);
}

#[test]
fn wherever_the_commit_of_a_load_is_cut_off_it_can_be_made_again() {
    let mut requests = 0;
    loop {
        let (node, documents, play) = cluster();
        let address = address(&node);
        let mut writer = Writer::open(&address, false, None).unwrap();
        writer.add(&record_of("ship/b.md", "The mate sleeps.\n"), Fingerprint::default()).unwrap();
        writer.commit().unwrap();
        let run = loaded(&address, &[record_of("ship/a.md", "The cook cooks.\n")]);
        let mut left = requests;
        *play.lock().unwrap() = Box::new(move |_, _| {
            let cut = left == 0;
            left -= usize::from(!cut);
            cut.then(|| (500, json!({"error": {"type": "cut off"}})))
        });
        let committed = Writer::of_load(&address, &run, None).and_then(Writer::commit).is_ok();
        *play.lock().unwrap() = Box::new(|_, _| None);
        if !committed && documents.lock().unwrap().get(MARK).is_some() {
            Writer::of_load(&address, &run, None).unwrap().commit().unwrap();
        }
        let there = contents(&documents.lock().unwrap());
        let said: Vec<&str> = there.values().map(|(_, said)| said.as_str()).collect();
        assert_eq!(said, ["The cook cooks.\n", "The mate sleeps.\n"], "cut off after {requests} requests");
        requests += 1;
        if committed {
            break;
        }
    }
    assert!(requests > 10);
}

#[test]
fn a_load_that_was_committed_twice_keeps_its_table_while_it_is_read() {
    let (node, documents, play) = cluster();
    let address = address(&node);
    let run = loaded(&address, &[record()]);
    *play.lock().unwrap() =
        Box::new(|what, _| what.starts_with("DELETE /ship-meta").then(|| (404, Value::from("cut"))));
    assert!(Writer::of_load(&address, &run, None).unwrap().commit().is_err());
    *play.lock().unwrap() = Box::new(|_, _| None);
    Writer::of_load(&address, &run, None).unwrap().commit().unwrap();
    for line in ["The boy runs.\n", "The boy rests.\n"] {
        let table = format!("ship-meta/_doc/roles-{run}-0");
        assert!(documents.lock().unwrap().get(&table).is_some(), "{line}");
        let mut writer = Writer::open(&address, false, None).unwrap();
        writer.add(&record_of("ship/b.md", line), Fingerprint::default()).unwrap();
        writer.commit().unwrap();
    }
}

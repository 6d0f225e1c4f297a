//! A load that many write together, as it is begun, joined and committed.

use crate::played::{Documents, address, played, record};
use rolecall_cluster::{ClusterError, Loader, Writer};
use rolecall_indexer::Fingerprint;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

const MARK: &str = "ship-meta/_doc/writer";

type Play = Box<dyn FnMut(&str, &str) -> Option<(u16, Value)> + Send>;

/// A cluster whose documents a test can reach into, and which answers what it is told to in place of what it would.
fn cluster() -> (String, Arc<Mutex<Documents>>, Arc<Mutex<Play>>) {
    let documents = Arc::new(Mutex::new(Documents::default()));
    let play: Arc<Mutex<Play>> = Arc::new(Mutex::new(Box::new(|_, _| None)));
    let (own, said) = (documents.clone(), play.clone());
    let (node, _) = played(move |_, what, body| {
        let said = said.lock().unwrap()(what, body);
        said.unwrap_or_else(|| own.lock().unwrap().answer(what, body))
    });
    (node, documents, play)
}

#[test]
fn a_load_whose_commit_fails_can_be_committed_again() {
    let (node, documents, play) = cluster();
    let address = address(&node);
    let run = Writer::begin(&address).unwrap();
    let mut loader = Loader::join(&address, &run, None).unwrap();
    loader.add(&record(), Fingerprint::default()).unwrap();
    loader.send().unwrap();
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

//! Too much to do, and nodes that are not there.

use crate::played::{Documents, address, nothing, played, record, with_index};
use rolecall_cluster::{ClusterError, Reader, Writer};
use rolecall_indexer::Fingerprint;
use serde_json::{Value, json};
use std::net::TcpListener;

#[test]
fn a_cluster_with_too_much_to_do_is_asked_again() {
    let (node, asked) = played(|i, _, _| match i {
        0 => (429, json!({})),
        1 => (429, Value::from("Too Many Requests")),
        2 => (503, Value::from("starting")),
        _ => (404, json!({})),
    });
    assert!(matches!(Reader::open(&address(&node)), Err(ClusterError::Missing(_))));
    assert_eq!(asked.lock().unwrap().len(), 4);
}

#[test]
fn a_node_that_is_not_there_is_passed_over() {
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let (node, _) = with_index(|_| nothing());
    let reader = Reader::open(&address(&format!("{gone},{node}"))).unwrap();
    assert_eq!((reader.generation(), reader.statement_count()), (3, 2));
    let error = Reader::open(&address(&gone.to_string())).err().unwrap().to_string();
    assert!(error.contains(&gone.to_string()) && error.contains("see whether it runs"), "{error}");
}

#[test]
fn what_a_busy_cluster_did_not_take_of_a_bulk_is_sent_again_and_nothing_else() {
    let mut documents = Documents::default();
    let (node, asked) = played(move |_, what, body| match what {
        "POST /_bulk" if body.contains("-statements-") && body.lines().count() == 4 => {
            (200, json!({"errors": true, "items": [{"index": {"status": 201}}, {"index": {"status": 429}}]}))
        }
        _ => documents.answer(what, body),
    });
    let mut writer = Writer::open(&address(&node), false, None).unwrap();
    writer.add(&record(), Fingerprint::default()).unwrap();
    assert_eq!(writer.commit().unwrap().statements, 2);
    let asked = asked.lock().unwrap();
    let bulks: Vec<&String> = asked.iter().filter(|(what, _)| what == "POST /_bulk").map(|(_, body)| body).collect();
    let statements: Vec<&&String> = bulks.iter().filter(|body| body.contains("-statements-")).collect();
    assert_eq!(statements.len(), 2, "{bulks:?}");
    assert!(statements[1].contains("steers") && !statements[1].contains("cooks"), "{}", statements[1]);
    assert!(bulks[2].contains("-articles-"), "an article comes after its statements: {bulks:?}");
}

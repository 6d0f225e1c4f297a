//! Too much to do, and nodes that are not there.

use crate::played::{Asked, Documents, address, cluster, contents, nothing, played, record, record_of, with_index};
use rolecall_cluster::{ClusterError, Reader, Writer};
use rolecall_indexer::Fingerprint;
use rolecall_record::ArticleRecord;
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
            documents.answer(what, &body.lines().take(2).map(|line| format!("{line}\n")).collect::<String>());
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

/// The bulks that a cluster was asked to take.
fn bulks(asked: &Asked) -> Vec<String> {
    let asked = asked.lock().unwrap();
    asked.iter().filter(|(what, _)| what == "POST /_bulk").map(|(_, body)| body.clone()).collect()
}

#[test]
fn no_request_is_larger_than_a_cluster_takes() {
    let mut documents = Documents::default();
    let (node, asked) = played(move |_, what, body| documents.answer(what, body));
    let mut writer = Writer::open(&address(&node), false, None).unwrap();
    let line = format!("The cook cooks {}.\n", "soup ".repeat(2000));
    writer.add(&record_of("ship/a.md", &line.repeat(400)), Fingerprint::default()).unwrap();
    assert_eq!(writer.commit().unwrap().statements, 400);
    let bulks: Vec<String> = bulks(&asked).into_iter().filter(|bulk| bulk.contains("ship-statements-")).collect();
    assert!(bulks.len() > 1 && bulks.iter().all(|bulk| bulk.len() <= 4 << 20), "{} bulks", bulks.len());
}

#[test]
fn what_only_looks_different_does_not_gather_without_end() {
    let mut documents = Documents::default();
    let (node, asked) = played(move |_, what, body| documents.answer(what, body));
    let mut writer = Writer::open(&address(&node), false, None).unwrap();
    writer.add(&record(), Fingerprint::default()).unwrap();
    let before = bulks(&asked).len();
    for size in 1..20_000 {
        writer.touch("ship/a.md", Fingerprint { size, ..Fingerprint::default() }).unwrap();
    }
    assert!(bulks(&asked).len() > before);
}

#[test]
fn an_article_that_is_too_large_is_told_by_name_and_ends_nothing() {
    let (node, documents, _) = cluster();
    let mut writer = Writer::open(&address(&node), false, None).unwrap();
    writer.add(&record(), Fingerprint::default()).unwrap();
    let small = record_of("ship/log.md", "The mate keeps the log.\n");
    let large = record_of("ship/log.md", &"x".repeat(41 << 20));
    let large = ArticleRecord { statements: Vec::new(), ..large };
    writer.add(&small, Fingerprint::default()).unwrap();
    let error = writer.add(&large, Fingerprint::default()).err().unwrap();
    assert!(matches!(&error, ClusterError::Large { path, .. } if path == "ship/log.md"), "{error}");
    assert!(error.to_string().contains("part it"), "{error}");
    assert_eq!(writer.commit().unwrap().articles, 2);
    assert_eq!(contents(&documents.lock().unwrap())["ship/log.md"].1, small.article.text, "what stood there stays");
}

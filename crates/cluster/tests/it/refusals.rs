//! What a cluster will not do is told with what to do about it.

use crate::played::{Documents, address, generation, nothing, played, record};
use rolecall_cluster::{Address, Reader, Writer};
use rolecall_indexer::Fingerprint;
use serde_json::{Value, json};

/// What a question to a cluster is told that answers everything so.
fn asked(status: u16, answer: Value) -> String {
    let (node, _) = played(move |_, _, _| (status, answer.clone()));
    Reader::open(&address(&node)).err().unwrap().to_string()
}

/// What who writes to a cluster is told that answers as usual, but for what `play` says.
fn written(mut play: impl FnMut(&str, &str) -> Option<(u16, Value)> + Send + 'static) -> String {
    let mut documents = Documents::default();
    let (node, _) = played(move |_, what, body| play(what, body).unwrap_or_else(|| documents.answer(what, body)));
    let written = Writer::open(&address(&node), false, None).and_then(|mut writer| {
        writer.add(&record(), Fingerprint::default())?;
        writer.commit()
    });
    written.err().unwrap().to_string()
}

fn bulk(status: u16, kind: &str, reason: &str) -> String {
    let error = json!({"type": kind, "reason": reason});
    let item = json!({"errors": true, "items": [{"index": {"status": status, "error": error}}]});
    written(move |what, _| (what == "POST /_bulk").then(|| (200, item.clone())))
}

#[test]
fn a_wrong_password_is_told_as_one() {
    let (node, _) = played(|_, _, _| (401, Value::from("Unauthorized")));
    let address = Address::parse(&format!("opensearch://reader@{node}/ship")).unwrap();
    let error = Reader::open(&address.with_password(Some("wrong".into()))).err().unwrap().to_string();
    assert!(error.contains("does not let reader in") && error.contains("ROLECALL_CLUSTER_PASSWORD"), "{error}");
    let error = asked(401, Value::from("Unauthorized"));
    assert!(error.contains("does not let who has no name in") && error.contains("USER@"), "{error}");
}

#[test]
fn a_right_that_is_missing_is_told_with_where_rights_are_listed() {
    let error =
        json!({"error": {"type": "security_exception", "reason": "no permissions for [indices:data/read/get]"}});
    let error = asked(403, error);
    assert!(error.contains("no permissions for [indices:data/read/get]") && error.contains("roles.yml"), "{error}");
}

#[test]
fn a_page_in_the_place_of_a_cluster_is_no_empty_index() {
    for status in [200, 404] {
        let error = asked(status, Value::from("<html>It works!</html>"));
        assert!(error.contains("what is no answer") && error.contains("OpenSearch"), "{error}");
    }
}

#[test]
fn a_full_disk_is_told_at_once() {
    let why = "index [ship] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, index has read-only-allow-delete block];";
    let error = bulk(429, "cluster_block_exception", why);
    assert!(error.contains("no room left") && error.contains("free some"), "{error}");
}

#[test]
fn an_index_that_may_not_be_written_to_is_told_with_its_block() {
    let error = bulk(403, "cluster_block_exception", "index [ship] blocked by: [FORBIDDEN/5/index read-only (api)];");
    assert!(error.contains("FORBIDDEN/5") && error.contains("lift its block"), "{error}");
}

#[test]
fn an_index_of_another_layout_is_told_as_one() {
    let error = bulk(400, "mapper_parsing_exception", "failed to parse field [start] of type [date]");
    assert!(error.contains("failed to parse field [start]") && error.contains("--full"), "{error}");
}

#[test]
fn an_index_of_another_format_is_refused_with_what_to_do() {
    let (node, _) = played(|_, _, _| (200, json!({"_source": {"format": 99}})));
    let error = Reader::open(&address(&node)).err().unwrap().to_string();
    assert!(error.contains("format 99") && error.contains("--full"), "{error}");
}

#[test]
fn what_is_no_opensearch_of_our_day_is_not_written_to() {
    for (about, found) in [
        (json!({"version": {"number": "1.3.2", "distribution": "opensearch"}}), "OpenSearch 1.3.2"),
        (json!({"version": {"number": "8.4.0"}}), "Elasticsearch 8.4.0"),
        (json!({"couchdb": "Welcome"}), "no OpenSearch"),
    ] {
        let error = written(move |what, _| (what == "GET /").then(|| (200, about.clone())));
        assert!(error.contains(found) && error.contains("OpenSearch 2 or newer"), "{error}");
    }
}

#[test]
fn whoever_may_not_ask_for_the_version_is_believed() {
    let mut documents = Documents::default();
    let (node, _) = played(move |_, what, body| match what {
        "GET /" => (403, json!({"error": {"type": "security_exception"}})),
        _ => documents.answer(what, body),
    });
    assert!(Writer::open(&address(&node), false, None).is_ok());
}

#[test]
fn an_index_that_somebody_removed_is_not_filled_anew_in_silence() {
    let lost = |what: &str| what.contains("/ship-statements-a/_search");
    let play = move |documents: &mut Documents, what: &str, body: &str| {
        if lost(what) {
            (404, json!({"error": {"type": "index_not_found_exception"}}))
        } else {
            documents.answer(what, body)
        }
    };
    let kept = || {
        let mut documents = Documents::default();
        documents.put("ship-meta/_doc/generation", generation());
        documents
    };
    let mut documents = kept();
    let (node, _) = played(move |_, what, body| play(&mut documents, what, body));
    let error = Writer::open(&address(&node), false, None).err().unwrap().to_string();
    assert!(error.contains("ship-statements-a is missing") && error.contains("--full"), "{error}");
    let mut documents = kept();
    let (node, _) = played(move |_, what, body| play(&mut documents, what, body));
    let writer = Writer::open(&address(&node), true, None).unwrap();
    assert!(writer.articles().is_empty());
}

#[test]
fn a_table_of_roles_that_another_writer_has_just_replaced_is_read_again() {
    let mut asked = 0;
    let (node, _) = played(move |_, what, _| {
        asked += usize::from(what.ends_with("generation"));
        let mut newer = generation();
        newer["generation"] = 4.into();
        newer["table"] = "b".into();
        match what {
            "GET /ship-meta/_doc/generation" if asked == 1 => (200, json!({"_source": generation()})),
            "GET /ship-meta/_doc/generation" => (200, json!({"_source": newer})),
            "GET /ship-meta/_doc/roles-b-0" => (200, json!({"_source": {"part": r#"{"format":1,"roles":[]}"#}})),
            "GET /ship-meta/_doc/roles-a-0" => (404, json!({"found": false})),
            _ => (200, nothing()),
        }
    });
    assert_eq!(Reader::open(&address(&node)).unwrap().generation(), 4);
}

//! Pages of an index in a cluster, a part of which does not answer.

use axum::body::{Body, to_bytes};
use axum::http::Request;
use rolecall_serve::{App, Place, Settings, router};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::thread;
use tower::ServiceExt;

const MARK: &str = "Only a part of the index answered";

/// A cluster with an index of one generation, of whose three shards so many answer. Its address.
fn cluster(answering: Arc<AtomicU64>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let node = listener.local_addr().unwrap().to_string();
    // It ends with the test's process.
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let Some(path) = asked(&stream) else { continue };
            let answer = answer(&path, answering.load(Relaxed)).to_string();
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", answer.len());
            let _ = (&stream).write_all((head + &answer).as_bytes());
        }
    });
    node
}

fn answer(path: &str, answering: u64) -> Value {
    match path {
        "/ship-meta/_doc/generation" => json!({"_source": {
            "format": 3, "generation": 3, "run": "a", "articles": 1, "statements": 2, "table": "a", "parts": 1,
            "tokens": {"text": 10, "heading": 4, "role_text": 2, "speaking": 2}, "roots": {}, "refused": {},
        }}),
        "/ship-meta/_doc/roles-a-0" => json!({"_source": {"part": r#"{"format":1,"roles":[]}"#}}),
        _ => json!({
            "timed_out": false, "_shards": {"total": 3, "successful": answering, "failed": 3 - answering},
            "hits": {"total": {"value": 0}, "hits": []},
            "aggregations": {"source": {"buckets": [{"key": "Ada Reef"}]}, "last_folder": {"buckets": []}},
        }),
    }
}

/// The path that is asked for, once all of it was read.
fn asked(stream: &TcpStream) -> Option<String> {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        if line.trim().is_empty() {
            break;
        }
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
    }
    reader.read_exact(&mut vec![0; length]).ok()?;
    first.split(' ').nth(1).map(str::to_owned)
}

#[tokio::test]
async fn names_to_choose_from_a_part_of_the_index_are_shown_as_such_until_all_of_it_answers() {
    let answering = Arc::new(AtomicU64::new(2));
    let address = format!("opensearch://{}/ship", cluster(answering.clone()));
    let mut settings = Settings::local("");
    settings.index = Place::Cluster(rolecall_cluster::Address::parse(&address).unwrap());
    let app = App::open(settings, None, None).unwrap();
    let page = async || {
        let request = Request::get("/").header("host", "127.0.0.1:7655").body(Body::empty()).unwrap();
        let response = router(app.clone()).oneshot(request).await.unwrap();
        assert_eq!(response.status().as_u16(), 200);
        let bytes = to_bytes(response.into_body(), 64 << 20).await.unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let of_a_part = page().await;
    let (mark, filters) = (of_a_part.find(MARK), of_a_part.find("class=\"filters\""));
    assert!(mark.is_some() && mark < filters, "{of_a_part}");
    assert!(of_a_part.contains("1 of 3 shards did not answer") && of_a_part.contains("Ada Reef"), "{of_a_part}");
    answering.store(3, Relaxed);
    let whole = page().await;
    assert!(whole.contains("Ada Reef") && !whole.contains(MARK), "{whole}");
}

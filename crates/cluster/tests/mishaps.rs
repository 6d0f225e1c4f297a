//! What may go wrong between here and a cluster, played by a server of a few lines on this machine.

use rolecall_cluster::{Address, ClusterError, Reader, Writer};
use rolecall_indexer::Fingerprint;
use rolecall_record::{Article, ArticleRecord, Kind, Span, Statement};
use rolecall_search::Retrieve;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What the server was asked: method and path, and the body.
type Asked = Arc<Mutex<Vec<(String, String)>>>;

/// Plays a cluster: answers each request by what `play` says, given how many requests there were before, method and path, and the
/// body. Its address, and what it was asked.
fn played(play: impl Fn(usize, &str, &str) -> (u16, Value) + Send + 'static) -> (String, Asked) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let node = listener.local_addr().unwrap().to_string();
    let asked = Asked::default();
    let seen = asked.clone();
    // It ends with the test's process.
    thread::spawn(move || {
        for (i, stream) in listener.incoming().flatten().enumerate() {
            let Some((what, body)) = request(&stream) else { continue };
            let (status, answer) = play(i, &what, &body);
            seen.lock().unwrap().push((what, body));
            let answer = answer.to_string();
            let head = format!("HTTP/1.1 {status} X\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", answer.len());
            let _ = (&stream).write_all((head + &answer).as_bytes());
        }
    });
    (node, asked)
}

fn request(stream: &TcpStream) -> Option<(String, String)> {
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
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let what = first.rsplit_once(" HTTP").map_or(first.as_str(), |(what, _)| what).to_owned();
    Some((what, String::from_utf8_lossy(&body).into_owned()))
}

fn address(nodes: &str) -> Address {
    Address::parse(&format!("opensearch://{nodes}/ship")).unwrap()
}

fn generation() -> Value {
    let tokens = json!({"text": 10, "heading": 4, "role_text": 2, "speaking": 2});
    json!({"_source": {"format": 1, "generation": 3, "run": "a", "articles": 1, "statements": 2, "tokens": tokens, "parts": 1,
        "roots": {}, "refused": {}}})
}

/// A cluster with an index of one generation, whose searches are answered so.
fn with_index(search: Value) -> String {
    let (node, _) = played(move |_, what, _| match what {
        "GET /ship-meta/_doc/generation" => (200, generation()),
        "GET /ship-meta/_doc/roles-3-0" => (200, json!({"_source": {"part": r#"{"format":1,"roles":[]}"#}})),
        _ => (200, search.clone()),
    });
    node
}

#[test]
fn a_cluster_with_too_much_to_do_is_asked_again() {
    let (node, asked) = played(|i, _, _| if i < 3 { (429, json!({})) } else { (404, json!({})) });
    assert!(matches!(Reader::open(&address(&node)), Err(ClusterError::Missing(_))));
    assert_eq!(asked.lock().unwrap().len(), 4);
}

#[test]
fn a_node_that_is_not_there_is_passed_over() {
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let node = with_index(json!({}));
    let reader = Reader::open(&address(&format!("{gone},{node}"))).unwrap();
    assert_eq!((reader.generation(), reader.statement_count()), (3, 2));
    let error = Reader::open(&address(&gone.to_string())).err().unwrap().to_string();
    assert!(error.contains(&gone.to_string()) && error.contains("see whether it runs"), "{error}");
}

#[test]
fn an_answer_of_a_part_of_the_index_is_an_error() {
    let parts =
        json!({"timed_out": false, "_shards": {"total": 3, "successful": 2, "failed": 1}, "hits": {"hits": []}});
    let late = json!({"timed_out": true, "_shards": {"total": 3, "successful": 3, "failed": 0}, "hits": {"hits": []}});
    for answer in [parts, late] {
        let reader = Reader::open(&address(&with_index(answer))).unwrap();
        let error = reader.of_roles(&["cook".to_owned()], 10).unwrap_err().to_string();
        assert!(error.contains("only a part of the index"), "{error}");
    }
}

#[test]
fn an_index_of_another_format_is_refused_with_what_to_do() {
    let (node, _) = played(|_, _, _| (200, json!({"_source": {"format": 99}})));
    let error = Reader::open(&address(&node)).err().unwrap().to_string();
    assert!(error.contains("format 99") && error.contains("--full"), "{error}");
}

#[test]
fn whoever_writes_is_told_who_is_at_it() {
    let mark = json!({"host": "elsewhere", "process": 7, "heard": u32::MAX, "id": "b", "run": "b", "instead": false, "sending": []});
    let (node, _) = played(move |_, what, _| match what {
        "PUT /ship-meta/_create/writer" => (409, json!({})),
        "GET /ship-meta/_doc/writer" => (200, json!({"_source": mark, "_seq_no": 1, "_primary_term": 1})),
        _ => (200, json!({})),
    });
    let error = Writer::open(&address(&node), false, None).err().unwrap().to_string();
    assert!(error.contains("process 7 on elsewhere"), "{error}");
}

#[test]
fn what_a_busy_cluster_did_not_take_of_a_bulk_is_sent_again_and_nothing_else() {
    let (node, asked) = played(|_, what, body| match what {
        "GET /ship-meta/_doc/generation" => (404, json!({})),
        "POST /_bulk" if body.contains("-statements-") && body.lines().count() == 4 => {
            (200, json!({"errors": true, "items": [{"index": {"status": 201}}, {"index": {"status": 429}}]}))
        }
        "POST /_bulk" => (200, json!({"errors": false})),
        _ => (200, json!({"failures": []})),
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

fn record() -> ArticleRecord {
    let text = "The cook cooks.\nThe mate steers.".to_owned();
    let statement = |from: usize, to: usize| Statement {
        span: Span::new(from, to),
        text: text[from..to].to_owned(),
        kind: Kind::Context,
        heading: Vec::new(),
        roles: Vec::new(),
        condition: None,
    };
    let statements = vec![statement(0, 15), statement(16, 32)];
    let article = Article {
        id: "0011223344556677".into(),
        path: "ship/a.md".into(),
        url: None,
        title: "A".into(),
        author: None,
        date: None,
        language: None,
        text,
        blocks: Vec::new(),
    };
    ArticleRecord { statements, ..ArticleRecord::new(article) }
}

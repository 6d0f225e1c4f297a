//! A cluster that is played: each request is answered by what a test says, or from documents that were put before.

use rolecall_cluster::Address;
use rolecall_record::{Article, ArticleRecord, Kind, Span, Statement};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What the server was asked: method and path, and the body.
pub type Asked = Arc<Mutex<Vec<(String, String)>>>;

/// Plays a cluster: answers each request by what `play` says, given how many requests there were before, method and path, and the
/// body. An answer that is a text goes out as it is. Its address, and what it was asked.
pub fn played(play: impl FnMut(usize, &str, &str) -> (u16, Value) + Send + 'static) -> (String, Asked) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let node = listener.local_addr().unwrap().to_string();
    let asked = Asked::default();
    let seen = asked.clone();
    let mut play = play;
    // It ends with the test's process.
    thread::spawn(move || {
        for (i, stream) in listener.incoming().flatten().enumerate() {
            let Some((what, body)) = request(&stream) else { continue };
            let (status, answer) = play(i, &what, &body);
            seen.lock().unwrap().push((what, body));
            let answer = answer.as_str().map_or_else(|| answer.to_string(), str::to_owned);
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

/// The documents of a cluster that is played, by path, each with its number.
#[derive(Default)]
pub struct Documents {
    all: HashMap<String, (Value, u64)>,
    last: u64,
}

impl Documents {
    /// Puts one there.
    pub fn put(&mut self, path: &str, document: Value) -> u64 {
        self.last += 1;
        self.all.insert(path.to_owned(), (document, self.last));
        self.last
    }

    /// The one that is there.
    pub fn get(&self, path: &str) -> Option<&Value> {
        self.all.get(path).map(|(document, _)| document)
    }

    /// Answers as a cluster does: of an index it keeps single documents and takes all else. Nothing is found.
    pub fn answer(&mut self, what: &str, body: &str) -> (u16, Value) {
        let (method, path) = what.split_once(' ').unwrap_or((what, ""));
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let document = || serde_json::from_str(body).unwrap_or(Value::Null);
        let numbered = |number: u64| json!({"_seq_no": number, "_primary_term": 1});
        if let Some(path) = path.strip_prefix('/').filter(|path| path.contains("/_create/")) {
            let path = path.replace("/_create/", "/_doc/");
            return match self.all.get(&path) {
                Some(_) => (409, json!({"error": {"type": "version_conflict_engine_exception"}})),
                None => (201, numbered(self.put(&path, document()))),
            };
        }
        match (method, path.strip_prefix('/').unwrap_or(path)) {
            (_, "") => (200, json!({"version": {"number": "2.19.1", "distribution": "opensearch"}})),
            ("GET", path) if path.contains("/_doc/") => match self.all.get(path) {
                Some((document, number)) => {
                    (200, json!({"_source": document, "_seq_no": number, "_primary_term": 1, "found": true}))
                }
                None => (404, json!({"found": false})),
            },
            ("PUT", path) if path.contains("/_doc/") => {
                let wanted = query.split('&').find_map(|part| part.strip_prefix("if_seq_no=")?.parse().ok());
                match (wanted, self.all.get(path).map(|(_, number)| *number)) {
                    (Some(wanted), there) if there != Some(wanted) => {
                        (409, json!({"error": {"type": "version_conflict_engine_exception"}}))
                    }
                    _ => (200, numbered(self.put(path, document()))),
                }
            }
            ("DELETE", path) if path.contains("/_doc/") => {
                self.all.remove(path);
                (200, json!({}))
            }
            (_, "_bulk") => (200, json!({"errors": false})),
            (_, path) if path.ends_with("_search") => (200, nothing()),
            _ => (200, json!({"failures": []})),
        }
    }
}

/// An answer of all shards that found nothing.
pub fn nothing() -> Value {
    json!({"timed_out": false, "_shards": {"total": 3, "successful": 3, "failed": 0}, "hits": {"hits": []}})
}

pub fn address(nodes: &str) -> Address {
    Address::parse(&format!("opensearch://{nodes}/ship")).unwrap()
}

/// The document of a generation.
pub fn generation() -> Value {
    let tokens = json!({"text": 10, "heading": 4, "role_text": 2, "speaking": 2});
    json!({"format": 1, "generation": 3, "run": "a", "articles": 1, "statements": 2, "tokens": tokens, "table": "a",
        "parts": 1, "roots": {}, "refused": {}})
}

/// A cluster with an index of one generation, whose searches are answered so.
pub fn with_index(mut search: impl FnMut(usize) -> Value + Send + 'static) -> (String, Asked) {
    let mut searches = 0;
    played(move |_, what, _| match what {
        "GET /ship-meta/_doc/generation" => (200, json!({"_source": generation()})),
        "GET /ship-meta/_doc/roles-a-0" => (200, json!({"_source": {"part": r#"{"format":1,"roles":[]}"#}})),
        _ => {
            searches += 1;
            (200, search(searches - 1))
        }
    })
}

/// Of two statements.
pub fn record() -> ArticleRecord {
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

//! A cluster that is played: each request is answered by what a test says, or from the documents that it keeps.

pub use crate::kept::{Documents, contents, nothing};

use rolecall_cluster::Address;
use rolecall_record::{Article, ArticleRecord, Kind, Span, Statement};
use serde_json::{Value, json};
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

/// What is answered in place of what a cluster would; none to let it.
pub type Play = Box<dyn FnMut(&str, &str) -> Option<(u16, Value)> + Send>;

/// A cluster whose documents a test can reach into, and which answers what it is told to in place of what it would.
pub fn cluster() -> (String, Arc<Mutex<Documents>>, Arc<Mutex<Play>>) {
    let documents = Arc::new(Mutex::new(Documents::default()));
    let play: Arc<Mutex<Play>> = Arc::new(Mutex::new(Box::new(|_, _| None)));
    let (own, said) = (documents.clone(), play.clone());
    let (node, _) = played(move |_, what, body| {
        let said = said.lock().unwrap()(what, body);
        said.unwrap_or_else(|| own.lock().unwrap().answer(what, body))
    });
    (node, documents, play)
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

pub fn address(nodes: &str) -> Address {
    Address::parse(&format!("opensearch://{nodes}/ship")).unwrap()
}

/// The document of a generation.
pub fn generation() -> Value {
    let tokens = json!({"text": 10, "heading": 4, "role_text": 2, "speaking": 2});
    json!({"format": 3, "generation": 3, "run": "a", "articles": 1, "statements": 2, "tokens": tokens, "table": "a",
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
    record_of("ship/a.md", "The cook cooks.\nThe mate steers.")
}

/// Of a statement each line.
pub fn record_of(path: &str, text: &str) -> ArticleRecord {
    let statement = |from: usize, to: usize| Statement {
        span: Span::new(from, to),
        text: text[from..to].to_owned(),
        kind: Kind::Context,
        heading: Default::default(),
        roles: Vec::new(),
        condition: None,
    };
    let mut at = 0;
    let lines = text.lines().map(|line| {
        at += line.len() + 1;
        statement(at - line.len() - 1, at - 1)
    });
    let statements = lines.collect();
    let id = path.bytes().fold(7_u64, |id, byte| id.wrapping_mul(31).wrapping_add(u64::from(byte)));
    let article = Article {
        id: format!("{id:016x}"),
        path: path.into(),
        url: None,
        title: "A".into(),
        author: None,
        date: None,
        language: None,
        text: text.to_owned(),
        blocks: Vec::new(),
    };
    ArticleRecord { statements, ..ArticleRecord::new(article) }
}

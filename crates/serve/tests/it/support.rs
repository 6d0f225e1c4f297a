//! An index, and requests to it.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use rolecall_indexer::{Fingerprint, OnDamage, Writer};
use rolecall_record::{Article, ArticleRecord, Block, BlockKind, FoundBy, Kind, Mention, Span, Statement, Strength};
use rolecall_serve::{App, KeepError, Keeper, Kept, Settings, Told, router};
use std::sync::{Arc, Mutex};
use tower::ServiceExt;

/// The token for writing in these tests.
pub const WRITING: &str = "a-token-for-writing";

/// An article whose lines are `role: sentence`, or a sentence that speaks of no role.
pub fn article(path: &str, title: &str, lines: &[&str]) -> ArticleRecord {
    let mut record = ArticleRecord::new(Article {
        id: format!("{:016x}", path.bytes().fold(7u64, |h, b| h.wrapping_mul(31).wrapping_add(b.into()))),
        path: path.to_owned(),
        url: None,
        title: title.to_owned(),
        author: None,
        date: None,
        language: Some("en".to_owned()),
        text: String::new(),
        blocks: Vec::new(),
    });
    for line in lines {
        let (role, sentence) = line.split_once(": ").map_or((None, *line), |(role, rest)| (Some(role), rest));
        let text = &mut record.article.text;
        if !text.is_empty() {
            text.push('\n');
        }
        let span = Span::new(text.len(), text.len() + sentence.len());
        text.push_str(sentence);
        record.article.blocks.push(Block { kind: BlockKind::Paragraph, span, lead: None });
        let strength = if sentence.contains("does not") { Strength::DoesNot } else { Strength::Does };
        let mention = |role: &str| Mention {
            role: role.to_owned(),
            name: role.to_owned(),
            found_by: FoundBy::Subject,
            strength,
            clause: span,
        };
        record.statements.push(Statement {
            span,
            text: sentence.to_owned(),
            kind: if role.is_some() { Kind::Responsibility } else { Kind::None },
            heading: [title.to_owned()].into(),
            roles: role.map(mention).into_iter().collect(),
            condition: None,
        });
    }
    record
}

/// Articles about life on board.
pub fn ship() -> Vec<ArticleRecord> {
    let mut office = article(
        "ship/office.md",
        "The office",
        &[
            "purser: The purser counts the cash every evening.",
            "purser: The purser books a berth for every passenger.",
            "purser: The purser does not steer the ship.",
            "Nobody likes the smell of paint.",
        ],
    );
    office.article.date = Some("2021-05".into());
    office.article.author = Some("Ada Reef".into());
    let galley = article(
        "galley/cook.md",
        "The galley",
        &[
            "cook: The cook plans the menu.",
            "cook: The cook orders fresh fish in every port.",
            "cook: The cook and the purser share the night watch.",
        ],
    );
    vec![office, galley]
}

/// What a keeper of these tests was told.
#[derive(Default)]
pub struct Book(pub Mutex<Vec<String>>);

impl Keeper for Book {
    fn add(&self, brought: &[(String, Vec<u8>)], told: Told<'_>) -> Result<Kept, KeepError> {
        told(1, 1);
        if brought.iter().any(|(_, content)| content.contains(&0)) {
            return Err(KeepError::Unwanted("this is no article".into()));
        }
        let said = brought.iter().map(|(name, content)| format!("add {name} {}", content.len()));
        self.0.lock().unwrap().extend(said);
        Ok(Kept { paths: vec!["added/a.txt".into()], said: "1 new".into(), problems: Vec::new() })
    }

    fn remove(&self, path: &str, _: Told<'_>) -> Result<Kept, KeepError> {
        self.0.lock().unwrap().push(format!("remove {path}"));
        Ok(Kept { said: "1 deleted".into(), ..Kept::default() })
    }

    fn read_again(&self, _: Told<'_>) -> Result<Kept, KeepError> {
        Err(KeepError::Busy("somebody is at it".into()))
    }

    fn brought(&self, path: &str) -> Option<String> {
        path.starts_with("galley/").then(|| path.to_owned())
    }
}

/// A server that was never bound to a port.
pub struct Place {
    _dir: tempfile::TempDir,
    pub app: App,
    pub book: Arc<Book>,
}

/// What came back.
pub struct Came {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Came {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.body))
    }

    /// Asserts that the body holds all of `parts`.
    #[track_caller]
    pub fn has(&self, parts: &[&str]) -> &Self {
        for part in parts {
            assert!(self.body.contains(part), "{part:?} is not in ({}) {}", self.status, self.body);
        }
        self
    }
}

impl Place {
    /// Over an index of these articles.
    pub fn of(articles: &[ArticleRecord]) -> Self {
        Self::with(articles, |_| {})
    }

    /// The same, with settings of its own.
    pub fn with(articles: &[ArticleRecord], set: impl FnOnce(&mut Settings)) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut writer = Writer::open(dir.path(), OnDamage::Fail).unwrap();
        for (i, record) in articles.iter().enumerate() {
            let n = i as u64;
            let print = Fingerprint {
                size: n,
                mtime_ns: Some(1),
                hash: format!("{n:032x}"),
                pipeline: 1,
                ..Fingerprint::default()
            };
            writer.add(record, print).unwrap();
        }
        writer.commit().unwrap();
        let mut settings = Settings::local(dir.path());
        settings.writing = Some(WRITING.into());
        set(&mut settings);
        let book = Arc::new(Book::default());
        let app = App::open(settings, None, Some(book.clone())).unwrap();
        Self { _dir: dir, app, book }
    }

    /// Over articles about life on board.
    pub fn ship() -> Self {
        Self::of(&ship())
    }

    /// Sends a request; without a `Host` header it gets that of this machine.
    pub async fn send(&self, mut request: Request<Body>) -> Came {
        request.headers_mut().entry("host").or_insert("127.0.0.1:7655".parse().unwrap());
        let response = router(self.app.clone()).oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 64 << 20).await.unwrap();
        Came { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&bytes).into_owned() }
    }

    /// Asks for an address.
    pub async fn get(&self, address: &str) -> Came {
        self.send(Request::get(address).body(Body::empty()).unwrap()).await
    }

    /// The same, of an address that lives no longer than the request.
    pub async fn get_owned(&self, address: String) -> Came {
        self.get(&address).await
    }

    /// The same, with headers.
    pub async fn get_with(&self, address: &str, headers: &[(&str, &str)]) -> Came {
        let request = headers.iter().fold(Request::get(address), |r, (name, value)| r.header(*name, *value));
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// Sends a form.
    pub async fn post(&self, address: &str, form: &str, headers: &[(&str, &str)]) -> Came {
        let request = Request::post(address).header("content-type", "application/x-www-form-urlencoded");
        let request = headers.iter().fold(request, |r, (name, value)| r.header(*name, *value));
        self.send(request.body(Body::from(form.to_owned())).unwrap()).await
    }
}

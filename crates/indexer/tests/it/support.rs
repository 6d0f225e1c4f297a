//! Articles and indexes to try things on.

use rolecall_embedding::{Embed, Vector};
use rolecall_indexer::{Clause, Field, Fingerprint, OnDamage, Reader, Summary, TextQuery, Writer};
use rolecall_record::{Article, ArticleRecord, FoundBy, Kind, Mention, Span, Statement, Strength};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// An article whose lines are statements; `role: deed` speaks of a role.
pub fn article(path: &str, lines: &[&str]) -> ArticleRecord {
    let mut record = ArticleRecord::new(Article {
        id: format!("{:016x}", path.bytes().fold(7u64, |h, b| h.wrapping_mul(31).wrapping_add(b.into()))),
        path: path.to_owned(),
        url: None,
        title: "On work".to_owned(),
        author: None,
        date: None,
        language: Some("en".to_owned()),
        text: lines.join("\n"),
        blocks: Vec::new(),
    });
    let mut start = 0;
    for line in lines {
        let span = Span::new(start, start + line.len());
        start = span.end + 1;
        let role = line.split_once(": ").map(|(role, _)| role);
        let mention = |role: &str| Mention {
            role: role.to_owned(),
            name: role.to_owned(),
            found_by: FoundBy::Subject,
            strength: Strength::Does,
            clause: span,
        };
        record.statements.push(Statement {
            span,
            text: (*line).to_owned(),
            kind: if role.is_some() { Kind::Responsibility } else { Kind::None },
            heading: ["Duties of everyone".to_owned()].into(),
            roles: role.map(mention).into_iter().collect(),
            condition: None,
        });
    }
    record
}

/// A fingerprint that stands for content `n`.
pub fn print(n: u64) -> Fingerprint {
    Fingerprint { size: n, mtime_ns: Some(n as i64), hash: format!("{n:032x}"), pipeline: 1, ..Fingerprint::default() }
}

/// Adds `articles` in one run.
pub fn put(dir: &Path, articles: &[ArticleRecord]) -> Summary {
    let mut writer = Writer::open(dir, OnDamage::Fail).unwrap();
    for (i, record) in articles.iter().enumerate() {
        writer.add(record, print(i as u64)).unwrap();
    }
    writer.commit().unwrap()
}

/// A query for one stem of the text.
pub fn word(stem: &str) -> TextQuery {
    TextQuery { clauses: vec![Clause::term(Field::Text, stem, 1.0)], ..TextQuery::default() }
}

/// The texts that `query` finds, best first.
pub fn texts(reader: &Reader, query: &TextQuery) -> Vec<String> {
    let hits = reader.search(query, 100).unwrap();
    hits.iter().map(|hit| reader.statement(hit).unwrap().statement.text.clone()).collect()
}

/// The texts that the newest generation finds for a stem.
pub fn found(dir: &Path, stem: &str) -> Vec<String> {
    texts(&Reader::open(dir).unwrap(), &word(stem))
}

/// All records, by path.
pub fn records(dir: &Path) -> Vec<ArticleRecord> {
    let reader = Reader::open(dir).unwrap();
    let records = reader.records().unwrap().map(Result::unwrap).collect();
    drop(reader);
    records
}

/// A model of letters: how often each of a text's stands in it. Remembers what it was asked for.
#[derive(Default)]
pub struct Letters {
    id: &'static str,
    asked: Mutex<Vec<String>>,
}

/// The model of this name.
pub fn letters(id: &'static str) -> Letters {
    Letters { id, asked: Mutex::default() }
}

impl Letters {
    /// The texts that it was asked for since the last time.
    pub fn asked(&self) -> Vec<String> {
        let mut asked = std::mem::take(&mut *self.asked.lock().unwrap());
        asked.sort();
        asked
    }

    /// The vector of a text.
    pub fn vector(text: &str) -> Vector {
        Vector::new((b'a'..=b'z').map(|letter| text.bytes().filter(|b| *b == letter).count() as f32).collect())
    }
}

impl Embed for Letters {
    fn id(&self) -> &str {
        self.id
    }

    fn dimension(&self) -> usize {
        26
    }

    fn embed(&self, texts: &[&str]) -> rolecall_embedding::Result<Vec<Vector>> {
        self.asked.lock().unwrap().extend(texts.iter().map(|t| (*t).to_owned()));
        Ok(texts.iter().map(|t| Self::vector(t)).collect())
    }
}

/// Every file that an index is read from, but for the lock.
pub fn files(dir: &Path) -> Vec<PathBuf> {
    let folders = [dir.to_owned(), dir.join("records"), dir.join("tantivy")];
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
    files.filter(|file| file.is_file() && !file.file_name().unwrap().to_string_lossy().ends_with("lock")).collect()
}

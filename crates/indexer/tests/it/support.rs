//! Articles and indexes to try things on.

use rolecall_indexer::{Clause, Field, Fingerprint, OnDamage, Reader, Summary, TextQuery, Writer};
use rolecall_record::{Article, ArticleRecord, FoundBy, Kind, Mention, Span, Statement, Strength};
use std::path::Path;

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
            heading: vec!["Duties of everyone".to_owned()],
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
    hits.iter().map(|hit| reader.statement(hit).unwrap().statement.text).collect()
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

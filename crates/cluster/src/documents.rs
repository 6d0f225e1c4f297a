//! A record to the cluster's documents, as lines of a bulk.

use crate::bm25::rounded;
use crate::graph::taken;
use crate::layout::{Names, Tokens};
use crate::meaning::{Meanings, StoredMeaning};
use rolecall_indexer::{Analysed, ArticleHead, Entry, Marks};
use rolecall_record::{ArticleRecord, Fact, Statement, lines};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A statement.
#[derive(Serialize)]
pub(crate) struct StatementDocument<'d> {
    pub id: &'d str,
    pub article: &'d str,
    pub path: &'d str,
    pub start: usize,
    pub kind: &'d str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub role: Vec<&'d str>,
    /// Hexadecimal; the cluster knows no unsigned numbers of 64 bits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Its vector, and those of its words, where it has any.
    #[serde(flatten)]
    pub meaning: Option<StoredMeaning>,
    /// Its vector in the graph of neighbours, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near: Option<&'d [i8]>,
    /// Its words, counted as the engine rounds them.
    pub length: u32,
    pub run: &'d str,
    pub text: &'d str,
    pub heading: &'d str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub role_text: &'d str,
    pub word: &'d str,
    /// The words that its text has more than once, each with how often.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub again: Vec<String>,
    /// By what its article is chosen.
    #[serde(flatten)]
    pub chosen: Chosen<'d>,
    /// The statement itself, as JSON.
    pub body: String,
}

impl StatementDocument<'_> {
    /// A text's key as documents have it.
    pub fn key(key: u64) -> String {
        format!("{key:016x}")
    }
}

/// By what an article is chosen, besides its path.
#[derive(Clone, Copy, Serialize)]
pub(crate) struct Chosen<'d> {
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    folder: &'d [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    site: &'d [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    author: &'d [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'d str>,
}

impl<'d> Chosen<'d> {
    fn of(marks: &'d Marks, date: Option<&'d str>) -> Self {
        Self { folder: &marks.folders, site: &marks.sites, author: &marks.authors, date }
    }
}

/// An article as it is written: what is read again, and what it is found by.
#[derive(Serialize)]
struct FoundArticle<'d> {
    #[serde(flatten)]
    document: &'d ArticleDocument,
    #[serde(flatten)]
    chosen: Chosen<'d>,
    /// By which it is offered to be chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_folder: Option<&'d str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    source: &'d [String],
}

/// An article without its text.
#[derive(Serialize, Deserialize)]
pub(crate) struct ArticleDocument {
    pub id: String,
    pub path: String,
    pub run: String,
    /// The roles that its facts are about.
    pub fact_role: BTreeSet<String>,
    /// What the next run has to know of it, as JSON.
    pub entry: String,
    pub tokens: Tokens,
    pub head: ArticleHead,
    /// The model of its statements' vectors, and the direction of all of them.
    #[serde(default)]
    pub model: Option<String>,
    #[serde(default)]
    pub direction: Option<String>,
    pub facts: Vec<Fact>,
}

/// The record of an article.
#[derive(Serialize, Deserialize)]
pub(crate) struct RecordDocument {
    pub id: String,
    /// Its line.
    pub record: String,
}

/// Adds the lines that put a document in the place of the one with this id.
pub(crate) fn put(bulk: &mut String, index: &str, id: &str, document: &impl Serialize) -> serde_json::Result<()> {
    act(bulk, "index", index, id, document)
}

/// Adds the lines that change fields of a document.
pub(crate) fn change(bulk: &mut String, index: &str, id: &str, fields: &impl Serialize) -> serde_json::Result<()> {
    act(bulk, "update", index, id, &serde_json::json!({ "doc": fields }))
}

/// Adds the line that removes a document.
pub(crate) fn remove(bulk: &mut String, index: &str, id: &str) {
    bulk.push_str(&serde_json::json!({"delete": {"_index": index, "_id": id}}).to_string());
    bulk.push('\n');
}

fn act(bulk: &mut String, action: &str, index: &str, id: &str, body: &impl Serialize) -> serde_json::Result<()> {
    bulk.push_str(&serde_json::json!({action: {"_index": index, "_id": id}}).to_string());
    bulk.push('\n');
    bulk.push_str(&serde_json::to_string(body)?);
    bulk.push('\n');
    Ok(())
}

/// Adds the statements of a record; how many tokens they have.
pub(crate) fn statements(
    bulk: &mut String,
    names: &Names,
    run: &str,
    record: &ArticleRecord,
    analysed: &[Analysed<'_>],
    (meanings, graph): (Option<&Meanings>, Option<usize>),
) -> serde_json::Result<Tokens> {
    let article = &record.article;
    let marks = Marks::of(&head(record));
    let chosen = Chosen::of(&marks, article.date.as_deref());
    let mut tokens = Tokens::default();
    for (statement, words) in record.statements.iter().zip(analysed) {
        let count = |text: &str| text.split_ascii_whitespace().count() as u64;
        tokens += Tokens {
            text: count(&words.text),
            heading: count(&words.heading),
            role_text: count(&words.role_text),
            speaking: u64::from(words.key.is_some()),
        };
        let id = id(&article.id, statement);
        let meaning = words.key.and_then(|key| meanings?.of_text(key));
        let document = StatementDocument {
            id: &id,
            article: &article.id,
            path: &article.path,
            start: statement.span.start,
            kind: statement.kind.as_str(),
            role: words.roles.clone(),
            key: words.key.map(StatementDocument::key),
            meaning: meaning.map(Into::into),
            near: meaning.and_then(|small| taken(small.whole.numbers(), graph)),
            length: rounded(u32::try_from(count(&words.text)).unwrap_or(u32::MAX)),
            run,
            text: &words.text,
            heading: &words.heading,
            role_text: &words.role_text,
            word: &words.word,
            again: again(&words.text),
            chosen,
            body: serde_json::to_string(statement)?,
        };
        put(bulk, &names.statements, &id, &document)?;
    }
    Ok(tokens)
}

/// The words that stand in a text more than once, with how often: a cluster counts the documents that have a word, and keeps no other
/// number of it that could be added up.
fn again(text: &str) -> Vec<String> {
    let mut often: BTreeMap<&str, u32> = BTreeMap::new();
    text.split_ascii_whitespace().for_each(|word| *often.entry(word).or_default() += 1);
    often.into_iter().filter(|(_, often)| *often > 1).map(|(word, often)| format!("{word} {often}")).collect()
}

/// Adds a record, and then its article.
pub(crate) fn article(
    bulk: &mut String,
    names: &Names,
    run: &str,
    record: &ArticleRecord,
    entry: &Entry,
    tokens: Tokens,
    (analysed, meanings): (&[Analysed<'_>], Option<&Meanings>),
) -> serde_json::Result<()> {
    let a = &record.article;
    let head = head(record);
    let marks = Marks::of(&head);
    let document = ArticleDocument {
        id: a.id.clone(),
        path: a.path.clone(),
        run: run.to_owned(),
        fact_role: record.facts.iter().map(|fact| fact.role.clone()).collect(),
        entry: serde_json::to_string(entry)?,
        tokens,
        head,
        model: meanings.map(|meanings| meanings.model.clone()),
        direction: meanings.and_then(|meanings| meanings.direction(analysed)),
        facts: record.facts.clone(),
    };
    let mut line = Vec::new();
    lines::write(&mut line, record).map_err(serde::ser::Error::custom)?;
    let record = String::from_utf8_lossy(&line).trim_end().to_owned();
    put(bulk, &names.records, &a.id, &RecordDocument { id: a.id.clone(), record })?;
    let found = FoundArticle {
        document: &document,
        chosen: Chosen::of(&marks, a.date.as_deref()),
        last_folder: marks.folder.as_deref(),
        source: &marks.sources,
    };
    put(bulk, &names.articles, &a.id, &found)
}

fn head(record: &ArticleRecord) -> ArticleHead {
    let a = &record.article;
    ArticleHead {
        id: a.id.clone(),
        path: a.path.clone(),
        title: a.title.clone(),
        url: a.url.clone(),
        author: a.author.clone(),
        date: a.date.clone(),
    }
}

/// The same in every index of the same articles.
pub(crate) fn id(article: &str, statement: &Statement) -> String {
    format!("{article}:{}", statement.span.start)
}

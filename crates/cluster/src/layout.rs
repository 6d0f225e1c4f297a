//! What is kept in a cluster under which name.
//!
//! ```text
//! NAME-meta               the generation, the table of roles in parts, and who is writing
//! NAME-statements-RUN     a document a statement: its words, and what it is
//! NAME-articles-RUN       a document an article: its head, its facts, what the next run has to know of it
//! NAME-records-RUN        a document an article: its record
//! ```
//!
//! The generation names the RUN whose indices count, so a rebuilding is seen all at once; the aliases `NAME-statements` and so on
//! follow it, for other programs. Within a run, what was changed is not searched before it is committed: the indices are
//! refreshed then and not by themselves.

use rolecall_indexer::Refused;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::ops::AddAssign;

/// Version of everything that lies in a cluster. A reader refuses what it does not know.
pub(crate) const FORMAT: u64 = 3;
/// Parts that an index is made in where nobody says otherwise.
pub(crate) const SHARDS: u32 = 3;
/// A word longer than this is several. The cluster takes none of more than 32766 bytes.
const LONGEST: usize = 8000;

/// Tokens in each field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Tokens {
    pub text: u64,
    pub heading: u64,
    pub role_text: u64,
    /// Statements that speak of a role.
    pub speaking: u64,
}

impl AddAssign for Tokens {
    fn add_assign(&mut self, other: Self) {
        self.text += other.text;
        self.heading += other.heading;
        self.role_text += other.role_text;
        self.speaking += other.speaking;
    }
}

/// What counts now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Generation {
    pub format: u64,
    /// Counts the runs that changed something, from 1.
    pub generation: u64,
    /// Of the indices that count.
    pub run: String,
    pub articles: usize,
    pub statements: usize,
    pub tokens: Tokens,
    /// The model of which every statement that can answer has a vector; none where some have none.
    #[serde(default)]
    pub model: Option<String>,
    /// The dimension of the graph of neighbours that the statements' index has; none where it has none.
    #[serde(default)]
    pub graph: Option<usize>,
    /// Whether every vector is in that graph.
    #[serde(default)]
    pub neighbours: bool,
    /// Whose run wrote the table of roles: no two writers' are ever mixed.
    pub table: String,
    /// In how many documents it lies.
    pub parts: usize,
    /// Each corpus' name with the absolute path of its folder.
    pub roots: BTreeMap<String, String>,
    /// Which columns of tables the user has named, as written, by the path of an article or of what it lies in.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
    pub refused: BTreeMap<String, Refused>,
    /// The generation before, which is still there for who reads it, and older ones that could not be removed yet.
    #[serde(default, deserialize_with = "one_or_several")]
    pub retired: Vec<Retired>,
}

/// One where several may stand, as it once was.
fn one_or_several<'de, D: Deserializer<'de>>(document: D) -> Result<Vec<Retired>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Noted {
        One(Retired),
        Several(Vec<Retired>),
    }
    Ok(match Option::deserialize(document)? {
        None => Vec::new(),
        Some(Noted::One(retired)) => vec![retired],
        Some(Noted::Several(retired)) => retired,
    })
}

/// A generation that no longer counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Retired {
    /// As [`Generation::table`], and its parts.
    pub table: String,
    pub parts: usize,
    /// As [`Generation::run`].
    pub run: String,
}

impl Retired {
    /// A generation that is about to be one, and those that it names.
    pub fn all(before: &Generation) -> Vec<Self> {
        let Generation { table, parts, run, .. } = before.clone();
        [vec![Self { table, parts, run }], before.retired.clone()].concat()
    }

    /// The same of a generation of another format, as far as it can be read.
    pub fn all_of_another(before: &Value) -> Vec<Self> {
        let older = one_or_several(&before["retired"]).unwrap_or_default();
        Self::deserialize(before).into_iter().chain(older).collect()
    }
}

impl Generation {
    /// Where a part of its table of roles is.
    pub fn part(&self, name: &str, part: usize) -> String {
        table_part(name, &self.table, part)
    }
}

/// Where a part of the table of roles is that this run wrote.
pub(crate) fn table_part(name: &str, run: &str, part: usize) -> String {
    format!("{}/_doc/roles-{run}-{part}", meta(name))
}

/// The names of the indices of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Names {
    pub run: String,
    pub statements: String,
    pub articles: String,
    pub records: String,
}

impl Names {
    pub fn new(name: &str, run: &str) -> Self {
        let of = |what: &str| format!("{name}-{what}-{run}");
        Self { run: run.to_owned(), statements: of("statements"), articles: of("articles"), records: of("records") }
    }

    /// Each index with its alias and what it is made of.
    pub fn all(&self) -> [(&str, &'static str, Value); 3] {
        let keyword = json!({"type": "keyword", "ignore_above": LONGEST});
        let shown = json!({"type": "keyword", "index": false, "doc_values": false});
        // By what articles are chosen: looked for, and not sorted or counted by.
        let chosen = json!({"type": "keyword", "ignore_above": LONGEST, "doc_values": false});
        let words = json!({"type": "text", "analyzer": "words", "index_options": "freqs"});
        let bare = json!({"type": "text", "analyzer": "words", "index_options": "docs", "norms": false});
        let statements = json!({
            "id": keyword, "article": keyword, "path": keyword, "start": {"type": "long"}, "kind": keyword,
            "role": keyword, "key": keyword, "vector": {"type": "binary", "doc_values": true}, "length": {"type": "integer", "index": false}, "run": keyword, "text": words, "heading": words, "role_text": words,
            "word": bare, "again": keyword, "body": shown,
            "folder": chosen, "site": chosen, "author": chosen, "date": chosen,
        });
        let articles = json!({
            "id": keyword, "path": keyword, "fact_role": keyword, "run": keyword,
            "folder": chosen, "site": chosen, "author": chosen, "date": keyword, "last_folder": keyword, "source": keyword,
        });
        let records = json!({"id": keyword});
        [
            (&self.statements, "statements", statements),
            (&self.articles, "articles", articles),
            (&self.records, "records", records),
        ]
    }
}

/// How an index is made of these fields.
pub(crate) fn made_of(fields: &Value, shards: u32) -> Value {
    json!({
        "settings": {
            "number_of_shards": shards, "auto_expand_replicas": "0-1", "refresh_interval": "-1",
            "analysis": {
                "tokenizer": {"blanks": {"type": "whitespace", "max_token_length": LONGEST}},
                "analyzer": {"words": {"type": "custom", "tokenizer": "blanks"}},
            },
        },
        "mappings": {"dynamic": false, "properties": fields},
    })
}

/// The name of the index of what belongs to no run.
pub(crate) fn meta(name: &str) -> String {
    format!("{name}-meta")
}

/// How that is made.
pub(crate) fn made_of_meta() -> Value {
    json!({
        "settings": {"number_of_shards": 1, "auto_expand_replicas": "0-1"},
        "mappings": {"dynamic": false},
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_retired_is_read_as_it_was_noted_at_any_time() {
        let of = |retired: &Value| {
            let mut document = json!({
                "format": 1, "generation": 1, "run": "b", "articles": 0, "statements": 0, "table": "b", "parts": 1,
                "tokens": {"text": 0, "heading": 0, "role_text": 0, "speaking": 0}, "roots": {}, "refused": {},
            });
            if *retired != json!("no word") {
                document["retired"] = retired.clone();
            }
            serde_json::from_value::<Generation>(document).unwrap().retired.len()
        };
        let one = json!({"table": "a", "parts": 1, "run": "a"});
        assert_eq!([json!("no word"), Value::Null, one.clone(), json!([one])].map(|noted| of(&noted)), [0, 0, 1, 1]);
    }
}

//! The documents of a cluster that is played: kept, changed, found, copied and removed as a cluster does it, of the queries that are asked.

use rolecall_record::lines;
use serde_json::{Value, json};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// A document with its number.
type Kept = (Value, u64);

/// The documents, by path: `index/_doc/id`.
#[derive(Default)]
pub struct Documents {
    all: BTreeMap<String, Kept>,
    /// What searches see: all of the last refreshing.
    seen: BTreeMap<String, Kept>,
    /// What each index was made of.
    made: BTreeMap<String, Value>,
    /// Indices that were removed.
    removed: BTreeSet<String>,
    last: u64,
}

impl Documents {
    /// Puts one there, for searches too.
    pub fn put(&mut self, path: &str, document: Value) -> u64 {
        let number = self.write(path, document);
        self.seen.insert(path.to_owned(), self.all[path].clone());
        number
    }

    /// The one that is there.
    pub fn get(&self, path: &str) -> Option<&Value> {
        self.all.get(path).map(|(document, _)| document)
    }

    /// The documents of the indices whose names begin so, in the order of their ids.
    pub fn of<'d>(&'d self, index: &'d str) -> impl Iterator<Item = &'d Value> {
        self.all.iter().filter(move |(path, _)| path.starts_with(index)).map(|(_, (document, _))| document)
    }

    /// Whether an index of this name was removed.
    pub fn is_removed(&self, index: &str) -> bool {
        self.removed.contains(index)
    }

    fn write(&mut self, path: &str, document: Value) -> u64 {
        self.last += 1;
        self.all.insert(path.to_owned(), (document, self.last));
        self.last
    }

    /// Answers as a cluster does.
    pub fn answer(&mut self, what: &str, body: &str) -> (u16, Value) {
        let (method, path) = what.split_once(' ').unwrap_or((what, ""));
        let (path, asked) = path.split_once('?').unwrap_or((path, ""));
        let path = path.strip_prefix('/').unwrap_or(path);
        let document = || serde_json::from_str(body).unwrap_or(Value::Null);
        let (index, rest) = path.split_once('/').unwrap_or((path, ""));
        if index.split(',').any(|index| self.removed.contains(index)) && method != "PUT" {
            return (404, json!({"error": {"type": "index_not_found_exception"}}));
        }
        match (method, rest.split('/').next().unwrap_or_default()) {
            (_, "") if path.is_empty() => (200, json!({"version": {"number": "2.19.1", "distribution": "opensearch"}})),
            (_, "") if path == "_bulk" => self.bulk(body),
            (_, "") if path == "_reindex" => self.copy(&document()),
            ("DELETE", "") => self.remove_index(path),
            ("PUT", "") if self.made.contains_key(path) => {
                (400, json!({"error": {"type": "resource_already_exists_exception", "reason": "it is there"}}))
            }
            ("PUT", "") => {
                self.removed.remove(path);
                self.made.insert(path.to_owned(), document());
                (200, json!({"acknowledged": true}))
            }
            ("GET", "_mapping") => (200, json!({index: {"mappings": self.made[index]["mappings"]}})),
            (_, "_doc" | "_create") => self.one(method, path, asked, document()),
            (_, "_search") => (200, self.find(index, &document())),
            (_, "_delete_by_query") => self.delete(index, &document()),
            (_, "_refresh") => {
                self.seen = self.all.clone();
                (200, json!({}))
            }
            _ => (200, json!({"failures": []})),
        }
    }

    fn one(&mut self, method: &str, path: &str, asked: &str, document: Value) -> (u16, Value) {
        let conflict = (409, json!({"error": {"type": "version_conflict_engine_exception"}}));
        let numbered = |number: u64| json!({"_seq_no": number, "_primary_term": 1});
        let (created, path) = (path.contains("/_create/"), path.replace("/_create/", "/_doc/"));
        let there = self.all.get(&path);
        let wanted = asked.split('&').find_map(|part| part.strip_prefix("if_seq_no=")?.parse::<u64>().ok());
        match (method, there) {
            ("GET", Some((document, number))) => {
                (200, json!({"_source": document, "_seq_no": number, "_primary_term": 1, "found": true}))
            }
            ("GET", None) => (404, json!({"found": false})),
            ("DELETE", there) => {
                let status = if there.is_some() { 200 } else { 404 };
                self.all.remove(&path);
                (status, json!({}))
            }
            (_, Some(_)) if created => conflict,
            (_, there) if wanted.is_some() && there.map(|(_, number)| *number) != wanted => conflict,
            _ => (200, numbered(self.write(&path, document))),
        }
    }

    fn remove_index(&mut self, index: &str) -> (u16, Value) {
        let of = format!("{index}/");
        self.all.retain(|path, _| !path.starts_with(&of));
        self.seen.retain(|path, _| !path.starts_with(&of));
        self.removed.insert(index.to_owned());
        self.made.remove(index);
        (200, json!({}))
    }

    fn bulk(&mut self, body: &str) -> (u16, Value) {
        let mut lines = body.lines();
        let mut items = Vec::new();
        while let Some(action) = lines.next() {
            let action: Value = serde_json::from_str(action).unwrap();
            let (action, at) = action.as_object().unwrap().iter().next().unwrap();
            let path = format!("{}/_doc/{}", at["_index"].as_str().unwrap(), at["_id"].as_str().unwrap());
            let mut document = || serde_json::from_str::<Value>(lines.next().unwrap()).unwrap();
            match action.as_str() {
                "index" => {
                    self.write(&path, document());
                }
                "delete" => {
                    self.all.remove(&path);
                }
                "update" => {
                    let mut there = self.get(&path).cloned().unwrap();
                    for (field, value) in document()["doc"].as_object().unwrap() {
                        there[field] = value.clone();
                    }
                    self.write(&path, there);
                }
                _ => panic!("a cluster knows no {action}"),
            }
            items.push(json!({action: {"status": 200}}));
        }
        (200, json!({"errors": false, "items": items}))
    }

    /// The paths of what searches see in some indices.
    fn found(&self, indices: &str, query: &Value) -> Vec<String> {
        let within = |path: &str| indices.split(',').any(|index| path.split('/').next() == Some(index));
        let seen = self.seen.iter().filter(|(path, _)| within(path));
        seen.filter(|(path, (document, _))| fits(query, path, document)).map(|(path, _)| path.clone()).collect()
    }

    fn find(&self, indices: &str, body: &Value) -> Value {
        let all = json!({"match_all": {}});
        let mut found = self.found(indices, body.get("query").unwrap_or(&all));
        let total = found.len();
        let fields: Vec<&str> = body["sort"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let place = |path: &str| -> Vec<Value> {
            fields.iter().map(|field| self.seen[path].0.get(*field).cloned().unwrap_or(Value::Null)).collect()
        };
        found.sort_by(|a, b| compare(&place(a), &place(b)));
        if let Some(after) = body["search_after"].as_array() {
            found.retain(|path| compare(&place(path), after) == Ordering::Greater);
        }
        found.truncate(body["size"].as_u64().unwrap_or(10) as usize);
        let hits: Vec<Value> = found
            .iter()
            .map(|path| {
                let id = path.rsplit('/').next();
                json!({"_id": id, "_source": self.seen[path].0, "sort": place(path)})
            })
            .collect();
        let mut answer = nothing();
        answer["hits"] = json!({"total": {"value": total}, "hits": hits});
        answer
    }

    fn delete(&mut self, indices: &str, body: &Value) -> (u16, Value) {
        for path in self.found(indices, &body["query"]) {
            // One that has changed since it was last seen stays.
            if self.all.get(&path).map(|(_, number)| number) == self.seen.get(&path).map(|(_, number)| number) {
                self.all.remove(&path);
            }
        }
        (200, json!({"failures": []}))
    }

    fn copy(&mut self, body: &Value) -> (u16, Value) {
        let (from, to) = (body["source"]["index"].as_str().unwrap(), body["dest"]["index"].as_str().unwrap());
        for path in self.found(from, &body["source"]["query"]) {
            let document = self.seen[&path].0.clone();
            self.write(&path.replacen(from, to, 1), document);
        }
        (200, json!({"failures": []}))
    }
}

/// Whether a document is what a query says.
fn fits(query: &Value, path: &str, document: &Value) -> bool {
    let (kind, of) = query.as_object().unwrap().iter().next().unwrap();
    let several = |of: &Value| of.as_array().cloned().unwrap_or_else(|| vec![of.clone()]);
    let has = |field: &str, value: &Value| match &document[field] {
        Value::Array(some) => some.contains(value),
        one => one == value,
    };
    match kind.as_str() {
        "match_all" => true,
        "match_none" => false,
        "ids" => several(&of["values"]).iter().any(|id| path.rsplit('/').next() == id.as_str()),
        "exists" => document.get(of["field"].as_str().unwrap()).is_some(),
        "term" => of.as_object().unwrap().iter().all(|(field, value)| has(field, value)),
        "terms" => {
            of.as_object().unwrap().iter().all(|(field, values)| several(values).iter().any(|value| has(field, value)))
        }
        "bool" => {
            let some = |of: &Value| if of.is_null() { Vec::new() } else { several(of) };
            let should = some(&of["should"]);
            some(&of["filter"]).iter().all(|query| fits(query, path, document))
                && !some(&of["must_not"]).iter().any(|query| fits(query, path, document))
                && (should.is_empty() || should.iter().any(|query| fits(query, path, document)))
        }
        kind => panic!("no query {kind} is played"),
    }
}

fn compare(a: &[Value], b: &[Value]) -> Ordering {
    let one = |a: &Value, b: &Value| match (a.as_str(), b.as_str()) {
        (Some(a), Some(b)) => a.cmp(b),
        _ => a.as_u64().cmp(&b.as_u64()),
    };
    a.iter().zip(b).map(|(a, b)| one(a, b)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

/// An answer of all shards that found nothing.
pub fn nothing() -> Value {
    json!({"timed_out": false, "_shards": {"total": 3, "successful": 3, "failed": 0}, "hits": {"total": {"value": 0}, "hits": []}})
}

/// Each article with what its record says, and with what its statements say, which all stand in one order.
pub fn contents(documents: &Documents) -> BTreeMap<String, (String, String)> {
    let run = documents.get("ship-meta/_doc/generation").unwrap()["run"].as_str().unwrap().to_owned();
    let (articles, records) = (format!("ship-articles-{run}/"), format!("ship-records-{run}/"));
    let statements = format!("ship-statements-{run}/");
    let mut contents: BTreeMap<String, (String, String)> = BTreeMap::new();
    for article in documents.of(&articles) {
        let id = &article["id"];
        let mut said: Vec<_> = documents.of(&statements).filter(|statement| statement["article"] == *id).collect();
        said.sort_by_key(|statement| statement["start"].as_u64());
        let said = said.iter().map(|statement| {
            let body: Value = serde_json::from_str(statement["body"].as_str().unwrap()).unwrap();
            body["text"].as_str().unwrap().to_owned() + "\n"
        });
        let record = documents.of(&records).find(|record| record["id"] == *id).unwrap();
        let record = lines::parse(record["record"].as_str().unwrap().as_bytes(), 1).unwrap();
        contents.insert(record.article.path, (record.article.text, said.collect::<String>()));
    }
    assert_eq!(documents.of(&records).count(), contents.len());
    let said: usize = contents.values().map(|(_, said)| said.lines().count()).sum();
    assert_eq!(documents.of(&statements).count(), said, "statements of no article");
    contents
}

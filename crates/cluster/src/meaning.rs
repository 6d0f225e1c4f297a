//! Vectors in a cluster: kept as the bytes that they are here, and compared by a script where they lie.
//!
//! The nearest of all are found by looking at each, as in a folder, shard by shard at once; or among those that a graph of neighbours
//! names (`graph`), where the cluster has one.

use crate::documents::StatementDocument;
use crate::graph::{self, neighbours};
use crate::reader::{hits, missing};
use crate::{ClusterError, Reader};
use base64::Engine;
use base64::prelude::BASE64_STANDARD as BASE64;
use rolecall_embedding::{Embed, Int8, Meaning, Vector};
use rolecall_indexer::{Analysed, Small, key_of};
use rolecall_record::ArticleRecord;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::HashMap;

/// The cosine of a document's vector, which is its numbers and then its scale, to the question's; 1 is added, as no score may be
/// below 0.
const COSINE: &str = "BytesRef v = doc['vector'].value; byte[] b = v.bytes; int o = v.offset; int n = params.numbers.length; \
    int sum = 0; for (int i = 0; i < n; i++) { sum += b[o + i] * params.numbers[i]; } \
    int s = (b[o + n] & 255) | ((b[o + n + 1] & 255) << 8) | ((b[o + n + 2] & 255) << 16) | ((b[o + n + 3] & 255) << 24); \
    return 1.0 + sum * (Float.intBitsToFloat(s) * params.scale);";
/// The sum of documents' vectors.
const ADD: &str = "BytesRef v = doc['vector'].value; byte[] b = v.bytes; int o = v.offset; int n = params.dimension; \
    int s = (b[o + n] & 255) | ((b[o + n + 1] & 255) << 8) | ((b[o + n + 2] & 255) << 16) | ((b[o + n + 3] & 255) << 24); \
    float scale = Float.intBitsToFloat(s); for (int i = 0; i < n; i++) { state.sum[i] += b[o + i] * scale; }";
const BEGIN: &str = "state.sum = new double[params.dimension];";
const END: &str = "return state.sum;";
const TOGETHER: &str = "double[] all = new double[params.dimension]; for (sum in states) { if (sum != null) { \
    for (int i = 0; i < all.length; i++) { all[i] += sum[i]; } } } return all;";

/// What a statement's text means, as a document keeps it: both in base64.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StoredMeaning {
    /// None where it has no direction: it is near to nothing, and no graph takes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vector: Option<String>,
    pub words: String,
}

impl From<&Small> for StoredMeaning {
    fn from(small: &Small) -> Self {
        let vector = graph::has_direction(small.whole.numbers()).then(|| {
            let mut row = Vec::new();
            small.whole.write_row(&mut row);
            BASE64.encode(row)
        });
        Self { vector, words: BASE64.encode(small.words.as_bytes()) }
    }
}

/// What the statements of an article mean that can answer, by the keys of their texts.
pub(crate) struct Meanings {
    pub model: String,
    texts: HashMap<u64, Small>,
}

impl Meanings {
    pub fn of(model: &dyn Embed, record: &ArticleRecord) -> Result<Self, ClusterError> {
        let speaking = record.statements.iter().filter(|statement| !statement.roles.is_empty());
        let texts: HashMap<u64, &str> = speaking.map(|s| (key_of(&s.text), s.text.as_str())).collect();
        let (keys, texts): (Vec<u64>, Vec<&str>) = texts.into_iter().unzip();
        let meanings = if texts.is_empty() { Vec::new() } else { embedded(model, &texts)? };
        Ok(Self {
            model: model.id().to_owned(),
            texts: keys.into_iter().zip(meanings.iter().map(Small::new)).collect(),
        })
    }

    pub fn of_text(&self, key: u64) -> Option<&Small> {
        self.texts.get(&key)
    }

    /// The direction of all statements together, in base64.
    pub fn direction(&self, analysed: &[Analysed<'_>]) -> Option<String> {
        let mut keys: Vec<u64> = analysed.iter().filter_map(|statement| statement.key).collect();
        keys.sort_unstable();
        let sum = mean(keys.iter().filter_map(|key| self.of_text(*key)).map(|small| &small.whole))?;
        Some(BASE64.encode(sum.as_slice().iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>()))
    }
}

fn embedded(model: &dyn Embed, texts: &[&str]) -> Result<Vec<Meaning>, ClusterError> {
    model.meanings(texts).map_err(|e| ClusterError::Embedding(e.to_string()))
}

/// The direction of the sum of vectors, in their order; none of none.
fn mean<'v>(vectors: impl Iterator<Item = &'v Int8>) -> Option<Vector> {
    let mut sum: Vec<f32> = Vec::new();
    for vector in vectors {
        sum.resize(vector.numbers().len(), 0.0);
        sum.iter_mut().zip(vector.numbers()).for_each(|(sum, n)| *sum += f32::from(*n) * vector.scale());
    }
    (!sum.is_empty()).then(|| Vector::new(sum))
}

/// A direction as [`Meanings::direction`] gives it.
pub(crate) fn direction_of(text: &str) -> Option<Vector> {
    let bytes = BASE64.decode(text).ok()?;
    Some(Vector::new(bytes.chunks_exact(4).map(|n| f32::from_le_bytes([n[0], n[1], n[2], n[3]])).collect()))
}

/// How near a hit's text comes to a question: as a whole, and word by word. None where nothing is known of what
/// it means.
pub(crate) fn nearness(hit: &Value, question: &Small) -> Option<(f32, f32)> {
    let words = BASE64.decode(hit["_source"]["words"].as_str()?).ok()?;
    let whole = vector_of(hit).map_or(0.0, |whole| whole.cosine(&question.whole));
    Some((whole, question.words.held_by(&words)))
}

fn vector_of(hit: &Value) -> Option<Int8> {
    Int8::from_row(&BASE64.decode(hit["_source"]["vector"].as_str()?).ok()?)
}

impl Reader {
    /// The keys of the texts nearest to a question, at most `most`, among the statements that `filters` let pass.
    pub(crate) fn nearest(&self, question: &Int8, filters: &[Value], most: usize) -> Result<Vec<String>, ClusterError> {
        if self.generation.neighbours && self.generation.graph == Some(question.numbers().len()) {
            let neighbours = neighbours(most);
            let near = graph::nearest(question.numbers(), filters, neighbours);
            let keys = self.nearest_of(question, &near, most)?;
            // Fewer than are wanted: there are no more, or what says the same has taken their places.
            if keys.len() >= most || self.generation.tokens.speaking <= neighbours as u64 {
                return Ok(keys);
            }
        }
        let having = json!({"exists": {"field": "vector"}});
        let filters = [filters, std::slice::from_ref(&having)].concat();
        self.nearest_of(question, &json!({"bool": {"filter": filters}}), most)
    }

    /// The keys of the texts nearest to a question among the statements that a query finds, each of which is looked at.
    fn nearest_of(&self, question: &Int8, among: &Value, most: usize) -> Result<Vec<String>, ClusterError> {
        let script = json!({"source": COSINE, "params": {"numbers": question.numbers(), "scale": question.scale()}});
        let query = json!({
            "size": most, "_source": ["key"], "track_total_hits": false,
            "query": {"script_score": {"query": among, "script": script}},
            "collapse": {"field": "key"}, "sort": ["_score", "key"],
        });
        let answer = self.search(&self.names.statements, &query)?;
        Ok(hits(&answer).filter_map(|hit| hit["_source"]["key"].as_str().map(str::to_owned)).collect())
    }

    /// The vectors of these texts.
    pub(crate) fn vectors(&self, texts: &[&str]) -> Result<Vec<Option<Vector>>, ClusterError> {
        let keys: Vec<String> = texts.iter().map(|text| StatementDocument::key(key_of(text))).collect();
        let query = json!({
            "_source": ["key", "vector"], "query": {"terms": {"key": keys}}, "sort": ["path", "start"],
        });
        let mut known: HashMap<String, Vector> = HashMap::new();
        self.each(&self.names.statements, &query, usize::MAX, |hit| {
            if let (Some(key), Some(vector)) = (hit["_source"]["key"].as_str(), vector_of(hit)) {
                known.extend(mean([&vector].into_iter()).map(|vector| (key.to_owned(), vector)));
            }
            Ok(())
        })?;
        Ok(keys.iter().map(|key| known.get(key).cloned()).collect())
    }

    /// The directions of all that is said of each of these roles, given by all their names; those that are not known yet in one
    /// request.
    pub(crate) fn directions_of(
        &self,
        roles: &[Vec<String>],
        dimension: usize,
    ) -> Result<Vec<Option<Vector>>, ClusterError> {
        let known = |names: &Vec<String>| self.directions.get(names, || Err(()));
        let unknown: Vec<&Vec<String>> = roles.iter().filter(|names| known(names).is_err()).collect();
        let mut new: HashMap<&Vec<String>, Option<Vector>> = HashMap::new();
        if !unknown.is_empty() {
            let sum = json!({"scripted_metric": {
                "init_script": BEGIN, "map_script": ADD, "combine_script": END, "reduce_script": TOGETHER,
                "params": {"dimension": dimension},
            }});
            let each: Vec<Value> = unknown.iter().map(|names| json!({"terms": {"role": names}})).collect();
            let query = json!({
                "size": 0, "query": {"exists": {"field": "vector"}},
                "aggs": {"each": {"filters": {"filters": each}, "aggs": {"sum": sum}}},
            });
            let answer = self.search(&self.names.statements, &query)?;
            let whole = missing(&answer).is_none();
            for (i, names) in unknown.into_iter().enumerate() {
                let sum = &answer["aggregations"]["each"]["buckets"][i];
                let said = sum["doc_count"].as_u64().unwrap_or(0) > 0;
                let numbers = sum["sum"]["value"].as_array().into_iter().flatten();
                let numbers: Vec<f32> = numbers.map(|n| n.as_f64().unwrap_or(0.0) as f32).collect();
                let direction = (said && numbers.len() == dimension).then(|| Vector::new(numbers));
                if whole {
                    let _ = self.directions.get(names, || Ok::<_, ()>(direction.clone()));
                }
                new.insert(names, direction);
            }
        }
        Ok(roles.iter().map(|names| known(names).ok().or_else(|| new.get(names).cloned()).flatten()).collect())
    }
}

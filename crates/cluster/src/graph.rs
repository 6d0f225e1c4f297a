//! A graph of neighbours among the vectors of statements, where the cluster has OpenSearch's k-NN plugin.
//!
//! It finds candidates without a look at each vector; what it finds is then scored by the same script as without it, so what is off is at most
//! which candidates there are. The engine is Lucene's own, of bytes (HNSW, Malkov & Yashunin 2018): it filters while it looks, and is
//! not a library of the machine's that a node may lack. A cluster without the plugin refuses an index that is made so, and gets one that
//! is looked through.
//!
//! Vectors are kept as they are beside it; the graph's are no part of a document's source, as they would double it, and are made from
//! those where documents are copied.

use crate::http::{Http, JSON, reason};
use crate::layout::{Names, made_of};
use crate::reader::search;
use crate::{ClusterError, ready};
use serde_json::{Value, json};

/// The field of the graph.
pub(crate) const FIELD: &str = "near";
/// So many times as many neighbours are taken as texts are wanted: some say the same, and the graph's order is that of bytes without their scale.
const CANDIDATES: usize = 4;
/// The most neighbours that a cluster looks for.
const MOST: usize = 10_000;
/// What makes a graph's vector of the bytes that a document keeps. One without a direction goes, as none is written any more.
const COPIED: &str = "if (ctx._source.vector != null) { byte[] b = Base64.getDecoder().decode(ctx._source.vector); int n = params.dimension; \
    boolean some = false; if (b.length == n + 4) { List near = new ArrayList(); for (int i = 0; i < n; i++) { near.add(b[i]); some |= b[i] != 0; } \
    if (some) { ctx._source.near = near; } else { ctx._source.remove('vector'); } } }";

/// How the index of statements is made with a graph of vectors of this dimension.
fn made_with(fields: &Value, shards: u32, dimension: usize) -> Value {
    let mut made = made_of(fields, shards);
    made["settings"]["index.knn"] = true.into();
    made["mappings"]["_source"] = json!({"excludes": [FIELD]});
    made["mappings"]["properties"][FIELD] = json!({
        "type": "knn_vector", "dimension": dimension, "data_type": "byte",
        "method": {"name": "hnsw", "engine": "lucene", "space_type": "cosinesimil", "parameters": {"m": 16, "ef_construction": 128}},
    });
    made
}

/// The graph of an index of statements.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    /// Its dimension; none where there is no graph.
    pub dimension: Option<usize>,
    /// Why the cluster made none that was wanted of it.
    pub refused: Option<String>,
}

/// Makes the indices of a run where there are none of these names. With a `dimension` there is a graph of vectors, where the cluster
/// can have one: that of its vectors, or of those that the index was made for which was there.
pub(crate) fn make_all(
    http: &Http,
    names: &Names,
    shards: u32,
    dimension: Option<usize>,
) -> Result<Graph, ClusterError> {
    let mut graph = Graph::default();
    for (index, what, fields) in names.all() {
        let bare = made_of(&fields, shards);
        if what == "statements" {
            graph = make_statements(http, index, dimension.map(|of| (of, made_with(&fields, shards, of))), &bare)?;
        } else {
            ready::make(http, index, &bare)?;
        }
    }
    Ok(graph)
}

/// Makes the index of statements where there is none of its name: with a graph of this dimension, or else `bare`.
fn make_statements(
    http: &Http,
    index: &str,
    with: Option<(usize, Value)>,
    bare: &Value,
) -> Result<Graph, ClusterError> {
    let mut refused = None;
    let ways = with.map(|(dimension, made)| (Some(dimension), made)).into_iter().chain([(None, bare.clone())]);
    for (graph, made) in ways {
        let (status, answer) = http.send("PUT", index, Some((JSON, made.to_string().as_bytes())))?;
        if (200..300).contains(&status) {
            return Ok(Graph { dimension: graph, refused });
        }
        // A run before was cut off here, or the answer that this one made it was lost on its way.
        if ready::is_there(&answer) {
            return Ok(Graph { dimension: found(http, index)?, refused: None });
        }
        // A cluster without the plugin, or with one that is too old, knows a setting or a kind of field not; whatever else is wrong
        // with an index is told of the one that is made in its place.
        if graph.is_none() || status != 400 {
            return Err(http.refused(("PUT", index), status, &answer));
        }
        refused = Some(reason(&answer));
    }
    Ok(Graph::default())
}

/// The dimension of the graph that an index has.
fn found(http: &Http, index: &str) -> Result<Option<usize>, ClusterError> {
    let there = http.get(&format!("{index}/_mapping"))?.unwrap_or_default();
    let dimension = there[index]["mappings"]["properties"][FIELD]["dimension"].as_u64();
    Ok(dimension.and_then(|dimension| usize::try_from(dimension).ok()))
}

/// The script that copies statements into an index with a graph.
pub(crate) fn copied(dimension: usize) -> Value {
    json!({"lang": "painless", "source": COPIED, "params": {"dimension": dimension}})
}

/// A vector as the graph takes it; none where it has no direction, or is of another model than the graph.
pub(crate) fn taken(numbers: &[i8], dimension: Option<usize>) -> Option<&[i8]> {
    Some(numbers).filter(|numbers| dimension == Some(numbers.len()) && has_direction(numbers))
}

/// Whether a vector has a direction.
pub(crate) fn has_direction(numbers: &[i8]) -> bool {
    numbers.iter().any(|n| *n != 0)
}

/// Whether every vector of these statements is in the graph, too.
pub(crate) fn is_whole(http: &Http, statements: &str) -> Result<bool, ClusterError> {
    let beside =
        json!({"bool": {"filter": [{"exists": {"field": "vector"}}], "must_not": [{"exists": {"field": FIELD}}]}});
    let found = search(http, statements, &json!({"size": 0, "track_total_hits": true, "query": beside}))?;
    Ok(found["hits"]["total"]["value"] == 0)
}

/// How many neighbours of each shard are taken where so many texts are wanted.
pub(crate) fn neighbours(most: usize) -> usize {
    most.saturating_mul(CANDIDATES).clamp(1, MOST)
}

/// The statements nearest to a question, of those that `filters` let pass.
pub(crate) fn nearest(question: &[i8], filters: &[Value], neighbours: usize) -> Value {
    json!({"knn": {FIELD: {"vector": question, "k": neighbours, "filter": {"bool": {"filter": filters}}}}})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vector_without_a_direction_or_of_another_length_is_in_no_graph() {
        assert_eq!(taken(&[1, -2], Some(2)), Some(&[1, -2][..]));
        assert_eq!([taken(&[1, -2], Some(3)), taken(&[1, -2], None), taken(&[0, 0], Some(2))], [None; 3]);
    }

    #[test]
    fn no_more_neighbours_are_looked_for_than_a_cluster_gives() {
        assert_eq!([neighbours(0), neighbours(100), neighbours(usize::MAX)], [1, 400, 10_000]);
    }
}

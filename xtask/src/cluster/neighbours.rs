//! A cluster with OpenSearch's k-NN plugin: its graph of neighbours finds what a look at all vectors finds, stays whole whatever is
//! written, and is what is asked.

use super::opensearch::{Cluster, answered_alike, fetched, labelled};
use super::{Ground, Part, said};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;

/// The heap of the node, in megabytes.
const HEAP: u32 = 900;
const PLUGIN: &str = "org.opensearch.knn.plugin.KNNPlugin";
/// Questions that are asked, at most.
const QUESTIONS: usize = 80;
/// Vectors that are taken of a shard for a question of a hundred texts: a graph of fewer is looked through.
const TAKEN: u64 = 400;

pub(super) fn test(ground: &Ground<'_>) -> Result<Part> {
    if !ground.wants("neighbours") {
        return Ok(Part::Skipped("it was not asked for"));
    }
    let server = ground.root.join("deploy/test-cluster");
    let Some(libraries) = fetched(&server, "copy-dependencies", &ground.tools.join("opensearch"))? else {
        return Ok(Part::Skipped("Java's compiler, Maven or OpenSearch cannot be had here"));
    };
    let unpacked = ground.tools.join("neighbours");
    let Some(plugin) = fetched(&server.join("neighbours"), "unpack-dependencies", &unpacked)? else {
        return Ok(Part::Skipped("OpenSearch's k-NN plugin cannot be had here"));
    };
    // No settings but the plugin's own.
    let settings = ground.place.join("none.yml");
    fs::write(&settings, "node.name: alone\n")?;
    let arguments = [PLUGIN, settings.to_str().context("the target folder's path is not UTF-8")?];
    let classes = format!("{}/*:{}/*", libraries.display(), plugin.display());
    let cluster = Cluster::launch(ground.root, &classes, &ground.place, HEAP, &arguments)?;
    let passed = asked(ground, &cluster)?;
    Ok(passed.map_or(Part::Skipped("the sentence model is not here (`search model` fetches it)"), |passed| {
        if passed { Part::Passed } else { Part::Failed }
    }))
}

fn asked(ground: &Ground<'_>, cluster: &Cluster) -> Result<Option<bool>> {
    // Of one shard, so that there are more vectors than are taken of it.
    let both = [ground.place.join("folder").display().to_string(), cluster.address("near") + "?shards=1"];
    let corpus = ground.place.join("articles");
    fs::create_dir_all(&corpus)?;
    copied(ground.root.join("eval/teams/articles"), &corpus)?;
    copied(ground.root.join("corpus/stage"), &corpus)?;
    copied(ground.root.join("corpus/studio"), &corpus)?;
    let ingest = |index: &str, full: bool, path: &str| -> Result<()> {
        let mut ingest = ground.search(&["ingest", "--index", index]);
        ingest.args(full.then_some("--full")).arg(path).env("ROLECALL_MODEL", "auto");
        said(&mut ingest).map(drop)
    };
    for index in &both {
        ingest(index, false, &corpus.display().to_string())?;
    }
    let first = state(cluster)?;
    if first.model.is_null() {
        return Ok(None);
    }
    let questions = labelled(ground, &["teams/questions", "dev/questions"])?.into_iter().take(QUESTIONS).collect();
    let before = searches(cluster)?;
    let (alike, told) = answered_alike(ground, &both, &questions, "auto", &[])?;
    let (narrow, told_narrow) = answered_alike(ground, &both, &questions, "auto", &["--since", "2019"])?;
    let graphs = searches(cluster)? - before;
    // Another run adds to it; a rebuilding copies into a new one what it does not read.
    let more = ground.root.join("corpus/ship").display().to_string();
    for full in [false, true] {
        for index in &both {
            ingest(index, full, &more)?;
        }
    }
    let last = state(cluster)?;
    let (rebuilt, _) = answered_alike(ground, &both, &questions, "auto", &[])?;
    println!(
        "neighbours: {} vectors, a graph of {} and then {}; {graphs} searches of it; by it alike: {alike}, of a part: {narrow}, rebuilt: {rebuilt}",
        first.vectors, first.graph, last.graph
    );
    let whole = [&first, &last].iter().all(|state| state.whole && state.graph == state.vectors && state.graph > TAKEN);
    Ok(Some(
        alike && narrow && rebuilt && whole && told > 0 && told_narrow > 0 && graphs > 0 && last.graph > first.graph,
    ))
}

/// What the generation says, and what the index holds.
struct State {
    model: Value,
    whole: bool,
    vectors: u64,
    graph: u64,
}

fn state(cluster: &Cluster) -> Result<State> {
    let generation = cluster.asks("GET", "near-meta/_doc/generation", None)?["_source"].clone();
    let count = |field: &str| -> Result<u64> {
        let having = json!({"query": {"exists": {"field": field}}});
        let counted = cluster.asks("POST", "near-statements/_count", Some(&having))?;
        counted["count"].as_u64().context("the cluster does not count")
    };
    Ok(State {
        model: generation["model"].clone(),
        whole: generation["neighbours"] == true,
        vectors: count("vector")?,
        graph: count("near")?,
    })
}

/// How often the plugin was asked, as it counts itself.
fn searches(cluster: &Cluster) -> Result<u64> {
    let told = cluster.asks("GET", "_plugins/_knn/stats/knn_query_requests", None)?;
    let nodes = told["nodes"].as_object().context("the plugin does not count")?;
    Ok(nodes.values().filter_map(|node| node["knn_query_requests"].as_u64()).sum())
}

fn copied(from: PathBuf, to: &std::path::Path) -> Result<()> {
    for entry in fs::read_dir(from)? {
        let file = entry?.path();
        if let Some(name) = file.file_name().filter(|_| file.is_file()) {
            fs::copy(&file, to.join(name))?;
        }
    }
    Ok(())
}

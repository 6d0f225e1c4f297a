//! The same statements in a folder and in an OpenSearch of three nodes on this machine: how fast they are written, what they take,
//! and how long the same questions wait. Both by the program as it is given away, in one run, one after the other.

use super::results::Results;
use super::{Bed, bytes_below, quantile};
use crate::cluster::Cluster;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How many real statements are asked, after so many to warm up.
const ASKED: usize = 250;
const WARM: usize = 50;
/// The heap of the three nodes together, in megabytes.
const HEAP: u32 = 2048;
const MIB: f64 = (1 << 20) as f64;

pub(super) fn measure(bed: &Bed<'_>, results: &mut Results) -> Result<()> {
    let root = crate::root()?;
    let program = bed.program.map_or_else(|| crate::program(&root), |program| Ok(program.to_owned()))?;
    let place = bed.dir.join("cluster");
    fs::create_dir_all(&place)?;
    let Some(cluster) = Cluster::start(&root, &crate::target(&root).join("cluster"), &place, HEAP)? else {
        results
            .leave_out("an OpenSearch cluster beside the folder: Java's compiler, Maven or OpenSearch cannot be had");
        return Ok(());
    };
    let questions = bed.dir.join("questions.jsonl");
    let asked = bed.sources.real(ASKED).into_iter().enumerate();
    let lines: Vec<String> = asked.map(|(i, question)| json!({"id": i, "question": question}).to_string()).collect();
    fs::write(&questions, lines.join("\n"))?;
    for &size in bed.sizes {
        let articles = bed.articles(size)?;
        let folder = bed.dir.join(format!("folder-{size}")).display().to_string();
        let name = format!("bench-{size}");
        let address = cluster.address(&name);
        if let Some(load) = fs::read_to_string("/proc/loadavg").ok().and_then(|l| l.split(' ').next()?.parse().ok()) {
            results.note("cluster", "load average before", size, load, "processes");
        }
        for (what, index) in [("folder", &folder), ("cluster", &address)] {
            let (written, most) = written(&program, index, &articles)?;
            let statements = written["statements"].as_f64().context("the run does not tell its statements")?;
            let (reading, committing) = (seconds(&written, "seconds")?, seconds(&written, "committing")?);
            results.note(
                "cluster",
                format!("{what}: read and written"),
                size,
                statements / (reading + committing),
                "statements/s",
            );
            results.note("cluster", format!("{what}: to make it searchable"), size, committing, "s");
            results.note("cluster", format!("{what}: the most memory of who writes"), size, most / MIB, "MiB");
            let bytes = match index == &folder {
                true => bytes_below(Path::new(index))? as f64,
                false => stored(&cluster, &name)?,
            };
            results.note(
                "cluster",
                format!("{what}: with its records, one copy"),
                size,
                bytes / statements,
                "bytes/statement",
            );
            let times = asked_of(&program, index, &questions)?;
            for (share, name) in [(0.5, "p50"), (0.9, "p90"), (0.99, "p99")] {
                results.note("cluster", format!("{what}: a question, {name}"), size, quantile(&times, share), "ms");
            }
        }
    }
    Ok(())
}

/// Ingests articles with the program: what it tells, and the most bytes that it held.
fn written(program: &Path, index: &str, articles: &Path) -> Result<(Value, f64)> {
    let mut ingest = Command::new(program);
    ingest.args(["ingest", "--json", "--model", "none", "--index", index]).arg(articles);
    let mut running = ingest.stdout(Stdio::piped()).spawn().context("the program cannot be run")?;
    let status = format!("/proc/{}/status", running.id());
    let mut most: f64 = 0.0;
    while running.try_wait()?.is_none() {
        let now = fs::read_to_string(&status).unwrap_or_default();
        let held =
            now.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().split(' ').next()?.parse::<f64>().ok());
        most = most.max(held.unwrap_or(0.0) * 1024.0);
        sleep(Duration::from_millis(50));
    }
    let output = running.wait_with_output()?;
    if !output.status.success() {
        bail!("{} could not be written: {}", index, output.status);
    }
    Ok((serde_json::from_slice(&output.stdout)?, most))
}

fn seconds(written: &Value, what: &str) -> Result<f64> {
    written[what].as_f64().with_context(|| format!("the run does not tell its {what}"))
}

/// Bytes of an index in the cluster, each shard once, when it has come to rest.
fn stored(cluster: &Cluster, name: &str) -> Result<f64> {
    let bytes = || -> Result<f64> {
        let stats = cluster.asks("GET", &format!("{name}-*/_stats/store"), None)?;
        stats["_all"]["primaries"]["store"]["size_in_bytes"].as_f64().context("the cluster does not tell its size")
    };
    let begun = Instant::now();
    let mut before = bytes()?;
    loop {
        sleep(Duration::from_secs(5));
        let now = bytes()?;
        if now == before || begun.elapsed() > Duration::from_secs(120) {
            return Ok(now);
        }
        before = now;
    }
}

/// Milliseconds of each question of a file to a program that is running, ascending.
fn asked_of(program: &Path, index: &str, questions: &Path) -> Result<Vec<f64>> {
    let mut ask = Command::new(program);
    let asked = ask.args(["--json", "--model", "none", "--index", index, "--questions"]).arg(questions).output()?;
    let text = String::from_utf8(asked.stdout)?;
    let mut times = Vec::new();
    for line in text.lines().skip(WARM) {
        let answer: Value = serde_json::from_str(line)?;
        times.push(answer["took_us"].as_f64().context("an answer does not tell its time")? / 1e3);
    }
    if times.len() != ASKED - WARM {
        bail!("of {ASKED} questions {} were answered: {}", times.len() + WARM, String::from_utf8_lossy(&asked.stderr));
    }
    times.sort_by(f64::total_cmp);
    Ok(times)
}

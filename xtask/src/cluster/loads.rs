//! A load that many write together: parts that are killed again and again and run once more, two of them at once.

use super::opensearch::Cluster;
use super::{Ground, Running, said, sorted};
use anyhow::{Context, Result};
use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

/// Parts of the load, and how often one of them is killed.
const PARTS: usize = 4;
const KILLS: usize = 16;
/// Articles that are made up, of two statements each.
const LOGS: usize = 3000;

/// What came of it is what the records say: nothing is lost, nothing is there twice, and what stood there before and is not part
/// of the load still does. Before the commit nothing of it answers; after it, nobody writes into it any more.
pub(super) fn together(ground: &Ground<'_>, cluster: &mut Cluster) -> Result<bool> {
    let address = cluster.address("together");
    let place = ground.place.join("logs");
    fs::create_dir_all(&place)?;
    for log in 0..LOGS {
        let text = format!("# Log {log}\n\nThe mate writes page {log} of the log. The cook boils {log} eggs.\n");
        fs::write(place.join(format!("{log:05}.md")), text)?;
    }
    let local = ground.place.join("logs.index").display().to_string();
    said(ground.search(&["ingest", "--index", &local]).arg(&place))?;
    let records = sorted(&said(&mut ground.search(&["export", "--index", &local]))?);
    said(&mut ground.search(&["ingest", "corpus/ship", "--index", &address]))?;
    let stood = said(&mut ground.search(&["export", "--index", &address]))?;

    // A load that is given up keeps nobody waiting, and no part of it writes any more.
    let begin = || -> Result<String> {
        Ok(said(&mut ground.search(&["import", "--begin", "--index", &address]))?.trim().to_owned())
    };
    let given_up = begin()?;
    let one = ground.place.join("part-given-up");
    fs::write(&one, records[..10].join("\n") + "\n")?;
    let write = || -> Result<bool> {
        let mut import = ground.search(&["import", "--part-of", &given_up, "--index", &address]);
        Ok(import.arg(&one).output()?.status.success())
    };
    let wrote = write()?;
    said(&mut ground.search(&["import", "--abandon", &given_up, "--index", &address]))?;
    let abandoned = wrote && !write()? && said(&mut ground.search(&["export", "--index", &address]))? == stood;
    let load = begin()?;
    let mut parts = Vec::new();
    for (i, some) in records.chunks(records.len().div_ceil(PARTS)).enumerate() {
        let file = ground.place.join(format!("part-{i}"));
        fs::write(&file, some.join("\n") + "\n")?;
        parts.push(file);
    }
    let part = |i: usize| -> Result<Running> {
        let mut import = ground.search(&["import", "--part-of", &load, "--index", &address]);
        import.arg(&parts[i % PARTS]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        Ok(Running(import.spawn()?))
    };
    for kill in 0..KILLS {
        // Each at another moment, most of them before its end, and beside another one.
        let (_killed, _beside) = (part(kill)?, part(kill + 1)?);
        sleep(Duration::from_millis(37 * (kill as u64 * 7 % 23) + 20));
    }
    let refused = ground.search(&["ingest", "corpus/ship", "--index", &address]).output()?;
    let alone = String::from_utf8_lossy(&refused.stderr).contains("a load by many");
    let before = said(&mut ground.search(&["export", "--index", &address]))? == stood;
    let running = (0..PARTS).map(part).collect::<Result<Vec<_>>>()?;
    for part in running {
        if !part.ends_well(Duration::from_secs(120))? {
            println!("opensearch: a part of the load failed");
            return Ok(false);
        }
    }
    said(&mut ground.search(&["import", "--commit", &load, "--index", &address]))?;
    let late = part(0)?.ends_well(Duration::from_secs(60))?;
    let there = sorted(&said(&mut ground.search(&["export", "--index", &address]))?);
    let expected = sorted(&format!("{}\n{stood}", records.join("\n")));
    let generation = cluster.asks("GET", "together-meta/_doc/generation", None)?;
    let run = generation["_source"]["run"].as_str().context("there is no generation")?.to_owned();
    cluster.asks("POST", &format!("together-statements-{run}/_refresh"), Some(&serde_json::json!({})))?;
    let checked = said(&mut ground.search(&["check", "--index", &address]));
    println!(
        "opensearch: a load in {PARTS} parts, killed {KILLS} times two at once: {} records of {}; nobody else wrote: {alone}, as before until \
         the commit: {before}, no late part: {}, one given up at once: {abandoned}, whole: {}",
        there.len(),
        expected.len(),
        !late,
        checked.is_ok()
    );
    Ok(there == expected && alone && before && abandoned && !late && checked.is_ok())
}

//! `deploy/spark/ingest.py --load`: what Spark reads and writes into a cluster is what one machine reads into a folder, although one of
//! its parts is killed half way; and of what breaks off, nothing answers.

use super::opensearch::{Cluster, answered_alike, questions};
use super::spark::{installed, paths, program_of, submitted, there};
use super::{Ground, said, sorted};
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use std::process::Command;

const PARTITIONS: &str = "4";
/// Of all questions, so many that one of these is asked.
const EACH: usize = 8;

pub(super) fn from_spark(ground: &Ground<'_>, cluster: &mut Cluster) -> Result<bool> {
    let Some(environment) = installed(ground)? else {
        println!("opensearch, a load from Spark: SKIPPED: Python, Java or pyspark cannot be had here");
        return Ok(true);
    };
    let records = ground.local_records()?;
    let local = ground.place.join("both").display().to_string();
    let address = cluster.address("spark");
    // What stands elsewhere stays, and is what there is where a load fails.
    said(&mut ground.search(&["ingest", "eval/teams/articles", "--index", &address]))?;
    said(&mut ground.search(&["ingest", "corpus", "eval/teams/articles", "--index", &local]))?;
    let stood = said(&mut ground.search(&["export", "--index", &address]))?;

    let list = ground.place.join("list");
    fs::write(&list, paths(&records)?)?;
    let load = |of: [(&str, &Path); 2], program: &Path| {
        let mut arguments =
            ["--load", &address, "--model", "none", "--partitions", PARTITIONS].map(str::to_owned).to_vec();
        arguments.extend(["--base".to_owned(), ground.root.display().to_string()]);
        of.iter().for_each(|(name, path)| arguments.extend([(*name).to_owned(), there(path)]));
        submitted(ground, &environment, program, &arguments)
    };
    let cut = ground.place.join("cut");
    fs::create_dir_all(&cut)?;
    let (cut_list, cut_records) = (cut.join("list.gz"), cut.join("records"));
    fs::create_dir_all(&cut_records)?;
    broken_off(&environment, &list, &cut_list)?;
    let lines = cut.join("lines");
    fs::write(&lines, records.join("\n") + "\n")?;
    broken_off(&environment, &lines, &cut_records.join("part-00000.gz"))?;
    let refused = [
        // A list, and records that were made before, which end before they should.
        !load([("--list", &cut_list), ("--out", &cut.join("out"))], ground.program)?,
        !load([("--list", &list), ("--records", &cut_records)], ground.program)?,
    ];
    let untouched =
        said(&mut ground.search(&["export", "--index", &address]))? == stood && !cut.join("out/_SUCCESS").exists();

    forget_loads(cluster)?;
    let killed = ground.place.join("load.killed");
    // Killed when it first writes a part, after it was given some of it; and the real one from then on.
    let program = program_of(
        ground,
        &format!(
            "case \"$*\" in *--part-of*) if mkdir '{}' 2>/dev/null; then head -n 3 | '{1}' \"$@\"; kill -9 $$; fi;; esac\nexec '{1}' \"$@\"\n",
            killed.display(),
            ground.program.display()
        ),
    )?;
    let done = load([("--list", &list), ("--out", &ground.place.join("records"))], &program)?;
    let there = sorted(&said(&mut ground.search(&["export", "--index", &address]))?);
    let expected = sorted(&said(&mut ground.search(&["export", "--index", &local]))?);
    let count = |what: &str| -> Result<u64> {
        let counted = cluster.asks("GET", &format!("spark-{what}/_count"), None)?;
        counted["count"].as_u64().context("the cluster does not count")
    };
    let statements = said(&mut ground.search(&["statements", "--json", "--index", &local]))?.lines().count() as u64;
    let counts = [count("articles")?, count("records")?, count("statements")?];
    let whole = counts == [expected.len() as u64, expected.len() as u64, statements];
    let checked = said(&mut ground.search(&["check", "--index", &address])).is_ok();
    let some = questions(ground, &local)?.into_iter().step_by(EACH).collect();
    let (alike, answered) = answered_alike(ground, &[local, address.clone()], &some, "none", &[])?;
    println!(
        "opensearch: Spark loaded {} articles, {} statements; a part was killed: {}; as one machine: {}, whole: {}; what breaks off fails: {refused:?}, \
         and leaves what stood: {untouched}",
        counts[0],
        counts[2],
        killed.exists(),
        there == expected,
        whole && checked
    );
    Ok(done
        && there == expected
        && whole
        && checked
        && killed.exists()
        && alike
        && answered > 0
        && refused == [true; 2]
        && untouched)
}

/// Two thirds of a file, packed: what reads it comes to its end before the file does.
fn broken_off(environment: &Path, file: &Path, packed: &Path) -> Result<()> {
    let cut = "import gzip, sys; packed = gzip.compress(open(sys.argv[1], 'rb').read()); \
               open(sys.argv[2], 'wb').write(packed[:len(packed) * 2 // 3])";
    said(Command::new(environment.join("bin/python")).args(["-c", cut]).arg(file).arg(packed)).map(drop)
}

/// Removes the mark of a load that failed, which otherwise is waited for: it could still be gone on with.
fn forget_loads(cluster: &Cluster) -> Result<()> {
    cluster.asks("POST", "spark-meta/_refresh", Some(&serde_json::json!({})))?;
    let mark = serde_json::json!({"query": {"ids": {"values": ["writer"]}}});
    cluster.asks("POST", "spark-meta/_delete_by_query?refresh=true", Some(&mark)).map(drop)
}

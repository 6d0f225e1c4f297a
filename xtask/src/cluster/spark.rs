//! Ingest on many machines: `deploy/spark/ingest.py` on two workers, each a process of its own, against a local ingest of the
//! same articles. One part of the list is killed half way, and run again by Spark.

use super::{Ground, Part, Running, said, sorted};
use crate::browser::found;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// Workers, cores and megabytes of each.
const MASTER: &str = "local-cluster[2,1,1024]";
const PARTITIONS: &str = "8";
const PATIENCE: Duration = Duration::from_secs(180);

pub(super) fn test(ground: &Ground<'_>) -> Result<Part> {
    if !ground.wants("spark") {
        return Ok(Part::Skipped("it was not asked for"));
    }
    let Some(environment) = installed(ground)? else {
        return Ok(Part::Skipped("Python, Java or pyspark cannot be had here"));
    };
    if !parts_hold(ground, &environment)? {
        return Ok(Part::Failed);
    }
    let local = ground.local_records()?;
    let list = ground.place.join("list");
    fs::write(&list, paths(&local)?)?;
    let out = ground.place.join("records");
    run(ground, &environment, &list, &out, &killed_once(ground)?)?;
    let mut records = String::new();
    let mut parts = 0;
    for entry in fs::read_dir(&out)? {
        let file = entry?.path();
        if file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("part-")) {
            records += &fs::read_to_string(file)?;
            parts += 1;
        }
    }
    let records = sorted(&records);
    let killed = ground.place.join("killed").exists();
    println!("spark: {} records in {parts} parts, {} locally; a part was killed: {killed}", records.len(), local.len());
    let equal = records == local && parts.to_string() == PARTITIONS && killed && !local.is_empty();
    Ok(if equal { Part::Passed } else { Part::Failed })
}

/// Whether a partition is what it should be whatever happens to its list and its program: `deploy/spark/test_ingest.py`.
fn parts_hold(ground: &Ground<'_>, environment: &Path) -> Result<bool> {
    let mut tests = Command::new(environment.join("bin/python"));
    tests.args(["-B", "-m", "unittest", "test_ingest"]).current_dir(ground.root.join("deploy/spark"));
    let told = tests.stdin(Stdio::null()).output().context("Python cannot be started")?;
    let told_text = String::from_utf8_lossy(&told.stderr).into_owned();
    println!("spark: partitions that break off: {}", told_text.lines().last().unwrap_or_default());
    if !told.status.success() {
        println!("{told_text}");
    }
    Ok(told.status.success())
}

/// The paths of records, a line each.
pub(super) fn paths(records: &[String]) -> Result<String> {
    let mut lines = String::new();
    for record in records {
        let record: serde_json::Value = serde_json::from_str(record)?;
        lines += record["article"]["path"].as_str().context("a record has no path")?;
        lines.push('\n');
    }
    Ok(lines)
}

/// Runs the job over a list.
fn run(ground: &Ground<'_>, environment: &Path, list: &Path, out: &Path, program: &Path) -> Result<()> {
    let mut arguments = vec!["--base".to_owned(), ground.root.display().to_string()];
    for (name, path) in [("--list", list), ("--out", out)] {
        arguments.extend([name.to_owned(), there(path)]);
    }
    arguments.extend(["--partitions", PARTITIONS].map(str::to_owned));
    if !submitted(ground, environment, program, &arguments)? {
        bail!("the job failed: see {}", ground.place.join("spark.log").display());
    }
    Ok(())
}

/// A path as Spark reads it.
pub(super) fn there(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// Runs `ingest.py` with this program and these arguments; whether it went well.
pub(super) fn submitted(ground: &Ground<'_>, environment: &Path, program: &Path, arguments: &[String]) -> Result<bool> {
    let log = fs::File::options().create(true).append(true).open(ground.place.join("spark.log"))?;
    let mut job = Command::new(environment.join("bin/spark-submit"));
    job.args(["--master", MASTER, "--driver-memory", "512m", "--conf", "spark.executor.memory=512m"]);
    job.args(["--conf", "spark.ui.enabled=false", "--conf", "spark.driver.host=127.0.0.1"]);
    // A part that fails is run again once.
    job.args(["--conf", "spark.task.maxFailures=2"]);
    job.arg(ground.root.join("deploy/spark/ingest.py")).arg("--search").arg(program).args(arguments);
    job.env("PYSPARK_PYTHON", environment.join("bin/python")).env("SPARK_LOCAL_IP", "127.0.0.1");
    job.env("SPARK_HOME", spark_home(environment)?).env("SPARK_WORKER_DIR", ground.place.join("work"));
    job.current_dir(&ground.place).stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
    Running(job.spawn().context("Spark cannot be started")?).ends_well(PATIENCE)
}

/// A program that is killed when it is first run, after it has written something, and is the real one from then on.
fn killed_once(ground: &Ground<'_>) -> Result<PathBuf> {
    program_of(
        ground,
        &format!(
            "if mkdir '{}' 2>/dev/null; then '{1}' \"$@\" | head -c 1000; kill -9 $$; fi\nexec '{1}' \"$@\"\n",
            ground.place.join("killed").display(),
            ground.program.display()
        ),
    )
}

/// A program that is a script of a shell.
pub(super) fn program_of(ground: &Ground<'_>, script: &str) -> Result<PathBuf> {
    let file = ground.place.join("search");
    fs::write(&file, format!("#!/bin/sh\n{script}"))?;
    #[cfg(unix)]
    fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
    Ok(file)
}

/// Where pyspark keeps Spark, which its scripts would otherwise look for by a Python that may not be this one.
fn spark_home(environment: &Path) -> Result<String> {
    let find = "import os, pyspark; print(os.path.dirname(pyspark.__file__))";
    Ok(said(Command::new(environment.join("bin/python")).args(["-c", find]))?.trim().to_owned())
}

/// An environment with what `deploy/spark/requirements.txt` pins; none where it cannot be had.
pub(super) fn installed(ground: &Ground<'_>) -> Result<Option<PathBuf>> {
    let environment = ground.tools.join("spark");
    let (Some(python), Some(_)) = (found("python3"), found("java")) else { return Ok(None) };
    let wanted = ground.root.join("deploy/spark/requirements.txt");
    let have = environment.join("have");
    let pinned = fs::read(&wanted)?;
    if fs::read(&have).is_ok_and(|have| have == pinned) {
        return Ok(Some(environment));
    }
    let made = Command::new(python).args(["-m", "venv", "--clear"]).arg(&environment).stdout(Stdio::null()).status()?;
    if !made.success() {
        return Ok(None);
    }
    let mut pip = Command::new(environment.join("bin/pip"));
    if !pip.args(["install", "--quiet", "--no-cache-dir", "-r"]).arg(&wanted).status()?.success() {
        return Ok(None);
    }
    fs::write(have, pinned)?;
    Ok(Some(environment))
}

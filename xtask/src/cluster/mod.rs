//! `cargo xtask test --cluster`: what is for many machines, really run, on this one: Spark, and an OpenSearch of three nodes.
//!
//! Both come from their public repositories by pip and Maven, in versions that are pinned, into `target/cluster`; they listen
//! on the loopback address alone and end with this task. What cannot be had on a machine is skipped by name, and is no failure.

mod loaded;
mod loads;
mod names;
mod neighbours;
mod opensearch;
mod parts;
mod secured;
mod spark;

pub(crate) use opensearch::Cluster;

use crate::target;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// What a test needs: where the project is, the program, and a folder of the test's own.
struct Ground<'g> {
    root: &'g Path,
    program: &'g Path,
    /// Words in the names of the parts to run; none for all.
    only: &'g [String],
    /// Where downloads stay from run to run.
    tools: PathBuf,
    /// Empty at first.
    place: PathBuf,
}

/// How a part of the test came out.
enum Part {
    Passed,
    Failed,
    /// What is missing here.
    Skipped(&'static str),
}

type Test = fn(&Ground<'_>) -> Result<Part>;

/// Runs the tests, or those in whose names one of the words in `only` stands; whether none failed.
pub(crate) fn test(root: &Path, program: &Path, only: &[String]) -> Result<bool> {
    let tools = target(root).join("cluster");
    let parts: [(&str, Test); 4] = [
        ("spark", spark::test),
        ("opensearch", opensearch::test),
        ("neighbours", neighbours::test),
        ("secured", secured::test),
    ];
    let mut passed = true;
    for (name, part) in parts {
        let place = tools.join("run").join(name);
        if place.exists() {
            fs::remove_dir_all(&place).with_context(|| format!("{} cannot be emptied", place.display()))?;
        }
        fs::create_dir_all(&place)?;
        let begun = Instant::now();
        let told = match part(&Ground { root, program, only, tools: tools.clone(), place })? {
            Part::Passed => "passed".to_owned(),
            Part::Skipped(missing) => format!("SKIPPED: {missing}"),
            Part::Failed => {
                passed = false;
                "FAILED".to_owned()
            }
        };
        println!("cluster test {name}: {told} ({} s)", begun.elapsed().as_secs());
    }
    Ok(passed)
}

impl Ground<'_> {
    /// Whether a part of this name is to be run.
    fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|word| name.contains(word.as_str()))
    }

    /// The program, with nothing of the user's settings and by words alone.
    fn search(&self, arguments: &[&str]) -> Command {
        let mut search = Command::new(self.program);
        search.args(arguments).current_dir(self.root).env("ROLECALL_MODEL", "none").env_remove("ROLECALL_INDEX");
        search
    }

    /// The records of `corpus/` as a local index has them, sorted.
    fn local_records(&self) -> Result<Vec<String>> {
        let index = self.place.join("local");
        let index = index.to_str().context("the path of the target folder is not UTF-8")?;
        said(&mut self.search(&["ingest", "corpus", "--index", index]))?;
        Ok(sorted(&said(&mut self.search(&["export", "--index", index]))?))
    }
}

/// Ended when it goes out of scope.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    /// Waits for its end, but not longer than `patience`; whether it went well.
    fn ends_well(mut self, patience: Duration) -> Result<bool> {
        let begun = Instant::now();
        while begun.elapsed() < patience {
            if let Some(status) = self.0.try_wait()? {
                return Ok(status.success());
            }
            sleep(Duration::from_millis(100));
        }
        bail!("it was not done after {} s", patience.as_secs())
    }
}

/// What a command writes; an error where it does not go well.
fn said(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("{command:?} cannot be run"))?;
    if !output.status.success() {
        bail!("{command:?} failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8(output.stdout)?)
}

fn sorted(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.sort_unstable();
    lines
}

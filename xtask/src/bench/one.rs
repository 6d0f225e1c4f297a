//! A single measurement in a process of its own, so that memory and caches are its own: `cargo xtask one …` prints one
//! object of JSON. Not meant to be typed.

use anyhow::{Context, Result};
use clap::Subcommand;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

/// What to measure.
#[derive(Subcommand)]
pub(crate) enum One {
    /// Ingests articles without vectors
    Ingest { articles: PathBuf, index: PathBuf },
    /// Parses pages with `scraper` and does nothing with them, on so many threads
    Parse { pages: PathBuf, threads: usize },
    /// Opens an index and asks the questions of a file, one a line
    Ask { index: PathBuf, questions: PathBuf },
}

/// What was measured.
#[derive(Serialize, Deserialize)]
pub(super) struct Measured {
    /// Seconds of the work itself.
    pub seconds: f64,
    /// Bytes that the process held at most.
    pub most_memory: u64,
    /// Bytes of these that are no files' (mapped files can be dropped at any time).
    pub own_memory: u64,
    /// Seconds by station.
    pub stations: Vec<(String, f64)>,
}

impl One {
    /// Measures, and prints it.
    pub fn run(self) -> Result<()> {
        let begun = Instant::now();
        let mut stations = Vec::new();
        match self {
            One::Ingest { articles, index } => {
                let report = rolecall_cli::ingest(&[articles], &index, false, None)?;
                let (times, _, _) = report.times();
                stations.extend(times.by_station().map(|(name, time)| (name.to_owned(), time.as_secs_f64())));
            }
            One::Parse { pages, threads } => super::peers::parse_bare(&pages, threads)?,
            One::Ask { index, questions } => {
                let reader = rolecall_indexer::Reader::open(index)?;
                let searcher = rolecall_search::Searcher::new(&reader);
                for question in std::fs::read_to_string(questions)?.lines() {
                    // A task without a word to look up cannot be asked; it costs what it costs.
                    let _ = searcher.ask(question, &rolecall_search::Options::default());
                }
            }
        }
        let seconds = begun.elapsed().as_secs_f64();
        let measured = Measured { seconds, most_memory: status("VmHWM"), own_memory: status("RssAnon"), stations };
        println!("{}", serde_json::to_string(&measured)?);
        Ok(())
    }

    /// Runs one in a process of its own, on these cores (as `taskset` names them; all where there is no `taskset`).
    pub(super) fn apart(arguments: &[&std::ffi::OsStr], cores: Option<&str>) -> Result<Measured> {
        let program = std::env::current_exe().context("this program is not found")?;
        let mut command = match cores {
            Some(cores) => {
                let mut command = Command::new("taskset");
                command.args(["-c", cores]).arg(program);
                command
            }
            None => Command::new(program),
        };
        let output = command.arg("one").args(arguments).output().context("a process of its own cannot be started")?;
        let said = String::from_utf8_lossy(&output.stdout);
        serde_json::from_str(said.lines().last().unwrap_or_default())
            .with_context(|| format!("it said: {said}{}", String::from_utf8_lossy(&output.stderr)))
    }
}

/// A figure of `/proc/self/status`, in bytes; 0 where there is none.
fn status(key: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(key));
    let kib = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kib.unwrap_or(0) * 1024
}

//! How fast, how large, how fresh, beside what people would use instead; of this machine, on this day.
//!
//! A workload is a file: `ingest` (pages to an index), `index` (statements to an index), `question`, `cold` (process start to
//! answer), `fresh` (one article changed), `memory`, `cluster` (the same in an OpenSearch, where it is named). `corpus` makes the articles, `peers` are the others, `one` is a single
//! measurement in a process of its own, `machine` and `results` say where and how the figures are kept. What is compared
//! is measured in one run, one after the other.

mod cluster;
mod cold;
mod corpus;
mod fresh;
mod index;
mod ingest;
mod machine;
mod memory;
mod one;
mod peers;
mod question;
mod results;

pub(crate) use corpus::Sources;
pub(crate) use one::One;

use crate::Meaning;
use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use results::Results;
use std::fs;
use std::path::{Path, PathBuf};

/// What to measure.
#[derive(Args)]
pub(crate) struct Bench {
    /// Workloads [default: all]
    #[arg(value_enum, value_name = "WORKLOAD")]
    workloads: Vec<Workload>,
    /// A folder with real statements and pages (`onet/tasks.tsv`, `ooh/pages`); without it those of `corpus/` are taken
    #[arg(long, value_name = "DIR")]
    shared: Option<PathBuf>,
    /// Numbers of statements
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 10_000])]
    sizes: Vec<usize>,
    /// Where the dated results are written; nowhere without it
    #[arg(long, value_name = "DIR")]
    results: Option<PathBuf>,
    /// The program that `cluster` measures, instead of one that is built now
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
    #[command(flatten)]
    meaning: Meaning,
}

/// A workload.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Workload {
    /// Pages to an index
    Ingest,
    /// Statements to an index
    Index,
    /// Questions to a warm index
    Question,
    /// From the start of the process to the answer
    Cold,
    /// One article added, changed, removed
    Fresh,
    /// The most memory that is held
    Memory,
    /// The same in a folder and in an OpenSearch of three nodes; only where it is named
    Cluster,
}

/// What every workload is given.
struct Bed<'b> {
    sources: &'b Sources,
    sizes: &'b [usize],
    meaning: &'b Meaning,
    program: Option<&'b Path>,
    /// A folder of its own, removed at the end.
    dir: &'b Path,
}

impl Bed<'_> {
    /// The articles with this many statements, made where they are not there yet.
    fn articles(&self, statements: usize) -> Result<PathBuf> {
        let dir = self.dir.join(format!("articles-{statements}"));
        if !dir.exists() {
            self.sources.write(statements, &dir)?;
        }
        Ok(dir)
    }

    /// The index of these articles, without vectors, made where it is not there yet.
    fn index(&self, statements: usize) -> Result<PathBuf> {
        let dir = self.dir.join(format!("index-{statements}"));
        if !dir.exists() {
            rolecall_cli::ingest(&[self.articles(statements)?], &dir, true, None)?;
        }
        Ok(dir)
    }
}

impl Bench {
    pub(crate) fn run(self) -> Result<bool> {
        let dir = std::env::temp_dir().join(format!("rolecall-bench-{}", std::process::id()));
        fs::create_dir_all(&dir).with_context(|| format!("{} cannot be made", dir.display()))?;
        let measured = self.measure(&dir);
        // What went wrong before is what counts.
        let removed = fs::remove_dir_all(&dir).with_context(|| format!("{} cannot be removed", dir.display()));
        let results = measured?;
        removed?;
        print!("{}", results.markdown());
        if let Some(folder) = &self.results {
            println!("written to {}", results.write(folder)?.display());
        }
        Ok(true)
    }

    fn measure(&self, dir: &Path) -> Result<Results> {
        let sources = Sources::open(self.shared.as_deref(), &crate::root()?)?;
        let bed = Bed {
            sources: &sources,
            sizes: &self.sizes,
            meaning: &self.meaning,
            program: self.program.as_deref(),
            dir,
        };
        let mut results = Results::new(&sources);
        for workload in Workload::value_variants() {
            let unasked = self.workloads.is_empty() && *workload != Workload::Cluster;
            if !unasked && !self.workloads.contains(workload) {
                continue;
            }
            let begun = std::time::Instant::now();
            match workload {
                Workload::Ingest => ingest::measure(&bed, &mut results)?,
                Workload::Index => index::measure(&bed, &mut results)?,
                Workload::Question => question::measure(&bed, &mut results)?,
                Workload::Cold => cold::measure(&bed, &mut results)?,
                Workload::Fresh => fresh::measure(&bed, &mut results)?,
                Workload::Cluster => cluster::measure(&bed, &mut results)?,
                Workload::Memory => memory::measure(&bed, &mut results)?,
            }
            let name = workload.to_possible_value().map(|v| v.get_name().to_owned()).unwrap_or_default();
            eprintln!("bench: {name} measured in {:.0} s", begun.elapsed().as_secs_f64());
        }
        Ok(results)
    }
}

/// The value that this share of `sorted` lies below.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let at = (sorted.len().max(1) - 1) as f64 * share;
    sorted.get(at.round() as usize).copied().unwrap_or(0.0)
}

/// All bytes below `dir`.
fn bytes_below(dir: &Path) -> Result<u64> {
    let mut sum = 0;
    for entry in fs::read_dir(dir).with_context(|| format!("{} cannot be read", dir.display()))? {
        let entry = entry?;
        let about = entry.metadata()?;
        sum += if about.is_dir() { bytes_below(&entry.path())? } else { about.len() };
    }
    Ok(sum)
}

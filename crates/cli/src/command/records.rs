//! `search ingest --records -`: paths in, records out, and nothing kept. What stands on a line is all that decides on its
//! record, so a list may be cut into as many parts as there are machines: each part gives what it would give within the
//! whole, as often as it is read.
//!
//! A line is an article's path, as `search ingest` of the folder would have it, and the way to its file from `--base`. An
//! archive's line gives the records of all its members.

use super::ingest::{ended, quietly};
use crate::args::Ingest;
use crate::exit::report;
use crate::{Outcome, Output};
use anyhow::{Context, Result, bail};
use rolecall_ingest::{Delivery, Found, NamedColumns, PIPELINE_VERSION, Plan, Problem, RunOptions, Scan, ScanOptions};
use rolecall_record::lines;
use std::collections::BTreeMap;
use std::io::{self, BufRead};
use std::path::{Component, Path};

/// Lines that are read before the records of those before them are written.
const TOGETHER: usize = 256;

pub(super) fn run(ingest: &Ingest, output: &mut Output) -> Result<Outcome> {
    if ingest.paths != [Path::new("-")] {
        bail!("--records takes its paths from standard input, one a line: give - as the only path");
    }
    let base = ingest.base.as_deref().unwrap_or(Path::new(""));
    if let Some(base) = &ingest.base
        && !base.is_dir()
    {
        bail!("{} is no folder: name the one with --base that the paths begin at", base.display());
    }
    let columns = NamedColumns::everywhere(ingest.columns.clone().unwrap_or_default());
    let options = RunOptions { columns, ..RunOptions::default() };
    let (mut listed, mut untaken) = (0, 0);
    let mut input = io::stdin().lock().lines();
    loop {
        let some: Vec<String> = input
            .by_ref()
            .filter(|line| line.as_ref().map_or(true, |line| !line.is_empty()))
            .take(TOGETHER)
            .collect::<Result<_, _>>()
            .context("the list of paths cannot be read: give UTF-8, one path a line")?;
        if some.is_empty() {
            break;
        }
        listed += some.len();
        untaken += write(&some, base, &options, output)?;
        output.flush()?;
    }
    if untaken == 0 {
        return Ok(Outcome::Answered);
    }
    report(&format!("{untaken} could not be taken of what {listed} lines list"));
    Ok(Outcome::PartlyFailed)
}

/// Writes the records of these paths, in their order; how many articles could not be taken.
fn write(paths: &[String], base: &Path, options: &RunOptions, output: &mut Output) -> Result<usize> {
    let mut problems: Vec<Problem> = Vec::new();
    let mut scan = Scan::default();
    for path in paths {
        match find(path, base) {
            Ok(found) => scan.files.push(found),
            Err(problem) => problems.push(problem),
        }
    }
    let plan = Plan::new(&scan, &BTreeMap::new(), false, PIPELINE_VERSION);
    let mut line = Vec::new();
    let mut take = |delivery| -> Result<()> {
        if let Delivery::Article { record, .. } = delivery {
            line.clear();
            lines::write(&mut line, &record)?;
            output.text(&String::from_utf8_lossy(&line))?;
        }
        Ok(())
    };
    let run = quietly(|| rolecall_ingest::run(&plan, options.clone(), &(), &mut take)).map_err(ended)?;
    problems.extend(run.problems);
    problems.iter().for_each(|problem| report(&format!("{}: {}", problem.path, problem.reason)));
    Ok(problems.len())
}

/// The file that a line names.
fn find(line: &str, base: &Path) -> Result<Found, Problem> {
    let mut parts = Vec::new();
    for part in Path::new(line).components() {
        match part {
            Component::Normal(name) => parts.push(name.to_string_lossy()),
            Component::ParentDir => {
                let reason = "it leads out of where it begins (..): list paths without it".to_owned();
                return Err(Problem { path: line.to_owned(), reason });
            }
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    // A path that begins at the root stays one, whatever the base is.
    rolecall_ingest::named(&parts.join("/"), &base.join(line), ScanOptions::default().max_bytes)
}

//! `search ingest --dry-run`: what would become of each file, and why. Everything is read and understood as ever, and
//! nothing is written.

use super::ingest::{known, no_articles, plan, refuse_index};
use super::sources::Sources;
use crate::{Outcome, Output, render};
use anyhow::Result;
use rolecall_indexer::{Manifest, OnDamage, Writer};
use rolecall_ingest::{Change, Delivery};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::path::Path;

/// What would become of a file.
struct Fate {
    what: &'static str,
    why: String,
}

pub(super) fn run(sources: &Sources, dir: &Path, output: &mut Output) -> Result<Outcome> {
    refuse_index(sources, dir)?;
    // What is never committed is never seen.
    let writer = if dir.exists() { Some(Writer::open(dir, OnDamage::Fail)?) } else { None };
    let empty = Manifest::default();
    let manifest = writer.as_ref().map_or(&empty, Writer::known);
    let known = known(&manifest.articles, &manifest.refused);
    let (scan, plan, way) = plan(sources, Some(dir), (&manifest.roots, &manifest.columns), &known, true)?;
    let mut fates: BTreeMap<String, Fate> = BTreeMap::new();
    let mut put = |path: &str, what, why: String| fates.insert(path.to_owned(), Fate { what, why });
    let read: BTreeSet<&str> = plan.candidates.iter().map(|candidate| candidate.found.path.as_str()).collect();
    for path in scan.files.iter().map(|found| &found.path).filter(|path| !read.contains(path.as_str())) {
        put(path, "unchanged", "its size and times are as they were".into());
    }
    for problem in &scan.left_out {
        put(&problem.path, "left out", problem.reason.clone());
    }
    for problem in &scan.problems {
        put(&problem.path, "refused", problem.reason.clone());
    }
    for (path, reason) in &plan.still_refused {
        put(path, "refused", reason.clone());
    }
    let mut take = |delivery: Delivery| {
        match delivery {
            Delivery::Gone(path) => put(&path, "deleted", "it is no longer there".into()),
            Delivery::Touched { path, .. } => {
                put(&path, "unchanged", "its time is another, its content the same".into())
            }
            Delivery::Refused { path, reason, .. } => put(&path, "refused", reason),
            Delivery::Article { record, change, .. } => {
                let roles: BTreeSet<&str> =
                    record.statements.iter().flat_map(|s| s.roles.iter().map(|m| m.role.as_str())).collect();
                let holds = format!("{} statements, {} roles", record.statements.len(), roles.len());
                let notes: String = record.diagnostics.iter().map(|d| format!("; {}", d.message)).collect();
                let (what, why) = match &change {
                    Change::New => ("new", "no index of it yet".to_owned()),
                    Change::Moved(from) => ("moved", format!("it stood at {from}")),
                    Change::Changed | Change::Touched => {
                        ("changed", "its content, or the way it is read, is another".to_owned())
                    }
                };
                put(&record.article.path, what, format!("{why}; {holds}{notes}"))
            }
        };
        Ok::<(), Infallible>(())
    };
    let mut report = rolecall_ingest::run(&plan, way.options.clone(), &(), &mut take)?;
    let before = report.problems.len();
    let Ok(()) = sources.elsewhere(&known, &way, &mut report, &mut take);
    for problem in report.problems.drain(before..) {
        put(&problem.path, "refused", problem.reason);
    }
    // Of what could not be read nothing is delivered.
    for problem in &report.problems {
        put(&problem.path, "refused", problem.reason.clone());
    }
    drop(writer);
    let refused = fates.values().any(|fate| fate.what == "refused");
    for (path, Fate { what, why }) in &fates {
        if output.json {
            output.json_line(&serde_json::json!({"path": path, "what": what, "why": why}))?;
        } else {
            output.text(&format!("{what:<9} {}: {}\n", render::visible(path), render::visible(why)))?;
        }
    }
    if scan.files.is_empty() && scan.problems.is_empty() && plan.gone.is_empty() && !sources.paths.is_empty() {
        output.flush()?;
        return Err(no_articles(sources));
    }
    Ok(if refused { Outcome::PartlyFailed } else { Outcome::Answered })
}

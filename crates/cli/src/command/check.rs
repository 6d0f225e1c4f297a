//! `search check`: whether an index is what was written, and making it so again. Joins what `indexer` can make of records with
//! what `ingest` makes of articles, where a record itself is lost.

use super::ingest;
use crate::args::Common;
use crate::exit::report as say;
use crate::place::place;
use crate::progress::Bar;
use crate::{Outcome, Output};
use anyhow::{Result, bail};
use rolecall_embedding::{Embed, MiniLm};
use rolecall_indexer::{Checkup, Embedding, Fault, Repaired, check, repair};
use rolecall_serve::Place;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub(super) fn run(mend: bool, common: &Common, output: &mut Output) -> Result<Outcome> {
    let dir = match place(common.index.as_deref())? {
        Place::Folder(dir) => dir,
        Place::Cluster(_) if mend => bail!(
            "a cluster brings its shards back by itself, from copies or a snapshot: what is lost for good is made anew with `search ingest PATH --full`"
        ),
        Place::Cluster(address) => return of_cluster(&address, output),
    };
    if !mend {
        return tell(&dir, &check(&dir)?, output);
    }
    let model = common.model.load()?;
    let Repaired { found, lost, roots, made } = mended(&dir, model.as_ref())?;
    if found.faults.is_empty() {
        return tell(&dir, &found, output);
    }
    let (files, mut gone) = files(&lost, &roots);
    if !files.is_empty() {
        ingest::articles(&files, &dir, false, model.as_ref())?;
    }
    // An article may have become unreadable since, or its file may hold others now.
    let known = rolecall_indexer::Reader::open(&dir)?;
    for path in &lost {
        if known.article(path)?.is_none() {
            gone.push(path.clone());
        }
    }
    gone.sort();
    gone.dedup();
    if output.json {
        let vectors = made.is_some_and(|made| made.vectors);
        output.json_line(&serde_json::json!({
            "format": 1, "sound": gone.is_empty(), "faults": json(&found.faults), "read_again": lost.len() - gone.len(),
            "lost": gone, "articles": known.article_count(), "statements": known.statement_count(), "vectors": vectors,
        }))?;
    } else {
        for fault in &found.faults {
            output.text(&format!("{} {}\n", fault.file.display(), fault.reason))?;
        }
        let again = match lost.len() - gone.len() {
            0 => String::new(),
            n => format!(" ({n} of them read again)"),
        };
        let (articles, statements) = (known.article_count(), known.statement_count());
        output.text(&format!("Mended: {articles} articles{again}, {statements} statements in the index\n"))?;
    }
    output.flush()?;
    for path in &gone {
        say(&format!("{path}: its record is lost and its file is not there: read it again with `search ingest`"));
    }
    Ok(if gone.is_empty() { Outcome::Answered } else { Outcome::PartlyFailed })
}

/// Whether a cluster has what was written to it.
fn of_cluster(address: &rolecall_cluster::Address, output: &mut Output) -> Result<Outcome> {
    let reader = rolecall_cluster::Reader::open(address)?;
    let faults = reader.check()?;
    let (articles, statements) = (reader.article_count(), reader.statement_count());
    if output.json {
        output.json_line(&serde_json::json!({
            "format": 1, "sound": faults.is_empty(), "faults": faults, "articles": articles, "statements": statements,
        }))?;
    } else if faults.is_empty() {
        output.text(&format!("{address} is whole: {articles} articles, {statements} statements\n"))?;
    }
    output.flush()?;
    faults.iter().for_each(|fault| say(fault));
    if faults.is_empty() {
        return Ok(Outcome::Answered);
    }
    say(&format!(
        "the index at {address} is not whole: bring its shards back, or make it anew with `search ingest PATH --full`"
    ));
    Ok(Outcome::PartlyFailed)
}

fn mended(dir: &Path, model: Option<&MiniLm>) -> Result<Repaired> {
    let Some(model) = model else { return Ok(repair(dir, None)?) };
    let bar = Bar::new("reading for meaning");
    let mut progress = |done: usize, total: usize| bar.at(done as u64, total as u64);
    let repaired = repair(dir, Some(Embedding { model: model as &dyn Embed, progress: &mut progress }));
    bar.finish();
    Ok(repaired?)
}

fn tell(dir: &Path, found: &Checkup, output: &mut Output) -> Result<Outcome> {
    let Checkup { articles, statements, files, bytes, faults } = found;
    if output.json {
        output.json_line(&serde_json::json!({
            "format": 1, "sound": faults.is_empty(), "faults": json(faults), "articles": articles, "statements": statements,
            "files": files, "bytes": bytes,
        }))?;
    } else if faults.is_empty() {
        let megabytes = *bytes as f64 / 1e6;
        output.text(&format!(
            "{} is sound: {articles} articles, {statements} statements; {files} files, {megabytes:.2} MB compared\n",
            dir.display()
        ))?;
    }
    output.flush()?;
    for Fault { file, reason, articles } in faults {
        let of = match articles.len() {
            0 => String::new(),
            1 => format!(" (the record of {})", articles[0]),
            n => format!(" (the records of {n} articles, {} the first)", articles[0]),
        };
        say(&format!("{} {reason}{of}", file.display()));
    }
    if faults.is_empty() {
        return Ok(Outcome::Answered);
    }
    say(&format!("the index at {} is damaged: mend it with `search check --repair`", dir.display()));
    Ok(Outcome::PartlyFailed)
}

fn json(faults: &[Fault]) -> Vec<serde_json::Value> {
    let one =
        |f: &Fault| serde_json::json!({"file": f.file.to_string_lossy(), "reason": f.reason, "articles": f.articles});
    faults.iter().map(one).collect()
}

/// The files that lost articles are made of, and the articles that have none any more. A member's is its archive.
fn files(lost: &[String], roots: &BTreeMap<String, PathBuf>) -> (Vec<PathBuf>, Vec<String>) {
    let (mut files, mut gone) = (Vec::new(), Vec::new());
    for path in lost {
        let file = path.split_once('/').and_then(|(corpus, below)| {
            let root = roots.get(corpus)?;
            let file = root.join(below);
            file.ancestors().take_while(|at| at.starts_with(root)).find(|at| at.is_file()).map(Path::to_owned)
        });
        match file {
            Some(file) => files.push(file),
            None => gone.push(path.clone()),
        }
    }
    files.sort();
    files.dedup();
    (files, gone)
}

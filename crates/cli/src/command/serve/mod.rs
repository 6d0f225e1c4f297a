//! `search serve` and `search mcp`: the page, the HTTP API, the tools for assistants. Joins `serve`, which knows no articles, with `ingest`, which reads them.

mod shelf;

use super::{ask, ingest, watch};
use crate::args::{Common, Mcp, Serve};
use crate::exit::report;
use crate::place::place;
use crate::{Outcome, Output, default_corpus};
use anyhow::{Context, Result, bail};
use rolecall_embedding::{Embed, MiniLm};
use rolecall_indexer::{IndexError, OnDamage, Reader, Writer};
use rolecall_serve::{Keeper, Place, Settings};
use shelf::Shelf;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::channel;

pub(super) fn run(serve: &Serve, common: &Common, output: &mut Output) -> Result<Outcome> {
    let place = place(common.index.as_deref())?;
    let model = ready(&place, common, output, !serve.read_only || !serve.watch.is_empty())?;
    if !serve.watch.is_empty() {
        follow(&serve.watch, &place, model.clone())?;
    }
    let keeper = match &place {
        Place::Folder(dir) if !serve.read_only => Some(shelf(serve.articles.as_deref(), dir, model.clone())?),
        // What is in a cluster is written to it by `search ingest` alone.
        _ => None,
    };
    let closed = keeper.is_some() && serve.token_file.is_some() && serve.write_token_file.is_none();
    let settings = Settings {
        index: place,
        listen: serve.listen,
        port: serve.port,
        hosts: serve.host.clone(),
        token: serve.token_file.as_deref().map(secret).transpose()?,
        writing: serve.write_token_file.as_deref().map(secret).transpose()?,
    };
    let model = model.map(|model| model as Arc<dyn Embed>);
    let mut told = Ok(());
    rolecall_serve::serve(settings, model, keeper, |address| {
        told = tell(address, serve.open, output);
        if closed {
            report("nobody can add or remove articles: give --write-token-file FILE with another token for that");
        }
    })?;
    told?;
    Ok(Outcome::Answered)
}

/// Reads `paths`, and goes on reading what changes in them for as long as this process runs. What is to be said of it goes to
/// standard error.
fn follow(paths: &[PathBuf], place: &Place, model: Option<Arc<MiniLm>>) -> Result<()> {
    let (paths, place) = (paths.to_owned(), place.clone());
    let (begun, first) = channel();
    std::thread::Builder::new().name("watch".into()).spawn(move || {
        let told = |run: &ingest::Report| {
            let is_first = begun.send(Ok(())).is_ok();
            if is_first || run.changed() {
                run.text().lines().for_each(report);
                run.problems().iter().for_each(|problem| report(problem));
            }
            Ok(())
        };
        if let Err(error) = watch::follow::<()>(&paths, &place, model.as_deref(), told) {
            // Only the first run's error comes here, and is waited for.
            let _ = begun.send(Err(error));
        }
    })?;
    first
        .recv()
        .context("the folders to be watched cannot be read: this met a defect of the program, please report it")?
}

/// Answers an assistant. Standard output belongs to the protocol.
pub(super) fn assistant(mcp: &Mcp, common: &Common, output: &Output) -> Result<Outcome> {
    let place = place(common.index.as_deref())?;
    let model = ready(&place, common, output, mcp.allow_write)?;
    let keeper = match &place {
        Place::Folder(dir) if mcp.allow_write => Some(shelf(mcp.articles.as_deref(), dir, model.clone())?),
        Place::Cluster(_) if mcp.allow_write => {
            bail!("articles of a cluster are added by `search ingest`: leave out --allow-write")
        }
        _ => None,
    };
    rolecall_serve::serve_assistant(place, model.map(|model| model as Arc<dyn Embed>), keeper)?;
    Ok(Outcome::Answered)
}

/// Sees to it that there is an index, and loads the model that goes with it. An empty one is begun only where articles `may_come`.
fn ready(place: &Place, common: &Common, output: &Output, may_come: bool) -> Result<Option<Arc<MiniLm>>> {
    let dir = match place {
        Place::Folder(dir) => dir,
        Place::Cluster(address) => {
            let model = ask::model(common, &rolecall_cluster::Reader::open(address)?)?;
            return Ok(model.map(Arc::new));
        }
    };
    let reader = open(dir, common, output.width, may_come)?;
    let model = if reader.statement_count() == 0 { common.model.load()? } else { ask::model(common, &reader)? };
    Ok(model.map(Arc::new))
}

/// The index. In a clone that has none yet, it is built first; elsewhere an empty one is begun, if articles can be added to it.
fn open(dir: &Path, common: &Common, width: usize, may_come: bool) -> Result<Reader> {
    match Reader::open(dir) {
        Err(IndexError::Missing(_)) => {
            match default_corpus().filter(|_| common.index.is_none()) {
                Some(corpus) => ingest::first(&corpus, dir, width, &common.model)?,
                None if may_come => drop(Writer::open(dir, OnDamage::Fail)?.commit()?),
                None => {}
            }
            Ok(Reader::open(dir)?)
        }
        opened => Ok(opened?),
    }
}

fn shelf(articles: Option<&Path>, dir: &Path, model: Option<Arc<MiniLm>>) -> Result<Arc<dyn Keeper>> {
    let folder = match articles {
        Some(folder) => folder.to_owned(),
        None => std::path::absolute(dir)?.with_file_name("added"),
    };
    Ok(Arc::new(Shelf::new(dir, &folder, model)?))
}

/// The token in a file.
fn secret(file: &Path) -> Result<String> {
    let text = std::fs::read_to_string(file);
    let text = text.with_context(|| format!("the token in {} cannot be read: write one into it", file.display()))?;
    let token = text.trim();
    anyhow::ensure!(
        token.len() >= 16 && token.bytes().all(|b| b.is_ascii_graphic()),
        "{} holds no token: write at least 16 letters and digits into it, on one line",
        file.display()
    );
    Ok(token.to_owned())
}

/// Says where the page is, and shows it where that is wanted.
fn tell(address: &str, show: bool, output: &mut Output) -> Result<()> {
    if output.json {
        output.json_line(&serde_json::json!({ "address": address }))?;
    } else {
        output.text(&format!("Rolecall is at {address}\n"))?;
    }
    output.flush()?;
    if show && !opened(address) {
        report(&format!("no browser could be opened: go to {address}"));
    }
    Ok(())
}

/// Opens a browser; whether one could be asked to.
fn opened(address: &str) -> bool {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("explorer", &[])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(arguments).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().is_ok()
}

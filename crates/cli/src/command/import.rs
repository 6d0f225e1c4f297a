//! `search import`: records that `search export` wrote, into the index. A record is believed only as far as it agrees with
//! itself, for whatever is wrong in it would be cited one day.

use crate::args::{Common, Import};
use crate::exit::report;
use crate::opened::{Sink, tell_graphless, untaken};
use crate::place::place;
use crate::{Outcome, Output};
use anyhow::{Context, Result, bail};
use rolecall_cluster::Address;
use rolecall_embedding::Embed;
use rolecall_indexer::{Fingerprint, Summary};
use rolecall_ingest::{PIPELINE_VERSION, Problem, article_id};
use rolecall_record::{ArticleRecord, BlockKind, Span, lines};
use rolecall_serve::Place;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

pub(super) fn run(import: &Import, common: &Common, output: &mut Output) -> Result<Outcome> {
    let place = place(common.index.as_deref())?;
    if let Some(load) = &import.abandon {
        rolecall_cluster::Loader::abandon(in_cluster(&place)?, load)?;
        return Ok(Outcome::Answered);
    }
    let model = common.model.load()?;
    let embed = model.as_ref().map(|model| model as &dyn Embed);
    if import.begin {
        let begun = rolecall_cluster::Writer::begin(in_cluster(&place)?, embed, PIPELINE_VERSION)?;
        tell_graphless(begun.graphless.as_deref());
        output.text(&format!("{}\n", begun.load))?;
        return Ok(Outcome::Answered);
    }
    if let Some(load) = &import.commit {
        let writer = rolecall_cluster::Writer::of_load(in_cluster(&place)?, load, embed)?;
        let summary = writer.commit()?;
        return tell(None, &summary, output);
    }
    let file = import.file.as_deref().context("name a file, or - for standard input")?;
    if let Some(load) = &import.part_of {
        let mut loader = rolecall_cluster::Loader::join(in_cluster(&place)?, load, embed, PIPELINE_VERSION)?;
        let mut add = |record: &ArticleRecord| Ok(loader.add(record, Fingerprint::default())?);
        let read = each(file, "this part of the load is not whole", &mut add)?;
        loader.send()?;
        let count = read.taken;
        if output.json {
            output.json_line(&serde_json::json!({"format": 1, "imported": count}))?;
        } else {
            output.text(&format!("{count} records written\n"))?;
        }
        return read.told(file, output);
    }
    let mut writer = Sink::open(&place, false, model.as_ref())?;
    // Of no file: when its file is met, it is read.
    let read = each(file, "nothing was imported", &mut |record| writer.add(record, Fingerprint::default()))?;
    let summary = writer.commit(model.as_ref(), &mut |_, _| {})?;
    tell(Some(read.taken), &summary, output)?;
    read.told(file, output)
}

/// What became of the records of a file.
#[derive(Default)]
struct Read {
    taken: usize,
    /// What was not, with why.
    untaken: Vec<Problem>,
}

impl Read {
    /// Tells what was not taken.
    fn told(&self, file: &Path, output: &mut Output) -> Result<Outcome> {
        output.flush()?;
        self.untaken.iter().for_each(|problem| report(&format!("{}: {}", problem.path, problem.reason)));
        if self.untaken.is_empty() {
            return Ok(Outcome::Answered);
        }
        report(&format!("{} could not be taken of what {} holds", self.untaken.len(), file.display()));
        Ok(Outcome::PartlyFailed)
    }
}

/// The cluster that the index is in, which alone is written by many.
fn in_cluster(place: &Place) -> Result<&Address> {
    match place {
        Place::Cluster(address) => Ok(address),
        Place::Folder(_) => {
            bail!(
                "an index in a folder is written by one at a time: leave out --begin, --part-of, --commit and --abandon"
            )
        }
    }
}

fn tell(imported: Option<usize>, summary: &Summary, output: &mut Output) -> Result<Outcome> {
    let Summary { articles, statements, .. } = summary;
    if output.json {
        output.json_line(
            &serde_json::json!({"format": 1, "imported": imported, "articles": articles, "statements": statements}),
        )?;
    } else {
        let imported = imported.map(|count| format!("{count} records imported; ")).unwrap_or_default();
        output.text(&format!("{imported}{articles} articles, {statements} statements in the index\n"))?;
    }
    Ok(Outcome::Answered)
}

/// Hands over the records of a file. `else_` is what became of all, where one is none.
fn each(file: &Path, else_: &str, take: &mut dyn FnMut(&ArticleRecord) -> Result<()>) -> Result<Read> {
    let cannot = || format!("{} cannot be read: check the path and its permissions", file.display());
    let input: Box<dyn BufRead> = if file.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(file).with_context(cannot)?))
    };
    let mut read = Read::default();
    for record in lines::read(input) {
        let record = record.with_context(|| format!("{} is no export of records, and {else_}", file.display()))?;
        if let Err(why) = check(&record) {
            bail!("the record of {} does not agree with itself ({why}), and {else_}", record.article.path);
        }
        match take(&record) {
            Ok(()) => read.taken += 1,
            Err(error) => {
                let reason = untaken(&error).ok_or(error)?;
                read.untaken.push(Problem { path: record.article.path, reason });
            }
        }
    }
    Ok(read)
}

/// Whether every span of a record lies in its text, and every statement says what stands there.
fn check(record: &ArticleRecord) -> Result<(), String> {
    let article = &record.article;
    let text = &article.text;
    let lies = |span: Span| text.get(span.start..span.end).is_some();
    if article.id != article_id(&article.path) {
        return Err(format!("its id is not that of {}", article.path));
    }
    for block in &article.blocks {
        let cells = match &block.kind {
            BlockKind::TableRow { cells, .. } => cells.as_slice(),
            _ => &[],
        };
        if ![block.span].iter().chain(&block.lead).chain(cells).all(|span| lies(*span)) {
            return Err("a block lies outside of its text".into());
        }
    }
    let mut places = BTreeSet::new();
    for s in &record.statements {
        // A statement is known by where it begins.
        if !places.insert(s.span.start) {
            return Err(format!("two of its statements begin at byte {}", s.span.start));
        }
        if text.get(s.span.start..s.span.end) != Some(s.text.as_str()) {
            return Err(format!("what stands at {}..{} is not “{}”", s.span.start, s.span.end, s.text));
        }
        if !s.roles.iter().map(|m| m.clause).chain(s.condition).all(lies) {
            return Err("a clause lies outside of its text".into());
        }
    }
    if !record.facts.iter().all(|fact| lies(fact.span)) {
        return Err("a fact lies outside of its text".into());
    }
    Ok(())
}

//! `search import`: records that `search export` wrote, into the index. A record is believed only as far as it agrees with
//! itself, for whatever is wrong in it would be cited one day.

use crate::args::Common;
use crate::opened::Sink;
use crate::place::place;
use crate::{Outcome, Output};
use anyhow::{Context, Result, bail};
use rolecall_indexer::Fingerprint;
use rolecall_ingest::article_id;
use rolecall_record::{ArticleRecord, BlockKind, Span, lines};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

pub(super) fn run(file: &Path, common: &Common, output: &mut Output) -> Result<Outcome> {
    let cannot = || format!("{} cannot be read: check the path and its permissions", file.display());
    let input: Box<dyn BufRead> = if file.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(file).with_context(cannot)?))
    };
    let model = common.model.load()?;
    let mut writer = Sink::open(&place(common.index.as_deref())?, false, model.as_ref())?;
    let mut count = 0;
    for record in lines::read(input) {
        let record =
            record.with_context(|| format!("{} is no export of records, and nothing was imported", file.display()))?;
        if let Err(why) = check(&record) {
            bail!("the record of {} does not agree with itself ({why}), and nothing was imported", record.article.path);
        }
        // Of no file: when its file is met, it is read.
        writer.add(&record, Fingerprint::default())?;
        count += 1;
    }
    let summary = writer.commit(model.as_ref(), &mut |_, _| {})?;
    if output.json {
        output.json_line(&serde_json::json!({"format": 1, "imported": count, "articles": summary.articles, "statements": summary.statements}))?;
    } else {
        output.text(&format!(
            "{count} records imported; {} articles, {} statements in the index\n",
            summary.articles, summary.statements
        ))?;
    }
    Ok(Outcome::Answered)
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
    for s in &record.statements {
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

//! `search extract FILE`: what is understood of one file.

use crate::{Outcome, Output, render};
use anyhow::{Context, Result, bail};
use rolecall_record::{ArticleRecord, Block, BlockKind};
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

/// A file larger than this is no article.
const MOST_BYTES: u64 = 64 << 20;

pub(super) fn run(file: &Path, text: bool, output: &mut Output) -> Result<Outcome> {
    if text && output.json {
        bail!("--text and --json exclude each other: give one of them");
    }
    let record = understand(file)?;
    if output.json {
        output.json_line(&json(&record))?;
    } else if text {
        for block in record.article.blocks.iter().filter(|block| in_body(&record, block)) {
            let cells = block.span.of(&record.article.text).split('\t');
            output.text(&format!("{}\n", cells.map(render::visible).collect::<Vec<_>>().join("\t")))?;
        }
    } else {
        output.text(&overview(&record))?;
    }
    Ok(Outcome::Answered)
}

/// Whether a block is part of the body: neither the title over it nor a line about the article.
fn in_body(record: &ArticleRecord, block: &Block) -> bool {
    match block.kind {
        BlockKind::Heading { level: 1 } => block.span.of(&record.article.text) != record.article.title,
        BlockKind::Meta => false,
        _ => true,
    }
}

fn understand(file: &Path) -> Result<ArticleRecord> {
    let cannot = || format!("{} cannot be read: check the path and its permissions", file.display());
    let about = fs::metadata(file).with_context(cannot)?;
    if about.is_dir() {
        bail!("{} is a folder: name one file, or use `search ingest`", file.display());
    }
    // A pipe does not say how much it holds, so what was read counts too.
    let mut bytes = Vec::new();
    if about.len() <= MOST_BYTES {
        File::open(file).with_context(cannot)?.take(MOST_BYTES + 1).read_to_end(&mut bytes).with_context(cannot)?;
    }
    if about.len().max(bytes.len() as u64) > MOST_BYTES {
        bail!("{} has more than the {} MiB of an article: split it", file.display(), MOST_BYTES >> 20);
    }
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    rolecall_ingest::understand(&name, &bytes).with_context(|| format!("{} is not understood", file.display()))
}

/// The record, its article's fields at the top.
fn json(record: &ArticleRecord) -> serde_json::Value {
    let a = &record.article;
    serde_json::json!({
        "format": record.format, "title": a.title, "author": a.author, "date": a.date, "language": a.language, "url": a.url,
        "text": a.text, "blocks": a.blocks, "statements": record.statements, "facts": record.facts,
        "synonyms": record.synonyms, "contrasts": record.contrasts, "diagnostics": record.diagnostics,
    })
}

fn overview(record: &ArticleRecord) -> String {
    let a = &record.article;
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(&render::visible(&text));
        out.push('\n');
    };
    let or_unknown = |value: &Option<String>| value.clone().unwrap_or_else(|| "unknown".into());
    line(format!("title: {}", a.title));
    line(format!(
        "author: {} · date: {} · language: {}",
        or_unknown(&a.author),
        or_unknown(&a.date),
        or_unknown(&a.language)
    ));
    line(String::new());
    for block in &a.blocks {
        let mark = match &block.kind {
            BlockKind::Heading { level } => "#".repeat(usize::from(*level)) + " ",
            BlockKind::ListItem { depth, .. } => "  ".repeat(usize::from(*depth)) + "• ",
            BlockKind::TableRow { .. } => "| ".into(),
            BlockKind::Quote => "> ".into(),
            BlockKind::Meta => "(about the article) ".into(),
            _ => String::new(),
        };
        line(format!("{mark}{}", block.span.of(&a.text)));
    }
    line(String::new());
    for s in &record.statements {
        let roles: Vec<String> =
            s.roles.iter().map(|m| format!("{} ({}, {})", m.role, m.strength.as_str(), m.found_by.as_str())).collect();
        if !roles.is_empty() {
            line(format!("{}: {} — {}", s.kind.as_str(), roles.join("; "), s.text));
        }
    }
    for d in &record.diagnostics {
        line(format!("at byte {}: {}", d.at, d.message));
    }
    out
}

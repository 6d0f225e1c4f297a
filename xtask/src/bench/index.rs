//! Statements to an index: how many a second, and how many bytes each takes, beside the engine alone on the same texts.

use super::results::Results;
use super::{Bed, bytes_below, corpus};
use anyhow::Result;
use rolecall_indexer::{Fingerprint, OnDamage, Writer};
use rolecall_record::ArticleRecord;
use std::fs;
use std::path::Path;
use std::time::Instant;
use tantivy::schema::{STORED, Schema, TEXT};

pub(super) fn measure(bed: &Bed<'_>, results: &mut Results) -> Result<()> {
    for &size in bed.sizes {
        // Made beforehand: the engine's thread would go on with the one while the next is made.
        let records = (0..size.div_ceil(corpus::PER_ARTICLE)).map(|number| {
            let path = format!("articles/{number:07}.md");
            rolecall_ingest::understand(&path, bed.sources.markdown(number).as_bytes())
        });
        let records: Vec<ArticleRecord> = records.collect::<Result<_, _>>()?;
        let dir = bed.dir.join("plain");
        let (seconds, statements) = ours(&records, &dir)?;
        let bytes = bytes_below(&dir)? as f64;
        fs::remove_dir_all(&dir)?;
        results.note("index", "all of it", size, statements as f64 / seconds, "statements/s");
        results.note("index", "all of it", size, bytes / statements as f64, "bytes/statement");
        fs::create_dir_all(&dir)?;
        let plain = engine(&records, &dir)?;
        let bytes = bytes_below(&dir)? as f64;
        fs::remove_dir_all(&dir)?;
        results.note("index", "plain tantivy", size, statements as f64 / plain, "statements/s");
        results.note("index", "plain tantivy", size, bytes / statements as f64, "bytes/statement");
        results.note("index", "all of it to plain tantivy", size, seconds / plain, "times");
    }
    Ok(())
}

/// Seconds of writing and committing, and the number of statements.
fn ours(records: &[ArticleRecord], dir: &Path) -> Result<(f64, usize)> {
    let begun = Instant::now();
    let mut writer = Writer::open(dir, OnDamage::Fail)?;
    for (number, record) in records.iter().enumerate() {
        let file = Fingerprint { hash: format!("{number:032x}"), ..Fingerprint::default() };
        writer.add(record, file)?;
    }
    let summary = writer.commit()?;
    Ok((begun.elapsed().as_secs_f64(), summary.statements))
}

/// The same texts into the engine: one stored field, of the engine's own analysis, one thread.
fn engine(records: &[ArticleRecord], dir: &Path) -> Result<f64> {
    let mut schema = Schema::builder();
    let text = schema.add_text_field("text", TEXT | STORED);
    let index = tantivy::Index::create_in_dir(dir, schema.build())?;
    let begun = Instant::now();
    let mut writer = index.writer_with_num_threads(1, 64 << 20)?;
    for statement in records.iter().flat_map(|record| &record.statements) {
        writer.add_document(tantivy::doc!(text => statement.text.as_str()))?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(begun.elapsed().as_secs_f64())
}

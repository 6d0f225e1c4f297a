//! A question to a warm index: the roles, with all that is weighed, beside the hundred best statements of the engine alone
//! and of SQLite's FTS5; and with a model what the question's vector and the look at all vectors take.

use super::results::Results;
use super::{Bed, quantile};
use anyhow::Result;
use rolecall_embedding::{Embed, Int8, Rows, Vector};
use rolecall_indexer::Reader;
use rolecall_search::{Options, Searcher};
use rusqlite::Connection;
use std::time::Instant;
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{STORED, Schema, TEXT};

/// How many real statements are asked.
const ASKED: usize = 500;
/// FTS5 takes so long that fewer have to do.
const ASKED_FTS5: usize = 50;
/// Statements that the others give.
const TOP: usize = 100;
/// Vectors that are looked at.
const VECTORS: usize = 1_000_000;

pub(super) fn measure(bed: &Bed<'_>, results: &mut Results) -> Result<()> {
    let asked = bed.sources.real(ASKED);
    for &size in bed.sizes {
        let dir = bed.index(size)?;
        let begun = Instant::now();
        let reader = Reader::open(&dir)?;
        let searcher = Searcher::new(&reader);
        results.note("question", "opening the index", size, begun.elapsed().as_secs_f64() * 1e3, "ms");
        let ask = |text: &str| {
            // A task without a word to look up cannot be asked; it costs what it costs.
            let _ = searcher.ask(text, &Options::default());
        };
        note(results, "roles, by words", size, times(&asked, ask));
        let (engine, fts5) = others(&reader, bed)?;
        note(results, &format!("plain tantivy, top {TOP}"), size, times(&asked, engine));
        note(results, &format!("SQLite FTS5, top {TOP}"), size, times(&asked[..ASKED_FTS5.min(asked.len())], fts5));
    }
    if let Some(model) = bed.meaning.model.load()? {
        let embed = |text: &str| {
            let _ = model.meanings(&[text]);
        };
        note(results, "a question's vectors", "any", times(&asked, embed));
    } else {
        results.leave_out("the time that a question's vector takes: there is no sentence model");
    }
    scan(results)
}

/// Milliseconds of each, ascending, after one round to warm up.
fn times(asked: &[&str], ask: impl Fn(&str)) -> Vec<f64> {
    asked.iter().take(ASKED_FTS5).for_each(|text| ask(text));
    let mut times: Vec<f64> = asked
        .iter()
        .map(|text| {
            let begun = Instant::now();
            ask(text);
            begun.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times
}

fn note(results: &mut Results, what: &str, size: impl ToString, times: Vec<f64>) {
    let size = size.to_string();
    results.note("question", format!("{what}, p50"), &size, quantile(&times, 0.5), "ms");
    results.note("question", format!("{what}, p99"), &size, quantile(&times, 0.99), "ms");
}

type Ask = Box<dyn Fn(&str)>;

/// The same statements in the engine alone and in SQLite.
fn others(reader: &Reader, bed: &Bed<'_>) -> Result<(Ask, Ask)> {
    let mut schema = Schema::builder();
    let text = schema.add_text_field("text", TEXT | STORED);
    let dir = tempdir(bed, "tantivy")?;
    let index = tantivy::Index::create_in_dir(&dir, schema.build())?;
    let mut writer = index.writer_with_num_threads::<tantivy::TantivyDocument>(1, 64 << 20)?;
    let sqlite = Connection::open(tempdir(bed, "sqlite")?.join("statements.db"))?;
    sqlite.execute_batch("PRAGMA synchronous=OFF; CREATE VIRTUAL TABLE statements USING fts5(text); BEGIN;")?;
    {
        let mut insert = sqlite.prepare("INSERT INTO statements(text) VALUES (?1)")?;
        for record in reader.records()? {
            for statement in record?.statements {
                insert.execute([&statement.text])?;
                writer.add_document(tantivy::doc!(text => statement.text))?;
            }
        }
    }
    sqlite.execute_batch("COMMIT;")?;
    writer.commit()?;
    writer.wait_merging_threads()?;
    let reader = index.reader()?;
    let parser = QueryParser::for_index(&index, vec![text]);
    let engine = move |asked: &str| {
        let (query, _) = parser.parse_query_lenient(asked);
        let searcher = reader.searcher();
        let found = searcher.search(&query, &TopDocs::with_limit(TOP).order_by_score()).unwrap_or_default();
        for (_, at) in found {
            std::hint::black_box(searcher.doc::<tantivy::TantivyDocument>(at).ok());
        }
    };
    let fts5 = move |asked: &str| {
        let words: Vec<String> =
            asked.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(|w| format!("\"{w}\"")).collect();
        let found = sqlite.prepare("SELECT text FROM statements WHERE statements MATCH ?1 ORDER BY rank LIMIT ?2");
        if let Ok(mut found) = found {
            let rows = found.query_map((words.join(" OR "), TOP as i64), |row| row.get::<_, String>(0));
            std::hint::black_box(rows.map(|rows| rows.flatten().collect::<Vec<_>>()).ok());
        }
    };
    Ok((Box::new(engine), Box::new(fts5)))
}

fn tempdir(bed: &Bed<'_>, name: &str) -> Result<std::path::PathBuf> {
    let dir = bed.dir.join(name);
    if dir.exists() {
        std::fs::remove_dir_all(&dir)?;
    }
    std::fs::create_dir_all(&dir)?;
    Ok(dir)
}

/// The look at all vectors: numbers drawn by chance, in memory, on all cores.
fn scan(results: &mut Results) -> Result<()> {
    const DIMENSION: usize = 384;
    let question = Int8::new(&Vector::new((0..DIMENSION).map(|i| (i * 37 % 101) as f32 - 50.0).collect()));
    let mut bytes = Vec::with_capacity(VECTORS * Int8::row_length(DIMENSION));
    let mut state = 1_u64;
    for _ in 0..VECTORS {
        for _ in 0..DIMENSION {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            bytes.push((state >> 56) as u8);
        }
        bytes.extend(0.001_f32.to_le_bytes());
    }
    let Some(rows) = Rows::new(&bytes, DIMENSION) else { return Ok(()) };
    let once = |_: &str| {
        std::hint::black_box(rows.nearest(&question, TOP, |_| true));
    };
    note(results, "a look at all vectors", format!("{VECTORS} vectors"), times(&[""; 50], once));
    Ok(())
}

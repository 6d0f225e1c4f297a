//! How fast: articles a second, and how long a question takes. Numbers are of this machine, on this day.

use crate::Meaning;
use anyhow::{Context, Result};
use clap::Args;
use rolecall_embedding::Embed;
use rolecall_indexer::Reader;
use rolecall_search::{Options, Searcher};
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

/// What to measure.
#[derive(Args)]
pub(crate) struct Bench {
    /// Articles
    #[arg(default_value = "corpus", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Questions asked
    #[arg(long, default_value_t = 200)]
    questions: usize,
    #[command(flatten)]
    meaning: Meaning,
}

impl Bench {
    pub(crate) fn run(self) -> Result<bool> {
        let dir = std::env::temp_dir().join(format!("rolecall-bench-{}", std::process::id()));
        let measured = self.measure(&dir);
        // What went wrong before is what counts; there may be no folder to remove then.
        let removed = fs::remove_dir_all(&dir).with_context(|| format!("{} cannot be removed", dir.display()));
        measured?;
        removed?;
        Ok(true)
    }

    fn measure(&self, dir: &std::path::Path) -> Result<()> {
        let loaded = self.meaning.model.load()?;
        let model = loaded.as_ref();
        let start = Instant::now();
        let report = rolecall_cli::ingest(&self.paths, dir, true, model)?;
        let full = start.elapsed();
        let start = Instant::now();
        rolecall_cli::ingest(&self.paths, dir, false, model)?;
        let again = start.elapsed();
        let start = Instant::now();
        let reader = Reader::open(dir)?;
        let searcher = Searcher::new(&reader).understanding(model.map(|m| m as &dyn Embed));
        let opened = start.elapsed();
        print!("{}", report.text());
        let texts = questions(&reader, self.questions)?;
        let mut micros: Vec<u128> = Vec::new();
        for text in &texts {
            let start = Instant::now();
            // A statement without a word to look up cannot be asked; it costs what it costs.
            let _ = searcher.ask(text, &Options::default());
            micros.push(start.elapsed().as_micros());
        }
        micros.sort_unstable();
        let at = |share: f64| micros.get(((micros.len().max(1) - 1) as f64 * share) as usize).copied().unwrap_or(0);
        println!("| measured on {} statements | |", reader.statement_count());
        println!("|---|---|");
        println!("| ingest of everything | {:.2} s |", full.as_secs_f64());
        println!("| ingest with nothing new | {:.3} s |", again.as_secs_f64());
        println!("| opening the index | {:.1} ms |", opened.as_secs_f64() * 1e3);
        println!("| a question, p50 of {} | {:.2} ms |", micros.len(), at(0.5) as f64 / 1e3);
        println!("| a question, p99 | {:.2} ms |", at(0.99) as f64 / 1e3);
        Ok(())
    }
}

/// The beginnings of the corpus' own statements, evenly taken, as questions.
fn questions(reader: &Reader, wanted: usize) -> Result<Vec<String>> {
    let step = (reader.statement_count() / wanted.max(1)).max(1);
    let mut texts = Vec::new();
    let mut at = 0_usize;
    for record in reader.records()? {
        for statement in record?.statements {
            if at.is_multiple_of(step) {
                let words: Vec<&str> = statement.text.split_whitespace().skip(2).take(6).collect();
                texts.push(format!("who {}", words.join(" ")));
            }
            at += 1;
        }
    }
    Ok(texts)
}

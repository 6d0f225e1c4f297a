//! How good answers and statements are, measured on labelled data.
//!
//! What counts as right is fixed here and nowhere else, so that a number of today can be compared with one of last year.

mod answers;
mod forms;
mod frames;
mod highlights;
mod names;
mod peers;
mod profiles;
mod statements;
mod tasks;

use crate::Meaning;
use anyhow::{Context, Result, bail};
use clap::Args;
use rolecall_embedding::MiniLm;
use rolecall_indexer::Reader;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What to score.
#[derive(Args)]
pub(crate) struct Eval {
    /// Articles
    #[arg(long, value_name = "PATH", num_args = 1.., default_value = "corpus")]
    corpus: Vec<PathBuf>,
    /// Labels: statements.jsonl, questions.jsonl, roles.json, or duties.jsonl, here and in each folder of it
    #[arg(long, value_name = "DIR", default_value = "eval")]
    gold: PathBuf,
    /// Print each miss
    #[arg(long)]
    misses: bool,
    /// Instead: a table of tasks (columns soc, title, task); every fifth of a role is held out and asked
    #[arg(long, value_name = "FILE")]
    tasks: Option<PathBuf>,
    /// With --tasks: pages that the tasks are asked over, each named in --duties
    #[arg(long, value_name = "DIR", requires = "duties", requires = "tasks")]
    pages: Option<PathBuf>,
    /// Each page's duties and occupation codes
    #[arg(long, value_name = "FILE")]
    duties: Option<PathBuf>,
    /// With --tasks: ask only every so many-th
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    every: u16,
    /// Instead: frames of sentences (frames.tsv, fillers.tsv), each filled with each filler
    #[arg(long, value_name = "DIR", conflicts_with = "tasks")]
    frames: Option<PathBuf>,
    /// With --frames: only this half
    #[arg(long, value_parser = ["a", "b"], requires = "frames")]
    half: Option<String>,
    #[command(flatten)]
    meaning: Meaning,
}

impl Eval {
    pub(crate) fn run(self) -> Result<bool> {
        if let Some(frames) = &self.frames {
            frames::score(frames, self.half.as_deref(), self.misses)?;
            return Ok(true);
        }
        let dir = std::env::temp_dir().join(format!("rolecall-eval-{}", std::process::id()));
        let scored = self.score(&dir);
        let removed = fs::remove_dir_all(&dir);
        scored?;
        removed.with_context(|| format!("{} cannot be removed", dir.display()))?;
        Ok(true)
    }

    fn score(&self, dir: &Path) -> Result<()> {
        let loaded = self.meaning.model.load()?;
        let model = loaded.as_ref();
        if let Some(tasks) = &self.tasks {
            let every = usize::from(self.every);
            return match (&self.pages, &self.duties) {
                (Some(pages), Some(duties)) => {
                    tasks::over_pages(tasks, pages, duties, &dir.join("pages"), model, every)
                }
                _ => tasks::held_out(tasks, &dir.join("tasks"), model, every),
            };
        }
        let reader = index(&self.corpus, &dir.join("corpus"), model)?;
        let mut any = self.score_folder(&reader, &self.gold, model)?;
        for folder in folders(&self.gold)? {
            println!("\n{}", folder.display());
            // Labels with articles of their own are scored over those.
            let own = folder.join("articles");
            any |= if own.is_dir() {
                let name = folder.file_name().unwrap_or_default();
                self.score_folder(&index(&[own], &dir.join("own").join(name), model)?, &folder, model)?
            } else {
                self.score_folder(&reader, &folder, model)?
            };
        }
        if !any {
            bail!(
                "{} holds neither statements.jsonl, duties.jsonl nor questions.jsonl: name another folder with --gold",
                self.gold.display()
            );
        }
        Ok(())
    }

    /// Scores what is labelled in `folder`; whether anything is.
    fn score_folder(&self, reader: &Reader, folder: &Path, model: Option<&MiniLm>) -> Result<bool> {
        let file = |name: &str| Some(folder.join(name)).filter(|f| f.is_file());
        let (sentences, duties, questions) = (file("statements.jsonl"), file("duties.jsonl"), file("questions.jsonl"));
        if let Some(gold) = &sentences {
            let (labelled, canon) = (lines::<statements::Labelled>(gold)?, aliases(file("roles.json"))?);
            statements::score(reader, &labelled, &canon, self.misses)?;
            if labelled.iter().all(|l| l.half.is_none()) {
                profiles::score(reader, model, &labelled, &canon, self.misses && !folder.ends_with("heldout"))?;
            }
            let halves: BTreeSet<&String> = labelled.iter().filter_map(|l| l.half.as_ref()).collect();
            for half in halves {
                println!("half {half}");
                let part: Vec<_> = labelled.iter().filter(|l| l.half.as_ref() == Some(half)).cloned().collect();
                statements::score(reader, &part, &canon, false)?;
                profiles::score(reader, model, &part, &canon, self.misses && half == "a")?;
            }
        }
        let keyed = file("labels.tsv");
        if let Some(gold) = &keyed {
            let labelled = statements::keyed(reader, &fs::read_to_string(gold)?)?;
            statements::score(reader, &labelled, &aliases(file("roles.json"))?, self.misses)?;
        }
        if let Some(gold) = &duties {
            statements::score_duties(reader, &lines(gold)?, self.misses)?;
        }
        let formed = file("forms.jsonl");
        if let Some(gold) = &formed {
            forms::score(reader, model, &lines(gold)?, self.misses)?;
        }
        if let Some(gold) = &questions {
            // Questions that are labelled with their form are scored for being understood.
            if fs::read_to_string(gold)?.contains("\"intent\":") {
                forms::score(reader, model, &lines(gold)?, self.misses)?;
            } else {
                answers::score(reader, model, &lines(gold)?, self.misses)?;
            }
        }
        if let Some(gold) = file("highlights.jsonl") {
            highlights::score(reader, model, &lines(&gold)?, self.misses)?;
        }
        Ok([sentences, keyed, duties, formed, questions].iter().any(Option::is_some))
    }
}

/// An index of `articles`, built anew in `dir`.
fn index(articles: &[PathBuf], dir: &Path, model: Option<&MiniLm>) -> Result<Reader> {
    let report = rolecall_cli::ingest(articles, dir, true, model)?;
    print!("{}", report.text());
    report.problems().iter().for_each(|p| println!("problem: {p}"));
    Ok(Reader::open(dir)?)
}

/// Files of labels.
const LABELS: &[&str] = &["statements.jsonl", "duties.jsonl", "forms.jsonl", "questions.jsonl"];

/// The folders in `gold`, each a set of labels of its own, in order.
fn folders(gold: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(gold)
        .with_context(|| format!("{} cannot be read: name the labels with --gold", gold.display()))?;
    let mut folders: Vec<PathBuf> = entries
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.is_dir() && LABELS.iter().any(|l| p.join(l).is_file()))
        .collect();
    folders.sort();
    Ok(folders)
}

/// The objects of a JSON Lines file.
fn lines<T: DeserializeOwned>(file: &Path) -> Result<Vec<T>> {
    let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let lines = text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty());
    lines.map(|(i, l)| serde_json::from_str(l).with_context(|| format!("{} line {}", file.display(), i + 1))).collect()
}

/// `{role: [other names]}`.
fn aliases(file: Option<PathBuf>) -> Result<names::Canon> {
    let Some(file) = file else { return Ok(names::Canon::default()) };
    let text = fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
    Ok(names::Canon::new(&serde_json::from_str(&text).with_context(|| format!("{} is no JSON", file.display()))?))
}

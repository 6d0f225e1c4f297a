//! `search ingest PATH…`: articles into the index. Joins the two crates that must not know each other: what `ingest` makes
//! of files goes into the `indexer`'s writer, one record after the other.

use super::sources::{Sources, Way};
use super::{dry_run, records};
use crate::args::{Common, Ingest};
use crate::exit::report as say;
use crate::model::TURN_ON;
use crate::opened::{Sink, untaken};
use crate::place::place;
use crate::progress::{Bar, Progress};
use crate::{Model, Outcome, Output, render};
use anyhow::{Result, anyhow, bail};
use rolecall_embedding::MiniLm;
use rolecall_indexer::{Entry, Fingerprint, Refused, Summary};
use rolecall_ingest::{Delivery, Known, Observer, Plan, Problem, RunError, Scan, ScanError, ScanOptions};
use rolecall_serve::Place;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A run that takes longer tells where its time went.
const LONG: Duration = Duration::from_secs(1);

/// What a run did.
#[derive(Debug)]
pub struct Report {
    run: rolecall_ingest::Report,
    problems: Vec<Problem>,
    summary: Summary,
    /// How long it took to make a generation of it.
    committing: Duration,
    passed_over: usize,
    replaced: Option<String>,
    /// The columns that an earlier run named and this one read a table by, and for what they were named.
    remembered: BTreeMap<String, String>,
    /// Whether a model was wanted and there is none.
    wanting: bool,
}

pub(super) fn run(ingest: &Ingest, common: &Common, output: &mut Output) -> Result<Outcome> {
    if ingest.records {
        return records::run(ingest, output);
    }
    let place = place(common.index.as_deref())?;
    let model = common.model.load()?;
    let sources = Sources::new(ingest)?;
    if ingest.dry_run {
        let Place::Folder(dir) = place else {
            bail!("what a run would do is told of an index in a folder: name one with --index DIR, a new one will do");
        };
        return dry_run::run(&sources, &dir, output);
    }
    let report = read(&sources, &place, model.as_ref())?.wanting(&common.model);
    if output.json {
        output.json_line(&report.json())?;
    } else {
        output.text(&render::lines(&report.text(), output.width))?;
    }
    output.flush()?;
    report.problems().iter().for_each(|p| say(p));
    Ok(if report.problems.is_empty() { Outcome::Answered } else { Outcome::PartlyFailed })
}

/// Builds the index of a clone before its first answer. Whatever there is to say goes to standard error: standard output
/// is the answer's.
pub(super) fn first(corpus: &Path, dir: &Path, width: usize, model: &Model) -> Result<()> {
    let mut error = io::stderr();
    let _ = writeln!(error, "No index yet: reading {} into {}", corpus.display(), dir.display());
    let loaded = model.load_or_fetch()?;
    let report = articles(&[corpus.to_owned()], dir, false, loaded.as_ref())?.wanting(model);
    report.problems().iter().for_each(|p| say(p));
    let _ = writeln!(error, "{}", render::lines(&report.text(), width));
    Ok(())
}

/// Reads what is new, changed, moved or gone at `paths` into the index at `dir`; everything where `full`. With a `model`,
/// every statement that can answer gets a vector.
///
/// # Errors
/// A path that is not there, nothing to read, or an index that cannot be written. One bad article is a problem of the
/// [`Report`] and ends nothing.
pub fn articles(paths: &[PathBuf], dir: &Path, full: bool, model: Option<&MiniLm>) -> Result<Report> {
    read(&Sources::files(paths, full), &Place::Folder(dir.to_owned()), model)
}

/// As [`articles`], what is new, wherever the index is.
pub(super) fn into(paths: &[PathBuf], index: &Place, model: Option<&MiniLm>) -> Result<Report> {
    read(&Sources::files(paths, false), index, model)
}

/// As [`articles`], watched by somebody else.
pub(crate) fn watched(
    paths: &[PathBuf],
    dir: &Path,
    full: bool,
    model: Option<&MiniLm>,
    observer: &dyn Observer,
) -> Result<Report> {
    read_watched(&Sources::files(paths, full), &Place::Folder(dir.to_owned()), model, observer)
}

fn read(sources: &Sources, place: &Place, model: Option<&MiniLm>) -> Result<Report> {
    let progress = Progress::new();
    let report = read_watched(sources, place, model, &progress);
    progress.finish();
    report
}

fn read_watched(sources: &Sources, place: &Place, model: Option<&MiniLm>, observer: &dyn Observer) -> Result<Report> {
    let dir = match place {
        Place::Folder(dir) => Some(dir.as_path()),
        Place::Cluster(_) => None,
    };
    if let Some(dir) = dir {
        refuse_index(sources, dir)?;
    }
    let mut writer = Sink::open(place, sources.full, model)?;
    let known = known(writer.articles(), writer.refused());
    let (scan, plan, way) = plan(sources, dir, (writer.roots(), writer.columns()), &known, false)?;
    writer.set_roots(scan.roots.clone());
    writer.set_columns(way.options.columns.written());
    scan.scopes.iter().filter(|given| given.is_dir()).for_each(|folder| writer.note_folder(folder));
    let mut too_large = Vec::new();
    let mut take = |delivery| match delivery {
        Delivery::Gone(path) => {
            writer.remove(&path);
            Ok(())
        }
        Delivery::Article { record, fingerprint, .. } => {
            let file = to_index(fingerprint);
            let Err(error) = writer.add(&record, file.clone()) else { return Ok(()) };
            let Some(reason) = untaken(&error) else { return Err(error) };
            let path = record.article.path;
            writer.refuse(&path, file, reason.clone());
            too_large.push(Problem { path, reason });
            Ok(())
        }
        Delivery::Touched { path, fingerprint } => writer.touch(&path, to_index(fingerprint)),
        Delivery::Refused { path, fingerprint, reason } => {
            writer.refuse(&path, to_index(fingerprint), reason);
            Ok(())
        }
    };
    let run = quietly(|| {
        let mut run = rolecall_ingest::run(&plan, way.options.clone(), observer, &mut take).map_err(ended)?;
        sources.elsewhere(&known, &way, &mut run, &mut take)?;
        anyhow::Ok(run)
    });
    let mut run = run?;
    let replaced = writer.replaced().map(str::to_owned);
    let begun = Instant::now();
    let summary = commit(writer, model)?;
    let committing = begun.elapsed();
    let mut problems = std::mem::take(&mut run.problems);
    problems.extend(scan.problems);
    problems.extend(too_large);
    problems.sort_by(|a, b| a.path.cmp(&b.path));
    let remembered = run.choices.iter().filter_map(|(path, _)| sources.remembered(&way, path));
    let remembered = remembered.map(|(place, columns)| (place.to_owned(), columns.to_string())).collect();
    let passed_over = scan.passed_over;
    Ok(Report { run, problems, summary, committing, passed_over, replaced, remembered, wanting: false })
}

/// Refuses to read the index itself.
pub(super) fn refuse_index(sources: &Sources, dir: &Path) -> Result<()> {
    for path in &sources.paths {
        if !path.exists() && !dir.exists() {
            bail!(ScanError::Missing(path.clone()));
        }
        if path.canonicalize().and_then(|p| Ok(p.starts_with(dir.canonicalize()?))).unwrap_or(false) {
            bail!(
                "{} lies in the folder of the index ({}): name another with `--index DIR`",
                path.display(),
                dir.display()
            );
        }
    }
    Ok(())
}

/// What there is at the paths, and what has to be done with it.
pub(super) fn plan(
    sources: &Sources,
    dir: Option<&Path>,
    (roots, columns): (&BTreeMap<String, PathBuf>, &BTreeMap<String, String>),
    known: &BTreeMap<String, Known>,
    explain: bool,
) -> Result<(Scan, Plan, Way)> {
    let options = ScanOptions {
        exclude: dir.map(Path::to_owned).into_iter().collect(),
        explain,
        articles: known.keys().cloned().collect(),
        ..ScanOptions::default()
    };
    let scan = rolecall_ingest::scan(&sources.paths, roots, &options)?;
    let way = sources.way(&scan, columns);
    let plan = Plan::new(&scan, known, way.full, rolecall_ingest::PIPELINE_VERSION);
    let known_no_more = |(_, at): &&(PathBuf, PathBuf)| {
        !plan.gone.iter().any(|gone| scan.file(gone).is_some_and(|file| file.starts_with(at)))
    };
    if let Some((path, _)) = scan.vanished.iter().find(known_no_more) {
        bail!(ScanError::Missing(path.clone()));
    }
    let nothing = scan.files.is_empty() && scan.problems.is_empty() && plan.gone.is_empty();
    if nothing && !sources.paths.is_empty() && !explain {
        return Err(no_articles(sources));
    }
    Ok((scan, plan, way))
}

/// That there is nothing to read at the paths that were given.
pub(super) fn no_articles(sources: &Sources) -> anyhow::Error {
    let names: Vec<String> = sources.paths.iter().map(|p| p.display().to_string()).collect();
    anyhow::anyhow!("no articles in {}: name a folder with documents, HTML, Markdown or text files", names.join(", "))
}

fn commit(writer: Sink<'_>, model: Option<&MiniLm>) -> Result<Summary> {
    let bar = model.map(|_| Bar::new("reading for meaning"));
    let mut progress = |done: usize, total: usize| {
        if let Some(bar) = &bar {
            bar.at(done as u64, total as u64);
        }
    };
    let summary = writer.commit(model, &mut progress);
    bar.iter().for_each(Bar::finish);
    summary
}

/// What ended a run before its end.
pub(super) fn ended(error: RunError<anyhow::Error>) -> anyhow::Error {
    match error {
        RunError::Sink(error) => error,
        RunError::Threads(_) => anyhow!(error.to_string()),
    }
}

/// Runs `work` without a panic's own report: a parser's panic is caught, and becomes the problem of its article.
pub(super) fn quietly<T>(work: impl FnOnce() -> T) -> T {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let done = work();
    std::panic::set_hook(before);
    done
}

pub(super) fn known(
    articles: &BTreeMap<String, Entry>,
    refused: &BTreeMap<String, Refused>,
) -> BTreeMap<String, Known> {
    let articles = articles.iter().map(|(path, e)| (path, &e.file, None));
    let refused = refused.iter().map(|(path, r)| (path, &r.file, Some(r.reason.clone())));
    let known = articles.chain(refused);
    known.map(|(path, file, refused)| (path.clone(), Known { fingerprint: from_index(file), refused })).collect()
}

fn to_index(f: rolecall_ingest::Fingerprint) -> Fingerprint {
    let rolecall_ingest::Fingerprint { size, mtime_ns, ctime_ns, hash, pipeline, etag, modified } = f;
    Fingerprint { size, mtime_ns, ctime_ns, hash, pipeline, etag, modified }
}

fn from_index(f: &Fingerprint) -> rolecall_ingest::Fingerprint {
    let Fingerprint { size, mtime_ns, ctime_ns, hash, pipeline, etag, modified } = f.clone();
    rolecall_ingest::Fingerprint { size, mtime_ns, ctime_ns, hash, pipeline, etag, modified }
}

impl Report {
    /// The same, that says how to turn paraphrase matching on where `model` was to be had and there was none.
    fn wanting(self, model: &Model) -> Self {
        Self { wanting: *model != Model::None && !self.summary.vectors && self.summary.statements > 0, ..self }
    }

    /// What was done, in two or three lines.
    pub fn text(&self) -> String {
        let run = &self.run;
        let mut out = String::new();
        if let Some(why) = &self.replaced {
            let _ = writeln!(out, "The index was built anew: {why}");
        }
        let _ = writeln!(
            out,
            "{}: {} new, {} changed, {} moved, {} deleted, {} unchanged",
            counted(self.summary.articles, "article"),
            run.new,
            run.changed,
            run.moved.len(),
            run.deleted,
            run.unchanged + run.touched
        );
        let roles =
            if self.summary.changed { format!(", {}", counted(self.summary.roles, "role")) } else { String::new() };
        let _ = writeln!(out, "{}{roles} in the index", counted(self.summary.statements, "statement"));
        let read = run.new + run.changed + run.moved.len() + run.touched;
        if read > 0 {
            let seconds = run.wall.as_secs_f64().max(1e-6);
            let megabytes = run.bytes as f64 / 1e6;
            let _ = writeln!(
                out,
                "read {}, {megabytes:.2} MB, in {seconds:.2} s: {:.0} articles/s, {:.1} MB/s",
                counted(read, "article"),
                read as f64 / seconds,
                megabytes / seconds
            );
        }
        for (path, choice) in &run.choices {
            let _ = writeln!(out, "{path}: {choice}");
        }
        for (place, columns) in &self.remembered {
            let _ = writeln!(
                out,
                "{place}: read by --columns {columns}, as named in an earlier run (--columns guess forgets them)"
            );
        }
        // What was over in a moment needs no account of itself.
        if run.wall + self.committing >= LONG {
            let times = run.times.by_station();
            let times = times.map(|(station, time)| format!("{station} {:.1}", time.as_secs_f64()));
            let _ = writeln!(
                out,
                "seconds of all threads: {}; then {:.1} s to make it searchable",
                times.join(", "),
                self.committing.as_secs_f64()
            );
        }
        if self.passed_over > 0 {
            let _ =
                writeln!(out, "passed over {} (pictures, style sheets, scripts)", counted(self.passed_over, "file"));
        }
        if self.wanting {
            let _ = writeln!(out, "Questions will be matched by words alone: {TURN_ON}");
        }
        if !self.problems.is_empty() {
            let _ = writeln!(out, "{} could not be taken:", counted(self.problems.len(), "file"));
        }
        out
    }

    /// What could not be taken: one line each, path and reason.
    pub fn problems(&self) -> Vec<String> {
        self.problems.iter().map(|p| format!("{}: {}", p.path, p.reason)).collect()
    }

    /// What could not be taken: path and reason.
    pub(crate) fn untaken(&self) -> Vec<(String, String)> {
        self.problems.iter().map(|p| (p.path.clone(), p.reason.clone())).collect()
    }

    /// Time by station, added up over all threads, and the time from beginning to end without and with making it searchable.
    pub fn times(&self) -> (rolecall_ingest::Times, Duration, Duration) {
        (self.run.times, self.run.wall, self.run.wall + self.committing)
    }

    /// Whether the run made a new generation of the index.
    pub(super) fn changed(&self) -> bool {
        self.summary.changed
    }

    /// The same in one object.
    pub(super) fn json(&self) -> serde_json::Value {
        let stations = self.run.times.by_station().map(|(station, time)| (station, time.as_secs_f64()));
        let stations: BTreeMap<_, _> = stations.into_iter().collect();
        let problems = self.problems.iter().map(|p| serde_json::json!({"path": p.path, "reason": p.reason}));
        serde_json::json!({
            "format": 1, "articles": self.summary.articles, "statements": self.summary.statements,
            "new": self.run.new, "changed": self.run.changed, "moved": self.run.moved, "deleted": self.run.deleted,
            "unchanged": self.run.unchanged + self.run.touched, "bytes": self.run.bytes,
            "seconds": self.run.wall.as_secs_f64(), "committing": self.committing.as_secs_f64(), "stations": stations, "columns": self.remembered, "problems": problems.collect::<Vec<_>>(),
        })
    }
}

fn counted(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

//! Carrying out a plan: every candidate is read and understood, on all cores, and delivered in the order of the plan.
//!
//! Threads take one file after another while those before are being delivered ([`crate::window`]), so a slow sink holds up
//! reading, and memory stays within what may be ahead whatever the size of the corpus. What the sink sees does not depend on
//! the number of threads.

use crate::plan::{Candidate, Change, Fingerprint, Known, Plan};
use crate::scan::{Found, Problem, nanoseconds};
use crate::stage::{self, Station, Times, timed};
use crate::understand::understand_from;
use crate::window::{Limit, in_order};
use crate::{Columns, NamedColumns, Origin, PIPELINE_VERSION, Unreadable, bounds};
use rolecall_record::ArticleRecord;
use std::any::Any;
use std::fs;
use std::io::{self, ErrorKind};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

/// How far reading may be ahead of delivering: bytes of files, and files. One larger file may be by itself.
pub(crate) const AHEAD: Limit = Limit { weight: 16 << 20, items: 512 };
/// A file changed less than this before the run may change again without its time showing it.
const RACY: Duration = Duration::from_secs(2);

/// What the sink is given, in the order of the plan; what is gone comes first.
#[derive(Debug, Clone, PartialEq)]
pub enum Delivery {
    /// Nothing stands at this path any more.
    Gone(String),
    /// An article, to be put in the place of what stood at its path.
    Article {
        /// What was understood of it.
        record: Box<ArticleRecord>,
        /// The file that it was made of.
        fingerprint: Fingerprint,
        /// New, changed or moved.
        change: Change,
    },
    /// A known file that looks different and holds the same.
    Touched {
        /// Its path.
        path: String,
        /// The file as it is now.
        fingerprint: Fingerprint,
    },
    /// A file that was read and is no article; what stood at its path no longer does.
    Refused {
        /// Its path.
        path: String,
        /// The file as it was read.
        fingerprint: Fingerprint,
        /// Why.
        reason: String,
    },
}

/// The station that an article has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It is read and hashed.
    Read,
    /// It is understood; only files with new content come here.
    Understand,
    /// It is delivered.
    Deliver,
}

/// Watches a run. Calls come from several threads; every method has a body that does nothing.
pub trait Observer: Sync {
    /// The run begins: this many files with this many bytes will be read.
    fn begin(&self, _files: usize, _bytes: u64) {}
    /// The file at `path` comes to `stage`.
    fn reached(&self, _stage: Stage, _path: &str) {}
    /// The file at `path` is done with, whatever became of it.
    fn done(&self, _path: &str, _bytes: u64) {}
}

/// Watches nothing.
impl Observer for () {}

/// How to run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunOptions {
    /// Threads that read and understand; 0: as many as there are cores.
    pub threads: usize,
    /// The columns of tables that the user has named.
    pub columns: NamedColumns,
    /// Whether an earlier run named them: a table without them is then read as if none were named, unless they were named for it alone.
    pub recalled: bool,
}

/// What a run did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Articles that no earlier run had seen.
    pub new: usize,
    /// Articles with another content, or understood by another version.
    pub changed: usize,
    /// Articles that stood at another path: from, to.
    pub moved: Vec<(String, String)>,
    /// Files that were read and hold what they held.
    pub touched: usize,
    /// Files that were not even read.
    pub unchanged: usize,
    /// Articles and refused files that are gone, the moved ones not counted.
    pub deleted: usize,
    /// Statements in the articles that were delivered.
    pub statements: usize,
    /// Bytes read.
    pub bytes: u64,
    /// What was guessed and the user may want otherwise: path, and what was taken for what.
    pub choices: Vec<(String, String)>,
    /// Files that gave no article, those of earlier runs included, by path.
    pub problems: Vec<Problem>,
    /// Time by station, added up over all threads.
    pub times: Times,
    /// Time from beginning to end.
    pub wall: Duration,
}

/// Why a run ended before its end.
#[derive(Debug, thiserror::Error)]
pub enum RunError<E> {
    /// The sink gave up.
    #[error(transparent)]
    Sink(E),
    /// No threads could be had.
    #[error("no threads can be started ({0}): end other programs, or raise the limit of threads, and run again")]
    Threads(String),
}

/// Carries out `plan`, handing everything to `sink`. What is wrong with a file becomes a [`Problem`] of the report and
/// never ends the run.
///
/// # Errors
/// What the sink says; nothing more is delivered then.
pub fn run<E>(
    plan: &Plan,
    options: RunOptions,
    observer: &dyn Observer,
    mut sink: impl FnMut(Delivery) -> Result<(), E>,
) -> Result<Report, RunError<E>> {
    let begun = Instant::now();
    let young = SystemTime::now().checked_sub(RACY).and_then(nanoseconds).unwrap_or(i64::MIN);
    let mut write = Duration::ZERO;
    let mut report = Report { unchanged: plan.unchanged, ..Report::default() };
    let problem = |(path, reason): &(String, String)| Problem { path: path.clone(), reason: reason.clone() };
    report.problems.extend(plan.still_refused.iter().map(problem));
    observer.begin(plan.candidates.len(), plan.candidates.iter().map(|c| c.found.size).sum());
    let mut deliver = |delivery| {
        let at = Instant::now();
        let done = sink(delivery).map_err(RunError::Sink);
        write += at.elapsed();
        done
    };
    for path in &plan.gone {
        deliver(Delivery::Gone(path.clone()))?;
    }
    let worker = Worker { plan, observer, young, columns: &options.columns, recalled: options.recalled };
    let threads = match options.threads {
        0 => std::thread::available_parallelism().map_or(1, |n| n.get()),
        threads => threads,
    };
    let mut take = |Outcome { path, size, read, times, delivery }: Outcome| {
        report.bytes += read;
        report.times += times;
        match delivery {
            Ok(delivery) => {
                report.count(&delivery);
                observer.reached(Stage::Deliver, &path);
                deliver(delivery)?;
            }
            Err(reason) => report.problems.push(Problem { path: path.clone(), reason }),
        }
        observer.done(&path, size);
        Ok(())
    };
    let threads_failed = |e: std::io::Error| RunError::Threads(e.to_string());
    for run in runs(&plan.candidates) {
        match run {
            Run::Files(files) => {
                let done =
                    in_order(files, AHEAD, threads, (|c| c.found.size, Outcome::weight), |c| worker.take(c), &mut take);
                done.map_err(threads_failed)??;
            }
            Run::Instead(candidate) => {
                let outcome = worker.take(candidate);
                let replaced = outcome.replaces(candidate);
                take(outcome)?;
                for path in candidate.members.keys().filter(|_| replaced) {
                    take(Outcome::gone(path))?;
                }
            }
            #[cfg(feature = "archives")]
            Run::Archive(candidate, kind) => {
                crate::members::run(worker, candidate, kind, threads, &mut take, threads_failed)?;
            }
        }
    }
    let moved_away = |path: &&String| !report.moved.iter().any(|(from, _)| from == *path);
    report.deleted += plan.gone.iter().filter(moved_away).count();
    report.problems.sort_by(|a, b| a.path.cmp(&b.path));
    report.times.write = write;
    report.wall = begun.elapsed();
    Ok(report)
}

impl Report {
    /// Counts a delivery.
    pub fn count(&mut self, delivery: &Delivery) {
        match delivery {
            Delivery::Gone(_) => self.deleted += 1,
            Delivery::Touched { .. } => self.touched += 1,
            Delivery::Refused { path, reason, .. } => {
                self.problems.push(Problem { path: path.clone(), reason: reason.clone() });
            }
            Delivery::Article { record, change, .. } => {
                self.statements += record.statements.len();
                let notes = record.diagnostics.iter().filter(|d| d.message.contains("--columns"));
                self.choices.extend(notes.map(|d| (record.article.path.clone(), d.message.clone())));
                match change {
                    Change::Moved(from) => self.moved.push((from.clone(), record.article.path.clone())),
                    Change::New => self.new += 1,
                    Change::Changed | Change::Touched => self.changed += 1,
                }
            }
        }
    }
}

/// What becomes of an article that stands in no file: `bytes` from standard input or from an address, to be kept
/// at `path`, of which this is `known`. With `full` it is understood again though nothing changed.
pub fn single(
    path: &str,
    bytes: &[u8],
    origin: Option<&Origin>,
    known: Option<&Known>,
    full: bool,
    options: &RunOptions,
) -> Delivery {
    let plan = Plan::of_one(full, PIPELINE_VERSION);
    let worker =
        Worker { plan: &plan, observer: &(), young: i64::MIN, columns: &options.columns, recalled: options.recalled };
    let size = bytes.len() as u64;
    let found = Found { path: path.to_owned(), file: PathBuf::new(), size, mtime_ns: None, ctime_ns: None };
    worker.understood(path, bytes, hash(bytes), &found, known, origin)
}

/// Candidates that are taken together.
enum Run<'c> {
    /// Each an article.
    Files(&'c [Candidate]),
    /// An article where a folder or an archive was.
    Instead(&'c Candidate),
    #[cfg(feature = "archives")]
    Archive(&'c Candidate, crate::archive::Kind),
}

/// Parts candidates, in order, into files and archives.
fn runs(candidates: &[Candidate]) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    let mut from = 0;
    for (at, candidate) in candidates.iter().enumerate() {
        let instead = (!candidate.members.is_empty()).then_some(Run::Instead(candidate));
        if let Some(run) = archive(candidate).or(instead) {
            runs.push(Run::Files(&candidates[from..at]));
            runs.push(run);
            from = at + 1;
        }
    }
    runs.push(Run::Files(&candidates[from..]));
    runs
}

#[cfg(feature = "archives")]
fn archive(candidate: &Candidate) -> Option<Run<'_>> {
    crate::archive::recognise(&candidate.found.file).map(|kind| Run::Archive(candidate, kind))
}

#[cfg(not(feature = "archives"))]
fn archive(_: &Candidate) -> Option<Run<'_>> {
    None
}

/// Whether a file of this name that is no archive may be a damaged one.
fn may_be_archive(path: &str) -> bool {
    #[cfg(feature = "archives")]
    return crate::archive::may_be(path);
    #[cfg(not(feature = "archives"))]
    return path.is_empty();
}

/// What a thread needs to take a file through.
#[derive(Clone, Copy)]
pub(crate) struct Worker<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) observer: &'a dyn Observer,
    /// A file changed after this moment is too young to be trusted.
    young: i64,
    columns: &'a NamedColumns,
    recalled: bool,
}

pub(crate) struct Outcome {
    pub(crate) path: String,
    /// Bytes, as the scan saw them, and as they were read.
    pub(crate) size: u64,
    pub(crate) read: u64,
    pub(crate) times: Times,
    /// The reason where the file could not be read at all, so that nothing is known of what it holds now.
    pub(crate) delivery: Result<Delivery, String>,
}

impl Outcome {
    /// That nothing stands at `path` any more.
    pub(crate) fn gone(path: &str) -> Self {
        let delivery = Ok(Delivery::Gone(path.to_owned()));
        Self { path: path.to_owned(), size: 0, read: 0, times: Times::default(), delivery }
    }

    /// Whether the file stands in the place of what stood below its path. What cannot be read does not, nor what may be an archive
    /// that was damaged: what is known of its members is the best there is.
    fn replaces(&self, candidate: &Candidate) -> bool {
        match &self.delivery {
            Err(_) => false,
            Ok(Delivery::Refused { .. }) => self.read == 0 || !may_be_archive(&candidate.found.path),
            Ok(_) => true,
        }
    }

    /// What it weighs while it waits, in bytes of an article that takes as much memory.
    pub(crate) fn weight(&self) -> u64 {
        match &self.delivery {
            Ok(Delivery::Article { record, .. }) => bounds::bytes(record.statements.len()),
            _ => 0,
        }
    }
}

impl Worker<'_> {
    fn take(&self, candidate: &Candidate) -> Outcome {
        let path = candidate.found.path.clone();
        let mut read = 0;
        let delivery = self.deliver(candidate, &mut read);
        Outcome { path, size: candidate.found.size, read, times: stage::taken(), delivery }
    }

    fn deliver(&self, candidate: &Candidate, read: &mut u64) -> Result<Delivery, String> {
        let found = &candidate.found;
        self.observer.reached(Stage::Read, &found.path);
        let (bytes, hash) = timed(Station::Read, || {
            let bytes = fs::read(&found.file)?;
            let hash = hash(&bytes);
            Ok((bytes, hash))
        })
        .map_err(|e: io::Error| match e.kind() {
            ErrorKind::PermissionDenied => "it may not be read".to_owned(),
            ErrorKind::NotFound => "it vanished before it could be read".to_owned(),
            _ => format!("it cannot be read ({e})"),
        })?;
        *read = bytes.len() as u64;
        Ok(self.understood(&found.path, &bytes, hash, found, candidate.known.as_ref(), None))
    }

    /// What becomes of the article at `path`, which is the file `found` or a member of it, and holds `bytes`.
    pub(crate) fn understood(
        &self,
        path: &str,
        bytes: &[u8],
        hash: String,
        found: &Found,
        known: Option<&Known>,
        origin: Option<&Origin>,
    ) -> Delivery {
        let fingerprint = self.fingerprint(found, hash);
        let change = self.plan.sort_known(known, &fingerprint.hash);
        let path = path.to_owned();
        if change == Change::Touched {
            return match known.and_then(|known| known.refused.clone()) {
                Some(reason) => Delivery::Refused { path, fingerprint, reason },
                None => Delivery::Touched { path, fingerprint },
            };
        }
        self.observer.reached(Stage::Understand, &path);
        let understood = guarded(|| {
            let named = self.columns.of(&path);
            let understood = match understand_from(&path, origin, bytes, named) {
                // What was named for a folder was not said of each table that comes later.
                Err(Unreadable::Columns(..)) if self.recalled && !self.columns.is_named(&path) => {
                    understand_from(&path, origin, bytes, &Columns::default())
                }
                understood => understood,
            };
            understood.map_err(|unreadable| unreadable.to_string())
        });
        match understood {
            Ok(mut record) => {
                record.article.url = record.article.url.or_else(|| origin.map(|origin| origin.url.clone()));
                Delivery::Article { record: Box::new(record), fingerprint, change }
            }
            Err(reason) => Delivery::Refused { path, fingerprint, reason },
        }
    }

    /// By what the file `found` is recognised, where it or its member has this hash.
    pub(crate) fn fingerprint(&self, found: &Found, hash: String) -> Fingerprint {
        Fingerprint {
            size: found.size,
            mtime_ns: found.mtime_ns.filter(|mtime| *mtime < self.young),
            ctime_ns: found.ctime_ns,
            hash,
            pipeline: PIPELINE_VERSION,
            etag: None,
            modified: None,
        }
    }
}

/// By what content is told from other content.
pub(crate) fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..32].to_owned()
}

/// Does `work`; a panic in it becomes a reason like any other. Nothing that it works on outlives it, so nothing half done
/// is ever seen.
fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        Err(format!("reading it met a defect of this program ({}): please report it", said(&*panic)))
    })
}

/// What a panic said.
fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_over_one_file_is_a_reason() {
        let reason = guarded::<()>(|| panic!("index {} out of bounds", 7)).unwrap_err();
        assert_eq!(reason, "reading it met a defect of this program (index 7 out of bounds): please report it");
        assert_eq!(guarded(|| Ok(1)), Ok(1));
    }
}

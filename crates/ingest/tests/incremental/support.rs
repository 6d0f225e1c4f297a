//! A corpus in a temporary folder, and a stand-in for the index that remembers what was delivered.

use rolecall_ingest::{
    Delivery, Known, Observer, PIPELINE_VERSION, Plan, Report, RunOptions, ScanOptions, Stage, run, scan,
};
use rolecall_record::ArticleRecord;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, SystemTime};

/// A folder `corpus` with text files.
pub struct Corpus {
    pub dir: tempfile::TempDir,
}

impl Corpus {
    pub fn new(files: &[(&str, &str)]) -> Self {
        let corpus = Self { dir: tempfile::tempdir().unwrap() };
        fs::create_dir(corpus.root()).unwrap();
        for (name, text) in files {
            corpus.write(name, text.as_bytes());
        }
        corpus
    }

    pub fn root(&self) -> PathBuf {
        self.dir.path().join("corpus")
    }

    /// Writes a file as if an hour ago, so that its time can be trusted.
    pub fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.root().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        self.age(name, 3600);
    }

    /// Sets a file's time to this many seconds ago.
    pub fn age(&self, name: &str, seconds: u64) {
        let file = File::options().append(true).open(self.root().join(name)).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(seconds)).unwrap();
    }
}

/// What an index would hold.
#[derive(Default)]
pub struct Shelf {
    pub roots: BTreeMap<String, PathBuf>,
    pub known: BTreeMap<String, Known>,
    pub records: BTreeMap<String, ArticleRecord>,
    /// The paths that were read in the last run, and those that were understood.
    pub read: Vec<String>,
    pub understood: Vec<String>,
    /// The paths of the last run's deliveries, in order.
    pub delivered: Vec<String>,
}

#[derive(Default)]
struct Watch(Mutex<(Vec<String>, Vec<String>)>);

impl Observer for Watch {
    fn reached(&self, stage: Stage, path: &str) {
        let mut seen = self.0.lock().unwrap();
        match stage {
            Stage::Read => seen.0.push(path.to_owned()),
            Stage::Understand => seen.1.push(path.to_owned()),
            Stage::Deliver => {}
        }
    }
}

impl Shelf {
    pub fn ingest(&mut self, paths: &[PathBuf]) -> Report {
        self.ingest_with(paths, false, 0, PIPELINE_VERSION)
    }

    pub fn ingest_with(&mut self, paths: &[PathBuf], full: bool, threads: usize, version: u32) -> Report {
        let found = scan(paths, &self.roots, &ScanOptions::default()).unwrap();
        let plan = Plan::new(&found, &self.known, full, version);
        let watch = Watch::default();
        self.roots = found.roots;
        self.delivered.clear();
        let report = run(&plan, RunOptions { threads, ..RunOptions::default() }, &watch, |delivery| {
            self.take(delivery);
            Ok::<(), Infallible>(())
        });
        (self.read, self.understood) = watch.0.into_inner().unwrap();
        self.read.sort();
        self.understood.sort();
        report.unwrap()
    }

    fn take(&mut self, delivery: Delivery) {
        let (path, fingerprint, refused, record) = match delivery {
            Delivery::Gone(path) => {
                self.records.remove(&path);
                self.known.remove(&path);
                return self.delivered.push(path);
            }
            Delivery::Touched { path, fingerprint } => (path, fingerprint, None, None),
            Delivery::Refused { path, fingerprint, reason } => {
                self.records.remove(&path);
                (path, fingerprint, Some(reason), None)
            }
            Delivery::Article { record, fingerprint, .. } => {
                (record.article.path.clone(), fingerprint, None, Some(*record))
            }
        };
        if let Some(record) = record {
            self.records.insert(path.clone(), record);
        }
        self.known.insert(path.clone(), Known { fingerprint, refused });
        self.delivered.push(path);
    }
}

/// `path: reason` of every problem.
pub fn problems(report: &Report) -> Vec<String> {
    report.problems.iter().map(|p| format!("{}: {}", p.path, p.reason)).collect()
}

/// The paths that a scan of `path` finds.
pub fn paths(path: &Path) -> Vec<String> {
    let found = scan(&[path.to_owned()], &BTreeMap::new(), &ScanOptions::default()).unwrap();
    found.files.into_iter().map(|file| file.path).collect()
}

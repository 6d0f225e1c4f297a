//! What a run has to do: the files that are there against the files that are known. Plain data in, plain data out; no
//! file is touched.
//!
//! A file whose size and times are as they were is unchanged and costs nothing more. Anything else is a **candidate**: it
//! is read, and its hash then says whether it is new, changed, moved, or only touched ([`Plan::sort`]). Deciding that
//! while it is being read for the pipeline anyway spares a second reading.

use crate::scan::{Found, Scan};
use std::collections::BTreeMap;

/// By what a file is recognised as unchanged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// Bytes.
    pub size: u64,
    /// Nanoseconds since 1970; `None`: do not trust the time, compare the content.
    pub mtime_ns: Option<i64>,
    /// As [`Found::ctime_ns`].
    pub ctime_ns: Option<i64>,
    /// BLAKE3 of the content, 32 hexadecimal digits.
    pub hash: String,
    /// `PIPELINE_VERSION` of whoever understood it.
    pub pipeline: u32,
    /// `ETag` of a page that was fetched.
    pub etag: Option<String>,
    /// `Last-Modified` of a page that was fetched.
    pub modified: Option<String>,
}

/// A file that an earlier run has seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The file as it was then.
    pub fingerprint: Fingerprint,
    /// Why it is no article, if it is none.
    pub refused: Option<String>,
}

/// A file that has to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The file.
    pub found: Found,
    /// What is known of its path.
    pub known: Option<Known>,
    /// What is known of its members, by path, where it is an archive.
    pub members: BTreeMap<String, Known>,
}

/// What became of a file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// No earlier run has seen it.
    New,
    /// Its content is another, or the program that understands it.
    Changed,
    /// Its content stood at this path, where nothing stands any more.
    Moved(String),
    /// Its content is the same; only its time changed.
    Touched,
}

/// What a run has to do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Files to read, by path.
    pub candidates: Vec<Candidate>,
    /// How many files are as they were, those that are no articles included.
    pub unchanged: usize,
    /// Files that are as they were and no articles: path and why.
    pub still_refused: Vec<(String, String)>,
    /// Known files that are gone, by path.
    pub gone: Vec<String>,
    /// Hashes of articles that are gone, to the first path that had each: where a new file may come from.
    lost: BTreeMap<String, String>,
    full: bool,
    pipeline: u32,
}

impl Plan {
    /// Compares what is there with what is `known` (by article path). `full`: as if every file had changed.
    pub fn new(scan: &Scan, known: &BTreeMap<String, Known>, full: bool, pipeline: u32) -> Self {
        let mut plan = Self { full, pipeline, ..Self::default() };
        let (earlier, rest) = matched(scan, known);
        for (found, earlier) in scan.files.iter().zip(earlier) {
            // Members of archives are known by paths at which no file stands; most corpora have none.
            let below = if rest.is_empty() { String::new() } else { format!("{}/", found.path) };
            let after = || rest.range(below.as_str()..);
            let members =
                || after().take_while(|(path, _)| path.starts_with(&below)).map(|(path, known)| (*path, *known));
            let of_file = earlier.map(|known| (found.path.as_str(), known));
            let mut all = of_file.into_iter().chain(members()).peekable();
            let is_known = all.peek().is_some();
            if !full && is_known && all.all(|(_, earlier)| same_stat(found, &earlier.fingerprint, pipeline)) {
                for (path, earlier) in of_file.into_iter().chain(members()) {
                    plan.unchanged += 1;
                    plan.still_refused.extend(earlier.refused.clone().map(|reason| (path.to_owned(), reason)));
                }
            } else {
                let members = members().map(|(path, known)| (path.to_owned(), known.clone())).collect();
                plan.candidates.push(Candidate { found: found.clone(), known: earlier.cloned(), members });
            }
        }
        // A member is there as long as its archive is.
        let is_file = |path: &str| scan.files.binary_search_by(|found| found.path.as_str().cmp(path)).is_ok();
        let there = |path: &str| path.match_indices('/').any(|(at, _)| is_file(&path[..at]));
        for (path, earlier) in rest {
            if !there(path) && in_scope(scan, path) {
                plan.gone.push(path.to_owned());
                if earlier.refused.is_none() {
                    plan.lost.entry(earlier.fingerprint.hash.clone()).or_insert_with(|| path.to_owned());
                }
            }
        }
        plan
    }

    /// The plan for an article that stands in no file.
    pub(crate) fn of_one(full: bool, pipeline: u32) -> Self {
        Self { full, pipeline, ..Self::default() }
    }

    /// What became of `candidate`, whose content has this hash.
    pub fn sort(&self, candidate: &Candidate, hash: &str) -> Change {
        self.sort_known(candidate.known.as_ref(), hash)
    }

    /// What became of an article of which this is known, and whose content has this hash.
    pub(crate) fn sort_known(&self, known: Option<&Known>, hash: &str) -> Change {
        match known {
            Some(known)
                if known.fingerprint.hash == hash && !self.full && known.fingerprint.pipeline == self.pipeline =>
            {
                Change::Touched
            }
            Some(_) => Change::Changed,
            None => self.lost.get(hash).map_or(Change::New, |from| Change::Moved(from.clone())),
        }
    }
}

/// What is known of each file of the scan, and what is known at paths where none stands. Both are in the order of paths.
fn matched<'k>(
    scan: &Scan,
    known: &'k BTreeMap<String, Known>,
) -> (Vec<Option<&'k Known>>, BTreeMap<&'k str, &'k Known>) {
    let mut left = known.iter().peekable();
    let mut rest = BTreeMap::new();
    let mut of_file = |found: &Found| {
        while let Some((path, known)) = left.next_if(|(path, _)| **path < found.path) {
            rest.insert(path.as_str(), known);
        }
        left.next_if(|(path, _)| **path == found.path).map(|(_, known)| known)
    };
    let matched = scan.files.iter().map(&mut of_file).collect();
    rest.extend(left.map(|(path, known)| (path.as_str(), known)));
    (matched, rest)
}

fn same_stat(found: &Found, known: &Fingerprint, pipeline: u32) -> bool {
    found.size == known.size
        && found.mtime_ns.is_some()
        && found.mtime_ns == known.mtime_ns
        && found.ctime_ns == known.ctime_ns
        && known.pipeline == pipeline
}

/// Whether the scan would have found the file at `path` if it were still there to be taken.
fn in_scope(scan: &Scan, path: &str) -> bool {
    let Some(file) = scan.file(path) else { return false };
    scan.scopes.iter().any(|scope| file.starts_with(scope)) && !scan.blind.iter().any(|blind| file.starts_with(blind))
}

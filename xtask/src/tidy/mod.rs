//! The rules of the house that a compiler does not know: who may use whom, how long a file is, what never stands in one, which
//! packages there may be.

mod houses;
mod packages;
mod text;

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use std::process::Command;

/// A tracked file.
struct Tracked {
    /// From the workspace's folder on, with `/`.
    path: String,
    text: String,
}

/// Every fault, one line each: file, line, what to do.
pub(crate) fn check(root: &Path) -> Result<Vec<String>> {
    let files = tracked(root)?;
    let mut faults = houses::faults(&files);
    faults.extend(text::faults(&files));
    faults.extend(packages::faults(root, &files)?);
    faults.sort();
    Ok(faults)
}

/// The tracked files that are text and still there, and those that git does not know yet but does not ignore either.
fn tracked(root: &Path) -> Result<Vec<Tracked>> {
    let mut git = Command::new("git");
    let listing = git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(root).output();
    let listing = listing.context("git cannot be run: install git")?;
    if !listing.status.success() {
        bail!("git lists no files: run this in a clone");
    }
    let paths = String::from_utf8_lossy(&listing.stdout).into_owned();
    let mut files = Vec::new();
    for path in paths.split('\0').filter(|p| !p.is_empty()) {
        if let Ok(text) = fs::read_to_string(root.join(path)) {
            files.push(Tracked { path: path.to_owned(), text });
        }
    }
    Ok(files)
}

//! What people would use instead.
//!
//! The extractors are Python packages, installed into an environment of their own in the bench's folder, each timed in a
//! process of its own without its start. Where there is no `pip` they are left out, and that is said.

use super::results::Results;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Packages, and how each extracts the text of `page` (bytes).
const EXTRACTORS: [(&str, &str); 3] = [
    (
        "resiliparse",
        "from resiliparse.extract.html2text import extract_plain_text\n\
         def extract(page): return extract_plain_text(page.decode('utf-8', 'replace'), main_content=True)",
    ),
    ("trafilatura", "from trafilatura import extract"),
    (
        "readability-lxml",
        "from readability import Document\ndef extract(page): return Document(page.decode('utf-8', 'replace')).summary()",
    ),
];

/// The seconds that each extractor takes for all pages below `dir`.
pub(super) fn extractors(dir: &Path, place: &Path, results: &mut Results) -> Vec<(String, f64)> {
    let environment = place.join("python");
    let python = environment.join("bin/python");
    let made = Command::new("python3").args(["-m", "venv"]).arg(&environment).output();
    if !made.is_ok_and(|o| o.status.success()) {
        results.leave_out("the extractors of PyPI: no environment can be made with `python3 -m venv`");
        return Vec::new();
    }
    let mut found = Vec::new();
    for (package, code) in EXTRACTORS {
        let install = Command::new(&python)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", package])
            // What lxml's own packages name in a way that pip does not follow.
            .arg("lxml_html_clean")
            .output();
        if !install.is_ok_and(|o| o.status.success()) {
            results.leave_out(format!("{package}: pip cannot install it"));
            continue;
        }
        let script = format!(
            "import sys, time, pathlib\n{code}\n\
             pages = [p.read_bytes() for p in sorted(pathlib.Path(sys.argv[1]).rglob('*.html'))]\n\
             begun = time.perf_counter()\nfor page in pages: extract(page)\nprint(time.perf_counter() - begun)\n\
             from importlib.metadata import version\nprint(version('{package}'))\n"
        );
        let output = Command::new("taskset").args(["-c", "0"]).arg(&python).args(["-c", &script]).arg(dir).output();
        let said = output.map(|o| String::from_utf8_lossy(&o.stdout).into_owned()).unwrap_or_default();
        let mut lines = said.lines();
        match (lines.next().and_then(|line| line.parse().ok()), lines.next()) {
            (Some(seconds), Some(version)) => found.push((format!("{package} {version}"), seconds)),
            _ => results.leave_out(format!("{package}: it does not run here")),
        }
    }
    found
}

/// Parses every page below `dir` on `threads` threads and drops it.
pub(super) fn parse_bare(dir: &Path, threads: usize) -> Result<()> {
    let mut pages: Vec<PathBuf> = Vec::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("{} cannot be read", folder.display()))? {
            let path = entry?.path();
            let list = if path.is_dir() { &mut folders } else { &mut pages };
            list.push(path);
        }
    }
    std::thread::scope(|scope| {
        for thread in 0..threads.max(1) {
            let pages = pages.iter().skip(thread).step_by(threads.max(1));
            scope.spawn(move || {
                for page in pages {
                    let bytes = fs::read(page).unwrap_or_default();
                    let html = scraper::Html::parse_document(&String::from_utf8_lossy(&bytes));
                    std::hint::black_box(&html);
                }
            });
        }
    });
    Ok(())
}

//! Where articles come from: files and folders, which `ingest` scans, and what stands nowhere in the file system, which is
//! brought here: pages at addresses, and standard input.

use crate::args::Ingest;
use anyhow::{Context, Result, bail};
use rolecall_ingest::{
    Answer, Columns, Delivery, Fetcher, Fingerprint, Known, NamedColumns, PIPELINE_VERSION, Problem, Report,
    RunOptions, Scan, Validators, listed, single, web_path,
};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// What is to be read.
#[derive(Debug, Default)]
pub(super) struct Sources {
    /// Files and folders.
    pub(super) paths: Vec<PathBuf>,
    /// Whether all of it is read again.
    pub(super) full: bool,
    /// The columns of tables that are named for all of it; none: `guess`.
    columns: Option<Columns>,
    urls: Vec<String>,
    /// What standard input holds, and the path of its article.
    input: Option<(String, Vec<u8>)>,
    allow_private: bool,
}

/// How it is read.
#[derive(Debug, Default)]
pub(super) struct Way {
    pub(super) options: RunOptions,
    /// Whether all of it is read again, because that was asked for or other columns are named for it than before.
    pub(super) full: bool,
}

/// Standard input and sitemaps hold at most so many bytes.
const MOST: u64 = 64 << 20;
/// So many addresses are asked in a run, those that sitemaps list included.
const ADDRESSES: usize = 10_000;

/// What becomes of an address.
enum Fetched {
    Delivery(Delivery),
    /// It is as it was.
    Unchanged,
    /// It lists these addresses: where it was in the end, and they.
    Sitemap(String, Vec<String>),
}

impl Sources {
    /// Files and folders alone.
    pub(super) fn files(paths: &[PathBuf], full: bool) -> Self {
        Self { paths: paths.to_owned(), full, ..Self::default() }
    }

    /// Parts what was named on the command line, and reads standard input where it is named.
    ///
    /// # Errors
    /// Standard input that cannot be read, is too long, or is not there to be called anything.
    pub(super) fn new(ingest: &Ingest) -> Result<Self> {
        let mut sources = Self {
            full: ingest.full,
            allow_private: ingest.allow_private,
            columns: ingest.columns.clone(),
            ..Self::default()
        };
        for path in &ingest.paths {
            let text = path.to_string_lossy();
            if text == "-" {
                sources.input = Some(input(ingest.name.as_deref())?);
            } else if ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme)) {
                sources.urls.push(text.into_owned());
            } else if let Some(urls) = sitemap(path) {
                sources.urls.extend(urls);
            } else {
                sources.paths.push(path.clone());
            }
        }
        if ingest.name.is_some() && sources.input.is_none() {
            bail!("--as names what standard input holds: give - as a path too");
        }
        Ok(sources)
    }

    /// How it is read, where these columns are named `before` in the index: they count until others are named for the same.
    pub(super) fn way(&self, scan: &Scan, before: &BTreeMap<String, String>) -> Way {
        let mut columns = NamedColumns::read(before);
        let mut others = false;
        if let Some(named) = &self.columns {
            let files = scan.scopes.iter().filter_map(|scope| scan.path(scope));
            let input = self.input.iter().map(|(path, _)| path.clone());
            // A sitemap is one of what stands below its own folder.
            let site = |path: String| match path.rsplit_once('/') {
                Some((folder, last)) if last.contains("sitemap") => folder.to_owned(),
                _ => path,
            };
            for place in files.chain(input).chain(self.urls.iter().map(|url| site(web_path(url)))) {
                others |= columns.name(&place, named.clone());
            }
        }
        let recalled = self.columns.is_none();
        Way { options: RunOptions { columns, recalled, ..RunOptions::default() }, full: self.full || others }
    }

    /// The columns that an earlier run named for the article at `path`, and what they were named for.
    pub(super) fn remembered<'w>(&self, way: &'w Way, path: &str) -> Option<(&'w str, &'w Columns)> {
        let named = way.options.columns.place(path).filter(|(_, columns)| **columns != Columns::default());
        named.filter(|_| self.columns.is_none())
    }

    /// Delivers what stands in no file. What is wrong with one page is a problem and ends nothing.
    ///
    /// # Errors
    /// What `take` says.
    pub(super) fn elsewhere<E>(
        &self,
        known: &BTreeMap<String, Known>,
        way: &Way,
        report: &mut Report,
        take: &mut impl FnMut(Delivery) -> Result<(), E>,
    ) -> Result<(), E> {
        if let Some((path, bytes)) = &self.input {
            let delivery = single(path, bytes, None, known.get(path), way.full, &way.options);
            report.bytes += bytes.len() as u64;
            report.count(&delivery);
            take(delivery)?;
        }
        let mut fetcher = Fetcher::new(self.allow_private);
        let mut waiting: VecDeque<String> = self.urls.iter().cloned().collect();
        let mut met = BTreeSet::new();
        while let Some(url) = waiting.pop_front() {
            let path = web_path(&url);
            if !met.insert(path.clone()) {
                continue;
            }
            let mut problem = |reason| report.problems.push(Problem { path: url.clone(), reason });
            if met.len() > ADDRESSES {
                problem(format!("it and what follows are more than {ADDRESSES} addresses: name them in another run"));
                break;
            }
            match fetch(&mut fetcher, &url, &path, known.get(&path), way) {
                Ok(Fetched::Delivery(delivery)) => {
                    report.count(&delivery);
                    take(delivery)?;
                }
                Ok(Fetched::Unchanged) => report.unchanged += 1,
                Ok(Fetched::Sitemap(at, urls)) => {
                    let (own, others): (Vec<_>, Vec<_>) = urls.into_iter().partition(|url| host(url) == host(&at));
                    waiting.extend(own);
                    if !others.is_empty() {
                        let count = others.len();
                        problem(format!(
                            "it lists {count} addresses of other hosts, which were passed over: name them yourself"
                        ));
                    }
                }
                Err(reason) => problem(reason),
            }
        }
        Ok(())
    }
}

/// What becomes of the page at `url`.
fn fetch(fetcher: &mut Fetcher, url: &str, path: &str, earlier: Option<&Known>, way: &Way) -> Result<Fetched, String> {
    // A page that must be read again is asked for as if for the first time.
    let kept = earlier.map(|known| &known.fingerprint).filter(|f| !way.full && f.pipeline == PIPELINE_VERSION);
    let kept = kept.map(|f| Validators { etag: f.etag.clone(), modified: f.modified.clone() });
    match fetcher.get(url, kept.as_ref())? {
        Answer::Unchanged => Ok(Fetched::Unchanged),
        Answer::Gone if earlier.is_some() => Ok(Fetched::Delivery(Delivery::Gone(path.to_owned()))),
        Answer::Gone => Err("its server has no such page: check the address".into()),
        Answer::Page(page) => {
            if let Some(urls) = listed(&page.bytes) {
                return Ok(Fetched::Sitemap(page.origin.url, urls));
            }
            let delivery = single(path, &page.bytes, Some(&page.origin), earlier, way.full, &way.options);
            Ok(Fetched::Delivery(with(delivery, page.validators)))
        }
    }
}

/// The addresses that the file at `path` lists, where it is a sitemap.
fn sitemap(path: &Path) -> Option<Vec<String>> {
    if !path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xml")) || !path.is_file() {
        return None;
    }
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(MOST).read_to_end(&mut bytes).ok()?;
    listed(&bytes)
}

/// The host of an address, with its scheme and port.
fn host(url: &str) -> &str {
    let after = url.find("://").map_or(0, |at| at + 3);
    &url[..url[after..].find(['/', '?', '#']).map_or(url.len(), |at| after + at)]
}

/// The same with what a server told for the next time.
fn with(delivery: Delivery, validators: Validators) -> Delivery {
    let mark = |fingerprint: Fingerprint| {
        let Validators { etag, modified } = validators.clone();
        Fingerprint { etag, modified, ..fingerprint }
    };
    match delivery {
        Delivery::Article { record, fingerprint, change } => {
            Delivery::Article { record, fingerprint: mark(fingerprint), change }
        }
        Delivery::Touched { path, fingerprint } => Delivery::Touched { path, fingerprint: mark(fingerprint) },
        Delivery::Refused { path, fingerprint, reason } => {
            Delivery::Refused { path, fingerprint: mark(fingerprint), reason }
        }
        gone @ Delivery::Gone(_) => gone,
    }
}

/// Standard input, and the path of its article: `name` below `stdin`, where the same name replaces what it named before.
fn input(name: Option<&str>) -> Result<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(MOST + 1).read_to_end(&mut bytes);
    read.context("standard input cannot be read: pipe an article into it")?;
    if bytes.len() as u64 > MOST {
        bail!("standard input has more than the {} MiB of an article: split it", MOST >> 20);
    }
    let name = name.unwrap_or("article");
    let parts: Vec<&str> = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | "..")).collect();
    if parts.is_empty() {
        bail!("--as {name} is no name: give one such as notes.md");
    }
    Ok((format!("stdin/{}", parts.join("/")), bytes))
}

//! Which files are there: given paths to articles' files, each with what the file system says of it without reading it.
//!
//! An article's path is its corpus' name (the folder that was given) and the way below it, so the same corpus gives the
//! same records wherever it lies. Which folder is the corpus is decided by what was given now and by what the index
//! already knows: a folder or file within a known corpus stays a part of it, so `ingest corpus/film` after `ingest corpus`
//! refreshes a part instead of taking every article twice.
//!
//! Ignore files count at and below what is given, not above it: whoever names a folder means it, even where a repository
//! around it ignores it.

use ignore::WalkBuilder;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// A file that may hold an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// `Article::path`: the corpus' name and the way below it, with `/` on every system.
    pub path: String,
    /// Where to read it.
    pub file: PathBuf,
    /// Bytes.
    pub size: u64,
    /// Time of its last change in nanoseconds since 1970, if the file system keeps one.
    pub mtime_ns: Option<i64>,
    /// Time when the file system last changed anything about it, in nanoseconds since 1970, if it keeps one. Unlike the
    /// one above, no program sets it back: it tells an edit whose time was restored, and two files that swapped names.
    pub ctime_ns: Option<i64>,
}

/// Something that was found and cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// As in [`Found::path`], or the path in the file system where it has none.
    pub path: String,
    /// One sentence.
    pub reason: String,
}

/// What lies below the given paths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scan {
    /// Articles' files, by path, each once.
    pub files: Vec<Found>,
    /// Every known corpus and those of this scan: name to absolute folder.
    pub roots: BTreeMap<String, PathBuf>,
    /// The absolute paths that were given: only what lies below one of these can have been deleted.
    pub scopes: Vec<PathBuf>,
    /// Given paths that are not there, but lie in a known corpus: as given, and absolute. What the index has of them is gone.
    pub vanished: Vec<(PathBuf, PathBuf)>,
    /// Absolute paths below them that could not be looked into: what lies there is not known to be gone.
    pub blind: Vec<PathBuf>,
    /// What cannot be taken, by path.
    pub problems: Vec<Problem>,
    /// How many pictures, style sheets, scripts and the like were passed over.
    pub passed_over: usize,
    /// What was left out, and why, where [`ScanOptions::explain`] asks for it; by path.
    pub left_out: Vec<Problem>,
}

impl Scan {
    /// Where the file of the article at `path` lies or lay; `None` where its corpus is not known.
    pub fn file(&self, path: &str) -> Option<PathBuf> {
        let (label, below) = path.split_once('/')?;
        Some(self.roots.get(label)?.join(below))
    }

    /// The path that an article at this absolute path in the file system has; `None` where no corpus is around it.
    pub fn path(&self, file: &Path) -> Option<String> {
        let around = self.roots.iter().filter(|(_, folder)| file.starts_with(folder));
        let (label, root) = around.min_by_key(|(_, folder)| folder.components().count())?;
        Some(article_path(label, root, file))
    }
}

/// How to scan.
#[derive(Debug, Clone)]
pub struct ScanOptions {
    /// Files over this many bytes are reported instead of taken.
    pub max_bytes: u64,
    /// Folders never looked into, such as the index itself.
    pub exclude: Vec<PathBuf>,
    /// Paths of the articles that the index has. A folder with the name of a known corpus that is no longer there is that
    /// corpus, moved, only if it has one of its articles.
    pub articles: Vec<String>,
    /// Whether to list what is left out as well, which takes a second look at every folder.
    pub explain: bool,
}

impl Default for ScanOptions {
    /// 64 MiB; nothing excluded.
    fn default() -> Self {
        Self { max_bytes: 64 << 20, exclude: Vec::new(), articles: Vec::new(), explain: false }
    }
}

/// Why nothing can be scanned.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScanError {
    /// A given path is not there.
    #[error("{} does not exist: check the path", .0.display())]
    Missing(PathBuf),
    /// A given path cannot be looked at.
    #[error("{} cannot be read ({reason}): check its permissions", path.display())]
    Unreadable {
        /// As given.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
}

/// Lists the articles' files at and below `paths`. `known` are the corpora that the index already has: name to absolute
/// folder.
///
/// # Errors
/// [`ScanError`] for a given path; whatever is wrong below one is a [`Problem`].
pub fn scan(paths: &[PathBuf], known: &BTreeMap<String, PathBuf>, options: &ScanOptions) -> Result<Scan, ScanError> {
    let mut given = Vec::new();
    let mut vanished = Vec::new();
    for path in paths {
        match path.canonicalize() {
            Ok(absolute) => {
                // A pipe or a device is no corpus either.
                let is_file = !absolute.is_dir();
                given.push((absolute, is_file));
            }
            Err(e) if e.kind() == ErrorKind::NotFound => {
                let absolute = was_at(path).filter(|at| known.values().any(|folder| at.starts_with(folder)));
                vanished.push((path.clone(), absolute.ok_or_else(|| ScanError::Missing(path.clone()))?));
            }
            Err(e) => return Err(ScanError::Unreadable { path: path.clone(), reason: e.to_string() }),
        }
    }
    // Of a thousand files of one folder each once.
    let bases: BTreeSet<PathBuf> = given.iter().map(|(path, is_file)| base(path, *is_file)).collect();
    let mut walk = Walk {
        scan: Scan { roots: known.clone(), ..Scan::default() },
        found: BTreeMap::new(),
        exclude: options.exclude.iter().map(|path| path.canonicalize().unwrap_or_else(|_| path.clone())).collect(),
        max_bytes: options.max_bytes,
        articles: &options.articles,
    };
    for (path, is_file) in &given {
        let (label, root) = walk.root(&base(path, *is_file), &bases);
        walk.below(path, *is_file, &label, &root);
        if options.explain {
            walk.explain(path, &label, &root);
        }
    }
    let Walk { mut scan, found, .. } = walk;
    scan.files = found.into_values().collect();
    scan.scopes = given.into_iter().map(|(path, _)| path).collect();
    scan.scopes.extend(vanished.iter().map(|(_, absolute)| absolute.clone()));
    scan.vanished = vanished;
    scan.problems.sort_by(|a, b| (&a.path, &a.reason).cmp(&(&b.path, &b.reason)));
    scan.problems.dedup();
    Ok(scan)
}

/// The absolute path of something that is not there any more, as its folder's real path has it.
fn was_at(path: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(path).ok()?;
    let there = absolute.ancestors().find(|folder| folder.exists())?;
    let rest = absolute.strip_prefix(there).ok()?;
    Some(there.canonicalize().ok()?.join(rest))
}

/// The folder that a given path makes a corpus of: itself, or the one that a file lies in.
fn base(path: &Path, is_file: bool) -> PathBuf {
    match path.parent() {
        Some(parent) if is_file => parent.to_owned(),
        _ => path.to_owned(),
    }
}

struct Walk<'o> {
    articles: &'o [String],
    scan: Scan,
    found: BTreeMap<String, Found>,
    exclude: Vec<PathBuf>,
    max_bytes: u64,
}

impl Walk<'_> {
    /// The corpus that `base` belongs to: the outermost known or given folder around it. It gets a name if it has none.
    fn root(&mut self, base: &Path, bases: &BTreeSet<PathBuf>) -> (String, PathBuf) {
        let around = |folder: &&PathBuf| base.starts_with(folder);
        let known = self.scan.roots.iter().filter(|(_, folder)| around(folder));
        let known = known.min_by_key(|(_, folder)| folder.components().count());
        let outermost = bases.iter().filter(around).min_by_key(|folder| folder.components().count());
        match (known, outermost) {
            (Some((label, folder)), outer) if outer.is_none_or(|outer| outer.starts_with(folder)) => {
                (label.clone(), folder.clone())
            }
            (_, outer) => {
                let folder = outer.cloned().unwrap_or_else(|| base.to_owned());
                let label = self.fresh_label(&folder);
                self.scan.roots.insert(label.clone(), folder.clone());
                (label, folder)
            }
        }
    }

    fn fresh_label(&self, folder: &Path) -> String {
        let name = folder.file_name().map_or_else(|| "root".to_owned(), |name| name.to_string_lossy().into_owned());
        let mut label = name.clone();
        let mut count = 1;
        // A corpus that was moved as a whole keeps its name: its old folder is no longer there.
        while self.scan.roots.get(&label).is_some_and(|known| known.is_dir() || !self.moved_to(folder, &label)) {
            count += 1;
            label = format!("{name}~{count}");
        }
        label
    }

    /// Whether `folder` may be the corpus of this name, which is no longer where it was.
    fn moved_to(&self, folder: &Path, label: &str) -> bool {
        let mut below = self.articles.iter().filter_map(|path| path.strip_prefix(label)?.strip_prefix('/')).peekable();
        below.peek().is_none() || below.any(|path| folder.join(path).exists())
    }

    fn below(&mut self, given: &Path, is_file: bool, label: &str, root: &Path) {
        let exclude = self.exclude.clone();
        let walker = WalkBuilder::new(given)
            .follow_links(true)
            .parents(false)
            .require_git(false)
            .git_global(false)
            .git_exclude(false)
            .ignore(false)
            .add_custom_ignore_filename(".rolecallignore")
            .sort_by_file_name(|a, b| a.cmp(b))
            .filter_entry(move |entry| {
                let folder = entry.file_type().is_some_and(|kind| kind.is_dir());
                !folder || !exclude.iter().any(|excluded| entry.path().starts_with(excluded))
            })
            .build();
        for entry in walker {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_dir()) => {}
                Ok(entry) => {
                    let path = article_path(label, root, entry.path());
                    match entry.metadata() {
                        Ok(metadata) => self.take(path, entry.path(), &metadata, is_file),
                        Err(e) => self.blind(entry.path(), label, root, &plain(&e, entry.path())),
                    }
                }
                Err(e) => {
                    let at = place(&e).unwrap_or_else(|| given.to_owned());
                    self.blind(&at, label, root, &plain(&e, &at));
                }
            }
        }
    }

    /// Notes every file below `given` that was not taken, with the reason.
    fn explain(&mut self, given: &Path, label: &str, root: &Path) {
        let exclude = self.exclude.clone();
        let walker = WalkBuilder::new(given)
            .follow_links(true)
            .standard_filters(false)
            .sort_by_file_name(|a, b| a.cmp(b))
            // What a version control keeps for itself is nobody's article.
            .filter_entry(move |entry| {
                entry.file_name() != ".git" && !exclude.iter().any(|excluded| entry.path().starts_with(excluded))
            })
            .build();
        for entry in walker.flatten().filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file())) {
            let path = article_path(label, root, entry.path());
            let problem = self.scan.problems.iter().any(|problem| problem.path == path);
            if self.found.contains_key(&path) || problem {
                continue;
            }
            let below = entry.path().strip_prefix(given).unwrap_or(entry.path());
            let hidden = below.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"."));
            let reason = if hidden {
                "it is hidden: its name, or that of a folder around it, begins with a dot"
            } else if is_no_article(entry.path()) {
                "files of its ending are no articles; name it itself to have it read"
            } else {
                "a .rolecallignore or .gitignore leaves it out"
            };
            self.scan.left_out.push(Problem { path, reason: reason.to_owned() });
        }
    }

    fn take(&mut self, path: String, file: &Path, metadata: &Metadata, explicit: bool) {
        if !explicit && metadata.is_file() && is_no_article(file) {
            self.scan.passed_over += 1;
            return;
        }
        let found = match found(path, file, metadata, self.max_bytes) {
            Ok(found) => found,
            Err(problem) => return self.scan.problems.push(problem),
        };
        let path = found.path.clone();
        match self.found.get(&path) {
            Some(other) if other.file != found.file => {
                self.problem(path, "another file's name reads the same (its name is not UTF-8)".to_owned());
            }
            _ => {
                self.found.insert(path, found);
            }
        }
    }

    fn blind(&mut self, at: &Path, label: &str, root: &Path, reason: &str) {
        self.scan.blind.push(at.to_owned());
        self.problem(article_path(label, root, at), reason.to_owned());
    }

    fn problem(&mut self, path: String, reason: String) {
        self.scan.problems.push(Problem { path, reason });
    }
}

/// The file `file`, to be read as the article at `path` whatever its ending: what a scan would find at it, without looking at
/// anything else.
///
/// # Errors
/// It is not there, no file, or over `max_bytes`.
///
/// ```
/// let missing = rolecall_ingest::named("ship/galley.md", std::path::Path::new("no/such/galley.md"), 64 << 20);
/// assert_eq!(missing.unwrap_err().path, "ship/galley.md");
/// ```
pub fn named(path: &str, file: &Path, max_bytes: u64) -> Result<Found, Problem> {
    let problem = |reason: String| Problem { path: path.to_owned(), reason };
    let metadata = std::fs::metadata(file).map_err(|e| match e.kind() {
        ErrorKind::NotFound => problem("there is no such file".to_owned()),
        ErrorKind::PermissionDenied => problem("it may not be read".to_owned()),
        _ => problem(format!("it cannot be read ({e})")),
    })?;
    if metadata.is_dir() {
        return Err(problem("it is a folder: name each of its files".to_owned()));
    }
    found(path.to_owned(), file, &metadata, max_bytes)
}

fn found(path: String, file: &Path, metadata: &Metadata, max_bytes: u64) -> Result<Found, Problem> {
    if !metadata.is_file() {
        return Err(Problem { path, reason: "it is no regular file".to_owned() });
    }
    if metadata.len() > max_bytes && !holds_many(file) {
        let (size, limit) = (metadata.len() >> 20, max_bytes >> 20);
        return Err(Problem { path, reason: format!("it has {size} MiB, more than the limit of {limit} MiB") });
    }
    Ok(Found {
        path,
        file: file.to_owned(),
        size: metadata.len(),
        mtime_ns: mtime_ns(metadata),
        ctime_ns: ctime_ns(metadata),
    })
}

/// Whether files with this ending (in lower case, without its point) are passed over where they lie in a folder.
pub fn is_passed_over(ending: &str) -> bool {
    NO_ARTICLES.contains(&ending)
}

/// Endings of files that are never articles and often lie beside them; such a file is taken only if it is named itself.
const NO_ARTICLES: &[&str] = &[
    "avif", "bmp", "css", "eot", "flac", "gif", "heic", "ico", "jpeg", "jpg", "js", "map", "mjs", "mov", "mp3", "mp4",
    "ogg", "otf", "png", "svg", "tif", "tiff", "ttf", "wav", "webm", "webp", "woff", "woff2",
];

fn is_no_article(file: &Path) -> bool {
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    is_passed_over(&ending)
}

/// Whether a file may hold many articles, which are read one after the other, so that its size does not matter.
fn holds_many(file: &Path) -> bool {
    #[cfg(feature = "archives")]
    let many = crate::archive::recognise(file).is_some_and(|kind| kind != crate::archive::Kind::Feed);
    #[cfg(not(feature = "archives"))]
    let many = {
        let _ = file;
        false
    };
    many
}

fn article_path(label: &str, root: &Path, file: &Path) -> String {
    let mut path = label.to_owned();
    for part in file.strip_prefix(root).unwrap_or(file).components() {
        if let Component::Normal(name) = part {
            path.push('/');
            path.push_str(&name.to_string_lossy());
        }
    }
    path
}

/// Nanoseconds since 1970, negative before.
fn mtime_ns(metadata: &Metadata) -> Option<i64> {
    nanoseconds(metadata.modified().ok()?)
}

#[cfg(unix)]
fn ctime_ns(metadata: &Metadata) -> Option<i64> {
    use std::os::unix::fs::MetadataExt;
    metadata.ctime().checked_mul(1_000_000_000)?.checked_add(metadata.ctime_nsec())
}

/// Other systems' times of creation say nothing of changes.
#[cfg(not(unix))]
fn ctime_ns(_: &Metadata) -> Option<i64> {
    None
}

/// Nanoseconds since 1970, negative before; `None` outside the years 1678 to 2262.
pub(crate) fn nanoseconds(time: SystemTime) -> Option<i64> {
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_nanos()).ok(),
        Err(before) => i64::try_from(before.duration().as_nanos()).ok().map(|ns| -ns),
    }
}

/// Where a walk failed.
fn place(error: &ignore::Error) -> Option<PathBuf> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path.clone()),
        ignore::Error::Loop { child, .. } => Some(child.clone()),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place(err),
        ignore::Error::Partial(errors) => errors.iter().find_map(place),
        _ => None,
    }
}

/// What is wrong with `at`, without the path.
fn plain(error: &ignore::Error, at: &Path) -> String {
    match error {
        ignore::Error::WithPath { err, .. }
        | ignore::Error::WithDepth { err, .. }
        | ignore::Error::WithLineNumber { err, .. } => plain(err, at),
        ignore::Error::Loop { .. } => "it is a symbolic link to a folder that it lies in".to_owned(),
        ignore::Error::Io(e) if e.kind() == ErrorKind::NotFound && at.is_symlink() => {
            "it is a symbolic link to nothing".to_owned()
        }
        ignore::Error::Io(e) if e.kind() == ErrorKind::NotFound => "it vanished before it could be read".to_owned(),
        ignore::Error::Io(e) if e.kind() == ErrorKind::PermissionDenied => "it may not be read".to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_vanished_is_no_symbolic_link() {
        let gone = ignore::Error::Io(ErrorKind::NotFound.into());
        assert_eq!(plain(&gone, Path::new("nowhere/a.txt")), "it vanished before it could be read");
    }
}

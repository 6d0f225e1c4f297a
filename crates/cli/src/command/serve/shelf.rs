//! Where articles are kept that are added on the page: a folder of their own, so that no visitor ever changes a file of
//! somebody else's. Names of files are made here; of what a visitor sends, only letters and digits come into them.

use super::super::ingest;
use anyhow::Result;
use rolecall_embedding::MiniLm;
use rolecall_indexer::{IndexError, Reader};
use rolecall_ingest::Observer;
use rolecall_serve::{KeepError, Keeper, Kept, Told};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, TryLockError};
use std::time::{Duration, Instant};

/// Letters of a file's name, without its ending.
const LETTERS: usize = 60;
/// How long a run waits for another to end, and how often it looks.
const TURN: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(50);
/// Endings that a brought file may keep; what it holds decides what it is, so any other becomes `txt`.
const LONGEST_ENDING: usize = 5;

/// A folder for articles that are brought, and the index that they are read into.
pub(super) struct Shelf {
    index: PathBuf,
    folder: PathBuf,
    model: Option<Arc<MiniLm>>,
    /// The index's corpora, as the last run left them.
    roots: RwLock<BTreeMap<String, PathBuf>>,
    running: Mutex<()>,
}

impl Shelf {
    /// Keeps articles in `folder`, which need not be there yet, for the index at `index`.
    pub(super) fn new(index: &Path, folder: &Path, model: Option<Arc<MiniLm>>) -> Result<Self> {
        let folder = folder.canonicalize().or_else(|_| std::path::absolute(folder))?;
        let shelf = Self { index: index.to_owned(), folder, model, roots: RwLock::default(), running: Mutex::new(()) };
        shelf.look();
        Ok(shelf)
    }

    /// Learns which corpora there are.
    fn look(&self) {
        let roots = Reader::open(&self.index).map(|reader| reader.roots().clone()).unwrap_or_default();
        *self.roots.write().unwrap_or_else(PoisonError::into_inner) = roots;
    }

    /// The file of the article at `path`, if it lies on the shelf.
    fn file(&self, path: &str) -> Option<PathBuf> {
        let (corpus, below) = path.split_once('/')?;
        let plain = Path::new(below).components().all(|part| matches!(part, Component::Normal(_)));
        let roots = self.roots.read().unwrap_or_else(PoisonError::into_inner);
        let file = roots.get(corpus)?.join(below);
        (plain && file.starts_with(&self.folder)).then_some(file)
    }

    /// The path of an article on the shelf.
    fn path(&self, file: &Path) -> Option<String> {
        let roots = self.roots.read().unwrap_or_else(PoisonError::into_inner);
        let around = roots.iter().filter(|(_, root)| file.starts_with(root));
        let (corpus, root) = around.min_by_key(|(_, root)| root.components().count())?;
        Some(format!("{corpus}/{}", file.strip_prefix(root).ok()?.to_string_lossy()))
    }

    /// Waits for its turn, as two pages may bring something at the same moment; not for ever.
    fn alone(&self) -> Result<MutexGuard<'_, ()>, KeepError> {
        let begun = Instant::now();
        loop {
            match self.running.try_lock() {
                Ok(alone) => return Ok(alone),
                Err(TryLockError::Poisoned(left)) => return Ok(left.into_inner()),
                Err(TryLockError::WouldBlock) if begun.elapsed() < TURN => std::thread::sleep(PAUSE),
                Err(TryLockError::WouldBlock) => {
                    return Err(KeepError::Busy("articles are being read already: try again in a moment".into()));
                }
            }
        }
    }

    /// Reads `paths` into the index.
    fn run(&self, paths: &[PathBuf], told: Told<'_>) -> Result<Kept, KeepError> {
        let observer = Observing { told, done: AtomicUsize::new(0), total: AtomicUsize::new(0) };
        let begun = Instant::now();
        let locked = |error: &anyhow::Error| matches!(error.downcast_ref(), Some(IndexError::Locked { .. }));
        let report = loop {
            match ingest::watched(paths, &self.index, false, self.model.as_deref(), &observer) {
                // Another process reads articles: `search watch`, as a rule, which takes a moment.
                Err(error) if locked(&error) && begun.elapsed() < TURN => std::thread::sleep(PAUSE),
                report => break report,
            }
        };
        self.look();
        let report = report.map_err(|error| match error.downcast_ref::<IndexError>() {
            Some(IndexError::Locked { .. }) => KeepError::Busy(error.to_string()),
            _ => KeepError::Failed(format!("{error:#}")),
        })?;
        Ok(Kept { paths: Vec::new(), said: report.text(), problems: report.untaken() })
    }

    /// Writes an article as a file that is either whole or not there; the file, and whether it is a new one.
    fn put(&self, name: &str, content: &[u8]) -> Result<(PathBuf, bool), KeepError> {
        let file = self.folder.join(file_name(name, content));
        if file.exists() {
            return Ok((file, false));
        }
        let failed = |e: std::io::Error| {
            KeepError::Failed(format!(
                "{} cannot be written ({e}): name another folder with --articles",
                file.display()
            ))
        };
        fs::create_dir_all(&self.folder).map_err(failed)?;
        let mut part = tempfile::NamedTempFile::new_in(&self.folder).map_err(failed)?;
        std::io::Write::write_all(&mut part, content).map_err(failed)?;
        part.persist(&file).map_err(|e| failed(e.error))?;
        Ok((file, true))
    }
}

impl Keeper for Shelf {
    fn add(&self, brought: &[(String, Vec<u8>)], told: Told<'_>) -> Result<Kept, KeepError> {
        let _alone = self.alone()?;
        let mut files = Vec::new();
        let mut new: Vec<PathBuf> = Vec::new();
        let take_back = |new: &[PathBuf]| new.iter().for_each(|file| drop(fs::remove_file(file)));
        for (name, content) in brought {
            let (file, is_new) = self.put(name, content).inspect_err(|_| take_back(&new))?;
            if is_new {
                new.push(file.clone());
            }
            files.push(file);
        }
        let mut kept = self.run(std::slice::from_ref(&self.folder), told).inspect_err(|_| take_back(&new))?;
        let reason = |file: &PathBuf| {
            let path = self.path(file)?;
            kept.problems.iter().find(|(other, _)| *other == path).map(|(_, reason)| reason.clone())
        };
        let refused: Vec<(PathBuf, String)> = new.iter().filter_map(|f| Some((f.clone(), reason(f)?))).collect();
        if !refused.is_empty() {
            // What is no article is not kept, and forgotten.
            take_back(&refused.iter().map(|(file, _)| file.clone()).collect::<Vec<_>>());
            let forgotten = self.run(std::slice::from_ref(&self.folder), told);
            if refused.len() == files.len() {
                return Err(KeepError::Unwanted(format!("this is no article: {}", refused[0].1)));
            }
            // What was done is told by the run before this one, which only forgets.
            forgotten?;
        }
        files.retain(|file| !refused.iter().any(|(other, _)| other == file));
        kept.paths = files.iter().filter_map(|file| self.path(file)).collect();
        Ok(kept)
    }

    fn remove(&self, path: &str, told: Told<'_>) -> Result<Kept, KeepError> {
        let _alone = self.alone()?;
        let missing = || KeepError::Missing(format!("no article {path} is in the index"));
        let known = Reader::open(&self.index).and_then(|reader| reader.article(path));
        let known = known.map_err(|e| KeepError::Failed(e.to_string()))?.ok_or_else(missing)?;
        let somebody_s = || {
            KeepError::Unwanted(format!(
                "{path} lies in a folder of yours: delete the file there, then let all folders be looked at again"
            ))
        };
        let file = self.file(&known.article.path).ok_or_else(somebody_s)?;
        fs::remove_file(&file).map_err(|e| KeepError::Failed(format!("{} cannot be deleted ({e})", file.display())))?;
        let kept = self.run(std::slice::from_ref(&self.folder), told)?;
        Ok(Kept { paths: vec![path.to_owned()], ..kept })
    }

    fn read_again(&self, told: Told<'_>) -> Result<Kept, KeepError> {
        let _alone = self.alone()?;
        // A folder that is not there may come back: what was read of it stays.
        let roots: Vec<PathBuf> = {
            let roots = self.roots.read().unwrap_or_else(PoisonError::into_inner);
            roots.values().filter(|root| root.is_dir()).cloned().collect()
        };
        if roots.is_empty() {
            return Err(KeepError::Unwanted(
                "no folder was ever read: add an article, or run `search ingest PATH`".into(),
            ));
        }
        self.run(&roots, told)
    }

    fn brought(&self, path: &str) -> bool {
        self.file(path).is_some()
    }
}

/// Tells how far a run is.
struct Observing<'t> {
    told: Told<'t>,
    done: AtomicUsize,
    total: AtomicUsize,
}

impl Observer for Observing<'_> {
    fn begin(&self, files: usize, _bytes: u64) {
        self.total.store(files, Relaxed);
        (self.told)(0, files);
    }

    fn done(&self, _path: &str, _bytes: u64) {
        let done = self.done.fetch_add(1, Relaxed) + 1;
        (self.told)(done, self.total.load(Relaxed));
    }
}

/// The name of the file of an article that is called `name`: its letters and digits, a few digits of what it holds, and an
/// ending. Without a name the text's first words are one.
fn file_name(name: &str, content: &[u8]) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let plain =
        !ending.is_empty() && ending.len() <= LONGEST_ENDING && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    let (stem, ending) = if plain { (stem, ending.to_ascii_lowercase()) } else { (name, "txt".to_owned()) };
    // Pictures and the like are passed over in a folder; whoever brings one is told so by what it holds.
    let ending = if rolecall_ingest::is_passed_over(&ending) { "txt".to_owned() } else { ending };
    let mut slug = slug(stem);
    if slug.is_empty() {
        slug = self::slug(&String::from_utf8_lossy(&content[..content.len().min(200)]));
    }
    let slug = if slug.is_empty() { "article" } else { &slug };
    let hash = blake3::hash(content).to_hex();
    format!("{slug}-{}.{ending}", &hash[..8])
}

fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars() {
        if slug.len() >= LETTERS {
            break;
        }
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_out_of_the_folder() {
        for name in
            ["../../etc/passwd", "/etc/passwd", "..", "a\0b/..\\c", ".htaccess", "con.", "%2e%2e%2f", "\u{202e}txt.exe"]
        {
            let file = file_name(name, b"x");
            let plain = file.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
            assert!(plain && !file.starts_with(['.', '-']) && !file.contains(".."), "{name}: {file}");
            assert_eq!(Path::new(&file).components().count(), 1);
        }
    }

    #[test]
    fn a_file_keeps_its_name_and_what_has_none_is_named_by_its_words() {
        assert!(file_name("Night watch.MD", b"x").starts_with("night-watch-"));
        assert!(file_name("Night watch.MD", b"x").ends_with(".md"));
        assert!(file_name("", b"The keeper feeds the bats.").starts_with("the-keeper-feeds-the-bats-"));
        assert!(file_name("shot.png", b"x").ends_with(".txt"));
        assert_ne!(file_name("a", b"x"), file_name("a", b"y"));
    }
}

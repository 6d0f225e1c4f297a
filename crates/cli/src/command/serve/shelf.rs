//! Where articles are kept that are added on the page: a folder of their own, so that no visitor ever changes a file of
//! somebody else's. Names of files are made here; of what a visitor sends, only letters and digits come into them.

use super::super::ingest;
use anyhow::Result;
use rolecall_embedding::MiniLm;
use rolecall_indexer::{IndexError, OnDamage, Reader, Writer};
use rolecall_ingest::Observer;
use rolecall_serve::{KeepError, Keeper, Kept, Told};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, TryLockError};
use std::time::{Duration, Instant};
use std::{fs, io};

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
        let folder = real(folder)?;
        let shelf = Self { index: index.to_owned(), folder, model, roots: RwLock::default(), running: Mutex::new(()) };
        shelf.look();
        Ok(shelf)
    }

    /// Learns which corpora there are.
    fn look(&self) {
        let roots = Reader::open(&self.index).map(|reader| reader.roots().clone()).unwrap_or_default();
        *self.roots.write().unwrap_or_else(PoisonError::into_inner) = roots;
    }

    /// The file that the article at `path` came in, if it was put on the shelf here. Such files lie side by side; what seems to
    /// lie below one is an article of an archive.
    fn file(&self, path: &str) -> Option<PathBuf> {
        let (corpus, below) = path.split_once('/')?;
        let roots = self.roots.read().unwrap_or_else(PoisonError::into_inner);
        let file = roots.get(corpus)?.join(below);
        let mut parts = file.strip_prefix(&self.folder).ok()?.components();
        match parts.next()? {
            Component::Normal(name) if parts.all(|part| matches!(part, Component::Normal(_))) => {
                hash_in(name.to_str()?).map(|_| self.folder.join(name))
            }
            _ => None,
        }
    }

    /// The path of an article on the shelf.
    fn path(&self, file: &Path) -> Option<String> {
        let roots = self.roots.read().unwrap_or_else(PoisonError::into_inner);
        let around = roots.iter().filter(|(_, root)| file.starts_with(root));
        let (corpus, root) = around.min_by_key(|(_, root)| root.components().count())?;
        Some(format!("{corpus}/{}", file.strip_prefix(root).ok()?.to_string_lossy()))
    }

    /// The paths of the articles that came in each of these files.
    fn articles_of(&self, files: &[PathBuf]) -> Result<Vec<Vec<String>>, KeepError> {
        let failed = |e: IndexError| KeepError::Failed(e.to_string());
        let reader = Reader::open(&self.index).map_err(failed)?;
        let known: BTreeSet<&str> = reader.articles().map_err(failed)?.map(|head| head.path.as_str()).collect();
        let of = |file: &PathBuf| {
            let path = self.path(file)?;
            let below = format!("{path}/");
            let members = known.range(below.as_str()..).take_while(|other| other.starts_with(&below));
            Some(known.get(path.as_str()).into_iter().chain(members).map(|path| (*path).to_owned()).collect())
        };
        Ok(files.iter().map(|file| of(file).unwrap_or_default()).collect())
    }

    /// What is looked at again: folders that were given to be read, and files that were read by themselves. A folder that is not
    /// there may come back: what was read of it stays.
    fn ever_read(&self) -> Result<Vec<PathBuf>, KeepError> {
        let writer = self.once_free(|| Ok(Writer::open(&self.index, OnDamage::Fail)?))?;
        let known = writer.known();
        let mut paths: BTreeSet<PathBuf> = known.folders.iter().filter(|folder| folder.is_dir()).cloned().collect();
        let folders = paths.clone();
        for path in known.articles.keys().chain(known.refused.keys()) {
            let Some((root, below)) =
                path.split_once('/').and_then(|(root, below)| Some((known.roots.get(root)?, below)))
            else {
                continue;
            };
            let file = root.join(below);
            if root.is_dir() && !folders.iter().any(|folder| file.starts_with(folder)) {
                // Of an archive's article the archive.
                let archive = file.ancestors().skip(1).find(|at| at.is_file()).map(Path::to_owned);
                paths.insert(archive.unwrap_or(file));
            }
        }
        Ok(paths.into_iter().collect())
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

    /// Does `work` on the index, once no other process reads articles: `search watch`, as a rule, which takes a moment.
    fn once_free<T>(&self, mut work: impl FnMut() -> Result<T>) -> Result<T, KeepError> {
        let begun = Instant::now();
        loop {
            match work() {
                Ok(done) => return Ok(done),
                Err(error) => match error.downcast_ref::<IndexError>() {
                    Some(IndexError::Locked { .. }) if begun.elapsed() < TURN => std::thread::sleep(PAUSE),
                    Some(IndexError::Locked { .. }) => return Err(KeepError::Busy(error.to_string())),
                    _ => return Err(KeepError::Failed(format!("{error:#}"))),
                },
            }
        }
    }

    /// Reads `paths` into the index.
    fn run(&self, paths: &[PathBuf], told: Told<'_>) -> Result<Kept, KeepError> {
        let observer = Observing { told, done: AtomicUsize::new(0), total: AtomicUsize::new(0) };
        let report = self.once_free(|| ingest::watched(paths, &self.index, false, self.model.as_deref(), &observer));
        self.look();
        let report = report?;
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
        // These alone: what else lies in the folder may be somebody's.
        let mut kept = self.run(&files, told).inspect_err(|_| take_back(&new))?;
        let articles = self.articles_of(&files)?;
        let empty = files.iter().zip(&articles).filter(|(file, articles)| articles.is_empty() && new.contains(file));
        let refused: Vec<PathBuf> = empty.map(|(file, _)| file.clone()).collect();
        if let Some(first) = refused.first() {
            // What is no article is not kept, and forgotten as well as can be: the next run does what this one may not do.
            take_back(&refused);
            let _ = self.run(&refused, told);
            if refused.len() == files.len() {
                let path = self.path(first).unwrap_or_default();
                let of_it = |other: &str| {
                    other.strip_prefix(&path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                };
                let reason = kept.problems.iter().find(|(other, _)| of_it(other)).map(|(_, reason)| reason.as_str());
                return Err(KeepError::Unwanted(format!(
                    "this is no article: {}",
                    reason.unwrap_or("nothing in it can be read")
                )));
            }
        }
        kept.paths = articles.concat();
        Ok(kept)
    }

    fn remove(&self, path: &str, told: Told<'_>) -> Result<Kept, KeepError> {
        let _alone = self.alone()?;
        self.look();
        let missing = || KeepError::Missing(format!("no article {path} is in the index"));
        let known = Reader::open(&self.index).and_then(|reader| reader.article(path));
        let known = known.map_err(|e| KeepError::Failed(e.to_string()))?.ok_or_else(missing)?;
        let somebody_s = || {
            KeepError::Unwanted(format!(
                "{path} lies in a folder of yours: delete the file there, then let all folders be looked at again"
            ))
        };
        let file = self.file(&known.article.path).ok_or_else(somebody_s)?;
        let [articles] = &mut self.articles_of(std::slice::from_ref(&file))?[..] else { return Err(missing()) };
        let articles = std::mem::take(articles);
        let failed = |e: io::Error| KeepError::Failed(format!("{} cannot be deleted ({e})", file.display()));
        // Put aside until the index has followed: where it cannot, the article is where it was.
        let aside = self.folder.join(format!(".{}.removed", file.file_name().unwrap_or_default().to_string_lossy()));
        let is_there = match fs::read(&file) {
            Ok(content) if !is_as_brought(&file, &content) => return Err(somebody_s()),
            Ok(_) => fs::rename(&file, &aside).map(|()| true).map_err(failed)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) => return Err(failed(error)),
        };
        let kept = self.run(std::slice::from_ref(&file), told);
        if is_there {
            let settled = if kept.is_ok() { fs::remove_file(&aside) } else { fs::rename(&aside, &file) };
            settled.map_err(failed)?;
        }
        Ok(Kept { paths: articles, ..kept? })
    }

    fn read_again(&self, told: Told<'_>) -> Result<Kept, KeepError> {
        let _alone = self.alone()?;
        self.look();
        let paths = self.ever_read()?;
        if paths.is_empty() {
            return Err(KeepError::Unwanted(
                "no folder was ever read: add an article, or run `search ingest PATH`".into(),
            ));
        }
        self.run(&paths, told)
    }

    fn brought(&self, path: &str) -> Option<String> {
        self.path(&self.file(path)?)
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

/// The digits of its content in the name of a file that was put on the shelf; none in any other name.
fn hash_in(name: &str) -> Option<&str> {
    let (_, digits) = name.rsplit_once('.')?.0.rsplit_once('-')?;
    (digits.len() == 8 && digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))).then_some(digits)
}

/// Whether a file that was put on the shelf still holds what was brought.
fn is_as_brought(file: &Path, content: &[u8]) -> bool {
    let name = file.file_name().and_then(|name| name.to_str());
    name.and_then(hash_in).is_some_and(|digits| blake3::hash(content).to_hex().starts_with(digits))
}

/// The absolute path of a folder that need not be there yet, without the links that lead to it, as paths in an index are.
fn real(folder: &Path) -> io::Result<PathBuf> {
    let absolute = std::path::absolute(folder)?;
    for there in absolute.ancestors() {
        if let (Ok(real), Ok(rest)) = (there.canonicalize(), absolute.strip_prefix(there)) {
            return Ok(real.join(rest));
        }
    }
    Ok(absolute)
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

//! `search watch PATH…`: ingests, and again whenever something changes.
//!
//! What changed is not taken from the system's messages: they say that something did, and the scan finds out what. So it does
//! not matter how an editor saves (in place, or to another name that then takes the old one's), nor whether a message was
//! lost. Messages come in storms; a run waits until one is over, but never long.

use super::ingest::{Report, into};
use crate::args::{Common, Watch};
use crate::exit::report as say;
use crate::place::place;
use crate::{Outcome, Output, render};
use anyhow::Result;
use notify::{Event, EventKind, RecursiveMode, Watcher};
use rolecall_embedding::MiniLm;
use rolecall_serve::Place;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// A storm is over when nothing has come for so long.
const CALM: Duration = Duration::from_millis(150);
/// So long a run waits at most for a storm to be over.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often it looks by itself where the system sends no messages, or another run holds the index.
const LOOK: Duration = Duration::from_secs(2);

pub(super) fn run(watch: &Watch, common: &Common, output: &mut Output) -> Result<Outcome> {
    let place = place(common.index.as_deref())?;
    let model = common.model.load()?;
    let mut first = true;
    follow(&watch.paths, &place, model.as_ref(), |report| tell(report, std::mem::take(&mut first), output))
}

/// Ingests, and again whenever something below `paths` changes; `told` of every run. Returns only where the first run fails,
/// or `told` does.
pub(super) fn follow<T>(
    paths: &[PathBuf],
    place: &Place,
    model: Option<&MiniLm>,
    mut told: impl FnMut(&Report) -> Result<()>,
) -> Result<T> {
    let mut changes = Changes::of(paths, place);
    let mut first = true;
    loop {
        match into(paths, place, model) {
            Ok(report) => told(&report)?,
            // What is wrong with the arguments is wrong at once; what goes wrong later may pass.
            Err(error) if first => return Err(error),
            Err(error) => {
                say(&format!("{error:#}"));
                changes.look_again();
            }
        }
        first = false;
        changes.wait();
    }
}

/// Says what a run did, if it did anything.
fn tell(report: &Report, first: bool, output: &mut Output) -> Result<()> {
    if first || report.changed() {
        if output.json {
            output.json_line(&report.json())?;
        } else {
            output.text(&render::lines(&report.text(), output.width))?;
        }
        report.problems().iter().for_each(|p| say(p));
    }
    output.flush()
}

/// News of changes below some paths.
struct Changes {
    paths: Vec<PathBuf>,
    /// The index' own folder, where it has one: what changes there is this program's doing.
    own: Option<PathBuf>,
    news: Receiver<notify::Result<Event>>,
    /// None where the system sends no messages.
    watcher: Option<notify::RecommendedWatcher>,
    /// Whether that was said.
    told: bool,
    again: bool,
}

impl Changes {
    fn of(paths: &[PathBuf], index: &Place) -> Self {
        let (_, news) = channel();
        let own = match index {
            Place::Folder(dir) => Some(std::path::absolute(dir).unwrap_or_else(|_| dir.clone())),
            Place::Cluster(_) => None,
        };
        let mut changes = Self { paths: paths.to_vec(), own, news, watcher: None, told: false, again: false };
        changes.begin();
        changes
    }

    /// Asks the system for messages.
    fn begin(&mut self) {
        let (sender, news) = channel();
        self.news = news;
        let watched = notify::recommended_watcher(sender).and_then(|mut watcher| {
            // Of a file its folder is watched: who replaces it puts another file in its place.
            let above = |path: &PathBuf| {
                if path.is_dir() { None } else { std::path::absolute(path).ok()?.parent().map(Path::to_owned) }
            };
            for path in &self.paths {
                watcher
                    .watch(path, RecursiveMode::Recursive)
                    .or_else(|error| if path.exists() { Err(error) } else { Ok(()) })?;
            }
            for folder in self.paths.iter().filter_map(above).collect::<BTreeSet<_>>() {
                watcher.watch(&folder, RecursiveMode::NonRecursive)?;
            }
            Ok(watcher)
        });
        if let (Err(error), false) = (&watched, self.told) {
            say(&format!("the system tells of no changes ({error}): looking every {} s instead", LOOK.as_secs()));
        }
        self.told = watched.is_err();
        self.watcher = watched.ok();
    }

    /// Looks again soon, whether or not there are news.
    fn look_again(&mut self) {
        self.again = true;
    }

    /// Returns when something has changed and the storm is over.
    fn wait(&mut self) {
        let patience = if self.watcher.is_none() || std::mem::take(&mut self.again) { Some(LOOK) } else { None };
        let mut anew = self.first(patience).unwrap_or(self.watcher.is_none());
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE
            && let Ok(news) = self.news.recv_timeout(CALM)
        {
            anew |= self.uproots(&news);
        }
        if anew {
            self.begin();
        }
    }

    /// Waits for the first news that matter; whether the watch has to begin anew for them. None where there were none in time.
    fn first(&self, patience: Option<Duration>) -> Option<bool> {
        let until = patience.map(|patience| Instant::now() + patience);
        loop {
            let left = until.map_or(Duration::from_secs(3600), |until| until.saturating_duration_since(Instant::now()));
            match self.news.recv_timeout(left) {
                Ok(news) if self.matters(&news) => return Some(self.uproots(&news)),
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => return None,
                Err(RecvTimeoutError::Disconnected) => {
                    std::thread::sleep(left.min(LOOK));
                    return None;
                }
            }
        }
    }

    /// Whether there may be something to read.
    fn matters(&self, news: &notify::Result<Event>) -> bool {
        let is_own = |path: &PathBuf| self.own.as_ref().is_some_and(|own| path.starts_with(own));
        match news {
            Ok(event) => {
                !matches!(event.kind, EventKind::Access(_))
                    && (event.paths.is_empty() || event.paths.iter().any(|path| !is_own(path)))
            }
            // Messages were lost, or a folder is no longer there.
            Err(_) => true,
        }
    }

    /// Whether a folder that is watched was itself replaced, so that its messages would be those of the old one.
    fn uproots(&self, news: &notify::Result<Event>) -> bool {
        let watched =
            |path: &PathBuf| self.paths.iter().any(|own| std::path::absolute(own).is_ok_and(|own| own == *path));
        match news {
            Ok(event) => {
                matches!(
                    event.kind,
                    EventKind::Remove(_) | EventKind::Create(_) | EventKind::Modify(notify::event::ModifyKind::Name(_))
                ) && event.paths.iter().any(watched)
            }
            Err(_) => true,
        }
    }
}

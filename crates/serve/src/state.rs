//! What all requests share: the generation that answers, what was made of it already, and the few places at which something
//! new is made.

use crate::metrics::Metrics;
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use crate::{KeepError, Keeper, Kept, ServeError, Settings, Told};
use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use quick_cache::{Weighter, sync::Cache};
use rolecall_embedding::Embed;
use std::ops::Deref;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, broadcast, watch};

/// Bytes of answers that are kept to be given again.
const KEPT: u64 = 32 << 20;
/// Roughly how many answers that are.
const ANSWERS: usize = 4_000;
/// So many requests may wait for a place.
const WAITING: usize = 1_000;
/// Changes that a slow listener may lag behind.
const CHANGES: usize = 64;

/// Something that changed, told to pages that are open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Change {
    /// Another generation answers.
    Generation(u64),
    /// A run has done so many of so many articles.
    Progress(usize, usize),
    /// A run came to its end.
    Finished,
}

/// An answer as it goes out.
#[derive(Debug)]
pub(crate) struct Made {
    kind: &'static str,
    body: Bytes,
    tag: HeaderValue,
    /// Made while a part of the index did not answer, or before all was found that it shows: nobody else is given it.
    passing: bool,
}

impl Made {
    /// An answer of this media type.
    pub(crate) fn new(kind: &'static str, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        let hash = blake3::hash(&body).to_hex();
        // Weak, as the same answer may go out compressed or not.
        let tag = HeaderValue::from_str(&format!("W/\"{}\"", &hash[..20]));
        Self { kind, body, tag: tag.unwrap_or_else(|_| HeaderValue::from_static("W/\"\"")), passing: false }
    }

    /// JSON.
    pub(crate) fn json(value: &impl serde::Serialize) -> Result<Self, Problem> {
        let failed = |e: serde_json::Error| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, e.to_string());
        Ok(Self::new("application/json", serde_json::to_vec(value).map_err(failed)?))
    }

    /// The same, made before all was found that it shows, if `early`.
    pub(crate) fn passing(self, early: bool) -> Self {
        Self { passing: self.passing || early, ..self }
    }

    /// The answer to somebody who may have it already.
    pub(crate) fn respond(&self, asked: &HeaderMap) -> Response {
        let known = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
        let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
        let own = self.tag.to_str().map(bare).unwrap_or_default();
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static(self.kind)),
            (header::ETAG, self.tag.clone()),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        ];
        if known.flat_map(|list| list.split(',')).any(|tag| tag.trim() == "*" || bare(tag) == own) {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        (headers, self.body.clone()).into_response()
    }
}

/// What is made of a snapshot at an address.
type Key = (u64, String);

#[derive(Clone)]
struct Bytewise;

impl Weighter<Key, Arc<Made>> for Bytewise {
    fn weight(&self, key: &Key, made: &Arc<Made>) -> u64 {
        (key.1.len() + made.body.len() + 200) as u64
    }
}

/// What all requests share.
pub struct State {
    pub(crate) settings: Settings,
    pub(crate) keeper: Option<Arc<dyn Keeper>>,
    pub(crate) metrics: Metrics,
    /// What who changes something has to know.
    pub(crate) writing: String,
    /// What visitors who know the token carry as proof; other in each run.
    pub(crate) session: String,
    /// Requests for something to read that are being answered; they have a limit.
    pub(crate) reading: Arc<Semaphore>,
    /// Requests that bring something; they have one of their own, so that nobody who sends slowly keeps others from reading.
    pub(crate) bringing: Arc<Semaphore>,
    /// Requests of those who write down the token.
    pub(crate) entering: Arc<Semaphore>,
    pub(crate) changes: broadcast::Sender<Change>,
    pub(crate) stopping: watch::Sender<bool>,
    last: Mutex<Option<Kept>>,
    model: Option<Arc<dyn Embed>>,
    current: RwLock<Arc<Snapshot>>,
    /// Held by who opens another generation: of two who did so at once, the slower could put an older one in a newer one's place.
    opening: Mutex<()>,
    /// Whether pages are shown, which offer questions.
    offering: AtomicBool,
    made: Cache<Key, Arc<Made>, Bytewise>,
    places: Arc<Semaphore>,
    waiting: AtomicUsize,
}

/// What all requests share.
#[derive(Clone)]
pub struct App(Arc<State>);

impl Deref for App {
    type Target = State;

    fn deref(&self) -> &State {
        &self.0
    }
}

impl App {
    /// Opens the index of `settings`, to be asked by means of `model` too where it was read with it, and changed by
    /// `keeper` where there is one.
    ///
    /// # Errors
    /// The index cannot be opened, or random numbers are not to be had.
    pub fn open(
        settings: Settings,
        model: Option<Arc<dyn Embed>>,
        keeper: Option<Arc<dyn Keeper>>,
    ) -> Result<Self, ServeError> {
        let snapshot = Arc::new(Snapshot::open(&settings.index, model.clone())?);
        // Who knows the token for reading does not thereby know one for writing.
        let keeper = keeper.filter(|_| settings.token.is_none() || settings.writing.is_some());
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let metrics = Metrics::new();
        let reader = snapshot.reader();
        metrics.serves(reader.generation(), reader.article_count(), reader.statement_count());
        Ok(Self(Arc::new(State {
            writing: settings.writing.clone().map_or_else(random, Ok)?,
            session: random()?,
            settings,
            keeper,
            metrics,
            reading: Arc::new(Semaphore::new(crate::guard::MOST_READING)),
            bringing: Arc::new(Semaphore::new(crate::guard::MOST_BRINGING)),
            entering: Arc::new(Semaphore::new(crate::guard::MOST_ENTERING)),
            changes: broadcast::Sender::new(CHANGES),
            stopping: watch::Sender::new(false),
            last: Mutex::new(None),
            model,
            current: RwLock::new(snapshot),
            opening: Mutex::new(()),
            offering: AtomicBool::new(false),
            made: Cache::with_weighter(ANSWERS, KEPT, Bytewise),
            places: Arc::new(Semaphore::new(cores.max(2))),
            waiting: AtomicUsize::new(0),
        })))
    }

    /// The generation that answers now.
    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Opens the newest generation, if it is another than the one that answers; whether it is. Blocks.
    pub(crate) fn refresh(&self) -> Result<bool, Problem> {
        let _alone = self.opening.lock().unwrap_or_else(PoisonError::into_inner);
        if self.snapshot().reader().is_current() {
            return Ok(false);
        }
        let new = Arc::new(Snapshot::open(&self.settings.index, self.model.clone())?);
        let generation = new.generation();
        self.metrics.serves(generation, new.reader().article_count(), new.reader().statement_count());
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = new.clone();
        if self.offering.load(Relaxed) {
            look_for_examples(new);
        }
        self.made.clear();
        // Nobody may be listening.
        let _ = self.changes.send(Change::Generation(generation));
        Ok(true)
    }

    /// Looks for questions that pages offer, in this generation and each that follows.
    pub(crate) fn offer_examples(&self) {
        if !self.offering.swap(true, Relaxed) {
            look_for_examples(self.snapshot());
        }
    }

    /// What `make` makes of the generation that answers now. What was made for `key` before is given again, and what is being made
    /// for somebody else is waited for: many who ask the same at once cost as much as one.
    pub(crate) async fn made(
        &self,
        key: String,
        make: impl FnOnce(&Snapshot) -> Result<Made, Problem> + Send + 'static,
    ) -> Result<Arc<Made>, Problem> {
        let snapshot = self.snapshot();
        let key = (snapshot.number(), key);
        let mut anew = false;
        let made = self.made.get_or_insert_async(&key, async {
            anew = true;
            let marked = |snapshot: &Snapshot| {
                let before = snapshot.reader().gaps();
                let made = make(snapshot)?;
                Ok(made.passing(snapshot.reader().gaps() != before))
            };
            self.made_of(snapshot, marked).await.map(Arc::new)
        });
        let made = made.await?;
        if made.passing {
            self.made.remove(&key);
        }
        if !anew {
            self.metrics.again.inc();
        }
        Ok(made)
    }

    /// What `make` makes of the generation that answers now, whatever was made before, once there is a place for it.
    pub(crate) async fn anew<T: Send + 'static>(
        &self,
        make: impl FnOnce(&Snapshot) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        self.made_of(self.snapshot(), make).await
    }

    async fn made_of<T: Send + 'static>(
        &self,
        snapshot: Arc<Snapshot>,
        make: impl FnOnce(&Snapshot) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let place = self.place().await?;
        blocking(move || {
            let _place = place;
            make(&snapshot)
        })
        .await?
    }

    /// Lets the keeper change something, tells pages how far it is, and lets the new generation answer.
    pub(crate) async fn change(
        &self,
        change: impl FnOnce(&dyn Keeper, Told<'_>) -> Result<Kept, KeepError> + Send + 'static,
    ) -> Result<Kept, Problem> {
        let Some(keeper) = self.keeper.clone() else {
            return Err(Problem::new(
                StatusCode::FORBIDDEN,
                "this server changes nothing: it was started to be read only",
            ));
        };
        let app = self.clone();
        blocking(move || {
            // Nobody may be listening.
            let told = |done, total| drop(app.changes.send(Change::Progress(done, total)));
            let kept = change(&*keeper, &told);
            let opened = app.refresh();
            let _ = app.changes.send(Change::Finished);
            let kept = kept?;
            opened?;
            *app.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(kept.clone());
            Ok(kept)
        })
        .await?
    }

    /// What the last run did, if there was one since the server began.
    pub(crate) fn last(&self) -> Option<Kept> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits for one of the places at which something is made.
    async fn place(&self) -> Result<OwnedSemaphorePermit, Problem> {
        let waiting = Waiting::one_more(&self.waiting);
        if waiting.before >= WAITING {
            return Err(Problem::busy());
        }
        self.places.clone().acquire_owned().await.map_err(|_| Problem::busy())
    }
}

/// Somebody who waits: counted for as long as they do, and no longer where they go away meanwhile.
struct Waiting<'c> {
    count: &'c AtomicUsize,
    /// How many waited already.
    before: usize,
}

impl<'c> Waiting<'c> {
    fn one_more(count: &'c AtomicUsize) -> Self {
        Self { count, before: count.fetch_add(1, Relaxed) }
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.count.fetch_sub(1, Relaxed);
    }
}

/// Looks for questions that `snapshot` answers well, on a thread of its own: that asks some, and nobody has to wait for it.
fn look_for_examples(snapshot: Arc<Snapshot>) {
    let looking = snapshot.clone();
    let begun = std::thread::Builder::new().name("examples".into()).spawn(move || looking.look_for_examples());
    if begun.is_err() {
        snapshot.goes_without_examples();
    }
}

/// Does `work` where it may take its time.
pub(crate) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
    let defect =
        |_| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "this met a defect of the program: please report it");
    tokio::task::spawn_blocking(work).await.map_err(defect)
}

/// 32 hexadecimal digits that nobody can guess.
fn random() -> Result<String, ServeError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|e| ServeError::System(std::io::Error::other(e.to_string())))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

//! The one writer of an index in a cluster: gathers a run's changes, sends them in bulks, and makes them the next generation.
//!
//! **An article is there when its own document is.** Its statements are sent before it, and before any of that its id is noted with
//! the writer's mark. So of a run that was cut off, all articles are whole but those of its last bulk, and these are known: the next run
//! writes them by the records that there are of them, or removes them, and they are read again. All others it finds as it finds those of runs that ended.
//!
//! Everything that is sent may be sent twice: documents have the ids of what they hold.

mod commit;
mod delete;
mod settle;
#[cfg(test)]
mod tests;

use crate::bulk::{BULK, bulk, fits as takes, pieces};
use crate::documents;
use crate::graph::{Graph, make_all};
use crate::http::{Http, JSON};
use crate::layout::{FORMAT, Generation, Names, Retired, SHARDS, Tokens, made_of_meta, meta};
use crate::mark::{Making, Mark, RENEWED, SHARED, lock, now, shared};
use crate::meaning::Meanings;
use crate::reader::{Version, generation, of_another_format};
use crate::ready::{fits, make, whole, withdraw};
use crate::{Address, ClusterError};
use rolecall_embedding::Embed;
use rolecall_indexer::{Entry, Fingerprint, Refused, analyse};
use rolecall_record::ArticleRecord;
use serde::Deserialize;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Instant;

/// A bulk has at most so many articles, which are all read again where it is cut off.
const TOGETHER: usize = 1000;
/// Ids of articles whose documents a cluster goes through at once: some ten thousand statements, a matter of seconds.
const IDS: usize = 500;

/// A load that many processes write together, begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// Its name.
    pub load: String,
    /// As [`Writer::graphless`].
    pub graphless: Option<String>,
}

/// An index in a cluster, opened for writing.
pub struct Writer<'m> {
    http: Http,
    /// By which statements get vectors.
    model: Option<&'m dyn Embed>,
    /// The model of each article's vectors, by path.
    models: BTreeMap<String, Option<String>>,
    meta: String,
    mark: Mark,
    /// The mark as it stands there, and what it says is being sent; none where it is let go.
    stands: Option<Version>,
    renewed: Instant,
    noted: Vec<String>,
    /// What a run before was sending, until it is settled.
    left: Vec<String>,
    names: Names,
    /// The generation that was opened.
    before: Option<(Generation, Version)>,
    /// The one that was there and is of another format, to be replaced, and what there is of it.
    other: Option<(Version, Vec<Retired>)>,
    articles: BTreeMap<String, Entry>,
    tokens: BTreeMap<String, Tokens>,
    refused: BTreeMap<String, Refused>,
    roots: BTreeMap<String, PathBuf>,
    columns: BTreeMap<String, String>,
    /// What is to be sent: statements, then articles.
    statements: String,
    heads: String,
    /// Those of the articles to be sent that stood here before.
    replaced: Vec<String>,
    /// Ids of articles that go with the commit, and of those that this run has written.
    gone: BTreeSet<String>,
    written: BTreeSet<String>,
    changed: bool,
    /// As [`Writer::graphless`].
    graphless: Option<String>,
}

impl<'m> Writer<'m> {
    /// Opens the index at `address` for writing, and makes it where there is none. `anew`: into new indices, which take the place
    /// of the old ones with the commit; what this run does not write is carried over. With a `model`, every statement that can answer
    /// gets a vector.
    ///
    /// # Errors
    /// [`ClusterError::Locked`], [`ClusterError::Format`] unless `anew`, and what keeps the cluster from answering.
    pub fn open(address: &Address, anew: bool, model: Option<&'m dyn Embed>) -> Result<Self, ClusterError> {
        Self::open_for(address, anew, model, model.map(Embed::dimension))
    }

    /// As [`Writer::open`]; indices that are made are made for vectors of this dimension.
    fn open_for(
        address: &Address,
        anew: bool,
        model: Option<&'m dyn Embed>,
        dimension: Option<usize>,
    ) -> Result<Self, ClusterError> {
        let http = Http::new(address.clone());
        fits(&http)?;
        let meta = meta(&address.name);
        make(&http, &meta, &made_of_meta())?;
        let own = Mark::new();
        let (left, stands) = lock(&http, &meta, &own)?;
        let mut writer = Self::idle(http, address, own, stands, model);
        if let Some(left) = &left {
            // Until it is settled, the mark goes on saying what was left, wherever this ends.
            writer.mark.run.clone_from(&left.run);
            (writer.mark.instead, writer.mark.format) = (left.instead, left.format);
            writer.mark.graph = left.graph;
            writer.noted.clone_from(&left.sending);
            writer.left.clone_from(&left.sending);
        }
        // From here on the mark is let go wherever this ends.
        writer.before = match generation(&writer.http) {
            Err(ClusterError::Missing(_)) => None,
            Err(ClusterError::Format { .. }) if anew => {
                writer.other = of_another_format(&writer.http)?;
                None
            }
            opened => Some(opened?),
        };
        if let Some(left) = left {
            writer.settle(&left)?;
            writer.left.clear();
            (writer.mark.instead, writer.mark.format) = (false, FORMAT);
        }
        if let Some((before, _)) = writer.before.clone() {
            let known = Names::new(&writer.http.address.name, &before.run);
            let whole = whole(&writer.http, &known).and_then(|()| writer.know(&known).map(drop));
            // Of what is made anew, all that is lost is what would have been carried over.
            if !(anew && matches!(whole, Err(ClusterError::Lacking { .. }))) {
                whole?;
            }
            writer.refused = before.refused;
            writer.columns = before.columns;
            writer.roots = before.roots.into_iter().map(|(name, at)| (name, at.into())).collect();
            if anew {
                writer.mark.instead = true;
            } else {
                writer.names = known;
            }
        }
        writer.mark.run.clone_from(&writer.names.run);
        writer.note(Vec::new())?;
        let shards = writer.http.address.shards.unwrap_or(SHARDS);
        let graph = match writer.before() {
            // One that was lost meanwhile would be made anew, and empty.
            Some(before) if before.run == writer.names.run => Graph { dimension: before.graph, refused: None },
            _ => make_all(&writer.http, &writer.names, shards, dimension)?,
        };
        (writer.mark.graph, writer.graphless) = (graph.dimension, graph.refused);
        if writer.mark.graph.is_some() {
            writer.note(Vec::new())?;
        }
        Ok(writer)
    }

    /// Begins a load that many processes write together, each as a [`Loader`](crate::Loader): its name, which they are told. All of
    /// them have the `model` and the `pipeline` (its version) that it was begun with.
    ///
    /// # Errors
    /// As [`Writer::open`].
    pub fn begin(address: &Address, model: Option<&dyn Embed>, pipeline: u32) -> Result<Begun, ClusterError> {
        let mut writer = Self::open_for(address, true, None, model.map(Embed::dimension))?;
        let (run, holder) = (writer.mark.id.clone(), writer.mark.id.clone());
        // Of nobody's process: that it goes on is told by whoever writes, and new indices are all that is written to.
        let making = Some(Making::own(pipeline, model));
        let host = SHARED.to_owned();
        let mark = Mark { host, process: 0, instead: true, run, holder, making, ..writer.mark.clone() };
        writer.say(&mark)?;
        writer.stands = None;
        Ok(Begun { load: mark.id, graphless: writer.graphless.take() })
    }

    /// Opens the load of this name to be committed: what it wrote takes the place of what stood at the same paths, all else is carried
    /// over. With a `model` what has no vectors gets some.
    ///
    /// # Errors
    /// [`ClusterError::Lost`] where it is over, [`ClusterError::Otherwise`] where another program began it, and what keeps the cluster
    /// from answering.
    pub fn of_load(address: &Address, run: &str, model: Option<&'m dyn Embed>) -> Result<Self, ClusterError> {
        let http = Http::new(address.clone());
        let (mark, stands) = shared(&http, run)?;
        if let Some(making) = &mark.making {
            making.by_this_program().agrees(&mark, &http)?;
        }
        let mut writer = Self::idle(http, address, mark, stands, model);
        writer.names = Names::new(&address.name, run);
        writer.before = match generation(&writer.http) {
            Err(ClusterError::Missing(_)) => None,
            Err(ClusterError::Format { .. }) => {
                writer.other = of_another_format(&writer.http)?;
                None
            }
            opened => Some(opened?),
        };
        writer.refresh()?;
        if let Some((before, _)) = writer.before.clone() {
            writer.know(&Names::new(&address.name, &before.run))?;
            writer.refused = before.refused;
            writer.columns = before.columns;
            writer.roots = before.roots.into_iter().map(|(name, at)| (name, at.into())).collect();
        }
        let names = writer.names.clone();
        writer.written = writer.know(&names)?;
        Ok(writer)
    }

    fn idle(http: Http, address: &Address, mark: Mark, stands: Version, model: Option<&'m dyn Embed>) -> Self {
        Self {
            names: Names::new(&address.name, &mark.id),
            http,
            model,
            models: BTreeMap::new(),
            meta: meta(&address.name),
            mark,
            stands: Some(stands),
            renewed: Instant::now(),
            noted: Vec::new(),
            left: Vec::new(),
            before: None,
            other: None,
            articles: BTreeMap::new(),
            tokens: BTreeMap::new(),
            refused: BTreeMap::new(),
            roots: BTreeMap::new(),
            columns: BTreeMap::new(),
            statements: String::new(),
            heads: String::new(),
            replaced: Vec::new(),
            gone: BTreeSet::new(),
            written: BTreeSet::new(),
            changed: false,
            graphless: None,
        }
    }

    /// Where this run made an index for vectors, and the cluster made no graph of neighbours of it: what it gave as the reason.
    pub fn graphless(&self) -> Option<&str> {
        self.graphless.as_deref()
    }

    /// What is known of each article, by path: as the last run left it, and with what this one did.
    pub fn articles(&self) -> &BTreeMap<String, Entry> {
        &self.articles
    }

    /// The files that are no articles, by path.
    pub fn refused(&self) -> &BTreeMap<String, Refused> {
        &self.refused
    }

    /// Each corpus' name with the absolute path of its folder.
    pub fn roots(&self) -> &BTreeMap<String, PathBuf> {
        &self.roots
    }

    /// Sets the corpora: each one's name and the absolute path of its folder.
    pub fn set_roots(&mut self, roots: BTreeMap<String, PathBuf>) {
        self.changed |= self.roots != roots;
        self.roots = roots;
    }

    /// Which columns of tables the user has named: as written, by the path of an article or of what it lies in.
    pub fn columns(&self) -> &BTreeMap<String, String> {
        &self.columns
    }

    /// Sets those.
    pub fn set_columns(&mut self, columns: BTreeMap<String, String>) {
        self.changed |= self.columns != columns;
        self.columns = columns;
    }

    /// Adds an article, in place of the one at the same path if there is one.
    ///
    /// # Errors
    /// [`ClusterError::Large`], which ends nothing, and what keeps the cluster from taking it.
    pub fn add(&mut self, record: &ArticleRecord, file: Fingerprint) -> Result<(), ClusterError> {
        self.live()?;
        let id = &record.article.id;
        if self.mark.sending.contains(id) {
            self.send()?;
        }
        let again = self.written.contains(id);
        self.put(record, file, again)
    }

    /// Renews the mark where that was some time ago: whoever works for long on what is delivered is not dead.
    fn live(&mut self) -> Result<(), ClusterError> {
        if self.renewed.elapsed() < RENEWED { Ok(()) } else { self.note(self.noted.clone()) }
    }

    /// As [`Writer::add`], `again` where this run has written another article at the path.
    fn put(&mut self, record: &ArticleRecord, file: Fingerprint, again: bool) -> Result<(), ClusterError> {
        let path = record.article.path.clone();
        let (entry, analysed) = analyse(record, file);
        let id = entry.id.clone();
        let meanings = self.model.map(|model| Meanings::of(model, record)).transpose()?;
        let meanings = meanings.as_ref();
        let (mut statements, mut heads) = (String::new(), String::new());
        let written = (|| {
            let (names, run) = (&self.names, &self.mark.id);
            let tokens =
                documents::statements(&mut statements, names, run, record, &analysed, (meanings, self.mark.graph))?;
            documents::article(&mut heads, names, run, record, &entry, tokens, (&analysed, meanings))?;
            Ok(tokens)
        })();
        let tokens = written.map_err(|e: serde_json::Error| self.http.odd(("POST", "_bulk"), e.to_string()))?;
        takes(&self.http, &path, &statements)?;
        takes(&self.http, &path, &heads)?;
        if again {
            withdraw(&self.http, &self.names, record, &mut self.statements)?;
        }
        self.statements += &statements;
        self.heads += &heads;
        if self.articles.contains_key(&path) || self.gone.remove(&id) {
            self.replaced.push(id.clone());
        }
        self.refused.remove(&path);
        self.articles.insert(path.clone(), entry);
        self.models.insert(path.clone(), meanings.map(|meanings| meanings.model.clone()));
        self.tokens.insert(path, tokens);
        self.mark.sending.push(id);
        self.changed = true;
        self.send_many()
    }

    /// Removes what is known of `path`, article or refused file; nothing where nothing is.
    pub fn remove(&mut self, path: &str) {
        if let Some(entry) = self.articles.remove(path) {
            self.tokens.remove(path);
            self.models.remove(path);
            self.gone.insert(entry.id);
            self.changed = true;
        }
        self.changed |= self.refused.remove(path).is_some();
    }

    /// Notes that the file of a known article or refused file looks different but holds the same.
    ///
    /// # Errors
    /// What keeps the cluster from taking it.
    pub fn touch(&mut self, path: &str, file: Fingerprint) -> Result<(), ClusterError> {
        self.live()?;
        if let Some(entry) = self.articles.get_mut(path) {
            if entry.file == file {
                return Ok(());
            }
            entry.file = file;
            let json = serde_json::to_string(entry);
            let json = json.map_err(|e| self.http.odd(("POST", "_bulk"), e.to_string()))?;
            let done = documents::change(&mut self.heads, &self.names.articles, &entry.id, &json!({ "entry": json }));
            done.map_err(|e| self.http.odd(("POST", "_bulk"), e.to_string()))?;
            self.changed = true;
            self.send_many()?;
        } else if let Some(refused) = self.refused.get_mut(path) {
            refused.file = file;
            self.changed = true;
        }
        Ok(())
    }

    /// Notes that the file at `path` was read and is no article, so that it need not be read again.
    pub fn refuse(&mut self, path: &str, file: Fingerprint, reason: impl Into<String>) {
        let refused = Refused { file, reason: reason.into() };
        if self.refused.get(path) != Some(&refused) {
            self.remove(path);
            self.refused.insert(path.to_owned(), refused);
            self.changed = true;
        }
    }

    fn before(&self) -> Option<&Generation> {
        self.before.as_ref().map(|(before, _)| before)
    }

    /// Sends what has gathered, where it is much.
    fn send_many(&mut self) -> Result<(), ClusterError> {
        let many = self.statements.len() + self.heads.len() >= BULK || self.mark.sending.len() >= TOGETHER;
        if many { self.send() } else { Ok(()) }
    }

    /// Sends what has gathered: statements, then what of them is old, then their articles.
    fn send(&mut self) -> Result<(), ClusterError> {
        if self.heads.is_empty() {
            return Ok(());
        }
        let sending = std::mem::take(&mut self.mark.sending);
        self.written.extend(sending.iter().cloned());
        self.note(sending)?;
        let statements = std::mem::take(&mut self.statements);
        self.deliver(&statements)?;
        let replaced = std::mem::take(&mut self.replaced);
        if !self.mark.instead {
            self.delete_statements(&replaced, &json!({"bool": {"must_not": {"term": {"run": self.mark.id}}}}))?;
        }
        let heads = std::mem::take(&mut self.heads);
        self.deliver(&heads)
    }

    /// Sends a bulk, piece by piece.
    fn deliver(&mut self, lines: &str) -> Result<(), ClusterError> {
        pieces(lines).try_for_each(|piece| {
            self.live()?;
            bulk(&self.http, piece)
        })
    }

    /// Renews the mark, with what is being sent.
    fn note(&mut self, mut sending: Vec<String>) -> Result<(), ClusterError> {
        let left = self.left.iter().filter(|id| !sending.contains(id));
        sending.extend(left.cloned().collect::<Vec<_>>());
        let mark = Mark { sending, heard: now().as_secs(), ..self.mark.clone() };
        self.stands = Some(self.say(&mark)?);
        self.renewed = Instant::now();
        self.noted = mark.sending;
        Ok(())
    }

    /// Puts `mark` in the place of the one that this writer left, and of no other's.
    fn say(&self, mark: &Mark) -> Result<Version, ClusterError> {
        let Some(Version { number, term }) = self.stands else { return Err(self.lost()) };
        let value = serde_json::to_vec(mark).map_err(|e| self.http.odd(("PUT", "writer"), e.to_string()))?;
        let path = format!("{}/_doc/writer?if_seq_no={number}&if_primary_term={term}", self.meta);
        let (status, answer) = self.http.send("PUT", &path, Some((JSON, &value)))?;
        match status {
            200..300 => Ok(Version::of(&answer)),
            409 => {
                // An answer that was lost on its way makes this the second time.
                let there = self.http.get(&format!("{}/_doc/writer", self.meta))?.unwrap_or_default();
                let own = Mark::deserialize(&there["_source"]).is_ok_and(|there| there.holder == self.mark.holder);
                if own { Ok(Version::of(&there)) } else { Err(self.lost()) }
            }
            _ => Err(self.http.refused(("PUT", &path), status, &answer)),
        }
    }

    fn lost(&self) -> ClusterError {
        ClusterError::Lost(self.http.address.to_string())
    }
}

impl Drop for Writer<'_> {
    /// Whoever ends without a commit is not waited for by the next. A load by many is not over with that: it can be committed again,
    /// and is taken for dead when nothing is heard of it.
    fn drop(&mut self) {
        if self.stands.is_some() && self.mark.host != SHARED {
            let sending = self.noted.clone();
            // A cluster that does not answer will not answer the next writer either, or will have waited for long.
            let _ = self.say(&Mark { heard: 0, sending, ..self.mark.clone() });
        }
    }
}

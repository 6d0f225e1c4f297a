//! The one writer of an index in a cluster: gathers a run's changes, sends them in bulks, and makes them the next generation.
//!
//! **An article is there when its own document is.** Its statements are sent before it, and before any of that its id is noted with
//! the writer's mark. So of a run that was cut off, all articles are whole but those of its last bulk, and these are known: the next run
//! removes what there is of them and reads them again. All others it finds as it finds those of runs that ended.
//!
//! Everything that is sent may be sent twice: documents have the ids of what they hold.

use crate::documents;
use crate::http::Http;
use crate::layout::{FORMAT, Generation, Names, SHARDS, Tokens, made_of, made_of_meta, meta};
use crate::meaning::Meanings;
use crate::reader::{all_of, generation};
use crate::{Address, ClusterError};
use rolecall_embedding::Embed;
use rolecall_indexer::{Entry, Fingerprint, Refused, Summary, analyse, role_table};
use rolecall_record::ArticleRecord;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Bytes of a bulk, one large article aside.
const BULK: usize = 4 << 20;
/// A bulk has at most so many articles, which are all read again where it is cut off.
const TOGETHER: usize = 1000;
/// A writer of which nothing is heard for so long is taken for dead.
const SILENCE: Duration = Duration::from_secs(10 * 60);
/// How often what a busy cluster did not take of a bulk is sent again, and the first pause.
const ATTEMPTS: u32 = 10;
const PAUSE: Duration = Duration::from_millis(100);
/// Ids in one query.
const IDS: usize = 10_000;
/// Bytes of a part of the table of roles.
const PART: usize = 1 << 20;

/// The mark of who is writing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    host: String,
    process: u32,
    /// Seconds since 1970 when it was last heard of.
    heard: u64,
    /// Its own run: what it writes bears it.
    id: String,
    /// The run of the indices that it writes to.
    run: String,
    /// Whether these are new, to be put in the place of others.
    instead: bool,
    /// Articles that it is sending.
    sending: Vec<String>,
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
    names: Names,
    /// The generation that was opened.
    before: Option<Generation>,
    articles: BTreeMap<String, Entry>,
    tokens: BTreeMap<String, Tokens>,
    refused: BTreeMap<String, Refused>,
    roots: BTreeMap<String, PathBuf>,
    /// What is to be sent: statements, then articles.
    statements: String,
    heads: String,
    /// Those of the articles to be sent that stood here before.
    replaced: Vec<String>,
    /// Ids of articles that go with the commit, and of those that this run has written.
    gone: BTreeSet<String>,
    written: BTreeSet<String>,
    changed: bool,
}

impl<'m> Writer<'m> {
    /// Opens the index at `address` for writing, and makes it where there is none. `anew`: into new indices, which take the place
    /// of the old ones with the commit; what this run does not write is carried over. With a `model`, every statement that can answer
    /// gets a vector.
    ///
    /// # Errors
    /// [`ClusterError::Locked`], [`ClusterError::Format`] unless `anew`, and what keeps the cluster from answering.
    pub fn open(address: &Address, anew: bool, model: Option<&'m dyn Embed>) -> Result<Self, ClusterError> {
        let http = Http::new(address.clone());
        let meta = meta(&address.name);
        make(&http, &meta, &made_of_meta())?;
        let own = Mark::new();
        let left = lock(&http, &meta, &own)?;
        let before = match generation(&http) {
            Err(ClusterError::Missing(_)) => None,
            Err(ClusterError::Format { .. }) if anew => None,
            opened => Some(opened?),
        };
        let mut writer = Self {
            names: Names::new(&address.name, &own.id),
            http,
            model,
            models: BTreeMap::new(),
            meta,
            mark: own,
            before,
            articles: BTreeMap::new(),
            tokens: BTreeMap::new(),
            refused: BTreeMap::new(),
            roots: BTreeMap::new(),
            statements: String::new(),
            heads: String::new(),
            replaced: Vec::new(),
            gone: BTreeSet::new(),
            written: BTreeSet::new(),
            changed: false,
        };
        if let Some(left) = left {
            writer.settle(&left)?;
        }
        if let Some(before) = writer.before.clone() {
            let known = Names::new(&writer.http.address.name, &before.run);
            writer.know(&known)?;
            writer.refused = before.refused;
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
        for (index, _, fields) in writer.names.all() {
            make(&writer.http, index, &made_of(&fields, shards))?;
        }
        Ok(writer)
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

    /// Adds an article, in place of the one at the same path if there is one.
    ///
    /// # Errors
    /// What keeps the cluster from taking it.
    pub fn add(&mut self, record: &ArticleRecord, file: Fingerprint) -> Result<(), ClusterError> {
        let path = record.article.path.clone();
        let (entry, analysed) = analyse(record, file);
        let id = entry.id.clone();
        let meanings = self.model.map(|model| Meanings::of(model, record)).transpose()?;
        let meanings = meanings.as_ref();
        let written = (|| {
            let (names, run) = (&self.names, &self.mark.id);
            let tokens = documents::statements(&mut self.statements, names, run, record, &analysed, meanings)?;
            documents::article(&mut self.heads, names, run, record, &entry, tokens, (&analysed, meanings))?;
            Ok(tokens)
        })();
        let tokens = written.map_err(|e: serde_json::Error| self.http.odd(("POST", "_bulk"), e.to_string()))?;
        if self.articles.contains_key(&path) || self.gone.remove(&id) {
            self.replaced.push(id.clone());
        }
        self.refused.remove(&path);
        self.articles.insert(path.clone(), entry);
        self.models.insert(path.clone(), meanings.map(|meanings| meanings.model.clone()));
        self.tokens.insert(path, tokens);
        self.mark.sending.push(id);
        self.changed = true;
        if self.statements.len() + self.heads.len() >= BULK || self.mark.sending.len() >= TOGETHER {
            self.send()?;
        }
        Ok(())
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

    /// Makes everything since the opening the next generation, and lets go of the index.
    ///
    /// # Errors
    /// What keeps the cluster from taking it. The same run again goes on from there.
    pub fn commit(mut self) -> Result<Summary, ClusterError> {
        self.understand()?;
        self.send()?;
        let statements = self.articles.values().map(|entry| entry.statements).sum();
        let mut summary = Summary {
            generation: self.before.as_ref().map_or(0, |before| before.generation),
            changed: self.changed || self.before.is_none() || self.mark.instead,
            articles: self.articles.len(),
            statements,
            vectors: self.model_of_all().is_some(),
            ..Summary::default()
        };
        if summary.changed {
            summary.generation += 1;
            self.carry_over()?;
            let gone: Vec<String> = self.gone.iter().cloned().collect();
            self.delete(&gone, &json!({"match_all": {}}))?;
            let Names { statements, articles, records, .. } = &self.names;
            self.http.post(&format!("{statements},{articles},{records}/_refresh"), &json!({}))?;
            summary.roles = self.write_generation(&summary)?;
        }
        self.http.send("DELETE", &format!("{}/_doc/writer", self.meta), None)?;
        Ok(summary)
    }

    /// Gives those articles vectors that have none of the model, or of another one.
    fn understand(&mut self) -> Result<(), ClusterError> {
        let Some(model) = self.model.map(Embed::id) else { return Ok(()) };
        let without = self.models.iter().filter(|(_, of)| of.as_deref() != Some(model)).map(|(path, _)| path.clone());
        for path in without.collect::<Vec<_>>() {
            let Some(entry) = self.articles.get(&path) else { continue };
            let (id, file) = (entry.id.clone(), entry.file.clone());
            let run = self.before.as_ref().map_or(&self.names.run, |before| &before.run);
            let records = Names::new(&self.http.address.name, run).records;
            if let Some(record) = crate::reader::record(&self.http, &records, &id)? {
                self.add(&record, file)?;
            }
        }
        Ok(())
    }

    /// The model of all vectors, where all that need one have one of it.
    fn model_of_all(&self) -> Option<String> {
        let speaking = |path: &String| self.tokens.get(path).is_some_and(|tokens| tokens.speaking > 0);
        let mut models = self.models.iter().filter(|(path, _)| speaking(path)).map(|(_, model)| model);
        let first = models.next()?.clone()?;
        models.all(|model| model.as_ref() == Some(&first)).then_some(first)
    }

    /// Writes the table of roles and the generation that names it; how many roles there are.
    fn write_generation(&mut self, summary: &Summary) -> Result<usize, ClusterError> {
        let table = role_table(&self.articles);
        let text = serde_json::to_string(&table).map_err(|e| self.http.odd(("PUT", "roles"), e.to_string()))?;
        let parts = parts(&text);
        for (i, part) in parts.iter().enumerate() {
            self.note(Vec::new())?;
            let path = format!("{}/_doc/roles-{}-{i}", self.meta, summary.generation);
            self.http.send_json("PUT", &path, &json!({ "part": part }))?;
        }
        let mut tokens = Tokens::default();
        self.tokens.values().for_each(|of_article| tokens += *of_article);
        let generation = Generation {
            format: FORMAT,
            generation: summary.generation,
            run: self.names.run.clone(),
            articles: summary.articles,
            statements: summary.statements,
            tokens,
            model: self.model_of_all(),
            parts: parts.len(),
            roots: self.roots.iter().map(|(name, at)| (name.clone(), at.to_string_lossy().into_owned())).collect(),
            refused: self.refused.clone(),
        };
        let value =
            serde_json::to_value(&generation).map_err(|e| self.http.odd(("PUT", "generation"), e.to_string()))?;
        self.http.send_json("PUT", &format!("{}/_doc/generation", self.meta), &value)?;
        // From here on the generation counts. What fails below is left over, and done by the next run.
        let before = self.before.take();
        let _ = self.swap(before.as_ref());
        if let Some(before) = before {
            for part in 0..before.parts {
                let path = format!("{}/_doc/roles-{}-{part}", self.meta, before.generation);
                let _ = self.http.send("DELETE", &path, None);
            }
        }
        Ok(table.roles.len())
    }

    /// Lets the aliases follow the generation, and removes the indices of the one before where they are others.
    fn swap(&self, before: Option<&Generation>) -> Result<(), ClusterError> {
        let name = &self.http.address.name;
        let old = before.map(|before| Names::new(name, &before.run)).filter(|old| *old != self.names);
        let mut actions = Vec::new();
        for (index, what, _) in self.names.all() {
            actions.push(json!({"add": {"index": index, "alias": format!("{name}-{what}")}}));
        }
        for (index, ..) in old.iter().flat_map(Names::all) {
            actions.push(json!({"remove_index": {"index": index}}));
        }
        self.http.post("_aliases", &json!({ "actions": actions })).map(drop)
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
        self.bulk(&statements)?;
        let replaced = std::mem::take(&mut self.replaced);
        if !self.mark.instead {
            self.delete_statements(&replaced, &json!({"bool": {"must_not": {"term": {"run": self.mark.id}}}}))?;
        }
        let heads = std::mem::take(&mut self.heads);
        self.bulk(&heads)
    }

    /// Sends a bulk, and again what a busy cluster did not take of it.
    fn bulk(&self, lines: &str) -> Result<(), ClusterError> {
        if lines.is_empty() {
            return Ok(());
        }
        let mut rest = lines.to_owned();
        let mut pause = PAUSE;
        for _ in 0..ATTEMPTS {
            let answer = self.http.post_lines("_bulk", &rest)?;
            if answer["errors"] == false {
                return Ok(());
            }
            let items =
                answer["items"].as_array().ok_or_else(|| self.http.odd(("POST", "_bulk"), "it has no items"))?;
            let mut again = String::new();
            let mut lines = rest.split_inclusive('\n');
            for item in items {
                let (action, document) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
                let done = item.as_object().and_then(|item| item.values().next()).unwrap_or(&Value::Null);
                match done["status"].as_u64() {
                    Some(200..300) => {}
                    Some(429 | 503) => again.extend([action, document]),
                    status => {
                        let status = status.and_then(|status| u16::try_from(status).ok()).unwrap_or(0);
                        return Err(self.http.refused(("POST", "_bulk"), status, done));
                    }
                }
            }
            if again.is_empty() {
                return Ok(());
            }
            rest = again;
            sleep(pause);
            pause *= 2;
        }
        Err(ClusterError::Busy(self.http.address.to_string()))
    }

    /// Deletes articles, and those of their statements that also are what `and` says.
    fn delete(&self, ids: &[String], and: &Value) -> Result<(), ClusterError> {
        self.delete_statements(ids, and)?;
        for some in ids.chunks(IDS) {
            for index in [&self.names.articles, &self.names.records] {
                self.delete_by(index, &json!({"ids": {"values": some}}))?;
            }
        }
        Ok(())
    }

    fn delete_statements(&self, ids: &[String], and: &Value) -> Result<(), ClusterError> {
        for some in ids.chunks(IDS) {
            let query = json!({"bool": {"filter": [{"terms": {"article": some}}, and]}});
            self.delete_by(&self.names.statements, &query)?;
        }
        Ok(())
    }

    fn delete_by(&self, index: &str, query: &Value) -> Result<(), ClusterError> {
        // A document that has changed since it was last searched is a new one, and stays.
        let path = format!("{index}/_delete_by_query?conflicts=proceed");
        let answer = self.http.post(&path, &json!({ "query": query }))?;
        match answer["failures"].as_array().is_some_and(Vec::is_empty) {
            true => Ok(()),
            false => Err(self.http.odd(("POST", &path), answer["failures"].to_string())),
        }
    }

    /// Copies what this run did not write from the indices before into the new ones.
    fn carry_over(&self) -> Result<(), ClusterError> {
        let Some(before) = self.before.as_ref().filter(|_| self.mark.instead) else { return Ok(()) };
        let ids = self.articles.values().map(|entry| &entry.id);
        let kept: Vec<&String> = ids.filter(|id| !self.written.contains(*id)).collect();
        let old = Names::new(&self.http.address.name, &before.run);
        for some in kept.chunks(IDS) {
            let of = |field: &str| json!({"terms": {field: some}});
            for (from, to, query) in [
                (&old.statements, &self.names.statements, of("article")),
                (&old.articles, &self.names.articles, of("id")),
                (&old.records, &self.names.records, of("id")),
            ] {
                self.http
                    .post("_reindex", &json!({"source": {"index": from, "query": query}, "dest": {"index": to}}))?;
            }
        }
        Ok(())
    }

    /// Makes up for a run that was cut off: removes what it was sending, or all of the new indices that nobody will commit.
    fn settle(&mut self, left: &Mark) -> Result<(), ClusterError> {
        let names = Names::new(&self.http.address.name, &left.run);
        let counts = self.before.as_ref().is_some_and(|before| before.run == left.run);
        if left.instead && !counts {
            for (index, ..) in names.all() {
                self.http.send("DELETE", index, None)?;
            }
            return Ok(());
        }
        let Names { statements, articles, records, .. } = &names;
        if self.http.send_json("POST", &format!("{statements},{articles},{records}/_refresh"), &json!({}))?.is_none() {
            return Ok(());
        }
        let own = std::mem::replace(&mut self.names, names.clone());
        self.delete(&left.sending, &json!({"match_all": {}}))?;
        self.http.post(&format!("{statements},{articles},{records}/_refresh"), &json!({}))?;
        self.changed = true;
        if self.before.is_none() {
            // Nothing was ever committed: what is there is where this run goes on.
            self.know(&names)?;
        } else {
            self.names = own;
        }
        Ok(())
    }

    /// Learns which articles there are.
    fn know(&mut self, names: &Names) -> Result<(), ClusterError> {
        let query =
            json!({"_source": ["path", "entry", "tokens", "model"], "query": {"match_all": {}}, "sort": ["path"]});
        all_of(&self.http, &names.articles, &query, usize::MAX, |hit| {
            let source = &hit["_source"];
            let odd = |reason: String| self.http.odd(("GET", &names.articles), reason);
            let path = source["path"].as_str().ok_or_else(|| odd("an article has no path".into()))?;
            let entry = serde_json::from_str(source["entry"].as_str().unwrap_or_default());
            self.articles.insert(path.to_owned(), entry.map_err(|e| odd(e.to_string()))?);
            let tokens = Tokens::deserialize(&source["tokens"]).map_err(|e| odd(e.to_string()))?;
            self.tokens.insert(path.to_owned(), tokens);
            self.models.insert(path.to_owned(), source["model"].as_str().map(str::to_owned));
            Ok(())
        })
    }

    /// Renews the mark, with what is being sent.
    fn note(&mut self, sending: Vec<String>) -> Result<(), ClusterError> {
        let mark = Mark { sending, heard: now().as_secs(), ..self.mark.clone() };
        let value = serde_json::to_value(mark).map_err(|e| self.http.odd(("PUT", "writer"), e.to_string()))?;
        self.http.send_json("PUT", &format!("{}/_doc/writer", self.meta), &value).map(drop)
    }
}

impl Mark {
    /// That of this process.
    fn new() -> Self {
        let process = std::process::id();
        let id = format!("{:x}-{process:x}", now().as_nanos());
        Self { host: host(), process, heard: now().as_secs(), run: id.clone(), id, instead: false, sending: Vec::new() }
    }

    /// Whether whoever left it can no longer be writing.
    fn is_dead(&self) -> bool {
        let gone = cfg!(target_os = "linux")
            && self.host == host()
            && !Path::new("/proc").join(self.process.to_string()).exists();
        gone || now().saturating_sub(Duration::from_secs(self.heard)) > SILENCE
    }
}

/// Leaves `own` as the mark of who is writing; what a writer left behind that was cut off.
fn lock(http: &Http, meta: &str, own: &Mark) -> Result<Option<Mark>, ClusterError> {
    let odd = |reason: String| http.odd(("GET", "writer"), reason);
    let value = serde_json::to_vec(own).map_err(|e| odd(e.to_string()))?;
    let create = format!("{meta}/_create/writer");
    let (status, answer) = http.send("PUT", &create, Some((crate::http::JSON, &value)))?;
    match status {
        200..300 => return Ok(None),
        409 => {}
        _ => return Err(http.refused(("PUT", &create), status, &answer)),
    }
    let Some(there) = http.get(&format!("{meta}/_doc/writer"))? else { return lock(http, meta, own) };
    let left = Mark::deserialize(&there["_source"]).map_err(|e| odd(e.to_string()))?;
    let locked = || ClusterError::Locked {
        address: http.address.to_string(),
        holder: format!("process {} on {}", left.process, left.host),
        minutes: SILENCE.as_secs() / 60,
    };
    if !left.is_dead() {
        return Err(locked());
    }
    // Whoever comes first takes it over. It goes on saying what was left, until that is settled.
    let taken = Mark { host: own.host.clone(), process: own.process, heard: own.heard, ..left.clone() };
    let value = serde_json::to_vec(&taken).map_err(|e| odd(e.to_string()))?;
    let over = format!("{meta}/_doc/writer?if_seq_no={}&if_primary_term={}", there["_seq_no"], there["_primary_term"]);
    let (status, answer) = http.send("PUT", &over, Some((crate::http::JSON, &value)))?;
    match status {
        200..300 => Ok(Some(left)),
        409 => Err(locked()),
        _ => Err(http.refused(("PUT", &over), status, &answer)),
    }
}

/// Makes an index where there is none of this name.
fn make(http: &Http, index: &str, of: &Value) -> Result<(), ClusterError> {
    let (status, answer) = http.send("PUT", index, Some((crate::http::JSON, of.to_string().as_bytes())))?;
    let there = answer["error"]["type"] == "resource_already_exists_exception";
    if (200..300).contains(&status) || there { Ok(()) } else { Err(http.refused(("PUT", index), status, &answer)) }
}

/// A text in parts that the cluster keeps well.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let mut end = rest.len().min(PART);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let (part, after) = rest.split_at(end);
        parts.push(part);
        rest = after;
    }
    parts
}

fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

/// This machine's name, as far as it tells.
fn host() -> String {
    let name = std::fs::read_to_string("/etc/hostname").ok().or_else(|| std::env::var("COMPUTERNAME").ok());
    name.unwrap_or_default().trim().to_owned()
}

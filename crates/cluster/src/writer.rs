//! The one writer of an index in a cluster: gathers a run's changes, sends them in bulks, and makes them the next generation.
//!
//! **An article is there when its own document is.** Its statements are sent before it, and before any of that its id is noted with
//! the writer's mark. So of a run that was cut off, all articles are whole but those of its last bulk, and these are known: the next run
//! removes what there is of them and reads them again. All others it finds as it finds those of runs that ended.
//!
//! Everything that is sent may be sent twice: documents have the ids of what they hold.

use crate::bulk::{BULK, bulk};
use crate::documents;
use crate::http::{Http, JSON};
use crate::layout::{FORMAT, Generation, Names, Retired, SHARDS, Tokens, made_of, made_of_meta, meta, table_part};
use crate::mark::{Mark, SHARED, lock, now, shared};
use crate::meaning::Meanings;
use crate::reader::{Version, all_of, generation, search};
use crate::ready::{fits, make, whole};
use crate::{Address, ClusterError};
use rolecall_embedding::Embed;
use rolecall_indexer::{Entry, Fingerprint, Refused, Summary, analyse, role_table};
use rolecall_record::ArticleRecord;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// A bulk has at most so many articles, which are all read again where it is cut off.
const TOGETHER: usize = 1000;
/// Ids in one query.
const IDS: usize = 10_000;
/// Bytes of a part of the table of roles.
const PART: usize = 1 << 20;

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
    noted: Vec<String>,
    names: Names,
    /// The generation that was opened.
    before: Option<(Generation, Version)>,
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
        fits(&http)?;
        let meta = meta(&address.name);
        make(&http, &meta, &made_of_meta())?;
        let own = Mark::new();
        let (left, stands) = lock(&http, &meta, &own)?;
        let mut writer = Self::idle(http, address, own, stands, model);
        writer.noted = left.as_ref().map(|left| left.sending.clone()).unwrap_or_default();
        // From here on the mark is let go wherever this ends.
        writer.before = match generation(&writer.http) {
            Err(ClusterError::Missing(_)) => None,
            Err(ClusterError::Format { .. }) if anew => None,
            opened => Some(opened?),
        };
        if let Some(left) = left {
            writer.settle(&left)?;
        }
        if let Some((before, _)) = writer.before.clone() {
            let known = Names::new(&writer.http.address.name, &before.run);
            let whole = whole(&writer.http, &known).and_then(|()| writer.know(&known).map(drop));
            // Of what is made anew, all that is lost is what would have been carried over.
            if !(anew && matches!(whole, Err(ClusterError::Lacking { .. }))) {
                whole?;
            }
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
            // One that was lost meanwhile would be made anew, and empty.
            if writer.before().is_some_and(|before| before.run == writer.names.run) {
                break;
            }
            make(&writer.http, index, &made_of(&fields, shards))?;
        }
        Ok(writer)
    }

    /// Begins a load that many processes write together, each as a [`Loader`](crate::Loader): its name, which they are told.
    ///
    /// # Errors
    /// As [`Writer::open`].
    pub fn begin(address: &Address) -> Result<String, ClusterError> {
        let mut writer = Self::open(address, true, None)?;
        let (run, holder) = (writer.mark.id.clone(), writer.mark.id.clone());
        // Of nobody's process: that it goes on is told by whoever writes, and new indices are all that is written to.
        writer.mark = Mark { host: SHARED.to_owned(), process: 0, instead: true, run, holder, ..writer.mark.clone() };
        writer.note(Vec::new())?;
        writer.stands = None;
        Ok(writer.mark.id.clone())
    }

    /// Opens the load of this name to be committed: what it wrote takes the place of what stood at the same paths, all else is carried
    /// over. With a `model` what has no vectors gets some.
    ///
    /// # Errors
    /// [`ClusterError::Lost`] where it is over, and what keeps the cluster from answering.
    pub fn of_load(address: &Address, run: &str, model: Option<&'m dyn Embed>) -> Result<Self, ClusterError> {
        let http = Http::new(address.clone());
        let (mark, stands) = shared(&http, run)?;
        let mut writer = Self::idle(http, address, mark, stands, model);
        writer.names = Names::new(&address.name, run);
        writer.before = match generation(&writer.http) {
            Err(ClusterError::Missing(_) | ClusterError::Format { .. }) => None,
            opened => Some(opened?),
        };
        let Names { statements, articles, records, .. } = &writer.names;
        writer.http.post(&format!("{statements},{articles},{records}/_refresh"), &json!({}))?;
        if let Some((before, _)) = writer.before.clone() {
            writer.know(&Names::new(&address.name, &before.run))?;
            writer.refused = before.refused;
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
            noted: Vec::new(),
            before: None,
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
        }
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
            generation: self.before().map_or(0, |before| before.generation),
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
        self.stands = None;
        self.http.send("DELETE", &format!("{}/_doc/writer", self.meta), None)?;
        Ok(summary)
    }

    fn before(&self) -> Option<&Generation> {
        self.before.as_ref().map(|(before, _)| before)
    }

    /// Gives those articles vectors that have none of the model, or of another one.
    fn understand(&mut self) -> Result<(), ClusterError> {
        let Some(model) = self.model.map(Embed::id) else { return Ok(()) };
        let without = self.models.iter().filter(|(_, of)| of.as_deref() != Some(model)).map(|(path, _)| path.clone());
        for path in without.collect::<Vec<_>>() {
            let Some(entry) = self.articles.get(&path) else { continue };
            let (id, file) = (entry.id.clone(), entry.file.clone());
            let run = self.before().map_or(&self.names.run, |before| &before.run);
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
            let path = table_part(&self.http.address.name, &self.mark.id, i);
            self.http.send_json("PUT", &path, &json!({ "part": part }))?;
        }
        let mut tokens = Tokens::default();
        self.tokens.values().for_each(|of_article| tokens += *of_article);
        let generation_of_run = Generation {
            format: FORMAT,
            generation: summary.generation,
            run: self.names.run.clone(),
            articles: summary.articles,
            statements: summary.statements,
            tokens,
            model: self.model_of_all(),
            table: self.mark.id.clone(),
            parts: parts.len(),
            roots: self.roots.iter().map(|(name, at)| (name.clone(), at.to_string_lossy().into_owned())).collect(),
            refused: self.refused.clone(),
            // Who reads the generation before goes on reading it until the next one.
            retired: self.before().map(|Generation { table, parts, run, .. }| Retired {
                table: table.clone(),
                parts: *parts,
                run: run.clone(),
            }),
        };
        let value = serde_json::to_value(&generation_of_run)
            .map_err(|e| self.http.odd(("PUT", "generation"), e.to_string()))?;
        // Whoever took this writer for dead has committed another, or is about to.
        self.note(Vec::new())?;
        let path = match &self.before {
            Some((_, Version { number, term })) => {
                format!("{}/_doc/generation?if_seq_no={number}&if_primary_term={term}", self.meta)
            }
            None => format!("{}/_doc/generation", self.meta),
        };
        let (status, answer) = self.http.send("PUT", &path, Some((JSON, value.to_string().as_bytes())))?;
        match status {
            200..300 => {}
            // An answer that was lost on its way makes this the second time.
            409 if generation(&self.http).is_ok_and(|(there, _)| there == generation_of_run) => {}
            409 => return Err(self.lost()),
            _ => return Err(self.http.refused(("PUT", &path), status, &answer)),
        }
        // From here on the generation counts. What fails below is left over, and done by the next run.
        let _ = self.swap();
        if let Some(Retired { table, parts, run }) = self.before.take().and_then(|(before, _)| before.retired) {
            for part in 0..parts {
                let _ = self.http.send("DELETE", &table_part(&self.http.address.name, &table, part), None);
            }
            if run != self.names.run && generation_of_run.retired.is_none_or(|kept| kept.run != run) {
                for (index, ..) in Names::new(&self.http.address.name, &run).all() {
                    let _ = self.http.send("DELETE", index, None);
                }
            }
        }
        Ok(table.roles.len())
    }

    /// Lets the aliases follow the generation.
    fn swap(&self) -> Result<(), ClusterError> {
        let name = &self.http.address.name;
        let mut actions = Vec::new();
        for (index, what, _) in self.names.all() {
            let alias = format!("{name}-{what}");
            actions.push(json!({"remove": {"index": format!("{name}-{what}-*"), "alias": alias}}));
            actions.push(json!({"add": {"index": index, "alias": alias}}));
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
        bulk(&self.http, &statements)?;
        let replaced = std::mem::take(&mut self.replaced);
        if !self.mark.instead {
            self.delete_statements(&replaced, &json!({"bool": {"must_not": {"term": {"run": self.mark.id}}}}))?;
        }
        let heads = std::mem::take(&mut self.heads);
        bulk(&self.http, &heads)
    }

    /// Deletes articles, and those of their statements that also are what `and` says.
    fn delete(&mut self, ids: &[String], and: &Value) -> Result<(), ClusterError> {
        self.delete_statements(ids, and)?;
        for some in ids.chunks(IDS) {
            self.note(Vec::new())?;
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
    fn carry_over(&mut self) -> Result<(), ClusterError> {
        let Some(before) = self.before().filter(|_| self.mark.instead).cloned() else { return Ok(()) };
        let ids = self.articles.values().map(|entry| &entry.id);
        let kept: Vec<String> = ids.filter(|id| !self.written.contains(*id)).cloned().collect();
        let old = Names::new(&self.http.address.name, &before.run);
        for some in kept.chunks(IDS) {
            self.note(Vec::new())?;
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
        let counts = self.before().is_some_and(|before| before.run == left.run);
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
            self.know(&names).map(drop)?;
        } else {
            self.names = own;
        }
        Ok(())
    }

    /// Learns which articles there are; their ids.
    fn know(&mut self, names: &Names) -> Result<BTreeSet<String>, ClusterError> {
        let query =
            json!({"_source": ["path", "entry", "tokens", "model"], "query": {"match_all": {}}, "sort": ["path"]});
        let mut ids = BTreeSet::new();
        let all = |query: &Value| search(&self.http, &names.articles, query);
        all_of(all, &query, usize::MAX, |hit| {
            let source = &hit["_source"];
            let odd = |reason: String| self.http.odd(("GET", &names.articles), reason);
            let path = source["path"].as_str().ok_or_else(|| odd("an article has no path".into()))?;
            let entry = serde_json::from_str(source["entry"].as_str().unwrap_or_default());
            let entry: Entry = entry.map_err(|e| odd(e.to_string()))?;
            ids.insert(entry.id.clone());
            self.articles.insert(path.to_owned(), entry);
            let tokens = Tokens::deserialize(&source["tokens"]).map_err(|e| odd(e.to_string()))?;
            self.tokens.insert(path.to_owned(), tokens);
            self.models.insert(path.to_owned(), source["model"].as_str().map(str::to_owned));
            Ok(())
        })?;
        Ok(ids)
    }

    /// Renews the mark, with what is being sent.
    fn note(&mut self, sending: Vec<String>) -> Result<(), ClusterError> {
        let mark = Mark { sending, heard: now().as_secs(), ..self.mark.clone() };
        self.stands = Some(self.say(&mark)?);
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
    /// Whoever ends without a commit is not waited for by the next.
    fn drop(&mut self) {
        if self.stands.is_some() {
            let sending = self.noted.clone();
            // A cluster that does not answer will not answer the next writer either, or will have waited for long.
            let _ = self.say(&Mark { heard: 0, sending, ..self.mark.clone() });
        }
    }
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

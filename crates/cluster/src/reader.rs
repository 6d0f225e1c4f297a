//! One generation of an index in a cluster, as searches see it.
//!
//! What is small and asked for again and again is here: the table of roles, what was counted, the heads of articles that were
//! met. A reader is opened anew for a new generation, and forgets then.

use crate::chosen::{Of, standing};
use crate::documents::ArticleDocument;
use crate::http::{Http, Patience};
use crate::layout::{FORMAT, Generation, Names, Retired, meta};
use crate::{Address, ClusterError, meaning};
use rolecall_embedding::Vector;
use rolecall_indexer::{ArticleHead, Memo};
use rolecall_record::{ArticleRecord, RoleTable, lines};
use rolecall_search::{Gaps, Restriction};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Hits in one answer.
const PAGE: usize = 5000;
/// Records in one answer.
const TOGETHER: usize = 200;
/// So many counts, and so many articles, are remembered.
const MOST: usize = 1 << 16;
/// So many directions of roles are remembered: a few megabytes.
const MOST_DIRECTIONS: usize = 4096;
/// How every search is made.
const SEARCH: &str = "_search?allow_partial_search_results";
/// One that is scored has one statistics of words for all shards. To learn it takes them a turn more.
const SCORED: &str = "&search_type=dfs_query_then_fetch";
/// How often a question is asked again of which a part was not answered, some three seconds long, and the first pause: a copy of a
/// shard takes the place of one that is lost within that time.
const ATTEMPTS: u32 = 6;
const PAUSE: Duration = Duration::from_millis(100);
/// Nor is it asked again after that time, however long the answers take.
const WAITED: Duration = Duration::from_secs(3);
/// How long a shard may look for what is a part of a question: what it has found by then is marked as a part.
const IN_TIME: &str = "8s";
/// Where something was missing, it is not waited for again for so long.
const MISSING: Duration = Duration::from_secs(30);

/// An article that was met.
pub(crate) struct Met {
    pub head: ArticleHead,
    /// The direction of all that it says of roles, where there are vectors.
    pub direction: Option<Vector>,
}

/// An index in a cluster, opened for reading.
pub struct Reader {
    pub(crate) http: Http,
    pub(crate) generation: Generation,
    pub(crate) names: Names,
    pub(crate) table: RoleTable,
    /// In how many documents a word stands, by field and word.
    pub(crate) counts: Memo<(&'static str, String), u64>,
    /// Articles that were met, by id.
    pub(crate) met: Memo<String, Arc<Met>>,
    /// The directions of roles, by their names.
    pub(crate) directions: Memo<Vec<String>, Option<Vector>>,
    /// How long all is that is said of a role, by its names; and how often that has a word.
    pub(crate) lengths: Memo<Vec<String>, u64>,
    pub(crate) said: Memo<(Arc<Vec<String>>, String), u32>,
    heads: OnceLock<Vec<ArticleHead>>,
    gaps: Mutex<(Gaps, Option<Instant>)>,
}

impl Reader {
    /// Opens the newest generation of the index at `address`.
    ///
    /// # Errors
    /// [`ClusterError::Missing`], [`ClusterError::Format`], and what keeps the cluster from answering.
    pub fn open(address: &Address) -> Result<Self, ClusterError> {
        let http = Http::new(address.clone());
        let mut read = None;
        // Between the generation and its table another may be committed, and one more remove the table.
        for _ in 0..ATTEMPTS {
            let (generation, _) = generation(&http)?;
            if let Some(table) = table(&http, &generation)? {
                read = Some((generation, table));
                break;
            }
            sleep(PAUSE);
        }
        let missing = || ClusterError::Lacking { cluster: address.to_string(), what: "the table of roles".to_owned() };
        let (generation, table) = read.ok_or_else(missing)?;
        let names = Names::new(&address.name, &generation.run);
        let (counts, met, directions) = (Memo::new(MOST), Memo::new(MOST), Memo::new(MOST_DIRECTIONS));
        Ok(Self {
            http,
            generation,
            names,
            table,
            counts,
            met,
            directions,
            lengths: Memo::new(MOST_DIRECTIONS),
            said: Memo::new(MOST),
            heads: OnceLock::new(),
            gaps: Mutex::default(),
        })
    }

    /// Counts the runs that changed something, from 1.
    pub fn generation(&self) -> u64 {
        self.generation.generation
    }

    /// Whether no other generation has been committed since this one was opened, of this index or of one that was begun anew under
    /// its name.
    pub fn is_current(&self) -> bool {
        let Generation { generation, run, table, .. } = &self.generation;
        let path = format!("{}/_doc/generation?_source_includes=generation,run,table", meta(&self.http.address.name));
        let newest = self.http.get_in(Patience::Question, &path);
        newest.ok().flatten().is_some_and(|newest| {
            let newest = &newest["_source"];
            newest["generation"] == *generation && newest["run"] == **run && newest["table"] == **table
        })
    }

    /// Each corpus' name with the absolute path of its folder, where it was read.
    pub fn roots(&self) -> BTreeMap<String, PathBuf> {
        self.generation.roots.iter().map(|(name, at)| (name.clone(), at.into())).collect()
    }

    /// How many articles it holds.
    pub fn article_count(&self) -> usize {
        self.generation.articles
    }

    /// How many statements it holds.
    pub fn statement_count(&self) -> usize {
        self.generation.statements
    }

    /// The heads of all articles, by path. The first time all are fetched.
    ///
    /// # Errors
    /// What keeps the cluster from answering.
    pub fn articles(&self) -> Result<&[ArticleHead], ClusterError> {
        if let Some(heads) = self.heads.get() {
            return Ok(heads);
        }
        let query = json!({"_source": ["head"], "query": {"match_all": {}}, "sort": ["path"]});
        let mut heads = Vec::with_capacity(self.generation.articles);
        // What is kept is all of it, or nothing.
        let all = |query: &Value| search(&self.http, &self.names.articles, query);
        all_of(all, &query, usize::MAX, |hit| {
            let head = ArticleHead::deserialize(&hit["_source"]["head"]);
            heads.push(head.map_err(|e| self.odd_document(&e))?);
            Ok(())
        })?;
        Ok(self.heads.get_or_init(|| heads))
    }

    /// The record of the article with this id or path.
    ///
    /// # Errors
    /// What keeps the cluster from answering.
    pub fn article(&self, id_or_path: &str) -> Result<Option<ArticleRecord>, ClusterError> {
        if let Some(record) = self.record(id_or_path)? {
            return Ok(Some(record));
        }
        let query = json!({"size": 1, "_source": false, "query": {"term": {"path": id_or_path}}});
        let found = self.search(&self.names.articles, &query)?;
        found["hits"]["hits"][0]["_id"].as_str().map_or(Ok(None), |id| self.record(id))
    }

    /// The records of all articles, by path, fetched some at a time.
    ///
    /// # Errors
    /// What keeps the cluster from answering, also for each record.
    pub fn records(&self) -> Result<impl Iterator<Item = Result<ArticleRecord, ClusterError>>, ClusterError> {
        let records = self.articles()?.chunks(TOGETHER).map(|heads| halved(heads, &|some| self.records_of(some)));
        Ok(records.flat_map(|some| match some {
            Ok(records) => records.into_iter().map(Ok).collect::<Vec<_>>(),
            Err(error) => vec![Err(error)],
        }))
    }

    /// The records of these articles, in their order.
    fn records_of(&self, heads: &[ArticleHead]) -> Result<Vec<ArticleRecord>, ClusterError> {
        let index = &self.names.records;
        let odd = |reason: String| self.http.odd(("GET", index), reason);
        let ids: Vec<&str> = heads.iter().map(|head| head.id.as_str()).collect();
        let found = search(&self.http, index, &json!({"size": ids.len(), "query": {"ids": {"values": ids}}}))?;
        let mut records = BTreeMap::new();
        for hit in hits(&found) {
            let line = hit["_source"]["record"].as_str().unwrap_or_default();
            let record: ArticleRecord = lines::parse(line.as_bytes(), 1).map_err(|e| odd(e.to_string()))?;
            records.insert(record.article.id.clone(), record);
        }
        let lost = |head: &ArticleHead| odd(format!("the record of {} is missing", head.path));
        heads.iter().map(|head| records.remove(&head.id).ok_or_else(|| lost(head))).collect()
    }

    /// What of this generation is not as it was committed, in words; nothing where all is. Compared is how many documents there
    /// are: the cluster itself compares their bytes with its checksums.
    ///
    /// # Errors
    /// What keeps the cluster from answering.
    pub fn check(&self) -> Result<Vec<String>, ClusterError> {
        let Generation { articles, statements, .. } = self.generation;
        let mut faults = Vec::new();
        for (index, expected) in
            [(&self.names.statements, statements), (&self.names.articles, articles), (&self.names.records, articles)]
        {
            match count(&self.http, index) {
                Ok(there) if there != expected as u64 => {
                    faults.push(format!("{index} has {there} documents, where {expected} were written"));
                }
                Ok(_) => {}
                Err(ClusterError::Missing(_)) => faults.push(format!("{index} is missing")),
                Err(ClusterError::Partial { reason, .. }) => faults.push(format!("{index}: {reason}")),
                Err(error) => return Err(error),
            }
        }
        Ok(faults)
    }

    /// Files that gave no article: path and reason.
    pub fn refused(&self) -> BTreeMap<String, String> {
        self.generation.refused.iter().map(|(path, refused)| (path.clone(), refused.reason.clone())).collect()
    }

    fn record(&self, id: &str) -> Result<Option<ArticleRecord>, ClusterError> {
        record(&self.http, &self.names.records, id)
    }

    /// The documents of the articles that have facts about one of these roles, of those that `only` means, by id.
    pub(crate) fn with_facts(
        &self,
        roles: &[String],
        only: &Restriction,
    ) -> Result<Vec<ArticleDocument>, ClusterError> {
        let filters = [&[json!({"terms": {"fact_role": roles}})], &standing(only, Of::Articles)[..]].concat();
        let query = json!({"query": {"bool": {"filter": filters}}, "sort": ["id"]});
        let mut articles = Vec::new();
        self.each(&self.names.articles, &query, usize::MAX, |hit| {
            articles.push(ArticleDocument::deserialize(&hit["_source"]).map_err(|e| self.odd_document(&e))?);
            Ok(())
        })?;
        Ok(articles)
    }

    /// The heads of these articles, those that are there.
    pub(crate) fn heads_of(&self, ids: &[&str]) -> Result<BTreeMap<String, Arc<Met>>, ClusterError> {
        let mut heads = BTreeMap::new();
        let mut missing = Vec::new();
        for id in ids {
            match self.met.get(*id, || Err(())) {
                Ok(met) => drop(heads.insert(met.head.id.clone(), met)),
                Err(()) => missing.push(*id),
            }
        }
        for some in missing.chunks(PAGE) {
            let query = json!({"size": PAGE, "_source": ["head", "direction"], "query": {"ids": {"values": some}}});
            let found = self.search(&self.names.articles, &query)?;
            for hit in hits(&found) {
                let head = ArticleHead::deserialize(&hit["_source"]["head"]).map_err(|e| self.odd_document(&e))?;
                let direction = hit["_source"]["direction"].as_str().and_then(meaning::direction_of);
                let met = Arc::new(Met { head, direction });
                let _ = self.met.get(met.head.id.as_str(), || Ok::<_, ()>(met.clone()));
                heads.insert(met.head.id.clone(), met);
            }
        }
        Ok(heads)
    }

    /// Asks an index of this generation. Where a part of it does not answer, and goes on not answering, what there is is given, and
    /// [noted](Reader::gaps) as such.
    pub(crate) fn search(&self, index: &str, query: &Value) -> Result<Value, ClusterError> {
        self.asked(&format!("{index}/{SEARCH}=true"), query)
    }

    /// As [`Reader::search`], scored.
    pub(crate) fn scored(&self, query: &Value) -> Result<Value, ClusterError> {
        self.asked(&format!("{}/{SEARCH}=true{SCORED}", self.names.statements), query)
    }

    fn asked(&self, path: &str, query: &Value) -> Result<Value, ClusterError> {
        let query = in_time(query);
        Ok(self.patiently(|| self.http.post_in(Patience::Question, path, &query), missing)?.0)
    }

    /// Hands over the hits of a sorted query, as [`all_of`] does, of what there is.
    pub(crate) fn each(
        &self,
        index: &str,
        query: &Value,
        limit: usize,
        take: impl FnMut(&Value) -> Result<(), ClusterError>,
    ) -> Result<(), ClusterError> {
        all_of(|query| self.search(index, query), query, limit, take)
    }

    /// Asks, and again while something is `missing`, for as long as another node may take to stand in; whether all of it came in the
    /// end. Not waited for is what was missing a moment ago.
    pub(crate) fn patiently(
        &self,
        ask: impl Fn() -> Result<Value, ClusterError>,
        missing: impl Fn(&Value) -> Option<String>,
    ) -> Result<(Value, bool), ClusterError> {
        let gaps = || self.gaps.lock().unwrap_or_else(PoisonError::into_inner);
        let patient = gaps().1.is_none_or(|at| at.elapsed() > MISSING);
        let mut pause = PAUSE;
        let begun = Instant::now();
        for attempt in 1.. {
            let answer = ask()?;
            let Some(what) = missing(&answer) else { return Ok((answer, true)) };
            if !patient || attempt >= ATTEMPTS || begun.elapsed() > WAITED {
                self.misses(what);
                gaps().1 = Some(Instant::now());
                return Ok((answer, false));
            }
            sleep(pause);
            pause *= 2;
        }
        ask().map(|answer| (answer, false))
    }

    /// Notes that something is missing of an answer.
    pub(crate) fn misses(&self, what: String) {
        let mut gaps = self.gaps.lock().unwrap_or_else(PoisonError::into_inner);
        gaps.0 = Gaps { times: gaps.0.times + 1, last: what };
    }

    /// How often a part of the index did not answer.
    pub(crate) fn gaps_met(&self) -> Gaps {
        self.gaps.lock().unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    pub(crate) fn odd_document(&self, error: &serde_json::Error) -> ClusterError {
        self.http.odd(("GET", &self.names.articles), error.to_string())
    }
}

/// What is asked for of all of these, of half of them at a time where it is too long for one answer.
fn halved<T, R>(all: &[T], ask: &impl Fn(&[T]) -> Result<Vec<R>, ClusterError>) -> Result<Vec<R>, ClusterError> {
    match ask(all) {
        Err(ClusterError::Long { .. }) if all.len() > 1 => {
            let (some, rest) = all.split_at(all.len() / 2);
            let mut found = halved(some, ask)?;
            found.extend(halved(rest, ask)?);
            Ok(found)
        }
        asked => asked,
    }
}

/// The record of the article with this id.
pub(crate) fn record(http: &Http, records: &str, id: &str) -> Result<Option<ArticleRecord>, ClusterError> {
    let found = search(http, records, &json!({"size": 1, "query": {"ids": {"values": [id]}}}))?;
    let Some(line) = found["hits"]["hits"][0]["_source"]["record"].as_str() else { return Ok(None) };
    lines::parse(line.as_bytes(), 1).map(Some).map_err(|e| http.odd(("GET", records), e.to_string()))
}

/// The table of roles of a generation; none where a part of it is not there.
fn table(http: &Http, generation: &Generation) -> Result<Option<RoleTable>, ClusterError> {
    let mut text = String::new();
    for part in 0..generation.parts {
        let path = generation.part(&http.address.name, part);
        let Some(found) = http.get_in(Patience::Question, &path)? else { return Ok(None) };
        text +=
            found["_source"]["part"].as_str().ok_or_else(|| http.odd(("GET", &path), "it is no part of a table"))?;
    }
    serde_json::from_str(&text).map(Some).map_err(|e| http.odd(("GET", "roles"), e.to_string()))
}

/// By what a document is known to be the one that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Version {
    pub number: u64,
    pub term: u64,
}

impl Version {
    /// That of a document that was read or written.
    pub fn of(answer: &Value) -> Self {
        Self { number: answer["_seq_no"].as_u64().unwrap_or(0), term: answer["_primary_term"].as_u64().unwrap_or(1) }
    }
}

/// The generation that counts.
pub(crate) fn generation(http: &Http) -> Result<(Generation, Version), ClusterError> {
    let path = format!("{}/_doc/generation", meta(&http.address.name));
    let address = || http.address.to_string();
    let found = http.get_in(Patience::Question, &path)?.ok_or_else(|| ClusterError::Missing(address()))?;
    let source = &found["_source"];
    match source["format"].as_u64() {
        Some(FORMAT) => {}
        other => {
            return Err(ClusterError::Format { address: address(), found: other.unwrap_or(0), expected: FORMAT });
        }
    }
    let generation = Generation::deserialize(source).map_err(|e| http.odd(("GET", &path), e.to_string()))?;
    Ok((generation, Version::of(&found)))
}

/// The version of the generation that counts, which is of another format, and what there is of it.
pub(crate) fn of_another_format(http: &Http) -> Result<Option<(Version, Vec<Retired>)>, ClusterError> {
    let path = format!("{}/_doc/generation", meta(&http.address.name));
    let found = http.get_in(Patience::Question, &path)?;
    Ok(found.map(|found| (Version::of(&found), Retired::all_of_another(&found["_source"]))))
}

/// Asks an index; an answer is of all of it or none.
pub(crate) fn search(http: &Http, index: &str, query: &Value) -> Result<Value, ClusterError> {
    let answer = http.post(&format!("{index}/{SEARCH}=false"), query)?;
    match missing(&answer) {
        Some(reason) => Err(ClusterError::Partial { cluster: http.address.to_string(), reason }),
        None => Ok(answer),
    }
}

/// How many documents an index has.
pub(crate) fn count(http: &Http, index: &str) -> Result<u64, ClusterError> {
    let answer = search(http, index, &json!({"size": 0, "track_total_hits": true}))?;
    Ok(answer["hits"]["total"]["value"].as_u64().unwrap_or(0))
}

/// What an answer is not of; none where it is of the whole index.
pub(crate) fn missing(answer: &Value) -> Option<String> {
    let shards = |which: &str| answer["_shards"][which].as_u64();
    // A shard of which no copy is anywhere is not counted among those that failed.
    match (shards("total"), shards("successful")) {
        (Some(total), Some(successful)) if successful < total => {
            Some(format!("{} of {total} shards did not answer", total - successful))
        }
        (Some(_), Some(_)) => (answer["timed_out"] == true).then(|| "not all of it in time".to_owned()),
        _ => Some("no shard answered".to_owned()),
    }
}

/// A query that no shard looks for without end.
pub(crate) fn in_time(query: &Value) -> Value {
    let mut query = query.clone();
    query["timeout"] = IN_TIME.into();
    query
}

/// The hits of an answer.
pub(crate) fn hits(answer: &Value) -> impl Iterator<Item = &Value> {
    answer["hits"]["hits"].as_array().into_iter().flatten()
}

/// Hands over the hits of a sorted query, one after the other, at most `limit`. No two may be equal in their sort.
pub(crate) fn all_of(
    ask: impl Fn(&Value) -> Result<Value, ClusterError>,
    query: &Value,
    limit: usize,
    mut take: impl FnMut(&Value) -> Result<(), ClusterError>,
) -> Result<(), ClusterError> {
    let mut query = query.clone();
    let mut left = limit;
    while left > 0 {
        let size = left.min(PAGE);
        query["size"] = size.into();
        query["track_total_hits"] = false.into();
        let answer = ask(&query)?;
        let mut last = None;
        let mut count = 0;
        for hit in hits(&answer) {
            take(hit)?;
            last = Some(&hit["sort"]);
            count += 1;
        }
        left -= count;
        match last {
            Some(after) if count == size => query["search_after"] = after.clone(),
            _ => break,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_for_one_answer_comes_in_several_and_in_order() {
        let long = || ClusterError::Long { cluster: String::new(), what: String::new(), mebibytes: 256 };
        let ask = |some: &[u64]| if some.iter().sum::<u64>() > 9 { Err(long()) } else { Ok(some.to_vec()) };
        assert_eq!(halved(&[1, 7, 2, 3, 9, 1], &ask).unwrap(), [1, 7, 2, 3, 9, 1]);
        assert!(matches!(halved(&[1, 10, 1], &ask), Err(ClusterError::Long { .. })));
    }
}

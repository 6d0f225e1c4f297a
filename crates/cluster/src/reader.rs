//! One generation of an index in a cluster, as searches see it.
//!
//! What is small and asked for again and again is here: the table of roles, what was counted, the heads of articles that were
//! met. A reader is opened anew for a new generation, and forgets then.

use crate::documents::ArticleDocument;
use crate::http::Http;
use crate::layout::{FORMAT, Generation, Names, meta};
use crate::{Address, ClusterError, meaning};
use rolecall_embedding::Vector;
use rolecall_indexer::{ArticleHead, Choices, Memo};
use rolecall_record::{ArticleRecord, RoleTable, lines};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// Hits in one answer.
const PAGE: usize = 5000;
/// So many counts, and so many articles, are remembered.
const MOST: usize = 1 << 16;
/// So many directions of roles are remembered: a few megabytes.
const MOST_DIRECTIONS: usize = 4096;
/// How every search is made: one statistics of words for all shards, and none of them may be missing.
pub(crate) const WHOLE: &str = "search_type=dfs_query_then_fetch&allow_partial_search_results=false";

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
    heads: OnceLock<Vec<ArticleHead>>,
}

impl Reader {
    /// Opens the newest generation of the index at `address`.
    ///
    /// # Errors
    /// [`ClusterError::Missing`], [`ClusterError::Format`], and what keeps the cluster from answering.
    pub fn open(address: &Address) -> Result<Self, ClusterError> {
        let http = Http::new(address.clone());
        let generation = generation(&http)?;
        let mut text = String::new();
        for part in 0..generation.parts {
            let path = format!("{}/_doc/roles-{}-{part}", meta(&address.name), generation.generation);
            let found = http.get(&path)?;
            let part = found.as_ref().and_then(|found| found["_source"]["part"].as_str());
            text += part.ok_or_else(|| http.odd(("GET", &path), "a part of the table of roles is missing"))?;
        }
        let table = serde_json::from_str(&text).map_err(|e| http.odd(("GET", "roles"), e.to_string()))?;
        let names = Names::new(&address.name, &generation.run);
        let (counts, met, directions) = (Memo::new(MOST), Memo::new(MOST), Memo::new(MOST_DIRECTIONS));
        Ok(Self { http, generation, names, table, counts, met, directions, heads: OnceLock::new() })
    }

    /// Counts the runs that changed something, from 1.
    pub fn generation(&self) -> u64 {
        self.generation.generation
    }

    /// Whether no newer generation has been committed since this one was opened.
    pub fn is_current(&self) -> bool {
        generation(&self.http).is_ok_and(|newest| newest.generation == self.generation.generation)
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
        all_of(&self.http, &self.names.articles, &query, usize::MAX, |hit| {
            let head = ArticleHead::deserialize(&hit["_source"]["head"]);
            heads.push(head.map_err(|e| self.odd_document(&e))?);
            Ok(())
        })?;
        Ok(self.heads.get_or_init(|| heads))
    }

    /// By what articles can be chosen.
    ///
    /// # Errors
    /// As [`Reader::articles`].
    pub fn choices(&self) -> Result<Choices, ClusterError> {
        Ok(Choices::of(self.articles()?.iter()))
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

    /// The records of all articles, by path.
    ///
    /// # Errors
    /// What keeps the cluster from answering, also for each record.
    pub fn records(&self) -> Result<impl Iterator<Item = Result<ArticleRecord, ClusterError>>, ClusterError> {
        Ok(self.articles()?.iter().filter_map(|head| self.record(&head.id).transpose()))
    }

    /// Files that gave no article: path and reason.
    pub fn refused(&self) -> BTreeMap<String, String> {
        self.generation.refused.iter().map(|(path, refused)| (path.clone(), refused.reason.clone())).collect()
    }

    fn record(&self, id: &str) -> Result<Option<ArticleRecord>, ClusterError> {
        record(&self.http, &self.names.records, id)
    }

    /// The documents of the articles that have facts about one of these roles, by id.
    pub(crate) fn with_facts(&self, roles: &[String]) -> Result<Vec<ArticleDocument>, ClusterError> {
        let query = json!({"query": {"terms": {"fact_role": roles}}, "sort": ["id"]});
        let mut articles = Vec::new();
        all_of(&self.http, &self.names.articles, &query, usize::MAX, |hit| {
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

    /// Asks an index of this generation.
    pub(crate) fn search(&self, index: &str, query: &Value) -> Result<Value, ClusterError> {
        search(&self.http, index, query)
    }

    pub(crate) fn odd_document(&self, error: &serde_json::Error) -> ClusterError {
        self.http.odd(("GET", &self.names.articles), error.to_string())
    }
}

/// The record of the article with this id.
pub(crate) fn record(http: &Http, records: &str, id: &str) -> Result<Option<ArticleRecord>, ClusterError> {
    let found = search(http, records, &json!({"size": 1, "query": {"ids": {"values": [id]}}}))?;
    let Some(line) = found["hits"]["hits"][0]["_source"]["record"].as_str() else { return Ok(None) };
    lines::parse(line.as_bytes(), 1).map(Some).map_err(|e| http.odd(("GET", records), e.to_string()))
}

/// The generation that counts.
pub(crate) fn generation(http: &Http) -> Result<Generation, ClusterError> {
    let path = format!("{}/_doc/generation", meta(&http.address.name));
    let address = || http.address.to_string();
    let found = http.get(&path)?.ok_or_else(|| ClusterError::Missing(address()))?;
    let source = &found["_source"];
    match source["format"].as_u64() {
        Some(FORMAT) => {}
        other => {
            return Err(ClusterError::Format { address: address(), found: other.unwrap_or(0), expected: FORMAT });
        }
    }
    Generation::deserialize(source).map_err(|e| http.odd(("GET", &path), e.to_string()))
}

/// Asks an index; an answer is of all of it or none.
pub(crate) fn search(http: &Http, index: &str, query: &Value) -> Result<Value, ClusterError> {
    let answer = http.post(&format!("{index}/_search?{WHOLE}"), query)?;
    whole(http, &answer)?;
    Ok(answer)
}

/// Refuses an answer of a part of the index.
pub(crate) fn whole(http: &Http, answer: &Value) -> Result<(), ClusterError> {
    let shards = &answer["_shards"];
    if answer["timed_out"] == true || shards["failed"].as_u64() != Some(0) {
        let reason = format!("{} of {} shards", shards["successful"], shards["total"]);
        return Err(ClusterError::Partial { cluster: http.address.to_string(), reason });
    }
    Ok(())
}

/// The hits of an answer.
pub(crate) fn hits(answer: &Value) -> impl Iterator<Item = &Value> {
    answer["hits"]["hits"].as_array().into_iter().flatten()
}

/// Hands over the hits of a sorted query, one after the other, at most `limit`. No two may be equal in their sort.
pub(crate) fn all_of(
    http: &Http,
    index: &str,
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
        let answer = search(http, index, &query)?;
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

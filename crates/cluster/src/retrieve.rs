//! [`Retrieve`] for an index in a cluster: what the index in this process does, said as queries.

use crate::bm25::{Weight, idf};
use crate::chosen::{Of, standing};
use crate::http::Patience;
use crate::meaning::nearness;
use crate::reader::{hits, in_time, missing};
use crate::{ClusterError, Reader};
use rolecall_embedding::{Meaning, Vector};
use rolecall_indexer::{Small, Voice, Wholes, thinned};
use rolecall_language::slips;
use rolecall_record::{RoleTable, Statement};
use rolecall_search::{ArticleRef, Found, FoundFact, Gaps, Query, Restriction, Retrieve, RetrieveError};
use serde_json::{Value, json};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Of the candidates that the cluster finds best by its own scores, so many times as many as are wanted are scored here. Its scores
/// are off by what its lengths are measured by, some parts in a hundred.
const CANDIDATES: usize = 3;
/// The most hits that a cluster gives at once.
const WINDOW: usize = 10_000;
/// Words of a question that are looked for; a cluster takes 1024 clauses, and each word is three.
const WORDS: usize = 300;
/// So many words are counted in all fields at once: to ask twice takes longer than to count what is not needed.
const FEW: usize = 12;
/// Ids in one clause of a query.
const IDS: usize = 10_000;
/// Words that resemble another, of one shard.
const RESEMBLING: usize = 1000;

impl From<ClusterError> for RetrieveError {
    fn from(error: ClusterError) -> Self {
        // What the choice of articles says is said as it is elsewhere.
        match error {
            ClusterError::Index(error) => error.into(),
            error => Self(Box::new(error)),
        }
    }
}

/// A statement that was found.
struct Hit {
    id: String,
    article: String,
    path: String,
    start: u64,
    statement: Arc<Statement>,
    score: f32,
    /// How near its text comes to the question, where both have vectors.
    near: Option<(f32, f32)>,
}

impl Voice for Hit {
    fn article(&self) -> &str {
        &self.article
    }

    fn order(&self, other: &Self) -> Ordering {
        other.score.total_cmp(&self.score).then_with(|| self.id.cmp(&other.id))
    }
}

/// A word in a field of a query.
struct Clause<'q> {
    field: &'static str,
    stem: &'q str,
    weight: f32,
}

impl Reader {
    /// In how many documents each word stands in its field; those that are not known yet in one request.
    fn counted(&self, wanted: &[(&'static str, &str)]) -> Result<Vec<u64>, ClusterError> {
        let key = |(field, word): &(&'static str, &str)| (*field, (*word).to_owned());
        let known = |of: &(&'static str, &str)| self.counts.get(&key(of), || Err(()));
        let mut unknown: Vec<(&'static str, &str)> = wanted.iter().filter(|of| known(of).is_err()).copied().collect();
        unknown.sort_unstable();
        unknown.dedup();
        let mut new: BTreeMap<(&'static str, &str), u64> = BTreeMap::new();
        if !unknown.is_empty() {
            let one = |(field, word): &(&str, &str)| json!({"size": 0, "track_total_hits": true, "query": {"term": {*field: *word}}});
            let queries: Vec<Value> = unknown.iter().map(one).collect();
            let (answers, whole) = self.several(&self.names.statements, &queries)?;
            for (i, of) in unknown.iter().enumerate() {
                let count = answers.get(i).and_then(|answer| answer["hits"]["total"]["value"].as_u64());
                let odd = || self.http.odd(("POST", "_msearch"), "it does not count");
                // Of a part it counts what is there, for this one question.
                let count = if whole { count.ok_or_else(odd)? } else { count.unwrap_or(0) };
                new.insert(*of, count);
                if whole {
                    let _ = self.counts.get(&key(of), || Ok::<_, ()>(count));
                }
            }
        }
        Ok(wanted.iter().map(|of| known(of).ok().or_else(|| new.get(of).copied()).unwrap_or_default()).collect())
    }

    /// How many documents the engine in this process would count: a statement is one, and an article.
    fn documents(&self) -> u64 {
        (self.generation.statements + self.generation.articles) as u64
    }

    /// What a query must have besides words.
    fn filters(only: &Restriction) -> Vec<Value> {
        let mut filters = Vec::new();
        if !only.kinds.is_empty() {
            let kinds: Vec<&str> = only.kinds.iter().map(|kind| kind.as_str()).collect();
            filters.push(json!({"terms": {"kind": kinds}}));
        }
        if !only.roles.is_empty() {
            filters.push(any("role", &only.roles));
        }
        filters.extend(standing(only, Of::Statements));
        filters
    }

    /// Asks several things of an index at once; the answers, and whether they are of all of it.
    pub(crate) fn several(&self, index: &str, queries: &[Value]) -> Result<(Vec<Value>, bool), ClusterError> {
        if queries.is_empty() {
            return Ok((Vec::new(), true));
        }
        let mut lines = String::new();
        for query in queries {
            lines += &json!({"index": index, "allow_partial_search_results": true}).to_string();
            lines += &format!("\n{}\n", in_time(query));
        }
        let first = |answer: &Value| answer["responses"].as_array().into_iter().flatten().find_map(missing);
        let (mut answer, whole) =
            self.patiently(|| self.http.post_lines(Patience::Question, "_msearch", &lines), first)?;
        let Some(answers) = answer["responses"].as_array_mut() else {
            return Err(self.http.odd(("POST", "_msearch"), "it has no answers"));
        };
        let answers = std::mem::take(answers);
        if answers.len() < queries.len() {
            let what = format!("it has {} answers to {} questions", answers.len(), queries.len());
            return Err(self.http.odd(("POST", "_msearch"), what));
        }
        Ok((answers, whole))
    }

    /// The best statements by words, best first.
    fn by_words(
        &self,
        query: &Query,
        question: Option<&Small>,
        limit: usize,
        without: &[String],
    ) -> Result<Vec<Hit>, ClusterError> {
        let fields =
            [("text", query.fields.text), ("heading", query.fields.heading), ("role_text", query.fields.roles)];
        let mut clauses = Vec::new();
        for (stem, weight) in query.words.iter().take(WORDS) {
            clauses.extend(fields.map(|(field, worth)| Clause { field, stem, weight: weight * worth }));
        }
        let wanted: Vec<(&'static str, &str)> = clauses.iter().map(|clause| (clause.field, clause.stem)).collect();
        let counts = self.counted(&wanted)?;
        let (mut should, mut weights) = (Vec::new(), Vec::new());
        for (clause, count) in clauses.iter().zip(counts).filter(|(_, count)| *count > 0) {
            let tokens = &self.generation.tokens;
            let (tokens, having) = match clause.field {
                "text" => (tokens.text, self.generation.statements as u64),
                "heading" => (tokens.heading, self.generation.statements as u64),
                _ => (tokens.role_text, tokens.speaking),
            };
            // Its rarity is that among all documents, as here; the cluster's is that among those that have the field.
            let rarity = idf(count, self.documents()) / idf(count, having);
            should.push(json!({"term": {clause.field: {"value": clause.stem, "boost": clause.weight * rarity}}}));
            weights.push((clause, Weight::new(count, self.documents(), tokens, clause.weight)));
        }
        if should.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        // A statement that speaks of no role has no vote, so it must not take the place of one that has.
        let speaking = json!({"exists": {"field": "key"}});
        let filters = Self::filters(&query.only);
        let with_vote = [&filters[..], std::slice::from_ref(&speaking)].concat();
        let mut wanted = vec!["article", "path", "start", "body", "text", "heading", "role_text"];
        if question.is_some() {
            wanted.extend(["vector", "words"]);
        }
        let asked = json!({
            "size": limit.saturating_mul(CANDIDATES).min(WINDOW),
            "track_total_hits": false,
            "_source": wanted,
            "query": {"bool": {
                "filter": with_vote, "should": should, "minimum_should_match": 1,
                "must_not": [{"terms": {"article": without}}],
            }},
            "sort": ["_score", "path", "start"],
        });
        let answer = self.scored(&asked)?;
        let mut found = Vec::new();
        for hit in hits(&answer) {
            let score = weights.iter().filter_map(|(clause, weight)| {
                let words = hit["_source"][clause.field].as_str()?.split_ascii_whitespace();
                let often = words.clone().filter(|word| *word == clause.stem).count() as u32;
                (often > 0).then(|| weight.score(often, words.count() as u32))
            });
            found.push(self.hit(hit, score.sum(), question)?);
        }
        cut(&mut found, limit);
        if found.len() < limit {
            let silent = json!({"bool": {"should": should, "must_not": [speaking]}});
            let room = limit - found.len();
            found.extend(self.that_are(&[&filters[..], &[silent]].concat(), None, room, without)?);
            found.sort_by(Voice::order);
        }
        Ok(found)
    }

    /// Statements that are what `filters` say, the first ones of the corpus, at most `limit`.
    fn that_are(
        &self,
        filters: &[Value],
        question: Option<&Small>,
        limit: usize,
        without: &[String],
    ) -> Result<Vec<Hit>, ClusterError> {
        let mut wanted = vec!["article", "path", "start", "body"];
        if question.is_some() {
            wanted.extend(["vector", "words"]);
        }
        let query = json!({
            "_source": wanted,
            "query": {"bool": {"filter": filters, "must_not": [{"terms": {"article": without}}]}},
            "sort": ["path", "start"],
        });
        let mut found = Vec::new();
        self.each(&self.names.statements, &query, limit, |hit| {
            found.push(self.hit(hit, 0.0, question)?);
            Ok(())
        })?;
        found.sort_by(Voice::order);
        Ok(found)
    }

    fn hit(&self, hit: &Value, score: f32, question: Option<&Small>) -> Result<Hit, ClusterError> {
        let source = &hit["_source"];
        let text = |field: &str| source[field].as_str().unwrap_or_default();
        let statement = serde_json::from_str(text("body")).map_err(|e| self.odd_document(&e))?;
        Ok(Hit {
            id: hit["_id"].as_str().unwrap_or_default().to_owned(),
            article: text("article").to_owned(),
            path: text("path").to_owned(),
            start: source["start"].as_u64().unwrap_or_default(),
            statement: Arc::new(statement),
            score,
            near: question.and_then(|question| nearness(hit, question)),
        })
    }

    /// The statements whose texts are the nearest to a question, nearest first.
    fn by_meaning(&self, query: &Query, question: &Small, limit: usize) -> Result<Vec<Hit>, ClusterError> {
        let filters = Self::filters(&query.only);
        let keys = self.nearest(&question.whole, &filters, limit)?;
        let mut near =
            self.that_are(&[&filters[..], &[any("key", &keys)]].concat(), Some(question), usize::MAX, &[])?;
        let cosine = |hit: &Hit| hit.near.map_or(0.0, |(cosine, _)| cosine);
        near.sort_by(|a, b| cosine(b).total_cmp(&cosine(a)).then_with(|| a.id.cmp(&b.id)));
        Ok(near)
    }

    /// Hits with the articles that they stand in.
    fn found(&self, hits: Vec<Hit>, meaning: Option<&Meaning>) -> Result<Vec<Found>, ClusterError> {
        let ids: BTreeSet<&str> = hits.iter().map(|hit| hit.article.as_str()).collect();
        let heads = self.heads_of(&ids.into_iter().collect::<Vec<_>>())?;
        let found = hits.into_iter().filter_map(|hit| {
            let Some(met) = heads.get(&hit.article) else {
                // Its article is in a part that does not answer, or not seen yet where its statements are, or what is left of one.
                self.misses(format!("the article {} of a statement is missing", hit.article));
                return None;
            };
            let (similarity, alignment) = hit.near.unwrap_or_default();
            let theme = meaning.zip(met.direction.as_ref()).map_or(0.0, |(meaning, of)| of.cosine(&meaning.whole));
            let article = (&met.head).into();
            Some(Found { article, statement: hit.statement, relevance: hit.score, similarity, alignment, theme })
        });
        Ok(found.collect())
    }

    fn all_that_are(
        &self,
        field: &str,
        values: &[String],
        only: &Restriction,
        limit: usize,
    ) -> Result<Vec<Found>, ClusterError> {
        if values.is_empty() {
            return Ok(Vec::new());
        }
        let filters = [&[any(field, values)], &standing(only, Of::Statements)[..]].concat();
        let best = |limit: usize, without: &[String]| self.that_are(&filters, None, limit, without);
        self.found(thinned(limit, &self.table, best)?, None)
    }
}

/// Keeps the best: of equal ones at the edge those that stand first in the corpus, and then in the order of their ids.
fn cut(found: &mut Vec<Hit>, limit: usize) {
    let place = |hit: &Hit| (hit.path.clone(), hit.start);
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| place(a).cmp(&place(b))));
    found.truncate(limit);
    found.sort_by(Voice::order);
}

/// One of these values; nothing where there are none.
pub(crate) fn any(field: &str, values: &[String]) -> Value {
    if values.is_empty() {
        return json!({"match_none": {}});
    }
    let some: Vec<Value> = values.chunks(IDS).map(|some| json!({"terms": {field: some}})).collect();
    json!({"bool": {"should": some}})
}

impl Retrieve for Reader {
    fn statements(&self) -> u64 {
        self.generation.statements as u64
    }

    fn gaps(&self) -> Gaps {
        self.gaps_met()
    }

    fn expect(&self, stems: &[&str]) {
        let in_fields = |fields: &'static [&'static str], stems: &[&'_ str]| {
            let wanted = stems.iter().flat_map(|stem| fields.iter().map(|field| (*field, *stem))).collect::<Vec<_>>();
            // What goes wrong now goes wrong again, and is told, where it is asked for.
            self.counted(&wanted).ok()
        };
        if stems.len() <= FEW {
            in_fields(&["text", "heading", "role_text"], stems);
            return;
        }
        // Of many synonyms, most stand nowhere, and are not looked for.
        let Some(counts) = in_fields(&["text"], stems) else { return };
        let found: Vec<&str> =
            stems.iter().zip(counts).filter(|(_, count)| *count > 0).map(|(stem, _)| *stem).collect();
        in_fields(&["heading", "role_text"], &found);
    }

    fn frequency(&self, stem: &str) -> Result<u64, RetrieveError> {
        Ok(self.counted(&[("text", stem)])?.into_iter().sum())
    }

    fn resembling(&self, typed: &str, most: usize) -> Result<Vec<(String, u64)>, RetrieveError> {
        let near = json!({
            "field": "word", "suggest_mode": "always", "max_edits": most.clamp(1, 2), "prefix_length": 0,
            "min_word_length": 1, "size": RESEMBLING, "shard_size": RESEMBLING, "max_term_freq": i32::MAX,
            "accuracy": 0.0, "string_distance": "damerau_levenshtein", "max_inspections": RESEMBLING,
        });
        let query = json!({"size": 0, "suggest": {"near": {"text": typed, "term": near}}});
        let answer = self.search(&self.names.statements, &query)?;
        let mut found: BTreeMap<String, u64> = BTreeMap::new();
        for option in answer["suggest"]["near"].as_array().into_iter().flatten().flat_map(|e| e["options"].as_array()) {
            for option in option {
                let (word, count) = (option["text"].as_str().unwrap_or_default(), option["freq"].as_u64().unwrap_or(0));
                if slips(typed, word) <= most {
                    found.insert(word.to_owned(), count);
                }
            }
        }
        // It is no suggestion of itself.
        let itself = self.counted(&[("word", typed)])?[0];
        if itself > 0 {
            found.insert(typed.to_owned(), itself);
        }
        Ok(found.into_iter().collect())
    }

    fn articles_speaking_of(&self, stem: &str, among: &BTreeSet<&str>) -> Result<BTreeMap<String, f32>, RetrieveError> {
        let mut speaking = BTreeMap::new();
        let among: Vec<String> = among.iter().map(|id| (*id).to_owned()).collect();
        for some in among.chunks(IDS) {
            let holds = json!({"bool": {"should": [{"term": {"text": stem}}, {"term": {"heading": stem}}]}});
            let by_article = json!({"field": "article", "size": some.len(), "shard_size": some.len()});
            let query = json!({
                "size": 0, "query": any("article", some),
                "aggs": {"by": {"terms": by_article, "aggs": {"holds": {"filter": holds}}}},
            });
            let answer = self.search(&self.names.statements, &query)?;
            for bucket in answer["aggregations"]["by"]["buckets"].as_array().into_iter().flatten() {
                let count = |of: &Value| of["doc_count"].as_u64().unwrap_or(0) as f32;
                let (all, holding) = (count(bucket), count(&bucket["holds"]));
                if let Some(id) = bucket["key"].as_str().filter(|_| holding > 0.0) {
                    speaking.insert(id.to_owned(), holding / all.max(1.0));
                }
            }
        }
        Ok(speaking)
    }

    fn model(&self) -> Option<&str> {
        self.generation.model.as_deref()
    }

    fn vectors_of(&self, texts: &[&str]) -> Result<Vec<Option<Vector>>, RetrieveError> {
        Ok(self.vectors(texts)?)
    }

    fn profiles(&self, meaning: &Vector, roles: &[Vec<String>]) -> Result<Vec<f32>, RetrieveError> {
        let directions = self.directions_of(roles, meaning.as_slice().len())?;
        Ok(directions.iter().map(|of| of.as_ref().map_or(0.0, |of| of.cosine(meaning))).collect())
    }

    fn select(&self, only: &Restriction) -> Result<Option<Restriction>, RetrieveError> {
        Ok(Some(self.chosen(only)?))
    }

    fn find(&self, query: &Query, limit: usize) -> Result<Vec<Found>, RetrieveError> {
        let question = query.meaning.as_ref().map(Small::new);
        let best = |limit: usize, without: &[String]| self.by_words(query, question.as_ref(), limit, without);
        let mut hits = thinned(limit, &self.table, best)?;
        if let Some(question) = &question {
            let known: BTreeSet<String> = hits.iter().map(|hit| hit.id.clone()).collect();
            let near = self.by_meaning(query, question, limit)?;
            hits.extend(near.into_iter().filter(|hit| !known.contains(&hit.id)));
        }
        Ok(self.found(hits, query.meaning.as_ref())?)
    }

    fn of_roles_in(&self, names: &[String], only: &Restriction, limit: usize) -> Result<Vec<Found>, RetrieveError> {
        Ok(self.all_that_are("role", names, only, limit)?)
    }

    fn of_articles_in(&self, ids: &[String], only: &Restriction, limit: usize) -> Result<Vec<Found>, RetrieveError> {
        Ok(self.all_that_are("article", ids, only, limit)?)
    }

    fn words_of_roles(&self, words: &[(String, f32)], roles: &[Vec<String>]) -> Result<Vec<f32>, RetrieveError> {
        let stems: Vec<(&'static str, &str)> = words.iter().map(|(stem, _)| ("text", stem.as_str())).collect();
        let frequencies = self.counted(&stems)?;
        let words_alone: Vec<&str> = words.iter().map(|(stem, _)| stem.as_str()).collect();
        let wholes = Wholes { counts: self.said_of(&words_alone, roles)?, lengths: self.lengths_of(roles)? };
        Ok(wholes.scores(words, &frequencies, self.generation.statements))
    }

    fn facts_in(&self, names: &[String], only: &Restriction) -> Result<Vec<FoundFact>, RetrieveError> {
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let articles = self.with_facts(names, only)?;
        let ids: Vec<String> = articles.iter().map(|article| article.id.clone()).collect();
        let mut speaking: BTreeSet<String> = BTreeSet::new();
        for some in ids.chunks(IDS) {
            let by_article = json!({"field": "article", "size": some.len(), "shard_size": some.len()});
            let filters = [any("article", some), any("role", names)];
            let query =
                json!({"size": 0, "query": {"bool": {"filter": filters}}, "aggs": {"by": {"terms": by_article}}});
            let answer = self.search(&self.names.statements, &query)?;
            let buckets = answer["aggregations"]["by"]["buckets"].as_array().into_iter().flatten();
            speaking.extend(buckets.filter_map(|bucket| bucket["key"].as_str().map(str::to_owned)));
        }
        let mut facts = Vec::new();
        for article in articles.into_iter().filter(|article| speaking.contains(&article.id)) {
            let at: ArticleRef = (&article.head).into();
            let own = article.facts.into_iter().filter(|fact| names.contains(&fact.role));
            facts.extend(own.map(|fact| FoundFact { article: at.clone(), fact }));
        }
        Ok(facts)
    }

    fn roles(&self) -> &RoleTable {
        &self.table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_of_no_values_is_none() {
        assert_eq!(any("role", &[]), json!({"match_none": {}}));
        assert_eq!(any("role", &["cook".into()])["bool"]["should"][0], json!({"terms": {"role": ["cook"]}}));
    }
}

//! Which articles may answer: by path, site, author, date and folder, said to the cluster as filters.
//!
//! Every statement has these of its article as fields of its own. To name the articles themselves in each request would send the ids
//! of millions; to ask for the articles first and for their statements then is what no filter of a cluster does.

use crate::reader::{hits, search};
use crate::retrieve::any;
use crate::{ClusterError, Reader};
use rolecall_indexer::{Choices, IndexError, Pattern, author_mark, coarser_dates, folder_mark, site_mark};
use rolecall_search::Restriction;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Letters of a pattern of paths: a cluster takes 1000, and each may be two of these.
const PATTERN: usize = 450;
/// Stars of a pattern of paths; each makes what a cluster makes of it larger.
const STARS: usize = 20;
/// Stars of one that goes across folders: there each may stand for any part of a path, and what a cluster makes of it triples.
const STARS_ACROSS: usize = 6;
/// Articles that are named one by one: as many as a cluster takes in one condition unless it is told otherwise.
const NAMED: usize = 65_536;

/// Whose the documents are that a filter is put to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    Statements,
    Articles,
}

impl Of {
    /// The field of the article's id.
    fn id(self) -> &'static str {
        match self {
            Self::Statements => "article",
            Self::Articles => "id",
        }
    }
}

/// What documents must be to stand in an article that `only` means, as [`Reader::chosen`] gave it.
pub(crate) fn standing(only: &Restriction, of: Of) -> Vec<Value> {
    let mut filters = Vec::new();
    if !only.articles.is_empty() {
        let mut ways = vec![any(of.id(), &only.articles)];
        let patterns = only.articles.iter().filter_map(|article| pattern(article));
        ways.extend(patterns.map(|pattern| json!({"regexp": {"path": {"value": pattern, "flags": "NONE"}}})));
        filters.push(json!({"bool": {"should": ways}}));
    }
    if !only.sources.is_empty() {
        filters.push(from(&only.sources));
    }
    if !only.fields.is_empty() {
        let folders: Vec<String> = only.fields.iter().map(|field| folder_mark(field)).collect();
        filters.push(any("folder", &folders));
    }
    if let Some(since) = &only.since {
        filters.push(dated(since));
    }
    filters
}

fn from(sources: &[String]) -> Value {
    let sites: Vec<String> = sources.iter().map(|source| site_mark(source)).collect();
    let authors: Vec<String> = sources.iter().map(|source| author_mark(source)).collect();
    json!({"bool": {"should": [any("site", &sites), any("author", &authors)]}})
}

fn dated(since: &str) -> Value {
    let coarser: Vec<&str> = coarser_dates(since).collect();
    json!({"bool": {"should": [{"range": {"date": {"gte": since}}}, {"terms": {"date": coarser}}]}})
}

/// Whether a text could mean others than itself.
fn is_pattern(article: &str) -> bool {
    article.contains(['*', '?', '[', ']', '{', '}', '\\', '!'])
}

/// A pattern of paths as a cluster's expression, where it means nothing but `*` and `?` within a folder and `**` across folders.
fn pattern(article: &str) -> Option<String> {
    let stars = article.matches('*').count();
    let most = if article.contains("**") { STARS_ACROSS } else { STARS };
    if article.contains(['[', ']', '{', '}', '\\', '!'])
        || !article.contains(['*', '?'])
        || stars > most
        || article.len() > PATTERN
    {
        return None;
    }
    let parts: Vec<&str> = article.split('/').collect();
    let last = parts.len() - 1;
    // Two stars are a part of their own, or are not what they are meant to be here. An empty part is not, either.
    if parts.iter().any(|part| part.is_empty() || part.contains("**") && *part != "**") {
        return None;
    }
    let mut expression = String::new();
    let mut sewn = true;
    for (i, part) in parts.iter().enumerate() {
        if *part == "**" {
            // One after the other are as one.
            if i > 0 && parts[i - 1] == "**" {
                continue;
            }
            let ends = parts[i..].iter().all(|part| *part == "**");
            expression += match (i, ends) {
                (0, true) => ".*",
                (0, false) => "(.*/)?",
                (_, true) => "/.*",
                (_, false) => "/(.*/)?",
            };
            sewn = true;
            continue;
        }
        if !sewn {
            expression.push('/');
        }
        for c in part.chars() {
            match c {
                '*' => expression += "[^/]*",
                '?' => expression += "[^/]",
                c if c.is_alphanumeric() || !c.is_ascii() => expression.push(c),
                c => expression.extend(['\\', c]),
            }
        }
        sewn = i == last;
    }
    Some(expression)
}

/// That a pattern means more articles than can be named one by one.
fn too_many(pattern: &str) -> IndexError {
    IndexError::Pattern {
        pattern: pattern.to_owned(),
        reason: format!(
            "it means more than {NAMED} articles, and a cluster is not asked for so many by name: write it with `*`, `**` and `?` alone"
        ),
    }
}

/// What all paths begin with that a pattern means.
fn beginning(pattern: &str) -> &str {
    pattern.split(['*', '?', '[', ']', '{', '}', '\\', '!']).next().unwrap_or_default()
}

impl Reader {
    /// The restriction that says the same by ids, by patterns that the cluster understands, and by what fields hold.
    ///
    /// # Errors
    /// [`IndexError::Nothing`] where one of its conditions is met by no article, [`IndexError::Pattern`], and what keeps the cluster
    /// from answering.
    pub(crate) fn chosen(&self, only: &Restriction) -> Result<Restriction, ClusterError> {
        let mut chosen = only.clone();
        if !only.articles.is_empty() {
            chosen.articles = self.articles_named(&only.articles)?;
        }
        let mut conditions: Vec<Value> = only.sources.iter().map(|one| from(std::slice::from_ref(one))).collect();
        conditions.extend(only.fields.iter().map(|field| any("folder", &[folder_mark(field)])));
        conditions.extend(only.since.iter().map(|since| dated(since)));
        let met = self.met_by_some(&conditions)?;
        let unmet = |from: usize, i: usize| !met[from + i];
        for (i, source) in only.sources.iter().enumerate() {
            if unmet(0, i) {
                let known = self.values("source", IndexError::TOLD + 1)?;
                return Err(IndexError::no_source(source, known.iter().map(String::as_str)).into());
            }
        }
        for (i, field) in only.fields.iter().enumerate() {
            if unmet(only.sources.len(), i) {
                let known = self.values("last_folder", IndexError::TOLD + 1)?;
                return Err(IndexError::no_folder(field, known.iter().map(String::as_str)).into());
            }
        }
        if let Some(since) = only.since.as_deref().filter(|_| unmet(only.sources.len() + only.fields.len(), 0)) {
            let last = json!({"size": 1, "_source": ["head"], "query": {"exists": {"field": "date"}}, "sort": [{"date": "desc"}]});
            let found = search(&self.http, &self.names.articles, &last)?;
            return Err(
                IndexError::too_late(since, found["hits"]["hits"][0]["_source"]["head"]["date"].as_str()).into()
            );
        }
        Ok(chosen)
    }

    /// What these name: the ids of articles with such an id or path, and else patterns, or the ids of what they mean where the cluster
    /// does not understand them. Without one that means something, an error.
    fn articles_named(&self, named: &[String]) -> Result<Vec<String>, ClusterError> {
        let query = json!({
            "_source": ["path"], "query": {"bool": {"should": [any("id", named), any("path", named)]}}, "sort": ["path"],
        });
        let (mut ids, mut paths) = (BTreeSet::new(), BTreeMap::new());
        let gaps = self.gaps_met().times;
        self.each(&self.names.articles, &query, usize::MAX, |hit| {
            let id = hit["_id"].as_str().unwrap_or_default().to_owned();
            paths.insert(hit["_source"]["path"].as_str().unwrap_or_default().to_owned(), id.clone());
            ids.insert(id);
            Ok(())
        })?;
        let (mut meant, mut patterns) = (Vec::new(), Vec::new());
        for one in named {
            if let Some(id) = ids.get(one).or_else(|| paths.get(one)) {
                meant.push(id.clone());
                continue;
            }
            let meant_by = Pattern::read(one)?;
            if pattern(one).is_some() {
                patterns.push(one.clone());
            } else if is_pattern(one) {
                let below =
                    json!({"_source": ["path"], "query": {"prefix": {"path": beginning(one)}}, "sort": ["path"]});
                self.each(&self.names.articles, &below, usize::MAX, |hit| {
                    let fits = hit["_source"]["path"].as_str().is_some_and(|path| meant_by.means(path));
                    meant.extend(hit["_id"].as_str().filter(|_| fits).map(str::to_owned));
                    if meant.len() > NAMED {
                        return Err(too_many(one).into());
                    }
                    Ok(())
                })?;
            }
        }
        // Of a part of the index nobody knows what it has not: the answer bears the mark.
        let whole = self.gaps_met().times == gaps;
        if !whole && meant.is_empty() && patterns.is_empty() {
            return Ok(named.to_vec());
        }
        if meant.is_empty() {
            let only = Restriction { articles: patterns.clone(), ..Restriction::default() };
            if patterns.is_empty() || !self.met_by_some(&standing(&only, Of::Articles))?[0] {
                let first = json!({"size": IndexError::TOLD + 1, "_source": ["path"], "sort": ["path"]});
                let found = search(&self.http, &self.names.articles, &first)?;
                let known = hits(&found).filter_map(|hit| hit["_source"]["path"].as_str());
                return Err(IndexError::no_path(named, known).into());
            }
        }
        meant.extend(patterns);
        Ok(meant)
    }

    /// Of each of these conditions, whether some article meets it; of a part of the index, it may.
    fn met_by_some(&self, conditions: &[Value]) -> Result<Vec<bool>, ClusterError> {
        let one = |condition: &Value| json!({"size": 1, "_source": false, "track_total_hits": false, "query": {"bool": {"filter": [condition]}}});
        let queries: Vec<Value> = conditions.iter().map(one).collect();
        let (answers, whole) = self.several(&self.names.articles, &queries)?;
        Ok(answers.iter().map(|answer| !whole || hits(answer).next().is_some()).collect())
    }

    /// The first values of a field of articles, in their order.
    fn values(&self, field: &str, most: usize) -> Result<Vec<String>, ClusterError> {
        Ok(self.values_of(&[field], most)?.remove(0))
    }

    fn values_of(&self, fields: &[&str], most: usize) -> Result<Vec<Vec<String>>, ClusterError> {
        let first = |field: &&str| {
            (String::from(*field), json!({"terms": {"field": field, "size": most, "order": {"_key": "asc"}}}))
        };
        let first: serde_json::Map<String, Value> = fields.iter().map(first).collect();
        let found = self.search(&self.names.articles, &json!({"size": 0, "track_total_hits": false, "aggs": first}))?;
        let values = |field: &&str| -> Vec<String> {
            let buckets = found["aggregations"][*field]["buckets"].as_array().into_iter().flatten();
            buckets.filter_map(|bucket| bucket["key"].as_str().map(str::to_owned)).collect()
        };
        Ok(fields.iter().map(values).collect())
    }

    /// By what articles can be chosen, the first `most` of each: the cluster tells them, no article is fetched. Of a part of the
    /// index, what there is of them.
    ///
    /// # Errors
    /// What keeps the cluster from answering.
    pub fn choices(&self, most: usize) -> Result<Choices, ClusterError> {
        let mut values = self.values_of(&["source", "last_folder"], most)?;
        let fields = values.pop().unwrap_or_default();
        Ok(Choices { sources: values.pop().unwrap_or_default(), fields })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_cluster_understands_of_a_pattern_is_what_it_means() {
        let table = [
            ("ship/**", Some(r"ship/.*")),
            ("**", Some(".*")),
            ("**/*.md", Some(r"(.*/)?[^/]*\.md")),
            ("ship/*/day-*.md", Some(r"ship/[^/]*/day\-[^/]*\.md")),
            ("ship/**/day.md", Some(r"ship/(.*/)?day\.md")),
            ("ship/**/**", Some("ship/.*")),
            ("ship/**/**/a", Some("ship/(.*/)?a")),
            ("ship/a.md", None),
            ("ship/?.md", Some(r"ship/[^/]\.md")),
            ("**/*a*/*b*/*c*/*d*", None),
            ("ship/[ab].md", None),
            ("ship/{a,b}.md", None),
            ("ship/a**", None),
            ("ship//*.md", None),
        ];
        for (given, expected) in table {
            assert_eq!(pattern(given).as_deref(), expected, "{given}");
        }
    }

    #[test]
    fn what_is_looked_up_by_its_beginning_begins_so() {
        assert_eq!(
            (beginning("ship/day[12].md"), beginning("{a,b}/c"), beginning("ship/a")),
            ("ship/day", "", "ship/a")
        );
    }
}

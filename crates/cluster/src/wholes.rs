//! What is said of a role, as one document: how often it has a word, and how long it is. The cluster counts and adds up, nothing is
//! fetched; and what was counted is remembered for the next question.

use crate::reader::missing;
use crate::retrieve::any;
use crate::{ClusterError, Reader};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Roles that are counted at once.
const FILTERS: usize = 50;
/// Words with how often they stand in one statement; no question has more.
const AGAIN: usize = 10_000;
/// Letters of a pattern: a cluster takes 1000.
const PATTERN: usize = 900;

impl Reader {
    /// Of each role, given by all its names, how often all that is said of it has each of these words.
    pub(crate) fn said_of(&self, stems: &[&str], roles: &[Vec<String>]) -> Result<Vec<Vec<u32>>, ClusterError> {
        let mut counts = vec![vec![0; stems.len()]; roles.len()];
        let names: Vec<Arc<Vec<String>>> = roles.iter().map(|names| Arc::new(names.clone())).collect();
        let (mut unknown, mut wanted) = (BTreeSet::new(), BTreeSet::new());
        for (role, names) in names.iter().enumerate() {
            for (word, stem) in stems.iter().enumerate() {
                match self.said.get(&(names.clone(), (*stem).to_owned()), || Err(())) {
                    Ok(count) => counts[role][word] = count,
                    Err(()) => drop((unknown.insert(role), wanted.insert(word))),
                }
            }
        }
        let (unknown, wanted): (Vec<usize>, Vec<usize>) = (Vec::from_iter(unknown), Vec::from_iter(wanted));
        let asked: Vec<&str> = wanted.iter().map(|word| stems[*word]).collect();
        for some in unknown.chunks(FILTERS) {
            let some_names: Vec<&Vec<String>> = some.iter().map(|role| &roles[*role]).collect();
            let (of_roles, whole) = self.counted_of(&asked, &some_names)?;
            for (role, of_words) in some.iter().zip(of_roles) {
                for (word, count) in wanted.iter().zip(of_words) {
                    counts[*role][*word] = count;
                    if whole {
                        let key = (names[*role].clone(), stems[*word].to_owned());
                        let _ = self.said.get(&key, || Ok::<_, ()>(count));
                    }
                }
            }
        }
        Ok(counts)
    }

    /// As [`Reader::said_of`], of some roles and in one request; and whether all of the index answered.
    fn counted_of(&self, stems: &[&str], roles: &[&Vec<String>]) -> Result<(Vec<Vec<u32>>, bool), ClusterError> {
        let words: Vec<String> = stems.iter().map(|stem| (*stem).to_owned()).collect();
        let all: Vec<String> = roles.iter().flat_map(|names| names.iter().cloned()).collect();
        let each: Vec<Value> = roles.iter().map(|names| any("role", names)).collect();
        let has: Vec<Value> = stems.iter().map(|stem| json!({"term": {"text": stem}})).collect();
        let mut counted = json!({"has": {"filters": {"filters": has}}});
        for (i, pattern) in patterns(stems).into_iter().enumerate() {
            let again = json!({"field": "again", "include": pattern, "size": AGAIN, "shard_size": AGAIN});
            counted[format!("again{i}")] = json!({ "terms": again });
        }
        let query = json!({
            "size": 0, "track_total_hits": false,
            "query": {"bool": {"filter": [any("role", &all), any("text", &words)]}},
            "aggs": {"each": {"filters": {"filters": each}, "aggs": counted}},
        });
        let answer = self.search(&self.names.statements, &query)?;
        let counts = (0..roles.len()).map(|role| {
            let said = &answer["aggregations"]["each"]["buckets"][role];
            let number = |of: &Value| of.as_u64().and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
            let mut counts: Vec<u32> =
                (0..stems.len()).map(|word| number(&said["has"]["buckets"][word]["doc_count"])).collect();
            let again = said.as_object().into_iter().flatten().filter(|(name, _)| name.starts_with("again"));
            for bucket in again.flat_map(|(_, of)| of["buckets"].as_array().into_iter().flatten()) {
                let Some((stem, often)) = bucket["key"].as_str().and_then(|key| key.rsplit_once(' ')) else { continue };
                let more = often.parse::<u32>().unwrap_or(1).saturating_sub(1) * number(&bucket["doc_count"]);
                counts.iter_mut().zip(stems).filter(|(_, of)| **of == stem).for_each(|(count, _)| *count += more);
            }
            counts
        });
        Ok((counts.collect(), missing(&answer).is_none()))
    }

    /// How long all that is said of each role is.
    pub(crate) fn lengths_of(&self, roles: &[Vec<String>]) -> Result<Vec<u64>, ClusterError> {
        let known = |names: &Vec<String>| self.lengths.get(names, || Err(()));
        let mut lengths: Vec<Option<u64>> = roles.iter().map(|names| known(names).ok()).collect();
        let unknown: Vec<usize> = (0..roles.len()).filter(|role| lengths[*role].is_none()).collect();
        for some in unknown.chunks(FILTERS) {
            let each: Vec<Value> = some.iter().map(|role| any("role", &roles[*role])).collect();
            let all: Vec<String> = some.iter().flat_map(|role| roles[*role].iter().cloned()).collect();
            let length = json!({"length": {"sum": {"field": "length"}}});
            let query = json!({
                "size": 0, "track_total_hits": false, "query": any("role", &all),
                "aggs": {"each": {"filters": {"filters": each}, "aggs": length}},
            });
            let answer = self.search(&self.names.statements, &query)?;
            let whole = missing(&answer).is_none();
            for (i, role) in some.iter().enumerate() {
                let sum = &answer["aggregations"]["each"]["buckets"][i]["length"]["value"];
                let length = sum.as_f64().unwrap_or(0.0) as u64;
                lengths[*role] = Some(length);
                if whole {
                    let _ = self.lengths.get(&roles[*role], || Ok::<_, ()>(length));
                }
            }
        }
        Ok(lengths.into_iter().map(Option::unwrap_or_default).collect())
    }
}

/// What these words are in a statement that has them more than once, in as many patterns as a cluster takes.
fn patterns(stems: &[&str]) -> Vec<String> {
    let mut patterns: Vec<String> = Vec::new();
    for stem in stems.iter().map(|stem| escaped(stem)).filter(|stem| stem.len() < PATTERN) {
        match patterns.last_mut().filter(|last| last.len() + stem.len() < PATTERN) {
            Some(last) => *last = format!("{last}|{stem}"),
            None => patterns.push(stem),
        }
    }
    patterns.iter().map(|some| format!("({some}) [0-9]+")).collect()
}

/// A word as a pattern that means nothing but it.
fn escaped(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || !c.is_ascii();
    word.chars().flat_map(|c| (!plain(c)).then_some('\\').into_iter().chain([c])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_pattern_is_longer_than_a_cluster_takes() {
        let stems: Vec<String> = (0..300).map(|i| format!("word{i}")).collect();
        let patterns = patterns(&stems.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(patterns.len() > 1 && patterns.iter().all(|pattern| pattern.len() < 1000));
        assert_eq!(patterns.join("|").matches("word").count(), 300);
    }

    #[test]
    fn a_word_is_no_pattern() {
        assert_eq!(escaped("a&r o'clock e.g. naïve 東京"), r"a\&r\ o\'clock\ e\.g\.\ naïve\ 東京");
    }
}

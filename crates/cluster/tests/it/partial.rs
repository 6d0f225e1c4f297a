//! An index of which a part does not answer: what there is is given and marked, and nothing of it is remembered.

use crate::played::{address, nothing, record, with_index};
use rolecall_cluster::Reader;
use rolecall_search::{Gaps, Options, Retrieve, Searcher};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// An answer that one of three shards is missing of, which counts so many.
fn part(count: u64) -> Value {
    // What has no copy anywhere is not said to have failed.
    let shards = json!({"total": 3, "successful": 2, "skipped": 0, "failed": 0});
    let one = json!({"timed_out": false, "_shards": shards, "hits": {"total": {"value": count}, "hits": []}});
    let mut both = one.clone();
    both["responses"] = vec![one; 50].into();
    both
}

fn whole(count: u64) -> Value {
    let mut one = nothing();
    one["hits"]["total"]["value"] = count.into();
    let mut both = one.clone();
    both["responses"] = vec![one; 50].into();
    both
}

#[test]
fn an_answer_of_a_part_of_the_index_says_so_and_what_did_not_answer() {
    let (node, _) = with_index(|_| part(1));
    let reader = Reader::open(&address(&node)).unwrap();
    let answer = Searcher::new(&reader).ask("who steers the ship", &Options::default()).unwrap();
    assert_eq!(answer.partial.as_deref(), Some("1 of 3 shards did not answer"));
    let json = serde_json::to_value(&answer).unwrap();
    assert_eq!(json["partial"], "1 of 3 shards did not answer");
}

#[test]
fn an_answer_that_came_late_says_so() {
    let (node, _) = with_index(|_| {
        let mut late = nothing();
        late["timed_out"] = true.into();
        late
    });
    let reader = Reader::open(&address(&node)).unwrap();
    reader.of_roles(&["cook".to_owned()], 10).unwrap();
    assert_eq!(reader.gaps(), Gaps { times: 1, last: "not all of it in time".into() });
}

#[test]
fn an_answer_of_the_whole_index_bears_no_mark() {
    let (node, _) = with_index(|_| whole(1));
    let reader = Reader::open(&address(&node)).unwrap();
    let answer = Searcher::new(&reader).ask("who steers the ship", &Options::default()).unwrap();
    assert_eq!(answer.partial, None);
    assert!(serde_json::to_value(&answer).unwrap().get("partial").is_none());
}

#[test]
fn a_shard_that_is_back_in_a_moment_is_waited_for() {
    let (node, asked) = with_index(|i| if i < 2 { part(1) } else { whole(7) });
    let reader = Reader::open(&address(&node)).unwrap();
    assert_eq!(reader.frequency("steer").unwrap(), 7);
    assert_eq!(reader.gaps(), Gaps::default());
    assert_eq!(asked.lock().unwrap().iter().filter(|(what, _)| what.contains("_msearch")).count(), 3);
}

#[test]
fn what_was_counted_of_a_part_is_not_remembered() {
    let (node, _) = with_index(|i| if i < 6 { part(1) } else { whole(7) });
    let reader = Reader::open(&address(&node)).unwrap();
    assert_eq!(reader.frequency("steer").unwrap(), 1);
    assert_eq!(reader.gaps().times, 1);
    assert_eq!(reader.frequency("steer").unwrap(), 7);
    assert_eq!(reader.gaps().times, 1);
}

#[test]
fn a_part_that_is_known_to_be_missing_is_not_waited_for_again() {
    let (node, _) = with_index(|_| part(1));
    let reader = Reader::open(&address(&node)).unwrap();
    reader.frequency("steer").unwrap();
    let begun = Instant::now();
    for word in ["row", "sail", "moor"] {
        reader.frequency(word).unwrap();
    }
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    assert_eq!(reader.gaps().times, 4);
}

#[test]
fn what_is_kept_for_later_or_is_a_copy_is_all_of_it_or_an_error() {
    let (node, _) = with_index(|_| part(1));
    let reader = Reader::open(&address(&node)).unwrap();
    for error in [reader.articles().err(), reader.article("ship/a.md").err()] {
        let error = error.unwrap().to_string();
        assert!(error.contains("only a part of the index") && error.contains("1 of 3 shards"), "{error}");
    }
}

#[test]
fn no_part_of_a_question_is_looked_for_without_end() {
    let (node, asked) = with_index(|_| whole(1));
    let reader = Reader::open(&address(&node)).unwrap();
    Searcher::new(&reader).ask("who steers the ship", &Options::default()).unwrap();
    let asked = asked.lock().unwrap();
    let searches: Vec<_> = asked.iter().filter(|(what, _)| what.contains("search")).collect();
    assert!(!searches.is_empty());
    for (what, body) in searches {
        let queries: Vec<&str> = body.lines().filter(|line| line.contains("query") || line.contains("size")).collect();
        assert!(queries.iter().all(|query| query.contains(r#""timeout":"8s""#)), "{what} {body}");
    }
}

#[test]
fn a_statement_whose_article_is_not_there_is_a_gap_and_no_error() {
    let (node, _) = with_index(|i| {
        let mut answer = nothing();
        if i == 0 {
            let body = serde_json::to_string(&record().statements[0]).unwrap();
            let source = json!({"article": "ghost", "path": "ship/a.md", "start": 0, "body": body});
            answer["hits"]["hits"] = json!([{"_id": "ghost:0", "_source": source, "sort": ["ship/a.md", 0]}]);
        }
        answer
    });
    let reader = Reader::open(&address(&node)).unwrap();
    assert!(reader.of_roles(&["cook".to_owned()], 10).unwrap().is_empty());
    assert_eq!(reader.gaps(), Gaps { times: 1, last: "the article ghost of a statement is missing".into() });
}

/// What is said of a role, of whose statements two have a word once, and one three times.
fn said(whole: bool) -> Value {
    let mut answer = if whole { nothing() } else { part(1) };
    answer["aggregations"] = json!({"each": {"buckets": [{
        "doc_count": 5, "length": {"value": 40.0}, "has": {"buckets": [{"doc_count": 3}]},
        "again0": {"buckets": [{"key": "steer 3", "doc_count": 1}]},
    }]}});
    answer
}

#[test]
fn what_is_said_of_a_role_is_counted_once_a_generation_and_not_fetched() {
    let (node, asked) = with_index(|_| {
        let mut answer = said(true);
        answer["responses"] = json!([whole(4)]);
        answer
    });
    let reader = Reader::open(&address(&node)).unwrap();
    let words = [("steer".to_owned(), 1.0)];
    let mate = [vec!["mate".to_owned(), "first mate".to_owned()]];
    let first = reader.words_of_roles(&words, &mate).unwrap();
    let wholes = rolecall_indexer::Wholes { counts: vec![vec![5]], lengths: vec![40] };
    assert_eq!(first, wholes.scores(&words, &[4], 2));
    let before = asked.lock().unwrap().len();
    assert_eq!(reader.words_of_roles(&words, &mate).unwrap(), first);
    let asked = asked.lock().unwrap();
    assert_eq!(asked.len(), before);
    assert!(asked.iter().all(|(what, body)| !what.contains("_search") || body.contains(r#""size":0"#)), "{asked:?}");
}

#[test]
fn what_is_said_of_a_role_in_a_part_of_the_index_is_counted_again() {
    let (node, asked) = with_index(|_| {
        let mut answer = said(false);
        answer["responses"] = json!([part(4)]);
        answer
    });
    let reader = Reader::open(&address(&node)).unwrap();
    let mut last = 0;
    for _ in 0..2 {
        reader.words_of_roles(&[("steer".to_owned(), 1.0)], &[vec!["mate".to_owned()]]).unwrap();
        let searches = asked.lock().unwrap().iter().filter(|(what, _)| what.contains("/_search")).count();
        assert!(searches > last);
        last = searches;
    }
}

#[test]
fn of_many_words_only_those_that_some_statement_has_are_counted_in_all_fields() {
    let (node, asked) = with_index(|_| {
        let mut answer = whole(0);
        answer["responses"][3] = whole(7);
        answer
    });
    let reader = Reader::open(&address(&node)).unwrap();
    let words: Vec<String> = (10..50).map(|i| format!("word{i}")).collect();
    reader.expect(&words.iter().map(String::as_str).collect::<Vec<_>>());
    let asked = asked.lock().unwrap();
    let counted: Vec<&String> =
        asked.iter().filter(|(what, _)| what.contains("_msearch")).map(|(_, body)| body).collect();
    assert_eq!(counted.len(), 2);
    assert!(counted[0].contains("word49") && !counted[0].contains("heading"));
    assert_eq!(counted[1].lines().count(), 4);
    assert!(counted[1].contains("word13") && counted[1].contains("heading") && counted[1].contains("role_text"));
}

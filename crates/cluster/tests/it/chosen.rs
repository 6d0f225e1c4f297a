//! Which articles may answer is told by what stands with each statement: however many articles there are, nobody fetches their heads or
//! sends their ids.

use crate::played::{Asked, address, nothing, with_index};
use rolecall_cluster::Reader;
use rolecall_search::{Options, Restriction, Retrieve, Searcher};
use serde_json::{Value, json};

/// Answers of which each has one hit, as many as are asked for at once.
fn one_each(_: usize) -> Value {
    let mut one = nothing();
    one["hits"]["total"]["value"] = 1.into();
    one["hits"]["hits"] = json!([{"_id": "7", "_source": {"path": "elsewhere/x.md"}, "sort": ["elsewhere/x.md"]}]);
    let mut all = nothing();
    all["responses"] = vec![one; 40].into();
    all
}

fn searches(asked: &Asked) -> Vec<(String, Value)> {
    let asked = asked.lock().unwrap();
    let parsed = |body: &str| body.lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<Value>>();
    asked
        .iter()
        .filter(|(what, _)| what.contains("search"))
        .map(|(what, body)| (what.clone(), parsed(body).into()))
        .collect()
}

fn restricted() -> Restriction {
    Restriction {
        articles: vec!["ship/**".into()],
        sources: vec!["www.Example.org".into()],
        since: Some("2024-05".into()),
        fields: vec!["Front_of-House".into()],
        ..Restriction::default()
    }
}

#[test]
fn a_restricted_question_fetches_no_heads_and_sends_no_ids() {
    let (node, asked) = with_index(one_each);
    let reader = Reader::open(&address(&node)).unwrap();
    let options = Options { only: restricted(), ..Options::default() };
    Searcher::new(&reader).ask("who steers the ship", &options).unwrap();
    let searches = searches(&asked);
    for (what, body) in &searches {
        let body = body.to_string();
        assert!(!body.contains("match_all") && !body.contains("\"head\"") && body.len() < 20_000, "{what} {body}");
        assert!(body.contains(r#""timeout":"8s""#), "{what} is looked for without end: {body}");
    }
    // Every statement that is fetched is one of the part.
    let of_statements: Vec<String> = searches
        .iter()
        .filter(|(what, body)| what.contains("/ship-statements-a/_search") && body[0]["size"] != 0)
        .map(|(_, body)| body.to_string())
        .collect();
    assert!(!of_statements.is_empty());
    for body in of_statements {
        for part in [r#""folder":["front of house"]"#, r#""site":["example.org"]"#, r#""gte":"2024-05""#, "ship/.*"] {
            assert!(body.contains(part), "{part} is not in {body}");
        }
    }
}

#[test]
fn what_can_be_chosen_is_told_by_the_cluster_and_not_by_the_articles() {
    let (node, asked) = with_index(|_| {
        let mut answer = nothing();
        answer["aggregations"] = json!({
            "source": {"buckets": [{"key": "Ada Reef"}, {"key": "example.org"}]}, "last_folder": {"buckets": [{"key": "ship"}]},
        });
        answer
    });
    let reader = Reader::open(&address(&node)).unwrap();
    let choices = reader.choices(300).unwrap();
    assert_eq!((choices.sources, choices.fields), (vec!["Ada Reef".into(), "example.org".into()], vec!["ship".into()]));
    let searches = searches(&asked);
    assert!(searches.len() == 1 && searches[0].1[0]["size"] == 0, "{searches:?}");
}

#[test]
fn what_no_article_is_is_told_with_what_some_are() {
    let (node, _) = with_index(|_| {
        let mut answer = nothing();
        answer["responses"] = vec![nothing(); 40].into();
        answer["aggregations"] = json!({"last_folder": {"buckets": [{"key": "galley"}, {"key": "ship"}]}});
        answer
    });
    let reader = Reader::open(&address(&node)).unwrap();
    let only = Restriction { fields: vec!["bridge".into()], ..Restriction::default() };
    let error = reader.select(&only).unwrap_err().to_string();
    assert_eq!(error, "no article lies in the folder `bridge`: name one of galley, ship");
}

#[test]
fn of_a_part_of_the_index_nobody_says_that_no_article_is_so() {
    let (node, _) = with_index(|_| {
        let mut answer = nothing();
        answer["_shards"]["successful"] = 2.into();
        answer["responses"] = vec![answer.clone(); 40].into();
        answer
    });
    let reader = Reader::open(&address(&node)).unwrap();
    let only = Restriction { fields: vec!["bridge".into()], ..Restriction::default() };
    assert_eq!(reader.select(&only).unwrap(), Some(only));
    assert_eq!(reader.gaps().times, 1);
    for path in ["ship/**", "ship/a.md", "ship/[ab].md"] {
        let only = Restriction { articles: vec![path.into()], ..Restriction::default() };
        assert!(reader.select(&only).is_ok(), "{path}");
    }
}

#[test]
fn a_cluster_that_answers_less_than_it_was_asked_is_told() {
    let (node, _) = with_index(|_| {
        let mut answer = nothing();
        answer["responses"] = json!([]);
        answer
    });
    let reader = Reader::open(&address(&node)).unwrap();
    let only = Restriction { fields: vec!["bridge".into()], ..Restriction::default() };
    let error = reader.select(&only).unwrap_err().to_string();
    assert!(error.contains("it has 0 answers to 1 questions"), "{error}");
}

//! A graph of neighbours, where the cluster can have one; and what is done where it cannot, or where it finds too little.

use crate::played::{Documents, Play, address, cluster, generation, nothing, played, record};
use rolecall_cluster::{Reader, Writer};
use rolecall_embedding::{Embed, Vector};
use rolecall_indexer::Fingerprint;
use rolecall_record::{ArticleRecord, FoundBy, Mention, Strength};
use rolecall_search::{FieldWeights, Query, Restriction, Retrieve};
use serde_json::{Value, json};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};

/// Gives every text the same vector.
struct Model;

impl Embed for Model {
    fn id(&self) -> &str {
        "m"
    }

    fn dimension(&self) -> usize {
        4
    }

    fn embed(&self, texts: &[&str]) -> rolecall_embedding::Result<Vec<Vector>> {
        Ok(texts.iter().map(|_| Vector::new(vec![0.5; 4])).collect())
    }
}

/// Has no direction for what is said of a mate.
struct Unsure;

impl Embed for Unsure {
    fn id(&self) -> &str {
        Model.id()
    }

    fn dimension(&self) -> usize {
        Model.dimension()
    }

    fn embed(&self, texts: &[&str]) -> rolecall_embedding::Result<Vec<Vector>> {
        let numbers = |text: &&str| if text.contains("mate") { vec![0.0; 4] } else { vec![0.5; 4] };
        Ok(texts.iter().map(|text| Vector::new(numbers(text))).collect())
    }
}

/// Two statements that each speak of a role, and so get a vector.
fn speaking() -> ArticleRecord {
    let mut record = record();
    for statement in &mut record.statements {
        let (role, clause) = ("cook".to_owned(), statement.span);
        let name = role.clone();
        statement.roles.push(Mention { role, name, found_by: FoundBy::Subject, strength: Strength::Does, clause });
    }
    record
}

/// The generation that counts, and its statements.
fn there(documents: &Documents) -> (Value, Vec<Value>) {
    let generation = documents.get("ship-meta/_doc/generation").unwrap().clone();
    let statements = format!("ship-statements-{}/", generation["run"].as_str().unwrap());
    (generation, documents.of(&statements).cloned().collect())
}

/// Refuses an index of statements with a graph for this reason, and tells what each was to be made of.
fn refusing(refusal: Option<&'static str>) -> (Play, Receiver<Value>) {
    let (tell, told) = channel();
    let play: Play = Box::new(move |what, body| {
        if !what.starts_with("PUT /ship-statements-") {
            return None;
        }
        let body: Value = serde_json::from_str(body).unwrap();
        let graph = body["settings"]["index.knn"] == true;
        let _ = tell.send(body);
        let error = |reason| json!({"error": {"type": "illegal_argument_exception", "reason": reason}});
        refusal.filter(|_| graph).map(|reason| (400, error(reason)))
    });
    (play, told)
}

/// What a first run commits to a cluster that answers what makes the statements' index so, and what that was.
fn committed(refusal: Option<&'static str>) -> (Value, Vec<Value>, Vec<Value>) {
    let (node, documents, play) = cluster();
    let (refusing, told) = refusing(refusal);
    *play.lock().unwrap() = refusing;
    let mut writer = Writer::open(&address(&node), false, Some(&Model)).unwrap();
    writer.add(&speaking(), Fingerprint::default()).unwrap();
    writer.commit().unwrap();
    let (generation, statements) = there(&documents.lock().unwrap());
    (generation, statements, told.try_iter().collect())
}

#[test]
fn a_cluster_that_can_gets_an_index_with_a_graph_of_the_models_vectors() {
    let (generation, statements, made) = committed(None);
    assert_eq!((&generation["graph"], &generation["neighbours"]), (&json!(4), &json!(true)));
    assert_eq!(made.len(), 1);
    let field = &made[0]["mappings"]["properties"]["near"];
    assert_eq!((&field["dimension"], &field["method"]["engine"]), (&json!(4), &json!("lucene")));
    assert_eq!(statements.len(), 2);
    for statement in statements {
        assert!(statement["vector"].is_string(), "{statement}");
        assert_eq!(statement["near"], json!([127, 127, 127, 127]));
    }
}

#[test]
fn a_text_without_a_direction_keeps_nobody_from_asking_the_graph() {
    let (node, documents, _) = cluster();
    let mut writer = Writer::open(&address(&node), false, Some(&Unsure)).unwrap();
    writer.add(&speaking(), Fingerprint::default()).unwrap();
    writer.commit().unwrap();
    let (generation, statements) = there(&documents.lock().unwrap());
    assert_eq!((&generation["graph"], &generation["neighbours"]), (&json!(4), &json!(true)));
    assert_eq!((statements.len(), &generation["model"]), (2, &json!("m")));
    for statement in statements {
        let sure = !statement["text"].as_str().unwrap().contains("mate");
        assert_eq!((statement["vector"].is_string(), statement["near"].is_array()), (sure, sure), "{statement}");
        assert!(statement["words"].is_string(), "{statement}");
    }
}

#[test]
fn a_graph_that_lacks_a_vector_is_not_asked() {
    let (node, documents, play) = cluster();
    let address = address(&node);
    *play.lock().unwrap() = refusing(Some("unknown setting [index.knn]")).0;
    let mut writer = Writer::open(&address, false, Some(&Model)).unwrap();
    writer.add(&speaking(), Fingerprint::default()).unwrap();
    writer.commit().unwrap();
    // Carried over by a cluster that runs no script, they have a vector each and are not in the graph.
    *play.lock().unwrap() = Box::new(|_, _| None);
    Writer::open(&address, true, Some(&Model)).unwrap().commit().unwrap();
    let (generation, statements) = there(&documents.lock().unwrap());
    assert!(statements.len() == 2 && statements.iter().all(|s| s["vector"].is_string() && s["near"].is_null()));
    assert_eq!((&generation["graph"], &generation["neighbours"]), (&json!(4), &json!(false)));
}

/// What a run commits to a cluster that a writer before it was opened to where `play` was what it answered.
fn committed_after(play: impl FnOnce(Arc<Mutex<Documents>>) -> Play) -> (Value, Vec<Value>) {
    let (node, documents, played) = cluster();
    *played.lock().unwrap() = play(documents.clone());
    let before = Writer::open(&address(&node), false, Some(&Model));
    *played.lock().unwrap() = Box::new(|_, _| None);
    let mut writer = match before {
        Ok(writer) => writer,
        Err(_) => Writer::open(&address(&node), false, Some(&Model)).unwrap(),
    };
    writer.add(&speaking(), Fingerprint::default()).unwrap();
    writer.commit().unwrap();
    there(&documents.lock().unwrap())
}

#[test]
fn an_index_that_was_made_though_nobody_heard_so_has_its_graph() {
    let (generation, statements) = committed_after(|documents| {
        let mut lost = false;
        Box::new(move |what, body| {
            let loses = !lost && what.starts_with("PUT /ship-statements-");
            lost |= loses;
            loses.then(|| {
                documents.lock().unwrap().answer(what, body);
                (503, json!({"error": {"type": "unavailable_shards_exception", "reason": "its node is gone"}}))
            })
        })
    });
    assert_eq!((&generation["graph"], &generation["neighbours"]), (&json!(4), &json!(true)));
    assert!(statements.len() == 2 && statements.iter().all(|s| s["near"].is_array()), "{statements:?}");
}

#[test]
fn an_index_whose_maker_was_killed_before_it_noted_so_has_its_graph() {
    let (generation, statements) = committed_after(|_| {
        let mut dead = false;
        Box::new(move |what, _| {
            let killed = dead;
            dead |= what.starts_with("PUT /ship-records-");
            killed.then(|| (500, json!({"error": {"type": "killed"}})))
        })
    });
    assert_eq!((&generation["graph"], &generation["neighbours"]), (&json!(4), &json!(true)));
    assert!(statements.len() == 2 && statements.iter().all(|s| s["near"].is_array()), "{statements:?}");
}

#[test]
fn an_index_that_was_made_without_a_graph_gets_none() {
    let (generation, statements) = committed_after(|_| {
        let mut dead = false;
        let mut refused = refusing(Some("unknown setting [index.knn]")).0;
        Box::new(move |what, body| {
            if dead {
                return Some((500, json!({"error": {"type": "killed"}})));
            }
            dead |= what.starts_with("PUT /ship-records-");
            refused(what, body)
        })
    });
    assert_eq!((&generation["graph"], &generation["neighbours"]), (&Value::Null, &json!(false)));
    assert!(statements.len() == 2 && statements.iter().all(|s| s["near"].is_null()), "{statements:?}");
}

#[test]
fn a_cluster_without_the_plugin_gets_the_index_without_a_graph() {
    for refusal in [
        "unknown setting [index.knn] please check that any required plugins are installed",
        "No handler for type [knn_vector]",
        "unknown parameter [data_type] on mapper [near] of type [knn_vector]",
    ] {
        let (generation, statements, made) = committed(Some(refusal));
        assert_eq!((&generation["graph"], &generation["neighbours"]), (&Value::Null, &json!(false)));
        assert!(made.len() == 2 && !made[1].to_string().contains("knn"), "{made:?}");
        assert_eq!(made[1]["mappings"]["properties"]["vector"]["type"], "binary");
        assert!(statements.len() == 2 && statements.iter().all(|s| s["vector"].is_string() && s["near"].is_null()));
    }
}

#[test]
fn why_there_is_no_graph_is_told_by_who_made_the_index_and_nobody_after() {
    let why = "unknown setting [index.knn]";
    let (node, _, play) = cluster();
    let address = address(&node);
    *play.lock().unwrap() = refusing(Some(why)).0;
    let first = Writer::open(&address, false, Some(&Model)).unwrap();
    assert_eq!(first.graphless(), Some(why));
    first.commit().unwrap();
    let second = Writer::open(&address, false, Some(&Model)).unwrap();
    assert_eq!(second.graphless(), None);
    drop(second);
    let without_vectors = Writer::open(&address, true, None).unwrap();
    assert_eq!(without_vectors.graphless(), None);
    drop(without_vectors);
    assert_eq!(Writer::begin(&address, Some(&Model), 1).unwrap().graphless.as_deref(), Some(why));
    let (node, ..) = cluster();
    assert_eq!(Writer::open(&crate::played::address(&node), false, Some(&Model)).unwrap().graphless(), None);
}

#[test]
fn what_else_an_index_is_refused_for_is_told() {
    let (node, _) = played(|_, what, _| match what {
        "GET /" => (200, json!({"version": {"number": "2.19.1", "distribution": "opensearch"}})),
        what if what.starts_with("PUT /ship-statements-") => (
            400,
            json!({"error": {"type": "validation_exception", "reason": "this cluster has the most shards that it may have"}}),
        ),
        what if what.starts_with("GET") => (404, json!({})),
        _ => (200, json!({"_seq_no": 1, "_primary_term": 1})),
    });
    let error = Writer::open(&address(&node), false, Some(&Model)).err().unwrap().to_string();
    assert!(error.contains("the most shards"), "{error}");
}

/// What an index is asked for the nearest texts to a question, where the graph finds so many.
fn asked(neighbours: bool, found: usize) -> Vec<Value> {
    let (node, asked) = played(move |_, what, body| match what {
        "GET /ship-meta/_doc/generation" => {
            let mut generation = generation();
            (generation["graph"], generation["neighbours"]) = (json!(4), json!(neighbours));
            generation["model"] = "m".into();
            generation["tokens"]["speaking"] = 5000.into();
            (200, json!({"_source": generation}))
        }
        "GET /ship-meta/_doc/roles-a-0" => (200, json!({"_source": {"part": r#"{"format":1,"roles":[]}"#}})),
        _ => {
            let mut answer = nothing();
            if body.contains("\"knn\"") {
                let hit = |i: usize| json!({"_id": i.to_string(), "_source": {"key": format!("{i:016x}")}});
                answer["hits"]["hits"] = (0..found).map(hit).collect();
            }
            (200, answer)
        }
    });
    let reader = Reader::open(&address(&node)).unwrap();
    let meaning = Model.meanings(&["who steers"]).unwrap().pop();
    let only = Restriction { fields: vec!["ship".into()], ..Restriction::default() };
    let query = Query { words: Vec::new(), fields: FieldWeights::default(), meaning, only };
    reader.find(&query, 10).unwrap();
    let asked = asked.lock().unwrap();
    let scored = asked.iter().filter(|(_, body)| body.contains("script_score"));
    scored.map(|(_, body)| serde_json::from_str(body).unwrap()).collect()
}

#[test]
fn the_nearest_are_looked_for_in_a_graph_that_has_all_and_scored_as_without_one() {
    let with = asked(true, 10);
    assert_eq!(with.len(), 1);
    let near = &with[0]["query"]["script_score"]["query"]["knn"]["near"];
    assert_eq!((&near["k"], &near["vector"]), (&json!(40), &json!([127, 127, 127, 127])));
    assert!(near["filter"].to_string().contains(r#""folder":["ship"]"#), "{near}");
    let without = asked(false, 10);
    assert_eq!(without.len(), 1);
    assert_eq!(with[0]["query"]["script_score"]["script"], without[0]["query"]["script_score"]["script"]);
}

#[test]
fn where_copies_take_the_neighbours_places_all_are_looked_at() {
    let asked = asked(true, 3);
    assert_eq!(asked.len(), 2);
    assert!(!asked[1].to_string().contains("knn"), "{}", asked[1]);
}

//! From articles to answers, through the real binary.

mod common;

use common::{BINARY, Place};
use serde_json::Value;
use std::fs;
use std::process::Stdio;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"))
}

#[test]
fn the_role_is_named_with_the_sentence_and_its_line() {
    let said = Place::ingested().search(&["--index", "index", "who", "counts", "the", "cash"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert!(said.out.starts_with("asking: who · count · cash\n\nPurser"), "{}", said.out);
    assert!(said.out.contains("The purser counts the cash every evening."));
    assert!(said.out.contains("ship/office.md:3"), "{}", said.out);
    assert!(!said.out.contains('\u{1b}'), "no colour where there is no terminal");
}

#[test]
fn json_cites_what_stands_in_the_article() {
    let place = Place::ingested();
    let answer = json(&place.search(&["--index", "index", "--json", "who orders the fish"]).out);
    assert_eq!(answer["answers"][0]["role"], "Cook");
    let evidence = &answer["answers"][0]["evidence"][0];
    let extracted = json(&place.search(&["extract", "ship/galley.md", "--json"]).out);
    let text = extracted["text"].as_str().unwrap();
    let at = |i: usize| usize::try_from(evidence["span"][i].as_u64().unwrap()).unwrap();
    assert_eq!(&text[at(0)..at(1)], evidence["text"].as_str().unwrap());
    assert!(!evidence["highlights"].as_array().unwrap().is_empty());
}

#[test]
fn where_no_article_says_it_nobody_is_named() {
    let said = Place::ingested().search(&["--index", "index", "who trains the elephants"]);
    assert_eq!((said.code, said.err.as_str()), (1, ""));
    assert!(said.out.contains("No article says so"), "{}", said.out);
}

#[test]
fn other_forms_of_question_are_answered() {
    let place = Place::ingested();
    let ask = |q: &str| json(&place.search(&["--index", "index", "--json", q]).out);
    assert_eq!(ask("what does a purser do")["answers"][0]["role"], "Purser");
    assert_eq!(ask("purser vs cook")["answers"].as_array().unwrap().len(), 2);
    assert_eq!(ask("does a purser count the cash")["verdict"], "yes");
    assert_eq!(ask("does a purser steer the ship")["verdict"], "no");
    assert_eq!(ask("does a cook count the cash")["verdict"], "unknown");
}

#[test]
fn a_clone_without_an_index_builds_it_and_then_answers_at_once() {
    let place = Place::with_ship();
    fs::rename(place.path("ship"), place.path("corpus")).unwrap();
    let first = place.search(&["who counts the cash"]);
    assert_eq!(first.code, 0, "{}", first.err);
    assert!(first.out.starts_with("asking:"), "standard output is the answer's alone: {}", first.out);
    assert!(first.err.contains("2 articles: 2 new"), "{}", first.err);
    let second = place.search(&["who counts the cash"]);
    assert_eq!((second.code, second.err.as_str(), &second.out), (0, "", &first.out));
}

#[test]
fn ingest_tells_what_was_new_changed_moved_and_gone() {
    let place = Place::ingested();
    let ingest = || place.search(&["ingest", "ship", "--index", "index"]).out;
    assert!(ingest().contains("2 articles: 0 new, 0 changed, 0 moved, 0 deleted, 2 unchanged"));
    fs::rename(place.path("ship/galley.md"), place.path("ship/kitchen.md")).unwrap();
    assert!(ingest().contains("2 articles: 0 new, 0 changed, 1 moved, 0 deleted, 1 unchanged"));
    fs::remove_file(place.path("ship/kitchen.md")).unwrap();
    place.write("ship/deck.txt", "The bosun paints the hull.\n");
    assert!(ingest().contains("2 articles: 1 new, 0 changed, 0 moved, 1 deleted, 1 unchanged"));
    assert_eq!(place.search(&["--index", "index", "who plans the menu"]).code, 1);
}

#[test]
fn a_file_of_questions_is_answered_line_by_line() {
    let place = Place::ingested();
    place.write("q.jsonl", "{\"id\":\"a\",\"question\":\"who plans the menu\"}\n\n{\"id\":7,\"question\":\"who\"}\n{\"question\":\"who counts the cash\"}\n");
    let said = place.search(&["--index", "index", "--questions", "q.jsonl", "--json"]);
    assert_eq!(said.code, 2, "one of them cannot be asked");
    said.says(&["line 3"]);
    let answers: Vec<Value> = said.out.lines().map(json).collect();
    assert_eq!(answers.len(), 3);
    assert_eq!((&answers[0]["id"], &answers[1]["id"], &answers[2]["id"]), (&"a".into(), &"7".into(), &Value::Null));
    assert_eq!(answers[2]["answers"][0]["role"], "Purser");
    place.write("q.jsonl", "nonsense\n");
    place.search(&["--index", "index", "--questions", "q.jsonl"]).is_error(&["line 1 of q.jsonl"]);
    place.write("q.jsonl", b"\xef\xbb\xbf{\"question\":\"who plans the menu\"}\r\n{\"id\":1}\n\xff\n{\"id\":\"z\",\"question\":\"who counts the cash\"}");
    let said = place.search(&["--index", "index", "--questions", "q.jsonl", "--json"]);
    said.says(&["line 2 of q.jsonl", "line 3 of q.jsonl"]);
    let answers: Vec<Value> = said.out.lines().map(json).collect();
    let first = |a: &Value| a["answers"][0]["role"].as_str().map(str::to_owned);
    assert_eq!(answers.iter().map(first).collect::<Vec<_>>(), [Some("Cook".into()), None, None, Some("Purser".into())]);
    assert_eq!((said.code, &answers[3]["id"]), (2, &"z".into()), "one bad line costs no other its answer");
}

#[test]
fn statements_show_canonical_roles_and_how_they_were_found() {
    let place = Place::ingested();
    let said = place.search(&["--index", "index", "statements", "--json", "--article", "ship/office.md"]);
    let lines: Vec<Value> = said.out.lines().map(json).collect();
    let cash = lines.iter().find(|l| l["text"].as_str().is_some_and(|t| t.contains("cash"))).unwrap();
    assert_eq!((cash["kind"].as_str(), cash["roles"][0]["role"].as_str()), (Some("responsibility"), Some("Purser")));
    assert_eq!(cash["roles"][0]["found_by"], "subject");
    place
        .search(&["--index", "index", "statements", "--article", "ship/none.md"])
        .is_error(&["no article ship/none.md"]);
}

#[test]
fn roles_are_listed_and_explained() {
    let place = Place::ingested();
    assert!(place.search(&["--index", "index", "roles"]).out.contains("Purser"));
    assert!(place.search(&["--index", "index", "roles", "--why", "pursers"]).out.contains("preferred"));
    assert_eq!(place.search(&["--index", "index", "roles", "--why", "falconer"]).code, 1);
}

#[test]
fn an_explanation_shows_the_parts_of_the_score() {
    let said = Place::ingested().search(&["--index", "index", "explain", "who counts the cash"]);
    assert!(said.out.contains("relevance") && said.out.contains("coverage 1.00"), "{}", said.out);
}

#[test]
fn extract_shows_the_body_without_indexing_it() {
    let place = Place::with_ship();
    let said = place.search(&["extract", "ship/office.md", "--text"]);
    assert!(said.out.starts_with("The purser counts"), "{}", said.out);
    assert!(!place.path("index").exists());
    place.search(&["extract", "ship/none.md"]).is_error(&["ship/none.md"]);
    place.search(&["extract", "ship"]).is_error(&["ship is a folder"]);
}

#[test]
fn colour_can_be_forced_and_forbidden() {
    let place = Place::ingested();
    let ask = |args: &[&str]| place.search(&[&["--index", "index", "who counts the cash"], args].concat()).out;
    assert!(ask(&["--color", "always"]).contains("\u{1b}["));
    assert!(!ask(&["--color", "always"]).contains("\u{1b}]8"), "links are for terminals");
    assert!(!ask(&["--color", "never"]).contains('\u{1b}'));
}

#[test]
fn an_article_cannot_speak_to_the_terminal() {
    let place = Place::with_ship();
    place.write("ship/evil.md", "# Deck\n\nThe bosun paints the hull \u{1b}]0;owned\u{7}\u{202e}red.\n");
    place.search(&["ingest", "ship", "--index", "index"]);
    let said = place.search(&["--index", "index", "who paints the hull"]);
    assert!(said.out.contains("Bosun"), "{}", said.out);
    assert!(!said.out.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'), "{:?}", said.out);
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let place = Place::ingested();
    let mut child = place
        .command(BINARY)
        .args(["--index", "index", "statements", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), b"".as_slice()));
}

#[test]
fn completions_are_written_for_a_shell() {
    let said = Place::empty().search(&["completions", "bash"]);
    assert!(said.code == 0 && said.out.contains("_search"));
}

#[test]
fn a_sentence_that_only_comes_near_is_counted_and_not_quoted() {
    let place = Place::with_ship();
    fs::write(
        place.path("ship/near.md"),
        "# The bosun\n\nThe bosun inspects the lifeboats every Sunday. The bosun inspects the ropes on Sunday.\n",
    )
    .unwrap();
    assert_eq!(place.search(&["ingest", "ship", "--index", "index"]).code, 0);
    let said = place.search(&["--index", "index", "who inspects the lifeboats every Sunday"]);
    assert!(said.out.contains("The bosun inspects"), "{}", said.out);
    assert!(!said.out.contains("the ropes") && said.out.contains("and 1 more"), "{}", said.out);
}

#[test]
fn a_slip_of_the_fingers_is_mended_and_said() {
    let place = Place::ingested();
    let said = place.search(&["--index", "index", "who", "couns", "the", "cahs"]);
    assert!(said.out.starts_with("Read as: counts, cash\nasking: who · count · cash\n"), "{}", said.out);
    let answer = json(&place.search(&["--index", "index", "--json", "who couns the cash"]).out);
    assert_eq!(answer["read_as"], serde_json::json!([{ "written": "couns", "read": "counts" }]));
    assert_eq!((&answer["question"], &answer["answers"][0]["role"]), (&"who couns the cash".into(), &"Purser".into()));
}

#[test]
fn who_may_answer_is_restricted_by_field_source_and_date_for_every_form_of_question() {
    let place = Place::empty();
    let article = |who: &str, when: &str, url: &str, text: &str| {
        format!("---\nauthor: {who}\ndate: {when}\nurl: {url}\n---\n\n# Life on board\n\n{text}\n")
    };
    place.write(
        "sea/deck/a.md",
        article("Ada Reef", "2021-04-02", "https://www.harbour.example/a", "The bosun mends the nets."),
    );
    place.write(
        "sea/galley/b.md",
        article("Jon Keel", "2024", "https://news.pier.example/b", "The cook mends the nets."),
    );
    assert_eq!(place.search(&["ingest", "sea", "--index", "index"]).code, 0);
    let roles = |options: &[&str]| {
        let said = place.search(&[&["--index", "index", "--json", "who mends the nets"], options].concat());
        let answers = json(&said.out)["answers"].as_array().unwrap().clone();
        answers.iter().map(|a| a["role"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(roles(&["--field", "deck"]), ["Bosun"]);
    assert_eq!(roles(&["--field", "deck", "--field", "Galley"]).len(), 2);
    assert_eq!(roles(&["--source", "harbour.example"]), ["Bosun"]);
    assert_eq!(roles(&["--source", "pier.example"]), ["Cook"]);
    assert_eq!(roles(&["--source", "ada reef"]), ["Bosun"]);
    assert_eq!(roles(&["--since", "2023-05"]), ["Cook"]);
    assert_eq!(roles(&["--since", "2023-05", "--field", "deck"]), [""; 0]);
    assert_eq!(place.search(&["--index", "index", "what does a cook do", "--field", "deck"]).code, 1);
    assert_eq!(place.search(&["--index", "index", "what does a cook do", "--field", "galley"]).code, 0);
    let refused = |options: &[&str], told: &[&str]| {
        place.search(&[&["--index", "index", "who mends the nets"], options].concat()).is_error(told);
    };
    refused(&["--field", "dekc"], &["no article lies in the folder `dekc`", "name one of deck, galley"]);
    refused(&["--source", "lake.example"], &["`lake.example`", "Ada Reef", "harbour.example"]);
    refused(&["--since", "2030"], &["no article is dated since `2030`", "the latest is of 2024"]);
    refused(&["--article", "sea/none/*"], &["no article has the path `sea/none/*`", "sea/deck/a.md"]);
    refused(&["--since", "May"], &["2024-05-31"]);
}

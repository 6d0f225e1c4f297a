//! Whatever happens to a corpus, bit by bit: the index then is what a new one would be.

mod common;

use common::{Dice, Place};
use serde_json::Value;
use std::fs;

/// Articles that share words and roles, so that each one changes the ranking of the others.
const TEXTS: &[&str] = &[
    "# The Cook\n\nThe cook plans the menu. The cook orders the fish, also known as the catch.\n",
    "# On deck\n\n- The bosun paints the hull\n- The cook feeds the crew\n",
    "The purser counts the cash every evening. He pays the crew. The purser, or ship's clerk, books a berth.\n",
    "<html><body><h1>Galley</h1><p>The chef orders the fish and plans the menu.</p></body></html>",
    "A steward carries the fish to the tables. The steward does not count the cash.\n",
    "",
];
const NAMES: &[&str] = &["a.md", "b.txt", "c.html", "deck/a.md", "deck/low/d.txt", "e f.txt", "A.md"];
const QUESTIONS: &str = "{\"question\":\"who orders the fish\"}\n{\"question\":\"what does a cook do\"}\n\
    {\"question\":\"purser vs steward\"}\n{\"question\":\"does a steward count the cash\"}\n{\"question\":\"who paints the hull\"}\n";

/// Adds, edits, moves, swaps, copies or removes something.
fn change(place: &Place, dice: &mut Dice) {
    let path = |name: &str| place.path("corpus").join(name);
    let name = dice.one(NAMES);
    let other = dice.one(NAMES);
    let there = path(name).is_file();
    match dice.below(6) {
        0 if there => fs::remove_file(path(name)).unwrap(),
        1 if there => {
            fs::create_dir_all(path(other).parent().unwrap()).unwrap();
            fs::rename(path(name), path(other)).unwrap();
        }
        2 if there && path(other).is_file() => {
            fs::rename(path(name), path("aside")).unwrap();
            if name != other {
                fs::rename(path(other), path(name)).unwrap();
            }
            fs::rename(path("aside"), path(other)).unwrap();
        }
        3 if there => {
            let text = fs::read_to_string(path(name)).unwrap();
            place.write(&format!("corpus/{name}"), text.replace("fish", "soup").replace("crew", "host"));
        }
        4 if path("deck").is_dir() && !path("keel").exists() => fs::rename(path("deck"), path("keel")).unwrap(),
        _ => place.write(&format!("corpus/{name}"), dice.one(TEXTS)),
    }
}

/// What the index says: its statements, its roles, and the roles that it answers with.
fn state(place: &Place, index: &str) -> (String, String, Vec<Vec<(String, i64)>>) {
    let said = |arguments: &[&str]| place.search(&[&["--json", "--index", index], arguments].concat()).out;
    let roles = |line: &str| {
        let answer: Value = serde_json::from_str(line).unwrap();
        let role = |a: &Value| (a["role"].to_string(), (a["score"].as_f64().unwrap() * 100.0).round() as i64);
        answer["answers"].as_array().unwrap().iter().map(role).collect()
    };
    let answers = said(&["--questions", "questions.jsonl"]).lines().map(roles).collect();
    (said(&["statements"]), said(&["roles"]), answers)
}

#[test]
fn after_any_changes_the_index_is_what_a_new_one_would_be() {
    for seed in [3, 14] {
        let place = Place::empty();
        place.write("questions.jsonl", QUESTIONS);
        place.write("corpus/kept.txt", "The bosun reports to the mate. The mate plans the watches.\n");
        let mut dice = Dice(seed);
        for step in 0..24 {
            for _ in 0..=dice.below(3) {
                change(&place, &mut dice);
            }
            let said = place.search(&["ingest", "corpus", "--index", "index"]);
            assert!(said.code == 0 || said.err.contains("it is empty"), "{}", said.err);
            if step % 4 == 3 {
                let fresh = format!("fresh-{step}");
                place.search(&["ingest", "corpus", "--index", &fresh]);
                assert_eq!(state(&place, "index"), state(&place, &fresh), "seed {seed}, step {step}");
            }
        }
    }
}

//! A corpus that changes, and all that an index says of it.

use crate::common::{Dice, Place};
use std::fs;

const ROLES: &[&str] = &["cook", "purser", "bosun", "steward", "pilot", "carpenter", "surgeon", "mate"];
const DEEDS: &[&str] = &["counts the cash", "mends the sails", "pours the tea", "steers the ship", "cleans the deck"];
/// More articles than this there never are.
const MOST: usize = 24;

/// Writes, edits or deletes some articles of `corpus/`.
pub fn change(place: &Place, dice: &mut Dice) {
    for _ in 0..=dice.below(6) {
        let name = format!("corpus/{}.md", dice.below(MOST));
        if place.path(&name).exists() && dice.below(3) == 0 {
            fs::remove_file(place.path(&name)).unwrap();
            continue;
        }
        let role = dice.one(ROLES);
        let mut text = format!("# The {role}\n\n");
        for _ in 0..=dice.below(12) {
            text.push_str(&format!("The {role} {} on day {}. ", dice.one(DEEDS), dice.below(90)));
        }
        place.write(&name, text);
    }
    // There is always something to read.
    place.write("corpus/kept.md", "The mate plans the watches.\n");
}

/// Everything that can be told of an index: its records byte for byte, its roles, and answers with their scores.
#[derive(Debug, PartialEq, Eq, Clone, Default)]
pub struct State {
    pub records: String,
    pub roles: String,
    pub answers: String,
}

impl State {
    /// That of the index `index/`.
    pub fn of(place: &Place, index: &str) -> Self {
        let questions: String = DEEDS.iter().map(|deed| format!("{{\"question\":\"who {deed}\"}}\n")).collect();
        place.write("questions.jsonl", questions);
        let said = |arguments: &[&str]| {
            let said = place.search(&[&["--index", index], arguments].concat());
            assert!(said.code < 2, "{arguments:?}: {}", said.err);
            said.out
        };
        let answers = said(&["--questions", "questions.jsonl", "--json"]);
        let untimed = answers.lines().map(|line| line.split("\"took_us\"").next().unwrap_or_default());
        Self { records: said(&["export"]), roles: said(&["roles"]), answers: untimed.collect::<Vec<_>>().join("\n") }
    }

    /// That of a new index of the corpus as it is now.
    pub fn fresh(place: &Place) -> Self {
        let _ = fs::remove_dir_all(place.path("fresh"));
        let said = place.search(&["ingest", "corpus", "--index", "fresh"]);
        assert_eq!(said.code, 0, "{}", said.err);
        Self::of(place, "fresh")
    }
}

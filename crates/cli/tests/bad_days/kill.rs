//! `kill -9` at moments that look like chance.

use crate::common::{BINARY, Dice, Place, rounds};
use crate::corpus::{State, change};
use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Runs `search` with these arguments and kills it after a part of `usual`, which it is told to take; whether it was still running then.
fn killed(place: &Place, arguments: &[&str], usual: Duration, dice: &mut Dice) -> bool {
    let mut child = place.command(BINARY).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(usual.mul_f64(dice.below(1100) as f64 / 1000.0));
    let running = child.try_wait().unwrap().is_none();
    // A child that has ended cannot be killed, and need not be.
    let _ = child.kill();
    child.wait().unwrap();
    running
}

#[test]
fn whenever_a_run_is_killed_every_search_sees_one_whole_state_and_the_next_run_ends_as_a_new_index_would() {
    let place = Place::empty();
    let mut dice = Dice(17);
    (0..8).for_each(|_| change(&place, &mut dice));
    let begun = Instant::now();
    let mut before = State::fresh(&place);
    let mut usual = begun.elapsed() / 2;
    assert_eq!(place.search(&["ingest", "corpus", "--index", "index"]).code, 0);
    let mut midway = 0;
    for round in 0..rounds(25, 500) {
        change(&place, &mut dice);
        let after = State::fresh(&place);
        midway += usize::from(killed(&place, &["ingest", "corpus", "--index", "index"], usual, &mut dice));
        let seen = State::of(&place, "index");
        // Scores may still count words of what is gone: the run was killed before that was cleared away.
        let whole = |state: &State| (seen.records == state.records) && (seen.roles == state.roles);
        assert!(whole(&before) || whole(&after), "round {round}: neither the old state nor the new one");
        let checked = place.search(&["check", "--index", "index"]);
        assert_eq!(checked.code, 0, "round {round}: {}", checked.err);
        let begun = Instant::now();
        let said = place.search(&["ingest", "corpus", "--index", "index"]);
        assert_eq!(said.code, 0, "round {round}: {}", said.err);
        usual = usual.max(begun.elapsed()).min(Duration::from_secs(2));
        assert!(State::of(&place, "index") == after, "round {round}: not what a new index would be");
        before = after;
    }
    assert!(midway > 0, "no run was killed midway");
    // What was left behind by those that were killed is swept away.
    let left = fs::read_dir(place.path("index")).unwrap().count();
    assert!(left <= 12, "{left} entries");
}

#[test]
fn whenever_a_repair_is_killed_the_next_one_brings_back_what_was_answered() {
    let place = Place::empty();
    let mut dice = Dice(4);
    (0..8).for_each(|_| change(&place, &mut dice));
    assert_eq!(place.search(&["ingest", "corpus", "--index", "index"]).code, 0);
    let before = State::of(&place, "index");
    let repair = &["check", "--repair", "--index", "index"];
    let mut usual = Duration::from_millis(300);
    for round in 0..rounds(8, 100) {
        let file = dice.one(&["index/manifest.json", "index/tantivy/meta.json", "index/tantivy/.managed.json"]);
        if dice.below(2) == 0 {
            fs::remove_file(place.path(file)).unwrap();
        } else {
            fs::write(place.path(file), "{").unwrap();
        }
        for _ in 0..=dice.below(3) {
            killed(&place, repair, usual, &mut dice);
        }
        let begun = Instant::now();
        let said = place.search(repair);
        assert_eq!(said.code, 0, "round {round}, {file}: {}", said.err);
        usual = usual.max(begun.elapsed()).min(Duration::from_secs(2));
        assert!(State::of(&place, "index") == before, "round {round}, {file}");
    }
}

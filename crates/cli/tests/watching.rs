//! `search watch`: what changes is answered soon, however it was saved.

mod common;

use common::{BINARY, Place};
use std::fs;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// A watching process, ended with the test.
struct Watching(Child);

impl Watching {
    fn begin(place: &Place) -> Self {
        let mut command = place.command(BINARY);
        command.args(["watch", "ship", "--index", "index"]).stdout(Stdio::null()).stderr(Stdio::null());
        let watching = Self(command.spawn().unwrap());
        soon(place, "who counts the cash", |out| out.contains("Purser"));
        watching
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Asks until the answer is as wanted; far longer than it should take, so that a busy machine fails nothing.
#[track_caller]
fn soon(place: &Place, question: &str, wanted: impl Fn(&str) -> bool) {
    let begun = Instant::now();
    loop {
        let said = place.search(&["--index", "index", question]);
        if wanted(&said.out) {
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{} {}", said.out, said.err);
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn what_is_added_changed_and_removed_is_answered_without_another_command() {
    let place = Place::with_ship();
    let _watching = Watching::begin(&place);
    place.write("ship/deck/bosun.md", "# The Bosun\n\nThe bosun mends the sails.\n");
    soon(&place, "who mends the sails", |out| out.contains("Bosun"));
    place.write("ship/deck/bosun.md", "# The Bosun\n\nThe bosun paints the hull.\n");
    soon(&place, "who paints the hull", |out| out.contains("Bosun"));
    fs::remove_file(place.path("ship/deck/bosun.md")).unwrap();
    soon(&place, "who paints the hull", |out| !out.contains("Bosun"));
}

#[test]
fn an_article_that_is_saved_under_another_name_first_is_the_same_article() {
    let place = Place::with_ship();
    let _watching = Watching::begin(&place);
    for deed in ["waters the limes", "salts the beef", "scrubs the copper"] {
        place.write("ship/.galley.md.new", format!("# The Cook\n\nThe cook {deed}.\n"));
        fs::rename(place.path("ship/galley.md"), place.path("ship/galley.md~")).unwrap();
        fs::rename(place.path("ship/.galley.md.new"), place.path("ship/galley.md")).unwrap();
        fs::remove_file(place.path("ship/galley.md~")).unwrap();
        soon(&place, &format!("who {deed}"), |out| out.contains("Cook") && out.contains("galley.md:"));
    }
}

#[test]
fn a_storm_of_changes_ends_in_what_is_there_at_its_end() {
    let place = Place::with_ship();
    let _watching = Watching::begin(&place);
    for i in 0..300 {
        place.write(&format!("ship/notes/{}.md", i % 7), format!("# The Mate\n\nThe mate reads log number {i}.\n"));
    }
    place.write("ship/notes/last.md", "# The Pilot\n\nThe pilot sounds the channel.\n");
    soon(&place, "who sounds the channel", |out| out.contains("Pilot"));
    soon(&place, "who reads log number 299", |out| out.contains("299"));
}

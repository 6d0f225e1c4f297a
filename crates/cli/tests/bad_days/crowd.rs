//! Many at once: searchers while runs commit, writers who want the same index, readers who may not write.

use crate::common::{BINARY, Place, rounds};
use std::io::Write;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// Writes a corpus in which `role` does everything that is done.
fn all_by(place: &Place, role: &str) {
    for (i, deed) in ["counts the cash", "counts the cash at noon", "counts the cash at night"].iter().enumerate() {
        place.write(&format!("corpus/{i}.md"), format!("# On board\n\nThe {role} {deed}. It is never dull.\n"));
    }
}

/// The roles that an answer names.
fn roles(json: &str) -> Vec<String> {
    let answer: serde_json::Value = serde_json::from_str(json).unwrap();
    answer["answers"].as_array().unwrap().iter().map(|a| a["role"].to_string()).collect()
}

#[test]
fn eight_searchers_see_one_whole_state_or_the_next_while_runs_commit() {
    let place = Place::empty();
    all_by(&place, "purser");
    assert_eq!(place.search(&["ingest", "corpus", "--index", "index"]).code, 0);
    let (done, asked) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                while !done.load(Relaxed) {
                    let said = place.search(&["--index", "index", "--json", "who counts the cash"]);
                    assert_eq!((said.code, said.err.as_str()), (0, ""), "{}", said.out);
                    let named = roles(&said.out);
                    assert!(named == ["\"Purser\""] || named == ["\"Clerk\""], "{named:?}");
                    asked.fetch_add(1, Relaxed);
                }
            });
        }
        // A failure here has to end the others, too.
        let finish = Finish(&done);
        for run in 0..rounds(8, 100) {
            all_by(&place, if run % 2 == 0 { "clerk" } else { "purser" });
            let said = place.search(&["ingest", "corpus", "--index", "index"]);
            assert_eq!(said.code, 0, "{}", said.err);
        }
        drop(finish);
    });
    assert!(asked.load(Relaxed) > 8);
}

/// Ends the searchers when it goes.
struct Finish<'f>(&'f AtomicBool);

impl Drop for Finish<'_> {
    fn drop(&mut self) {
        self.0.store(true, Relaxed);
    }
}

/// Waits until the lock of `index/` names the process `id`.
fn until_locked_by(place: &Place, id: u32) {
    let begun = Instant::now();
    let named = || std::fs::read_to_string(place.path("index/lock")).unwrap_or_default();
    while !named().contains(&format!("process {id} ")) {
        assert!(begun.elapsed() < Duration::from_secs(60), "{id} has not taken the lock");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_second_writer_is_told_who_writes_since_when_and_a_dead_one_s_lock_is_taken_over() {
    let place = Place::ingested();
    // An import holds the index until its input ends.
    let arguments = ["import", "-", "--index", "index"];
    let mut first = place.command(BINARY).args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    until_locked_by(&place, first.id());
    let holder = format!("process {}", first.id());
    for second in [&["ingest", "ship", "--index", "index"][..], &["ingest", "ship", "--index", "index", "--full"]] {
        place.search(second).is_error(&["index", &holder, " since 20", "wait until it is done"]);
    }
    place.still_answers();
    first.kill().unwrap();
    first.wait().unwrap();
    let said = place.search(&["ingest", "ship", "--index", "index"]);
    assert!(said.code == 0 && said.out.contains("2 unchanged"), "{}{}", said.out, said.err);
}

#[test]
fn two_runs_at_once_are_one_after_the_other_or_one_alone() {
    let place = Place::ingested();
    for round in 0..rounds(5, 100) {
        place.write("ship/log.md", format!("The surgeon keeps log number {round}.\n"));
        let run = || place.command(BINARY).args(["ingest", "ship", "--index", "index"]).output();
        let both: Vec<_> = std::thread::scope(|scope| {
            let runs = [scope.spawn(run), scope.spawn(run)];
            runs.map(|run| run.join().unwrap().unwrap()).into()
        });
        for output in &both {
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success() || said.contains("is being written by"), "{said}");
        }
        assert!(both.iter().any(|output| output.status.success()));
        let said = place.search(&["--index", "index", "who keeps the log"]);
        assert!(said.out.contains(&format!("log number {round}")), "{}{}", said.out, said.err);
    }
    assert_eq!(place.search(&["check", "--index", "index"]).code, 0);
}

#[cfg(target_os = "linux")]
#[test]
fn an_index_on_a_file_system_that_cannot_be_written_to_answers_and_is_checked() {
    let place = Place::ingested();
    let script = "mount --bind index index && mount -o remount,ro,bind index || exit 77\n\
        touch index/probe 2>/dev/null && exit 78\n\
        \"$SEARCH\" --index index who counts the cash && \"$SEARCH\" check --index index\n\
        \"$SEARCH\" ingest ship --index index --full; test $? = 2";
    place.write("script.sh", script);
    let said = place.shell("unshare --user --map-root-user --mount sh script.sh");
    if said.code == 77 || said.err.contains("unshare") {
        return; // Not every machine lets its users make a file system of their own.
    }
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    assert!(said.out.contains("Purser") && said.out.contains("is sound"), "{}", said.out);
    said.says(&["may not be written"]);
}

#[test]
fn an_import_that_is_cut_off_imports_nothing() {
    let place = Place::ingested();
    let arguments = ["import", "-", "--index", "index"];
    let mut child = place.command(BINARY).args(arguments).stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"{\"format\":").unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(2));
    place.still_answers();
    assert_eq!(place.search(&["check", "--index", "index"]).code, 0);
}

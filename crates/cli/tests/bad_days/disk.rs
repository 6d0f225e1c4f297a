//! No room left and no permission, wherever in a run that is met: a clear error, and the old index intact.

use crate::common::{GALLEY, Place, permit, rounds};
use crate::corpus::State;

/// An article of so many sentences.
fn long(sentences: usize) -> String {
    let polishes = |i| format!("The steward polishes the silver spoon number {i} for the captain's table.\n\n");
    (0..sentences).map(polishes).collect()
}

#[cfg(unix)]
#[test]
fn wherever_the_room_ends_a_run_says_so_and_the_old_index_answers() {
    let place = Place::ingested();
    let before = State::of(&place, "index");
    place.write("ship/steward.md", long(400));
    let mut full = 0;
    // No file may grow beyond so many blocks of 512 bytes: what a disk without room says, at each of a run's writes.
    for blocks in (1..rounds(13, 400)).map(|n| if rounds(0, 1) == 1 { n } else { n * n }) {
        let said =
            place.shell(&format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$SEARCH\" ingest ship --index index"));
        if said.code == 0 {
            assert!(full > 0, "{blocks} blocks were enough");
            assert_eq!(place.search(&["--index", "index", "who polishes the silver"]).code, 0);
            return;
        }
        full += 1;
        said.is_error(&["disk is full", "free some space"]);
        assert!(State::of(&place, "index") == before, "{blocks} blocks");
        let checked = place.search(&["check", "--index", "index"]);
        assert_eq!(checked.code, 0, "{blocks} blocks: {}", checked.err);
    }
    assert!(full > 0);
    assert_eq!(place.search(&["ingest", "ship", "--index", "index"]).code, 0);
    assert_eq!(place.search(&["--index", "index", "who polishes the silver"]).code, 0);
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_full_file_system_a_run_says_so_and_the_old_index_answers() {
    let place = Place::ingested();
    place.write("ship/steward.md", long(3000));
    let script = "mkdir small && mount -t tmpfs -o size=300k tmpfs small || exit 77\n\
        cp -r index small/ && \"$SEARCH\" ingest ship --index small/index && exit 78\n\
        \"$SEARCH\" --index small/index who counts the cash && \"$SEARCH\" check --index small/index";
    place.write("script.sh", script);
    let said = place.shell("unshare --user --map-root-user --mount sh script.sh");
    if said.code == 77 || said.err.contains("unshare") {
        return; // Not every machine lets its users make a file system of their own.
    }
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    said.says(&["disk is full", "free some space"]);
    assert!(said.out.contains("Purser") && said.out.contains("is sound"), "{}", said.out);
}

#[cfg(unix)]
#[test]
fn whichever_folder_may_no_longer_be_written_to_a_run_says_so_and_the_old_index_answers() {
    for closed in ["index", "index/records", "index/tantivy"] {
        let place = Place::ingested();
        place.write("ship/new.md", GALLEY.replace("cook", "chef"));
        for folder in ["index", "index/records", "index/tantivy"] {
            permit(&place.path(folder), 0o777);
            for file in std::fs::read_dir(place.path(folder)).unwrap().map(|entry| entry.unwrap().path()) {
                permit(&file, if file.is_dir() { 0o777 } else { 0o666 });
            }
        }
        permit(&place.path(closed), 0o555);
        let said = place.search_bound(&["ingest", "ship", "--index", "index"]);
        permit(&place.path(closed), 0o755);
        let Some(said) = said else { return };
        said.is_error(&["may not be written", "permission"]);
        place.still_answers();
        assert_eq!(place.search(&["check", "--index", "index"]).code, 0, "{closed}");
        assert_eq!(place.search(&["ingest", "ship", "--index", "index"]).code, 0, "{closed}");
    }
}

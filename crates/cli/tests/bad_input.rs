//! Whatever comes in: one clear line, the right status, nothing lost.

mod common;

use common::{GALLEY, OFFICE, Place, permit};
use std::fs::{self, File};

#[test]
fn a_missing_path_is_named_and_no_index_is_begun() {
    let place = Place::empty();
    place.search(&["ingest", "nowhere", "--index", "index"]).is_error(&["nowhere", "does not exist"]);
    assert!(!place.path("index").exists());
}

#[test]
fn an_empty_folder_is_an_error_that_says_what_is_wanted() {
    let place = Place::empty();
    fs::create_dir(place.path("nothing")).unwrap();
    place
        .search(&["ingest", "nothing", "--index", "index"])
        .is_error(&["no articles in nothing", "HTML, Markdown or text"]);
}

/// A corpus of which one file is bad: it is named with its reason, the status is 2, and the rest is indexed.
#[track_caller]
fn one_bad_file(place: &Place, name: &str, reason: &str) {
    let said = place.search(&["ingest", "ship", "--index", "index"]);
    assert_eq!(said.code, 2, "{}", said.err);
    said.says(&[name, reason]);
    assert_eq!(said.err.lines().count(), 1, "{}", said.err);
    place.still_answers();
}

#[test]
fn an_empty_file_is_reported_and_the_rest_is_indexed() {
    let place = Place::with_ship();
    place.write("ship/empty.txt", "");
    one_bad_file(&place, "ship/empty.txt", "empty");
}

#[test]
fn a_binary_file_is_reported_and_the_rest_is_indexed() {
    let place = Place::with_ship();
    place.write("ship/picture.txt", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &[0; 900]].concat());
    one_bad_file(&place, "ship/picture.txt", "not text");
}

#[test]
fn a_file_of_200_mb_is_reported_without_being_read() {
    let place = Place::with_ship();
    File::create(place.path("ship/big.txt")).unwrap().set_len(200 << 20).unwrap();
    one_bad_file(&place, "ship/big.txt", "200 MiB");
    place.search(&["extract", "ship/big.txt"]).is_error(&["ship/big.txt", "64 MiB", "split it"]);
}

#[cfg(unix)]
#[test]
fn a_symlink_loop_is_reported_and_ends() {
    let place = Place::with_ship();
    std::os::unix::fs::symlink(place.path("ship"), place.path("ship/loop")).unwrap();
    one_bad_file(&place, "ship/loop", "symbolic link");
}

#[cfg(unix)]
#[test]
fn a_file_without_read_permission_is_reported_and_the_rest_is_indexed() {
    let place = Place::with_ship();
    place.write("ship/secret.md", GALLEY);
    permit(&place.path("ship/secret.md"), 0o000);
    fs::create_dir(place.path("open")).unwrap();
    permit(&place.path("open"), 0o777);
    let Some(said) = place.search_bound(&["ingest", "ship", "--index", "open/index"]) else { return };
    assert_eq!(said.code, 2, "{}", said.err);
    said.says(&["ship/secret.md", "may not be read"]);
    assert!(said.out.contains("2 articles"), "{}", said.out);
}

#[test]
fn text_that_is_not_utf_8_is_read_as_what_it_is() {
    let place = Place::with_ship();
    place.write("ship/west.txt", b"The b\xe9b\xe9 nurse feeds the babies at noon.\n".as_slice());
    let said = place.search(&["ingest", "ship", "--index", "index"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(place.search(&["--index", "index", "statements", "--json"]).out.contains("bébé"));
}

#[test]
fn a_question_with_nothing_to_look_up_is_an_error() {
    let place = Place::ingested();
    place.search(&["--index", "index", ""]).is_error(&["the question is empty"]);
    place.search(&["--index", "index", "who is it that does the"]).is_error(&["add the task or the role"]);
}

#[test]
fn a_search_without_an_index_says_how_to_make_one() {
    Place::empty()
        .search(&["who counts the cash", "--index", "index"])
        .is_error(&["no index at index", "search ingest"]);
}

/// As a manifest begins.
fn of_this_format() -> String {
    format!("\"format\":{}", rolecall_indexer::INDEX_FORMAT)
}

#[test]
fn an_index_of_another_format_is_refused_and_rebuilt_on_request() {
    let place = Place::ingested();
    let manifest = fs::read_to_string(place.path("index/manifest.json")).unwrap();
    fs::write(place.path("index/manifest.json"), manifest.replacen(&of_this_format(), "\"format\":99", 1)).unwrap();
    place.search(&["--index", "index", "who counts the cash"]).is_error(&["index", "format 99", "--full"]);
    place.search(&["ingest", "ship", "--index", "index"]).is_error(&["format 99", "--full"]);
    assert_eq!(place.search(&["ingest", "ship", "--index", "index", "--full"]).code, 0);
    place.still_answers();
}

#[test]
fn a_corrupted_manifest_is_named_and_rebuilt_on_request() {
    let place = Place::ingested();
    fs::write(place.path("index/manifest.json"), format!("{{{},\"generation\":1,\nrubbish", of_this_format())).unwrap();
    place.search(&["ingest", "ship", "--index", "index"]).is_error(&["manifest.json", "--full"]);
    fs::write(place.path("index/manifest.json"), "rubbish").unwrap();
    place.search(&["--index", "index", "who counts the cash"]).is_error(&["manifest.json", "--full"]);
    assert_eq!(place.search(&["ingest", "ship", "--index", "index", "--full"]).code, 0);
    place.still_answers();
}

#[test]
fn a_second_ingest_at_the_same_time_names_the_first() {
    let place = Place::ingested();
    let lock =
        File::options().read(true).write(true).create(true).truncate(false).open(place.path("index/lock")).unwrap();
    lock.lock().unwrap();
    fs::write(place.path("index/lock"), "process 4711 on board\n").unwrap();
    place.search(&["ingest", "ship", "--index", "index"]).is_error(&["index", "process 4711 on board", "wait"]);
    place.still_answers();
}

#[cfg(unix)]
#[test]
fn a_read_only_index_still_answers_but_cannot_be_written() {
    let place = Place::ingested();
    place.write("ship/new.md", GALLEY);
    for folder in ["index", "index/records", "index/tantivy"] {
        for file in fs::read_dir(place.path(folder)).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_file()) {
            permit(&file, 0o444);
        }
        permit(&place.path(folder), 0o555);
    }
    let ingest = place.search_bound(&["ingest", "ship", "--index", "index"]);
    let ask = place.search_bound(&["--index", "index", "who counts the cash"]);
    for folder in ["index", "index/records", "index/tantivy"] {
        permit(&place.path(folder), 0o755);
    }
    let (Some(ingest), Some(ask)) = (ingest, ask) else { return };
    ingest.is_error(&["index", "permission"]);
    assert_eq!(ask.code, 0, "{}", ask.err);
    place.still_answers();
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_index_as_it_was() {
    let place = Place::ingested();
    let mut long = String::from("# The Steward\n\n");
    for i in 0..2000 {
        long.push_str(&format!("The steward polishes the silver spoon number {i} for the captain's table.\n\n"));
    }
    place.write("ship/steward.md", &long);
    // No file may grow beyond 32 blocks: what a disk without room says, without needing one.
    let said = place.shell("trap '' XFSZ; ulimit -f 32; exec \"$SEARCH\" ingest ship --index index");
    said.is_error(&["disk is full", "free some space"]);
    place.still_answers();
    assert_eq!(place.search(&["--index", "index", "who polishes the silver"]).code, 1);
    assert_eq!(place.search(&["ingest", "ship", "--index", "index"]).code, 0);
    assert_eq!(place.search(&["--index", "index", "who polishes the silver"]).code, 0);
}

#[test]
fn a_damaged_article_keeps_its_neighbours() {
    let place = Place::ingested();
    place.write("ship/office.md", [0_u8, 159, 146, 150].repeat(64));
    let said = place.search(&["ingest", "ship", "--index", "index"]);
    assert_eq!(said.code, 2);
    assert_eq!(place.search(&["--index", "index", "who plans the menu"]).code, 0);
    assert_eq!(
        place.search(&["--index", "index", "who counts the cash"]).code,
        1,
        "what is no longer said no longer answers"
    );
    place.write("ship/office.md", OFFICE);
    assert_eq!(place.search(&["ingest", "ship", "--index", "index"]).code, 0);
    place.still_answers();
}

#[test]
fn arguments_that_are_not_understood_are_told_in_one_line() {
    let place = Place::with_ship();
    place.search(&["--nonsense"]).is_error(&["--nonsense", "search --help"]);
    place.search(&["ingest"]).is_error(&["<PATH>"]);
    place.search(&["who", "cooks", "--limit", "0"]).is_error(&["--limit", "0"]);
    place.search(&["--json", "extract", "ship/office.md", "--text"]).is_error(&["--text and --json"]);
    assert_eq!(place.search(&["--help"]).code, 0);
    let bare = place.search(&[]);
    assert!(bare.code == 2 && bare.err.contains("search [OPTIONS] QUESTION"), "{}", bare.err);
}

#[test]
fn an_empty_name_of_an_index_in_the_environment_is_none() {
    let place = Place::ingested();
    let output =
        place.command(common::BINARY).env("ROLECALL_INDEX", "").args(["who counts the cash"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_given_path_that_was_deleted_takes_its_articles_along() {
    let place = Place::ingested();
    place.write("harbour/pilot.txt", "The pilot guides the ships into the harbour.\n");
    assert_eq!(place.search(&["ingest", "harbour", "--index", "index"]).code, 0);
    fs::remove_file(place.path("ship/galley.md")).unwrap();
    let said = place.search(&["ingest", "ship/galley.md", "--index", "index"]);
    assert!(said.code == 0 && said.out.contains("1 deleted"), "{}{}", said.out, said.err);
    assert_eq!(place.search(&["--index", "index", "who plans the menu"]).code, 1);
    place.search(&["ingest", "ship/galley.md", "--index", "index"]).is_error(&["ship/galley.md does not exist"]);
    fs::remove_dir_all(place.path("harbour")).unwrap();
    let said = place.search(&["ingest", "ship", "harbour", "--index", "index"]);
    assert!(said.code == 0 && said.out.contains("1 deleted"), "{}{}", said.out, said.err);
    assert_eq!(place.search(&["--index", "index", "who guides the ships"]).code, 1);
    place.still_answers();
}

#[test]
fn an_index_does_not_read_itself() {
    let place = Place::ingested();
    place.search(&["ingest", "index", "--index", "index"]).is_error(&["index lies in the folder of the index"]);
    place.search(&["ingest", "ship", "--index", "."]).is_error(&["ship lies in the folder of the index (.)"]);
    assert!(!place.path("manifest.json").exists());
    place.still_answers();
}

#[test]
fn a_folder_that_is_somebody_elses_is_no_index() {
    let place = Place::with_ship();
    place.write("app/manifest.json", "{\"name\": \"my app\"}");
    place.write("app/records/000001.jsonl", "mine");
    for full in [&["ingest", "ship", "--index", "app"][..], &["ingest", "ship", "--index", "app", "--full"]] {
        place.search(full).is_error(&["app cannot be an index", "manifest.json", "--index DIR"]);
    }
    assert_eq!(fs::read_to_string(place.path("app/records/000001.jsonl")).unwrap(), "mine");
    place.search(&["ingest", "ship", "--index", "ship/office.md"]).is_error(&["ship/office.md", "it is a file"]);
    place.search(&["who cooks", "--index", "ship/office.md"]).is_error(&["ship/office.md", "it is a file"]);
    assert_eq!(fs::read_to_string(place.path("ship/office.md")).unwrap(), OFFICE);
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text_are_read() {
    use std::os::unix::ffi::OsStrExt;
    let place = Place::empty();
    let folder = place.path("").join(std::ffi::OsStr::from_bytes(b"caf\xe9 \"x\"\n'y'"));
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join(std::ffi::OsStr::from_bytes(b"th\xe9.txt")), "The host pours the tea.").unwrap();
    let ingest = || place.command(common::BINARY).args(["ingest", "--index", "index"]).arg(&folder).output().unwrap();
    let (first, again) = (ingest(), ingest());
    assert!(first.status.success(), "{}", String::from_utf8_lossy(&first.stderr));
    assert!(String::from_utf8_lossy(&again.stdout).contains("0 new"), "{again:?}");
    let said = place.search(&["--index", "index", "who pours the tea"]);
    assert!(said.code == 0 && said.out.contains("Host"), "{}{}", said.out, said.err);
}

#[test]
fn another_index_within_the_folder_is_no_article() {
    let place = Place::with_ship();
    assert_eq!(place.search(&["ingest", "ship", "--index", "ship/old"]).code, 0);
    place.write("ship/old/notes.txt", "The pilot guides the ship.\n");
    let said = place.search(&["ingest", "ship", "--index", "index"]);
    assert!(said.code == 0 && said.out.contains("3 articles"), "{}{}", said.out, said.err);
    place.still_answers();
}

#[test]
fn a_mistyped_command_is_told_from_a_question_that_nobody_answers() {
    let place = Place::ingested();
    let said = place.search(&["--index", "index", "ingets", "ship"]);
    assert_eq!((said.code, said.err.lines().count()), (1, 1), "{}", said.err);
    said.says(&["taken for a question", "search ingest"]);
    assert_eq!(place.search(&["--index", "index", "role of the purser"]).err, "");
    assert_eq!(place.search(&["--index", "index", "who trains the elephants"]).err, "");
}

#[test]
fn what_goes_wrong_with_an_index_in_a_cluster_names_it_and_what_to_do() {
    let place = Place::with_ship();
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let index = format!("opensearch://{nobody}/ship");
    place.search(&["--index", &index, "who cooks"]).is_error(&["no node of", &index, "see whether it runs"]);
    for command in [&["check"][..], &["export"], &["statements"], &["roles"], &["ingest", "ship"], &["watch", "ship"]] {
        place.search(&[command, &["--index", &index]].concat()).is_error(&["no node of", &index]);
    }
    place.search(&["ingest", "ship", "--dry-run", "--index", &index]).is_error(&["in a folder", "--index DIR"]);
    place.search(&["import", "--begin", "--index", "index"]).is_error(&["in a folder", "one at a time"]);
    place.search(&["import", "--abandon", "a", "--index", "index"]).is_error(&["in a folder", "one at a time"]);
    place.search(&["check", "--repair", "--index", &index]).is_error(&["brings its shards back by itself", "--full"]);
    let said = place.search(&["--index", "opensearch://127.0.0.1", "who cooks"]);
    said.is_error(&["names no index", "opensearch://127.0.0.1:9200/handbook"]);
    assert!(!place.path("opensearch:").exists(), "no folder is made of an address");
}

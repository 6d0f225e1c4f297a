//! Every form of question, from articles to what stands on the terminal and in JSON.

mod common;

use common::{Place, Said};
use serde_json::Value;

const STAFF: &str = "# The Waiter\n\nThe waiter carries the plates to the tables. Waiters do not count the cash. The waiter reports to the cook.\n\n\
    ## Requirements\n\n- A waiter needs a food hygiene certificate.\n\n\
    ## Can a waiter sign for deliveries?\n\nNo. The cook signs for the deliveries.\n";
const PAY: &str = "# What they earn on a ferry\n\n| Role | Yearly pay |\n|---|---|\n| Purser | £31,000 |\n| Waiter | £22,000 |\n\n\
    On small ferries, one person is both cook and waiter.\n";

fn ferry() -> Place {
    let place = Place::with_ship();
    place.write("ship/staff.md", STAFF);
    place.write("ship/pay.md", PAY);
    let said = place.search(&["ingest", "ship", "--index", "index"]);
    assert_eq!(said.code, 0, "{}", said.err);
    place
}

fn ask(place: &Place, question: &str, more: &[&str]) -> Said {
    place.search(&[&["--index", "index", question], more].concat())
}

fn json(place: &Place, question: &str) -> Value {
    let said = ask(place, question, &["--json"]);
    serde_json::from_str(&said.out).unwrap_or_else(|e| panic!("{e}: {}", said.out))
}

#[test]
fn a_role_s_profile_has_its_duties_what_it_must_have_and_what_it_does_not_do() {
    let place = ferry();
    let said = ask(&place, "what does a waiter do", &[]).out;
    for part in [
        "asking: what · waiter",
        "carries the plates",
        "Must have",
        "hygiene certificate",
        "Does not",
        "count the cash",
        "£22,000",
    ] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    let answer = json(&place, "what does a waiter do");
    assert_eq!(answer["profile"]["denied"].as_array().unwrap().len(), 1);
    assert!(answer["profile"]["themes"].is_array() && answer["profile"]["works_with"].is_array());
}

#[test]
fn roles_are_compared_in_columns_or_one_after_the_other() {
    let place = ferry();
    let wide = ask(&place, "purser vs waiter", &[]).out;
    assert!(wide.lines().any(|l| l.contains("Only Purser") && l.contains("Only Waiter")), "{wide}");
    assert!(wide.lines().any(|l| l.contains("£31,000") && l.contains("£22,000")), "{wide}");
    let said = place.shell("COLUMNS=60 \"$SEARCH\" --index index purser vs waiter");
    assert!(said.out.lines().any(|l| l.trim_end() == "Only Waiter"), "{}", said.out);
    assert!(said.out.lines().all(|l| l.chars().count() <= 60), "{}", said.out);
    let answer = json(&place, "purser vs waiter");
    assert_eq!(answer["comparison"]["denied"]["Waiter"].as_array().unwrap().len(), 1);
}

#[test]
fn yes_no_and_it_depends_come_with_the_sentence_that_decides() {
    let place = ferry();
    let verdict = |question: &str| json(&place, question)["verdict"].as_str().unwrap().to_owned();
    assert_eq!(verdict("does a waiter carry plates"), "yes");
    assert_eq!(verdict("does a waiter count the cash"), "no");
    assert_eq!(verdict("can a waiter sign for deliveries"), "no");
    assert_eq!(verdict("does a waiter steer the ship"), "unknown");
    let said = ask(&place, "does a waiter count the cash", &[]).out;
    assert!(said.contains("No.") && said.contains("Waiters do not count the cash."), "{said}");
    assert!(said.contains("It is said of:") && said.contains("Purser"), "{said}");
}

#[test]
fn facts_are_values_and_what_one_must_have() {
    let place = ferry();
    assert_eq!(json(&place, "how much does a purser earn")["facts"][0]["value"], "£31,000");
    let said = ask(&place, "what do you need to become a waiter", &[]).out;
    assert!(said.contains("hygiene certificate"), "{said}");
}

#[test]
fn how_roles_stand_to_each_other_is_told() {
    let place = ferry();
    let answer = json(&place, "who does the waiter report to");
    assert_eq!((answer["relation"].as_str(), answer["answers"][0]["role"].as_str()), (Some("above"), Some("Cook")));
    assert!(ask(&place, "who does the waiter report to", &[]).out.contains("Whom the waiter answers to:"));
    assert_eq!(json(&place, "can the cook also be the waiter")["verdict"], "depends");
}

#[test]
fn the_roles_of_a_setting_are_listed() {
    let said = ask(&ferry(), "which roles are there on a ferry", &[]).out;
    assert!(said.contains("asking: list · ferry") && said.contains("Purser"), "{said}");
}

#[test]
fn a_form_can_be_forced() {
    let place = ferry();
    let said = ask(&place, "waiter", &["--intent", "who", "--json"]);
    assert!(said.out.contains("\"intent\":\"who\""), "{}", said.out);
    assert_eq!(ask(&place, "waiter", &["--intent", "sing"]).code, 2);
}

#[test]
fn an_answer_can_be_pasted_into_a_handbook_or_a_sheet() {
    let place = ferry();
    let markdown = ask(&place, "prser vs waiter", &["--format", "markdown"]).out;
    assert!(markdown.starts_with("## prser vs waiter\n\nRead as: purser\n"), "{markdown}");
    assert!(markdown.contains("### Purser: only") && markdown.contains("- The purser counts the cash"), "{markdown}");
    let sheet = ask(&place, "who counts the cash", &["--format", "csv"]).out;
    let lines: Vec<&str> = sheet.split("\r\n").collect();
    assert!(lines[0].starts_with("question,form,verdict,role"), "{sheet}");
    assert!(
        lines[1].starts_with("who counts the cash,who,,Purser,,does,The purser counts the cash every evening.,1,"),
        "{sheet}"
    );
    let object = ask(&place, "who counts the cash", &["--format", "json"]).out;
    assert!(serde_json::from_str::<Value>(&object).is_ok(), "{object}");
}

#[test]
fn tasks_and_roles_make_a_responsibility_matrix_in_every_format() {
    let place = ferry();
    let raci = |more: &[&str]| {
        place.search(&[&["--index", "index", "raci", "count the cash", "plan the menu"], more].concat())
    };
    let text = raci(&[]);
    assert_eq!((text.code, text.err.as_str()), (0, ""));
    for part in ["Purser", "Cook", "│", "The purser counts the cash every evening.", "ship/galley.md:3"] {
        assert!(text.out.contains(part), "{part} is not in {}", text.out);
    }
    let matrix: Value = serde_json::from_str(&raci(&["--json"]).out).unwrap();
    assert_eq!(matrix["tasks"][0]["cells"][0]["parts"][0], "R");
    assert!(raci(&["--format", "markdown"]).out.starts_with("| Task |"));
    assert!(raci(&["--format", "csv"]).out.starts_with("task,"));
    assert!(raci(&["--format", "html"]).out.starts_with("<!DOCTYPE html>"));
    assert!(raci(&["--article", "ship/galley.md"]).out.contains("No article says who"));
}

#[test]
fn tasks_may_stand_in_a_file() {
    let place = ferry();
    place.write("tasks.txt", "- plan the menu\r\n\r\n- count the cash\r\n");
    let said = place.search(&["raci", "--tasks", "tasks.txt", "--index", "index", "--json"]);
    let matrix: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(matrix["tasks"][1]["task"], "count the cash");
    place.search(&["raci", "--tasks", "nowhere.txt", "--index", "index"]).is_error(&["nowhere.txt", "one task a line"]);
    let partly = place.search(&["raci", "count the cash", "the", "--index", "index"]);
    assert_eq!(partly.code, 2);
    assert!(partly.out.contains("Purser") && partly.err.contains("\"the\""), "{} {}", partly.out, partly.err);
    assert_eq!(place.search(&["raci", "train the elephants", "--index", "index"]).code, 1);
}

#[test]
fn every_command_has_a_manual_page_made_of_its_help() {
    let place = Place::empty();
    let page = place.search(&["man"]);
    assert_eq!(page.code, 0, "{}", page.err);
    for part in [".TH search 1", "raci", "Exit status"] {
        assert!(page.out.contains(part), "{part} is not in {}", page.out);
    }
    let raci = place.search(&["man", "raci"]).out;
    assert!(raci.contains("search\\-raci") && raci.contains("\\-\\-tasks") && raci.contains("\\-\\-index"), "{raci}");
    place.search(&["man", "dance"]).is_error(&["dance", "--help"]);
}

#[test]
fn everything_is_shown_where_it_is_asked_for() {
    let place = ferry();
    let few = ask(&place, "what does a purser do", &[]).out;
    let all = ask(&place, "what does a purser do", &["--all"]).out;
    assert!(all.lines().count() >= few.lines().count() && !all.contains("more:"), "{all}");
}

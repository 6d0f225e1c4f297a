//! Constructions of articles as people type them: no comma behind a condition, labels with participles, posts by the day's duty.

use super::tests::shown;

/// The lines that hold somebody responsible in an article of this text, by whom.
fn duties(text: &str) -> Vec<String> {
    let shown = shown("a.md", &format!("# The house\n\nThe house has a porter, a warden and a cook.\n\n{text}\n"));
    shown.lines().filter_map(|l| l.trim_start().strip_prefix("responsibility: ")).map(str::to_owned).collect()
}

#[test]
fn behind_a_condition_no_comma_is_needed() {
    for sentence in [
        "When the bell rings the porter opens the gate.",
        "If it rains the porter covers the woodpile.",
        "Once the guests have left the porter locks the door.",
        "If a bed is needed overnight the porter finds one.",
        "When a van opens the gate the porter checks the passes.",
    ] {
        let said = duties(sentence);
        assert!(matches!(&said[..], [one] if one.starts_with("porter (subject")), "{sentence}: {said:?}");
    }
    // What somebody claims or thinks is not what is done.
    assert!(duties("If the guest claims the porter opens the gate, ignore it.").is_empty());
    assert!(duties("If you think the porter opens the gate, wait and see.").is_empty());
}

#[test]
fn behind_a_label_participles_say_by_whom() {
    assert_eq!(
        duties("Samples: labelled by the porter, checked by the warden."),
        [
            "porter (passive agent, does) + warden (passive agent, does) | Samples: labelled by the porter, checked by the warden."
        ]
    );
}

#[test]
fn a_deed_waited_for_is_somebodys() {
    let said = duties("The cook doesn't serve anyone until the warden has signed.");
    assert!(said.iter().any(|l| l.contains("warden (subject")), "{said:?}");
    // What merely happened before is nobody's.
    assert!(duties("Nobody notices before the cook has taken the bag.").is_empty());
    // One's own condition is no task of somebody's.
    let own = duties("The porter may not drive. He isn't allowed out until he has passed the test.");
    assert!(own.iter().all(|l| !l.contains("He isn't") || l.contains("does not")), "{own:?}");
}

#[test]
fn short_forms_of_a_duty_are_read() {
    let below = |text: &str| shown("a.md", &format!("# The house\n\n## Warden\n\n{text}\n"));
    assert!(below("Does the rota.").contains("responsibility: warden"));
    assert!(duties("Warden on duty rings the bell.").iter().any(|l| l.starts_with("warden (subject")));
    assert!(duties("Anything above ten pounds needs the warden to sign.").iter().any(|l| l.starts_with("warden (")));
    let shown = shown("a.md", "# The lab\n\nThe AI technician does the serving.\n");
    assert!(shown.contains("AI technician (subject"), "{shown}");
}

#[test]
fn she_is_not_many_who_were_mentioned_in_passing() {
    let shown = shown(
        "a.md",
        "# The cinema\n\nThe distributors send the films. Posters are up.\n\n## Films\n\nRosie books them with the distributors. She also writes the blurb.\n",
    );
    let line = shown.lines().find(|l| l.contains("writes the blurb")).unwrap_or_default();
    assert!(!line.contains("distributor"), "{shown}");
}

#[test]
fn brackets_numbers_and_capitals_leave_a_name_whole() {
    assert!(duties("Section reps (one a voice) take the register.")[0].starts_with("section rep (subject"));
    assert!(duties("Scribe: takes notes.").iter().any(|l| l.starts_with("scribe (")));
    let shown = shown(
        "a.md",
        "# ON-CALL RUNBOOK (read me first)\n\n## 1.2 Educational visits co-ordinator (EVC)\n\nChecks every plan. You are not expected to do it alone.\n",
    );
    assert!(shown.contains("educational visits co-ordinator ("), "{shown}");
    assert!(!shown.to_lowercase().contains("runbook ("), "{shown}");
}

#[test]
fn a_cell_may_say_what_whoever_it_names_does() {
    let shown = shown(
        "a.md",
        "# Trips\n\n| What | Who acts |\n|---|---|\n| Minor injury | First-aider |\n| Serious incident | Leader calls 999 |\n",
    );
    assert!(shown.lines().any(|l| l.contains("leader (table") && l.contains("Serious incident")), "{shown}");
}

#[test]
fn a_table_that_asks_who_looks_after_what_parts_it_among_parties() {
    let shown = shown(
        "a.md",
        "# Living here\n\n## Who looks after what\n\n| Item | Resident | Management company |\n|---|---|---|\n| Windows, inside | Yes | |\n| Roof and gutters | | Yes |\n| Boiler | Yes, in the flat | |\n",
    );
    for (who, not, what) in [
        ("resident (table, does)", "management company (table, does not)", "Windows, inside"),
        ("management company (table, does)", "resident (table, does not)", "Roof and gutters"),
    ] {
        assert!(shown.lines().any(|l| l.contains(who) && l.contains(not) && l.contains(what)), "{what}\n{shown}");
    }
    // Over figures such columns are facts.
    let figures = super::tests::shown(
        "a.md",
        "# Fares\n\n## Who pays what\n\n| Fare | Resident | Visitor |\n|---|---|---|\n| Ferry | 3 | 9 |\n| Bus | 1 | 2 |\n",
    );
    assert!(!figures.contains("responsibility: resident"), "{figures}");
}

#[test]
fn bodies_decide_and_heads_of_something_are_somebody() {
    assert!(duties("If both say yes, the loans committee decides.")[0].starts_with("loans committee (subject"));
    assert!(duties("Damage must be reported to the head of collections.")[0].starts_with("head of collections ("));
    assert!(duties("By nine there is a head of steam.").is_empty());
    let list =
        shown("a.txt", "Crew\n\nSkipper - in charge of the boat.\n\ndeckhand x2 - loads the cars, counts heads.\n");
    assert!(list.contains("skipper (") && list.contains("deckhand (") && !list.contains("x2 ("), "{list}");
}

#[test]
fn each_of_several_by_whom_something_is_done_has_a_clause_of_its_own() {
    let text = "The letter is drafted by the porter in pencil and signed by the warden.";
    let article = format!("# The house\n\nThe house has a porter and a warden.\n\n{text}\n");
    let record = crate::understand("a.md", article.as_bytes()).expect("the article has text");
    let statement = record.statements.iter().find(|s| s.text == text).expect("it is a statement");
    let clause = |role: &str| {
        let mention = statement.roles.iter().find(|m| m.role == role).expect("its role is found");
        &record.article.text[mention.clause.start..mention.clause.end]
    };
    assert_eq!(clause("porter"), "The letter is drafted by the porter in pencil");
    assert_eq!(clause("warden"), "signed by the warden");
}

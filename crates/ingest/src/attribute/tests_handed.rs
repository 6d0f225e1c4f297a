//! Who is handed what by the form of a text alone: minutes, labels, notices, rotas, questions and answers.

use super::tests::shown;

/// Who does what in a small article with this text: the roles of each line that holds somebody responsible, and its words.
fn duties(text: &str) -> Vec<(String, String)> {
    let shown = shown("a.md", &format!("# The house\n\nThe house is old. It is open most days.\n\n{text}\n"));
    let lines = shown.lines().filter_map(|l| l.trim_start().strip_prefix("responsibility: "));
    let parts = lines.filter_map(|l| l.split_once(" | "));
    let role = |r: &str| r.split(" + ").map(|r| r.split(" (").next().unwrap_or(r)).collect::<Vec<_>>().join("+");
    parts.map(|(roles, said)| (role(roles), said.to_owned())).collect()
}

/// The roles alone.
fn roles(text: &str) -> Vec<String> {
    duties(text).into_iter().map(|(role, _)| role).collect()
}

#[test]
fn minutes_leave_out_the_verb_to_be() {
    for text in [
        "Action: porter to mend the gate by Friday.",
        "Porter to mend the gate.",
        "ACTION: Porter to write to the council.",
        "Porter to investigate.",
    ] {
        assert_eq!(roles(text), ["porter"], "{text}");
    }
    assert_eq!(roles("Warden to circulate the minutes and cook to order coal."), ["warden+cook"]);
    assert_eq!(roles("Action: cook and warden to agree a date."), ["cook+warden"]);
    for text in
        ["Head chef to the Queen.", "From waiter to manager in three years.", "The porter to see about keys is Anna."]
    {
        assert!(roles(text).is_empty(), "{text}");
    }
}

#[test]
fn a_label_hands_over_what_it_stands_beside() {
    let gate = "The gate hinge is broken. **Action: porter**\n\nCoal is running low. (Action: cook)";
    assert_eq!(
        duties(gate),
        [("porter".into(), "The gate hinge is broken.".into()), ("cook".into(), "Coal is running low.".into())]
    );
    for text in [
        "## Gate (porter)\n\nLock it at ten. Check the bags.",
        "## Gate – porter\n\nLock it at ten. Check the bags.",
        "## Gate\n\nOwner: porter\n\nLock it at ten. Check the bags.",
        "## Gate\n\n**Responsible:** porter\n\n- Lock it at ten\n- Check the bags",
    ] {
        assert_eq!(roles(text), ["porter", "porter"], "{text}");
    }
    let both = "## Gate\n\n- Responsible: shift lead\n- Accountable: site manager\n\nLock it at ten.";
    assert_eq!(roles(both), ["shift lead+site manager"]);
    // Below a heading that hands over nothing, an order is the reader's.
    assert!(roles("## Gate\n\nLock it at ten.").is_empty());
}

#[test]
fn notices_list_things_and_whose_they_are() {
    let notice = "- Doors: stewards\n- Bar: barman\n- Raffle: the treasurer";
    assert_eq!(roles(notice), ["steward", "barman", "treasurer"]);
    // Who was there, what comes after what, and who holds a post is nobody's task.
    for text in [
        "- Present: the warden\n- Apologies: the treasurer",
        "- Year 1: apprentice\n- Year 3: journeyman\n- Year 5: manager",
        "- Cook: Bev\n- Porter: Anna",
    ] {
        assert!(roles(text).is_empty(), "{text}");
    }
}

#[test]
fn a_rota_says_whose_turn_it_is() {
    let rows = "| Job | Mon | Tue |\n|---|---|---|\n| Gate | porter | cook |\n| Stove | cook | porter |";
    assert_eq!(roles(rows), ["porter+cook", "cook+porter"]);
    let columns = "| Day | Gate | Stove |\n|---|---|---|\n| Mon | porter | cook |\n| Tue | warden | cook |";
    assert_eq!(roles(columns), ["porter", "cook", "warden", "cook"]);
    // Whoever led two clubs in two years did no job called after the club.
    let years = "| Club | 2023 | 2024 |\n|---|---|---|\n| Rovers | won | lost |\n| City | lost | won |";
    assert!(roles(years).is_empty());
}

#[test]
fn a_first_row_like_the_others_is_no_header() {
    let text = "JOB CARD\n\nFireman        lights the boiler\nGreaser        oils the bearings\nChief          signs the log\n";
    let shown = shown("a.txt", text);
    assert!(shown.contains("fireman (table, does) | lights the boiler"), "{shown}");
}

#[test]
fn lines_of_both_and_of_times_stand_for_themselves() {
    let text = "- Porter: opens the gate\n- Cook: lights the stove\n- Both: sweep the yard";
    assert_eq!(roles(text), ["porter", "cook", "porter+cook"]);
    let text = "06:00 porter opens the gate\n06:15 cook lights the stove";
    assert_eq!(roles(text), ["porter", "cook"]);
}

#[test]
fn a_question_without_a_verb_goes_on_asking_who() {
    let text = "**Who opens the gate?**\nThe porter.\n\n**And on Sundays?**\nThe cook.";
    assert_eq!(roles(text), ["porter", "cook"]);
    assert_eq!(roles("What does a porter do? Minds the gate and checks bags."), ["porter"]);
    // A question of another kind ends it.
    let text =
        "### Who opens the gate?\n\nThe porter.\n\n### Is there parking?\n\nNo.\n\n### For bicycles?\n\nThe yard.";
    assert_eq!(roles(text), ["porter"]);
}

#[test]
fn all_who_work_somewhere_are_held_responsible_in_so_many_words() {
    for (text, role) in [
        ("Employees are responsible for keeping the yard clean.", "employee"),
        ("Members are responsible for locking their lockers.", "member"),
        ("The role of the Area Authority is to approve plans.", "area authority"),
        ("Ordering coal is for the cook.", "cook"),
        ("The captain, sailing alone, steers the boat.", "captain"),
    ] {
        assert_eq!(roles(text), [role], "{text}");
    }
    assert!(roles("Customers are responsible for half of the sales.").is_empty());
    assert_eq!(roles("Passes go to the warden, bags to the porter."), ["warden+porter"]);
}

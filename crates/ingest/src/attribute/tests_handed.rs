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

/// What is found in a whole article.
fn shown_of(article: &str) -> String {
    shown("a.md", article)
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
    let several = "## Minutes\n\nWarden to circulate the notes and cook to order coal.";
    assert_eq!(roles(several), ["warden+cook"]);
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
    let heads = "## Gate (porter)\n\nLock it at ten. Check the bags.\n\n## Stove – cook\n\nLight it at six.";
    assert_eq!(roles(heads), ["porter", "porter", "cook"]);
    for text in [
        "## Gate\n\nOwner: porter\n\nLock it at ten. Check the bags.",
        "## Gate\n\n**Responsible:** porter\n\n- Lock it at ten\n- Check the bags",
    ] {
        assert_eq!(roles(text), ["porter", "porter"], "{text}");
    }
    let both = "## Gate\n\n- Responsible: shift lead\n- Accountable: site manager\n\nLock it at ten.";
    assert_eq!(roles(both), ["shift lead+site manager"]);
    let steps =
        "# Receiving\n\n**Responsibility:** Storekeeper\n\n## Procedure\n\n1. Check the note.\n2. Count the boxes.";
    let steps = shown_of(steps);
    assert_eq!(steps.matches("storekeeper (heading, does)").count(), 2, "{steps}");
    for text in [
        // Below a heading that hands over nothing, an order is the reader's.
        "## Gate\n\nLock it at ten.",
        // One such heading may say for whom it is.
        "## Tipping – waiter\n\nLeave cash.",
        "## Gate (porter)\n\nShow your pass.\n\n## Stove (cook)\n\nMind your fingers.",
        // An owner of the paper, an author, and whom to call.
        "The house is for sale. Owner: a farmer.",
        "The photo shows the gate. By: the gardener",
        "## Forms\n\nContact: registrar\n\nSend them by post.",
    ] {
        assert!(roles(text).is_empty(), "{text}");
    }
    let policy =
        shown_of("# Password policy\n\nOwner: IT manager\n\n## Rules\n\n- Use long passwords\n- Lock your screen\n");
    assert!(!policy.contains("responsibility"), "{policy}");
}

#[test]
fn notices_list_things_and_whose_they_are() {
    let notice = "## Jobs on Saturday\n\n- Doors: stewards\n- Bar: barman\n- Raffle: the treasurer";
    assert_eq!(roles(notice), ["steward", "barman", "treasurer"]);
    assert_eq!(roles("- Washing up: scouts\n- Clearing: stewards"), ["scout", "steward"]);
    // Who was there, what comes after what, and who holds a post is nobody's task.
    for text in [
        "- Present: the warden\n- Apologies: the treasurer",
        "- Year 1: apprentice\n- Year 3: journeyman\n- Year 5: manager",
        "- Cook: Bev\n- Porter: Anna",
        "## Uniform\n\n- White coat: doctor\n- Blue tunic: nurse\n- Grey polo: porter",
        "## Responsibilities\n\nConsulted: developer\n\nInformed: product manager",
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
    for table in [
        "| Absent | Mon | Tue |\n|---|---|---|\n| Sick | porter | cook |\n| Away | cook | porter |",
        "| Award | 2022 | 2023 |\n|---|---|---|\n| Best cake | baker | cook |\n| Best jam | cook | baker |",
        "| Month | Morning talk | Evening talk |\n|---|---|---|\n| Jan | farmer | vet |\n| Feb | gardener | judge |",
        "| Pupil | Day 1 | Day 2 |\n|---|---|---|\n| Amy | nurse | vet |\n| Ben | vet | nurse |",
    ] {
        assert!(roles(table).is_empty(), "{table}");
    }
    // Whoever led two clubs in two years did no job called after the club.
    let years = "| Club | 2023 | 2024 |\n|---|---|---|\n| Rovers | won | lost |\n| City | lost | won |";
    assert!(roles(years).is_empty());
}

#[test]
fn a_first_row_like_the_others_is_no_header() {
    let text = "JOB CARD\n\nFireman        lights the boiler\nGreaser        oils the bearings\nChief          signs the log\n";
    let shown = shown("a.txt", text);
    assert!(shown.contains("fireman (table, does) | lights the boiler"), "{shown}");
    // Titles may look so, too.
    let titles = "| Officer | Looks after |\n|---|---|\n| Treasurer | the money |\n| Secretary | the letters |";
    assert_eq!(roles(titles), ["treasurer", "secretary"]);
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
    let text = "**Who runs the club?**\nThe committee.\n\n**How many members?**\nForty coaches.";
    assert_eq!(roles(text), ["committee"]);
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
        ("The captain, sailing alone, steers the boat.", "captain"),
    ] {
        assert_eq!(roles(text), [role], "{text}");
    }
    for text in [
        "Customers are responsible for half of the sales.",
        "Visitors are responsible for spreading the disease.",
        "Meeting room two is for the trustees.",
    ] {
        assert!(roles(text).is_empty(), "{text}");
    }
    assert_eq!(roles("Passes go to the warden, bags to the porter."), ["warden+porter"]);
}

#[test]
fn a_card_is_read_by_the_post_below_the_name() {
    let cards = "## Anna Smith\n\nHead porter\n\nAnna opens the gate and checks bags.\n\n## Bev Jones\n\nCook\n\nBev lights the stove.";
    assert_eq!(roles(cards), ["head porter", "cook"]);
    for line in [
        "- Anna (porter) - gate, bags\n- Bev (cook) - stove, soup",
        "1. **Gate** (porter): open it at six.\n2. **Stove** (cook): light it by seven.",
    ] {
        assert_eq!(roles(line), ["porter", "cook"], "{line}");
    }
    // A telephone number is no deed.
    assert!(roles("Porter (Anna)\n\n- Phone 555 123\n- Email porter@example.org").is_empty());
}

#[test]
fn numbered_clauses_and_several_signatures_are_read() {
    assert_eq!(roles("2.3 The porter: a) issues keys; b) collects keys."), ["porter"]);
    assert_eq!(
        roles("Cheques are signed by any two of the Warden, the Secretary and the Treasurer."),
        ["warden+secretary+treasurer"]
    );
    assert_eq!(roles("All staff must sign the book."), ["staff"]);
}

#[test]
fn tables_step_by_step_and_with_bare_verbs_say_whose_column_it_is() {
    let steps =
        "| Step | Employee | Line manager |\n|---|---|---|\n| 1 | Fills in the form | |\n| 2 | | Checks and signs it |";
    assert_eq!(roles(steps), ["employee", "line manager"]);
    let verbs = "| | Porter | Cook |\n|---|---|---|\n| Gate | Opens | |\n| Stove | Feeds | Lights |";
    assert_eq!(roles(verbs), ["porter", "porter", "cook"]);
    let letters = "| Task | R | A | C |\n|---|---|---|---|\n| Open the gate | porter | warden | cook |\n| Light the stove | cook | warden | |";
    assert_eq!(roles(letters), ["porter+warden", "cook+warden"]);
}

#[test]
fn ranks_and_programmes_are_nobodys_tasks() {
    for text in [
        "Apprentice → Journeyman → Master",
        "- Year 1–3: apprentice\n- Year 4–6: journeyman",
        "11:00 Panel: the editor, the critic and the poet",
    ] {
        assert!(roles(text).is_empty(), "{text}");
    }
}

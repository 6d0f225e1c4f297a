//! Sentences that leave their subject out, labels that a heading makes posts, columns and departments that act.

use super::tests::{check, shown};
use expect_test::expect;
use rolecall_record::Strength;

/// What is said of the lockkeeper in a sentence below that heading.
fn below(sentence: &str) -> Vec<Strength> {
    let shown = shown("a.md", &format!("# The canal\n\n## Lockkeeper\n\n{sentence}\n"));
    let duty = shown.lines().filter(|l| l.trim_start().starts_with("responsibility") && l.contains("lockkeeper"));
    duty.map(|l| {
        [
            ("does not", Strength::DoesNot),
            ("decides", Strength::Decides),
            ("helps", Strength::Helps),
            ("may", Strength::May),
        ]
        .into_iter()
        .find(|(word, _)| l.contains(&format!(", {word})")))
        .map_or(Strength::Does, |(_, strength)| strength)
    })
    .collect()
}

#[test]
fn behind_what_says_when_or_how_a_deed_is_that_of_whom_the_heading_names() {
    for sentence in [
        "When the siren goes, wakes everybody.",
        "Every Friday, counts the windlasses.",
        "As well as the gates, keeps the towpath.",
        "First thing in the morning, checks the levels.",
        "If the water rises, moves the boats to the basin.",
        "Whatever the weather, walks the bank.",
        "From May to October, cuts the reeds.",
        "Together with the ranger, plans the stoppages.",
        "Best known for opening the gates, but also mends the paddles.",
        "Instead of a clerk, writes the letters himself.",
        "Rarely seen, but pays the bills.",
        "Once the boats have left, counts the money, locks the hut and sets the alarm.",
        "Twice daily: reads the gauge.",
        "And greases the rack.",
        "Pushes three tonnes of oak a day.",
        "Knows where the keys are and lends them out.",
        "Spends the mornings clearing the weed.",
        "Either rings the bell or has it rung.",
        "Is expected to note every boat.",
        "Hired to mend the gates.",
        "Entrusted with the tolls.",
        "In charge on the day.",
        "Two jobs: opening the gates and reading the gauge.",
        "Her day starts with opening the gates.",
        "The reeds are his to cut.",
    ] {
        let said = below(sentence);
        assert!(matches!(said[..], [Strength::Does | Strength::Decides | Strength::Helps]), "{sentence}: {said:?}");
    }
}

#[test]
fn what_is_denied_or_allowed_without_a_subject_is_denied_or_allowed() {
    assert_eq!(below("Never opens the weir."), [Strength::DoesNot]);
    assert_eq!(below("Not allowed to open the weir."), [Strength::DoesNot]);
    assert_eq!(below("May open the weir in a flood."), [Strength::May]);
    assert_eq!(below("No longer winds the paddles by hand."), [Strength::DoesNot]);
}

#[test]
fn what_is_no_deed_is_none_without_a_subject_either() {
    for sentence in [
        "Likes to choose the paint.",
        "Has a van.",
        "When the siren goes, everybody wakes.",
        "Records of the tolls.",
        "The gates, locks and bridges.",
        "Thanks to the ranger.",
        "If the water rises, boats move to the basin.",
        "Does she like it?",
    ] {
        assert_eq!(below(sentence), [], "{sentence}");
    }
}

#[test]
fn whoever_is_acted_on_does_not_take_over_a_verb_that_a_sentence_began() {
    check(
        "## Steward\n\nKeeps walkers moving in a single file and stops dogs from running off.",
        expect![[r#"
            responsibility: steward (coordination, does) | Keeps walkers moving in a single file and stops dogs from running off.
        "#]],
    );
}

#[test]
fn what_stands_below_a_heading_of_roles_is_one_whatever_its_words() {
    check(
        "# Regatta\n\n## Roles on the day\n\n**Timekeeper.** Stops the clock.\n\n**Close-down.** Collects the buoys and rolls up the ropes.\n\n**Token sorting.** Put the tokens back on the hooks.\n\n**Tide table.** Blue and yellow.",
        expect![[r#"
            responsibility: timekeeper (coordination, does) | Stops the clock.
            responsibility: close-down (coordination, does) | Collects the buoys and rolls up the ropes.
            responsibility: token sorting (list lead-in, does) | Put the tokens back on the hooks.
        "#]],
    );
}

#[test]
fn steps_below_a_heading_that_names_whose_they_are_stay_theirs() {
    let shown = shown(
        "a.md",
        "# Regatta\n\n## Roles and duties of the starter\n\n**Close-down.** Collect the buoys.\n\n**Token sorting.** Put the tokens back.",
    );
    assert!(!shown.contains("close-down (") && !shown.contains("token sorting ("), "{shown}");
}

#[test]
fn a_column_that_is_filled_in_as_those_of_roles_is_somebodys() {
    check(
        "| Task | Landlord | Letting agent | Repairs |\n|---|---|---|---|\n| Sets the rent | Approves | Yes | No |\n| Mends the roof | Pays | No | Yes |",
        expect![[r#"
            responsibility: landlord (table, does) + letting agent (table, does) + repair (table, does not) | Sets the rent	Approves	Yes	No
            responsibility: landlord (table, does) + repair (table, does) + letting agent (table, does not) | Mends the roof	Pays	No	Yes
        "#]],
    );
    let notes = shown(
        "a.md",
        "| Task | Landlord | Letting agent | Notes |\n|---|---|---|---|\n| Sets the rent | Yes | No | once a year |\n| Mends the roof | No | Yes | when it leaks |",
    );
    assert!(!notes.contains("note ("), "{notes}");
}

#[test]
fn a_part_of_an_organisation_that_acts_is_responsible() {
    check(
        "# The fair\n\nThe press office writes the notice. The planning commission, which holds hearings, recommends approval. The emergency desk calls with a new case. The record office was built in 1904.",
        expect![[r#"
            responsibility: press office (subject, does) | The press office writes the notice.
            responsibility: planning commission (subject, does) | The planning commission, which holds hearings, recommends approval.
        "#]],
    );
}

#[test]
fn who_does_it_together_with_somebody_does_it_as_well() {
    check(
        "# Film\n\nThe director of photography grades the film alongside the colourist. The cook plans the menu together with the waiter. The purser works alongside the mate. The clerk signs the form along with the date.",
        expect![[r#"
            responsibility: director of photography (subject, does) + colourist (coordination, does) | The director of photography grades the film alongside the colourist.
            responsibility: cook (subject, does) + waiter (coordination, does) | The cook plans the menu together with the waiter.
            context: purser (subject, does) | The purser works alongside the mate.
            responsibility: clerk (subject, decides) | The clerk signs the form along with the date.
        "#]],
    );
}

#[test]
fn who_lets_nobody_else_do_it_does_it() {
    check(
        "# Shop\n\nThe porter won't let anyone else touch the keys. The clerk lets nobody else open the till. The cook won't let anyone in.",
        expect![[r#"
            responsibility: porter (subject, does) | The porter won't let anyone else touch the keys.
            responsibility: clerk (subject, does) | The clerk lets nobody else open the till.
            responsibility: cook (subject, does not) | The cook won't let anyone in.
        "#]],
    );
}

#[test]
fn a_heading_that_could_be_anything_is_a_role_beside_others_that_are() {
    let beside = "# The hostel\n\n## Porter\n\nKeeps the keys.\n\n## Cook\n\nMakes breakfast.\n\n";
    let of = |before: &str, heading: &str, sentence: &str| {
        let shown = shown("a.md", &format!("{before}## {heading}\n\n{sentence}\n"));
        shown.contains(&format!("{} (", heading.to_lowercase()))
    };
    assert!(of(beside, "Barista", "Pulls the coffee."));
    assert!(of(beside, "Extra", "Carries the bags."));
    // A phase of the porter's work, a tool of his.
    assert!(!of("# Porter\n\nThe porter runs the hostel.\n\n", "Arrival", "Takes the bags."));
    assert!(!of("# Porter\n\nThe porter runs the hostel.\n\n", "Daily life", "Keeps the keys."));
    assert!(!of("# Porter\n\nThe porter runs the hostel.\n\n", "Lockify", "Prints the keys."));
}

#[test]
fn whom_somebody_is_set_against_does_not_take_over_his_deed() {
    check(
        "# Gate\n\nIt's the porter, rather than the clerk, who locks the gate. It is the porter, unlike the clerk, who counts the keys. Then there's the herdsman, generally the youngest of us, who keeps the pens full. The day begins with a round, during which the warden reads the meters.",
        expect![[r#"
            responsibility: porter (subject, does) | It's the porter, rather than the clerk, who locks the gate.
            responsibility: porter (subject, does) | It is the porter, unlike the clerk, who counts the keys.
            responsibility: herdsman (subject, does) | Then there's the herdsman, generally the youngest of us, who keeps the pens full.
            responsibility: warden (subject, does) | The day begins with a round, during which the warden reads the meters.
        "#]],
    );
}

#[test]
fn a_title_alone_before_its_sentences_is_whose_they_are() {
    check(
        "Session nurse. Overall in charge clinically. Looks at anybody who faints. Signs off the session.\n\nIt is the driver, though, who checks the box.\n\nThe umpire stands behind the stumps. His word is final.",
        expect![[r#"
            responsibility: session nurse (coordination, does) | Overall in charge clinically.
            responsibility: session nurse (coordination, does) | Looks at anybody who faints.
            responsibility: session nurse (coordination, decides) | Signs off the session.
            responsibility: driver (subject, does) | It is the driver, though, who checks the box.
            context: umpire (subject, does) | The umpire stands behind the stumps.
            responsibility: umpire (passive agent, does) | His word is final.
        "#]],
    );
}

#[test]
fn whom_a_section_of_responsibilities_begins_its_sentences_with_is_responsible() {
    check(
        "# Returns\n\n## 2. Responsibilities\n\n2.1 Customer Service logs the complaint and issues a number.\n2.2 The inspector examines the goods.\n2.3 Finance raises the credit note.\n2.4 Scrap requires two signatures.\n\n## 3. Procedure\n\nWhere the defect is confirmed, an order is raised (Planner). The customer is notified by Customer Service.",
        expect![[r#"
            responsibility: customer service (subject, does) | Customer Service logs the complaint and issues a number.
            responsibility: inspector (subject, does) | The inspector examines the goods.
            responsibility: finance (subject, does) | Finance raises the credit note.
            responsibility: planner (coordination, does) | Where the defect is confirmed, an order is raised (Planner).
            responsibility: customer service (passive agent, does) | The customer is notified by Customer Service.
        "#]],
    );
}

#[test]
fn a_job_page_tells_its_duties_from_others_and_from_what_it_wants() {
    check(
        "# Duty Manager\n\nAs Duty Manager you'll open the building.\n\n## What you'll be doing\n\n- Dealing with complaints (the General Manager handles refunds)\n- Keeping stock\n\n## What we need from you\n\n- A personal licence\n\n## What you won't be doing\n\n- Fixing the projector\n- Building the schedule (the General Manager does that)\n\nThe programmer picks the films.\n\nPay: 13.20 an hour",
        expect![[r#"
            responsibility: duty manager (pronoun, does) | As Duty Manager you'll open the building.
            responsibility: general manager (subject, does) + duty manager (heading, does) | Dealing with complaints (the General Manager handles refunds)
            responsibility: duty manager (heading, does) | Keeping stock
            requirement: duty manager (heading, does) | A personal licence
            responsibility: duty manager (heading, does not) | Fixing the projector
            responsibility: general manager (subject, does) + duty manager (heading, does not) | Building the schedule (the General Manager does that)
            responsibility: programmer (subject, decides) | The programmer picks the films.
        "#]],
    );
}

#[test]
fn a_cell_over_several_columns_is_said_once_and_over_all_of_them_of_nobody() {
    let page = "<table><tr><th>Role</th><th>Duties</th><th>Hours</th></tr><tr><td>Porter</td><td colspan=2>Keeps the keys and locks the gate</td></tr><tr><td>Warden</td><td>Feeds the hens</td><td>nine</td></tr><tr><td colspan=3>Source: the ministry of keys</td></tr></table>";
    let record = crate::understand("a.html", page.as_bytes()).unwrap();
    let places: Vec<(usize, usize)> = record.statements.iter().map(|s| (s.span.start, s.span.end)).collect();
    let once: std::collections::BTreeSet<(usize, usize)> = places.iter().copied().collect();
    assert_eq!(places.len(), once.len(), "{places:?}");
    let shown = shown("a.html", page);
    assert_eq!(shown.matches("Keeps the keys").count(), 1, "{shown}");
    assert!(shown.contains("responsibility: porter (table, does) | Keeps the keys"), "{shown}");
    assert!(!shown.contains("ministry"), "{shown}");
}

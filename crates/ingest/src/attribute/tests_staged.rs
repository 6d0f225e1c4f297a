//! People and bodies who enter an article by another door than a subject: a stage set for them, a name behind a title, a role
//! alone and then its deeds.

use super::tests::{check, shown};
use expect_test::expect;

#[test]
fn whoever_a_sentence_sets_on_the_stage_goes_on_by_a_full_name() {
    check(
        "In the mill office the yard manager is on the phone. Philippa Dunne makes the entries and sends out the bills.",
        expect![[r#"
            context: yard manager (subject, does) | In the mill office the yard manager is on the phone.
            responsibility: yard manager (subject, does) | Philippa Dunne makes the entries and sends out the bills.
        "#]],
    );
}

#[test]
fn a_title_before_a_name_is_the_role_of_whoever_has_it() {
    check(
        "# Who helps\n\nNurse Odile hands out the tablets. Coach Abara runs the lunch club.",
        expect![[r#"
        responsibility: nurse (subject, does) | Nurse Odile hands out the tablets.
        responsibility: coach (subject, does) | Coach Abara runs the lunch club.
    "#]],
    );
}

#[test]
fn a_role_alone_presents_whoever_the_next_sentence_tells_of() {
    check(
        "# Jobs people forget\n\nThe hydrologist. Turns the rain into river levels.\n\nThe glazier. Sits with one client and draws the panes.",
        expect![[r#"
            responsibility: hydrologist (coordination, does) | Turns the rain into river levels.
            responsibility: glazier (coordination, does) | Sits with one client and draws the panes.
        "#]],
    );
}

#[test]
fn roles_and_their_deeds_follow_each_other_in_one_block() {
    check(
        "# The yard\n\nYard secretary: keeps the minutes. Rope consultant: tests the cables. Tide gauge: shows the level.",
        expect![[r#"
            responsibility: yard secretary (list lead-in, does) | Yard secretary: keeps the minutes.
            responsibility: rope consultant (list lead-in, does) | Rope consultant: tests the cables.
        "#]],
    );
}

#[test]
fn behind_a_colon_stands_what_the_role_before_it_does() {
    check(
        "# Open evenings\n\nSomebody has to be the host: greet the visitors and take the tin round. In each pair one is the steerer: calls the strokes. What you need is a host: the weather is bad.",
        expect![[r#"
            responsibility: host (coordination, does) | Somebody has to be the host: greet the visitors and take the tin round.
            responsibility: steerer (coordination, does) | In each pair one is the steerer: calls the strokes.
        "#]],
    );
}

#[test]
fn bold_beginnings_speak_to_their_role_and_to_nobody_below() {
    check(
        "# Saturday run\n\n**Timekeeper (2 people).** Start the watch when the whistle goes. At the finish you press the button.\n\n**Barcode scanner.** You scan the token. Read more about this here.\n\nYou can park at the school.",
        expect![[r#"
            responsibility: timekeeper (list lead-in, does) | Start the watch when the whistle goes.
            responsibility: timekeeper (pronoun, does) | At the finish you press the button.
            responsibility: barcode scanner (pronoun, does) | You scan the token.
        "#]],
    );
}

#[test]
fn who_says_that_he_has_worked_as_something_is_the_one_who_writes() {
    check(
        "# A night up here\n\nI have worked here as a support astronomer for six years. At four I choose the targets.",
        expect![[r#"
            context: support astronomer (pronoun, does) | I have worked here as a support astronomer for six years.
            responsibility: support astronomer (pronoun, decides) | At four I choose the targets.
        "#]],
    );
}

#[test]
fn below_that_is_me_the_heading_is_whoever_writes() {
    check(
        "# Who helps\n\n## The school counselor\n\nThat's me! We teach lessons about bullying.\n\n## The school librarian\n\nShe orders the books.",
        expect![[r#"
            responsibility: school counselor (pronoun, does) | We teach lessons about bullying.
            responsibility: school librarian (pronoun, decides) | She orders the books.
        "#]],
    );
}

#[test]
fn a_common_noun_with_a_capital_of_its_own_is_a_department_where_it_acts() {
    check(
        "# Leaving\n\nThe manager signs the form, and Operations pays the last wage. Ask for the form from the Institute of Dance and Drama.",
        expect![[r#"
            responsibility: manager (subject, decides) + operations (subject, does) | The manager signs the form, and Operations pays the last wage.
        "#]],
    );
}

#[test]
fn it_is_the_body_of_which_the_text_speaks() {
    check(
        "# Town hall\n\nThe council appoints the clerk. It adopts the budget and sets the rate.",
        expect![[r#"
        responsibility: council (subject, decides) | The council appoints the clerk.
        responsibility: council (pronoun, does) | It adopts the budget and sets the rate.
    "#]],
    );
}

#[test]
fn several_by_whom_something_is_done_are_the_role_of_their_heading() {
    check(
        "# Workshop\n\n## 3. Inductors\n\nInductions are given by inductors. They can refuse.",
        expect![[r#"
            responsibility: inductor (passive agent, does) | Inductions are given by inductors.
            responsibility: inductor (pronoun, may) | They can refuse.
        "#]],
    );
}

#[test]
fn who_has_to_do_a_row_of_things_is_no_audience() {
    check(
        "# The house\n\nTenants have to pay the rent, sweep the stairs and change the bulbs. Visitors like the garden. Students must pass an exam.",
        expect![[r#"
            responsibility: tenant (subject, does) | Tenants have to pay the rent, sweep the stairs and change the bulbs.
        "#]],
    );
}

#[test]
fn a_column_of_deeds_makes_deeds_of_words_that_could_be_things() {
    check(
        "# Officials\n\n| Official | Function |\n|---|---|\n| Line observer | Judges whether the handle was released |\n| Statistician | Grades every shot |\n| Timer | Runs the clock |",
        expect![[r#"
            responsibility: line observer (table, does) | Judges whether the handle was released
            responsibility: statistician (table, does) | Grades every shot
            responsibility: timer (table, does) | Runs the clock
        "#]],
    );
}

#[test]
fn beside_plain_ticks_a_deed_is_one_too() {
    check(
        "# Who may\n\n| Task | Owner | Property manager | Letting agent |\n|---|---|---|---|\n| Sets the rent | Approves | Yes | No |\n| Signs the lease | Yes | Yes, with authority | No |",
        expect![[r#"
            responsibility: owner (table, does) + property manager (table, does) + letting agent (table, does not) | Sets the rent	Approves	Yes	No
            responsibility: owner (table, does) + property manager (table, does) + letting agent (table, does not) | Signs the lease	Yes	Yes, with authority	No
        "#]],
    );
}

#[test]
fn behind_a_comma_goes_on_what_stood_before_the_clause_within() {
    check(
        "# Accounts\n\nThe accountant takes the balance which the bookkeeper has prepared, passes the entries and closes the year.",
        expect![[r#"
            responsibility: accountant (subject, does) | The accountant takes the balance which the bookkeeper has prepared, passes the entries and closes the year.
        "#]],
    );
}

#[test]
fn titles_of_two_fields_are_one_title() {
    check(
        "# The works\n\nOur health and safety adviser reviews each plan. The engineer and the adviser sign it. A resourcing partner calls the applicants.",
        expect![[r#"
            responsibility: health and safety adviser (subject, does) | Our health and safety adviser reviews each plan.
            responsibility: engineer (subject, decides) + health and safety adviser (subject, decides) | The engineer and the adviser sign it.
            responsibility: resourcing partner (subject, decides) | A resourcing partner calls the applicants.
        "#]],
    );
}

#[test]
fn a_file_s_name_is_shortened_to_whom_the_text_speaks_of() {
    super::tests::check_file(
        "notes/auction-house-porter.txt",
        "# The saleroom\n\nPorters carry the lots. They hold them up on the day.",
        expect![[r#"
            responsibility: porter (subject, does) | Porters carry the lots.
            responsibility: porter (pronoun, does) | They hold them up on the day.
        "#]],
    );
}

#[test]
fn below_a_heading_those_who_do_something_are_it() {
    check(
        "# The club\n\n## Welfare officer\n\nThe one who listens when somebody has behaved badly.",
        expect![[r#"
            responsibility: welfare officer (heading, does) | The one who listens when somebody has behaved badly.
        "#]],
    );
}

#[test]
fn an_object_before_a_plural_is_no_department() {
    check(
        "# Stall\n\nThe clerk sends confirmation letters to the growers.",
        expect![[r#"
        responsibility: clerk (subject, does) | The clerk sends confirmation letters to the growers.
    "#]],
    );
}

#[test]
fn each_of_whom_goes_on_with_those_before_it() {
    check(
        "# Town\n\nLarger towns have assistant managers, each of whom oversees two departments.",
        expect![[r#"
        responsibility: assistant manager (subject, decides) | Larger towns have assistant managers, each of whom oversees two departments.
    "#]],
    );
}

#[test]
fn an_answer_that_leaves_the_deed_to_its_question_is_of_whoever_it_names() {
    check(
        "# Rent\n\nThe agent shows the flat. Does the agent file the claim? No, the owner does.",
        expect![[r#"
        responsibility: agent (subject, does) | The agent shows the flat.
        responsibility: owner (subject, does) | No, the owner does.
    "#]],
    );
}

#[test]
fn whom_somebody_works_for_is_nothing_that_he_does() {
    check(
        "# On the rig\n\n**Toolpusher.** Works for the contractor. Writes the programme.",
        expect![[r#"
        responsibility: toolpusher (coordination, does) | Writes the programme.
    "#]],
    );
}

#[test]
fn permission_and_what_one_is_responsible_for_are_duties() {
    check(
        "# Town\n\nThe manager has permission to spend 300 without asking.\n\n## Director of works\n\n- responsible for streets and drains\n- keeps the records",
        expect![[r#"
            responsibility: manager (subject, does) | The manager has permission to spend 300 without asking.
            responsibility: director of works (heading, does) | responsible for streets and drains
            responsibility: director of works (heading, does) | keeps the records
        "#]],
    );
}

#[test]
fn by_whom_something_is_never_done_is_not_its_doer() {
    check(
        "# Flying\n\nInsurance is paid by the owner of the balloon, never by the pilot.",
        expect![[r#"
        responsibility: owner (passive agent, does) | Insurance is paid by the owner of the balloon, never by the pilot.
    "#]],
    );
}

#[test]
fn what_says_when_may_stand_before_a_deed_whose_doer_only_the_heading_names() {
    let below = |sentence: &str| {
        shown("notes/article.md", &format!("# The club\n\nThe club has a warden.\n\n## The warden\n\n{sentence}\n"))
    };
    let told = [
        "Twice a year counts the oars.",
        "Every Friday sweeps the slip.",
        "If it rains, covers the pitch.",
        "Once a month, or when asked, writes to the council.",
        "Not only cleans the boats but paints them, too.",
        "Makes sure that no guest is ever forgotten.",
        "Will wind the clock if asked.",
        "Has to wind the clock.",
    ];
    for sentence in told {
        let found = below(sentence);
        assert!(found.contains("responsibility: warden (") && !found.contains("guest ("), "{sentence}: {found}");
    }
    // A question, and what is no deed, are not the warden's.
    for sentence in
        ["When it rains, covers are put on.", "Will it rain?", "Every Friday is quiet.", "Once a month is enough."]
    {
        let found = below(sentence);
        assert!(!found.contains("responsibility"), "{sentence}: {found}");
    }
}

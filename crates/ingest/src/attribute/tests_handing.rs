//! The ways in which English hands a duty over.

use super::tests::check;
use expect_test::expect;

#[test]
fn a_duty_rests_with_lands_on_or_goes_through_somebody() {
    check(
        "Those tasks stay with the registrar. Complaints land on the bursar's desk. Lamp orders go through the buyer. It's down to the porter to lock up. Permission comes from the provost.",
        expect![[r#"
        responsibility: registrar (passive agent, does) | Those tasks stay with the registrar.
        responsibility: bursar (passive agent, does) | Complaints land on the bursar's desk.
        responsibility: porter (passive agent, does) | It's down to the porter to lock up.
        responsibility: provost (passive agent, does) | Permission comes from the provost.
    "#]],
    );
}

#[test]
fn whoever_is_to_be_asked_answers_for_it() {
    check(
        "For spare keys, ask the janitor first. About a lost child, speak to the steward. The tourist asks the guard.",
        expect![[r#"
        responsibility: janitor (passive agent, does) | For spare keys, ask the janitor first.
        responsibility: steward (passive agent, does) | About a lost child, speak to the steward.
        responsibility: tourist (subject, does) | The tourist asks the guard.
    "#]],
    );
}

#[test]
fn a_possessive_before_a_duty_hands_it_over() {
    check(
        "The marshal watches the crowd. It's his call to stop the race. The decision is always the skipper's. The notary stamps it; it's the notary's place to.",
        expect![[r#"
        responsibility: marshal (subject, does) | The marshal watches the crowd.
        responsibility: marshal (passive agent, does) | It's his call to stop the race.
        responsibility: skipper (passive agent, does) | The decision is always the skipper's.
        responsibility: notary (subject, does) | The notary stamps it; it's the notary's place to.
    "#]],
    );
}

#[test]
fn a_cleft_names_who_does_it_over_an_insertion() {
    check(
        "It's the umpires, and not the groundsman, who decide. It tends to be the scorer who writes it down. It's the wardens together with the dean who keep it going.",
        expect![[r#"
        responsibility: umpire (passive agent, decides) | It's the umpires, and not the groundsman, who decide.
        responsibility: scorer (passive agent, does) | It tends to be the scorer who writes it down.
        responsibility: warden (passive agent, does) + dean (passive agent, does) | It's the wardens together with the dean who keep it going.
    "#]],
    );
}

#[test]
fn what_is_said_first_and_who_does_it_last() {
    check(
        "In overall charge of the ground is the hill leader. The person who irons the linen is the sacristan. Somebody writes the list, and that somebody is the purser.",
        expect![[r#"
        responsibility: hill leader (passive agent, does) | In overall charge of the ground is the hill leader.
        responsibility: sacristan (subject, does) | The person who irons the linen is the sacristan.
        responsibility: purser (subject, does) | Somebody writes the list, and that somebody is the purser.
    "#]],
    );
}

#[test]
fn a_line_ends_with_whose_task_it_is() {
    check(
        "## Who to blame\n\n- Plan is wrong: site engineer\n- Load swings badly: crane operator\n- Chains are worn: rigger",
        expect![[r#"
            responsibility: site engineer (coordination, does) | Plan is wrong: site engineer
            responsibility: crane operator (coordination, does) | Load swings badly: crane operator
            responsibility: rigger (coordination, does) | Chains are worn: rigger
        "#]],
    );
}

#[test]
fn what_is_described_before_its_verb_is_no_department() {
    check(
        "# Ushers\n\nThe usher tears the tickets. Information on this page allows each hall to be compared. \
         The program produces seat and wage estimates annually for every hall.",
        expect![[r#"
            responsibility: usher (subject, does) | The usher tears the tickets.
        "#]],
    );
}

#[test]
fn a_department_that_does_what_only_people_do_stands_for_its_people() {
    check(
        "Finance approves the money. Honey comes off in July.",
        expect![[r#"
        responsibility: finance (subject, decides) | Finance approves the money.
    "#]],
    );
}

#[test]
fn a_denial_with_never_is_a_denial() {
    check(
        "Agents never promise refunds.",
        expect![[r#"
        responsibility: agent (subject, does not) | Agents never promise refunds.
    "#]],
    );
}

#[test]
fn a_name_set_beside_the_subject_does_not_hide_it() {
    check(
        "The treasurer, Mrs Pengelly, counts the boxes. The dialler administrator, not the team leader, loads the lists. The ground manager (Sunil) mows the outfield.",
        expect![[r#"
        responsibility: treasurer (subject, does) | The treasurer, Mrs Pengelly, counts the boxes.
        responsibility: dialler administrator (subject, does) | The dialler administrator, not the team leader, loads the lists.
        responsibility: ground manager (subject, does) | The ground manager (Sunil) mows the outfield.
    "#]],
    );
}

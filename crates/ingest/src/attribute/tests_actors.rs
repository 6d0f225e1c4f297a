//! Who is a role though no list knows the name for a person, and the sentences that bring somebody in for a deed.

use super::tests::check;
use expect_test::expect;

#[test]
fn a_body_of_people_that_does_what_only_people_do_is_a_role() {
    check(
        "The police inspect the moorings. Complaints are examined by the parish council. Appointing them is left to the board. Fees are set by the committee. The lock regulates the water. The lock controls the gate.",
        expect![[r#"
            responsibility: police (subject, does) | The police inspect the moorings.
            responsibility: parish council (passive agent, does) | Complaints are examined by the parish council.
            responsibility: board (passive agent, does) | Appointing them is left to the board.
            responsibility: committee (passive agent, does) | Fees are set by the committee.
        "#]],
    );
}

#[test]
fn whoever_is_wanted_or_kept_for_a_deed_does_it() {
    check(
        "We're looking for a registrar to keep the loans book. Some theatres employ a dresser, a kind of quick-change artist who irons the shirts. They need a hall that holds sixty.",
        expect![[r#"
            responsibility: registrar (subject, does) | We're looking for a registrar to keep the loans book.
            responsibility: dresser (subject, does) | Some theatres employ a dresser, a kind of quick-change artist who irons the shirts.
            requirement: dresser (pronoun, does) | They need a hall that holds sixty.
        "#]],
    );
}

#[test]
fn a_passive_with_get_has_an_agent_too() {
    check(
        "Parcels get weighed by the postmaster. Your form gets read by our bursar. The choir gets better by the week.",
        expect![[r#"
            responsibility: postmaster (passive agent, does) | Parcels get weighed by the postmaster.
            responsibility: bursar (passive agent, does) | Your form gets read by our bursar.
        "#]],
    );
}

#[test]
fn the_agent_may_stand_behind_a_means() {
    check(
        "Refusals are made by phone, by the registrar.",
        expect![[r#"
        responsibility: registrar (passive agent, does) | Refusals are made by phone, by the registrar.
    "#]],
    );
}

#[test]
fn nobody_but_one_is_that_one() {
    check(
        "Nobody opens the safe except the bursar. No one but the verger may ring the bell. Nobody likes it but the fox.",
        expect![[r#"
            responsibility: bursar (subject, does) | Nobody opens the safe except the bursar.
            responsibility: verger (subject, does) | No one but the verger may ring the bell.
        "#]],
    );
}

#[test]
fn what_somebodys_time_goes_on_is_done() {
    check(
        "Porters spend half the morning moving beds. Actuaries spend years studying. Curators spend a lot. Much of the forester's day is spent marking trees.",
        expect![[r#"
            responsibility: porter (subject, does) | Porters spend half the morning moving beds.
            context: actuary (subject, does) | Actuaries spend years studying.
            context: curator (subject, does) | Curators spend a lot.
            responsibility: forester (subject, does) | Much of the forester's day is spent marking trees.
        "#]],
    );
}

#[test]
fn one_more_of_them_is_no_other_role() {
    check(
        "## Signaller\n\nThe signaller guides the load. At the top a second signaller takes over.\n\n## Second line engineer\n\nA second line engineer traces the fault.",
        expect![[r#"
            responsibility: signaller (subject, does) | The signaller guides the load.
            responsibility: signaller (subject, does) | At the top a second signaller takes over.
            responsibility: second line engineer (subject, does) | A second line engineer traces the fault.
        "#]],
    );
}

#[test]
fn who_belongs_to_the_narrator_did_it_as_the_job() {
    check(
        "My publicist sent out a hundred copies. The publicists wore grey suits.",
        expect![[r#"
        responsibility: publicist (subject, does) | My publicist sent out a hundred copies.
    "#]],
    );
}

#[test]
fn a_rank_stands_before_what_describes_its_title() {
    check(
        "# Writers\n\n## Technical Writer Responsibilities\n\n- Draft manuals\n\n## Staff Technical Writer Responsibilities\n\n- Review manuals\n\n## Manager, Lead Print Manager Responsibilities\n\n- Plan manuals",
        expect![[r#"
            responsibility: technical writer (heading, does) | Draft manuals
            responsibility: staff technical writer (heading, does) | Review manuals
            responsibility: lead print manager (heading, does) | Plan manuals
        "#]],
    );
}

#[test]
fn capitals_in_the_plural_act_as_several() {
    check(
        "A delivery planner (DP) draws up the rounds. DPs also need to check the vans. Drives the van and helps unload it.",
        expect![[r#"
            responsibility: delivery planner (subject, does) | A delivery planner (DP) draws up the rounds.
            responsibility: delivery planner (subject, does) | DPs also need to check the vans.
            responsibility: delivery planner (coordination, does) | Drives the van and helps unload it.
        "#]],
    );
}

#[test]
fn a_duty_is_handed_over_beside_another_one() {
    check(
        "The usher shows the seats; how they are cleaned is the porter's business. The abbot draws up the accounts, which an auditor then examines. A wise one leaves the keys to the sexton. That's for the plumber.",
        expect![[r#"
            responsibility: usher (subject, does) + porter (passive agent, does) | The usher shows the seats; how they are cleaned is the porter's business.
            responsibility: abbot (subject, does) + auditor (subject, does) | The abbot draws up the accounts, which an auditor then examines.
            responsibility: sexton (passive agent, does) | A wise one leaves the keys to the sexton.
            responsibility: plumber (passive agent, does) | That's for the plumber.
        "#]],
    );
}

#[test]
fn whoever_is_there_beside_the_rest_does_it_too() {
    check(
        "The catalogue goes out on Friday, with the printer holding the press. Hiring is decided jointly with the owners. There's a cooper for that. The person in charge of the slip is known as the shipwright.",
        expect![[r#"
            responsibility: printer (subject, does) | The catalogue goes out on Friday, with the printer holding the press.
            responsibility: owner (subject, does) | Hiring is decided jointly with the owners.
            responsibility: cooper (subject, does) | There's a cooper for that.
            responsibility: shipwright (subject, does) | The person in charge of the slip is known as the shipwright.
        "#]],
    );
}

#[test]
fn a_guide_is_an_article_until_its_sentences_speak_of_guides() {
    check("# The plain theatre guide\n\n- Sweep the stage\n- Count the seats", expect![[""]]);
}

#[test]
fn one_person_is_no_body_of_people() {
    check(
        "The police inspect the moorings. They seize the boats. She files the report.",
        expect![[r#"
            responsibility: police (subject, does) | The police inspect the moorings.
            responsibility: police (pronoun, does) | They seize the boats.
        "#]],
    );
}

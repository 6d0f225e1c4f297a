//! Whose something is, whom it is with, and of whom a relative clause speaks.

use super::tests::check;
use expect_test::expect;

#[test]
fn what_is_in_hands_on_a_desk_or_of_a_department_is_a_duty() {
    check(
        "The warden walks the yard. The keys are in her hands. Lost dogs land on her desk. Barrels are the coopers' department. The spare lamp is the warden's too.",
        expect![[r#"
            responsibility: warden (subject, does) | The warden walks the yard.
            responsibility: warden (passive agent, does) | The keys are in her hands.
            responsibility: warden (passive agent, does) | Lost dogs land on her desk.
            responsibility: cooper (passive agent, does) | Barrels are the coopers' department.
            responsibility: warden (passive agent, does) | The spare lamp is the warden's too.
        "#]],
    );
}

#[test]
fn a_thing_is_with_or_by_somebody_but_people_are_only_near_them() {
    check(
        "The lists are with our registrar. Loading is by the porter and by the driver alone. The pupils are with the registrar. That's for the clerk of the day, mostly Bernard.",
        expect![[r#"
            responsibility: registrar (passive agent, does) | The lists are with our registrar.
            responsibility: porter (passive agent, does) + driver (passive agent, does) | Loading is by the porter and by the driver alone.
            responsibility: clerk (passive agent, does) | That's for the clerk of the day, mostly Bernard.
        "#]],
    );
}

#[test]
fn anything_of_a_kind_that_is_sent_to_somebody_is_done_there() {
    check(
        "Anything made of brass is sent out to a frame builder. The letters are sent to the registrar. Noise at night is a matter for the warden.",
        expect![[r#"
            responsibility: frame builder (passive agent, does) | Anything made of brass is sent out to a frame builder.
            responsibility: warden (passive agent, does) | Noise at night is a matter for the warden.
        "#]],
    );
}

#[test]
fn both_are_the_two_just_named() {
    check(
        "The usher seats the guests, and the registrar reads the names. The plan is drawn up by both of them.",
        expect![[r#"
            responsibility: usher (subject, does) + registrar (subject, does) | The usher seats the guests, and the registrar reads the names.
            responsibility: usher (passive agent, does) + registrar (passive agent, does) | The plan is drawn up by both of them.
        "#]],
    );
}

#[test]
fn who_speaks_of_a_person_over_whatever_hangs_on_that_person() {
    check(
        "Since May there's been a bookkeeper for one morning a week who enters the receipts. Each has a mentor (mine is Odile) who signs the book. Walk over to Per, our bursar, in the blue room, who rings the bank.",
        expect![[r#"
            responsibility: bookkeeper (subject, does) | Since May there's been a bookkeeper for one morning a week who enters the receipts.
            responsibility: mentor (subject, does) | Each has a mentor (mine is Odile) who signs the book.
            responsibility: bursar (subject, does) | Walk over to Per, our bursar, in the blue room, who rings the bank.
        "#]],
    );
}

#[test]
fn a_crew_is_made_up_of_those_who_do_what_it_does() {
    check(
        "The crew that carries the beams up is made up of riggers.",
        expect![[r#"
        responsibility: rigger (subject, does) | The crew that carries the beams up is made up of riggers.
    "#]],
    );
}

#[test]
fn who_somebody_is_may_stand_between_the_name_and_the_verb() {
    check(
        "Odile, our head cooper, reads everything, answers everyone, and sets up the trial. And the distiller, the warden's cousin as often as not, watches over the still.",
        expect![[r#"
            responsibility: head cooper (subject, does) | Odile, our head cooper, reads everything, answers everyone, and sets up the trial.
            responsibility: distiller (subject, does) | And the distiller, the warden's cousin as often as not, watches over the still.
        "#]],
    );
}

#[test]
fn a_symptom_and_a_mark_come_before_whom_to_call() {
    check(
        "## Whom do I call?\n\nThe plumber mends pipes. Water under the door, or a smell of gas: a plumber, at once, or the harbour.",
        expect![[r#"
            responsibility: plumber (subject, does) | The plumber mends pipes.
            responsibility: plumber (coordination, does) | Water under the door, or a smell of gas: a plumber, at once, or the harbour.
        "#]],
    );
}

#[test]
fn a_word_for_an_audience_is_a_role_where_a_row_of_deeds_is_told_of_it() {
    check(
        "A listener sits down with the guest, goes through the sheet and hears the rest. The singer smiles at the buyer.",
        expect![[r#"
            responsibility: listener (subject, does) | A listener sits down with the guest, goes through the sheet and hears the rest.
            responsibility: singer (subject, does) | The singer smiles at the buyer.
        "#]],
    );
}

#[test]
fn a_gerund_may_be_part_of_a_title_but_a_day_of_the_week_is_not() {
    check(
        "It is settled by the shift milling manager, who sits in the tower. The lists are kept by our Saturday stewards. Milling technicians mend the stones.",
        expect![[r#"
            responsibility: shift milling manager (passive agent, does) | It is settled by the shift milling manager, who sits in the tower.
            responsibility: steward (passive agent, does) | The lists are kept by our Saturday stewards.
            responsibility: milling technician (subject, does) | Milling technicians mend the stones.
        "#]],
    );
}

#[test]
fn a_short_name_is_the_full_one_that_came_before_it() {
    check(
        "We have a workshop lead. The lead draws up the rota, decides what can wait and counts the tools.",
        expect![[r#"
            responsibility: workshop lead (subject, decides) | The lead draws up the rota, decides what can wait and counts the tools.
        "#]],
    );
}

#[test]
fn a_body_with_a_name_of_its_own_acts_behind_by() {
    check(
        "Vouchers are issued by a referral agency.",
        expect![[r#"
            responsibility: referral agency (passive agent, does) | Vouchers are issued by a referral agency.
        "#]],
    );
}

#[test]
fn whose_leave_something_takes_decides_on_it() {
    check(
        "Nothing leaves the vault without the registrar's signature. New stalls need the approval of the warden. Nobody climbs until the rigger has checked the rope.",
        expect![[r#"
            responsibility: registrar (passive agent, does) | Nothing leaves the vault without the registrar's signature.
            responsibility: warden (passive agent, does) | New stalls need the approval of the warden.
            responsibility: rigger (subject, does) | Nobody climbs until the rigger has checked the rope.
        "#]],
    );
}

#[test]
fn a_note_says_who_has_to_do_what() {
    check(
        "Treasurer to bank the float. For leaks there's a plumber. It takes a glazier to put the pane back.",
        expect![[r#"
            responsibility: treasurer (subject, does) | Treasurer to bank the float.
            responsibility: plumber (subject, does) | For leaks there's a plumber.
            responsibility: glazier (passive agent, does) | It takes a glazier to put the pane back.
        "#]],
    );
}

#[test]
fn a_name_alone_presents_whoever_is_told_of_next() {
    check(
        "# Night clerk\n\nThe night clerk keeps the keys.\n\nTwo porters. They carry the bags.\n\nThe baker, at four in the morning. He brings the rolls.",
        expect![[r#"
            responsibility: night clerk (subject, does) | The night clerk keeps the keys.
            responsibility: porter (pronoun, does) | They carry the bags.
            responsibility: baker (pronoun, does) | He brings the rolls.
        "#]],
    );
}

#[test]
fn what_waits_for_somebody_or_does_not_happen_without_them_is_theirs() {
    check(
        "Anything bigger waits for the provost. None of this happens without the clerk. It is for the warden alone to say when it is safe. Buying a boat takes the bursar and three years.",
        expect![[r#"
            responsibility: provost (passive agent, does) | Anything bigger waits for the provost.
            responsibility: clerk (passive agent, does) | None of this happens without the clerk.
            responsibility: warden (passive agent, does) | It is for the warden alone to say when it is safe.
        "#]],
    );
}

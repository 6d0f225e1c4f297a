//! Whose something is, whom it is with, and of whom a relative clause speaks.

use super::tests::check;
use expect_test::expect;

#[test]
fn what_is_in_hands_on_a_desk_or_of_a_department_is_a_duty() {
    check(
        "The warden walks the yard. The keys are in her hands. Lost dogs land on her desk. Barrels are the coopers' department. The spare lamp is the warden's too.",
        expect![[]],
    );
}

#[test]
fn a_thing_is_with_or_by_somebody_but_people_are_only_near_them() {
    check(
        "The lists are with our registrar. Loading is by the porter and by the driver alone. The pupils are with the registrar. That's for the clerk of the day, mostly Bernard.",
        expect![[]],
    );
}

#[test]
fn anything_of_a_kind_that_is_sent_to_somebody_is_done_there() {
    check(
        "Anything made of brass is sent out to a founder. The letters are sent to the registrar. Noise at night is a matter for the warden.",
        expect![[]],
    );
}

#[test]
fn both_are_the_two_just_named() {
    check(
        "The usher counts the seats. When the usher and the cashier disagree, both of them sign. The plan is drawn up by both of them.",
        expect![[]],
    );
}

#[test]
fn who_speaks_of_a_person_over_whatever_hangs_on_that_person() {
    check(
        "Since May there's been a bookkeeper for one morning a week who enters the receipts. Each has a mentor (mine is Odile) who signs the book. Walk over to Per, our bursar, in the blue room, who rings the bank.",
        expect![[]],
    );
}

#[test]
fn a_crew_is_made_up_of_those_who_do_what_it_does() {
    check("The crew that carries the beams up is made up of riggers.", expect![[]]);
}

#[test]
fn who_somebody_is_may_stand_between_the_name_and_the_verb() {
    check(
        "Odile, our head cooper, reads everything, answers everyone, and sets up the trial. At the mill, Per, the second miller, runs the stones. And the sexton, the verger's cousin as often as not, watches over the tower.",
        expect![[]],
    );
}

#[test]
fn a_symptom_and_a_mark_come_before_whom_to_call() {
    check(
        "## Whom do I call?\n\nThe plumber mends pipes. Water under the door, or a smell of gas: a plumber, at once, or the harbour.",
        expect![[]],
    );
}

#[test]
fn a_word_for_an_audience_is_a_role_where_a_row_of_deeds_is_told_of_it() {
    check(
        "A caller sits beside the drum, reads out the numbers and checks the cards. The singer smiles at the listener.",
        expect![[]],
    );
}

#[test]
fn a_gerund_may_be_part_of_a_title_but_a_day_of_the_week_is_not() {
    check(
        "It is settled by the shift milling manager, who sits in the tower. The lists are kept by our Saturday stewards. Milling technicians mend the stones.",
        expect![[]],
    );
}

#[test]
fn a_short_name_is_the_full_one_that_came_before_it() {
    check("We have a workshop lead. The lead hands out the jobs and counts the tools.", expect![[]]);
}

#[test]
fn a_body_with_a_name_of_its_own_acts_behind_by() {
    check("Vouchers are issued by a referral agency. The bells are cast by an outside foundry.", expect![[]]);
}

#[test]
fn whose_leave_something_takes_decides_on_it() {
    check(
        "Nothing leaves the vault without the registrar's signature. New stalls need the approval of the warden. Nobody climbs until the rigger has checked the rope.",
        expect![[]],
    );
}

#[test]
fn a_note_says_who_has_to_do_what() {
    check(
        "Treasurer to bank the float. For leaks there's a plumber. It takes a glazier to put the pane back.",
        expect![[]],
    );
}

#[test]
fn a_name_alone_presents_whoever_is_told_of_next() {
    check(
        "# Night clerk\n\nThe night clerk keeps the keys.\n\nTwo porters. They carry the bags.\n\nThe baker, at four in the morning. He brings the rolls.",
        expect![[]],
    );
}

#[test]
fn what_waits_for_somebody_or_does_not_happen_without_them_is_theirs() {
    check(
        "Anything bigger waits for the provost. None of this happens without the clerk. It is for the warden alone to say when it is safe. Buying a boat takes the bursar and three years.",
        expect![[]],
    );
}

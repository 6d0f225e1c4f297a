//! Plain prose as people write it by hand: rare names of roles, half sentences, names in passing.

use super::tests::check;
use expect_test::expect;

#[test]
fn a_rare_noun_in_er_is_whoever_does_what_its_verb_says() {
    check(
        "The smoulderer dries the kiln. The moulder rams the sand and vents it.\n\n## Moulders\n\nMoulders lift the box.",
        expect![[]],
    );
}

#[test]
fn several_people_are_several_even_where_a_list_knows_the_plural_as_a_thing() {
    check(
        "## Reel hands\n\n- Splice the paper\n\nReel hands load the press. Cleaners empty the bins. Trail breakers go out at four and put in the track. Heads of department check the lists.",
        expect![[]],
    );
}

#[test]
fn a_post_set_beside_a_name_says_who_that_is() {
    check("Vet checks: Dr. Ilse Haan, our head vet, looks at every dog. Haan signs the cards.", expect![[]]);
}

#[test]
fn whoever_is_one_of_those_whom_the_section_is_about() {
    check(
        "## Barkeepers\n\nBarkeepers pour. Whoever closes wipes everything down and counts the drawer. While one serves the terrace, the other minds the cellar. If somebody faints, one of them rings the doctor.",
        expect![[]],
    );
}

#[test]
fn the_last_word_is_a_responsibility() {
    check(
        "## The night cook\n\nHas the last word on the soup. The porter has the final say on the bins. Refunds are at the cashier's discretion. The steward's word is final.",
        expect![[]],
    );
}

#[test]
fn what_people_think_of_a_role_is_not_what_it_does() {
    check(
        "People think the porter only washes up. The porter stokes the boiler but has never cooked. Some people believe the fitters mend vans.",
        expect![[]],
    );
}

#[test]
fn lines_that_begin_with_a_name_and_a_mark_are_lines_of_their_own() {
    check(
        "**Pool manager**: holds the keys.\n**Plant operator** – backwashes the filters.\n\nSite crew -- puts out the desks\nData clerk (Sunil): prints the lists",
        expect![[]],
    );
}

#[test]
fn a_name_in_brackets_is_no_part_of_the_title() {
    check("## Exams officer (Beverley)\n\nBeverley orders the papers. Seating plans are hers.", expect![[]]);
}

#[test]
fn a_line_about_a_role_may_speak_to_it() {
    check("**Helpers** – You'll lay the tables and split the wood.\n\nYou'll be told the rest.", expect![[]]);
}

#[test]
fn one_of_those_who_are_spoken_to_acts() {
    check("## Invigilators\n\nYou hand out the papers. If a pupil faints, one of you goes with him.", expect![[]]);
}

#[test]
fn a_department_that_bears_a_role_s_name_is_that_role() {
    check(
        "## Layout artist\n\nThe layout artist draws the set. Later the layout department cleans the lines.",
        expect![[]],
    );
}

#[test]
fn that_person_is_whoever_the_sentence_named() {
    check("There has to be a lead climber, and that person checks the knots.", expect![[]]);
}

#[test]
fn what_is_ordained_among_duties_is_a_duty() {
    check(
        "# Surveyor\n\n## Responsibilities\n\n- Measure the plots. Reports should cover every hedge. This can be done by walking the bounds.",
        expect![[]],
    );
}

#[test]
fn an_item_may_announce_what_the_next_ones_are() {
    check(
        "# Bursar\n\n## Requirements\n\n- Knows the law\n- Performance Indicators\n- Keep spending within budget",
        expect![[]],
    );
}

#[test]
fn an_order_not_to_is_a_denial() {
    check("## Dairy hands\n\n- Scrub the moulds\n- Never touch the thermostat", expect![[]]);
}

#[test]
fn what_is_a_matter_for_somebody_is_their_responsibility() {
    check("Rescue is a matter for the coastguard. Nobody else may launch.", expect![[]]);
}

#[test]
fn words_in_a_row_are_no_title() {
    check("# Fixtures Teams Juniors\n\nThe umpire calls the balls. He picks up the bails.", expect![[]]);
}

#[test]
fn a_description_before_people_is_no_deed() {
    check("Presiding officers drive the boxes in. Housekeeping gets them ready.", expect![[]]);
}

#[test]
fn agreement_shows_a_verb_that_could_be_a_noun() {
    check(
        "This clerk orders cash from the bank. A teacher who rushes rules nothing. The stage crew put the track down.",
        expect![[]],
    );
}

#[test]
fn a_clause_behind_while_has_its_own_subject() {
    check(
        "The drivers wait while the pit boss decides when to stop. The committee meets in May and decides if the gate opens.",
        expect![[]],
    );
}

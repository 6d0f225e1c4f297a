//! Plain prose as people write it by hand: rare names of roles, half sentences, names in passing.

use super::tests::check;
use expect_test::expect;

#[test]
fn a_rare_noun_in_er_is_whoever_does_what_its_verb_says() {
    check(
        "The moulder rams the sand and vents it. A moulder checks the box.",
        expect![[r#"
            responsibility: moulder (subject, does) | The moulder rams the sand and vents it.
            responsibility: moulder (subject, does) | A moulder checks the box.
        "#]],
    );
}

#[test]
fn several_people_are_several_even_where_a_list_knows_the_plural_as_a_thing() {
    check(
        "Reel hands load the press. Cleaners empty the bins. Trail breakers go out at four and put in the track.",
        expect![[r#"
            responsibility: reel hand (subject, does) | Reel hands load the press.
            responsibility: cleaner (subject, does) | Cleaners empty the bins.
            responsibility: trail breaker (coordination, does) | Trail breakers go out at four and put in the track.
        "#]],
    );
}

#[test]
fn a_post_set_beside_a_name_says_who_that_is() {
    check(
        "Vet checks: Dr. Ilse Haan, our head vet, checks every dog. Haan signs the cards.",
        expect![[r#"
            responsibility: head vet (subject, does) | Vet checks: Dr. Ilse Haan, our head vet, checks every dog.
            responsibility: head vet (subject, decides) | Haan signs the cards.
        "#]],
    );
}

#[test]
fn whoever_is_one_of_those_whom_the_section_is_about() {
    check(
        "## Barkeepers\n\nBarkeepers pour. While one watches the door, the other walks the hall. Whoever closes wipes everything down and counts the drawer.",
        expect![[r#"
            responsibility: barkeeper (subject, does) | Barkeepers pour.
            responsibility: barkeeper (pronoun, does) | While one watches the door, the other walks the hall.
            responsibility: barkeeper (pronoun, does) | Whoever closes wipes everything down and counts the drawer.
        "#]],
    );
}

#[test]
fn the_last_word_is_a_responsibility() {
    check(
        "## The night cook\n\nHas the last word on the soup. The porter has the final say on the bins. Refunds are at the cashier's discretion. The steward's word is final.",
        expect![[r#"
            responsibility: night cook (coordination, does) | Has the last word on the soup.
            responsibility: porter (subject, does) | The porter has the final say on the bins.
            responsibility: cashier (passive agent, does) | Refunds are at the cashier's discretion.
            responsibility: steward (passive agent, does) | The steward's word is final.
        "#]],
    );
}

#[test]
fn what_people_think_of_a_role_is_not_what_it_does() {
    check(
        "People think the porter only washes up. The porter stokes the boiler but has never cooked. Some people believe the fitters mend vans, and the fitters oil the doors.",
        expect![[r#"
            responsibility: porter (subject, does) + porter (coordination, does not) | The porter stokes the boiler but has never cooked.
            responsibility: fitter (subject, does) | Some people believe the fitters mend vans, and the fitters oil the doors.
        "#]],
    );
}

#[test]
fn lines_that_begin_with_a_name_and_a_mark_are_lines_of_their_own() {
    check(
        "**Pool manager**: holds the keys.\n**Plant operator** – backwashes the filters.\n\nSite crew -- puts out the desks\nData clerk (Sunil): prints the lists",
        expect![[r#"
            responsibility: pool manager (list lead-in, does) | Pool manager: holds the keys.
            responsibility: plant operator (list lead-in, does) | Plant operator – backwashes the filters.
            responsibility: site crew (list lead-in, does) | Site crew -- puts out the desks
            responsibility: data clerk (list lead-in, does) | Data clerk (Sunil): prints the lists
        "#]],
    );
}

#[test]
fn a_name_in_brackets_is_no_part_of_the_title() {
    check(
        "## Exams officer (Beverley)\n\nBeverley orders the papers. Seating plans are hers.",
        expect![[r#"
            responsibility: exams officer (subject, decides) | Beverley orders the papers.
            responsibility: exams officer (pronoun, does) | Seating plans are hers.
        "#]],
    );
}

#[test]
fn a_department_that_bears_a_role_s_name_is_that_role() {
    check(
        "## Layout artist\n\nThe layout artist draws the set. Later the layout department cleans the lines.",
        expect![[r#"
            responsibility: layout artist (subject, does) | The layout artist draws the set.
            responsibility: layout artist (subject, does) | Later the layout department cleans the lines.
        "#]],
    );
}

#[test]
fn what_is_ordained_among_duties_is_a_duty() {
    check(
        "# Surveyor\n\n## Responsibilities\n\n- Measure the plots. Reports should cover every hedge. This can be done by walking the bounds.",
        expect![[r#"
            responsibility: surveyor (heading, does) | Measure the plots.
            responsibility: surveyor (heading, does) | Reports should cover every hedge.
            responsibility: surveyor (coordination, does) | This can be done by walking the bounds.
        "#]],
    );
}

#[test]
fn an_item_may_announce_what_the_next_ones_are() {
    check(
        "# Bursar\n\n## Requirements\n\n- Knows the law\n- Performance Indicators\n- Keep spending within budget",
        expect![[r#"
            requirement: bursar (heading, does) | Knows the law
            responsibility: bursar (heading, does) | Keep spending within budget
        "#]],
    );
}

#[test]
fn an_order_not_to_is_a_denial() {
    check(
        "## Dairy hands\n\nWhat they do:\n\n- Scrub the moulds\n- Never touch the thermostat",
        expect![[r#"
            responsibility: dairy hand (list lead-in, does) | Scrub the moulds
            responsibility: dairy hand (list lead-in, does not) | Never touch the thermostat
        "#]],
    );
}

#[test]
fn what_is_a_matter_for_somebody_is_their_responsibility() {
    check(
        "Rescue is a matter for the coastguard. Nobody else may launch.",
        expect![[r#"
            responsibility: coastguard (passive agent, does) | Rescue is a matter for the coastguard.
            responsibility: coastguard (heading, does) | Nobody else may launch.
        "#]],
    );
}

#[test]
fn words_in_a_row_are_no_title() {
    check(
        "# Fixtures Teams Juniors\n\nThe umpire calls the balls. He picks up the bails.",
        expect![[r#"
            responsibility: umpire (subject, decides) | The umpire calls the balls.
            responsibility: umpire (pronoun, decides) | He picks up the bails.
        "#]],
    );
}

#[test]
fn a_description_before_people_is_no_deed() {
    check(
        "Presiding officers drive the boxes in.",
        expect![[r#"
            responsibility: presiding officer (subject, does) | Presiding officers drive the boxes in.
        "#]],
    );
}

#[test]
fn agreement_shows_a_verb_that_could_be_a_noun() {
    check(
        "This clerk orders cash from the bank. The stage crew put the track down.",
        expect![[r#"
            responsibility: clerk (subject, decides) | This clerk orders cash from the bank.
            responsibility: stage crew (subject, does) | The stage crew put the track down.
        "#]],
    );
}

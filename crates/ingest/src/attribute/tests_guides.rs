//! Sentences as guides for people at large write them: "who does what in a …".

use super::tests::check;
use expect_test::expect;

#[test]
fn who_stands_behind_by_acts_over_a_second_verb_and_an_adverbial() {
    check(
        "Sails are cut outside the yard by a sailmaker. Ropes are sewn and glued by the rigger.",
        expect![[r#"
        responsibility: sailmaker (passive agent, does) | Sails are cut outside the yard by a sailmaker.
        responsibility: rigger (passive agent, does) | Ropes are sewn and glued by the rigger.
    "#]],
    );
}

#[test]
fn another_name_a_pointed_that_and_a_turned_order_keep_the_subject() {
    check(
        "The rigger, or splicer, mends the till. It is the rigger that climbs the mast. And climb he must. From noon on the rigger paints.",
        expect![[r#"
            responsibility: rigger (subject, does) | The rigger, or splicer, mends the till.
            responsibility: rigger (passive agent, does) | It is the rigger that climbs the mast.
            responsibility: rigger (pronoun, does) | And climb he must.
            responsibility: rigger (subject, does) | From noon on the rigger paints.
        "#]],
    );
}

#[test]
fn what_is_divided_passes_through_hands_or_is_had_done_names_somebody() {
    check(
        "Keys are split between the purser and the cook. Every bill passes through the purser's hands. Some lines have their stewards carry the bags. Guests walk through the purser's office.",
        expect![[r#"
            responsibility: purser (passive agent, does) + cook (passive agent, does) | Keys are split between the purser and the cook.
            responsibility: purser (passive agent, does) | Every bill passes through the purser's hands.
            responsibility: steward (subject, does) | Some lines have their stewards carry the bags.
        "#]],
    );
}

#[test]
fn somebody_must_and_that_is_whoever_is_named() {
    check(
        "The warden rings the bell. Somebody must lock the gate, and that is the warden. The clerk asks the law clerk, a graduate who looks up cases.",
        expect![[r#"
            responsibility: warden (subject, does) | The warden rings the bell.
            responsibility: warden (subject, does) | Somebody must lock the gate, and that is the warden.
            responsibility: clerk (subject, does) + law clerk (subject, does) | The clerk asks the law clerk, a graduate who looks up cases.
        "#]],
    );
}

#[test]
fn a_good_one_is_whoever_the_section_is_about() {
    check(
        "# Glazier and Roofer\n\n## The glazier\n\nA glazier cuts glass. A good one will measure the frame twice.",
        expect![[r#"
            responsibility: glazier (subject, does) | A glazier cuts glass.
            responsibility: glazier (pronoun, does) | A good one will measure the frame twice.
        "#]],
    );
}

#[test]
fn a_matrix_may_say_yes_with_a_condition() {
    check(
        "| | Glazier | Roofer |\n|---|---|---|\n| Cuts glass | Yes | No |\n| Climbs ladders | Yes, with a permit | Yes |\n| Orders slates | rarely | yes |",
        expect![[r#"
            responsibility: glazier (table, does) + roofer (table, does not) | Cuts glass	Yes	No
            responsibility: glazier (table, does) + roofer (table, does) | Climbs ladders	Yes, with a permit	Yes
            responsibility: roofer (table, does) | Orders slates	rarely	yes
        "#]],
    );
}

//! What a sentence leaves to the one before it, and whom a text turns to.

use super::tests::check;
use expect_test::expect;

#[test]
fn yes_and_no_answer_whether_somebody_does_something() {
    check(
        "# The church\n\nQ: Does the sexton sweep the porch?\nA: Yes, on Fridays.\n\nCan the verger carry the cross? No, never.",
        expect![[r#"
            responsibility: sexton (coordination, does) | A: Yes, on Fridays.
            responsibility: verger (coordination, does not) | No, never.
        "#]],
    );
}

#[test]
fn what_is_asked_without_a_question_word_says_nothing() {
    check("# The church\n\nSo the sexton sweeps the porch?", expect![[r#""#]]);
}

#[test]
fn lettered_deeds_behind_a_role_are_its_own() {
    check(
        "# The church\n\nThe sexton: a) sweeps the porch; b) rings the bell.\n\nThe verger: (i) carries the cross; (ii) lights the lamps.",
        expect![[r#"
            responsibility: sexton (list lead-in, does) | The sexton: a) sweeps the porch; b) rings the bell.
            responsibility: verger (list lead-in, does) | The verger: (i) carries the cross; (ii) lights the lamps.
        "#]],
    );
}

#[test]
fn the_first_and_the_second_are_those_whom_the_sentence_named_before() {
    check(
        "# The church\n\nSexton vs verger: the first has the keys, the second carries the cross.",
        expect![[r#"
            responsibility: verger (subject, does) | Sexton vs verger: the first has the keys, the second carries the cross.
        "#]],
    );
}

#[test]
fn one_deed_of_the_past_tells_whose_it_is_but_history_does_not() {
    check(
        "# The church\n\nYesterday the sexton swept the porch. In 1850 the beadle carried a staff.",
        expect![[r#"
            responsibility: sexton (subject, does) | Yesterday the sexton swept the porch.
            context: beadle (subject, does) | In 1850 the beadle carried a staff.
        "#]],
    );
}

#[test]
fn whoever_speaks_of_where_they_are_tells_of_others() {
    check(
        "# The church\n\nWhere I work the sexton sweeps the porch. We sextons ring the bell.",
        expect![[r#"
            responsibility: sexton (subject, does) | Where I work the sexton sweeps the porch.
            responsibility: sexton (subject, does) | We sextons ring the bell.
        "#]],
    );
}

#[test]
fn a_title_without_an_article_may_say_who_you_are() {
    check(
        "# Notes\n\nIn your first week as sexton you sweep the porch. You also ring the bell.",
        expect![[r#"
            responsibility: sexton (pronoun, does) | In your first week as sexton you sweep the porch.
            responsibility: sexton (pronoun, does) | You also ring the bell.
        "#]],
    );
}

#[test]
fn an_answer_is_read_without_the_dash_that_marks_it() {
    check(
        "# Notes\n\nWhat does your day look like? – As sexton, I sweep the porch first.",
        expect![[r#"
            responsibility: sexton (pronoun, does) | As sexton, I sweep the porch first.
        "#]],
    );
}

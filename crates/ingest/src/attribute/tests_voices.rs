//! Whose "I" it is and whose "you", where a text is written by one of those whom it is about, or for them.

use super::tests::check;
use expect_test::expect;

#[test]
fn who_says_in_so_many_words_what_he_is_means_that_by_i_but_not_by_we() {
    check(
        "# A year at the mill\n\nI'm a miller. My mornings go on dressing stones. I grind the rye and I weigh the sacks. We sell it in the yard.",
        expect![[r#"
            context: miller (pronoun, does) | I'm a miller.
            responsibility: miller (coordination, does) | My mornings go on dressing stones.
            responsibility: miller (pronoun, does) | I grind the rye and I weigh the sacks.
        "#]],
    );
}

#[test]
fn a_speaker_who_says_what_he_is_is_that_in_all_of_his_turns() {
    check(
        "Odile Pask has been at the mill for years, now as head miller.\n\nWhat do you do?\n\nOdile Pask: I grind the rye.\n\nAnd then?\n\nOP: I weigh the sacks.",
        expect![[r#"
            context: head miller (subject, does) | Odile Pask has been at the mill for years, now as head miller.
            responsibility: head miller (pronoun, does) | Odile Pask: I grind the rye.
            responsibility: head miller (pronoun, does) | OP: I weigh the sacks.
        "#]],
    );
}

#[test]
fn somebody_quoted_behind_a_colon_is_whoever_says_it() {
    check(
        "## The sexton\n\nThe sexton digs.\n\nMrs. Dray, our verger, puts it this way: \"I lock the tower. Then I count the candles.\"",
        expect![[r#"
            responsibility: sexton (subject, does) | The sexton digs.
            responsibility: verger (subject, does) | Mrs. Dray, our verger, puts it this way: "I lock the tower.
            responsibility: verger (pronoun, does) | Then I count the candles."
        "#]],
    );
}

#[test]
fn whom_a_sentence_speaks_to_is_a_role_and_orders_below_are_its() {
    check(
        "# Who does what on market day\n\n## Before nine\n\nAs a gate volunteer you count the vans and wave them in.\n\n- Throw out wet straw.\n- Never park on the grass.\n- Tell the warden when the field is full.\n\n## At noon\n\nWardens close the road.",
        expect![[r#"
            responsibility: gate volunteer (pronoun, does) | As a gate volunteer you count the vans and wave them in.
            responsibility: gate volunteer (filename, does) | Throw out wet straw.
            responsibility: gate volunteer (filename, does not) | Never park on the grass.
            responsibility: gate volunteer (filename, does) | Tell the warden when the field is full.
            responsibility: warden (subject, does) | Wardens close the road.
        "#]],
    );
}

#[test]
fn a_handbook_speaks_to_those_in_its_title_until_it_names_others() {
    check(
        "# Members' handbook\n\n## Your plot\n\nYou dig your plot. Keep the path clear.\n\n## The bar\n\nServers are the last to leave. You rinse the pumps.\n\n## Work days\n\nEverybody cleans. Ring by nine.",
        expect![[r#"
            responsibility: member (pronoun, does) | You dig your plot.
            responsibility: member (filename, does) | Keep the path clear.
            context: server (subject, does) | Servers are the last to leave.
            responsibility: server (pronoun, does) | You rinse the pumps.
            responsibility: member (pronoun, does) | Everybody cleans.
        "#]],
    );
}

#[test]
fn a_belief_that_is_quoted_to_be_answered_is_nobodys_duty() {
    check(
        "## Myths\n\n- \"The thatcher mends the gutters.\" Thatchers never touch gutters; the plumber does that.\n- \"The glazier paints.\" The painter paints.",
        expect![[r#"
            responsibility: plumber (subject, does) + thatcher (subject, does not) | Thatchers never touch gutters; the plumber does that.
            responsibility: painter (subject, does) | The painter paints.
        "#]],
    );
}

#[test]
fn a_post_before_a_clause_is_as_what_its_subject_acts() {
    check(
        "As deputy bosun my wife takes the helm when Morag is away. As our yard lead, I sign the passes.",
        expect![[r#"
            responsibility: deputy bosun (pronoun, does) | As deputy bosun my wife takes the helm when Morag is away.
            responsibility: yard lead (pronoun, decides) | As our yard lead, I sign the passes.
        "#]],
    );
}

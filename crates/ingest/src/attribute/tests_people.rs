//! Who speaks, who is called by name, and whom a pronoun means.

use super::tests::check;
use expect_test::expect;

#[test]
fn whoever_speaks_in_an_interview_is_the_role_that_the_article_gave_them() {
    check(
        "Ruth Delgado is the stage manager. Per Lindqvist has been a prop maker for years.\n\nDelgado: I call the cues.\n\nLindqvist: We repair the swords.\n\nDelgado: He also paints them.",
        expect![[r#"
        context: stage manager (subject, does) | Ruth Delgado is the stage manager.
        context: prop maker (subject, does) | Per Lindqvist has been a prop maker for years.
        responsibility: stage manager (pronoun, decides) | Delgado: I call the cues.
        responsibility: prop maker (pronoun, does) | Lindqvist: We repair the swords.
        responsibility: prop maker (pronoun, does) | Delgado: He also paints them.
    "#]],
    );
}

#[test]
fn a_quotation_below_a_roles_heading_is_said_by_one_of_them() {
    check(
        "## Luthier\n\n\"I glue the tops in winter,\" says Ray Colman, who has done this for years. \"In summer I carve.\"\n\n## Apprentice\n\nThe apprentice sweeps.",
        expect![[r#"
        responsibility: luthier (pronoun, does) | "I glue the tops in winter," says Ray Colman, who has done this for years.
        responsibility: luthier (pronoun, does) | "In summer I carve."
        responsibility: apprentice (subject, does) | The apprentice sweeps.
    "#]],
    );
}

#[test]
fn a_name_given_to_a_role_stands_for_it() {
    check(
        "The harbour master is Olive Pryce. Olive inspects the moorings.\n\nOur piano tuner was a man called Teodor. Teodor keeps the hammers in order.\n\nJo (safety adviser) signs the permits.",
        expect![[r#"
        context: harbour master (subject, does) | The harbour master is Olive Pryce.
        responsibility: harbour master (subject, does) | Olive inspects the moorings.
        context: piano tuner (subject, does) | Our piano tuner was a man called Teodor.
        responsibility: piano tuner (subject, does) | Teodor keeps the hammers in order.
        responsibility: safety adviser (subject, decides) | Jo (safety adviser) signs the permits.
    "#]],
    );
}

#[test]
fn the_first_person_named_below_a_roles_heading_is_that_role() {
    check(
        "## The Verger\n\nThe hall is opened by Mrs Okafor. She counts the candles.\n\n## The Churchwardens (Bill and Hyacinth)\n\nHyacinth orders the coal.",
        expect![[r#"
        responsibility: verger (passive agent, does) | The hall is opened by Mrs Okafor.
        responsibility: verger (pronoun, does) | She counts the candles.
        responsibility: churchwarden (subject, decides) | Hyacinth orders the coal.
    "#]],
    );
}

#[test]
fn a_sentence_that_presents_a_role_says_whom_the_next_one_means() {
    check(
        "The surveyor measures the field. Her opposite number is the draughtsman. He draws the plan.\n\nEvery orchard has a beekeeper. She feeds the hives.",
        expect![[r#"
        responsibility: surveyor (subject, does) | The surveyor measures the field.
        responsibility: draughtsman (pronoun, does) | He draws the plan.
        responsibility: beekeeper (pronoun, does) | She feeds the hives.
    "#]],
    );
}

#[test]
fn you_is_the_role_that_the_article_says_you_are() {
    check(
        "# So you want to be a falconer?\n\n## Mornings\n\nYou'll weigh every bird. You can hear them from the road.",
        expect![[r#"
        responsibility: falconer (pronoun, does) | You'll weigh every bird.
    "#]],
    );
}

#[test]
fn you_below_a_heading_is_the_reader_where_anybody_could_do_it() {
    check(
        "## Sommelier\n\nYou can hear the corks. You name it. The sommelier pours.",
        expect![[r#"
        responsibility: sommelier (subject, does) | The sommelier pours.
    "#]],
    );
}

#[test]
fn somebody_has_to_below_a_roles_heading_is_that_role() {
    check(
        "## Groundskeeper\n\nSomebody has to roll the pitch. Somebody once laughed.",
        expect![[r#"
        responsibility: groundskeeper (heading, does) | Somebody has to roll the pitch.
    "#]],
    );
}

#[test]
fn what_a_person_did_is_told_as_part_of_the_job_and_history_is_not() {
    check(
        "The bookbinder is Asta. Asta pressed the pages. In the 1950s bookbinders wore ties.",
        expect![[r#"
        context: bookbinder (subject, does) | The bookbinder is Asta.
        responsibility: bookbinder (subject, does) | Asta pressed the pages.
    "#]],
    );
}

#[test]
fn what_a_sections_role_is_called_elsewhere_is_the_same_role() {
    check(
        "## House engineer\n\nClients call this person the recording engineer, or the sound guy.\n\n## Agents\n\nAlso called advisors or reps.\n\n## Diary\n\nThe recording engineer checks the diary. Reps answer the phone.",
        expect![[r#"
            responsibility: house engineer (subject, does) | The recording engineer checks the diary.
            responsibility: agent (subject, does) | Reps answer the phone.
        "#]],
    );
}

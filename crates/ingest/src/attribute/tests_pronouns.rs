//! Whom a pronoun means where several could be meant, and who somebody called by name is.

use super::tests::check;
use expect_test::expect;

#[test]
fn he_and_she_mean_whom_the_article_calls_so() {
    check(
        "The pilot steers. She also reads the tides. The skipper keeps the log, and he can relieve her. She hoists the flag.",
        expect![[r#"
        responsibility: pilot (subject, does) | The pilot steers.
        responsibility: pilot (pronoun, does) | She also reads the tides.
        responsibility: skipper (subject, does) | The skipper keeps the log, and he can relieve her.
        responsibility: pilot (pronoun, does) | She hoists the flag.
    "#]],
    );
}

#[test]
fn whoever_acts_is_somebody_else_than_whom_it_is_done_to() {
    check(
        "A masseur visits the riders on Mondays. They stretch every rider before the race.",
        expect![[r#"
        responsibility: masseur (subject, does) | A masseur visits the riders on Mondays.
        responsibility: masseur (pronoun, does) | They stretch every rider before the race.
    "#]],
    );
}

#[test]
fn below_its_own_heading_a_role_is_meant_though_another_was_mentioned() {
    check(
        "## Floor supervisor\n\nFloor supervisors check the rooms. The keys come from the receptionist. They count them twice.\n\n## Receptionist\n\nThe receptionist greets the guests.",
        expect![[r#"
        responsibility: floor supervisor (subject, does) | Floor supervisors check the rooms.
        responsibility: receptionist (passive agent, does) | The keys come from the receptionist.
        responsibility: floor supervisor (pronoun, does) | They count them twice.
        responsibility: receptionist (subject, does) | The receptionist greets the guests.
    "#]],
    );
}

#[test]
fn a_pronoun_may_mean_somebody_named_earlier_in_its_sentence() {
    check(
        "The luthier glues the tops. She signs them too. The joiner planes the boards. He saws them. She rang the joiner, and he sent more wood.",
        expect![[r#"
        responsibility: luthier (subject, does) | The luthier glues the tops.
        responsibility: luthier (pronoun, decides) | She signs them too.
        responsibility: joiner (subject, does) | The joiner planes the boards.
        responsibility: joiner (pronoun, does) | He saws them.
        responsibility: luthier (pronoun, does) + joiner (pronoun, does) | She rang the joiner, and he sent more wood.
    "#]],
    );
}

#[test]
fn an_agent_is_meant_by_the_pronoun_of_the_next_clause() {
    check(
        "# The purser and the steward\n\nOrders go through the steward, not through the purser: they call the chandler.",
        expect![[r#"
        responsibility: steward (passive agent, decides) | Orders go through the steward, not through the purser: they call the chandler.
    "#]],
    );
}

#[test]
fn the_former_and_the_latter_count_whom_a_pronoun_meant() {
    check(
        "The coxswain steers the launch. He watches the swell. With him is a deckhand. The latter ties the ropes, and the former keeps the log.",
        expect![[r#"
        responsibility: coxswain (subject, does) | The coxswain steers the launch.
        responsibility: coxswain (pronoun, does) | He watches the swell.
        responsibility: deckhand (pronoun, does) + coxswain (pronoun, does) | The latter ties the ropes, and the former keeps the log.
    "#]],
    );
}

#[test]
fn a_plural_beside_two_single_roles_is_neither_the_former_nor_the_latter() {
    check(
        "The glazier and the joiner work for the builders. The former cuts the panes; the latter planes the frames.",
        expect![[r#"
        context: glazier (subject, does) + joiner (subject, does) | The glazier and the joiner work for the builders.
        responsibility: glazier (pronoun, does) + joiner (pronoun, does) | The former cuts the panes; the latter planes the frames.
    "#]],
    );
}

#[test]
fn the_former_see_and_the_latter_leads_are_deeds() {
    check(
        "Curators and wardens share the keys. The former see the lenders; the latter lock the doors. In the evening the latter leads the tour.",
        expect![[r#"
        responsibility: curator (subject, does) + warden (subject, does) | Curators and wardens share the keys.
        responsibility: curator (pronoun, does) + warden (pronoun, does) | The former see the lenders; the latter lock the doors.
        responsibility: warden (pronoun, decides) | In the evening the latter leads the tour.
    "#]],
    );
}

#[test]
fn a_person_is_what_the_next_sentence_says_they_are() {
    check(
        "The windows fell to Odile. A glazier by trade, she cut the panes. She fitted them too.\n\nI never met Mrs Tamm. She is a bookbinder. Mrs Tamm sews the pages.",
        expect![[r#"
        responsibility: glazier (passive agent, does) | The windows fell to Odile.
        responsibility: glazier (pronoun, does) | A glazier by trade, she cut the panes.
        responsibility: glazier (pronoun, does) | She fitted them too.
        context: glazier (pronoun, does) | She is a bookbinder.
        responsibility: bookbinder (subject, does) | Mrs Tamm sews the pages.
    "#]],
    );
}

#[test]
fn whom_a_section_begins_with_and_goes_on_to_call_she_is_its_role() {
    check(
        "## Curator\n\nAnneli has been here longer than the lift. Loans go through her. The curator hangs the pictures.\n\n## Fire\n\nAnneli calls the brigade. If you smell smoke, speak to Anneli.",
        expect![[r#"
        context: curator (subject, does) | Anneli has been here longer than the lift.
        responsibility: curator (pronoun, does) | Loans go through her.
        responsibility: curator (subject, does) | The curator hangs the pictures.
        responsibility: curator (subject, decides) | Anneli calls the brigade.
        responsibility: curator (passive agent, does) | If you smell smoke, speak to Anneli.
    "#]],
    );
}

#[test]
fn whoever_is_to_be_asked_in_a_block_about_a_role_has_it() {
    check(
        "## Who is who\n\n- **Potters** – We have three. Ask Wendeline to fire your bowl.\n- **Glaziers** – They cut the panes.\n\n## Saturdays\n\nWendeline opens the kiln.",
        expect![[r#"
        responsibility: potter (passive agent, does) | Ask Wendeline to fire your bowl.
        responsibility: glazier (pronoun, does) | Glaziers – They cut the panes.
        responsibility: potter (subject, does) | Wendeline opens the kiln.
    "#]],
    );
}

#[test]
fn a_name_behind_by_the_name_of_is_the_roles() {
    check(
        "There's a storekeeper for that, an old hand by the name of Osric. Osric sells the rope.\n\nAsk the verger (his name is Anselm). Anselm rings the bell.",
        expect![[r#"
        responsibility: storekeeper (subject, does) | There's a storekeeper for that, an old hand by the name of Osric.
        responsibility: storekeeper (subject, does) | Osric sells the rope.
        responsibility: verger (passive agent, does) | Ask the verger (his name is Anselm).
        responsibility: verger (subject, does) | Anselm rings the bell.
    "#]],
    );
}

#[test]
fn somebody_quoted_without_a_title_is_whom_the_paragraph_is_about() {
    check(
        "The helmsman reads the tide. \"My first year was wet,\" says Odo, who came last spring. \"I keep the log.\"",
        expect![[r#"
        responsibility: helmsman (subject, does) | The helmsman reads the tide.
        responsibility: helmsman (pronoun, does) | "I keep the log."
    "#]],
    );
}

#[test]
fn where_somebodys_hours_go_is_what_they_do() {
    check(
        "## Curator\n\nThe curator hangs the pictures. The rest of the week goes on begging for loans.\n\n## Warden\n\nThe warden locks the doors. Her other half goes on the stairs.",
        expect![[r#"
        responsibility: curator (subject, does) | The curator hangs the pictures.
        responsibility: curator (coordination, does) | The rest of the week goes on begging for loans.
        responsibility: warden (subject, does) | The warden locks the doors.
        responsibility: warden (coordination, does) | Her other half goes on the stairs.
    "#]],
    );
}

#[test]
fn the_same_person_is_who_was_spoken_of_and_the_job_is_the_sections() {
    check(
        "# The museum\n\n## Curator\n\nThe curator hangs the pictures. In a small museum the same person also sells the tickets. The warden brings the ladder. The job includes writing the labels.\n\n## Warden\n\nThe warden locks the doors.",
        expect![[r#"
        responsibility: curator (subject, does) | The curator hangs the pictures.
        responsibility: curator (pronoun, does) | In a small museum the same person also sells the tickets.
        responsibility: warden (subject, does) | The warden brings the ladder.
        responsibility: curator (coordination, does) | The job includes writing the labels.
        responsibility: warden (subject, does) | The warden locks the doors.
    "#]],
    );
}

#[test]
fn you_in_a_section_about_one_role_is_nobody_in_the_next() {
    check(
        "# The mews\n\n## Falconer\n\nAs the falconer, you weigh the birds.\n\n## And the others?\n\nYou bring your own food.",
        expect![[r#"
        responsibility: falconer (pronoun, does) | As the falconer, you weigh the birds.
    "#]],
    );
}

#[test]
fn what_only_a_title_names_is_not_whom_you_means() {
    check("# Notes on the mill (not official)\n\n## Mornings\n\nYou grease the stones.", expect![[""]]);
}

#[test]
fn whoever_stands_behind_says_is_quoted_wherever_the_quotation_begins() {
    check(
        "## The talent buyer\n\nMaybe. \"I check two hundred links,\" says Ray Colman, who has been there for years. \"I ring the good ones.\"\n\n## Luthiers\n\nThe luthier glues the tops.",
        expect![[r#"
        responsibility: talent buyer (pronoun, does) | "I check two hundred links," says Ray Colman, who has been there for years.
        responsibility: talent buyer (pronoun, does) | "I ring the good ones."
        responsibility: luthier (subject, does) | The luthier glues the tops.
    "#]],
    );
}

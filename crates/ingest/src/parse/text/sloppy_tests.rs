//! Texts as people type them who think of no reader but their own team.

use super::super::testing::check_with;
use expect_test::{Expect, expect};

fn check(input: &str, expected: Expect) {
    check_with(super::parse, input, expected);
}

#[test]
fn numbers_over_text_count_headings_though_one_of_them_has_a_list_below() {
    check(
        "Depot guide\nPage 1 of 4\n\n1. Gatehouse\nThe attendant checks the permits and weighs the vans.\n2. Tipping floor\n   a) Banksman guides the lorries\n   b) Pickers sort\n3. Store\nOnly the chemist may open the paint locker there.\n\nPage 2 of 4\nSweeping is done by the pickers every evening.\n",
        expect![[r#"
            title = Depot guide
            h1: Depot guide
            meta: Page 1 of 4
            h2: Gatehouse
            p: The attendant checks the permits and weighs the vans.
            h2: Tipping floor
            ol0: Banksman guides the lorries
            ol0: Pickers sort
            h2: Store
            p: Only the chemist may open the paint locker there.
            meta: Page 2 of 4
            p: Sweeping is done by the pickers every evening.
        "#]],
    );
}

#[test]
fn a_word_in_capitals_heads_the_short_lines_right_below_it() {
    check(
        "Pub quiz rota\n\nQUIZMASTER\nWrites the questions.\nReads them out.\n\nSCORER\nAdds up.\nCollects the sheets\n",
        expect![[r#"
            title = Pub quiz rota
            h1: Pub quiz rota
            h2: QUIZMASTER
            p: Writes the questions.
            p: Reads them out.
            h2: SCORER
            p: Adds up.
            p: Collects the sheets
        "#]],
    );
}

#[test]
fn names_joined_to_their_duties_by_dots_are_rows_unless_the_dots_lead_to_pages() {
    check(
        "Chamber choir\n\nMusical director ........ Rehearses the choir, conducts\nTreasurer ... Collects the fees\nLibrarian ............... Orders the scores\n\nThey meet on Mondays... and eat cake.\n",
        expect![[r#"
            title = Chamber choir
            h1: Chamber choir
            row0: Musical director | Rehearses the choir, conducts
            row0: Treasurer | Collects the fees
            row0: Librarian | Orders the scores
            p: They meet on Mondays... and eat cake.
        "#]],
    );
}

#[test]
fn numbers_over_numbers_of_two_parts_count_headings() {
    check(
        "1. INTRODUCTION\nThis paper tells of the work in a forest.\n\n2. PEOPLE\n2.1 Harvester operator\nFells the trees.\n2.2 Ranger\nCloses the paths.\n\n3. SAFETY\nBanksmen keep the public away from the machines.\n",
        expect![[r#"
            h2: INTRODUCTION
            p: This paper tells of the work in a forest.
            h2: PEOPLE
            h3: Harvester operator
            p: Fells the trees.
            h3: Ranger
            p: Closes the paths.
            h2: SAFETY
            p: Banksmen keep the public away from the machines.
        "#]],
    );
}

#[test]
fn the_head_of_a_mail_says_title_author_and_date() {
    check(
        "From: Priya Nair <priya@example.org>\r\nTo: new starters\r\nSent: Monday, 3 June 2024 09:12\r\nSubject: FW: re: Who does what on the floor\r\n\r\nHi all,\r\n\r\nThe team leader approves the breaks. Refunds are authorised by the duty manager.\r\n\r\nKind regards\r\nPriya\r\n",
        expect![[r#"
            title = Who does what on the floor
            author = Priya Nair
            date = 2024-06-03
            meta: From: Priya Nair <priya@example.org>
            meta: To: new starters
            meta: Sent: Monday, 3 June 2024 09:12
            h1: Who does what on the floor
            p: Hi all,
            p: The team leader approves the breaks. Refunds are authorised by the duty manager.
            p: Kind regards
            p: Priya
        "#]],
    );
    check(
        "To: everybody\n\nThe team leader approves the breaks of all who work on the floor.\n",
        expect![[r#"
            title = To: everybody
            h1: To: everybody
            p: The team leader approves the breaks of all who work on the floor.
        "#]],
    );
}

#[test]
fn where_lines_are_longer_than_anybody_wraps_at_every_break_was_meant() {
    let long = "the warden walks the whole path before the gates are opened ".repeat(4);
    let text = format!(
        "Path notes\n\n{long}\nsweeper clears the leaves\n{long}\ncounter clicks them through\n{long}\n- locks the gate\nring me after six\n"
    );
    check(
        &text,
        expect![[r#"
        title = Path notes
        h1: Path notes
        p: the warden walks the whole path before the gates are opened the warden walks the whole path before the gates are opened the warden walks the whole path before the gates are opened the warden walks the whole path before the gates are opened
        p: sweeper clears the leaves
        p: the warden walks the whole path before the gates are opened the warden walks the whole path before the gates are opened the warden walks the whole path before the gates are opened the warden walks the whole path before the gates are opened
        p: counter clicks them through
        p: the warden walks the whole path before the gates are opened the warden walks the whole path before the gates are opened the warden walks the whole path before the gates are opened the warden walks the whole path before the gates are opened
        ul0: locks the gate
        p: ring me after six
    "#]],
    );
}

#[test]
fn without_any_capital_every_line_is_one_and_the_first_is_no_title() {
    check(
        "adder - in the hut, adds it up, works out the places. joan is best\nsheet runner takes the sheets from the scribe to the adder. kids love it\ncaller - calls the next one up in running order, and the one behind it\n",
        expect![[r#"
            p: adder - in the hut, adds it up, works out the places. joan is best
            p: sheet runner takes the sheets from the scribe to the adder. kids love it
            p: caller - calls the next one up in running order, and the one behind it
        "#]],
    );
}

#[test]
fn quoted_lines_below_a_sentence_stay_lines_where_each_has_its_name() {
    check(
        "The raid\n\nEvery job has a lead. These are they.\n> healing lead: sets the order of spells in a sheet and shouts\n> tank lead: sorts out who swaps and where the beast is dragged\n> front lead: goes through the logs after each night\nNobody else decides.\n",
        expect![[r#"
            title = The raid
            h1: The raid
            p: Every job has a lead. These are they.
            quote: healing lead: sets the order of spells in a sheet and shouts
            quote: tank lead: sorts out who swaps and where the beast is dragged
            quote: front lead: goes through the logs after each night
            p: Nobody else decides.
        "#]],
    );
}

//! What plain text looks like and what is made of it: one test a rule.

use super::super::testing::{check_with, show};
use expect_test::{Expect, expect};

fn check(input: &str, expected: Expect) {
    check_with(super::parse, input, expected);
}

#[test]
fn the_first_line_is_the_title_and_lines_above_text_are_headings() {
    check(
        "What Does a Bosun Do?\n\nA bosun looks after the deck of a ship and those who work on it.\n\nThe Bosun at Sea\n\nThe bosun splices the ropes and paints the hull.\n\nWho hires a bosun?\n\nShipping companies hire most of them every year.\n",
        expect![[r#"
            title = What Does a Bosun Do?
            h1: What Does a Bosun Do?
            p: A bosun looks after the deck of a ship and those who work on it.
            h2: The Bosun at Sea
            p: The bosun splices the ropes and paints the hull.
            h2: Who hires a bosun?
            p: Shipping companies hire most of them every year.
        "#]],
    );
}

#[test]
fn headings_in_sentence_case_are_headings_where_no_others_are() {
    check(
        "How to become a sommelier\n\nA sommelier chooses the wines of a restaurant and serves them.\n\nDuties and responsibilities\n\nThe sommelier writes the wine list and trains the waiters.\n\nWork environment\n\nMost of them work in the evening and at weekends.\n",
        expect![[r#"
            title = How to become a sommelier
            h1: How to become a sommelier
            p: A sommelier chooses the wines of a restaurant and serves them.
            h2: Duties and responsibilities
            p: The sommelier writes the wine list and trains the waiters.
            h2: Work environment
            p: Most of them work in the evening and at weekends.
        "#]],
    );
}

#[test]
fn a_caption_among_capitalised_headings_is_no_heading() {
    check(
        "The Judge and the Clerk\n\nJudge reading a verdict in court\n\nCourts have many people who work in them each day.\n\nWhat the Judge Does\n\nThe judge decides the case in the end.\n\nWhat the Clerk Does\n\nThe clerk files the papers of each case.\n",
        expect![[r#"
            title = The Judge and the Clerk
            h1: The Judge and the Clerk
            caption: Judge reading a verdict in court
            p: Courts have many people who work in them each day.
            h2: What the Judge Does
            p: The judge decides the case in the end.
            h2: What the Clerk Does
            p: The clerk files the papers of each case.
        "#]],
    );
}

#[test]
fn a_sentence_without_its_full_stop_is_no_heading() {
    check(
        "At Court\n\nThe court sits on every day but Sunday.\n\nThe clerk is a grade 7\n\nClerks file the papers of each case.\n\nFinding your way\n\nThe usher shows you to your seat.\n",
        expect![[r#"
            title = At Court
            h1: At Court
            p: The court sits on every day but Sunday.
            p: The clerk is a grade 7
            p: Clerks file the papers of each case.
            h2: Finding your way
            p: The usher shows you to your seat.
        "#]],
    );
}

#[test]
fn headings_stand_out_without_empty_lines_too() {
    check(
        "At Court\nThe court sits on every day but Sunday.\nThe Judge\nDuties\nThe judge decides the case in the end.\nThe Clerk\n• files papers\n• keeps the seal\nThe Usher\nThe usher shows you to your seat.\n",
        expect![[r#"
            title = At Court
            h1: At Court
            p: The court sits on every day but Sunday.
            h2: The Judge
            h2: Duties
            p: The judge decides the case in the end.
            h2: The Clerk
            ul0: files papers
            ul0: keeps the seal
            h2: The Usher
            p: The usher shows you to your seat.
        "#]],
    );
}

#[test]
fn many_short_lines_in_a_row_are_no_headings_but_for_the_last() {
    check(
        "At Court\n\nThe court sits on every day but Sunday.\n\nRole\n\nGrade\n\nClerk\n\nGrade Seven\n\nThe Usher\n\nThe usher shows you to your seat.\n",
        expect![[r#"
            title = At Court
            h1: At Court
            p: The court sits on every day but Sunday.
            p: Role
            p: Grade
            p: Clerk
            p: Grade Seven
            h2: The Usher
            p: The usher shows you to your seat.
        "#]],
    );
}

#[test]
fn notices_above_the_title_are_about_the_page() {
    check(
        "We use cookies to improve your visit.\n\nHome > Careers > Film\n\nFor news on our opening hours CLICK HERE\n\nThe Gaffer\n\nThe gaffer runs the lights on a set.\n",
        expect![[r#"
            title = The Gaffer
            meta: We use cookies to improve your visit.
            meta: Home > Careers > Film
            meta: For news on our opening hours CLICK HERE
            h1: The Gaffer
            p: The gaffer runs the lights on a set.
        "#]],
    );
}

#[test]
fn the_section_of_a_site_is_no_title_and_a_name_above_the_date_is_the_author() {
    check(
        "Careers\nHow to Become a Purser\nAna Roy\nJan 5, 2022 · 7 min read\n\nKey Takeaways\nPursers keep the accounts.\nA purser is paid by the voyage.\n",
        expect![[r#"
            title = How to Become a Purser
            author = Ana Roy
            date = 2022-01-05
            meta: Careers
            h1: How to Become a Purser
            meta: Ana Roy
            meta: Jan 5, 2022 · 7 min read
            h2: Key Takeaways
            p: Pursers keep the accounts.
            p: A purser is paid by the voyage.
        "#]],
    );
}

#[test]
fn bylines_and_dates_are_about_the_article() {
    check(
        "Keeping the Log\n\nWritten by Ana Roy\nUpdated 2 years ago\n\nThe mate keeps the log of the ship each day.\n",
        expect![[r#"
            title = Keeping the Log
            author = Ana Roy
            h1: Keeping the Log
            meta: Written by Ana Roy
            meta: Updated 2 years ago
            p: The mate keeps the log of the ship each day.
        "#]],
    );
    check(
        "Keeping the Log\nBy Ana de la Roy | March 3, 2021 | 5 min read\n\nThe mate keeps the log of the ship each day.\n",
        expect![[r#"
            title = Keeping the Log
            author = Ana de la Roy
            date = 2021-03-03
            h1: Keeping the Log
            meta: By Ana de la Roy | March 3, 2021 | 5 min read
            p: The mate keeps the log of the ship each day.
        "#]],
    );
    check(
        "Keeping the Log\n\nPublished on 3 March 2021 by Bo Li\n\nMarch 3, 2020 was the day the ship sank in the bay.\n\nReviewed by Cy Ito\n",
        expect![[r#"
            title = Keeping the Log
            author = Bo Li
            date = 2021-03-03
            h1: Keeping the Log
            meta: Published on 3 March 2021 by Bo Li
            p: March 3, 2020 was the day the ship sank in the bay.
            meta: Reviewed by Cy Ito
        "#]],
    );
    check(
        "By Land or Sea\n\nThe courier carries letters by land or by sea.\n",
        expect![[r#"
        title = By Land or Sea
        h1: By Land or Sea
        p: The courier carries letters by land or by sea.
    "#]],
    );
}

#[test]
fn numbers_over_text_count_headings_and_numbers_in_a_row_count_items() {
    check(
        "Skills of a Line Cook\n\nA line cook needs a few skills to get by.\n\n1. Speed\n\nOrders come in at once, and the cook must keep up.\n\n2. Cleanliness\n\nThe cook wipes the station after each plate.\n\nHow to Start\n\n1. Wash the dishes\n2. Peel potatoes\n3. Ask the chef for a station\n\nThen wait for a place on the line to come free.\n",
        expect![[r#"
            title = Skills of a Line Cook
            h1: Skills of a Line Cook
            p: A line cook needs a few skills to get by.
            h2: Speed
            p: Orders come in at once, and the cook must keep up.
            h2: Cleanliness
            p: The cook wipes the station after each plate.
            h2: How to Start
            ol0: Wash the dishes
            ol0: Peel potatoes
            ol0: Ask the chef for a station
            p: Then wait for a place on the line to come free.
        "#]],
    );
}

#[test]
fn numbered_parts_within_a_part_stand_below_it() {
    check(
        "On Deck\n\nThe deck has its own rules, as every sailor knows.\n\nWhat a Bosun Needs\n\n1. Strength\n\nRopes are heavy, and so are anchors and chains.\n\n2. Patience\n\nPaint dries slowly in the damp air of the sea.\n",
        expect![[r#"
            title = On Deck
            h1: On Deck
            p: The deck has its own rules, as every sailor knows.
            h2: What a Bosun Needs
            h3: Strength
            p: Ropes are heavy, and so are anchors and chains.
            h3: Patience
            p: Paint dries slowly in the damp air of the sea.
        "#]],
    );
}

#[test]
fn underlined_shouted_and_typed_marks_make_headings() {
    check(
        "The Court\n=========\n\nJudge\n-----\nThe judge decides the case.\n\n## Clerk\n\nThe clerk files the papers.\n",
        expect![[r#"
            title = The Court
            h1: The Court
            h2: Judge
            p: The judge decides the case.
            h2: Clerk
            p: The clerk files the papers.
        "#]],
    );
    check(
        "Running a Kitchen\n\nA kitchen has many stations.\n\nTHE CHEF'S WORK\n\nMenus\n\nThe chef writes the menus each week.\n\nTHE PORTER'S WORK\n\nThe porter washes the pots at night.\n",
        expect![[r#"
            title = Running a Kitchen
            h1: Running a Kitchen
            p: A kitchen has many stations.
            h2: THE CHEF'S WORK
            h3: Menus
            p: The chef writes the menus each week.
            h2: THE PORTER'S WORK
            p: The porter washes the pots at night.
        "#]],
    );
}

#[test]
fn a_lead_in_before_bullets_is_a_sentence_and_a_label_is_a_heading() {
    check(
        "Film Crew\n\nThe duties of a best boy include:\n\n  • Renting the lamps\n  • Hiring the crew\n\nKey Skills:\n\n  • Planning\n  • Counting\n\nHe continues:\n\n“The best boy is never the best, and rarely a boy.”\n",
        expect![[r#"
            title = Film Crew
            h1: Film Crew
            p: The duties of a best boy include:
            ul0: Renting the lamps
            ul0: Hiring the crew
            h2: Key Skills:
            ul0: Planning
            ul0: Counting
            p: He continues:
            p: “The best boy is never the best, and rarely a boy.”
        "#]],
    );
}

#[test]
fn bullets_of_all_kinds_nest_by_indent() {
    check(
        "Galley Duties\n\n- Cook:\n    * boils\n    * fries\n  the fish\n- Mess boy\n  1. lays the table\n     with care\n  2. clears it\n     (a) plates\n     (b) glasses\n• Steward\no wine\n",
        expect![[r#"
            title = Galley Duties
            h1: Galley Duties
            ul0: Cook:
            ul1: boils
            ul1: fries
            p: the fish
            ul0: Mess boy
            ol1: lays the table with care
            ol1: clears it
            ol2: plates
            ol2: glasses
            ul0: Steward
            ul1: wine
        "#]],
    );
}

#[test]
fn wrapped_lines_are_joined_and_short_ones_are_not() {
    check(
        "The Release Manager\n\nThe release manager decides when a version goes out, and keeps\nthe list of what must be done before it does. Nobody else may\npublish a package.\n\nDuties\nThe manager writes the notes, tags the commit and tells the people\nwho wait for it:\n\n  - freezes the branch a week before the date, so that only mends\n    go in after that\n  - tags\n",
        expect![[r#"
            title = The Release Manager
            h1: The Release Manager
            p: The release manager decides when a version goes out, and keeps the list of what must be done before it does. Nobody else may publish a package.
            h2: Duties
            p: The manager writes the notes, tags the commit and tells the people who wait for it:
            ul0: freezes the branch a week before the date, so that only mends go in after that
            ul0: tags
        "#]],
    );
}

#[test]
fn a_dash_or_number_that_begins_a_wrapped_line_is_no_item() {
    check(
        "The Pilot\n\nThe pilot comes aboard where the channel begins, and stays aboard\n– in any weather – until the ship is moored at its berth, at pier\n12. The master stays in command of her, and answers to the owners\nfor whatever the pilot tells the helmsman to do.\n",
        expect![[r#"
            title = The Pilot
            h1: The Pilot
            p: The pilot comes aboard where the channel begins, and stays aboard – in any weather – until the ship is moored at its berth, at pier 12. The master stays in command of her, and answers to the owners for whatever the pilot tells the helmsman to do.
        "#]],
    );
}

#[test]
fn a_question_in_lower_case_heads_a_section_among_capitals() {
    check(
        "The Port\n\nA port has many people who look after ships.\n\nThe Harbour Master\n\nThe harbour master says where each ship lies.\n\nHow to become a pilot on the river or in the port\n\nPilots were masters of ships before.\n\nThe Line Handler\n\nThe line handler ties the ship to the pier.\n",
        expect![[r#"
            title = The Port
            h1: The Port
            p: A port has many people who look after ships.
            h2: The Harbour Master
            p: The harbour master says where each ship lies.
            h2: How to become a pilot on the river or in the port
            p: Pilots were masters of ships before.
            h2: The Line Handler
            p: The line handler ties the ship to the pier.
        "#]],
    );
}

#[test]
fn lines_after_a_lead_in_are_a_list_without_bullets() {
    check(
        "The Paralegal\n\nA paralegal has these tasks:\nDraft the contracts\nFile the papers\nCall the witnesses\n\nThe lawyer signs what the paralegal has drafted.\n",
        expect![[r#"
            title = The Paralegal
            h1: The Paralegal
            p: A paralegal has these tasks:
            ul0: Draft the contracts
            ul0: File the papers
            ul0: Call the witnesses
            p: The lawyer signs what the paralegal has drafted.
        "#]],
    );
}

#[test]
fn a_table_of_contents_is_about_the_article_and_names_its_headings() {
    check(
        "The Newsroom\n\nTable of contents\n\n  1. what an editor does all day\n  2. The Reporter\n\nA newsroom has editors and reporters in it.\n\nwhat an editor does all day\n\nThe editor assigns the stories in the morning.\n\nThe Reporter\n\nThe reporter writes them in the afternoon.\n",
        expect![[r#"
            title = The Newsroom
            h1: The Newsroom
            meta: Table of contents
            meta: what an editor does all day
            meta: The Reporter
            p: A newsroom has editors and reporters in it.
            h2: what an editor does all day
            p: The editor assigns the stories in the morning.
            h2: The Reporter
            p: The reporter writes them in the afternoon.
        "#]],
    );
    check(
        "The Newsroom\n\nIn this article\nThe Editor\nThe Reporter\n\nThe Editor\n\nThe editor assigns the stories in the morning.\n\nThe Reporter\n\nThe reporter writes them in the afternoon.\n",
        expect![[r#"
            title = The Newsroom
            h1: The Newsroom
            meta: In this article
            meta: The Editor
            meta: The Reporter
            h2: The Editor
            p: The editor assigns the stories in the morning.
            h2: The Reporter
            p: The reporter writes them in the afternoon.
        "#]],
    );
}

#[test]
fn columns_are_told_by_pipes_tabs_and_gaps() {
    check(
        "Pay\n\nRole | Pay\n-----|----\nCook | $30,000\nChef | $60,000\n\nAll of it is paid by the month.\n",
        expect![[r#"
            title = Pay
            h1: Pay
            header0: Role | Pay
            row0: Cook | $30,000
            row0: Chef | $60,000
            p: All of it is paid by the month.
        "#]],
    );
    check(
        "Pay\n\nRole\tPay\nCook\t$30,000\n",
        expect![[r#"
        title = Pay
        h1: Pay
        header0: Role | Pay
        row0: Cook | $30,000
    "#]],
    );
    check(
        "Pay\n\nRole         Pay\nSous chef    $30,000\nHead chef    $60,000\n",
        expect![[r#"
        title = Pay
        h1: Pay
        header0: Role | Pay
        row0: Sous chef | $30,000
        row0: Head chef | $60,000
    "#]],
    );
    check(
        "Pay\n\nThe cook is paid.  The chef is too.\nNobody else is.  That is all.\n",
        expect![[r#"
        title = Pay
        h1: Pay
        p: The cook is paid. The chef is too.
        p: Nobody else is. That is all.
    "#]],
    );
}

#[test]
fn columns_parted_by_single_spaces_are_told_by_their_values() {
    check(
        "Pay at Sea\n\nShip Role Needed Papers Median Pay (2020)* Growth\nFirst Mate Some sea time $61,000 4% (all officers)\nShip's Cook No papers needed $35,500 2% (all cooks)\n\nSource: *Harbour Office\n",
        expect![[r#"
            title = Pay at Sea
            h1: Pay at Sea
            header0: Ship Role | Needed Papers | Median Pay (2020)* | Growth
            row0: First Mate | Some sea time | $61,000 | 4% (all officers)
            row0: Ship's Cook | No papers needed | $35,500 | 2% (all cooks)
            p: Source: *Harbour Office
        "#]],
    );
    check(
        "Pay at Sea\n\nRole Papers Pay\nFirst Mate Some sea time $61,000\nShip's Cook none\n\nThis is what was paid in the last year.\n",
        expect![[r#"
            title = Pay at Sea
            h1: Pay at Sea
            p: Role Papers Pay
            p: First Mate Some sea time $61,000
            p: Ship's Cook none
            p: This is what was paid in the last year.
        "#]],
    );
}

#[test]
fn what_only_a_page_says_is_kept_apart() {
    check(
        "The Grip\n\nThe grip builds what the camera stands on.\n\nPhoto by Bo Li\n\nView Film Schools\n\nThe Key Grip\n\nThe key grip leads the grips on the set.\n\nRelated articles\n\nThe Gaffer\nThe Best Boy\n\nDid this answer your question?\n\nRate this post\n",
        expect![[r#"
            title = The Grip
            h1: The Grip
            p: The grip builds what the camera stands on.
            caption: Photo by Bo Li
            meta: View Film Schools
            h2: The Key Grip
            p: The key grip leads the grips on the set.
            meta: Related articles
            meta: The Gaffer
            meta: The Best Boy
            meta: Did this answer your question?
            meta: Rate this post
        "#]],
    );
}

#[test]
fn a_heading_that_sounds_like_a_button_is_a_heading_over_text() {
    check(
        "Becoming a Judge\n\nThere are a few steps on the way to the bench.\n\nGet a Law Degree\n\nLaw school takes three years in most places.\n\nFind a Clerkship\n\nA clerk learns how judges work each day.\n",
        expect![[r#"
            title = Becoming a Judge
            h1: Becoming a Judge
            p: There are a few steps on the way to the bench.
            h2: Get a Law Degree
            p: Law school takes three years in most places.
            h2: Find a Clerkship
            p: A clerk learns how judges work each day.
        "#]],
    );
}

#[test]
fn quotes_rules_and_code() {
    check(
        "On Tests\n\n> The tester breaks it\n> before the user does.\n\n* * *\n\n```\ncargo test\n```\n\nThe tester writes down what broke and how.\n",
        expect![[r#"
            title = On Tests
            h1: On Tests
            quote: The tester breaks it before the user does.
            code: cargo test
            p: The tester writes down what broke and how.
        "#]],
    );
}

#[test]
fn terms_before_colons_and_dashes_are_leads_where_neighbours_have_them_too() {
    check(
        "Set Jobs\n\n  • Gaffer: runs the lights\n  • Key grip – rigs the cameras\n\nNote: the crew eats at noon, as it always does.\n\nDirector: The director decides what is filmed each day.\n\nProducer: The producer pays for it in the end.\n",
        expect![[r#"
            title = Set Jobs
            h1: Set Jobs
            ul0: [Gaffer] Gaffer: runs the lights
            ul0: [Key grip] Key grip – rigs the cameras
            p: Note: the crew eats at noon, as it always does.
            p: [Director] Director: The director decides what is filmed each day.
            p: [Producer] Producer: The producer pays for it in the end.
        "#]],
    );
}

#[test]
fn text_without_a_title_has_none() {
    check(
        "The cook cooks, and the waiter serves what the cook has cooked. Nobody else is there.\n",
        expect![[r#"
        p: The cook cooks, and the waiter serves what the cook has cooked. Nobody else is there.
    "#]],
    );
    check(
        "• one\n• two\n",
        expect![[r#"
        ul0: one
        ul0: two
    "#]],
    );
    check(
        "Cook\n",
        expect![[r#"
        p: Cook
    "#]],
    );
}

#[test]
fn lines_may_end_as_on_any_system_and_pages_may_break() {
    let text =
        "The Cook\n\nThe cook cooks every day of the week.\n\nThe Waiter\n\nThe waiter serves every day but Monday.\n";
    let plain = show(&super::parse(text));
    assert_eq!(show(&super::parse(&text.replace('\n', "\r\n"))), plain);
    assert_eq!(show(&super::parse(&text.replace('\n', "\r"))), plain);
    assert_eq!(show(&super::parse(&text.replace("\n\n", "\n\u{c}"))), plain);
    assert_eq!(show(&super::parse(&text.replace(' ', "\u{a0}"))), plain);
}

#[test]
fn a_line_that_tells_what_somebody_does_heads_nothing() {
    check(
        "The Race\n\nThe race starts at noon on the frozen lake below the town.\n\nTimekeeper (Bob): starts the clock, writes down the numbers\n\nThe dogs rest in the barn behind the church until the evening.\n",
        expect![[r#"
            title = The Race
            h1: The Race
            p: The race starts at noon on the frozen lake below the town.
            p: Timekeeper (Bob): starts the clock, writes down the numbers
            p: The dogs rest in the barn behind the church until the evening.
        "#]],
    );
}

//! What headings, lists and tables say of whose the text below them is.

use super::tests::{check, check_file};
use expect_test::expect;

#[test]
fn a_title_with_its_field_behind_it_is_one_title() {
    check(
        "## Manager, Accounting\n\n### Responsibilities\n\n- Close the books\n\n## Paralegal (Employment) Responsibilities\n\n- Draft contracts",
        expect![[r#"
        responsibility: manager, accounting (heading, does) | Close the books
        responsibility: paralegal, employment (heading, does) | Draft contracts
    "#]],
    );
}

#[test]
fn a_rank_alone_is_a_rank_of_the_role_above_it() {
    check(
        "# Technical Writer\n\n## Responsibilities\n\n- Write the manual\n\n### Senior Responsibilities\n\n- Plan the releases",
        expect![[r#"
        responsibility: technical writer (heading, does) | Write the manual
        responsibility: senior technical writer (heading, does) | Plan the releases
    "#]],
    );
}

#[test]
fn an_activity_heads_the_section_of_whoever_does_it() {
    check(
        "The casting director reads the script.\n\n## Casting\n\nThey hold the auditions.",
        expect![[r#"
        responsibility: casting director (subject, does) | The casting director reads the script.
        responsibility: casting director (pronoun, does) | They hold the auditions.
    "#]],
    );
}

#[test]
fn letters_of_a_matrix_say_who_does_and_who_answers() {
    check(
        "| | Shift manager | Team leader | Dispatch |\n|---|---|---|---|\n| Labour plan | A | R | I |\n| Stock count | – | R | A |\n| Holding a lorry | C | I | A/R |",
        expect![[r#"
            responsibility: shift manager (table, decides) + team leader (table, does) | Labour plan	A	R	I
            responsibility: team leader (table, does) + dispatch (table, decides) | Stock count	–	R	A
            responsibility: dispatch (table, decides) | Holding a lorry	C	I	A/R
        "#]],
    );
}

#[test]
fn a_column_whose_title_is_a_verb_holds_duties() {
    check(
        "| Post | Held by | Looks after |\n|---|---|---|\n| Training officer | Bethan | Wednesday evenings |\n| Equipment officer | Mags | Ropes and radios |",
        expect![[r#"
        fact: training officer (table, does) | Bethan
        responsibility: training officer (table, does) | Wednesday evenings
        fact: equipment officer (table, does) | Mags
        responsibility: equipment officer (table, does) | Ropes and radios
    "#]],
    );
}

#[test]
fn lines_that_begin_with_names_make_them_roles_where_most_are() {
    check(
        "- Cellarman – racks the beer\n- Maltster – kilns the malt\n- Drayman – delivers the casks",
        expect![[r#"
        responsibility: cellarman (list lead-in, does) | Cellarman – racks the beer
        responsibility: maltster (list lead-in, does) | Maltster – kilns the malt
        responsibility: drayman (list lead-in, does) | Drayman – delivers the casks
    "#]],
    );
}

#[test]
fn a_verb_without_its_subject_below_a_heading_is_the_headings() {
    check(
        "## Quizmaster\n\nWrites forty questions. In a tie, asks one more.",
        expect![[r#"
        responsibility: quizmaster (coordination, does) | Writes forty questions.
        responsibility: quizmaster (coordination, does) | In a tie, asks one more.
    "#]],
    );
}

#[test]
fn an_order_in_a_list_is_the_lists_whoever_else_it_mentions() {
    check(
        "Reporters typically do the following:\n\n- Research topics that an editor has assigned to them\n- Check plans submitted by developers",
        expect![[r#"
        responsibility: reporter (list lead-in, does) | Research topics that an editor has assigned to them
        responsibility: reporter (list lead-in, does) | Check plans submitted by developers
    "#]],
    );
}

#[test]
fn a_list_item_that_is_a_heading_below_is_no_duty() {
    check(
        "Duties of the archivist:\n\n- Sorting the boxes\n- A day in the life\n\n## A day in the life\n\nThe archivist sorts.",
        expect![[r#"
        responsibility: archivist (list lead-in, does) | Sorting the boxes
    "#]],
    );
}

#[test]
fn bare_people_are_the_ones_with_a_heading() {
    check(
        "## PhD students\n\nStudents pick their own committee.\n\n## Postdocs\n\nPostdocs stand in for the professor.",
        expect![[r#"
            responsibility: PhD student (pronoun, decides) | Students pick their own committee.
            responsibility: postdoc (subject, does) | Postdocs stand in for the professor.
        "#]],
    );
}

#[test]
fn what_is_between_people_is_told_apart_by_number() {
    check(
        "The coxswain steers the boat. On the quay two linesmen have come out. They take the ropes.",
        expect![[r#"
        responsibility: coxswain (subject, does) | The coxswain steers the boat.
        context: linesman (subject, does) | On the quay two linesmen have come out.
        responsibility: linesman (pronoun, does) | They take the ropes.
    "#]],
    );
}

#[test]
fn roles_stand_in_the_column_of_that_title_whoever_holds_them() {
    check(
        "| Name | Role | What they do |\n|---|---|---|\n| Ottilie | Head gardener | Plans the beds |\n| Rasmus | Pond keeper | Cleans the filters |",
        expect![[r#"
            responsibility: head gardener (table, does) | Plans the beds
            responsibility: pond keeper (table, does) | Cleans the filters
        "#]],
    );
}

#[test]
fn a_row_that_asks_is_answered_by_the_role_beside_it() {
    check(
        "| Trouble | Call |\n|---|---|\n| The lift is stuck | Building manager |\n| Keys lost | Concierge |\n\n| Question | Who |\n|---|---|\n| May we paint the wall? | Landlord |\n| Is the roof safe? | Structural engineer |",
        expect![[r#"
            responsibility: building manager (table, does) | The lift is stuck	Building manager
            responsibility: concierge (table, does) | Keys lost	Concierge
            responsibility: landlord (table, does) | May we paint the wall?	Landlord
            responsibility: structural engineer (table, does) | Is the roof safe?	Structural engineer
        "#]],
    );
}

#[test]
fn a_summary_is_the_role_of_what_it_opens() {
    check_file(
        "notes/article.html",
        "<h1>At the rink</h1><p>Many people keep a rink going through the long winter.</p><details><summary>Ice maker</summary>\
         <p>Floods the rink at night, and shaves it in the morning.</p></details><details><summary>Skate sharpener</summary>\
         <p>Hollows the blades.</p></details><p>Closes at ten.</p>",
        expect![[r#"
            responsibility: ice maker (heading, does) | Floods the rink at night, and shaves it in the morning.
            responsibility: skate sharpener (heading, does) | Hollows the blades.
        "#]],
    );
}

#[test]
fn a_role_that_only_its_heading_names_is_whom_they_below_it_means() {
    let headings = [
        "What does a bosun do?",
        "What does the bosun do all day?",
        "So what does the bosun actually do?",
        "What bosuns do",
        "Duties of the bosun",
        "Meet the bosun",
        "Bosun: the one with the whistle",
        "Bosun (part-time)",
        "Role: Bosun",
        "A day in the life of a bosun",
        "The bosun's job",
        "Steward duties",
    ];
    let article: Vec<String> =
        headings.iter().map(|heading| format!("## {heading}\n\nThey count the ropes.\n")).collect();
    let article = format!(
        "# Jobs on a ship\n\nThere are many of us.\n\n{}\n## Ropes, not stewards\n\nThey count.",
        article.join("\n")
    );
    check(
        &article,
        expect![[r#"
        responsibility: bosun (pronoun, does) | They count the ropes.
        responsibility: bosun (pronoun, does) | They count the ropes.
        responsibility: bosun (pronoun, does) | They count the ropes.
        responsibility: bosun (pronoun, does) | They count the ropes.
        responsibility: bosun (pronoun, does) | They count the ropes.
        responsibility: bosun (pronoun, does) | They count the ropes.
        responsibility: bosun (pronoun, does) | They count the ropes.
        responsibility: bosun (pronoun, does) | They count the ropes.
        responsibility: bosun (pronoun, does) | They count the ropes.
        responsibility: bosun (pronoun, does) | They count the ropes.
        responsibility: bosun (pronoun, does) | They count the ropes.
        responsibility: steward (pronoun, does) | They count the ropes.
    "#]],
    );
}

#[test]
fn what_stands_below_a_roles_heading_without_a_subject_is_its_own() {
    check(
        "# Jobs on a ship\n\n## The bosun\n\nResponsible for the ropes.\n\nIn charge of the boats.\n\nLooks after the paint.\n\nIs in charge of the deck.\n\nDuties include splicing cables. Most of the day is spent chipping rust.",
        expect![[r#"
            responsibility: bosun (coordination, does) | Responsible for the ropes.
            responsibility: bosun (coordination, does) | In charge of the boats.
            responsibility: bosun (coordination, does) | Looks after the paint.
            responsibility: bosun (coordination, does) | Is in charge of the deck.
            responsibility: bosun (heading, does) | Duties include splicing cables.
            responsibility: bosun (heading, does) | Most of the day is spent chipping rust.
        "#]],
    );
}

#[test]
fn labels_and_orders_below_a_roles_heading_are_its_own() {
    check(
        "# Jobs on a ship\n\n## Your bosun\n\nMain tasks: splicing cables, painting rails.\n\nIn short: checks the ropes.\n\nNobody else may lower the boats.\n\nExpect them to know the knots and to check the lines. Expect them to check the lines.",
        expect![[r#"
            responsibility: bosun (coordination, does) | Main tasks: splicing cables, painting rails.
            responsibility: bosun (coordination, does) | In short: checks the ropes.
            responsibility: bosun (heading, does) | Nobody else may lower the boats.
            responsibility: bosun (pronoun, does) | Expect them to check the lines.
        "#]],
    );
}

#[test]
fn a_rotas_first_row_is_no_header_and_short_rows_belong_to_it() {
    check_file(
        "rota.txt",
        "ROTA\n\nMon\tporter\tlock the gate\nTue\tgardener\twater the roses\nWed\tclosed\nThu\tporter\tsweep the yard",
        expect![[r#"
            responsibility: porter (table, does) | lock the gate
            responsibility: gardener (table, does) | water the roses
            responsibility: porter (table, does) | sweep the yard
        "#]],
    );
}

#[test]
fn those_who_stand_by_have_a_lesser_part() {
    check(
        "| Task | Lead | Support | Deputy |\n|---|---|---|---|\n| Watering the roses | Gardener | Porter | Florist |\n| Locking the gate | Porter | Gardener | Florist |",
        expect![[r#"
            responsibility: gardener (table, does) + porter (table, helps) + florist (table, may) | Watering the roses
            fact: gardener (table, does) | Porter
            fact: gardener (table, does) | Florist
            responsibility: porter (table, does) + gardener (table, helps) + florist (table, may) | Locking the gate
            fact: porter (table, does) | Gardener
            fact: porter (table, does) | Florist
        "#]],
    );
}

#[test]
fn whose_it_was_before_gives_way_to_whose_it_is() {
    check(
        "| Task | Until May | From May |\n|---|---|---|\n| water the roses | porter | gardener |\n| lock the gate | gardener | porter |",
        expect![[r#"
            responsibility: gardener (table, does) | water the roses
            fact: gardener (table, does) | porter
            responsibility: porter (table, does) | lock the gate
            fact: porter (table, does) | gardener
        "#]],
    );
}

#[test]
fn among_check_marks_another_sign_is_none() {
    check(
        "| Task | Porter | Gardener |\n|---|---|---|\n| water the roses | 👀 | ✅ |\n| lock the gate | ✅ | ⛔ |",
        expect![[r#"
            responsibility: gardener (table, does) | water the roses	👀	✅
            responsibility: porter (table, does) + gardener (table, does not) | lock the gate	✅	⛔
        "#]],
    );
}

#[test]
fn roles_over_all_columns_have_what_stands_below_them() {
    check(
        "| Porter | Gardener |\n|---|---|\n| lock the gate | water the roses |\n| sweep the yard | prune the hedge |",
        expect![[r#"
            responsibility: porter (table, does) | lock the gate
            responsibility: gardener (table, does) | water the roses
            responsibility: porter (table, does) | sweep the yard
            responsibility: gardener (table, does) | prune the hedge
        "#]],
    );
}

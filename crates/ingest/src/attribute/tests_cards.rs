//! Lines that are nothing but a role's name, with what it does above or below them.

use super::tests::{check, check_file};
use expect_test::expect;

#[test]
fn what_stands_below_a_line_with_a_name_is_its_roles() {
    check(
        "Head gardener\n\nPrunes the roses\n\n01234 567\n\nBeekeeper: Anna\n\nAccountable for the hives\n\nPost frozen",
        expect![[r#"
            responsibility: head gardener (heading, does) | Prunes the roses
            responsibility: beekeeper (heading, does) | Accountable for the hives
        "#]],
    );
}

#[test]
fn what_stands_above_a_line_with_a_name_is_its_roles_where_all_names_stand_below() {
    check(
        "Pruning the roses\n\nHead gardener\n\n01234 567\n\nKeeping the bees\n\nBeekeeper (mornings) or head gardener (afternoons)\n\n01234 568",
        expect![[r#"
            responsibility: head gardener (heading, does) | Pruning the roses
            responsibility: beekeeper (heading, does) + head gardener (heading, does) | Keeping the bees
        "#]],
    );
}

#[test]
fn what_every_card_says_is_nobodys() {
    check("Head gardener\n\nBook a visit\n\nBeekeeper\n\nBook a visit\n\nFlorist\n\nBook a visit", expect![[r#""#]]);
}

#[test]
fn a_list_of_names_alone_gives_nobody_anything() {
    check("- Head gardener\n- Beekeeper\n- Florist\n\nOpen the gate slowly.", expect![[r#""#]]);
}

#[test]
fn lines_and_elements_of_a_page_that_run_together_are_read_apart() {
    check_file(
        "staff.html",
        "<h1>Staff</h1><ol><li><span>Head gardener</span><span>Prunes the roses</span></li><li><span>Beekeeper</span><span>Keeps the bees</span></li></ol>\
         <p><u>Florist</u>: Anna<br>Binding the wreaths</p><p>The paths are swept<br>by nobody.</p>",
        expect![[r#"
            responsibility: head gardener (heading, does) | Prunes the roses
            responsibility: beekeeper (heading, does) | Keeps the bees
            responsibility: florist (heading, does) | Binding the wreaths
        "#]],
    );
}

#[test]
fn a_name_and_title_say_whose_what_follows_is() {
    check(
        "Anna, head gardener. Joined in 2011. Prunes the roses; sings.\n\n**Lucille**, beekeeper. Keeps the bees.\n\nOil, water. Mix the two.",
        expect![[r#"
            responsibility: head gardener (coordination, does) | Prunes the roses; sings.
            responsibility: beekeeper (coordination, does) | Keeps the bees.
        "#]],
    );
}

#[test]
fn what_an_employer_offers_is_no_duty() {
    check(
        "# Beekeeper (full time)\n\n## What you will do\n\n- keep the bees\n\n## What we offer\n\n- Free honey\n- Share of the sales",
        expect![[r#"
            responsibility: beekeeper (heading, does) | keep the bees
        "#]],
    );
}

#[test]
fn a_table_of_facts_about_one_role_holds_its_duties() {
    check(
        "# Beekeeper\n\n| Department | Gardens |\n|---|---|\n| Duties | Keeping the bees |\n| Hours | 37 a week |",
        expect![[r#"
            responsibility: beekeeper (table, does) | Keeping the bees
        "#]],
    );
}

#[test]
fn headings_as_wikis_write_them_are_headings() {
    check_file(
        "posts.txt",
        "== Posts ==\n=== Beekeeper ===\nKeeps the bees.\n=== Florist ===\nBinds the wreaths.",
        expect![[r#"
        responsibility: beekeeper (coordination, does) | Keeps the bees.
        responsibility: florist (coordination, does) | Binds the wreaths.
    "#]],
    );
}

#[test]
fn records_of_labelled_lines_say_whose_each_task_is() {
    check_file(
        "actions.txt",
        "Task: Painting the shed\nOwner: head gardener\nDeputy: beekeeper\nDue: Friday\n\nTask: Keeping the bees\nOwner: beekeeper\nDue: never\n\nTask: Summer party\nOwner: all",
        expect![[r#"
            responsibility: head gardener (heading, does) | Task: Painting the shed
            responsibility: beekeeper (heading, does) | Task: Keeping the bees
        "#]],
    );
}

#[test]
fn records_may_be_typed_in_columns() {
    check_file(
        "who.txt",
        "WHO    beekeeper\nWHAT   keep the bees\nWHERE  behind the shed\n\nWHO    florist\nWHAT   bind the wreaths\nWHERE  in the shop",
        expect![[r#"
            responsibility: beekeeper (table, does) | keep the bees
            responsibility: florist (table, does) | bind the wreaths
        "#]],
    );
}

//! Lines that are nothing but a role's name, with what it does above or below them.

use super::tests::check;
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

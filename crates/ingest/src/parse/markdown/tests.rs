//! What Markdown says and what becomes of it: one test a rule.

use super::super::testing::check_with;
use expect_test::{Expect, expect};

fn check(input: &str, expected: Expect) {
    check_with(super::parse, input, expected);
}

#[test]
fn headings_paragraphs_and_links() {
    check(
        "# The Head Chef\n\nThe [chef](http://x.example/) *leads*\nthe `brigade`.\n\nWork\n----\n\n## Menus {#menus}\n",
        expect![[r#"
            title = The Head Chef
            h1: The Head Chef
            p: The chef leads the brigade.
            h2: Work
            h2: Menus
        "#]],
    );
}

#[test]
fn a_bold_beginning_is_a_lead() {
    check(
        "**Gaffer** – runs the lights.\n\n- **Best boy**: assists the gaffer.\n- **Grip**\n\nThe **grip** rigs.\n",
        expect![[r#"
            p: [Gaffer] Gaffer – runs the lights.
            ul0: [Best boy] Best boy: assists the gaffer.
            ul0: Grip
            p: The grip rigs.
        "#]],
    );
}

#[test]
fn list_items_know_their_depth_and_keep_their_paragraphs() {
    check(
        "1. Bosun\n   - paints\n   - splices\n     ropes\n\n   The bosun reports to the mate.\n2. Mate\n\n> The master commands.\n>\n> - always\n",
        expect![[r#"
            ol0: Bosun
            ul1: paints
            ul1: splices ropes
            p: The bosun reports to the mate.
            ol0: Mate
            quote: The master commands.
            ul0: always
        "#]],
    );
}

#[test]
fn tables_have_a_header() {
    check(
        "| Role | Pay |\n|---|--:|\n| **Clerk** | $30,000 |\n| Judge | |\n\nAfter.\n",
        expect![[r#"
        header0: Role | Pay
        row0: Clerk | $30,000
        row0: Judge | 
        p: After.
    "#]],
    );
}

#[test]
fn definitions_footnotes_and_code() {
    check(
        "Clerk\n: Files the papers.\n\nThe clerk files[^1] ~~or loses~~ them.\n\n[^1]: In triplicate.\n\n```sh\nrm -r files\n```\n",
        expect![[r#"
            term: Clerk
            definition: Files the papers.
            p: The clerk files them.
            p: In triplicate.
            code: rm -r files
        "#]],
    );
}

#[test]
fn pictures_give_captions() {
    check(
        "![A judge in court](judge.png)\n\nThe judge ![bench](b.png) decides.\n",
        expect![[r#"
        caption: A judge in court
        p: The judge decides.
        caption: bench
    "#]],
    );
}

#[test]
fn html_inside_is_stripped_of_its_tags() {
    check(
        "<details><summary>More &amp; more</summary>\n<p>The <b>clerk</b> files.</p>\n<!-- no -->\n<ul><li>one<li>two</ul>\n</details>\n\nThe <abbr>CFO</abbr><br>signs <!-- really --> it.\n",
        expect![[r#"
            p: More & more
            p: The clerk files.
            ul0: one
            ul0: two
            p: The CFO signs it.
        "#]],
    );
}

#[test]
fn front_matter_is_about_the_article() {
    check(
        "---\ntitle: \"Sous Chef: Duties\" # really\nauthors:\n  - name: Ana Roy\n    url: x\n  - Bo Li\ndate: 2021-03-03T10:00:00Z\nlang: en-GB\ncanonical: https://k.example/sous\ntags: [a, b]\n---\n# Other\n\nThe sous chef cooks.\n",
        expect![[r#"
            title = Sous Chef: Duties
            author = Ana Roy, Bo Li
            date = 2021-03-03
            language = en
            url = https://k.example/sous
            h1: Other
            p: The sous chef cooks.
        "#]],
    );
    check(
        "+++\ntitle = 'Mate'\ndate = 2020-05\n+++\nThe mate stows.\n",
        expect![[r#"
        title = Mate
        date = 2020-05
        p: The mate stows.
    "#]],
    );
    check(
        "---\n\nBetween rules: prose.\n\n---\n",
        expect![[r#"
        p: Between rules: prose.
    "#]],
    );
}

#[test]
fn a_list_of_links_into_the_article_is_its_table_of_contents() {
    check(
        "# Law\n\n- [The judge](#judge)\n- [The clerk](#clerk)\n- [elsewhere](http://x.example)\n",
        expect![[r#"
        title = Law
        h1: Law
        meta: The judge
        meta: The clerk
        ul0: elsewhere
    "#]],
    );
}

#[test]
fn what_is_struck_out_is_not_said() {
    check(
        "- mends the desk\n- ~~answers the phone~~\n- backs up ~~tapes~~ discs\n",
        expect![[r#"
            ul0: mends the desk
            ul0: backs up discs
        "#]],
    );
    check(
        "The <del>mate</del> <ins>bosun</ins> paints <s>nothing.\n\nHe splices.\n\n<div><p>The mate <del>sails</del> steers.</p></div>\n",
        expect![[r#"
            p: The bosun paints
            p: He splices.
            p: The mate steers.
        "#]],
    );
}

#[test]
fn questions_and_answers_right_below_each_other_are_blocks_of_their_own() {
    check(
        "Q: Who opens\nthe hall?\nA: The caretaker.\nQ: Who locks it?\nA: The host.\n\nPlan A:\nA. Smith sails.\n",
        expect![[r#"
            p: Q: Who opens the hall?
            p: A: The caretaker.
            p: Q: Who locks it?
            p: A: The host.
            p: Plan A: A. Smith sails.
        "#]],
    );
}

#[test]
fn lines_that_begin_with_a_name_and_a_mark_are_blocks_of_their_own() {
    check(
        "**Bosun**: runs the deck.\n**Purser** – keeps the books\nand the keys.\n\nGate: takes the money\nSite team -- puts out\nthe desks\n\nThe rule: nobody\nswims. Bosun: no.\n",
        expect![[r#"
            p: [Bosun] Bosun: runs the deck.
            p: [Purser] Purser – keeps the books and the keys.
            p: Gate: takes the money
            p: Site team -- puts out the desks
            p: The rule: nobody swims. Bosun: no.
        "#]],
    );
}

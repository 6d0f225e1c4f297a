//! How a responsibility matrix looks, on a wide page and on a narrow one, without its colours, and elsewhere.

use super::flow::columns;
use super::tests::{article, evidence};
use super::{Sources, matrix, matrix_html, matrix_markdown, page};
use anstream::adapter::strip_str;
use rolecall_record::Strength;
use rolecall_search::{Cell, Evidence, MATRIX_FORMAT, Matrix, Part, Row};
use snapbox::str;

fn cell(role: &str, parts: &[Part], text: &str) -> Cell {
    let evidence = vec![evidence(role, text, Strength::Does)];
    Cell { role: role.into(), parts: parts.to_vec(), confidence: 0.8, sources: 1, evidence }
}

fn row(task: &str, cells: Vec<Cell>) -> Row {
    Row { task: task.into(), asking: Vec::new(), read_as: Vec::new(), cells, closest: Vec::new(), problem: None }
}

fn sample() -> Matrix {
    let near = Evidence {
        article: article("ship/deck.md"),
        ..evidence("bosun", "The bosun paints the hull.", Strength::Does)
    };
    Matrix {
        format: MATRIX_FORMAT,
        model: None,
        partial: None,
        roles: ["Purser", "Head cook", "Second restaurant manager", "Waiter"].map(str::to_owned).to_vec(),
        tasks: vec![
            row(
                "count the cash in the evening",
                vec![
                    cell("Purser", &[Part::R, Part::A], "The purser counts the cash and signs for it."),
                    cell("Waiter", &[Part::S], "Waiters help to count the cash."),
                ],
            ),
            row(
                "plan the menu",
                vec![
                    cell("Head cook", &[Part::R], "The head cook <b>plans</b> the menu, \"as ever\"."),
                    cell("Second restaurant manager", &[Part::C], "The second restaurant manager advises on the menu."),
                    cell("Purser", &[Part::A], "The purser approves the menu."),
                ],
            ),
            Row { closest: vec![near], ..row("varnish the mast", Vec::new()) },
        ],
        took_us: 5,
    }
}

fn plain(width: usize) -> String {
    strip_str(&matrix(&sample(), page(width, &Sources::default()))).to_string()
}

#[test]
fn a_wide_page_has_all_roles_beside_each_other() {
    snapbox::assert_data_eq!(
        plain(100),
        str![[r#"
R does it · A decides on it or supervises it · S helps with it · C advises on it

                              │        │           │ Second
                              │        │           │ restaurant
                              │ Purser │ Head cook │ manager    │ Waiter
──────────────────────────────┼────────┼───────────┼────────────┼───────
count the cash in the evening │  R/A   │           │            │   S
plan the menu                 │   A    │     R     │     C
varnish the mast

count the cash in the evening
   R/A Purser  likely · 1 source
   ▸ The purser counts the cash and signs for it.
     Life on board · ship/office.md
   S   Waiter  likely · 1 source
   ▸ Waiters help to count the cash.
     Life on board · ship/office.md

plan the menu
   R   Head cook  likely · 1 source
   ▸ The head cook <b>plans</b> the menu, "as ever".
     Life on board · ship/office.md
   C   Second restaurant manager  likely · 1 source
   ▸ The second restaurant manager advises on the menu.
     Life on board · ship/office.md
   A   Purser  likely · 1 source
   ▸ The purser approves the menu.
     Life on board · ship/office.md

varnish the mast
   No article says who. What comes closest:
   ▸ The bosun paints the hull.

"#]]
    );
}

#[test]
fn on_a_narrow_page_the_table_is_folded() {
    snapbox::assert_data_eq!(
        plain(60),
        str![[r#"
R does it · A decides on it or supervises it · S helps with
it · C advises on it

                     │        │           │ Second
                     │        │           │ restaurant
                     │ Purser │ Head cook │ manager
─────────────────────┼────────┼───────────┼───────────
count the cash in    │  R/A
the evening
plan the menu        │   A    │     R     │     C
varnish the mast

                     │ Waiter
─────────────────────┼───────
count the cash in    │   S
the evening

count the cash in the evening
   R/A Purser  likely · 1 source
   ▸ The purser counts the cash and signs for it.
     Life on board · ship/office.md
   S   Waiter  likely · 1 source
   ▸ Waiters help to count the cash.
     Life on board · ship/office.md

plan the menu
   R   Head cook  likely · 1 source
   ▸ The head cook <b>plans</b> the menu, "as ever".
     Life on board · ship/office.md
   C   Second restaurant manager  likely · 1 source
   ▸ The second restaurant manager advises on the menu.
     Life on board · ship/office.md
   A   Purser  likely · 1 source
   ▸ The purser approves the menu.
     Life on board · ship/office.md

varnish the mast
   No article says who. What comes closest:
   ▸ The bosun paints the hull.

"#]]
    );
}

#[test]
fn no_line_of_a_matrix_is_wider_than_the_page() {
    for width in [30, 44, 60, 100, 160] {
        let text = plain(width);
        assert!(text.lines().all(|line| columns(line) <= width), "{width}: {text}");
    }
}

#[test]
fn colours_are_only_added_to_a_matrix() {
    let coloured = matrix(&sample(), page(60, &Sources::default()));
    assert!(coloured.contains('\u{1b}') && strip_str(&coloured).to_string() == plain(60));
}

#[test]
fn a_handbook_gets_a_table_and_the_sentences_below() {
    snapbox::assert_data_eq!(
        matrix_markdown(&sample()),
        str![[r#"
| Task | Purser | Head cook | Second restaurant manager | Waiter |
| --- | :---: | :---: | :---: | :---: |
| count the cash in the evening | R/A |  |  | S |
| plan the menu | A | R | C |  |
| varnish the mast |  |  |  |  |

R: does it, A: decides on it or supervises it, S: helps with it, C: advises on it

### count the cash in the evening

- **R/A** Purser: The purser counts the cash and signs for it. (Life on board, `ship/office.md`)
- **S** Waiter: Waiters help to count the cash. (Life on board, `ship/office.md`)

### plan the menu

- **R** Head cook: The head cook /<b/>plans/</b/> the menu, "as ever". (Life on board, `ship/office.md`)
- **C** Second restaurant manager: The second restaurant manager advises on the menu. (Life on board, `ship/office.md`)
- **A** Purser: The purser approves the menu. (Life on board, `ship/office.md`)

### varnish the mast

No article says who.

"#]]
    );
}

#[test]
fn a_sheet_gets_the_letters_and_then_a_row_for_each_sentence() {
    let csv = sample().csv();
    snapbox::assert_data_eq!(
        csv.replace("\r\n", "\n"),
        str![[r#"
task,Purser,Head cook,Second restaurant manager,Waiter,,
count the cash in the evening,R/A,,,S,,
plan the menu,A,R,C,,,
varnish the mast,,,,,,
,,,,,,
task,role,part,confidence,sentence,article,path
count the cash in the evening,Purser,R/A,0.80,The purser counts the cash and signs for it.,Life on board,ship/office.md
count the cash in the evening,Waiter,S,0.80,Waiters help to count the cash.,Life on board,ship/office.md
plan the menu,Head cook,R,0.80,"The head cook <b>plans</b> the menu, ""as ever"".",Life on board,ship/office.md
plan the menu,Second restaurant manager,C,0.80,The second restaurant manager advises on the menu.,Life on board,ship/office.md
plan the menu,Purser,A,0.80,The purser approves the menu.,Life on board,ship/office.md

"#]]
    );
}

#[test]
fn a_page_escapes_what_an_article_says() {
    let html = matrix_html(&sample());
    assert!(!html.contains("<b>plans") && html.contains("&lt;b&gt;plans&lt;/b&gt; the menu, &quot;as ever&quot;."));
    for part in
        ["<th scope=\"row\"><a href=\"#task0\">count the cash", "<a href=\"#task0-1\" title=\"Waiters help", ">R/A</a>"]
    {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    for id in html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(html.contains(&format!("id=\"{id}\"")), "{id} leads nowhere");
    }
}

#[test]
fn a_matrix_of_a_part_of_the_index_begins_with_saying_so() {
    let partial = Matrix { partial: Some("1 of 3 shards did not answer".into()), ..sample() };
    let sources = Sources::default();
    let page = page(80, &sources);
    for told in [matrix(&partial, page), matrix_markdown(&partial), matrix_html(&partial)] {
        assert!(told.contains("Only a part of the index answered (1 of 3 shards"), "{told}");
    }
}

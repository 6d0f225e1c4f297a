//! What a responsibility matrix promises.

use crate::memory::Memory;
use crate::{Matrix, Options, Part, Searcher, WORTH_A_CELL};
use rolecall_record::{Kind, Strength};

fn ship() -> Memory {
    Memory::new(&[("Purser", &[], 9), ("Cook", &[], 7), ("Waiter", &[], 5), ("Captain", &[], 4), ("Doctor", &[], 3)])
        .says("galley", "cook", "The cook orders fresh fish in every port.")
        .says("galley", "waiter", "The waiter lays the tables.")
        .states("galley", "purser", "The purser helps to lay the tables.", Kind::Responsibility, Strength::Helps)
        .says("office", "purser", "The purser counts the cash and supervises the waiters.")
        .states("bridge", "captain", "The captain approves the menu.", Kind::Responsibility, Strength::Decides)
        .says("sickbay", "doctor", "The doctor advises on the menu.")
        .says("galley", "cook", "The cook plans the menu.")
        .states("galley", "waiter", "The waiter does not count the cash.", Kind::Context, Strength::DoesNot)
}

fn matrix(tasks: &[&str]) -> Matrix {
    let options = Options { min_confidence: 0.0, abstain: false, ..Options::default() };
    Searcher::new(&ship()).matrix(tasks, &options).unwrap()
}

fn parts(matrix: &Matrix, role: &str) -> Vec<Part> {
    matrix.cell(0, role).map(|cell| cell.parts.clone()).unwrap_or_default()
}

#[test]
fn the_marks_of_a_list_are_no_part_of_a_task() {
    let list = "lay the tables\n- lay the tables\n\u{feff}\n  12. lay the tables\n\n* [ ] lay the tables\r\n";
    assert_eq!(crate::tasks(list).collect::<Vec<_>>(), ["lay the tables"; 4]);
    assert_eq!(crate::tasks("24 hour watch").collect::<Vec<_>>(), ["24 hour watch"]);
}

#[test]
fn who_does_decides_helps_and_advises_has_a_letter_each() {
    let menu = matrix(&["plan the menu"]);
    assert_eq!(parts(&menu, "Cook"), [Part::R]);
    assert_eq!(parts(&menu, "Captain"), [Part::A]);
    assert_eq!(parts(&menu, "Doctor"), [Part::C]);
    let tables = matrix(&["lay the tables"]);
    assert_eq!((parts(&tables, "Waiter"), parts(&tables, "Purser")), (vec![Part::R], vec![Part::S]));
}

#[test]
fn the_letter_is_that_of_the_deed_that_is_asked_for() {
    assert_eq!(parts(&matrix(&["count the cash"]), "Purser"), [Part::R]);
    assert_eq!(parts(&matrix(&["order the fish"]), "Cook"), [Part::R]);
}

#[test]
fn whoever_approves_what_is_to_be_approved_does_it_and_answers_for_it() {
    assert_eq!(parts(&matrix(&["approve the menu"]), "Captain"), [Part::R, Part::A]);
    assert_eq!(parts(&matrix(&["advise on the menu"]), "Doctor"), [Part::R]);
}

#[test]
fn a_role_that_does_not_do_it_has_no_cell() {
    assert!(matrix(&["count the cash"]).cell(0, "Waiter").is_none());
}

#[test]
fn each_cell_has_its_sentences_and_each_role_a_column() {
    let all = matrix(&["plan the menu", "lay the tables", "count the cash"]);
    for cell in all.tasks.iter().flat_map(|row| &row.cells) {
        assert!(!cell.parts.is_empty() && !cell.evidence.is_empty(), "{cell:?}");
        assert_eq!(all.roles.iter().filter(|role| **role == cell.role).count(), 1);
    }
    assert_eq!(all.roles.first().map(String::as_str), Some("Purser"), "whoever has most tasks comes first");
}

#[test]
fn a_task_that_nobody_does_or_that_says_nothing_has_a_row_without_cells() {
    let options = Options { min_confidence: WORTH_A_CELL, ..Options::default() };
    let matrix = Searcher::new(&ship()).matrix(&["train the elephants", "the", "lay the tables"], &options).unwrap();
    assert!(matrix.tasks[0].cells.is_empty() && matrix.tasks[0].problem.is_none());
    assert!(matrix.tasks[1].problem.as_ref().is_some_and(|why| why.contains("only words like")));
    assert_eq!(matrix.tasks.len(), 3);
}

#[test]
fn the_like_done_with_something_else_is_no_cell() {
    let all = matrix(&["order the flowers", "order the fish"]);
    assert!(all.tasks[0].cells.is_empty(), "{:?}", all.tasks[0].cells);
    assert_eq!(all.tasks[1].cells[0].role, "Cook");
}

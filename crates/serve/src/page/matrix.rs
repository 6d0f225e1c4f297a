//! `/matrix`: tasks against roles. The address holds the tasks, so a matrix can be kept, passed on, and made again of a newer
//! corpus.

use super::address;
use super::layout::{Here, layout};
use super::part::{Naming, confidence_in, evidences, partial, plain};
use crate::asked::tasks;
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use crate::state::Made;
use crate::wanted::Wanted;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use maud::{Markup, html};
use rolecall_search::{Cell, Matrix, Part, Row};

/// Sentences of a cell that are shown openly.
const SHOWN: usize = 3;
/// Columns; further roles are told below.
const ROLES: usize = 14;

/// `GET /matrix`
pub(crate) async fn matrix(wanted: Wanted) -> Result<Response, Problem> {
    let tasks = tasks(wanted.query());
    wanted
        .page(move |snapshot| {
            let made = if tasks.is_empty() { None } else { Some(snapshot.matrix(&tasks)?) };
            Ok(layout("Matrix", Here::Matrix, main(snapshot, &tasks, made.as_ref())))
        })
        .await
}

/// `GET /matrix.csv`
pub(crate) async fn sheet(wanted: Wanted) -> Result<Response, Problem> {
    let tasks = tasks(wanted.query());
    let made = wanted.made(move |snapshot| Ok(Made::new("text/csv; charset=utf-8", snapshot.matrix(&tasks)?.csv())));
    let mut response = made.await?;
    let kept = HeaderValue::from_static("attachment; filename=\"matrix.csv\"");
    response.headers_mut().insert(header::CONTENT_DISPOSITION, kept);
    Ok(response)
}

fn main(snapshot: &Snapshot, tasks: &[String], matrix: Option<&Matrix>) -> Markup {
    html! {
        section.head {
            h1 { "Matrix" }
            p.quiet { "Who does what, task by task, as far as the articles say." }
        }
        form.tasks action="/matrix" {
            label {
                span { "Tasks, one a line" }
                textarea name="tasks" rows=(tasks.len().clamp(4, 12)) required
                    placeholder="set up the microphones\napprove the budget" { (plain(&tasks.join("\n"))) }
            }
            button type="submit" { "Make the matrix" }
        }
        @if let Some(matrix) = matrix {
            (partial(matrix.partial.as_deref()))
            (table(snapshot, matrix))
            p.letters {
                @for part in Part::ALL { span { b class={ "part p" (part.letter()) } { (part.letter()) } " " (part.meaning()) } }
                a.button.plain href=(address("/matrix.csv", &[("tasks", &tasks.join("\n"))])) { "Download as CSV" }
            }
            (told(snapshot, matrix))
        }
    }
}

fn table(snapshot: &Snapshot, matrix: &Matrix) -> Markup {
    let roles = &matrix.roles[..matrix.roles.len().min(ROLES)];
    html! {
        div.wide role="region" aria-label="Matrix" tabindex="0" {
            table.matrix {
                thead {
                    tr {
                        th scope="col" { "Task" }
                        @for role in roles { th scope="col" { a href={ "/role/" (snapshot.id_of(role)) } { span { (plain(role)) } } } }
                    }
                }
                tbody {
                    @for (i, row) in matrix.tasks.iter().enumerate() {
                        tr {
                            th scope="row" { a href={ "#t" (i) } { (plain(&row.task)) } }
                            @for role in roles {
                                td {
                                    @if let Some(cell) = row.cells.iter().find(|cell| cell.role == *role) {
                                        a.cell href={ "#" (anchor(snapshot, i, cell)) } { (letters(cell)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        @if matrix.roles.len() > ROLES { p.quiet { "Further roles stand below, task by task." } }
    }
}

/// The address of a cell's evidence on the page.
fn anchor(snapshot: &Snapshot, task: usize, cell: &Cell) -> String {
    format!("t{task}-{}", snapshot.id_of(&cell.role))
}

fn letters(cell: &Cell) -> Markup {
    html! { @for part in &cell.parts { b class={ "part p" (part.letter()) } title=(part.meaning()) { (part.letter()) } } }
}

/// The evidence of every cell, task by task.
fn told(snapshot: &Snapshot, matrix: &Matrix) -> Markup {
    html! {
        @for (i, row) in matrix.tasks.iter().enumerate() {
            section.group id={ "t" (i) } data-step tabindex="-1" {
                h2 { (plain(&row.task)) }
                (task(snapshot, i, row))
            }
        }
    }
}

fn task(snapshot: &Snapshot, number: usize, row: &Row) -> Markup {
    html! {
        @if let Some(problem) = &row.problem { p.quiet { (plain(problem)) } }
        @if row.cells.is_empty() && row.problem.is_none() {
            p.quiet { "No article says who." @if !row.closest.is_empty() { " What comes closest, without answering:" } }
            (evidences(&row.closest, 1, Naming::Needed))
        }
        @for cell in &row.cells {
            section.told id=(anchor(snapshot, number, cell)) {
                h3 {
                    (letters(cell)) " "
                    a href={ "/role/" (snapshot.id_of(&cell.role)) } { (plain(&cell.role)) }
                }
                (confidence_in(cell.confidence, cell.sources))
                (evidences(&cell.evidence, SHOWN, Naming::Known))
            }
        }
    }
}

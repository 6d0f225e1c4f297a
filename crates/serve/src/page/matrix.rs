//! `/matrix`: tasks against roles. The address holds the tasks, so a matrix can be kept, passed on, and made again of a newer
//! corpus.

use super::layout::{Here, layout};
use super::part::{Naming, confidence_in, evidences, plain};
use super::{address, page};
use crate::asked::pairs;
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use crate::state::{App, Made};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::Response;
use maud::{Markup, html};
use rolecall_search::{Cell, Matrix, Part, Row};

/// Sentences of a cell that are shown openly.
const SHOWN: usize = 3;
/// Columns; further roles are told below.
const ROLES: usize = 14;

/// The tasks of an address: one a line, or one each time that `task` is named.
///
/// # Errors
/// More of them than are answered at once.
pub(crate) fn tasks(query: Option<&str>) -> Result<Vec<String>, Problem> {
    /// Tasks of one matrix.
    const MOST: usize = 60;
    let given = pairs(query).filter(|(name, _)| name == "task" || name == "tasks");
    let lines: Vec<String> =
        given.flat_map(|(_, value)| value.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    let tasks: Vec<String> = lines.iter().map(|line| bare(line).to_owned()).filter(|task| !task.is_empty()).collect();
    if tasks.len() > MOST {
        return Err(Problem::asked(format!("more than {MOST} tasks at once: make several matrices of them")));
    }
    Ok(tasks)
}

/// A line without the mark of a list.
fn bare(line: &str) -> &str {
    let line = line.trim();
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = number.strip_prefix(['.', ')']).filter(|rest| number.len() < line.len() && rest.starts_with(' '));
    number.unwrap_or(line).trim_start_matches(['-', '*', '•', '–']).trim()
}

/// `GET /matrix`
pub(crate) async fn matrix(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Result<Response, Problem> {
    let tasks = tasks(uri.query())?;
    page(&app, &uri, &headers, move |snapshot| {
        let made = if tasks.is_empty() { None } else { Some(snapshot.matrix(&tasks)?) };
        Ok(layout("Matrix", Here::Matrix, main(snapshot, &tasks, made.as_ref())))
    })
    .await
}

/// `GET /matrix.csv`
pub(crate) async fn sheet(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Result<Response, Problem> {
    let tasks = tasks(uri.query())?;
    let made = app.made(uri.to_string(), move |snapshot| {
        Ok(Made::new("text/csv; charset=utf-8", csv(&snapshot.matrix(&tasks)?)))
    });
    let mut response = made.await?.respond(&headers);
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

/// A row for each task and a column for each role (RFC 4180).
fn csv(matrix: &Matrix) -> String {
    let line = |cells: &mut dyn Iterator<Item = String>| cells.collect::<Vec<_>>().join(",") + "\r\n";
    let mut out = line(&mut std::iter::once("task".to_owned()).chain(matrix.roles.iter().map(|role| quoted(role))));
    for row in &matrix.tasks {
        let of = |role: &String| {
            let cell = row.cells.iter().find(|cell| cell.role == *role);
            cell.map(|cell| cell.parts.iter().map(|part| part.letter()).collect()).unwrap_or_default()
        };
        out.push_str(&line(&mut std::iter::once(quoted(&row.task)).chain(matrix.roles.iter().map(of))));
    }
    out
}

/// A value that neither ends early nor is taken for a formula by a sheet.
fn quoted(value: &str) -> String {
    let value: String = value.chars().filter(|c| !c.is_control()).collect();
    let value = if value.starts_with(['=', '+', '-', '@']) { format!("'{value}") } else { value };
    format!("\"{}\"", value.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tasks_come_as_lines_of_a_list_or_by_name() {
        let tasks = |query: &str| tasks(Some(query)).unwrap();
        assert_eq!(
            tasks("tasks=1.+lock+up%0A%0A-+ring+the+bell%0D%0A2nd+watch"),
            ["lock up", "ring the bell", "2nd watch"]
        );
        assert_eq!(tasks("task=lock+up&task=sing"), ["lock up", "sing"]);
        assert!(super::tasks(Some(&format!("tasks={}", "a%0A".repeat(61)))).is_err());
    }

    #[test]
    fn no_cell_of_a_sheet_is_a_formula() {
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
        assert_eq!(quoted("a \"b\", c"), "\"a \"\"b\"\", c\"");
    }
}

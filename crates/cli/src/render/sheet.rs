//! A responsibility matrix to be pasted or opened elsewhere: Markdown, HTML. Each has the letters first and
//! the sentences that they rest on below.

use super::answer::partial;
use super::export::escaped;
use super::visible;
use rolecall_search::{Cell, Evidence, Matrix, Part, Row};
use std::fmt::Write as _;

fn legend() -> String {
    Part::ALL.map(|part| format!("{}: {}", part.letter(), part.meaning())).join(", ")
}

/// A row's letters, one for each role of the matrix.
fn row_letters(matrix: &Matrix, row: &Row) -> Vec<String> {
    let of = |role: &String| row.cells.iter().find(|cell| cell.role == *role).map(Cell::letters).unwrap_or_default();
    matrix.roles.iter().map(of).collect()
}

/// Every sentence of a task, with the cell that it speaks for.
fn said(row: &Row) -> impl Iterator<Item = (&Cell, &Evidence)> {
    row.cells.iter().flat_map(|cell| cell.evidence.iter().map(move |evidence| (cell, evidence)))
}

/// `matrix` as Markdown.
pub(crate) fn matrix_markdown(matrix: &Matrix) -> String {
    let mut out = String::new();
    let line = |first: &str, cells: &[String]| format!("| {first} | {} |\n", cells.join(" | "));
    if let Some(partial) = partial(matrix.partial.as_deref()) {
        let _ = writeln!(out, "**{}**\n", escaped(&partial));
    }
    if !matrix.roles.is_empty() {
        let names: Vec<String> = matrix.roles.iter().map(|role| escaped(&visible(role))).collect();
        out += &line("Task", &names);
        out += &line("---", &vec![":---:".to_owned(); names.len()]);
        for row in &matrix.tasks {
            out += &line(&escaped(&visible(&row.task)), &row_letters(matrix, row));
        }
        let _ = writeln!(out, "\n{}", legend());
    }
    for row in &matrix.tasks {
        let _ = writeln!(out, "\n### {}\n", escaped(&visible(&row.task)));
        for (cell, evidence) in said(row) {
            let (role, text) = (escaped(&visible(&cell.role)), escaped(&visible(&evidence.text)));
            let title = escaped(&visible(&evidence.article.title));
            let path = visible(&evidence.article.path).replace('`', "'");
            let _ = writeln!(out, "- **{}** {role}: {text} ({title}, `{path}`)", cell.letters());
        }
        if row.cells.is_empty() {
            out += "No article says who.\n";
        }
    }
    out
}

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem}\
table{border-collapse:collapse;display:block;overflow-x:auto}th,td{border:1px solid #bbb;padding:.3rem .6rem}\
th{text-align:left;vertical-align:bottom}td{text-align:center;font-weight:bold}a{color:inherit}\
cite{display:block;color:#555;font-size:.9em}h2{font-size:1.1rem;margin-top:2rem}";

/// `matrix` as a page that needs nothing beside it. Each letter leads to its sentences.
pub(crate) fn matrix_html(matrix: &Matrix) -> String {
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>Responsibility matrix</title>\n<style>{STYLE}</style>\n<h1>Responsibility matrix</h1>\n"
    );
    if let Some(partial) = partial(matrix.partial.as_deref()) {
        let _ = writeln!(out, "<p><strong>{}</strong></p>", text(&partial));
    }
    if !matrix.roles.is_empty() {
        out += "<table>\n<thead><tr><th scope=\"col\">Task</th>";
        matrix.roles.iter().for_each(|role| out += &format!("<th scope=\"col\">{}</th>", text(role)));
        out += "</tr></thead>\n<tbody>\n";
        for (t, row) in matrix.tasks.iter().enumerate() {
            let _ = write!(out, "<tr><th scope=\"row\"><a href=\"#task{t}\">{}</a></th>", text(&row.task));
            for role in &matrix.roles {
                match row.cells.iter().position(|cell| cell.role == *role) {
                    Some(c) => {
                        let cell = &row.cells[c];
                        let first = cell.evidence.first().map_or("", |e| e.text.as_str());
                        let (proof, letters) = (text(first), cell.letters());
                        let _ = write!(out, "<td><a href=\"#task{t}-{c}\" title=\"{proof}\">{letters}</a></td>");
                    }
                    None => out += "<td></td>",
                }
            }
            out += "</tr>\n";
        }
        let _ = writeln!(out, "</tbody>\n</table>\n<p>{}</p>", text(&legend()));
    }
    for (t, row) in matrix.tasks.iter().enumerate() {
        let _ = writeln!(out, "<h2 id=\"task{t}\">{}</h2>", text(&row.task));
        for (c, cell) in row.cells.iter().enumerate() {
            let _ = writeln!(out, "<h3 id=\"task{t}-{c}\">{} {}</h3>\n<ul>", cell.letters(), text(&cell.role));
            for evidence in &cell.evidence {
                let place = match &evidence.article.url {
                    Some(url) if url.starts_with("https://") || url.starts_with("http://") => {
                        format!("<a href=\"{}\">{}</a>", text(url), text(&evidence.article.title))
                    }
                    _ => text(&evidence.article.title),
                };
                let (said, path) = (text(&evidence.text), text(&evidence.article.path));
                let _ = writeln!(out, "<li>{said} <cite>{place}, {path}</cite></li>");
            }
            out += "</ul>\n";
        }
        if row.cells.is_empty() {
            out += "<p>No article says who.</p>\n";
        }
    }
    out + "</html>\n"
}

/// `text` as HTML has it, in an element or a quoted attribute.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            c => out.push(c),
        }
    }
    out
}

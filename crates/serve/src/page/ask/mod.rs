//! `/`: the box, and below it examples or an answer. The address holds the whole question, so it can be kept and passed on.

mod answer;
mod filters;
mod why;

use super::address;
use super::html as as_html;
use super::layout::{Here, layout};
use super::part::{counted, plain};
use crate::asked::Asked;
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use crate::wanted::Wanted;
use axum::response::Response;
use maud::{Markup, html};

/// Names that the box completes.
const COMPLETED: usize = 400;
/// Roles that are answered with, where the address does not say.
const ROLES: usize = 20;

/// `GET /`
pub(crate) async fn ask(wanted: Wanted) -> Result<Response, Problem> {
    let asked = Asked::read(wanted.query())?;
    let asked = Asked { limit: asked.limit.or(Some(ROLES)), explain: true, ..asked };
    let made = move |snapshot: &Snapshot| {
        // Before all examples are found a first page has none, or not all.
        let early = asked.q.is_empty() && !snapshot.examples().are_all();
        Ok(as_html(made(snapshot, &asked)?).passing(early))
    };
    wanted.made(made).await
}

fn made(snapshot: &Snapshot, asked: &Asked) -> Result<Markup, Problem> {
    if asked.q.is_empty() {
        return Ok(layout("", Here::Ask, beginning(snapshot, asked)?));
    }
    // What cannot be asked is told under the box, where it can be mended.
    let answered = match snapshot.ask(asked) {
        Ok(answer) => answer::answer(snapshot, asked, &answer),
        Err(problem) if problem.status == 400 => html! {
            section.abstained { h1 { "This cannot be asked" } p { (plain(&problem.detail)) } }
        },
        Err(problem) => return Err(problem),
    };
    let main = html! {
        (question(snapshot, asked, false)?)
        // On paper there is no box.
        p.asked aria-hidden="true" { (plain(&asked.q)) }
        div #answer aria-live="polite" { (answered) }
    };
    Ok(layout(&asked.q, Here::Ask, main))
}

/// The first page: what can be asked, and of how much.
fn beginning(snapshot: &Snapshot, asked: &Asked) -> Result<Markup, Problem> {
    let reader = snapshot.reader();
    let examples = snapshot.examples().shortly();
    Ok(html! {
        section.hero {
            h1 { "Who does what?" }
            p.lead { "Ask your articles. The answer is a role, the sentences that say so, and where they stand." }
            (question(snapshot, asked, true)?)
            @if !examples.is_empty() {
                h2.quiet { "For example" }
                ul.examples {
                    @for example in examples { li { a href=(address("/", &[("q", example)])) { (plain(example)) } } }
                }
            }
            @if reader.article_count() == 0 {
                p.empty { "There are no articles yet. " a href="/corpus" { "Add the first one" } "." }
            } @else {
                p.stats {
                    a href="/corpus" { (counted(reader.article_count(), "article")) } " · "
                    (counted(reader.statement_count(), "statement")) " · "
                    a href="/roles" { (counted(snapshot.roles().len(), "role")) }
                }
            }
        }
    })
}

/// The box and who may answer.
fn question(snapshot: &Snapshot, asked: &Asked, first: bool) -> Result<Markup, Problem> {
    Ok(html! {
        form.question action="/" role="search" {
            div.box {
                input #q type="search" name="q" value=(plain(&asked.q)) placeholder="who welcomes the guests" list="completions"
                    aria-label="Your question" autocomplete="off" autofocus[first] maxlength="2000" required;
                button type="submit" { "Ask" }
            }
            (filters::filters(snapshot, asked)?)
            datalist #completions data-completions {
                @for example in snapshot.examples().so_far() { option value=(plain(example)) {} }
                @for role in foremost(snapshot) { option value=(plain(role)) {} }
            }
        }
    })
}

/// The names of the roles that are spoken of most.
fn foremost(snapshot: &Snapshot) -> Vec<&str> {
    let mut roles: Vec<_> = snapshot.roles().iter().collect();
    roles.sort_by_key(|role| (std::cmp::Reverse(role.statements), role.name.as_str()));
    roles.into_iter().take(COMPLETED).map(|role| role.name.as_str()).collect()
}

//! `/roles`: all roles, the ones spoken of most first or by name.

use super::layout::{Here, layout};
use super::part::{counted, plain};
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use crate::wanted::Wanted;
use axum::response::Response;
use maud::{Markup, html};

/// Roles on the page; a corpus of thousands is searched, not read.
const MOST: usize = 1_000;

/// `GET /roles`
pub(crate) async fn roles(wanted: Wanted) -> Result<Response, Problem> {
    let by_name = wanted.named("by").iter().any(|order| order == "name");
    wanted.page(move |snapshot| Ok(layout("Roles", Here::Roles, made(snapshot, by_name)))).await
}

fn made(snapshot: &Snapshot, by_name: bool) -> Markup {
    let mut roles: Vec<_> = snapshot.roles().iter().collect();
    if !by_name {
        roles.sort_by_key(|role| (std::cmp::Reverse(role.statements), role.name.as_str()));
    }
    let most = roles.iter().map(|role| role.statements).max().unwrap_or(1).max(1);
    html! {
        section.head {
            h1 { "Roles" }
            p.quiet { (counted(roles.len(), "role")) " that the articles speak of" }
            @if roles.len() > 1 {
                nav.pairs aria-label="Order" {
                    a href="/roles" aria-current=[(!by_name).then_some("true")] { "by what is said" }
                    a href="/roles?by=name" aria-current=[by_name.then_some("true")] { "by name" }
                }
            }
        }
        @if roles.is_empty() { p.empty { "No article speaks of any role yet. " a href="/corpus" { "Add an article" } "." } }
        ul.roles {
            @for role in roles.iter().take(MOST) {
                li data-step tabindex="-1" {
                    a href={ "/role/" (snapshot.id_of(&role.name)) } { (plain(&role.name)) }
                    svg.bar viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
                        rect.full width=((role.statements * 100).div_ceil(most)) height="4" rx="2" {}
                    }
                    span.quiet { (counted(role.statements, "statement")) " · " (counted(role.articles, "article")) }
                }
            }
        }
        @if roles.len() > MOST { p.quiet { "and " (roles.len() - MOST) " more: ask for them by name" } }
    }
}

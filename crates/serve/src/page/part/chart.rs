//! Which article speaks of which role, and how much: a table whose cells are as dark as what they count.

use super::{counted, plain};
use crate::snapshot::{Overview, Snapshot};
use maud::{Markup, html};

/// Roles across,
const ROLES: usize = 14;
/// and articles down.
const ARTICLES: usize = 40;
/// Shades beside the empty one.
const SHADES: usize = 5;

/// The table; nothing where no article speaks of any role.
pub(in crate::page) fn chart(snapshot: &Snapshot, overview: &Overview) -> Markup {
    let roles = overview.foremost(ROLES);
    if roles.is_empty() {
        return html! {};
    }
    let all = overview.rows.iter().flat_map(|row| roles.iter().filter_map(|(role, _)| row.roles.get(*role)));
    let most = all.copied().max().unwrap_or(1).max(1);
    let speaking = overview.rows.iter().filter(|row| roles.iter().any(|(role, _)| row.roles.contains_key(*role)));
    let speaking: Vec<_> = speaking.collect();
    html! {
        section.chart {
            h2 { "Who is spoken of where" }
            p.quiet { "Statements of the " (counted(roles.len(), "role")) " spoken of most, by article." }
            div.wide role="region" aria-label="Roles by article" tabindex="0" {
                table {
                    thead {
                        tr {
                            td {}
                            @for (role, _) in &roles {
                                th scope="col" { a href={ "/role/" (snapshot.id_of(role)) } { span { (plain(role)) } } }
                            }
                        }
                    }
                    tbody {
                        @for row in speaking.iter().take(ARTICLES) {
                            tr {
                                th scope="row" { a href={ "/article/" (row.id) } title=(plain(&row.path)) { (plain(&row.title)) } }
                                @for (role, _) in &roles {
                                    @let n = row.roles.get(*role).copied().unwrap_or(0);
                                    td class={ "h" (shade(n, most)) } { @if n > 0 { (n) } }
                                }
                            }
                        }
                    }
                }
            }
            @if speaking.len() > ARTICLES { p.quiet { "and " (speaking.len() - ARTICLES) " further articles" } }
        }
    }
}

/// 0 for nothing, then 1 to [`SHADES`], by the root so that small counts differ.
fn shade(n: usize, most: usize) -> usize {
    if n == 0 {
        return 0;
    }
    (((n as f32 / most as f32).sqrt() * SHADES as f32).ceil() as usize).clamp(1, SHADES)
}

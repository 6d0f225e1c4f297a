//! Values that articles give, in a table.

use super::plain;
use maud::{Markup, html};
use rolecall_search::FactFound;

/// A table of facts; nothing where there are none. With `roles` a column for each, else the role stands in each row.
pub(in crate::page) fn facts(facts: &[FactFound], roles: &[&str]) -> Markup {
    if facts.is_empty() {
        return html! {};
    }
    let mut names: Vec<&str> = Vec::new();
    for fact in facts {
        if !names.contains(&fact.name.as_str()) {
            names.push(&fact.name);
        }
    }
    html! {
        section.facts {
            h2 { "Facts" }
            div.wide role="region" aria-label="Facts" tabindex="0" {
                table {
                    @if roles.len() > 1 {
                        thead { tr { td {} @for role in roles { th scope="col" { (plain(role)) } } } }
                        tbody {
                            @for name in names {
                                tr {
                                    th scope="row" { (plain(name)) }
                                    @for role in roles {
                                        td {
                                            @for fact in facts.iter().filter(|f| f.name == name && f.role == **role) {
                                                (value(fact))
                                            }
                                        }
                                    }
                                }
                            }
                        }
                    } @else {
                        thead { tr { th scope="col" { "Role" } th scope="col" { "What" } th scope="col" { "Value" } } }
                        tbody {
                            @for fact in facts {
                                tr { td { (plain(&fact.role)) } th scope="row" { (plain(&fact.name)) } td { (value(fact)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn value(fact: &FactFound) -> Markup {
    html! {
        span.value {
            (plain(&fact.value))
            @if let Some(note) = &fact.note { " (" (plain(note)) ")" }
            " "
            a.chip href={ "/article/" (fact.article.id) } title=(plain(&fact.article.path)) { (plain(&fact.article.title)) }
        }
    }
}

//! `/role/{id}`: all that is said of one role, in groups.

use super::address;
use super::layout::{Here, layout};
use super::part::{Naming, confidence, counted, evidences, facts, graph, is_long, partial, plain};
use crate::asked::Id;
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use crate::wanted::Wanted;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use rolecall_record::Role;
use rolecall_search::{Answer, Intent, Profile};

/// Sentences of a theme that are shown openly while there are other themes,
const OF_THEME: usize = 4;
/// and where there is but one.
const ALONE: usize = 12;

/// `GET /role/{id}`
pub(crate) async fn role(Id(id): Id, wanted: Wanted) -> Result<Response, Problem> {
    let known = wanted.snapshot();
    // A name, or another name, leads to the one address of its role.
    let proper = known.id_of(&known.role(&id)?.name);
    if proper != id {
        let encoded: String = form_urlencoded::byte_serialize(proper.as_bytes()).collect();
        return Ok(Redirect::to(&format!("/role/{encoded}")).into_response());
    }
    drop(known);
    wanted
        .page(move |snapshot| {
            let role = snapshot.role(&id)?;
            let answer = snapshot.told_of(Intent::What, &[&role.name])?;
            Ok(layout(&role.name, Here::Roles, made(snapshot, role, &answer)))
        })
        .await
}

fn made(snapshot: &Snapshot, role: &Role, answer: &Answer) -> Markup {
    let rivals = answer.profile.iter().flat_map(|profile| &profile.works_with).take(3);
    html! {
        section.head {
            h1.long[is_long(&role.name)] { (plain(&role.name)) }
            p.quiet {
                (counted(role.statements, "statement")) " in " (counted(role.articles, "article"))
                @if let Some(told) = answer.answers.first() { " · what it does is told by " (counted(told.sources, "source")) }
            }
            nav.pairs aria-label="Compare" {
                @for rival in rivals {
                    a href=(address("/compare", &[("role", &role.name), ("role", &rival.role)])) { "vs " (plain(&rival.role)) }
                }
                a href=(address("/", &[("q", &format!("who does the {} report to", role.name.to_lowercase()))])) { "Reports to?" }
            }
        }
        (partial(answer.partial.as_deref()))
        (aliases(role))
        @if let Some(profile) = &answer.profile {
            (self::profile(snapshot, answer, profile))
        } @else {
            p.empty { "No article says what it does." }
        }
    }
}

/// The role of an answer, with its name as a heading.
pub(super) fn summary(snapshot: &Snapshot, answer: &Answer) -> Markup {
    html! {
        @for role in &answer.answers {
            section.head {
                h1 { a href={ "/role/" (snapshot.id_of(&role.role)) } { (plain(&role.role)) } }
                (confidence(role))
                @if !role.aliases.is_empty() { p.also { "also " (plain(&role.aliases.join(", "))) } }
            }
        }
    }
}

/// Other names, each with why it is one.
fn aliases(role: &Role) -> Markup {
    let others: Vec<_> = role.aliases.iter().filter(|alias| alias.why.is_some()).collect();
    html! {
        @if !others.is_empty() {
            details.aliases {
                summary { "Also called " (plain(&others.iter().map(|a| a.name.as_str()).collect::<Vec<_>>().join(", "))) }
                dl {
                    @for alias in others {
                        dt { (plain(&alias.name)) }
                        dd { (plain(alias.why.as_deref().unwrap_or_default())) }
                    }
                }
            }
        }
    }
}

/// What is said of one role: responsibilities by theme, requirements, denials, disputes, facts, and whom it is mentioned with.
pub(super) fn profile(snapshot: &Snapshot, answer: &Answer, profile: &Profile) -> Markup {
    let name = answer.answers.first().map_or("", |role| role.role.as_str());
    let said = answer.answers.first().map_or(&[][..], |role| &role.evidence[..]);
    let several = profile.themes.len() > 1;
    html! {
        div.unasked {
        @if !said.is_empty() {
            section.group {
                h2 { "What it does" }
                @for theme in &profile.themes {
                    @let lines: Vec<_> = theme.lines.iter().filter_map(|&i| said.get(i)).cloned().collect();
                    section.theme data-step tabindex="-1" {
                        @if several { h3 { @if theme.name.is_empty() { "Besides" } @else { (plain(&theme.name)) } } }
                        (evidences(&lines, if several { OF_THEME } else { ALONE }, Naming::Known))
                    }
                }
                @if profile.themes.is_empty() { (evidences(said, ALONE, Naming::Known)) }
            }
        }
        @for (title, lines) in [
            ("Must have, know or be", &profile.requirements),
            ("Does not", &profile.denied),
            ("Articles disagree", &profile.disputed),
        ] {
            @if !lines.is_empty() {
                section.group { h2 { (title) } (evidences(lines, OF_THEME, Naming::Known)) }
            }
        }
        }
        (facts(&answer.facts, &[]))
        @if !profile.works_with.is_empty() {
            section.group {
                h2 { "Mentioned with" }
                (graph(snapshot, name, &profile.works_with))
                ul.peers {
                    @for peer in &profile.works_with {
                        li {
                            a href={ "/role/" (snapshot.id_of(&peer.role)) } { (plain(&peer.role)) }
                            " " span.quiet { (counted(peer.statements, "statement")) }
                        }
                    }
                }
            }
        }
    }
}

//! `/compare`: two or three roles beside each other, and the middle that they share.

use super::address;
use super::layout::{Here, layout};
use super::part::{Naming, Share, evidences, facts, is_long, overlap, partial, plain};
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use crate::wanted::Wanted;
use axum::response::Response;
use maud::{Markup, html};
use rolecall_search::{Answer, Comparison, Evidence, Intent, RoleAnswer};

/// Roles beside each other.
const MOST: usize = 3;
/// Pairs that are suggested to who has named none.
const SUGGESTED: usize = 4;
/// Sentences of a column that are shown openly.
const SHOWN: usize = 8;

/// `GET /compare`
pub(crate) async fn compare(wanted: Wanted) -> Result<Response, Problem> {
    let mut names = wanted.named("role");
    names.truncate(MOST);
    wanted.page(move |snapshot| made(snapshot, &names)).await
}

fn made(snapshot: &Snapshot, names: &[String]) -> Result<Markup, Problem> {
    let mut roles: Vec<&str> = Vec::new();
    let mut unknown: Vec<&str> = Vec::new();
    for name in names {
        match snapshot.role(name) {
            Ok(role) if roles.contains(&role.name.as_str()) => {}
            Ok(role) => roles.push(&role.name),
            Err(_) => unknown.push(name),
        }
    }
    let answer = if roles.len() > 1 { Some(snapshot.told_of(Intent::Compare, &roles)?) } else { None };
    let written: Vec<&str> = roles.iter().chain(&unknown).copied().collect();
    let title = if roles.len() > 1 { roles.join(" vs ") } else { "Compare".to_owned() };
    let main = html! {
        section.head { h1.long[is_long(&title)] { (plain(&title)) } }
        (chooser(snapshot, &written))
        @if !unknown.is_empty() {
            p.empty role="status" { "No article speaks of " (plain(&unknown.join(", "))) "." }
        }
        (partial(answer.as_ref().and_then(|answer| answer.partial.as_deref())))
        @match answer.as_ref().map(|answer| (answer, &answer.comparison)) {
            Some((answer, Some(comparison))) if !answer.abstained => { (self::comparison(snapshot, answer, comparison)) }
            Some(_) => { p.empty { "The articles do not say enough of both to compare them." } }
            None if names.len() > 1 && unknown.is_empty() => {
                p.empty role="status" { "All of these are names of one role: name another." }
            }
            None => {
                p.quiet { "Name two or three roles to see what each does alone, and what they share." }
                (suggestions(snapshot))
            }
        }
    };
    Ok(layout(&title, Here::Compare, main))
}

fn chooser(snapshot: &Snapshot, names: &[&str]) -> Markup {
    let mut known: Vec<_> = snapshot.roles().iter().collect();
    known.sort_by_key(|role| (std::cmp::Reverse(role.statements), role.name.as_str()));
    let label = ["First role", "Second role", "Third role, if any"];
    html! {
        form.chooser action="/compare" {
            @for i in 0..MOST {
                input type="text" name="role" list="roles" value=(plain(names.get(i).copied().unwrap_or_default()))
                    aria-label=(label[i]) placeholder=(label[i]) required[i < 2] autocomplete="off";
            }
            button type="submit" { "Compare" }
            datalist #roles { @for role in known.iter().take(400) { option value=(plain(&role.name)) {} } }
        }
    }
}

/// Pairs of the roles that most articles speak of.
fn suggestions(snapshot: &Snapshot) -> Markup {
    let mut known: Vec<_> = snapshot.roles().iter().collect();
    known.sort_by_key(|role| (std::cmp::Reverse((role.articles, role.statements)), role.name.as_str()));
    let pairs: Vec<_> = known.chunks_exact(2).take(SUGGESTED).collect();
    html! {
        @if !pairs.is_empty() {
            nav.pairs aria-label="For example" {
                @for pair in pairs {
                    a href=(address("/compare", &[("role", &pair[0].name), ("role", &pair[1].name)])) {
                        (plain(&pair[0].name)) " vs " (plain(&pair[1].name))
                    }
                }
            }
        }
    }
}

/// What is shared, each sentence with the roles that it is said of; one of each role in turn, as two sentences that say the same
/// of two roles are both shared.
fn in_turn<'a>(answer: &'a Answer, comparison: &'a Comparison) -> Vec<(Vec<&'a str>, &'a Evidence)> {
    let said = |role: &RoleAnswer, line: &Evidence| {
        role.evidence.iter().any(|own| own.article.id == line.article.id && own.span == line.span)
    };
    let mut told = vec![0; answer.answers.len()];
    let shared = comparison.shared.iter().map(|line| {
        let of: Vec<usize> = (0..answer.answers.len()).filter(|&i| said(&answer.answers[i], line)).collect();
        let turn = of.first().map_or(0, |&i| told[i]);
        of.iter().for_each(|&i| told[i] += 1);
        (turn, of.iter().map(|&i| answer.answers[i].role.as_str()).collect(), line)
    });
    let mut shared: Vec<(usize, Vec<&str>, &Evidence)> = shared.collect();
    shared.sort_by_key(|(turn, ..)| *turn);
    shared.into_iter().map(|(_, roles, line)| (roles, line)).collect()
}

/// What sets the roles of an answer apart, and what they share.
pub(super) fn comparison(snapshot: &Snapshot, answer: &Answer, comparison: &Comparison) -> Markup {
    let none = Vec::new();
    let roles: Vec<&str> = answer.answers.iter().map(|a| a.role.as_str()).collect();
    let only: Vec<_> = roles.iter().map(|role| (*role, comparison.only.get(*role).unwrap_or(&none))).collect();
    let shared = in_turn(answer, comparison);
    let of = |role: &str| shared.iter().filter(|(roles, _)| roles.contains(&role)).count();
    let shares = only.iter().map(|(role, lines)| Share { role, only: lines.len(), shared: of(role) });
    let shares: Vec<Share<'_>> = shares.collect();
    let shared: Vec<Evidence> = shared.iter().map(|(_, line)| (*line).clone()).collect();
    html! {
        (overlap(&shares, shared.len()))
        @if !comparison.shared.is_empty() {
            section.shared.unasked data-step tabindex="-1" {
                h2 { "Both" @if roles.len() > 2 { ", or more than one" } }
                (evidences(&shared, SHOWN, Naming::Needed))
            }
        }
        div class={ "unasked columns n" (only.len().min(4)) } {
            @for (i, (role, lines)) in only.iter().enumerate() {
                section class={ "column c" (i % 4) } data-step tabindex="-1" {
                    h2 { "Only " a href={ "/role/" (snapshot.id_of(role)) } { (plain(role)) } }
                    @if lines.is_empty() { p.quiet { "Nothing that the articles say." } }
                    (evidences(lines, SHOWN, Naming::Known))
                    @if let Some(denied) = comparison.denied.get(*role) {
                        h3 { "Does not" }
                        (evidences(denied, SHOWN, Naming::Known))
                    }
                }
            }
        }
        @if !comparison.disputed.is_empty() {
            section.group { h2 { "Articles disagree" } (evidences(&comparison.disputed, SHOWN, Naming::Needed)) }
        }
        (facts(&answer.facts, &roles))
    }
}

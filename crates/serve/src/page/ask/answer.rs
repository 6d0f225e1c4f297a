//! An answer of any form.

use super::why::why;
use crate::asked::Asked;
use crate::page::part::{Naming, confidence, counted, evidence, evidences, facts, partial, plain};
use crate::page::{address, compare, role};
use crate::snapshot::Snapshot;
use maud::{Markup, html};
use rolecall_search::{Answer, Intent, Relation, RoleAnswer, Verdict};

/// Sentences of a role that are shown openly.
const SHOWN: usize = 3;
/// A role that is less likely than this is folded away with its like.
const LIKELY_ENOUGH: f32 = 0.1;
/// Roles that are shown openly.
const ROLES: usize = 6;

/// The answer to what was asked.
pub(super) fn answer(snapshot: &Snapshot, asked: &Asked, answer: &Answer) -> Markup {
    html! {
        (partial(answer.partial.as_deref()))
        (understood(answer))
        @if let Some(verdict) = answer.verdict { (banner(verdict, answer)) }
        @if answer.abstained {
            (facts(&answer.facts, &[]))
            (abstention(snapshot, asked, answer))
        } @else if let Some(comparison) = &answer.comparison {
            (compare::comparison(snapshot, answer, comparison))
        } @else if let Some(profile) = &answer.profile {
            (role::summary(snapshot, answer))
            (role::profile(snapshot, answer, profile))
        } @else {
            (facts(&answer.facts, &[]))
            @if let Some(relation) = answer.relation { h2.related { (related(relation, answer)) } }
            @if answer.intent == Intent::List { (listed(snapshot, answer)) } @else { (ranked(snapshot, answer)) }
        }
    }
}

/// What was understood.
fn understood(answer: &Answer) -> Markup {
    html! {
        p.understood {
            @if !answer.read_as.is_empty() {
                span.read {
                    "Read as "
                    @for (i, read) in answer.read_as.iter().enumerate() {
                        @if i > 0 { ", " } strong { (plain(&read.read)) } " for " (plain(&read.written))
                    }
                    ". "
                }
            }
            span.sr { "Understood as: " }
            span.form { (answer.intent.as_str()) }
            @for part in answer.asking.iter().chain(&answer.setting) { span.part { (plain(part)) } }
            @if answer.model.is_none() { span.note title="Without a sentence model, other words than the articles’ are rarely found" { "by words alone" } }
        }
    }
}

fn banner(verdict: Verdict, answer: &Answer) -> Markup {
    let (class, words) = match verdict {
        Verdict::Yes => ("yes", "Yes"),
        Verdict::No => ("no", "No"),
        Verdict::Depends => ("depends", "It depends"),
        Verdict::Unknown => ("unknown", "Unknown"),
    };
    let elsewhere = verdict == Verdict::Unknown && !answer.answers.is_empty() && answer.intent != Intent::Combine;
    html! {
        p class={ "verdict " (class) } {
            strong { (words) }
            @if elsewhere { " – no article says so. It is said of others:" }
        }
    }
}

/// No article says it. What comes closest is shown as what it is: no answer.
fn abstention(snapshot: &Snapshot, asked: &Asked, answer: &Answer) -> Markup {
    let named = answer.asking.iter().filter_map(|part| snapshot.role(part).ok());
    html! {
        section.abstained {
            h1 { "No article says so" }
            @if asked.is_narrow() {
                p {
                    "Only some articles were asked. "
                    a href=(address("/", &[("q", &asked.q)])) { "Ask all of them" } "."
                }
            }
            @if snapshot.reader().article_count() == 0 {
                p { "There are no articles yet. " a href="/corpus" { "Add the first one" } "." }
            } @else if answer.closest.is_empty() {
                p { "Nothing comes close either. Try other words, or the name of a role." }
            } @else {
                p { "What comes closest, without answering:" }
                div.closest { @for one in &answer.closest { (evidence(one, Naming::Needed)) } }
            }
            @for role in named {
                p { a href={ "/role/" (snapshot.id_of(&role.name)) } { "All that is said of: " (plain(&role.name)) } }
            }
        }
    }
}

/// Roles as cards, the best supported first.
fn ranked(snapshot: &Snapshot, answer: &Answer) -> Markup {
    let likely = answer.answers.iter().take_while(|a| a.confidence >= LIKELY_ENOUGH || a.is_denied()).count();
    let (open, folded) = answer.answers.split_at(likely.clamp(1, ROLES).min(answer.answers.len()));
    let denied = open.iter().filter(|role| role.is_denied()).count();
    html! {
        h1.sr { "Answer" }
        ol.cards {
            @for (i, role) in open.iter().enumerate() {
                @if i == denied && denied > 0 { li.between { "It is said of:" } }
                li { (card(snapshot, role, i == 0)) }
            }
        }
        @if !folded.is_empty() {
            details.rest {
                summary { (counted(folded.len(), "less likely role")) }
                ol.cards { @for role in folded { li { (card(snapshot, role, false)) } } }
            }
        }
    }
}

fn card(snapshot: &Snapshot, role: &RoleAnswer, first: bool) -> Markup {
    html! {
        article.card.first[first].denied[role.is_denied()] data-step tabindex="-1" {
            header {
                h2 { a href={ "/role/" (snapshot.id_of(&role.role)) } { (plain(&role.role)) } }
                (confidence(role))
            }
            @if !role.aliases.is_empty() { p.also { "also " (plain(&role.aliases.join(", "))) } }
            (evidences(&role.evidence, role.telling(SHOWN), Naming::Known))
            (why(role))
        }
    }
}

/// What the roles that follow are to those asked about.
fn related(relation: Relation, answer: &Answer) -> Markup {
    let asked = answer.asking.first().map_or("", String::as_str);
    html! {
        @match relation {
            Relation::Above => { "Whom the " (plain(asked)) " answers to" }
            Relation::Below => { "Who answers to the " (plain(asked)) }
            Relation::Beside => { "Mentioned with the " (plain(asked)) }
            Relation::Same => { "What the articles say of both" }
            Relation::Shared => { "Who does it, alone or together" }
        }
    }
}

/// Roles of a setting, a sentence each.
fn listed(snapshot: &Snapshot, answer: &Answer) -> Markup {
    html! {
        h1.sr { "Answer" }
        ul.listed.unasked {
            @for role in &answer.answers {
                li data-step tabindex="-1" {
                    a href={ "/role/" (snapshot.id_of(&role.role)) } { (plain(&role.role)) }
                    span.quiet { (counted(role.evidence.len(), "statement")) " · " (counted(role.sources, "source")) }
                    @for one in role.evidence.iter().take(1) { (evidence(one, Naming::Known)) }
                }
            }
        }
    }
}

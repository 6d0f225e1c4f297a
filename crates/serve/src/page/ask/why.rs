//! "Why this order": what a role's score is made of.

use crate::page::part::{plain, short};
use maud::{Markup, html};
use rolecall_search::{Evidence, RoleAnswer};

/// Sentences whose scores are taken apart.
const MOST: usize = 6;
/// Letters of a sentence that say which it is.
const LETTERS: usize = 44;

/// The parts of a role's score, folded.
pub(super) fn why(role: &RoleAnswer) -> Markup {
    let taken_apart: Vec<&Evidence> = role.evidence.iter().filter(|e| e.parts.is_some()).take(MOST).collect();
    if taken_apart.is_empty() {
        return html! {};
    }
    html! {
        details.why {
            summary { "Why this order" }
            p {
                "Support " strong { (two(role.score)) } ", confidence " strong { (two(role.confidence)) }
                @if let Some(support) = role.support {
                    "; agreed " (two(support.agreed)) " by " (support.voices)
                    @if support.voices == 1 { " article" } @else { " articles" }
                    @if support.denied < 0.0 { ", denied " (two(support.denied)) }
                    @if support.profile > 0.0 { ", nearness of all that is said of it " (two(support.profile)) }
                }
                "."
            }
            div.wide role="region" aria-label="Parts of the score" tabindex="0" {
                table.parts {
                    thead {
                        tr {
                            th scope="col" { "Sentence" }
                            th scope="col" { "Score" }
                            th scope="col" { "= matched" }
                            th scope="col" { "× kind" }
                            th scope="col" { "× strength" }
                            th scope="col" { "× found by" }
                            th scope="col" { "× setting" }
                            th scope="col" { "× fit" }
                        }
                    }
                    tbody { @for one in taken_apart { (row(one)) } }
                }
            }
        }
    }
}

fn row(one: &Evidence) -> Markup {
    let Some(parts) = one.parts else { return html! {} };
    html! {
        tr {
            th scope="row" { (plain(&short(&one.text, LETTERS))) }
            td { (two(one.score)) }
            td { (two(parts.matched)) }
            td { (two(parts.kind)) br; small { (one.kind.as_str()) } }
            td { (two(parts.strength)) br; small { (one.strength.as_str()) } }
            td { (two(parts.found_by)) br; small { (one.found_by.as_str()) } }
            td { (two(parts.setting)) }
            td { (two(parts.fit)) }
        }
    }
}

fn two(number: f32) -> String {
    format!("{number:.2}")
}

//! Who may answer: a field, a source, a kind, a time, a form.

use crate::asked::{Asked, INTENTS, KINDS};
use crate::page::part::{partial, plain};
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use maud::{Markup, html};
use rolecall_record::Kind;
use rolecall_search::Intent;

/// The filters, folded where none is set; above them what of the index their names are without.
pub(super) fn filters(snapshot: &Snapshot, asked: &Asked) -> Result<Markup, Problem> {
    let (choices, without) = snapshot.choices()?;
    Ok(html! {
        (partial(without.as_deref()))
        details.filters open[asked.is_narrow()] {
            summary { "Filters" @if asked.is_narrow() { span.set { "some are set" } } }
            div.fields {
                @if choices.fields.len() > 1 { (names("field", "Field", &choices.fields, &asked.field)) }
                @if !choices.sources.is_empty() { (names("source", "Source", &choices.sources, &asked.source)) }
                label {
                    span { "Kind" }
                    select name="kind" {
                        option value="" { "any" }
                        @for kind in KINDS {
                            option value=(kind.as_str()) selected[asked.kind.first() == Some(&kind)] { (kind_in_words(kind)) }
                        }
                    }
                }
                label {
                    span { "Since" }
                    input type="text" name="since" value=(asked.since.as_deref().unwrap_or_default()) placeholder="2024-05"
                        pattern="[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?" title="A year, a month or a day: 2024-05-31" size="10";
                }
                label {
                    span { "Question" }
                    select name="intent" {
                        option value="" { "as it reads" }
                        @for intent in INTENTS {
                            option value=(intent.as_str()) selected[asked.intent == Some(intent)] { (intent_in_words(intent)) }
                        }
                    }
                }
                // What only an address can say is kept as it is: further names of one sort, too.
                @for (name, values) in [("role", &asked.role[..]), ("article", &asked.article), ("field", further(&asked.field)), ("source", further(&asked.source))] {
                    @for value in values { input type="hidden" name=(name) value=(plain(value)); }
                }
                @for kind in asked.kind.iter().skip(1) { input type="hidden" name="kind" value=(kind.as_str()); }
                @if let Some(limit) = asked.limit.filter(|limit| *limit != super::ROLES) { input type="hidden" name="limit" value=(limit); }
                @if let Some(least) = asked.min_confidence { input type="hidden" name="min_confidence" value=(least); }
                button type="submit" { "Apply" }
            }
        }
    })
}

/// Those behind the first one, which a list shows.
fn further(chosen: &[String]) -> &[String] {
    chosen.get(1..).unwrap_or_default()
}

fn names(name: &str, label: &str, all: &[String], chosen: &[String]) -> Markup {
    html! {
        label {
            span { (label) }
            select name=(name) {
                option value="" { "any" }
                @for one in all { option value=(plain(one)) selected[chosen.first() == Some(one)] { (plain(one)) } }
                @for one in chosen.iter().take(1).filter(|one| !all.contains(one)) {
                    option value=(plain(one)) selected { (plain(one)) }
                }
            }
        }
    }
}

fn kind_in_words(kind: Kind) -> &'static str {
    match kind {
        Kind::Responsibility => "responsibilities",
        Kind::Requirement => "requirements",
        Kind::Fact => "facts",
        Kind::Context => "context",
        Kind::None => "other",
    }
}

fn intent_in_words(intent: Intent) -> &'static str {
    match intent {
        Intent::Who => "who does it",
        Intent::What => "what a role does",
        Intent::Compare => "what sets roles apart",
        Intent::Does => "whether a role does it",
        Intent::Fact => "what a role earns and needs",
        Intent::Combine => "how roles stand to each other",
        Intent::List => "which roles there are",
    }
}

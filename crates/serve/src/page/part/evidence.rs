//! A sentence that bears an answer out, and where it stands.

use super::{marked, plain};
use maud::{Markup, html};
use rolecall_record::Strength;
use rolecall_search::{ArticleRef, Evidence};

/// Whether a sentence is shown with whom it is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::page) enum Naming {
    /// It stands under its role.
    Known,
    /// It stands by itself: where the sentence does not name the role, that is added.
    Needed,
}

/// One sentence.
pub(in crate::page) fn evidence(one: &Evidence, naming: Naming) -> Markup {
    let unnamed = naming == Naming::Needed && !one.text.to_lowercase().contains(&one.named.to_lowercase());
    html! {
        blockquote.said {
            p.quote { (marked(&one.text, &one.highlights)) }
            @if let Some(limit) = one.condition {
                p.limit { "as far as: " em { (plain(limit.of(&one.text))) } }
            }
            footer {
                @if unnamed { span.whose { "said of: " (plain(&one.named)) } }
                @if let Some(tag) = tag(one.strength) { span.tag { (tag) } }
                (chip(&one.article, Some(one.span.start)))
                @for also in &one.also { (chip(also, None)) }
                @if let Some(heading) = one.heading.last() {
                    @if heading != &one.article.title { span.under { "under “" (plain(heading)) "”" } }
                }
            }
        }
    }
}

/// Sentences, the first `shown` of them openly.
pub(in crate::page) fn evidences(all: &[Evidence], shown: usize, naming: Naming) -> Markup {
    let shown = shown.min(all.len());
    let (open, folded) = all.split_at(shown);
    html! {
        @for one in open { (evidence(one, naming)) }
        @if !folded.is_empty() {
            details.more {
                summary { @if open.is_empty() { "Show " (folded.len()) } @else { (folded.len()) " more" } }
                @for one in folded { (evidence(one, naming)) }
            }
        }
    }
}

/// A link to an article, and to a statement in it.
fn chip(article: &ArticleRef, statement: Option<usize>) -> Markup {
    let anchor = statement.map(|start| format!("#s{start}")).unwrap_or_default();
    html! { a.chip href={ "/article/" (article.id) (anchor) } title=(plain(&article.path)) { (plain(&article.title)) } }
}

/// What sets the tie apart from plainly doing it.
fn tag(strength: Strength) -> Option<&'static str> {
    match strength {
        Strength::Does => None,
        Strength::Decides => Some("decides"),
        Strength::Helps => Some("helps"),
        Strength::May => Some("may"),
        Strength::DoesNot => Some("does not"),
    }
}

//! `/article/{id}`: the stored text, every statement in its role's colour. `#s120` jumps to the statement that begins at byte
//! 120, which the style sheet lets flash.

mod blocks;
mod roles;

use super::layout::{Here, layout};
use super::part::{counted, is_long, plain};
use crate::asked::Id;
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use crate::wanted::Wanted;
use axum::response::Response;
use maud::{Markup, html};
use rolecall_record::ArticleRecord;
use roles::Colours;

/// Roles that are named beside the text; further ones are folded, as a text may speak of a hundred.
const NAMED: usize = 12;

/// `GET /article/{id}`
pub(crate) async fn article(Id(id): Id, wanted: Wanted) -> Result<Response, Problem> {
    wanted
        .page(move |snapshot| {
            let record = snapshot.article(&id)?;
            Ok(layout(&record.article.title, Here::Corpus, made(snapshot, &record)))
        })
        .await
}

fn made(snapshot: &Snapshot, record: &ArticleRecord) -> Markup {
    let article = &record.article;
    let colours = Colours::of(snapshot, record);
    html! {
        div.reading {
            header {
                h1.long[is_long(&article.title)] { (plain(&article.title)) }
                p.quiet {
                    @if let Some(author) = &article.author { (plain(author)) " · " }
                    @if let Some(date) = &article.date { time { (plain(date)) } " · " }
                    (counted(article.text.split_whitespace().count(), "word")) " · "
                    (counted(record.statements.len(), "statement"))
                }
                p.quiet {
                    code { (plain(&article.path)) }
                    @if let Some(url) = article.url.as_deref().filter(|url| is_web(url)) {
                        " · " a href=(url) rel="noreferrer noopener nofollow external" { "where it comes from" }
                    }
                }
            }
            aside.legend aria-label="Roles of this article" {
                h2 { "Spoken of here" }
                @if colours.is_empty() { p.quiet { "No role." } }
                ul { @for (i, one) in colours.all().enumerate() { @if i < NAMED { (spoken_of(snapshot, one)) } } }
                @if colours.len() > NAMED {
                    details {
                        summary { (counted(colours.len() - NAMED, "further role")) }
                        ul { @for (i, one) in colours.all().enumerate() { @if i >= NAMED { (spoken_of(snapshot, one)) } } }
                    }
                }
                p.quiet.hint { "Point at a sentence, or move to it with " kbd { "↓" } ", to see whom it is said of and how that was found." }
                @if !record.diagnostics.is_empty() {
                    h2 { "Noticed while reading" }
                    ul { @for noticed in &record.diagnostics { li.quiet { (plain(&noticed.message)) } } }
                }
            }
            article.text { (blocks::blocks(record, &colours)) }
        }
    }
}

/// A role of the article, with its colour and the number of statements that speak of it.
fn spoken_of(snapshot: &Snapshot, (role, class, statements): (&str, String, usize)) -> Markup {
    html! {
        li {
            span class={ "swatch " (class) } {}
            a href={ "/role/" (snapshot.id_of(role)) } { (plain(role)) }
            span.quiet { (statements) }
        }
    }
}

/// Whether an address that an article gives for itself can be followed without harm.
fn is_web(url: &str) -> bool {
    let scheme = url.split_once("://").map_or("", |(scheme, _)| scheme);
    (scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")) && !url.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::is_web;

    #[test]
    fn only_addresses_of_the_web_become_links() {
        assert!(is_web("https://example.org/a") && is_web("HTTP://example.org"));
        for url in
            ["javascript:alert(1)", "javascript://example.org/%0aalert(1)", "data:text/html,x", "//example.org", ""]
        {
            assert!(!is_web(url), "{url}");
        }
    }
}

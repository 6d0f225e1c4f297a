//! What a page says of itself: title, author, date, language and address.
//!
//! Pages say it up to five times: for social networks (`og:title`), for search engines (JSON-LD), for browsers
//! (`<title>`), for citation tools (`citation_author`) and for readers (`<h1>`, a byline). Those made for sharing carry the
//! least of the site's own name, so they are asked first.

use super::date;
use super::page::{About, Node};
use super::tag::Tag;
use super::title;
use crate::Document;
use serde_json::Value;

/// Fills in title, author, date, language and address.
pub(super) fn read(about: &About, nodes: &[Node], document: &mut Document) {
    let linked = Linked::read(about);
    document.title = title::choose(
        meta(about, &["og:title", "twitter:title", "citation_title"]).or(linked.headline.as_deref()),
        about.title,
        meta(about, &["og:site_name", "application-name"]),
        nodes,
    );
    document.author =
        meta(about, &["author", "citation_author", "dc.creator", "parsely-author", "sailthru.author", "byl"])
            .and_then(person)
            .or(linked.author.as_deref().and_then(person))
            .or_else(|| meta(about, &["article:author"]).and_then(person))
            .or_else(|| byline(nodes));
    document.date = meta(about, &["article:published_time"])
        .and_then(date::read)
        .or(linked.published.as_deref().and_then(date::read))
        .or_else(|| {
            let names = [
                "date",
                "datepublished",
                "pubdate",
                "publishdate",
                "publish-date",
                "publication_date",
                "dc.date",
                "dc.date.issued",
                "dcterms.date",
                "dcterms.issued",
                "citation_publication_date",
                "citation_date",
                "parsely-pub-date",
                "sailthru.date",
                "og:published_time",
            ];
            meta(about, &names).and_then(date::read)
        })
        .or_else(|| shown_date(nodes))
        .or_else(|| written_date(nodes))
        .or(linked.modified.as_deref().and_then(date::read))
        .or_else(|| {
            let names =
                ["article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified"];
            meta(about, &names).and_then(date::read)
        });
    document.language =
        about.language.or_else(|| meta(about, &["content-language", "og:locale"])).and_then(primary_tag);
    document.url = about
        .links
        .iter()
        .filter(|link| link.attr("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")))
        .find_map(|link| link.attr("href"))
        .into_iter()
        .chain(meta(about, &["og:url"]))
        .map(str::trim)
        .find(|url| url.starts_with("https://") || url.starts_with("http://"))
        .map(str::to_owned);
}

/// The first of `names` that a `<meta>` gives a value.
fn meta<'a>(about: &About<'a>, names: &[&str]) -> Option<&'a str> {
    names.iter().find_map(|name| {
        about.metas.iter().find_map(|element| {
            let named = ["property", "name", "itemprop", "http-equiv"].iter().filter_map(|a| element.attr(a));
            let content = element.attr("content").map(str::trim).filter(|c| !c.is_empty())?;
            named.into_iter().any(|n| n.trim().eq_ignore_ascii_case(name)).then_some(content)
        })
    })
}

fn primary_tag(language: &str) -> Option<String> {
    let tag = language.trim().split(['-', '_', ',']).next()?.trim();
    ((2..=3).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphabetic())).then(|| tag.to_ascii_lowercase())
}

/// A name as an author, without "By"; none for an address or what is no name.
fn person(text: &str) -> Option<String> {
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("by ") || start.eq_ignore_ascii_case("by:")) {
        text.drain(..3);
    }
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | '|' | '·' | '-' | '–'));
    let name = text.split(" | ").next()?.trim();
    let bad = name.contains("://") || name.contains('@') || name.contains('{') || name.len() > MAX_NAME;
    (!bad && name.chars().filter(|c| c.is_alphabetic()).count() >= 2).then(|| name.to_owned())
}

/// A longer "name" is a sentence, in bytes.
const MAX_NAME: usize = 120;

/// The author as readers see it.
fn byline(nodes: &[Node]) -> Option<String> {
    let plain = |text: &String| text.len() <= 80 && !text.contains(|c: char| c.is_ascii_digit());
    for (i, node) in nodes.iter().enumerate() {
        let found = match node.tag {
            // "By Ann Smith" in a text of its own.
            Tag::Text if node.size < 60 => {
                let text = node.text.trim();
                let name = text.strip_prefix("By ").or_else(|| text.strip_prefix("by "));
                name.filter(|name| name.split_whitespace().all(capitalised)).and_then(person)
            }
            Tag::Text => None,
            _ if node.names.byline && (2..120).contains(&node.size) => person(&title::text_of(nodes, i)),
            _ => None,
        };
        if let Some(name) = found.filter(plain) {
            return Some(name);
        }
    }
    None
}

fn capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
        || matches!(word, "and" | "de" | "van" | "von" | "der" | "da" | "&")
}

/// The first `<time>` with a date.
fn shown_date(nodes: &[Node]) -> Option<String> {
    let times = nodes.iter().filter_map(|node| node.element).filter(|element| element.name() == "time");
    times.filter_map(|time| time.attr("datetime")).find_map(date::read)
}

/// The first date that stands behind a word for publishing: "Published 2 May 2023", "Last updated: 3 March 2021".
fn written_date(nodes: &[Node]) -> Option<String> {
    const WORDS: [&str; 7] =
        ["published", "posted", "updated", "last updated", "last modified", "date published", "publication date"];
    let texts = || nodes.iter().enumerate().filter(|(_, node)| node.tag == Tag::Text && node.size > 0);
    texts().filter(|(_, node)| node.size < 80).find_map(|(at, node)| {
        let text = node.text.trim().to_lowercase();
        // The longest word that fits, so that "last updated" is not "last".
        let word = WORDS.iter().filter(|word| text.starts_with(**word)).max_by_key(|word| word.len())?;
        let rest = text[word.len()..].trim_start_matches(|c: char| c == ':' || c.is_whitespace());
        let rest = rest.strip_prefix("on ").unwrap_or(rest).trim_start();
        if rest.is_empty() || rest == "on" {
            let next = nodes.get(at + 1..)?.iter().find(|node| node.tag == Tag::Text && node.size > 0)?;
            return date::read(next.text).filter(|_| next.size < 40);
        }
        // A sentence that happens to begin so has a verb before its date.
        date::read(rest)
            .filter(|_| rest.split_whitespace().take(3).any(|word| word.contains(|c: char| c.is_ascii_digit())))
    })
}

/// What JSON-LD says, first of its kind.
#[derive(Default)]
struct Linked {
    headline: Option<String>,
    author: Option<String>,
    published: Option<String>,
    modified: Option<String>,
}

impl Linked {
    fn read(about: &About) -> Self {
        let mut linked = Self::default();
        for text in &about.json {
            if let Ok(value) = serde_json::from_str::<Value>(text.trim()) {
                linked.collect(&value);
            }
        }
        linked
    }

    /// Goes through lists, graphs and main entities; things further in (a publisher, a comment) are not the article.
    fn collect(&mut self, value: &Value) {
        let mut left = vec![value];
        let mut seen = 0;
        while let Some(value) = left.pop() {
            seen += 1;
            if seen > MAX_THINGS {
                return;
            }
            match value {
                Value::Array(items) => left.extend(items.iter().rev()),
                Value::Object(fields) => {
                    for name in ["@graph", "mainEntity"] {
                        left.extend(fields.get(name));
                    }
                    let text = |name: &str| fields.get(name).and_then(Value::as_str).map(str::to_owned);
                    if fields.contains_key("headline") || fields.contains_key("datePublished") {
                        self.headline = self.headline.take().or_else(|| text("headline"));
                        self.published = self.published.take().or_else(|| text("datePublished"));
                        self.modified = self.modified.take().or_else(|| text("dateModified"));
                        self.author = self.author.take().or_else(|| fields.get("author").and_then(names));
                    }
                }
                _ => {}
            }
        }
    }
}

/// More things than this no page describes.
const MAX_THINGS: usize = 2000;

fn names(author: &Value) -> Option<String> {
    match author {
        Value::String(name) => Some(name.clone()),
        Value::Object(fields) => fields.get("name").and_then(Value::as_str).map(str::to_owned),
        Value::Array(authors) => {
            let all: Vec<String> = authors.iter().filter(|a| !a.is_array()).filter_map(names).collect();
            (!all.is_empty()).then(|| all.join(", "))
        }
        _ => None,
    }
}

//! RSS and Atom: each entry is an article, with title, address, author and date of its own.
//!
//! An entry becomes a small web page, for that is what its text is written in.

use super::{Out, Stop};
use crate::Origin;
use crate::parse::{decoded, xml};
use std::io::Read;
use xml::Node;

/// Whether a file that begins so is a feed.
pub(super) fn is_one(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    text.starts_with('<') && ["<rss", "<feed", "<rdf:RDF"].iter().any(|root| text.contains(root))
}

#[derive(Default)]
struct Entry {
    title: String,
    url: String,
    author: String,
    date: String,
    /// The whole text, and the summary that stands in where there is none.
    content: String,
    summary: String,
}

/// Hands on the entries.
pub(super) fn unpack(mut file: impl Read, out: &mut Out<'_>) -> Result<(), Stop> {
    let mut bytes = Vec::new();
    (&mut file).take(out.limits.member + 1).read_to_end(&mut bytes).map_err(|e| format!("it cannot be read ({e})"))?;
    if bytes.len() as u64 > out.limits.member {
        return Err(Stop::Because(format!("it has more than the limit of {} MiB", out.limits.member >> 20)));
    }
    let mut entries = Vec::new();
    let mut open: Option<Entry> = None;
    let mut said = String::new();
    let mut within = 0;
    let read = xml::read(&decoded(&bytes), |node| {
        match node {
            Node::Open(element) => {
                let name = local(&element.name);
                if matches!(name, "item" | "entry") {
                    open = Some(Entry::default());
                }
                // An Atom text may be markup itself.
                if within > 0 {
                    within += 1;
                    said.push_str(&format!("<{name}>"));
                } else {
                    said.clear();
                    within = usize::from(element.get("type") == Some("xhtml"));
                }
                if let Some(entry) = open.as_mut().filter(|entry| entry.url.is_empty())
                    && name == "link"
                    && matches!(element.get("rel"), None | Some("alternate"))
                {
                    entry.url = element.get("href").unwrap_or_default().to_owned();
                }
            }
            Node::Text(text) => said.push_str(&if within > 0 { escape(text) } else { text.to_owned() }),
            Node::Close(name) => {
                let name = local(name);
                within = usize::saturating_sub(within, 1);
                if within > 0 {
                    said.push_str(&format!("</{name}>"));
                    return Ok(());
                }
                let Some(entry) = &mut open else { return Ok(()) };
                let text = std::mem::take(&mut said);
                let into = match name {
                    "title" => &mut entry.title,
                    "link" | "guid" if entry.url.is_empty() && text.trim().starts_with("http") => &mut entry.url,
                    "name" | "creator" | "author" => &mut entry.author,
                    "pubDate" | "published" | "date" | "updated" if entry.date.is_empty() => &mut entry.date,
                    "encoded" | "content" => &mut entry.content,
                    "description" | "summary" => &mut entry.summary,
                    "item" | "entry" => {
                        entries.extend(open.take());
                        return Ok(());
                    }
                    _ => return Ok(()),
                };
                if !text.trim().is_empty() {
                    *into = text.trim().to_owned();
                }
            }
        }
        Ok(())
    });
    for (i, mut entry) in entries.into_iter().enumerate() {
        entry.title = unmarked(&entry.title);
        let name = format!("{:04}-{}.html", i + 1, slug(&entry.title));
        let url = Some(entry.url.clone()).filter(|url| url.starts_with("http"));
        let origin = url.map(|url| Origin { url, ..Origin::default() });
        let page = page(&entry);
        out.member(&name, &mut page.as_bytes(), origin)?;
    }
    Ok(read?)
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

fn page(entry: &Entry) -> String {
    let meta = |name: &str, value: &str| match value {
        "" => String::new(),
        value => format!("<meta name=\"{name}\" content=\"{}\">", escape(value)),
    };
    let body = if entry.content.is_empty() { &entry.summary } else { &entry.content };
    // Text without markup has paragraphs, not a heading for a page.
    let body = if body.contains('<') { body.clone() } else { format!("<p>{}</p>", escape(body)) };
    format!(
        "<!DOCTYPE html><html><head><title>{}</title>{}{}</head><body><article><h1>{0}</h1>{body}</article></body></html>",
        escape(&entry.title),
        meta("author", &entry.author),
        meta("date", &entry.date),
    )
}

/// So many bytes has a title at most.
const LONGEST_TITLE: usize = 1000;

/// A title without the markup that feeds have in it, of which few say so: "The &lt;i&gt;miller&lt;/i&gt; &amp;amp; his horse".
fn unmarked(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    let mut rest = title;
    // What is longer is no title, and its marks would each be looked for to its end.
    if title.len() > LONGEST_TITLE {
        return title.to_owned();
    }
    while let Some(at) = rest.find('<') {
        let tag = rest[at + 1..].trim_start_matches('/');
        let end = rest[at..].find('>').filter(|_| tag.starts_with(|c: char| c.is_ascii_alphabetic()));
        let (kept, next) = match end {
            Some(end) => (at, at + end + 1),
            None => (at + 1, at + 1),
        };
        out.push_str(&rest[..kept]);
        rest = &rest[next..];
    }
    out.push_str(rest);
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")];
    entities.iter().fold(out, |text, (entity, sign)| text.replace(entity, sign))
}

/// A title as a part of a path.
fn slug(title: &str) -> String {
    let mut out = String::new();
    for c in title.to_lowercase().chars().take(60) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_matches('-').to_owned()
}

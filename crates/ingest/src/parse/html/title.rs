//! The article's title, and the heading that shows it.

use super::page::Node;
use super::tag::Tag;

/// Chooses among what was made for sharing, the `<title>` and the main headings.
///
/// A heading of level 1 that the others contain is the title without what the site adds to it.
pub(super) fn choose(shared: Option<&str>, title: Option<&str>, site: Option<&str>, nodes: &[Node]) -> Option<String> {
    let site = site.map(fold);
    let headings: Vec<String> = main_headings(nodes).map(|i| fold(&text_of(nodes, i))).collect();
    let named: Vec<String> = shared.into_iter().chain(title).map(fold).filter(|t| !t.is_empty()).collect();
    let is_site = |text: &str| site.as_deref().is_some_and(|site| same(site, text));
    for name in &named {
        let within = headings.iter().filter(|h| !h.is_empty() && !is_site(h) && contains(name, h));
        if let Some(heading) = within.max_by_key(|h| h.len()) {
            return Some(heading.clone());
        }
    }
    if let Some(shared) = shared.map(fold).filter(|s| !s.is_empty() && !is_site(s)) {
        return Some(without_site(&shared, site.as_deref()));
    }
    if let [heading] = &headings[..]
        && !heading.is_empty()
        && !is_site(heading)
    {
        return Some(heading.clone());
    }
    named.last().map(|title| without_site(title, site.as_deref()))
}

/// The heading of level 1 that shows `title`, if it stands before node `root` or in it.
///
/// In order: one that says the title; one in the article; the last before it that is not dropped.
pub(super) fn heading(nodes: &[Node], root: usize, title: Option<&str>) -> Option<usize> {
    let end = nodes[root].end as usize;
    let before_end = || main_headings(nodes).filter(|i| *i < end && nodes[*i].size > 0);
    let says = title.and_then(|title| before_end().find(|i| same(title, &fold(&text_of(nodes, *i)))));
    says.or_else(|| before_end().find(|i| *i >= root)).or_else(|| before_end().filter(|i| kept(nodes, *i)).last())
}

/// Whether neither it nor what it stands in is dropped.
pub(super) fn kept(nodes: &[Node], i: usize) -> bool {
    !nodes[i].dropped && super::prune::ancestors(nodes, i).all(|a| !nodes[a].dropped)
}

fn main_headings(nodes: &[Node]) -> impl Iterator<Item = usize> {
    nodes.iter().enumerate().filter(|(_, node)| node.tag == Tag::Heading(1) && node.size < MAX_SIZE).map(|(i, _)| i)
}

/// A longer heading is no title, in bytes.
const MAX_SIZE: u32 = 400;

/// The text within node `i`, not folded.
pub(super) fn text_of(nodes: &[Node], i: usize) -> String {
    let mut text = String::new();
    for node in &nodes[i..nodes[i].end as usize] {
        match node.tag {
            Tag::Text => text.push_str(node.text),
            Tag::Break => text.push(' '),
            tag if tag.is_block() => text.push(' '),
            _ => {}
        }
    }
    text
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

fn contains(text: &str, part: &str) -> bool {
    text.to_lowercase().contains(&part.to_lowercase())
}

/// Takes off "| Site" at the end: what is the site's name, or is short and comes after a mark that parts titles.
fn without_site(title: &str, site: Option<&str>) -> String {
    let mut text = title;
    for mark in [" | ", " :: ", " » ", " · ", " — ", " – ", " - ", ": "] {
        if let Some((before, after)) = text.rsplit_once(mark) {
            let named = site.is_some_and(|site| same(site, after.trim()));
            let short = after.split_whitespace().count() <= 4 && before.split_whitespace().count() >= 2;
            if named || (short && !mark.starts_with(':') && mark != " - ") || (short && mark == " - " && site.is_none())
            {
                text = before.trim_end();
                break;
            }
        }
    }
    text.trim().to_owned()
}

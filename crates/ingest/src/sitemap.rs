//! Sitemaps: files that list the addresses of a site's pages, or of further such lists.

use crate::parse::{decoded, xml};
use std::collections::BTreeSet;
use xml::Node;

/// A list has at most so many addresses (sitemaps.org).
const MOST: usize = 50_000;

/// Whether a text that begins so is one.
pub(crate) fn is_one(head: &str) -> bool {
    let head = &head[..head.floor_char_boundary(4096)];
    let root = head.find("<urlset").or_else(|| head.find("<sitemapindex"));
    let before = |at: usize| head[..at].trim_start_matches('\u{feff}').trim_start();
    root.is_some_and(|at| before(at).is_empty() || before(at).starts_with("<?xml") || before(at).starts_with("<!--"))
}

/// The addresses that `bytes` list, each once and in their order; none where they are no sitemap. One that is cut off gives what
/// comes before.
///
/// ```
/// let list = b"<?xml version='1.0'?><urlset><url><loc> https://example.org/crew?a=1&amp;b=2 </loc></url></urlset>";
/// assert_eq!(rolecall_ingest::listed(list).unwrap(), ["https://example.org/crew?a=1&b=2"]);
/// assert_eq!(rolecall_ingest::listed(b"<p>The cook cooks.</p>"), None);
/// ```
pub fn listed(bytes: &[u8]) -> Option<Vec<String>> {
    let head = &bytes[..bytes.len().min(8192)];
    if !is_one(&String::from_utf8_lossy(head)) && !head.starts_with(b"\xff\xfe") && !head.starts_with(b"\xfe\xff") {
        return None;
    }
    let text = decoded(bytes);
    if !is_one(&text) {
        return None;
    }
    let (mut found, mut known, mut said, mut around) = (Vec::new(), BTreeSet::new(), String::new(), Vec::new());
    // What came before it broke off is listed all the same.
    let _ = xml::read(&text, |node| {
        match node {
            Node::Open(element) => {
                around.push(element.name.clone());
                said.clear();
            }
            Node::Text(text) => said.push_str(text),
            Node::Close(_) => {
                let address = said.trim();
                // Pictures and films of a page have addresses of their own.
                let of_page =
                    matches!(&*around, [.., page, loc] if loc == ":loc" && (page == ":url" || page == ":sitemap"));
                let listed = of_page && address.starts_with("http") && found.len() < MOST;
                if listed && known.insert(address.to_owned()) {
                    found.push(address.to_owned());
                }
                around.pop();
            }
        }
        Ok(())
    });
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn pages_and_further_lists_are_listed_and_pictures_are_not() {
        let pages = "<!-- made by hand --><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:image='http://example.org/image'>\
            <url><loc>https://example.org/a</loc><image:image><image:loc>https://example.org/a.png</image:loc></image:image></url>\
            <url><loc>https://example.org/b</loc></url><url><loc>https://example.org/a</loc></url><url><loc>ftp://x</loc></url>";
        assert_eq!(listed(pages.as_bytes()).unwrap(), ["https://example.org/a", "https://example.org/b"]);
        let lists =
            "<?xml version='1.0'?><sitemapindex><sitemap><loc>https://example.org/1.xml</loc></sitemap></sitemapindex>";
        let wide: Vec<u8> = format!("\u{feff}{lists}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [lists.as_bytes(), &wide] {
            assert_eq!(listed(bytes).unwrap(), ["https://example.org/1.xml"]);
        }
        assert_eq!(listed(b"<p>A sitemap begins with &lt;urlset, as in <urlset></p>"), None);
    }
}

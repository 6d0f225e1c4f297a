//! Where an article that stands in no file of its own was, and what its server says that it is.

/// Where a page was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// Its address, after redirections.
    pub url: String,
    /// The content type that its server gave; empty where it gave none.
    pub kind: String,
}

/// Endings that tell how a file is read.
const ENDINGS: &[&str] = &[
    "html", "htm", "xhtml", "md", "markdown", "mdx", "mdown", "mkd", "csv", "tsv", "tab", "json", "jsonl", "ndjson",
    "txt",
];

/// Content types of what its bytes alone do not tell, and the endings of such files.
const KINDS: &[(&str, &str)] = &[
    ("text/html", "html"),
    ("application/xhtml+xml", "html"),
    ("text/markdown", "md"),
    ("text/csv", "csv"),
    ("application/csv", "csv"),
    ("text/tab-separated-values", "tsv"),
    ("application/json", "json"),
    ("application/x-ndjson", "jsonl"),
    ("application/jsonl", "jsonl"),
];

impl Origin {
    /// `name`, the last part of the article's path, as that of a file with an ending that tells how it is read: the address' own
    /// where it has one, else what the content type says.
    pub(crate) fn name(&self, name: &str) -> String {
        let before = |text: &str| text.split(['?', '#']).next().unwrap_or_default().to_owned();
        let address = before(&self.url);
        let last = address.rsplit('/').next().unwrap_or_default();
        let ending = |name: &str| Some(name.rsplit_once('.')?.1.to_ascii_lowercase());
        let bare = before(name);
        if ending(last).is_some_and(|ending| ENDINGS.contains(&ending.as_str())) {
            return bare;
        }
        let kind = self.kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match KINDS.iter().find(|(known, _)| *known == kind) {
            Some((_, told)) if ending(&bare).as_deref() != Some(told) => {
                format!("{}.{told}", bare.strip_suffix(".html").unwrap_or(&bare))
            }
            _ => bare,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_without_an_ending_is_read_as_its_server_says() {
        let name = |url: &str, name: &str, kind: &str| Origin { url: url.into(), kind: kind.into() }.name(name);
        assert_eq!(name("https://a.example/crew", "crew", "text/html; charset=utf-8"), "crew.html");
        assert_eq!(name("https://a.example/crew.csv?v=1", "crew.csv?v=1", "text/plain"), "crew.csv");
        assert_eq!(name("https://a.example/export?as=csv", "export?as=csv", "text/csv"), "export.csv");
        assert_eq!(name("https://a.example/tasks/", "index.html", "TEXT/CSV"), "index.csv");
        assert_eq!(name("https://a.example/notes.md", "notes.md", "text/html"), "notes.md");
        assert_eq!(name("https://a.example/page.php", "page.php", "text/html"), "page.php.html");
        assert_eq!(name("https://a.example/", "index.html", ""), "index.html");
    }
}

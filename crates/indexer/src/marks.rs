//! By which words an article is chosen: its folders, its site, its authors, its date.
//!
//! What is asked for is one of these words or is not. So an engine that only knows equal words ([`Marks`] are kept there as fields)
//! chooses the same articles as a look at each of them.

use crate::ArticleHead;

/// What an article is chosen by, as words that are looked up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// The folders that it lies in, each as [`folder_mark`] has it.
    pub folders: Vec<String>,
    /// Its site and those that this is a part of, each as [`site_mark`] has it: `www.music.example.org` is `music.example.org`,
    /// `example.org` and `org`.
    pub sites: Vec<String>,
    /// Its authors, each as [`author_mark`] has it.
    pub authors: Vec<String>,
    /// The folder that it lies in, as it is written.
    pub folder: Option<String>,
    /// Its site and its authors, as they are written.
    pub sources: Vec<String>,
}

impl Marks {
    /// Those of an article.
    ///
    /// ```
    /// use rolecall_indexer::{ArticleHead, Marks, author_mark, folder_mark, site_mark};
    /// let head = ArticleHead {
    ///     id: "1".into(),
    ///     path: "work/Front-of_house/day.html".into(),
    ///     title: "Day".into(),
    ///     url: Some("https://www.stage.example.org/day".into()),
    ///     author: Some("Ada Reef and Jon Keel".into()),
    ///     date: None,
    /// };
    /// let marks = Marks::of(&head);
    /// assert!(marks.folders.contains(&folder_mark("front of house")) && marks.authors.contains(&author_mark("jon keel")));
    /// assert!(marks.sites.contains(&site_mark("Example.org")) && !marks.sites.contains(&site_mark("ample.org")));
    /// assert_eq!((marks.folder.unwrap(), marks.sources[0].as_str()), ("Front-of_house".to_owned(), "stage.example.org"));
    /// ```
    pub fn of(head: &ArticleHead) -> Self {
        Self {
            folders: folders(head).map(folder_mark).collect(),
            sites: sites(head).collect(),
            authors: authors(head).map(author_mark).collect(),
            folder: folders(head).next_back().map(str::to_owned),
            sources: sources(head).map(str::to_owned).collect(),
        }
    }
}

/// A folder's name as all that mean the same folder have it.
pub fn folder_mark(name: &str) -> String {
    plain(name)
}

/// A site's name as all that mean the same site have it.
pub fn site_mark(name: &str) -> String {
    name.strip_prefix("www.").unwrap_or(name).to_lowercase()
}

/// An author's name as all that mean the same author have it.
pub fn author_mark(name: &str) -> String {
    plain(name)
}

/// The dates that are less exact than this one and may be the same: an article that is dated so, or after it in the order of letters,
/// is dated since.
///
/// ```
/// assert_eq!(rolecall_indexer::coarser_dates("2024").collect::<Vec<_>>(), ["", "2", "20", "202"]);
/// ```
pub fn coarser_dates(date: &str) -> impl Iterator<Item = &str> {
    date.char_indices().map(|(end, _)| &date[..end])
}

/// A name without case and the marks between words.
fn plain(name: &str) -> String {
    name.to_lowercase().replace(['-', '_', '.'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The names of the folders that an article lies in, outermost first.
pub(crate) fn folders(head: &ArticleHead) -> impl DoubleEndedIterator<Item = &str> {
    let folders = head.path.rsplit_once('/').map_or("", |(folders, _)| folders);
    folders.split('/').filter(|folder| !folder.is_empty())
}

/// The host of the article's address, without "www.".
fn site(head: &ArticleHead) -> Option<&str> {
    let (_, rest) = head.url.as_deref()?.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.rsplit('@').next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}

/// The article's site, and what it is a part of.
pub(crate) fn sites(head: &ArticleHead) -> impl Iterator<Item = String> {
    let site = site(head).map(str::to_lowercase).into_iter();
    site.flat_map(|site| {
        let behind: Vec<String> = site.match_indices('.').map(|(at, _)| site[at + 1..].to_owned()).collect();
        std::iter::once(site).chain(behind)
    })
}

/// The authors of an article, as it names them: "Ada Reef, Jon Keel and Mo Tarn".
pub(crate) fn authors(head: &ArticleHead) -> impl Iterator<Item = &str> {
    let named = head.author.as_deref().unwrap_or_default();
    named.split([',', ';', '&']).flat_map(|some| some.split(" and ")).map(str::trim).filter(|author| !author.is_empty())
}

/// The article's site and authors.
pub(crate) fn sources(head: &ArticleHead) -> impl Iterator<Item = &str> {
    site(head).into_iter().chain(authors(head))
}

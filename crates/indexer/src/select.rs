//! Which articles are meant: by path, source, date and field.
//!
//! A choice that no article meets is an error and not an empty answer: who misspells a field should not read that no
//! article says so.

use crate::stored::ArticleHead;
use crate::{IndexError, Reader};
use globset::{GlobBuilder, GlobMatcher};
use std::collections::BTreeSet;
use tantivy::Term;

/// What an article must be; an empty list lets all pass, and one of a list's entries is enough.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Has one of these ids or paths, or a path that one of these means as a pattern (`*` within a folder, `**` across folders).
    pub articles: Vec<String>,
    /// Comes from one of these: the site of its address ("example.org" is also "www.example.org"), or its author.
    pub sources: Vec<String>,
    /// Is dated on this day (`YYYY-MM-DD`, `YYYY-MM` or `YYYY`) or later, as far as its date goes. Without a date it is not.
    pub since: Option<String>,
    /// Lies in a folder with one of these names: the folders of a corpus are its fields.
    pub fields: Vec<String>,
}

/// By what articles can be chosen, sorted, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// Sites and authors.
    pub sources: Vec<String>,
    /// The folder that an article lies in.
    pub fields: Vec<String>,
}

impl Reader {
    /// What [`Selection::sources`] and [`Selection::fields`] can name.
    ///
    /// # Errors
    /// [`IndexError::Corrupt`].
    pub fn choices(&self) -> Result<Choices, IndexError> {
        Ok(Choices::of(self.articles()?))
    }

    /// The ids of the articles that `selection` means, by path.
    ///
    /// # Errors
    /// [`IndexError::Nothing`] where one of its conditions is met by no article; [`IndexError::Pattern`] for a path pattern
    /// that is none; [`IndexError::Corrupt`].
    pub fn select(&self, selection: &Selection) -> Result<Vec<String>, IndexError> {
        let heads: Vec<&ArticleHead> = self.articles()?.collect();
        selection.among(&heads)
    }

    /// The ids of the articles that one of `patterns` means. An exact id or path is meant before any pattern.
    pub(crate) fn matching(&self, patterns: &[String]) -> Result<Vec<String>, IndexError> {
        let mut ids = Vec::new();
        for pattern in patterns {
            if !self.holding(&Term::from_field_text(self.fields.head, pattern))?.is_empty() {
                ids.push(pattern.clone());
                continue;
            }
            if let Some(head) = self.head_by(self.fields.path, pattern)? {
                ids.push(head.article.id);
                continue;
            }
            let glob = glob(pattern)?;
            ids.extend(self.articles()?.filter(|head| glob.is_match(&head.path)).map(|head| head.id.clone()));
        }
        Ok(ids)
    }
}

impl Choices {
    /// What these articles can be chosen by.
    pub fn of<'h>(heads: impl Iterator<Item = &'h ArticleHead>) -> Self {
        let (mut sources, mut fields) = (BTreeSet::new(), BTreeSet::new());
        for head in heads {
            sources.extend(site(head).into_iter().chain(authors(head)));
            fields.extend(folders(head).next_back());
        }
        let owned = |names: BTreeSet<&str>| names.into_iter().map(str::to_owned).collect();
        Self { sources: owned(sources), fields: owned(fields) }
    }
}

impl Selection {
    /// The ids of those of these articles that are meant, in their order.
    ///
    /// # Errors
    /// As [`Reader::select`].
    pub fn among(&self, heads: &[&ArticleHead]) -> Result<Vec<String>, IndexError> {
        let mut chosen: Vec<bool> = vec![true; heads.len()];
        let mut narrow = |met: &dyn Fn(usize) -> bool| chosen.iter_mut().enumerate().for_each(|(i, c)| *c &= met(i));
        if !self.articles.is_empty() {
            let meant = matching(heads, &self.articles)?;
            if meant.is_empty() {
                return Err(nothing(
                    "has the path",
                    &self.articles.join("` or `"),
                    heads.iter().map(|h| h.path.as_str()),
                ));
            }
            narrow(&|i| meant.contains(&heads[i].id));
        }
        for source in &self.sources {
            if !heads.iter().any(|head| is_from(head, source)) {
                let known = heads.iter().flat_map(|h| site(h).into_iter().chain(authors(h)));
                return Err(nothing("has the site or author", source, known));
            }
        }
        if !self.sources.is_empty() {
            narrow(&|i| self.sources.iter().any(|source| is_from(heads[i], source)));
        }
        for field in &self.fields {
            if !heads.iter().any(|head| lies_in(head, field)) {
                let known = heads.iter().filter_map(|head| folders(head).next_back());
                return Err(nothing("lies in the folder", field, known));
            }
        }
        if !self.fields.is_empty() {
            narrow(&|i| self.fields.iter().any(|field| lies_in(heads[i], field)));
        }
        if let Some(since) = &self.since {
            if !heads.iter().any(|head| is_since(head, since)) {
                let last = heads.iter().filter_map(|head| head.date.as_deref()).max();
                let remedy =
                    last.map_or_else(|| "none has any date".to_owned(), |last| format!("the latest is of {last}"));
                return Err(IndexError::Nothing { condition: "is dated since", asked: since.clone(), remedy });
            }
            narrow(&|i| is_since(heads[i], since));
        }
        Ok(heads.iter().zip(chosen).filter(|(_, chosen)| *chosen).map(|(head, _)| head.id.clone()).collect())
    }
}

/// The ids of those of these articles that one of `patterns` means, as [`Reader::matching`] has them.
fn matching(heads: &[&ArticleHead], patterns: &[String]) -> Result<BTreeSet<String>, IndexError> {
    let mut ids = BTreeSet::new();
    for pattern in patterns {
        let exact = heads.iter().find(|h| h.id == *pattern).or_else(|| heads.iter().find(|h| h.path == *pattern));
        if let Some(head) = exact {
            ids.insert(head.id.clone());
            continue;
        }
        let glob = glob(pattern)?;
        ids.extend(heads.iter().filter(|head| glob.is_match(&head.path)).map(|head| head.id.clone()));
    }
    Ok(ids)
}

fn glob(pattern: &str) -> Result<GlobMatcher, IndexError> {
    let glob = GlobBuilder::new(pattern).literal_separator(true).build();
    let wrong = |e: globset::Error| IndexError::Pattern { pattern: pattern.to_owned(), reason: e.kind().to_string() };
    Ok(glob.map_err(wrong)?.compile_matcher())
}

/// So many of the values that there are, are told where one was named that is not among them.
const TOLD: usize = 8;

fn nothing<'a>(condition: &'static str, asked: &str, known: impl Iterator<Item = &'a str>) -> IndexError {
    let known: BTreeSet<&str> = known.collect();
    let mut told: Vec<&str> = known.iter().copied().take(TOLD).collect();
    if known.len() > TOLD {
        told.push("…");
    }
    let remedy = if told.is_empty() { "none has any".to_owned() } else { format!("name one of {}", told.join(", ")) };
    IndexError::Nothing { condition, asked: asked.to_owned(), remedy }
}

/// The names of the folders that an article lies in, outermost first.
fn folders(head: &ArticleHead) -> impl DoubleEndedIterator<Item = &str> {
    let folders = head.path.rsplit_once('/').map_or("", |(folders, _)| folders);
    folders.split('/').filter(|folder| !folder.is_empty())
}

fn lies_in(head: &ArticleHead, field: &str) -> bool {
    folders(head).any(|folder| alike(folder, field))
}

/// The host of the article's address, without "www.".
fn site(head: &ArticleHead) -> Option<&str> {
    let (_, rest) = head.url.as_deref()?.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.rsplit('@').next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}

/// The authors of an article, as it names them: "Ada Reef, Jon Keel and Mo Tarn".
fn authors(head: &ArticleHead) -> impl Iterator<Item = &str> {
    let named = head.author.as_deref().unwrap_or_default();
    named.split([',', ';', '&']).flat_map(|some| some.split(" and ")).map(str::trim).filter(|author| !author.is_empty())
}

fn is_from(head: &ArticleHead, source: &str) -> bool {
    let asked = source.strip_prefix("www.").unwrap_or(source).to_lowercase();
    let within = |site: &str| {
        let site = site.to_lowercase();
        site == asked || site.strip_suffix(&asked).is_some_and(|before| before.ends_with('.'))
    };
    site(head).is_some_and(within) || authors(head).any(|author| alike(author, source))
}

/// Whether an article is dated on `since` or later, as far as both dates go: one of 2024 is since May 2024.
fn is_since(head: &ArticleHead, since: &str) -> bool {
    let Some(date) = head.date.as_deref() else { return false };
    let common = date.len().min(since.len());
    date.get(..common) >= since.get(..common)
}

/// Whether two names are one, but for case and the marks between words.
fn alike(a: &str, b: &str) -> bool {
    let plain =
        |name: &str| name.to_lowercase().replace(['-', '_', '.'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
    plain(a) == plain(b)
}

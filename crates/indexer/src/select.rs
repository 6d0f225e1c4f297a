//! Which articles are meant: by path, source, date and field.
//!
//! A choice that no article meets is an error and not an empty answer: who misspells a field should not read that no
//! article says so.

use crate::marks::{author_mark, authors, coarser_dates, folder_mark, folders, site_mark, sites, sources};
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
            let meant = Pattern::read(pattern)?;
            ids.extend(self.articles()?.filter(|head| meant.means(&head.path)).map(|head| head.id.clone()));
        }
        Ok(ids)
    }
}

impl Choices {
    /// The first `most` of each.
    #[must_use]
    pub fn first(mut self, most: usize) -> Self {
        self.sources.truncate(most);
        self.fields.truncate(most);
        self
    }

    /// What these articles can be chosen by.
    pub fn of<'h>(heads: impl Iterator<Item = &'h ArticleHead>) -> Self {
        let (mut from, mut fields) = (BTreeSet::new(), BTreeSet::new());
        for head in heads {
            from.extend(sources(head));
            fields.extend(folders(head).next_back());
        }
        let owned = |names: BTreeSet<&str>| names.into_iter().map(str::to_owned).collect();
        Self { sources: owned(from), fields: owned(fields) }
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
                return Err(IndexError::no_path(&self.articles, heads.iter().map(|h| h.path.as_str())));
            }
            narrow(&|i| meant.contains(&heads[i].id));
        }
        for source in &self.sources {
            if !heads.iter().any(|head| is_from(head, source)) {
                let known = heads.iter().flat_map(|h| sources(h));
                return Err(IndexError::no_source(source, known));
            }
        }
        if !self.sources.is_empty() {
            narrow(&|i| self.sources.iter().any(|source| is_from(heads[i], source)));
        }
        for field in &self.fields {
            if !heads.iter().any(|head| lies_in(head, field)) {
                let known = heads.iter().filter_map(|head| folders(head).next_back());
                return Err(IndexError::no_folder(field, known));
            }
        }
        if !self.fields.is_empty() {
            narrow(&|i| self.fields.iter().any(|field| lies_in(heads[i], field)));
        }
        if let Some(since) = &self.since {
            if !heads.iter().any(|head| is_since(head, since)) {
                return Err(IndexError::too_late(since, heads.iter().filter_map(|head| head.date.as_deref()).max()));
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
        let meant = Pattern::read(pattern)?;
        ids.extend(heads.iter().filter(|head| meant.means(&head.path)).map(|head| head.id.clone()));
    }
    Ok(ids)
}

/// A pattern of paths, as [`Selection::articles`] takes it: `*` and `?` within a folder, `**` across folders, `[ab]`, `{a,b}`.
///
/// ```
/// let pattern = rolecall_indexer::Pattern::read("ship/*.md")?;
/// assert!(pattern.means("ship/bosun.md") && !pattern.means("ship/deck/bosun.md"));
/// # Ok::<(), rolecall_indexer::IndexError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Pattern(GlobMatcher);

impl Pattern {
    /// Reads one.
    ///
    /// # Errors
    /// [`IndexError::Pattern`].
    pub fn read(pattern: &str) -> Result<Self, IndexError> {
        let glob = GlobBuilder::new(pattern).literal_separator(true).build();
        let wrong =
            |e: globset::Error| IndexError::Pattern { pattern: pattern.to_owned(), reason: e.kind().to_string() };
        Ok(Self(glob.map_err(wrong)?.compile_matcher()))
    }

    /// Whether it means an article with this path.
    #[must_use]
    pub fn means(&self, path: &str) -> bool {
        self.0.is_match(path)
    }
}

impl IndexError {
    /// So many of the values that there are, are told where one was named that is not among them.
    pub const TOLD: usize = 8;

    /// That no article has one of these paths, where they have those that are `known`: of these, as of all that is known here, the
    /// first few and one more are enough.
    pub fn no_path<'a>(asked: &[String], known: impl Iterator<Item = &'a str>) -> Self {
        Self::nothing("has the path", &asked.join("` or `"), known)
    }

    /// That no article is of this source, where there are those that are `known`.
    pub fn no_source<'a>(asked: &str, known: impl Iterator<Item = &'a str>) -> Self {
        Self::nothing("has the site or author", asked, known)
    }

    /// That no article lies in a folder of this name, where there are those that are `known`.
    pub fn no_folder<'a>(asked: &str, known: impl Iterator<Item = &'a str>) -> Self {
        Self::nothing("lies in the folder", asked, known)
    }

    /// That no article is so young, where the `last` of all dates is this one.
    pub fn too_late(since: &str, last: Option<&str>) -> Self {
        let remedy = last.map_or_else(|| "none has any date".to_owned(), |last| format!("the latest is of {last}"));
        Self::Nothing { condition: "is dated since", asked: since.to_owned(), remedy }
    }

    fn nothing<'a>(condition: &'static str, asked: &str, known: impl Iterator<Item = &'a str>) -> Self {
        let known: BTreeSet<&str> = known.collect();
        let mut told: Vec<&str> = known.iter().copied().take(Self::TOLD).collect();
        if known.len() > Self::TOLD {
            told.push("…");
        }
        let remedy =
            if told.is_empty() { "none has any".to_owned() } else { format!("name one of {}", told.join(", ")) };
        Self::Nothing { condition, asked: asked.to_owned(), remedy }
    }
}

fn lies_in(head: &ArticleHead, field: &str) -> bool {
    let asked = folder_mark(field);
    folders(head).any(|folder| folder_mark(folder) == asked)
}

fn is_from(head: &ArticleHead, source: &str) -> bool {
    let (site, author) = (site_mark(source), author_mark(source));
    sites(head).any(|of| of == site) || authors(head).any(|of| author_mark(of) == author)
}

/// Whether an article is dated on `since` or later, as far as both dates go: one of 2024 is since May 2024.
fn is_since(head: &ArticleHead, since: &str) -> bool {
    let Some(date) = head.date.as_deref() else { return false };
    date >= since || coarser_dates(since).any(|coarser| coarser == date)
}

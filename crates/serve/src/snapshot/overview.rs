//! Every article with its figures.

use super::Snapshot;
use crate::problem::Problem;
use rolecall_record::ArticleRecord;
use std::collections::{BTreeMap, HashMap};

/// An article and its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// As in `Article::id`.
    pub(crate) id: String,
    /// As in `Article::path`.
    pub(crate) path: String,
    /// As in `Article::title`.
    pub(crate) title: String,
    /// As in `Article::url`.
    pub(crate) url: Option<String>,
    /// As in `Article::author`.
    pub(crate) author: Option<String>,
    /// As in `Article::date`.
    pub(crate) date: Option<String>,
    /// Words of its text.
    pub(crate) words: usize,
    /// Its statements.
    pub(crate) statements: usize,
    /// Each role that it speaks of, by preferred name, with the number of statements that do.
    pub(crate) roles: BTreeMap<String, usize>,
    /// What was noticed while reading it.
    pub(crate) noticed: Vec<String>,
}

impl Row {
    /// Counts an article's record. `preferred` remembers what names mean, from one article to the next.
    pub(crate) fn of(snapshot: &Snapshot, record: ArticleRecord, preferred: &mut HashMap<String, String>) -> Self {
        let mut roles = BTreeMap::new();
        for statement in &record.statements {
            let mut named: Vec<&str> = statement.roles.iter().map(|m| m.role.as_str()).collect();
            named.sort_unstable();
            named.dedup();
            for name in named {
                let role = match preferred.get(name) {
                    Some(role) => role.clone(),
                    None => {
                        let role = snapshot.names().preferred(name);
                        preferred.insert(name.to_owned(), role.clone());
                        role
                    }
                };
                *roles.entry(role).or_insert(0) += 1;
            }
        }
        let article = record.article;
        Self {
            words: article.text.split_whitespace().count(),
            statements: record.statements.len(),
            roles,
            noticed: record.diagnostics.into_iter().map(|d| d.message).collect(),
            id: article.id,
            path: article.path,
            title: article.title,
            url: article.url,
            author: article.author,
            date: article.date,
        }
    }
}

/// All articles with their figures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Overview {
    /// By path.
    pub(crate) rows: Vec<Row>,
    /// Files that gave no article: path and reason.
    pub(crate) refused: Vec<(String, String)>,
}

impl Overview {
    /// Counts everything of a generation.
    pub(super) fn of(snapshot: &Snapshot) -> Result<Self, Problem> {
        let reader = snapshot.reader();
        let mut rows = Vec::with_capacity(reader.article_count());
        let mut preferred = HashMap::new();
        for record in reader.records()? {
            rows.push(Row::of(snapshot, record?, &mut preferred));
        }
        Ok(Self { rows, refused: reader.refused()?.into_iter().collect() })
    }

    /// The roles that most statements speak of, at most `most`, each with that number.
    pub(crate) fn foremost(&self, most: usize) -> Vec<(&str, usize)> {
        let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
        for (role, statements) in self.rows.iter().flat_map(|row| &row.roles) {
            *counted.entry(role).or_default() += statements;
        }
        let mut foremost: Vec<(&str, usize)> = counted.into_iter().collect();
        foremost.sort_by_key(|(role, statements)| (std::cmp::Reverse(*statements), *role));
        foremost.truncate(most);
        foremost
    }
}

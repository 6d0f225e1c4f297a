//! A statement as an engine is given it: its words, made by `rolecall_language` and joined by blanks, so that any engine which
//! parts text at blanks has the same ones.

use crate::copies::Sketching;
use crate::vectors::key_of;
use rolecall_language::{Folded, folded};
use rolecall_record::{ArticleRecord, Statement};
use std::collections::BTreeSet;
use std::rc::Rc;

/// A statement's words, field by field.
///
/// ```
/// use rolecall_record::{Article, ArticleRecord};
/// # let article = Article { id: "1".into(), path: "a.md".into(), url: None, title: "A".into(), author: None, date: None,
/// #     language: None, text: String::new(), blocks: Vec::new() };
/// let record = ArticleRecord::new(article);
/// let (entry, statements) = rolecall_indexer::analyse(&record, Default::default());
/// assert_eq!((entry.statements, statements.len()), (0, 0));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Analysed<'r> {
    /// Stems of the statement, in order.
    pub text: String,
    /// Its surface words, each once.
    pub word: String,
    /// Stems of the headings above it and of its article's title.
    pub heading: String,
    /// Stems of the names of its roles; empty where it speaks of none.
    pub role_text: String,
    /// The exact names of its roles, each once.
    pub roles: Vec<&'r str>,
    /// Its text's key among vectors; none where it speaks of no role.
    pub key: Option<u64>,
}

impl<'r> Analysed<'r> {
    /// The statements of `record`, in order, one at a time; their words go into `sketching`, too. The headings that neighbours
    /// share are analysed once.
    pub(crate) fn of<'s>(
        record: &'r ArticleRecord,
        sketching: &'s mut Sketching,
    ) -> impl Iterator<Item = Analysed<'r>> + use<'r, 's> {
        let mut shared: Option<(&[String], String)> = None;
        let mut words: Vec<Rc<Folded>> = Vec::new();
        record.statements.iter().map(move |statement| {
            words.clear();
            words.extend(folded(&statement.text));
            sketching.take(&words);
            let heading = match &shared {
                Some((above, tokens)) if **above == *statement.heading => tokens.clone(),
                _ => {
                    let title = record.article.title.as_str();
                    let above = statement.heading.iter().map(String::as_str);
                    let tokens = stems(above.clone().chain((!above.clone().any(|h| h == title)).then_some(title)));
                    shared = Some((&statement.heading, tokens.clone()));
                    tokens
                }
            };
            Self::one(statement, &words, heading)
        })
    }

    fn one(statement: &'r Statement, words: &[Rc<Folded>], heading: String) -> Self {
        let mut surface: Vec<&str> = words.iter().map(|w| w.word.as_str()).collect();
        surface.sort_unstable();
        surface.dedup();
        let roles: BTreeSet<&str> = statement.roles.iter().map(|mention| mention.role.as_str()).collect();
        Self {
            text: joined(words.iter().map(|w| w.stem.as_str())),
            word: joined(surface.iter().copied()),
            heading,
            role_text: if roles.is_empty() { String::new() } else { stems(roles.iter().copied()) },
            key: (!roles.is_empty()).then(|| key_of(&statement.text)),
            roles: roles.into_iter().collect(),
        }
    }
}

/// The stems of several texts.
fn stems<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<_> = texts.into_iter().flat_map(folded).collect();
    joined(words.iter().map(|w| w.stem.as_str()))
}

fn joined<'a>(words: impl Iterator<Item = &'a str> + Clone) -> String {
    let mut all = String::with_capacity(words.clone().map(|word| word.len() + 1).sum());
    for word in words {
        if !all.is_empty() {
            all.push(' ');
        }
        all.push_str(word);
    }
    all
}

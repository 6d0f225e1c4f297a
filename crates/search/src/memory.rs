//! The smallest [`Retrieve`]: a list. Tests ask it, so that ranking can be tested on records written by hand.

use crate::{ArticleRef, Found, FoundFact, Query, Restriction, Retrieve, RetrieveError};
use rolecall_embedding::{Embed, Vector};
use rolecall_language::{slips, terms};
use rolecall_record::{Alias, FORMAT, Fact, FoundBy, Kind, Mention, Role, RoleTable, Span, Statement, Strength};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Statements in a list.
#[derive(Default)]
pub(crate) struct Memory {
    found: Vec<Found>,
    facts: Vec<FoundFact>,
    table: RoleTable,
    /// The model that it has vectors of.
    model: Option<Concepts>,
}

/// A model for tests: a text's direction is how often each of its concepts stands in it, each a list of words.
#[derive(Clone)]
pub(crate) struct Concepts(pub(crate) &'static str, pub(crate) &'static [&'static [&'static str]]);

impl Embed for Concepts {
    fn id(&self) -> &str {
        self.0
    }

    fn dimension(&self) -> usize {
        self.1.len()
    }

    fn embed(&self, texts: &[&str]) -> rolecall_embedding::Result<Vec<Vector>> {
        let vector = |text: &str| {
            let words = terms(text);
            let count = |concept: &&[&str]| words.iter().filter(|t| concept.contains(&t.word.as_str())).count() as f32;
            Vector::new(self.1.iter().map(count).collect())
        };
        Ok(texts.iter().map(|text| vector(text)).collect())
    }

    fn look_up(&self, text: &str) -> Option<Vector> {
        self.embed(&[text]).ok()?.pop()
    }
}

/// A role table of `(preferred name, other names, statements)`.
pub(crate) fn table(roles: &[(&str, &[&str], usize)]) -> RoleTable {
    let role = |(name, others, statements): &(&str, &[&str], usize)| Role {
        name: (*name).to_owned(),
        aliases: [name.to_lowercase().as_str()]
            .iter()
            .chain(others.iter())
            .enumerate()
            .map(|(i, n)| Alias { name: (*n).to_owned(), why: (i > 0).then(|| "written here".to_owned()) })
            .collect(),
        articles: 1,
        statements: *statements,
    };
    RoleTable { format: FORMAT, roles: roles.iter().map(role).collect(), ..RoleTable::default() }
}

impl Memory {
    pub(crate) fn new(roles: &[(&str, &[&str], usize)]) -> Self {
        Self { table: table(roles), ..Self::default() }
    }

    /// The same, where article `copy` is a near-copy of article `of`.
    pub(crate) fn copied(mut self, copy: &str, of: &str) -> Self {
        self.table.copies.insert(copy.to_owned(), of.to_owned());
        self
    }

    /// The same, with vectors of `model`.
    pub(crate) fn with_vectors(self, model: Concepts) -> Self {
        Self { model: Some(model), ..self }
    }

    fn direction(&self, of: &dyn Fn(&Found) -> bool) -> Option<Vector> {
        let texts: Vec<&str> = self.found.iter().filter(|f| of(f)).map(|f| f.statement.text.as_str()).collect();
        Vector::mean(&self.model.as_ref()?.embed(&texts).ok()?)
    }

    /// Adds a responsibility to article `article`.
    pub(crate) fn says(self, article: &str, role: &str, text: &str) -> Self {
        self.states(article, role, text, Kind::Responsibility, Strength::Does)
    }

    /// Adds a statement to article `article`; `role` may be several, parted by `+`.
    pub(crate) fn states(mut self, article: &str, role: &str, text: &str, kind: Kind, strength: Strength) -> Self {
        let start =
            self.found.iter().filter(|f| f.article.id == article).map(|f| f.statement.span.end + 1).max().unwrap_or(0);
        let span = Span::new(start, start + text.len());
        let mention = |name: &str| Mention {
            role: name.to_lowercase(),
            name: name.to_owned(),
            found_by: FoundBy::Subject,
            strength,
            clause: span,
        };
        self.found.push(Found {
            article: reference(article),
            statement: Arc::new(Statement {
                span,
                text: text.to_owned(),
                kind,
                heading: Arc::default(),
                roles: role.split('+').filter(|name| !name.is_empty()).map(mention).collect(),
                condition: None,
            }),
            relevance: 0.0,
            similarity: 0.0,
            alignment: 0.0,
            theme: 0.0,
        });
        self
    }

    /// The same, where the statement that was added last stands under these headings.
    pub(crate) fn under(mut self, headings: &[&str]) -> Self {
        if let Some(last) = self.found.last_mut() {
            Arc::make_mut(&mut last.statement).heading = headings.iter().map(|h| (*h).to_owned()).collect();
        }
        self
    }

    /// Adds one responsibility to article `article`, each part of which is said of a role of its own.
    pub(crate) fn parts(self, article: &str, parts: &[(&str, &str)]) -> Self {
        let text: String = parts.iter().map(|p| p.1).collect();
        let names: Vec<&str> = parts.iter().map(|p| p.0).collect();
        let mut memory = self.says(article, &names.join("+"), &text);
        if let Some(last) = memory.found.last_mut() {
            let mut at = last.statement.span.start;
            for (mention, (_, part)) in Arc::make_mut(&mut last.statement).roles.iter_mut().zip(parts) {
                mention.clause = Span::new(at, at + part.len());
                at += part.len();
            }
        }
        memory
    }

    /// The same, where the statement that was added last mentions `role` once more.
    pub(crate) fn also_said(mut self, role: &str, strength: Strength) -> Self {
        if let Some(last) = self.found.last_mut()
            && let Some(mention) = last.statement.roles.first().cloned()
        {
            let roles = &mut Arc::make_mut(&mut last.statement).roles;
            roles.insert(0, Mention { role: role.to_lowercase(), strength, ..mention });
        }
        self
    }

    /// The same, with one more role in the table.
    pub(crate) fn knowing(mut self, role: &str) -> Self {
        self.table.roles.extend(table(&[(role, &[], 1)]).roles);
        self
    }

    /// Adds a fact to article `article`.
    pub(crate) fn fact(mut self, article: &str, role: &str, name: &str, value: &str) -> Self {
        let fact =
            Fact { role: role.into(), name: name.into(), value: value.into(), note: None, span: Span::new(0, 1) };
        self.facts.push(FoundFact { article: reference(article), fact });
        self
    }

    fn holds(found: &Found, stem: &str) -> bool {
        terms(&found.statement.text).iter().any(|t| t.stem == stem)
    }
}

fn reference(article: &str) -> ArticleRef {
    ArticleRef { id: article.into(), title: article.into(), path: format!("{article}.md"), url: None }
}

/// Whether an article is among those that a restriction of [`Memory`] names.
fn stands(article: &ArticleRef, only: &Restriction) -> bool {
    only.articles.is_empty() || only.articles.contains(&article.id)
}

impl Retrieve for Memory {
    fn statements(&self) -> u64 {
        self.found.len() as u64
    }

    fn frequency(&self, stem: &str) -> Result<u64, RetrieveError> {
        Ok(self.found.iter().filter(|f| Self::holds(f, stem)).count() as u64)
    }

    fn resembling(&self, typed: &str, most: usize) -> Result<Vec<(String, u64)>, RetrieveError> {
        let mut words: BTreeMap<String, u64> = BTreeMap::new();
        for term in self.found.iter().flat_map(|f| terms(&f.statement.text)) {
            *words.entry(term.word).or_default() += 1;
        }
        Ok(words.into_iter().filter(|(word, _)| slips(typed, word) <= most).collect())
    }

    fn articles_speaking_of(&self, stem: &str, among: &BTreeSet<&str>) -> Result<BTreeMap<String, f32>, RetrieveError> {
        let mut speaking: BTreeMap<String, f32> = BTreeMap::new();
        let asked = self.found.iter().filter(|f| among.contains(f.article.id.as_str()));
        for found in asked.filter(|f| Self::holds(f, stem)) {
            let all = self.found.iter().filter(|f| f.article.id == found.article.id).count();
            *speaking.entry(found.article.id.clone()).or_default() += 1.0 / all as f32;
        }
        Ok(speaking)
    }

    fn model(&self) -> Option<&str> {
        self.model.as_ref().map(Embed::id)
    }

    fn profiles(&self, meaning: &Vector, roles: &[Vec<String>]) -> Result<Vec<f32>, RetrieveError> {
        let of = |names: &Vec<String>| {
            self.direction(&|f| f.statement.roles.iter().any(|m| names.contains(&m.role)))
                .map_or(0.0, |d| d.cosine(meaning))
        };
        Ok(roles.iter().map(of).collect())
    }

    fn words_of_roles(&self, words: &[(String, f32)], roles: &[Vec<String>]) -> Result<Vec<f32>, RetrieveError> {
        let of = |names: &Vec<String>| {
            let said = |f: &&Found| f.statement.roles.iter().any(|m| names.contains(&m.role));
            let holds = |(stem, _): &&(String, f32)| self.found.iter().filter(said).any(|f| Self::holds(f, stem));
            words.iter().filter(holds).map(|(_, worth)| worth).sum()
        };
        Ok(roles.iter().map(of).collect())
    }

    fn select(&self, only: &Restriction) -> Result<Option<Restriction>, RetrieveError> {
        if only.articles.is_empty() {
            return Ok(Some(only.clone()));
        }
        let meant = self.found.iter().filter(|f| only.articles.contains(&f.article.path)).map(|f| f.article.id.clone());
        let only = Restriction { articles: meant.collect(), ..only.clone() };
        Ok(Some(only).filter(|only| !only.articles.is_empty()))
    }

    fn find(&self, query: &Query, limit: usize) -> Result<Vec<Found>, RetrieveError> {
        let mut hits: Vec<Found> = Vec::new();
        let only = &query.only;
        let passes = |f: &&Found| {
            (only.roles.is_empty() || f.statement.roles.iter().any(|m| only.roles.contains(&m.role)))
                && (only.articles.is_empty() || only.articles.contains(&f.article.id))
                && (only.kinds.is_empty() || only.kinds.contains(&f.statement.kind))
        };
        for found in self.found.iter().filter(passes) {
            let mut relevance = 0.0;
            for (stem, weight) in &query.words {
                if Self::holds(found, stem) {
                    let frequency = self.frequency(stem)? as f32;
                    relevance += weight * (1.0 + self.found.len() as f32 / frequency).ln();
                }
            }
            let cosine = |of: &dyn Fn(&Found) -> bool| match &query.meaning {
                Some(meaning) => self.direction(of).map_or(0.0, |d| d.cosine(&meaning.whole)),
                None => 0.0,
            };
            let similarity = cosine(&|f| f == found);
            if relevance > 0.0 || similarity > 0.0 {
                let theme = cosine(&|f| f.article.id == found.article.id);
                hits.push(Found { relevance, similarity, theme, ..found.clone() });
            }
        }
        hits.sort_by(|a, b| b.relevance.total_cmp(&a.relevance));
        hits.truncate(limit);
        Ok(hits)
    }

    fn vectors_of(&self, texts: &[&str]) -> Result<Vec<Option<Vector>>, RetrieveError> {
        let vectors = self.model.as_ref().and_then(|model| model.embed(texts).ok());
        Ok(vectors.map_or_else(|| vec![None; texts.len()], |vectors| vectors.into_iter().map(Some).collect()))
    }

    fn of_articles_in(&self, ids: &[String], only: &Restriction, limit: usize) -> Result<Vec<Found>, RetrieveError> {
        let there = |f: &&Found| ids.contains(&f.article.id) && stands(&f.article, only);
        Ok(self.found.iter().filter(there).take(limit).cloned().collect())
    }

    fn of_roles_in(&self, names: &[String], only: &Restriction, limit: usize) -> Result<Vec<Found>, RetrieveError> {
        let speaks = |f: &&Found| f.statement.roles.iter().any(|m| names.contains(&m.role)) && stands(&f.article, only);
        Ok(self.found.iter().filter(speaks).take(limit).cloned().collect())
    }

    fn facts_in(&self, names: &[String], only: &Restriction) -> Result<Vec<FoundFact>, RetrieveError> {
        let about = |f: &&FoundFact| names.contains(&f.fact.role) && stands(&f.article, only);
        Ok(self.facts.iter().filter(about).cloned().collect())
    }

    fn roles(&self) -> &RoleTable {
        &self.table
    }
}

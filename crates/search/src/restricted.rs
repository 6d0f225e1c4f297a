//! An index of which only a part may answer: of certain roles, kinds and articles.
//!
//! It stands between the stations and the index, so that every form of question is restricted in the same way and none
//! needs to know of it.

use crate::{Found, FoundFact, Gaps, Query, Restriction, Retrieve, RetrieveError};
use rolecall_embedding::Vector;
use rolecall_record::{Kind, RoleTable};
use std::collections::{BTreeMap, BTreeSet};

/// The part of `index` that a [`Restriction`] lets answer.
pub(crate) struct Restricted<'i> {
    index: &'i dyn Retrieve,
    only: Restriction,
    /// The ids of the articles that may answer; none for all.
    articles: Option<BTreeSet<String>>,
}

impl<'i> Restricted<'i> {
    /// The part of `index` that `only` leaves; its roles are names in the form of [`rolecall_record::Mention::role`].
    pub(crate) fn new(index: &'i dyn Retrieve, only: Restriction) -> Result<Self, RetrieveError> {
        let articles = index.select(&only)?;
        let ids = articles.iter().flatten().cloned().collect();
        let only = Restriction { articles: ids, roles: only.roles, kinds: only.kinds, ..Restriction::default() };
        Ok(Self { index, only, articles })
    }

    fn has_article(&self, id: &str) -> bool {
        self.articles.as_ref().is_none_or(|articles| articles.contains(id))
    }

    fn has(&self, found: &Found) -> bool {
        let (roles, kinds) = (&self.only.roles, &self.only.kinds);
        self.has_article(&found.article.id)
            && (roles.is_empty() || found.statement.roles.iter().any(|m| roles.contains(&m.role)))
            && (kinds.is_empty() || kinds.contains(&found.statement.kind))
    }
}

impl Retrieve for Restricted<'_> {
    fn statements(&self) -> u64 {
        self.index.statements()
    }

    fn gaps(&self) -> Gaps {
        self.index.gaps()
    }

    fn expect(&self, stems: &[&str]) {
        self.index.expect(stems);
    }

    fn frequency(&self, stem: &str) -> Result<u64, RetrieveError> {
        self.index.frequency(stem)
    }

    fn resembling(&self, typed: &str, most: usize) -> Result<Vec<(String, u64)>, RetrieveError> {
        self.index.resembling(typed, most)
    }

    fn articles_speaking_of(&self, stem: &str, among: &BTreeSet<&str>) -> Result<BTreeMap<String, f32>, RetrieveError> {
        self.index.articles_speaking_of(stem, among)
    }

    fn model(&self) -> Option<&str> {
        self.index.model()
    }

    fn select(&self, only: &Restriction) -> Result<Option<BTreeSet<String>>, RetrieveError> {
        self.index.select(only)
    }

    fn find(&self, query: &Query, limit: usize) -> Result<Vec<Found>, RetrieveError> {
        if self.articles.as_ref().is_some_and(BTreeSet::is_empty) {
            return Ok(Vec::new());
        }
        // A station may ask for the statements of certain roles alone; those must be let through here as well.
        let roles = if query.only.roles.is_empty() { &self.only.roles } else { &query.only.roles };
        let only = Restriction { roles: roles.clone(), ..self.only.clone() };
        let mut found = self.index.find(&Query { only, ..query.clone() }, limit)?;
        found.retain(|found| self.has(found));
        Ok(found)
    }

    fn of_roles(&self, names: &[String], limit: usize) -> Result<Vec<Found>, RetrieveError> {
        let mut found = self.index.of_roles(names, usize::MAX)?;
        found.retain(|found| self.has(found));
        found.truncate(limit);
        Ok(found)
    }

    fn vectors_of(&self, texts: &[&str]) -> Result<Vec<Option<Vector>>, RetrieveError> {
        self.index.vectors_of(texts)
    }

    fn of_articles(&self, ids: &[String], limit: usize) -> Result<Vec<Found>, RetrieveError> {
        let mut found = self.index.of_articles(ids, usize::MAX)?;
        found.retain(|found| self.has(found));
        found.truncate(limit);
        Ok(found)
    }

    fn profiles(&self, meaning: &Vector, roles: &[Vec<String>]) -> Result<Vec<f32>, RetrieveError> {
        self.index.profiles(meaning, roles)
    }

    fn words_of_roles(&self, words: &[(String, f32)], roles: &[Vec<String>]) -> Result<Vec<f32>, RetrieveError> {
        self.index.words_of_roles(words, roles)
    }

    fn facts(&self, names: &[String]) -> Result<Vec<FoundFact>, RetrieveError> {
        let mut facts = self.index.facts(names)?;
        facts.retain(|found| self.has_article(&found.article.id));
        if !self.only.kinds.is_empty() && !self.only.kinds.contains(&Kind::Fact) {
            facts.clear();
        }
        if !self.only.roles.is_empty() {
            facts.retain(|found| self.only.roles.contains(&found.fact.role));
        }
        Ok(facts)
    }

    fn roles(&self) -> &RoleTable {
        self.index.roles()
    }
}

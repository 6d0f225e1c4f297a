//! An index of which only a part may answer: of certain roles, kinds and articles.
//!
//! It stands between the stations and the index, so that every form of question is restricted in the same way and none
//! needs to know of it.

use crate::{Found, FoundFact, Gaps, Query, Restriction, Retrieve, RetrieveError};
use rolecall_embedding::Vector;
use rolecall_record::{Kind, RoleTable};
use std::collections::{BTreeMap, BTreeSet};

/// The part of `index` that a [`Restriction`] lets answer. It is not parted again: what stations ask it further is of roles and kinds.
pub(crate) struct Restricted<'i> {
    index: &'i dyn Retrieve,
    /// As the index takes it; none where no article may answer.
    only: Option<Restriction>,
}

impl<'i> Restricted<'i> {
    /// The part of `index` that `only` leaves; its roles are names in the form of [`rolecall_record::Mention::role`].
    pub(crate) fn new(index: &'i dyn Retrieve, only: &Restriction) -> Result<Self, RetrieveError> {
        Ok(Self { index, only: index.select(only)? })
    }

    /// What `ask` finds where anything may answer, but for statements of other roles and kinds.
    fn of_those(
        &self,
        limit: usize,
        ask: impl FnOnce(&Restriction) -> Result<Vec<Found>, RetrieveError>,
    ) -> Result<Vec<Found>, RetrieveError> {
        let Some(only) = &self.only else { return Ok(Vec::new()) };
        let Restriction { roles, kinds, .. } = only;
        let mut found = ask(only)?;
        found.retain(|found| {
            (roles.is_empty() || found.statement.roles.iter().any(|m| roles.contains(&m.role)))
                && (kinds.is_empty() || kinds.contains(&found.statement.kind))
        });
        found.truncate(limit);
        Ok(found)
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

    fn select(&self, only: &Restriction) -> Result<Option<Restriction>, RetrieveError> {
        self.index.select(only)
    }

    fn find(&self, query: &Query, limit: usize) -> Result<Vec<Found>, RetrieveError> {
        self.of_those(usize::MAX, |only| {
            // A station may ask for the statements of certain roles alone; those must be let through here as well.
            let roles = if query.only.roles.is_empty() { &only.roles } else { &query.only.roles };
            let only = Restriction { roles: roles.clone(), ..only.clone() };
            self.index.find(&Query { only, ..query.clone() }, limit)
        })
    }

    fn of_roles_in(&self, names: &[String], _: &Restriction, limit: usize) -> Result<Vec<Found>, RetrieveError> {
        self.of_those(limit, |only| self.index.of_roles_in(names, only, usize::MAX))
    }

    fn vectors_of(&self, texts: &[&str]) -> Result<Vec<Option<Vector>>, RetrieveError> {
        self.index.vectors_of(texts)
    }

    fn of_articles_in(&self, ids: &[String], _: &Restriction, limit: usize) -> Result<Vec<Found>, RetrieveError> {
        self.of_those(limit, |only| self.index.of_articles_in(ids, only, usize::MAX))
    }

    fn profiles(&self, meaning: &Vector, roles: &[Vec<String>]) -> Result<Vec<f32>, RetrieveError> {
        self.index.profiles(meaning, roles)
    }

    fn words_of_roles(&self, words: &[(String, f32)], roles: &[Vec<String>]) -> Result<Vec<f32>, RetrieveError> {
        self.index.words_of_roles(words, roles)
    }

    fn facts_in(&self, names: &[String], _: &Restriction) -> Result<Vec<FoundFact>, RetrieveError> {
        let Some(only) = &self.only else { return Ok(Vec::new()) };
        if !only.kinds.is_empty() && !only.kinds.contains(&Kind::Fact) {
            return Ok(Vec::new());
        }
        let mut facts = self.index.facts_in(names, only)?;
        if !only.roles.is_empty() {
            facts.retain(|found| only.roles.contains(&found.fact.role));
        }
        Ok(facts)
    }

    fn roles(&self) -> &RoleTable {
        self.index.roles()
    }
}

//! [`Retrieve`] for an index in this process.

use crate::{ArticleRef, Found, FoundFact, Query, Retrieve, RetrieveError};
use rolecall_indexer::{ArticleHead, Clause, Field, Filter, IndexError, Prior, Reader, StoredStatement, TextQuery};
use rolecall_record::RoleTable;
use std::collections::BTreeSet;

impl From<IndexError> for RetrieveError {
    fn from(error: IndexError) -> Self {
        Self(Box::new(error))
    }
}

impl From<ArticleHead> for ArticleRef {
    fn from(head: ArticleHead) -> Self {
        Self { id: head.id, title: head.title, path: head.path, url: head.url }
    }
}

impl Retrieve for Reader {
    fn statements(&self) -> u64 {
        self.statement_count() as u64
    }

    fn frequency(&self, stem: &str) -> Result<u64, RetrieveError> {
        Ok(self.document_frequency(Field::Text, stem)?)
    }

    fn find(&self, query: &Query, limit: usize) -> Result<Vec<Found>, RetrieveError> {
        let fields = [
            (Field::Text, query.fields.text),
            (Field::Heading, query.fields.heading),
            (Field::Role, query.fields.roles),
        ];
        let clause = |(stem, weight): &(String, f32)| {
            fields.map(|(field, worth)| Clause::term(field, stem.clone(), weight * worth))
        };
        let clauses: Vec<Clause> = query.words.iter().flat_map(clause).collect();
        if clauses.is_empty() {
            return Ok(Vec::new());
        }
        // A statement that speaks of no role has no vote, so it must not take the place of one that has.
        let prior = Some(Prior::default().strength(None, 0.0));
        found(self, &TextQuery { clauses, filter: Filter::default(), prior }, limit)
    }

    fn of_roles(&self, names: &[String], limit: usize) -> Result<Vec<Found>, RetrieveError> {
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let filter = Filter { roles: names.to_vec(), ..Filter::default() };
        found(self, &TextQuery { clauses: Vec::new(), filter, prior: None }, limit)
    }

    fn facts(&self, names: &[String]) -> Result<Vec<FoundFact>, RetrieveError> {
        let speaking = self.of_roles(names, usize::MAX)?;
        let articles: BTreeSet<&str> = speaking.iter().map(|f| f.article.id.as_str()).collect();
        let mut facts = Vec::new();
        for id in articles {
            let Some(record) = self.article(id)? else { continue };
            let a = record.article;
            let article = ArticleRef { id: a.id, title: a.title, path: a.path, url: a.url };
            let own = record.facts.into_iter().filter(|f| names.contains(&f.role));
            facts.extend(own.map(|fact| FoundFact { article: article.clone(), fact }));
        }
        Ok(facts)
    }

    fn roles(&self) -> &RoleTable {
        self.roles()
    }
}

fn found(reader: &Reader, query: &TextQuery, limit: usize) -> Result<Vec<Found>, RetrieveError> {
    let hits = reader.search(query, limit)?;
    let stored = reader.statements(&hits)?;
    let found = hits.iter().zip(stored).map(|(hit, StoredStatement { article, statement })| Found {
        article: article.into(),
        statement,
        relevance: hit.score,
    });
    Ok(found.collect())
}

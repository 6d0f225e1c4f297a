//! [`Retrieve`] for an index in this process.

use crate::{ArticleRef, Found, FoundFact, Query, Restriction, Retrieve, RetrieveError};
use rolecall_embedding::{Meaning, Vector};
use rolecall_indexer::{
    ArticleHead, Clause, Field, Filter, Hit, IndexError, Prior, Reader, Selection, Small, StoredStatement, TextQuery,
};
use rolecall_record::RoleTable;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

impl From<IndexError> for RetrieveError {
    fn from(error: IndexError) -> Self {
        Self(Box::new(error))
    }
}

impl From<&ArticleHead> for ArticleRef {
    fn from(head: &ArticleHead) -> Self {
        Self { id: head.id.clone(), title: head.title.clone(), path: head.path.clone(), url: head.url.clone() }
    }
}

impl Retrieve for Reader {
    fn statements(&self) -> u64 {
        self.statement_count() as u64
    }

    fn frequency(&self, stem: &str) -> Result<u64, RetrieveError> {
        Ok(self.document_frequency(Field::Text, stem)?)
    }

    fn resembling(&self, typed: &str, most: usize) -> Result<Vec<(String, u64)>, RetrieveError> {
        Ok(self.resembling(typed, most)?.into_iter().collect())
    }

    fn articles_speaking_of(&self, stem: &str, among: &BTreeSet<&str>) -> Result<BTreeMap<String, f32>, RetrieveError> {
        Ok(self.articles_speaking_of(stem, among)?)
    }

    fn model(&self) -> Option<&str> {
        self.model()
    }

    fn select(&self, only: &Restriction) -> Result<Option<Restriction>, RetrieveError> {
        let selection = Selection {
            articles: only.articles.clone(),
            sources: only.sources.clone(),
            since: only.since.clone(),
            fields: only.fields.clone(),
        };
        if selection == Selection::default() {
            return Ok(Some(only.clone()));
        }
        let articles = self.select(&selection)?;
        let only =
            Restriction { articles, roles: only.roles.clone(), kinds: only.kinds.clone(), ..Restriction::default() };
        Ok(Some(only).filter(|only| !only.articles.is_empty()))
    }

    fn find(&self, query: &Query, limit: usize) -> Result<Vec<Found>, RetrieveError> {
        let mut hits = self.search(&by_words(query), limit)?;
        if query.words.is_empty() {
            hits.clear();
        }
        let Some(meaning) = &query.meaning else { return Ok(found(self, &hits, None)?) };
        let question = Small::new(meaning);
        let known: HashSet<String> = hits.iter().map(|hit| hit.statement_id.clone()).collect();
        let by_words = hits.len();
        let nearest = self.nearest(&question.whole, &filter(query), limit)?;
        hits.extend(nearest.into_iter().filter(|hit| !known.contains(&hit.statement_id)));
        let mut all = found(self, &hits, Some(meaning))?;
        for (i, found) in all.iter_mut().enumerate() {
            (found.similarity, found.alignment) = self.nearness(&found.statement.text, &question)?.unwrap_or_default();
            if i >= by_words {
                found.relevance = 0.0;
            }
        }
        Ok(all)
    }

    fn of_roles_in(&self, names: &[String], only: &Restriction, limit: usize) -> Result<Vec<Found>, RetrieveError> {
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let filter = Filter { roles: names.to_vec(), ..Filter::default() };
        let meant: HashSet<&String> = only.articles.iter().collect();
        let most = if meant.is_empty() { limit } else { usize::MAX };
        let mut hits = self.search(&TextQuery { clauses: Vec::new(), filter, prior: None }, most)?;
        hits.retain(|hit| meant.is_empty() || meant.contains(&hit.article_id));
        hits.truncate(limit);
        Ok(found(self, &hits, None)?)
    }

    fn vectors_of(&self, texts: &[&str]) -> Result<Vec<Option<Vector>>, RetrieveError> {
        Ok(texts.iter().map(|text| self.vector_of(text)).collect::<Result<_, _>>()?)
    }

    fn of_articles_in(&self, ids: &[String], only: &Restriction, limit: usize) -> Result<Vec<Found>, RetrieveError> {
        let meant: HashSet<&String> = only.articles.iter().collect();
        let ids: Vec<String> = ids.iter().filter(|id| meant.is_empty() || meant.contains(id)).cloned().collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let filter = Filter { articles: ids, ..Filter::default() };
        let hits = self.search(&TextQuery { clauses: Vec::new(), filter, prior: None }, limit)?;
        Ok(found(self, &hits, None)?)
    }

    fn profiles(&self, meaning: &Vector, roles: &[Vec<String>]) -> Result<Vec<f32>, RetrieveError> {
        let mut cosines = Vec::with_capacity(roles.len());
        for names in roles {
            cosines.push(self.direction_of_role(names)?.map_or(0.0, |direction| direction.cosine(meaning)));
        }
        Ok(cosines)
    }

    fn words_of_roles(&self, words: &[(String, f32)], roles: &[Vec<String>]) -> Result<Vec<f32>, RetrieveError> {
        Ok(self.words_of_roles(words, roles)?)
    }

    fn facts_in(&self, names: &[String], only: &Restriction) -> Result<Vec<FoundFact>, RetrieveError> {
        let speaking = self.of_roles_in(names, only, usize::MAX)?;
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

fn by_words(query: &Query) -> TextQuery {
    let fields =
        [(Field::Text, query.fields.text), (Field::Heading, query.fields.heading), (Field::Role, query.fields.roles)];
    let clause =
        |(stem, weight): &(String, f32)| fields.map(|(field, worth)| Clause::term(field, stem.clone(), weight * worth));
    // A statement that speaks of no role has no vote, so it must not take the place of one that has.
    let prior = Some(Prior::default().strength(None, 0.0));
    TextQuery { clauses: query.words.iter().flat_map(clause).collect(), filter: filter(query), prior }
}

fn filter(query: &Query) -> Filter {
    let only = query.only.clone();
    Filter { kinds: only.kinds, roles: only.roles, articles: only.articles }
}

/// The statements of `hits`, with what they score there as their relevance, and their articles' themes.
fn found(reader: &Reader, hits: &[Hit], meaning: Option<&Meaning>) -> Result<Vec<Found>, IndexError> {
    let stored = reader.statements(hits)?;
    let mut themes: HashMap<&str, f32> = HashMap::new();
    if let Some(meaning) = meaning {
        for hit in hits {
            if !themes.contains_key(hit.article_id.as_str()) {
                let direction = reader.direction_of_article(&hit.article_id)?;
                themes.insert(&hit.article_id, direction.map_or(0.0, |direction| direction.cosine(&meaning.whole)));
            }
        }
    }
    let found = hits.iter().zip(stored).map(|(hit, StoredStatement { article, statement })| {
        let theme = themes.get(hit.article_id.as_str()).copied().unwrap_or(0.0);
        Found {
            article: article.as_ref().into(),
            statement,
            relevance: hit.score,
            similarity: 0.0,
            alignment: 0.0,
            theme,
        }
    });
    Ok(found.collect())
}

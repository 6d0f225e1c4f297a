//! A query to its best statements, each with the parts of its score.
//!
//! The engine's own explanations are trees of text made for debugging. Here every clause is scored by itself on the hits
//! that were kept: a few skips a clause, and the parts add up to what the ranking saw.

use crate::best::Best;
use crate::memo::Memo;
use crate::schema::{KINDS, kind_code};
use crate::{Clause, Field, Filter, Hit, IndexError, Part, Prior, Reader, TextQuery, crowd};
use rolecall_record::Kind;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use tantivy::columnar::{Column, StrColumn};
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, EnableScoring, Occur, PhraseQuery, Query, TermQuery,
    TermSetQuery,
};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, DocSet, Score, SegmentOrdinal, SegmentReader, Term};

impl Reader {
    /// The best `limit` statements for `query`, best first; equal scores in the order of their ids. Where those of one source
    /// would leave hardly room for any other, the best of the others are among them all the same ([`crate::crowd`]).
    ///
    /// # Errors
    /// [`IndexError::Pattern`] for a path pattern that is none, [`IndexError::Corrupt`].
    pub fn search(&self, query: &TextQuery, limit: usize) -> Result<Vec<Hit>, IndexError> {
        let best = |limit: usize, without: &[String]| self.best(query, limit, without);
        crowd::thinned(limit, self.roles(), best)
    }

    /// The best statements but for those of these articles.
    fn best(&self, query: &TextQuery, limit: usize, without: &[String]) -> Result<Vec<Hit>, IndexError> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        let clauses: Vec<Box<dyn Query>> = query.clauses.iter().map(|clause| self.clause(clause)).collect();
        let mut whole = self.whole(query, &clauses)?;
        if !without.is_empty() {
            let articles = without.iter().map(|id| Term::from_field_text(self.fields.article, id));
            let others = (Occur::MustNot, Box::new(TermSetQuery::new(articles)) as Box<dyn Query>);
            whole = BooleanQuery::new(vec![(Occur::Must, Box::new(whole)), others]);
        }
        let limit = limit.min(self.searcher.num_docs() as usize).max(1);
        let best = Best { limit, prior: query.prior, clauses: clauses.len() };
        let found = self.searcher.search(&whole, &best).map_err(|e| self.failed(e))?;
        let mut columns: BTreeMap<u32, Columns> = BTreeMap::new();
        let mut hits = Vec::with_capacity(found.len());
        for (score, at) in found {
            let of_segment = match columns.entry(at.segment_ord) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(self.columns(at.segment_ord, query.prior)?),
            };
            hits.push(of_segment.hit(score, at, &self.ids).map_err(|e| self.failed(e.into()))?);
        }
        self.explain(query, &clauses, &mut hits)?;
        // Added up in the order of the clauses, so that the sum does not depend on how the engine came to it.
        for hit in hits.iter_mut().filter(|hit| !hit.parts.is_empty()) {
            hit.score = hit.parts.iter().map(|part| part.score).sum::<f32>() * hit.prior;
        }
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.statement_id.cmp(&b.statement_id)));
        Ok(hits)
    }

    pub(crate) fn whole(&self, query: &TextQuery, clauses: &[Box<dyn Query>]) -> Result<BooleanQuery, IndexError> {
        let mut parts: Vec<Needed> = self.filter(&query.filter)?;
        if clauses.is_empty() {
            let any = KINDS.iter().map(|kind| self.kind(*kind));
            parts.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(TermSetQuery::new(any)), 0.0))));
            return Ok(BooleanQuery::new(parts));
        }
        let words = query
            .clauses
            .iter()
            .zip(clauses)
            .map(|(clause, query)| (if clause.required { Occur::Must } else { Occur::Should }, query.box_clone()));
        if parts.is_empty() {
            return Ok(BooleanQuery::new(words.collect()));
        }
        parts.push((Occur::Must, Box::new(BooleanQuery::new(words.collect()))));
        Ok(BooleanQuery::new(parts))
    }

    fn clause(&self, clause: &Clause) -> Box<dyn Query> {
        let field = self.field(clause.field);
        let terms = clause.terms.iter().map(|term| Term::from_field_text(field, term));
        let query: Box<dyn Query> = match (clause.terms.as_slice(), clause.field) {
            ([], _) => return Box::new(EmptyQuery),
            ([_, _, ..], Field::Text) => Box::new(PhraseQuery::new(terms.collect())),
            ([first, ..], Field::Word) => {
                Box::new(TermQuery::new(Term::from_field_text(field, first), IndexRecordOption::Basic))
            }
            ([first, ..], _) => {
                Box::new(TermQuery::new(Term::from_field_text(field, first), IndexRecordOption::WithFreqs))
            }
        };
        Box::new(BoostQuery::new(query, clause.weight))
    }

    fn kind(&self, kind: Kind) -> Term {
        Term::from_field_u64(self.fields.kind, kind_code(kind))
    }

    fn filter(&self, filter: &Filter) -> Result<Vec<Needed>, IndexError> {
        let mut sets: Vec<Vec<Term>> = Vec::new();
        if !filter.kinds.is_empty() {
            sets.push(filter.kinds.iter().map(|kind| self.kind(*kind)).collect());
        }
        if !filter.roles.is_empty() {
            sets.push(filter.roles.iter().map(|role| Term::from_field_text(self.fields.role, role)).collect());
        }
        if !filter.articles.is_empty() {
            let ids = self.matching(&filter.articles)?;
            sets.push(ids.iter().map(|id| Term::from_field_text(self.fields.article, id)).collect());
        }
        Ok(sets
            .into_iter()
            .map(|terms| {
                let set: Box<dyn Query> = Box::new(TermSetQuery::new(terms));
                (Occur::Must, Box::new(ConstScoreQuery::new(set, 0.0)) as Box<dyn Query>)
            })
            .collect())
    }

    pub(crate) fn columns(&self, segment: u32, prior: Option<Prior>) -> Result<Columns, IndexError> {
        let segment = self.searcher.segment_reader(segment);
        let fast = segment.fast_fields();
        Ok(Columns {
            start: fast.u64("start").map_err(|e| self.failed(e))?,
            kind: fast.u64("kind").map_err(|e| self.failed(e))?,
            article: fast.str("article").map_err(|e| self.failed(e))?,
            weigh: prior.map(|prior| Weigh::new(segment, prior)),
        })
    }

    /// Adds to each hit what each clause gave it.
    fn explain(&self, query: &TextQuery, clauses: &[Box<dyn Query>], hits: &mut [Hit]) -> Result<(), IndexError> {
        hits.sort_by_key(|hit| hit.at);
        for (clause, (asked, scored)) in query.clauses.iter().zip(clauses).enumerate() {
            let weight = scored.weight(EnableScoring::enabled_from_searcher(&self.searcher));
            let weight = weight.map_err(|e| self.failed(e))?;
            for group in hits.chunk_by_mut(|a, b| a.at.segment_ord == b.at.segment_ord) {
                let segment = self.searcher.segment_reader(group[0].at.segment_ord);
                let mut scorer = weight.scorer(segment, 1.0).map_err(|e| self.failed(e))?;
                for hit in group {
                    // `seek` asks that the target is not behind; hits are sorted, and a scorer past one has skipped it.
                    if scorer.doc() < hit.at.doc_id {
                        scorer.seek(hit.at.doc_id);
                    }
                    if scorer.doc() == hit.at.doc_id {
                        hit.parts.push(Part { clause, field: asked.field, score: scorer.score() });
                    }
                }
            }
        }
        Ok(())
    }
}

/// A part of a query, and whether a hit must have it.
type Needed = (Occur, Box<dyn Query>);

/// The ids of articles by their segments and their numbers in these: the dictionary of a segment has to be gone through for
/// each.
pub(crate) type Ids = Memo<(SegmentOrdinal, u64), String>;

/// What a hit is made of, of one segment; opened once, as opening costs more than reading.
pub(crate) struct Columns {
    start: Column<u64>,
    kind: Column<u64>,
    article: Option<StrColumn>,
    weigh: Option<Weigh>,
}

impl Columns {
    pub(crate) fn hit(&self, score: Score, at: DocAddress, ids: &Ids) -> std::io::Result<Hit> {
        let mut article_id = String::new();
        if let Some(column) = &self.article
            && let Some(ordinal) = column.term_ords(at.doc_id).next()
        {
            article_id = ids
                .get(&(at.segment_ord, ordinal), || column.ord_to_str(ordinal, &mut article_id).map(|_| article_id))?;
        }
        let kind = self.kind.first(at.doc_id).unwrap_or_default();
        Ok(Hit {
            statement_id: format!("{article_id}:{}", self.start.first(at.doc_id).unwrap_or_default()),
            article_id,
            kind: KINDS.get(kind as usize).copied().unwrap_or(Kind::None),
            score,
            prior: self.weigh.as_ref().map_or(1.0, |weigh| weigh.factor(at.doc_id)),
            parts: Vec::new(),
            at,
        })
    }
}

/// The prior, with the columns of one segment.
pub(crate) struct Weigh {
    prior: Prior,
    kind: Option<Column<u64>>,
    strength: Option<Column<u64>>,
}

impl Weigh {
    pub fn new(segment: &SegmentReader, prior: Prior) -> Self {
        let column = |name| segment.fast_fields().u64(name).ok();
        Self { prior, kind: column("kind"), strength: column("strength") }
    }

    pub fn factor(&self, doc: DocId) -> f32 {
        let of = |column: &Option<Column<u64>>, factors: &[f32]| {
            let code = column.as_ref().and_then(|column| column.first(doc));
            code.and_then(|code| factors.get(code as usize).copied()).unwrap_or(1.0)
        };
        of(&self.kind, &self.prior.kind) * of(&self.strength, &self.prior.strength)
    }
}

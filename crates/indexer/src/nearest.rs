//! A question's vector to the statements whose texts are nearest to it.

use crate::vectors::{Small, Vectors, key_of};
use crate::{Filter, Hit, IndexError, Reader, TextQuery};
use rolecall_embedding::{Int8, Vector};
use std::collections::HashSet;
use tantivy::collector::DocSetCollector;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, TERMINATED, Term};

impl Reader {
    /// The model whose vectors the index holds, as `Embed::id` names it; none where it has no vectors. Only a question's
    /// vector of the same model can be compared with them.
    pub fn model(&self) -> Option<&str> {
        self.vectors.as_ref().map(|file| file.model())
    }

    /// The statements whose texts are the `most` nearest to `question`, nearest first, each with its cosine as its score.
    /// A text that several statements say gives as many hits. None where the index has no vectors.
    ///
    /// # Errors
    /// [`IndexError::Pattern`] for a path pattern that is none, [`IndexError::Corrupt`].
    pub fn nearest(&self, question: &Int8, filter: &Filter, most: usize) -> Result<Vec<Hit>, IndexError> {
        let Some(file) = &self.vectors else { return Ok(Vec::new()) };
        let allowed = if *filter == Filter::default() { None } else { Some(self.passing(filter)?) };
        let nearest = match &allowed {
            None => file.nearest(question, most, |_| true),
            Some((keys, _)) => file.nearest(question, most, |row| keys.contains(&file.key(row))),
        };
        let mut columns: Vec<Option<crate::retrieve::Columns>> = Vec::new();
        columns.resize_with(self.searcher.segment_readers().len(), || None);
        let mut hits = Vec::with_capacity(nearest.len());
        for near in nearest {
            for at in self.saying(file.key(near.row))? {
                if allowed.as_ref().is_some_and(|(_, documents)| !documents.contains(&at)) {
                    continue;
                }
                let of_segment = match &mut columns[at.segment_ord as usize] {
                    Some(known) => known,
                    new => new.insert(self.columns(at.segment_ord, None)?),
                };
                hits.push(of_segment.hit(near.cosine, at, &self.ids).map_err(|e| self.failed(e.into()))?);
            }
        }
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.statement_id.cmp(&b.statement_id)));
        file.sound()?;
        Ok(hits)
    }

    /// How near a statement's text comes to `question`: the cosine of both, and how much of the question's words it holds
    /// ([`rolecall_embedding::Words::held_by`]). None where the text has no vector.
    ///
    /// # Errors
    /// [`IndexError::Corrupt`].
    pub fn nearness(&self, text: &str, question: &Small) -> Result<Option<(f32, f32)>, IndexError> {
        let Some((file, row)) = self.row(text)? else { return Ok(None) };
        let nearness = file.cosine(row, &question.whole).map(|near| (near, question.words.held_by(file.words(row))));
        file.sound().map(|()| nearness)
    }

    /// The vector of a statement's text; none where it has none.
    ///
    /// # Errors
    /// [`IndexError::Corrupt`].
    pub fn vector_of(&self, text: &str) -> Result<Option<Vector>, IndexError> {
        let Some((file, row)) = self.row(text)? else { return Ok(None) };
        let vector = file.mean(&mut [row]);
        file.sound().map(|()| vector)
    }

    /// The vectors, and the row of a text's.
    fn row(&self, text: &str) -> Result<Option<(&Vectors, usize)>, IndexError> {
        let Some(file) = &self.vectors else { return Ok(None) };
        let row = file.row_of(key_of(text));
        file.sound().map(|()| Some((file, row?)))
    }

    /// The direction of all that an article says of roles: the mean of its statements' vectors. None without vectors.
    ///
    /// # Errors
    /// [`IndexError::Corrupt`].
    pub fn direction_of_article(&self, id: &str) -> Result<Option<Vector>, IndexError> {
        self.direction(vec![Term::from_field_text(self.fields.article, id)])
    }

    /// The direction of all that is said of a role with these names (in the form of `Mention::role`), as above.
    ///
    /// # Errors
    /// [`IndexError::Corrupt`].
    pub fn direction_of_role(&self, names: &[String]) -> Result<Option<Vector>, IndexError> {
        self.direction(names.iter().map(|name| Term::from_field_text(self.fields.role, name)).collect())
    }

    /// The mean of the vectors of the statements that have one of `terms`, kept for the next question.
    fn direction(&self, terms: Vec<Term>) -> Result<Option<Vector>, IndexError> {
        self.directions.get(terms.as_slice(), || self.make_direction(&terms))
    }

    fn make_direction(&self, terms: &[Term]) -> Result<Option<Vector>, IndexError> {
        let Some(file) = &self.vectors else { return Ok(None) };
        let mut documents = Vec::new();
        for term in terms {
            documents.extend(self.holding(term)?);
        }
        documents.sort_unstable();
        documents.dedup();
        let mut rows = Vec::with_capacity(documents.len());
        for group in documents.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
            let segment = self.searcher.segment_reader(group[0].segment_ord);
            let keys = segment.fast_fields().u64("key").map_err(|e| self.failed(e))?;
            rows.extend(group.iter().filter_map(|at| file.row_of(keys.first(at.doc_id)?)));
        }
        let mean = file.mean(&mut rows);
        file.sound().map(|()| mean)
    }

    /// The documents of the statements whose text has this key.
    fn saying(&self, key: u64) -> Result<Vec<DocAddress>, IndexError> {
        self.holding(&Term::from_field_u64(self.fields.key, key))
    }

    /// The documents that hold `term`.
    pub(crate) fn holding(&self, term: &Term) -> Result<Vec<DocAddress>, IndexError> {
        let mut found = Vec::new();
        for (ordinal, segment) in self.searcher.segment_readers().iter().enumerate() {
            let inverted = segment.inverted_index(term.field()).map_err(|e| self.failed(e))?;
            let postings = inverted.read_postings(term, IndexRecordOption::Basic).map_err(|e| self.failed(e.into()))?;
            let Some(mut postings) = postings else { continue };
            while postings.doc() != TERMINATED {
                if !segment.is_deleted(postings.doc()) {
                    found.push(DocAddress::new(ordinal as u32, postings.doc()));
                }
                postings.advance();
            }
        }
        Ok(found)
    }

    /// The keys and the documents of the statements that `filter` lets pass.
    fn passing(&self, filter: &Filter) -> Result<(HashSet<u64>, HashSet<DocAddress>), IndexError> {
        let query = TextQuery { filter: filter.clone(), ..TextQuery::default() };
        let whole = self.whole(&query, &[])?;
        let documents = self.searcher.search(&whole, &DocSetCollector).map_err(|e| self.failed(e))?;
        let mut keys = HashSet::new();
        for (ordinal, segment) in self.searcher.segment_readers().iter().enumerate() {
            let column = segment.fast_fields().u64("key").map_err(|e| self.failed(e))?;
            let here = documents.iter().filter(|at| at.segment_ord as usize == ordinal);
            keys.extend(here.filter_map(|at| column.first(at.doc_id)));
        }
        Ok((keys, documents))
    }
}

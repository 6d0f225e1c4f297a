//! Which articles speak of a thing, and how much.

use crate::{IndexError, Reader};
use std::collections::{BTreeMap, BTreeSet};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, Term};

impl Reader {
    /// Those of the articles with these ids that have `stem` in the text or headings of a statement: in which share of their
    /// statements. Costs a few skips a statement of theirs, however many others have the stem.
    ///
    /// # Errors
    /// [`IndexError::Corrupt`].
    pub fn articles_speaking_of(
        &self,
        stem: &str,
        among: &BTreeSet<&str>,
    ) -> Result<BTreeMap<String, f32>, IndexError> {
        let mut documents: Vec<(DocAddress, &str)> = Vec::new();
        let mut all: BTreeMap<&str, usize> = BTreeMap::new();
        for id in among {
            let own = self.holding(&Term::from_field_text(self.fields.article, id))?;
            all.insert(id, own.len());
            documents.extend(own.into_iter().map(|at| (at, *id)));
        }
        documents.sort_unstable();
        let mut speaking: BTreeMap<String, f32> = BTreeMap::new();
        for group in documents.chunk_by(|a, b| a.0.segment_ord == b.0.segment_ord) {
            let segment = self.searcher.segment_reader(group[0].0.segment_ord);
            let mut postings = Vec::new();
            for field in [self.fields.text, self.fields.heading] {
                let inverted = segment.inverted_index(field).map_err(|e| self.failed(e))?;
                let term = Term::from_field_text(field, stem);
                let found = inverted.read_postings(&term, IndexRecordOption::Basic);
                postings.extend(found.map_err(|e| self.failed(e.into()))?);
            }
            for (at, id) in group {
                let mut holds = false;
                for posting in &mut postings {
                    // `seek` asks that the target is not behind.
                    holds |=
                        posting.doc() == at.doc_id || posting.doc() < at.doc_id && posting.seek(at.doc_id) == at.doc_id;
                }
                if holds {
                    *speaking.entry((*id).to_owned()).or_default() += 1.0;
                }
            }
        }
        for (id, statements) in &mut speaking {
            *statements /= all.get(id.as_str()).copied().unwrap_or(1).max(1) as f32;
        }
        Ok(speaking)
    }
}

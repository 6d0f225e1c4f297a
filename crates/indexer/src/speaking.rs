//! Which articles speak of a thing, and how much.

use crate::{IndexError, Reader};
use std::collections::{BTreeMap, BTreeSet};
use tantivy::Term;

impl Reader {
    /// The articles that have `stem` in the text or headings of a statement, by id: in which share of their statements.
    ///
    /// # Errors
    /// [`IndexError::Corrupt`].
    pub fn articles_speaking_of(&self, stem: &str) -> Result<BTreeMap<String, f32>, IndexError> {
        let mut documents = BTreeSet::new();
        for field in [self.fields.text, self.fields.heading] {
            documents.extend(self.holding(&Term::from_field_text(field, stem))?);
        }
        let mut speaking: BTreeMap<String, f32> = BTreeMap::new();
        let mut ids: BTreeMap<(u32, u64), String> = BTreeMap::new();
        for at in documents {
            let segment = self.searcher.segment_reader(at.segment_ord);
            let Some(column) = segment.fast_fields().str("article").map_err(|e| self.failed(e))? else { continue };
            let Some(ordinal) = column.term_ords(at.doc_id).next() else { continue };
            let id = match ids.get(&(at.segment_ord, ordinal)) {
                Some(id) => id,
                None => {
                    let mut id = String::new();
                    column.ord_to_str(ordinal, &mut id).map_err(|e| self.failed(e.into()))?;
                    ids.entry((at.segment_ord, ordinal)).or_insert(id)
                }
            };
            *speaking.entry(id.clone()).or_default() += 1.0;
        }
        for (id, statements) in &mut speaking {
            let all = self.searcher.doc_freq(&Term::from_field_text(self.fields.article, id));
            *statements /= all.map_err(|e| self.failed(e))?.max(1) as f32;
        }
        Ok(speaking)
    }
}

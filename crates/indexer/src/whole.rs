//! All that is said of a role as one document: how well it answers by words.
//!
//! No such document is stored: each new article would change many of them. The statements of the roles that are asked for are walked
//! side by side with each word's own, which costs what both lists are long.

use crate::{Field, IndexError, Reader};
use std::collections::BTreeMap;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, SegmentReader, TERMINATED, Term};

/// How soon a word's further occurrences say nothing new, and how much a long document is held back (BM25's k1 and b, Robertson &
/// Zaragoza 2009). Of a role as a whole, a word said five times tells more than of a sentence, so k1 is above the usual 1.2.
const K1: f32 = 3.0;
const B: f32 = 0.75;
/// The power of a word's rarity among statements. Most words are said of many roles now and then, so the rare ones count more.
const RARITY: f32 = 1.5;

impl Reader {
    /// BM25 of each of these roles, given by all its names (in the form of `Mention::role`), as one document of all that is said of
    /// it, for these stems and what each is worth. Lengths are measured by those of the roles given.
    ///
    /// # Errors
    /// [`IndexError::Corrupt`].
    pub fn words_of_roles(&self, words: &[(String, f32)], roles: &[Vec<String>]) -> Result<Vec<f32>, IndexError> {
        let mut counts = vec![vec![0u32; words.len()]; roles.len()];
        let mut lengths = vec![0u64; roles.len()];
        let mut places: BTreeMap<u32, Vec<(u32, usize)>> = BTreeMap::new();
        for (role, names) in roles.iter().enumerate() {
            for name in names {
                for at in self.holding(&Term::from_field_text(self.fields.role, name))? {
                    places.entry(at.segment_ord).or_default().push((at.doc_id, role));
                }
            }
        }
        for (ordinal, mut places) in places {
            places.sort_unstable();
            places.dedup();
            let segment = self.searcher.segment_reader(ordinal);
            let norms = segment.get_fieldnorms_reader(self.field(Field::Text)).map_err(|e| self.failed(e))?;
            places.iter().for_each(|(doc, role)| lengths[*role] += u64::from(norms.fieldnorm(*doc)));
            for (word, (stem, _)) in words.iter().enumerate() {
                self.count(segment, stem, &places, |role, often| counts[role][word] += often)?;
            }
        }
        let mean = lengths.iter().sum::<u64>() as f32 / roles.len().max(1) as f32;
        let rarities = words.iter().map(|(stem, _)| self.rarity(stem)).collect::<Result<Vec<f32>, _>>()?;
        let score = |(counts, length): (&Vec<u32>, &u64)| {
            let held = K1 * (1.0 - B + B * *length as f32 / mean.max(1.0));
            let parts = counts.iter().zip(&rarities).zip(words);
            parts.map(|((n, rarity), (_, worth))| worth * rarity * *n as f32 * (K1 + 1.0) / (*n as f32 + held)).sum()
        };
        Ok(counts.iter().zip(&lengths).map(score).collect())
    }

    fn rarity(&self, stem: &str) -> Result<f32, IndexError> {
        let (total, n) = (self.statement_count() as f32, self.document_frequency(Field::Text, stem)? as f32);
        Ok((1.0 + (total - n + 0.5).max(0.0) / (n + 0.5)).ln().powf(RARITY))
    }

    /// Tells of each place, a document and whose it is, in the order of documents, how often it has the word.
    fn count(
        &self,
        segment: &SegmentReader,
        stem: &str,
        places: &[(u32, usize)],
        mut tell: impl FnMut(usize, u32),
    ) -> Result<(), IndexError> {
        let field = self.field(Field::Text);
        let inverted = segment.inverted_index(field).map_err(|e| self.failed(e))?;
        let postings = inverted.read_postings(&Term::from_field_text(field, stem), IndexRecordOption::WithFreqs);
        let Some(mut postings) = postings.map_err(|e| self.failed(e.into()))? else { return Ok(()) };
        for (doc, role) in places {
            // `seek` asks that the target is not behind.
            if postings.doc() < *doc {
                postings.seek(*doc);
            }
            if postings.doc() == TERMINATED {
                break;
            }
            if postings.doc() == *doc {
                tell(*role, tantivy::postings::Postings::term_freq(&postings));
            }
        }
        Ok(())
    }
}

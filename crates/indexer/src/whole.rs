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

/// Some roles, each as one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wholes {
    /// Of each role, how often it has each of the words that are asked for.
    pub counts: Vec<Vec<u32>>,
    /// The length of each: of its statements together, as the engine rounds them.
    pub lengths: Vec<u64>,
}

impl Wholes {
    /// BM25 of each for these stems and what each is worth, each of which `frequencies` of `statements` statements have. Lengths are
    /// measured by those of the roles given.
    ///
    /// ```
    /// use rolecall_indexer::Wholes;
    /// let wholes = Wholes { counts: vec![vec![3], vec![1], vec![0]], lengths: vec![50, 50, 50] };
    /// let scores = wholes.scores(&[("oar".to_owned(), 1.0)], &[4], 100);
    /// assert!(scores[0] > scores[1] && scores[1] > scores[2] && scores[2] == 0.0);
    /// ```
    pub fn scores(&self, words: &[(String, f32)], frequencies: &[u64], statements: usize) -> Vec<f32> {
        let mean = self.lengths.iter().sum::<u64>() as f32 / self.lengths.len().max(1) as f32;
        let rarities: Vec<f32> = frequencies.iter().map(|n| rarity(statements as f32, *n as f32)).collect();
        let score = |(counts, length): (&Vec<u32>, &u64)| {
            let held = K1 * (1.0 - B + B * *length as f32 / mean.max(1.0));
            let parts = counts.iter().zip(&rarities).zip(words);
            parts.map(|((n, rarity), (_, worth))| worth * rarity * *n as f32 * (K1 + 1.0) / (*n as f32 + held)).sum()
        };
        self.counts.iter().zip(&self.lengths).map(score).collect()
    }
}

fn rarity(total: f32, n: f32) -> f32 {
    (1.0 + (total - n + 0.5).max(0.0) / (n + 0.5)).ln().powf(RARITY)
}

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
        let frequency = |(stem, _): &(String, f32)| self.document_frequency(Field::Text, stem);
        let frequencies = words.iter().map(frequency).collect::<Result<Vec<u64>, _>>()?;
        Ok(Wholes { counts, lengths }.scores(words, &frequencies, self.statement_count()))
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

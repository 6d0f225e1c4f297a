//! All that is said of a role as one document: how well it answers by words.
//!
//! No such document is stored: each new article would change many of them. The statements of the roles that are asked for are marked,
//! and each word's own gone through, which costs what the lists are long.

use crate::{Field, IndexError, Reader};
use std::collections::{BTreeMap, HashMap};
use tantivy::postings::Postings;
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
        let mut owners: BTreeMap<u32, Owners> = BTreeMap::new();
        for (role, names) in roles.iter().enumerate() {
            for name in names {
                for at in self.holding(&Term::from_field_text(self.fields.role, name))? {
                    let owners = owners
                        .entry(at.segment_ord)
                        .or_insert_with(|| Owners::new(self.searcher.segment_reader(at.segment_ord).max_doc()));
                    owners.insert(at.doc_id, role);
                }
            }
        }
        for (ordinal, owners) in owners {
            let segment = self.searcher.segment_reader(ordinal);
            let norms = segment.get_fieldnorms_reader(self.field(Field::Text)).map_err(|e| self.failed(e))?;
            owners.each().for_each(|(doc, role)| lengths[role] += u64::from(norms.fieldnorm(doc)));
            for (word, (stem, _)) in words.iter().enumerate() {
                self.count(segment, stem, &owners, |role, often| counts[role][word] += often)?;
            }
        }
        let frequency = |(stem, _): &(String, f32)| self.document_frequency(Field::Text, stem);
        let frequencies = words.iter().map(frequency).collect::<Result<Vec<u64>, _>>()?;
        Ok(Wholes { counts, lengths }.scores(words, &frequencies, self.statement_count()))
    }

    /// Tells of each document that has an owner, whose it is and how often it has the word.
    fn count(
        &self,
        segment: &SegmentReader,
        stem: &str,
        owners: &Owners,
        mut tell: impl FnMut(usize, u32),
    ) -> Result<(), IndexError> {
        let field = self.field(Field::Text);
        let inverted = segment.inverted_index(field).map_err(|e| self.failed(e))?;
        let postings = inverted.read_postings(&Term::from_field_text(field, stem), IndexRecordOption::WithFreqs);
        let Some(mut postings) = postings.map_err(|e| self.failed(e.into()))? else { return Ok(()) };
        let mut doc = postings.doc();
        while doc != TERMINATED {
            for role in owners.of(doc) {
                tell(*role, postings.term_freq());
            }
            doc = postings.advance();
        }
        Ok(())
    }
}

/// Whose the documents of a segment are. Each document has a place, so that no list is looked through for each word: 200 visitors
/// with questions of their own over 40,000 statements got a quarter more answers; over 300,000 a question took as long as before.
struct Owners {
    /// The number of a document's set of owners; 0 is nobody's.
    set: Vec<u32>,
    sets: Vec<Vec<usize>>,
    /// The set that is another with one more owner.
    with: HashMap<(u32, usize), u32>,
}

impl Owners {
    fn new(documents: u32) -> Self {
        Self { set: vec![0; documents as usize], sets: vec![Vec::new()], with: HashMap::new() }
    }

    fn insert(&mut self, doc: u32, role: usize) {
        let Self { set, sets, with } = self;
        let set = &mut set[doc as usize];
        if sets[*set as usize].contains(&role) {
            return;
        }
        *set = *with.entry((*set, role)).or_insert_with(|| {
            sets.push(sets[*set as usize].iter().copied().chain([role]).collect());
            sets.len() as u32 - 1
        });
    }

    fn of(&self, doc: u32) -> &[usize] {
        &self.sets[self.set[doc as usize] as usize]
    }

    /// Every document that has an owner, with each of them.
    fn each(&self) -> impl Iterator<Item = (u32, usize)> {
        let owned = (0..).zip(&self.set).filter(|(_, set)| **set != 0);
        owned.flat_map(|(doc, set)| self.sets[*set as usize].iter().map(move |role| (doc, *role)))
    }
}

//! Which articles are near-copies of each other, so that they count as one source.
//!
//! MinHash (Broder 1997): of each article the least hash of its word shingles under 64 functions is kept, and the share of
//! equal ones estimates the share of shingles that two articles have in common, 0.06 off at most two times in three.
//! Candidates are found by bands (Leskovec, Rajaraman & Ullman, "Mining of Massive Datasets", 3.4), so that a large corpus
//! is not compared pair by pair. The sketch stands in the manifest: a run that changes one article reads one article.

use crate::manifest::Entry;
use rolecall_language::{Folded, folded};
use rolecall_record::ArticleRecord;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Hash functions; each gives a number of the sketch.
const FUNCTIONS: usize = 64;
/// Two articles with the same four numbers in a row of four are compared: nine times in ten where they
/// have a share of 0.6 in common, nearly always from 0.7 on.
const BAND: usize = 4;
/// Words of a shingle.
const SHINGLE: usize = 4;
/// Words that are hashed at a time.
const STRETCH: usize = 4096;
/// An article of fewer shingles is nobody's copy: too little can be told of it.
const LEAST: usize = 12;
/// Articles that have this share of their shingles in common are one source.
const SAME: f32 = 0.55;

/// By what near-copies of an article are recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sketch(Box<[u16]>);

/// A sketch that is being made, statement by statement: an article of any length takes the same room.
pub(crate) struct Sketching {
    least: [u64; FUNCTIONS],
    /// The words that are not yet in shingles, hashed.
    words: Vec<u64>,
    /// How many words there were.
    count: usize,
}

impl Default for Sketching {
    fn default() -> Self {
        Self { least: [u64::MAX; FUNCTIONS], words: Vec::with_capacity(STRETCH), count: 0 }
    }
}

impl Sketching {
    /// Takes in the words of the next statement.
    pub fn take(&mut self, words: &[Rc<Folded>]) {
        self.count += words.len();
        for word in words {
            self.words.push(hash(word.stem.as_bytes()));
            if self.words.len() == STRETCH {
                lower(&mut self.least, &self.words);
                self.words.drain(..STRETCH + 1 - SHINGLE);
            }
        }
    }

    /// The sketch of an article whose statements had these words; none where they are too few.
    pub fn sketch(mut self) -> Option<Sketch> {
        if self.count < LEAST + SHINGLE {
            return None;
        }
        lower(&mut self.least, &self.words);
        Some(Sketch(self.least.iter().map(|least| (mix(*least) & 0xffff) as u16).collect()))
    }
}

/// The sketch of an article; none where it has too few words.
pub(crate) fn sketch(record: &ArticleRecord) -> Option<Sketch> {
    let mut sketching = Sketching::default();
    for statement in &record.statements {
        sketching.take(&folded(&statement.text).collect::<Vec<_>>());
    }
    sketching.sketch()
}

/// Lowers the least hash of each function by the shingles of these words.
fn lower(least: &mut [u64; FUNCTIONS], words: &[u64]) {
    let shingle = |words: &[u64]| words.iter().fold(0_u64, |h, w| mix(h.rotate_left(17) ^ w));
    let shingles: Vec<u64> = words.windows(SHINGLE).map(shingle).collect();
    for (function, least) in (1..).zip(least) {
        // The shingles are mixed already, so that an odd factor is enough to put them in another order (multiplicative hashing,
        // Dietzfelbinger et al. 1997): half of what mixing them anew would cost.
        let factor = mix(function) | 1;
        let own = shingles.iter().map(|shingle| shingle.wrapping_mul(factor)).min();
        *least = own.map_or(*least, |own| own.min(*least));
    }
}

/// The ids of articles that are near-copies, each with the id of the one that it is a copy of: the first by path.
pub(crate) fn copies(articles: &BTreeMap<String, Entry>) -> BTreeMap<String, String> {
    let sketched: Vec<(&str, &[u16])> = articles
        .values()
        .filter_map(|entry| Some((entry.id.as_str(), &*entry.sketch.as_ref()?.0)))
        .filter(|(_, sketch)| sketch.len() == FUNCTIONS)
        .collect();
    // An article, and the earlier one that it resembles.
    let mut alike: Vec<(usize, usize)> = Vec::new();
    let mut same: Vec<(u64, usize)> = Vec::with_capacity(sketched.len());
    let mut known: Vec<usize> = Vec::new();
    for band in 0..FUNCTIONS / BAND {
        same.clear();
        let key = |sketch: &[u16]| {
            sketch[band * BAND..(band + 1) * BAND].iter().fold(0, |key, number| key << 16 | u64::from(*number))
        };
        same.extend(sketched.iter().enumerate().map(|(i, (_, sketch))| (key(sketch), i)));
        // Sorted, what is alike stands together: that takes a tenth of the time of a table of lists.
        same.sort_unstable();
        for group in same.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
            known.clear();
            for (_, i) in group {
                match known.iter().find(|other| in_common(sketched[*i].1, sketched[**other].1) >= SAME) {
                    Some(other) => alike.push((*i, *other)),
                    // Copies of one that is known add nothing but time.
                    None => known.push(*i),
                }
            }
        }
    }
    alike.sort_unstable();
    // Where an article stands, or the earlier one that it is a copy of.
    let mut source: Vec<usize> = (0..sketched.len()).collect();
    for (i, other) in alike {
        source[i] = source[i].min(source[other]);
    }
    let mut copies = BTreeMap::new();
    for (i, of) in source.iter().enumerate().filter(|(i, of)| *of != i) {
        copies.insert(sketched[i].0.to_owned(), sketched[*of].0.to_owned());
    }
    copies
}

/// The share of numbers that two sketches have in common.
fn in_common(a: &[u16], b: &[u16]) -> f32 {
    a.iter().zip(b).filter(|(a, b)| a == b).count() as f32 / FUNCTIONS as f32
}

/// FNV-1a, the same on every machine and in every version.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// The finaliser of SplitMix64 (Steele, Lea & Flood 2014).
fn mix(mut n: u64) -> u64 {
    n = n.wrapping_add(0x9e37_79b9_7f4a_7c15);
    n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    n ^ (n >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_article_has_the_sketch_of_all_its_shingles() {
        let text: String = (0..3 * STRETCH + 5).map(|i| format!("w{} ", i * i % 7919)).collect();
        let words: Vec<Rc<Folded>> = folded(&text).collect();
        let mut least = [u64::MAX; FUNCTIONS];
        lower(&mut least, &words.iter().map(|word| hash(word.stem.as_bytes())).collect::<Vec<_>>());
        let whole = Sketch(least.iter().map(|least| (mix(*least) & 0xffff) as u16).collect());
        for sentence in [7, STRETCH, words.len()] {
            let mut sketching = Sketching::default();
            words.chunks(sentence).for_each(|statement| sketching.take(statement));
            assert_eq!(sketching.sketch().as_ref(), Some(&whole), "sentences of {sentence} words");
        }
    }
}

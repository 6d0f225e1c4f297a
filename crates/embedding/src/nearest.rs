//! The rows nearest to a question, by looking at every one.
//!
//! A graph of neighbours (HNSW) would answer millions of rows faster, but it is approximate, has to be built and kept, and
//! filters badly. Looking at all of 100,000 rows takes about two milliseconds, in any order of them, with any filter, and the
//! answer is exact.

use crate::int8::Int8;
use crate::simd::{Level, by_level};
use rayon::prelude::*;
use std::cmp::Ordering;

/// Rows of quantised vectors, one after another, as in a mapped file.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    bytes: &'a [u8],
    dimension: usize,
}

/// A row that is near.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nearest {
    /// Its number, from 0 on.
    pub row: usize,
    /// Its cosine to the question's vector.
    pub cosine: f32,
}

/// Rows that one thread looks at in one go.
const SHARE: usize = 8192;
/// Rows whose products are taken before they are compared.
const BLOCK: usize = 128;

impl<'a> Rows<'a> {
    /// Takes the bytes of whole rows; none where there is a part of one too many, or the dimension is 0.
    ///
    /// ```
    /// use rolecall_embedding::{Int8, Rows, Vector};
    /// let mut bytes = Vec::new();
    /// for direction in [[1.0, 0.0], [0.0, 1.0], [0.7, 0.7]] {
    ///     Int8::new(&Vector::new(direction.to_vec())).write_row(&mut bytes);
    /// }
    /// let rows = Rows::new(&bytes, 2).expect("three whole rows");
    /// let question = Int8::new(&Vector::new(vec![0.1, 0.9]));
    /// let nearest: Vec<usize> = rows.nearest(&question, 2, |row| row != 1).iter().map(|n| n.row).collect();
    /// assert_eq!(nearest, [2, 0]);
    /// ```
    pub fn new(bytes: &'a [u8], dimension: usize) -> Option<Self> {
        let whole = dimension > 0 && bytes.len().is_multiple_of(Int8::row_length(dimension));
        whole.then_some(Self { bytes, dimension })
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.bytes.len() / Int8::row_length(self.dimension)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The vector of a row; none beyond the last.
    pub fn get(&self, row: usize) -> Option<Int8> {
        let length = Int8::row_length(self.dimension);
        Int8::from_row(self.bytes.get(row.checked_mul(length)?..)?.get(..length)?)
    }

    /// The cosine of one row to `question`; none beyond the last row or where the dimensions differ.
    pub fn cosine(&self, row: usize, question: &Int8) -> Option<f32> {
        let row = self.get(row)?;
        (question.numbers().len() == self.dimension).then(|| row.cosine(question))
    }

    /// The `most` rows that `keep` lets through with the highest cosines, highest first; of equal ones the earlier row first.
    ///
    /// `keep` is asked only about rows that would be among them. A question of another dimension has no nearest rows.
    pub fn nearest(&self, question: &Int8, most: usize, keep: impl Fn(usize) -> bool + Sync) -> Vec<Nearest> {
        if most == 0 || question.numbers().len() != self.dimension {
            return Vec::new();
        }
        let wide: Vec<i16> = question.numbers().iter().map(|n| i16::from(*n)).collect();
        let length = Int8::row_length(self.dimension);
        let share = |(at, bytes): (usize, &[u8])| {
            let mut best = Best { most, least: f32::NEG_INFINITY, rows: Vec::new() };
            let mut cosines = [0.0; BLOCK];
            for (block, bytes) in bytes.chunks(length * BLOCK).enumerate() {
                let cosines = &mut cosines[..bytes.len() / length];
                cosines_of(bytes, &wide, question.scale(), cosines);
                for (i, cosine) in cosines.iter().enumerate() {
                    let row = at * SHARE + block * BLOCK + i;
                    if *cosine > best.least && keep(row) {
                        best.push(Nearest { row, cosine: *cosine });
                    }
                }
            }
            best.rows
        };
        let mut best: Vec<Nearest> = if self.len() <= SHARE {
            share((0, self.bytes))
        } else {
            self.bytes.par_chunks(length * SHARE).enumerate().flat_map_iter(share).collect()
        };
        cut(&mut best, most);
        best.sort_unstable_by(better);
        best
    }
}

/// The best rows so far, and up to as many again that may be.
struct Best {
    most: usize,
    /// Rows come in order, so one that is only as good as the worst of the best comes too late.
    least: f32,
    rows: Vec<Nearest>,
}

impl Best {
    fn push(&mut self, row: Nearest) {
        self.rows.push(row);
        if self.rows.len() >= self.most.saturating_mul(2) {
            cut(&mut self.rows, self.most);
            self.least = self.rows.iter().fold(f32::INFINITY, |least, row| least.min(row.cosine));
        }
    }
}

/// Keeps the best `most` in any order, in time linear in their number.
fn cut(rows: &mut Vec<Nearest>, most: usize) {
    if rows.len() > most {
        rows.select_nth_unstable_by(most, better);
        rows.truncate(most);
    }
}

fn better(a: &Nearest, b: &Nearest) -> Ordering {
    b.cosine.total_cmp(&a.cosine).then(a.row.cmp(&b.row))
}

by_level! {
    /// The cosine of each row in `bytes` to a question of these numbers and this scale.
    cosines_of = cosines_at(bytes: &[u8], question: &[i16], scale: f32, cosines: &mut [f32])
}

#[inline(always)]
fn cosines_at<L: Level>(bytes: &[u8], question: &[i16], scale: f32, cosines: &mut [f32]) {
    let rows = bytes.chunks_exact(Int8::row_length(question.len()));
    for (row, cosine) in rows.zip(cosines) {
        let (numbers, row_scale) = row.split_at(question.len());
        let products = numbers.iter().zip(question).map(|(a, b)| i32::from(a.cast_signed()) * i32::from(*b));
        let sum: i32 = products.sum();
        let row_scale = row_scale.first_chunk().map_or(0.0, |bytes| f32::from_le_bytes(*bytes));
        *cosine = sum as f32 * (scale * row_scale);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vector::Vector;

    /// Numbers that look random and are the same everywhere.
    fn vectors(count: usize, dimension: usize) -> Vec<Int8> {
        let mut state = 1_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 40) as f32 / (1 << 23) as f32 - 1.0
        };
        let vector = |_| Int8::new(&Vector::new((0..dimension).map(|_| next()).collect()));
        (0..count).map(vector).collect()
    }

    fn bytes(vectors: &[Int8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        vectors.iter().for_each(|v| v.write_row(&mut bytes));
        bytes
    }

    #[test]
    fn the_nearest_are_those_that_sorting_all_gives() {
        for (count, dimension, most) in [(20_000, 24, 10), (20_000, 24, 500), (300, 7, 1), (5, 384, 10), (0, 3, 4)] {
            let vectors = vectors(count + 1, dimension);
            let (question, vectors) = vectors.split_last().expect("at least one");
            let bytes = bytes(vectors);
            let rows = Rows::new(&bytes, dimension).expect("whole rows");
            let keep = |row: usize| !row.is_multiple_of(3);
            let mut all: Vec<Nearest> = (0..count)
                .filter(|row| keep(*row))
                .map(|row| Nearest { row, cosine: vectors[row].cosine(question) })
                .collect();
            all.sort_by(better);
            all.truncate(most);
            assert_eq!(rows.nearest(question, most, keep), all);
        }
    }

    #[test]
    fn of_equal_rows_the_earlier_ones_are_taken() {
        let one = vectors(1, 16);
        let bytes = bytes(&vec![one[0].clone(); 30_000]);
        let rows = Rows::new(&bytes, 16).expect("whole rows");
        let found: Vec<usize> = rows.nearest(&one[0], 5, |_| true).iter().map(|n| n.row).collect();
        assert_eq!(found, [0, 1, 2, 3, 4]);
    }

    #[test]
    fn parts_of_rows_and_other_dimensions_are_refused() {
        let vectors = vectors(2, 16);
        let bytes = bytes(&vectors);
        assert!(Rows::new(&bytes[1..], 16).is_none() && Rows::new(&[], 0).is_none());
        let rows = Rows::new(&bytes, 16).expect("whole rows");
        assert_eq!((rows.len(), rows.get(1), rows.get(2)), (2, Some(vectors[1].clone()), None));
        let other = Int8::new(&Vector::new(vec![1.0; 15]));
        assert!(rows.nearest(&other, 5, |_| true).is_empty() && rows.cosine(0, &other).is_none());
        assert!(rows.cosine(0, &vectors[0]).is_some_and(|cosine| (cosine - 1.0).abs() < 0.01));
    }
}

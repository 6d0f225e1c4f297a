//! BM25 as the engine in this process computes it, to the bit.
//!
//! A cluster's own scores differ from those in two things. Its mean length of a field, and its count of documents, are those of the
//! documents that have the field at all, here they are those of all; and it adds up in another order. So its scores choose the
//! candidates, and each of these is scored once more from the words it is sent with. Lengths are rounded in the same way by both:
//! a byte each, as Lucene has had it since version 7.

const K1: f32 = 1.2;
const B: f32 = 0.75;

/// What a term is worth in a field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Weight {
    weight: f32,
    mean: f32,
}

impl Weight {
    /// Of a term that `frequency` of `documents` documents have in a field of `tokens` tokens in all.
    pub(crate) fn new(frequency: u64, documents: u64, tokens: u64, boost: f32) -> Self {
        let weight = idf(frequency, documents) * (1.0 + K1);
        let weight = if boost == 1.0 { weight } else { weight * boost };
        Self { weight, mean: tokens as f32 / documents as f32 }
    }

    /// Where it stands `often` times among `length` tokens.
    pub(crate) fn score(self, often: u32, length: u32) -> f32 {
        let often = often as f32;
        let norm = K1 * (1.0 - B + B * rounded(length) as f32 / self.mean);
        self.weight * (often / (often + norm))
    }
}

/// How much a term says that `frequency` of `documents` documents have.
pub(crate) fn idf(frequency: u64, documents: u64) -> f32 {
    let frequency = frequency.min(documents);
    (1.0 + ((documents - frequency) as f32 + 0.5) / (frequency as f32 + 0.5)).ln()
}

/// A length as a byte keeps it: exact below 40, then its four highest bits (Lucene's `SmallFloat.intToByte4`).
pub(crate) fn rounded(length: u32) -> u32 {
    /// Lengths below this are numbers of their own.
    const FREE: u32 = 24;
    let Some(above) = length.checked_sub(FREE) else { return length };
    let shift = (u32::BITS - above.leading_zeros()).saturating_sub(4);
    FREE + (above >> shift << shift)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_rounded_down_to_what_a_byte_can_tell() {
        let table =
            [(0, 0), (23, 23), (39, 39), (40, 40), (41, 40), (42, 42), (56, 56), (59, 56), (60, 60), (1000, 984)];
        for (length, kept) in table {
            assert_eq!(rounded(length), kept, "{length}");
        }
    }

    #[test]
    fn rare_terms_and_short_fields_score_more_and_nothing_is_below_zero() {
        let weight = |frequency| Weight::new(frequency, 100, 1000, 1.0);
        assert!(weight(1).score(1, 10) > weight(50).score(1, 10));
        assert!(weight(1).score(1, 5) > weight(1).score(1, 10));
        assert!(weight(100).score(1, 10) > 0.0 && weight(1).score(0, 10) == 0.0);
        // ln(1 + 99.5 / 1.5) · 2.2 · 1 / (1 + 1.2), at the mean length.
        assert!((weight(1).score(1, 10) - 4.209_654).abs() < 1e-4, "{}", weight(1).score(1, 10));
    }
}

//! A vector in a quarter of its memory: whole numbers from -127 to 127 and a scale.
//!
//! A scale for each vector makes its largest number 127. Of the ten nearest of 15,030 sentences it keeps 96.7 % (the rest
//! change places with the eleventh, at cosines 0.003 apart), against 94.6 % for one scale of 1/127 for all, and no number is
//! ever cut off, as it may be with one tighter scale.

use crate::vector::Vector;

/// A quantised vector.
///
/// On disk it is a *row*: the numbers, a byte each, then the scale as a little-endian `f32`. Rows of one dimension have one
/// length, so an array of them needs no other index.
#[derive(Clone, Debug, PartialEq)]
pub struct Int8 {
    numbers: Vec<i8>,
    scale: f32,
}

impl Int8 {
    /// Rounds each number to the nearest multiple of the largest one's 127th.
    ///
    /// ```
    /// use rolecall_embedding::{Int8, Vector};
    /// let vector = Vector::new(vec![0.6, -0.8]);
    /// let small = Int8::new(&vector);
    /// assert_eq!(small.numbers(), [95, -127]);
    /// assert!((small.cosine(&small) - 1.0).abs() < 0.01);
    /// ```
    pub fn new(vector: &Vector) -> Self {
        let largest = vector.as_slice().iter().fold(0.0_f32, |largest, n| largest.max(n.abs()));
        if largest == 0.0 {
            return Self { numbers: vec![0; vector.as_slice().len()], scale: 0.0 };
        }
        let scale = largest / 127.0;
        Self { numbers: vector.as_slice().iter().map(|n| (n / scale).round() as i8).collect(), scale }
    }

    /// The whole numbers.
    pub fn numbers(&self) -> &[i8] {
        &self.numbers
    }

    /// What the numbers are multiplied by.
    pub fn scale(&self) -> f32 {
        self.scale
    }

    /// The cosine to another vector of the same dimension, 0.003 off at most for sentences.
    pub fn cosine(&self, other: &Self) -> f32 {
        let products = self.numbers.iter().zip(&other.numbers).map(|(a, b)| i32::from(*a) * i32::from(*b));
        products.sum::<i32>() as f32 * (self.scale * other.scale)
    }

    /// The bytes of a row of this many numbers.
    ///
    /// ```
    /// assert_eq!(rolecall_embedding::Int8::row_length(384), 388);
    /// ```
    pub const fn row_length(dimension: usize) -> usize {
        dimension + size_of::<f32>()
    }

    /// Adds this vector's row to `bytes`.
    ///
    /// ```
    /// use rolecall_embedding::{Int8, Vector};
    /// let small = Int8::new(&Vector::new(vec![0.6, -0.8]));
    /// let mut bytes = Vec::new();
    /// small.write_row(&mut bytes);
    /// assert_eq!(Int8::from_row(&bytes), Some(small));
    /// ```
    pub fn write_row(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.numbers.iter().map(|n| n.cast_unsigned()));
        bytes.extend(self.scale.to_le_bytes());
    }

    /// Reads a row; none where it is shorter than a scale, or the scale is not a number.
    pub fn from_row(row: &[u8]) -> Option<Self> {
        let (numbers, scale) = row.split_last_chunk()?;
        let scale = f32::from_le_bytes(*scale);
        scale.is_finite().then(|| Self { numbers: numbers.iter().map(|b| b.cast_signed()).collect(), scale })
    }

    /// The vector that this one stands for, within the rounding.
    pub fn to_vector(&self) -> Vector {
        Vector::new(self.numbers.iter().map(|n| f32::from(*n) * self.scale).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_at_most_half_a_step() {
        let vector = Vector::new((0..384).map(|i| ((i * 37 % 101) as f32 - 50.0) / 50.0).collect());
        let small = Int8::new(&vector);
        for (number, rounded) in vector.as_slice().iter().zip(small.numbers()) {
            assert!((number - f32::from(*rounded) * small.scale()).abs() <= small.scale() * 0.5001);
        }
        assert!(vector.cosine(&small.to_vector()) > 0.9999);
    }

    #[test]
    fn a_vector_of_zeros_stays_one() {
        let small = Int8::new(&Vector::new(vec![0.0; 3]));
        assert_eq!((small.numbers(), small.cosine(&small)), ([0, 0, 0].as_slice(), 0.0));
        assert_eq!(small.to_vector().as_slice(), [0.0; 3]);
    }

    #[test]
    fn rows_cut_short_or_without_a_finite_scale_are_none() {
        assert_eq!(Int8::from_row(&[1, 2, 3]), None);
        assert_eq!(Int8::from_row(&[1, 0, 0, 0xc0, 0x7f]), None);
        assert!(Int8::from_row(&[0, 0, 0, 0]).is_some_and(|empty| empty.numbers().is_empty()));
    }
}

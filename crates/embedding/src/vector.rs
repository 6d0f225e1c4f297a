//! What a sentence becomes.

use crate::ops::dot_f32;

/// The direction of a sentence's meaning: numbers whose squares add up to 1 (or to 0, for a vector of zeros).
#[derive(Clone, Debug, PartialEq)]
pub struct Vector(Vec<f32>);

impl Vector {
    /// Brings numbers to length 1.
    ///
    /// ```
    /// let vector = rolecall_embedding::Vector::new(vec![3.0, 4.0]);
    /// assert_eq!(vector.as_slice(), [0.6, 0.8]);
    /// ```
    pub fn new(mut numbers: Vec<f32>) -> Self {
        let length = dot_f32(&numbers, &numbers).sqrt();
        if length > 0.0 {
            numbers.iter_mut().for_each(|n| *n /= length);
        }
        Self(numbers)
    }

    /// Takes numbers that are of length 1 already.
    pub(crate) fn unit(numbers: Vec<f32>) -> Self {
        Self(numbers)
    }

    /// The numbers.
    pub fn as_slice(&self) -> &[f32] {
        &self.0
    }

    /// The cosine of the angle to a vector of the same dimension: 1 the same direction, 0 nothing in common.
    ///
    /// ```
    /// use rolecall_embedding::Vector;
    /// let (east, north) = (Vector::new(vec![1.0, 0.0]), Vector::new(vec![0.0, 2.0]));
    /// assert_eq!((east.cosine(&east), east.cosine(&north)), (1.0, 0.0));
    /// ```
    pub fn cosine(&self, other: &Self) -> f32 {
        dot_f32(&self.0, &other.0)
    }

    /// The direction between several vectors of one dimension: their sum, brought to length 1. None of none.
    pub fn mean<'a>(vectors: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        let mut vectors = vectors.into_iter();
        let mut sum = vectors.next()?.0.clone();
        for vector in vectors {
            sum.iter_mut().zip(&vector.0).for_each(|(sum, n)| *sum += n);
        }
        Some(Self::new(sum))
    }
}

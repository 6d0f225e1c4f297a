//! What answers are measured against: the plain ways to find a role, over the same statements, in the same run.

use anyhow::Result;
use rolecall_embedding::{Embed, Int8, MiniLm, Rows, Vector};
use rolecall_language::terms;
use std::collections::HashMap;

/// BM25 (Robertson & Zaragoza 2009) with k1 = 1.2 and b = 0.75 over documents of stems.
pub(super) struct Bm25 {
    /// Stem → (document, how often).
    postings: HashMap<String, Vec<(usize, f32)>>,
    lengths: Vec<f32>,
    mean: f32,
}

impl Bm25 {
    pub(super) fn new<'t>(documents: impl IntoIterator<Item = &'t str>) -> Self {
        let mut postings: HashMap<String, Vec<(usize, f32)>> = HashMap::new();
        let mut lengths = Vec::new();
        for (i, text) in documents.into_iter().enumerate() {
            let words = terms(text);
            lengths.push(words.len() as f32);
            let mut counts: HashMap<String, f32> = HashMap::new();
            words.into_iter().for_each(|w| *counts.entry(w.stem).or_default() += 1.0);
            counts.into_iter().for_each(|(stem, n)| postings.entry(stem).or_default().push((i, n)));
        }
        let mean = lengths.iter().sum::<f32>() / lengths.len().max(1) as f32;
        Self { postings, lengths, mean }
    }

    /// The score of every document.
    pub(super) fn scores(&self, question: &str) -> Vec<f32> {
        let mut scores = vec![0.0; self.lengths.len()];
        let mut stems: Vec<String> = terms(question).into_iter().map(|t| t.stem).collect();
        stems.sort();
        stems.dedup();
        let total = self.lengths.len() as f32;
        for postings in stems.iter().filter_map(|stem| self.postings.get(stem)) {
            let n = postings.len() as f32;
            let rarity = (1.0 + (total - n + 0.5) / (n + 0.5)).ln();
            for (i, count) in postings {
                let length = 0.25 + 0.75 * self.lengths[*i] / self.mean;
                scores[*i] += rarity * count * 2.2 / (count + 1.2 * length);
            }
        }
        scores
    }
}

/// The vectors of texts.
pub(super) fn embed(model: &MiniLm, texts: &[&str]) -> Result<Vec<Vector>> {
    let mut vectors = Vec::with_capacity(texts.len());
    for some in texts.chunks(512) {
        vectors.extend(model.embed(some)?);
    }
    Ok(vectors)
}

/// The cosine of every vector to `question`.
pub(super) fn cosines(rows: &[u8], question: &Vector) -> Vec<f32> {
    let question = Int8::new(question);
    let Some(rows) = Rows::new(rows, question.numbers().len()) else { return Vec::new() };
    (0..rows.len()).map(|i| rows.cosine(i, &question).unwrap_or(0.0)).collect()
}

/// Vectors as rows, to be compared with questions.
pub(super) fn rows(vectors: &[Vector]) -> Vec<u8> {
    let mut bytes = Vec::new();
    vectors.iter().for_each(|v| Int8::new(v).write_row(&mut bytes));
    bytes
}

/// The rank (from 0) of the best of `right` among documents that belong to a group each, best first; a group stands where
/// its best document does. None where no right one has a score above 0.
pub(super) fn rank<G: Eq + std::hash::Hash + Copy>(
    scores: &[f32],
    groups: impl Fn(usize) -> Option<G>,
    right: impl Fn(G) -> bool,
) -> Option<usize> {
    let mut order: Vec<usize> = (0..scores.len()).filter(|i| scores[*i] > 0.0).collect();
    order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
    let mut seen: Vec<G> = Vec::new();
    for group in order.into_iter().filter_map(groups) {
        if seen.contains(&group) {
            continue;
        }
        if right(group) {
            return Some(seen.len());
        }
        seen.push(group);
    }
    None
}

/// Scores brought to 0 for the least and 1 for the most.
pub(super) fn scaled(scores: &[f32]) -> Vec<f32> {
    let (least, most) = scores.iter().fold((f32::MAX, f32::MIN), |(l, m), s| (l.min(*s), m.max(*s)));
    scores.iter().map(|s| (s - least) / (most - least).max(f32::EPSILON)).collect()
}

/// What a rank is worth.
type Measure = fn(&Option<usize>) -> f64;

/// First, among the first five, and mean reciprocal rank of `ranks`, each with the 95 % interval of 1,000 resamples.
pub(super) fn line(ranks: &[Option<usize>]) -> String {
    let measures: [(&str, Measure); 3] = [
        ("@1", |r| f64::from(u8::from(*r == Some(0)))),
        ("@5", |r| f64::from(u8::from(r.is_some_and(|r| r < 5)))),
        ("MRR", |r| r.map_or(0.0, |r| 1.0 / (r + 1) as f64)),
    ];
    let told = measures.iter().map(|(name, of)| {
        let values: Vec<f64> = ranks.iter().map(of).collect();
        let (mean, low, high) = interval(&values);
        format!("{name} {mean:.3} [{low:.2} {high:.2}]")
    });
    told.collect::<Vec<_>>().join("  ")
}

/// The mean and its 95 % interval by the percentile bootstrap (Efron 1979), the same at every run.
pub(super) fn interval(values: &[f64]) -> (f64, f64, f64) {
    const RESAMPLES: usize = 1000;
    if values.is_empty() {
        return (0.0, 0.0, 0.0);
    }
    let mut state = 1_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % values.len()
    };
    let n = values.len() as f64;
    let mut means: Vec<f64> =
        (0..RESAMPLES).map(|_| (0..values.len()).map(|_| values[next()]).sum::<f64>() / n).collect();
    means.sort_by(f64::total_cmp);
    (values.iter().sum::<f64>() / n, means[RESAMPLES / 40], means[RESAMPLES - RESAMPLES / 40 - 1])
}

//! What stands between the matrix products of a transformer, each compiled for the processor at hand.

use crate::kernel::{PANEL, Rows, pack, pack_bytes, times_panel};
use crate::simd::{Level, by_level, fused};
use rayon::prelude::*;

/// Numbers that are summed side by side. Fixed, so that a sum has the same bits whatever the width of the registers.
const LANES: usize = 16;

by_level! {
    /// `out = x · Wᵀ + bias` for `m` rows of `x`, with `W` as rows of `k` numbers in a file's bytes, one row an output.
    ///
    /// `x` is `m × k`, `out` is `m × bias.len()`, `panel` is scratch. The number of outputs is a multiple of 32.
    linear = linear_at(m: usize, x: &[f32], weights: &[[u8; 4]], bias: &[f32], out: &mut [f32], panel: &mut Vec<[f32; PANEL]>)
}

#[inline(always)]
fn linear_at<L: Level>(
    m: usize,
    x: &[f32],
    weights: &[[u8; 4]],
    bias: &[f32],
    out: &mut [f32],
    panel: &mut Vec<[f32; PANEL]>,
) {
    let n = bias.len();
    let k = weights.len() / n;
    panel.resize(k, [0.0; PANEL]);
    let (starts, _) = bias.as_chunks::<PANEL>();
    for (at, start) in starts.iter().enumerate() {
        pack_bytes(&weights[at * PANEL * k..][..PANEL * k], panel);
        times_panel::<L>(m, Rows { data: x, stride: k }, panel, start, &mut out[at * PANEL..], n);
    }
}

/// As [`linear`], its outputs shared among all threads: for one sentence, whose time goes into reading the weights.
pub(crate) fn linear_shared(m: usize, x: &[f32], weights: &[[u8; 4]], bias: &[f32], out: &mut [f32]) {
    let n = bias.len();
    let columns = n.div_ceil(rayon::current_num_threads()).next_multiple_of(PANEL);
    let part = |(weights, bias): (&[[u8; 4]], &[f32])| {
        let mut out = vec![0.0; m * bias.len()];
        linear(m, x, weights, bias, &mut out, &mut Vec::new());
        out
    };
    let weights = weights.par_chunks(columns * (weights.len() / n));
    let parts: Vec<Vec<f32>> = weights.zip(bias.par_chunks(columns)).map(part).collect();
    for (at, part) in parts.iter().enumerate() {
        let rows = part.chunks_exact(part.len() / m);
        for (row, out) in rows.zip(out.chunks_exact_mut(n)) {
            out[at * columns..][..row.len()].copy_from_slice(row);
        }
    }
}

/// Memory that attention over one sentence needs.
#[derive(Default)]
pub(crate) struct AttentionScratch {
    keys: Vec<[f32; PANEL]>,
    values: Vec<[f32; PANEL]>,
    scores: Vec<f32>,
}

by_level! {
    /// Attention of one sentence over itself: for each head, `softmax(q · kᵀ / √32) · v`.
    ///
    /// `q`, `k`, `v` and `out` are `tokens × width`, with the heads' 32 numbers side by side.
    attend = attend_at(width: usize, q: &[f32], k: &[f32], v: &[f32], out: &mut [f32], scratch: &mut AttentionScratch)
}

/// Numbers of a head; the width of a panel, so that a head's values are a panel as they stand.
pub(crate) const HEAD: usize = PANEL;

#[inline(always)]
fn attend_at<L: Level>(width: usize, q: &[f32], k: &[f32], v: &[f32], out: &mut [f32], scratch: &mut AttentionScratch) {
    let tokens = q.len() / width;
    let padded = tokens.next_multiple_of(PANEL);
    let zeros = [0.0; PANEL];
    let AttentionScratch { keys, values, scores } = scratch;
    keys.resize(HEAD, [0.0; PANEL]);
    values.resize(tokens, [0.0; PANEL]);
    scores.resize(tokens * padded, 0.0);
    for head in (0..width).step_by(HEAD) {
        for first in (0..tokens).step_by(PANEL) {
            let count = PANEL.min(tokens - first);
            pack(Rows { data: &k[first * width + head..], stride: width }, count, keys);
            let x = Rows { data: &q[head..], stride: width };
            times_panel::<L>(tokens, x, keys, &zeros, &mut scores[first..], padded);
        }
        for row in scores.chunks_exact_mut(padded) {
            softmax::<L>(&mut row[..tokens], 1.0 / (HEAD as f32).sqrt());
        }
        for (value, row) in values.iter_mut().zip(v.chunks_exact(width)) {
            value.copy_from_slice(&row[head..head + HEAD]);
        }
        let x = Rows { data: scores, stride: padded };
        times_panel::<L>(tokens, x, values, &zeros, &mut out[head..], width);
    }
}

/// `exp(scale · (x - max)) / Σ`, in place.
#[inline(always)]
fn softmax<L: Level>(row: &mut [f32], scale: f32) {
    let mut highest = [f32::MIN; LANES];
    let (chunks, rest) = row.as_chunks::<LANES>();
    for chunk in chunks {
        for i in 0..LANES {
            highest[i] = if chunk[i] > highest[i] { chunk[i] } else { highest[i] };
        }
    }
    let highest = rest.iter().chain(&highest).fold(f32::MIN, |a, b| if *b > a { *b } else { a });
    let (chunks, rest) = row.as_chunks_mut::<LANES>();
    for chunk in chunks {
        for value in chunk {
            *value = exp::<L>((*value - highest) * scale);
        }
    }
    for value in rest {
        *value = exp::<L>((*value - highest) * scale);
    }
    let total = 1.0 / sum(row);
    for value in row {
        *value *= total;
    }
}

by_level! {
    /// `x = x · Φ(x)` in place, with Φ the normal distribution's (GELU as BERT has it, not its approximation by tanh).
    gelu = gelu_at(x: &mut [f32])
}

#[inline(always)]
fn gelu_at<L: Level>(x: &mut [f32]) {
    let (chunks, rest) = x.as_chunks_mut::<LANES>();
    for chunk in chunks {
        for value in chunk {
            *value *= normal::<L>(*value);
        }
    }
    for value in rest {
        *value *= normal::<L>(*value);
    }
}

/// Φ(x) = (1 + erf(x / √2)) / 2, to 1e-7.
///
/// Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26.
#[inline(always)]
fn normal<L: Level>(x: f32) -> f32 {
    let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / fused::<L>(0.327_591_1, z, 1.0);
    let mut p = fused::<L>(1.061_405_4, t, -1.453_152_1);
    p = fused::<L>(p, t, 1.421_413_8);
    p = fused::<L>(p, t, -0.284_496_72);
    p = fused::<L>(p, t, 0.254_829_6);
    let tail = 0.5 * p * t * exp::<L>(-z * z);
    if x < 0.0 { tail } else { 1.0 - tail }
}

/// eˣ to 2 units in the last place, for x ≤ 88; 0 below -87.
///
/// x = n·ln 2 + f with |f| ≤ ln 2 / 2; 2ⁿ is written into the exponent, e^f is a polynomial (S. Moshier, Cephes, `expf`).
#[inline(always)]
fn exp<L: Level>(x: f32) -> f32 {
    // Adding and taking away 1.5 · 2²³ rounds to a whole number.
    const ROUND: f32 = 12_582_912.0;
    let clamped = if x < -87.0 { -87.0 } else { x };
    let shifted = fused::<L>(clamped, std::f32::consts::LOG2_E, ROUND);
    let n = shifted - ROUND;
    let f = fused::<L>(n, -0.693_359_4, clamped);
    let f = fused::<L>(n, 2.121_944_4e-4, f);
    let mut p = fused::<L>(1.987_569_1e-4, f, 1.398_199_9e-3);
    p = fused::<L>(p, f, 8.333_452e-3);
    p = fused::<L>(p, f, 4.166_579_6e-2);
    p = fused::<L>(p, f, 0.166_666_65);
    p = fused::<L>(p, f, 0.5);
    let value = fused::<L>(p * f, f, f + 1.0);
    // The last bits of `shifted` are n; what stands above them falls out.
    let power = f32::from_bits(shifted.to_bits().wrapping_add(127) << 23);
    if x < -87.0 { 0.0 } else { value * power }
}

by_level! {
    /// Adds `more` to `x` and normalises each row of `scale.len()` numbers: `x = (x - mean) / √(variance + 1e-12) · scale + shift`.
    add_and_normalise = add_and_normalise_at(x: &mut [f32], more: &[f32], scale: &[f32], shift: &[f32])
}

#[inline(always)]
fn add_and_normalise_at<L: Level>(x: &mut [f32], more: &[f32], scale: &[f32], shift: &[f32]) {
    let width = scale.len();
    for (row, more) in x.chunks_exact_mut(width).zip(more.chunks_exact(width)) {
        for (value, more) in row.iter_mut().zip(more) {
            *value += more;
        }
        let mean = sum(row) / width as f32;
        for value in row.iter_mut() {
            *value -= mean;
        }
        let variance = dot::<L>(row, row) / width as f32;
        let factor = 1.0 / (variance + 1e-12).sqrt();
        for ((value, scale), shift) in row.iter_mut().zip(scale).zip(shift) {
            *value = fused::<L>(*value * factor, *scale, *shift);
        }
    }
}

by_level! {
    /// The mean of the rows of `width` numbers, brought to length 1. Of no rows, or of rows that cancel out, zeros.
    pool = pool_at(width: usize, rows: &[f32]) -> Vec<f32>
}

#[inline(always)]
fn pool_at<L: Level>(width: usize, rows: &[f32]) -> Vec<f32> {
    let mut mean = vec![0.0; width];
    for row in rows.chunks_exact(width) {
        for (mean, value) in mean.iter_mut().zip(row) {
            *mean += value;
        }
    }
    // The mean's own divisor falls away when the length is brought to 1.
    let length = dot::<L>(&mean, &mean).sqrt();
    if length > 0.0 {
        for value in &mut mean {
            *value /= length;
        }
    }
    mean
}

by_level! {
    /// The sum of products of two slices, as far as the shorter one goes.
    dot_f32 = dot(a: &[f32], b: &[f32]) -> f32
}

#[inline(always)]
fn dot<L: Level>(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0; LANES];
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<LANES>(), b.as_chunks::<LANES>());
    for (a, b) in a.iter().zip(b) {
        for i in 0..LANES {
            lanes[i] = fused::<L>(a[i], b[i], lanes[i]);
        }
    }
    let rest: f32 = a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum();
    fold(lanes) + rest
}

#[inline(always)]
fn sum(x: &[f32]) -> f32 {
    let mut lanes = [0.0; LANES];
    let (chunks, rest) = x.as_chunks::<LANES>();
    for chunk in chunks {
        for i in 0..LANES {
            lanes[i] += chunk[i];
        }
    }
    fold(lanes) + rest.iter().sum::<f32>()
}

/// The sum of the lanes, in halves.
#[inline(always)]
fn fold(lanes: [f32; LANES]) -> f32 {
    let mut lanes = lanes;
    for half in [8, 4, 2, 1] {
        for i in 0..half {
            lanes[i] += lanes[i + half];
        }
    }
    lanes[0]
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "x86_64")]
    use crate::simd::{Wide, Widest};

    /// Numbers between -1 and 1 that look random and are the same everywhere.
    fn numbers(count: usize, seed: u64) -> Vec<f32> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 40) as f32 / (1 << 23) as f32 - 1.0
        };
        (0..count).map(|_| next()).collect()
    }

    fn close(found: &[f32], expected: &[f64], by: f64) {
        assert_eq!(found.len(), expected.len());
        for (at, (f, e)) in found.iter().zip(expected).enumerate() {
            assert!((f64::from(*f) - e).abs() < by, "number {at}: {f} instead of {e}");
        }
    }

    #[test]
    fn linear_is_the_matrix_product_for_any_number_of_rows() {
        let (k, n) = (36, 64);
        let (weights, bias) = (numbers(n * k, 1), numbers(n, 2));
        let bytes: Vec<[u8; 4]> = weights.iter().map(|w| w.to_le_bytes()).collect();
        for m in [1, 2, 5, 6, 7, 11, 13, 40] {
            let x = numbers(m * k, 3);
            let mut out = vec![0.0; m * n];
            linear(m, &x, &bytes, &bias, &mut out, &mut Vec::new());
            let mut expected = Vec::new();
            for row in x.chunks(k) {
                for (weights, bias) in weights.chunks(k).zip(&bias) {
                    let products = row.iter().zip(weights).map(|(a, b)| f64::from(*a) * f64::from(*b));
                    expected.push(products.sum::<f64>() + f64::from(*bias));
                }
            }
            close(&out, &expected, 1e-5);
        }
    }

    #[test]
    #[cfg(target_arch = "x86_64")]
    fn every_width_of_registers_gives_the_same_bits() {
        let (m, k, n) = (7, 40, 64);
        let (x, bias) = (numbers(m * k, 4), numbers(n, 5));
        let weights: Vec<[u8; 4]> = numbers(n * k, 6).iter().map(|w| w.to_le_bytes()).collect();
        let (mut widest, mut wide) = (vec![0.0; m * n], vec![0.0; m * n]);
        linear_at::<Widest>(m, &x, &weights, &bias, &mut widest, &mut Vec::new());
        linear_at::<Wide>(m, &x, &weights, &bias, &mut wide, &mut Vec::new());
        assert_eq!(widest, wide);
        gelu_at::<Widest>(&mut widest);
        gelu_at::<Wide>(&mut wide);
        assert_eq!(widest, wide);
        assert_eq!(dot::<Widest>(&widest, &wide).to_bits(), dot::<Wide>(&widest, &wide).to_bits());
        if is_x86_feature_detected!("fma") {
            let mut here = vec![0.0; m * n];
            linear(m, &x, &weights, &bias, &mut here, &mut Vec::new());
            gelu(&mut here);
            assert_eq!(here, wide);
        }
    }

    #[test]
    fn attention_weighs_values_by_the_softmax_of_products() {
        let width = 2 * HEAD;
        for tokens in [1, 3, 32, 33, 70] {
            let [q, k, v] = [7, 8, 9].map(|seed| numbers(tokens * width, seed));
            let mut out = vec![0.0; tokens * width];
            // Scratch of a longer sentence must not show.
            let mut scratch = AttentionScratch::default();
            attend(
                width,
                &numbers(90 * width, 1),
                &numbers(90 * width, 2),
                &numbers(90 * width, 3),
                &mut vec![0.0; 90 * width],
                &mut scratch,
            );
            attend(width, &q, &k, &v, &mut out, &mut scratch);
            let at = |x: &[f32], token: usize, i: usize| f64::from(x[token * width + i]);
            let mut expected = Vec::new();
            for token in 0..tokens {
                for i in 0..width {
                    let head = i / HEAD * HEAD..i / HEAD * HEAD + HEAD;
                    let weights: Vec<f64> = (0..tokens)
                        .map(|t| head.clone().map(|h| at(&q, token, h) * at(&k, t, h)).sum::<f64>() / 32_f64.sqrt())
                        .map(f64::exp)
                        .collect();
                    let sum: f64 = weights.iter().sum();
                    expected.push((0..tokens).map(|t| weights[t] / sum * at(&v, t, i)).sum());
                }
            }
            close(&out, &expected, 1e-5);
        }
    }

    #[test]
    fn gelu_has_the_values_of_the_error_function() {
        // x · (1 + erf(x / √2)) / 2
        let expected = [
            (-9.0, 0.0),
            (-3.0, -0.004_049_69),
            (-1.0, -0.158_655_25),
            (-0.1, -0.046_017_22),
            (0.0, 0.0),
            (0.5, 0.345_731_23),
            (1.0, 0.841_344_75),
            (2.5, 2.484_475_8),
            (20.0, 20.0),
        ];
        let mut x: Vec<f32> = expected.iter().map(|(x, _)| *x).collect();
        gelu(&mut x);
        close(&x, &expected.map(|(_, y)| y), 1e-6);
    }

    #[test]
    fn the_exponential_holds_over_its_range() {
        for i in -860..=850 {
            let x = i as f32 / 10.0;
            let expected = f64::from(x).exp();
            assert!((f64::from(exp::<crate::simd::Baseline>(x)) / expected - 1.0).abs() < 3e-7, "{x}");
        }
        assert_eq!(exp::<crate::simd::Baseline>(-1e9), 0.0);
    }

    #[test]
    fn rows_are_normalised_and_pooled() {
        let mut x = vec![1.0, 2.0, 3.0, 4.0, 0.0, 0.0, 0.0, 0.0];
        add_and_normalise(
            &mut x,
            &[1.0, 0.0, 0.0, 3.0, 0.0, 0.0, 0.0, 0.0],
            &[1.0, 1.0, 1.0, 2.0],
            &[0.0, 0.0, 0.0, 0.5],
        );
        close(&x, &[-0.727_606_9, -0.727_606_9, -0.242_535_63, 3.895_499, 0.0, 0.0, 0.0, 0.5], 1e-5);
        close(&pool(2, &[1.0, 0.0, 5.0, 8.0]), &[0.6, 0.8], 1e-6);
        assert_eq!(pool(3, &[]), [0.0; 3]);
    }
}

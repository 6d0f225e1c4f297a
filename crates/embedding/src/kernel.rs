//! The matrix product, where nearly all of the time goes.
//!
//! A tile of 6 rows by 32 columns of the result stays in registers while `k` runs: 2 loads of weights and 6 broadcast
//! numbers feed 12 multiply-adds. For that, 32 outputs' weights lie side by side for each `k` (a *panel*), which a
//! checkpoint does not give (it holds each output's weights in a row), so a panel is made just before it is used and
//! stays in the second-level cache. Keeping all panels instead would cost a cold question 42 MB of copying; making them
//! anew costs a batch about as much as one more sentence a core.
//!
//! Each number of the result is summed over `k` in order, whatever the tile: a sentence's vector does not depend on the
//! batch it came in, on the number of threads, or on which vector instructions were used.

use crate::simd::{Level, fused};

/// Outputs of a panel.
pub(crate) const PANEL: usize = 32;

/// Rows of a tile.
const ROWS: usize = 6;

/// Rows of numbers that lie `stride` apart in a slice.
#[derive(Clone, Copy)]
pub(crate) struct Rows<'a> {
    pub(crate) data: &'a [f32],
    pub(crate) stride: usize,
}

/// `out[i][j] = start[j] + Σ_p x[i][p] · panel[p][j]` for `m` rows `i`, the panel's columns `j` and all its `p`.
///
/// `out` has its rows `out_stride` apart. `x` must have a number for each row of the panel.
#[inline(always)]
pub(crate) fn times_panel<L: Level>(
    m: usize,
    x: Rows<'_>,
    panel: &[[f32; PANEL]],
    start: &[f32; PANEL],
    out: &mut [f32],
    out_stride: usize,
) {
    let height = m.div_ceil(m.div_ceil(ROWS).max(1)).max(1);
    let mut row = 0;
    while row < m {
        let rows = height.min(m - row);
        let x = Rows { data: &x.data[row * x.stride..], stride: x.stride };
        let out = &mut out[row * out_stride..];
        match rows {
            1 => tiles::<L, 1>(x, panel, start, out, out_stride),
            2 => tiles::<L, 2>(x, panel, start, out, out_stride),
            3 => tiles::<L, 3>(x, panel, start, out, out_stride),
            4 => tiles::<L, 4>(x, panel, start, out, out_stride),
            5 => tiles::<L, 5>(x, panel, start, out, out_stride),
            _ => tiles::<L, 6>(x, panel, start, out, out_stride),
        }
        row += rows;
    }
}

/// `M` rows of the panel's columns, in tiles as wide as the level's registers allow.
#[inline(always)]
fn tiles<L: Level, const M: usize>(
    x: Rows<'_>,
    panel: &[[f32; PANEL]],
    start: &[f32; PANEL],
    out: &mut [f32],
    out_stride: usize,
) {
    match L::COLUMNS {
        32 => tile::<L, M, 32>(x, panel, start, 0, out, out_stride),
        16 => {
            for first in [0, 16] {
                tile::<L, M, 16>(x, panel, start, first, out, out_stride);
            }
        }
        _ => {
            for first in [0, 8, 16, 24] {
                tile::<L, M, 8>(x, panel, start, first, out, out_stride);
            }
        }
    }
}

/// `M` rows by `W` columns from column `first` on, held in registers.
#[inline(always)]
fn tile<L: Level, const M: usize, const W: usize>(
    x: Rows<'_>,
    panel: &[[f32; PANEL]],
    start: &[f32; PANEL],
    first: usize,
    out: &mut [f32],
    out_stride: usize,
) {
    let k = panel.len();
    let mut sums = [[0.0_f32; W]; M];
    for sums in &mut sums {
        sums.copy_from_slice(&start[first..first + W]);
    }
    let mut rows: [&[f32]; M] = [&[]; M];
    for (i, row) in rows.iter_mut().enumerate() {
        *row = &x.data[i * x.stride..][..k];
    }
    for p in 0..k {
        let weights = &panel[p][first..first + W];
        for i in 0..M {
            let a = rows[i][p];
            for j in 0..W {
                sums[i][j] = fused::<L>(a, weights[j], sums[i][j]);
            }
        }
    }
    for (i, sums) in sums.iter().enumerate() {
        out[i * out_stride + first..][..W].copy_from_slice(sums);
    }
}

/// Sets `panel[p][j]` to number `p` of row `j`, for up to [`PANEL`] rows that lie `stride` apart; further columns are 0.
#[inline(always)]
pub(crate) fn pack(rows: Rows<'_>, count: usize, panel: &mut [[f32; PANEL]]) {
    let k = panel.len();
    for j in 0..count {
        let row = &rows.data[j * rows.stride..][..k];
        for (column, value) in panel.iter_mut().zip(row) {
            column[j] = *value;
        }
    }
    for column in panel.iter_mut() {
        column[count..].fill(0.0);
    }
}

/// As [`pack`] for a full panel, from the little-endian bytes of a file: rows of `panel.len()` numbers, one after another.
///
/// The number of columns is a multiple of 4. Squares of 4 by 4 are turned in registers; this is as fast as the weights
/// come from memory, twice as fast as column by column, and squares of 8 or 16 were slower.
#[inline(always)]
pub(crate) fn pack_bytes(rows: &[[u8; 4]], panel: &mut [[f32; PANEL]]) {
    let k = panel.len();
    let (blocks, _) = panel.as_chunks_mut::<4>();
    for (at, block) in blocks.iter_mut().enumerate() {
        for first in (0..PANEL).step_by(4) {
            let mut square = [[0.0; 4]; 4];
            for (j, numbers) in square.iter_mut().enumerate() {
                let row = &rows[(first + j) * k + at * 4..][..4];
                for (number, bytes) in numbers.iter_mut().zip(row) {
                    *number = f32::from_le_bytes(*bytes);
                }
            }
            for (p, column) in block.iter_mut().enumerate() {
                column[first..first + 4].copy_from_slice(&[square[0][p], square[1][p], square[2][p], square[3][p]]);
            }
        }
    }
}

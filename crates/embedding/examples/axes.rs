//! Makes `data/axes.bin`: the 64 directions along which the model's rows of words differ most.
//!
//! ```text
//! cargo run --release -p rolecall-embedding --example axes -- LINES.txt crates/embedding/data/axes.bin
//! ```
//!
//! `LINES.txt` has a sentence a line. The committed axes are of the 5,212 sentences of `corpus/` and of the articles below
//! `eval/`; axes of three quarters of them serve the last quarter as well. Orthogonal iteration (Golub & Van Loan 2013, 8.2.4)
//! over the rows' second moments.
#![allow(clippy::print_stdout)]

use rolecall_embedding::{MiniLm, ModelFiles, Words};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(lines), Some(out)) = (arguments.next(), arguments.next()) else {
        return Err("usage: axes LINES.txt OUT.bin".into());
    };
    let model = MiniLm::load(&ModelFiles::open(&ModelFiles::cache_dir()?)?)?;
    let text = std::fs::read_to_string(&lines)?;
    let mut rows: Vec<Vec<f32>> = Vec::new();
    for line in text.lines().filter(|l| !l.trim().is_empty()) {
        rows.extend(model.rows_of_words(line).into_iter().map(unit));
    }
    let width = rows.first().ok_or("there is no sentence")?.len();
    let mut moments = vec![0.0_f64; width * width];
    for row in &rows {
        for (i, a) in row.iter().enumerate() {
            for (moment, b) in moments[i * width..(i + 1) * width].iter_mut().zip(row) {
                *moment += f64::from(a * b);
            }
        }
    }
    // A fixed beginning, so that the same sentences give the same axes.
    let mut axes: Vec<Vec<f64>> =
        (0..Words::DIMENSION).map(|i| (0..width).map(|j| ((i * width + j) as f64 * 0.618).sin()).collect()).collect();
    for _ in 0..300 {
        axes = axes.iter().map(|axis| times(&moments, axis)).collect();
        orthogonalise(&mut axes);
    }
    let mut bytes = Vec::with_capacity(Words::DIMENSION * width);
    for axis in axes {
        let largest = axis.iter().fold(f64::EPSILON, |most, n| most.max(n.abs()));
        bytes.extend(axis.iter().map(|n| ((n / largest * 127.0).round() as i8).cast_unsigned()));
    }
    println!("{} rows of words, {} bytes", rows.len(), bytes.len());
    Ok(std::fs::write(out, bytes)?)
}

fn unit(row: Vec<f32>) -> Vec<f32> {
    let length = row.iter().map(|n| n * n).sum::<f32>().sqrt().max(f32::EPSILON);
    row.into_iter().map(|n| n / length).collect()
}

fn times(matrix: &[f64], vector: &[f64]) -> Vec<f64> {
    matrix.chunks_exact(vector.len()).map(|row| row.iter().zip(vector).map(|(a, b)| a * b).sum()).collect()
}

/// Gram–Schmidt.
fn orthogonalise(axes: &mut [Vec<f64>]) {
    for i in 0..axes.len() {
        let (before, rest) = axes.split_at_mut(i);
        let axis = &mut rest[0];
        for other in before {
            let along: f64 = axis.iter().zip(&*other).map(|(a, b)| a * b).sum();
            axis.iter_mut().zip(other).for_each(|(a, b)| *a -= along * *b);
        }
        let length = axis.iter().map(|n| n * n).sum::<f64>().sqrt().max(f64::EPSILON);
        axis.iter_mut().for_each(|n| *n /= length);
    }
}

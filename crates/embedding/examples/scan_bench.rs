//! Prints how long it takes to find the nearest of 100,000 and of 1,000,000 rows of 384 numbers.
#![allow(clippy::print_stdout)]

use rolecall_embedding::{Int8, Rows, Vector};
use std::time::Instant;

const DIMENSION: usize = 384;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let question = Int8::new(&Vector::new((0..DIMENSION).map(|i| (i * 37 % 101) as f32 - 50.0).collect()));
    for count in [100_000, 1_000_000] {
        let mut bytes = Vec::with_capacity(count * Int8::row_length(DIMENSION));
        let mut state = 1_u64;
        for _ in 0..count {
            for _ in 0..DIMENSION {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                bytes.push((state >> 56) as u8);
            }
            bytes.extend(0.001_f32.to_le_bytes());
        }
        let rows = Rows::new(&bytes, DIMENSION).ok_or("parts of rows")?;
        for most in [10, 1000] {
            let mut times = Vec::new();
            for _ in 0..21 {
                let asked = Instant::now();
                let found = rows.nearest(&question, most, |_| true);
                times.push(asked.elapsed());
                assert_eq!(found.len(), most);
            }
            times.sort();
            println!("{count} rows, nearest {most}: {:?} (median of 21; best {:?})", times[10], times[0]);
        }
    }
    Ok(())
}

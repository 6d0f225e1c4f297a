//! From the start of a process to its answer, the files of the index in memory or dropped from it.

use super::results::Results;
use super::{Bed, One, quantile};
use anyhow::Result;
use std::fs;
use std::time::Instant;

/// Runs of each.
const RUNS: usize = 15;

pub(super) fn measure(bed: &Bed<'_>, results: &mut Results) -> Result<()> {
    let question = bed.dir.join("question");
    fs::write(&question, bed.sources.real(1).join("\n") + "\n")?;
    for &size in bed.sizes {
        let index = bed.index(size)?;
        let time = |dropped: bool| -> Result<Option<f64>> {
            let mut times = Vec::new();
            for _ in 0..RUNS {
                if dropped && fs::write("/proc/sys/vm/drop_caches", "3").is_err() {
                    return Ok(None);
                }
                let begun = Instant::now();
                One::apart(&["ask".as_ref(), index.as_os_str(), question.as_os_str()], None)?;
                times.push(begun.elapsed().as_secs_f64() * 1e3);
            }
            times.sort_by(f64::total_cmp);
            Ok(Some(quantile(&times, 0.5)))
        };
        for (dropped, what) in [(false, "files in memory"), (true, "files dropped")] {
            match time(dropped)? {
                Some(ms) => results.note("cold", format!("{what}, p50"), size, ms, "ms"),
                None => results.leave_out("cold start without files in memory: they may not be dropped here"),
            }
        }
    }
    Ok(())
}

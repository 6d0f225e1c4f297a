//! One article added, changed and removed: how long until it answers, beside the look at all files' times.

use super::results::Results;
use super::{Bed, corpus};
use anyhow::Result;
use std::fs;
use std::time::Instant;

pub(super) fn measure(bed: &Bed<'_>, results: &mut Results) -> Result<()> {
    for &size in bed.sizes {
        let (articles, index) = (bed.articles(size)?, bed.index(size)?);
        let size = format!("{} articles", size.div_ceil(corpus::PER_ARTICLE));
        let ingest = || -> Result<f64> {
            let begun = Instant::now();
            rolecall_cli::ingest(std::slice::from_ref(&articles), &index, false, None)?;
            Ok(begun.elapsed().as_secs_f64())
        };
        // What was written just now is read once more, as its time cannot be trusted yet.
        ingest()?;
        let begun = Instant::now();
        rolecall_ingest::scan(std::slice::from_ref(&articles), &Default::default(), &Default::default())?;
        results.note("fresh", "the look at all files", &size, begun.elapsed().as_secs_f64(), "s");
        results.note("fresh", "nothing new", &size, ingest()?, "s");
        let path = articles.join("added.md");
        fs::write(&path, "# Lamplighter\n\n- Polishes the moon lamps\n")?;
        results.note("fresh", "one added", &size, ingest()?, "s");
        fs::write(&path, "# Lamplighter\n\n- Trims the wicks of the moon lamps\n")?;
        results.note("fresh", "one changed", &size, ingest()?, "s");
        fs::remove_file(&path)?;
        results.note("fresh", "one removed", &size, ingest()?, "s");
    }
    Ok(())
}

//! The most memory that a process of its own holds: of an ingest, and of one that answers.

use super::results::Results;
use super::{Bed, One};
use anyhow::Result;
use std::fs;

/// Questions asked.
const ASKED: usize = 500;

pub(super) fn measure(bed: &Bed<'_>, results: &mut Results) -> Result<()> {
    let questions = bed.dir.join("questions");
    fs::write(&questions, bed.sources.real(ASKED).join("\n") + "\n")?;
    for &size in bed.sizes {
        let (articles, index) = (bed.articles(size)?, bed.dir.join("memory"));
        let made = One::apart(&["ingest".as_ref(), articles.as_os_str(), index.as_os_str()], None)?;
        let asked = One::apart(&["ask".as_ref(), index.as_os_str(), questions.as_os_str()], None)?;
        fs::remove_dir_all(&index)?;
        let megabytes = |bytes: u64| bytes as f64 / 1e6;
        results.note("memory", "ingest, at most", size, megabytes(made.most_memory), "MB");
        results.note("memory", "answering, at most", size, megabytes(asked.most_memory), "MB");
        results.note("memory", "answering, without mapped files", size, megabytes(asked.own_memory), "MB");
    }
    Ok(())
}

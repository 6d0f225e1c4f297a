//! Pages to an index: the whole of ingest beside the bare parse and others that extract a page's text.

use super::results::Results;
use super::{Bed, One, peers};
use anyhow::Result;
use std::fs;
use std::path::Path;

/// How often the pages are repeated under other names, so that what a run costs once does not count.
const REPEATED: usize = 8;

pub(super) fn measure(bed: &Bed<'_>, results: &mut Results) -> Result<()> {
    let once = bed.dir.join("pages");
    let often = bed.dir.join("pages-repeated");
    for (dir, times) in [(&once, 1), (&often, REPEATED)] {
        for n in 0..times {
            let folder = dir.join(n.to_string());
            fs::create_dir_all(&folder)?;
            for (i, page) in bed.sources.pages.iter().enumerate() {
                fs::copy(page, folder.join(format!("{i}.html")))?;
            }
        }
    }
    for dir in [&once, &often] {
        let files = bed.sources.pages.len() * if *dir == once { 1 } else { REPEATED };
        let bytes = super::bytes_below(dir)?;
        let size = format!("{files} pages, {:.1} MB", bytes as f64 / 1e6);
        for (cores, named) in [("0", "one core"), ("0,1", "two cores")] {
            let seconds = ours(bed, dir, cores, &size, named, results)?;
            let threads = cores.split(',').count().to_string();
            let bare = One::apart(&["parse".as_ref(), dir.as_os_str(), threads.as_ref()], Some(cores))?.seconds;
            results.note("ingest", format!("all of it, {named}"), &size, files as f64 / seconds, "pages/s");
            results.note("ingest", format!("all of it, {named}"), &size, bytes as f64 / 1e6 / seconds, "MB/s");
            results.note("ingest", format!("bare scraper, {named}"), &size, files as f64 / bare, "pages/s");
            results.note("ingest", format!("all of it to the bare parse, {named}"), &size, seconds / bare, "times");
        }
        if *dir == once {
            for (name, seconds) in peers::extractors(dir, bed.dir, results) {
                results.note("ingest", format!("{name}, one core"), &size, files as f64 / seconds, "pages/s");
            }
        }
    }
    Ok(())
}

/// The median of three runs: seconds from the start to the end.
fn ours(bed: &Bed<'_>, dir: &Path, cores: &str, size: &str, named: &str, results: &mut Results) -> Result<f64> {
    let mut runs = Vec::new();
    for n in 0..3 {
        let index = bed.dir.join(format!("ingest-{n}"));
        runs.push(One::apart(&["ingest".as_ref(), dir.as_os_str(), index.as_os_str()], Some(cores))?);
        fs::remove_dir_all(&index)?;
    }
    runs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    for (station, seconds) in &runs[1].stations {
        results.note("ingest", format!("{station}, all threads, {named}"), size, *seconds, "s");
    }
    Ok(runs[1].seconds)
}

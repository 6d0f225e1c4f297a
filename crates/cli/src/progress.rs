//! Progress of a long run, on standard error: a bar on a terminal, a line every ten seconds elsewhere.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rolecall_ingest::Observer;
use std::io::{self, IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// How often a line is written where there is no terminal.
const EVERY: Duration = Duration::from_secs(10);

/// How far a run has come. May be told from any thread.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    so_far: Mutex<SoFar>,
}

struct SoFar {
    articles: usize,
    all_articles: usize,
    bytes: u64,
    all_bytes: u64,
    begun: Instant,
    last: Instant,
}

impl Progress {
    /// Nothing done yet.
    pub(crate) fn new() -> Self {
        let bar = io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            bar.set_style(style());
            bar
        });
        let now = Instant::now();
        let so_far = SoFar { articles: 0, all_articles: 0, bytes: 0, all_bytes: 0, begun: now, last: now };
        Self { bar, so_far: Mutex::new(so_far) }
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

impl Observer for Progress {
    fn begin(&self, files: usize, bytes: u64) {
        if let Some(bar) = &self.bar {
            bar.set_length(bytes);
        }
        if let Ok(mut so_far) = self.so_far.lock() {
            let now = Instant::now();
            *so_far = SoFar { articles: 0, all_articles: files, bytes: 0, all_bytes: bytes, begun: now, last: now };
        }
    }

    fn done(&self, _path: &str, bytes: u64) {
        let Ok(mut so_far) = self.so_far.lock() else { return };
        so_far.articles += 1;
        so_far.bytes += bytes;
        if let Some(bar) = &self.bar {
            bar.set_message(format!("{} of {}", so_far.articles, so_far.all_articles));
            bar.set_position(so_far.bytes);
            return;
        }
        if so_far.last.elapsed() >= EVERY {
            so_far.last = Instant::now();
            let _ = writeln!(io::stderr(), "{}", so_far.line(so_far.begun.elapsed()));
        }
    }
}

impl SoFar {
    /// What there is to say after this time.
    fn line(&self, after: Duration) -> String {
        let megabytes = |bytes: u64| bytes as f64 / 1e6;
        let rate = self.bytes as f64 / after.as_secs_f64().max(1e-6);
        let left = self.all_bytes.saturating_sub(self.bytes) as f64 / rate.max(1.0);
        format!(
            "reading articles: {} of {}, {:.1} of {:.1} MB, {:.1} MB/s, about {left:.0} s left",
            self.articles,
            self.all_articles,
            megabytes(self.bytes),
            megabytes(self.all_bytes),
            rate / 1e6,
        )
    }
}

/// Progress of a single piece of work that tells how far it is.
pub(crate) struct Bar {
    bar: Option<ProgressBar>,
    what: &'static str,
    begun: Instant,
    last: Mutex<Instant>,
}

impl Bar {
    /// Counts `what`.
    pub(crate) fn new(what: &'static str) -> Self {
        Self::with_template(what, "{pos}/{len}")
    }

    /// Counts the bytes of `what`.
    pub(crate) fn bytes(what: &'static str) -> Self {
        Self::with_template(what, "{bytes}/{total_bytes}")
    }

    fn with_template(what: &'static str, count: &str) -> Self {
        let bar = io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            let style = ProgressStyle::with_template(&format!("{what} [{{wide_bar}}] {count}{{msg}}"));
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("█▌ "));
            bar
        });
        Self { bar, what, begun: Instant::now(), last: Mutex::new(Instant::now()) }
    }

    /// Says that `done` of `total` are done.
    pub(crate) fn at(&self, done: u64, total: u64) {
        if let Some(bar) = &self.bar {
            bar.set_length(total);
            bar.set_position(done);
            bar.set_message(time_left(self.begun.elapsed(), done, total).unwrap_or_default());
            return;
        }
        let Ok(mut last) = self.last.lock() else { return };
        if last.elapsed() >= EVERY {
            *last = Instant::now();
            let _ = writeln!(io::stderr(), "{}: {} %", self.what, (done * 100).checked_div(total).unwrap_or(0));
        }
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// How long it will be at the mean speed so far: work is done in lots, so that the speed of the moment says nothing. None
/// before the first one is done.
fn time_left(elapsed: Duration, done: u64, total: u64) -> Option<String> {
    let left = elapsed.as_secs_f64() / done as f64 * total.saturating_sub(done) as f64;
    (done > 0).then(|| format!(", about {left:.0} s left"))
}

fn style() -> ProgressStyle {
    // The bar takes what is left of the line, so that no terminal is too narrow for it.
    let style = ProgressStyle::with_template("reading articles [{wide_bar}] {msg}, {bytes_per_sec}, {eta} left");
    style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("█▌ ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_of_work_done_in_lots_is_told_by_its_mean_speed() {
        let left = |done| time_left(Duration::from_secs(10), done, 1087);
        assert_eq!((left(0), left(512).as_deref()), (None, Some(", about 11 s left")));
    }

    #[test]
    fn the_time_left_is_told_by_bytes_and_not_by_files() {
        let now = Instant::now();
        let so_far =
            SoFar { articles: 9, all_articles: 10, bytes: 2_000_000, all_bytes: 8_000_000, begun: now, last: now };
        assert_eq!(
            so_far.line(Duration::from_secs(10)),
            "reading articles: 9 of 10, 2.0 of 8.0 MB, 0.2 MB/s, about 30 s left"
        );
    }
}

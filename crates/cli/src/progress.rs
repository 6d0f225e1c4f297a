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
    lines: Mutex<Lines>,
}

struct Lines {
    done: usize,
    total: usize,
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
        Self { bar, lines: Mutex::new(Lines { done: 0, total: 0, last: Instant::now() }) }
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

impl Observer for Progress {
    fn begin(&self, files: usize, _bytes: u64) {
        if let Some(bar) = &self.bar {
            bar.set_length(files as u64);
        }
        if let Ok(mut lines) = self.lines.lock() {
            lines.total = files;
        }
    }

    fn done(&self, _path: &str, _bytes: u64) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
            return;
        }
        let Ok(mut lines) = self.lines.lock() else { return };
        lines.done += 1;
        if lines.last.elapsed() >= EVERY {
            lines.last = Instant::now();
            let _ = writeln!(io::stderr(), "reading articles: {} of {}", lines.done, lines.total);
        }
    }
}

/// Progress of a single piece of work that tells how far it is.
pub(crate) struct Bar {
    bar: Option<ProgressBar>,
    what: &'static str,
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
            let style = ProgressStyle::with_template(&format!("{what} [{{wide_bar}}] {count}, {{eta}} left"));
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("█▌ "));
            bar
        });
        Self { bar, what, last: Mutex::new(Instant::now()) }
    }

    /// Says that `done` of `total` are done.
    pub(crate) fn at(&self, done: u64, total: u64) {
        if let Some(bar) = &self.bar {
            bar.set_length(total);
            bar.set_position(done);
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

fn style() -> ProgressStyle {
    // The bar takes what is left of the line, so that no terminal is too narrow for it.
    let style = ProgressStyle::with_template("reading articles [{wide_bar}] {pos}/{len}, {eta} left");
    style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("█▌ ")
}

//! Standard output, and what can be done with it.

use crate::args::Color;
use anstream::{AutoStream, ColorChoice};
use anyhow::Context;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

/// Standard output. Colours are written always and taken out where they are not wanted.
pub struct Output {
    stream: BufWriter<AutoStream<Stdout>>,
    /// Whether JSON was asked for.
    pub json: bool,
    /// Columns.
    pub width: usize,
    /// Whether terminal hyperlinks can be shown.
    pub links: bool,
}

/// What is wrong where writing fails; the system's own words follow.
const CANNOT: &str = "standard output cannot be written, so what was printed is not whole";

/// How wide the page is.
fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    let terminal = || terminal_size::terminal_size().filter(|_| io::stdout().is_terminal());
    columns.or_else(|| terminal().map(|(w, _)| usize::from(w.0))).unwrap_or(WIDTH).clamp(30, 160)
}

/// Width where there is no terminal to ask.
const WIDTH: usize = 100;

impl Output {
    /// Standard output as this process has it.
    pub(crate) fn new(color: Color, json: bool) -> Self {
        let choice = match color {
            // JSON is never touched: it holds no escape sequence but as `\u001b`.
            _ if json => ColorChoice::AlwaysAnsi,
            Color::Auto => AutoStream::choice(&io::stdout()),
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        let terminal = io::stdout().is_terminal();
        Self {
            stream: BufWriter::new(AutoStream::new(io::stdout(), choice)),
            json,
            width: width(),
            links: terminal && choice != ColorChoice::Never,
        }
    }

    /// Measures the terminal again, whose width may have changed.
    pub(crate) fn measure(&mut self) {
        self.width = width();
    }

    /// One line of JSON.
    pub(crate) fn json_line(&mut self, value: &impl serde::Serialize) -> anyhow::Result<()> {
        serde_json::to_writer(&mut self.stream, value).context(CANNOT)?;
        self.stream.write_all(b"\n").context(CANNOT)
    }

    /// Text as it is.
    pub(crate) fn text(&mut self, text: &str) -> anyhow::Result<()> {
        self.stream.write_all(text.as_bytes()).context(CANNOT)
    }

    /// Lets out what is still held back.
    pub(crate) fn flush(&mut self) -> anyhow::Result<()> {
        self.stream.flush().context(CANNOT)
    }
}

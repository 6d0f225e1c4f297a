//! What a responsibility matrix is made of, and how it is written.

use super::Only;
use clap::builder::RangedU64ValueParser;
use clap::{Args, ValueEnum};
use rolecall_search::WORTH_A_CELL;
use std::path::PathBuf;

/// Tasks for a responsibility matrix.
#[derive(Debug, Clone, Args)]
#[command(
    after_help = super::help::RACI
)]
pub struct Raci {
    /// The tasks, each in quotes
    #[arg(value_name = "TASK", required_unless_present = "tasks")]
    pub task: Vec<String>,
    /// Take the tasks of a file, one a line; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "task")]
    pub tasks: Option<PathBuf>,
    /// At most this many roles a task
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = RangedU64ValueParser::<usize>::new().range(1..))]
    pub limit: usize,
    /// Leave out roles of less confidence
    #[arg(long, value_name = "0..1", default_value_t = WORTH_A_CELL)]
    pub min_confidence: f32,
    /// How the matrix is written; --json is the same as --format json
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Sheet::Text)]
    pub format: Sheet,
    /// Print every sentence
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub only: Only,
}

/// How a matrix is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Sheet {
    /// For people, as wide as the terminal.
    Text,
    /// One object.
    Json,
    /// To be pasted into a handbook.
    Markdown,
    /// To be opened as a sheet: the letters, and below them a row for each sentence.
    Csv,
    /// A page of its own.
    Html,
}

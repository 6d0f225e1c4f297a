//! The command line: arguments in, text or JSON out.
//!
//! `args` (what was asked for) → `place` (which index) → `command` (one file each) → `render` (text for people) → `exit`
//! (the status, decided in one function). This crate alone knows terminals: libraries return values.

mod args;
mod command;
mod exit;
mod model;
mod opened;
mod output;
mod place;
mod progress;
mod prompt;
mod render;

pub use command::ingest::{Report, articles as ingest};
pub use exit::{Outcome, status};
pub use model::{Model, fetch as fetch_model};
pub use output::Output;
pub use place::{default_corpus, index_dir};

use clap::Parser;
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the command with these arguments, the program's name first.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let mut cli = match args::Cli::try_parse_from(args::with_ask(arguments)) {
        Ok(cli) => cli,
        Err(error) => return exit::usage(&error),
    };
    if !matches!(cli.command, Some(args::Command::ReadPdf))
        && let Ok(program) = std::env::current_exe()
    {
        rolecall_ingest::isolate(program, vec!["read-pdf".into()]);
    }
    cli.common.index.take_if(|dir| dir.as_os_str().is_empty());
    let mut output = Output::new(cli.common.color, cli.common.json);
    exit::status(exit::unless_panicked(|| {
        let outcome = command::run(cli, &mut output)?;
        output.flush()?;
        Ok(outcome)
    }))
}

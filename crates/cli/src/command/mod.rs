//! What each command does, a file for each.

mod ask;
mod check;
mod dry_run;
mod export;
mod extract;
mod import;
pub(crate) mod ingest;
mod man;
mod model;
mod prompt;
mod raci;
mod records;
mod roles;
mod serve;
mod sources;
mod statements;
mod watch;

use crate::args::{Cli, Command};
use crate::{Outcome, Output};
use anyhow::Result;
use clap::CommandFactory;

/// Runs the command that was asked for.
///
/// # Errors
/// Each with one line: what, where, what to do.
pub(crate) fn run(cli: Cli, output: &mut Output) -> Result<Outcome> {
    let common = &cli.common;
    let Some(command) = cli.command else { return prompt::begin(common, output) };
    match command {
        Command::Ask(ask) => ask::run(&ask, common, output, false),
        Command::Explain(ask) => ask::run(&ask, common, output, true),
        Command::Raci(raci) => raci::run(&raci, common, output),
        Command::Ingest(ingest) => ingest::run(&ingest, common, output),
        Command::Watch(watch) => watch::run(&watch, common, output),
        Command::Statements { article } => statements::run(article.as_deref(), common, output),
        Command::Extract { file, text } => extract::run(&file, text, output),
        Command::Roles { why } => roles::run(why.as_deref(), common, output),
        Command::Model => model::run(output),
        Command::Serve(serve) => serve::run(&serve, common, output),
        Command::Mcp(mcp) => serve::assistant(&mcp, common, output),
        Command::Man { command } => man::run(command.as_deref(), output),
        Command::Export { file, format } => export::run(file.as_deref(), format, common, output),
        Command::Import(import) => import::run(&import, common, output),
        Command::Check { repair } => check::run(repair, common, output),
        Command::ReadPdf => {
            rolecall_ingest::answer_isolated()?;
            Ok(Outcome::Answered)
        }
        Command::Completions { shell } => {
            // Into memory first: clap_complete panics where writing fails.
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "search", &mut script);
            output.text(&String::from_utf8_lossy(&script))?;
            Ok(Outcome::Answered)
        }
    }
}

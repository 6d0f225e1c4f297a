//! `search man [COMMAND]`: the manual, made of the same words as `--help`.

use crate::args::Cli;
use crate::{Outcome, Output};
use anyhow::{Context, Result, bail};
use clap::CommandFactory;
use clap_mangen::Man;

pub(super) fn run(name: Option<&str>, output: &mut Output) -> Result<Outcome> {
    let mut program = Cli::command();
    // So that a command's page has the options of every command.
    program.build();
    let command = match name {
        None => program,
        Some(name) => match program.find_subcommand(name) {
            // Once built, a command's title is "search-" and its name.
            Some(command) => command.clone().version(env!("CARGO_PKG_VERSION")),
            None => bail!("there is no command {name}: `search --help` lists them"),
        },
    };
    let mut page = Vec::new();
    Man::new(command).render(&mut page).context("the manual page cannot be made")?;
    output.text(&String::from_utf8_lossy(&page))?;
    Ok(Outcome::Answered)
}

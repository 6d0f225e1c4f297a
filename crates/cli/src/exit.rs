//! The exit status: what grep's users expect.

use anyhow::bail;
use std::io::{self, ErrorKind};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

/// How a command that went well came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// There was something to say.
    Answered,
    /// No article says it.
    NothingFound,
    /// Some of it failed, and that was already said.
    PartlyFailed,
}

/// The one place that decides on the exit status: 0 answered, 1 no article says, 2 an error, said in one line.
pub fn status(result: anyhow::Result<Outcome>) -> ExitCode {
    match result {
        Ok(Outcome::Answered) => ExitCode::SUCCESS,
        Ok(Outcome::NothingFound) => ExitCode::from(1),
        Ok(Outcome::PartlyFailed) => ExitCode::from(2),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            report(&line(&error));
            ExitCode::from(2)
        }
    }
}

/// Does `work`; a panic in it becomes an error like any other, told in one line. One that is caught within tells nothing.
pub(crate) fn unless_panicked(work: impl FnOnce() -> anyhow::Result<Outcome>) -> anyhow::Result<Outcome> {
    static PLACE: Mutex<String> = Mutex::new(String::new());
    let place = || PLACE.lock().unwrap_or_else(PoisonError::into_inner);
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        *place() = panic.location().map(ToString::to_string).unwrap_or_default();
        // A server's threads end none of its work, so this is all that is ever heard of them.
        if std::thread::current().name() != Some("main") {
            before(panic);
        }
    }));
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<&str>().copied();
        let said = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message");
        bail!(
            "this met a defect of the program ({said}, at {}): look whether the index is sound with `search check`, \
             and if it is, please report this",
            place()
        )
    })
}

/// What to do where the arguments are not understood: help and version are printed, anything else is told in one line.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    use clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand as NoArguments;
    if !error.use_stderr() || error.kind() == NoArguments {
        // A pipe closed while help is printed is no error.
        let _ = error.print();
        return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
    }
    let text = error.render().to_string();
    let said =
        text.lines().take_while(|line| !line.starts_with("Usage:")).map(str::trim).filter(|line| !line.is_empty());
    let said = said.filter(|line| !line.starts_with("For more information")).collect::<Vec<_>>().join(" ");
    report(&format!("{}: see `search --help`", said.trim_start_matches("error: ")));
    ExitCode::from(2)
}

/// Prints the help on standard error.
pub(crate) fn report_help() {
    use clap::CommandFactory;
    use std::io::Write;
    // Where not even standard error takes it, there is nobody left to tell.
    let _ = write!(io::stderr(), "{}", crate::args::Cli::command().render_help());
}

/// Says one line on standard error.
pub(crate) fn report(line: &str) {
    use std::io::Write;
    // Where not even standard error takes it, there is nobody left to tell.
    let _ = writeln!(io::stderr(), "search: {}", crate::render::visible(line));
}

/// Whoever read the output has gone: that is their decision, not an error.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let kind = |cause: &(dyn std::error::Error + 'static)| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        io.or_else(|| cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind))
    };
    error.chain().any(|cause| kind(cause) == Some(ErrorKind::BrokenPipe))
}

/// The error's chain on one line, each link once.
fn line(error: &anyhow::Error) -> String {
    let mut line = String::new();
    for cause in error.chain() {
        let text = cause.to_string();
        if !line.contains(&text) {
            if !line.is_empty() {
                line.push_str(": ");
            }
            line.push_str(&text);
        }
    }
    line.replace(['\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_defect_of_the_program_is_an_error_of_one_line_that_says_what_to_try() {
        let error = unless_panicked(|| panic!("index {} out of bounds", 7)).unwrap_err();
        let said = line(&error);
        assert!(
            said.contains("index 7 out of bounds, at crates/cli/src/exit.rs") && said.contains("search check"),
            "{said}"
        );
        assert_eq!(said.lines().count(), 1);
    }
}

//! The `search` command. Everything is in the library, so that `xtask` and tests reach it too.

use std::process::ExitCode;

fn main() -> ExitCode {
    rolecall_cli::main(std::env::args_os())
}

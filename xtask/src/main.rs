//! The project's own tasks. They hold no product logic: what they ingest and ask goes through the same crates as `search`.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a task's report is its output")]

mod bench;
mod browser;
mod cluster;
mod contract;
mod counts;
mod eval;
mod tidy;
mod torture;

use anyhow::{Context, Result, bail};
use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use rolecall_cli::Model;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Tasks of this project.
#[derive(Parser)]
#[command(name = "cargo xtask", max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Read articles into the index: what is new, changed, moved or gone
    Ingest {
        /// Files and folders
        #[arg(default_value = "corpus", value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// The index [default: as `search` has it]
        #[arg(long, value_name = "DIR", env = "ROLECALL_INDEX")]
        index: Option<PathBuf>,
        /// Read everything again and rebuild the index
        #[arg(long)]
        full: bool,
        #[command(flatten)]
        model: Meaning,
    },
    /// Fetch the sentence model into the user's cache
    Model,
    /// Score answers and statements against labelled data
    Eval(eval::Eval),
    /// Measure how fast, large and fresh everything is, beside what people would use instead
    Bench(bench::Bench),
    /// A single measurement of `bench`, in a process of its own
    #[command(subcommand, hide = true)]
    One(bench::One),
    /// Count the instructions of the hot paths, and compare them with the baseline
    Counts(counts::Counts),
    /// Check the rules of the house
    Tidy,
    /// Run the tests of bad days at length: hours
    Torture(torture::Torture),
    /// Run the tests of the whole workspace
    Test {
        /// Try the pages in a real browser instead
        #[arg(long)]
        browser: bool,
        /// Try the API against its description instead
        #[arg(long)]
        contract: bool,
        /// Try what is for many machines instead: Spark and OpenSearch
        #[arg(long)]
        cluster: bool,
        /// The program to try, instead of one that is built now
        #[arg(long, value_name = "FILE")]
        program: Option<PathBuf>,
        /// Passed on to `cargo test`; with --cluster, words in the names of the parts to run
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
}

/// The sentence model.
#[derive(Args, Clone)]
struct Meaning {
    /// The sentence model: the folder of one, auto or none
    #[arg(long, value_name = "PATH|auto|none", env = "ROLECALL_MODEL", default_value = "auto", value_parser = parser())]
    model: Model,
}

fn parser() -> impl TypedValueParser<Value = Model> {
    OsStringValueParser::new().map(Model::from)
}

fn main() -> ExitCode {
    match run(Cli::parse().task) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(2),
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(task: Task) -> Result<bool> {
    match task {
        Task::Ingest { paths, index, full, model } => {
            let dir = rolecall_cli::index_dir(index.as_deref())?;
            let report = rolecall_cli::ingest(&paths, &dir, full, model.model.load()?.as_ref())?;
            print!("{}", report.text());
            report.problems().iter().for_each(|p| eprintln!("xtask: {p}"));
            Ok(report.problems().is_empty())
        }
        Task::Model => {
            println!("{}", rolecall_cli::fetch_model()?.display());
            Ok(true)
        }
        Task::Eval(eval) => eval.run(),
        Task::Bench(bench) => bench.run(),
        Task::One(one) => one.run().map(|()| true),
        Task::Counts(counts) => counts.run(),
        Task::Tidy => {
            let faults = tidy::check(&root()?)?;
            faults.iter().for_each(|f| eprintln!("tidy: {f}"));
            println!("tidy: {} faults", faults.len());
            Ok(faults.is_empty())
        }
        Task::Torture(torture) => torture.run(&root()?),
        Task::Test { browser, contract, cluster, program: given, arguments } if browser || contract || cluster => {
            let root = root()?;
            let program = given.map_or_else(|| program(&root), Ok)?;
            let mut passed = true;
            if browser {
                passed &= browser::test(&root, &program)?;
            }
            if contract {
                passed &= contract::test(&root, &program)?;
            }
            if cluster {
                passed &= cluster::test(&root, &program, &arguments)?;
            }
            Ok(passed)
        }
        Task::Test { arguments, .. } => {
            let status = cargo().args(["test", "--workspace"]).args(arguments).current_dir(root()?).status();
            Ok(status.context("cargo cannot be run: install Rust")?.success())
        }
    }
}

/// Cargo, as it is called by hand. What `cargo run` tells this program of its own package is kept from it: build scripts look at
/// such variables, and some packages with all that use them would be built anew each time.
fn cargo() -> Command {
    let mut cargo = Command::new("cargo");
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")) {
            cargo.env_remove(name);
        }
    }
    cargo
}

/// The program, built as it is given away.
fn program(root: &Path) -> Result<PathBuf> {
    let built = cargo().args(["build", "--release", "--package", "rolecall-cli"]).current_dir(root).status();
    if !built.context("cargo cannot be run: install Rust")?.success() {
        bail!("the program cannot be built: see above");
    }
    Ok(target(root).join("release").join(format!("search{}", std::env::consts::EXE_SUFFIX)))
}

/// Where cargo puts what it builds.
fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}

/// The workspace's folder.
fn root() -> Result<PathBuf> {
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let root = manifest.and_then(|m| m.parent().map(PathBuf::from));
    match root.or_else(|| std::env::current_dir().ok()) {
        Some(root) if root.join("Cargo.toml").is_file() => Ok(root),
        _ => bail!("the workspace is not found: run this as `cargo xtask` from within it"),
    }
}

//! The long form of the tests of bad days: every byte instead of every thirteenth, hundreds of kills instead of dozens. Each is the test
//! that `cargo test` runs too, told by `ROLECALL_TORTURE` to go on.

use anyhow::{Context, Result};
use clap::Args;
use std::path::Path;
use std::process::Command;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// Each part with the test that it is: package, test target, and what the names of its tests begin with.
const PARTS: &[(&str, &[&str], &str)] = &[
    ("damage", &["--package", "rolecall-indexer", "--test", "it"], "damage::"),
    ("kill", &["--package", "rolecall-cli", "--test", "bad_days"], "kill::"),
    ("crowd", &["--package", "rolecall-cli", "--test", "bad_days"], "crowd::"),
    ("disk", &["--package", "rolecall-cli", "--test", "bad_days"], "disk::"),
    ("hostile", &["--package", "rolecall-cli", "--test", "bad_days"], "hostile::"),
    ("edits", &["--package", "rolecall-cli", "--test", "bad_days"], "edits::"),
    ("texts", &["--package", "rolecall-ingest", "--test", "hostile"], "texts::"),
    ("fuzz", &["--package", "rolecall-fuzz", "--test", "fuzz"], "whatever"),
];

/// Run the tests of bad days at length
#[derive(Args)]
pub(crate) struct Torture {
    /// Only this part: damage, kill, crowd, disk, hostile, edits, texts or fuzz
    #[arg(long, value_name = "PART", value_parser = PARTS.iter().map(|(name, ..)| *name).collect::<Vec<_>>())]
    only: Option<String>,
    /// Seconds for each target of the fuzzer
    #[arg(long, default_value_t = 600)]
    seconds: u64,
    /// Build as for tests, without optimisation
    #[arg(long)]
    debug: bool,
}

impl Torture {
    /// Whether everything held; all parts are run, whatever becomes of the first.
    pub(crate) fn run(self, root: &Path) -> Result<bool> {
        let mut sound = true;
        // Other input each time; the seed is told, so that it can be tried again.
        let seed = SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |now| now.as_secs());
        for (name, arguments, begins) in
            PARTS.iter().filter(|(name, ..)| self.only.as_deref().is_none_or(|o| o == *name))
        {
            let begun = Instant::now();
            let mut command = Command::new("cargo");
            command.arg("test").args(*arguments).args(if self.debug { &[][..] } else { &["--release"] });
            command.args(["--", "--nocapture", begins]).current_dir(root);
            command.env("ROLECALL_TORTURE", "1").env("ROLECALL_FUZZ_SECONDS", self.seconds.to_string());
            let status = command.env("ROLECALL_FUZZ_SEED", seed.to_string()).status();
            let held = status.context("cargo cannot be run: install Rust")?.success();
            let verdict = if held { "held" } else { "broke" };
            println!("torture: {name} {verdict} after {:.0} s (seed {seed})", begun.elapsed().as_secs_f64());
            sound &= held;
        }
        Ok(sound)
    }
}

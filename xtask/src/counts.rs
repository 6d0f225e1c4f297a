//! How many instructions the hot paths take, against what they took: a regression that no noise of a machine can hide or feign.
//!
//! Counted by callgrind, in processes of their own, on one core: every further thread looks up for itself what the first one
//! knows already, so a machine of many cores would count more. The counts are those of one compiler: another one makes other
//! code, so the baseline names it, and where it has none of this compiler the counts are told and nothing is held against
//! them. Wall times are measured by `bench` and never fail anything.

use crate::bench::Sources;
use anyhow::{Context, Result, bail};
use clap::Args;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Where the baseline lies: compiler, path, instructions.
const BASELINE: &str = "benches/instructions.tsv";
/// So many per cent more than the baseline are no regression yet.
const TOLERATED: u64 = 10;
/// Questions asked.
const ASKED: usize = 40;

/// Count the instructions of the hot paths, and compare them with the baseline
#[derive(Args)]
pub(crate) struct Counts {
    /// Make what is counted the baseline of this compiler
    #[arg(long)]
    write: bool,
}

impl Counts {
    /// Whether no path takes much more than it did.
    pub(crate) fn run(self) -> Result<bool> {
        let root = crate::root()?;
        let dir = std::env::temp_dir().join(format!("rolecall-counts-{}", std::process::id()));
        fs::create_dir_all(&dir)?;
        let counted = count(&root, &dir);
        let removed = fs::remove_dir_all(&dir);
        removed?;
        // Where callgrind does not run, nothing has become dearer.
        let counted = match counted {
            Ok(counted) => counted,
            Err(error) => {
                println!("counts: nothing was counted: {error:#}");
                return Ok(!self.write);
            }
        };
        let compiler = compiler()?;
        let path = root.join(BASELINE);
        let before = fs::read_to_string(&path).unwrap_or_default();
        if self.write {
            let mut kept: String = before
                .lines()
                .filter(|line| !line.starts_with(&format!("{compiler}\t")))
                .map(|l| format!("{l}\n"))
                .collect();
            counted.iter().for_each(|(what, count)| _ = writeln!(kept, "{compiler}\t{what}\t{count}"));
            fs::create_dir_all(path.parent().unwrap_or(&root))?;
            fs::write(&path, kept)?;
        }
        let mut sound = true;
        for (what, count) in counted {
            let (said, fits) = verdict(&before, &compiler, what, count);
            println!("counts: {said}");
            sound &= fits || self.write;
        }
        Ok(sound)
    }
}

/// What there is to say of a count, and whether it is no regression.
fn verdict(baseline: &str, compiler: &str, what: &str, count: u64) -> (String, bool) {
    let before = baseline.lines().find_map(|line| {
        let mut cells = line.split('\t');
        (cells.next() == Some(compiler) && cells.next() == Some(what)).then(|| cells.next()?.parse::<u64>().ok())?
    });
    let Some(before) = before else {
        return (format!("{what}: {count} instructions; no baseline of {compiler}"), true);
    };
    let change = count as f64 / before.max(1) as f64 - 1.0;
    let said = format!("{what}: {count} instructions, {:+.1} %", change * 100.0);
    if u128::from(count) * 100 <= u128::from(before) * u128::from(100 + TOLERATED) {
        return (said, true);
    }
    let remedy = "mend it, or `cargo xtask counts --write`";
    (format!("{said}: more than {TOLERATED} % over {BASELINE}; {remedy}"), false)
}

fn count(root: &Path, dir: &Path) -> Result<Vec<(&'static str, u64)>> {
    let sources = Sources::open(None, root)?;
    let questions = dir.join("questions");
    fs::write(&questions, sources.real(ASKED).join("\n") + "\n")?;
    let (corpus, index) = (root.join("corpus"), dir.join("index"));
    let ingest = instructions(&["ingest".as_ref(), corpus.as_os_str(), index.as_os_str()])?;
    let ask = instructions(&["ask".as_ref(), index.as_os_str(), questions.as_os_str()])?;
    Ok(vec![("ingest of corpus/", ingest), ("40 questions by words", ask)])
}

/// The instructions of a single measurement of `bench`.
fn instructions(arguments: &[&OsStr]) -> Result<u64> {
    let program = std::env::current_exe().context("this program is not found")?;
    let mut command = match a_core() {
        Some(core) => {
            let mut command = Command::new("taskset");
            command.args(["-c", &core, "valgrind"]);
            command
        }
        None => Command::new("valgrind"),
    };
    let output = command
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .arg("one")
        .args(arguments)
        .output()
        .context("valgrind cannot be run: install it")?;
    let said = String::from_utf8_lossy(&output.stderr);
    let collected = said.lines().find_map(|line| line.split_once("Collected : "));
    let count = collected.and_then(|(_, count)| count.trim().parse().ok());
    match count {
        Some(count) if output.status.success() => Ok(count),
        _ => bail!("valgrind counted nothing; it said: {said}"),
    }
}

/// The first core that this process may run on; none where that cannot be told or chosen.
fn a_core() -> Option<String> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let allowed = status.lines().find_map(|line| line.strip_prefix("Cpus_allowed_list:"))?;
    let core: String = allowed.trim().chars().take_while(char::is_ascii_digit).collect();
    let chosen = Command::new("taskset").args(["-c", &core, "true"]).output().ok()?;
    chosen.status.success().then_some(core)
}

fn compiler() -> Result<String> {
    let output = Command::new("rustc").arg("--version").output().context("rustc cannot be run")?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::verdict;

    #[test]
    fn only_much_more_than_the_baseline_of_the_same_compiler_is_a_regression() {
        let baseline = "rustc 1\tasking\t1000\nrustc 1\treading\t500\n";
        let fits = |compiler, what, count| verdict(baseline, compiler, what, count).1;
        assert!(fits("rustc 1", "asking", 1100) && fits("rustc 1", "reading", 20));
        assert!(!fits("rustc 1", "asking", 1101) && !fits("rustc 1", "reading", 700));
        assert!(fits("rustc 2", "asking", 9000) && fits("rustc 1", "resting", 9000));
    }
}

//! Where and of what the figures are.

use std::fs;
use std::process::Command;

/// What there is to know of this machine and these programs, as (what, which).
pub(super) fn described() -> Vec<(&'static str, String)> {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let after = |text: &str, key: &str| {
        let line = text.lines().find(|line| line.starts_with(key))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let memory = after(&fs::read_to_string("/proc/meminfo").unwrap_or_default(), "MemTotal");
    let gib = memory.and_then(|m| m.split(' ').next()?.parse::<u64>().ok()).map(|kib| format!("{} GiB", kib >> 20));
    let unknown = || "unknown".to_owned();
    vec![
        ("processor", after(&info, "model name").unwrap_or_else(unknown)),
        ("cores", std::thread::available_parallelism().map_or(0, |n| n.get()).to_string()),
        ("memory", gib.unwrap_or_else(unknown)),
        ("system", said("uname", &["-sr"]).unwrap_or_else(unknown)),
        ("compiler", said("rustc", &["--version"]).unwrap_or_else(unknown)),
        ("revision", said("git", &["describe", "--always", "--dirty"]).unwrap_or_else(unknown)),
    ]
}

/// Today, as the system has it.
pub(super) fn today() -> String {
    said("date", &["-u", "+%Y-%m-%d"]).unwrap_or_else(|| "undated".to_owned())
}

/// The processor's name as a part of a file's.
pub(super) fn short() -> String {
    let name =
        described().into_iter().find(|(what, _)| *what == "processor").map(|(_, which)| which).unwrap_or_default();
    let words: Vec<String> = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| !w.is_empty() && !matches!(*w, "R" | "TM" | "CPU" | "Processor"))
        .map(str::to_ascii_lowercase)
        .collect();
    let cores = std::thread::available_parallelism().map_or(0, |n| n.get());
    format!("{}-{cores}-cores", words.iter().take(4).cloned().collect::<Vec<_>>().join("-"))
}

/// The first line that a program says.
pub(super) fn said(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok().filter(|o| o.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).lines().next()?.trim().to_owned())
}

//! Figures, and how they are kept: for people as tables, for programs as JSON.

use super::corpus::Sources;
use super::machine;
use anyhow::{Context, Result};
use serde::Serialize;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// One figure.
#[derive(Serialize)]
struct Figure {
    workload: &'static str,
    /// What was measured.
    what: String,
    /// Of how much: statements, pages, articles.
    size: String,
    value: f64,
    unit: &'static str,
}

/// Everything that a run measured.
#[derive(Serialize)]
pub(super) struct Results {
    date: String,
    machine: Vec<(&'static str, String)>,
    sources: String,
    checksum: String,
    figures: Vec<Figure>,
    /// What could not be measured, and why.
    left_out: Vec<String>,
}

impl Results {
    pub fn new(sources: &Sources) -> Self {
        Self {
            date: machine::today(),
            machine: machine::described(),
            sources: sources.name.clone(),
            checksum: sources.checksum.clone(),
            figures: Vec::new(),
            left_out: Vec::new(),
        }
    }

    /// Notes a figure.
    pub fn note(
        &mut self,
        workload: &'static str,
        what: impl Into<String>,
        size: impl ToString,
        value: f64,
        unit: &'static str,
    ) {
        self.figures.push(Figure { workload, what: what.into(), size: size.to_string(), value, unit });
    }

    /// Notes what could not be measured.
    pub fn leave_out(&mut self, why: impl Into<String>) {
        let why = why.into();
        eprintln!("bench: {why}");
        self.left_out.push(why);
    }

    /// A table a workload: what was measured down, of how much across.
    pub fn markdown(&self) -> String {
        let mut out = format!("# Measured on {}\n\n", self.date);
        for (what, which) in &self.machine {
            let _ = writeln!(out, "- {what}: {which}");
        }
        let _ = writeln!(out, "- made of: {} (SHA-256 {}…)", self.sources, self.checksum);
        for figures in self.figures.chunk_by(|a, b| a.workload == b.workload) {
            let mut sizes: Vec<&str> = Vec::new();
            let mut rows: Vec<(&str, &str)> = Vec::new();
            for figure in figures {
                if !sizes.contains(&figure.size.as_str()) {
                    sizes.push(&figure.size);
                }
                if !rows.contains(&(figure.what.as_str(), figure.unit)) {
                    rows.push((&figure.what, figure.unit));
                }
            }
            let _ = write!(out, "\n## {}\n\n| |", figures[0].workload);
            sizes.iter().for_each(|size| out.push_str(&format!(" {size} |")));
            let _ = write!(out, "\n|---|{}\n", "--:|".repeat(sizes.len()));
            for (what, unit) in rows {
                let _ = write!(out, "| {what}, {unit} |");
                for size in &sizes {
                    let of = |f: &&Figure| f.what == what && f.unit == unit && f.size == **size;
                    let value = figures.iter().find(of).map(|f| said(f.value)).unwrap_or_default();
                    let _ = write!(out, " {value} |");
                }
                out.push('\n');
            }
        }
        if !self.left_out.is_empty() {
            out.push_str("\nLeft out:\n\n");
            self.left_out.iter().for_each(|why| out.push_str(&format!("- {why}\n")));
        }
        out
    }

    /// Writes both forms into `folder`, named by day and machine; where the one for people lies.
    pub fn write(&self, folder: &Path) -> Result<PathBuf> {
        fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        let path = folder.join(format!("{}-{}.md", self.date, machine::short()));
        fs::write(&path, self.markdown()).with_context(|| format!("{} cannot be written", path.display()))?;
        let json = serde_json::to_string_pretty(self)? + "\n";
        fs::write(path.with_extension("json"), json)?;
        Ok(path)
    }
}

/// A number with three digits that count.
fn said(value: f64) -> String {
    let digits = match value.abs() {
        v if v >= 100.0 => 0,
        v if v >= 10.0 => 1,
        v if v >= 1.0 => 2,
        _ => 3,
    };
    format!("{value:.digits$}")
}

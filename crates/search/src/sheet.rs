//! A responsibility matrix as comma-separated values, for a sheet.

use crate::harmless::csv_value;
use crate::matrix::{Cell, Matrix};

const EVIDENCE: [&str; 7] = ["task", "role", "part", "confidence", "sentence", "article", "path"];

impl Cell {
    /// Its letters: "R", or "R/A" where the role both does it and decides on it.
    pub fn letters(&self) -> String {
        self.parts.iter().map(|part| part.letter().to_string()).collect::<Vec<_>>().join("/")
    }
}

impl Matrix {
    /// A row for each task and a column for each role, with the letters; then, below an empty row, a row for each sentence that
    /// they rest on (RFC 4180). Every row has the same number of values, and none is a formula.
    pub fn csv(&self) -> String {
        let wide = EVIDENCE.len().max(self.roles.len() + 1);
        let mut out = String::new();
        let mut record = |cells: &mut dyn Iterator<Item = &str>| {
            let mut cells: Vec<String> = cells.map(csv_value).collect();
            cells.resize(wide, String::new());
            out.push_str(&cells.join(","));
            out.push_str("\r\n");
        };
        record(&mut ["task"].into_iter().chain(self.roles.iter().map(String::as_str)));
        for row in &self.tasks {
            let of = |role: &String| row.cells.iter().find(|cell| cell.role == *role).map(Cell::letters);
            let letters: Vec<String> = self.roles.iter().map(|role| of(role).unwrap_or_default()).collect();
            record(&mut [row.task.as_str()].into_iter().chain(letters.iter().map(String::as_str)));
        }
        record(&mut std::iter::empty());
        record(&mut EVIDENCE.into_iter());
        for row in &self.tasks {
            for cell in &row.cells {
                let (letters, confidence) = (cell.letters(), format!("{:.2}", cell.confidence));
                for evidence in &cell.evidence {
                    let (text, article) = (evidence.text.as_str(), &evidence.article);
                    let told = [&row.task, &cell.role, &letters, &confidence, text, &article.title, &article.path];
                    record(&mut told.into_iter());
                }
            }
        }
        out
    }
}

//! `search export`: every record of the index, in the order of paths, so that the same index always gives the same bytes.

use crate::args::{Common, ExportFormat};
use crate::opened::Opened;
use crate::{Outcome, Output};
use anyhow::{Context, Result};
use rolecall_record::{ArticleRecord, lines};
use rolecall_search::csv_value;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

pub(super) fn run(file: Option<&Path>, format: ExportFormat, common: &Common, output: &mut Output) -> Result<Outcome> {
    let reader = Opened::open(common.index.as_deref())?;
    match file {
        Some(path) => {
            let cannot = || format!("{} cannot be written: check the path and its permissions", path.display());
            let mut out = BufWriter::new(File::create(path).with_context(cannot)?);
            write(&reader, format, |bytes| Ok(out.write_all(bytes)?)).with_context(cannot)?;
            out.flush().with_context(cannot)?;
        }
        None => write(&reader, format, |bytes| output.text(&String::from_utf8_lossy(bytes)))?,
    }
    Ok(Outcome::Answered)
}

fn write(reader: &Opened, format: ExportFormat, mut put: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
    if format == ExportFormat::Csv {
        put(b"article,title,heading,kind,role,name,strength,found_by,text\r\n")?;
    }
    for record in reader.records()? {
        let record = record?;
        let mut bytes = Vec::new();
        match format {
            ExportFormat::Jsonl => lines::write(&mut bytes, &record)?,
            ExportFormat::Csv => rows(&record).iter().for_each(|row| bytes.extend_from_slice(row.as_bytes())),
        }
        put(&bytes)?;
    }
    Ok(())
}

/// A row for each statement and role; one without a role where a statement has none.
fn rows(record: &ArticleRecord) -> Vec<String> {
    let mut rows = Vec::new();
    for s in &record.statements {
        let heading = s.heading.join(" › ");
        let mut row = |role: &str, name: &str, strength: &str, found_by: &str| {
            let article = &record.article;
            let cells =
                [&*article.path, &*article.title, &*heading, s.kind.as_str(), role, name, strength, found_by, &*s.text];
            rows.push(cells.map(csv_value).join(",") + "\r\n");
        };
        if s.roles.is_empty() {
            row("", "", "", "");
        }
        for m in &s.roles {
            row(&m.role, &m.name, m.strength.as_str(), m.found_by.as_str());
        }
    }
    rows
}

//! `search raci TASK…`, `search raci --tasks FILE`.

use super::ask::{model, open, sources, tell_gap};
use crate::args::{Common, Raci, Sheet};
use crate::exit::report;
use crate::render::{self, Page, Sources};
use crate::{Outcome, Output};
use anyhow::{Context, Result, bail};
use rolecall_embedding::Embed;
use rolecall_search::{Options, Searcher, tasks};
use std::io::Read;
use std::path::Path;

/// More than this is no list of tasks.
const MOST_BYTES: u64 = 1 << 20;

pub(super) fn run(raci: &Raci, common: &Common, output: &mut Output) -> Result<Outcome> {
    output.json |= raci.format == Sheet::Json;
    let tasks = match &raci.tasks {
        Some(file) => from_file(file)?,
        None => raci.task.clone(),
    };
    let reader = open(common, output.width)?;
    let model = model(common, reader.retrieve())?;
    let searcher = Searcher::new(reader.retrieve()).understanding(model.as_ref().map(|m| m as &dyn Embed));
    let options = Options {
        roles: raci.limit,
        evidence: usize::MAX,
        only: raci.only.restriction(),
        min_confidence: raci.min_confidence,
        ..Options::default()
    };
    let matrix = searcher.matrix(&tasks, &options)?;
    if output.json {
        output.json_line(&matrix)?;
    } else {
        let sources = if raci.format == Sheet::Text { sources(&reader) } else { Sources::default() };
        let page = Page { width: output.width, links: output.links, sources: &sources, all: raci.all, more: "--all" };
        output.text(&match raci.format {
            Sheet::Markdown => render::matrix_markdown(&matrix),
            Sheet::Csv => matrix.csv(),
            Sheet::Html => render::matrix_html(&matrix),
            Sheet::Text | Sheet::Json => render::matrix(&matrix, page),
        })?;
    }
    output.flush()?;
    let problems = matrix.tasks.iter().filter_map(|row| Some((&row.task, row.problem.as_ref()?)));
    problems.clone().for_each(|(task, why)| report(&format!("the task \"{task}\" cannot be looked up: {why}")));
    tell_gap(matrix.partial.as_deref());
    Ok(match (problems.count(), matrix.roles.is_empty()) {
        _ if matrix.partial.is_some() => Outcome::PartlyFailed,
        (0, false) => Outcome::Answered,
        (0, true) => Outcome::NothingFound,
        _ => Outcome::PartlyFailed,
    })
}

/// The tasks of a file, one a line, without the marks of a list.
fn from_file(file: &Path) -> Result<Vec<String>> {
    let name = if file == Path::new("-") { "standard input".to_owned() } else { file.display().to_string() };
    let what_to_do = || format!("the tasks in {name} cannot be read: give a text file with one task a line");
    let mut text = String::new();
    let read = if file == Path::new("-") {
        std::io::stdin().lock().take(MOST_BYTES + 1).read_to_string(&mut text)
    } else {
        std::fs::File::open(file).and_then(|opened| opened.take(MOST_BYTES + 1).read_to_string(&mut text))
    };
    if read.with_context(what_to_do)? as u64 > MOST_BYTES {
        bail!("there is more than a megabyte of tasks in {name}: give a text file with one task a line");
    }
    let tasks: Vec<String> = tasks(&text).map(str::to_owned).collect();
    if tasks.is_empty() {
        bail!("there is no task in {name}: write one a line");
    }
    Ok(tasks)
}

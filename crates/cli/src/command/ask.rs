//! `search QUESTION`, `search explain QUESTION`, `search --questions FILE`.

use super::ingest;
use crate::args::{Ask, Common, Format, meant};
use crate::exit::report;
use crate::model::TURN_ON;
use crate::opened::Opened;
use crate::place::place;
use crate::render::{self, Page, Sources};
use crate::{Model, Outcome, Output, default_corpus};
use anyhow::{Context, Result};
use rolecall_embedding::{Embed, MiniLm};
use rolecall_indexer::{IndexError, Reader};
use rolecall_search::{Answer, AskError, Options, Retrieve, Searcher};
use rolecall_serve::Place;
use serde::Deserialize;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// A line of `--questions`.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: Option<serde_json::Value>,
    question: String,
}

pub(super) fn run(ask: &Ask, common: &Common, output: &mut Output, explain: bool) -> Result<Outcome> {
    output.json |= ask.format == Format::Json;
    let reader = open(common, output.width).inspect_err(|_| hint(ask))?;
    let model = model(common, reader.retrieve())?;
    let searcher = Searcher::new(reader.retrieve()).understanding(model.as_ref().map(|m| m as &dyn Embed));
    let sources = if output.json { Sources::default() } else { sources(&reader) };
    let options = Options {
        roles: if ask.all { usize::MAX } else { ask.limit },
        evidence: usize::MAX,
        explain,
        only: ask.only.restriction(),
        min_confidence: ask.min_confidence,
        intent: ask.intent.map(Into::into),
        ..Options::default()
    };
    let page = Page { width: output.width, links: output.links, sources: &sources, all: ask.all, more: "--all" };
    if let Some(file) = &ask.questions {
        return from_file(file, &searcher, &options, (page, ask.format), output);
    }
    let answer = searcher.ask(&ask.question.join(" "), &options)?;
    print(&answer, &searcher, &options, (page, ask.format, true), output)?;
    output.flush()?;
    tell_gap(answer.partial.as_deref());
    if answer.abstained {
        hint(ask);
    }
    Ok(outcome(&answer))
}

/// Whoever mistypes a command gets an answer to a question that was never asked: says so where it led to nothing.
fn hint(ask: &Ask) {
    if let Some(command) = ask.question.first().and_then(|word| meant(word)) {
        report(&format!("this was taken for a question: for the command, type `search {command}`"));
    }
}

/// The model that the index was read with, where it is there. An index without vectors needs none; where it has some and
/// the model is missing or another one, that is said.
pub(super) fn model(common: &Common, index: &dyn Retrieve) -> Result<Option<MiniLm>> {
    let Some(of_index) = index.model() else { return Ok(None) };
    if common.model == Model::None {
        return Ok(None);
    }
    let model = common.model.load()?;
    match &model {
        None => report(&format!("questions are matched by words alone, as the sentence model is not here: {TURN_ON}")),
        Some(model) if model.id() != of_index => {
            report(
                "questions are matched by words alone, as the index was read with another model: run `search ingest` again",
            );
        }
        Some(_) => {}
    }
    Ok(model)
}

/// The index; in a clone that has none yet, it is built first.
pub(super) fn open(common: &Common, width: usize) -> Result<Opened> {
    let dir = match place(common.index.as_deref())? {
        Place::Folder(dir) => dir,
        Place::Cluster(address) => return Ok(Opened::Cluster(Box::new(rolecall_cluster::Reader::open(&address)?))),
    };
    let opened = match Reader::open(&dir) {
        Err(IndexError::Missing(_)) if common.index.is_none() => match default_corpus() {
            Some(corpus) => {
                ingest::first(&corpus, &dir, width, &common.model)?;
                Reader::open(&dir)?
            }
            None => return Err(IndexError::Missing(dir).into()),
        },
        opened => opened?,
    };
    Ok(Opened::Folder(Box::new(opened)))
}

/// Says on standard error, too, that an answer is of a part of the index: a sheet has no place for it.
pub(super) fn tell_gap(partial: Option<&str>) {
    if let Some(what) = partial {
        report(&format!("only a part of the index answered ({what}): ask again once all of it is there"));
    }
}

fn outcome(answer: &Answer) -> Outcome {
    if answer.partial.is_some() {
        Outcome::PartlyFailed
    } else if answer.abstained {
        Outcome::NothingFound
    } else {
        Outcome::Answered
    }
}

fn print(
    answer: &Answer,
    searcher: &Searcher<'_>,
    options: &Options,
    (page, format, first): (Page<'_>, Format, bool),
    output: &mut Output,
) -> Result<()> {
    if output.json {
        return output.json_line(answer);
    }
    let text = if format == Format::Markdown {
        render::markdown(answer)
    } else if format == Format::Csv {
        render::csv(answer, first)
    } else if options.explain {
        let words =
            searcher.understand(&answer.question)?.words.into_iter().map(|w| (w.stem, w.weight)).collect::<Vec<_>>();
        render::explained(answer, &words, output.width)
    } else {
        render::answer(answer, page)
    };
    output.text(&text)
}

/// Answers a file of questions in order. A line that cannot be asked is reported and still gets its answer, that names
/// nobody, so that answers stay beside questions; the rest is answered.
fn from_file(
    file: &Path,
    searcher: &Searcher<'_>,
    options: &Options,
    (page, format): (Page<'_>, Format),
    output: &mut Output,
) -> Result<Outcome> {
    let what_to_do = || {
        format!(
            "the questions in {} cannot be read: give a file with one {{\"id\",\"question\"}} a line",
            file.display()
        )
    };
    let lines = BufReader::new(File::open(file).with_context(what_to_do)?).split(b'\n');
    let (mut answered, mut failed, mut first) = (false, false, true);
    for (number, line) in lines.enumerate() {
        let line = line.with_context(what_to_do)?;
        let line = line.strip_prefix(b"\xef\xbb\xbf").filter(|_| number == 0).unwrap_or(&line);
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let mut unanswered = |question: &str, id, why: String, output: &mut Output| {
            report(&format!("line {} of {}: {why}", number + 1, file.display()));
            failed = true;
            if output.json { output.json_line(&Answer::nothing(question, id)) } else { Ok(()) }
        };
        let line: Line = match serde_json::from_slice(line) {
            Ok(line) => line,
            Err(error) => {
                unanswered("", None, format!("it is no {{\"id\",\"question\"}} ({error}): mend it"), output)?;
                continue;
            }
        };
        let id = line.id.map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
        let options = Options { id, ..options.clone() };
        let answer = match searcher.ask(&line.question, &options) {
            Ok(answer) => answer,
            Err(AskError::Question(error)) => {
                unanswered(&line.question, options.id.clone(), error.to_string(), output)?;
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        let plain = !output.json && format == Format::Text;
        if plain {
            output.text(&format!("{}\n", render::visible(&format!("▪ {}", line.question))))?;
        }
        print(&answer, searcher, &options, (page, format, first), output)?;
        first = false;
        tell_gap(answer.partial.as_deref());
        failed |= answer.partial.is_some();
        if plain {
            output.text("\n")?;
        }
        answered |= !answer.abstained;
    }
    Ok(match (failed, answered) {
        (true, _) => Outcome::PartlyFailed,
        (false, true) => Outcome::Answered,
        (false, false) => Outcome::NothingFound,
    })
}

/// Where the articles' files are.
pub(super) fn sources(index: &Opened) -> Sources {
    Sources::new(index.roots())
}

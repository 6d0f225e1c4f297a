//! `search` on a terminal without arguments: question after question, each of which may lean on the one before.
//!
//! A line that begins with `!` is a command. What a follow-up means is told by [`Thread`] and shown before it is answered;
//! the question itself is answered as from the command line.

use super::ask::{model, open, sources};
use crate::args::Common;
use crate::exit::{report, report_help};
use crate::prompt::{COMMANDS, Editor, Line};
use crate::render::{self, Page, Sources};
use crate::{Outcome, Output};
use anyhow::Result;
use rolecall_embedding::Embed;
use rolecall_search::{Answer, Options, Searcher, Thread};
use std::io::IsTerminal;

/// What one prompt works with.
struct Session<'s> {
    searcher: Searcher<'s>,
    sources: Sources,
    thread: Thread,
    /// The last question that was answered.
    last: Option<(String, Answer)>,
}

/// Starts the prompt where somebody sits at a terminal; elsewhere there is nothing to be done.
pub(super) fn begin(common: &Common, output: &mut Output) -> Result<Outcome> {
    if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
        return run(common, output);
    }
    report_help();
    Ok(Outcome::PartlyFailed)
}

fn run(common: &Common, output: &mut Output) -> Result<Outcome> {
    let reader = open(common, output.width)?;
    let model = model(common, reader.retrieve())?;
    let searcher = Searcher::new(reader.retrieve()).understanding(model.as_ref().map(|m| m as &dyn Embed));
    let mut session = Session { searcher, sources: sources(&reader), thread: Thread::default(), last: None };
    let names =
        reader.retrieve().roles().roles.iter().flat_map(|role| role.aliases.iter().map(|alias| alias.name.clone()));
    let mut editor = Editor::new(names.collect())?;
    let (roles, statements) = (reader.retrieve().roles().roles.len(), reader.retrieve().statements() as usize);
    output.text(&render::greeting(roles, statements, output.width))?;
    output.flush()?;
    loop {
        output.measure();
        match editor.read()? {
            Line::End => break,
            Line::Cancelled => {}
            Line::Typed(line) => {
                let more = match line.strip_prefix('!') {
                    Some(command) => session.command(command.trim(), output)?,
                    None => session.answer(&line, false, output)?,
                };
                output.flush()?;
                if !more {
                    break;
                }
            }
        }
    }
    Ok(Outcome::Answered)
}

impl Session<'_> {
    /// Answers a question; whether to go on.
    fn answer(&mut self, typed: &str, explain: bool, output: &mut Output) -> Result<bool> {
        let full = self.thread.in_full(typed, self.searcher.roles());
        if let Some(full) = &full {
            output.text(&render::in_full(full, output.width))?;
        }
        let question = full.unwrap_or_else(|| typed.to_owned());
        let options = Options { evidence: usize::MAX, explain, ..Options::default() };
        match self.searcher.ask(&question, &options) {
            Ok(answer) => {
                self.thread.heard(&question, &answer, self.searcher.roles());
                self.show(&answer, explain, false, output)?;
                self.last = Some((question, answer));
            }
            // An index that cannot be read now may be read in a moment.
            Err(error) => report(&error.to_string()),
        }
        Ok(true)
    }

    fn show(&self, answer: &Answer, explain: bool, all: bool, output: &mut Output) -> Result<()> {
        if explain {
            let understood = self.searcher.understand(&answer.question)?;
            let words: Vec<(String, f32)> = understood.words.into_iter().map(|w| (w.stem, w.weight)).collect();
            return output.text(&render::explained(answer, &words, output.width));
        }
        let page = Page { width: output.width, links: output.links, sources: &self.sources, all, more: "!all" };
        output.text(&format!("{}\n", render::answer(answer, page)))
    }

    /// Does what a line after `!` says; whether to go on.
    fn command(&mut self, line: &str, output: &mut Output) -> Result<bool> {
        let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        match (name, &self.last) {
            ("quit" | "q" | "exit", _) => return Ok(false),
            ("help" | "h" | "?", _) => output.text(&render::prompt_help(&COMMANDS, output.width))?,
            ("roles", _) => {
                let names = self.searcher.roles().names_holding(rest);
                let told = if names.is_empty() { "no role is called so".to_owned() } else { names.join(", ") };
                output.text(&render::lines(&render::visible(&told), output.width))?;
            }
            ("forget", _) => (self.thread, self.last) = (Thread::default(), None),
            ("explain", _) if !rest.is_empty() => return self.answer(rest, true, output),
            ("explain" | "all" | "json", None) => report("there is no answer yet: ask something first"),
            ("explain", Some((question, _))) => {
                let question = question.clone();
                return self.answer(&question, true, output);
            }
            ("all", Some((_, answer))) => self.show(&answer.clone(), false, true, output)?,
            ("json", Some((_, answer))) => output.json_line(answer)?,
            _ => report(&format!("there is no command !{name}: !help lists them")),
        }
        Ok(true)
    }
}

//! Line editing for the prompt: a history that stays, and the names of roles completed.

use anyhow::{Context as _, Result};
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::FileHistory;
use rustyline::validate::Validator;
use rustyline::{CompletionType, Config, Context, Helper};
use std::path::{Path, PathBuf};

/// What can be said after `!`, and what it does.
pub(crate) const COMMANDS: [(&str, &str); 7] = [
    ("!all", "the last answer with everything that was left out"),
    ("!explain [QUESTION]", "what each score is made of, of the last answer or of another question"),
    ("!json", "the last answer as JSON"),
    ("!roles [WORD]", "the roles of the articles, those with this word in a name"),
    ("!forget", "begin anew: pronouns mean nobody"),
    ("!help", "this"),
    ("!quit", "leave; so does Ctrl-D"),
];

/// What stands before a question.
const PROMPT: &str = "who? ";

/// So many lines are kept.
const LINES: usize = 1000;

/// What came from the keyboard.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// A line with something in it.
    Typed(String),
    /// Nothing, or a line that was given up (Ctrl-C).
    Cancelled,
    /// No more will come (Ctrl-D).
    End,
}

/// Reads lines from the terminal.
pub(crate) struct Editor {
    inner: rustyline::Editor<Names, FileHistory>,
    /// Where the history is kept; nowhere, where there is no place for it.
    history: Option<PathBuf>,
}

impl Editor {
    /// One that completes `names`.
    ///
    /// # Errors
    /// This is no terminal that lines can be read from.
    pub(crate) fn new(names: Vec<String>) -> Result<Self> {
        let config = Config::builder()
            .auto_add_history(false)
            .completion_type(CompletionType::List)
            .history_ignore_dups(true)?
            .max_history_size(LINES)?
            .build();
        let mut inner = rustyline::Editor::with_config(config).context("this terminal cannot be read line by line")?;
        inner.set_helper(Some(Names::new(names)));
        let history = state_dir().map(|dir| dir.join("history"));
        // A history that is not there yet, or cannot be read, is none.
        if let Some(file) = &history {
            let _ = inner.load_history(file);
        }
        Ok(Self { inner, history })
    }

    /// The next line.
    ///
    /// # Errors
    /// The terminal cannot be read.
    pub(crate) fn read(&mut self) -> Result<Line> {
        let line = match self.inner.readline(PROMPT) {
            Ok(line) => line,
            Err(ReadlineError::Eof) => return Ok(Line::End),
            Err(ReadlineError::Interrupted) => return Ok(Line::Cancelled),
            Err(error) => return Err(error).context("the terminal cannot be read"),
        };
        let line = line.trim();
        if line.is_empty() {
            return Ok(Line::Cancelled);
        }
        self.keep(line);
        Ok(Line::Typed(line.to_owned()))
    }

    /// Keeps a line at once, so that it stays however the prompt ends. That it cannot be kept costs nobody an answer.
    fn keep(&mut self, line: &str) {
        let new = self.inner.add_history_entry(line).unwrap_or(false);
        if let Some(file) = self.history.as_deref().filter(|_| new) {
            let kept = file.parent().is_some_and(|dir| private(dir).is_ok()) && self.inner.append_history(file).is_ok();
            if !kept {
                self.history = None;
            }
        }
    }
}

/// Makes a folder that only its owner can look into: questions may be private.
fn private(dir: &Path) -> std::io::Result<()> {
    if dir.is_dir() {
        return Ok(());
    }
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(dir)
}

/// Where what should outlive a session is kept.
fn state_dir() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    if cfg!(windows) {
        return Some(set("LOCALAPPDATA")?.join("rolecall"));
    }
    let home = || set("HOME");
    if cfg!(target_os = "macos") {
        return Some(home()?.join("Library/Application Support/rolecall"));
    }
    let state = set("XDG_STATE_HOME").filter(|dir| dir.is_absolute()).or_else(|| Some(home()?.join(".local/state")))?;
    Some(state.join("rolecall"))
}

/// Completes names of roles, and commands.
struct Names {
    names: Vec<String>,
}

impl Names {
    fn new(mut names: Vec<String>) -> Self {
        names.sort_unstable();
        names.dedup();
        Self { names }
    }

    /// From where on `line` can be completed, and to what. Names of several words are completed from any of the words that
    /// are there already: of "who helps the first off", "first off" is the beginning of a name.
    fn complete_at(&self, line: &str) -> (usize, Vec<String>) {
        if line.starts_with('!') && !line.contains(' ') {
            let commands = COMMANDS.iter().filter_map(|(command, _)| command.split(' ').next());
            return (0, commands.filter(|c| c.starts_with(line)).map(str::to_owned).collect());
        }
        let is_start = |at: &usize| line[..*at].chars().next_back().is_none_or(char::is_whitespace);
        let starts = line.char_indices().map(|(at, _)| at).filter(is_start);
        for at in starts {
            let typed = line[at..].to_lowercase();
            if typed.trim().is_empty() {
                break;
            }
            let found: Vec<String> =
                self.names.iter().filter(|name| name.to_lowercase().starts_with(&typed)).cloned().collect();
            if !found.is_empty() {
                return (at, found);
            }
        }
        (line.len(), Vec::new())
    }
}

impl Helper for Names {}
impl Highlighter for Names {}
impl Validator for Names {}

impl Hinter for Names {
    type Hint = String;
}

impl Completer for Names {
    type Candidate = String;

    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        Ok(self.complete_at(&line[..at]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        Names::new(["waiter", "first officer", "first mate", "FOH engineer"].map(str::to_owned).to_vec())
    }

    #[test]
    fn names_are_completed_from_any_word_of_them() {
        assert_eq!(names().complete_at("does the wai"), (9, vec!["waiter".to_owned()]));
        assert_eq!(names().complete_at("first o"), (0, vec!["first officer".to_owned()]));
        assert_eq!(names().complete_at("who helps the first ").1.len(), 2);
        assert_eq!(names().complete_at("foh e"), (0, vec!["FOH engineer".to_owned()]));
        assert_eq!(names().complete_at("does the "), (9, Vec::new()));
        assert_eq!(names().complete_at(""), (0, Vec::new()));
    }

    #[test]
    fn commands_are_completed_at_the_beginning_of_a_line() {
        assert_eq!(names().complete_at("!ro"), (0, vec!["!roles".to_owned()]));
        assert_eq!(names().complete_at("!roles wai"), (7, vec!["waiter".to_owned()]));
    }
}

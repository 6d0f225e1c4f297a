//! Text for people: ranked roles with their evidence, at a given width.
//!
//! Everything is rendered into a string with colours in it, whatever the terminal; [`crate::Output`] takes out what the
//! terminal does not want. So there is one rendering to test, with and without colour.

mod answer;
mod compare;
mod explain;
mod export;
mod flow;
mod matrix;
#[cfg(test)]
mod matrix_tests;
mod profile;
mod prompt;
mod roles;
mod sheet;
mod source;
#[cfg(test)]
mod tests;

pub(crate) use answer::answer;
pub(crate) use explain::explained;
pub(crate) use export::{csv, markdown};
pub(crate) use flow::lines;
pub(crate) use matrix::matrix;
pub(crate) use prompt::{greeting, in_full, prompt_help};
pub(crate) use rolecall_search::visible;
pub(crate) use roles::{role_list, why};
pub(crate) use sheet::{matrix_html, matrix_markdown};
pub(crate) use source::Sources;

use anstyle::{AnsiColor, Color, Style};

/// Where text is rendered to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page<'s> {
    /// Columns.
    pub(crate) width: usize,
    /// Whether hyperlinks can be shown.
    pub(crate) links: bool,
    /// Where the articles' files are.
    pub(crate) sources: &'s Sources,
    /// Whether everything is shown, however much it is.
    pub(crate) all: bool,
    /// What shows everything.
    pub(crate) more: &'s str,
}

impl Page<'_> {
    /// How many are shown where it is at most `few`.
    fn most(&self, few: usize) -> usize {
        if self.all { usize::MAX } else { few }
    }

    /// That there are `n` more, and what shows them.
    fn rest(&self, n: usize) -> String {
        styled(QUIET, &format!("and {n} more: {}", self.more))
    }
}

#[cfg(test)]
fn page(width: usize, sources: &Sources) -> Page<'_> {
    Page { width, links: false, sources, all: false, more: "--all" }
}

const fn coloured(color: AnsiColor) -> Style {
    Style::new().fg_color(Some(Color::Ansi(color)))
}

const STRONG: Style = Style::new().bold();
const QUIET: Style = Style::new().dimmed();
const MARK: Style = coloured(AnsiColor::Yellow).bold();
const BAR: Style = coloured(AnsiColor::Green);
const SOURCE: Style = coloured(AnsiColor::Cyan);

/// `text` in `style`.
fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

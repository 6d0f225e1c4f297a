//! Text for people: ranked roles with their evidence, at a given width.
//!
//! Everything is rendered into a string with colours in it, whatever the terminal; [`crate::Output`] takes out what the
//! terminal does not want. So there is one rendering to test, with and without colour.

mod answer;
mod compare;
mod explain;
mod export;
mod flow;
mod profile;
mod roles;
mod source;
#[cfg(test)]
mod tests;

pub(crate) use answer::answer;
pub(crate) use explain::explained;
pub(crate) use export::{csv, markdown};
pub(crate) use flow::{lines, visible};
pub(crate) use roles::{role_list, why};
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

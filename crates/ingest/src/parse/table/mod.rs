//! Tables of data, whatever program wrote them: values parted by commas, JSON, spreadsheets. Rows and columns first; then
//! two of the columns answer "who does what".
//!
//! Such a table may have many columns (codes, dates, kinds). Those of the role and of the task are named by the user, else
//! found by their header's words, else by what stands in them: the task is what is longest, the role what is repeated or
//! short before it. The document then is a table of these two, so that the rest of the pipeline sees what it knows from
//! pages, and a note says which were taken. A column of other names makes the document a table of aliases.

pub(super) mod delimited;
pub(super) mod json;
#[cfg(feature = "office")]
pub(super) mod sheet;
pub(super) mod titles;

use super::Unreadable;
use crate::{Document, bounds};
use rolecall_record::BlockKind;
use std::fmt;
use std::str::FromStr;
use titles::{ALIAS, ROLE, TASK, is_title, plain};

/// So many rows decide how a table is laid out.
const SAMPLE: usize = 200;
/// Of no more rows all columns are looked at, as in a table of a page.
const MOST_OF_ALL: usize = 5000;
/// A text with more words than this is an article rather than a task.
const LONGEST_TASK: usize = 80;
/// Parts the values of a list within a cell.
pub(super) const LIST: char = '\u{1e}';

/// The columns that the user has named, by header or by number from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    role: Option<String>,
    text: Option<String>,
    alias: Option<String>,
}

impl Columns {
    /// None is named: they are guessed.
    pub(crate) const NONE: Self = Self { role: None, text: None, alias: None };
}

/// What names no columns.
const GUESS: &str = "guess";

impl fmt::Display for Columns {
    /// As they are read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = [("role", &self.role), ("text", &self.text), ("alias", &self.alias)];
        let named = named.into_iter().filter_map(|(kind, name)| Some(format!("{kind}={}", name.as_ref()?)));
        let named: Vec<String> = named.collect();
        f.write_str(if named.is_empty() { GUESS.to_owned() } else { named.join(",") }.as_str())
    }
}

impl FromStr for Columns {
    type Err = String;

    /// Reads `role=Title,text=Task`; `alias=NAME` stands for either. `guess` names none.
    fn from_str(text: &str) -> Result<Self, String> {
        let mut columns = Self::default();
        if text.trim() == GUESS {
            return Ok(columns);
        }
        for part in text.split(',') {
            let (what, name) = part.split_once('=').ok_or("write columns as role=Title,text=Task")?;
            let into = match what.trim() {
                "role" => &mut columns.role,
                "text" | "task" => &mut columns.text,
                "alias" => &mut columns.alias,
                other => return Err(format!("`{other}` is no kind of column: name role, text or alias")),
            };
            *into = Some(name.trim().to_owned()).filter(|name| !name.is_empty());
        }
        Ok(columns)
    }
}

/// Rows of values under a header.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<Row>,
    /// Whether the cells behind the end of a short row are there, and empty.
    pub(super) padded: bool,
    /// Whether the header holds names of fields, and is no row in any case.
    pub(super) keyed: bool,
}

impl Grid {
    /// The cell of a row in a column, where it has one.
    fn cell<'g>(&self, row: &'g Row, column: usize) -> Option<&'g str> {
        let empty = self.padded && column < self.header.len();
        row.cell(column).or(empty.then_some(""))
    }
}

/// The cells of a row, one behind the other: strings of their own would take thirty bytes for each of a letter.
#[derive(Debug, Default)]
pub(super) struct Row {
    text: Box<str>,
    /// Where each ends.
    ends: Box<[u32]>,
}

impl Row {
    fn cell(&self, column: usize) -> Option<&str> {
        let end = *self.ends.get(column)? as usize;
        let start = column.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.text.get(start..end)
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|column| self.cell(column))
    }
}

impl<S: AsRef<str>> FromIterator<S> for Row {
    fn from_iter<I: IntoIterator<Item = S>>(cells: I) -> Self {
        let (mut text, mut ends) = (String::new(), Vec::new());
        for cell in cells {
            text += cell.as_ref();
            ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        }
        Self { text: text.into(), ends: ends.into() }
    }
}

/// What a table's columns are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Roles {
    role: usize,
    other: usize,
    aliases: bool,
}

/// Makes a document of `grid`.
///
/// # Errors
/// [`Unreadable::Columns`] where there is no column that the user has named.
pub(super) fn document(grid: &Grid, wanted: &Columns) -> Result<Document, Unreadable> {
    let mut document = Document::default();
    append(grid, wanted, 0, &mut document)?;
    Ok(document)
}

/// Appends `grid` as table number `number`. A document is data as long as each of its tables is.
fn append(grid: &Grid, wanted: &Columns, number: u32, document: &mut Document) -> Result<bool, Unreadable> {
    let turned = titles::turned(grid);
    let grid = turned.as_ref().unwrap_or(grid);
    let Some(roles) = columns(grid, wanted)? else {
        if grid.header.len() > 2 && !grid.rows.is_empty() {
            document.note(0, "all of its columns were read (--columns role=…,text=… takes two of them)");
        }
        let most = bounds::cells(grid.rows.iter().map(|row| row.text.len()).sum());
        let mut count = 0;
        let header = grid.header.iter().collect();
        for (i, row) in std::iter::once(&header).chain(&grid.rows).enumerate() {
            let columns = (0..).map_while(|column| grid.cell(row, column));
            let cells: Vec<_> = columns.map(|cell| (cell.replace(LIST, "; "), 1)).collect();
            count += cells.len();
            if count > most {
                return Err(Unreadable::CutUp(format!("more than {most} cells")));
            }
            document.push_row(number, i == 0, &cells);
        }
        return Ok(false);
    };
    let (role, other) = (&grid.header[roles.role], &grid.header[roles.other]);
    if !roles.aliases && words(grid, roles.other) > LONGEST_TASK * grid.rows.len().clamp(1, SAMPLE) {
        articles(grid, roles, document);
        return Ok(false);
    }
    let kind = if roles.aliases { "other names" } else { "tasks" };
    let untitled = untitled(grid, wanted, roles);
    document.note(
        0,
        if untitled {
            let (role, other) = (roles.role + 1, roles.other + 1);
            format!(
                "its first row is no titles: roles in column {role}, {kind} in column {other} (--columns names others)"
            )
        } else {
            format!("roles in column “{role}”, {kind} in column “{other}” (--columns names others)")
        },
    );
    let first: Option<Row> = untitled.then(|| grid.header.iter().collect());
    document.data = true;
    let second = if roles.aliases { ALSO_CALLED } else { "Task" };
    document.push_row(number, true, &[("Role".into(), 1), (second.into(), 1)]);
    for row in first.iter().chain(&grid.rows) {
        if let (Some(role), Some(other)) = (grid.cell(row, roles.role), grid.cell(row, roles.other)) {
            for part in other.split(LIST).filter(|part| !part.trim().is_empty()) {
                document.push_row(number, false, &[(role.replace(LIST, "; "), 1), (part.to_owned(), 1)]);
            }
        }
    }
    Ok(true)
}

/// Heads the column of other names in a document of data.
pub(crate) const ALSO_CALLED: &str = "Also called";

/// Appends rows whose texts are articles: a heading and paragraphs each.
fn articles(grid: &Grid, roles: Roles, document: &mut Document) {
    for row in &grid.rows {
        if let (Some(title), Some(text)) = (grid.cell(row, roles.role), grid.cell(row, roles.other)) {
            document.push_text(BlockKind::Heading { level: 1 }, title);
            for paragraph in text.split(['\n', LIST]) {
                document.push_text(BlockKind::Paragraph, paragraph);
            }
        }
    }
}

/// Whether the first row is a row like the others: no word of it is one of titles, and its task is a phrase as theirs are.
fn untitled(grid: &Grid, wanted: &Columns, roles: Roles) -> bool {
    let count = |cell: &str| cell.split_whitespace().count();
    let mut named = [&wanted.role, &wanted.text, &wanted.alias].into_iter().flatten();
    let by_title = |name: &String| grid.header.iter().any(|head| plain(head) == plain(name));
    let titled = |head: &String| is_title(head) || plain(head).split(' ').any(is_title);
    let (role, other) = (&grid.header[roles.role], &grid.header[roles.other]);
    let rows = grid.rows.len().min(SAMPLE);
    !grid.keyed
        && !roles.aliases
        && !role.trim().is_empty()
        && count(other) > 1
        && count(other) * 2 * rows >= words(grid, roles.other)
        && !named.any(by_title)
        && !grid.header.iter().any(titled)
        && !titles::is_row_of_titles(grid.header.iter().map(String::as_str))
}

/// How many words the first rows have in a column.
fn words(grid: &Grid, column: usize) -> usize {
    let cells = grid.rows.iter().take(SAMPLE).filter_map(|row| row.cell(column));
    cells.map(|cell| cell.split_whitespace().count()).sum()
}

/// The columns of the role and of the task or other name; `None` where it is no such table.
fn columns(grid: &Grid, wanted: &Columns) -> Result<Option<Roles>, Unreadable> {
    let heads: Vec<String> = grid.header.iter().map(|header| plain(header)).collect();
    let chosen = |name: &Option<String>| match name {
        None => Ok(None),
        Some(name) => {
            let by_number = || name.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < heads.len());
            let found = heads.iter().position(|head| *head == plain(name)).or_else(by_number);
            let missing = || Unreadable::Columns(name.clone(), grid.header.join(", "));
            found.map(Some).ok_or_else(missing)
        }
    };
    let (role, text, alias) = (chosen(&wanted.role)?, chosen(&wanted.text)?, chosen(&wanted.alias)?);
    // A table gives tasks or other names: where both are named, what is said comes before what is called.
    let alias = alias.filter(|_| text.is_none());
    let named = |titles: &[&str]| titles::column(&heads, titles);
    let alias = alias.or_else(|| named(ALIAS).filter(|_| text.is_none() && named(TASK).is_none()));
    let sample = &grid.rows[..grid.rows.len().min(SAMPLE)];
    let wordy = |column: &usize| {
        let letters = |cell: &&str| cell.chars().filter(|c| c.is_alphabetic()).count() * 2 > cell.chars().count();
        sample.iter().filter_map(|row| row.cell(*column)).filter(letters).count() * 2 > sample.len()
    };
    let guessed = role.is_none() && text.is_none() && alias.is_none();
    if guessed && grid.rows.len() <= MOST_OF_ALL && titles::needs_all(grid, named(ROLE), named(TASK)) {
        return Ok(None);
    }
    let of_tasks = |column: &usize| wordy(column) && !titles::is_of_people(&grid.header[*column]);
    let longest = || (0..heads.len()).filter(of_tasks).max_by_key(|column| words(grid, *column));
    let Some(other) = alias.or(text).or_else(|| named(TASK)).or_else(longest) else { return Ok(None) };
    let role = role
        .or_else(|| {
            named(ROLE).filter(|role| *role != other).or_else(|| {
                let others: Vec<String> = heads
                    .iter()
                    .enumerate()
                    .map(|(i, head)| if i == other { String::new() } else { head.clone() })
                    .collect();
                titles::column(&others, ROLE)
            })
        })
        .filter(|role| *role != other);
    // Questions are nobody.
    let asks = |column: &usize| {
        let asked = sample.iter().filter_map(|row| row.cell(*column)).filter(|cell| cell.trim_end().ends_with('?'));
        asked.count() * 2 > sample.len()
    };
    let role = role.or_else(|| (0..heads.len()).filter(|column| *column != other && !asks(column)).find(wordy));
    Ok(role.map(|role| Roles { role, other, aliases: alias.is_some() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(header: &[&str], rows: &[&[&str]]) -> Grid {
        let header = header.iter().map(|cell| (*cell).to_owned()).collect();
        Grid { header, rows: rows.iter().map(|row| row.iter().collect()).collect(), ..Grid::default() }
    }

    fn read(grid: &Grid, wanted: &str) -> Result<Vec<String>, Unreadable> {
        let wanted = if wanted.is_empty() { Columns::default() } else { wanted.parse().unwrap() };
        let document = document(grid, &wanted)?;
        Ok(document.blocks.iter().map(|b| b.span.of(&document.text).replace('\t', " | ")).collect())
    }

    #[test]
    fn columns_that_are_named_come_before_those_that_are_guessed() {
        let grid =
            grid(&["Berth", "Name", "Task", "Remark"], &[&["Purser", "Ann", "Count", "Counts the cash at night"]]);
        assert_eq!(read(&grid, "").unwrap()[1], "Ann | Count");
        assert_eq!(read(&grid, "role=berth,text=4").unwrap()[1], "Purser | Counts the cash at night");
        assert_eq!(read(&grid, "role=berth,text=task,alias=name").unwrap()[1], "Purser | Count");
        let error = read(&grid, "role=Rank").unwrap_err().to_string();
        assert_eq!(
            error,
            "it has no column “Rank”: it has Berth, Name, Task, Remark (name one of these with --columns, or none with --columns guess)"
        );
        assert!("role".parse::<Columns>().is_err() && "who=x".parse::<Columns>().is_err());
    }

    #[test]
    fn a_column_of_other_names_makes_a_table_of_them_and_a_list_makes_rows() {
        let aliases = grid(&["code", "title", "alternate_title"], &[&["1", "Pursers", "Cashier afloat"]]);
        assert_eq!(read(&aliases, "").unwrap(), ["Role | Also called", "Pursers | Cashier afloat"]);
        let lists = grid(&["role", "duties"], &[&["Purser", "counts\u{1e}locks"]]);
        assert_eq!(read(&lists, "").unwrap()[1..], ["Purser | counts", "Purser | locks"]);
    }

    #[test]
    fn texts_of_many_words_are_articles() {
        let long = "The purser counts the cash. ".repeat(40);
        let lines = read(&grid(&["title", "text"], &[&["On pursers", &long]]), "").unwrap();
        assert_eq!((lines[0].as_str(), lines.len()), ("On pursers", 2));
    }
}

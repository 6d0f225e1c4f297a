//! What the titles of columns say: which of them name roles, tasks and other names, and which row they stand in.
//!
//! Only words of any office are known here, never those of a trade. A title that is none of them may end in one ("Shift
//! role", "Main duty") or say so in a sentence ("What they look after").

use super::{Grid, Row};
use crate::Document;
use rolecall_record::{Block, BlockKind};
use std::collections::BTreeSet;

/// Titles of columns of roles, the surest first.
pub(super) const ROLE: &[&str] = &[
    "role",
    "occupation",
    "job title",
    "job",
    "position",
    "title",
    "post",
    "responsible",
    "person responsible",
    "responsible person",
    "done by",
    "assigned to",
    "assignee",
    "owner",
    "who",
    "employee",
    "staff",
    "worker",
    "person",
    "team member",
    "crew member",
    "name",
];
/// Titles of columns of what they do.
pub(super) const TASK: &[&str] = &[
    "task",
    "tasks",
    "duty",
    "duties",
    "responsibility",
    "responsibilities",
    "responsible for",
    "in charge of",
    "looks after",
    "activity",
    "activities",
    "what",
    "what they do",
    "does",
    "to do",
    "description",
    "statement",
];
/// Titles of columns of what a role is called otherwise.
pub(super) const ALIAS: &[&str] = &[
    "alias",
    "aliases",
    "alternate title",
    "alternative title",
    "alternate titles",
    "also known as",
    "also called",
    "other name",
    "other names",
    "synonym",
    "synonyms",
];
/// Titles of columns of those who have another part in it than to do it.
const BESIDE: &[&str] = &[
    "accountable",
    "approver",
    "approved by",
    "approves",
    "signed off by",
    "supervisor",
    "supervised by",
    "checked by",
    "reviewer",
    "reviewed by",
    "consulted",
    "informed",
    "assisted by",
    "helped by",
    "supported by",
    "deputy",
    "backup",
    "stand in",
];
/// Words of titles, more than one of which means that there are duties of several kinds.
const DUTIES: &[&str] = &["duties", "tasks", "responsibilities"];
/// Words that only sentences have ("Main thing they look after"), and those with which such titles begin.
const SAID: &[&str] = &["they", "he", "she"];
const SAYS: &[&str] = &["what", "main", "thing", "things", "all", "everything", "most", "work", "job", "jobs"];
/// A title has no more words than this.
const LONGEST: usize = 7;
/// A record has fewer fields than this.
const MOST_TURNED: usize = 20;
/// So many records at most stand beside each other.
const WIDEST_TURNED: usize = 256;
/// Titles stand in one of so many rows.
const FIRST: usize = 6;

/// A header without its case and its way to part words.
pub(super) fn plain(header: &str) -> String {
    let spaced = header.trim().replace(['_', '-'], " ");
    let spaced = spaced.trim_start_matches('\u{feff}').trim_end_matches(['?', ':', '*']);
    spaced.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a cell is a title that is known.
pub(super) fn is_title(cell: &str) -> bool {
    let cell = plain(cell);
    [ROLE, TASK, ALIAS].iter().any(|titles| titles.contains(&cell.as_str()))
}

/// The column whose title is one of `titles`, the surest first; else the first that says the same in other words.
pub(super) fn column(heads: &[String], titles: &[&str]) -> Option<usize> {
    let whole = titles.iter().find_map(|title| heads.iter().position(|head| head == title));
    let wanted = if titles == ROLE { Says::Role } else { Says::Task };
    let like = |head: &String| titles != ALIAS && says(head) == Some(wanted);
    // "Main duties" are told by their own word, "What they like" only by being said of somebody.
    let ends = || heads.iter().position(|head| like(head) && ends_in(head, titles));
    whole.or_else(ends).or_else(|| heads.iter().position(like))
}

/// Whether a title ends in a known one ("Shift role"), that before "of" counted ("Name of post") and none behind "on" ("Keeper on duty").
fn ends_in(head: &str, titles: &[&str]) -> bool {
    let head = head.split(['(', '/']).next().unwrap_or(head).trim();
    let head = head.split_once(" of ").map_or(head, |(head, _)| head);
    let known = |end: &str| titles.contains(&end);
    let behind = |at: usize| known(&head[at + 1..]) && !head[..at].ends_with(" on");
    head.split(' ').count() <= LONGEST && (known(head) || head.char_indices().any(|(at, c)| c == ' ' && behind(at)))
}

/// What a cell says as the title of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    Role,
    Task,
    /// Another part in it.
    Beside,
}

fn says(cell: &str) -> Option<Says> {
    let asked = cell.trim_end().ends_with('?');
    let cell = plain(cell);
    let is = |titles: &[&str]| titles.contains(&cell.as_str());
    let ends = |titles: &[&str]| ends_in(&cell, titles);
    let short = cell.split(' ').count() <= LONGEST;
    let words = || cell.split(' ');
    let first = words().next().unwrap_or_default();
    let done = |word: &str| matches!(word, "do" | "does" | "done");
    let told = || words().any(|word| SAID.contains(&word)) || first == "what" && words().any(done);
    let sentence = || short && SAYS.contains(&first) && told();
    // "Who bakes the bread" is what a baker is, "Who?" and "Person who does it" ask for one.
    let asks = || {
        let somebody = matches!(first, "person" | "people" | "those" | "name") || words().count() < 4 || asked;
        short && somebody && words().any(|word| matches!(word, "who" | "whom"))
    };
    Some(if is(ROLE) {
        Says::Role
    } else if is(TASK) {
        Says::Task
    } else if is(BESIDE) {
        Says::Beside
    } else if asks() {
        Says::Role
    } else if ends(TASK) || sentence() {
        Says::Task
    } else if ends(ROLE) {
        Says::Role
    } else {
        return None;
    })
}

/// Whether a row says what the columns hold: roles in one, what they do in another.
pub(in crate::parse) fn is_row_of_titles<'c>(cells: impl Iterator<Item = &'c str>) -> bool {
    let (mut role, mut task) = (false, false);
    for cell in cells {
        // Whatever ends as a sentence does is none.
        if cell.split_whitespace().count() > LONGEST || cell.trim_end().ends_with(['.', ';']) {
            return false;
        }
        let says = says(cell);
        role |= says == Some(Says::Role);
        task |= says == Some(Says::Task);
    }
    role && task
}

/// Takes the row of each table that says what its columns hold for their titles, where nothing was taken for these, or what stands
/// alone above them.
pub(in crate::parse) fn mark(document: &mut Document) {
    let mut before = None;
    for i in 0..document.blocks.len() {
        let table = table(&document.blocks[i]);
        if table.is_none() || std::mem::replace(&mut before, table) == table {
            before = table;
            continue;
        }
        let (text, blocks) = (&document.text, &document.blocks);
        let says = |at: usize| {
            let row = blocks.get(at).filter(|row| self::table(row) == table).and_then(cells);
            row.is_some_and(|(_, cells)| is_row_of_titles(cells.iter().map(|cell| cell.of(text))))
        };
        let Some((header, cells)) = cells(&blocks[i]) else { continue };
        let filled: BTreeSet<_> = cells.iter().filter(|cell| !cell.is_empty()).collect();
        if filled.len() < 2 && cells.len() > 1 && says(i + 1) {
            let span = filled.first().map(|cell| **cell);
            let above = &mut document.blocks[i];
            (above.kind, above.span) = (BlockKind::Caption, span.unwrap_or(above.span));
            head(&mut document.blocks[i + 1], true);
            before = table;
        } else if !header && says(i) {
            head(&mut document.blocks[i], true);
        }
    }
}

fn table(block: &Block) -> Option<u32> {
    match block.kind {
        BlockKind::TableRow { table, .. } => Some(table),
        _ => None,
    }
}

/// Whether a row gives titles, and its cells.
fn cells(row: &Block) -> Option<(bool, &[rolecall_record::Span])> {
    match &row.kind {
        BlockKind::TableRow { header, cells, .. } => Some((*header, cells)),
        _ => None,
    }
}

fn head(row: &mut Block, is_head: bool) {
    if let BlockKind::TableRow { header, .. } = &mut row.kind {
        *header = is_head;
    }
}

/// How many rows stand above the titles: the name of the list, its date.
pub(super) fn above(rows: &[Row]) -> usize {
    let filled = |row: &Row| row.cells().filter(|cell| !cell.trim().is_empty()).count();
    let known = |row: &Row| row.cells().filter(|cell| says(cell).is_some()).count();
    let first = &rows[..rows.len().min(FIRST)];
    let wide = first.iter().map(Row::len).max().unwrap_or(0) > 1;
    match first.first() {
        Some(row) if wide && known(row) < 2 => {
            // What is as wide as the titles is a row of the table, whatever a later one says.
            let titles = first.iter().position(|row| is_row_of_titles(row.cells()));
            let titles = titles.filter(|&at| first[..at].iter().all(|row| filled(row) < filled(&first[at])));
            let alone = || first.iter().position(|row| filled(row) > 1);
            titles.or_else(|| alone().filter(|_| filled(row) < 2)).unwrap_or(0)
        }
        _ => 0,
    }
}

/// Whether a column is of roles, or of others who have a part, by its title.
pub(super) fn is_of_people(head: &str) -> bool {
    matches!(says(head), Some(Says::Role | Says::Beside))
}

/// The records that stand beside each other, each title before its row ("Position | Head waiter" over "Duties | Seats the guests"), one
/// below the other; none where the first column holds no titles.
pub(super) fn turned(grid: &Grid) -> Option<Grid> {
    let width = grid.header.len();
    if grid.keyed || !(2..=WIDEST_TURNED).contains(&width) || grid.rows.len() >= MOST_TURNED {
        return None;
    }
    let rows: Vec<Vec<&str>> =
        std::iter::once(grid.header.iter().map(String::as_str).collect()).chain(rows_of(grid)).collect();
    let firsts = || rows.iter().map(|row| row.first().copied().unwrap_or_default());
    // Questions and answers stand below each other as well, and what they ask is no title.
    let asks = firsts().any(|cell| cell.trim_end().ends_with('?'));
    if asks || !is_row_of_titles(firsts()) || is_row_of_titles(grid.header.iter().map(String::as_str)) {
        return None;
    }
    let column =
        |at: usize| rows.iter().map(|row| row.get(at).copied().unwrap_or_default().to_owned()).collect::<Vec<_>>();
    let turned = (1..width).map(|at| column(at).iter().collect::<Row>()).collect();
    Some(Grid { header: column(0), rows: turned, padded: true, keyed: true })
}

fn rows_of(grid: &Grid) -> impl Iterator<Item = Vec<&str>> {
    grid.rows.iter().map(|row| row.cells().collect())
}

/// The table without what stands above its titles.
pub(super) fn headed(grid: Grid) -> Grid {
    let mut first: Vec<Row> = vec![grid.header.iter().collect()];
    first.extend(grid.rows.iter().take(FIRST).map(|row| row.cells().collect::<Row>()));
    match above(&first).checked_sub(1) {
        Some(at) if !grid.keyed => {
            let mut header: Vec<String> = grid.rows[at].cells().map(str::to_owned).collect();
            header.resize(header.len().max(grid.header.len()), String::new());
            Grid { header, rows: grid.rows.into_iter().skip(at + 1).collect(), padded: grid.padded, keyed: false }
        }
        _ => grid,
    }
}

/// Whether more than two of the columns say who does what, so that none may be left out: a matrix of marks, whoever approves
/// beside whoever does it, a task for each day.
pub(super) fn needs_all(grid: &Grid, role: Option<usize>, task: Option<usize>) -> bool {
    let heads: Vec<Option<Says>> = grid.header.iter().map(|head| says(head)).collect();
    let kinds = grid.header.iter().filter(|head| plain(head).split(' ').any(|word| DUTIES.contains(&word))).count();
    let beside = kinds > 1 || heads.contains(&Some(Says::Task)) && heads.contains(&Some(Says::Beside));
    if beside || grid.header.len() < 3 || grid.rows.is_empty() {
        return beside && !grid.rows.is_empty();
    }
    let cells = |column: usize| grid.rows.iter().take(super::SAMPLE).filter_map(move |row| row.cell(column));
    let filled = |column: usize| cells(column).map(str::trim).filter(|cell| !cell.is_empty());
    let marks = |column: &usize| filled(*column).count() > 0 && filled(*column).all(is_mark);
    // A role in each title, a mark in each cell.
    let marked = (1..grid.header.len()).filter(marks).count();
    // "Midterm | Final" over grades has letters as well, but nobody who does it.
    let does = |cell: &str| {
        let cell = cell.to_lowercase();
        cell.contains('r') || matches!(cell.as_str(), "x" | "y" | "yes" | "✓" | "✔" | "☑" | "•")
    };
    let done = (1..grid.header.len()).any(|column| filled(column).any(does));
    if marked > 1 && done && marked + 1 >= grid.header.len() && !heads[1..].contains(&Some(Says::Task)) {
        return true;
    }
    // Phrases in several columns of which none is said to hold the tasks.
    let Some(role) = role.filter(|_| task.is_none()) else { return false };
    let phrases = |column: &usize| {
        let filled = filled(*column).count();
        filled > 0 && filled_phrases(filled_words(cells(*column))) * 2 >= filled
    };
    let phrased: Vec<usize> = (0..heads.len()).filter(|column| *column != role).filter(phrases).collect();
    phrased.len() > 1 && phrased.len() + 1 >= heads.len()
}

/// How many words each cell has.
fn filled_words<'c>(cells: impl Iterator<Item = &'c str>) -> Vec<usize> {
    cells.map(|cell| cell.split_whitespace().count()).filter(|words| *words > 0).collect()
}

fn filled_phrases(words: Vec<usize>) -> usize {
    words.into_iter().filter(|words| *words > 1).count()
}

/// Whether a cell is a mark: a letter or two of a responsibility matrix, a tick, a cross.
fn is_mark(cell: &str) -> bool {
    let cell = cell.trim().trim_end_matches('*').to_lowercase();
    let letters = |part: &str| matches!(part.trim(), "r" | "a" | "c" | "i" | "s" | "ra" | "ar" | "ac" | "rc");
    matches!(cell.as_str(), "x" | "y" | "n" | "yes" | "no" | "✓" | "✔" | "☑" | "•" | "-" | "–" | "—")
        || cell.split(['/', ',']).all(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(row: &str) -> bool {
        is_row_of_titles(row.split('|'))
    }

    #[test]
    fn titles_are_known_by_their_words() {
        for row in [
            "Role|Task",
            "Employee|Main thing they look after",
            "Station|Keeper on duty, name|What has to be done",
            "Shift role|Key responsibilities",
            "Name of post|Hours|Duties",
            "Post-holder role|Main_duties",
            "Person who does it|What is done",
        ] {
            assert!(titles(row), "{row}");
        }
        for row in [
            "Bosun|Mends the nets",
            "Employee|Ann Reed",
            "Position|Bosun",
            "The employee looks after the nets.|What they do.",
            "Owner|Lead",
            "Station|Keeper on duty",
            "Lookout who is on watch|Reports what they see",
            "Baker|Who bakes the bread|Daily",
            "Risk|What could happen|Who might be harmed",
            "Who cleans the pool?|The pool attendant cleans the pool.",
        ] {
            assert!(!titles(row), "{row}");
        }
    }

    fn grid(rows: &[&[&str]]) -> Grid {
        let [header, rows @ ..] = rows else { return Grid::default() };
        let header = header.iter().map(|cell| (*cell).to_owned()).collect();
        Grid { header, rows: rows.iter().map(|row| row.iter().collect()).collect(), ..Grid::default() }
    }

    #[test]
    fn no_row_that_is_as_wide_as_the_titles_is_lost_above_them() {
        let crew: &[&[&str]] = &[
            &["Position", "Work"],
            &["Bosun", "Mends the sails"],
            &["Lookout who is on watch", "What he does at night"],
            &["Steward", "Lays the table"],
        ];
        assert_eq!(headed(grid(crew)).rows.len(), 3);
        let listed: &[&[&str]] = &[&["Crew list", ""], &["Position", "Duties"], &["Bosun", "Mends the sails"]];
        assert_eq!(headed(grid(listed)).rows.len(), 1);
    }

    #[test]
    fn questions_with_their_answers_are_not_turned() {
        let faq: &[&[&str]] = &[
            &["Question", "Answer"],
            &["Who cleans the pool?", "The pool attendant cleans the pool."],
            &["What does the lifeguard do?", "The lifeguard watches the swimmers."],
        ];
        assert!(turned(&grid(faq)).is_none());
        let records: &[&[&str]] = &[&["Position", "Head waiter", "Cook"], &["Duties", "Seats the guests", "Cooks"]];
        assert_eq!(turned(&grid(records)).map(|grid| grid.rows.len()), Some(2));
    }

    #[test]
    fn a_matrix_of_marks_has_somebody_who_does_it_and_a_sheet_of_grades_has_not() {
        let matrix: &[&[&str]] = &[&["Step", "Bosun", "Cook"], &["Open", "r", "A/R"], &["Shut", "i", "c"]];
        let grades: &[&[&str]] = &[&["Course", "Midterm", "Final"], &["Physics", "A", "C"], &["Latin", "C", "A"]];
        assert!(needs_all(&grid(matrix), None, None) && !needs_all(&grid(grades), None, None));
    }

    #[test]
    fn a_title_that_ends_in_a_known_one_comes_before_one_that_only_says_something() {
        let heads: Vec<String> =
            ["employee name", "position", "what they like", "main duties"].map(str::to_owned).into();
        assert_eq!(column(&heads, TASK), Some(3));
    }
}

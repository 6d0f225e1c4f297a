//! A responsibility matrix: tasks against roles, with the letters that handbooks use.
//!
//! Each task is asked like any question for who does it, so a cell is never more than the answer to a question: it has the
//! same confidence and the same sentences. What is added is the letter, and that is read off the one deed of a sentence
//! that is about the task: "she books the hall and approves the menu" makes nobody answerable for the hall.

use crate::answer::likelihood;
use crate::deed::{Deed, deeds};
use crate::question::is_stop;
use crate::{AskError, Evidence, Intent, Options, ReadAs, Searcher};
use rolecall_language::{Part as VerbPart, is_authority, look_up, terms};
use rolecall_record::{Span, Strength};
use serde::Serialize;
use std::time::Instant;

/// Version of a matrix' JSON.
pub const MATRIX_FORMAT: u32 = 1;

/// From this confidence on a role is worth a cell; what a caller may give as [`Options::min_confidence`].
pub const WORTH_A_CELL: f32 = 0.4;

/// A sentence speaks for a letter if it is worth this share of the role's best.
const WORTH_A_LETTER: f32 = 0.5;

/// The tasks of a list, one a line, without what makes a line an item: "- lay the tables", "3. lay the tables",
/// "[ ] lay the tables".
///
/// ```
/// assert_eq!(rolecall_search::tasks("1. lay the tables\n\n- [x] order the wine").collect::<Vec<_>>(), ["lay the tables", "order the wine"]);
/// ```
pub fn tasks(list: &str) -> impl Iterator<Item = &str> {
    list.lines().map(task).filter(|task| !task.is_empty())
}

fn task(line: &str) -> &str {
    let mut rest = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 && rest[digits..].starts_with(['.', ')']) {
        rest = rest[digits + 1..].trim_start();
    }
    for mark in ["- ", "* ", "+ ", "• ", "– ", "[ ] ", "[x] "] {
        rest = rest.strip_prefix(mark).unwrap_or(rest).trim_start();
    }
    rest
}

/// What a role has to do with a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Part {
    /// Responsible: does it.
    R,
    /// Accountable: decides on it, or supervises those who do it.
    A,
    /// Supporting: helps with it.
    S,
    /// Consulted: advises on it.
    C,
}

impl Part {
    /// All of them, in the order of a matrix.
    pub const ALL: [Self; 4] = [Self::R, Self::A, Self::S, Self::C];

    /// Its letter.
    pub fn letter(self) -> char {
        match self {
            Self::R => 'R',
            Self::A => 'A',
            Self::S => 'S',
            Self::C => 'C',
        }
    }

    /// What it means.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::R => "does it",
            Self::A => "decides on it or supervises it",
            Self::S => "helps with it",
            Self::C => "advises on it",
        }
    }
}

/// Who does what: a row for each task, a column for each role.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Matrix {
    /// [`MATRIX_FORMAT`].
    pub format: u32,
    /// The model by whose meaning was looked for; none where it was by words alone.
    pub model: Option<String>,
    /// As in [`crate::Answer::partial`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partial: Option<String>,
    /// Every role that has a cell; those of most tasks first.
    pub roles: Vec<String>,
    /// The tasks in the order given.
    pub tasks: Vec<Row>,
    /// Microseconds that it took.
    pub took_us: u64,
}

/// A task.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Row {
    /// As it was given.
    pub task: String,
    /// What was understood, as in [`crate::Answer::asking`].
    pub asking: Vec<String>,
    /// The words of it that were read as others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub read_as: Vec<ReadAs>,
    /// Its roles, the surest first; none where no article says who.
    pub cells: Vec<Cell>,
    /// Where there is no cell: what comes closest.
    pub closest: Vec<Evidence>,
    /// Why it could not be asked, where it has no word that can be looked up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

/// What one role has to do with one task.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Cell {
    /// Its preferred name.
    pub role: String,
    /// Its letters, each once; never none.
    pub parts: Vec<Part>,
    /// 0 to 1, as in [`crate::RoleAnswer::confidence`].
    pub confidence: f32,
    /// How many articles say so.
    pub sources: usize,
    /// The sentences that say so, best first; never none.
    pub evidence: Vec<Evidence>,
}

impl Cell {
    /// Its confidence in words.
    pub fn likelihood(&self) -> &'static str {
        likelihood(self.confidence)
    }
}

impl Matrix {
    /// What `role` has to do with task number `task`; none where nothing is said of it.
    pub fn cell(&self, task: usize, role: &str) -> Option<&Cell> {
        self.tasks.get(task)?.cells.iter().find(|cell| cell.role == role)
    }
}

impl Searcher<'_> {
    /// Who does which of `tasks`: of each at most [`Options::roles`] roles of at least [`Options::min_confidence`]
    /// (see [`WORTH_A_CELL`]), each with at most [`Options::evidence`] sentences.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use rolecall_search::{Options, Searcher, WORTH_A_CELL};
    /// # let reader = rolecall_indexer::Reader::open(std::path::Path::new("index"))?;
    /// let options = Options { min_confidence: WORTH_A_CELL, ..Options::default() };
    /// let matrix = Searcher::new(&reader).matrix(&["lay the tables", "order the wine"], &options)?;
    /// let letters = matrix.cell(0, "Waiter").map(|cell| &cell.parts);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// The index cannot be read, or what [`Options::only`] names is not there. A task that cannot be asked is told in its row.
    pub fn matrix(&self, tasks: &[impl AsRef<str>], options: &Options) -> Result<Matrix, AskError> {
        let start = Instant::now();
        let before = self.index.gaps();
        let explained = options.explain;
        let options = Options { intent: Some(Intent::Who), explain: true, ..options.clone() };
        let mut rows = Vec::with_capacity(tasks.len());
        for task in tasks.iter().map(AsRef::as_ref) {
            rows.push(match self.ask(task, &options) {
                Ok(answer) => row(task, answer, explained),
                Err(AskError::Question(problem)) => Row {
                    task: task.to_owned(),
                    asking: Vec::new(),
                    read_as: Vec::new(),
                    cells: Vec::new(),
                    closest: Vec::new(),
                    problem: Some(problem.to_string()),
                },
                Err(error) => return Err(error),
            });
        }
        Ok(Matrix {
            format: MATRIX_FORMAT,
            model: self.model().map(str::to_owned),
            partial: self.index.gaps().since(&before),
            roles: columns(&rows),
            tasks: rows,
            took_us: u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX),
        })
    }
}

/// A sentence comes so near in meaning that it need not name what the task is about.
const NEAR: f32 = 0.62;

/// What a task is about: its content words, less the verb that it begins with, if that is not all it has.
fn things(task: &str) -> Vec<String> {
    let mut words: Vec<_> = terms(task).into_iter().filter(|t| !is_stop(&t.word)).collect();
    if words.len() > 1 && look_up(&words[0].word).verb.is_some() {
        words.remove(0);
    }
    words.into_iter().map(|t| t.stem).collect()
}

/// Whether a sentence is about one of `things`, and not only about doing the like with something else.
fn is_about(evidence: &Evidence, things: &[String]) -> bool {
    let near = evidence.parts.is_some_and(|parts| parts.similarity >= NEAR);
    let said = std::iter::once(&evidence.text).chain(evidence.heading.last()).flat_map(|text| terms(text));
    near || things.is_empty() || said.into_iter().any(|t| things.contains(&t.stem))
}

fn row(task: &str, answer: crate::Answer, explained: bool) -> Row {
    let stems: Vec<String> = terms(task).into_iter().map(|t| t.stem).collect();
    let things = things(task);
    let said = if answer.abstained { Vec::new() } else { answer.answers };
    let cells = said.into_iter().filter_map(|role| {
        let best = role.evidence.first().map_or(0.0, |e| e.score);
        let worth = role.evidence.into_iter().take_while(|e| e.score > 0.0 && e.score >= WORTH_A_LETTER * best);
        let evidence = worth.filter(|e| is_about(e, &things));
        let evidence: Vec<Evidence> =
            evidence.map(|e| Evidence { parts: e.parts.filter(|_| explained), ..e }).collect();
        let mut parts: Vec<Part> = evidence.iter().flat_map(|e| of_evidence(e, &stems)).collect();
        parts.sort_unstable();
        parts.dedup();
        // Whoever does it helps with it too, and is heard.
        if parts.iter().any(|part| *part <= Part::A) {
            parts.retain(|part| *part <= Part::A);
        }
        let (confidence, sources) = (role.confidence, role.sources);
        (!parts.is_empty()).then_some(Cell { role: role.role, parts, confidence, sources, evidence })
    });
    let cells: Vec<Cell> = cells.collect();
    let closest = if cells.is_empty() { answer.closest } else { Vec::new() };
    Row { task: task.to_owned(), asking: answer.asking, read_as: answer.read_as, cells, closest, problem: None }
}

/// The letters that a sentence gives a role for a task that has these stems.
fn of_evidence(evidence: &Evidence, stems: &[String]) -> Vec<Part> {
    let asked = |verb: &str| terms(verb).iter().any(|t| stems.contains(&t.stem));
    let marked = |span: Span| {
        let common = evidence.highlights.iter().map(|h| h.end.min(span.end).saturating_sub(h.start.max(span.start)));
        common.sum::<usize>()
    };
    let of_role = |span: &Span| span.start < evidence.clause.end && evidence.clause.start < span.end;
    let mut own: Vec<Deed> = deeds(&evidence.text);
    own.retain(|deed| of_role(&deed.span));
    // What the sentence says of the role is not about the task, what it says of another is.
    if !own.is_empty() && !evidence.highlights.is_empty() && own.iter().all(|deed| marked(deed.span) == 0) {
        return Vec::new();
    }
    own.retain(|deed| marked(deed.span) > 0);
    // Of deeds that are about it as much, the first: what follows tells how, or what for.
    own.reverse();
    let Some(deed) = own.into_iter().max_by_key(|deed| marked(deed.span)) else {
        return vec![match evidence.strength {
            Strength::Decides => Part::A,
            Strength::Helps => Part::S,
            Strength::Does | Strength::May | Strength::DoesNot => Part::R,
        }];
    };
    match deed.part() {
        Some(VerbPart::Helps) if !deed.through.iter().chain([&deed.verb]).any(|verb| asked(verb)) => vec![Part::S],
        Some(VerbPart::Advises) if !asked(&deed.verb) => vec![Part::C],
        // Whoever approves what is to be approved does it, and answers for it.
        _ if is_authority(&deed.verb) && asked(&deed.verb) => vec![Part::R, Part::A],
        _ if is_authority(&deed.verb) => vec![Part::A],
        _ if evidence.strength == Strength::Helps => vec![Part::S],
        _ => vec![Part::R],
    }
}

/// The roles of all rows: those of most tasks first, then as they come.
fn columns(rows: &[Row]) -> Vec<String> {
    let mut roles: Vec<(String, usize)> = Vec::new();
    for cell in rows.iter().flat_map(|row| &row.cells) {
        match roles.iter_mut().find(|(role, _)| *role == cell.role) {
            Some((_, tasks)) => *tasks += 1,
            None => roles.push((cell.role.clone(), 1)),
        }
    }
    roles.sort_by_key(|(_, tasks)| std::cmp::Reverse(*tasks));
    roles.into_iter().map(|(role, _)| role).collect()
}

//! Lines of a thing and whose it is, as notices list them: "Doors: the stewards", "Raffle – treasurer".
//!
//! A thing is no task by its words: so are uniforms, prizes and seats listed ("Blue: volunteers"). Such lines hand out work where a
//! heading or a line above them says that jobs are listed, or where most of what they name is an activity ("Washing up").

use super::super::label;
use super::super::post;
use super::super::walk::Piece;
use super::{MARKS, Mark, Owned, begins, owners};
use rolecall_language::{Generic, Likelihood, Reading, Readings, RoleName, Tag, generic, read};
use rolecall_record::BlockKind;

/// No such line is longer, in bytes.
const LONGEST: usize = 100;

/// Nor has the thing more words.
const MOST_WORDS: usize = 6;

/// A line of a thing and what is set off from it.
struct Line {
    mark: Mark,
    /// Whether it is an item of a list, whose items may be parted by different marks.
    item: bool,
    thing: (usize, usize),
    /// Whether the thing is something that one does: "Washing up".
    activity: bool,
    /// Whose it is, where what is set off is nothing but names, and whether that is denied.
    owners: Option<(Vec<RoleName>, bool)>,
}

/// For each piece, the thing that it hands out.
pub(super) fn lines(pieces: &[Piece<'_>], text: &str) -> Vec<Option<Owned>> {
    let mut found: Vec<Option<Owned>> = vec![None; pieces.len()];
    let mut run: Vec<Line> = Vec::new();
    let mut announced = false;
    // Words are read only where two lines of such a shape stand together.
    let shapes: Vec<Option<Shape<'_>>> = pieces.iter().map(|piece| shape(piece, text)).collect();
    let beside = |at: usize| {
        let other = |i: Option<usize>| i.and_then(|i| shapes.get(i)).is_some_and(Option::is_some);
        other(at.checked_sub(1)) || other(Some(at + 1))
    };
    for at in 0..=pieces.len() {
        let shaped = shapes.get(at).copied().flatten().filter(|_| beside(at));
        let next = shaped.and_then(line);
        let other = |line: &Line| run.last().is_some_and(|last| last.mark != line.mark && !(last.item && line.item));
        let ends = next.as_ref().is_none_or(other);
        if ends && !run.is_empty() {
            let likely = |names: &[RoleName]| names.iter().all(|n| n.likelihood >= Likelihood::Likely);
            let sure = run.iter().filter(|line| line.owners.as_ref().is_some_and(|(names, _)| likely(names))).count();
            let activities = run.iter().filter(|line| line.activity).count() * 2 > run.len();
            let hands_out = sure > 1 && sure * 2 > run.len() && (announced || activities);
            let from = at - run.len();
            for (own, line) in (from..).zip(run.drain(..)) {
                let owned = line.owners.filter(|_| hands_out).map(|(owners, denied)| Owned {
                    owners,
                    task: line.thing,
                    denied,
                    mark: line.mark,
                    sentence: 0,
                    task_first: true,
                });
                found[own] = owned;
            }
        }
        if next.is_none()
            && let Some(piece) = pieces.get(at)
        {
            let said = piece.block.span.of(text);
            match piece.block.kind {
                BlockKind::Heading { .. } => announced = lists_jobs(said),
                BlockKind::Paragraph if said.trim_end().ends_with(':') => announced |= lists_jobs(said),
                _ => {}
            }
        }
        run.extend(next);
    }
    found
}

/// Whether a heading or lead-in says that jobs and whose they are follow: "Rota", "Jobs on Saturday", "Who does what".
fn lists_jobs(line: &str) -> bool {
    let words: Vec<String> = line.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase).collect();
    let has = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
    let jobs = has(&[
        "rota",
        "rotas",
        "roster",
        "duty",
        "duties",
        "job",
        "jobs",
        "task",
        "tasks",
        "chores",
        "responsibilities",
        "responsibility",
        "responsible",
        "helpers",
        "checklist",
        "checklists",
    ]);
    // "Jobs lost", "Who sits where"
    let other = has(&["lost", "vacant", "vacancies", "wanted", "free"]);
    jobs && !other || has(&["who", "who's"]) && has(&["do", "does", "doing", "runs", "looks", "handles"])
}

/// How a line is built: what stands before its mark, where that begins in its sentence, and what stands behind.
#[derive(Clone, Copy)]
struct Shape<'a> {
    first: &'a str,
    start: usize,
    mark: Mark,
    rest: &'a str,
    item: bool,
}

/// The parts of such a line; those that say who reports to whom are none.
fn shape<'a>(piece: &Piece<'_>, text: &'a str) -> Option<Shape<'a>> {
    let flows = matches!(piece.block.kind, BlockKind::Paragraph | BlockKind::ListItem { .. });
    let [(span, reading), ..] = &piece.sentences[..] else { return None };
    let said = span.of(text);
    // Looking for each mark costs more than seeing that none can be there.
    let marked = || said.bytes().any(|b| matches!(b, b':' | b'-' | b'>' | b')') || b == "—".as_bytes()[0]);
    if !flows || said.len() > LONGEST || !marked() || post::answers_to(reading) {
        return None;
    }
    let from = begins(said);
    // "Bins out (porter)"
    let bracket = said[from..].trim_end_matches(['.', ' ']).strip_suffix(')').and_then(|line| line.rsplit_once(" ("));
    let bracket = bracket.map(|(first, rest)| (first.trim(), Mark::Bracket, rest));
    let marked = || {
        MARKS.iter().find_map(|&(by, mark)| {
            let (first, rest) = said[from..].split_once(by)?;
            (mark != Mark::Equals && !rest.trim().is_empty()).then_some((first.trim(), mark, rest))
        })
    };
    let (first, mark, rest) = bracket.or_else(marked)?;
    let words = |part: &str| part.split_whitespace().count();
    let start = first.as_ptr() as usize - said.as_ptr() as usize;
    let item = matches!(piece.block.kind, BlockKind::ListItem { .. });
    let short = words(first) <= MOST_WORDS && words(rest) <= MOST_WORDS + 2;
    short.then_some(Shape { first, start, mark, rest, item })
}

/// Reads such a line, where what stands first is a thing.
fn line(shape: Shape<'_>) -> Option<Line> {
    let Shape { first, start, mark, rest, item } = shape;
    let known = read(first);
    if !is_thing(&known) {
        return None;
    }
    let activity = known.tokens.first().is_some_and(|t| t.word.readings.any(Readings::ING) && t.lower.ends_with("ing"));
    Some(Line { mark, item, activity, thing: (start, start + first.len()), owners: owners(rest) })
}

/// Whether words name a thing or a job and no person, time, rank or label of a page.
fn is_thing(reading: &Reading<'_>) -> bool {
    let tokens = &reading.tokens;
    let plain = tokens.iter().all(|t| {
        matches!(t.tag, Tag::Noun | Tag::Adjective | Tag::Determiner | Tag::Possessive | Tag::Conjunction | Tag::Slash)
            || matches!(t.tag, Tag::Preposition | Tag::Adverb | Tag::Verb(_))
            || matches!(t.lower.as_str(), "anything" | "everything" | "else")
    });
    let person = |t: &rolecall_language::Token<'_>| {
        let noun = t.word.noun.as_deref().unwrap_or(&t.lower);
        t.word.readings.person()
            || t.word.readings.any(Readings::PERSON)
            || matches!(generic(noun), Some(Generic::People | Generic::Audience | Generic::Post))
    };
    (1..=MOST_WORDS).contains(&tokens.len()) && plain && !tokens.iter().any(|t| person(t) || label::of_page(t))
}

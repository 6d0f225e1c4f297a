//! Lines of a thing and whose it is, as notices list them: "Doors: the stewards", "Raffle – treasurer".
//!
//! A thing is no task by its words, and one such line may be anything ("Speaker: the bursar"). Lines right below each other that
//! are built alike, and of which most name somebody by his trade, hand things out.

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
    thing: (usize, usize),
    /// Whose it is, where what is set off is nothing but names, and whether that is denied.
    owners: Option<(Vec<RoleName>, bool)>,
}

/// For each piece, the thing that it hands out.
pub(super) fn lines(pieces: &[Piece<'_>], text: &str) -> Vec<Option<Owned>> {
    let mut found: Vec<Option<Owned>> = vec![None; pieces.len()];
    let mut run: Vec<Line> = Vec::new();
    for at in 0..=pieces.len() {
        let next = pieces.get(at).and_then(|piece| line(piece, text));
        let ends = next.as_ref().is_none_or(|line| run.last().is_some_and(|last| last.mark != line.mark));
        if ends && !run.is_empty() {
            let likely = |names: &[RoleName]| names.iter().all(|n| n.likelihood >= Likelihood::Likely);
            let sure = run.iter().filter(|line| line.owners.as_ref().is_some_and(|(names, _)| likely(names))).count();
            let hands_out = sure > 1 && sure * 2 > run.len();
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
        run.extend(next);
    }
    found
}

/// Reads a piece as such a line; those that say who reports to whom, or who was there, are none.
fn line(piece: &Piece<'_>, text: &str) -> Option<Line> {
    let flows = matches!(piece.block.kind, BlockKind::Paragraph | BlockKind::ListItem { .. });
    let [(span, reading), ..] = &piece.sentences[..] else { return None };
    let said = span.of(text);
    if !flows || said.len() > LONGEST || post::answers_to(reading) {
        return None;
    }
    let from = begins(said);
    let (first, mark, rest) = MARKS.iter().find_map(|&(by, mark)| {
        let (first, rest) = said[from..].split_once(by)?;
        (mark != Mark::Equals && !rest.trim().is_empty()).then_some((first.trim(), mark, rest))
    })?;
    let known = read(first);
    if !is_thing(&known) || rest.split_whitespace().count() > MOST_WORDS + 2 {
        return None;
    }
    let start = first.as_ptr() as usize - said.as_ptr() as usize;
    Some(Line { mark, thing: (start, start + first.len()), owners: owners(rest) })
}

/// Whether words name a thing or a job and no person, time, rank or label of a page.
fn is_thing(reading: &Reading<'_>) -> bool {
    let tokens = &reading.tokens;
    let plain = tokens.iter().all(|t| {
        matches!(t.tag, Tag::Noun | Tag::Adjective | Tag::Determiner | Tag::Possessive | Tag::Conjunction | Tag::Slash)
            || matches!(t.tag, Tag::Preposition | Tag::Adverb | Tag::Verb(_))
    });
    let person = |t: &rolecall_language::Token<'_>| {
        let noun = t.word.noun.as_deref().unwrap_or(&t.lower);
        t.word.readings.person()
            || t.word.readings.any(Readings::PERSON)
            || matches!(generic(noun), Some(Generic::People | Generic::Audience | Generic::Post))
    };
    let label = |t: &rolecall_language::Token<'_>| {
        matches!(
            t.word.noun.as_deref().unwrap_or(&t.lower),
            "author"
                | "photo"
                | "picture"
                | "image"
                | "by"
                | "from"
                | "to"
                | "cc"
                | "copy"
                | "present"
                | "absent"
                | "apology"
                | "apologies"
                | "attendance"
                | "circulation"
                | "distribution"
                | "invited"
                | "report"
                | "reports"
                | "title"
                | "name"
                | "year"
                | "month"
                | "week"
                | "day"
                | "level"
                | "grade"
                | "stage"
                | "step"
                | "age"
                | "rank"
                | "example"
                | "synonym"
                | "alias"
                | "aka"
                | "prerequisite"
                | "next"
                | "see"
                | "similar"
                | "related"
                | "supervise"
                | "supervises"
                | "manages"
                | "with"
                | "like"
                | "monday"
                | "tuesday"
                | "wednesday"
                | "thursday"
                | "friday"
                | "saturday"
                | "sunday"
        )
    };
    (1..=MOST_WORDS).contains(&tokens.len()) && plain && !tokens.iter().any(|t| person(t) || label(t))
}

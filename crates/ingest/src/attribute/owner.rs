//! Lines of a task and, set off from it, whose it is: "Lock the gate (porter)", "Lock the gate -> porter", "Porter = lock up".
//!
//! Such a line is no sentence, and one of them alone could be anything: "Meet Anna (our porter)". So at least two in an
//! article have to be built alike, and what they are set off as has to be somebody by its words, in most of them.

mod things;

use super::inventory::Inventory;
use super::item::{calls_to_action, deed_item};
use super::predicate::is_deed;
use super::sentence::Found;
use super::walk::Piece;
use rolecall_language::{Form, Likelihood, Phrase, Reading, Readings, RoleName, Tag, read, role_name};
use rolecall_record::{BlockKind, FoundBy, Kind, Strength};
use std::collections::BTreeMap;

/// A line's task and owners.
#[derive(Debug, Clone)]
pub(super) struct Owned {
    owners: Vec<RoleName>,
    /// Byte range of the task in the sentence.
    task: (usize, usize),
    /// Whether the line says that it is not theirs.
    denied: bool,
    mark: Mark,
    /// In which sentence of its block it stands.
    pub sentence: usize,
    /// Whether the task stands first.
    task_first: bool,
}

/// What sets the owner off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Bracket,
    At,
    Arrow,
    Equals,
    Colon,
    Dash,
}

/// Marks between the two halves, longer ones first.
const MARKS: &[(&str, Mark)] = &[
    (" -> ", Mark::Arrow),
    (" => ", Mark::Arrow),
    (" → ", Mark::Arrow),
    (" > ", Mark::Arrow),
    (" = ", Mark::Equals),
    (" -- ", Mark::Dash),
    (" — ", Mark::Dash),
    (" – ", Mark::Dash),
    (" - ", Mark::Dash),
    (": ", Mark::Colon),
];

/// No such line is longer, in bytes.
const LONGEST: usize = 240;

/// For each piece, the owned task that it begins with.
pub(super) fn lines(pieces: &[Piece<'_>], text: &str) -> Vec<Option<Owned>> {
    let line = |piece: &Piece<'_>| {
        let flows =
            matches!(piece.block.kind, BlockKind::Paragraph | BlockKind::ListItem { .. } | BlockKind::Definition);
        let mut sentences = piece.sentences.iter().filter(|_| flows).enumerate();
        // "Step 2. Porter - lock the gate"
        let (n, (span, reading)) = sentences.find(|(_, (span, _))| begins(span.of(text)) < span.len())?;
        if !set_off(span.of(text)) {
            return None;
        }
        let possible = |p: &Phrase| role_name(reading, p).is_some_and(|n| n.likelihood >= Likelihood::Possible);
        if !reading.groups.phrases.iter().any(possible) {
            return None;
        }
        owned(span.of(text)).map(|owned| Owned { sentence: n, ..owned })
    };
    let mut found: Vec<Option<Owned>> = pieces.iter().map(line).collect();
    let things = things::lines(pieces, text);
    let mut alike: BTreeMap<_, (usize, usize)> = BTreeMap::new();
    for own in found.iter().flatten() {
        let likely = own.owners.iter().all(|name| name.likelihood >= Likelihood::Likely);
        let (all, sure) = alike.entry((own.mark, own.task_first)).or_default();
        *all += 1;
        *sure += usize::from(likely);
    }
    for owned in &mut found {
        owned.take_if(|own| {
            let (all, sure) = alike.get(&(own.mark, own.task_first)).copied().unwrap_or_default();
            // "Race entries = vice captain" says so by itself.
            let said = own.mark == Mark::Equals
                && own.task_first
                && own.owners.iter().all(|name| name.likelihood >= Likelihood::Likely);
            !said && (all < 2 || sure * 2 < all)
        });
    }
    found.into_iter().zip(things).map(|(task, thing)| task.or(thing)).collect()
}

impl Owned {
    /// Those who are somebody by their words, or by what the article says of them.
    pub(super) fn names(&self) -> impl Iterator<Item = &RoleName> {
        self.owners.iter().filter(|name| name.likelihood >= Likelihood::Possible)
    }

    /// Adds whose the task is to what was `found` in the line, or puts it in place of that: words in front of a task are read
    /// as a sentence would be, those behind it are none.
    pub(super) fn tell(&self, found: &mut Vec<Found>, inventory: &Inventory) {
        let roles = self.owners.iter().filter(|name| inventory.is_role(&name.name));
        let owners: Vec<Found> = roles
            .map(|name| {
                let role = inventory.resolve(&name.name, &[]);
                let strength = if self.denied { Strength::DoesNot } else { Strength::Does };
                Found { strength, ..Found::does(role.clone(), role, FoundBy::Coordination, self.task) }
            })
            .collect();
        if owners.is_empty() || !self.task_first && found.iter().any(|f| f.kind != Kind::Context) {
            return;
        }
        // "Lock the gate: porter, helped by the clerk"
        found.retain(|f| f.strength == Strength::Helps && owners.iter().all(|own| own.role != f.role));
        found.splice(0..0, owners);
    }
}

/// Whether anything in a line could be one of the marks: most sentences have none, and are done with here.
fn set_off(line: &str) -> bool {
    line.bytes().any(|b| matches!(b, b'-' | b'=' | b'>' | b':' | b')' | b']' | b'@') || !b.is_ascii())
}

/// Reads one line.
fn owned(line: &str) -> Option<Owned> {
    if line.len() > LONGEST {
        return None;
    }
    let from = begins(line);
    let body = line[from..].trim_end_matches(['.', '!', ';', ',', ' ']);
    let at = |part: &str| part.as_ptr() as usize - line.as_ptr() as usize;
    let made = |task: &str, names: &str, mark: Mark, task_first: bool| {
        let task = task.trim();
        let (owners, denied) = owners(names)?;
        let plain = if task_first { is_task(task) } else { is_deed_alone(task) };
        plain.then(|| Owned { owners, denied, task: (at(task), at(task) + task.len()), mark, sentence: 0, task_first })
    };
    let bracket = body.strip_suffix(')').map(|b| (b, '(')).or(body.strip_suffix(']').map(|b| (b, '[')));
    if let Some((task, names)) = bracket.and_then(|(body, open)| body.rsplit_once(open))
        // "Ring Anna (our porter)": who is told more of, rather than whose it is.
        && !task.split_whitespace().skip(1).last().is_some_and(|word| word.starts_with(char::is_uppercase))
        && let Some(owned) = made(task, names, Mark::Bracket, true)
    {
        return Some(owned);
    }
    if let Some((task, names)) = body.split_once(" @")
        && let Some(owned) = made(task, names, Mark::At, true)
    {
        return Some(owned);
    }
    MARKS.iter().find_map(|&(by, mark)| {
        let (first, last) = body.rsplit_once(by)?;
        let task_first = made(first, last, mark, true);
        task_first.or_else(|| body.split_once(by).and_then(|(names, task)| made(task, names, mark, false)))
    })
}

/// Where a line begins behind a box to tick and the number of a step.
fn begins(line: &str) -> usize {
    let boxed = ["[ ]", "[x]", "[X]", "[]", "( )", "☐", "☑", "☒"].iter().find(|b| line.starts_with(**b));
    let from = boxed.map_or(0, |b| b.len());
    let rest = &line[from..];
    let step = rest.trim_start().split_once(['.', ':', ')']).filter(|(label, _)| {
        let mut words = label.split_whitespace();
        let number = |w: &str| w.bytes().all(|b| b.is_ascii_digit());
        match (words.next(), words.next(), words.next()) {
            (Some(word), Some(n), None) => number(n) && word.bytes().all(|b| b.is_ascii_alphabetic()),
            (Some(n), None, None) => number(n),
            _ => false,
        }
    });
    let rest = step.map_or(rest, |(_, rest)| rest).trim_start();
    line.len() - rest.len()
}

/// The names that `text` begins with, and whether it denies that it is they. Remarks in brackets and what follows behind a comma
/// may be anything: "porter (mornings) or clerk (afternoons)", "porter, helped by the clerk".
pub(super) fn owners(text: &str) -> Option<(Vec<RoleName>, bool)> {
    let text = text.trim();
    let denied = text.strip_prefix("not ");
    let text = denied.unwrap_or(text);
    let text = text.split([';', '.', '!']).next().unwrap_or(text);
    let mut names = String::new();
    for (i, part) in text.split('(').enumerate() {
        names.push_str(if i == 0 { part } else { part.split_once(')').map_or("", |(_, rest)| rest) });
    }
    let names = names.trim();
    let mut found = Vec::new();
    for part in names.split([',', '/', '+', '&', '@']).flat_map(|p| p.split(" and ")).flat_map(|p| p.split(" or ")) {
        if part.trim().is_empty() && !found.is_empty() {
            continue;
        }
        match name(part.trim()) {
            Some(name) => found.push(name),
            // "porter, helped by the clerk"
            None if !found.is_empty() && names.contains(',') => break,
            None => return None,
        }
    }
    (!found.is_empty()).then_some((found, denied.is_some()))
}

/// The role's name that `text` is.
fn name(text: &str) -> Option<RoleName> {
    let reading = read(text);
    let own = reading.groups.phrases.iter().filter_map(|p| role_name(&reading, p)).find(|n| {
        n.tokens.1 == reading.tokens.len() && reading.tokens[..n.tokens.0].iter().all(|t| t.tag == Tag::Determiner)
    });
    if let Some(own) = own {
        return Some(own).filter(|n| n.likelihood >= Likelihood::Possible);
    }
    // "shift lead", "cook": alone, what may be a verb looks like an order.
    let first = reading.tokens.first()?;
    if !matches!(first.tag, Tag::Verb(Form::Base)) || reading.tokens.len() > 3 {
        return None;
    }
    let text = format!("the {text}");
    let reading = read(&text);
    let mut names = reading.groups.phrases.iter().filter_map(|p| role_name(&reading, p));
    let whole = names.find(|n| n.tokens == (1, reading.tokens.len()));
    whole.filter(|n| n.likelihood >= Likelihood::Likely)
}

/// Whether words before their owner are a task: an order, an activity, or something that was done ("the post sorted").
fn is_task(task: &str) -> bool {
    let reading = read(task);
    // "Supervises: cleaners", "Reports to: the bursar"
    let third = reading.tokens.first().is_some_and(|t| t.word.readings.any(Readings::THIRD));
    let label =
        third && reading.tokens.iter().skip(1).all(|t| matches!(t.tag, Tag::To | Tag::Preposition | Tag::Adverb));
    !label && (deed(&reading) || done(&reading))
}

/// Whether words behind their owner say what that one does.
fn is_deed_alone(task: &str) -> bool {
    deed(&read(task))
}

/// Whether a line without a subject is a deed: an order, an activity, a verb in -s.
pub(super) fn deed(reading: &Reading<'_>) -> bool {
    let tokens = &reading.tokens;
    // "lock the gate": the object that follows makes a verb of what may be one.
    let ordered = || {
        let [first, next, ..] = &tokens[..] else { return false };
        first.word.readings.verb()
            && first.word.verb.as_deref().is_some_and(is_deed)
            && matches!(next.tag, Tag::Determiner | Tag::Possessive)
    };
    // "Here comes the porter"
    let shown = tokens.first().is_some_and(|t| matches!(t.lower.as_str(), "here" | "there"));
    (deed_item(tokens) || ordered()) && !shown && !calls_to_action(tokens)
}

/// "the post sorted", "gate locked and key returned"
fn done(reading: &Reading<'_>) -> bool {
    let Some(phrase) = reading.groups.phrases.first().filter(|p| p.tokens.0 == 0) else { return false };
    let Some(verb) = reading.tokens.get(phrase.tokens.1) else { return false };
    verb.tag == Tag::Verb(Form::Past) && verb.word.verb.as_deref().is_some_and(is_deed) && reading.tokens.len() < 12
}

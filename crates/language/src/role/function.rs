//! Names of what an organisation's parts are for, which stand for those who work there.
//!
//! "Payroll answers the letters", "the gatehouse hands out the badges": no person is named and none could be, and yet
//! everybody knows whom to go to. A word list of people never holds such names, and most of them mean an activity or a room
//! elsewhere ("research takes years", "the kitchen seats forty"), so the list (`data/functions.tsv`) says how far a name can be
//! trusted: `d` a department, `a` an activity, `p` a staffed place, `c` a place only with a word before it ("the returns desk"),
//! `e` what ends departments' names that have capitals throughout ("Site Services"). It holds what organisations of any kind
//! have; the names of one trade are told by how they act.

use crate::lexicon::Readings;
use crate::syntax::{Phrase, Reading, Tag};

include!(concat!(env!("OUT_DIR"), "/functions.rs"));

/// How a name of a function is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// Without an article it is a department and hardly anything else: "Payroll", "Human Resources".
    Department,
    /// An activity or a thing that gives a department its name: "Marketing", "Transport".
    Activity,
    /// A place that is staffed: "the gatehouse", "the returns desk".
    Place,
}

/// What function a noun phrase names, if any: a department or an activity without an article before it, a place with one.
///
/// ```
/// use rolecall_language::{Function, function, read};
/// let of = |line: &str| { let r = read(line); function(&r, &r.groups.phrases[0]) };
/// assert_eq!(of("Payroll pays them."), Some(Function::Department));
/// assert_eq!(of("Customer care answers the phones."), Some(Function::Department));
/// assert_eq!(of("Transport books the van."), Some(Function::Activity));
/// assert_eq!(of("The gatehouse keeps the keys."), Some(Function::Place));
/// assert_eq!(of("Gatehouse keys are kept."), None);
/// ```
pub fn function(reading: &Reading<'_>, phrase: &Phrase) -> Option<Function> {
    let tokens = &reading.tokens;
    if phrase.pronoun {
        return None;
    }
    let words: Vec<&str> = tokens[phrase.core..=phrase.head].iter().map(|t| t.lower.as_str()).collect();
    // "General maintenance and repair workers": what these workers work on.
    let joined = tokens.get(phrase.tokens.1).is_some_and(|t| matches!(t.tag, Tag::Conjunction | Tag::Comma));
    let next = || reading.groups.phrases.iter().find(|p| p.tokens.0 == phrase.tokens.1 + 1);
    let workers = |p: &Phrase| tokens[p.head].word.readings.person() && p.core == p.tokens.0 && p.core < p.head;
    if joined && next().is_some_and(workers) {
        return None;
    }
    let bare = phrase.tokens.0 == phrase.core && phrase.owner.is_none();
    let kinds = FUNCTIONS.get(words.join(" ").as_str()).copied().or_else(|| {
        let (last, before) = words.split_last()?;
        let called = !before.is_empty()
            && tokens[phrase.core..phrase.head].iter().all(|t| matches!(t.tag, Tag::Noun | Tag::Adjective));
        // "Holding security deposits", "by retailers advertising"
        let first = tokens[phrase.core].word.readings;
        let called = called && !first.any(Readings::ING) && !(first.person() && first.any(Readings::PLURAL));
        // "customer care", "night security", "the returns desk"
        FUNCTIONS.get(last).copied().filter(|_| called)
    })?;
    let is = |kind: char| kinds.contains(kind);
    let longer = phrase.core < phrase.head;
    // "mental health services", "patient care": what is done, for all one knows.
    // Only capitals throughout make a name of it: "Site Services".
    let titled = tokens[phrase.core..=phrase.head].iter().all(|t| t.capital());
    let compound = longer && is('e') && titled;
    let place = is('p') || longer && is('c');
    Some(if bare && (is('d') || compound) {
        Function::Department
    } else if place && !bare {
        Function::Place
    } else if bare && (is('a') || place) {
        Function::Activity
    } else {
        return None;
    })
}

/// Whether a word in lower case hardly means anything else than a department where no article stands before it.
pub(crate) fn department(word: &str) -> bool {
    FUNCTIONS.get(word).is_some_and(|kinds| kinds.contains('d'))
}

/// Whether words in lower case may stand for those who work there.
pub(crate) fn staffed(word: &str) -> bool {
    FUNCTIONS.get(word).is_some_and(|kinds| kinds.contains(['d', 'a']))
}

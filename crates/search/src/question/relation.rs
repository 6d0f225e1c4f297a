//! Questions of how roles stand to each other: under whom, with whom, whether one can be the other, what they share.

use super::forms::Form;
use super::pattern::longest;
use super::shape::{Mood, Shape, is_people};
use super::words::is_stop;
use crate::roles::form as form_of;
use crate::{Intent, Roles};
use serde::Serialize;

/// How roles stand to each other. [`super::Question::roles`] are those named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Relation {
    /// To whom does the role answer?
    Above,
    /// Who answers to the role?
    Below,
    /// With whom does the role work?
    Beside,
    /// Can one be the other?
    Same,
    /// Which roles do the deed together?
    Shared,
}

const REPORTING: &[&str] =
    &["report|reports|reporting to?", "answer|answers|answerable|accountable to", "works|work under"];
const WITH: &[&str] = &[
    "work|works|working|collaborate|collaborates|collaborating|liaise|liaises|cooperate|cooperates|interact|interacts|team|teams|partner|partners \
     closely|directly|mostly|most|together|alongside|hand|up? with|alongside",
    "work|works|working alongside|beside|opposite",
];
const HEADS: &[&str] = &["boss|bosses|superior|superiors|supervisor|line"];
const SHARING: &[&str] = &["share|shares|sharing"];
/// Ways to say that one person has both.
const ONE: &[&str] = &[
    "same|one|single person|man|woman|individual|somebody|someone",
    "double|doubles|act|acts|serve|serves|work|works|function|fill as|in",
    "combine|combined|combines|combining",
    "be|being both",
    "both roles|jobs|hats",
    "also be",
    "wear|wears both|two",
];

/// Words of one person with two roles that name neither.
#[rustfmt::skip]
const OF_ONE: &[&str] = &[
    "person", "man", "woman", "individual", "double", "doubles", "act", "acts", "serve", "serves", "combine", "combined", "combines", "combining", "hats", "wear", "roles", "jobs", "time", "allowed", "possible", "work", "works", "function", "job", "role", "fill", "posts", "single", "people",
];

/// Recognises a question of a relation.
pub(super) fn recognise(shape: &Shape<'_>, known: &Roles<'_>) -> Option<Form> {
    let roles = shape.distinct();
    if let Some((from, to)) = shape.find(REPORTING).filter(|(from, to)| is_relation(shape, *from, *to)) {
        let asked: Vec<String> =
            if shape.mood == Mood::Polar { roles.clone() } else { roles.into_iter().take(1).collect() };
        let before = shape.named.iter().any(|n| n.end <= from);
        let relation = if before { Relation::Above } else { Relation::Below };
        return (!asked.is_empty()).then(|| form(shape, relation, asked, (from, to)));
    }
    // "Who is the waiter's manager": the title may be a role of its own.
    let manager = shape.position(&["manager", "managers"]).filter(|at| shape.named.iter().any(|n| n.end == *at));
    if let Some(at) = manager.filter(|at| at + 1 == shape.words.len() && shape.mood == Mood::Person) {
        return Some(form(shape, Relation::Above, roles.into_iter().take(1).collect(), (at, at + 1)));
    }
    if let (Some((from, to)), false) = (shape.find(HEADS), shape.mood == Mood::Polar) {
        let bare = shape
            .content(|w| matches!(w, "boss" | "bosses" | "superior" | "superiors" | "supervisor" | "line" | "manager"));
        if roles.len() == 1 && bare.is_empty() && !shape.is_named(from) {
            return Some(form(shape, Relation::Above, roles, (from, to)));
        }
    }
    if let Some((from, to)) = shape.find(WITH) {
        let next_to_role =
            shape.named.iter().any(|n| n.start >= to && shape.words[to..n.start].iter().all(|w| is_stop(w)));
        let ends = to == shape.words.len();
        if !roles.is_empty() && (next_to_role || ends) && shape.mood != Mood::Polar {
            return Some(form(shape, Relation::Beside, roles.into_iter().take(1).collect(), (from, to)));
        }
    }
    if let Some(form) = same(shape, known) {
        return Some(form);
    }
    // "Who shares", and not "who counts their share": nothing but people stands before the verb.
    let verb = |&(from, _): &(usize, usize)| {
        let before = &shape.words[shape.core..from];
        let owned =
            before.last().is_some_and(|w| matches!(*w, "their" | "the" | "a" | "his" | "her" | "its" | "our" | "my"));
        !owned && before.iter().all(|w| is_stop(w) || is_people(w))
    };
    let people = shape.mood == Mood::Person && roles.is_empty();
    let sharing = shape.find(SHARING).filter(|_| people).filter(verb)?;
    Some(form(shape, Relation::Shared, roles, sharing))
}

/// "Who reports the fault" is a deed; a relation goes on with the role, or ends.
fn is_relation(shape: &Shape<'_>, from: usize, to: usize) -> bool {
    let to_somebody = shape.words[to - 1] == "to" || shape.words[to - 1] == "under";
    let goes_on = |i: usize| shape.is_named(i) || is_stop(shape.words[i]);
    let only_people = (to..shape.words.len()).all(goes_on);
    to_somebody && only_people && !shape.named.is_empty() && from > shape.core
}

/// "Can the cook also be the waiter", "can one person be both".
fn same(shape: &Shape<'_>, known: &Roles<'_>) -> Option<Form> {
    let mut roles = shape.distinct();
    if roles.len() < 2 {
        roles = both_sides(shape, known).unwrap_or(roles);
    }
    if roles.len() < 2 || !matches!(shape.mood, Mood::Polar | Mood::Bare) {
        return None;
    }
    let of_one = |w: &str| OF_ONE.contains(&w);
    let named = |i: &usize| roles.iter().any(|role| known.part_of(role, &shape.tokens[*i].word));
    let bare = shape.content(of_one).iter().all(named);
    let being = shape.words.contains(&"be") || shape.find(ONE).is_some();
    (bare && being).then(|| form(shape, Relation::Same, roles, (shape.words.len(), shape.words.len())))
}

/// "Can the planner be the coordinator": what stands on either side of "be", by the nearest roles' names.
fn both_sides(shape: &Shape<'_>, known: &Roles<'_>) -> Option<Vec<String>> {
    let be = shape.position(&["be"]).filter(|_| shape.mood == Mood::Polar)?;
    let noun = (be + 1..shape.words.len()).find(|&i| !is_stop(shape.words[i]))?;
    if !matches!(shape.words[noun - 1], "a" | "an" | "the") {
        return None;
    }
    let side = |from: usize, to: usize| {
        let words = (from..to).filter(|&i| !is_stop(shape.words[i])).map(|i| form_of(&shape.tokens[i].word));
        known.nearest(&words.collect::<Vec<_>>())
    };
    let (one, other) = (side(shape.core, be)?, side(noun, shape.words.len())?);
    (one != other).then(|| vec![one, other])
}

fn form(shape: &Shape<'_>, relation: Relation, roles: Vec<String>, (from, to): (usize, usize)) -> Form {
    let mut taken = shape.taken();
    if relation == Relation::Shared {
        taken[shape.core..to].fill(true);
    } else {
        taken.fill(true);
    }
    taken[from..to].fill(true);
    Form { intent: Intent::Combine, roles, taken, finite_verb: false, relation: Some(relation) }
}

/// Whether the words from the first on say that somebody is somewhere: "are there", "work in".
pub(super) fn is_there(words: &[&str]) -> Option<usize> {
    const THERE: &[&str] = &[
        "are|is there",
        "exist|exists",
        "are|is|get|gets? involved",
        "work|works|working in|at|for|aboard",
        "are|is in|on|at|within|aboard|part|found",
    ];
    longest(THERE, words)
}

/// The same, and what is only said of many: "make up", "do you find".
pub(super) fn are_there(words: &[&str]) -> Option<usize> {
    const THERE: &[&str] =
        &["make|makes up", "do|does|can|would|will you|we|i|one find|need|have|see|expect|meet", "belong|belongs to"];
    is_there(words).or_else(|| longest(THERE, words))
}

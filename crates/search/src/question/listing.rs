//! "Which roles are there in a kitchen": people at large, and nothing that they do but be there.

use super::forms::{Form, LIABLE};
use super::pattern::{fits, longest};
use super::relation::{are_there, is_there};
use super::shape::{Mood, Shape, is_people};
use super::words::is_stop;
use crate::Intent;

/// Many people, or a word for all of them.
fn many(word: &str) -> bool {
    matches!(word, "everyone" | "everybody" | "people" | "staff" | "crew") || (is_people(word) && word.ends_with('s'))
}

fn locative(word: &str) -> bool {
    matches!(word, "in" | "on" | "at" | "within" | "aboard" | "behind" | "for" | "across" | "around" | "of")
}

/// Recognises a question for all roles, or all of some setting.
pub(super) fn recognise(shape: &Shape<'_>) -> Option<Form> {
    let rest = shape.rest();
    let setting = match shape.mood {
        Mood::Person if matches!(rest[0], "which" | "what") => after_noun(rest)?,
        Mood::Thing if matches!(rest[0], "which" | "what") => after_noun(rest)?,
        Mood::Person if rest[0] == "who" => {
            let else_too = 1 + usize::from(matches!(rest.get(1), Some(&"all" | &"else")));
            let liable = longest(LIABLE, &rest[else_too..]).is_some();
            else_too + is_there(&rest[else_too..]).filter(|_| !liable)?
        }
        Mood::Order | Mood::Bare => {
            let lead = longest(
                &[
                    "list|name|show|give|tell me|us? all|every|each|of? the|of? different|various|available?",
                    "all|every of? the? different|various?",
                ],
                rest,
            )
            .unwrap_or(0);
            let noun = rest.get(lead).filter(|w| many(w))?;
            let next = lead + 1;
            match rest.get(next) {
                None if lead > 0 => next,
                Some(&"who" | &"that" | &"which") => next + 1 + exists_on(&rest[next + 1..])?,
                Some(w) if locative(w) && (lead > 0 || *noun != "staff") => next,
                Some(_) => next + exists_on(&rest[next..])?,
                None => return None,
            }
        }
        _ => return None,
    };
    let setting = shape.core + setting;
    // "The roles of a purser" are what he does.
    let of_a_role = |i: usize| matches!(shape.words[i], "of" | "for") && shape.named.iter().any(|n| n.start > i);
    let names_role = shape.named.iter().any(|n| n.start < setting) || (shape.core..shape.words.len()).any(of_a_role);
    if names_role {
        return None;
    }
    let mut taken = vec![false; shape.words.len()];
    taken[..setting].fill(true);
    Some(Form { intent: Intent::List, roles: Vec::new(), taken, finite_verb: false, relation: None })
}

fn exists_on(words: &[&str]) -> Option<usize> {
    are_there(words).or_else(|| fits("work|works|working on|with", words)).or_else(|| fits("involved", words))
}

/// Behind "which roles", "what kinds of people", "what are the different jobs": where the setting begins, if nothing but
/// being there is said of them.
fn after_noun(rest: &[&str]) -> Option<usize> {
    let be = fits("what|which are|is", rest).unwrap_or(1);
    let lead = be + fits("all? the? different|other|main|various|all?", &rest[be..]).unwrap_or(0);
    let lead = lead + fits("kind|kinds|sort|sorts|type|types of", &rest[lead..]).unwrap_or(0);
    rest.get(lead).filter(|w| many(w))?;
    let next = lead + 1;
    match rest.get(next) {
        None => Some(next),
        Some(w) if locative(w) && *w != "of" => Some(next),
        Some(_) => are_there(&rest[next..])
            .map(|n| next + n)
            .filter(|at| rest[*at..].iter().all(|w| !matches!(*w, "who" | "that"))),
    }
    .filter(|at| *at <= rest.len() && !rest[*at..].iter().any(|w| matches!(*w, "do" | "does") && !is_stop(w)))
}

//! Turns of phrase that say who does something, as data: `phrasings.tsv` beside this file, a line each with a sentence that shows it.
//!
//! Most sentences are read clause by clause. What is left are set phrases ("the clerk was entrusted with", "we leave that to the
//! clerk", "among the duties of the clerk is") that no rule of subject and verb reaches, each rare, all together not. They are
//! patterns of words ([`pattern`]) rather than code, so that one more is one more line, and every line is tested by its sentence.

mod pattern;

use super::inventory::Inventory;
use super::naming::named;
use super::sentence::{Found, Named, Place, add_new, bytes};
use pattern::Pattern;
use rolecall_language::Reading;
use rolecall_record::{FoundBy, Kind, Strength};
use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

const TABLE: &str = include_str!("phrasings.tsv");

/// Whom the text speaks to, or who speaks in it, from here on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// "You" is the role.
    You,
    /// "I" is the role.
    I,
}

/// Whom a turn of phrase is about that names nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// Whoever "you" is, where the text says so.
    Yours,
    /// Whoever "I" is.
    Mine,
}

/// What a sentence of this form says of the role in it.
#[derive(Debug)]
struct Phrasing {
    strength: Strength,
    /// It says nothing itself, but who is meant from here on.
    turn: Option<Turn>,
    /// It names nobody, and is about these.
    whose: Option<Whose>,
    /// Whether it undoes what the clauses seemed to say: it denies, or what looks denied is not.
    undoes: bool,
    pattern: Pattern,
}

/// The phrasings, and which of them need which word.
struct Phrasings {
    all: Vec<Phrasing>,
    by_word: HashMap<&'static str, Vec<usize>>,
}

static PHRASINGS: LazyLock<Phrasings> = LazyLock::new(|| {
    let mut known = Phrasings { all: Vec::new(), by_word: HashMap::new() };
    for line in lines() {
        let Line { strength, turn, whose, undoes, pattern, .. } = line;
        let pattern = Pattern::new(pattern);
        for word in pattern.anchor() {
            known.by_word.entry(word).or_default().push(known.all.len());
        }
        known.all.push(Phrasing { strength, turn, whose, undoes, pattern });
    }
    known
});

/// A line of the table.
struct Line {
    strength: Strength,
    turn: Option<Turn>,
    whose: Option<Whose>,
    undoes: bool,
    pattern: &'static str,
    #[cfg(test)]
    example: &'static str,
}

fn lines() -> impl Iterator<Item = Line> {
    TABLE.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or_default();
        let (said, pattern) = (cell(), cell());
        let strength = match said.trim_end_matches('!') {
            "not" => Strength::DoesNot,
            "may" => Strength::May,
            "decides" => Strength::Decides,
            _ => Strength::Does,
        };
        let turn = match said {
            "you" => Some(Turn::You),
            "i" => Some(Turn::I),
            _ => None,
        };
        let whose = match said {
            "yours" => Some(Whose::Yours),
            "mine" => Some(Whose::Mine),
            _ => None,
        };
        let undoes = strength == Strength::DoesNot || said.ends_with('!');
        Line {
            strength,
            turn,
            whose,
            undoes,
            pattern,
            #[cfg(test)]
            example: cell(),
        }
    })
}

/// Whether a sentence has words that some phrasing of this sort needs: those that may fit.
fn worth_trying(reading: &Reading<'_>, turns: bool) -> Vec<&'static Phrasing> {
    let words = reading.tokens.iter().filter_map(|t| PHRASINGS.by_word.get(t.lower.as_str())).flatten();
    let tried: BTreeSet<usize> = words.copied().collect();
    tried.into_iter().map(|i| &PHRASINGS.all[i]).filter(|phrasing| phrasing.turn.is_some() == turns).collect()
}

/// Who is "you" or "I" from here on, as a turn of phrase says: "Wanted: warden.", "I have been the warden for years."
pub(super) fn turned(reading: &Reading<'_>, inventory: &Inventory, place: &Place) -> Option<(Turn, String)> {
    worth_trying(reading, true).into_iter().find_map(|phrasing| {
        let names = |p: usize| named(reading, p, inventory, place);
        let (_, phrase) = *phrasing.pattern.fits(reading, &|p| !names(p).is_empty()).first()?;
        let (role, _) = names(phrase).into_iter().next()?;
        Some((phrasing.turn?, role))
    })
}

/// Finds whom a turn of phrase holds responsible. What it denies is denied, whatever the clauses seemed to say.
pub(super) fn phrased(reading: &Reading<'_>, inventory: &Inventory, place: &Place, found: &mut Vec<Found>) {
    let tokens = &reading.tokens;
    if tokens.last().is_some_and(|t| t.text == "?") {
        return;
    }
    let tried = worth_trying(reading, false);
    if tried.is_empty() {
        return;
    }
    let names: Vec<OnceCell<Vec<Named>>> = vec![OnceCell::new(); reading.groups.phrases.len()];
    let role = |p: usize| names[p].get_or_init(|| named(reading, p, inventory, place)).clone();
    for phrasing in tried {
        if let Some(whose) = phrasing.whose {
            let roles = match whose {
                Whose::Yours if place.sure_you => &place.you,
                Whose::Yours => continue,
                Whose::Mine => &place.i,
            };
            if let Some(from) = phrasing.pattern.begins(reading) {
                let whom = roles.iter().map(|role| (role.clone(), role.clone())).collect();
                add_new(found, whom, phrasing.strength, FoundBy::Pronoun, bytes(reading, from, tokens.len()));
            }
            continue;
        }
        for (from, phrase) in phrasing.pattern.fits(reading, &|p| !role(p).is_empty()) {
            let clause = bytes(reading, from, tokens.len());
            let whom = role(phrase);
            if phrasing.undoes {
                let other = |f: &Found| (f.strength == Strength::DoesNot) != (phrasing.strength == Strength::DoesNot);
                found.retain(|f| f.kind != Kind::Responsibility || !other(f) || whom.iter().all(|(r, _)| *r != f.role));
            }
            add_new(found, whom, phrasing.strength, FoundBy::Coordination, clause);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribute::tests::said_of;

    #[test]
    fn every_phrasing_says_what_its_sentence_shows() {
        let mut wrong = Vec::new();
        for Line { strength, pattern, example, .. } in lines() {
            let got = said_of("warden", example);
            if got != Some(strength) {
                wrong.push(format!("{pattern}: “{example}” {got:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

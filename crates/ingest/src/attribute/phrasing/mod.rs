//! Turns of phrase that say who does something, as data: `phrasings.tsv` beside this file, a line each with a sentence that shows it.
//!
//! Most sentences are read clause by clause. What is left are set phrases ("the clerk was entrusted with", "we leave that to the
//! clerk", "among the duties of the clerk is") that no rule of subject and verb reaches, each rare, all together not. They are
//! patterns of words ([`pattern`]) rather than code, so that one more is one more line, and every line is tested by its sentence.

mod pattern;

use super::inventory::Inventory;
use super::naming::named;
use super::sentence::{Found, Named, Place, add_new, bytes};
use foldhash::fast::RandomState;
use pattern::Pattern;
use rolecall_language::Reading;
use rolecall_record::{FoundBy, Kind, Strength};
use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::HashMap;
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

/// Phrasings, and the words without which they fit no sentence.
#[derive(Default)]
struct Phrasings {
    all: Vec<Phrasing>,
    /// What each needs: of every set at least one word.
    needs: Vec<Vec<Words>>,
    /// The number of each word.
    numbers: HashMap<&'static str, usize, RandomState>,
    /// For each bit of [`Words`], the phrasings of whose first need it is part.
    met_by: Vec<Vec<usize>>,
    /// Phrasings that need no word.
    always: Vec<usize>,
}

/// A set of words by their numbers. Where there are more words than bits, some share one: a few more patterns are tried.
type Words = [u64; 8];

fn insert(words: &mut Words, number: usize) {
    words[number / 64 % words.len()] |= 1 << (number % 64);
}

/// The bits that are set, in order.
fn bits(words: &Words) -> impl Iterator<Item = usize> {
    words.iter().enumerate().flat_map(|(i, word)| {
        let left = std::iter::successors(Some(*word), |left| Some(left & left.wrapping_sub(1)));
        left.take_while(|left| *left != 0).map(move |left| i * 64 + left.trailing_zeros() as usize)
    })
}

impl Phrasings {
    fn new(turns: bool) -> Self {
        let mut known = Self { met_by: vec![Vec::new(); 64 * Words::default().len()], ..Self::default() };
        for Line { strength, turn, whose, undoes, pattern, .. } in lines().filter(|line| line.turn.is_some() == turns) {
            let pattern = Pattern::new(pattern);
            let mut needs: Vec<(usize, Words)> = Vec::new();
            for piece in pattern.needs() {
                let (mut words, mut shortest) = (Words::default(), usize::MAX);
                for word in piece {
                    let next = known.numbers.len();
                    insert(&mut words, *known.numbers.entry(word).or_insert(next));
                    shortest = shortest.min(word.len());
                }
                needs.push((shortest, words));
            }
            // Long words are rare: most sentences are done with the first.
            needs.sort_by_key(|(shortest, _)| Reverse(*shortest));
            let own = known.all.len();
            match needs.first() {
                Some((_, words)) => bits(words).for_each(|bit| known.met_by[bit].push(own)),
                None => known.always.push(own),
            }
            known.needs.push(needs.into_iter().map(|(_, words)| words).collect());
            known.all.push(Phrasing { strength, turn, whose, undoes, pattern });
        }
        known
    }

    /// Those for which a sentence has the words, in the order of the table. Hardly any is left, so what is left may be dear.
    fn worth_trying<'p>(&'p self, reading: &Reading<'_>) -> Vec<&'p Phrasing> {
        let mut words = Words::default();
        for token in &reading.tokens {
            let said = [Some(token.lower.as_str()), token.word.verb.as_deref().filter(|verb| *verb != token.lower)];
            for number in said.into_iter().flatten().filter_map(|word| self.numbers.get(word)) {
                insert(&mut words, *number);
            }
        }
        let met = |need: &Words| need.iter().zip(&words).any(|(a, b)| a & b != 0);
        // Only those whose rarest word is there are looked at: most words are no pattern's.
        let mut some = self.always.clone();
        bits(&words).for_each(|bit| some.extend(&self.met_by[bit]));
        some.sort_unstable();
        some.dedup();
        some.retain(|&i| self.needs[i].iter().all(met));
        some.into_iter().map(|i| &self.all[i]).collect()
    }
}

/// What a sentence may say, and whom it may turn to.
static SAYINGS: LazyLock<Phrasings> = LazyLock::new(|| Phrasings::new(false));
static TURNS: LazyLock<Phrasings> = LazyLock::new(|| Phrasings::new(true));

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

/// Who is "you" or "I" from here on, as a turn of phrase says: "Wanted: warden.", "I have been the warden for years."
pub(super) fn turned(reading: &Reading<'_>, inventory: &Inventory, place: &Place) -> Option<(Turn, String)> {
    TURNS.worth_trying(reading).into_iter().find_map(|phrasing| {
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
    let tried = SAYINGS.worth_trying(reading);
    if tried.is_empty() {
        return;
    }
    let names: Vec<OnceCell<Vec<Named>>> = vec![OnceCell::new(); reading.groups.phrases.len()];
    let roles_of = |p: usize| names[p].get_or_init(|| named(reading, p, inventory, place));
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
        for (from, phrase) in phrasing.pattern.fits(reading, &|p| !roles_of(p).is_empty()) {
            let clause = bytes(reading, from, tokens.len());
            let whom = roles_of(phrase).clone();
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

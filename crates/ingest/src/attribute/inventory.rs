//! The roles of one article: which names are roles at all, and which name each bare or other name stands for.
//!
//! A word list knows "engineer"; it does not know "scrum half". So a name is a role either because its head names a person,
//! or because the article itself uses it as one: as a heading of its own that then acts in sentences, or in a frame that
//! only someone responsible fits ("the X is in charge of", "it is up to the X").

use super::frame;
use rolecall_language::{Likelihood, Reading, RoleName, Tag, head_of, read, role_name, terms};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of a name.
#[derive(Debug, Clone, Default)]
struct Entry {
    likely: bool,
    possible: bool,
    headings: u32,
    deeds: u32,
    mentions: u32,
    defined: bool,
}

/// The roles of an article.
#[derive(Debug, Default)]
pub(super) struct Inventory {
    entries: BTreeMap<String, Entry>,
    /// Other name → main name.
    same: BTreeMap<String, String>,
    /// Given names → role ("Josie is our charge nurse").
    people: BTreeMap<String, String>,
    /// Whose "I" it is.
    narrator: Option<String>,
    contrasts: BTreeSet<(String, String)>,
}

impl Inventory {
    /// Notes a name that a heading, term or table gives; `sure` where its place alone makes it a role.
    pub fn note_heading(&mut self, name: &RoleName, sure: bool) {
        let entry = self.entry(name);
        entry.headings += 1;
        entry.defined |= sure;
    }

    /// Notes every name of a sentence.
    pub fn note_sentence(&mut self, reading: &Reading<'_>) {
        for phrase in &reading.groups.phrases {
            if let Some(name) = role_name(reading, phrase) {
                self.entry(&name).mentions += 1;
            }
        }
        for clause in &reading.clauses {
            let position = frame::position(reading, clause);
            for &subject in &clause.subjects {
                let phrase = &reading.groups.phrases[subject];
                let Some(name) = role_name(reading, phrase) else { continue };
                if position == frame::Position::Main && frame::acts(reading, clause) {
                    self.entry(&name).deeds += 1;
                }
                if frame::holds_responsible(reading, clause) {
                    self.entry(&name).defined = true;
                }
            }
        }
        for phrase in frame::handed_to(reading) {
            if let Some(name) = role_name(reading, &reading.groups.phrases[phrase]) {
                self.entry(&name).defined = true;
            }
        }
        self.note_identities(reading);
    }

    fn entry(&mut self, name: &RoleName) -> &mut Entry {
        let entry = self.entries.entry(name.name.clone()).or_default();
        entry.likely |= name.likelihood >= Likelihood::Likely;
        entry.possible |= name.likelihood >= Likelihood::Possible;
        entry
    }

    /// "X, also known as Y", "X (Y)", "X is also called Y"; "Josie is our charge nurse"; "I am the bosun".
    fn note_identities(&mut self, reading: &Reading<'_>) {
        let tokens = &reading.tokens;
        for (p, phrase) in reading.groups.phrases.iter().enumerate() {
            let Some(first) = role_name(reading, phrase).filter(|n| n.likelihood >= Likelihood::Possible) else { continue };
            let mut at = first.tokens.1;
            let mut called = false;
            let mut bracket = false;
            while let Some(token) = tokens.get(at) {
                match token.lower.as_str() {
                    "known" | "called" | "termed" | "titled" | "dubbed" | "aka" | "a.k.a" | "a.k.a." => called = true,
                    "(" => bracket = true,
                    "," | "or" | "also" | "sometimes" | "often" | "as" | "is" | "are" | "may" | "be" | "simply" | "usually" | "a"
                    | "an" | "the" | "“" | "\"" | "commonly" | "who" | "‘" | "'" | "to" | "formerly" | "formally" | "otherwise" => {}
                    _ => break,
                }
                at += 1;
                if at > first.tokens.1 + 8 {
                    break;
                }
            }
            if !called && !bracket || tokens.get(at).is_none() {
                continue;
            }
            let other = reading.groups.phrases.iter().skip(p + 1).find(|q| (q.tokens.0..q.tokens.1).contains(&at));
            let Some(second) = other.and_then(|q| role_name(reading, q)) else { continue };
            let closes = tokens.get(second.tokens.1).is_none_or(|t| matches!(t.tag, Tag::Close | Tag::Comma | Tag::Stop | Tag::Quote | Tag::Conjunction));
            if second.name == first.name || !closes && bracket {
                continue;
            }
            let acronym = tokens[second.tokens.0].acronym() && initials(&first.name, &second.name);
            if called || acronym || second.likelihood >= Likelihood::Likely && second.plural == first.plural {
                let (main, other) = if acronym || second.name.len() < first.name.len() {
                    (first.name.clone(), second.name.clone())
                } else {
                    (first.name.clone(), second.name.clone())
                };
                self.entry(&second).defined = true;
                self.same.entry(other).or_insert(main);
            }
        }
        for clause in &reading.clauses {
            let group = &reading.groups.verbs[clause.verb];
            let [subject] = clause.subjects[..] else { continue };
            let subject = &reading.groups.phrases[subject];
            let Some(complement) = reading.groups.phrases.iter().position(|q| q.tokens.0 == group.tokens.1) else { continue };
            let complement = &reading.groups.phrases[complement];
            if !group.copula || group.negated {
                continue;
            }
            let Some(role) = role_name(reading, complement).filter(|n| n.likelihood >= Likelihood::Likely) else { continue };
            let determined = complement.tokens.0 < complement.core;
            let head = &tokens[subject.head];
            if head.lower == "i" && determined {
                self.narrator.get_or_insert(role.name);
            } else if determined && head.capital() && !subject.pronoun && subject.tokens.1 - subject.tokens.0 <= 2 && given_name(head) {
                self.people.entry(tokens[subject.tokens.0].lower.clone()).or_insert(role.name);
            }
        }
        // "As a bosun, I …"
        if let [first, ..] = &tokens[..]
            && first.lower == "as"
            && let Some(phrase) = reading.groups.phrases.first()
            && let Some(name) = role_name(reading, phrase).filter(|n| n.likelihood >= Likelihood::Likely)
            && reading.clauses.first().is_some_and(|c| c.subjects.iter().any(|&s| tokens[reading.groups.phrases[s].head].lower == "i"))
        {
            self.narrator.get_or_insert(name.name);
        }
    }

    /// Notes that an article sets these roles against each other.
    pub fn note_contrast(&mut self, a: &str, b: &str) {
        let (a, b) = if a < b { (a, b) } else { (b, a) };
        if a != b {
            self.contrasts.insert((a.to_owned(), b.to_owned()));
        }
    }

    /// Whether `name` is a role in this article.
    pub fn is_role(&self, name: &str) -> bool {
        let Some(e) = self.entries.get(name) else { return self.same.contains_key(name) };
        e.likely || e.defined || e.headings > 0 && (e.possible || e.deeds > 1) || e.possible && e.deeds > 1
    }

    /// The role that `name` stands for here. `near` are roles that the place suggests, nearest first: a bare "engineer"
    /// under "The Audio Engineer" is that one. Where two fit and none is near, the bare name stays.
    pub fn resolve(&self, name: &str, near: &[String]) -> String {
        let name = self.same.get(name).map_or(name, String::as_str);
        if let Some(close) = near.iter().find(|n| *n == name || shortens(name, n)) {
            return close.clone();
        }
        let own = self.entries.get(name).map_or(0, |e| e.headings);
        let fuller: Vec<&String> = self.entries.keys().filter(|n| shortens(name, n) && self.is_role(n)).collect();
        let headed: Vec<&&String> = fuller.iter().filter(|n| self.entries[**n].headings > 0).collect();
        match (&headed[..], &fuller[..]) {
            ([one], _) if own == 0 => (**one).clone(),
            ([], [one]) if own == 0 => (*one).clone(),
            _ => name.to_owned(),
        }
    }

    /// The role of someone called by name, or of "I".
    pub fn person(&self, lower: &str) -> Option<&str> {
        if lower == "i" { self.narrator.as_deref() } else { self.people.get(lower).map(String::as_str) }
    }

    /// The role whose work an activity names: "music engineering" → "music engineer".
    pub fn doer(&self, activity: &str) -> Option<&str> {
        let head = head_of(activity);
        if !head.ends_with("ing") {
            return None;
        }
        let stem = |w: &str| terms(w).first().map(|t| t.stem.clone());
        let before = &activity[..activity.len() - head.len()];
        let want = stem(head)?;
        self.entries
            .keys()
            .filter(|n| self.is_role(n) && n.starts_with(before))
            .find(|n| n[before.len()..] == *head_of(n) && stem(head_of(n)).as_ref() == Some(&want))
            .map(String::as_str)
    }

    /// Stated synonyms: (main name, other name).
    pub fn synonyms(&self) -> Vec<(String, String)> {
        self.same.iter().map(|(other, main)| (main.clone(), other.clone())).collect()
    }

    /// Contrasted roles, as resolved.
    pub fn contrasts(&self) -> Vec<(String, String)> {
        self.contrasts.iter().cloned().collect()
    }
}

/// Whether `short` is `full` without its first words: "engineer" for "audio engineer".
fn shortens(short: &str, full: &str) -> bool {
    full.len() > short.len() && full.ends_with(short) && full.as_bytes()[full.len() - short.len() - 1] == b' '
        || full.split_once(" of ").is_some_and(|(head, _)| head == short)
}

/// Whether an acronym's letters begin the words of a name.
fn initials(name: &str, acronym: &str) -> bool {
    let letters: String = acronym.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let firsts: String = name.split([' ', '-']).filter_map(|w| w.chars().next()).collect();
    let content: String = name.split([' ', '-']).filter(|w| !matches!(*w, "of" | "and" | "the" | "for")).filter_map(|w| w.chars().next()).collect();
    letters == firsts || letters == content
}

/// Whether a capitalised word is no common noun.
fn given_name(token: &rolecall_language::Token<'_>) -> bool {
    use rolecall_language::Readings;
    token.word.readings.any(Readings::GUESSED) || !token.word.readings.noun()
}

/// Reads a bare string as a role's name, for headings, terms, cells and file names.
pub(super) fn read_name(text: &str) -> Option<RoleName> {
    let reading = read(text);
    let last = reading.groups.phrases.last()?;
    role_name(&reading, last)
}

//! Whom "they", "she", "the latter" will mean in the next sentence.
//!
//! Subjects come first, as in centering theory (Grosz, Joshi and Weinstein 1995): what a sentence's subject is about, the
//! next one's pronoun is about. Somebody who is only mentioned in passing is taken where nobody else fits: where no subject
//! was a role, and number agrees.

use super::identity;
use super::inventory::Inventory;
use super::naming::mentioned;
use super::sentence::{Found, Place};
use rolecall_language::Reading;
use rolecall_record::{FoundBy, Kind};

/// A role that a sentence only mentions, and whether in the plural.
#[derive(Debug, Clone, Default)]
pub(super) struct Passing {
    pub role: Option<String>,
    pub plural: bool,
}

impl Place {
    /// Takes in what a sentence said, before the next one is read.
    pub fn remember(&mut self, found: &[Found], reading: &Reading<'_>, inventory: &Inventory) {
        let named = mentioned(reading, inventory, self);
        let subjects = self.subjects(found, inventory);
        let passed =
            found.iter().find(|f| f.found_by == FoundBy::Pronoun && self.passing.role.as_ref() == Some(&f.role));
        // Where a pronoun or a settled role was the subject, nobody else is meant next.
        let spoken_for = !subjects.is_empty() || found.iter().any(|f| f.found_by == FoundBy::Pronoun);
        if !subjects.is_empty() {
            self.topic = subjects;
        } else if let Some(f) = passed {
            self.topic = vec![f.role.clone()];
        } else if let Some(role) = identity::presented(reading)
            .filter(|n| inventory.is_role(&n.name))
            .map(|n| inventory.resolve(&n.name, &self.section))
        {
            self.topic = vec![role];
        }
        self.passing = match &named[..] {
            [(role, plural)] if !spoken_for && !self.topic.contains(role) => {
                Passing { role: Some(role.clone()), plural: *plural }
            }
            _ => Passing::default(),
        };
        // "And the author?" – "Writes it."
        let asked = reading.tokens.len() <= 5 && reading.tokens.last().is_some_and(|t| t.text == "?");
        if let ([(role, _)], true) = (&named[..], asked) {
            self.topic = vec![role.clone()];
        }
        self.pair(named);
        self.after_duty = asked && !self.topic.is_empty() || found.iter().any(|f| f.kind == Kind::Responsibility);
        self.after_role = !found.is_empty();
    }

    /// The roles whose clause the next sentence most likely goes on with.
    fn subjects(&self, found: &[Found], inventory: &Inventory) -> Vec<String> {
        let mut clauses: Vec<((usize, usize), Vec<String>)> = Vec::new();
        for f in found.iter().filter(|f| matches!(f.found_by, FoundBy::Subject | FoundBy::PassiveAgent)) {
            // A passing figure without a deed does not become whom "she" means.
            if f.kind == Kind::Context && !inventory.settled(&f.role) {
                continue;
            }
            match clauses.iter_mut().find(|(span, _)| *span == f.clause) {
                Some((_, roles)) if roles.contains(&f.role) => {}
                Some((_, roles)) => roles.push(f.role.clone()),
                None => clauses.push((f.clause, vec![f.role.clone()])),
            }
        }
        // "If producers do this, engineers do that. They …": whom the section is about, else the last.
        let about = clauses.iter().find(|(_, roles)| clauses.len() > 1 && *roles == self.section);
        about.or(clauses.last()).map(|(_, roles)| roles.clone()).unwrap_or_default()
    }

    /// Whom "the former" and "the latter" mean: two roles of the sentence before, else the last two that the text was about.
    fn pair(&mut self, named: Vec<(String, bool)>) {
        if named.len() == 2 {
            self.pair = named.into_iter().map(|(role, _)| role).collect();
        } else if let [before, last] = &self.topics[..]
            && !named.is_empty()
        {
            self.pair = vec![before.clone(), last.clone()];
        }
        if let [topic] = &self.topic[..]
            && self.topics.last() != Some(topic)
        {
            self.topics.retain(|t| t != topic);
            self.topics.push(topic.clone());
            if self.topics.len() > 2 {
                self.topics.remove(0);
            }
        }
    }

    /// Whom a pronoun of the third person means here.
    pub fn meant(&self, pronoun: &str) -> Vec<String> {
        let one = match pronoun {
            "he" | "she" | "him" | "her" | "his" | "hers" => true,
            "they" | "them" | "their" | "theirs" => false,
            _ => return self.topic.clone(),
        };
        match &self.passing.role {
            // Below a heading of its own, a section goes on about its role.
            Some(role) if !self.headed && (self.passing.plural != one) => vec![role.clone()],
            _ => self.topic.clone(),
        }
    }
}

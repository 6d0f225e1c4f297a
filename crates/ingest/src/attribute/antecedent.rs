//! Whom "they", "she", "the latter" will mean in the next sentence.
//!
//! Everybody whom the text has named stays in mind with a weight: a subject weighs more than somebody mentioned in passing,
//! as in centering theory (Grosz, Joshi and Weinstein 1995), and every sentence halves what was there before. A pronoun
//! means whoever weighs most once its number and its gender, as the article used them so far, are taken into account. A chain of
//! rules that asked for one sign after the other was tried first; it let the nearest subject win whatever else spoke against it.

use super::identity;
use super::inventory::Inventory;
use super::sentence::{Found, Place};
use super::voice;
use rolecall_language::{Reading, Tag, role_name};
use rolecall_record::{FoundBy, Kind};
use std::collections::{BTreeMap, BTreeSet};

/// Somebody whom the text has spoken of.
#[derive(Debug, Clone)]
struct Candidate {
    role: String,
    weight: f32,
    /// Whether last written in the plural, where that is known.
    plural: Option<bool>,
}

/// Everybody in mind.
#[derive(Debug, Clone, Default)]
pub(super) struct Focus {
    candidates: Vec<Candidate>,
    /// Whether the article said "he" and "she" of a role.
    genders: BTreeMap<String, (bool, bool)>,
}

/// What a role weighs right after a sentence whose subject or agent it was.
const SUBJECT: f32 = 3.0;
/// What it weighs right after it was mentioned otherwise.
const MENTIONED: f32 = 1.0;
/// What it weighs later in that sentence.
const BESIDE: f32 = 2.0;
/// What every sentence leaves of a weight.
const FADES: f32 = 0.5;
/// Below this, somebody is no longer in mind.
const FORGOTTEN: f32 = 0.1;
/// The role of a section's own heading is never far.
const HEADED: f32 = 1.5;
/// Nor is the title's.
const TITLED: f32 = 0.5;
/// Whom the last settled subject was about.
const TOPIC: f32 = 1.0;
const NUMBER_FITS: f32 = 1.5;
const NUMBER_DIFFERS: f32 = 2.0;
/// "They" of somebody in the singular is common, but less so.
const SINGULAR_THEY: f32 = 1.0;
const GENDER_FITS: f32 = 1.0;
const GENDER_DIFFERS: f32 = 6.0;
/// Whom the text speaks to as "you" it does not tell of as "they" in the same breath.
const SPOKEN_TO: f32 = 3.0;
/// Nobody does something to himself and is named for it.
const ACTED_ON: f32 = 2.0;

impl Focus {
    fn raise(&mut self, role: &str, weight: f32, plural: Option<bool>) {
        match self.candidates.iter_mut().find(|c| c.role == role) {
            Some(c) => {
                c.weight = c.weight.max(weight);
                c.plural = plural.or(c.plural);
            }
            None => self.candidates.push(Candidate { role: role.to_owned(), weight, plural }),
        }
    }

    /// Lets everybody fade; `section` is never forgotten.
    fn fade(&mut self, section: &[String]) {
        for c in &mut self.candidates {
            c.weight *= FADES;
        }
        self.candidates.retain(|c| c.weight > FORGOTTEN || section.contains(&c.role));
    }

    /// Notes that the article says `pronoun` of a role.
    pub fn call(&mut self, role: &str, pronoun: &str) {
        if matches!(pronoun, "he" | "him" | "she") {
            let (he, she) = self.genders.entry(role.to_owned()).or_default();
            *(if pronoun == "she" { she } else { he }) = true;
        }
    }

    /// Whether the article so far says the same of "he" and "she" of a role as a pronoun does, where both tell.
    fn agrees(&self, role: &str, pronoun: &str) -> Option<bool> {
        let (he, she) = *self.genders.get(role)?;
        match pronoun {
            "he" | "him" | "his" if he != she => Some(he),
            "she" | "her" | "hers" if he != she => Some(she),
            _ => None,
        }
    }

    /// Whether a pronoun can hardly mean a role: the article calls it by the other of "he" and "she".
    pub fn other_gender(&self, role: &str, pronoun: &str) -> bool {
        self.agrees(role, pronoun) == Some(false)
    }
}

/// Whether a pronoun of the third person stands for one, rather than for more or any number.
fn one(pronoun: &str) -> Option<bool> {
    match pronoun {
        "he" | "she" | "him" | "her" | "his" | "hers" => Some(true),
        "they" | "them" | "their" | "theirs" => Some(false),
        _ => None,
    }
}

impl Place {
    /// Begins a section of its own, about `roles`.
    pub fn begin(&mut self, roles: &[String]) {
        self.focus.candidates.clear();
        self.spoken_to.clear();
        self.go_on_with(roles);
    }

    /// From here on the text speaks of `roles`.
    pub fn go_on_with(&mut self, roles: &[String]) {
        self.topic = roles.to_vec();
        for role in roles {
            self.focus.raise(role, SUBJECT, None);
        }
    }

    /// Takes in what a sentence said, before the next one is read.
    pub fn remember(&mut self, found: &[Found], reading: &Reading<'_>, inventory: &Inventory) {
        let named = self.mentions(reading, inventory);
        let before = self.topic.clone();
        let subjects = self.subjects(found, inventory);
        let pronouns: Vec<&Found> =
            found.iter().filter(|f| f.found_by == FoundBy::Pronoun && one(&f.name.to_lowercase()).is_some()).collect();
        self.focus.fade(&self.section);
        let you = |f: &&Found| self.sure_you && matches!(f.name.to_lowercase().as_str(), "you" | "your" | "yours");
        for f in found.iter().filter(you) {
            if !self.spoken_to.contains(&f.role) {
                self.spoken_to.push(f.role.clone());
            }
        }
        for (role, plural) in &named {
            // A passing figure is only meant where nobody else can be.
            self.focus.raise(role, if inventory.settled(role) { MENTIONED } else { 0.0 }, *plural);
        }
        for f in found.iter().filter(|f| matches!(f.found_by, FoundBy::Subject | FoundBy::PassiveAgent)) {
            let plural = named.iter().find(|(role, _)| *role == f.role).and_then(|(_, plural)| *plural);
            self.focus.raise(&f.role, SUBJECT, plural);
        }
        for f in &pronouns {
            self.focus.raise(&f.role, SUBJECT, None);
        }
        if !subjects.is_empty() {
            self.topic = subjects;
        } else if let Some(f) = found.iter().rfind(|f| matches!(f.name.as_str(), "former" | "latter")) {
            self.topic = vec![f.role.clone()];
        } else if let [f] = &pronouns[..] {
            self.topic = vec![f.role.clone()];
        } else if let Some(role) = identity::presented(reading)
            .or_else(|| identity::met(reading))
            .filter(|n| inventory.is_role(&n.name))
            .map(|n| inventory.resolve(&n.name, &self.section))
        {
            self.focus.raise(&role, SUBJECT, None);
            self.topic = vec![role];
        }
        // "Two porters. They …", "The baker, at four in the morning. He …": a name alone presents whoever is told of next.
        let begins = reading.groups.phrases.first().is_some_and(|p| p.tokens.0 == 0 && !p.pronoun);
        let mut alone = false;
        if let (true, true, [(role, _), ..]) = (reading.groups.verbs.is_empty(), begins && found.is_empty(), &named[..])
        {
            self.focus.raise(role, SUBJECT, None);
            self.topic = vec![role.clone()];
            // "The glazier. Cuts the panes …"
            alone = named.len() == 1
                && reading.groups.phrases.first().is_some_and(|p| p.tokens.1 + 1 >= reading.tokens.len());
        }
        // "And the author?" – "Writes it."
        let asked = reading.tokens.len() <= 5 && reading.tokens.last().is_some_and(|t| t.text == "?");
        if let ([(role, _)], true) = (&named[..], asked) {
            self.focus.raise(role, SUBJECT, None);
            self.topic = vec![role.clone()];
        }
        self.pair(&named, &before);
        self.after_duty =
            alone || asked && !self.topic.is_empty() || found.iter().any(|f| f.kind == Kind::Responsibility);
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

    /// The roles of which a sentence speaks by name, by somebody's name, or by a pronoun, in order, each with whether it
    /// stands in the plural, where that is to be seen.
    fn mentions(&self, reading: &Reading<'_>, inventory: &Inventory) -> Vec<(String, Option<bool>)> {
        let mut roles: Vec<(String, Option<bool>)> = Vec::new();
        for phrase in &reading.groups.phrases {
            let first = reading.tokens[phrase.tokens.0].lower.as_str();
            let head = &reading.tokens[phrase.head];
            // "her opposite number", "with him"
            if one(first).is_some()
                && let [role] = &self.meant(first)[..]
            {
                roles.push((role.clone(), None));
            }
            if head.capital()
                && let Some(role) = voice::person(inventory, self, &head.lower)
            {
                roles.push((role, Some(false)));
                continue;
            }
            // "the editor's assistant" speaks of the assistant.
            let owns = reading.tokens.get(phrase.tokens.1).is_some_and(|t| t.tag == Tag::Possessive);
            if let Some(name) = role_name(reading, phrase).filter(|n| !owns && inventory.is_role(&n.name)) {
                roles.push((inventory.resolve(&name.name, &self.near()), Some(name.plural)));
            }
        }
        let mut seen = BTreeSet::new();
        roles.retain(|(role, _)| seen.insert(role.clone()));
        roles
    }

    /// Whom "the former" and "the latter" mean: two roles of one sentence, else the last two that the text was about.
    fn pair(&mut self, named: &[(String, Option<bool>)], before: &[String]) {
        // "in front of the actors": a plural beside two singular ones is not one of them.
        let alike = |plural: bool| -> Vec<String> {
            named.iter().filter(|(_, p)| p.is_none_or(|p| p == plural)).map(|(role, _)| role.clone()).collect()
        };
        if let Some(pair) = [alike(false), alike(true)].into_iter().find(|pair| pair.len() == 2) {
            self.pair = pair;
        } else if let ([before], [now]) = (before, &self.topic[..])
            && before != now
        {
            self.pair = vec![before.clone(), now.clone()];
        }
    }

    /// The two of whom the text has spoken last, where there are two.
    pub fn last_two(&self) -> Vec<String> {
        let mut candidates: Vec<&Candidate> = self.focus.candidates.iter().filter(|c| c.weight >= FADES).collect();
        candidates.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        let third = candidates.get(2).map_or(0.0, |c| c.weight);
        match candidates[..] {
            [a, b, ..] if b.weight > third => vec![a.role.clone(), b.role.clone()],
            _ => self.topic.clone(),
        }
    }

    /// Whom a pronoun of the third person means here.
    pub fn meant(&self, pronoun: &str) -> Vec<String> {
        self.meant_among(pronoun, &[], &[], |_| false)
    }

    /// Whom it means where the sentence itself mentions some `beside` it and says what is done to or with `objects`; nobody
    /// of whom it is `never` said.
    pub fn meant_among(
        &self,
        pronoun: &str,
        beside: &[String],
        objects: &[String],
        never: impl Fn(&str) -> bool,
    ) -> Vec<String> {
        let Some(one) = one(pronoun) else { return self.topic.clone() };
        let mut best = f32::MIN;
        let mut roles: Vec<String> = Vec::new();
        let candidates = self.focus.candidates.iter().map(|c| (&c.role, c.weight, c.plural));
        let beside = beside.iter().map(|r| (r, BESIDE, None));
        // Whoever tells the article is "I"; "she" is somebody else.
        let tells = |role: &String| one && self.teller.as_ref() == Some(role) && self.i == [role.as_str()];
        let teller = |role: &String| tells(role) || self.talks.as_ref() == Some(role);
        // "She books them with the distributors. She also …": many who were mentioned in passing are not one.
        let passing = |role: &String, weight: f32, plural: Option<bool>| {
            one && plural == Some(true)
                && weight < SUBJECT
                && !self.section.contains(role)
                && !self.topic.contains(role)
        };
        for (role, weight, plural) in candidates.chain(beside).filter(|(role, ..)| !never(role) && !teller(role)) {
            if passing(role, weight, plural) {
                continue;
            }
            let place = match self.section.contains(role) {
                true if self.headed => HEADED,
                true => TITLED,
                false => 0.0,
            };
            let topic = if self.topic.contains(role) { TOPIC } else { 0.0 };
            let number = match (plural, one) {
                (Some(true), false) => NUMBER_FITS,
                (Some(true), true) => -NUMBER_DIFFERS,
                // A section speaks of its role as of one and as of all.
                (Some(false), false) if place < HEADED => -SINGULAR_THEY,
                _ => 0.0,
            };
            let gender = match self.focus.agrees(role, pronoun) {
                Some(true) => GENDER_FITS,
                Some(false) => -GENDER_DIFFERS,
                None => 0.0,
            };
            let other = if objects.contains(role) { -ACTED_ON } else { 0.0 };
            let you = if self.spoken_to.contains(role) { -SPOKEN_TO } else { 0.0 };
            let score = weight + place + topic + number + gender + other + you;
            if score > best + 0.01 {
                best = score;
                roles.clear();
            }
            if score >= best - 0.01 && !roles.contains(role) {
                roles.push(role.clone());
            }
        }
        // "He" is one person: of several who could be meant, whom the section is about.
        if one && roles.len() > 1 && roles.iter().any(|role| self.section.contains(role)) {
            roles.retain(|role| self.section.contains(role));
        }
        roles
    }
}

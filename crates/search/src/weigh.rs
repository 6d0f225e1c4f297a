//! The third station: from statements to roles.
//!
//! This is expert finding by votes (Macdonald & Ounis 2006): every statement that was found votes for the roles on it.
//! A vote is a product ([`Parts`]), so that one bad factor cannot be outvoted by the others. Coverage is among them
//! because BM25 alone is happy with one rare word: a statement on booking a studio must not say who books a tour.
//! An article is one voice: of its votes for a role the best counts, however often it repeats itself.

use crate::question::is_stop;
use crate::{Found, Parts, Query, Question, Retrieve, RetrieveError, Roles, Word};
use rolecall_language::{Term, terms};
use rolecall_record::{FoundBy, Kind, Mention, Span, Strength};
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};

/// How many statements are looked at.
const DEPTH: usize = 100;
/// What each further article that agrees is worth of the one before it.
const AGREEMENT: f32 = 0.5;
/// What a word is worth that stands in the statement, but not in what is said of the role.
const BESIDE: f32 = 0.5;
/// What a word is worth that only a heading or the title has.
const ABOVE: f32 = 0.5;
/// What a role is worth that the question names as the object: "who assists the cook" is hardly the cook.
const OBJECT: f32 = 0.4;

/// A word that is asked for, and its share of the question; all shares add up to 1.
#[derive(Debug, Clone)]
pub(crate) struct Share {
    pub(crate) stem: String,
    pub(crate) share: f32,
}

/// The shares of a question's words: rare words say more than frequent ones (inverse statement frequency).
pub(crate) fn shares(index: &dyn Retrieve, words: &[Word]) -> Result<Vec<Share>, RetrieveError> {
    let total = index.statements() as f32;
    let mut shares = Vec::new();
    for word in words {
        let frequency = (index.frequency(&word.stem)? as f32).min(total);
        let rarity = (1.0 + (total - frequency + 0.5) / (frequency + 0.5)).ln();
        shares.push(Share { stem: word.stem.clone(), share: word.weight * rarity.max(0.1).sqrt() });
    }
    let sum: f32 = shares.iter().map(|s| s.share).sum();
    if sum > 0.0 {
        shares.iter_mut().for_each(|s| s.share /= sum);
    }
    Ok(shares)
}

/// A statement's vote for one of its roles.
#[derive(Debug, Clone)]
pub(crate) struct Vote {
    /// Which of the statements found.
    pub(crate) found: usize,
    /// Which of its mentions.
    pub(crate) mention: usize,
    pub(crate) parts: Parts,
    pub(crate) score: f32,
}

/// What was found for a role.
#[derive(Debug, Clone)]
pub(crate) struct Tally {
    /// Its preferred name.
    pub(crate) role: String,
    pub(crate) score: f32,
    /// The best first.
    pub(crate) votes: Vec<Vote>,
}

impl Tally {
    /// The most of the question that any statement for this role holds.
    pub(crate) fn coverage(&self) -> f32 {
        self.votes.iter().filter(|v| v.score > 0.0).map(|v| v.parts.coverage).fold(0.0, f32::max)
    }
}

/// What was found for a question, before anything is concluded from it.
#[derive(Debug)]
pub(crate) struct Weighed {
    pub(crate) found: Vec<Found>,
    pub(crate) shares: Vec<Share>,
    /// The best supported role first.
    pub(crate) tallies: Vec<Tally>,
}

/// Retrieves and weighs for `question`.
pub(crate) fn weigh(index: &dyn Retrieve, roles: &Roles<'_>, question: &Question) -> Result<Weighed, RetrieveError> {
    let shares = shares(index, &question.words)?;
    let words = question.words.iter().map(|w| (w.stem.clone(), w.weight)).collect();
    let found = index.find(&Query { words, fields: crate::FieldWeights::default() }, DEPTH)?;
    let mut votes: BTreeMap<String, Vec<Vote>> = BTreeMap::new();
    for (i, hit) in found.iter().enumerate() {
        let reading = Reading::new(hit);
        let mut voted: Vec<String> = Vec::new();
        for (m, mention) in hit.statement.roles.iter().enumerate() {
            let role = roles.preferred(&mention.role);
            if voted.contains(&role) {
                continue;
            }
            let parts = Parts {
                relevance: hit.relevance,
                kind: kind_weight(hit.statement.kind),
                strength: strength_weight(mention.strength),
                found_by: trust(mention.found_by),
                coverage: reading.coverage(&shares, mention),
                fit: if question.roles.contains(&role) { OBJECT } else { 1.0 },
            };
            votes.entry(role.clone()).or_default().push(Vote { found: i, mention: m, parts, score: product(&parts) });
            voted.push(role);
        }
    }
    let mut tallies: Vec<Tally> = votes.into_iter().map(|(role, votes)| tally(role, votes, &found)).collect();
    tallies.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.role.cmp(&b.role)));
    Ok(Weighed { found, shares, tallies })
}

/// The score of a vote: the product of its parts, coverage squared.
pub(crate) fn product(p: &Parts) -> f32 {
    p.relevance * p.kind * p.strength * p.found_by * p.coverage * p.coverage * p.fit
}

fn tally(role: String, mut votes: Vec<Vote>, found: &[Found]) -> Tally {
    votes.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.found.cmp(&b.found)));
    let mut voices: HashMap<&str, f32> = HashMap::new();
    for vote in &votes {
        let voice = voices.entry(found[vote.found].article.id.as_str()).or_insert(0.0);
        if vote.score.abs() > voice.abs() {
            *voice = vote.score;
        }
    }
    let mut voices: Vec<f32> = voices.into_values().collect();
    voices.sort_by(|a, b| b.total_cmp(a));
    let agreed = voices.iter().filter(|v| **v > 0.0).zip(0..).map(|(v, i)| v * AGREEMENT.powi(i)).sum::<f32>();
    let denied = voices.iter().filter(|v| **v < 0.0).sum::<f32>();
    Tally { role, score: agreed + denied, votes }
}

/// What a statement's kind is worth to "who does it".
pub(crate) fn kind_weight(kind: Kind) -> f32 {
    match kind {
        Kind::Responsibility => 1.0,
        Kind::Context => 0.5,
        Kind::Requirement => 0.35,
        Kind::Fact => 0.3,
        Kind::None => 0.2,
    }
}

/// What a role's part in the deed is worth to "who does it".
pub(crate) fn strength_weight(strength: Strength) -> f32 {
    match strength {
        Strength::Does | Strength::Decides => 1.0,
        Strength::Helps => 0.6,
        Strength::May => 0.5,
        Strength::DoesNot => -1.0,
    }
}

/// How often each way to find a role is right, roughly; the weaker the sign, the more a better one should win.
pub(crate) fn trust(found_by: FoundBy) -> f32 {
    match found_by {
        FoundBy::Subject | FoundBy::PassiveAgent => 1.0,
        FoundBy::ListLeadIn | FoundBy::Table => 0.95,
        FoundBy::Heading | FoundBy::Coordination => 0.9,
        FoundBy::Pronoun => 0.85,
        FoundBy::Filename => 0.6,
    }
}

/// A statement's words, taken apart once for all of its roles.
pub(crate) struct Reading<'f> {
    found: &'f Found,
    words: Vec<Term>,
    /// Stems of the headings and the title; most statements are weighed without.
    above: OnceCell<Vec<String>>,
}

impl<'f> Reading<'f> {
    pub(crate) fn new(found: &'f Found) -> Self {
        Self { found, words: terms(&found.statement.text), above: OnceCell::new() }
    }

    fn above(&self) -> &[String] {
        self.above.get_or_init(|| {
            let above = self.found.statement.heading.iter().map(String::as_str);
            let above = above.chain([self.found.article.title.as_str()]);
            above.flat_map(terms).map(|t| t.stem).collect()
        })
    }

    /// The share of the question that this statement holds, as far as it speaks of `mention`.
    pub(crate) fn coverage(&self, shares: &[Share], mention: &Mention) -> f32 {
        let clause = self.clause(mention);
        let worth = |stem: &str| {
            let places = self.words.iter().filter(|t| t.stem == stem);
            let best = places
                .map(|t| if clause.contains(Span::new(t.start, t.end)) { 1.0 } else { BESIDE })
                .fold(0.0, f32::max);
            if best == 0.0 && self.above().iter().any(|s| s == stem) { ABOVE } else { best }
        };
        shares.iter().map(|s| s.share * worth(&s.stem)).sum::<f32>().min(1.0)
    }

    /// The mention's clause within the statement's text.
    fn clause(&self, mention: &Mention) -> Span {
        clause_in_text(self.found, mention)
    }
}

/// The part of the statement's text that is said of `mention`; all of it where the record gives no part.
pub(crate) fn clause_in_text(found: &Found, mention: &Mention) -> Span {
    let whole = found.statement.span;
    if mention.clause.is_empty() || !whole.contains(mention.clause) {
        return Span::new(0, found.statement.text.len());
    }
    Span::new(mention.clause.start - whole.start, mention.clause.end - whole.start)
}

/// The content stems of a statement: what it says, less how.
pub(crate) fn gist(text: &str) -> Vec<String> {
    let mut stems: Vec<String> = terms(text).into_iter().filter(|t| !is_stop(&t.word)).map(|t| t.stem).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

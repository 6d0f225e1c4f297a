//! The third station: from statements to roles.
//!
//! This is expert finding by votes (Macdonald & Ounis 2006): every statement that was found votes for the roles on it.
//! A vote is a product ([`Parts`]), so that one bad factor cannot be outvoted by the others. What the statement and the
//! question have in common is told by [`crate::fuse`]; how sure it is that the role does it, by the rest.
//!
//! An article is one voice, with all its near-copies. What it says again counts less each time, and so does each further voice. Beside its votes
//! stands the role as a whole (Balog et al. 2006, the candidate as one document): the direction of all that is said of it.

use crate::fuse;
use crate::question::is_stop;
use crate::setting::Fits;
use crate::synonym;
use crate::{Found, Parts, Query, Question, Retrieve, RetrieveError, Searcher, Support, Word};
use rolecall_language::{Folded, folded, folded_at, terms};
use rolecall_record::{FoundBy, Kind, Mention, Span, Strength};
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::rc::Rc;

/// How many statements are looked at, by words and by meaning each.
const DEPTH: usize = 100;
/// What each further article that agrees is worth of the one before it.
const AGREEMENT: f32 = 0.5;
/// What each further statement of one article is worth of the one before it, where statements are found by meaning too:
/// there, several that come near say more than the nearest alone. By words alone it is nothing, as measured.
const REPETITION: f32 = 0.6;
/// What the role as a whole is worth beside its votes, the best of each being 1, for a question and for a long task.
const PROFILE: (f32, f32) = (0.6, 2.5);
/// What the words of all that is said of the role are worth beside its votes, for a long task. A question of few words is
/// answered by one sentence, and whoever is said most to do much would come before whom it names.
const DOCUMENT: f32 = 1.5;
/// How many roles are looked at as a whole.
const PROFILES: usize = 50;
/// What a word is worth that stands in the statement, but not in what is said of the role.
const BESIDE: f32 = 0.5;
/// What a word is worth that only a heading or the title has.
const ABOVE: f32 = 0.5;
/// What a role is worth that the question names as the object: "who assists the cook" is hardly the cook.
const OBJECT: f32 = 0.4;

/// What a role is worth of whom the statement says something else: "drafted by the clerk and signed by the warden", if the signing
/// is asked for.
const ANOTHER: f32 = 0.6;

/// A word that is asked for, and its share of the question; all shares add up to 1.
#[derive(Debug, Clone)]
pub(crate) struct Share {
    pub(crate) stem: String,
    pub(crate) share: f32,
    /// Whether any statement has the word.
    pub(crate) known: bool,
    /// Stems of words that mean the same, that some statement has, where they are looked for too.
    pub(crate) synonyms: Vec<String>,
}

/// The shares of a question's words: rare words say more than frequent ones (inverse statement frequency).
pub(crate) fn shares(index: &dyn Retrieve, words: &[Word]) -> Result<Vec<Share>, RetrieveError> {
    let total = index.statements() as f32;
    let mut shares = Vec::new();
    for word in words {
        let frequency = (index.frequency(&word.stem)? as f32).min(total);
        let rarity = (1.0 + (total - frequency + 0.5) / (frequency + 0.5)).ln();
        let share = word.weight * rarity.max(0.1).sqrt();
        shares.push(Share { stem: word.stem.clone(), share, known: frequency > 0.0, synonyms: Vec::new() });
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
    pub(crate) support: Support,
    /// The best first.
    pub(crate) votes: Vec<Vote>,
}

impl Tally {
    /// The most of the question that any statement for this role holds.
    pub(crate) fn coverage(&self) -> f32 {
        self.most(|parts| parts.coverage)
    }

    /// The nearest that any statement for this role comes to the question in meaning.
    pub(crate) fn similarity(&self) -> f32 {
        self.most(|parts| parts.similarity)
    }

    /// The most of the question that any statement for this role holds word by word, by meaning.
    pub(crate) fn alignment(&self) -> f32 {
        self.most(|parts| parts.alignment)
    }

    fn most(&self, of: impl Fn(&Parts) -> f32) -> f32 {
        self.votes.iter().filter(|v| v.score > 0.0).map(|v| of(&v.parts)).fold(0.0, f32::max)
    }
}

/// What was found for a question, before anything is concluded from it.
#[derive(Debug)]
pub(crate) struct Weighed {
    pub(crate) found: Vec<Found>,
    pub(crate) shares: Vec<Share>,
    pub(crate) settings: Fits,
    /// Whether it was looked for by meaning too.
    pub(crate) by_meaning: bool,
    /// The best supported role first.
    pub(crate) tallies: Vec<Tally>,
}

/// Retrieves and weighs for `question`.
pub(crate) fn weigh(searcher: &Searcher<'_>, question: &Question) -> Result<Weighed, RetrieveError> {
    let (index, roles) = (searcher.index, &searcher.roles);
    let mut shares = shares(index, &question.words)?;
    let meaning = searcher.meaning(&question.text)?;
    let mut words: Vec<(String, f32)> = question.words.iter().map(|w| (w.stem.clone(), w.weight)).collect();
    if meaning.is_none() {
        words.extend(synonym::add(index, &question.words, &mut shares)?);
    }
    let query = Query { words, fields: crate::FieldWeights::default(), meaning, only: question.only.clone() };
    let found = index.find(&query, DEPTH)?;
    let words = question.asking.iter().map(|words| words.split_whitespace().count()).sum();
    let long = fuse::length(words, question.bare);
    let scale = query.meaning.as_ref().map(|_| fuse::Scale::of(&found, long));
    let settings = Fits::new(index, &question.setting, &found)?;
    let deed = deed(question);
    let mut votes: BTreeMap<String, Vec<Vote>> = BTreeMap::new();
    for (i, hit) in found.iter().enumerate() {
        let reading = Reading::new(hit);
        let mut voted: Vec<String> = Vec::new();
        for (m, mention) in hit.statement.roles.iter().enumerate() {
            let role = roles.preferred(&mention.role);
            let asked = question.only.roles.is_empty() || question.only.roles.contains(&mention.role);
            if !asked || voted.contains(&role) {
                continue;
            }
            let coverage = reading.coverage(&shares, mention);
            let matched = fuse::matched(hit, coverage, scale.as_ref());
            let parts = Parts {
                relevance: hit.relevance,
                coverage,
                words: matched.words,
                similarity: hit.similarity,
                alignment: hit.alignment,
                theme: hit.theme,
                meaning: matched.meaning,
                matched: matched.both,
                kind: kind_weight(hit.statement.kind),
                strength: strength_weight(mention.strength),
                found_by: trust(mention.found_by),
                setting: settings.of(hit),
                fit: if question.roles.contains(&role) { OBJECT } else { 1.0 }
                    * if reading.done_by_another(&deed, mention) { ANOTHER } else { 1.0 },
            };
            votes.entry(role.clone()).or_default().push(Vote { found: i, mention: m, parts, score: product(&parts) });
            voted.push(role);
        }
    }
    let repetition = if scale.is_some() { REPETITION } else { 0.0 };
    let mut tallies: Vec<Tally> = votes
        .into_iter()
        .map(|(role, votes)| tally(role, votes, repetition, |i| index.roles().source(&found[i].article.id)))
        .collect();
    sort(&mut tallies);
    if query.meaning.is_some() || long > 0.0 {
        as_wholes(searcher, &query, long, &question.roles, &mut tallies)?;
    }
    Ok(Weighed { found, shares, settings, by_meaning: scale.is_some(), tallies })
}

/// The stems of the deed that is asked for, where something is told of what it is done to.
fn deed(question: &Question) -> Vec<String> {
    match &question.asking[..] {
        [deed, _, ..] if !question.bare => terms(deed).into_iter().map(|term| term.stem).collect(),
        _ => Vec::new(),
    }
}

fn sort(tallies: &mut [Tally]) {
    tallies.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.role.cmp(&b.role)));
}

/// The score of a vote: the product of its parts.
pub(crate) fn product(p: &Parts) -> f32 {
    p.matched * p.kind * p.strength * p.found_by * p.setting * p.fit
}

/// Adds to the best supported roles what they are as a whole, by meaning and, for a `long` task, by words; each in shares of the best. A
/// role that the question names as its object is near to it as a whole whoever does what is asked.
fn as_wholes(
    searcher: &Searcher<'_>,
    query: &Query,
    long: f32,
    objects: &[String],
    tallies: &mut [Tally],
) -> Result<(), RetrieveError> {
    let most = tallies.first().map_or(0.0, |t| t.score);
    if most <= 0.0 {
        return Ok(());
    }
    let supported = tallies.iter().filter(|t| t.score > 0.0).take(PROFILES);
    let names: Vec<Vec<String>> = supported.map(|t| searcher.roles.names(&t.role)).collect();
    let profiles = match &query.meaning {
        Some(meaning) => searcher.index.profiles(&meaning.whole, &names)?,
        None => vec![0.0; names.len()],
    };
    let documents =
        if long > 0.0 { searcher.index.words_of_roles(&query.words, &names)? } else { vec![0.0; names.len()] };
    let best = |of: &[f32]| of.iter().copied().fold(f32::EPSILON, f32::max);
    let (nearest, fullest) = (best(&profiles), best(&documents));
    let worth = PROFILE.0 + (PROFILE.1 - PROFILE.0) * long;
    tallies.iter_mut().for_each(|tally| tally.score /= most);
    for ((tally, profile), document) in tallies.iter_mut().zip(profiles).zip(documents) {
        if !objects.contains(&tally.role) {
            tally.support.profile = profile.max(0.0);
            tally.support.document = document / fullest;
            tally.score += worth * tally.support.profile / nearest + DOCUMENT * long * tally.support.document;
        }
    }
    sort(tallies);
    Ok(())
}

/// `source` gives the source of the statement with this number.
fn tally<'a>(role: String, mut votes: Vec<Vote>, repetition: f32, source: impl Fn(usize) -> &'a str) -> Tally {
    votes.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.found.cmp(&b.found)));
    let mut by_voice: HashMap<&str, Vec<f32>> = HashMap::new();
    for vote in &votes {
        by_voice.entry(source(vote.found)).or_default().push(vote.score);
    }
    let mut voices: Vec<f32> = by_voice.into_values().map(|scores| voice(&scores, repetition)).collect();
    voices.sort_by(|a, b| b.total_cmp(a));
    let agreed = voices.iter().filter(|v| **v > 0.0).zip(0..).map(|(v, i)| v * AGREEMENT.powi(i)).sum::<f32>();
    let denied = voices.iter().filter(|v| **v < 0.0).sum::<f32>();
    let votes_for = voices.iter().filter(|v| **v > 0.0).count();
    let support = Support { agreed, denied, voices: votes_for, profile: 0.0, document: 0.0 };
    Tally { role, score: agreed + denied, support, votes }
}

/// What an article says for a role, by the scores of its statements, best first: the strongest decides on which side it
/// is, and further ones of that side add less and less.
fn voice(scores: &[f32], repetition: f32) -> f32 {
    let (best, worst) = (scores.iter().copied().fold(0.0, f32::max), scores.iter().copied().fold(0.0, f32::min));
    if best < -worst {
        return worst;
    }
    let said = scores.iter().filter(|s| **s > 0.0).zip(0..);
    said.map(|(score, i)| score * repetition.powi(i)).sum()
}

/// The parts of a statement that no question's words or meaning found: looked up by its role, and worth `matched`.
pub(crate) fn looked_up(found: &Found, mention: usize, matched: f32) -> Parts {
    let mention = &found.statement.roles[mention];
    Parts {
        relevance: 1.0,
        coverage: 1.0,
        words: 1.0,
        similarity: 0.0,
        alignment: 0.0,
        theme: 0.0,
        meaning: 0.0,
        matched,
        kind: kind_weight(found.statement.kind),
        strength: strength_weight(mention.strength),
        found_by: trust(mention.found_by),
        setting: 1.0,
        fit: 1.0,
    }
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
    words: Vec<(Rc<Folded>, Range<usize>)>,
    /// Words of the headings and the title; most statements are weighed without.
    above: OnceCell<Vec<Rc<Folded>>>,
}

impl<'f> Reading<'f> {
    pub(crate) fn new(found: &'f Found) -> Self {
        Self { found, words: folded_at(&found.statement.text).collect(), above: OnceCell::new() }
    }

    fn above(&self) -> &[Rc<Folded>] {
        self.above.get_or_init(|| {
            let (headings, title) = (&self.found.statement.heading, &self.found.article.title);
            // The title is often the first of the headings.
            let title = (!headings.contains(title)).then_some(title);
            headings.iter().chain(title).flat_map(|above| folded(above)).collect()
        })
    }

    /// The share of the question that this statement holds, as far as it speaks of `mention`.
    pub(crate) fn coverage(&self, shares: &[Share], mention: &Mention) -> f32 {
        let clause = self.clause(mention);
        shares.iter().map(|s| s.share * self.holds(s, clause)).sum::<f32>().min(1.0)
    }

    /// How far this statement holds a word, as far as it speaks of what stands in `clause` of its text; 0 to 1.
    pub(crate) fn holds(&self, share: &Share, clause: Span) -> f32 {
        let worth = |stem: &str| {
            let places = self.words.iter().filter(|(word, _)| is(&word.stem, stem));
            let best = places
                .map(|(_, at)| if clause.contains(Span::from(at.clone())) { 1.0 } else { BESIDE })
                .fold(0.0, f32::max);
            if best == 0.0 && self.above().iter().any(|word| is(&word.stem, stem)) { ABOVE } else { best }
        };
        let synonym = share.synonyms.iter().map(|stem| worth(stem)).fold(0.0, f32::max);
        worth(&share.stem).max(synonym::HELD * synonym)
    }

    /// Whether the statement has the words of a deed only where it speaks of somebody else than `mention`.
    fn done_by_another(&self, deed: &[String], mention: &Mention) -> bool {
        let roles = &self.found.statement.roles;
        if deed.is_empty() || roles.len() < 2 {
            return false;
        }
        let own = self.clause(mention);
        let held = |clause: Span| {
            let stands = |stem: &String| {
                self.words.iter().any(|(word, at)| is(&word.stem, stem) && clause.contains(Span::from(at.clone())))
            };
            deed.iter().any(stands)
        };
        let apart = |other: Span| other.end <= own.start || own.end <= other.start;
        let others = || roles.iter().filter(|other| other.role != mention.role).map(|other| self.clause(other));
        !held(own) && others().any(|other| apart(other) && held(other))
    }

    /// The mention's clause within the statement's text.
    fn clause(&self, mention: &Mention) -> Span {
        clause_in_text(self.found, mention)
    }
}

/// Whether two words are one. Of many that are compared hardly any are, and most begin or end differently: looking at that first
/// saves a call for nearly every pair of a length.
fn is(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    a.len() == b.len() && a.first() == b.first() && a.last() == b.last() && a == b
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

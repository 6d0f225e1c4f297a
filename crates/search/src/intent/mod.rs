//! What each form of question makes of the stations: a file for each.

pub(crate) mod combine;
pub(crate) mod compare;
mod decide;
pub(crate) mod does;
pub(crate) mod fact;
pub(crate) mod list;
mod peers;
mod profile;
mod themes;
pub(crate) mod what;
pub(crate) mod who;

use crate::{Comparison, Evidence, FactFound, Found, Profile, RoleAnswer, Signs, Verdict, condition};
use rolecall_language::terms;
use rolecall_record::{FoundBy, Span, Strength};

/// The part of an [`crate::Answer`] that an intent fills in.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) verdict: Option<Verdict>,
    pub(crate) abstained: bool,
    pub(crate) answers: Vec<RoleAnswer>,
    pub(crate) signs: Option<Signs>,
    pub(crate) closest: Vec<Evidence>,
    pub(crate) comparison: Option<Comparison>,
    pub(crate) profile: Option<Profile>,
    pub(crate) facts: Vec<FactFound>,
}

impl Outcome {
    /// All evidence of it, wherever it stands.
    pub(crate) fn evidence_mut(&mut self) -> impl Iterator<Item = &mut Evidence> {
        let compared = self.comparison.iter_mut().flat_map(|c| {
            let by_role = c.only.values_mut().chain(c.denied.values_mut()).flatten();
            by_role.chain(&mut c.shared).chain(&mut c.disputed)
        });
        let told = self.profile.iter_mut().flat_map(|p| {
            let peers = p.works_with.iter_mut().map(|peer| &mut peer.evidence);
            p.requirements.iter_mut().chain(&mut p.denied).chain(&mut p.disputed).chain(peers)
        });
        let answers = self.answers.iter_mut().flat_map(|a| &mut a.evidence);
        answers.chain(&mut self.closest).chain(compared).chain(told)
    }
}

/// What a sentence answers that begins with yes or no, as answers do that stand under their question.
fn outright(text: &str) -> Option<Verdict> {
    const OPENING: usize = 3;
    let words = terms(text);
    // "They can't", "please don't".
    if words.iter().take(OPENING + 1).any(|t| matches!(t.word.as_str(), "t" | "cannot" | "don" | "can't")) {
        return Some(Verdict::No);
    }
    words.iter().take(OPENING).find_map(|t| match t.word.as_str() {
        "no" | "not" | "never" | "rarely" | "seldom" | "hardly" => Some(Verdict::No),
        "yes" | "certainly" | "absolutely" | "definitely" => Some(Verdict::Yes),
        "sometimes" | "occasionally" | "depends" | "partly" => Some(Verdict::Depends),
        _ => None,
    })
}

/// A statement as evidence for a role that its heading gives it, and no mention of its own.
fn plain(found: &Found, role: &str, strength: Strength, score: f32) -> Evidence {
    let text = &found.statement.text;
    let whole = Span::new(0, text.len());
    Evidence {
        text: text.clone(),
        highlights: Vec::new(),
        clause: whole,
        reach: whole,
        kind: found.statement.kind,
        found_by: FoundBy::Heading,
        strength,
        article: found.article.clone(),
        heading: found.statement.heading.to_vec(),
        span: found.statement.span,
        score,
        named: role.to_lowercase(),
        condition: condition::of(found, None),
        also: Vec::new(),
        parts: None,
    }
}

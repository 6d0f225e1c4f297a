//! What each form of question makes of the stations: a file for each.

pub(crate) mod combine;
pub(crate) mod compare;
pub(crate) mod does;
pub(crate) mod fact;
pub(crate) mod list;
mod peers;
mod profile;
mod themes;
pub(crate) mod what;
pub(crate) mod who;

use crate::conclude::highlights;
use crate::weigh::Share;
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

/// What a sentence answers that begins with yes or no, as answers do that stand under their question.
fn outright(text: &str) -> Option<Verdict> {
    const OPENING: usize = 3;
    let words = terms(text);
    words.iter().take(OPENING).find_map(|t| match t.word.as_str() {
        "no" | "not" | "never" | "rarely" | "seldom" | "hardly" => Some(Verdict::No),
        "yes" | "certainly" | "absolutely" | "definitely" => Some(Verdict::Yes),
        "sometimes" | "occasionally" | "depends" | "partly" => Some(Verdict::Depends),
        _ => None,
    })
}

/// A statement as evidence for a role that its heading gives it, and no mention of its own.
fn plain(found: &Found, role: &str, strength: Strength, shares: &[Share], score: f32) -> Evidence {
    let text = &found.statement.text;
    Evidence {
        text: text.clone(),
        highlights: highlights(text, shares, Span::new(0, text.len())),
        kind: found.statement.kind,
        found_by: FoundBy::Heading,
        strength,
        article: found.article.clone(),
        heading: found.statement.heading.clone(),
        span: found.statement.span,
        score,
        named: role.to_lowercase(),
        condition: condition::of(found, None),
        also: Vec::new(),
        parts: None,
    }
}

//! What a heading says about the text below it: whose it is, and whether it lists duties, requirements or neither.

use super::frame::before_duty_noun;
use rolecall_language::{Form, Likelihood, Reading, RoleName, Tag, role_name};
use rolecall_record::Kind;

/// What stands below a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// Duties: its lists are responsibilities.
    Duties,
    /// What must be brought along.
    Requirements,
    /// What the role does **not** do.
    Denials,
    /// Pay, outlook, figures.
    Facts,
    /// Something else than the role: related links, how to apply, benefits.
    Aside,
}

impl Section {
    /// The kind that a bare list item has below such a heading.
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Duties | Self::Denials => Kind::Responsibility,
            Self::Requirements => Kind::Requirement,
            Self::Facts | Self::Aside => Kind::Context,
        }
    }
}

/// The kind of section that a heading or lead-in announces by its words.
pub(super) fn section(reading: &Reading<'_>) -> Option<Section> {
    // "ordered to pay your costs" speaks of no pay: verbs announce nothing.
    let nouns = || reading.tokens.iter().filter(|t| !matches!(t.tag, Tag::Verb(Form::Base | Form::Third | Form::Past)));
    let words: Vec<&str> = nouns().map(|t| t.word.noun.as_deref().unwrap_or(&t.lower)).collect();
    let lower: Vec<&str> = reading.tokens.iter().map(|t| t.lower.as_str()).collect();
    let has = |list: &[&str]| words.iter().copied().chain(nouns().map(|t| t.lower.as_str())).any(|w| list.contains(&w));
    let phrase = |a: &str, b: &str| lower.windows(2).any(|w| w[0] == a && w[1] == b);
    let denied = denies(reading);
    // Said outright, it outweighs any other word ("Education administrators typically do the following:").
    let outright = has(&["responsibility", "duty", "task", "accountability"])
        || phrase("the", "following") && lower.iter().any(|w| matches!(*w, "do" | "does" | "doing"));
    if outright {
        return Some(if denied { Section::Denials } else { Section::Duties });
    }
    let become_one = lower.contains(&"become") || phrase("getting", "started");
    if has(&[
        "requirement",
        "qualification",
        "skill",
        "education",
        "experience",
        "quality",
        "trait",
        "prerequisite",
        "competency",
        "training",
        "certification",
        "expertise",
    ]) || become_one
        || phrase("what", "you") && has(&["bring", "need"])
        || phrase("who", "you") && has(&["are", "be"])
    {
        return Some(Section::Requirements);
    }
    if has(&["salary", "pay", "earnings", "wage", "outlook", "growth", "compensation", "statistic", "grade"]) {
        return Some(Section::Facts);
    }
    let duties =
        has(&["responsibility", "responsible", "duty", "task", "accountability", "responsibilities", "duties"])
            || phrase("job", "description")
            || phrase("day", "to")
            || phrase("typical", "day")
            || phrase("in", "charge")
            || phrase("the", "following")
            || lower.first() == Some(&"what") && lower.iter().any(|w| matches!(*w, "do" | "does"))
            || phrase("you", "will")
            || phrase("you", "'ll");
    if duties {
        return Some(if denied { Section::Denials } else { Section::Duties });
    }
    if has(&[
        "related",
        "benefit",
        "apply",
        "contact",
        "reference",
        "reading",
        "link",
        "indicator",
        "contents",
        "source",
    ]) && reading.tokens.len() <= 5
    {
        return Some(Section::Aside);
    }
    None
}

/// "What a purser does not do", "Not responsible for"; not "What does a purser do that a steward doesn't?".
fn denies(reading: &Reading<'_>) -> bool {
    let not = reading.tokens.iter().position(|t| t.tag == Tag::Not || t.lower == "not");
    not.is_some_and(|not| !reading.tokens[..not].iter().any(|t| t.lower == "do" && matches!(t.tag, Tag::Verb(_))))
}

/// The roles that a heading names, in order, each with how it is written. `strong` are names that the heading is about
/// ("The Gaffer", "What does a gaffer do?"), as far as its form shows.
pub(super) fn roles(reading: &Reading<'_>) -> Vec<RoleName> {
    let mut found: Vec<RoleName> = Vec::new();
    for phrase in &reading.groups.phrases {
        let own = before_duty_noun(reading, phrase).or_else(|| role_name(reading, phrase));
        let Some(name) = own else { continue };
        if found.iter().any(|f| f.name == name.name) {
            continue;
        }
        found.push(name);
    }
    let sure: Vec<RoleName> = found.iter().filter(|n| n.likelihood >= Likelihood::Likely).cloned().collect();
    if !sure.is_empty() {
        return sure;
    }
    found.retain(|n| asked_about(reading, n) || alone(reading, n));
    found
}

/// "What does a scrum half do?", "Who is the loot master?", "Duties of the grip", "Grip: duties", "The role of the grip".
fn asked_about(reading: &Reading<'_>, name: &RoleName) -> bool {
    let tokens = &reading.tokens;
    let before: Vec<&str> = tokens[..name.tokens.0].iter().map(|t| t.lower.as_str()).collect();
    let after: Vec<&str> = tokens[name.tokens.1..].iter().map(|t| t.lower.as_str()).collect();
    let question = matches!(before.as_slice(), ["what", "does" | "do", ..] | ["who", "is" | "are", ..])
        && (after.contains(&"do") || before[0] == "who");
    let of = before.len() >= 2
        && before.iter().any(|w| matches!(*w, "duties" | "responsibilities" | "tasks" | "role" | "job" | "work"))
        && before.iter().any(|w| matches!(*w, "of" | "for"));
    let own = after.iter().any(|w| matches!(*w, "duties" | "responsibilities" | "tasks" | "role"));
    question || of || own
}

/// Whether the heading is nothing but the name.
fn alone(reading: &Reading<'_>, name: &RoleName) -> bool {
    name.likelihood >= Likelihood::Possible
        && reading.tokens.len() <= 5
        && reading.tokens.iter().enumerate().all(|(i, t)| {
            (name.tokens.0..name.tokens.1).contains(&i)
                || matches!(t.tag, Tag::Determiner | Tag::Open | Tag::Close | Tag::Number | Tag::Stop | Tag::Colon)
        })
}

/// Whether a heading sets the roles that it names against each other.
pub(super) fn contrasts(reading: &Reading<'_>) -> bool {
    reading.tokens.iter().any(|t| {
        matches!(
            t.lower.as_str(),
            "vs" | "vs."
                | "versus"
                | "difference"
                | "differences"
                | "differ"
                | "compared"
                | "comparing"
                | "or"
                | "comparison"
        )
    })
}

//! Nouns for what somebody has to do, and the role that stands before one: "scrum master duties".

use rolecall_language::{Phrase, Reading, RoleName, role_name};

/// The role before a noun for its work: "scrum master duties", "a steward job", "Purser responsibilities".
pub(super) fn before_duty_noun(reading: &Reading<'_>, phrase: &Phrase) -> Option<RoleName> {
    let noun = reading.tokens[phrase.head].word.noun.as_deref().unwrap_or(&reading.tokens[phrase.head].lower);
    let work = duty_noun(noun)
        || matches!(
            noun,
            "requirement"
                | "qualification"
                | "skill"
                | "quality"
                | "description"
                | "salary"
                | "pay"
                | "position"
                | "career"
                | "vacancy"
                | "opening"
                | "advert"
                | "profile"
                | "specification"
        );
    if !work || phrase.head == phrase.core || phrase.owner.is_some() {
        return None;
    }
    let mut head = phrase.head - 1;
    // "gaffer job description"
    if duty_noun(&reading.tokens[head].lower) && head > phrase.core {
        head -= 1;
    }
    let inner = Phrase::new((phrase.tokens.0, head + 1), head, phrase.core);
    role_name(reading, &inner)
}

/// Nouns that name what someone has to do.
pub(super) fn duty_noun(lower: &str) -> bool {
    matches!(
        lower,
        "job"
            | "role"
            | "task"
            | "tasks"
            | "duty"
            | "duties"
            | "responsibility"
            | "responsibilities"
            | "work"
            | "focus"
            | "goal"
            | "goals"
            | "aim"
            | "function"
            | "mission"
            | "brief"
            | "priority"
            | "concern"
            | "remit"
            | "domain"
            | "business"
            | "jobs"
            | "call"
            | "decision"
            | "problem"
            | "territory"
            | "purview"
            | "province"
            | "objective"
            | "purpose"
            | "contribution"
            | "worry"
            | "headache"
            | "affair"
            | "turf"
            | "discretion"
            | "privilege"
            | "prerogative"
    )
}

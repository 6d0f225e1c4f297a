//! Under what condition a statement says what it says: "in small crews", "when nobody else is there", "only if …".
//!
//! Found by function words alone: a clause that begins with one that limits, or a phrase of place or time that stands
//! before the sentence and is parted from it by a comma.

use crate::Found;
use crate::weigh::clause_in_text;
use rolecall_language::{Tag, read, terms};
use rolecall_record::{Mention, Span};

/// Words that begin a clause of condition.
const CLAUSE: &[&str] = &["if", "when", "unless", "where", "until", "provided", "once", "whenever"];
/// Verbs whose object may be a question.
const TOLD: &str =
    "say decide know tell see check choose ask determine explain show note record remember learn agree discuss";
/// Words that begin a phrase which, before the sentence, says where or when it holds.
const PHRASE: &[&str] = &["in", "on", "at", "for", "under", "during", "without", "with", "outside", "within", "among"];

/// The part of the statement's text that limits what it says of `mention`, if any: nothing beyond a semicolon does.
pub(crate) fn of(found: &Found, mention: Option<&Mention>) -> Option<Span> {
    let (whole, text) = (found.statement.span, &found.statement.text);
    let clause = mention.map_or(0, |m| clause_in_text(found, m).start);
    let start = text[..clause].rfind(';').map_or(0, |at| at + 1);
    let end = text[clause..].find(';').map_or(text.len(), |at| clause + at);
    let told = found.statement.condition.filter(|limit| !limit.is_empty() && whole.contains(*limit));
    told.map(|limit| Span::new(limit.start - whole.start, limit.end - whole.start))
        .or_else(|| in_text(&text[start..end]).map(|limit| Span::new(start + limit.start, start + limit.end)))
}

/// The part of a sentence that limits it, if any.
pub(crate) fn in_text(text: &str) -> Option<Span> {
    let end_of = |from: usize| text[from..].find([',', ';', '(', ')', '–', '—', '.']).map_or(text.len(), |n| from + n);
    let first = text.split_whitespace().next()?.to_lowercase();
    if PHRASE.contains(&first.as_str()) {
        let end = end_of(0);
        // What the whole sentence goes on without is before a comma, or before its subject.
        let comma = text[end..].starts_with(',').then_some(end);
        let end = comma.or_else(|| before_the_subject(text))?;
        return Some(Span::new(0, end)).filter(|s| !s.is_empty());
    }
    let mut at = 0;
    let mut before = String::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim().trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let end = end_of(at).max(at + word.trim_end().len());
        let is_clause = text[at..end].split_whitespace().count() > 1;
        if is_clause && CLAUSE.contains(&bare.as_str()) && !is_told(&before, &bare) {
            return Some(Span::new(at, end));
        }
        at += word.len();
        before = bare;
    }
    None
}

/// Whether what begins with `opens` is not when or where something is done, but what is decided, known or told: "decides when the
/// doors open", "sees if the lamp is lit".
fn is_told(before: &str, opens: &str) -> bool {
    let asks = matches!(opens, "when" | "where" | "if");
    asks && terms(before).iter().any(|term| terms(TOLD).iter().any(|told| told.stem == term.stem))
}

/// Where a phrase ends that a sentence begins with, if its first clause has its subject right behind.
fn before_the_subject(text: &str) -> Option<usize> {
    let reading = read(text);
    let subject = *reading.clauses.first()?.subjects.first()?;
    let start = reading.groups.phrases[subject].tokens.0;
    let before = &reading.tokens[..start];
    let plain = !before.iter().any(|t| matches!(t.tag, Tag::Verb(_)));
    before.last().filter(|_| plain).map(|last| last.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_is_a_clause_that_limits_or_a_phrase_before_the_sentence() {
        let found = |text: &str| in_text(text).map(|span| span.of(text).to_owned());
        assert_eq!(found("On small boats, the bosun cooks."), Some("On small boats".into()));
        assert_eq!(found("The bosun cooks when the cook is ashore, badly."), Some("when the cook is ashore".into()));
        assert_eq!(found("In some ports the bosun cooks."), Some("In some ports".into()));
        assert_eq!(found("The bosun cooks."), None);
        // What somebody decides or tells limits nothing.
        assert_eq!(found("It is the job of the mate to say where."), None);
        assert_eq!(found("The mate decides when the hatches are opened."), None);
        assert_eq!(found("The mate checks if the lamp is lit."), None);
        assert_eq!(found("The mate decides on sails if the master sleeps."), Some("if the master sleeps".into()));
        assert_eq!(found("In"), None);
    }
}

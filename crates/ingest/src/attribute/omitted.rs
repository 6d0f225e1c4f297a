//! Sentences that leave their subject out because it was just named: "Runs the floor. Twice a year, counts the chairs."

use super::item::deed_item;
use super::line;
use super::predicate::{is_deed, said};
use rolecall_language::{Form, Reading, Tag, Token, VerbGroup};
use rolecall_record::Kind;

/// How far a circumstance reaches at most before the comma that ends it, in words.
const REACH: usize = 16;

/// Whether a sentence begins with a verb that only a subject left out explains ("Runs the floor.").
pub(super) fn goes_on(reading: &Reading<'_>) -> bool {
    let at = circumstance(reading);
    // "Specifically, building the walls."
    let manner = |i: usize| {
        // "Here comes the usher"
        !matches!(reading.tokens[i].lower.as_str(), "here" | "there")
            && (matches!(reading.tokens[i].tag, Tag::Adverb | Tag::Quote)
                || i == 1 && reading.tokens[i].tag == Tag::Comma)
    };
    let Some(verb) = (at..reading.tokens.len()).find(|&i| !manner(i)) else { return false };
    let token = &reading.tokens[verb];
    // "Then comes tea."
    let comes = matches!(token.lower.as_str(), "comes" | "follows") && verb > 0;
    if comes {
        return false;
    }
    if charged_with(reading, verb) || is_to(reading, verb) {
        return true;
    }
    // "Has the last word on the menu."
    let held = || {
        let mut clauses = reading.clauses.iter().filter(|c| reading.groups.verbs[c.verb].tokens.0 == verb);
        clauses.any(|c| c.subjects.is_empty() && said(reading, c).kind == Kind::Responsibility)
    };
    // "Turning, brushing, washing the rinds."
    let within = |v: &VerbGroup| {
        let before = &reading.tokens[verb..v.tokens.0.max(verb)];
        before.iter().any(|t| matches!(t.tag, Tag::Relative | Tag::Subordinator))
    };
    let gerunds = || token.tag == Tag::Verb(Form::Ing) && reading.groups.verbs.iter().filter(|v| v.finite).all(within);
    let asks = reading.tokens.last().is_some_and(|t| t.text == "?");
    !asks
        && (token.tag == Tag::Verb(Form::Third) || gerunds())
        // "Works for the contractor." says whom somebody has over him.
        && !(token.word.verb.as_deref() == Some("work")
            && reading.tokens.get(verb + 1).is_some_and(|t| t.lower == "for"))
        // "Thanks to the ranger."
        && !(token.lower == "thanks" && reading.tokens.get(verb + 1).is_some_and(|t| t.lower == "to"))
        && token.word.verb.as_deref().is_some_and(|v| is_deed(v) || v == "have" && held())
}

/// "Responsible for the bags.", "In charge of the keys.", "Is in charge of the keys.": a predicate without its subject.
fn charged_with(reading: &Reading<'_>, at: usize) -> bool {
    let word = |i: usize| reading.tokens.get(i).map_or("", |t| t.lower.as_str());
    // "Main tasks: carrying bags, checking the list."
    let label = reading.tokens.iter().take(4).position(|t| {
        matches!(
            t.lower.as_str(),
            "duties"
                | "tasks"
                | "responsibilities"
                | "job"
                | "work"
                | "jobs"
                | "task"
                | "duty"
                | "day"
                | "week"
                | "shift"
        )
    });
    // The mark may have been a bold beginning's end.
    let marked = label.map(|label| label + 1 + usize::from(reading.tokens.get(label + 1).is_some_and(line::parts)));
    let plain = label.is_some_and(|label| {
        let of_kind = |t: &Token<'_>| {
            matches!(t.tag, Tag::Adjective | Tag::Noun | Tag::Possessive | Tag::Determiner | Tag::Number)
        };
        reading.tokens[..label].iter().all(of_kind)
            && (reading.tokens.get(label + 1).is_some_and(line::parts)
                || reading.tokens.get(label + 1).is_some_and(|t| t.tag == Tag::Verb(Form::Ing)))
    });
    if let Some(marked) = marked.filter(|_| plain)
        && deed_item(&reading.tokens[marked..])
    {
        return true;
    }
    let at = at + usize::from(matches!(word(at), "is" | "are"));
    let asks = reading.tokens.last().is_some_and(|t| t.text == "?");
    !asks
        && matches!(
            (word(at), word(at + 1), word(at + 2)),
            ("responsible" | "accountable" | "answerable", "for", _)
                | ("in", "charge", "of" | "on" | "at" | "when" | "while" | ".")
        )
        // "Overall in charge clinically."
        || !asks
            && word(at) == "in"
            && word(at + 1) == "charge"
            && reading.tokens.get(at + 2).is_none_or(|t| t.tag == Tag::Adverb || t.tag.mark())
}

/// "Will lock up at night.", "Has to wind the clock.": what is to be done, without who.
fn is_to(reading: &Reading<'_>, at: usize) -> bool {
    let tokens = &reading.tokens;
    let lower = |i: usize| tokens.get(i).map_or("", |t| t.lower.as_str());
    let asks = tokens.last().is_some_and(|t| t.text == "?");
    let to = matches!(lower(at), "has" | "gets" | "needs") && lower(at + 1) == "to";
    let behind = if to { at + 2 } else { at + 1 };
    let opens = to || lower(at) == "will";
    let verb = tokens.iter().enumerate().skip(behind).find(|(_, t)| t.tag != Tag::Adverb);
    !asks
        && opens
        && verb.is_some_and(|(i, t)| {
            let deed = t.word.verb.as_deref().is_some_and(is_deed);
            let clause = reading.clauses.iter().find(|c| {
                let group = &reading.groups.verbs[c.verb];
                group.tokens.0 <= i && i < group.tokens.1
            });
            deed && clause.is_some_and(|c| c.subjects.is_empty() && said(reading, c).kind == Kind::Responsibility)
        })
}

/// Where what is done begins, behind what says when it is: "In a fire,", "If it rains,", "Twice a year", "Not only".
fn circumstance(reading: &Reading<'_>) -> usize {
    let tokens = &reading.tokens;
    let lower = |i: usize| tokens.get(i).map_or("", |t| t.lower.as_str());
    match (lower(0), lower(1)) {
        ("not", "only") => return 2,
        ("either", _) => return 1,
        _ => {}
    }
    let time =
        how_often(tokens).map_or(0, |end| end + usize::from(tokens.get(end).is_some_and(|t| t.tag == Tag::Comma)));
    if is_deed_of_third(reading, time) {
        return time;
    }
    let opens = tokens.first().is_some_and(|t| t.tag == Tag::Subordinator)
        || time > 0
        || matches!(lower(0), "when" | "if" | "once" | "before" | "after" | "while" | "until" | "unless" | "as");
    let behind = |c: usize| c + 1 + tokens[c + 1..].iter().take_while(|t| t.tag == Tag::Adverb).count();
    let commas = || tokens.iter().take(REACH).enumerate().filter(|(_, t)| t.tag == Tag::Comma).map(|(c, _)| behind(c));
    match commas().find(|&at| opens && is_deed_of_third(reading, at)) {
        Some(at) => at,
        None => opening_phrase(reading),
    }
}

/// Whether a verb in the form that "he" has stands here, of something that is done, and nothing that makes a noun of it.
fn is_deed_of_third(reading: &Reading<'_>, at: usize) -> bool {
    let tokens = &reading.tokens;
    let next = tokens.get(at + 1).map(|t| t.tag);
    at > 0
        && tokens
            .get(at)
            .is_some_and(|t| t.tag == Tag::Verb(Form::Third) && t.word.verb.as_deref().is_some_and(is_deed))
        && !matches!(next, Some(Tag::Be | Tag::Have | Tag::Do | Tag::Modal | Tag::Verb(_)))
}

/// Where "twice a year", "every other Friday", "once a month" ends, if a sentence begins with such.
pub(super) fn how_often(tokens: &[Token<'_>]) -> Option<usize> {
    let lower = |i: usize| tokens.get(i).map_or("", |t| t.lower.as_str());
    let from = match (lower(0), lower(1)) {
        ("once" | "twice", "a" | "an" | "each" | "every" | "per") => 2,
        (_, "times") if matches!(lower(2), "a" | "each" | "every" | "per") => 3,
        ("every" | "each" | "most", "other" | "second" | "third" | "single") => 2,
        ("every" | "each" | "most", _) => 1,
        _ => return None,
    };
    let time = matches!(
        lower(from),
        "hour"
            | "hours"
            | "day"
            | "days"
            | "night"
            | "nights"
            | "morning"
            | "mornings"
            | "afternoon"
            | "afternoons"
            | "evening"
            | "evenings"
            | "week"
            | "weeks"
            | "weekend"
            | "weekends"
            | "month"
            | "months"
            | "season"
            | "term"
            | "year"
            | "years"
            | "spring"
            | "summer"
            | "autumn"
            | "winter"
            | "shift"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
    );
    time.then_some(from + 1)
}

/// Where an opening "In a fire," ends, if there is one.
fn opening_phrase(reading: &Reading<'_>) -> usize {
    let tokens = &reading.tokens;
    if !tokens.first().is_some_and(|t| t.tag == Tag::Preposition) {
        return 0;
    }
    // "In short: carries the bags."
    let comma = tokens.iter().take(8).position(|t| t.tag == Tag::Comma || t.text == ":");
    comma.filter(|&c| !tokens[..c].iter().any(|t| matches!(t.tag, Tag::Verb(_) | Tag::Be))).map_or(0, |c| c + 1)
}

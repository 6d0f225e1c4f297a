//! What a sentence says is done, verb by verb: "the clerk books the room, pays for it and may help to sweep it" is three
//! deeds. A record gives each role one part of a sentence and one strength; a question is about one of its deeds.

use rolecall_language::{Clause, Part, Reading, Tag, VerbGroup, Voice, part, read};
use rolecall_record::Span;

/// One deed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Deed {
    /// The base form of its verb.
    pub(crate) verb: String,
    /// The verbs that lead to it: "has to help sweep" → have, help.
    pub(crate) through: Vec<String>,
    /// "May", "can".
    pub(crate) modal: Option<String>,
    /// Whether it is denied.
    pub(crate) negated: bool,
    /// The byte range of its subject, where it stands with it and was not taken over from the verb before or from what a
    /// "who" means.
    pub(crate) subject: Option<Span>,
    /// The byte range of the verb, its objects and, where it is passive, its subject.
    pub(crate) span: Span,
}

impl Deed {
    /// What the role has to do with it, if not all: that of the verb before it where it hangs on one ("helps to sweep").
    pub(crate) fn part(&self) -> Option<Part> {
        self.through.iter().find_map(|verb| part(verb)).or_else(|| part(&self.verb))
    }
}

/// The deeds of a sentence, in its order; a line without a verb ("room bookings") has none.
pub(crate) fn deeds(text: &str) -> Vec<Deed> {
    let reading = read(text);
    let verbs = &reading.groups.verbs;
    let item = item(&reading);
    let mut deeds: Vec<Deed> = Vec::new();
    for (v, group) in verbs.iter().enumerate() {
        // "Booking rooms": the noun behind the verb of an item is none, whatever it looks like.
        if item.is_some() && group.tokens.0 == 1 {
            continue;
        }
        let clause = reading.clauses.iter().find(|clause| clause.verb == v);
        let subject = clause.and_then(|c| c.subjects.first()).map(|&s| reading.groups.phrases[s].tokens.0);
        let passive = group.voice == Voice::Passive;
        let from = subject.filter(|&s| passive && s < group.tokens.0).unwrap_or(group.tokens.0);
        let mut through = group.through.clone();
        let (mut modal, mut negated) = (group.modal.clone(), group.negated || is_denied(&reading, group));
        let own_subject = clause.filter(|c| !c.shared && !c.relative).and_then(|c| {
            let (first, last) = (c.subjects.first()?, c.subjects.last()?);
            let (from, to) = (reading.groups.phrases[*first].tokens.0, reading.groups.phrases[*last].tokens.1);
            Some(Span::new(reading.tokens[from].start, reading.tokens[to - 1].end)).filter(|span| !span.is_empty())
        });
        if let Some(last) = deeds.last() {
            if !group.finite && touches(&reading, last.span, group.tokens.0) {
                // "May help the clerk to count": what is said of the verb before is said of this one too.
                through.splice(0..0, last.through.iter().cloned().chain([last.verb.clone()]));
                modal = modal.or_else(|| last.modal.clone());
                negated |= last.negated;
            } else if own_subject.is_none() && is_listed(&reading, group) {
                // "Does not pour drinks, carry plates or take money".
                modal = modal.or_else(|| last.modal.clone());
                negated |= last.negated;
                if through.is_empty() {
                    through.clone_from(&last.through);
                }
            }
        }
        let end = end(&reading, group.tokens.1, verbs.get(v + 1).map(|next| next.tokens.0));
        let span = Span::new(reading.tokens[from].start, reading.tokens[end - 1].end);
        deeds.push(Deed { verb: group.lemma.clone(), through, modal, negated, subject: own_subject, span });
    }
    if let Some(verb) = item {
        let next = deeds.first().and_then(|deed| reading.tokens.iter().position(|t| t.start >= deed.span.start));
        let end = end(&reading, 1, next);
        let span = Span::new(reading.tokens[0].start, reading.tokens[end - 1].end);
        let (through, modal) = (Vec::new(), None);
        deeds.insert(0, Deed { verb, through, modal, negated: false, subject: None, span });
    }
    deeds
}

/// The verb of an item that begins with it: "booking rooms for guests".
fn item(reading: &Reading<'_>) -> Option<String> {
    let first = reading.tokens.first().filter(|t| t.lower.ends_with("ing"))?;
    let is_verb = reading.groups.verbs.first().is_some_and(|group| group.tokens.0 == 0);
    let is_subject = reading.clauses.first().is_some_and(|c| {
        c.subjects
            .first()
            .is_some_and(|&s| reading.groups.phrases[s].tokens.0 == 0 && reading.groups.phrases[s].head > 0)
    });
    first.word.verb.clone().filter(|_| !is_verb && !is_subject)
}

/// "Has no vote", "tends not to vote": what stands beside the verb denies it.
fn is_denied(reading: &Reading<'_>, group: &VerbGroup) -> bool {
    let before = group.tokens.0.checked_sub(1).map(|at| &reading.tokens[at]);
    if !group.finite && before.is_some_and(|t| t.tag == Tag::Not) {
        return true;
    }
    let next = |n: usize| reading.tokens.get(group.tokens.1 + n).map(|t| t.lower.as_str());
    matches!(next(0), Some("no" | "nothing" | "nobody"))
        && !matches!(next(1), Some("more" | "less" | "longer" | "later"))
}

/// Whether a bare verb goes on with a list of verbs: behind a comma or "or".
fn is_listed(reading: &Reading<'_>, group: &VerbGroup) -> bool {
    let bare = group.tokens.1 == group.tokens.0 + 1 && group.modal.is_none();
    let before = group.tokens.0.checked_sub(1).map(|at| &reading.tokens[at]);
    bare && before.is_some_and(|t| t.tag == Tag::Comma || matches!(t.lower.as_str(), "or" | "nor"))
}

/// Where what hangs on a verb ends: before the next verb or its subject, and where the sentence is parted; but a clause that
/// is its object belongs to it ("tells who sweeps").
fn end(reading: &Reading<'_>, from: usize, next_verb: Option<usize>) -> usize {
    let next: Option<&Clause> = reading.clauses.iter().filter(|c| c.tokens.0 >= from).min_by_key(|c| c.tokens.0);
    let limit = next_verb.into_iter().chain(next.map(|c| c.tokens.0)).min().unwrap_or(reading.tokens.len());
    let asks = |at: usize| {
        at > from
            && (reading.tokens[at - 1].tag == Tag::Relative
                || matches!(reading.tokens[at - 1].lower.as_str(), "whether" | "how" | "what"))
            && !matches!(reading.tokens[at - 1].lower.as_str(), "who" | "which" | "that" | "whose")
    };
    let limit = match next {
        Some(next) if asks(next.tokens.0) && next.tokens.0 == limit => next.tokens.1.max(limit),
        _ => limit,
    };
    // What a colon opens is what is done to: "does the rough work: digging and carrying".
    let parted = (from..limit).find(|&i| reading.tokens[i].tag == Tag::Stop || reading.tokens[i].text == ";");
    parted.unwrap_or(limit).max(from)
}

/// Whether nothing but the rest of the verb's objects stands between a deed and the token `at`.
fn touches(reading: &Reading<'_>, deed: Span, at: usize) -> bool {
    reading.tokens[..at]
        .iter()
        .filter(|t| t.start >= deed.end)
        .all(|t| !matches!(t.tag, Tag::Stop | Tag::Colon | Tag::Comma | Tag::Conjunction))
}

/// Forms of "be" by which somebody is answerable for a thing.
const ANSWERABLE: &[&str] = &["responsible", "charge", "accountable", "answerable", "liable", "duty", "job"];

/// Whether this is said of somebody who is answerable, and not of what somebody is.
pub(crate) fn is_answerable(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| ANSWERABLE.contains(&word.to_lowercase().as_str()))
}

/// Words that deny; "doesn't" is two of them.
pub(crate) const NO: &[&str] = &["not", "never", "no", "cannot", "don", "doesn", "isn", "aren", "won", "t"];

/// "What they do not do is steer": the denial stands ahead of the deed, whose own verb has none.
pub(crate) fn is_denied_ahead(text: &str) -> bool {
    let part = &text[..text.find(';').unwrap_or(text.len())];
    let words: Vec<String> = rolecall_language::terms(part).into_iter().map(|t| t.word).collect();
    let at = |i: usize| words.get(i).map(String::as_str);
    // "What she hardly ever does, to my surprise, is edit": an insertion may stand before the verb.
    let does =
        (1..words.len()).find(|&i| matches!(at(i), Some("do" | "does")) && !matches!(at(i + 1), Some("not" | "n")));
    let denied = |end: usize| {
        words[..end].iter().any(|w| NO.contains(&w.as_str()) || matches!(w.as_str(), "hardly" | "rarely" | "seldom"))
    };
    let will = words.iter().take(6).any(|w| matches!(w.as_str(), "won" | "can't" | "cannot"));
    at(0) == Some("what") && words.iter().any(|w| w == "is") && (does.is_some_and(denied) || will)
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        let line = |deed: &Deed| {
            let not = if deed.negated { "not " } else { "" };
            let through = deed.through.iter().map(|v| format!("{v} ")).collect::<String>();
            format!("{not}{through}{}: {}", deed.verb, deed.span.of(text))
        };
        expected.assert_eq(&deeds(text).iter().map(line).collect::<Vec<_>>().join(" | "));
    }

    #[test]
    fn each_verb_with_its_objects_is_a_deed() {
        check(
            "The clerk books the room, pays for it and keeps the key.",
            expect!["book: books the room, | pay: pays for it and | keep: keeps the key"],
        );
        check("Rooms are booked by the clerk.", expect!["book: Rooms are booked by the clerk"]);
        check("Booking rooms for guests", expect!["book: Booking rooms for guests"]);
        check(
            "The clerk tells whether the room is free.",
            expect!["tell: tells whether the room is free | be: is free"],
        );
    }

    #[test]
    fn what_is_said_of_a_verb_is_said_of_those_that_hang_on_it() {
        check(
            "The clerk does not sell tickets but may help the porter to count them.",
            expect!["not sell: does not sell tickets but | help: may help the porter | help count: to count them"],
        );
        check(
            "The clerk has to help sweep the hall; the porter watches.",
            expect!["have help sweep: has to help sweep the hall | watch: watches"],
        );
        check(
            "Clerks do not sell tickets, carry bags or open the safe.",
            expect!["not sell: do not sell tickets, | not carry: carry bags or | not open: open the safe"],
        );
        check(
            "The clerk is not allowed to sell tickets, carry bags or open the safe.",
            expect![
                "not allow: The clerk is not allowed | not allow sell: to sell tickets, | not allow carry: carry bags or | not allow open: open the safe"
            ],
        );
    }

    #[test]
    fn a_denial_may_stand_in_the_object_or_before_all_of_it() {
        check(
            "Engineers tend not to look at what the numbers say.",
            expect!["tend: tend not | not tend look: to look at what the numbers say"],
        );
        check("She has no vote.", expect!["not have: has no vote"]);
        check("A tuner cannot put metal back.", expect!["not put: cannot put metal back"]);
        assert!(is_denied_ahead("What the clerk does not do, as a rule, is sweep."));
        assert!(is_denied_ahead("What they won't do is sweep."));
        assert!(!is_denied_ahead("What the clerk does is sweep."));
    }
}

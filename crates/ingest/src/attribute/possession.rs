//! Whose something is said to be: "the rest is her business", "the keys are with the clerk", "the yard is the porters'
//! department". A form of "be" and a possessive or a preposition hand over what stands before it.

use super::duty::duty_noun;
use super::frame::{Handed, acted_by_person, after_be};
use rolecall_language::{Phrase, Reading, Readings, Tag};

/// Phrases to whom something is said to belong or to be with.
pub(super) fn owned(reading: &Reading<'_>) -> Vec<Handed> {
    let tokens = &reading.tokens;
    let mut found = Vec::new();
    for (p, phrase) in reading.groups.phrases.iter().enumerate() {
        let head = tokens[phrase.head].lower.as_str();
        let (start, end) = phrase.tokens;
        // "The cellar is theirs too", "positioning is yours"
        if matches!(head, "theirs" | "his" | "hers" | "yours" | "mine" | "ours") && after_be(reading, start) {
            found.push(Handed { phrase: p, sure: true });
        }
        // "it's his call to have the bag taken off", "the rest is her business", "it is in her hands"
        let whose = matches!(tokens[start].lower.as_str(), "my" | "his" | "her" | "their" | "your" | "our");
        let theirs = charge(head) && after_be(reading, start) || held(reading, phrase) || theirs_to(reading, phrase);
        if whose && phrase.owner.is_none() && theirs {
            found.push(Handed { phrase: p, sure: false });
        }
        // "The decision to settle is always the client's.", "The spare key is the porter's too."
        if tokens.get(end).is_some_and(|t| t.lower == "'s") && closes(reading, end + 1) && after_be(reading, start) {
            found.push(Handed { phrase: p, sure: true });
        }
        // "is the producer's job", "is the gaffer's responsibility", "it's the surgeon's place to"
        let Some(owner) = phrase.owner.filter(|_| start > 0) else { continue };
        // "Among the porter's duties is carrying the bags."
        if duty_noun(head) && tokens[start - 1].lower == "among" && tokens.get(end).is_some_and(|t| t.tag == Tag::Be) {
            found.push(Handed { phrase: owner, sure: true });
        }
        let place_to = head == "place" && tokens.get(phrase.head + 1).is_some_and(|t| t.tag == Tag::To);
        if (charge(head) || place_to) && after_be(reading, start) || held(reading, phrase) {
            found.push(Handed { phrase: owner, sure: true });
        }
    }
    found.extend(leave(reading));
    for at in 1..tokens.len() {
        if beside(reading, at) {
            let with = reading.groups.phrases.iter().rposition(|p| p.tokens.0 == at + 1);
            found.extend(with.map(|phrase| Handed { phrase, sure: false }));
        }
    }
    found
}

/// "The keys are with the clerk.", "Loading is by the porter and by the driver alone": a thing that is with or by somebody.
fn beside(reading: &Reading<'_>, at: usize) -> bool {
    let tokens = &reading.tokens;
    let Some(be) = tokens[..at]
        .iter()
        .rposition(|t| t.tag != Tag::Adverb && !t.lower.ends_with("ly"))
        .filter(|&i| tokens[i].tag == Tag::Be)
    else {
        let again = tokens[at].lower == "by" && tokens[at - 1].tag == Tag::Conjunction;
        return again && (1..at).any(|first| tokens[first].lower == "by" && beside(reading, first));
    };
    let ends = || {
        let phrase = reading.groups.phrases.iter().rfind(|p| p.tokens.0 == at + 1);
        phrase.is_some_and(|p| closes(reading, p.tokens.1))
    };
    let copula = reading.groups.verbs.iter().any(|v| v.copula && v.finite && !v.negated && v.verb == be);
    let with = match tokens[at].lower.as_str() {
        "with" => ends(),
        "by" => true,
        _ => false,
    };
    with && copula && !acted_by_person(reading, be)
}

/// "Nothing leaves without the registrar's signature", "It needs the approval of the warden": whose leave something takes.
fn leave(reading: &Reading<'_>) -> Vec<Handed> {
    let tokens = &reading.tokens;
    let given = |lower: &str| {
        matches!(
            lower,
            "permission"
                | "approval"
                | "consent"
                | "signature"
                | "authorisation"
                | "authorization"
                | "sign-off"
                | "go-ahead"
                | "say-so"
                | "blessing"
        )
    };
    let mut found = Vec::new();
    for phrase in reading.groups.phrases.iter().filter(|p| given(&tokens[p.head].lower)) {
        let before = phrase.tokens.0.checked_sub(1).map(|i| &tokens[i]);
        let takes = before.is_some_and(|t| {
            matches!(t.lower.as_str(), "with" | "without" | "to")
                || matches!(t.word.verb.as_deref(), Some("need" | "require" | "take" | "want" | "get" | "await"))
        });
        let of = tokens.get(phrase.tokens.1).is_some_and(|t| matches!(t.lower.as_str(), "of" | "from"));
        let behind = || reading.groups.phrases.iter().rposition(|p| p.tokens.0 == phrase.tokens.1 + 1).filter(|_| of);
        // "The porter may not open it without the warden's consent.": the warden's part, whatever is said of the porter.
        let sure = before.is_some_and(|t| t.lower == "without");
        if takes {
            found.extend(phrase.owner.or_else(behind).map(|phrase| Handed { phrase, sure }));
        }
    }
    found
}

/// "in Nia's hands", "on the bursar's desk", after a form of "be".
fn held(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let start = phrase.tokens.0;
    let within = start > 0 && matches!(reading.tokens[start - 1].lower.as_str(), "in" | "on");
    within && place(&reading.tokens[phrase.head].lower) && after_be(reading, start - 1)
}

/// Whether nothing but adverbs stands between token `at` and the end of the clause.
fn closes(reading: &Reading<'_>, at: usize) -> bool {
    let adverb = |t: &&rolecall_language::Token<'_>| {
        t.tag == Tag::Adverb || matches!(t.lower.as_str(), "too" | "alone" | "now" | "as" | "well")
    };
    let next = reading.tokens[at.min(reading.tokens.len())..].iter().find(|t| !adverb(t));
    next.is_none_or(|t| t.tag.mark() || t.tag == Tag::Conjunction)
}

/// "That's for the contractor.", "That's for the clerk of the day, mostly Bernard.": nothing but a pronoun before "is", and
/// nothing behind whom it is for.
pub(super) fn points_back(reading: &Reading<'_>, word: usize) -> bool {
    let tokens = &reading.tokens;
    let phrase = |at: usize| reading.groups.phrases.iter().find(|p| p.tokens.0 == at).map(|p| p.tokens.1);
    let pronoun = word > 1 && matches!(tokens[word - 2].lower.as_str(), "that" | "this" | "it" | "those" | "these");
    let mut end = phrase(word + 1);
    if let Some(of) = end.filter(|&of| tokens.get(of).is_some_and(|t| t.lower == "of")) {
        end = phrase(of + 1);
    }
    // "Raking the paths is for the porters."
    let from = tokens[..word].iter().rposition(|t| t.tag.mark()).map_or(0, |mark| mark + 1);
    let gerund = matches!(tokens[from].tag, Tag::Verb(rolecall_language::Form::Ing))
        || tokens[from].word.readings.any(Readings::ING) && !tokens[from].word.readings.noun() && word > from + 2;
    (pronoun || gerund)
        && end.is_some_and(|end| tokens.get(end).is_none_or(|t| matches!(t.tag, Tag::Stop | Tag::Comma)))
}

/// "Those are his decisions to take.", "It's his voice that calls them in": what is done with it is theirs to do.
pub(super) fn theirs_to(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let tokens = &reading.tokens;
    let (start, end) = phrase.tokens;
    let next = |n: usize| tokens.get(end + n);
    let to = next(0).is_some_and(|t| t.tag == Tag::To) && next(1).is_some_and(|t| matches!(t.tag, Tag::Verb(_)));
    let cleft = start > 1
        && tokens[start - 2].lower == "it"
        && next(0).is_some_and(|t| t.lower == "that")
        && matches!(
            tokens[phrase.head].lower.as_str(),
            "voice"
                | "signature"
                | "word"
                | "hand"
                | "eye"
                | "ear"
                | "judgement"
                | "judgment"
                | "decision"
                | "call"
                | "nod"
                | "order"
                | "whistle"
                | "schedule"
        );
    // "his choice to make", not "his choice to leave early"
    let settles =
        next(1).is_some_and(|t| matches!(t.lower.as_str(), "make" | "take" | "solve" | "fix" | "settle" | "decide"));
    let head = tokens[phrase.head].lower.as_str();
    let matter =
        decided(head) || settles && matches!(head, "choice" | "choices" | "problem" | "problems" | "mess" | "fight");
    after_be(reading, start) && (cleft || to && matter)
}

/// Nouns for what is somebody's to take, make or do.
fn decided(head: &str) -> bool {
    matches!(head, "decision" | "decisions" | "call" | "calls" | "move")
}

/// "her line", "his desk": whose it is counts.
pub(super) fn owned_thing(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let head = reading.tokens[phrase.head].lower.as_str();
    let whose =
        matches!(reading.tokens[phrase.tokens.0].lower.as_str(), "my" | "his" | "her" | "their" | "your" | "our");
    whose && (charge(head) || place(head))
}

/// Nouns for what somebody has charge of.
pub(super) fn charge(lower: &str) -> bool {
    duty_noun(lower)
        || matches!(
            lower,
            "department"
                | "line"
                | "patch"
                | "lookout"
                | "side"
                | "turn"
                | "baby"
                | "word"
                | "say"
                | "decision"
                | "discretion"
        )
}

/// Where what somebody has to do comes to: desk, lap, hands.
pub(super) fn place(lower: &str) -> bool {
    matches!(
        lower,
        "desk" | "table" | "lap" | "plate" | "shoulders" | "inbox" | "office" | "door" | "hands" | "lot" | "department"
    )
}

/// "Wheels belong to the smiths, sails to the riggers": to whom the rest goes, where the verb is not said again.
pub(super) fn gapped<'r>(reading: &'r Reading<'_>, at: usize) -> impl Iterator<Item = usize> + 'r {
    let tokens = &reading.tokens;
    let to = at > 0 && tokens[at - 1].lower == "to";
    let end = (at..tokens.len())
        .find(|&i| matches!(tokens[i].tag, Tag::Verb(_) | Tag::Be | Tag::Modal | Tag::Have | Tag::Relative | Tag::Stop))
        .unwrap_or(tokens.len());
    let comma = (at..end).find(|&i| tokens[i].tag == Tag::Comma).filter(|_| to).unwrap_or(end);
    (comma..end)
        .filter(|&i| tokens[i].lower == "to" && tokens[i - 1].tag == Tag::Noun)
        .filter_map(|i| reading.groups.phrases.iter().rposition(|p| p.tokens.0 == i + 1))
}

/// "Anything that", "whatever", "the rest": work of a kind rather than a thing is what the sentence is about.
pub(super) fn whatever(reading: &Reading<'_>) -> bool {
    let mut words = reading.tokens.iter().filter(|t| !matches!(t.tag, Tag::Quote | Tag::Conjunction));
    let first = words.next().map_or("", |t| t.lower.as_str());
    matches!(first, "anything" | "everything" | "whatever" | "whoever" | "anyone")
        || first == "the" && words.next().is_some_and(|t| t.lower == "rest")
}

/// What there is to deal with.
pub(super) fn matter(lower: &str) -> bool {
    matches!(lower, "matter" | "matters" | "case" | "job" | "question" | "questions" | "task" | "work" | "one")
}

/// Where "to" stands behind a verb and its particle: "sent out to".
pub(super) fn to_behind(reading: &Reading<'_>, verb: usize) -> Option<usize> {
    let particle = |lower: &str| matches!(lower, "out" | "on" | "over" | "back" | "up" | "down" | "straight");
    let at = verb + 1 + usize::from(reading.tokens.get(verb + 1).is_some_and(|t| particle(&t.lower)));
    reading.tokens.get(at).filter(|t| t.lower == "to").map(|_| at)
}

//! The frames in which English hands out responsibility, beyond "subject does".

use super::duty::duty_noun;
use super::possession::{self, gapped, matter, place, points_back, to_behind, whatever};
use super::predicate::said;
use rolecall_language::{Clause, Form, Reading, Readings, Tag, Voice};
use rolecall_record::Kind;

/// Where a clause stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    /// It states something by itself.
    Main,
    /// After "if", "when", "unless": it sets the stage.
    Conditional,
    /// Within another clause ("make sure that the actors sound real").
    Embedded,
}

/// Where `clause` stands.
pub(super) fn position(reading: &Reading<'_>, clause: &Clause) -> Position {
    let tokens = &reading.tokens;
    if clause.relative {
        // ", who then signs it": added to say more, not to say which one.
        let share = tokens.get(clause.tokens.0 + 2).is_some_and(|t| t.lower == "whom");
        let adds = clause.tokens.0 > 0
            && (tokens[clause.tokens.0].lower == "who" || share)
            && tokens[clause.tokens.0 - 1].tag == Tag::Comma;
        return if adds { Position::Main } else { Position::Embedded };
    }
    let mut at = clause.tokens.0;
    while at > 0 && matches!(tokens[at - 1].tag, Tag::Adverb | Tag::Quote) {
        at -= 1;
    }
    let Some(before) = at.checked_sub(1).map(|i| &tokens[i]) else { return Position::Main };
    match before.tag {
        // "Nobody climbs until the rigger has checked the rope."
        Tag::Subordinator
            if matches!(before.lower.as_str(), "until" | "till" | "unless") && denied(&tokens[..at - 1]) =>
        {
            Position::Main
        }
        Tag::Subordinator => match before.lower.as_str() {
            "if" | "when" | "whenever" | "unless" | "whether" | "until" | "till" | "before" | "after" | "wherever"
            | "once" => Position::Conditional,
            _ => Position::Main,
        },
        // "What she does sign is the spotting list."
        Tag::Relative if before.lower == "what" && opens(reading, at - 1) && !clause.subjects.is_empty() => {
            Position::Main
        }
        Tag::Relative => match before.lower.as_str() {
            // "This means that the bosun also …": what is reported counts where nobody is said to see to it.
            "that" => reported(reading, clause),
            // "draws up the accounts, which an examiner goes through"
            "which" | "whom" if at > 1 && tokens[at - 2].tag == Tag::Comma && named_subject(reading, clause) => {
                Position::Main
            }
            _ => Position::Embedded,
        },
        Tag::Preposition if before.lower == "as" => Position::Main,
        Tag::Conjunction if clause.shared => Position::Main,
        // "Delivery arrives -> kitchen porter checks temperatures"
        Tag::Other => Position::Main,
        Tag::Conjunction | Tag::Comma | Tag::Colon | Tag::Dash | Tag::Open | Tag::Stop | Tag::Close | Tag::Slash => {
            if opening_condition(reading, at) {
                Position::Conditional
            } else if joined_object(reading, at) {
                Position::Embedded
            } else {
                Position::Main
            }
        }
        _ if clause.shared => Position::Main,
        // "And lift he must.": turned round, the deed stands before whoever does it.
        _ if inverted(reading, clause, at) => Position::Main,
        // "but scraping off the ice is left to the porter": a deed is the subject.
        _ if clause.subjects.is_empty() && deed_before(reading, at) => Position::Main,
        // "Some inns have their waiters carry the bags."
        Tag::Verb(_)
            if matches!(before.word.verb.as_deref(), Some("have"))
                && at > 0
                && tokens[at].tag == Tag::Possessive
                && named_subject(reading, clause) =>
        {
            Position::Main
        }
        // "While it boils I clean the vessel.": what goes on behind an opening condition is what is said.
        tag if tag != Tag::Noun && behind_condition(reading, clause) => Position::Main,
        // "every noise [you hear]": a pronoun right after a noun begins a clause within it.
        Tag::Noun
            if clause.subjects.first().is_some_and(|&s| reading.groups.phrases[s].pronoun)
                && !opened_by_time(reading, at) =>
        {
            Position::Embedded
        }
        // "On quiet routes the agent …": nothing but an opening phrase stands before it.
        _ if !reading.clauses.iter().any(|c| reading.groups.verbs[c.verb].tokens.1 <= at) => Position::Main,
        // Directly after a verb or noun: "sounds [the audience likes]", "make sure [nobody trips]".
        _ => Position::Embedded,
    }
}

/// Whether a clause of a nominative pronoun is the second of a sentence that opens with "when", "while" or the like.
fn behind_condition(reading: &Reading<'_>, clause: &Clause) -> bool {
    let opens = matches!(
        reading.tokens[0].lower.as_str(),
        "when" | "while" | "once" | "if" | "after" | "before" | "whenever" | "until" | "as"
    ) && reading.tokens[0].tag == Tag::Subordinator;
    let nominative = |&s: &usize| {
        matches!(reading.tokens[reading.groups.phrases[s].head].lower.as_str(), "i" | "he" | "she" | "we" | "they")
    };
    let second = reading.clauses.get(1).is_some_and(|c| c.verb == clause.verb) && !reading.clauses[0].relative;
    opens && second && clause.subjects.iter().all(nominative) && !clause.subjects.is_empty()
}

/// Whether a sentence begins by saying that nobody does something, or nothing is done.
fn denied(tokens: &[rolecall_language::Token<'_>]) -> bool {
    let first = tokens.iter().find(|t| !matches!(t.tag, Tag::Conjunction | Tag::Quote | Tag::Adverb));
    first.is_some_and(|t| matches!(t.lower.as_str(), "no" | "nobody" | "nothing" | "none" | "never"))
}

/// Whether a clause has a subject of its own that is no pronoun.
fn named_subject(reading: &Reading<'_>, clause: &Clause) -> bool {
    clause.subjects.first().is_some_and(|&s| !reading.groups.phrases[s].pronoun)
}

/// "And lift he must", "Sell they will": nothing but the deed stands before a pronoun, and nothing behind its modal.
fn inverted(reading: &Reading<'_>, clause: &Clause, at: usize) -> bool {
    let tokens = &reading.tokens;
    let group = &reading.groups.verbs[clause.verb];
    let pronoun = clause.subjects.first().is_some_and(|&s| reading.groups.phrases[s].pronoun);
    pronoun
        && group.lemma.is_empty()
        && at > 0
        && tokens[at - 1].word.readings.any(Readings::BASE)
        && opens(reading, at - 1)
        && tokens.get(group.tokens.1).is_none_or(|t| t.tag.mark())
}

/// Whether a gerund with its object fills the clause before token `at`.
fn deed_before(reading: &Reading<'_>, at: usize) -> bool {
    let from =
        reading.tokens[..at].iter().rposition(|t| t.tag.mark() || t.tag == Tag::Conjunction).map_or(0, |i| i + 1);
    from > 0 && reading.tokens[from].tag == Tag::Verb(Form::Ing)
}

/// "Twice a year [he goes through …]", "Before an assignment [they'll study …]": what stands before is when, not whom.
fn opened_by_time(reading: &Reading<'_>, at: usize) -> bool {
    let tokens = &reading.tokens;
    let before = &tokens[..at];
    let plain = !before.iter().any(|t| {
        matches!(t.tag, Tag::Verb(_) | Tag::Be | Tag::Modal | Tag::Have | Tag::Do | Tag::Relative) || t.tag.mark()
    });
    let opens = before.iter().find(|t| t.tag != Tag::Quote).is_some_and(|t| {
        matches!(t.tag, Tag::Preposition | Tag::Subordinator | Tag::Adverb)
            || matches!(
                t.lower.as_str(),
                "today" | "tonight" | "nowadays" | "mornings" | "evenings" | "nights" | "weekends"
            )
            || t.lower.len() > 5 && t.lower.trim_end_matches('s').ends_with("day")
            || matches!(
                t.lower.as_str(),
                "every" | "each" | "this" | "these" | "most" | "some" | "one" | "all" | "next" | "last"
            )
    });
    plain && opens
}

/// Whether nothing but a conjunction or mark stands before token `at`.
fn opens(reading: &Reading<'_>, at: usize) -> bool {
    reading.tokens[..at].iter().all(|t| t.tag.mark() || matches!(t.tag, Tag::Conjunction | Tag::Quote | Tag::Adverb))
}

/// Whether the subject is the second of two whom a verb helps or lets do something: "to help the crew and the cast *get* home".
fn joined_object(reading: &Reading<'_>, at: usize) -> bool {
    let tokens = &reading.tokens;
    if tokens[at - 1].tag != Tag::Conjunction {
        return false;
    }
    let Some(left) = reading.groups.phrase_ending(at - 1).map(|p| &reading.groups.phrases[p]) else { return false };
    let Some(verb) = reading.groups.verbs.iter().find(|v| v.tokens.1 == left.tokens.0) else { return false };
    matches!(verb.lemma.as_str(), "help" | "let" | "make" | "see" | "hear" | "watch" | "have" | "enable" | "allow")
}

/// Whether the sentence so far, up to an "and" or "or" at `at`, is an opening "if …" that has not ended yet.
fn opening_condition(reading: &Reading<'_>, at: usize) -> bool {
    let tokens = &reading.tokens;
    let opens =
        tokens.first().is_some_and(|t| matches!(t.lower.as_str(), "if" | "when" | "whenever" | "unless" | "whether"));
    opens && tokens[at - 1].tag == Tag::Conjunction && !tokens[..at].iter().any(|t| t.tag == Tag::Comma)
}

/// For a clause after "that": main where the clause above it has a subject that stands for nobody ("it is vital that").
fn reported(reading: &Reading<'_>, clause: &Clause) -> Position {
    let above = reading.clauses.iter().rev().find(|c| reading.groups.verbs[c.verb].tokens.0 < clause.tokens.0);
    match above {
        None => Position::Main,
        Some(c) => {
            let nobody = c.subjects.iter().all(|&s| {
                let p = &reading.groups.phrases[s];
                matches!(reading.tokens[p.head].lower.as_str(), "it" | "this" | "that" | "you" | "there" | "which")
            });
            if nobody { Position::Main } else { Position::Embedded }
        }
    }
}

/// Whether the clause says that its subject does something.
pub(super) fn acts(reading: &Reading<'_>, clause: &Clause) -> bool {
    said(reading, clause).kind == Kind::Responsibility
}

/// Whether the clause is one that only somebody responsible fits: "X is responsible for", "X is the person who".
pub(super) fn holds_responsible(reading: &Reading<'_>, clause: &Clause) -> bool {
    let group = &reading.groups.verbs[clause.verb];
    let circumstance = reading.tokens[group.tokens.1..]
        .iter()
        .take(2)
        .any(|t| matches!(t.lower.as_str(), "involved" | "concerned" | "busy" | "able"));
    group.copula && !circumstance && acts(reading, clause)
}

/// A phrase to which something is handed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Handed {
    /// The phrase.
    pub phrase: usize,
    /// Whether only somebody responsible fits there ("up to X", "the job of X"), or things too ("goes to X").
    pub sure: bool,
}

/// Phrases to which a sentence hands something: "it is up to X", "falls to X", "the job of X", "X's job is".
pub(super) fn handed_to(reading: &Reading<'_>) -> Vec<Handed> {
    let tokens = &reading.tokens;
    let mut found = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        // Adverbs may stand between: "falls squarely to the chef".
        let next = (i + 1..tokens.len()).find(|&j| tokens[j].tag != Tag::Adverb).unwrap_or(tokens.len());
        let next_is = |list: &[&str]| tokens.get(next).is_some_and(|t| list.contains(&t.lower.as_str()));
        let at = match token.lower.as_str() {
            "up" | "down" if next_is(&["to"]) && after_be(reading, i) => next + 1,
            // "it's on you to renew it"
            // "Selection is in the hands of the captains"
            "hands" if next_is(&["of"]) && i > 1 && tokens[i - 2].lower == "in" => next + 1,
            "on" if after_be(reading, i) && infinitive_after(reading, i + 1) => i + 1,
            "fall" | "falls" | "fell" | "fallen" if next_is(&["to", "on", "upon", "under"]) => next + 1,
            "belong" | "belongs" | "go" | "goes" | "come" | "comes" | "passes" if next_is(&["to"]) => next + 1,
            "rest" | "rests" | "lie" | "lies" | "sit" | "sits" | "stay" | "stays" | "remain" | "remains"
                if next_is(&["with"]) =>
            {
                next + 1
            }
            "go" | "goes" if next_is(&["through"]) => next + 1,
            "pass" | "passes" if next_is(&["through", "across"]) && owned_place(reading, next + 1) => next + 1,
            // "Keys are split between the warden and the clerk."
            "split" | "divided" | "shared" if next_is(&["between", "among"]) && after_be(reading, i) => next + 1,
            "land" | "lands" if next_is(&["on", "with"]) => next + 1,
            _ if token.word.readings.any(Readings::PARTICIPLE)
                && next_is(&["through", "via"])
                && after_be(reading, i) =>
            {
                next + 1
            }
            "reserved" if next_is(&["for"]) && after_be(reading, i) => next + 1,
            // "Permission to push comes from ground control."
            "come" | "comes" if next_is(&["from"]) && (leave(reading, i) || somebody_at(reading, next + 1)) => next + 1,
            "ask" | "contact" | "call" | "ring" | "email" | "phone" | "tell" if asked(reading, i) => i + 1,
            "speak" | "talk" | "write" if asked_to(reading, i) => i + 2,
            "check" if next_is(&["with"]) && asked_to(reading, i) => i + 2,
            "left" | "entrusted" | "assigned" | "handed" | "delegated" if next_is(&["to"]) && after_be(reading, i) => {
                next + 1
            }
            // "Anything made of brass is sent out to a founder."
            "sent" | "passed" | "referred" | "taken" | "brought"
                if to_behind(reading, i).is_some() && after_be(reading, i) && whatever(reading) =>
            {
                to_behind(reading, i).unwrap_or(next) + 1
            }
            "of" if i > 0 && duty_noun(&tokens[i - 1].lower) && after_be_noun(reading, i - 1) => i + 1,
            "for" if i > 0 && after_be(reading, i) && (infinitive_after(reading, i + 1) || points_back(reading, i)) => {
                i + 1
            }
            // "Anything bigger waits for the clerk."
            "wait" | "waits" if next_is(&["for"]) && whatever(reading) => next + 1,
            // "None of this happens without the clerk."
            "without" if denied(&tokens[..i]) && somebody_at(reading, i + 1) => i + 1,
            // "It takes a glazier to put it back."
            "takes" if i > 0 && tokens[i - 1].lower == "it" && infinitive_after(reading, i + 1) => i + 1,
            // "A lost key is a matter for the porter."
            "for" if i > 0 && matter(&tokens[i - 1].lower) && after_be_noun(reading, i - 1) => i + 1,
            // "a wise one leaves the keys to the warden"
            "to" if left_to(reading, i) => i + 1,
            // "It is the gaffer who decides", "it's your agent who calls"
            "it" if tokens.get(next).is_some_and(|t| t.tag == Tag::Be) || seems_to_be(reading, next) => match cleft(
                reading,
                reading.groups.verbs.iter().find(|v| v.tokens.0 == next).map_or(next + 1, |v| v.verb + 1),
            ) {
                Some(at) => at,
                None => continue,
            },
            _ => continue,
        };
        let sure = matches!(
            token.lower.as_str(),
            "up" | "fall" | "falls" | "fell" | "fallen" | "of" | "it" | "on" | "for" | "to"
        );
        // "They sit down with the chef", "she belongs to the crew": people go and sit; only what they do is handed over.
        let passive = matches!(
            token.lower.as_str(),
            "left"
                | "entrusted"
                | "delegated"
                | "split"
                | "divided"
                | "shared"
                | "sent"
                | "passed"
                | "referred"
                | "taken"
                | "brought"
        );
        if !sure && !passive && acted_by_person(reading, i) {
            continue;
        }
        found.extend(joined_from(reading, at).into_iter().map(|phrase| Handed { phrase, sure }));
        found.extend(gapped(reading, at).map(|phrase| Handed { phrase, sure }));
    }
    // "a barback, whose job it is to haul ice"
    for (i, pair) in tokens.windows(2).enumerate() {
        if pair[0].lower == "whose" && duty_noun(&pair[1].lower) {
            let end = if i > 0 && tokens[i - 1].tag == Tag::Comma { i - 1 } else { i };
            found.extend(reading.groups.phrase_ending(end).map(|phrase| Handed { phrase, sure: true }));
        }
    }
    // "Bev's word is final on that.", "Refunds are at the manager's discretion."
    for (p, phrase) in reading.groups.phrases.iter().enumerate() {
        let head = tokens[phrase.head].lower.as_str();
        let next = |n: usize| tokens.get(phrase.tokens.1 + n);
        let last = matches!(head, "word" | "say" | "decision")
            && next(0).is_some_and(|t| t.tag == Tag::Be)
            && next(1).is_some_and(|t| matches!(t.lower.as_str(), "final" | "law"));
        let at = phrase.tokens.0.checked_sub(1).filter(|&i| tokens[i].lower == "at");
        let free = head == "discretion" && at.is_some_and(|i| after_be(reading, i));
        let whose = matches!(tokens[phrase.tokens.0].lower.as_str(), "his" | "her" | "their" | "your" | "my");
        if last || free {
            found.extend(phrase.owner.or(whose.then_some(p)).map(|phrase| Handed { phrase, sure: true }));
        }
    }
    // "In overall charge of the ground is the hill leader."
    if let Some(be) = reading.groups.verbs.iter().find(|v| v.copula && v.finite)
        && reading.tokens[..be.tokens.0].iter().any(|t| matches!(t.lower.as_str(), "charge" | "responsible"))
        && matches!(tokens[0].tag, Tag::Preposition | Tag::Adjective)
    {
        found.extend(
            reading
                .groups
                .phrases
                .iter()
                .rposition(|p| p.tokens.0 == be.tokens.1)
                .map(|phrase| Handed { phrase, sure: true }),
        );
    }
    found.extend(possession::owned(reading));
    found
}

/// "it tends to be X who", "it will be X who": a verb group that begins at `at` and comes down to "be".
fn seems_to_be(reading: &Reading<'_>, at: usize) -> bool {
    reading.groups.verbs.iter().any(|v| v.tokens.0 == at && v.copula)
}

/// "Permission to push comes from X": what comes is leave to do something.
fn leave(reading: &Reading<'_>, verb: usize) -> bool {
    reading.tokens[..verb].iter().any(|t| {
        matches!(
            t.lower.as_str(),
            "permission"
                | "approval"
                | "decision"
                | "decisions"
                | "order"
                | "orders"
                | "instruction"
                | "instructions"
                | "sign-off"
                | "go-ahead"
                | "call"
                | "authorization"
                | "authorisation"
        )
    })
}

/// "leaves the keys to": the word at `to` says to whom a verb of leaving hands its object.
fn left_to(reading: &Reading<'_>, to: usize) -> bool {
    let object = reading.groups.phrases.iter().rfind(|p| p.tokens.1 == to);
    object.is_some_and(|p| {
        reading.groups.verbs.iter().any(|v| {
            let leaves = matches!(v.lemma.as_str(), "leave" | "delegate" | "entrust" | "outsource");
            v.tokens.1 == p.tokens.0 && leaves && v.voice == Voice::Active && !v.negated
        })
    })
}

/// "Bad news comes from the doctor.": one person, known to the reader or one of a kind.
fn somebody_at(reading: &Reading<'_>, at: usize) -> bool {
    reading.groups.phrases.iter().rfind(|p| p.tokens.0 == at).is_some_and(|p| {
        let head = &reading.tokens[p.head].word.readings;
        p.core > at && head.person() && !head.any(rolecall_language::Readings::PLURAL)
    })
}

/// "For any of that, ask the manager first.": whoever is to be asked answers for it.
fn asked(reading: &Reading<'_>, verb: usize) -> bool {
    let tokens = &reading.tokens;
    let order = tokens[verb].tag == Tag::Verb(rolecall_language::Form::Base)
        && !reading.clauses.iter().any(|c| reading.groups.verbs[c.verb].verb == verb && !c.subjects.is_empty());
    let object = reading.groups.phrases.iter().find(|p| p.tokens.0 == verb + 1 && !p.pronoun);
    order
        && object.is_some_and(|p| {
            tokens
                .get(p.tokens.1)
                .is_none_or(|t| t.tag.mark() || matches!(t.lower.as_str(), "first" | "to" | "about" | "for" | "before"))
        })
}

/// "Speak to Denise.", "Check with the bursar."
fn asked_to(reading: &Reading<'_>, verb: usize) -> bool {
    let order = reading.tokens[verb].tag == Tag::Verb(rolecall_language::Form::Base)
        && !reading.clauses.iter().any(|c| reading.groups.verbs[c.verb].verb == verb && !c.subjects.is_empty());
    order && reading.tokens.get(verb + 1).is_some_and(|t| matches!(t.lower.as_str(), "to" | "with"))
}

/// The phrase that starts at `at` and those joined to it.
fn joined_from(reading: &Reading<'_>, at: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = at;
    while let Some(phrase) = reading.groups.phrases.iter().rposition(|p| p.tokens.0 == at) {
        let p = &reading.groups.phrases[phrase];
        // "lands on the bursar's desk": the owner's.
        found.push(p.owner.filter(|_| place(&reading.tokens[p.head].lower)).unwrap_or(phrase));
        let end = p.tokens.1;
        let next = |i: usize| reading.tokens.get(end + i).map_or("", |t| t.lower.as_str());
        if matches!((next(0), next(1)), ("together" | "along", "with")) {
            at = end + 2;
            continue;
        }
        let Some(joint) = reading.tokens.get(end).filter(|t| t.tag == Tag::Conjunction || t.tag == Tag::Comma) else {
            break;
        };
        at = end
            + 1
            + usize::from(
                joint.tag == Tag::Comma && reading.tokens.get(end + 1).is_some_and(|t| t.tag == Tag::Conjunction),
            );
    }
    found
}

/// "through the bursar's hands"
fn owned_place(reading: &Reading<'_>, at: usize) -> bool {
    let phrase = reading.groups.phrases.iter().rfind(|p| p.tokens.0 == at);
    phrase.is_some_and(|p| p.owner.is_some() && place(&reading.tokens[p.head].lower))
}

/// Whether the verb at token `verb` has people as its subject.
pub(super) fn acted_by_person(reading: &Reading<'_>, verb: usize) -> bool {
    reading.clauses.iter().filter(|c| reading.groups.verbs[c.verb].verb == verb).flat_map(|c| &c.subjects).any(|&s| {
        let head = &reading.tokens[reading.groups.phrases[s].head];
        head.word.readings.person() || matches!(head.lower.as_str(), "they" | "he" | "she" | "i" | "we" | "you" | "who")
    })
}

/// After "it is": where the phrase begins that "who" or "that" then speaks of.
fn cleft(reading: &Reading<'_>, from: usize) -> Option<usize> {
    let at = (from..reading.tokens.len()).find(|&j| !matches!(reading.tokens[j].tag, Tag::Adverb | Tag::Not))?;
    let phrase = reading.groups.phrases.iter().rfind(|p| p.tokens.0 == at)?;
    let mut next = phrase.tokens.1;
    // "It's the umpires, and not Len, who say …"
    if reading.tokens.get(next).is_some_and(|t| t.tag == Tag::Comma)
        && let Some(close) = reading.tokens[next + 1..].iter().take(6).position(|t| t.tag == Tag::Comma)
        && reading.tokens[next + 1..next + 1 + close].iter().any(|t| t.tag == Tag::Not)
    {
        next += close + 2;
    }
    // "It's the host, too, who turns people away."
    if let [comma, adverb, close, ..] = &reading.tokens[next.min(reading.tokens.len())..]
        && comma.tag == Tag::Comma
        && adverb.tag == Tag::Adverb
        && close.tag == Tag::Comma
    {
        next += 3;
    }
    // "it's the wardens together with the rural dean who keep it going"
    if let Some(far) = reading.tokens[next..].iter().take(7).position(|t| t.lower == "who")
        && reading.tokens[next..next + far].iter().all(|t| {
            matches!(
                t.tag,
                Tag::Adverb | Tag::Preposition | Tag::Determiner | Tag::Noun | Tag::Adjective | Tag::Conjunction
            )
        })
    {
        next += far;
    }
    let who = reading.tokens.get(next)?;
    let denied = reading.tokens[from..at].iter().any(|t| t.tag == Tag::Not);
    // "It is the clerk that stamps it."
    let that = who.lower == "that"
        && reading.tokens[phrase.head].word.readings.person()
        && reading.groups.verbs.iter().any(|v| v.tokens.0 == next + 1 && v.finite);
    ((who.lower == "who" || that) && !denied).then_some(at)
}

pub(super) fn after_be(reading: &Reading<'_>, i: usize) -> bool {
    reading.tokens[..i]
        .iter()
        .rev()
        .find(|t| !matches!(t.tag, Tag::Adverb | Tag::Not))
        .is_some_and(|t| t.tag == Tag::Be)
}

/// "is the job of", "is solely the responsibility of": a form of "be" before the noun's phrase.
fn after_be_noun(reading: &Reading<'_>, noun: usize) -> bool {
    let start = reading.groups.phrases.iter().find(|p| p.head == noun).map_or(noun, |p| p.tokens.0);
    after_be(reading, start)
}

fn infinitive_after(reading: &Reading<'_>, at: usize) -> bool {
    reading
        .groups
        .phrases
        .iter()
        // "is for her alone to say"
        .filter(|p| p.tokens.0 == at)
        .any(|p| {
            let stressed = |t: &&rolecall_language::Token<'_>| {
                t.tag == Tag::Adverb || matches!(t.lower.as_str(), "themselves" | "himself" | "herself")
            };
            reading.tokens[p.tokens.1..].iter().find(|t| !stressed(t)).is_some_and(|t| t.tag == Tag::To)
        })
}

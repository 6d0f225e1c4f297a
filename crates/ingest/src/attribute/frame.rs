//! The frames in which English hands out responsibility, beyond "subject does".

use super::duty::duty_noun;
use super::evidence::department_at;
use super::position::denied;
use super::possession::{self, gapped, matter, place, points_back, to_behind, whatever};
use super::predicate::said;
use rolecall_language::{Clause, Reading, Readings, Tag, Voice, role_name};
use rolecall_record::Kind;

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
            "incumbent" if next_is(&["on", "upon"]) && after_be(reading, i) => next + 1,
            // "The power to sign is vested in the bursar."
            "vested" if next_is(&["in"]) && after_be(reading, i) => next + 1,
            "stop" | "stops" if next_is(&["with"]) => next + 1,
            "hands" if next_is(&["with"]) && i > 1 && tokens[i - 2].lower == "in" => next + 1,
            "hands" if next_is(&["of"]) && i > 1 && tokens[i - 2].lower == "in" => next + 1,
            "on" if after_be(reading, i) && (infinitive_after(reading, i + 1) || laid_on(reading, i)) => i + 1,
            // "If it leaks, that means the plumber."
            "mean" | "means" if meant_by(reading, i) => i + 1,
            "fall" | "falls" | "fell" | "fallen" if next_is(&["to", "on", "upon", "under", "within"]) => next + 1,
            "come" | "comes" if next_is(&["under", "within"]) && owned_duty(reading, next + 1) => next + 1,
            // "forms part of the clerk's work"
            "part" if next_is(&["of"]) && owned_duty(reading, next + 1) => next + 1,
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
            // "If it rattles, get the rigger."
            "get" | "fetch" if asked(reading, i) && ends_behind(reading, i + 1) => i + 1,
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
            "up" | "fall" | "falls" | "fell" | "fallen" | "of" | "it" | "on" | "for" | "to" | "mean" | "means"
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
        // "that means the plumber, and his bill"
        let whom =
            joined_from(reading, at).into_iter().take(if token.lower.starts_with("mean") { 1 } else { usize::MAX });
        found.extend(whom.map(|phrase| Handed { phrase, sure }));
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

/// "If it breaks, it's on him.", "Anything else is on the clerk.": what nobody names is on somebody, and the sentence ends there.
fn laid_on(reading: &Reading<'_>, on: usize) -> bool {
    let tokens = &reading.tokens;
    let Some(phrase) = reading.groups.phrases.iter().find(|p| p.tokens.0 == on + 1) else { return false };
    let subject = reading.clauses.iter().rfind(|c| reading.groups.verbs[c.verb].tokens.1 == on);
    let open = subject.is_some_and(|c| {
        let other = |at: &usize| tokens[*at].lower == "else";
        let subject = c.subjects.iter().map(|&s| reading.groups.phrases[s].tokens.0);
        // "Anything else" is two words of which the list has one for a noun.
        subject
            .clone()
            .chain(subject.filter(other).filter_map(|at| at.checked_sub(1)))
            .any(|at| matches!(tokens[at].lower.as_str(), "it" | "that" | "this" | "anything" | "everything"))
    });
    let somebody = phrase.pronoun
        && matches!(tokens[phrase.head].lower.as_str(), "him" | "her" | "them" | "you" | "me")
        || somebody_at(reading, on + 1);
    let ends = tokens.get(phrase.tokens.1).is_none_or(|t| t.tag.mark() || t.tag == Tag::Adverb);
    // "The bill came, and it was on the owner."
    let now = on.checked_sub(1).is_some_and(|be| matches!(tokens[be].lower.as_str(), "is" | "'s"));
    open && somebody && ends && now
}

/// "that means the plumber": who is needed then.
fn meant_by(reading: &Reading<'_>, verb: usize) -> bool {
    let before = verb.checked_sub(1).map_or("", |i| reading.tokens[i].lower.as_str());
    let next = reading.tokens.get(verb + 1).is_some_and(|t| t.tag == Tag::Determiner);
    let phrase = reading.groups.phrases.iter().find(|p| p.tokens.0 == verb + 1);
    let ends = phrase.is_some_and(|p| {
        reading.tokens.get(p.tokens.1).is_none_or(|t| t.tag.mark() || matches!(t.tag, Tag::Conjunction))
    });
    // "A cross means the vicar", "It means a lot"
    let case = reading.tokens[..verb].iter().any(|t| {
        matches!(t.lower.as_str(), "if" | "when" | "once" | "where" | "whenever" | "otherwise")
            || t.tag == Tag::Preposition
    });
    let word = |t: &rolecall_language::Token<'_>| {
        t.tag == Tag::Quote || matches!(t.lower.as_str(), "word" | "term" | "map" | "latin")
    };
    let named = reading.tokens.iter().any(word) || reading.tokens.get(verb + 1).is_some_and(|t| t.lower == "a");
    matches!(before, "that" | "this" | "it") && next && ends && case && !named && somebody_at(reading, verb + 1)
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
    // "passed on to"
    let to = to - usize::from(matches!(tokens_before(reading, to), "on" | "over" | "down"));
    let object = reading.groups.phrases.iter().rfind(|p| p.tokens.1 == to);
    object.is_some_and(|p| {
        // "leaves the keys to", "leaves locking the doors to"
        let particle =
            usize::from(matches!(tokens_before(reading, p.tokens.0), "up" | "out" | "off" | "down" | "in" | "over"));
        let ends = p.tokens.0 - particle;
        let gerund =
            reading.groups.verbs.iter().find(|v| (v.tokens.1 == ends || v.tokens.1 == p.tokens.0) && !v.finite);
        let gerund = gerund.map(|v| v.tokens.0);
        reading.groups.verbs.iter().any(|v| {
            let leaves = matches!(v.lemma.as_str(), "leave" | "delegate" | "entrust" | "outsource");
            let object = v.tokens.1 == p.tokens.0 || Some(v.tokens.1) == gerund;
            // "passed the task of counting the coins on to the clerk"
            let passes =
                matches!(v.lemma.as_str(), "pass" | "hand" | "give" | "assign" | "delegate" | "allocate" | "transfer")
                    && v.tokens.1 < p.tokens.0
                    && p.tokens.0 - v.tokens.1 < 9
                    && reading.groups.phrases.iter().any(|q| {
                        q.tokens.0 == v.tokens.1 && duty_noun(&reading.tokens[q.head].lower) && q.tokens.1 < p.tokens.0
                    });
            (object && leaves || passes) && v.voice == Voice::Active && !v.negated
        })
    })
}

/// The word before token `at`, in lower case.
fn tokens_before<'r>(reading: &'r Reading<'_>, at: usize) -> &'r str {
    at.checked_sub(1).map_or("", |i| reading.tokens[i].lower.as_str())
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
    // "they decide whether to call the police"
    let whether = verb > 1 && tokens[verb - 1].tag == Tag::To && tokens[verb - 2].lower == "whether";
    order
        && !whether
        && object.is_some_and(|p| {
            tokens
                .get(p.tokens.1)
                .is_none_or(|t| t.tag.mark() || matches!(t.lower.as_str(), "first" | "to" | "about" | "for" | "before"))
        })
}

/// Whether nothing follows the phrase that begins at `at`.
fn ends_behind(reading: &Reading<'_>, at: usize) -> bool {
    let phrase = reading.groups.phrases.iter().find(|p| p.tokens.0 == at);
    phrase.is_some_and(|p| reading.tokens.get(p.tokens.1).is_none_or(|t| t.tag.mark()))
}

/// "Speak to Denise.", "Check with the bursar."
fn asked_to(reading: &Reading<'_>, verb: usize) -> bool {
    let order = reading.tokens[verb].tag == Tag::Verb(rolecall_language::Form::Base)
        && !reading.clauses.iter().any(|c| reading.groups.verbs[c.verb].verb == verb && !c.subjects.is_empty());
    // "Clerk to write to the council", "Action (clerk): write to the council": somebody's deed, not where to turn.
    let before = |n: usize| verb.checked_sub(n).map(|i| reading.tokens[i].tag);
    let deed = before(1) == Some(Tag::To) && matches!(before(2), Some(Tag::Noun | Tag::Be))
        || matches!(before(1), Some(Tag::Colon | Tag::Dash));
    order && !deed && reading.tokens.get(verb + 1).is_some_and(|t| matches!(t.lower.as_str(), "to" | "with"))
}

/// The phrase that starts at `at` and those joined to it.
fn joined_from(reading: &Reading<'_>, at: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = at;
    while let Some(phrase) = reading.groups.phrases.iter().rposition(|p| p.tokens.0 == at) {
        let p = &reading.groups.phrases[phrase];
        // "lands on the bursar's desk": the owner's.
        let owned = place(&reading.tokens[p.head].lower) || duty_noun(&reading.tokens[p.head].lower);
        found.push(p.owner.filter(|_| owned).unwrap_or(phrase));
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

/// "under the bursar's remit", "part of the clerk's work"
fn owned_duty(reading: &Reading<'_>, at: usize) -> bool {
    let phrase = reading.groups.phrases.iter().rfind(|p| p.tokens.0 == at);
    phrase.is_some_and(|p| p.owner.is_some() && duty_noun(&reading.tokens[p.head].lower))
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
        && (reading.tokens[phrase.head].word.readings.person() || department_at(reading, phrase))
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

/// "is one of the first duties of": a form of "be" before a count of the noun's kind.
fn one_of(reading: &Reading<'_>, start: usize) -> Option<usize> {
    let of = start.checked_sub(1).filter(|&i| reading.tokens[i].lower == "of")?;
    let one = of.checked_sub(1).filter(|&i| matches!(reading.tokens[i].lower.as_str(), "one" | "part" | "some"))?;
    Some(one)
}

/// "is the job of", "is solely the responsibility of": a form of "be" before the noun's phrase.
fn after_be_noun(reading: &Reading<'_>, noun: usize) -> bool {
    let start = reading.groups.phrases.iter().find(|p| p.head == noun).map_or(noun, |p| p.tokens.0);
    after_be(reading, start) || one_of(reading, start).is_some_and(|one| after_be(reading, one))
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
            let end = role_name(reading, p).map_or(p.tokens.1, |n| n.tokens.1.max(p.tokens.1));
            reading.tokens[end..].iter().find(|t| !stressed(t)).is_some_and(|t| t.tag == Tag::To)
        })
}

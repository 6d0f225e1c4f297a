//! The subject that a sentence leaves out, put back: "When the alarm goes, wakes everybody." is read as "…, he wakes everybody."
//!
//! Whoever writes about one person all the time stops naming them. What is left has no construction of its own; it is the whole
//! sentence without its first word, and a reading of the whole sentence tells what is done, what is denied and what is no deed.

use super::omitted::how_often;
use super::position::{Position, position, time_noun};
use rolecall_language::{Form, Reading, Readings, Tag, Token, Voice};

/// How far what stands before the verb reaches at most, in words.
const REACH: usize = 16;

/// The sentence with "he" (or "he is") where its subject is left out, if one is.
pub(super) fn restored<'t>(reading: &Reading<'t>) -> Option<Reading<'t>> {
    let tokens = &reading.tokens;
    if tokens.last().is_none_or(|t| matches!(t.text, "?" | ":")) {
        return None;
    }
    places(tokens).find_map(|(from, verb)| {
        let words: &[&'static str] = if predicated(tokens, verb) {
            &["he", "is"]
        } else if finite(tokens, verb) {
            &["he"]
        } else {
            return None;
        };
        // "Here comes the usher": whose deed it is stands behind it.
        // "Then comes tea"
        let comes = matches!(tokens[verb].lower.as_str(), "comes" | "follows")
            && tokens.get(verb + 1).is_some_and(|t| matches!(t.tag, Tag::Determiner | Tag::Noun | Tag::Adjective));
        let turned = tokens[from..verb].iter().any(|t| {
            matches!(t.lower.as_str(), "here" | "there") || comes && matches!(t.lower.as_str(), "then" | "next" | "now")
        });
        if turned || has_subject(reading, verb) {
            return None;
        }
        // "He never drinks": a denial stands behind whom it denies something.
        let at = (from..verb).find(|&i| tokens[i].tag == Tag::Not).unwrap_or(verb);
        let whole = reading.inserting(at, words);
        let subject = |&s: &usize| whole.groups.phrases[s].tokens == (at, at + 1);
        whole.clauses.iter().any(|c| c.subjects.iter().any(subject)).then_some(whole)
    })
}

/// "Samples: labelled by the clerk, checked by the warden": a label, and behind it by whom what is done with it, with "they are"
/// put back.
pub(super) fn labelled<'t>(reading: &Reading<'t>) -> Option<Reading<'t>> {
    let tokens = &reading.tokens;
    let colon = tokens.iter().take(6).position(|t| t.text == ":")?;
    let label =
        colon > 0 && tokens[..colon].iter().all(|t| matches!(t.tag, Tag::Noun | Tag::Adjective | Tag::Determiner));
    let done = tokens.get(colon + 1)?.word.readings.any(Readings::PARTICIPLE);
    let by = tokens[colon + 2..].iter().take(4).any(|t| t.lower == "by");
    (reading.clauses.is_empty() && label && done && by).then(|| reading.inserting(colon + 1, &["they", "are"]))
}

/// "Action: porter to mend the gate", "Warden to circulate the minutes and cook to order coal": as minutes leave it out, "is" put
/// back, one at a time. Elsewhere than in `minutes` ("Vicar to run marathon") only behind such a label.
pub(super) fn headlined<'t>(reading: &Reading<'t>, minutes: bool) -> Option<Reading<'t>> {
    let tokens = &reading.tokens;
    let labelled =
        tokens.iter().take(4).any(|t| matches!(t.lower.as_str(), "action" | "actions" | "agreed" | "resolved"));
    if tokens.last().is_some_and(|t| t.text == "?") || !(minutes || labelled) {
        return None;
    }
    let name = |t: &Token<'_>| matches!(t.tag, Tag::Noun | Tag::Adjective) || t.lower == "the";
    let somebody = |t: &Token<'_>| {
        t.tag == Tag::Noun && (t.acronym() || t.word.readings.any(Readings::MAY_BE_PERSON.with(Readings::BODY)))
    };
    // Behind a comma or "and" goes on what the first of them began.
    let begins = |begin: usize| match begin.checked_sub(1).map(|i| &tokens[i]) {
        None => true,
        Some(t) if matches!(t.tag, Tag::Comma | Tag::Conjunction) => {
            tokens[..begin].windows(2).any(|w| w[0].lower == "is" && w[1].tag == Tag::To)
        }
        Some(t) => matches!(t.tag, Tag::Colon | Tag::Dash | Tag::Stop),
    };
    let back = |from: usize| tokens[..from].iter().rposition(|t| !name(t)).map_or(0, |before| before + 1);
    // "The porter to see about keys is Anna."
    let within = |t: &Token<'_>| t.tag.mark() || matches!(t.tag, Tag::Subordinator | Tag::Relative | Tag::Conjunction);
    let alone = |begin: usize, to: usize| {
        reading
            .clauses
            .iter()
            .map(|c| reading.groups.verbs[c.verb].tokens.0)
            .all(|verb| verb < begin || verb > to && tokens[to..verb].iter().any(within))
    };
    (1..tokens.len().saturating_sub(1)).find_map(|to| {
        if tokens[to].tag != Tag::To || !ordered(tokens, to + 1) || !somebody(&tokens[to - 1]) {
            return None;
        }
        let begin = back(to);
        let joint =
            begin.checked_sub(1).filter(|&i| tokens[i].tag == Tag::Conjunction && i > 0 && somebody(&tokens[i - 1]));
        let (begin, be) = match joint.map(back).filter(|&both| begins(both)) {
            Some(both) => (both, "are"),
            None => (begin, "is"),
        };
        (begin < to && begins(begin) && alone(begin, to)).then(|| reading.inserting(to, &[be]))
    })
}

/// Whether a heading says that minutes or what is to be done stand below it.
pub(super) fn heads_minutes(line: &str) -> bool {
    let mut words = line.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
    words.any(|word| {
        matches!(
            word.as_str(),
            "minutes"
                | "meeting"
                | "meetings"
                | "action"
                | "actions"
                | "agenda"
                | "agm"
                | "egm"
                | "aob"
                | "matters"
                | "attendance"
                | "apologies"
                | "todo"
                | "decisions"
                | "steps"
        )
    })
}

/// Whether a verb stands at `i` that is more than a noun: it acts on something or is mostly a verb.
fn ordered(tokens: &[Token<'_>], i: usize) -> bool {
    let readings = tokens[i].word.readings;
    let object = tokens.get(i + 1).is_some_and(|t| {
        matches!(t.tag, Tag::Determiner | Tag::Possessive | Tag::Noun | Tag::Adjective | Tag::Pronoun | Tag::Number)
    });
    matches!(tokens[i].tag, Tag::Verb(Form::Base) | Tag::Noun)
        && readings.any(Readings::BASE)
        && (object || readings.any(Readings::MAINLY_VERB))
}

/// "The porter minds the gate and the cook the stove": the verb that is not said twice, put back.
pub(super) fn gapped<'t>(reading: &Reading<'t>) -> Option<Reading<'t>> {
    let tokens = &reading.tokens;
    let [clause] = &reading.clauses[..] else { return None };
    let [subject] = clause.subjects[..] else { return None };
    let group = &reading.groups.verbs[clause.verb];
    let somebody = |t: &Token<'_>| t.tag == Tag::Noun && t.word.readings.person();
    let plain = group.voice == Voice::Active && !group.copula && group.tokens.1 == group.tokens.0 + 1;
    // "gives the cook the menu and the porter the keys"
    let first = reading.groups.phrases.iter().find(|p| p.tokens.0 == group.tokens.1)?;
    if !plain || !somebody(&tokens[reading.groups.phrases[subject].head]) || somebody(&tokens[first.head]) {
        return None;
    }
    let several = |t: &Token<'_>| t.word.readings.any(Readings::PLURAL) && !t.word.readings.any(Readings::SINGULAR);
    let joint = (first.tokens.1..tokens.len().saturating_sub(3))
        .find(|&i| matches!(tokens[i].tag, Tag::Comma | Tag::Conjunction) && tokens[i + 1].tag == Tag::Determiner)?;
    let other = (joint + 2..tokens.len() - 1)
        .take_while(|&i| matches!(tokens[i].tag, Tag::Noun | Tag::Adjective))
        .find(|&i| somebody(&tokens[i]))?;
    let onto = &tokens[other + 1];
    let article = matches!(onto.lower.as_str(), "the" | "his" | "her" | "their" | "our" | "its");
    let object = article || onto.tag == Tag::Noun && several(onto);
    // "the cast and the director the same day", "the captain the league appointed"
    let rest = &tokens[other + 1..];
    let plain_rest = rest.iter().all(|t| {
        matches!(t.tag, Tag::Determiner | Tag::Possessive | Tag::Noun | Tag::Adjective | Tag::Number | Tag::Preposition)
            || t.tag.mark()
    }) && !rest.iter().any(|t| time_noun(t.word.noun.as_deref().unwrap_or(&t.lower)));
    // "sends a sheet to the cast and the director"
    let direct = !tokens[group.tokens.1..joint].iter().any(|t| matches!(t.tag, Tag::Preposition | Tag::To));
    let bare = reading.groups.phrases[subject].tokens.1 == group.tokens.0;
    let object = object && plain_rest && direct && bare;
    let alike = several(&tokens[other]) == several(&tokens[reading.groups.phrases[subject].head]);
    let whole = (object && alike).then(|| reading.inserting(other + 1, &[tokens[group.verb].text]))?;
    (whole.clauses.len() == 2 && whole.clauses[1].subjects != whole.clauses[0].subjects).then_some(whole)
}

/// Where the predicate of a sentence without a subject may begin, and its verb stand: at its beginning, and behind each mark that
/// may end what says when, where or how.
fn places(tokens: &[Token<'_>]) -> impl Iterator<Item = (usize, usize)> {
    let introduces = |t: &Token<'_>| {
        matches!(t.tag, Tag::Adverb | Tag::Quote | Tag::Not)
            || matches!(t.lower.as_str(), "and" | "but" | "or" | "either" | "also")
    };
    let behind = move |from: usize| (from, from + tokens[from..].iter().take_while(|t| introduces(t)).count());
    let marks =
        tokens.iter().take(REACH).enumerate().filter(|(_, t)| matches!(t.tag, Tag::Comma | Tag::Colon | Tag::Dash));
    let opened = marks.filter(|&(mark, _)| circumstance(&tokens[..mark])).map(move |(mark, _)| behind(mark + 1));
    let first = behind(0);
    std::iter::once(first).chain(opened).filter(|&(_, verb)| verb < tokens.len())
}

/// Whether the words before a mark say when, where or how, so that they are no subject and no list of things.
fn circumstance(before: &[Token<'_>]) -> bool {
    let Some(first) = before.iter().find(|t| t.tag != Tag::Quote) else { return false };
    let clause = first.tag == Tag::Subordinator
        || matches!(
            first.lower.as_str(),
            "when"
                | "if"
                | "once"
                | "before"
                | "after"
                | "while"
                | "until"
                | "unless"
                | "as"
                | "whenever"
                | "where"
                | "whatever"
                | "however"
                | "wherever"
                | "instead"
                | "apart"
                | "together"
                | "first"
                | "most"
                | "best"
                | "unlike"
        );
    clause
        || how_often(before).is_some()
        || matches!(first.tag, Tag::Preposition | Tag::Adverb)
        || first.word.readings.any(Readings::PARTICIPLE) && !first.word.readings.noun()
}

/// Whether a form that "he" takes may stand at `at`: "wakes everybody", "may open it", "has to wind it", "is expected to".
fn finite(tokens: &[Token<'_>], at: usize) -> bool {
    let token = &tokens[at];
    let next = tokens[at + 1..].iter().find(|t| t.tag != Tag::Adverb);
    match token.tag {
        Tag::Modal => return next.is_some_and(|t| matches!(t.tag, Tag::Verb(_) | Tag::Be | Tag::Have | Tag::Not)),
        Tag::Be => {
            return matches!(token.lower.as_str(), "is" | "was")
                && next.is_some_and(|t| !matches!(t.tag, Tag::Pronoun));
        }
        Tag::Have => return token.lower == "has" && next.is_some_and(|t| !matches!(t.tag, Tag::Pronoun)),
        Tag::Do => return token.lower == "does" && next.is_some_and(|t| t.tag == Tag::Not),
        _ => {}
    }
    let r = token.word.readings;
    let acts = next.is_some_and(|t| match t.tag {
        Tag::Determiner | Tag::Possessive | Tag::Number | Tag::Relative => true,
        // "Thanks to the lamplighter"
        Tag::To => tokens.get(at + 2).is_some_and(|t| matches!(t.tag, Tag::Verb(_) | Tag::Be | Tag::Have)),
        Tag::Pronoun => !matches!(t.lower.as_str(), "i" | "he" | "she" | "we" | "they"),
        Tag::Noun
        | Tag::Adjective
        | Tag::Verb(_)
        | Tag::Preposition
        | Tag::Subordinator
        | Tag::Conjunction
        | Tag::Stop => r.any(Readings::MAINLY_VERB) || !r.noun(),
        _ => false,
    });
    // "Never drinks, and drives the van"
    let never = tokens[..at].iter().rev().find(|t| t.tag != Tag::Adverb).is_some_and(|t| t.tag == Tag::Not);
    r.any(Readings::THIRD) && token.word.verb.is_some() && (acts || never)
}

/// Whether "he is" is left out at `at`: "not allowed to open it", "hired to mend the roof", "entrusted with the accounts".
fn predicated(tokens: &[Token<'_>], at: usize) -> bool {
    let token = &tokens[at];
    let given = matches!(
        token.word.verb.as_deref(),
        Some(
            "allow"
                | "permit"
                | "expect"
                | "hire"
                | "pay"
                | "employ"
                | "trust"
                | "entrust"
                | "charge"
                | "task"
                | "appoint"
                | "elect"
                | "require"
                | "authorise"
                | "authorize"
                | "engage"
                | "bring"
                | "commission"
        )
    ) && token.word.readings.any(Readings::PARTICIPLE);
    given && tokens.get(at + 1).is_some_and(|t| matches!(t.lower.as_str(), "to" | "with" | "for" | "in" | "by" | "on"))
}

/// Whether the sentence already has somebody or something of which it speaks: a clause of its own with a subject that stands
/// before `at` without a condition, or that `at` is part of.
fn has_subject(reading: &Reading<'_>, at: usize) -> bool {
    reading.clauses.iter().any(|c| {
        let group = &reading.groups.verbs[c.verb];
        !c.subjects.is_empty()
            && position(reading, c) == Position::Main
            && c.subjects.iter().any(|&s| reading.groups.phrases[s].tokens.0 <= at)
            && (group.tokens.1 > at || !reading.tokens[..group.tokens.0].iter().any(|t| t.tag == Tag::Subordinator))
    })
}

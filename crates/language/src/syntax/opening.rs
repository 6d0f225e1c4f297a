//! A plural noun that opens a sentence and could be a verb: "Auditions for the choir are held in March", "Calls to the office are
//! recorded".
//!
//! Read from left to right it looks like what somebody does who is left out ("Calls at the office"); only the verb further on, which is
//! of the plural and has no other subject, tells.

use super::tag::{Form, Tag};
use super::token::Token;
use crate::lexicon::Readings;

/// "Does the verger *carry* the cross?", "Can a porter *give* out keys?": behind "do" or a modal that opens the sentence and a subject, what
/// acts on something, and behind somebody what is mostly a verb or the only word that can be one.
pub(super) fn turned_round(tokens: &[Token<'_>], i: usize) -> bool {
    let opens = tokens.first().is_some_and(|t| matches!(t.tag, Tag::Do | Tag::Modal)) && i > 1;
    let subject = opens
        && tokens[i].word.readings.any(Readings::BASE)
        && tokens[i - 1].tag == Tag::Noun
        && tokens[1..i].iter().all(|t| matches!(t.tag, Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Noun));
    if !subject {
        return false;
    }
    let set_off = matches!(tokens[1].tag, Tag::Determiner | Tag::Possessive);
    let object = tokens.get(i + 1).is_some_and(|n| matches!(n.closed(), Some(Tag::Determiner | Tag::Possessive)));
    let somebody = tokens[i - 1].word.readings.person();
    let other = || tokens[i + 1..].iter().any(|t| t.closed().is_none() && t.word.readings.any(Readings::BASE));
    set_off && object || somebody && (tokens[i].word.readings.any(Readings::MAINLY_VERB) || !other())
}

/// Takes the first word for a noun, where a later verb can have no other subject.
pub(super) fn settle(tokens: &mut [Token<'_>]) {
    let Some(first) = tokens.iter().position(|t| !matches!(t.tag, Tag::Quote | Tag::Adverb)) else { return };
    let r = tokens[first].word.readings;
    let could = tokens[first].tag == Tag::Verb(Form::Third) && r.noun() && r.any(Readings::PLURAL);
    let behind = &tokens[first + 1..];
    // "Ties get drawn by lot"
    let got = |get: &Token<'_>, done: &Token<'_>| {
        get.lower == "get" && get.tag == Tag::Noun && done.tag == Tag::Verb(Form::Past)
    };
    let drawn = could && matches!(behind, [get, done, ..] if got(get, done));
    let held = could && behind.first().is_some_and(|t| matches!(t.tag, Tag::Preposition | Tag::To)) && acts(behind);
    if drawn {
        tokens[first + 1].tag = Tag::Verb(Form::Base);
    }
    if drawn || held {
        tokens[first].tag = Tag::Noun;
    }
}

/// "Pest control visits, servicing and repairs are arranged by the warden": the first of several that share a verb of the plural further on
/// is none itself.
pub(super) fn several(tokens: &mut [Token<'_>]) {
    let Some(first) = tokens.iter().position(|t| matches!(t.tag, Tag::Verb(_) | Tag::Be | Tag::Have | Tag::Modal))
    else {
        return;
    };
    let r = tokens[first].word.readings;
    let could = first > 0 && tokens[first].tag == Tag::Verb(Form::Third) && r.noun() && r.any(Readings::PLURAL);
    let [comma, rest @ ..] = &tokens[first + 1..] else { return };
    let noun = |t: &&Token<'_>| {
        matches!(t.tag, Tag::Noun | Tag::Adjective | Tag::Comma | Tag::Conjunction | Tag::Determiner | Tag::Possessive)
    };
    let row = rest.iter().take_while(noun).count();
    let joined = rest[..row].iter().any(|t| t.tag == Tag::Conjunction);
    let verb =
        rest.get(row).is_some_and(|t| t.tag == Tag::Modal || matches!(t.lower.as_str(), "are" | "were" | "have"));
    if could && comma.tag == Tag::Comma && joined && verb && row > 2 {
        tokens[first].tag = Tag::Noun;
    }
}

/// "Writing letters takes up half the day": a gerund and what it acts on, and only then the verb, which a plural before it cannot be.
pub(super) fn gerund(tokens: &mut [Token<'_>]) {
    let [first, second, third, behind, ..] = &*tokens else { return };
    let (r, v) = (second.word.readings, third.word.readings);
    // "letters" and "terms" are listed as they stand.
    let object = second.tag == Tag::Verb(Form::Third) && r.noun() && second.lower.ends_with('s');
    let acts = third.tag == Tag::Noun && v.any(Readings::THIRD) && third.closed().is_none();
    let goes_on = matches!(behind.tag, Tag::Preposition | Tag::Determiner | Tag::Possessive | Tag::Pronoun);
    if first.tag == Tag::Noun && first.word.readings.any(Readings::ING) && object && acts && goes_on {
        tokens[0].tag = Tag::Verb(Form::Ing);
        tokens[1].tag = Tag::Noun;
        tokens[2].tag = Tag::Verb(Form::Third);
    }
}

/// Whether a verb of the plural follows in the same clause, behind a phrase that is no subject of its own.
fn acts(behind: &[Token<'_>]) -> bool {
    let ends = |t: &Token<'_>| {
        t.tag.mark() || matches!(t.tag, Tag::Conjunction | Tag::Subordinator | Tag::Relative | Tag::Quote)
    };
    let clause = &behind[..behind.iter().position(ends).unwrap_or(behind.len())];
    let Some(verb) = clause.iter().position(|t| {
        matches!(t.tag, Tag::Be | Tag::Have | Tag::Modal | Tag::Verb(Form::Base | Form::Third | Form::Past))
    }) else {
        return false;
    };
    // "Helps with clubs run by volunteers"
    let base = clause[verb].tag == Tag::Verb(Form::Base) && !clause[verb].word.readings.any(Readings::PARTICIPLE);
    let plural = matches!(clause[verb].lower.as_str(), "are" | "were" | "have") || base;
    // "Deals with questions guests have", "Sees to what they are"
    let noun = |i: usize| clause.get(i).is_some_and(|t| t.tag == Tag::Noun);
    let pronoun = |i: usize| clause.get(i).is_some_and(|t| t.tag == Tag::Pronoun);
    let told = verb > 1 && (noun(verb - 1) && noun(verb - 2) || pronoun(verb - 1));
    verb > 0 && plural && !told
}

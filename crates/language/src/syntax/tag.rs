//! Which of its readings a word has where it stands.
//!
//! Left to right, one look ahead. A tag is never a gate: where noun and verb are both possible, agreement with the noun
//! before it decides ("engineers hook up", "the purser books"), for that is how readers tell them apart too.

use super::alone::{acts_alone, stands_alone, those_counted, two};
use super::bare::called;
use super::beside::{compound, of_title, within_title};
use super::coined::coined;
use super::follow::followed_by_noun;
use super::opening::turned_round;
use super::token::Token;
use super::verb::as_verb;
use crate::lexicon::Readings;

/// What a token is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Tag {
    Noun,
    Verb(Form),
    Adjective,
    Adverb,
    Determiner,
    Possessive,
    Pronoun,
    Relative,
    Preposition,
    Conjunction,
    Subordinator,
    To,
    Modal,
    Be,
    Have,
    Do,
    Not,
    Number,
    Comma,
    Colon,
    Dash,
    Open,
    Close,
    Quote,
    Slash,
    Stop,
    Other,
}

/// The form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// "run"
    Base,
    /// "runs"
    Third,
    /// "ran": past tense or past participle.
    Past,
    /// "running"
    Ing,
}

impl Tag {
    /// Whether it can begin a noun phrase.
    pub fn opens_phrase(self) -> bool {
        matches!(
            self,
            Tag::Determiner | Tag::Possessive | Tag::Pronoun | Tag::Noun | Tag::Adjective | Tag::Number | Tag::Quote
        )
    }

    /// Whether it is a mark that ends a clause or may.
    pub fn mark(self) -> bool {
        matches!(self, Tag::Comma | Tag::Colon | Tag::Dash | Tag::Open | Tag::Close | Tag::Stop)
    }
}

/// Gives every token its tag.
pub fn tag(tokens: &mut [Token<'_>]) {
    for i in 0..tokens.len() {
        tokens[i].tag = decide(tokens, i);
    }
}

fn decide(tokens: &[Token<'_>], i: usize) -> Tag {
    let token = &tokens[i];
    let lower = token.lower.as_str();
    let next = tokens.get(i + 1);
    let before = previous(tokens, i);
    // "IT sets up the accounts", "Payroll, US": capitals that only happen to spell a pronoun.
    if matches!(lower, "it" | "us" | "who" | "ai") && token.acronym() && (!shouted(tokens) || tokens.len() == 1) {
        return Tag::Noun;
    }
    if let Some(tag) = token.closed() {
        return correct(tokens, i, tag, before);
    }
    // Not of the text: "2nd" may stand for "second".
    let Some(first) = lower.chars().next() else { return Tag::Other };
    if first.is_numeric() || matches!(first, '$' | '€' | '£') {
        return Tag::Number;
    }
    if !first.is_alphabetic() {
        return Tag::Other;
    }
    let r = token.word.readings;
    if token.acronym() && !shouted(tokens) {
        return Tag::Noun;
    }
    if lower == "longer" && before.is_some_and(|(_, b)| b.tag == Tag::Not) {
        return Tag::Adverb;
    }
    // "The former makes light": alone before a verb it stands for a noun.
    let verb_next = |n: &Token<'_>| {
        let goes_on = tokens.get(i + 2).is_none_or(|t| t.closed().is_some());
        n.word.readings.finite() && (!n.word.readings.person() || goes_on && n.word.readings.any(Readings::THIRD))
    };
    if matches!(lower, "former" | "latter") && next.is_none_or(|n| n.closed().is_some() || verb_next(n)) {
        return Tag::Noun;
    }
    // "a retired teacher called Gwil"
    if matches!(lower, "called" | "named")
        && before.is_some_and(|(j, b)| j + 1 == i && b.tag == Tag::Noun)
        && next.is_some_and(Token::capital)
    {
        return Tag::Verb(Form::Past);
    }
    // "the moulder": behind an article, what no list knows but as a verb is whoever does it.
    let article = before.is_some_and(|(j, b)| {
        let plain = tokens[j + 1..i].is_empty();
        plain && (matches!(b.tag, Tag::Determiner | Tag::Possessive) || b.tag == Tag::Adjective)
    });
    let doer = !r.noun() && r.any(Readings::MAY_BE_PERSON);
    if doer && article && !noun_next(next) {
        return Tag::Noun;
    }
    // "The warden need not wind the clock."
    let verb = tokens.get(i + 2).is_some_and(|t| t.closed().is_none() && t.word.readings.any(Readings::BASE));
    if lower == "need" && verb && next.is_some_and(|n| n.closed() == Some(Tag::Not)) {
        return Tag::Modal;
    }
    // "Cook's jobs": nothing belongs to a verb.
    let owned = tokens.get(i + 2).is_some_and(|t| t.closed().is_none() && t.word.readings.noun());
    if owned && r.noun() && lower != "let" && next.is_some_and(|n| n.lower == "'s") {
        return Tag::Noun;
    }
    if heads_minute(tokens, i) {
        return Tag::Noun;
    }
    if let Some(form) = as_verb(tokens, i, before).or_else(|| coined(tokens, i, before)) {
        return Tag::Verb(form);
    }
    if turned_round(tokens, i) {
        return Tag::Verb(Form::Base);
    }
    if doer && before.is_none() && r.any(Readings::THIRD) {
        return Tag::Noun;
    }
    // "She onboards new ones": a word that no list knows, where only a verb can stand.
    if r.any(Readings::GUESSED) && !token.capital() && !r.any(Readings::ADVERB.with(Readings::ADJECTIVE)) {
        let adjacent = before.filter(|(j, _)| tokens[j + 1..i].iter().all(|t| t.tag == Tag::Adverb));
        let pronoun = adjacent.map(|(_, b)| b.lower.as_str());
        match pronoun {
            Some("he" | "she" | "who") if lower.ends_with('s') => return Tag::Verb(Form::Third),
            Some("they" | "we" | "you" | "i") if !lower.ends_with('s') => return Tag::Verb(Form::Base),
            _ => {}
        }
        // "Players scrim from one until nine."
        let people = adjacent.is_some_and(|(j, b)| {
            j + 1 == i && b.tag == Tag::Noun && b.word.readings.person() && b.word.readings.any(Readings::PLURAL)
        });
        let goes_on = next.is_some_and(|n| {
            matches!(n.closed(), Some(Tag::Preposition | Tag::Determiner | Tag::Possessive | Tag::Conjunction))
        });
        if people && goes_on && !lower.ends_with('s') && !r.any(Readings::PERSON) {
            return Tag::Verb(Form::Base);
        }
    }
    // "I recce the stages": behind a pronoun that can only be a subject, what acts on something is a verb whatever lists say.
    let object = next.is_some_and(|n| matches!(n.closed(), Some(Tag::Determiner | Tag::Possessive)) && n.lower != "'s");
    let subject = before.filter(|(j, _)| j + 1 == i).map(|(_, b)| b.lower.as_str());
    if object && !r.verb() && !r.person() && !token.capital() {
        match subject {
            Some("he" | "she") if lower.ends_with('s') => return Tag::Verb(Form::Third),
            Some("i" | "we" | "they") if r.any(Readings::SINGULAR) => return Tag::Verb(Form::Base),
            _ => {}
        }
    }
    let noun_follows = next.is_some_and(|n| n.closed().is_none() && n.word.readings.noun());
    if r.any(Readings::ADVERB) && lower.ends_with("ly") && before.is_some_and(|(_, b)| matches!(b.tag, Tag::Verb(_))) {
        return Tag::Adverb;
    }
    let name = r.any(Readings::GUESSED) && token.capital() && i > 0;
    if r.any(Readings::ADVERB) && !r.noun() && !name && (lower.ends_with("ly") || !r.any(Readings::ADJECTIVE)) {
        return Tag::Adverb;
    }
    if r.any(Readings::ING) && (compound(tokens, i) || of_title(tokens, i)) {
        return Tag::Noun;
    }
    // "the utility swaps your meter": what acts on something behind it is no noun that an adjective describes.
    let acts = before.is_some_and(|(_, b)| b.tag == Tag::Determiner)
        && next.is_some_and(|n| n.word.readings.any(Readings::THIRD))
        && tokens.get(i + 2).is_some_and(|t| matches!(t.closed(), Some(Tag::Determiner | Tag::Possessive)))
        && tokens.get(i + 2).is_some_and(|t| t.lower != "'s");
    if r.any(Readings::ADJECTIVE) && called(tokens, i) {
        return Tag::Noun;
    }
    if r.any(Readings::ADJECTIVE) && (!r.noun() || noun_follows && !r.person() && !acts && !within_title(tokens, i)) {
        return Tag::Adjective;
    }
    if name && !r.any(Readings::ADJECTIVE) {
        return Tag::Noun;
    }
    // "gets closer", "keeps clean"
    let turns = before.is_some_and(|(_, b)| {
        matches!(b.tag, Tag::Verb(_))
            && matches!(
                b.word.verb.as_deref(),
                Some("get" | "become" | "grow" | "feel" | "look" | "seem" | "stay" | "remain" | "keep")
            )
    });
    if r.any(Readings::ADJECTIVE) && turns && !followed_by_noun(tokens, i) {
        return Tag::Adjective;
    }
    // "as much as possible", "is native": where an adjective fits, a rare noun for a person is not meant.
    let describes = before.is_some_and(|(_, b)| b.tag == Tag::Be || b.lower == "as");
    if r.any(Readings::ADJECTIVE) && describes && !r.person() {
        return Tag::Adjective;
    }
    // "not official": one thing has an article before it.
    let bare = before.is_some_and(|(j, b)| j + 1 == i && b.tag == Tag::Not) && !followed_by_noun(tokens, i);
    if r.any(Readings::ADJECTIVE) && bare && !r.any(Readings::PLURAL) {
        return Tag::Adjective;
    }
    if r.noun() {
        return Tag::Noun;
    }
    if r.any(Readings::ADJECTIVE) {
        return Tag::Adjective;
    }
    // What is left can only be a verb form that did not fit its place: a participle before a noun, say.
    if r.any(Readings::PAST.with(Readings::PARTICIPLE)) {
        return if noun_follows { Tag::Adjective } else { Tag::Verb(Form::Past) };
    }
    let person_next =
        next.is_some_and(|n| n.capital() && n.word.readings.person() && !n.word.readings.any(Readings::PLURAL));
    if r.any(Readings::ING) && token.capital() && person_next && before.is_none() {
        return Tag::Noun;
    }
    // "Presiding officers drive the boxes in"
    let people =
        before.is_none() && next.is_some_and(|n| n.word.readings.person() && n.word.readings.any(Readings::PLURAL));
    let headed = tokens[..i].last().is_some_and(|t| t.lower == "of")
        && i > 1
        && tokens[i - 2].word.readings.any(Readings::TITLE)
        && !next.is_some_and(|n| matches!(n.closed(), Some(Tag::Determiner | Tag::Possessive | Tag::Pronoun)));
    if r.any(Readings::ING) && headed {
        return Tag::Noun;
    }
    if r.any(Readings::ING) && (people || before_lone_person(tokens, i)) {
        return Tag::Adjective;
    }
    // "a resourcing partner", "a licensing committee": between an article and one person or body it describes who that is.
    let described = next.is_some_and(|n| {
        n.closed().is_none()
            && (n.word.readings.person() || n.word.readings.any(Readings::BODY))
            && !n.word.readings.any(Readings::PLURAL)
    }) && before.is_some_and(|(j, b)| j + 1 == i && matches!(b.tag, Tag::Determiner | Tag::Possessive));
    if r.any(Readings::ING) && described {
        return Tag::Adjective;
    }
    if r.any(Readings::ING) {
        return Tag::Verb(Form::Ing);
    }
    // "a Merge Request Coach": a verb that begins a title in capitals is part of its name.
    let titled = token.capital()
        && next.is_some_and(|n| n.capital() && n.closed().is_none())
        && before.is_none_or(|(_, b)| matches!(b.tag, Tag::Determiner | Tag::Possessive));
    if titled {
        return Tag::Noun;
    }
    if r.any(Readings::THIRD) {
        return Tag::Verb(Form::Third);
    }
    if r.any(Readings::BASE) {
        return Tag::Verb(Form::Base);
    }
    Tag::Noun
}

/// "Action: porter to mend the gate", "Cook and warden to agree a date": whoever minutes have do something, without "is".
fn heads_minute(tokens: &[Token<'_>], i: usize) -> bool {
    let open = |j: usize| tokens.get(j).filter(|t| t.closed().is_none());
    let somebody = |t: &Token<'_>| {
        let r = t.word.readings;
        (r.person() || matches!(t.lower.as_str(), "chair" | "head")) && !r.any(Readings::PLURAL)
    };
    let closed = |j: usize| tokens.get(j).and_then(|t| t.closed());
    let begins = i == 0 || tokens[i - 1].tag.mark() || tokens[i - 1].tag == Tag::Conjunction;
    if !begins || !somebody(&tokens[i]) {
        return false;
    }
    // "Cook and warden are …"
    if closed(i + 1) == Some(Tag::Conjunction) {
        return open(i + 2).is_some_and(somebody)
            && matches!(closed(i + 3), Some(Tag::To | Tag::Be | Tag::Modal | Tag::Have));
    }
    // "Cook is to order coal.", "Cook must …": nobody is ordered to be.
    if matches!(closed(i + 1), Some(Tag::Be | Tag::Modal)) {
        return true;
    }
    // "Porter 2 opens gate 3."
    let number = tokens.get(i + 1).is_some_and(|t| t.text.bytes().all(|b| b.is_ascii_digit()));
    if number && open(i + 2).is_some_and(|t| t.word.readings.any(Readings::THIRD)) {
        return true;
    }
    let verb = open(i + 2).filter(|t| t.word.readings.any(Readings::BASE));
    let onto = open(i + 3).is_some() || matches!(closed(i + 3), Some(Tag::Determiner | Tag::Possessive));
    closed(i + 1) == Some(Tag::To) && verb.is_some_and(|v| onto || v.word.readings.any(Readings::MAINLY_VERB))
}

/// Whether a noun that is no verb follows.
fn noun_next(next: Option<&Token<'_>>) -> bool {
    next.is_some_and(|n| n.closed().is_none() && n.word.readings.noun() && !n.word.readings.finite())
}

/// The token before `i` that is no adverb, with its index.
fn previous<'a, 't>(tokens: &'a [Token<'t>], i: usize) -> Option<(usize, &'a Token<'t>)> {
    tokens[..i].iter().enumerate().rev().find(|(_, t)| !matches!(t.tag, Tag::Adverb | Tag::Quote))
}

/// Whether a sentence is written in capitals altogether, so that they mean nothing.
fn shouted(tokens: &[Token<'_>]) -> bool {
    tokens.iter().filter(|t| t.text.len() > 3).all(Token::acronym)
}

/// "In May the verger …", "On 3 May", "with Will": a capital where no modal stands.
fn named(tokens: &[Token<'_>], i: usize) -> bool {
    let behind = |t: &Token<'_>| matches!(t.tag, Tag::Preposition | Tag::Number | Tag::Subordinator);
    let next = tokens.get(i + 1).and_then(|t| t.closed());
    let stands = match i.checked_sub(1).map(|before| &tokens[before]) {
        Some(before) => behind(before),
        // "May is the busiest month", "Will, the verger, …"
        None => matches!(next, Some(Tag::Be | Tag::Comma)),
    };
    // "April and May"
    let joined = i > 1
        && tokens[i - 1].tag == Tag::Conjunction
        && tokens[i - 2].capital()
        && tokens[i - 2].tag == Tag::Noun
        && !tokens.get(i + 1).is_some_and(|n| n.closed().is_none() && n.word.readings.any(Readings::BASE));
    tokens[i].capital() && !tokens[i].acronym() && (stands || joined)
}

fn correct(tokens: &[Token<'_>], i: usize, tag: Tag, before: Option<(usize, &Token<'_>)>) -> Tag {
    let next = tokens.get(i + 1);
    let next_word = |want: fn(Readings) -> bool| next.is_some_and(|n| n.closed().is_none() && want(n.word.readings));
    match (tokens[i].lower.as_str(), tag) {
        ("can" | "will" | "may" | "might" | "must" | "till", _)
            if before.is_some_and(|(_, b)| matches!(b.tag, Tag::Determiner | Tag::Possessive | Tag::Adjective)) =>
        {
            Tag::Noun
        }
        ("may" | "will", Tag::Modal) if named(tokens, i) => Tag::Noun,
        // "The tin is his to add.", "The keys are his."
        ("his", _)
            if before.is_some_and(|(_, b)| b.tag == Tag::Be)
                && next.is_none_or(|n| {
                    matches!(n.closed(), Some(Tag::To | Tag::Stop | Tag::Comma | Tag::Conjunction))
                }) =>
        {
            Tag::Pronoun
        }
        // "The warden no longer winds the clock."
        ("no", _) if next.is_some_and(|n| n.lower == "longer") => Tag::Not,
        ("'s", _) => {
            // "who's", "it's", "that's" are verbs; after other nouns it is the possessive, unless what follows cannot be owned.
            let owned = next.is_some_and(|n| {
                n.closed().is_none_or(|t| matches!(t, Tag::Adjective | Tag::Quote))
                    && !n.word.readings.any(Readings::ING)
                    || n.word.readings.noun() && n.closed().is_none()
                    // "the paper's only fact-checker", "the clerk's first task", "the clerk's two keys"
                    || (n.closed() == Some(Tag::Number)
                        || matches!(n.lower.as_str(), "only" | "first" | "last" | "next" | "other"))
                        && tokens.get(i + 2).is_some_and(|t| t.closed().is_none() && t.word.readings.noun())
            });
            // "the producer's and the artist's wishes"
            let both = next.is_some_and(|n| n.closed() == Some(Tag::Conjunction))
                && tokens[i + 1..].iter().take(5).any(|t| t.lower == "'s");
            let after_noun = i > 0
                && (matches!(tokens[i - 1].tag, Tag::Noun | Tag::Number | Tag::Quote)
                    || matches!(
                        tokens[i - 1].lower.as_str(),
                        "someone" | "somebody" | "everyone" | "one" | "else" | "other"
                    ));
            if both || owned && after_noun { Tag::Possessive } else { Tag::Be }
        }
        // "The clerk both keeps and checks it", "neither keeps nor checks it"
        ("both" | "neither" | "either", _)
            if before.is_some_and(|(j, b)| j + 1 == i && matches!(b.tag, Tag::Noun | Tag::Pronoun))
                && next_word(|r| r.any(Readings::THIRD.with(Readings::BASE)) && !r.person())
                && tokens[i + 1..].iter().take(7).any(|t| matches!(t.lower.as_str(), "and" | "nor" | "or")) =>
        {
            if tokens[i].lower == "neither" { Tag::Not } else { Tag::Adverb }
        }
        ("that", _) => {
            // After a noun or verb it opens a clause; at the start, before a noun, it points ("that person").
            let points = before
                .is_none_or(|(_, b)| b.tag.mark() || matches!(b.tag, Tag::Preposition | Tag::Conjunction))
                || before.is_some_and(|(_, b)| matches!(b.tag, Tag::Verb(_)))
                    && next_word(|r| r.any(Readings::SINGULAR) && !r.finite());
            let verb_next =
                next.is_some_and(|n| matches!(n.closed(), Some(Tag::Be | Tag::Modal | Tag::Have | Tag::Do)));
            // "That fell to Odile."
            let past =
                next_word(|r| r.any(Readings::PAST)) && tokens.get(i + 2).is_some_and(|t| t.closed() == Some(Tag::To));
            if points && (verb_next || past) {
                Tag::Pronoun
            } else if points && next_word(|r| r.noun() && !r.any(Readings::THIRD)) {
                Tag::Determiner
            } else if points && next_word(Readings::finite) {
                Tag::Pronoun
            } else {
                Tag::Relative
            }
        }
        (
            "this" | "these" | "those" | "some" | "all" | "most" | "many" | "each" | "both" | "neither" | "few"
            | "several",
            _,
        ) if !(matches!(tokens[i].lower.as_str(), "most")
            && next_word(|r| r.any(Readings::ADJECTIVE) && !r.noun())) =>
        {
            // Alone before a verb they stand for a noun.
            let alone = next.is_none_or(|n| {
                matches!(
                    n.closed(),
                    Some(
                        Tag::Be
                            | Tag::Modal
                            | Tag::Have
                            | Tag::Do
                            | Tag::Stop
                            | Tag::Comma
                            | Tag::Preposition
                            | Tag::Adverb
                    )
                ) || matches!(tokens[i].lower.as_str(), "this" | "these" | "those")
                    && matches!(n.lower.as_str(), "a" | "an" | "every")
                    || n.closed().is_none()
                        && n.word.readings.finite()
                        && !n.word.readings.noun()
                        && !n.word.readings.any(Readings::ADJECTIVE)
            }) || acts_alone(tokens, i);
            // "Producers and engineers both work on …"
            let floats = matches!(tokens[i].lower.as_str(), "both" | "all" | "each")
                && (before.is_some_and(|(_, b)| {
                    b.tag == Tag::Noun && (b.word.readings.any(Readings::PLURAL) || two(tokens, i))
                        || matches!(b.lower.as_str(), "they" | "we" | "you")
                }) && (next_word(Readings::finite) || next.is_some_and(|n| n.lower == "have"))
                    || before.is_some_and(|(_, b)| matches!(b.tag, Tag::Be | Tag::Modal | Tag::Have))
                        && next_word(|r| r.any(Readings::PARTICIPLE)));
            if floats {
                Tag::Adverb
            } else if alone {
                Tag::Pronoun
            } else {
                Tag::Determiner
            }
        }
        ("neither", _) if acts_alone(tokens, i) => Tag::Pronoun,
        // "Either can lock up", "Either of them may"
        ("either", _) if i == 0 && next.is_some_and(|n| n.closed() == Some(Tag::Modal) || n.lower == "of") => {
            Tag::Pronoun
        }
        ("two" | "three", _) if those_counted(tokens, i) => Tag::Pronoun,
        ("one", _) if next_word(|r| r.any(Readings::SINGULAR) && !r.finite()) => Tag::Number,
        ("her", _) if !next.is_some_and(|n| n.closed().is_none() && !n.word.readings.any(Readings::ADVERB)) => {
            Tag::Pronoun
        }
        ("more" | "most" | "less", _) if next_word(|r| r.any(Readings::ADJECTIVE) && !r.noun()) => Tag::Adverb,
        // "The scrum half feeds …", "Her other half goes on …"
        ("half", _) if i > 0 && matches!(tokens[i - 1].tag, Tag::Noun | Tag::Adjective) => Tag::Noun,
        ("best" | "better", _)
            if next_word(|r| r.any(Readings::PARTICIPLE) && !r.noun())
                && before.is_some_and(|(_, b)| b.tag == Tag::Be) =>
        {
            Tag::Adverb
        }
        // "the First has checked", "the other writes": with an article and a verb behind it, it stands for somebody.
        ("first" | "other", _) if stands_alone(tokens, i) => Tag::Noun,
        ("first" | "half", _) if next_word(Readings::noun) => Tag::Adjective,
        // "Per Moen has …": a given name.
        ("per", _) if tokens[i].capital() && next.is_some_and(|n| n.capital() && !n.acronym()) => Tag::Noun,
        ("like", _)
            if before.is_some_and(|(_, b)| matches!(b.tag, Tag::To | Tag::Modal))
                || before.is_some_and(|(_, b)| matches!(b.lower.as_str(), "i" | "you" | "we" | "they" | "who")) =>
        {
            Tag::Verb(Form::Base)
        }
        ("have" | "has" | "had" | "having", _) => {
            // "has never cooked"
            let never = tokens.get(i + 1).is_some_and(|t| t.closed() == Some(Tag::Not) || t.lower == "both");
            let participle = following(tokens, i + usize::from(never)).is_some_and(|n| {
                matches!(n.closed(), Some(Tag::Be)) || n.closed().is_none() && n.word.readings.any(Readings::PARTICIPLE)
            });
            if participle { Tag::Have } else { Tag::Verb(verb_form(&tokens[i].lower)) }
        }
        ("do" | "does" | "did", _) => {
            let helps = following(tokens, i).is_some_and(|n| {
                matches!(n.closed(), Some(Tag::Not)) || n.closed().is_none() && n.word.readings.any(Readings::BASE)
            }) || tokens.get(i + 1).is_some_and(|n| n.closed() == Some(Tag::Not))
                || i == 0
                    && next.is_some()
                    && !(tokens[0].lower == "does" && tokens.last().is_some_and(|t| t.text == "."));
            let modal_before = before.is_some_and(|(_, b)| matches!(b.tag, Tag::Modal | Tag::To));
            if helps && !modal_before { Tag::Do } else { Tag::Verb(verb_form(&tokens[i].lower)) }
        }
        // "in the back office"
        ("back" | "down" | "off" | "up", _)
            if before.is_some_and(|(j, b)| j + 1 == i && b.tag == Tag::Determiner) && next_word(Readings::noun) =>
        {
            Tag::Adjective
        }
        ("up" | "down" | "out" | "off" | "over" | "in" | "on" | "back" | "away" | "around" | "through", _)
            if before.is_some_and(|(j, b)| matches!(b.tag, Tag::Verb(_)) && j + 1 == i)
                && next.is_none_or(|n| {
                    n.closed().is_some_and(|t| t.mark() || matches!(t, Tag::Conjunction | Tag::Preposition))
                }) =>
        {
            Tag::Adverb
        }
        _ => tag,
    }
}

/// Whether the word after token `i`, between marks, is one person without an article: nobody's object, so it is a title with
/// a gerund before it ("Bev, lifting supervisor").
fn before_lone_person(tokens: &[Token<'_>], i: usize) -> bool {
    let mark = |t: &Token<'_>| t.closed().is_some_and(Tag::mark);
    let one = tokens.get(i + 1).is_some_and(|n| {
        n.word.readings.any(Readings::TITLE) && n.word.readings.any(Readings::SINGULAR) && n.closed().is_none()
    });
    one && tokens.get(i + 2).is_none_or(mark) && i > 0 && mark(&tokens[i - 1])
}

/// The next token that is no adverb.
pub(super) fn following<'a, 't>(tokens: &'a [Token<'t>], i: usize) -> Option<&'a Token<'t>> {
    tokens[i + 1..].iter().find(|t| {
        t.closed() != Some(Tag::Adverb) && !(t.lower.ends_with("ly") && t.word.readings.any(Readings::ADVERB))
    })
}

fn verb_form(lower: &str) -> Form {
    match lower {
        "has" | "does" => Form::Third,
        "had" | "did" => Form::Past,
        "having" | "doing" => Form::Ing,
        _ => Form::Base,
    }
}

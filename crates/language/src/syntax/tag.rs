//! Which of its readings a word has where it stands.
//!
//! Left to right, one look ahead. A tag is never a gate: where noun and verb are both possible, agreement with the noun
//! before it decides ("engineers hook up", "the purser books"), for that is how readers tell them apart too.

use super::closed::closed;
use super::token::Token;
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
    if matches!(lower, "it" | "us" | "who") && token.acronym() && !shouted(tokens) {
        return Tag::Noun;
    }
    if let Some(tag) = closed(lower) {
        return correct(tokens, i, tag, before);
    }
    let Some(first) = token.text.chars().next() else { return Tag::Other };
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
    // "The former makes light": alone before a verb it stands for a noun.
    if matches!(lower, "former" | "latter")
        && next.is_none_or(|n| closed(&n.lower).is_some() || n.word.readings.finite() && !n.word.readings.person())
    {
        return Tag::Noun;
    }
    // "a retired teacher called Gwil"
    if matches!(lower, "called" | "named")
        && before.is_some_and(|(j, b)| j + 1 == i && b.tag == Tag::Noun)
        && next.is_some_and(Token::capital)
    {
        return Tag::Verb(Form::Past);
    }
    if let Some(form) = as_verb(tokens, i, before) {
        return Tag::Verb(form);
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
            matches!(closed(&n.lower), Some(Tag::Preposition | Tag::Determiner | Tag::Possessive | Tag::Conjunction))
        });
        if people && goes_on && !lower.ends_with('s') && !r.any(Readings::PERSON) {
            return Tag::Verb(Form::Base);
        }
    }
    let noun_follows = next.is_some_and(|n| closed(&n.lower).is_none() && n.word.readings.noun());
    if r.any(Readings::ADVERB) && lower.ends_with("ly") && before.is_some_and(|(_, b)| matches!(b.tag, Tag::Verb(_))) {
        return Tag::Adverb;
    }
    let name = r.any(Readings::GUESSED) && token.capital() && i > 0;
    if r.any(Readings::ADVERB) && !r.noun() && !name && (lower.ends_with("ly") || !r.any(Readings::ADJECTIVE)) {
        return Tag::Adverb;
    }
    if r.any(Readings::ADJECTIVE) && (!r.noun() || noun_follows && !r.person()) {
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
    if r.any(Readings::ING) {
        return Tag::Verb(Form::Ing);
    }
    // "a Merge Request Coach": a verb that begins a title in capitals is part of its name.
    let titled = token.capital()
        && next.is_some_and(|n| n.capital() && closed(&n.lower).is_none())
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

/// The token before `i` that is no adverb, with its index.
fn previous<'a, 't>(tokens: &'a [Token<'t>], i: usize) -> Option<(usize, &'a Token<'t>)> {
    tokens[..i].iter().enumerate().rev().find(|(_, t)| !matches!(t.tag, Tag::Adverb | Tag::Quote))
}

/// Whether a sentence is written in capitals altogether, so that they mean nothing.
fn shouted(tokens: &[Token<'_>]) -> bool {
    tokens.iter().filter(|t| t.text.len() > 3).all(Token::acronym)
}

fn correct(tokens: &[Token<'_>], i: usize, tag: Tag, before: Option<(usize, &Token<'_>)>) -> Tag {
    let next = tokens.get(i + 1);
    let next_word =
        |want: fn(Readings) -> bool| next.is_some_and(|n| closed(&n.lower).is_none() && want(n.word.readings));
    match (tokens[i].lower.as_str(), tag) {
        ("can" | "will" | "may" | "might" | "must", _)
            if before.is_some_and(|(_, b)| matches!(b.tag, Tag::Determiner | Tag::Possessive | Tag::Adjective)) =>
        {
            Tag::Noun
        }
        ("'s", _) => {
            // "who's", "it's", "that's" are verbs; after other nouns it is the possessive, unless what follows cannot be owned.
            let owned = next.is_some_and(|n| {
                closed(&n.lower).is_none_or(|t| matches!(t, Tag::Adjective | Tag::Quote))
                    && !n.word.readings.any(Readings::ING)
                    || n.word.readings.noun() && closed(&n.lower).is_none()
            });
            // "the producer's and the artist's wishes"
            let both = next.is_some_and(|n| closed(&n.lower) == Some(Tag::Conjunction))
                && tokens[i + 1..].iter().take(5).any(|t| t.lower == "'s");
            let after_noun = i > 0
                && (matches!(tokens[i - 1].tag, Tag::Noun | Tag::Number | Tag::Quote)
                    || matches!(
                        tokens[i - 1].lower.as_str(),
                        "someone" | "somebody" | "everyone" | "one" | "else" | "other"
                    ));
            if both || owned && after_noun { Tag::Possessive } else { Tag::Be }
        }
        ("that", _) => {
            // After a noun or verb it opens a clause; at the start, before a noun, it points ("that person").
            let points = before
                .is_none_or(|(_, b)| b.tag.mark() || matches!(b.tag, Tag::Preposition | Tag::Conjunction))
                || before.is_some_and(|(_, b)| matches!(b.tag, Tag::Verb(_)))
                    && next_word(|r| r.any(Readings::SINGULAR) && !r.finite());
            let verb_next =
                next.is_some_and(|n| matches!(closed(&n.lower), Some(Tag::Be | Tag::Modal | Tag::Have | Tag::Do)));
            if points && verb_next {
                Tag::Pronoun
            } else if points && next_word(|r| r.noun() && !r.any(Readings::THIRD)) {
                Tag::Determiner
            } else if points && next_word(Readings::finite) {
                Tag::Pronoun
            } else {
                Tag::Relative
            }
        }
        ("this" | "these" | "those" | "some" | "all" | "most" | "many" | "each" | "both" | "few" | "several", _)
            if !(matches!(tokens[i].lower.as_str(), "most")
                && next_word(|r| r.any(Readings::ADJECTIVE) && !r.noun())) =>
        {
            // Alone before a verb they stand for a noun.
            let alone = next.is_none_or(|n| {
                matches!(
                    closed(&n.lower),
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
                ) || closed(&n.lower).is_none()
                    && n.word.readings.finite()
                    && !n.word.readings.noun()
                    && !n.word.readings.any(Readings::ADJECTIVE)
            });
            // "Producers and engineers both work on …"
            let floats = matches!(tokens[i].lower.as_str(), "both" | "all" | "each")
                && (before.is_some_and(|(_, b)| b.tag == Tag::Noun && b.word.readings.any(Readings::PLURAL))
                    && next_word(Readings::finite)
                    || before.is_some_and(|(_, b)| matches!(b.tag, Tag::Be | Tag::Modal))
                        && next_word(|r| r.any(Readings::PARTICIPLE)));
            if floats {
                Tag::Adverb
            } else if alone {
                Tag::Pronoun
            } else {
                Tag::Determiner
            }
        }
        ("one", _) if next_word(|r| r.any(Readings::SINGULAR) && !r.finite()) => Tag::Number,
        ("her", _) if !next.is_some_and(|n| closed(&n.lower).is_none() && !n.word.readings.any(Readings::ADVERB)) => {
            Tag::Pronoun
        }
        ("more" | "most" | "less", _) if next_word(|r| r.any(Readings::ADJECTIVE) && !r.noun()) => Tag::Adverb,
        // "The scrum half feeds …"
        ("half", _) if i > 0 && tokens[i - 1].tag == Tag::Noun => Tag::Noun,
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
                || before.is_some_and(|(_, b)| b.tag == Tag::Pronoun) =>
        {
            Tag::Verb(Form::Base)
        }
        ("have" | "has" | "had" | "having", _) => {
            let participle = following(tokens, i).is_some_and(|n| {
                matches!(closed(&n.lower), Some(Tag::Be))
                    || closed(&n.lower).is_none() && n.word.readings.any(Readings::PARTICIPLE)
            });
            if participle { Tag::Have } else { Tag::Verb(verb_form(&tokens[i].lower)) }
        }
        ("do" | "does" | "did", _) => {
            let helps = following(tokens, i).is_some_and(|n| {
                matches!(closed(&n.lower), Some(Tag::Not))
                    || closed(&n.lower).is_none() && n.word.readings.any(Readings::BASE)
            }) || tokens.get(i + 1).is_some_and(|n| closed(&n.lower) == Some(Tag::Not))
                || i == 0 && next.is_some();
            let modal_before = before.is_some_and(|(_, b)| matches!(b.tag, Tag::Modal | Tag::To));
            if helps && !modal_before { Tag::Do } else { Tag::Verb(verb_form(&tokens[i].lower)) }
        }
        ("up" | "down" | "out" | "off" | "over" | "in" | "on" | "back" | "away" | "around" | "through", _)
            if before.is_some_and(|(j, b)| matches!(b.tag, Tag::Verb(_)) && j + 1 == i)
                && next.is_none_or(|n| {
                    closed(&n.lower).is_some_and(|t| t.mark() || matches!(t, Tag::Conjunction | Tag::Preposition))
                }) =>
        {
            Tag::Adverb
        }
        _ => tag,
    }
}

/// Whether a word that usually describes a noun has an article before it and a finite verb, or nothing, behind it.
fn stands_alone(tokens: &[Token<'_>], i: usize) -> bool {
    let article = i > 0 && matches!(tokens[i - 1].lower.as_str(), "the" | "our" | "each");
    let next = following(tokens, i);
    let verb = next.is_some_and(|n| match closed(&n.lower) {
        Some(tag) => matches!(tag, Tag::Be | Tag::Modal | Tag::Have | Tag::Do),
        None => {
            let r = n.word.readings;
            r.any(Readings::THIRD) && (!r.noun() || r.any(Readings::MAINLY_VERB))
        }
    });
    article && (verb || tokens[i].capital() && next.is_none_or(|n| closed(&n.lower).is_some()))
}

/// The next token that is no adverb.
fn following<'a, 't>(tokens: &'a [Token<'t>], i: usize) -> Option<&'a Token<'t>> {
    tokens[i + 1..].iter().find(|t| {
        closed(&t.lower) != Some(Tag::Adverb) && !(t.lower.ends_with("ly") && t.word.readings.any(Readings::ADVERB))
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

/// The verb form that the word has here, or `None` where it is taken for something else.
fn as_verb(tokens: &[Token<'_>], i: usize, before: Option<(usize, &Token<'_>)>) -> Option<Form> {
    let r = tokens[i].word.readings;
    if !r.verb() {
        return None;
    }
    let only = !r.noun() && !r.any(Readings::ADJECTIVE) && !r.any(Readings::ADVERB);
    let mainly = only || r.any(Readings::MAINLY_VERB);
    let base = r.any(Readings::BASE).then_some(Form::Base);
    let third = r.any(Readings::THIRD).then_some(Form::Third);
    let past = r.any(Readings::PAST.with(Readings::PARTICIPLE)).then_some(Form::Past);
    let ing = r.any(Readings::ING).then_some(Form::Ing);
    let object = object_follows(tokens, i);
    let lower = tokens[i].lower.as_str();

    let Some((at, before)) = before else {
        // "Raid leader", "Charge nurse": nobody is ordered about without an article; it is a name.
        if tokens.get(i + 1).is_some_and(|n| {
            closed(&n.lower).is_none() && n.word.readings.person() && !n.word.readings.any(Readings::PLURAL) && r.noun()
        }) {
            return None;
        }
        // "Denise sees to it": a word that no list knows, with a capital and a verb behind it, is somebody's name.
        let verb_next = tokens.get(i + 1).is_some_and(|n| {
            closed(&n.lower).is_none()
                && n.word.readings.any(Readings::THIRD)
                && n.word.readings.any(Readings::MAINLY_VERB)
        });
        if r.any(Readings::GUESSED) && tokens[i].capital() && verb_next {
            return None;
        }
        // "Merge Request Coach": all in capitals, as titles are, and without an article.
        let words = tokens.iter().take_while(|t| closed(&t.lower).is_none()).count();
        let title = (2..=5).contains(&words)
            && tokens[..words].iter().all(Token::capital)
            && tokens[1..words].iter().any(|t| t.word.readings.person() && !t.word.readings.any(Readings::PLURAL))
            && tokens.get(words).is_none_or(|t| closed(&t.lower).is_some_and(Tag::mark));
        if title {
            return None;
        }
        // "Shore helpers hold the rope": people in the plural with a verb behind them are its subject, not an order's object.
        let helped = matches!(lower, "help" | "let" | "make" | "watch" | "have" | "see");
        let acting =
            tokens.get(i + 1).is_some_and(|n| n.word.readings.person() && n.word.readings.any(Readings::PLURAL))
                && tokens.get(i + 2).is_some_and(|v| closed(&v.lower).is_none() && v.word.readings.any(Readings::BASE))
                && object_follows(tokens, i + 2);
        if acting && !helped && r.noun() {
            return None;
        }
        // "Merge Request Coach": no order's object, without an article, is a single person.
        let run = tokens[i..]
            .iter()
            .enumerate()
            .take_while(|(j, t)| {
                closed(&t.lower).is_none() && (t.word.readings.noun() || *j == 0 && t.word.readings.any(Readings::ING))
            })
            .count();
        let last = &tokens[i + run.max(1) - 1];
        if (2..=5).contains(&run)
            && tokens.get(i + run).is_none_or(|t| closed(&t.lower).is_some_and(|t| t.mark() || t == Tag::Slash))
            && last.word.readings.any(Readings::TITLE)
            && !last.word.readings.any(Readings::PLURAL)
        {
            return None;
        }
        // "Ramp agents" and nothing else: a name, where the first word is a noun before it is a verb.
        let few = tokens.iter().filter(|t| !matches!(closed(&t.lower), Some(Tag::Stop | Tag::Colon))).count();
        if few == 2 && r.noun() && !mainly && tokens.get(i + 1).is_some_and(|n| n.word.readings.person()) {
            return None;
        }
        // "Nurse midwives … give": two names in a row with a verb still to come.
        let owned = tokens.get(i + 2).is_some_and(|t| closed(&t.lower) == Some(Tag::Quote) || t.lower == "'s");
        let named = !owned
            && r.person()
            && tokens.get(i + 1).is_some_and(|n| closed(&n.lower).is_none() && n.word.readings.person());
        if named && tokens[i + 2..].iter().any(|t| sure_verb(t)) {
            return None;
        }
        // "Wine lists are written …": a verb that must be one follows soon, so this is the subject's first word.
        let subject =
            tokens[i + 1..].iter().take(3).take_while(|t| closed(&t.lower).is_none() && t.word.readings.noun()).count();
        if r.noun()
            && subject > 0
            && tokens
                .get(i + 1 + subject)
                .is_some_and(|t| matches!(closed(&t.lower), Some(Tag::Be | Tag::Modal | Tag::Have)))
        {
            return None;
        }
        // The first word: an order ("Check the levels") or a gerund ("Booking studios").
        let noun_next = tokens.get(i + 1).is_some_and(|n| {
            closed(&n.lower).is_none() && n.word.readings.finite() && n.word.readings.any(Readings::THIRD)
        });
        return match (base, ing, third) {
            (Some(form), _, _) if mainly && !noun_next && tokens.len() > 1 || object => Some(form),
            (_, Some(form), _) if object || particle_follows(tokens, i) || only => Some(form),
            // "running kick-off calls and reviews": no verb behind it that it could be the subject of.
            (_, Some(form), _)
                if followed_by_noun(tokens, i)
                    && !tokens[i].capital()
                    && !tokens[i + 1..]
                        .iter()
                        .any(|t| sure_verb(t) || t.text == ":" || closed(&t.lower) == Some(Tag::Dash)) =>
            {
                Some(form)
            }
            (_, _, Some(form)) if object || mainly && (followed_by_noun(tokens, i) || particle_follows(tokens, i)) => {
                Some(form)
            }
            (_, _, Some(form)) if mainly && tokens.get(i + 1).is_some_and(|t| t.lower == "to") => Some(form),
            _ => past.filter(|_| only),
        };
    };
    // "Load swings badly: crane operator"
    let starts = matches!(before.tag, Tag::Colon | Tag::Dash | Tag::Open | Tag::Other)
        || before.tag == Tag::Comma && ing.is_some() && base.is_none();
    let titled = tokens.get(i + 1).is_some_and(|n| {
        n.word.readings.any(Readings::TITLE) && !n.word.readings.any(Readings::PLURAL) && closed(&n.lower).is_none()
    });
    if starts && titled && (r.noun() && base.is_some() || ing.is_some() && tokens.len() < i + 4) {
        return None;
    }
    match before.tag {
        Tag::To => base.filter(|_| mainly || object || particle_follows(tokens, i) || ends_here(tokens, i)),
        Tag::Modal | Tag::Do => base,
        Tag::Not => match tokens[..at].iter().rev().find(|t| !matches!(t.tag, Tag::Adverb)).map(|t| t.tag) {
            Some(Tag::Be) => past.or(ing),
            Some(Tag::Do | Tag::Modal | Tag::To) => base,
            _ => third.or(past).or(base).or(ing),
        },
        Tag::Be => past.or(ing).filter(|_| {
            !r.any(Readings::ADJECTIVE)
                || passive_follows(tokens, i)
                || ing.is_some() && (object || mainly && !followed_by_noun(tokens, i) && !describing(lower))
        }),
        Tag::Have => past,
        Tag::Pronoun if at > 0 && tokens[at - 1].lower == "of" => {
            base.or(past).filter(|_| mainly || object || particle_follows(tokens, i))
        }
        Tag::Pronoun => finite_after_pronoun(&before.lower, base, third, past).or(ing.filter(|_| !r.noun() || object)),
        Tag::Relative => {
            let how = matches!(before.lower.as_str(), "how" | "what" | "which" | "whose");
            if how && r.noun() && !mainly {
                None
            } else {
                third.or(past).or(base.filter(|_| mainly || object || !r.noun()))
            }
        }
        Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Number => {
            if before.lower == "both" || before.tag == Tag::Adjective {
                base.or(third).filter(|_| only).or(ing.filter(|_| only && object))
            } else if matches!(before.tag, Tag::Number) {
                third.or(base).filter(|_| only)
            } else {
                None
            }
        }
        Tag::Noun => after_noun(tokens, i, at, mainly, only, object),
        Tag::Comma if inserted_after_noun(tokens, at).is_some() => {
            let noun = inserted_after_noun(tokens, at).unwrap_or(at);
            after_noun(tokens, i, noun, mainly, only, object).or_else(|| parallel(tokens, i, at, mainly, only, object))
        }
        Tag::Conjunction | Tag::Comma | Tag::Slash => parallel(tokens, i, at, mainly, only, object),
        Tag::Preposition => ing.filter(|_| only || object || particle_follows(tokens, i)),
        Tag::Subordinator => ing.filter(|_| only || object).or(past.filter(|_| only && !followed_by_noun(tokens, i))),
        Tag::Verb(_) => {
            // "help choose", "make sure": a bare infinitive; "keep moving": a gerund.
            let helping = matches!(before.word.verb.as_deref(), Some("help" | "let" | "make" | "go" | "come"));
            base.filter(|_| helping && (mainly || object) && !r.any(Readings::ADVERB))
                .or(ing.filter(|_| object || only))
                .or(past.filter(|_| only))
        }
        Tag::Dash | Tag::Colon | Tag::Open | Tag::Stop | Tag::Other => {
            base.filter(|_| mainly || object).or(ing.filter(|_| object || only)).or(third.or(past).filter(|_| only))
        }
        Tag::Close => {
            // "The ground manager (Sunil) looks after": agreement is with what stands before the bracket.
            let open = tokens[..at].iter().rposition(|t| t.tag == Tag::Open);
            let noun = open.and_then(|o| o.checked_sub(1)).filter(|&n| tokens[n].tag == Tag::Noun).unwrap_or(at);
            after_noun(tokens, i, noun, mainly, only, object)
        }
        _ => third.or(past).or(base).filter(|_| only),
    }
}

/// Words in -ing that tell after "is" what something is like rather than what somebody is doing.
fn describing(lower: &str) -> bool {
    matches!(
        lower,
        "interesting"
            | "boring"
            | "exciting"
            | "demanding"
            | "challenging"
            | "rewarding"
            | "willing"
            | "outstanding"
            | "missing"
            | "tiring"
            | "exhausting"
            | "frustrating"
            | "satisfying"
            | "surprising"
            | "confusing"
            | "charming"
            | "amazing"
            | "outgoing"
            | "hardworking"
            | "caring"
            | "lasting"
            | "promising"
            | "fascinating"
    )
}

fn finite_after_pronoun(pronoun: &str, base: Option<Form>, third: Option<Form>, past: Option<Form>) -> Option<Form> {
    match pronoun {
        "he" | "she" | "it" | "someone" | "somebody" | "nobody" | "everyone" | "everybody" | "anyone" | "one"
        | "this" | "that" | "each" => third.or(past),
        "i" | "you" | "we" | "they" | "these" | "those" | "some" | "many" | "most" | "few" | "several" | "both"
        | "all" | "others" => base.or(past),
        _ => None,
    }
}

/// After a noun, agreement decides: a plural goes with the base form, a singular with `-s`.
fn after_noun(tokens: &[Token<'_>], i: usize, noun: usize, mainly: bool, only: bool, object: bool) -> Option<Form> {
    let r = tokens[i].word.readings;
    let n = tokens[noun].word.readings;
    let adverb_between = noun + 1 < i;
    let person = n.person() || tokens[noun].acronym() || n.any(Readings::GUESSED) && tokens[noun].capital();
    if r.person() && !person {
        return None;
    }
    let finite_follows = finite_verb_follows(tokens, i);
    let singular = n.any(Readings::SINGULAR) || n.any(Readings::GUESSED) || tokens[noun].acronym() || !n.noun();
    // "the writer and the editor block the scene": two make a plural.
    let joined = (noun.saturating_sub(5)..noun).any(|j| {
        tokens[j].lower == "and"
            && j > 0
            && tokens[j - 1].tag == Tag::Noun
            && !tokens[j + 1..noun].iter().any(|t| matches!(t.tag, Tag::Verb(_) | Tag::Comma))
    }) && (object
        || tokens
            .get(i + 1)
            .is_some_and(|t| matches!(closed(&t.lower), Some(Tag::Preposition | Tag::Subordinator | Tag::Adverb))));
    let plural = joined
        || n.any(Readings::PLURAL)
            && tokens[noun].lower.ends_with(['s', 'n', 'e'])
            && !(tokens[noun].acronym() && tokens[noun].text.ends_with(char::is_uppercase));
    let complement = mainly
        && tokens.get(i + 1).is_some_and(|t| {
            closed(&t.lower).is_none() && t.word.readings.any(Readings::ADJECTIVE.with(Readings::ADVERB))
        });
    // "Each attendant strips and makes the beds": the verb behind the conjunction acts for both.
    let row = person
        && tokens.get(i + 1).is_some_and(|t| closed(&t.lower) == Some(Tag::Conjunction))
        && tokens.get(i + 2).is_some_and(|t| {
            let same = if r.any(Readings::THIRD) { Readings::THIRD } else { Readings::BASE };
            closed(&t.lower).is_none() && t.word.readings.any(same) && object_follows(tokens, i + 2)
        });
    let weight =
        only || adverb_between || object || particle_follows(tokens, i) || mainly && person || complement || row;
    if r.any(Readings::THIRD)
        && singular
        && (n.any(Readings::SINGULAR) || !n.any(Readings::PLURAL))
        && !finite_follows
        && weight
    {
        return Some(Form::Third);
    }
    if r.any(Readings::BASE) && plural && !finite_follows && (weight || person && !followed_by_noun(tokens, i)) {
        return Some(Form::Base);
    }
    if r.any(Readings::PAST.with(Readings::PARTICIPLE)) {
        let reduced = !r.any(Readings::ADJECTIVE)
            || object
            || !tokens.get(i + 1).is_some_and(|t| {
                closed(&t.lower).is_none() && t.word.readings.noun() && !t.word.readings.any(Readings::ADJECTIVE)
            });
        return (reduced && (object || !followed_by_noun(tokens, i))).then_some(Form::Past);
    }
    if r.any(Readings::ING) && (object || particle_follows(tokens, i)) && !n.any(Readings::MAINLY_VERB) {
        return Some(Form::Ing);
    }
    None
}

/// The noun before an insertion that ends with the comma at `close`: "the engineer, on the other hand, …".
fn inserted_after_noun(tokens: &[Token<'_>], close: usize) -> Option<usize> {
    let open = (close.saturating_sub(10)..close).rev().find(|&j| tokens[j].tag == Tag::Comma)?;
    let quiet = tokens[open + 1..close]
        .iter()
        .all(|t| !matches!(t.tag, Tag::Verb(_) | Tag::Be | Tag::Modal | Tag::Conjunction));
    let adverbial = matches!(
        tokens[open + 1].tag,
        Tag::Preposition | Tag::Adverb | Tag::Subordinator | Tag::Relative | Tag::Adjective | Tag::Not
    );
    let only_comma = !tokens[..open].iter().any(|t| t.tag == Tag::Comma);
    // "the cook, Tomasz, buys": a name set beside the noun.
    let name = tokens[open + 1..close].iter().all(|t| t.tag == Tag::Noun && t.capital());
    (open > 0 && quiet && (adverbial || name) && only_comma && tokens[open - 1].tag == Tag::Noun).then_some(open - 1)
}

/// After "and", "or" or a comma: the same form as the verb that it continues.
fn parallel(tokens: &[Token<'_>], i: usize, at: usize, mainly: bool, only: bool, object: bool) -> Option<Form> {
    let r = tokens[i].word.readings;
    let last = (0..at).rev().find_map(|j| match tokens[j].tag {
        Tag::Verb(form) => Some(form),
        Tag::Modal => Some(Form::Base),
        Tag::Be if matches!(tokens[j].lower.as_str(), "is" | "was" | "'s") => Some(Form::Third),
        Tag::To if matches!(tokens[j + 1].tag, Tag::Verb(_) | Tag::Adverb) => Some(Form::Base),
        Tag::Stop | Tag::Colon => Some(Form::Base),
        _ => None,
    });
    let row = tokens[..at].iter().find_map(|t| match t.tag {
        Tag::Verb(form @ (Form::Base | Form::Third)) => Some(form),
        _ => None,
    });
    // "numbers and names for her": a plural joined to a plural is a noun unless it acts on something.
    let plurals = r.any(Readings::PLURAL)
        && at > 0
        && tokens[at].tag == Tag::Conjunction
        && tokens[at - 1].tag == Tag::Noun
        && tokens[at - 1].word.readings.any(Readings::PLURAL)
        && tokens[at - 1].lower.ends_with('s');
    if plurals && !object && !only {
        return None;
    }
    let joins = tokens[at].tag == Tag::Conjunction
        || tokens[i + 1..].iter().take(10).any(|t| closed(&t.lower) == Some(Tag::Conjunction));
    let weight = mainly || object || particle_follows(tokens, i);
    let verb_before = matches!(tokens[..at].last().map(|t| t.tag), Some(Tag::Verb(_)));
    for (form, can) in [
        (Form::Base, r.any(Readings::BASE)),
        (Form::Third, r.any(Readings::THIRD)),
        (Form::Ing, r.any(Readings::ING)),
        (Form::Past, r.any(Readings::PAST.with(Readings::PARTICIPLE))),
    ] {
        if !can {
            continue;
        }
        // "They keep track of where they are, …, and pass …": a clause within does not end the row of verbs around it.
        let same = last == Some(form) || weight && form != Form::Past && row == Some(form);
        if same && (weight || verb_before) && (joins || object || only) && !finite_verb_follows(tokens, i) {
            return Some(form);
        }
        if only && (form != Form::Past || !followed_by_noun(tokens, i)) {
            return Some(form);
        }
    }
    (r.any(Readings::ING) && object).then_some(Form::Ing)
}

/// Whether a word can hardly be anything but a finite verb.
fn sure_verb(token: &Token<'_>) -> bool {
    match closed(&token.lower) {
        Some(tag) => matches!(tag, Tag::Be | Tag::Modal | Tag::Have),
        None => {
            token.word.readings.finite()
                && !token.word.readings.noun()
                && !token.word.readings.any(Readings::ADJECTIVE.with(Readings::PARTICIPLE))
        }
    }
}

/// Whether what follows looks like an object: a determiner, possessive, pronoun or number, or an infinitive.
fn object_follows(tokens: &[Token<'_>], i: usize) -> bool {
    let mut rest = tokens[i + 1..].iter();
    let Some(mut next) = rest.next() else { return false };
    if particle(&next.lower) {
        match rest.next() {
            Some(after) => next = after,
            None => return false,
        }
    }
    match closed(&next.lower) {
        Some(Tag::Determiner | Tag::Possessive) => next.lower != "'s",
        Some(Tag::Pronoun) => !matches!(next.lower.as_str(), "i" | "he" | "she" | "we" | "they"),
        Some(Tag::To) => true,
        Some(Tag::Relative) => matches!(next.lower.as_str(), "that" | "what" | "how" | "which" | "where" | "who"),
        Some(Tag::Adjective) => true,
        Some(_) => false,
        None => {
            let r = next.word.readings;
            // A bare plural or an adjective: "checks levels", "brings new ideas"; a gerund: "covers getting".
            r.any(Readings::PLURAL) && !r.any(Readings::THIRD)
                || r.any(Readings::ING) && !r.noun() && !r.any(Readings::ADJECTIVE)
                || r.any(Readings::ADJECTIVE) && !r.verb() && !r.noun()
                || next.text.starts_with(|c: char| c.is_numeric() || c == '$')
                || r.any(Readings::PLURAL)
                    && rest.next().is_none_or(|t| closed(&t.lower).is_some_and(|t| !matches!(t, Tag::Determiner)))
        }
    }
}

fn particle_follows(tokens: &[Token<'_>], i: usize) -> bool {
    tokens.get(i + 1).is_some_and(|t| {
        particle(&t.lower) || matches!(closed(&t.lower), Some(Tag::Preposition)) && t.lower != "of" && t.lower != "as"
    })
}

fn particle(lower: &str) -> bool {
    matches!(lower, "up" | "down" | "out" | "off" | "over" | "on" | "in" | "back" | "away" | "through" | "around")
}

fn passive_follows(tokens: &[Token<'_>], i: usize) -> bool {
    let adverb = |t: &&Token<'_>| t.lower.ends_with("ly") && t.word.readings.any(Readings::ADVERB);
    let next = tokens[i + 1..].iter().find(|t| !adverb(t) && closed(&t.lower) != Some(Tag::Adverb));
    next.is_some_and(|t| matches!(t.lower.as_str(), "by" | "to" | "in" | "on" | "up" | "out"))
}

fn ends_here(tokens: &[Token<'_>], i: usize) -> bool {
    tokens
        .get(i + 1)
        .is_none_or(|t| closed(&t.lower).is_some_and(|t| t.mark() || matches!(t, Tag::Conjunction | Tag::Adverb)))
}

fn followed_by_noun(tokens: &[Token<'_>], i: usize) -> bool {
    tokens.get(i + 1).is_some_and(|t| {
        closed(&t.lower).is_none()
            && t.word.readings.noun()
            // "arrived last autumn"
            && !matches!(t.lower.as_str(), "last" | "next" | "early" | "late" | "yesterday" | "today" | "tomorrow")
    })
}

/// Whether the word is followed at once by a verb that must be finite, so that it is the noun before it.
fn finite_verb_follows(tokens: &[Token<'_>], i: usize) -> bool {
    tokens.get(i + 1).is_some_and(|t| match closed(&t.lower) {
        Some(Tag::Be | Tag::Have | Tag::Modal | Tag::Do) => t.lower != "'s" && t.lower != "being",
        Some(_) => false,
        None => t.word.readings.any(Readings::THIRD) && !t.word.readings.noun(),
    })
}

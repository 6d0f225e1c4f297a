//! Whether a word that can be a verb is one where it stands, and in which form.
//!
//! Each place has its own evidence: behind "to" or a modal a base form needs little of it, behind a noun agreement decides,
//! behind a conjunction the verb that it goes on with, and at the beginning of a sentence what follows.

use super::alone::finite_after_pronoun;
use super::bare::{acts_bare, set_off};
use super::beside::{
    begins_title, compound, counts_off, dashed, handed, inserted_after_noun, made_to, of_people, of_title, one_of,
    opens, past_insertion, row_ahead,
};
use super::follow::{
    describing, done_by, ends_here, finite_verb_follows, followed_by_noun, following_participle, object_follows,
    particle_follows, passive_follows, sure_verb,
};
use super::parallel::{condition_before, parallel};
use super::tag::{Form, Tag};
use super::token::Token;
use crate::lexicon::Readings;
use crate::role::{Generic, department, generic, staffed};

/// The verb form that the word has here, or `None` where it is taken for something else.
pub(super) fn as_verb(tokens: &[Token<'_>], i: usize, before: Option<(usize, &Token<'_>)>) -> Option<Form> {
    let r = tokens[i].word.readings;
    if !r.verb() {
        return None;
    }
    // "a nurses' station": what a plural owns is a noun.
    let owned = i > 1
        && matches!(tokens[i - 1].text, "'" | "’")
        && tokens[i - 1].start == tokens[i - 2].end
        && tokens[i - 2].lower.ends_with('s')
        && !tokens[..i - 2].iter().any(|t| matches!(t.text, "'" | "‘"));
    if owned && r.noun() {
        return None;
    }
    let only = !r.noun() && !r.any(Readings::ADJECTIVE) && !r.any(Readings::ADVERB);
    let mainly = only || r.any(Readings::MAINLY_VERB);
    let base = r.any(Readings::BASE).then_some(Form::Base);
    let third = r.any(Readings::THIRD).then_some(Form::Third);
    let past = r.any(Readings::PAST.with(Readings::PARTICIPLE)).then_some(Form::Past);
    let ing = r.any(Readings::ING).then_some(Form::Ing);
    // "Estates look after the roof"
    let looks = tokens[i].word.verb.as_deref() == Some("look") && tokens.get(i + 1).is_some_and(|t| t.lower == "after");
    let object = object_follows(tokens, i) || looks;
    let lower = tokens[i].lower.as_str();

    if compound(tokens, i) || begins_title(tokens, i) || of_title(tokens, i) {
        return None;
    }
    // "the forms, signed by the chair, go out": an adjective that tells by whom is a participle.
    let described = before.is_none_or(|(_, b)| matches!(b.tag, Tag::Noun | Tag::Comma));
    if past.is_some() && r.any(Readings::ADJECTIVE) && described && done_by(tokens, i) {
        return past;
    }
    // "… and helps coordinate the visits"
    let helping = tokens[i].word.verb.as_deref() == Some("help")
        && before.is_none_or(|(_, b)| matches!(b.tag, Tag::Conjunction | Tag::Comma))
        && tokens.get(i + 1).is_some_and(|n| {
            let r = n.word.readings;
            n.closed().is_none()
                && r.any(Readings::BASE)
                && (!r.noun() || r.any(Readings::MAINLY_VERB) || object_follows(tokens, i + 1))
        });
    if helping {
        return third.or(base);
    }
    // "speak to Odile": behind "to" or a preposition a word that no list knows, with a capital, is a name.
    if r.any(Readings::GUESSED)
        && tokens[i].capital()
        && before.is_some_and(|(_, b)| matches!(b.tag, Tag::To | Tag::Preposition))
        && tokens[..i].iter().any(|t| t.text.len() > 3 && !t.capital())
    {
        return None;
    }
    if quoting(tokens, i) && (third.is_some() || past.is_some()) {
        return third.or(past);
    }
    let opening = before.is_some_and(|(at, _)| opens(tokens, at));
    let Some((at, before)) = before.filter(|_| !opening) else {
        // "Raid leader", "Charge nurse": nobody is ordered about without an article; it is a name.
        if tokens.get(i + 1).is_some_and(|n| {
            n.closed().is_none() && n.word.readings.person() && !n.word.readings.any(Readings::PLURAL) && r.noun()
        }) {
            return None;
        }
        // "Clerk duties", "Steward job description": whose work it is; nobody is to clerk it.
        let whose = r.person()
            && tokens.get(i + 1).is_some_and(|n| {
                matches!(
                    n.lower.as_str(),
                    "duties"
                        | "responsibilities"
                        | "tasks"
                        | "role"
                        | "job"
                        | "skills"
                        | "requirements"
                        | "salary"
                        | "pay"
                )
            });
        if whose && tokens.len() < 6 {
            return None;
        }
        // "Denise sees to it": a word that no list knows, with a capital and a verb behind it, is somebody's name.
        let verb_next = tokens.get(i + 1).is_some_and(|n| {
            n.closed().is_none() && n.word.readings.any(Readings::THIRD) && n.word.readings.any(Readings::MAINLY_VERB)
        });
        if r.any(Readings::GUESSED) && tokens[i].capital() && verb_next {
            return None;
        }
        // "Merge Request Coach": all in capitals, as titles are, and without an article.
        let words = tokens.iter().take_while(|t| t.closed().is_none()).count();
        let title = (2..=5).contains(&words)
            && tokens[..words].iter().all(Token::capital)
            && tokens[1..words].iter().any(|t| t.word.readings.person() && !t.word.readings.any(Readings::PLURAL))
            && tokens.get(words).is_none_or(|t| t.closed().is_some_and(Tag::mark));
        if title {
            return None;
        }
        // "Tutors wake up", "Moulders pack the sand": people in the plural with a verb behind them.
        // "Props put the glass back"
        let people = r.any(Readings::PERSON.with(Readings::TITLE).with(Readings::MAY_BE_PERSON)) || staffed(lower);
        if people && third.is_some() && base.is_none() && i + 1 < tokens.len() && acts(tokens, i + 1) {
            return None;
        }
        // "Passes go to the warden": what goes somewhere is no verb.
        if r.any(Readings::PLURAL) && tokens.get(i + 1).is_some_and(|n| n.lower == "go") {
            return None;
        }
        // "Shore helpers hold the rope": people in the plural with a verb behind them are its subject, not an order's object.
        let helped = matches!(lower, "help" | "let" | "make" | "watch" | "have" | "see");
        let acting =
            tokens.get(i + 1).is_some_and(|n| n.word.readings.person() && n.word.readings.any(Readings::PLURAL))
                && (past_bracket(tokens, i + 2)..tokens.len())
                    .find(|&j| tokens[j].closed() != Some(Tag::Adverb))
                    .is_some_and(|j| acts(tokens, j));
        if acting && !helped && (r.noun() || ing.is_some()) {
            return None;
        }
        // "Merge Request Coach": no order's object, without an article, is a single person.
        let run = tokens[i..]
            .iter()
            .enumerate()
            .take_while(|(j, t)| {
                t.closed().is_none()
                    && (t.word.readings.noun()
                        || *j == 0 && t.word.readings.any(Readings::ING)
                        || compound(tokens, i + j))
            })
            .count();
        let last = &tokens[i + run.max(1) - 1];
        if (2..=5).contains(&run)
            && tokens.get(i + run).is_none_or(|t| t.closed().is_some_and(|t| t.mark() || t == Tag::Slash))
            && last.word.readings.any(Readings::TITLE)
            && !last.word.readings.any(Readings::PLURAL)
        {
            return None;
        }
        // "Scribe: takes notes"
        if r.person() && tokens.get(i + 1).is_some_and(|n| matches!(n.closed(), Some(Tag::Colon | Tag::Dash))) {
            return None;
        }
        // "Nurse in charge allocates": whoever it is, by how they work that day.
        let on = |i: usize| tokens.get(i).map_or("", |t| t.lower.as_str());
        if r.person() && matches!((on(i + 1), on(i + 2)), ("in", "charge") | ("on", "duty" | "call" | "shift")) {
            return None;
        }
        // "Finance, not Sales, sets it": what names a department is an order only before an object.
        if tokens[i].capital() && department(lower) && !object && third.is_none() {
            return None;
        }
        // "Ramp agents" and nothing else: a name, where the first word is a noun before it is a verb.
        let few = tokens.iter().filter(|t| !matches!(t.closed(), Some(Tag::Stop | Tag::Colon))).count();
        if few == 2 && r.noun() && !mainly && tokens.get(i + 1).is_some_and(|n| n.word.readings.person()) {
            return None;
        }
        // "Nurse midwives … give": two names in a row with a verb still to come.
        let owned = tokens.get(i + 2).is_some_and(|t| t.closed() == Some(Tag::Quote) || t.lower == "'s");
        let named =
            !owned && r.person() && tokens.get(i + 1).is_some_and(|n| n.closed().is_none() && n.word.readings.person());
        if named && tokens[i + 2..].iter().any(|t| sure_verb(t)) {
            return None;
        }
        // "Wine lists are written …": a verb that must be one follows soon, so this is the subject's first word.
        let subject =
            tokens[i + 1..].iter().take(3).take_while(|t| t.closed().is_none() && t.word.readings.noun()).count();
        // "Dispatch is by the guard"
        let alone = tokens.get(i + 1).is_some_and(|t| matches!(t.lower.as_str(), "is" | "are" | "was" | "were"));
        if r.noun()
            && (subject > 0 || alone)
            && tokens.get(i + 1 + subject).is_some_and(|t| matches!(t.closed(), Some(Tag::Be | Tag::Modal | Tag::Have)))
        {
            return None;
        }
        if of_people(tokens, i) {
            return None;
        }
        // "Nurse Odile hands out …": somebody by title and name.
        let titled = r.person()
            && tokens[i].capital()
            && tokens.get(i + 1).is_some_and(|n| n.capital() && !n.acronym() && n.closed().is_none())
            && tokens.get(i + 2).is_some_and(|n| match n.closed() {
                Some(tag) => matches!(tag, Tag::Be | Tag::Modal | Tag::Have),
                None => n.word.readings.any(Readings::THIRD),
            });
        if titled {
            return None;
        }
        // The first word: an order ("Check the levels") or a gerund ("Booking studios").
        let noun_next = tokens
            .get(i + 1)
            .is_some_and(|n| n.closed().is_none() && n.word.readings.finite() && n.word.readings.any(Readings::THIRD));
        return match (base, ing, third) {
            (Some(form), _, _) if mainly && !noun_next && tokens.len() > 1 || object => Some(form),
            (_, Some(form), _) if object || particle_follows(tokens, i) || only => Some(form),
            // "Turning, brushing, washing the rinds"
            (_, Some(form), _)
                if tokens.get(i + 1).is_some_and(|t| t.closed() == Some(Tag::Comma))
                    && tokens.get(i + 2).is_some_and(|t| t.word.readings.any(Readings::ING)) =>
            {
                Some(form)
            }
            // "running kick-off calls and reviews": no verb behind it that it could be the subject of.
            (_, Some(form), _)
                if followed_by_noun(tokens, i)
                    && !tokens[i].capital()
                    && !tokens[i + 1..]
                        .iter()
                        .any(|t| sure_verb(t) || t.text == ":" || t.closed() == Some(Tag::Dash)) =>
            {
                Some(form)
            }
            (_, _, Some(form))
                if object
                    || row_ahead(tokens, i)
                    || mainly && (followed_by_noun(tokens, i) || particle_follows(tokens, i)) =>
            {
                Some(form)
            }
            // "Looks after the bags"
            (_, _, Some(form))
                if tokens[i].word.verb.as_deref() == Some("look")
                    && tokens.get(i + 1).is_some_and(|t| t.lower == "after") =>
            {
                Some(form)
            }
            (_, _, Some(form))
                if mainly && tokens.get(i + 1).is_some_and(|t| matches!(t.lower.as_str(), "to" | "as")) =>
            {
                Some(form)
            }
            _ => past.filter(|_| only),
        };
    };
    if acts_bare(tokens, i) {
        return third;
    }
    // "Load swings badly: crane operator"
    let starts = matches!(before.tag, Tag::Colon | Tag::Dash | Tag::Open | Tag::Other)
        || before.tag == Tag::Comma && ing.is_some() && base.is_none();
    let titled = tokens.get(i + 1).is_some_and(|n| {
        n.word.readings.any(Readings::TITLE) && !n.word.readings.any(Readings::PLURAL) && n.closed().is_none()
    });
    if starts && titled && (r.noun() && base.is_some() || ing.is_some() && tokens.len() < i + 4) {
        return None;
    }
    match before.tag {
        // "is left to background artists": whom it is handed to.
        Tag::To
            if r.noun()
                && !mainly
                && handed(tokens, at)
                && tokens.get(i + 1).is_some_and(|n| n.word.readings.person() && n.closed().is_none()) =>
        {
            None
        }
        Tag::To => {
            // "The cook is to order coal."
            let due = at > 0 && tokens[at - 1].tag == Tag::Be && noun_follows(tokens, i);
            base.filter(|_| mainly || object || due || particle_follows(tokens, i) || ends_here(tokens, i))
        }
        Tag::Modal | Tag::Do => base,
        Tag::Not => match tokens[..at].iter().rev().find(|t| !matches!(t.tag, Tag::Adverb)).map(|t| t.tag) {
            Some(Tag::Be) => past.or(ing),
            Some(Tag::Do | Tag::Modal | Tag::To) => base,
            _ => third.or(past).or(base).or(ing),
        },
        Tag::Be => past
            .or(ing)
            .filter(|_| {
                !r.any(Readings::ADJECTIVE)
                || passive_follows(tokens, i)
                // "has been given the task"
                || past.is_some() && tokens.get(i + 1).is_some_and(|t| t.closed() == Some(Tag::Determiner))
                || ing.is_some() && (object || mainly && !followed_by_noun(tokens, i) && !describing(lower))
            })
            // "What a porter does is open the gate."
            .or(base
                .filter(|_| object && tokens[..at].iter().rev().take(4).any(|t| t.word.verb.as_deref() == Some("do")))),
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
        // "the nurse in bay 2 answers"
        Tag::Number if counts_off(tokens, at) && !r.person() => after_noun(tokens, i, at - 1, mainly, only, object),
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
            if tokens[noun].tag == Tag::Pronoun {
                return finite_after_pronoun(&tokens[noun].lower, base, third, past);
            }
            after_noun(tokens, i, noun, mainly, only, object).or_else(|| parallel(tokens, i, at, mainly, only, object))
        }
        // "If the bell is cracked, ring the founder.": an order behind a condition
        Tag::Comma if base.is_some() && object && condition_before(tokens, at) => base,
        Tag::Conjunction | Tag::Comma | Tag::Slash => parallel(tokens, i, at, mainly, only, object),
        // "the director of nursing draws up": what somebody is head of.
        Tag::Preposition
            if before.lower == "of"
                && at > 0
                && tokens[at - 1].word.readings.any(Readings::TITLE)
                && tokens.get(i + 1).is_none_or(|t| match t.closed() {
                    Some(tag) => !matches!(tag, Tag::Determiner | Tag::Possessive | Tag::Pronoun),
                    None => t.word.readings.any(Readings::THIRD),
                }) =>
        {
            None
        }
        Tag::Preposition => ing.filter(|_| only || object || particle_follows(tokens, i)),
        Tag::Subordinator => ing.filter(|_| only || object).or(past.filter(|_| only && !followed_by_noun(tokens, i))),
        Tag::Verb(_) => {
            // "help choose", "make sure": a bare infinitive; "keep moving": a gerund.
            let helping = matches!(before.word.verb.as_deref(), Some("help" | "let" | "make" | "go" | "come"));
            let got =
                before.word.verb.as_deref() == Some("get") && (passive_follows(tokens, i) || ends_here(tokens, i));
            base.filter(|_| helping && (mainly || object) && !r.any(Readings::ADVERB))
                .or(past.filter(|_| got))
                .or(ing.filter(|_| object || only))
                .or(past.filter(|_| only))
                // "Whoever closes wipes the tables"
                .or(third.filter(|_| (mainly || object) && at > 0 && tokens[at - 1].lower == "whoever"))
                // "Crafting goes through the banker"
                .or(third
                    .filter(|_| at == 0 && mainly && before.tag == Tag::Verb(Form::Ing) && particle_follows(tokens, i)))
        }
        // "Bev (cook) orders"
        Tag::Open if r.noun() && at > 0 && tokens.get(i + 1).is_some_and(|t| t.closed() == Some(Tag::Close)) => None,
        // "(green jackets)"
        Tag::Open if r.any(Readings::ADJECTIVE) && !mainly && followed_by_noun(tokens, i) => None,
        // "the clerk – and nobody else – orders"
        Tag::Dash if dashed(tokens, at).is_some() => {
            let noun = dashed(tokens, at).unwrap_or(at);
            after_noun(tokens, i, noun, mainly, only, object)
        }
        Tag::Dash | Tag::Colon | Tag::Open | Tag::Stop | Tag::Other => {
            base.filter(|_| mainly || object)
                .or(ing.filter(|_| object || only))
                .or(third.or(past).filter(|_| only))
                // "In short: checks the list."
                .or(third.filter(|_| object && before.tag == Tag::Colon))
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

/// Behind what stands in brackets at `at`, if anything: "Section reps (one a voice) take".
fn past_bracket(tokens: &[Token<'_>], at: usize) -> usize {
    let open = tokens.get(at).is_some_and(|t| t.closed() == Some(Tag::Open));
    let close = tokens.iter().skip(at).take(10).position(|t| t.closed() == Some(Tag::Close));
    close.filter(|_| open).map_or(at, |close| at + close + 1)
}

/// Whether a word in its base form acts: on an object, or with a particle behind it ("hold the rope", "go out").
fn acts(tokens: &[Token<'_>], i: usize) -> bool {
    let r = tokens[i].word.readings;
    tokens[i].closed().is_none()
        && r.any(Readings::BASE)
        && (object_follows(tokens, i) || r.any(Readings::MAINLY_VERB) && particle_follows(tokens, i))
}

/// "“…,” says Per Moen": a word between a quotation and somebody's name.
pub(super) fn quoting(tokens: &[Token<'_>], i: usize) -> bool {
    i > 1
        && tokens[i - 1].tag == Tag::Quote
        && matches!(tokens[i - 2].tag, Tag::Comma | Tag::Stop)
        && !tokens[i].capital()
        && tokens.get(i + 1).is_some_and(|n| n.capital() && !n.acronym() && n.closed().is_none())
}

/// Verbs that a whole sentence may follow without "that": "She says customers complain".
fn telling(verb: &str) -> bool {
    matches!(
        verb,
        "say"
            | "think"
            | "know"
            | "believe"
            | "hope"
            | "mean"
            | "ensure"
            | "see"
            | "find"
            | "feel"
            | "guess"
            | "suppose"
            | "show"
            | "claim"
            | "let"
            | "make"
            | "help"
            | "watch"
            | "hear"
            | "have"
    )
}

/// After a noun, agreement decides: a plural goes with the base form, a singular with `-s`.
fn after_noun(tokens: &[Token<'_>], i: usize, noun: usize, mainly: bool, only: bool, object: bool) -> Option<Form> {
    let r = tokens[i].word.readings;
    let n = tokens[noun].word.readings;
    if noun + 1 == i && r.any(Readings::BASE) && object && made_to(tokens, noun) {
        return Some(Form::Base);
    }
    let adverb_between = noun + 1 < i;
    let person = n.person()
        || tokens[noun].lower == "person"
        || n.any(Readings::BODY)
        || tokens[noun].acronym()
        || n.any(Readings::GUESSED) && tokens[noun].capital();
    if r.person() && !person {
        return None;
    }
    // "She sends confirmation letters": behind a verb and its bare object, a plural is what the object describes.
    let described = r.any(Readings::PLURAL)
        && !object
        && !mainly
        && noun + 1 == i
        && noun > 1
        && matches!(tokens[noun - 1].tag, Tag::Verb(Form::Base | Form::Third | Form::Past))
        && !n.person()
        && !tokens[noun - 1].word.verb.as_deref().is_some_and(telling);
    if described {
        return None;
    }
    let finite_follows = finite_verb_follows(tokens, i);
    let one_of = one_of(tokens, noun);
    let singular =
        n.any(Readings::SINGULAR) || n.any(Readings::GUESSED) || tokens[noun].acronym() || !n.noun() || one_of;
    // "the writer and the editor block the scene": two make a plural.
    let joined = (noun.saturating_sub(9)..noun).any(|j| {
        tokens[j].lower == "and"
            && j > 0
            && tokens[j - 1].tag == Tag::Noun
            && (tokens[j + 1].tag == Tag::Comma || j + 5 >= noun)
            && !tokens[past_insertion(tokens, j + 1).min(noun)..noun]
                .iter()
                .any(|t| matches!(t.tag, Tag::Verb(_) | Tag::Comma))
    }) && (object
        || tokens
            .get(i + 1)
            .is_some_and(|t| matches!(t.closed(), Some(Tag::Preposition | Tag::Subordinator | Tag::Adverb))));
    // "PMs", whatever "pms" may be in lower case
    let several = tokens[noun].acronym() && tokens[noun].text.ends_with('s');
    // "The former see …, the latter sees …"
    let either = matches!(tokens[noun].lower.as_str(), "former" | "latter");
    let plural = joined
        || several
        || either
        || matches!(tokens[noun].lower.as_str(), "people" | "folk" | "police" | "staff")
        || n.any(Readings::PLURAL)
            && tokens[noun].lower.ends_with(['s', 'n', 'e'])
            && !(tokens[noun].acronym() && tokens[noun].text.ends_with(char::is_uppercase));
    // "This person orders cash": what one article makes singular is no plural, so the word is its verb.
    let one = r.any(Readings::THIRD)
        && !r.any(Readings::SINGULAR)
        && tokens[..noun]
            .iter()
            .rfind(|t| !matches!(t.tag, Tag::Noun | Tag::Adjective))
            .is_some_and(|t| matches!(t.lower.as_str(), "a" | "an" | "this" | "each" | "every" | "another"));
    // "The grip crew put the track down", "People think the porter …": a body of people takes either.
    let collective = tokens[noun].word.noun.as_deref().unwrap_or(&tokens[noun].lower);
    // "One of them is the crew lead": what has its verb already takes no other.
    let verbs = |t: &Token<'_>| matches!(t.tag, Tag::Verb(_) | Tag::Be | Tag::Modal | Tag::Have);
    let from =
        tokens[..noun].iter().rposition(|t| t.tag.mark() || t.tag == Tag::Conjunction).map_or(0, |mark| mark + 1);
    let staffed = noun == from && tokens[noun].capital() && set_off(tokens, i) && staffed(&tokens[noun].lower);
    let body = !tokens[from..noun].iter().any(verbs)
        && (staffed || n.any(Readings::BODY) || matches!(generic(collective), Some(Generic::People | Generic::Body)));
    let plural = plural || body && (object || adverb_between || mainly && !followed_by_noun(tokens, i));
    let complement = mainly
        && tokens
            .get(i + 1)
            .is_some_and(|t| t.closed().is_none() && t.word.readings.any(Readings::ADJECTIVE.with(Readings::ADVERB)));
    // "Each attendant strips and makes the beds": the verb behind the conjunction acts for both.
    let row = person
        && tokens.get(i + 1).is_some_and(|t| t.closed() == Some(Tag::Conjunction))
        && tokens.get(i + 2).is_some_and(|t| {
            let same = if r.any(Readings::THIRD) { Readings::THIRD } else { Readings::BASE };
            t.closed().is_none() && t.word.readings.any(same) && object_follows(tokens, i + 2)
        });
    // "Letters get answered by the clerk"
    let passive = tokens[i].word.verb.as_deref() == Some("get")
        && following_participle(tokens, i).is_some_and(|j| passive_follows(tokens, j) || ends_here(tokens, j));
    // "The kiosk takes care of parking": no other verb, and what is seldom a noun.
    let alone = mainly
        && r.any(Readings::THIRD)
        && tokens[0].tag == Tag::Determiner
        && !tokens[..i].iter().any(|t| matches!(t.tag, Tag::Verb(_) | Tag::Be | Tag::Modal | Tag::Have))
        && !tokens[i + 1..].iter().any(sure_verb);
    // "Techs draw blood": a plural does not stand before a noun to describe it.
    let opening = noun == 0 && mainly && plural && !tokens[0].acronym() && followed_by_noun(tokens, i);
    // "Herb sellers plant seeds": people in the plural who would else do nothing.
    let begins = tokens[..noun].iter().rposition(|t| t.tag.mark()).map_or(0, |mark| mark + 1);
    let acting = |t: &Token<'_>| matches!(t.tag, Tag::Verb(_) | Tag::Be | Tag::Modal | Tag::Have | Tag::Do);
    let idle = n.any(Readings::PERSON.with(Readings::TITLE).with(Readings::MAY_BE_PERSON))
        && plural
        && !tokens[noun].acronym()
        && r.any(Readings::BASE)
        && !tokens[begins..i].iter().any(acting)
        && !tokens[i + 1..].iter().take_while(|t| !t.closed().is_some_and(Tag::mark)).any(sure_verb)
        && tokens.get(i + 1).is_some_and(|t| t.word.readings.any(Readings::PLURAL))
        && tokens[tokens.len() - 1].closed() == Some(Tag::Stop);
    let weight = only
        || idle
        || adverb_between
        || passive
        || opening
        || alone
        || either
        || object
        || particle_follows(tokens, i)
        || mainly && person
        || person
            && matches!(tokens[i].word.verb.as_deref(), Some("act" | "serve" | "double"))
            && tokens.get(i + 1).is_some_and(|t| t.lower == "as")
        || complement
        || one
        || row;
    if r.any(Readings::THIRD)
        && singular
        && (n.any(Readings::SINGULAR) || !n.any(Readings::PLURAL) || one_of)
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
                t.closed().is_none() && t.word.readings.noun() && !t.word.readings.any(Readings::ADJECTIVE)
            });
        return (reduced && (object || !followed_by_noun(tokens, i))).then_some(Form::Past);
    }
    if r.any(Readings::ING) && (object || particle_follows(tokens, i)) && !n.any(Readings::MAINLY_VERB) {
        return Some(Form::Ing);
    }
    None
}

/// Whether a noun follows right behind `i`.
fn noun_follows(tokens: &[Token<'_>], i: usize) -> bool {
    tokens.get(i + 1).is_some_and(|n| n.closed().is_none() && n.word.readings.noun())
}

//! What a sentence shows of nouns that no list knows for people: a department that signs, a body that decides, a name that
//! does what only somebody does.
//!
//! A tower stands, a system runs, a door opens; but what checks a booking, hires and briefs is staffed. Which verbs those
//! are is data ([`Readings::OF_PEOPLE`]); WordNet tells it by the subjects that it allows a verb.

use super::duty::duty_noun;
use super::frame;
use super::position::{Position, position};
use super::voice::bare_title;
use rolecall_language::{
    Clause, Form, Function, Generic, Phrase, Reading, Readings, RoleName, Tag, Token, VerbGroup, Voice, function,
    generic, role_name,
};

/// The verb of a clause that says of its subject what only somebody does.
pub(super) fn deed<'r>(reading: &'r Reading<'_>, clause: &Clause) -> Option<&'r str> {
    let group = &reading.groups.verbs[clause.verb];
    // "sets the balance, pans, adds": what a verb before it acts on does nothing.
    let first = clause.subjects.iter().map(|&s| reading.groups.phrases[s].tokens.0).min()?;
    let object = first > 0
        && (reading.tokens[first - 1].tag == Tag::Preposition
            || reading.groups.verbs.iter().any(|v| v.tokens.1 == first));
    // "meets and decides if it is so"
    let whether = reading.tokens.get(group.tokens.1).is_some_and(|t| t.lower == "if");
    let does = group.voice == Voice::Active && of_people(reading, group) && (acts_on(reading, group) || whether);
    (does && !object).then_some(group.lemma.as_str())
}

/// Those by whom is done what only somebody does, each with whether that is what an organisation's part is called.
pub(super) fn agents<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = (RoleName, bool)> + 'r {
    reading.groups.phrases.iter().filter_map(|phrase| {
        let by = phrase.tokens.0.checked_sub(1).filter(|&i| reading.tokens[i].lower == "by")?;
        let head = &reading.tokens[phrase.head];
        // "followed by on-the-job training"
        let staffed = match function(reading, phrase) {
            Some(Function::Activity) => head.capital(),
            other => other.is_some(),
        };
        let body = head.word.readings.any(Readings::BODY);
        let told = determined(reading, phrase) || head.capital() || body || staffed;
        let department = function(reading, phrase) == Some(Function::Department);
        let name = if told && done(reading, by, body || department) { role_name(reading, phrase) } else { None };
        name.map(|name| (name, staffed))
    })
}

/// Several by whom something is done, none of them set off by an article: "are given by inductors".
pub(super) fn several<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = RoleName> + 'r {
    let agents = reading.clauses.iter().flat_map(|c| &c.agents).map(|&a| &reading.groups.phrases[a]);
    agents.filter(|p| p.tokens.0 == p.core && !p.pronoun).filter_map(|p| role_name(reading, p)).filter(|n| n.plural)
}

/// Whether a clause says by itself, and without denying it, that something is done.
pub(super) fn states(reading: &Reading<'_>, clause: &Clause) -> bool {
    let group = &reading.groups.verbs[clause.verb];
    !group.negated && !group.copula && position(reading, clause) == Position::Main
}

/// "As a stock volunteer you sort …", "As our yard lead, I …": whom a sentence speaks to or of as whoever reads or writes.
pub(super) fn spoken_to(reading: &Reading<'_>) -> Option<RoleName> {
    let tokens = &reading.tokens;
    let at = tokens.iter().position(|t| t.lower == "as")?;
    let phrase = reading.groups.phrases.iter().find(|p| p.tokens.0 == at + 1 && !p.pronoun)?;
    let mut next = phrase.tokens.1;
    if tokens.get(next).is_some_and(|t| t.tag == Tag::Comma) {
        next += 1;
    }
    let speaks = tokens.get(next).is_some_and(|t| matches!(t.lower.as_str(), "you" | "i"));
    let article = matches!(tokens[at + 1].lower.as_str(), "a" | "an" | "the" | "our" | "your");
    (speaks && (article || bare_title(reading, at + 1))).then(|| role_name(reading, phrase)).flatten()
}

/// "the police", "a gatehouse", "our board": something that there is, not a kind of thing.
pub(super) fn determined(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let first = reading.tokens[phrase.tokens.0].lower.as_str();
    phrase.owner.is_some()
        || matches!(first, "the" | "a" | "an" | "our" | "their" | "his" | "her" | "its" | "your" | "my")
}

/// Whether the participle to which "by" at `by` belongs tells what only somebody does; a body does whatever it is.
fn done(reading: &Reading<'_>, by: usize, body: bool) -> bool {
    let before = &reading.tokens[by.saturating_sub(6)..by];
    let verb = before.iter().rev().take_while(|t| !t.tag.mark()).find(|t| matches!(t.tag, Tag::Verb(Form::Past)));
    // "driven by procurement", "followed by room service"
    let so = |v: &Token<'_>| {
        let lemma = v.word.verb.as_deref();
        matches!(lemma, Some("drive" | "follow" | "cause" | "affect" | "influence" | "shape" | "precede"))
    };
    verb.is_some_and(|v| body && !so(v) || v.word.readings.any(Readings::OF_PEOPLE))
}

/// Whether a verb is one that only somebody does.
fn of_people(reading: &Reading<'_>, group: &VerbGroup) -> bool {
    let verb = &reading.tokens[group.verb];
    let looks = group.lemma == "look"
        && reading.tokens.get(group.tokens.1).is_some_and(|t| matches!(t.lower.as_str(), "after" | "into" | "over"));
    !group.copula && (looks || verb.word.readings.any(Readings::OF_PEOPLE))
}

/// Whether something is acted on behind the verb.
fn acts_on(reading: &Reading<'_>, group: &VerbGroup) -> bool {
    reading.tokens.get(group.tokens.1).is_some_and(|t| {
        matches!(
            t.tag,
            Tag::Determiner | Tag::Possessive | Tag::Noun | Tag::Adjective | Tag::Relative | Tag::Pronoun | Tag::Adverb
        ) || matches!(t.lower.as_str(), "off" | "up" | "on" | "with" | "out" | "over" | "after" | "into" | "whether")
    })
}

/// "Finance approves the money": a bare singular noun that does what only people
/// do is a department, and stands for its people.
pub(super) fn staffed(reading: &Reading<'_>, clause: &Clause, phrase: &Phrase) -> bool {
    let group = &reading.groups.verbs[clause.verb];
    let head = &reading.tokens[phrase.head];
    let words = &reading.tokens[phrase.tokens.0..phrase.tokens.1];
    let bare = phrase.tokens.0 == phrase.core
        && phrase.owner.is_none()
        && (words.len() == 1 || words.iter().all(|t| t.capital() && t.word.readings.noun()));
    let verb = &reading.tokens[group.verb];
    // "sends confirmation letters", "which headshot makes it": behind a verb or "which" nobody begins to act.
    let begins = phrase.tokens.0.checked_sub(1).is_none_or(|i| {
        let before = &reading.tokens[i];
        !matches!(before.tag, Tag::Verb(_) | Tag::Relative | Tag::Determiner | Tag::Possessive)
    });
    // "Information on this page allows comparisons": what is described before it acts is no department.
    let at_once = reading.tokens.get(phrase.tokens.1).is_none_or(|t| t.tag != Tag::Preposition);
    let acts = begins && matches!(verb.tag, Tag::Verb(Form::Third)) && !clause.relative
        || group.modal.as_deref() == Some("will");
    // "journey maps" are maps; "payroll checks the hours".
    let plural = verb.word.readings.noun() && !verb.word.readings.any(Readings::MAINLY_VERB);
    let onto = reading.tokens.get(group.tokens.1).is_some_and(|t| {
        matches!(t.tag, Tag::Determiner | Tag::Possessive | Tag::Pronoun | Tag::Relative)
            || matches!(t.lower.as_str(), "off" | "up" | "over" | "after" | "into")
    });
    // "keeps employment and wage estimates annually": what goes on an object is none either, unless it acts on something set off.
    let goes_on = phrase.tokens.0.checked_sub(1).is_some_and(|i| reading.tokens[i].tag == Tag::Conjunction);
    // "access to health services will support growth", "those who work in research and development may collect samples"
    let before = phrase.tokens.0.checked_sub(1).map(|i| reading.tokens[i].tag);
    let anew = match before {
        None | Some(Tag::Subordinator | Tag::Adverb | Tag::Quote) => true,
        Some(Tag::Conjunction) => reading.tokens[phrase.core].capital(),
        Some(tag) => tag.mark(),
    };
    if anew
        && at_once
        && !clause.relative
        && group.voice == Voice::Active
        && called_by_function(reading, clause, phrase)
    {
        return true;
    }
    bare && acts
        && !force(&head.lower)
        && at_once
        && (!goes_on || onto)
        && acts_on(reading, group)
        && (!plural || onto)
        && (!head.word.readings.any(Readings::ING) || head.word.readings.noun())
        && (head.acronym() || !head.word.readings.any(Readings::GUESSED))
        && of_people(reading, group)
}

/// What decides, drives or demands without being anybody: "Luck decides the match", "Money decides who gets in".
fn force(lower: &str) -> bool {
    matches!(
        lower,
        "time"
            | "luck"
            | "chance"
            | "fate"
            | "money"
            | "love"
            | "nature"
            | "history"
            | "science"
            | "custom"
            | "tradition"
            | "etiquette"
            | "habit"
            | "experience"
            | "practice"
            | "life"
            | "death"
            | "age"
            | "size"
            | "price"
            | "weather"
            | "rain"
            | "snow"
            | "wind"
            | "steam"
            | "water"
            | "software"
            | "hardware"
            | "technology"
            | "fashion"
            | "fear"
            | "hope"
            | "faith"
            | "sense"
            | "instinct"
            | "gravity"
            | "demand"
            | "competition"
    )
}

/// Whether what acts is called by what it is for: "Housekeeping gets the rooms ready", "Marketing must see the poster".
fn called_by_function(reading: &Reading<'_>, clause: &Clause, phrase: &Phrase) -> bool {
    let group = &reading.groups.verbs[clause.verb];
    let head = &reading.tokens[phrase.head];
    let name = head.capital() && phrase.tokens.0 > 0;
    let plural = head.word.readings.any(Readings::PLURAL) && !head.word.readings.any(Readings::SINGULAR);
    let does = reading.tokens[group.tokens.0].lower == "does";
    let third = reading.tokens[group.verb].tag == Tag::Verb(Form::Third) || does;
    let base = reading.tokens[group.verb].tag == Tag::Verb(Form::Base);
    let onto = set_off(reading, group);
    // "Artificial intelligence may replace some of them"
    let must = matches!(group.modal.as_deref(), Some("must" | "will" | "shall" | "should"));
    let people = of_people(reading, group);
    let held = match function(reading, phrase) {
        // "Accounts must show the assets", "Stores open at nine" and "Stores sell the book": things and shops.
        Some(Function::Department) if group.modal.is_some() => people,
        Some(Function::Department) => !plural || third || onto && people,
        // "Training takes time", "Policy sets the limits", "Parking must not block the drive"
        Some(Function::Activity) if group.modal.is_some() => onto && must && people,
        // "Maintenance change the bulbs": a plural verb means people.
        Some(Function::Activity) => onto && (third && (name || people) || base && !plural),
        // "Accounts answers the letters", "Highways fills the holes": a plural that acts as one is a name.
        _ => plural && third && onto && head.capital() && phrase.tokens.0 == phrase.core && phrase.owner.is_none(),
    };
    held && frame::acts(reading, clause)
}

/// Whether a sentence hands something to what is called by what it is for: "Complaints go to Customer Service".
pub(super) fn department_at(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    match function(reading, phrase) {
        Some(Function::Department) => true,
        Some(Function::Activity) => phrase.tokens.0 > 0 && reading.tokens[phrase.core].capital(),
        _ => false,
    }
}

/// Whether an article or possessive sets off what follows a verb, over a particle: "signs off the plan", not "takes time".
pub(super) fn set_off(reading: &Reading<'_>, group: &VerbGroup) -> bool {
    let at = group.tokens.1;
    let next = |i: usize| reading.tokens.get(i);
    let particle = next(at).is_some_and(|t| {
        matches!(t.lower.as_str(), "up" | "off" | "out" | "over" | "down" | "back" | "away" | "after")
    });
    next(at + usize::from(particle)).is_some_and(|t| {
        matches!(t.tag, Tag::Determiner | Tag::Possessive)
            || !particle && t.tag == Tag::Number
            || matches!(t.lower.as_str(), "up" | "off")
    })
}

/// "The manager signs, and Operations pays": a common noun with a capital of its own in the middle of a sentence, which acts.
pub(super) fn department(reading: &Reading<'_>, clause: &Clause, phrase: &Phrase) -> bool {
    let head = &reading.tokens[phrase.head];
    let r = head.word.readings;
    let before = phrase.tokens.0.checked_sub(1).map(|i| reading.tokens[i].tag);
    // "the Institute of Dance and Drama teaches": more of a name.
    let name = phrase.tokens.0 > 1 && {
        let other = &reading.tokens[phrase.tokens.0 - 2];
        other.capital() && !other.acronym()
    };
    let within = !name && matches!(before, Some(Tag::Conjunction | Tag::Comma | Tag::Subordinator | Tag::Adverb));
    let small = || reading.tokens.iter().filter(|t| t.text.len() > 3 && !t.capital()).count();
    let group = &reading.groups.verbs[clause.verb];
    phrase.tokens.0 == phrase.head
        && phrase.owner.is_none()
        && head.capital()
        && !head.acronym()
        && r.noun()
        && !r.any(Readings::GUESSED.with(Readings::PERSON).with(Readings::MAY_BE_PERSON))
        && within
        && small() > 3
        && group.voice == Voice::Active
        && !group.copula
        && frame::acts(reading, clause)
}

/// "The press office writes the notice", "the planning commission recommends": a part of an organisation that is called by what
/// it is for, and acts.
pub(super) fn unit(reading: &Reading<'_>, clause: &Clause, phrase: &Phrase) -> bool {
    let head = &reading.tokens[phrase.head];
    let called = phrase.core < phrase.head
        && reading.tokens[phrase.core..phrase.head].iter().all(|t| matches!(t.tag, Tag::Noun | Tag::Adjective));
    let group = &reading.groups.verbs[clause.verb];
    called
        && !phrase.pronoun
        && (determined(reading, phrase) || head.capital())
        && !head.word.readings.any(Readings::PLURAL)
        // "the Department of State"
        && reading.tokens.get(phrase.tokens.1).is_none_or(|t| t.lower != "of")
        && is_unit(head.word.noun.as_deref().unwrap_or(&head.lower))
        && group.voice == Voice::Active
        && group.modal.as_deref().is_none_or(|m| m == "will")
        && !matches!(reading.tokens[group.verb].tag, Tag::Verb(Form::Past))
        && states(reading, clause)
        && acted_on(reading, group)
        && frame::acts(reading, clause)
}

/// "The council empties the bins", "An outside firm services the lift": a body of people that acts on something set off.
pub(super) fn body_acts(reading: &Reading<'_>, clause: &Clause, phrase: &Phrase) -> bool {
    let head = &reading.tokens[phrase.head];
    let noun = head.word.noun.as_deref().unwrap_or(&head.lower);
    let general = generic(noun);
    let called = phrase.core < phrase.head
        && reading.tokens[phrase.core..phrase.head].iter().all(|t| matches!(t.tag, Tag::Noun | Tag::Adjective));
    let body = head.word.readings.any(Readings::BODY) && general.is_none()
        || called
            && matches!(noun, "team" | "crew" | "firm" | "company" | "party" | "squad" | "association" | "department");
    let group = &reading.groups.verbs[clause.verb];
    body && phrase.owner.is_none()
        && determined(reading, phrase)
        && !head.word.readings.any(Readings::PLURAL)
        && group.voice == Voice::Active
        && group.modal.as_deref().is_none_or(|m| matches!(m, "will" | "must"))
        && !matches!(reading.tokens[group.verb].tag, Tag::Verb(Form::Past))
        && states(reading, clause)
        && clause_begins(reading, phrase)
        // "the committee decides"
        && staffs(reading, clause, phrase)
        && (set_off(reading, group) || matches!(group.lemma.as_str(), "decide" | "vote" | "adjudicate"))
        && !reading.tokens.get(group.tokens.1).is_some_and(|t| matches!(t.lower.as_str(), "with" | "on" | "in" | "at"))
        && frame::acts(reading, clause)
}

/// Whether a clause says of a body of people what only somebody does. Of what means nothing else it may say more: "The rubber band
/// holds the papers" and "The crowd fills the stand", but "the committee holds hearings".
pub(super) fn staffs(reading: &Reading<'_>, clause: &Clause, phrase: &Phrase) -> bool {
    let group = &reading.groups.verbs[clause.verb];
    let head = &reading.tokens[phrase.head];
    let plain = matches!(
        head.word.noun.as_deref().unwrap_or(&head.lower),
        "council"
            | "committee"
            | "company"
            | "firm"
            | "team"
            | "crew"
            | "department"
            | "association"
            | "commission"
            | "ministry"
    );
    let befalls = matches!(
        group.lemma.as_str(),
        "lose" | "win" | "beat" | "take" | "enter" | "fill" | "leave" | "reach" | "get" | "show" | "carry" | "cover"
    );
    let does = of_people(reading, group) || plain && !befalls;
    group.voice == Voice::Active && does && frame::acts(reading, clause)
}

/// Whether a clause can begin with a phrase: not "a contract between the airline and the union determines".
fn clause_begins(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let tokens = &reading.tokens[..phrase.tokens.0];
    match tokens {
        [] => true,
        [.., comma, and] if and.tag == Tag::Conjunction => comma.tag.mark(),
        [.., before] => before.tag.mark() || matches!(before.tag, Tag::Subordinator | Tag::Adverb | Tag::Quote),
    }
}

/// Whether an object follows a verb: "handles billing disputes", "calls off the march", not "calls with a new patient".
fn acted_on(reading: &Reading<'_>, group: &VerbGroup) -> bool {
    let behind = reading.tokens.get(group.tokens.1);
    behind.is_some_and(|t| {
        matches!(
            t.tag,
            Tag::Determiner
                | Tag::Possessive
                | Tag::Noun
                | Tag::Adjective
                | Tag::Number
                | Tag::Pronoun
                | Tag::Relative
                | Tag::Verb(Form::Ing)
        ) || matches!(t.lower.as_str(), "off" | "up" | "out" | "over")
    })
}

/// "2.5 Finance raises the credit note": whom a sentence begins with that stands where a document lists who does what, called by a
/// bare name.
pub(super) fn listed_actor(reading: &Reading<'_>) -> Option<RoleName> {
    let tokens = &reading.tokens;
    let phrase = reading.groups.phrases.first().filter(|p| {
        let counted = tokens[..p.core].iter().all(|t| t.tag == Tag::Number || t.tag.mark());
        counted && p.owner.is_none() && !p.pronoun && tokens[p.core..=p.head].iter().all(Token::capital)
    })?;
    let clause = reading
        .clauses
        .iter()
        .find(|c| c.subjects.first().is_some_and(|&s| reading.groups.phrases[s].head == phrase.head) && !c.relative)?;
    let group = &reading.groups.verbs[clause.verb];
    let acts =
        matches!(tokens[group.verb].tag, Tag::Verb(Form::Third)) && group.voice == Voice::Active && !group.copula;
    let noun = !tokens[phrase.head].word.readings.any(Readings::PLURAL);
    // "Mix drinks according to recipes" is an order.
    let order = tokens[phrase.core].word.readings.any(Readings::MAINLY_VERB);
    let verb = tokens[group.verb].word.readings;
    let sure = !verb.noun() || verb.any(Readings::MAINLY_VERB);
    let set_off = tokens.get(group.tokens.1).is_some_and(|t| matches!(t.tag, Tag::Determiner | Tag::Possessive));
    let held = acts && noun && (set_off || sure && !order && acted_on(reading, group)) && frame::acts(reading, clause);
    held.then(|| role_name(reading, phrase)).flatten()
}

/// Nouns for a part of an organisation where people work.
pub(super) fn is_unit(head: &str) -> bool {
    matches!(
        head,
        "office"
            | "desk"
            | "helpdesk"
            | "unit"
            | "division"
            | "section"
            | "department"
            | "branch"
            | "commission"
            | "bureau"
            | "secretariat"
            | "registry"
            | "authority"
            | "directorate"
            | "lab"
            | "laboratory"
            | "workshop"
    )
}

/// Nouns for people that a word before them makes a role: "PhD student", "squad boss".
pub(super) fn people(head: &str) -> bool {
    generic(head).is_some_and(|g| matches!(g, Generic::People | Generic::Audience))
}

/// Nouns that may head a section and act in sentences, but name no one.
pub(super) fn abstract_noun(head: &str) -> bool {
    duty_noun(head)
        || matches!(head, "FAQ" | "FAQs" | "Q&A" | "TOC" | "PDF" | "ID" | "TV" | "UK" | "US" | "USA" | "EU")
        || generic(head).is_some()
        || ["tion", "ment", "ness", "ity", "ing", "ance", "ence", "ship", "ics", "sis", "logy", "ure", "ism", "cy"]
            .iter()
            .any(|e| head.ends_with(e))
}

//! Answers to "Who …?": often no sentence, but a name alone, behind the question or behind the task and a mark.

use super::duty::duty_noun;
use super::inventory::Inventory;
use super::label;
use super::naming::{end_of_name, mentioned, named};
use super::post;
use super::predicate::is_deed;
use super::sentence::{Named, Place};
use super::voice;
use rolecall_language::{Generic, Likelihood, Phrase, Reading, Readings, Tag, Token, generic, read, role_name};

/// Whether a sentence is marked as a question: "Q: who locks up".
pub(super) fn marked(reading: &Reading<'_>) -> bool {
    let [first, mark, ..] = &reading.tokens[..] else { return false };
    mark.text == ":" && matches!(first.lower.as_str(), "q" | "question")
}

/// "Does the porter carry bags?", "Do porters lock up?": whom a question asks about, where it can be answered by yes or no.
pub(super) fn asked_whether(reading: &Reading<'_>, inventory: &Inventory, place: &Place) -> Vec<Named> {
    let tokens = &reading.tokens;
    let question =
        tokens.iter().rev().find(|t| t.tag != Tag::Quote && t.tag != Tag::Close).is_some_and(|t| t.text == "?");
    let from = if marked(reading) { 2 } else { 0 };
    let skipped = |t: &Token<'_>| matches!(t.tag, Tag::Adverb | Tag::Conjunction | Tag::Quote | Tag::Dash);
    let Some(at) = (from..tokens.len()).find(|&i| !skipped(&tokens[i])) else { return Vec::new() };
    let whether =
        matches!(tokens[at].lower.as_str(), "do" | "does" | "can" | "may" | "must" | "should" | "will" | "would");
    let subject = reading.groups.phrases.iter().position(|p| p.tokens.0 == at + 1);
    let Some(subject) = subject.filter(|_| question && whether) else { return Vec::new() };
    let end = end_of_name(reading, subject);
    let deed = tokens[end..].iter().find(|t| t.tag != Tag::Adverb);
    let does = deed.is_some_and(|t| t.word.readings.any(Readings::BASE) && t.word.verb.as_deref().is_some_and(is_deed));
    if does { named(reading, subject, inventory, place) } else { Vec::new() }
}

/// A question without the letter that marks it: "Q: Who locks up?"
pub(super) fn question(sentence: &str) -> &str {
    let letter = ["Q:", "Q.", "Question:"].iter().find_map(|letter| sentence.strip_prefix(letter));
    letter.unwrap_or(sentence).trim_start()
}

/// "Can a porter give out keys?": whether a question asks what somebody may do.
pub(super) fn asks_leave(reading: &Reading<'_>) -> bool {
    let asks = reading.tokens.last().is_some_and(|t| t.text == "?");
    asks && reading.tokens.iter().take(4).any(|t| matches!(t.lower.as_str(), "can" | "may" | "could" | "might"))
}

/// "What does a porter do?", "So what do porters do all day?": of whom a question asks that.
pub(super) fn asked_what(reading: &Reading<'_>, inventory: &Inventory, place: &Place) -> Option<String> {
    let tokens = &reading.tokens;
    let what = tokens.iter().take(3).position(|t| t.lower == "what")?;
    let question = tokens.last().is_some_and(|t| t.text == "?");
    // "What am I responsible for, then?", "What are my duties?", below the heading of whoever asks
    let word = |n: usize| tokens.get(what + n).map_or("", |t| t.lower.as_str());
    let own = matches!((word(1), word(2), word(3)), ("am", "i", "responsible" | "in") | ("are" | "is", "my", _))
        && (word(2) == "i" || duty_noun(word(3)) || duty_noun(word(3).trim_end_matches('s')));
    let does_it = matches!((word(1), word(2), word(3)), ("do", "i", "do") | ("will", "i", "do"));
    if question && (own || does_it) && place.headed {
        return place.section.first().cloned();
    }
    let does = tokens.get(what + 1).is_some_and(|t| matches!(t.lower.as_str(), "does" | "do"));
    let subject = reading.groups.phrases.iter().position(|p| p.tokens.0 == what + 2)?;
    let end = end_of_name(reading, subject);
    let deed = tokens[end..].iter().find(|t| t.tag != Tag::Adverb).is_some_and(|t| t.lower == "do");
    match &named(reading, subject, inventory, place)[..] {
        [(role, _)] if question && does && deed => Some(role.clone()),
        _ => None,
    }
}

/// Whether a sentence says yes or no to what was asked.
pub(super) fn yes_or_no(reading: &Reading<'_>) -> Option<bool> {
    let tokens = &reading.tokens;
    // "A: yes", "In most clubs, yes, when a guest asks."
    let label = if tokens.get(1).is_some_and(|t| t.text == ":") { 2 } else { 0 };
    let set_off = || tokens.iter().take(6).position(|t| t.tag == Tag::Comma).map(|comma| comma + 1);
    let opens = tokens.first().is_some_and(|t| t.tag == Tag::Preposition);
    let from = if opens { set_off().unwrap_or(label) } else { label };
    let word = |i: usize| tokens.get(from + i).map_or("", |t| t.lower.as_str());
    // "For children, no." and "In the past, yes." leave open how it is else and now.
    let mostly = |t: &Token<'_>| {
        matches!(t.lower.as_str(), "most" | "all" | "many" | "general" | "practice" | "principle" | "short")
    };
    if opens && from != label && !tokens[..from].iter().any(mostly) {
        return None;
    }
    match (word(0), word(1)) {
        (
            "yes" | "yep" | "yeah" | "yup" | "sure" | "indeed" | "absolutely" | "definitely" | "certainly" | "correct",
            _,
        ) => Some(true),
        ("of", "course") => Some(!tokens.iter().any(|t| t.tag == Tag::Not)),
        // "Usually, guests ring themselves." says something of its own.
        ("always" | "usually" | "normally", "" | "." | "!") => Some(true),
        ("no" | "nope" | "nah" | "never", "" | "," | "." | "!" | ";" | ":" | "–") => Some(false),
        _ => None,
    }
}

/// Whom an answer names: "The sommelier.", "That would be the sommelier.", "Usually the sommelier, though …", "I do."
pub(super) fn answering(reading: &Reading<'_>, inventory: &Inventory, place: &Place) -> Vec<String> {
    let tokens = &reading.tokens;
    // "Here is our guide." answers nobody.
    let here = tokens.first().is_some_and(|t| t.lower == "here");
    if here || tokens.len() > 16 || tokens.iter().any(|t| t.tag == Tag::Not) {
        return Vec::new();
    }
    let alone = alone(reading);
    let person = |t: &Token<'_>| voice::person(inventory, place, &t.lower);
    let mut roles: Vec<String> = alone.iter().filter(|t| t.capital()).find_map(person).into_iter().collect();
    if roles.is_empty() {
        // "The vicar and the organist, on Mondays.": both; "The vicar, though the organist …": the first.
        let range = alone.first().map_or(0..0, |first| first.start..alone[alone.len() - 1].end);
        let within = reading.groups.phrases.iter().filter(|p| range.contains(&tokens[p.tokens.0].start));
        let names = within.filter_map(|p| role_name(reading, p)).filter(|n| inventory.is_role(&n.name));
        roles.extend(names.map(|n| inventory.resolve(&n.name, &place.near())));
        roles.dedup();
    }
    if roles.is_empty() {
        roles.extend(mentioned(reading, inventory, place).into_iter().next().map(|(role, _)| role));
    }
    if roles.is_empty() {
        roles.extend(body(alone));
    }
    if roles.is_empty() && tokens.len() <= 8 {
        let says = |words: &[&str]| tokens.iter().any(|t| words.contains(&t.lower.as_str()));
        // "I do.", "On paper, me.", "You do."
        roles.extend(place.i.first().filter(|_| says(&["i", "me", "us"])).cloned());
        roles.extend(place.you.first().filter(|_| says(&["you"]) && tokens.len() <= 4).cloned());
    }
    roles
}

/// The first words of an answer, up to a comma or the like, where they are a name and nothing else: "Hire company.",
/// "Hyacinth, but try Bill first."
fn alone<'a, 't>(reading: &'a Reading<'t>) -> &'a [Token<'t>] {
    let tokens = &reading.tokens;
    // "BEV: (laughs) …"
    let mut from = tokens.iter().take(4).position(|t| t.text == ":").map_or(0, |i| i + 1);
    if tokens.get(from).is_some_and(|t| t.tag == Tag::Open) {
        from = tokens.iter().position(|t| t.tag == Tag::Close).map_or(from, |i| i + 1);
    }
    let rest = &tokens[from.min(tokens.len())..];
    let ends = |t: &Token<'_>| t.tag.mark() || t.tag == Tag::Relative;
    let rest = &rest[..rest.iter().position(ends).unwrap_or(rest.len())];
    let name = |t: &Token<'_>| {
        matches!(t.tag, Tag::Determiner | Tag::Noun | Tag::Adjective | Tag::Conjunction | Tag::Adverb | Tag::Slash)
    };
    // "Hire company.": an order would take an article before what is hired.
    let order = matches!(rest.first().map(|t| t.tag), Some(Tag::Verb(_))) && rest.len() == 2;
    if rest.len() > 8 || !rest.iter().skip(usize::from(order)).all(name) { &[] } else { rest }
}

/// A body that the article names only here. "No idea", "Good question" and "Every day" are none.
fn body(alone: &[Token<'_>]) -> Option<String> {
    let (first, last) = (alone.first()?, alone.last()?);
    let article = first.tag == Tag::Determiner;
    if article && !matches!(first.lower.as_str(), "the" | "our" | "your" | "a" | "an") {
        return None;
    }
    let words: Vec<&Token<'_>> = alone.iter().skip(usize::from(article)).filter(|t| t.tag != Tag::Adverb).collect();
    let plain = words.iter().skip(1).all(|t| t.tag == Tag::Noun) && words.first()?.tag != Tag::Adjective;
    let noun = last.word.noun.as_deref().unwrap_or(&last.lower);
    let body = generic(noun).is_none_or(|g| matches!(g, Generic::Body | Generic::Audience));
    // "Hm.", "Lol."
    let word = words.len() > 1 || article || last.acronym() || last.lower.len() > 3;
    if words.len() > 3 || !plain || !word || !body || duty_noun(noun) {
        return None;
    }
    let said: Vec<&str> = words.iter().map(|t| t.text).collect();
    let said = format!("the {}", said.join(" "));
    let reading = read(&said);
    let name = reading.groups.phrases.first().and_then(|p| role_name(&reading, p))?;
    Some(name.name)
}

/// "Lift not following the plan: lifting supervisor": a task, a mark, and whose it is.
pub(super) fn assigned(reading: &Reading<'_>, inventory: &Inventory, place: &Place) -> Vec<(String, String)> {
    let tokens = &reading.tokens;
    let Some(last) = reading.groups.phrases.last() else { return Vec::new() };
    let mut from = last.tokens.0;
    while from > 0 && matches!(tokens[from - 1].tag, Tag::Conjunction | Tag::Noun | Tag::Slash) {
        from -= 1;
    }
    let closes = tokens[last.tokens.1..].iter().all(|t| t.tag == Tag::Stop);
    let marked = from > 1 && matches!(tokens[from - 1].text, ":" | "–" | "—" | "->" | "→" | ">");
    // "Written by: the bursar", "Job snapshot: bursar": a label is short, a task is not.
    let label = from < 4 && !post::answers_to(reading);
    // "Year 1–3: apprentice", "Apprentice → journeyman → master"
    let before = &tokens[..from];
    let likely = |p: &Phrase| role_name(reading, p).is_some_and(|n| n.likelihood >= Likelihood::Likely);
    let ladder = before.iter().any(|t| matches!(t.text, "→" | "->"))
        && reading.groups.phrases.iter().any(|p| p.tokens.1 <= from && likely(p));
    if ladder || before.iter().take(4).any(label::of_page) && before.len() < 6 {
        return Vec::new();
    }
    if !closes || !marked || label {
        return first_behind(reading, inventory, place);
    }
    reading
        .groups
        .phrases
        .iter()
        .filter(|p| p.tokens.0 >= from)
        .filter_map(|p| role_name(reading, p))
        .filter(|n| n.likelihood >= Likelihood::Likely || tokens[n.tokens.0].acronym())
        .filter(|n| inventory.is_role(&n.name))
        .map(|n| (inventory.resolve(&n.name, &place.section), reading.text(n.tokens)))
        .collect()
}

/// "Smoke from the engine: an engineer, at once, or the harbour": behind a list of things and a mark, whoever comes first, and
/// no verb of anybody's.
fn first_behind(reading: &Reading<'_>, inventory: &Inventory, place: &Place) -> Vec<(String, String)> {
    let tokens = &reading.tokens;
    let Some(mark) = tokens.iter().rposition(|t| t.text == ":").filter(|&mark| mark > 1) else { return Vec::new() };
    // "Wobbly shelf: joiner." is a sentence, "Job snapshot: Joiner" a label.
    let said = |p: &rolecall_language::Phrase| {
        p.core > p.tokens.0 || !tokens[p.core].capital() && tokens.last().is_some_and(|t| t.text == ".")
    };
    let phrase = reading.groups.phrases.iter().find(|p| p.tokens.0 == mark + 1 && said(p) && p.owner.is_none());
    let Some(phrase) = phrase else { return Vec::new() };
    let ends = tokens.get(phrase.tokens.1).is_none_or(|t| matches!(t.tag, Tag::Comma | Tag::Stop));
    let before = tokens[..mark].iter().any(|t| matches!(t.tag, Tag::Noun));
    let verbless =
        !reading.groups.verbs.iter().any(|v| v.finite && (v.tokens.0 > mark && v.tokens.0 < phrase.tokens.1 + 3));
    // "From left: the pilot, the baker": a caption.
    let page = mark < 5 && tokens[..mark].iter().any(label::of_page);
    let label = page
        || tokens[0].tag == Tag::Preposition && mark < 4
        || tokens[..mark].iter().any(|t| t.capital() && t.tag == Tag::Noun) && mark < 3;
    let name = role_name(reading, phrase).filter(|n| n.likelihood >= Likelihood::Likely && inventory.is_role(&n.name));
    name.filter(|_| ends && before && verbless && !label)
        .map(|n| (inventory.resolve(&n.name, &place.section), reading.text(n.tokens)))
        .into_iter()
        .collect()
}

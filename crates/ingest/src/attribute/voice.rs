//! Whose "I" it is and whose "you": who speaks in a block, and whom an article addresses.
//!
//! An interview names its speakers once and then only marks their turns; a portrait quotes one person under a heading that
//! says what they are; a handbook says "as a purser, you" and then "you" for pages. Readers keep this in mind for as long
//! as nothing else is said, and so does [`super::walk`].

use super::inventory::Inventory;
use super::naming::mentioned;
use super::predicate::is_deed;
use super::sentence::Place;
use rolecall_language::{
    Form, Generic, Likelihood, Phrase, Reading, Readings, RoleName, Tag, Token, generic, head_of, look_up, role_name,
};

/// The roles of who says "I" in a block; `None` where the block leaves it as it was.
pub(super) fn speaker(readings: &[&Reading<'_>], inventory: &Inventory, place: &Place) -> Option<Vec<String>> {
    let first = readings.first()?;
    if let Some(role) = turn(first, inventory, place).or_else(|| labelled(readings, inventory)) {
        return Some(role);
    }
    let quoted = |r: &&&Reading<'_>| r.tokens.iter().any(|t| t.tag == Tag::Quote && t.text != "'");
    if !readings.iter().any(|r| quoted(&r)) {
        return None;
    }
    let alone = || if place.section.len() == 1 { place.section.clone() } else { Vec::new() };
    for (n, reading) in readings.iter().enumerate() {
        if let Some(phrase) = says(reading) {
            let p = &reading.groups.phrases[phrase];
            if p.pronoun {
                let pronoun = reading.tokens[p.head].lower.as_str();
                return matches!(pronoun, "he" | "she" | "they").then(|| place.meant(pronoun));
            }
            if let Some(role) = who(reading, p, inventory, place) {
                return Some(vec![role]);
            }
            // Somebody quoted below "The Gaffer" without another title is one.
            return Some(match reading.tokens[p.core].capital() {
                true if at_work(reading, p).is_some_and(|verb| !called_after(verb, &place.section)) => Vec::new(),
                true if place.section.len() == 1 => alone(),
                true => told_of(&readings[..n], inventory, place),
                false => Vec::new(),
            });
        }
    }
    let opens = first.tokens.first().is_some_and(|t| t.tag == Tag::Quote);
    // "Dot Marsh, the owner, is sixty.", and then a paragraph of her own words
    let introduced = || {
        let speaks = readings.iter().flat_map(|r| &r.tokens).any(|t| t.lower == "i" || t.lower == "my");
        Some(place.topic.clone()).filter(|who| speaks && who.len() == 1 && inventory.has_holder(&who[0]))
    };
    opens.then(alone).filter(|roles| !roles.is_empty()).or_else(|| if opens { introduced() } else { None })
}

/// The one role of which a block spoke before somebody without a title is quoted in it.
fn told_of(before: &[&Reading<'_>], inventory: &Inventory, place: &Place) -> Vec<String> {
    let mut roles: Vec<String> = Vec::new();
    for (role, _) in before.iter().flat_map(|r| mentioned(r, inventory, place)) {
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    if roles.len() == 1 { roles } else { Vec::new() }
}

/// Whether a block begins with a name and a colon.
pub(super) fn begins_turn(reading: &Reading<'_>) -> bool {
    let colon = reading.tokens.iter().take(4).position(|t| t.text == ":");
    colon.is_some_and(|colon| colon > 0 && reading.tokens[..colon].iter().all(Token::capital))
}

/// The words of the name and colon with which a turn of talk begins.
pub(super) fn turn_of(reading: &Reading<'_>) -> Option<Vec<String>> {
    let colon = reading.tokens.iter().take(4).position(|t| t.text == ":").filter(|_| begins_turn(reading))?;
    let name = &reading.tokens[..colon];
    let unknown = name.iter().all(|t| !t.word.readings.noun() || t.word.readings.any(Readings::GUESSED));
    unknown.then(|| name.iter().map(|t| t.lower.clone()).collect())
}

/// Whether a block is a belief of others and an answer to it: "“The porter does that.” No, the porter only carries it."
pub(super) fn belief(readings: &[&Reading<'_>]) -> bool {
    let [first, second, ..] = readings else { return false };
    let quote = |t: Option<&Token<'_>>| t.is_some_and(|t| t.tag == Tag::Quote);
    let whole = quote(first.tokens.first()) && quote(first.tokens.last());
    whole && !quote(second.tokens.first()) && readings.iter().all(|r| says(r).is_none())
}

/// "Moen: I check that …": a name and a colon begin a turn. Of a name that nobody was given a role for, it is nobody's.
fn turn(reading: &Reading<'_>, inventory: &Inventory, place: &Place) -> Option<Vec<String>> {
    let colon = reading.tokens.iter().take(4).position(|t| t.text == ":")?;
    let name = &reading.tokens[..colon];
    if name.is_empty() || !name.iter().all(Token::capital) {
        return None;
    }
    let known = name.iter().find_map(|t| person(inventory, place, &t.lower));
    // "RA:" for Ruth Adeane
    let short = || name.first().filter(|t| t.acronym() && colon == 1).and_then(|t| inventory.initialled(&t.lower));
    if let Some(role) = known.or_else(short) {
        return Some(vec![role]);
    }
    let unknown = name.iter().all(|t| !t.word.readings.noun() || t.word.readings.any(Readings::GUESSED));
    let speaks = reading.tokens.iter().any(|t| matches!(t.lower.as_str(), "i" | "we" | "my"));
    (unknown && speaks).then(Vec::new)
}

/// "Porter: They listen, mostly. I carry the bags.": a role as the label of a turn in which somebody speaks of himself.
fn labelled(readings: &[&Reading<'_>], inventory: &Inventory) -> Option<Vec<String>> {
    let first = readings.first()?;
    let colon = first.tokens.iter().take(4).position(|t| t.text == ":")?;
    let label = first.groups.phrases.iter().find(|p| p.tokens == (0, colon))?;
    // "Dear Hiring Manager: I am writing to …"
    let spoken_to = matches!(first.tokens[0].lower.as_str(), "dear" | "hello" | "hi" | "to" | "attention");
    let name = role_name(first, label).filter(|n| inventory.is_role(&n.name) && !n.plural && !spoken_to)?;
    let own = |t: &Token<'_>| t.lower == "i" || t.lower == "my";
    let speaks = readings.iter().flat_map(|r| r.tokens.iter()).any(own);
    speaks.then(|| vec![inventory.resolve(&name.name, &[])])
}

/// "says Priya Nair, who recruits for a bank": what is said of somebody by name that they do.
fn at_work<'r>(reading: &'r Reading<'_>, phrase: &Phrase) -> Option<&'r str> {
    let end = phrase.tokens.1;
    let next = |n: usize| reading.tokens.get(end + n);
    let who = next(0).is_some_and(|t| t.tag == Tag::Comma) && next(1).is_some_and(|t| t.lower == "who");
    let verb = next(2).filter(|t| who && t.tag == Tag::Verb(Form::Third)).and_then(|t| t.word.verb.as_deref());
    verb.filter(|verb| is_deed(verb) && !matches!(*verb, "work" | "have" | "do"))
}

/// Whether one of these is called after what a verb says: whoever recruits is a recruiter.
fn called_after(verb: &str, roles: &[String]) -> bool {
    roles.iter().any(|role| head_of(role).to_lowercase().starts_with(verb.trim_end_matches('e')))
}

/// The phrase of who says something here: "…," says Ray Tolliver; Ray Tolliver says; according to one gaffer.
fn says(reading: &Reading<'_>) -> Option<usize> {
    let tokens = &reading.tokens;
    // "Odile, who came to us last year, puts it this way: “…"
    let quoting = tokens.windows(2).position(|w| w[0].text == ":" && w[1].tag == Tag::Quote);
    let before = |c: &&rolecall_language::Clause| {
        quoting.is_some_and(|colon| reading.groups.verbs[c.verb].tokens.1 <= colon) && !c.relative
    };
    if let Some(&subject) = reading.clauses.iter().rfind(before).and_then(|c| c.subjects.first()) {
        return Some(subject);
    }
    for (i, token) in tokens.iter().enumerate() {
        if token.lower == "according" && tokens.get(i + 1).is_some_and(|t| t.lower == "to") {
            return reading.groups.phrases.iter().rposition(|p| p.tokens.0 == i + 2);
        }
        if !token.word.verb.as_deref().is_some_and(speech) {
            continue;
        }
        let after = reading.groups.phrases.iter().rposition(|p| p.tokens.0 == i + 1);
        let inverted = i > 0 && (tokens[i - 1].tag == Tag::Comma || tokens[i - 1].tag == Tag::Quote);
        if inverted && let Some(after) = after {
            return Some(after);
        }
        if let Some(before) = reading.groups.phrase_ending(i)
            && tokens[i + 1..].iter().take(3).any(|t| t.tag == Tag::Quote || t.tag.mark())
        {
            return Some(before);
        }
    }
    None
}

/// Verbs with which words are quoted.
pub(super) fn speech(verb: &str) -> bool {
    matches!(
        verb,
        "say"
            | "continue"
            | "explain"
            | "add"
            | "note"
            | "recall"
            | "laugh"
            | "admit"
            | "warn"
            | "joke"
            | "insist"
            | "reply"
            | "answer"
            | "remark"
            | "point"
            | "tell"
            | "put"
            | "write"
            | "sigh"
            | "grin"
            | "shrug"
    )
}

/// The role of a phrase that names a person or a role.
fn who(reading: &Reading<'_>, phrase: &Phrase, inventory: &Inventory, place: &Place) -> Option<String> {
    let words = &reading.tokens[phrase.core..=phrase.head];
    if let Some(role) = words.iter().filter(|t| t.capital()).find_map(|t| person(inventory, place, &t.lower)) {
        return Some(role);
    }
    let name =
        role_name(reading, phrase).filter(|n| n.likelihood >= Likelihood::Possible && inventory.is_role(&n.name))?;
    Some(inventory.resolve(&name.name, &place.near()))
}

/// The role of someone called `lower`, by what this place or the article said.
pub(super) fn person(inventory: &Inventory, place: &Place, lower: &str) -> Option<String> {
    place.people.get(lower).cloned().or_else(|| inventory.person(lower).map(|r| inventory.resolve(r, &[])))
}

/// "As a gaffer, you will …", "So you want to be a producer?": the role that is addressed from here on.
pub(super) fn addressed(reading: &Reading<'_>, inventory: &Inventory, place: &Place) -> Option<String> {
    let tokens = &reading.tokens;
    if !tokens.iter().any(|t| matches!(t.lower.as_str(), "you" | "your")) {
        return None;
    }
    for (i, token) in tokens.iter().enumerate() {
        let article = |j: usize| tokens.get(j).is_some_and(|t| matches!(t.lower.as_str(), "a" | "an" | "the" | "our"));
        let as_a = token.lower == "as" && (article(i + 1) || bare_title(reading, i + 1));
        let you_are = matches!(token.lower.as_str(), "you" | "you're")
            && tokens.get(i + 1).is_some_and(|t| matches!(t.lower.as_str(), "'re" | "are" | "want"));
        let at = if as_a {
            i + 1
        } else if you_are {
            // "you are the gaffer", "you want to be(come) a gaffer", "you're our new gaffer"
            let skip = tokens[i + 2..]
                .iter()
                .take_while(|t| matches!(t.lower.as_str(), "to" | "be" | "become" | "now" | "going"))
                .count();
            i + 2 + skip
        } else {
            continue;
        };
        // "What does your day look like, as a gaffer?"
        let yours = tokens[..i].iter().any(|t| t.lower == "your") && tokens.last().is_some_and(|t| t.text == "?");
        if as_a && i > 0 && !yours && !tokens.iter().skip(i).any(|t| t.lower == "you") {
            continue;
        }
        let Some(phrase) = reading.groups.phrases.iter().find(|p| p.tokens.0 == at) else { continue };
        if phrase.tokens.0 == phrase.core && !bare_title(reading, at) {
            continue;
        }
        if let Some(name) = role_name(reading, phrase).filter(|n| inventory.is_role(&n.name)) {
            // "If you are a gaffer …" says so of some readers only.
            let maybe = tokens[..i].iter().any(|t| {
                matches!(t.lower.as_str(), "if" | "when" | "whether" | "unless" | "once" | "until" | "before")
            });
            return (as_a || !maybe).then(|| inventory.resolve(&name.name, &place.section));
        }
    }
    None
}

/// "As gaffer, you …", "in your first week as gaffer you …": a title that needs no article.
pub(super) fn bare_title(reading: &Reading<'_>, at: usize) -> bool {
    let phrase = reading.groups.phrases.iter().find(|p| p.tokens.0 == at && p.core == at && !p.pronoun);
    let name = phrase.and_then(|p| role_name(reading, p));
    name.is_some_and(|n| !n.plural && n.likelihood >= Likelihood::Likely)
}

/// "Stewards are the first to arrive. You open the gate …": of whom a block speaks before it goes on with "you".
pub(super) fn turned_to(readings: &[&Reading<'_>], inventory: &Inventory, place: &Place) -> Option<String> {
    let [first, second, ..] = readings else { return None };
    let [clause] = &first.clauses[..] else { return None };
    let [subject] = clause.subjects[..] else { return None };
    let goes_on = second.tokens.first().is_some_and(|t| t.lower == "you");
    let phrase = &first.groups.phrases[subject];
    if !goes_on || !first.groups.verbs[clause.verb].copula || phrase.tokens.0 > 0 {
        return None;
    }
    let name = role_name(first, phrase).filter(|n| inventory.is_role(&n.name))?;
    Some(inventory.resolve(&name.name, &place.near()))
}

/// "We're looking for a gaffer": whoever answers is spoken to as "you" below.
pub(super) fn sought(reading: &Reading<'_>, inventory: &Inventory) -> Option<String> {
    let tokens = &reading.tokens;
    let at = tokens.windows(2).take(6).position(|w| {
        matches!(
            (w[0].lower.as_str(), w[1].lower.as_str()),
            ("looking" | "searching", "for") | ("seeking" | "hiring", _)
        )
    })?;
    if !tokens[..at].iter().any(|t| t.lower == "we") {
        return None;
    }
    let from = at + 1 + usize::from(tokens[at + 1].lower == "for");
    let phrase = reading.groups.phrases.iter().rfind(|p| p.tokens.0 == from)?;
    let name = role_name(reading, phrase).filter(|n| inventory.is_role(&n.name))?;
    Some(inventory.resolve(&name.name, &[]))
}

/// Whose "I" and whose "we" it is where nobody is quoted: as the text says, else, for "I", as the title does.
pub(super) fn narrators(title: &Reading<'_>, inventory: &Inventory) -> (Vec<String>, Vec<String>) {
    let narrator = |who| inventory.person(who).map(|r| vec![inventory.resolve(r, &[])]).unwrap_or_default();
    let mut i_am: Vec<String> = narrator("i");
    if i_am.is_empty() {
        i_am.extend(told_by(title, inventory).or_else(|| answers_for(title, inventory)));
    }
    (i_am, narrator("we"))
}

/// "What on earth does a verger do?", answered by somebody who tells what "I" do time and again.
fn answers_for(title: &Reading<'_>, inventory: &Inventory) -> Option<String> {
    let tokens = &title.tokens;
    let asks = tokens.first().is_some_and(|t| t.lower == "what")
        && tokens.iter().filter(|t| t.word.verb.as_deref() == Some("do")).count() > 1;
    // "… does a verger do?"
    let asked =
        |end: usize| tokens.get(end).is_some_and(|t| t.word.verb.as_deref() == Some("do") || t.tag == Tag::Adverb);
    let mut names =
        title.groups.phrases.iter().filter_map(|p| role_name(title, p)).filter(|n| inventory.is_role(&n.name));
    let (name, other) = (names.next()?, names.next());
    (asks && other.is_none() && asked(name.tokens.1) && !name.plural && inventory.tells_of_itself())
        .then(|| inventory.resolve(&name.name, &[]))
}

/// "A year in the life of a verger", "My life as a verger", "Notes from a vergers' room": whose "I" a title says that it is.
fn told_by(title: &Reading<'_>, inventory: &Inventory) -> Option<String> {
    let tokens = &title.tokens;
    let told = |t: &Token<'_>| {
        matches!(
            t.lower.as_str(),
            "life" | "diary" | "confessions" | "notes" | "log" | "day" | "night" | "week" | "year"
        )
    };
    let at = tokens.windows(2).position(|w| {
        matches!(w[0].lower.as_str(), "of" | "as" | "from") && matches!(w[1].lower.as_str(), "a" | "an" | "the" | "our")
    })?;
    let phrase = title.groups.phrases.iter().find(|p| p.tokens.0 == at + 1 && p.owner.is_none())?;
    let name = role_name(title, phrase).filter(|n| !n.plural && inventory.is_role(&n.name))?;
    tokens[..at].iter().any(told).then(|| inventory.resolve(&name.name, &[]))
}

/// "A plain guide for managers", "Stewards' handbook": whom a title says that the article is for. "Jobs for porters" are theirs,
/// but tell them nothing.
pub(super) fn audience(title: &Reading<'_>, inventory: &Inventory) -> Option<String> {
    let tokens = &title.tokens;
    let at = tokens.iter().rposition(|t| t.lower == "for");
    let phrase = at.and_then(|at| {
        let written = tokens[..at].iter().any(|t| {
            matches!(t.lower.as_str(), "guide" | "handbook" | "notes" | "manual" | "rules" | "tips" | "advice" | "faq")
        });
        title.groups.phrases.iter().find(|p| written && p.tokens.0 == at + 1 && p.tokens.1 == tokens.len())
    });
    if let Some(name) = phrase.and_then(|p| role_name(title, p)).filter(|n| n.plural && inventory.is_role(&n.name)) {
        return Some(inventory.resolve(&name.name, &[]));
    }
    let name = rulebook(title)?;
    inventory.is_role(&name.name).then(|| inventory.resolve(&name.name, &[]))
}

/// The role for which a title says that rules are written: "Steward handbook", "The Stewards' Manual".
pub(super) fn rulebook(title: &Reading<'_>) -> Option<RoleName> {
    let book = |lower: &str| matches!(lower, "handbook" | "manual" | "rulebook");
    let phrase = title.groups.phrases.iter().find(|p| book(&title.tokens[p.head].lower))?;
    let role = match phrase.owner {
        Some(owner) => title.groups.phrases[owner].clone(),
        // "Volunteer handbook": whatever the first word was taken for
        None if phrase.head > 0 && title.tokens[phrase.head - 1].word.readings.noun() => {
            let end = phrase.head;
            let start = phrase.core.min(end - 1);
            Phrase::new((start, end), end - 1, start)
        }
        None => return None,
    };
    // "Members' handbook": there, members are who the rules are for.
    let head = &title.tokens[role.head];
    let noun = look_up(&head.lower).noun.clone().unwrap_or_else(|| head.lower.clone());
    let people = matches!(noun.as_str(), "staff" | "team" | "crew" | "group" | "people" | "family");
    if role.core == role.head && generic(&noun).is_some_and(|g| matches!(g, Generic::People | Generic::Audience)) {
        let tokens = (role.head, role.head + 1);
        return (!people).then_some(RoleName { name: noun, tokens, likelihood: Likelihood::Possible, plural: true });
    }
    role_name(title, &role).filter(|n| n.likelihood >= Likelihood::Possible)
}

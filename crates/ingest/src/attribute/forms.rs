//! Sentences that say who does something by their form as a whole, not by a subject and its verb.

use super::evidence;
use super::inventory::Inventory;
use super::naming::{end_of_name, named};
use super::predicate::{is_deed, said};
use super::sentence::{Found, Place, add_new, bytes};
use rolecall_language::{Generic, Phrase, Reading, Readings, Tag, VerbGroup, Voice, generic, role_name};
use rolecall_record::{FoundBy, Kind, Strength};

/// "Treasurer to bank the float by Monday": a note of who has to do what.
pub(super) fn noted(reading: &Reading<'_>, inventory: &Inventory, place: &Place) -> Vec<Found> {
    let [verb, ..] = &reading.groups.verbs[..] else { return Vec::new() };
    // "Action: treasurer to bank the float."
    let from = reading.tokens.iter().take(3).position(|t| t.text == ":").map_or(0, |colon| colon + 1);
    let at = reading.groups.phrases.iter().position(|p| p.tokens == (from, verb.tokens.0) && !p.pronoun);
    let first = at;
    let to = reading.tokens[verb.tokens.0].tag == Tag::To && !verb.copula && is_deed(&verb.lemma);
    if first.is_none() || !to || !reading.clauses.is_empty() {
        return Vec::new();
    }
    let clause = bytes(reading, verb.tokens.0, reading.tokens.len());
    let named = at.map(|p| named(reading, p, inventory, place)).unwrap_or_default();
    named.into_iter().map(|(role, name)| Found::does(role, name, FoundBy::Subject, clause)).collect()
}

/// "Her other half goes on paperwork", "The rest goes on begging for loans": where somebody's hours go.
pub(super) fn hours(reading: &Reading<'_>, place: &Place) -> Vec<Found> {
    let tokens = &reading.tokens;
    let goes = |v: &&VerbGroup| {
        v.finite && v.lemma == "go" && tokens.get(v.tokens.1).is_some_and(|t| matches!(t.lower.as_str(), "on" | "into"))
    };
    let Some(verb) = reading.groups.verbs.iter().find(goes) else { return Vec::new() };
    let before = || tokens[..verb.tokens.0].iter().map(|t| t.lower.as_str());
    let time = |t: &str| {
        let hours =
            ["half", "rest", "most", "day", "days", "week", "weeks", "year", "time", "hours", "morning", "mornings"];
        hours.contains(&t)
    };
    if !before().any(time) {
        return Vec::new();
    }
    let roles = match before().find(|t| matches!(*t, "his" | "her" | "their" | "my" | "your")) {
        Some("my") => place.i.clone(),
        Some("your") => place.you.clone(),
        Some(pronoun) => place.meant(pronoun),
        None if place.after_role || place.headed => place.topic.clone(),
        None => Vec::new(),
    };
    let clause = bytes(reading, 0, tokens.len());
    roles.into_iter().map(|role| Found::does(role.clone(), role, FoundBy::Coordination, clause)).collect()
}

/// "That somebody is the producer.", "The person who irons the linen is the sacristan, Peter.": whoever does it has a role.
pub(super) fn pointed_at(reading: &Reading<'_>, inventory: &Inventory, place: &Place, found: &mut Vec<Found>) {
    let tokens = &reading.tokens;
    let made = |v: &VerbGroup| {
        v.lemma == "make" && v.voice == Voice::Passive && tokens.get(v.tokens.1).is_some_and(|t| t.lower == "up")
    };
    let called = |v: &VerbGroup| v.lemma == "call" && v.voice == Voice::Passive;
    let Some(be) = reading.groups.verbs.iter().rfind(|v| (v.copula || made(v) || called(v)) && v.finite && !v.negated)
    else {
        return;
    };
    // "… is the sacristan", "… is known as the sacristan", "… is made up of sidesmen"
    let next = |i: usize| tokens.get(be.tokens.1 + i).map_or("", |t| t.lower.as_str());
    let at = be.tokens.1 + if matches!((next(0), next(1)), ("known", "as") | ("up", "of")) { 2 } else { 0 };
    let Some(complement) = reading.groups.phrases.iter().rposition(|p| p.tokens.0 == at) else { return };
    // "Somebody must lock the gate, and that is the owner."
    let that =
        be.tokens.0 > 1 && tokens[be.tokens.0 - 1].lower == "that" && tokens[be.tokens.0 - 2].tag == Tag::Conjunction;
    let somebody = that && matches!(tokens[0].lower.as_str(), "somebody" | "someone");
    let somebody = somebody
        || tokens[..be.tokens.0].iter().enumerate().any(|(i, t)| {
            let deed = tokens[i + 1..be.tokens.0].iter().take(2).any(|t| {
                matches!(t.lower.as_str(), "who" | "that" | "charge" | "responsible")
                    || t.tag == Tag::Verb(rolecall_language::Form::Ing)
            });
            let points = i > 0 && matches!(tokens[i - 1].lower.as_str(), "that" | "this");
            let who = matches!(t.lower.as_str(), "somebody" | "someone" | "person" | "one")
                || made(be) && t.word.readings.any(Readings::BODY);
            who && (deed || points)
        });
    if !somebody {
        return;
    }
    for (role, name) in named(reading, complement, inventory, place) {
        found.push(Found::does(role, name, FoundBy::Subject, bytes(reading, 0, tokens.len())));
    }
}

/// "There is an engineer standing behind …"
pub(super) fn existential(reading: &Reading<'_>, inventory: &Inventory, place: &Place, found: &mut Vec<Found>) {
    let tokens = &reading.tokens;
    for (i, pair) in tokens.windows(2).enumerate() {
        if pair[0].lower != "there" || pair[1].tag != Tag::Be {
            continue;
        }
        let Some(phrase) = reading.groups.phrases.iter().position(|p| p.tokens.0 >= i + 2 && p.tokens.0 <= i + 4)
        else {
            continue;
        };
        let end = end_of_name(reading, phrase);
        // "Then there is the porter, carrying bags from early till late."
        let apart = tokens.get(end).is_some_and(|t| t.tag == Tag::Comma)
            && tokens.get(end + 1).is_some_and(|t| {
                matches!(t.tag, Tag::Verb(rolecall_language::Form::Ing)) && t.word.verb.as_deref().is_some_and(is_deed)
            });
        let acts = apart
            || tokens.get(end).is_some_and(|t| {
            matches!(t.tag, Tag::Verb(rolecall_language::Form::Ing))
                || t.lower == "who" && tokens.get(end + 1).is_some_and(|v| matches!(v.tag, Tag::Verb(_)))
                // "There's a porter to carry the bags."
                || t.tag == Tag::To
                    && tokens.get(end + 1).is_some_and(|v| {
                        matches!(v.tag, Tag::Verb(_)) && v.word.verb.as_deref().is_some_and(is_deed)
                    })
                // "Then there's the penner-up, generally the youngest in the place, who keeps the pens full."
                || t.tag == Tag::Comma && deed_behind(reading, end).is_some()
                // "There's a banker for that."
                || t.lower == "for" && tokens.get(end + 1).is_some_and(|v| matches!(v.lower.as_str(), "that" | "this"))
        }) || held_over(reading, phrase).is_some()
            // "For leaks there's a plumber."
            || i > 0 && i < 6 && tokens[0].lower == "for" && tokens.get(end).is_none_or(|t| t.tag.mark());
        let determined = reading.groups.phrases[phrase].core > reading.groups.phrases[phrase].tokens.0;
        if acts && determined {
            for (role, name) in named(reading, phrase, inventory, place) {
                found.push(Found::does(role, name, FoundBy::Subject, bytes(reading, end, tokens.len())));
            }
        }
    }
}

/// "Five people, elected each May, who decide on rules.", below the heading of whoever that is: no sentence, but who they are.
pub(super) fn fragment(reading: &Reading<'_>, place: &Place, found: &mut Vec<Found>) {
    let Some(first) = reading.clauses.first().filter(|c| c.relative && place.headed && found.is_empty()) else {
        return;
    };
    let who = reading.tokens[first.tokens.0].lower == "who";
    let [subject] = first.subjects[..] else { return };
    let p = &reading.groups.phrases[subject];
    let noun = reading.tokens[p.head].word.noun.as_deref().unwrap_or(&reading.tokens[p.head].lower);
    let people = generic(noun) == Some(Generic::People) || matches!(noun, "one" | "somebody" | "someone" | "those");
    let main = reading
        .clauses
        .iter()
        .any(|c| !c.relative && c.subjects.iter().all(|&s| reading.groups.phrases[s].tokens.0 < first.tokens.0));
    if !who || !people || main || p.tokens.0 > 1 {
        return;
    }
    for clause in reading.clauses.iter().filter(|c| c.relative && c.subjects == [subject]) {
        let said = said(reading, clause);
        for role in place.section.iter().filter(|_| said.kind == Kind::Responsibility) {
            let clause = bytes(reading, clause.tokens.0, reading.tokens.len());
            let strength = said.strength;
            found.push(Found {
                strength,
                ..Found::does(role.clone(), reading.text(p.tokens), FoundBy::Heading, clause)
            });
        }
    }
}

/// "There is an army of volunteer observers: they read …": those of whom a sentence says that there are some, and then what
/// they do.
pub(super) fn there_are<'r>(reading: &'r Reading<'_>) -> Option<&'r Phrase> {
    let tokens = &reading.tokens;
    let be = tokens.windows(2).take(4).position(|w| w[0].lower == "there" && w[1].tag == Tag::Be)? + 1;
    let colon = tokens.iter().position(|t| t.text == ":" || t.tag == Tag::Dash).filter(|&i| i > be)?;
    let they = tokens.get(colon + 1).is_some_and(|t| matches!(t.lower.as_str(), "they" | "he" | "she"));
    let last = reading.groups.phrases.iter().rfind(|p| p.tokens.1 == colon)?;
    let between = &tokens[be + 1..last.tokens.0.max(be + 1)];
    let plain =
        between.iter().all(|t| matches!(t.tag, Tag::Determiner | Tag::Noun | Tag::Adjective) || t.lower == "of");
    (they && plain).then_some(last)
}

/// "There's a clerk for one morning a week who enters …", "has a mentor (mine is Odile) who goes …": where the "who" stands that
/// speaks of a phrase over what hangs on that.
fn held_over(reading: &Reading<'_>, phrase: usize) -> Option<usize> {
    let end = reading.groups.phrases[phrase].tokens.1;
    let relative = |c: &&rolecall_language::Clause| {
        c.relative && !c.shared && c.subjects == [phrase] && reading.tokens[c.tokens.0].lower == "who"
    };
    reading.clauses.iter().find(relative).map(|c| c.tokens.0).filter(|&who| who > end && who < end + 12)
}

/// "The role of the Area Authority is to approve plans": a body of people to which a sentence gives its task.
pub(super) fn posted(reading: &Reading<'_>) -> Option<usize> {
    let tokens = &reading.tokens;
    let group =
        reading.groups.verbs.iter().find(|v| v.copula && tokens.get(v.tokens.1).is_some_and(|t| t.tag == Tag::To))?;
    let phrase = reading.groups.phrase_ending(group.tokens.0)?;
    let p = &reading.groups.phrases[phrase];
    let of = p.tokens.0.checked_sub(1).filter(|&i| i > 0 && tokens[i].lower == "of")?;
    let task =
        matches!(tokens[of - 1].lower.as_str(), "role" | "task" | "duty" | "responsibility" | "job" | "function");
    let head = &tokens[p.head];
    let body =
        head.word.readings.any(Readings::BODY) || evidence::is_unit(head.word.noun.as_deref().unwrap_or(&head.lower));
    (task && body && tokens[p.tokens.0].tag == Tag::Determiner && p.core < p.head).then_some(phrase)
}

/// "We're looking for a registrar to keep the loans book", "Larger houses employ a dresser who …": whoever is wanted or
/// kept for a deed does it. Each with the token at which the deed begins.
pub(super) fn engaged(reading: &Reading<'_>) -> Vec<(usize, usize)> {
    let tokens = &reading.tokens;
    let keeps = |v: &&VerbGroup| {
        !v.negated
            && matches!(
                v.lemma.as_str(),
                "have"
                    | "employ"
                    | "hire"
                    | "need"
                    | "want"
                    | "seek"
                    | "look"
                    | "appoint"
                    | "recruit"
                    | "engage"
                    | "elect"
            )
    };
    let behind = |v: &VerbGroup| {
        let looks = v.lemma == "look" && tokens.get(v.tokens.1).is_some_and(|t| t.lower == "for");
        let at = v.tokens.1 + usize::from(looks);
        let p = reading.groups.phrases.iter().rposition(|p| p.tokens.0 == at).filter(|_| looks || v.lemma != "look")?;
        let phrase = &reading.groups.phrases[p];
        let any = phrase.core == at || matches!(tokens[at].lower.as_str(), "a" | "an" | "another");
        let plain = any && phrase.owner.is_none() && !phrase.pronoun;
        let deed = deed_behind(reading, held_over(reading, p).unwrap_or(end_of_name(reading, p)));
        deed.filter(|_| plain).map(|deed| (p, deed))
    };
    // "Wanted: a porter who will carry bags."
    let sought = tokens.len() > 3
        && tokens[1].text == ":"
        && matches!(tokens[0].lower.as_str(), "wanted" | "hiring" | "needed" | "required" | "vacancy" | "seeking");
    let label = reading.groups.phrases.iter().position(|p| p.tokens.0 == 2 && !p.pronoun).filter(|_| sought);
    let label = label.and_then(|p| {
        let end = end_of_name(reading, p);
        let end = end + usize::from(tokens.get(end).is_some_and(|t| t.tag == Tag::Comma));
        deed_behind(reading, end).map(|deed| (p, deed))
    });
    reading.groups.verbs.iter().filter(keeps).filter_map(behind).chain(label).collect()
}

/// "Much of the forester's day is spent marking trees": what the time goes on is done.
pub(super) fn spent(reading: &Reading<'_>, inventory: &Inventory, place: &Place, found: &mut Vec<Found>) {
    for group in reading.groups.verbs.iter().filter(|v| v.lemma == "spend" && v.voice == Voice::Passive) {
        let mut behind = reading.tokens[group.tokens.1..].iter().take(8);
        let deed = behind.any(|t| t.word.readings.any(Readings::ING) && t.word.verb.as_deref().is_some_and(is_deed));
        let time = reading.groups.phrase_ending(group.tokens.0).map(|p| &reading.groups.phrases[p]);
        // "Most of the day is spent carrying bags.", below a role's heading
        if deed && place.headed && time.is_some_and(|p| p.owner.is_none()) && unnamed_before(reading, group, inventory)
        {
            for role in &place.section {
                let clause = bytes(reading, group.tokens.1, reading.tokens.len());
                found.push(Found::does(role.clone(), role.clone(), FoundBy::Heading, clause));
            }
        }
        let Some(owner) = time.and_then(|p| p.owner).filter(|_| deed) else { continue };
        for (role, name) in named(reading, owner, inventory, place) {
            let clause = bytes(reading, group.tokens.1, reading.tokens.len());
            found.push(Found::does(role, name, FoundBy::Subject, clause));
        }
    }
}

/// Whether no role is named before a verb, so that it is whoever the place suggests.
fn unnamed_before(reading: &Reading<'_>, group: &VerbGroup, inventory: &Inventory) -> bool {
    let before = reading.groups.phrases.iter().filter(|p| p.tokens.1 <= group.tokens.0);
    !before.filter_map(|p| role_name(reading, p)).any(|n| inventory.is_role(&n.name))
}

/// "It goes out on Friday, with the press office holding your hand": whoever is said to do something beside the rest.
pub(super) fn accompanying(reading: &Reading<'_>, inventory: &Inventory, place: &Place, found: &mut Vec<Found>) {
    let tokens = &reading.tokens;
    for (p, phrase) in reading.groups.phrases.iter().enumerate() {
        let with = phrase.tokens.0.checked_sub(1).filter(|&i| tokens[i].lower == "with");
        let end = phrase.tokens.1;
        let deed =
            tokens.get(end).is_some_and(|t| {
                matches!(t.tag, Tag::Verb(rolecall_language::Form::Ing)) && t.word.verb.as_deref().is_some_and(is_deed)
            }) && tokens.get(end + 1).is_some_and(|t| matches!(t.tag, Tag::Determiner | Tag::Possessive | Tag::Noun));
        // "is decided jointly with the owners"
        let together = with.is_some_and(|i| {
            i > 0
                && matches!(tokens[i - 1].lower.as_str(), "jointly" | "together")
                && reading.groups.verbs.iter().any(|v| v.voice == Voice::Passive && v.tokens.1 + 1 == i)
        });
        if (with.is_some() && deed || together) && phrase.core > phrase.tokens.0 {
            for (role, name) in named(reading, p, inventory, place) {
                found.push(Found::does(role, name, FoundBy::Subject, bytes(reading, end, tokens.len())));
            }
        }
    }
}

/// Where a deed begins behind a noun: "to keep", "who keeps", ", a kind of go-between who writes".
fn deed_behind(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let tokens = &reading.tokens;
    let aside = tokens.get(end).filter(|t| t.tag == Tag::Comma).and_then(|_| {
        let who = (end + 1..tokens.len().min(end + 9)).find(|&i| tokens[i].lower == "who")?;
        let last = who - usize::from(tokens[who - 1].tag == Tag::Comma);
        let verbless =
            !tokens[end + 1..last.max(end + 1)].iter().any(|t| t.tag.mark() || matches!(t.tag, Tag::Verb(_) | Tag::Be));
        verbless.then_some(who)
    });
    let at = aside.unwrap_or(end);
    let opens = tokens.get(at).is_some_and(|t| t.tag == Tag::To || matches!(t.lower.as_str(), "who" | "that"));
    let verb = reading.groups.verbs.iter().find(|v| v.tokens.0 == at || v.tokens.0 == at + 1)?;
    (opens && !verb.copula && !verb.negated && is_deed(&verb.lemma)).then_some(at)
}

/// "… with the law clerk, a graduate who looks up cases": what is set beside a role says what it does.
pub(super) fn described(reading: &Reading<'_>, inventory: &Inventory, place: &Place, found: &mut Vec<Found>) {
    for (p, phrase) in reading.groups.phrases.iter().enumerate() {
        let end = phrase.tokens.1;
        let beside = reading.tokens.get(end).is_some_and(|t| t.tag == Tag::Comma)
            && reading.tokens.get(end + 1).is_some_and(|t| matches!(t.lower.as_str(), "a" | "an"));
        let Some(deed) = deed_behind(reading, end).filter(|_| beside) else { continue };
        let clause = bytes(reading, deed, reading.tokens.len());
        add_new(found, named(reading, p, inventory, place), Strength::Does, FoundBy::Subject, clause);
    }
}

/// Whoever is wanted or kept for a deed, as found in this sentence.
pub(super) fn wanted(reading: &Reading<'_>, inventory: &Inventory, place: &Place, found: &mut Vec<Found>) {
    for (phrase, deed) in engaged(reading) {
        let clause = bytes(reading, deed, reading.tokens.len());
        add_new(found, named(reading, phrase, inventory, place), Strength::Does, FoundBy::Subject, clause);
    }
}

/// "A rework order is raised (Planner).": whose what is done is, in brackets behind a sentence that does not say by whom.
pub(super) fn bracketed(reading: &Reading<'_>, inventory: &Inventory, place: &Place, found: &mut Vec<Found>) {
    let tokens = &reading.tokens;
    let end = tokens.len() - tokens.iter().rev().take_while(|t| t.tag == Tag::Stop).count();
    let Some(close) = end.checked_sub(1).filter(|&i| tokens[i].tag == Tag::Close) else { return };
    let Some(p) = reading.groups.phrases.iter().rposition(|p| p.tokens.1 == close) else { return };
    let phrase = &reading.groups.phrases[p];
    let open = phrase.tokens.0.checked_sub(1).filter(|&i| tokens[i].tag == Tag::Open);
    let Some(open) = open.filter(|_| !tokens[phrase.head].acronym() && !phrase.pronoun) else { return };
    let done = reading.clauses.iter().any(|c| {
        let group = &reading.groups.verbs[c.verb];
        let by = tokens[group.tokens.1.min(open)..open].iter().any(|t| t.lower == "by");
        // "is raised (Planner)": before a bracket a participle looks like an adjective.
        let participle = group.copula && open > 1 && tokens[open - 1].word.readings.any(Readings::PARTICIPLE);
        (group.voice == Voice::Passive || participle)
            && !group.negated
            && !matches!(group.lemma.as_str(), "call" | "name" | "know" | "title")
            && group.tokens.1 <= open
            && !by
            && !c.relative
    });
    if done {
        let named = named(reading, p, inventory, place);
        add_new(found, named, Strength::Does, FoundBy::Coordination, bytes(reading, 0, open));
    }
}

/// "Nobody else may carry them.", right below the heading of whoever may.
pub(super) fn nobody_else(reading: &Reading<'_>, place: &Place, found: &mut Vec<Found>) {
    let tokens = &reading.tokens;
    let at = match &tokens[..] {
        [a, b, ..] if a.lower == "nobody" && b.lower == "else" => 2,
        [a, b, c, ..] if a.lower == "no" && b.lower == "one" && c.lower == "else" => 3,
        _ => return,
    };
    let verb = reading.groups.verbs.iter().find(|v| v.finite && v.tokens.0 >= at && v.tokens.0 <= at + 1);
    let does = verb.is_some_and(|v| !v.copula && !v.negated && is_deed(&v.lemma));
    if !does || !place.headed && !place.after_duty {
        return;
    }
    let [role] = &place.topic[..] else { return };
    found.push(Found::does(role.clone(), role.clone(), FoundBy::Heading, bytes(reading, at, tokens.len())));
}

/// "Nobody opens the safe except the bursar", "No one but the warden may ring it": whoever is left over does it.
pub(super) fn excepted(reading: &Reading<'_>, inventory: &Inventory, place: &Place, found: &mut Vec<Found>) {
    let tokens = &reading.tokens;
    let nobody = tokens
        .iter()
        .position(|t| t.lower == "nobody" || t.lower == "none")
        .or_else(|| tokens.windows(2).position(|w| w[0].lower == "no" && w[1].lower == "one"));
    let Some(nobody) = nobody else { return };
    let Some(but) = (nobody..tokens.len()).find(|&i| {
        tokens[i].lower == "except" || tokens[i].lower == "but" && tokens[i].tag != Tag::Comma && i <= nobody + 2
    }) else {
        return;
    };
    let does = reading
        .groups
        .verbs
        .iter()
        .any(|v| v.finite && v.tokens.0 > nobody && !v.copula && v.voice == Voice::Active && is_deed(&v.lemma));
    let Some(phrase) = reading.groups.phrases.iter().rposition(|p| p.tokens.0 == but + 1).filter(|_| does) else {
        return;
    };
    for (role, name) in named(reading, phrase, inventory, place) {
        found.push(Found::does(role, name, FoundBy::Subject, bytes(reading, 0, tokens.len())));
    }
}

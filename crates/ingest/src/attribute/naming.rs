//! The roles that a phrase names: itself, by a pronoun, by a person's name, or by what it owns.

use super::duty::before_duty_noun;
use super::inventory::Inventory;
use super::possession::{charge, place as place_of_work, theirs_to};
use super::sentence::{Named, Place};
use super::voice;
use rolecall_language::{Generic, Reading, Tag, generic, role_name};
use rolecall_record::FoundBy;

/// Where the name that a phrase begins ends: "the director | of nursing" is two phrases.
pub(super) fn end_of_name(reading: &Reading<'_>, phrase: usize) -> usize {
    let p = &reading.groups.phrases[phrase];
    role_name(reading, p).map_or(p.tokens.1, |n| n.tokens.1.max(p.tokens.1))
}

/// The roles that a phrase names, itself or by what it points back to.
pub(super) fn named(reading: &Reading<'_>, phrase: usize, inventory: &Inventory, place: &Place) -> Vec<Named> {
    let p = &reading.groups.phrases[phrase];
    let written = || reading.text((p.core, p.head + 1));
    let back = |roles: &[String]| roles.iter().map(|r| (r.clone(), written())).collect::<Vec<_>>();
    let head = &reading.tokens[p.head];
    let words = &reading.tokens[p.core..=p.head];
    let small = p.core == p.head && p.tokens.0 == p.core && inventory.small_name(&head.lower);
    if (head.capital() && words.iter().all(rolecall_language::Token::capital) || small)
        && let Some(role) = words.iter().find_map(|t| voice::person(inventory, place, &t.lower))
    {
        return vec![(role, written())];
    }
    let of_both = p.tokens.0 > 1
        && reading.tokens[p.tokens.0 - 1].lower == "of"
        && matches!(reading.tokens[p.tokens.0 - 2].lower.as_str(), "both" | "neither");
    // "the director of nursing's job": the end of a name that begins with an earlier phrase.
    if !p.pronoun
        && p.tokens.0 > 1
        && reading.tokens[p.tokens.0 - 1].lower == "of"
        && let Some(whole) = reading.groups.phrase_ending(p.tokens.0 - 1)
        && role_name(reading, &reading.groups.phrases[whole])
            .is_some_and(|n| n.tokens.1 == p.tokens.1 && inventory.is_role(&n.name))
    {
        return named(reading, whole, inventory, place);
    }
    // "Our porter Anna", "the head cook Odile": a title before somebody's name.
    if head.capital()
        && p.head > p.core
        && !reading.tokens[p.head - 1].capital()
        && let Some(role) = voice::person(inventory, place, &head.lower)
    {
        return vec![(role, written())];
    }
    // "Clerk vs porter: the first keeps the books, the second …"
    let place_in_pair = reading.tokens[p.tokens.0].lower == "the"
        && matches!(
            (p.tokens.1 - p.tokens.0, reading.tokens.get(p.tokens.0 + 1).map(|t| t.lower.as_str())),
            (2, Some("first" | "second"))
        );
    if place_in_pair {
        let found = former_latter(reading, p.tokens.0 + 1, inventory, place);
        if !found.is_empty() {
            return found;
        }
    }
    // "Neither sees the till", not "and neither can the porter"
    let neither =
        head.lower == "neither" && reading.tokens.get(p.head + 1).is_some_and(|t| matches!(t.tag, Tag::Verb(_)));
    // "All three sign": whom the section is about, or the text, where these are three.
    if p.pronoun && head.lower == "three" {
        let three = [&place.section, &place.topic].into_iter().find(|roles| roles.len() == 3);
        return three.map(|roles| back(roles)).unwrap_or_default();
    }
    // "Those two carry it", "neither of those two"
    if p.pronoun && (matches!(head.lower.as_str(), "both" | "two" | "either") || neither || of_both) {
        return back(&both(reading, phrase, inventory, place));
    }
    if p.pronoun {
        // "some of the engineers", "one of them"
        if matches!(head.lower.as_str(), "some" | "many" | "most" | "all" | "one" | "each" | "both" | "few" | "several")
            && reading.tokens.get(p.head + 1).is_some_and(|t| t.lower == "of")
            && let Some(inner) = reading.groups.phrases.iter().rposition(|q| q.tokens.0 == p.head + 2)
        {
            return named(reading, inner, inventory, place);
        }
        // "A good one will ask …", below the heading of whoever that is.
        let before = |n: usize| p.head.checked_sub(n).map(|i| reading.tokens[i].tag);
        if head.lower == "one"
            && place.headed
            && before(1) == Some(Tag::Adjective)
            && before(2) == Some(Tag::Determiner)
        {
            return back(&place.section);
        }
        return match head.lower.as_str() {
            "theirs" | "hers" | "his" => back(&place.meant(&head.lower)),
            "yours" => back(&place.you),
            "mine" => back(&place.i),
            "ours" | "we" | "us" => back(&place.we),
            "they" | "them" => back(&place.meant(&head.lower)),
            // One person is no body of people.
            "he" | "she" | "him" | "her" => {
                back(&place.meant_among(&head.lower, &[], &[], |role| inventory.body(role)))
            }
            "some" | "many" | "most" | "others" | "both" | "all" | "each" | "few" => back(&place.topic),
            // "Whoever closes counts the drawer", below the heading of those who may.
            "whoever"
                if place.headed
                    && !matches!(before(1), Some(Tag::Preposition | Tag::To))
                    && !others(reading, inventory, place) =>
            {
                back(&place.section)
            }
            // "While one watches the water, the other walks the side."
            "one" if one_and_other(reading) => back(&place.topic),
            "you" => back(&place.you),
            "i" | "me" => back(&place.i),
            // "These are the people who go to four gigs a night"
            "this" | "these" | "those" | "that" if person_who(reading, p.head) => back(&place.topic),
            _ => Vec::new(),
        };
    }
    if let Some(name) = role_name(reading, p).filter(|n| inventory.is_role(&n.name)) {
        // "These implementers of the plan" after the event coordinator: another word for whom the text is about.
        let points = matches!(reading.tokens[p.tokens.0].lower.as_str(), "this" | "these");
        if points && !place.topic.is_empty() && !inventory.settled(&name.name) {
            return back(&place.topic);
        }
        // "This player" below "Skip": what all of them are called.
        let about = place.headed && place.topic == place.section && !inventory.titled(&name.name);
        if points && about && !name.name.contains(' ') && !place.section[0].ends_with(&name.name) {
            return back(&place.section);
        }
        return vec![(inventory.resolve(&name.name, &place.near()), reading.text(name.tokens))];
    }
    // "the grip department": who has it in the name.
    if let Some(role) = staff_of(reading, phrase, inventory) {
        return vec![(role, written())];
    }
    // "it's his call": handed to whom the possessive means.
    if p.owner.is_none() && (charge(&head.lower) || place_of_work(&head.lower) || theirs_to(reading, p)) {
        match reading.tokens[p.tokens.0].lower.as_str() {
            first @ ("his" | "her" | "their") => return back(&place.meant(first)),
            "my" => return back(&place.i),
            "our" => return back(&place.we),
            "your" => return back(&place.you),
            _ => {}
        }
    }
    let mut noun = head.word.noun.as_deref().unwrap_or(&head.lower);
    // "the post holder": the post, as far as it acts.
    if noun == "holder" && p.head > p.core && generic(&reading.tokens[p.head - 1].lower) == Some(Generic::Post) {
        noun = "post";
    }
    // "The bursar's office handles fees": an office is whose it is.
    if head.lower == "office"
        && p.core == p.head
        && let Some(owner) = p.owner
        && let owners = named(reading, owner, inventory, place)
        && !owners.is_empty()
    {
        return owners;
    }
    // "A caller calls the figures": the article gives duties to what is elsewhere a word for an audience.
    if inventory.made(noun) {
        return vec![(noun.to_owned(), written())];
    }
    // "Students pick their own committee." in an article with a heading "PhD students"
    if p.owner.is_none()
        && p.core == p.head
        && generic(noun).is_some_and(|g| matches!(g, Generic::People | Generic::Audience))
        && let Some(full) = inventory.headed_by(noun, &place.section)
    {
        return vec![(full, written())];
    }
    let determiner = reading.tokens[p.tokens.0].lower.as_str();
    // "In a small firm the same person also drives the van."
    let points =
        matches!(determiner, "this" | "these" | "those" | "such" | "both") || reading.tokens[p.core].lower == "same";
    match generic(noun) {
        Some(Generic::People) if matches!(noun, "former" | "latter") => {
            former_latter(reading, p.head, inventory, place)
        }
        // Several are not the same person.
        Some(Generic::People) if points && reading.tokens[p.core].lower == "same" && place.topic.len() > 1 => {
            Vec::new()
        }
        Some(Generic::People) if points => back(&place.topic),
        Some(Generic::People) if noun == "other" && determiner == "the" && one_and_other(reading) => back(&place.topic),
        // "This candidate will run …", "The successful applicant …" below a role's heading
        Some(Generic::Audience)
            if matches!(noun, "candidate" | "applicant") && (points || determiner == "the" && place.headed) =>
        {
            back(&place.topic)
        }
        // "the person in this seat", "people in the role"
        Some(Generic::People) if in_post(reading, p.head) => back(&place.topic),
        Some(Generic::Post) if points || determiner == "the" => back(place.in_post()),
        // "members of the crew", "people in the role": look at what they are of.
        Some(Generic::People) if reading.tokens.get(p.head + 1).is_some_and(|t| t.lower == "of") => Vec::new(),
        _ => {
            let activity = reading.text((p.core, p.head + 1)).to_lowercase();
            match inventory.doer(&activity) {
                Some(role) => vec![(role.to_owned(), written())],
                None => Vec::new(),
            }
        }
    }
}

/// "the grip department", "the layout department": the one role whose people a department or crew is named after.
fn staff_of(reading: &Reading<'_>, phrase: usize, inventory: &Inventory) -> Option<String> {
    let p = &reading.groups.phrases[phrase];
    let group = matches!(reading.tokens[p.head].lower.as_str(), "department" | "crew" | "team" | "squad" | "desk");
    let of = reading.text((p.core, p.head)).to_lowercase();
    if !group || p.core == p.head {
        return None;
    }
    if inventory.is_role(&of) { Some(inventory.resolve(&of, &[])) } else { inventory.keeper(&of) }
}

/// Whether a sentence turns to a role that its section is not about: "Whoever finds it calls the safety officer."
fn others(reading: &Reading<'_>, inventory: &Inventory, place: &Place) -> bool {
    reading.groups.phrases.iter().any(|p| {
        let before = p.tokens.0.checked_sub(1).and_then(|i| reading.tokens[i].word.verb.as_deref());
        let turned_to =
            matches!(before, Some("call" | "tell" | "ring" | "inform" | "notify" | "fetch" | "alert" | "ask"));
        let name = if turned_to && !p.pronoun { role_name(reading, p) } else { None };
        let role = name.filter(|n| inventory.is_role(&n.name)).map(|n| inventory.resolve(&n.name, &place.near()));
        role.is_some_and(|role| !place.section.contains(&role))
    })
}

/// Whether a sentence tells of "one" and "the other" of several.
fn one_and_other(reading: &Reading<'_>) -> bool {
    let acts = |lower: &str| {
        let subjects = reading.clauses.iter().flat_map(|c| &c.subjects);
        subjects.into_iter().any(|&s| reading.tokens[reading.groups.phrases[s].head].lower == lower)
    };
    acts("one") && acts("other")
}

/// "both", "both of them": the two whom the sentence has named before it, else the two of whom the text last spoke.
fn both(reading: &Reading<'_>, phrase: usize, inventory: &Inventory, place: &Place) -> Vec<String> {
    let start = reading.groups.phrases[phrase].tokens.0;
    let mut here: Vec<String> = Vec::new();
    for before in (0..phrase).filter(|&p| reading.groups.phrases[p].tokens.1 <= start) {
        for (role, _) in named(reading, before, inventory, place) {
            if !here.contains(&role) {
                here.push(role);
            }
        }
    }
    let of = |i: usize| reading.tokens.get(i).is_some_and(|t| t.lower == "of");
    match here.len() {
        2 => here,
        // "Both may be right." goes on with whomever the text is about.
        _ if of(start + 1) || start > 0 && of(start - 1) => place.last_two(),
        // One is not both.
        _ if place.topic.len() == 1 => Some(place.last_two()).filter(|two| two.len() == 2).unwrap_or_default(),
        _ => place.topic.clone(),
    }
}

/// Whether "are the people who", "is the one that" follows.
fn person_who(reading: &Reading<'_>, head: usize) -> bool {
    let tokens = &reading.tokens;
    if !tokens.get(head + 1).is_some_and(|t| t.tag == Tag::Be) {
        return false;
    }
    let Some(phrase) = reading.groups.phrases.iter().find(|q| q.tokens.0 > head && q.tokens.0 <= head + 3) else {
        return false;
    };
    let noun = tokens[phrase.head].word.noun.as_deref().unwrap_or(&tokens[phrase.head].lower);
    let people = matches!(noun, "one" | "ones") || generic(noun) == Some(Generic::People);
    people && tokens[phrase.tokens.1..].iter().take(4).any(|t| matches!(t.lower.as_str(), "who" | "that"))
}

/// Whether "in this role" or the like follows.
fn in_post(reading: &Reading<'_>, head: usize) -> bool {
    let next = |i: usize| reading.tokens.get(head + i).map_or("", |t| t.lower.as_str());
    matches!(next(1), "in" | "holding" | "with")
        && matches!(next(2), "this" | "the" | "that" | "such")
        && reading
            .groups
            .phrases
            .iter()
            .any(|q| q.tokens.0 == head + 2 && generic(&reading.tokens[q.head].lower) == Some(Generic::Post))
}

/// Whom "the former" and "the latter", "the first" and "the second" mean: two roles that the sentence named before, else the last two
/// that were named together.
fn former_latter(reading: &Reading<'_>, head: usize, inventory: &Inventory, place: &Place) -> Vec<Named> {
    let at = match reading.tokens[head].lower.as_str() {
        "former" | "first" => 0,
        "latter" | "second" => 1,
        _ => return Vec::new(),
    };
    let mut here: Vec<String> = Vec::new();
    for phrase in reading.groups.phrases.iter().filter(|p| p.tokens.1 <= head && !p.pronoun) {
        let name = role_name(reading, phrase).filter(|n| inventory.is_role(&n.name));
        let role = name.map(|n| inventory.resolve(&n.name, &place.near()));
        here.extend(role.filter(|role| !here.contains(role)));
    }
    let far = matches!(reading.tokens[head].lower.as_str(), "former" | "latter");
    let pair = if here.len() == 2 || !far { &here } else { &place.pair };
    match &pair[..] {
        [_, _] => vec![(pair[at].clone(), reading.tokens[head].text.to_owned())],
        _ => Vec::new(),
    }
}

/// Whose job, role or focus the phrase names.
pub(super) fn owners(
    reading: &Reading<'_>,
    phrase: usize,
    inventory: &Inventory,
    place: &Place,
    here: &[String],
) -> (Vec<Named>, FoundBy) {
    let p = &reading.groups.phrases[phrase];
    if let Some(owner) = p.owner {
        return (named(reading, owner, inventory, place), FoundBy::Subject);
    }
    let first = reading.tokens[p.tokens.0].lower.as_str();
    let meant = place.meant(first);
    let topic = if here.is_empty() { &meant } else { here };
    if matches!(first, "their" | "his" | "her") {
        return (
            topic.iter().map(|r| (r.clone(), reading.tokens[p.tokens.0].text.to_owned())).collect(),
            FoundBy::Pronoun,
        );
    }
    if first == "your" {
        return (
            place.you.iter().map(|r| (r.clone(), reading.tokens[p.tokens.0].text.to_owned())).collect(),
            FoundBy::Pronoun,
        );
    }
    if reading.tokens.get(p.head + 1).is_some_and(|t| matches!(t.lower.as_str(), "of" | "for"))
        && let Some(of) = reading.groups.phrases.iter().rposition(|q| q.tokens.0 == p.head + 2)
    {
        let found = named(reading, of, inventory, place);
        if !found.is_empty() {
            return (found, FoundBy::Subject);
        }
    }
    // "the almoners job is to count": typed without its apostrophe, or a compound.
    if let Some(name) = before_duty_noun(reading, p).filter(|n| inventory.is_role(&n.name)) {
        return (vec![(inventory.resolve(&name.name, &place.near()), reading.text(name.tokens))], FoundBy::Subject);
    }
    // "Duties include …", "One task is to …" right below the role's heading.
    let head = reading.tokens[p.head].lower.as_str();
    let opens = p.tokens.0 == 0;
    let bare = matches!(head, "duties" | "tasks" | "responsibilities" | "work") && p.core == p.tokens.0;
    let one = matches!(
        head,
        "duty" | "duties" | "task" | "tasks" | "responsibility" | "responsibilities" | "chore" | "chores"
    );
    let whose = matches!(first, "no" | "this" | "that" | "every" | "each" | "any" | "some" | "all" | "many");
    // "Background tasks include …" are no person's.
    let plain = reading.tokens[p.core..p.head].iter().all(|t| t.tag == Tag::Adjective);
    let own = matches!(first, "our" | "my" | "its");
    let task = opens && !own && (bare || one && !whose);
    if place.headed && task {
        return (place.section.iter().map(|r| (r.clone(), reading.text(p.tokens))).collect(), FoundBy::Heading);
    }
    // "The goal is to …", "The job includes …", "Another task is …", "Other duties include …" right after a duty.
    if place.after_duty && (first == "the" || task && plain || day(head)) || place.headed && day(head) {
        return (place.in_post().iter().map(|r| (r.clone(), reading.text(p.tokens))).collect(), FoundBy::Coordination);
    }
    (Vec::new(), FoundBy::Subject)
}

/// "A typical day starts with …"
fn day(head: &str) -> bool {
    matches!(head, "day" | "morning" | "evening" | "night" | "week" | "shift")
}

/// The roles that a sentence names anywhere, resolved, in order, each with whether it stands in the plural.
pub(super) fn mentioned(reading: &Reading<'_>, inventory: &Inventory, place: &Place) -> Vec<(String, bool)> {
    let mut roles: Vec<(String, bool)> = Vec::new();
    for phrase in &reading.groups.phrases {
        // "the editor's assistant" speaks of the assistant.
        let owns = reading.tokens.get(phrase.tokens.1).is_some_and(|t| t.tag == Tag::Possessive);
        if let Some(name) = role_name(reading, phrase).filter(|n| !owns && inventory.is_role(&n.name)) {
            let role = inventory.resolve(&name.name, &place.near());
            if !roles.iter().any(|(r, _)| *r == role) {
                roles.push((role, name.plural));
            }
        }
    }
    roles
}

//! Work told as what it is made of, so that nobody is the subject: "that means opening the gate", "half of the week is sorting
//! the post", "in the winter it's mending nets". It is the work of whom the text is about.

use super::duty::duty_noun;
use super::inventory::Inventory;
use super::position::time_noun;
use super::predicate::{Said, is_deed};
use super::sentence::{Found, Named, Place, add_new, bytes, negated};
use rolecall_language::{Clause, Form, Likelihood, Reading, Readings, Tag, Token, VerbGroup, Voice, role_name};
use rolecall_record::{FoundBy, Kind, Strength};

/// How far the verb stands from the beginning at most, in words.
const REACH: usize = 10;

/// Adds whose the work is that a sentence tells so; whom it mentions as something of that work ("Training the stewards is a chunk of the
/// week") is not spoken of.
pub(super) fn told_as_work(reading: &Reading<'_>, inventory: &Inventory, place: &Place, found: &mut Vec<Found>) {
    let part = part_of_the_job(reading, inventory, place);
    if !part.is_empty() && (found.is_empty() || plainly(&reading.tokens)) {
        *found = part;
        return;
    }
    let [role] = &place.topic[..] else { return };
    if (place.after_duty || place.after_role || place.headed) && filled(&reading.tokens) {
        let clause = bytes(reading, 0, reading.tokens.len());
        add_new(found, vec![(role.clone(), role.clone())], Strength::Does, FoundBy::Coordination, clause);
    }
}

/// Whether a sentence is one clause with "is". "Matching a singer with a song was then the whole of the work" is a story, of whoever did
/// it; "Depending on where he is, the porter may work part time" is about the porter already.
fn plainly(tokens: &[Token<'_>]) -> bool {
    let Some(be) = tokens.iter().position(|t| t.tag == Tag::Be) else { return false };
    matches!(tokens[be].lower.as_str(), "is" | "are")
        && !tokens[..be].iter().any(|t| t.tag.mark() || matches!(t.tag, Tag::Subordinator | Tag::Relative))
        && !tokens[be..].iter().any(|t| t.tag == Tag::Subordinator)
}

/// "On a quiet day that means calling suppliers", "The rest of the morning is answering letters", "Most days start with opening
/// the shutters", "Mornings are for sorting the post".
fn filled(tokens: &[Token<'_>]) -> bool {
    let quoted = tokens.iter().take_while(|t| matches!(t.tag, Tag::Quote | Tag::Conjunction)).count();
    let tokens = &tokens[quoted..];
    let Some(at) = tokens.iter().take(REACH).position(verbal) else { return false };
    let (before, behind) = tokens.split_at(at);
    let verbs = behind.iter().take_while(|t| verbal(t) || t.tag == Tag::Adverb && t.lower != "on").count();
    let Some(verb) = behind[..verbs].iter().rfind(|t| verbal(t)) else { return false };
    if behind[..verbs].iter().any(|t| t.tag == Tag::Not) || tokens.last().is_some_and(|t| t.text == "?") {
        return false;
    }
    let lemma = verb.word.verb.as_deref().unwrap_or(&verb.lower);
    let mut rest = &behind[verbs..];
    let means = matches!(lemma, "mean" | "involve" | "include");
    let is = verb.tag == Tag::Be;
    let (first, second) = (rest.first().map(|t| t.lower.as_str()), tokens.get(at + verbs + 1));
    let goes = match first {
        Some("with") => matches!(lemma, "start" | "begin" | "open" | "end" | "finish" | "close"),
        Some("on") => lemma == "go",
        Some("of") => lemma == "consist",
        Some("for") => is,
        _ => false,
    };
    if goes {
        rest = &rest[1..];
    }
    // "a lot of it", "out of season"
    let points = before.iter().rposition(|t| matches!(t.lower.as_str(), "it" | "that" | "this"));
    let pointed = points.is_some_and(|p| p + 1 == at && occasion(&before[..p]));
    let fits = match pointed {
        true => means || is && points != Some(0),
        false => (means || is || goes) && share(before),
    };
    // "that means buying powder, which the farmer does"
    let others = rest.iter().any(|t| matches!(t.lower.as_str(), "which" | "who"));
    let own = before.iter().any(|t| matches!(t.lower.as_str(), "spare" | "free" | "own"));
    fits && second.is_some() && !others && !own && deeds(rest, pointed && is)
}

fn verbal(token: &Token<'_>) -> bool {
    matches!(token.tag, Tag::Be | Tag::Modal | Tag::Not | Tag::Verb(Form::Base | Form::Third | Form::Past))
}

/// Whether words say when or how often: "In the winter", "From April until August", "Then", "Mostly".
fn occasion(before: &[Token<'_>]) -> bool {
    let time = |t: &Token<'_>| {
        time_noun(t.word.noun.as_deref().unwrap_or(&t.lower))
            || t.capital() && t.tag == Tag::Noun
            || t.tag == Tag::Number
    };
    match before {
        [] => true,
        [adverbs @ .., last] if adverbs.iter().chain([last]).all(|t| matches!(t.tag, Tag::Adverb | Tag::Comma)) => true,
        [first, rest @ ..] => {
            matches!(first.tag, Tag::Preposition | Tag::Determiner | Tag::Adverb) && rest.iter().any(time)
        }
    }
}

/// Whether words name a share of somebody's time or work: "The rest of the morning", "Most of the job", "Mornings", "A typical day".
fn share(before: &[Token<'_>]) -> bool {
    let noun = |t: &Token<'_>| t.word.noun.clone().unwrap_or_else(|| t.lower.clone());
    let of = before.iter().position(|t| t.lower == "of");
    // "Most of the work", "Mornings"; not "Roofing work", which may be hard
    let of_work = |t: &Token<'_>| {
        let noun = noun(t);
        let work = || duty_noun(&noun) || matches!(noun.as_str(), "hours" | "time" | "work" | "job" | "role");
        time_noun(&noun) || matches!(noun.as_str(), "day" | "days") || of.is_some() && work()
    };
    let plain = before.iter().all(|t| {
        matches!(
            t.tag,
            Tag::Determiner
                | Tag::Possessive
                | Tag::Adjective
                | Tag::Noun
                | Tag::Number
                | Tag::Preposition
                | Tag::Pronoun
                | Tag::Adverb
        )
    });
    let Some(last) = before.iter().rfind(|t| t.tag == Tag::Noun) else { return false };
    // "The gate of the day", "His first job"
    let of_all = |t: &Token<'_>| {
        let known = matches!(
            t.lower.as_str(),
            "rest"
                | "half"
                | "most"
                | "much"
                | "lot"
                | "part"
                | "bulk"
                | "percent"
                | "majority"
                | "third"
                | "quarter"
                | "some"
                | "chunk"
                | "deal"
                | "all"
        );
        known || t.text.ends_with('%')
    };
    // "The day starts with a visit" may be the guests'; "Mornings", "Most days", "A typical week", "His day" are not.
    let usual = |t: &Token<'_>| {
        matches!(t.lower.as_str(), "my" | "his" | "her" | "their" | "our" | "your")
            || matches!(t.lower.as_str(), "most" | "many" | "some" | "every" | "each")
            || typical(t)
    };
    let bare = before.iter().all(|t| t.tag == Tag::Noun) && last.word.readings.any(Readings::PLURAL);
    let part = match of {
        Some(of) => before[..of].iter().any(of_all),
        // "The pupil's day"
        None => (bare || before.iter().any(usual)) && !before.iter().any(|t| t.lower == "'s"),
    };
    plain && part && of_work(last)
}

/// "a typical day", "her working week": as it is as a rule.
pub(super) fn typical(token: &Token<'_>) -> bool {
    matches!(token.lower.as_str(), "typical" | "average" | "normal" | "usual" | "working" | "ordinary" | "regular")
}

/// Whether gerunds of deeds stand here: "answering letters", "hiring and paperwork".
fn deeds(rest: &[Token<'_>], being: bool) -> bool {
    let [first, behind @ ..] = rest else { return false };
    let deed = first.word.readings.any(Readings::ING) && first.word.verb.as_deref().is_some_and(is_deed);
    let idle = matches!(
        first.word.verb.as_deref(),
        Some(
            "get"
                | "become"
                | "lose"
                | "miss"
                | "wait"
                | "sleep"
                | "die"
                | "drink"
                | "go"
                | "be"
                | "have"
                | "come"
                | "look"
                | "feel"
                | "seem"
                | "rain"
                | "snow"
                | "freeze"
                | "grow"
        )
    );
    // "It's raining", "Then it's testing."
    // "it's lambing time", "it's heating bills" are things.
    let goes_on = behind.first().is_some_and(|t| match t.tag {
        Tag::Noun | Tag::Adjective => !being,
        tag => !tag.mark(),
    });
    deed && !idle && goes_on
}

/// "That includes setting up …", "This means checking …": the sentence goes on with the one before.
pub(super) fn continued(reading: &Reading<'_>, clause: &Clause, place: &Place) -> Option<(Vec<Named>, FoundBy, Said)> {
    let [subject] = clause.subjects[..] else { return None };
    let p = &reading.groups.phrases[subject];
    let group = &reading.groups.verbs[clause.verb];
    let points = matches!(reading.tokens[p.head].lower.as_str(), "that" | "this" | "it" | "these" | "which")
        || matches!(reading.tokens[p.tokens.0].lower.as_str(), "this" | "these");
    let goes_on =
        matches!(group.lemma.as_str(), "include" | "involve" | "mean" | "entail" | "cover" | "extend" | "range");
    // "That means the plumber": who, rather than what
    let whom = reading.groups.phrases.iter().find(|p| p.tokens.0 == group.tokens.1 && p.core > p.tokens.0);
    if whom.and_then(|p| role_name(reading, p)).is_some_and(|n| n.likelihood >= Likelihood::Likely) {
        return None;
    }
    let deed = reading.tokens[group.tokens.1..]
        .iter()
        .take(6)
        .any(|t| matches!(t.tag, Tag::Verb(Form::Ing)) || t.tag == Tag::Noun);
    // "That can mean running the stand-up" goes on with any sentence about the role; the looser forms only with a duty.
    let runs_on = matches!(group.lemma.as_str(), "mean" | "include" | "involve")
        && reading.tokens.get(group.tokens.1).is_some_and(|t| matches!(t.tag, Tag::Verb(Form::Ing)));
    // "This can be done by asking round."
    let done = group.lemma == "do"
        && group.voice == Voice::Passive
        && reading.tokens.get(group.tokens.1).is_some_and(|t| t.lower == "by");
    if !points
        || !(goes_on || done)
        || !deed
        || !(place.after_duty || place.after_role && runs_on)
        || place.topic.is_empty()
    {
        return None;
    }
    let named = place.topic.iter().map(|r| (r.clone(), reading.text(p.tokens))).collect();
    Some((
        named,
        FoundBy::Coordination,
        Said { kind: Kind::Responsibility, strength: negated(reading, clause, Strength::Does) },
    ))
}

/// "Training the servers is another chunk of the week", "Feeding is her job as well": a deed, said to be part of the work.
fn part_of_the_job(reading: &Reading<'_>, inventory: &Inventory, place: &Place) -> Vec<Found> {
    let first = reading.tokens.iter().find(|t| t.tag != Tag::Quote).map(|t| t.tag);
    let [role] = &place.topic[..] else { return Vec::new() };
    // "Watching the wind", "Model building"
    let activity = reading
        .groups
        .phrases
        .first()
        .is_some_and(|p| p.tokens.0 <= 1 && reading.tokens[p.head].lower.ends_with("ing"));
    if !matches!(first, Some(Tag::Verb(Form::Ing))) && !activity {
        return Vec::new();
    }
    let takes = |v: &&VerbGroup| v.finite && (v.copula || matches!(v.lemma.as_str(), "take" | "fill" | "eat" | "make"));
    let Some(be) = reading.groups.verbs.iter().find(takes) else { return Vec::new() };
    // "Getting there is the business of somebody else."
    if reading.tokens[be.tokens.1..].windows(2).any(|w| w[1].lower == "else" && w[0].lower.starts_with("some")) {
        return Vec::new();
    }
    // "Buying one takes the director and three years."
    let others = reading.groups.phrases.iter().filter(|p| p.tokens.0 >= be.tokens.1 && p.core > p.tokens.0);
    if !be.copula && others.filter_map(|p| role_name(reading, p)).any(|n| inventory.is_role(&n.name)) {
        return Vec::new();
    }
    let part = reading.tokens[be.tokens.1..].iter().take(8).any(|t| {
        let noun = t.word.noun.as_deref().unwrap_or(&t.lower);
        duty_noun(noun)
            || matches!(
                noun,
                "part"
                    | "chunk"
                    | "percent"
                    | "half"
                    | "bulk"
                    | "piece"
                    | "day"
                    | "week"
                    | "bit"
                    | "core"
                    | "heart"
                    | "fifth"
                    | "quarter"
                    | "third"
                    | "most"
                    | "time"
                    | "morning"
                    | "afternoon"
                    | "year"
                    | "hours"
            )
    });
    if !part {
        return Vec::new();
    }
    let strength = if be.negated { Strength::DoesNot } else { Strength::Does };
    let clause = bytes(reading, 0, reading.tokens.len());
    vec![Found { strength, ..Found::does(role.clone(), role.clone(), FoundBy::Coordination, clause) }]
}

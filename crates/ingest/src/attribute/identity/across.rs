//! What a sentence and the next one say together of who is who.

use super::{Identity, opening, person, unlisted};
use crate::attribute::evidence;
use rolecall_language::{Likelihood, Phrase, Reading, RoleName, Tag, Token, role_name};

/// "On the hill sits the trainer. Giles Averill plans …": the one person whom a sentence sets on the stage, and of whom the
/// next goes on by a full name.
fn staged(before: &Reading<'_>, after: &Reading<'_>) -> Option<Identity> {
    let [clause] = &before.clauses[..] else { return None };
    let group = &before.groups.verbs[clause.verb];
    let stands = matches!(group.lemma.as_str(), "be" | "sit" | "stand" | "wait" | "work" | "come" | "arrive" | "live");
    let definite = |p: &&Phrase| before.tokens[p.tokens.0].lower == "the" && !before.tokens[p.head].capital();
    let mut posts = before.groups.phrases.iter().filter(definite).filter_map(|p| role_name(before, p));
    let mut posts = posts.by_ref().filter(|n| n.likelihood >= Likelihood::Likely);
    let (Some(post), None) = (posts.next(), posts.next()) else { return None };
    if !stands
        || group.negated
        || post.plural
        || before.groups.phrases.iter().any(|p| person(&before.tokens, p).is_some())
    {
        return None;
    }
    let subject = *after.clauses.first()?.subjects.first()?;
    let phrase = &after.groups.phrases[subject];
    let full =
        phrase.tokens.0 == 0 && phrase.tokens.1 == 2 && after.tokens[..2].iter().all(|t| t.capital() && unlisted(t));
    let names = person(&after.tokens, phrase).filter(|_| full)?;
    Some(Identity::Person { names, role: post.name })
}

/// What a sentence and the next one say together of who is who: "That fell to Odile. A glazier by trade, she …".
pub(in crate::attribute) fn across(before: &Reading<'_>, after: &Reading<'_>) -> Vec<Identity> {
    let mut found: Vec<Identity> = staged(before, after).into_iter().collect();
    let mut named = before.groups.phrases.iter().filter_map(|p| person(&before.tokens, p));
    let (Some(names), None) = (named.next(), named.next()) else { return found };
    let gone_on = |t: &Token<'_>| matches!(t.lower.as_str(), "he" | "she" | "him" | "her");
    if !after.tokens.iter().any(gone_on) {
        return found;
    }
    found.push(Identity::Somebody { names: names.clone() });
    let Some(clause) = after.clauses.first() else { return found };
    let [subject] = clause.subjects[..] else { return found };
    if !gone_on(&after.tokens[after.groups.phrases[subject].head]) {
        return found;
    }
    let group = &after.groups.verbs[clause.verb];
    let post = if group.copula && !group.negated {
        after.groups.phrases.iter().rfind(|q| q.tokens.0 == group.tokens.1 && q.core > q.tokens.0)
    } else {
        opening(after)
    };
    let role = post.and_then(|p| role_name(after, p)).filter(|n| n.likelihood >= Likelihood::Likely);
    found.extend(role.map(|role| Identity::Person { names, role: role.name }));
    found
}

/// "What about the off-side? The off-side holds the rope.": what is asked after like somebody, and then does what only somebody does.
pub(in crate::attribute) fn asked_after(before: &Reading<'_>, after: &Reading<'_>) -> Option<RoleName> {
    let asks = before.tokens.last().is_some_and(|t| t.text == "?") && before.tokens.len() <= 8;
    let [asked] = &before.groups.phrases[..] else { return None };
    let clause = after.clauses.first()?;
    let [subject] = clause.subjects[..] else { return None };
    let subject = &after.groups.phrases[subject];
    let name = role_name(before, asked).filter(|_| asks && before.groups.verbs.is_empty())?;
    let same = role_name(after, subject).is_some_and(|n| n.name == name.name);
    (same && subject.tokens.0 == 0 && evidence::deed(after, clause).is_some()).then_some(name)
}

/// "The slip belongs to the head launcher. He …": something is handed to one of whom the next sentence speaks as of a person.
pub(in crate::attribute) fn gone_on_with(before: &Reading<'_>, after: &Reading<'_>) -> Option<RoleName> {
    let subject = *after.clauses.first()?.subjects.first()?;
    let phrase = &after.groups.phrases[subject];
    let person = matches!(after.tokens[phrase.head].lower.as_str(), "he" | "she") && phrase.tokens.0 == 0;
    let named = |p: &Phrase| role_name(before, p).is_some_and(|n| n.likelihood >= Likelihood::Likely);
    if !person || before.groups.phrases.iter().any(named) {
        return None;
    }
    let handed = crate::attribute::frame::handed_to(before);
    let [one] = &handed[..] else { return None };
    let phrase = &before.groups.phrases[one.phrase];
    // "This is her line. She …": what is owned is nobody.
    let owned = before.tokens[phrase.tokens.0].tag == Tag::Possessive;
    let common = phrase.core > phrase.tokens.0 && !before.tokens[phrase.head].capital() && !owned;
    role_name(before, phrase).filter(|n| common && !n.plural)
}

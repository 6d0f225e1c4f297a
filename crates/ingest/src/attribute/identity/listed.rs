//! Names set beside posts by a line's marks: in brackets, behind a comma or a colon.

use super::{Identity, honorific, person, unlisted};
use rolecall_language::{Likelihood, Phrase, Reading, Readings, Tag, Token, function, is_given_name, role_name};

/// Names in brackets: "The Churchwardens (Bill and Hyacinth)".
pub(in super::super) fn in_brackets(reading: &Reading<'_>) -> Vec<String> {
    let tokens = &reading.tokens;
    let Some(open) = tokens.iter().position(|t| t.tag == Tag::Open) else { return Vec::new() };
    let inner: Vec<&Token<'_>> = tokens[open + 1..].iter().take_while(|t| t.tag != Tag::Close).collect();
    let names = inner.iter().all(|t| t.capital() && unlisted(t) || matches!(t.tag, Tag::Conjunction | Tag::Comma));
    let joined = inner.len() == 3 && inner[1].tag == Tag::Conjunction && inner[0].capital() && inner[2].capital();
    if !names && !joined {
        return Vec::new();
    }
    inner.iter().filter(|t| t.capital() && t.lower.len() > 1).map(|t| t.lower.clone()).collect()
}

/// "Anna Smith", "Dr Osei": the words of somebody's name, where a line is nothing else.
pub(in super::super) fn whole(line: &str) -> Option<Vec<String>> {
    let reading = rolecall_language::read(line);
    let tokens = &reading.tokens;
    let capitals = (1..=4).contains(&tokens.len()) && tokens.iter().all(|t| t.capital() && !t.acronym());
    // In a line of capitals alone a given name is told by the list of them.
    let known = tokens.iter().any(|t| is_given_name(&t.lower) || unlisted(t) || honorific(t));
    let role = |p: &Phrase| role_name(&reading, p).is_some_and(|n| n.likelihood >= Likelihood::Likely);
    // "Anna Smith" is no smith.
    let given = tokens.len() > 1 && is_given_name(&tokens[0].lower);
    let named = capitals && known && (given || !reading.groups.phrases.iter().any(role));
    named.then(|| tokens.iter().filter(|t| !honorific(t)).map(|t| t.lower.clone()).collect())
}

/// "Jo (H&S advisor) looks into it", "The ground manager (Sunil)": a name and a post, one of them in brackets.
pub(super) fn bracketed(reading: &Reading<'_>, found: &mut Vec<Identity>) {
    let tokens = &reading.tokens;
    for pair in reading.groups.phrases.windows(2) {
        let [a, b] = pair else { continue };
        let open = tokens.get(a.tokens.1).is_some_and(|t| t.tag == Tag::Open) && a.tokens.1 + 1 == b.tokens.0;
        if !open || !tokens.get(b.tokens.1).is_some_and(|t| t.tag == Tag::Close) {
            continue;
        }
        for (name, post) in [(a, b), (b, a)] {
            let Some(names) = person(tokens, name) else { continue };
            if let Some(role) = role_name(reading, post).filter(|n| n.likelihood >= Likelihood::Likely && !n.plural) {
                found.push(Identity::Person { names, role: role.name });
            }
        }
    }
}

/// "Gareth, appointed person", "Treasurer: Bob Tulley": a line of a cast list, nothing but a name and a post.
pub(super) fn cast(reading: &Reading<'_>, found: &mut Vec<Identity>) {
    let [name, post, ..] = &reading.groups.phrases[..] else { return };
    let tokens = &reading.tokens;
    let (first, second) = (name, post);
    let labelled = reading.groups.phrases.len() == 2
        && first.tokens.0 == 0
        && tokens.get(first.tokens.1).is_some_and(|t| t.tag == Tag::Colon)
        && first.tokens.1 + 1 == second.tokens.0
        && tokens[second.tokens.1..].iter().all(|t| t.tag == Tag::Stop);
    if labelled
        && let Some(role) = role_name(reading, first).filter(|n| n.likelihood >= Likelihood::Likely && !n.plural)
        && let Some(names) = person(tokens, second).or_else(|| set_down(reading, second))
    {
        found.push(Identity::Person { names, role: role.name });
        return;
    }
    let line = reading.groups.verbs.is_empty()
        && name.tokens.0 == 0
        && tokens[post.tokens.1..].iter().all(|t| matches!(t.tag, Tag::Slash | Tag::Noun | Tag::Stop))
        && name.tokens.1 + 1 == post.tokens.0
        && matches!(tokens[name.tokens.1].tag, Tag::Comma | Tag::Dash | Tag::Colon)
        && !tokens[post.head].capital();
    if let Some(names) = person(tokens, name).filter(|_| line)
        && let Some(role) = role_name(reading, post).filter(|n| n.likelihood >= Likelihood::Possible)
    {
        found.push(Identity::Post(role.clone()));
        found.push(Identity::Person { names, role: role.name });
    }
}

/// "Treasurer: Bob": a word with a capital behind a post, which elsewhere may be a thing, but no department.
fn set_down(reading: &Reading<'_>, phrase: &Phrase) -> Option<Vec<String>> {
    let word = &reading.tokens[phrase.head];
    let name = phrase.tokens == (phrase.head, phrase.head + 1)
        && word.capital()
        && !word.acronym()
        && !word.word.readings.person()
        && !word.word.readings.any(Readings::PLURAL)
        && (is_given_name(&word.lower) || word.word.readings.any(Readings::GUESSED))
        && function(reading, phrase).is_none();
    name.then(|| vec![word.lower.clone()])
}

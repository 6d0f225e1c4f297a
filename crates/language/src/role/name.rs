//! From a noun phrase to a role's name.

use super::function::{department, staffed};
use super::generic::{Generic, generic};
use crate::lexicon::{Readings, is_given_name, singular};
use crate::syntax::{Phrase, Reading, Tag, Token, rung};

/// How likely a noun phrase names a role, by its head alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likelihood {
    /// Its head names no person ("grip", "half"): a role only if the article says so.
    Unlikely,
    /// Its head may name a person, or is an acronym.
    Possible,
    /// Its head names a person.
    Likely,
    /// Its head ends job titles.
    Known,
}

/// A role's name as a noun phrase gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleName {
    /// Lower case but for acronyms, singular, without determiner and praise: "audio engineer".
    pub name: String,
    /// Token range of the name in the sentence, without determiner.
    pub tokens: (usize, usize),
    /// How likely it is one.
    pub likelihood: Likelihood,
    /// Whether it stands in the plural.
    pub plural: bool,
}

/// Reads a noun phrase as a role's name. `None` for pronouns and for nouns that name people at large.
///
/// ```
/// use rolecall_language::{read, role_name};
/// let reading = read("The best and most respected lighting designers plan.");
/// let name = role_name(&reading, &reading.groups.phrases[0]).unwrap();
/// assert_eq!(name.name, "lighting designer");
/// ```
pub fn role_name(reading: &Reading<'_>, phrase: &Phrase) -> Option<RoleName> {
    phrase.name.0.get_or_init(|| read_name(reading, phrase)).clone()
}

fn read_name(reading: &Reading<'_>, phrase: &Phrase) -> Option<RoleName> {
    if phrase.pronoun {
        return None;
    }
    let tokens = &reading.tokens;
    // "deckhand x2"
    let counted = phrase.head > phrase.core && times(&tokens[phrase.head].lower);
    let head = phrase.head - usize::from(counted);
    // "Nobody else may launch."
    if tokens[head].lower == "else" {
        return None;
    }
    // "this guide": what is being read, not who shows the way.
    let this = matches!(tokens[phrase.tokens.0].lower.as_str(), "this" | "our" | "my");
    if this && phrase.core == head && matches!(tokens[head].lower.as_str(), "guide" | "reader" | "companion" | "primer")
    {
        return None;
    }
    if somebody_s(reading, phrase, head) {
        return None;
    }
    // "tier 2": a rung of a ladder, whoever stands on it.
    let numbered = tokens.get(head + 1).is_some_and(|t| t.tag == Tag::Number);
    if dated(&tokens[head].lower) || numbered && rung(&tokens[head].lower) {
        return None;
    }
    // "New tech replaces the pumps": without an article it is what is used.
    let acts = tokens.get(head + 1).is_some_and(|t| matches!(t.tag, Tag::Verb(_) | Tag::Be | Tag::Modal | Tag::Have));
    let short = matches!(tokens[head].lower.as_str(), "tech" | "admin" | "dev" | "physio" | "exec");
    if short && acts && phrase.tokens.0 == phrase.core && phrase.owner.is_none() {
        return None;
    }
    let mut start = phrase.core;
    while start < head && !names(reading, start, head) {
        start += 1;
    }
    // "a second signaller": one more of them, not a title.
    let one_more = matches!(tokens[phrase.tokens.0].lower.as_str(), "a" | "an")
        && matches!(tokens[start].lower.as_str(), "second" | "third" | "fourth" | "further");
    if one_more && start + 1 == head {
        start += 1;
    }
    // What stands before a conjunction or comma inside the phrase is praise too ("best and most respected X").
    // "health and safety adviser": between two nouns it is part of the title.
    let within = |i: usize| tokens[i].tag == Tag::Conjunction && i > start && tokens[i - 1].tag == Tag::Noun;
    if let Some(joint) = (start..head)
        .rev()
        .find(|&i| matches!(tokens[i].tag, Tag::Conjunction | Tag::Comma | Tag::Adverb) && !within(i))
    {
        start = joint + 1;
        while start < head && !names(reading, start, head) {
            start += 1;
        }
    }
    // "Fixtures  Teams  Juniors": English makes no compound with two plurals in it; these are words in a row.
    let plural = |i: usize| tokens[i].lower.ends_with('s') && !tokens[i].word.readings.any(Readings::SINGULAR);
    if (start..head).filter(|&i| plural(i) && tokens[i].word.readings.any(Readings::PLURAL)).count() > 1 {
        return None;
    }
    let head_token = &tokens[head];
    // "SAFETY", "RANGER" over a section: a listed word among nothing but capitals is that word.
    let shouted = |token: &Token<'_>| {
        let listed = !token.word.readings.any(Readings::GUESSED);
        listed && (token.text.len() > 5 || token.text.len() > 3 && reading.groups.style(tokens).shouted)
    };
    let acronym = head_token.acronym() && !shouted(head_token);
    let readings = head_token.word.readings;
    let plural_form = readings.any(Readings::PLURAL) && !readings.any(Readings::SINGULAR)
        || !readings.noun() && readings.any(Readings::MAY_BE_PERSON) && readings.any(Readings::THIRD);
    // "Accounts", "Human Resources": a department's plural is its name.
    let called_so = plural_form && {
        let words: Vec<&str> = tokens[start..=head].iter().map(|t| t.lower.as_str()).collect();
        staffed(&words.join(" "))
    };
    let plural_form = plural_form && !called_so;
    let (head_name, plural) = singular_head(head_token, acronym, plural_form);
    let mut name = String::new();
    for (i, token) in tokens.iter().enumerate().take(head).skip(start) {
        // "quality assurance (QA) engineer"
        let parenthesised = || i > start && tokens[i - 1].tag == Tag::Open;
        if matches!(token.tag, Tag::Open | Tag::Close) || token.acronym() && parenthesised() {
            continue;
        }
        // "HEAD COOK" is a head cook.
        if token.acronym() && !shouted(token) {
            name.push_str(token.text);
        } else {
            name.push_str(&token.lower);
        }
        name.push(' ');
    }
    name.push_str(&head_name);
    let mut end = head + 1;
    // "director of photography", "clerk of works": a bare noun after "of" belongs to the title.
    if let [of, object, rest @ ..] = &tokens[end..]
        && of.lower == "of"
        && object.tag == Tag::Noun
        && head_token.word.readings.any(Readings::TITLE.with(Readings::MAY_BE_PERSON))
        && !matches!(rest.first().map(|t| t.tag), Some(Tag::Noun) if !rest[0].capital())
        // "the porter of block 3"
        && rest.first().is_none_or(|t| t.tag != Tag::Number)
        && !(plural && object.word.readings.any(Readings::PLURAL))
    {
        name.push_str(" of ");
        name.push_str(&if object.acronym() { object.text.to_owned() } else { object.lower.clone() });
        end += 2;
    }
    // "head of human resources"
    if let [of, object @ ..] = &tokens[end..]
        && of.lower == "of"
        && head_token.word.readings.any(Readings::TITLE.with(Readings::MAY_BE_PERSON))
        && let Some(many) = (2..=3.min(object.len())).rev().find(|&n| {
            let words: Vec<&str> = object[..n].iter().map(|t| t.lower.as_str()).collect();
            department(&words.join(" "))
        })
    {
        name.push_str(" of");
        for token in &object[..many] {
            name.push(' ');
            name.push_str(&token.lower);
        }
        end += 1 + many;
    }
    let general = generic(&head_name);
    let bare = start == head && end == head + 1;
    // "the post holder" is whoever the text is about.
    let post = |i: usize| generic(&tokens[i].lower) == Some(Generic::Post);
    if head_name == "holder" && start < head && (start..head).all(post) {
        return None;
    }
    // "best boy": what looks like praise before a general noun is the name.
    if bare && general.is_some_and(|g| g != Generic::Body) {
        let praised = phrase.core < head
            && tokens[phrase.core..head].iter().all(|t| t.tag == Tag::Adjective)
            && matches!(tokens[phrase.core].lower.as_str(), "best" | "top" | "first" | "main" | "lone");
        if !praised {
            return None;
        }
        name = format!("{} {head_name}", reading.text((phrase.core, head)).to_lowercase());
        start = phrase.core;
    }
    // "Senior": a rank without its title; "the junior" is somebody.
    let label = phrase.tokens.0 == head && end == head + 1 && !plural;
    if label && matches!(head_name.as_str(), "senior" | "junior") {
        return None;
    }
    let r = head_token.word.readings;
    let likelihood = if let Some(general) = general {
        // "pest control worker" is a post; "studio client" or "crew member" seldom is.
        let post =
            matches!(
                head_name.as_str(),
                "worker"
                    | "specialist"
                    | "professional"
                    | "expert"
                    | "employee"
                    | "practitioner"
                    | "hand"
                    | "mate"
                    | "holder"
            ) || manned(head_token, start < head && tokens[head - 1].tag == Tag::Noun && !tokens[head - 1].capital());
        match general {
            Generic::People if post && start < head => Likelihood::Known,
            Generic::People | Generic::Audience if head_name != "member" => Likelihood::Possible,
            _ => Likelihood::Unlikely,
        }
    } else if leads(reading, phrase, head) {
        Likelihood::Likely
    } else if head_name == "head" && end > head + 1 && !matches!(tokens[phrase.tokens.0].lower.as_str(), "a" | "an") {
        // "the head of collections", not "a head of steam"
        Likelihood::Likely
    } else if r.any(Readings::TITLE) {
        Likelihood::Known
    } else if r.any(Readings::PERSON) {
        Likelihood::Likely
    } else if r.any(Readings::MAY_BE_PERSON) || acronym || r.any(Readings::GUESSED) && !head_token.capital() {
        Likelihood::Possible
    } else {
        Likelihood::Unlikely
    };
    // "Camille", "Manchester": a capital inside a sentence on a word that no list knows is a name.
    // "AWPer" is none: capitals begin only its acronym.
    let letters = head_token.text.chars().filter(|c| c.is_uppercase()).count();
    let proper = head_token.capital() && letters == 1 && start > 0 && !reading.groups.style(tokens).titled;
    // "the Trustees", "the Landlord": in statutes and contracts a word for somebody has a capital.
    let set_off = matches!(tokens[phrase.tokens.0].tag, Tag::Determiner | Tag::Possessive);
    let listed = likelihood == Likelihood::Likely && set_off && !r.any(Readings::GUESSED);
    let known = likelihood == Likelihood::Known || listed;
    let likelihood = if proper && !acronym && !known { Likelihood::Unlikely } else { likelihood };
    Some(RoleName { name, tokens: (start, end), likelihood, plural })
}

/// "Joanna Pike", "dan": a given name without an article, alone or before a word with a capital that names nobody by what they do.
fn somebody_s(reading: &Reading<'_>, phrase: &Phrase, head: usize) -> bool {
    let tokens = &reading.tokens;
    let first = phrase.core;
    let r = tokens[head].word.readings;
    let bare = phrase.tokens.0 == first && phrase.owner.is_none() && head <= first + 2;
    let plain = !r.person() && !r.any(Readings::BODY.with(Readings::PLURAL)) && !tokens[head].acronym();
    if !bare || !plain || !is_given_name(&tokens[first].lower) {
        return false;
    }
    // "Art Department", "Grace period"
    let part = department(&tokens[head].lower) || staffed(&tokens[head].lower);
    let surname = head > first && tokens[first..=head].iter().all(Token::capital) && !part;
    let guessed = tokens[first].word.readings.any(Readings::GUESSED);
    surname && !reading.groups.style(tokens).titled || head == first && guessed
}

fn singular_head(head: &Token<'_>, acronym: bool, plural: bool) -> (String, bool) {
    let text = head.text;
    if acronym {
        return match text.strip_suffix('s').filter(|rest| rest.chars().all(|c| c.is_uppercase() || c == '&')) {
            Some(one) => (one.to_owned(), true),
            None => (text.to_owned(), false),
        };
    }
    let lower = if text.contains('‑') { text.to_lowercase().replace('’', "'") } else { head.lower.clone() };
    if plural { (singular(&lower), true) } else { (lower, false) }
}

/// Whether the token at `i` is part of a name rather than praise, measure or origin before it.
fn names(reading: &Reading<'_>, i: usize, head: usize) -> bool {
    let token = &reading.tokens[i];
    match token.tag {
        // "our Saturday guides" are guides; "Saturday kids" have no other name.
        Tag::Noun => !dated(&token.lower) || i + 1 == head && general(&reading.tokens[head]),
        Tag::Adjective => {
            // "best boy electric": before a noun for people at large, praise is part of the name.
            let before_general = i + 1 < head && generic(&reading.tokens[i + 1].lower).is_some();
            // "British nurses"; but "a French Teacher" teaches it.
            let origin =
                token.capital() && token.word.readings.any(Readings::ORIGIN) && !reading.tokens[head].capital();
            let superlative = token.lower.ends_with("est") && token.lower.len() > 4;
            if origin || superlative || praise(&token.lower) && !before_general {
                return false;
            }
            // "a British producer": where the head is not capitalised, a capital marks an origin.
            let begins = reading.tokens[..i].iter().all(|t| t.tag == Tag::Number || t.tag.mark());
            !token.capital() || begins || reading.tokens[head].capital() || token.acronym()
        }
        Tag::Open | Tag::Close | Tag::Slash => true,
        _ => false,
    }
}

/// "the Shift Lead", "our team lead": behind a name of people or their work, a lead is somebody.
fn leads(reading: &Reading<'_>, phrase: &Phrase, head: usize) -> bool {
    let tokens = &reading.tokens;
    if tokens[head].word.noun.as_deref().unwrap_or(&tokens[head].lower) != "lead" || head <= phrase.core {
        return false;
    }
    let of = &tokens[head - 1];
    let capitals = of.capital() && tokens[head].capital() && !reading.groups.style(tokens).titled;
    let people = of.word.readings.any(Readings::BODY) || department(&of.lower) || staffed(&of.lower);
    capitals
        || people
        || matches!(of.lower.as_str(), "shift" | "project" | "tech" | "technical" | "practice" | "product")
}

/// "points man", "dinner lady", "stable lads": behind a noun a word for men and women at large ends a title.
fn manned(head: &Token<'_>, behind_noun: bool) -> bool {
    let noun = head.word.noun.as_deref().unwrap_or(&head.lower);
    behind_noun && matches!(noun, "man" | "woman" | "lady" | "lad" | "lass")
}

/// Whether a word says how many there are: "x2", "×3".
///
/// ```
/// use rolecall_language::times;
/// assert!(times("x2") && !times("x") && !times("axe"));
/// ```
pub fn times(lower: &str) -> bool {
    let digits = lower.strip_prefix(['x', '×']);
    digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// A day of the week or a month that is no other word.
fn dated(lower: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    const MONTHS: [&str; 10] =
        ["january", "february", "april", "june", "july", "august", "september", "october", "november", "december"];
    DAYS.contains(&lower.trim_end_matches('s')) || MONTHS.contains(&lower)
}

/// Whether a noun names people at large.
fn general(head: &Token<'_>) -> bool {
    generic(head.word.noun.as_deref().unwrap_or(&head.lower)).is_some()
}

/// Adjectives that judge, count or date whom they stand before, and so are never part of a title.
fn praise(lower: &str) -> bool {
    matches!(
        lower,
        "good"
            | "best"
            | "better"
            | "great"
            | "bad"
            | "worst"
            | "poor"
            | "skilled"
            | "skillful"
            | "experienced"
            | "talented"
            | "successful"
            | "typical"
            | "individual"
            | "average"
            | "modern"
            | "young"
            | "old"
            | "so-called"
            | "new"
            | "other"
            | "own"
            | "same"
            | "different"
            | "respected"
            | "top"
            | "real"
            | "true"
            | "aspiring"
            | "budding"
            | "qualified"
            | "busy"
            | "local"
            | "certain"
            | "particular"
            | "inexperienced"
            | "famous"
            | "well-known"
            | "renowned"
            | "competent"
            | "capable"
            | "professional"
            | "amateur"
            | "full-time"
            | "part-time"
            | "freelance"
            | "in-house"
            | "entire"
            | "whole"
            | "fellow"
            | "future"
            | "potential"
            | "current"
            | "unsung"
            | "humble"
            | "mighty"
            | "invisible"
            | "hidden"
            | "forgotten"
            | "overlooked"
            | "legendary"
            | "trusty"
            | "former"
            | "latter"
            | "late"
            | "early"
            | "big"
            | "small"
            | "large"
            | "little"
            | "tall"
            | "first-time"
            | "would-be"
            | "veteran"
            | "seasoned"
            | "dedicated"
            | "ideal"
            | "perfect"
            | "proper"
            | "actual"
            | "ordinary"
            | "usual"
            | "regular"
            | "common"
            | "trained"
            | "paid"
            | "unpaid"
            | "smart"
            | "clever"
            | "wise"
            | "brilliant"
            | "happy"
            | "patient"
            | "careful"
            | "lone"
            | "only"
            | "important"
            | "necessary"
            | "responsible"
            | "able"
            | "available"
            | "many"
            | "few"
            | "several"
            | "such"
            | "today"
            | "contemporary"
            | "traditional"
            | "sensible"
            | "decent"
            | "nice"
            | "kind"
            | "honest"
            | "confident"
            | "prospective"
            | "relevant"
            | "appropriate"
            | "next"
            | "last"
            | "previous"
            | "elected"
            | "second-year"
            | "first-year"
            | "self-employed"
            | "established"
            | "emerging"
    )
}

/// The last word of a name, or of what stands before "of": "director of photography" → "director".
pub fn head_of(name: &str) -> &str {
    // Asked of every name many times: a searcher for so short a piece costs more than looking at each place.
    let of = name.as_bytes().windows(4).position(|piece| piece == b" of ");
    let title = &name[..of.unwrap_or(name.len())];
    title.rfind(' ').map_or(title, |blank| &title[blank + 1..])
}

/// The words before a name's last one: "dental assistant" assists nobody's title, "assistant dentist" does.
fn before_title(name: &str) -> impl Iterator<Item = &str> {
    let title = name.rfind([' ', '-']).map_or("", |end| &name[..end]);
    title.split([' ', '-'])
}

/// Whether a name ranks its holder among those of one title ("assistant editor", "second mate"), and so is a role apart.
pub fn ranked(name: &str) -> bool {
    before_title(name).any(|word| {
        matches!(
            word,
            "assistant"
                | "senior"
                | "junior"
                | "chief"
                | "deputy"
                | "head"
                | "lead"
                | "trainee"
                | "associate"
                | "apprentice"
                | "vice"
                | "second"
                | "first"
                | "third"
                | "staff"
                | "principal"
                | "acting"
                | "executive"
                | "under"
                | "sub"
                | "student"
                | "intern"
        )
    })
}

/// Whether a name is that of a helper or stand-in ("assistant editor"), whom the bare title never means.
pub fn subordinate(name: &str) -> bool {
    before_title(name).any(|word| {
        matches!(
            word,
            "assistant"
                | "junior"
                | "deputy"
                | "trainee"
                | "associate"
                | "apprentice"
                | "vice"
                | "second"
                | "third"
                | "under"
                | "sub"
                | "student"
                | "intern"
        )
    })
}

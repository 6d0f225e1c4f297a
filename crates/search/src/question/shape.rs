//! What kind of sentence a question is, before anybody asks what form of question it has.
//!
//! People wrap a question up ("can you tell me …", "I wonder whether …", "in a small firm, who …"). What is said of the
//! asker and of asking is no part of it: where nothing else stands before a word that asks, the question begins there.
//! From its first word on, the order of words tells the mood as it does in any English sentence: a verb before its
//! subject asks for yes or no, a word that asks for its noun or for a thing, and no verb at all is a topic.

use super::pattern::{fits, longest};
use super::words::is_stop;
use crate::Roles;
use crate::roles::form;
use rolecall_language::{Likelihood, Term, read, role_name};

/// Nouns and pronouns for whoever holds a role, one or many.
#[rustfmt::skip]
const PEOPLE: &[&str] = &[
    "role", "roles", "person", "persons", "people", "position", "positions", "professional", "professionals", "occupation", "occupations",
    "job", "jobs", "post", "posts", "profession", "professions", "staff", "crew", "team", "worker", "workers", "member", "members",
    "someone", "somebody", "anyone", "anybody", "everyone", "everybody", "employee", "employees", "one", "boss", "superior", "title", "titles",
];

/// Verbs that a yes-or-no question begins with.
#[rustfmt::skip]
pub(super) const AUXILIARIES: &[&str] = &[
    "do", "does", "did", "can", "could", "may", "might", "should", "must", "will", "would", "is", "are", "was", "were", "has", "have",
    "don", "doesn", "isn", "aren", "shouldn", "can't", "wouldn", "couldn", "won", "wasn",
];

/// Words about the asker and about asking.
#[rustfmt::skip]
const ASKING: &[&str] = &[
    "so", "and", "ok", "okay", "well", "hi", "hello", "hey", "please", "just", "but", "now", "thanks", "can", "could", "would", "will", "do", "does",
    "you", "i", "we", "me", "us", "it", "d", "m", "am", "is", "are", "be", "to", "tell", "show", "explain", "remind", "say", "know", "knows", "wonder",
    "wondering", "wondered", "understand", "learn", "see", "ask", "asking", "find", "out", "any", "idea", "curious", "sure", "not", "unsure", "want", "wanted",
    "need", "like", "let", "help", "trying", "interested", "in", "about", "happen", "give", "a", "an", "the", "quick", "short", "brief", "rundown", "overview",
    "summary", "of", "question", "anyone", "anybody", "someone", "somebody", "there", "describe",
];

/// Verbs that order an answer.
const ORDERS: &[&str] = &[
    "tell",
    "show",
    "give",
    "describe",
    "explain",
    "list",
    "name",
    "compare",
    "outline",
    "summarise",
    "summarize",
    "define",
];

/// What is asked for, as the order of words has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mood {
    /// Yes or no: the verb comes before its subject, or "whether" before both.
    Polar,
    /// Somebody: "who", or "which" and "what" with a noun for people.
    Person,
    /// Something else: "what", "how", "where", "why".
    Thing,
    /// "List …", "describe …".
    Order,
    /// A topic without a verb that asks.
    Bare,
}

/// A role that words name: which of them, and its preferred name.
pub(crate) struct Named {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) role: String,
}

/// A question laid out for reading.
pub(super) struct Shape<'t> {
    pub(super) tokens: &'t [Term],
    pub(super) words: Vec<&'t str>,
    pub(super) named: Vec<Named>,
    /// Where the question itself begins.
    pub(super) core: usize,
    pub(super) mood: Mood,
}

impl<'t> Shape<'t> {
    /// Lays out `tokens`; a word of `own` is the question's even where an article has made it a role.
    pub(super) fn new(tokens: &'t [Term], roles: &Roles<'_>, own: impl Fn(&str) -> bool) -> Self {
        let words: Vec<&str> = tokens.iter().map(|t| t.word.as_str()).collect();
        let named = mentions(tokens, roles, |word| own(word) || PEOPLE.contains(&word));
        let core = core(&words, &named);
        let mood = mood(&words, &named, core);
        Self { tokens, words, named, core, mood }
    }

    /// The question from its first word on.
    pub(super) fn rest(&self) -> &[&'t str] {
        &self.words[self.core..]
    }

    /// Whether `at` is within a role's name.
    pub(super) fn is_named(&self, at: usize) -> bool {
        self.named.iter().any(|n| n.start <= at && at < n.end)
    }

    /// The roles named, each once.
    pub(super) fn distinct(&self) -> Vec<String> {
        let mut roles: Vec<String> = Vec::new();
        for n in &self.named {
            if !roles.contains(&n.role) {
                roles.push(n.role.clone());
            }
        }
        roles
    }

    /// For each word: whether it stands before the question, or names a role.
    pub(super) fn taken(&self) -> Vec<bool> {
        let mut taken = vec![false; self.words.len()];
        if self.words[..self.core].iter().all(|w| ASKING.contains(w)) {
            taken[..self.core].fill(true);
        }
        self.named.iter().for_each(|n| taken[n.start..n.end].fill(true));
        taken
    }

    /// The words that are neither function words nor a role's name nor of `own`.
    pub(super) fn content(&self, own: impl Fn(&str) -> bool) -> Vec<usize> {
        let carries = |&i: &usize| !is_stop(self.words[i]) && !self.is_named(i) && !own(self.words[i]);
        (self.core..self.words.len()).filter(carries).collect()
    }

    pub(super) fn has(&self, any: &[&str]) -> bool {
        self.words.iter().any(|w| any.contains(w))
    }

    /// Where the first of `any` stands, in the question itself.
    pub(super) fn position(&self, any: &[&str]) -> Option<usize> {
        (self.core..self.words.len()).find(|&i| any.contains(&self.words[i]))
    }

    /// Whether a pattern fits anywhere in it: where it begins and ends.
    pub(super) fn find(&self, patterns: &[&str]) -> Option<(usize, usize)> {
        (self.core..self.words.len()).find_map(|i| longest(patterns, &self.words[i..]).map(|n| (i, i + n)))
    }
}

pub(super) fn is_people(word: &str) -> bool {
    PEOPLE.contains(&word)
}

fn mentions(tokens: &[Term], roles: &Roles<'_>, own: impl Fn(&str) -> bool) -> Vec<Named> {
    let forms: Vec<String> = tokens.iter().map(|t| form(&t.word)).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < forms.len() {
        // An article may have made "duty" a role; in a question it is one of the words by which roles are asked about.
        let of_the_form = |n: usize| n == 1 && (own(&tokens[at].word) || is_stop(&tokens[at].word));
        if let Some((n, role)) = roles.prefix_of(&forms[at..]).filter(|(n, _)| !of_the_form(*n)) {
            found.push(Named { start: at, end: at + n, role });
            at += n;
        } else {
            at += 1;
        }
    }
    found
}

fn asks(word: &str) -> bool {
    matches!(word, "who" | "whom" | "whose" | "what" | "which" | "how" | "where" | "why" | "when" | "whether" | "if")
}

fn core(words: &[&str], named: &[Named]) -> usize {
    let Some(at) = words.iter().position(|w| asks(w)) else {
        let courteous =
            |w: &&&str| matches!(**w, "so" | "and" | "ok" | "okay" | "well" | "hi" | "hello" | "hey" | "please");
        return words.iter().take_while(courteous).count().min(words.len() - 1);
    };
    let about_asking = words[..at].iter().all(|w| ASKING.contains(w)) && !matches!(words[at], "if" | "when");
    let wondering =
        words[at] == "if" && words[..at].iter().any(|w| matches!(*w, "wonder" | "wondering" | "know" | "tell"));
    // "In a law firm, who …": a setting before the question; "to whom …": a preposition that belongs to it.
    let setting =
        matches!(words[0], "in" | "on" | "at" | "to" | "for" | "within" | "during" | "from" | "with" | "when" | "if")
            && matches!(words[at], "who" | "whom" | "whose" | "which" | "what");
    // "A purser or a waiter: what is …": a topic of roles.
    let topic = (0..at).all(|i| is_stop(words[i]) || named.iter().any(|n| n.start <= i && i < n.end))
        && !AUXILIARIES.contains(&words[0]);
    if about_asking || wondering || setting || topic { at } else { 0 }
}

fn mood(words: &[&str], named: &[Named], core: usize) -> Mood {
    let rest = &words[core..];
    match rest[0] {
        "who" | "whom" | "whose" => Mood::Person,
        "whether" => Mood::Polar,
        "if" if core > 0 => Mood::Polar,
        "what" | "which" if asks_for_people(rest, named, core) => Mood::Person,
        "what" | "which" | "how" | "where" | "why" | "when" => Mood::Thing,
        w if AUXILIARIES.contains(&w) => Mood::Polar,
        w if ORDERS.contains(&w) => Mood::Order,
        _ => Mood::Bare,
    }
}

/// Whether "which" or "what" asks for somebody: for "which role", "what kind of person", "which cook", and not for
/// "what job does a cook do".
fn asks_for_people(rest: &[&str], named: &[Named], core: usize) -> bool {
    const KIND: &str = "different|other|main|various? kind|kinds|sort|sorts|type|types of";
    let at = 1 + fits(KIND, &rest[1..]).unwrap_or(0);
    let at = at + fits("different|other|main|various|exact", &rest[at..]).unwrap_or(0);
    let Some(noun) = rest.get(at) else { return false };
    if let Some(role) = named.iter().find(|n| n.start == core + at) {
        return rest[0] == "which" || rest.get(role.end - core).is_some_and(|w| !AUXILIARIES.contains(w));
    }
    // "What job does a cook do" asks for the job.
    let of_a_role = rest.get(at + 1).is_some_and(|w| matches!(*w, "do" | "does" | "did" | "is" | "has"))
        && named.iter().any(|n| n.start > core + at);
    !of_a_role && (rest[0] == "which" || is_people(noun) && rest.get(at + 1) != Some(&"of"))
}

/// Where words name a role, and which.
pub(crate) fn named_places(words: &[Term], roles: &Roles<'_>) -> Vec<Named> {
    mentions(words, roles, is_people)
}

/// Where words name a role: from and to.
pub(crate) fn named_spans(words: &[Term], roles: &Roles<'_>) -> Vec<(usize, usize)> {
    mentions(words, roles, is_people).into_iter().map(|n| (n.start, n.end)).collect()
}

/// The roles that words name, each once, in their order.
pub(crate) fn named_words(words: &[Term], roles: &Roles<'_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for named in mentions(words, roles, is_people) {
        if !names.contains(&named.role) {
            names.push(named.role);
        }
    }
    names
}

/// The roles that a sentence names as whole noun phrases, each once, in its order: "white ink" names nobody called White.
pub(crate) fn named_in(text: &str, roles: &Roles<'_>) -> Vec<String> {
    let reading = read(text);
    let mut names: Vec<String> = Vec::new();
    for name in reading.groups.phrases.iter().filter_map(|phrase| role_name(&reading, phrase)) {
        let known =
            roles.get(&name.name).filter(|_| name.likelihood >= Likelihood::Possible || name.name.contains(' '));
        if let Some(role) = known.filter(|role| !names.contains(&role.name)) {
            names.push(role.name.clone());
        }
    }
    names
}

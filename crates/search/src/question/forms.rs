//! Which form a question has, and which of its words belong to the form.

use super::pattern::{fits, longest};
use super::words::is_stop;
use crate::roles::form;
use crate::{Intent, Roles};
use rolecall_language::Term;

/// What was recognised.
pub(super) struct Form {
    pub(super) intent: Intent,
    /// The roles asked about.
    pub(super) roles: Vec<String>,
    /// For each token: whether the form, or the role asked about, takes it.
    pub(super) taken: Vec<bool>,
    /// Whether the first word that is left is a verb with an ending, as in "who plans …".
    pub(super) finite_verb: bool,
}

/// Ways to speak of roles at large, before the deed.
const LEADS: &[&str] = &[
    "tell|show me|us",
    "know",
    "want|like|need|wants|needs to know?",
    "find|name the|a|someone|somebody",
    "role|roles|person|persons|people|someone|somebody|job|jobs|position|positions|professional|professionals|occupation|member|title|specialist",
    "role|person|member on|in|of the|a|an crew|team|staff",
    "task|duty|responsibility",
    "kind|sort|type of person|role|job|worker|professional",
    "i|we|you ask|call|contact|see|tell|email about|for|when|if",
    "i|we|you talk|speak|turn|go|write to about|for|when|if",
    "needs|need|gets to",
];

/// Ways to speak of being answerable, wherever they stand.
const LIABLE: &[&str] = &[
    "is|are responsible|accountable|answerable|liable for?",
    "responsible|accountable|answerable|liable for",
    "is|are? in charge of",
    "takes|take|has|have charge of",
    "supposed|expected|tasked|charged|required|meant|paid|hired|assigned|allowed|permitted|entitled to|with",
    "job|task|duty|responsibility|role is|was it? to",
    "it a? job|task|duty|responsibility|role of|to",
    "the person|people|one|ones|role|member who|that|to|in",
    "person|people|someone|somebody who|that|to",
    "whose|which|what job|task|duty|responsibility|role|person",
];

/// Nouns by which a role's duties are asked for.
#[rustfmt::skip]
const DUTIES: &[&str] = &[
    "responsibilities", "responsibility", "duties", "duty", "tasks", "task", "role", "roles", "job", "jobs", "description", "profile",
    "work", "works", "day", "expected", "required", "supposed", "main", "typical", "daily", "everyday", "exactly", "definition", "mean", "meant",
];

/// Words that set one against the other.
#[rustfmt::skip]
const AGAINST: &[&str] = &[
    "vs", "versus", "difference", "differences", "differ", "differs", "different", "distinguish", "distinguishes", "compare", "compared",
    "comparison", "distinction", "apart",
];

/// Verbs that a yes-or-no question begins with.
#[rustfmt::skip]
const AUXILIARIES: &[&str] = &[
    "do", "does", "did", "can", "could", "may", "might", "should", "must", "will", "would", "is", "are", "was", "were", "has", "have",
    "don", "doesn", "isn", "aren", "shouldn", "can't",
];

/// Words that ask for an attribute rather than for a deed.
#[rustfmt::skip]
const ATTRIBUTES: &[&str] = &[
    "salary", "salaries", "wage", "wages", "earn", "earns", "earnings", "income", "paid", "degree", "education", "educational", "qualification",
    "qualifications", "qualified", "outlook", "growth", "certification", "certificate", "licence", "license", "diploma",
];

/// Recognises the form of a question.
pub(super) fn recognise(tokens: &[Term], roles: &Roles<'_>) -> Form {
    let words: Vec<&str> = tokens.iter().map(|t| t.word.as_str()).collect();
    let named = mentions(tokens, roles);
    if is_task(&words, &named) {
        return who(&words, &named);
    }
    compare(tokens, &words, &named, roles)
        .or_else(|| fact(&words, &named))
        .or_else(|| does(tokens, &words, &named, roles))
        .or_else(|| what(tokens, &words, &named, roles))
        .unwrap_or_else(|| who(&words, &named))
}

/// Whether this is a whole task, as a handbook or a table of tasks has it, and no question in form: then who does it is
/// asked, whatever roles and words for duties it holds.
fn is_task(words: &[&str], named: &[Named]) -> bool {
    const LONG: usize = 8;
    const OPENING: &[&str] = &[
        "what",
        "which",
        "who",
        "whose",
        "whom",
        "how",
        "why",
        "when",
        "where",
        "tell",
        "describe",
        "explain",
        "show",
        "duties",
        "responsibilities",
        "please",
        "difference",
        "differences",
    ];
    let opens = words
        .first()
        .is_some_and(|w| OPENING.contains(w) || AUXILIARIES.contains(w) || (*w == "compare" && named.len() > 1));
    let asks = words.iter().any(|w| matches!(*w, "vs" | "versus" | "who" | "whose"));
    words.len() >= LONG && !opens && !asks && named.first().is_none_or(|n| n.start > 0)
}

/// A role named in the question.
struct Named {
    start: usize,
    end: usize,
    role: String,
}

fn mentions(tokens: &[Term], roles: &Roles<'_>) -> Vec<Named> {
    let forms: Vec<String> = tokens.iter().map(|t| form(&t.word)).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < forms.len() {
        // An article may have made "duty" a role; in a question it is one of the words by which roles are asked about.
        let of_the_form =
            |n: usize| n == 1 && [DUTIES, AGAINST, ATTRIBUTES].iter().any(|l| l.contains(&tokens[at].word.as_str()));
        if let Some((n, role)) = roles.prefix_of(&forms[at..]).filter(|(n, _)| !of_the_form(*n)) {
            found.push(Named { start: at, end: at + n, role });
            at += n;
        } else {
            at += 1;
        }
    }
    found
}

fn distinct(named: &[Named]) -> Vec<String> {
    let mut roles: Vec<String> = Vec::new();
    for n in named {
        if !roles.contains(&n.role) {
            roles.push(n.role.clone());
        }
    }
    roles
}

fn take(taken: &mut [bool], named: &[Named]) {
    for n in named {
        taken[n.start..n.end].fill(true);
    }
}

/// Whether the question begins by asking for a role; the words before it may only be polite.
fn asks_who(words: &[&str]) -> bool {
    const ASKING: &[&str] = &["who", "whose", "whom"];
    const ANY: &[&str] =
        &["role", "roles", "person", "people", "position", "professional", "occupation", "member", "job", "one"];
    let asking = |w: &str| ASKING.contains(&w) || matches!(w, "which" | "what");
    let Some(at) = words.iter().position(|w| asking(w)) else { return false };
    let next = &words[at + 1..];
    words[at] != "what"
        || fits("kind|sort|type of person|role|job|worker|professional", next).is_some()
        || (next.first().is_some_and(|n| ANY.contains(n)) && next.get(1) != Some(&"of"))
}

fn compare(tokens: &[Term], words: &[&str], named: &[Named], roles: &Roles<'_>) -> Option<Form> {
    let against = words.iter().position(|w| AGAINST.contains(w))?;
    if asks_who(words) {
        return None;
    }
    let mut found = distinct(named);
    let mut taken = vec![false; words.len()];
    take(&mut taken, named);
    for (i, word) in words.iter().enumerate() {
        taken[i] |= AGAINST.contains(word) || is_stop(word) || DUTIES.contains(word);
    }
    if found.len() < 2 {
        for piece in pieces(tokens, words, &taken) {
            let name = name_of(piece, roles);
            if !found.contains(&name) {
                found.push(name);
            }
        }
        taken.fill(true);
    }
    let explicit = matches!(words[against], "vs" | "versus");
    if found.len() < 2 && !explicit {
        return None;
    }
    Some(Form { intent: Intent::Compare, roles: found, taken, finite_verb: false })
}

/// Runs of neighbouring tokens that nothing has taken.
fn pieces<'t>(tokens: &'t [Term], words: &[&str], taken: &[bool]) -> Vec<&'t [Term]> {
    let mut pieces = Vec::new();
    let mut start = None;
    for i in 0..=words.len() {
        match (i < words.len() && !taken[i], start) {
            (true, None) => start = Some(i),
            (false, Some(s)) => {
                pieces.push(&tokens[s..i]);
                start = None;
            }
            _ => {}
        }
    }
    pieces
}

/// The role that these words come nearest to, or the words themselves.
fn name_of(piece: &[Term], roles: &Roles<'_>) -> String {
    let forms: Vec<String> = piece.iter().map(|t| form(&t.word)).collect();
    roles.nearest(&forms).unwrap_or_else(|| {
        let words: Vec<&str> = piece.iter().map(|t| t.word.as_str()).collect();
        crate::roles::capitalised(&words.join(" "))
    })
}

fn fact(words: &[&str], named: &[Named]) -> Option<Form> {
    let amount = fits("how much|many|long|well", words).is_some();
    let attribute = words.iter().any(|w| ATTRIBUTES.contains(w));
    let become_one = fits("how|what do|does|can|must|should i|you|one|someone need? to? become|be", words).is_some();
    if asks_who(words) || named.is_empty() || !(amount || attribute || become_one) {
        return None;
    }
    let mut taken = vec![false; words.len()];
    take(&mut taken, named);
    for (i, word) in words.iter().enumerate() {
        taken[i] |= matches!(*word, "need" | "needed" | "become" | "job" | "make");
    }
    Some(Form { intent: Intent::Fact, roles: distinct(named), taken, finite_verb: false })
}

fn does(tokens: &[Term], words: &[&str], named: &[Named], roles: &Roles<'_>) -> Option<Form> {
    if !AUXILIARIES.contains(words.first()?)
        || fits("do|can|could|would you|i|we|there|anyone|anybody", words).is_some()
    {
        return None;
    }
    let mut taken = vec![false; words.len()];
    let role = match named.first() {
        Some(first) => {
            taken[first.start..first.end].fill(true);
            first.role.clone()
        }
        None => {
            let at = words.iter().position(|w| !is_stop(w))?;
            taken[at] = true;
            name_of(&tokens[at..=at], roles)
        }
    };
    let mut found = vec![role];
    let next = named.iter().take(2).collect::<Vec<_>>();
    if let [first, second] = next[..] {
        let between = &words[first.end..second.start];
        let joined = between.iter().any(|w| matches!(*w, "and" | "or"));
        if joined && between.iter().all(|w| is_stop(w)) && first.role != second.role {
            taken[second.start..second.end].fill(true);
            found.push(second.role.clone());
        }
    }
    take_phrases(&mut taken, words, LIABLE);
    // "Can the cook also be the waiter?" names roles and no deed.
    let deed = |i: usize| !taken[i] && !is_stop(words[i]) && !named.iter().any(|n| n.start <= i && i < n.end);
    if words.contains(&"be") && !(0..words.len()).any(deed) {
        found = distinct(named);
        take(&mut taken, named);
    }
    for (i, word) in words.iter().enumerate() {
        let after = words.get(i + 1).is_some_and(|w| matches!(*w, "to" | "of" | "is"));
        taken[i] |= matches!(*word, "job" | "responsibility" | "role" | "task" | "duty") && after;
        taken[i] |= matches!(*word, "responsible" | "allowed" | "supposed" | "expected");
    }
    Some(Form { intent: Intent::Does, roles: found, taken, finite_verb: false })
}

fn what(tokens: &[Term], words: &[&str], named: &[Named], roles: &Roles<'_>) -> Option<Form> {
    let whole = |from: usize| named.first().is_some_and(|n| n.start == from && n.end == words.len());
    let who_is = fits("who is|are? a|an|the?", words).is_some_and(whole);
    if asks_who(words) && !who_is {
        return None;
    }
    let begins = |patterns: &[&str]| longest(patterns, words).is_some();
    let asks = words.contains(&"what") || begins(&["tell|show me about", "describe", "explain", "how do|does"]);
    let duties = words.iter().any(|w| DUTIES.contains(w));
    let rest = |i: usize| {
        !is_stop(words[i])
            && !DUTIES.contains(&words[i])
            && !matches!(words[i], "tell" | "describe" | "explain" | "show")
    };
    let mut taken = vec![false; words.len()];
    let own = |taken: &mut Vec<bool>| {
        for (i, word) in words.iter().enumerate() {
            taken[i] |= DUTIES.contains(word) || matches!(*word, "tell" | "describe" | "explain" | "show" | "about");
        }
    };
    if let Some(first) = named.first() {
        take(&mut taken, std::slice::from_ref(first));
        let bare = (0..words.len()).all(|i| taken[i] || is_stop(words[i]));
        if !(asks || duties || bare) {
            return None;
        }
        own(&mut taken);
        return Some(Form { intent: Intent::What, roles: vec![first.role.clone()], taken, finite_verb: false });
    }
    let shaped = begins(&["what does|do|is|are|did the|a|an", "what do|does", "what is|are"])
        || begins(&["duties|responsibilities|tasks of"]);
    if !shaped || (!duties && !words[1..].contains(&"do") && !words[1..].contains(&"does")) {
        return None;
    }
    let start = (0..words.len()).find(|&i| rest(i))?;
    let end = (start..words.len()).find(|&i| !rest(i)).unwrap_or(words.len());
    let role = name_of(&tokens[start..end], roles);
    taken[start..end].fill(true);
    own(&mut taken);
    Some(Form { intent: Intent::What, roles: vec![role], taken, finite_verb: false })
}

fn who(words: &[&str], named: &[Named]) -> Form {
    let mut taken = vec![false; words.len()];
    let asked = asks_who(words);
    // "Which cook peels …" asks among cooks; the role is no object there.
    let among = |n: &Named| n.start > 0 && matches!(words[n.start - 1], "which" | "what");
    let (among, named): (Vec<&Named>, Vec<&Named>) = named.iter().partition(|n| among(n));
    among.iter().for_each(|n| taken[n.start..n.end].fill(true));
    let before: usize = taken.iter().filter(|t| **t).count();
    take_phrases(&mut taken, words, LIABLE);
    let liable = taken.iter().filter(|t| **t).count() > before;
    let mut at = 0;
    while at < words.len() {
        if taken[at] {
            at += 1;
        } else if let Some(n) = longest(LEADS, &words[at..]).filter(|n| asked || liable || *n > 1) {
            taken[at..at + n].fill(true);
            at += n;
        } else if is_stop(words[at]) {
            at += 1;
        } else {
            break;
        }
    }
    let after_noun_word = at > 0
        && matches!(words[at - 1], "about" | "for" | "of" | "on" | "in" | "with" | "the" | "a" | "an" | "when" | "if");
    let verb = !after_noun_word && words.get(at).is_some_and(|w| w.ends_with('s') && !w.ends_with("ss"));
    let after_auxiliary = at > 0 && matches!(words[at - 1], "to" | "must" | "should" | "can" | "may" | "will" | "does");
    let mut roles: Vec<String> = named.iter().map(|n| n.role.clone()).collect();
    roles.dedup();
    Form { intent: Intent::Who, roles, taken, finite_verb: asked && (verb || after_auxiliary) }
}

fn take_phrases(taken: &mut [bool], words: &[&str], patterns: &[&str]) {
    let mut at = 0;
    while at < words.len() {
        match longest(patterns, &words[at..]) {
            Some(n) => {
                taken[at..at + n].fill(true);
                at += n;
            }
            None => at += 1,
        }
    }
}

//! Which form a question has, and which of its words belong to the form.

use super::pattern::{fits, longest};
use super::relation::Relation;
use super::shape::{AUXILIARIES, Mood, Named, Shape, is_people};
use super::words::is_stop;
use super::{listing, relation};
use crate::roles::form;
use crate::{Intent, Roles};
use rolecall_language::{Readings, Term, look_up};

/// How many words a title has at most.
const LONGEST_TITLE: usize = 4;

/// What was recognised.
pub(super) struct Form {
    pub(super) intent: Intent,
    /// The roles asked about.
    pub(super) roles: Vec<String>,
    /// For each token: whether the form, or the role asked about, takes it.
    pub(super) taken: Vec<bool>,
    /// Whether the first word that is left is a verb with an ending, as in "who plans …".
    pub(super) finite_verb: bool,
    /// How the roles stand to each other, where that is asked.
    pub(super) relation: Option<Relation>,
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
pub(super) const LIABLE: &[&str] = &[
    "is|are responsible|accountable|answerable|liable for?",
    "responsible|accountable|answerable|liable for",
    "is|are? in charge of",
    "is|are? on|off the hook for?",
    "takes|take|has|have charge of",
    "supposed|expected|tasked|charged|required|meant|paid|hired|assigned|allowed|permitted|entitled to|with",
    "job|task|duty|responsibility|role is|was it? to",
    "it a? job|task|duty|responsibility|role of|to",
    "the person|people|one|ones|role|member who|that|to|in",
    "person|people|someone|somebody who|that|to",
    "whose|which|what job|task|duty|responsibility|role|person",
];

/// Words by which a role's duties are asked for.
#[rustfmt::skip]
const DUTIES: &[&str] = &[
    "responsibilities", "responsibility", "duties", "duty", "tasks", "task", "role", "roles", "job", "jobs", "description", "profile",
    "work", "works", "day", "days", "expect", "expected", "required", "supposed", "main", "typical", "daily", "everyday", "exactly", "definition", "mean",
    "meant", "involve", "involves", "involved", "entail", "entails", "include", "includes", "consist", "point", "purpose", "rundown", "overview", "summary",
    "fall", "falls", "responsible", "kind", "sort", "allowed", "life", "like", "thing", "things", "stuff", "remit",
];

/// Words that set one against the other.
#[rustfmt::skip]
const AGAINST: &[&str] = &[
    "vs", "versus", "difference", "differences", "differ", "differs", "different", "differently", "distinguish", "distinguishes", "compare", "compared",
    "comparison", "distinction", "distinctions", "distinct", "apart", "contrast", "overlap", "overlaps", "boundary", "common",
];

/// Words that make one of two, or two of one.
const IDENTITY: &[&str] =
    &["same", "different", "another", "separate", "interchangeable", "identical", "synonym", "synonyms", "equivalent"];

/// Words that ask for an attribute rather than for a deed.
#[rustfmt::skip]
const ATTRIBUTES: &[&str] = &[
    "salary", "salaries", "wage", "wages", "earn", "earns", "earnings", "income", "paid", "pay", "pays", "rate", "rates", "degree", "education",
    "educational", "qualification", "qualifications", "qualified", "outlook", "growth", "certification", "certifications", "certificate", "certificates",
    "licence", "license", "licensed", "diploma", "requirement", "requirements", "skill", "skills", "experience", "prospects", "demand", "apprenticeship", "traits",
];

/// What a role has or must have, said of it with a verb.
const HAVING: &[&str] = &[
    "need",
    "needs",
    "needed",
    "require",
    "requires",
    "required",
    "necessary",
    "have",
    "has",
    "get",
    "gets",
    "take",
    "takes",
    "hold",
];

fn own(word: &str) -> bool {
    [DUTIES, AGAINST, ATTRIBUTES].iter().any(|list| list.contains(&word))
}

/// Recognises the form of a question.
pub(super) fn recognise(tokens: &[Term], roles: &Roles<'_>) -> Form {
    let shape = Shape::new(tokens, roles, own);
    if shape.core == 0 && is_task(&shape.words, &shape.named) {
        return who(&shape);
    }
    listing::recognise(&shape)
        .or_else(|| compare(&shape, roles))
        .or_else(|| relation::recognise(&shape, roles))
        .or_else(|| fact(&shape))
        .or_else(|| does(&shape, roles))
        .or_else(|| what(&shape, roles))
        .unwrap_or_else(|| who(&shape))
}

/// The question as one for who does it.
pub(super) fn as_who(tokens: &[Term], roles: &Roles<'_>) -> Form {
    who(&Shape::new(tokens, roles, own))
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
        "i",
        "we",
        "my",
    ];
    let opens = words
        .first()
        .is_some_and(|w| OPENING.contains(w) || AUXILIARIES.contains(w) || (AGAINST.contains(w) && named.len() > 1));
    let asks = words.iter().any(|w| matches!(*w, "vs" | "versus" | "who" | "whose"));
    words.len() >= LONG && !opens && !asks && named.first().is_none_or(|n| n.start > 0)
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

/// "X vs Y", "what is the difference", "is X the same as Y", and two roles with nothing else asked of them.
fn compare(shape: &Shape<'_>, roles: &Roles<'_>) -> Option<Form> {
    let words = &shape.words;
    let mut found = shape.distinct();
    let explicit =
        shape.has(&["vs", "versus"]) || shape.find(&["difference|differences|distinction between"]).is_some();
    let told_apart = shape.find(&["tell|tells|know", "telling"]).is_some_and(|(i, _)| words[i..].contains(&"from"));
    let against = shape.has(AGAINST) || told_apart;
    let one_person = shape.find(&["same person|man|woman|individual|time|day|one", "at the same"]).is_some();
    let content = shape.content(|w| own(w) || IDENTITY.contains(&w));
    let identity = !one_person
        && shape.has(IDENTITY)
        && matches!(shape.mood, Mood::Polar | Mood::Bare | Mood::Thing)
        && (content.is_empty() || found.len() < 2);
    let who_does_what = shape.find(&["who does what", "which is|one which", "who is who"]).is_some();
    let parted = shape.mood == Mood::Thing
        && (words[shape.core] == "where" || shape.has(&["doesn", "don", "not"]) && content.is_empty());
    let alone = content.is_empty() && (who_does_what || matches!(shape.mood, Mood::Bare | Mood::Thing | Mood::Order));
    if shape.mood == Mood::Person && !who_does_what && !explicit {
        return None;
    }
    let set = found.len() > 1 && (against || identity || parted || alone);
    if !set {
        let begun = !found.is_empty() || explicit || shape.has(IDENTITY) || shape.mood == Mood::Thing && told_apart;
        if !(begun && (against || identity)) {
            return None;
        }
        let mut taken = vec![false; words.len()];
        taken[..shape.core].fill(true);
        shape.named.iter().for_each(|n| taken[n.start..n.end].fill(true));
        for (i, word) in words.iter().enumerate() {
            taken[i] |= own(word) || IDENTITY.contains(word) || is_stop(word) || matches!(*word, "tell" | "know");
        }
        for piece in pieces(shape.tokens, words, &taken) {
            let name = name_of(piece, roles);
            if !found.contains(&name) {
                found.push(name);
            }
        }
    }
    let known = found.iter().filter(|f| roles.get(&f.to_lowercase()).is_some() || !roles.aliases(f).is_empty()).count();
    if found.len() < 2 && !shape.has(&["vs", "versus"]) || (known == 0 && !explicit && !set) {
        return None;
    }
    Some(Form {
        intent: Intent::Compare,
        roles: found,
        taken: vec![true; words.len()],
        finite_verb: false,
        relation: None,
    })
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
pub(super) fn name_of(piece: &[Term], roles: &Roles<'_>) -> String {
    let forms: Vec<String> = piece.iter().map(|t| form(&t.word)).collect();
    roles.nearest(&forms).unwrap_or_else(|| {
        let words: Vec<&str> = piece.iter().map(|t| t.word.as_str()).collect();
        crate::roles::capitalised(&words.join(" "))
    })
}

/// What a role earns, must have learnt, can look forward to.
fn fact(shape: &Shape<'_>) -> Option<Form> {
    let (words, rest) = (&shape.words, shape.rest());
    let attribute = shape.position(ATTRIBUTES).filter(|&i| !shape.is_named(i));
    // "You", "one" and "someone" are whoever would have the role.
    let becoming = shape.find(&["become|becoming", "you|i|one|someone|somebody|people|to be"]).is_some()
        && !shape.named.is_empty()
        && shape.has(&["you", "i", "one", "someone", "somebody", "to", "how", "people"]);
    let amount = fits("how much|many|long|well|little", rest).is_some();
    let paid = shape.find(&["get|gets|be|is|are paid", "earn|earns|paid"]).is_some();
    let nothing_else =
        shape.content(|w| own(w) || HAVING.contains(&w) || matches!(w, "make" | "makes" | "job" | "year")).is_empty();
    // Said of the role itself, and of nothing that it does.
    let said_of = |i: usize| match shape.mood {
        Mood::Bare | Mood::Order => true,
        Mood::Thing => true,
        Mood::Polar => {
            let is_so = nothing_else && matches!(rest[0], "is" | "are" | "was" | "were");
            is_so
                || impersonal(rest)
                || shape.has(&["required", "needed", "necessary"])
                || (0..i).rev().take(4).any(|j| HAVING.contains(&words[j]))
        }
        Mood::Person => false,
    };
    let most = shape
        .find(&[
            "pay|pays|paid|earn|earns|make|makes the? most|best|more|least|highest|worst",
            "best|highest|better paid|paying",
        ])
        // Said of roles at large, and of nobody that a deed is about.
        .filter(|(from, _)| (shape.core..*from).all(|i| is_stop(words[i]) || is_people(words[i]) || shape.is_named(i)));
    if shape.mood == Mood::Person {
        most?;
        let taken = words.iter().map(|w| is_people(w)).collect();
        return Some(Form { intent: Intent::Fact, roles: shape.distinct(), taken, finite_verb: false, relation: None });
    }
    let makes = shape.mood == Mood::Thing && nothing_else && shape.has(&["make", "makes"]) && !shape.named.is_empty();
    let training = shape.position(&["training", "train", "trained", "qualify", "study"]).filter(|&i| {
        amount
            || (i > 0 && matches!(words[i - 1], "what" | "which" | "any" | "special" | "much"))
            || shape.mood == Mood::Bare && nothing_else
    });
    let asked = attribute.filter(|&i| said_of(i)).or(training);
    let topic =
        shape.named.is_empty() && matches!(shape.mood, Mood::Bare | Mood::Thing) && nothing_else && attribute.is_some();
    if shape.named.is_empty() && !topic {
        return None;
    }
    let impersonal_be = becoming && (impersonal(rest) || shape.mood == Mood::Thing || shape.mood == Mood::Order);
    if !(asked.is_some() || impersonal_be || makes || paid || amount && nothing_else) {
        return None;
    }
    let mut taken = shape.taken();
    for (i, word) in words.iter().enumerate() {
        taken[i] |= HAVING.contains(word)
            || matches!(*word, "become" | "becoming" | "job" | "make" | "kind" | "lot" | "required");
    }
    let roles = shape.distinct().into_iter().take(if shape.mood == Mood::Polar { 1 } else { 4 }).collect();
    Some(Form { intent: Intent::Fact, roles, taken, finite_verb: false, relation: None })
}

/// Whether the verb that begins the question has a subject that stands for anybody, or is an attribute itself.
fn impersonal(rest: &[&str]) -> bool {
    const ANYBODY: &[&str] = &["you", "i", "we", "there", "one", "people", "any", "anyone", "someone", "somebody"];
    let attribute = |at: usize| rest.get(at).is_some_and(|w| ATTRIBUTES.contains(w));
    rest.get(1).is_some_and(|subject| ANYBODY.contains(subject) || *subject == "a" && attribute(2))
}

/// A yes-or-no question about what a role does.
fn does(shape: &Shape<'_>, roles: &Roles<'_>) -> Option<Form> {
    let (words, named) = (&shape.words, &shape.named);
    if shape.mood != Mood::Polar
        || fits(
            "do|does|can|could|would|is|are|has|have|should|whether|if i|you|we|there|anyone|anybody|somebody|someone|everyone",
            shape.rest(),
        )
        .is_some()
    {
        return None;
    }
    let mut taken = shape.taken();
    taken[shape.core..].fill(false);
    let role = match named.iter().find(|n| n.start >= shape.core) {
        Some(first) => {
            taken[first.start..first.end].fill(true);
            first.role.clone()
        }
        None => {
            let at = (shape.core..words.len()).find(|&i| !is_stop(words[i]) && !AUXILIARIES.contains(&words[i]))?;
            let end = title_end(words, at);
            taken[at..end].fill(true);
            name_of(&shape.tokens[at..end], roles)
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
    for (i, word) in words.iter().enumerate() {
        let after = words.get(i + 1).is_some_and(|w| matches!(*w, "to" | "of" | "is"));
        taken[i] |= matches!(*word, "job" | "responsibility" | "role" | "task" | "duty" | "place") && after;
        taken[i] |=
            matches!(*word, "responsible" | "allowed" | "supposed" | "expected" | "entitled" | "permitted" | "ever");
    }
    Some(Form { intent: Intent::Does, roles: found, taken, finite_verb: false, relation: None })
}

/// Where the name ends that no article has and that begins at `at`: behind the last word for somebody before a verb, else behind one
/// word ("the turnaround coordinator | clean the cabin").
fn title_end(words: &[&str], at: usize) -> usize {
    let run = words[at..].iter().take(LONGEST_TITLE).take_while(|w| !is_stop(w)).count();
    let somebody = |i: &usize| look_up(words[*i]).readings.person();
    // "does the guide lead the tour": a verb is left, if one can be.
    let acts = |i: &usize| words.get(i + 1).is_some_and(|w| !is_stop(w) && look_up(w).readings.any(Readings::BASE));
    let ends = |i: &usize| words.get(i + 1).is_none_or(|w| is_stop(w));
    let mut people = (at..at + run).filter(somebody);
    let last = people.clone().rfind(acts).or_else(|| people.rfind(ends));
    last.map_or(at + 1, |i| i + 1)
}

/// What a role does, at large or as far as the question's other words narrow it down.
fn what(shape: &Shape<'_>, roles: &Roles<'_>) -> Option<Form> {
    let (words, named, rest) = (&shape.words, &shape.named, shape.rest());
    let whole = |from: usize| named.first().is_some_and(|n| n.start == shape.core + from && n.end == words.len());
    let who_is = fits("who is|are? a|an|the?", rest).is_some_and(whole);
    if shape.mood == Mood::Person && !who_is {
        return None;
    }
    let telling =
        |w: &str| matches!(w, "tell" | "describe" | "explain" | "show" | "give" | "about" | "outline" | "define");
    let duties = words.iter().any(|w| DUTIES.contains(w));
    let asks = shape.has(&["what"])
        || shape.mood == Mood::Order
        || (shape.mood == Mood::Thing && (duties || fits("how do|does|would|is", rest).is_some()));
    let mut taken = shape.taken();
    for (i, word) in words.iter().enumerate() {
        taken[i] |= DUTIES.contains(word) || telling(word);
    }
    if let Some(first) = named.first() {
        let bare = (0..words.len()).all(|i| taken[i] || is_stop(words[i]));
        if !(asks || duties || bare) {
            return None;
        }
        named.iter().skip(1).for_each(|n| taken[n.start..n.end].fill(false));
        return Some(Form {
            intent: Intent::What,
            roles: vec![first.role.clone()],
            taken,
            finite_verb: false,
            relation: None,
        });
    }
    let shaped = longest(&["what does|do|is|are|did the|a|an", "what do|does", "what is|are"], rest).is_some()
        || longest(&["duties|responsibilities|tasks of"], rest).is_some();
    if !shaped || (!duties && !rest[1..].contains(&"do") && !rest[1..].contains(&"does")) {
        return None;
    }
    let free = |i: usize| !is_stop(words[i]) && !DUTIES.contains(&words[i]) && !telling(words[i]);
    let start = (shape.core..words.len()).find(|&i| free(i))?;
    let end = (start..words.len()).find(|&i| !free(i)).unwrap_or(words.len());
    let role = name_of(&shape.tokens[start..end], roles);
    taken[start..end].fill(true);
    Some(Form { intent: Intent::What, roles: vec![role], taken, finite_verb: false, relation: None })
}

fn who(shape: &Shape<'_>) -> Form {
    let (words, named) = (shape.words.as_slice(), &shape.named);
    let mut taken = shape.taken();
    named.iter().for_each(|n| taken[n.start..n.end].fill(false));
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
    Form { intent: Intent::Who, roles, taken, finite_verb: asked && (verb || after_auxiliary), relation: None }
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

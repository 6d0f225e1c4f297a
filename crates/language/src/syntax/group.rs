//! Noun phrases and verb groups: runs of tags that belong together.

use super::bare::joined_name;
use super::tag::{Form, Tag};
use super::token::Token;
use crate::lexicon::Readings;
use crate::role::RoleName;
use std::cell::OnceCell;

/// A noun phrase without what hangs on it by a preposition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Token range, determiners included.
    pub tokens: (usize, usize),
    /// Its head noun or pronoun.
    pub head: usize,
    /// First token that is no determiner, possessive or number.
    pub core: usize,
    /// The phrase before its `'s`, if it has an owner ("the producer's job").
    pub owner: Option<usize>,
    /// Whether it is a pronoun.
    pub pronoun: bool,
    /// The role's name that it is read as, once that was asked for: it is asked for many times.
    pub(crate) name: Once<Option<RoleName>>,
}

impl Phrase {
    /// A noun phrase without an owner.
    pub fn new(tokens: (usize, usize), head: usize, core: usize) -> Self {
        Self { tokens, head, core, owner: None, pronoun: false, name: Once::default() }
    }

    fn pronoun(at: usize) -> Self {
        Self { pronoun: true, ..Self::new((at, at + 1), at, at) }
    }
}

/// What follows from all else, and so takes no part in comparing.
#[derive(Debug, Clone)]
pub(crate) struct Once<T>(pub OnceCell<T>);

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self(OnceCell::new())
    }
}

impl<T> PartialEq for Once<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T> Eq for Once<T> {}

/// Whether the subject acts or is acted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// "checks", "is checking"
    Active,
    /// "is checked"
    Passive,
}

/// A verb with its auxiliaries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerbGroup {
    /// Token range.
    pub tokens: (usize, usize),
    /// The token of its main verb (of a form of "be" where that is all there is).
    pub verb: usize,
    /// Base form of the main verb.
    pub lemma: String,
    /// Verbs that lead to the main one, outermost first: "has to help choose" → have, help.
    pub through: Vec<String>,
    /// Its modal, in lower case ("may", "can").
    pub modal: Option<String>,
    /// Whether it is denied.
    pub negated: bool,
    /// Active or passive.
    pub voice: Voice,
    /// Whether it can be a clause's verb; otherwise an infinitive, gerund or participle.
    pub finite: bool,
    /// Whether it is a form of "be" alone.
    pub copula: bool,
}

/// The groups of a sentence, each list in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Groups {
    /// Noun phrases.
    pub phrases: Vec<Phrase>,
    /// Verb groups.
    pub verbs: Vec<VerbGroup>,
    /// How the sentence is written, once that was asked for: every name in it asks.
    style: Once<Style>,
}

/// How a sentence is written as a whole.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    /// Most of its words begin with capitals, as in headlines.
    pub titled: bool,
    /// All its words are capitals throughout.
    pub shouted: bool,
}

impl Style {
    fn of(tokens: &[Token<'_>]) -> Self {
        let long = tokens.iter().filter(|t| t.text.chars().count() > 3 && t.text.starts_with(char::is_alphabetic));
        let titled = long.clone().filter(|t| t.capital()).count() * 2 > long.count();
        let shouted = tokens.iter().filter(|t| t.text.len() > 2).all(Token::acronym);
        Self { titled, shouted }
    }
}

impl Groups {
    /// How the sentence is written whose tokens these are.
    pub(crate) fn style(&self, tokens: &[Token<'_>]) -> Style {
        *self.style.0.get_or_init(|| Style::of(tokens))
    }

    /// The phrase that ends right before token `end`, if there is one.
    pub fn phrase_ending(&self, end: usize) -> Option<usize> {
        self.phrases.iter().rposition(|p| p.tokens.1 == end)
    }

    /// The phrase that begins at token `start` (the one with an owner rather than its owner).
    pub fn phrase_starting(&self, start: usize) -> Option<usize> {
        self.phrases.iter().position(|p| p.tokens.0 == start)
    }

    /// The phrase whose head is token `head`.
    pub fn phrase_headed(&self, head: usize) -> Option<usize> {
        self.phrases.iter().position(|p| p.head == head)
    }
}

/// Groups tagged tokens.
pub fn groups(tokens: &[Token<'_>]) -> Groups {
    let mut groups = Groups::default();
    let mut i = 0;
    while i < tokens.len() {
        if let Some(group) = verb_group(tokens, i) {
            i = group.tokens.1;
            groups.verbs.push(group);
        } else if let Some(end) = phrases(tokens, i, &mut groups.phrases) {
            i = end;
        } else {
            i += 1;
        }
    }
    groups
}

/// Reads the phrases that begin at `start` ("the producer's job" is two) and returns where they end.
fn phrases(tokens: &[Token<'_>], start: usize, found: &mut Vec<Phrase>) -> Option<usize> {
    if tokens[start].tag == Tag::Pronoun {
        found.push(Phrase::pronoun(start));
        return Some(start + 1);
    }
    let mut i = start;
    let mut core = None;
    let mut head = None;
    let mut owner = None;
    let mut begin = start;
    while i < tokens.len() {
        match tokens[i].tag {
            // "In 2026 the clerk", "we are afloat the clerk's word goes": an article begins another phrase.
            Tag::Determiner if i > start && tokens[i - 1].tag == Tag::Number => break,
            Tag::Determiner
                if core.is_some_and(|c: usize| !matches!(tokens[c].lower.as_str(), "such" | "many" | "quite")) =>
            {
                break;
            }
            Tag::Determiner | Tag::Number if head.is_none() => i += 1,
            Tag::Possessive if tokens[i].lower != "'s" && head.is_none() => i += 1,
            Tag::Possessive if tokens[i].lower == "'s" => {
                let Some(at) = head.take() else { break };
                found.push(Phrase { owner, ..Phrase::new((begin, i), at, core.unwrap_or(at)) });
                owner = Some(found.len() - 1);
                core = None;
                i += 1;
                begin = start;
            }
            Tag::Adjective => {
                // "Staff Technical Writer": a rank stands before what describes its title.
                let ranked = head.is_some_and(|h| h + 1 == i && core == Some(h) && rank(tokens, h));
                if head.is_some() && !ranked {
                    break;
                }
                core.get_or_insert(i);
                i += 1;
            }
            Tag::Adverb if head.is_none() && core.is_none() && !modifier_ahead(tokens, i) => break,
            Tag::Adverb if head.is_none() => i += 1,
            // "Twice a year Noor Haddad pins …": a name is no more of the time that it stands behind.
            Tag::Noun if head.is_some_and(|h| span_of_time(&tokens[h].lower)) && unlisted_name(&tokens[i]) => break,
            Tag::Noun => {
                core.get_or_insert(i);
                head = Some(i);
                i += 1;
                // "the producers' work": a plural owner has only the apostrophe, which is a quote to the tokenizer.
                let plural_owner = tokens.get(i).is_some_and(|t| {
                    t.tag == Tag::Quote
                        && matches!(t.text, "'" | "’")
                        && t.start == tokens[i - 1].end
                        && tokens[i - 1].lower.ends_with('s')
                }) && tokens.get(i + 1).is_some_and(|t| matches!(t.tag, Tag::Noun | Tag::Adjective));
                if plural_owner {
                    found.push(Phrase { owner, ..Phrase::new((begin, i), i - 1, core.unwrap_or(i - 1)) });
                    owner = Some(found.len() - 1);
                    core = None;
                    head = None;
                    i += 1;
                }
            }
            // "tier 1 analyst", "grade 3 nurse"
            Tag::Number if head.is_some_and(|h| h + 1 == i) && graded(tokens, i) => i += 1,
            Tag::Number if head.is_some() => break,
            // "best and most respected producers", "senior or lead designer"
            Tag::Conjunction | Tag::Comma | Tag::Slash
                if head.is_none() && core.is_some() && modifier_ahead(tokens, i + 1) =>
            {
                i += 1
            }
            // "our health and safety adviser": one article before a noun for a thing, and one person behind them.
            Tag::Conjunction if head.is_some_and(|h| core == Some(h)) && begin < i - 1 && two_fields(tokens, i) => {
                head = None;
                i += 1;
            }
            // "Compensation and Benefits designs the bands"
            Tag::Conjunction if head.is_some() && joined_name(tokens, begin, i) => {
                head = None;
                i += 1;
            }
            // "quality assurance (QA) engineer"
            Tag::Open if head.is_some() && parenthesised_within(tokens, i) => i += 3,
            _ => break,
        }
    }
    let head = head?;
    found.push(Phrase { owner, ..Phrase::new((begin, head + 1), head, core.unwrap_or(head)) });
    Some(head + 1)
}

/// Whether a noun that names no person stands before the conjunction at `i`, and another with one person behind it.
fn two_fields(tokens: &[Token<'_>], i: usize) -> bool {
    let field = |t: &Token<'_>| t.tag == Tag::Noun && !t.word.readings.person() && !t.capital();
    let [second, person] = match tokens.get(i + 1..i + 3) {
        Some([second, person]) => [second, person],
        _ => return false,
    };
    let r = person.word.readings;
    matches!(tokens[i].lower.as_str(), "and" | "&")
        && field(&tokens[i - 1])
        && field(second)
        && !second.word.readings.any(Readings::PLURAL)
        && person.tag == Tag::Noun
        && r.any(Readings::TITLE)
        && !r.any(Readings::PLURAL)
        && tokens.get(i + 3).is_none_or(|t| t.tag != Tag::Noun)
}

/// Whether a noun counts the ranks of people, the number at `i` says which, and a noun for a person follows.
fn graded(tokens: &[Token<'_>], i: usize) -> bool {
    let person = |t: &Token<'_>| t.tag == Tag::Noun && t.word.readings.any(Readings::MAY_BE_PERSON);
    let next = tokens[i + 1..].iter().find(|t| t.tag != Tag::Noun || person(t));
    // "In phase 2 engineers test it": when it is, and then who.
    let placed = i > 1
        && matches!(
            tokens[i - 2].lower.as_str(),
            "in" | "at" | "during" | "before" | "after" | "on" | "from" | "until"
        );
    rung(&tokens[i - 1].lower) && !placed && tokens[i].text.len() <= 2 && next.is_some_and(person)
}

/// Nouns for a rung of a ladder of ranks, which a number tells from the others.
pub(crate) fn rung(lower: &str) -> bool {
    matches!(lower, "tier" | "level" | "grade" | "band" | "rank")
}

/// Nouns for a stretch of time.
pub(super) fn span_of_time(lower: &str) -> bool {
    matches!(
        lower,
        "second"
            | "minute"
            | "hour"
            | "day"
            | "night"
            | "week"
            | "weekend"
            | "month"
            | "season"
            | "term"
            | "year"
            | "time"
    )
}

/// Whether a token is a word that no list knows, with a capital of its own.
fn unlisted_name(token: &Token<'_>) -> bool {
    token.capital() && !token.acronym() && token.word.readings.any(Readings::GUESSED)
}

/// "staff", "principal", "assistant" before an adjective and a noun for a person.
fn rank(tokens: &[Token<'_>], i: usize) -> bool {
    matches!(
        tokens[i].lower.as_str(),
        "staff" | "principal" | "lead" | "associate" | "assistant" | "chief" | "deputy" | "head" | "trainee"
    ) && tokens.get(i + 2).is_some_and(|t| t.tag == Tag::Noun && t.word.readings.person())
}

/// Whether modifiers and then a noun follow from `i` on.
fn modifier_ahead(tokens: &[Token<'_>], i: usize) -> bool {
    let mut seen = false;
    for token in tokens.iter().skip(i).take(5) {
        match token.tag {
            Tag::Adverb => {}
            Tag::Adjective => seen = true,
            Tag::Noun => return seen,
            _ => return false,
        }
    }
    false
}

fn parenthesised_within(tokens: &[Token<'_>], open: usize) -> bool {
    tokens.get(open + 1).is_some_and(|t| t.acronym())
        && tokens.get(open + 2).is_some_and(|t| t.tag == Tag::Close)
        && tokens.get(open + 3).is_some_and(|t| t.tag == Tag::Noun)
}

fn verb_group(tokens: &[Token<'_>], start: usize) -> Option<VerbGroup> {
    let opens = |tag| matches!(tag, Tag::Modal | Tag::Be | Tag::Have | Tag::Do | Tag::To | Tag::Verb(_));
    if !opens(tokens[start].tag) {
        return None;
    }
    let mut group = VerbGroup {
        tokens: (start, start + 1),
        verb: start,
        lemma: String::new(),
        through: Vec::new(),
        modal: None,
        negated: false,
        voice: Voice::Active,
        finite: false,
        copula: false,
    };
    let infinitive = tokens[start].tag == Tag::To;
    let mut be = None;
    let mut main = None;
    let mut i = start;
    while let Some(token) = tokens.get(i) {
        match token.tag {
            Tag::To if i == start => {}
            Tag::Modal if main.is_none() => {
                group.modal = Some(full_modal(&token.lower).to_owned());
                group.negated |= token.lower == "cannot";
            }
            Tag::Be if main.is_none() => {
                be = Some(i);
                group.voice = Voice::Active;
            }
            Tag::Have | Tag::Do if main.is_none() => {}
            Tag::Not if main.is_none() => group.negated = true,
            Tag::Adverb | Tag::Quote if main.is_none() && verb_soon(tokens, i, be.is_some()) => {}
            Tag::Verb(form) if main.is_none() => {
                main = Some(i);
                if be.is_some_and(|b| b < i) && form == Form::Past {
                    group.voice = Voice::Passive;
                }
            }
            _ => break,
        }
        i += 1;
    }
    let end = i;
    if let Some(main) = main {
        group.verb = main;
        group.lemma = lemma(&tokens[main]);
    } else if let Some(be) = be {
        group.verb = be;
        group.lemma = "be".to_owned();
        group.copula = true;
    } else if let Some(last) = (start..end).rev().find(|&j| matches!(tokens[j].tag, Tag::Have | Tag::Do)) {
        group.verb = last;
        group.lemma = lemma(&tokens[last]);
    } else if infinitive || group.modal.is_none() {
        return None;
    }
    // "Agents never promise refunds.", "The agent no longer promises them."
    group.negated |= tokens[..start]
        .iter()
        .rev()
        .take_while(|t| matches!(t.tag, Tag::Adverb | Tag::Not))
        .any(|t| t.tag == Tag::Not && matches!(t.lower.as_str(), "never" | "no" | "neither"));
    // "neither keeps nor checks"
    group.negated |= start > 0 && tokens[start - 1].lower == "nor";
    group.tokens = (start, end);
    // "gets read by the editor"
    let got = (end..tokens.len()).find(|&j| tokens[j].tag != Tag::Adverb);
    if let Some(at) = got.filter(|&at| group.lemma == "get" && tokens[at].tag == Tag::Verb(Form::Past)) {
        group.voice = Voice::Passive;
        group.verb = at;
        group.lemma = lemma(&tokens[at]);
        group.tokens.1 = at + 1;
    }
    group.finite = !infinitive
        && match tokens[start].tag {
            Tag::Modal | Tag::Do => true,
            Tag::Be => !matches!(tokens[start].lower.as_str(), "be" | "being" | "been"),
            Tag::Have => tokens[start].lower != "having",
            Tag::Verb(Form::Ing) => false,
            Tag::Verb(_) => true,
            _ => false,
        };
    chain(tokens, &mut group);
    Some(group)
}

/// Follows "has to know", "need to be", "helps choose", "tries to keep" to the verb that matters.
fn chain(tokens: &[Token<'_>], group: &mut VerbGroup) {
    const LEADS_TO: [&str; 22] = [
        "have", "need", "ought", "tend", "get", "try", "help", "seem", "start", "begin", "continue", "work", "go",
        "strive", "aim", "want", "come", "learn", "use", "prefer", "like", "wish",
    ];
    for _ in 0..4 {
        let at = group.tokens.1;
        let bare = group.lemma == "help" && matches!(tokens.get(at).map(|t| t.tag), Some(Tag::Verb(Form::Base)));
        let with_to = tokens.get(at).is_some_and(|t| t.tag == Tag::To) && LEADS_TO.contains(&group.lemma.as_str());
        if !bare && !with_to || group.copula || group.voice == Voice::Passive && group.lemma != "need" {
            return;
        }
        let mut next = at + usize::from(with_to);
        let mut be = None;
        while tokens.get(next).is_some_and(|t| matches!(t.tag, Tag::Adverb | Tag::Not | Tag::Be | Tag::Have)) {
            if tokens[next].tag == Tag::Be {
                be = Some(next);
            }
            next += 1;
        }
        let verb = match tokens.get(next).map(|t| t.tag) {
            Some(Tag::Verb(form)) => {
                if be.is_some() && form == Form::Past {
                    group.voice = Voice::Passive;
                }
                next
            }
            _ => match be {
                Some(be) => be,
                None => return,
            },
        };
        group.through.push(std::mem::take(&mut group.lemma));
        group.copula = tokens[verb].tag == Tag::Be;
        group.lemma = if group.copula { "be".to_owned() } else { lemma(&tokens[verb]) };
        group.verb = verb;
        group.tokens.1 = verb + 1;
    }
}

fn full_modal(lower: &str) -> &str {
    match lower {
        "'ll" | "wo" => "will",
        "ca" | "cannot" => "can",
        "sha" => "shall",
        other => other,
    }
}

fn lemma(token: &Token<'_>) -> String {
    match token.lower.as_str() {
        "has" | "had" | "having" | "'ve" => "have".to_owned(),
        "does" | "did" | "doing" | "done" => "do".to_owned(),
        _ => token.word.verb.clone().unwrap_or_else(|| token.lower.clone()),
    }
}

/// Whether the verb group goes on after an adverb at `i`.
fn verb_soon(tokens: &[Token<'_>], i: usize, after_be: bool) -> bool {
    let next = tokens[i + 1..].iter().find(|t| !matches!(t.tag, Tag::Adverb | Tag::Quote));
    next.is_some_and(|t| match t.tag {
        Tag::Verb(form) => !after_be || matches!(form, Form::Past | Form::Ing),
        Tag::Not => true,
        Tag::Be | Tag::Have => !after_be,
        _ => false,
    })
}

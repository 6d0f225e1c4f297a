//! Which noun phrase is the subject of which verb.
//!
//! From each finite verb the search goes left, over adverbs, insertions between commas and what hangs on the subject by a
//! preposition. A relative pronoun hands the question on to its antecedent, a conjunction to the verb before.

use super::beside::{counts_off, meanwhile};
use super::group::{Groups, Voice};
use super::relative::relative;
use super::tag::{Form, Tag};
use super::token::Token;
use super::verb::quoting;

/// A verb with its subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Index of its verb group.
    pub verb: usize,
    /// Its subject phrases: one, or several joined by "and"/"or". Empty where none stands there (orders, gerunds).
    pub subjects: Vec<usize>,
    /// The subject was taken over from the clause before ("mixes the record and *sends* it off").
    pub shared: bool,
    /// The subject is the antecedent of "who", "which" or "that".
    pub relative: bool,
    /// Phrases after "by" of a passive.
    pub agents: Vec<usize>,
    /// Token range: from its subject (or verb) to where the next clause begins.
    pub tokens: (usize, usize),
}

/// The finite clauses of a sentence, in order of their verbs.
pub fn clauses(tokens: &[Token<'_>], groups: &Groups) -> Vec<Clause> {
    let mut found: Vec<Clause> = Vec::new();
    for (v, group) in groups.verbs.iter().enumerate() {
        if !group.finite {
            continue;
        }
        let start = group.tokens.0;
        let subject = subject_of(tokens, groups, start, &found);
        let bare_past = matches!(tokens[start].tag, Tag::Verb(Form::Past));
        // "Whoever closes wipes everything down": the first verb says who is meant, the next what is done.
        let whoever = |subjects: &[usize]| subjects.iter().any(|&s| tokens[groups.phrases[s].head].lower == "whoever");
        let subject = match subject {
            Subject::Phrases(subjects, begin)
                if whoever(&subjects) && !found.iter().any(|c| c.relative && c.subjects == subjects) =>
            {
                Subject::Relative(subjects, begin)
            }
            other => other,
        };
        let (subjects, shared, relative, begin) = match subject {
            Subject::Phrases(subjects, begin) => {
                // "tracks recorded in a hall": a participle that describes an object, not the clause's verb.
                let object = preceded_by_verb(tokens, groups, begin, &found);
                let person = subjects.iter().any(|&s| {
                    let head = &tokens[groups.phrases[s].head];
                    groups.phrases[s].pronoun || head.word.readings.person() || head.acronym()
                });
                let another = groups
                    .verbs
                    .iter()
                    .enumerate()
                    .any(|(w, g)| w != v && g.finite && !matches!(tokens[g.tokens.0].tag, Tag::Verb(Form::Past)));
                if bare_past && (object || group_by(tokens, group.tokens.1) || !person && another) {
                    continue;
                }
                (subjects, false, false, begin)
            }
            Subject::Relative(subjects, begin) => (subjects, false, true, begin),
            Subject::Shared => {
                // "They ensure that no noise occurs and *have* …": the clause whose verb has the same form goes on.
                let mine = number(tokens, groups, v);
                let fits =
                    |c: &&Clause| mine.is_none() || number(tokens, groups, c.verb).is_none_or(|n| Some(n) == mine);
                // "They keep track of where people are, see to it …": what is known or asked is no row's beginning.
                let own = |c: &&Clause| !within_question(tokens, c) && fits(c);
                // "takes the sum that the clerk has counted, enters it", "is at hand when it burns, and calls": behind a comma
                // goes on what stood before the clause within.
                let comma = tokens[..start].iter().rev().find(|t| t.tag != Tag::Adverb && t.tag != Tag::Conjunction);
                let comma = comma.is_some_and(|t| t.tag == Tag::Comma);
                let outer =
                    |c: &&Clause| comma && own(c) && !c.relative && !c.subjects.is_empty() && !subordinate(tokens, c);
                let nested = found.last().is_some_and(|c| subordinate(tokens, c));
                let Some(last) = found
                    .iter()
                    .rev()
                    .find(|c| nested && outer(c))
                    .or_else(|| found.iter().rev().find(own))
                    .or_else(|| found.iter().rev().find(fits))
                    .or(found.last())
                else {
                    continue;
                };
                (last.subjects.clone(), true, last.relative, start)
            }
            Subject::None if bare_past => continue,
            Subject::None => (Vec::new(), false, false, start),
        };
        let agents = if group.voice == Voice::Passive { agents(tokens, groups, group.tokens.1) } else { Vec::new() };
        found.push(Clause { verb: v, subjects, shared, relative, agents, tokens: (begin, tokens.len()) });
    }
    for i in 1..found.len() {
        let mut next = found[i].tokens.0;
        // The conjunction and marks between two clauses belong to neither.
        while next > 0
            && (tokens[next - 1].tag.mark()
                || matches!(tokens[next - 1].tag, Tag::Conjunction | Tag::Subordinator | Tag::Relative))
        {
            next -= 1;
        }
        let from = found[i - 1].tokens.0;
        if next > from {
            found[i - 1].tokens.1 = next;
        }
    }
    found
}

/// Whether a clause stands within another: as a time or condition of it, or as what is told of one of its objects.
fn subordinate(tokens: &[Token<'_>], clause: &Clause) -> bool {
    !clause.shared
        && clause.tokens.0 > 0
        && matches!(
            tokens[clause.tokens.0 - 1].lower.as_str(),
            "when" | "whenever" | "while" | "once" | "until" | "which" | "that" | "whom"
        )
}

/// Whether a clause stands within another as something known or asked: "where their people are", "how it looks".
fn within_question(tokens: &[Token<'_>], clause: &Clause) -> bool {
    !clause.shared
        && clause.tokens.0 > 0
        && matches!(
            tokens[clause.tokens.0 - 1].lower.as_str(),
            "where" | "how" | "why" | "what" | "whether" | "whatever" | "whoever"
        )
}

/// Singular or plural, as far as the verb shows it.
fn number(tokens: &[Token<'_>], groups: &Groups, verb: usize) -> Option<bool> {
    let first = &tokens[groups.verbs[verb].tokens.0];
    match (first.tag, first.lower.as_str()) {
        (Tag::Verb(Form::Third), _) | (_, "is" | "'s" | "has" | "does" | "was") => Some(true),
        (Tag::Verb(Form::Base), _) | (_, "are" | "'re" | "have" | "do" | "were") => Some(false),
        _ => None,
    }
}

pub(super) enum Subject {
    Phrases(Vec<usize>, usize),
    Relative(Vec<usize>, usize),
    Shared,
    None,
}

fn subject_of(tokens: &[Token<'_>], groups: &Groups, verb: usize, before: &[Clause]) -> Subject {
    // "“…,” says Per Moen": whoever speaks stands behind the verb.
    if quoting(tokens, verb) {
        return Subject::None;
    }
    let mut at = verb;
    for _ in 0..4 {
        while at > 0 && matches!(tokens[at - 1].tag, Tag::Adverb | Tag::Quote | Tag::Not) {
            // "Since May there's been a clerk …": what stands before "there" is no subject.
            if tokens[at - 1].lower == "there" && at == verb && presents(tokens, verb) {
                return Subject::None;
            }
            at -= 1;
        }
        if at == 0 {
            return Subject::None;
        }
        match tokens[at - 1].tag {
            Tag::Conjunction if !before.is_empty() => return Subject::Shared,
            Tag::Relative => return relative(tokens, groups, at - 1),
            Tag::Number if counts_off(tokens, at - 1) && groups.phrase_ending(at).is_none() => {
                at -= 1;
                continue;
            }
            Tag::Determiner if matches!(tokens[at - 1].lower.as_str(), "both" | "all" | "each") => {
                at -= 1;
                continue;
            }
            Tag::Comma | Tag::Close | Tag::Dash => {
                if let Some(open) = insertion(tokens, groups, at - 1) {
                    // "writes to the council, the school and the clerk, keeps the list": to whom it goes does not keep it.
                    let relative = before.last().is_none_or(|c| c.relative);
                    // Not "work in schools, theatres, dance companies".
                    let next = tokens.get(verb + 1).map(|t| t.tag);
                    let acts = tokens[verb].tag == Tag::Verb(Form::Third)
                        || matches!(next, Some(Tag::Determiner | Tag::Possessive));
                    if acts && !relative && reached(tokens, groups, open) {
                        return Subject::Shared;
                    }
                    at = open;
                    continue;
                }
                // "If you're worried, speak to the warden.": an order behind a condition has no subject.
                let condition = tokens[at - 1].tag == Tag::Comma
                    && matches!(
                        tokens[0].lower.as_str(),
                        "if" | "when" | "whenever" | "once" | "unless" | "before" | "after"
                    )
                    && tokens[..at - 1].iter().all(|t| t.tag != Tag::Comma)
                    && tokens[at].tag == Tag::Verb(Form::Base);
                if condition {
                    return Subject::None;
                }
                let verbs_between = before.last().is_some_and(|c| groups.verbs[c.verb].tokens.1 < at);
                return if verbs_between && tokens[at - 1].tag == Tag::Comma { Subject::Shared } else { Subject::None };
            }
            _ => {}
        }
        let Some(last) = groups.phrase_ending(at) else {
            // "those who have decided *approve* it": the relative clause's own verb stands there.
            return past_relative(tokens, groups, at, before).unwrap_or(Subject::None);
        };
        let begin = groups.phrases[last].tokens.0;
        let nominative = matches!(tokens[begin].lower.as_str(), "they" | "he" | "she" | "we" | "i");
        let within =
            begin > 0 && !nominative && (tokens[begin - 1].tag == Tag::Preposition || ends_verb(groups, begin));
        if within && let Some(subject) = past_relative(tokens, groups, at, before) {
            return subject;
        }
        return chain_left(tokens, groups, last);
    }
    Subject::None
}

/// Whether the phrase that ends at `end` stands behind a verb and its preposition: "writes to the council".
fn reached(tokens: &[Token<'_>], groups: &Groups, end: usize) -> bool {
    let begin = groups.phrase_ending(end).map_or(0, |p| groups.phrases[p].tokens.0);
    begin > 1
        && matches!(tokens[begin - 1].tag, Tag::To | Tag::Preposition)
        && matches!(tokens[begin - 2].tag, Tag::Verb(_))
}

/// Whether a form of "be" says that there is something: an article, a number or another form of it follows.
fn presents(tokens: &[Token<'_>], verb: usize) -> bool {
    let next = tokens.get(verb + 1);
    tokens[verb].tag == Tag::Be
        && next.is_some_and(|t| matches!(t.tag, Tag::Determiner | Tag::Number | Tag::Be | Tag::Not))
}

/// From the phrase that ends before the verb to the phrase that heads its chain of "of …", "in …", then to those joined to it.
fn chain_left(tokens: &[Token<'_>], groups: &Groups, last: usize) -> Subject {
    let mut head = last;
    let mut counted = None;
    loop {
        let start = groups.phrases[head].tokens.0;
        if start == 0 {
            break;
        }
        let tag = tokens[start - 1].tag;
        let nominative = matches!(tokens[start].lower.as_str(), "they" | "he" | "she" | "we" | "i");
        // "From noon on the clerk": the preposition goes with what stands before it.
        let from_on = tokens[start - 1].lower == "on"
            && tokens[start.saturating_sub(6)..start - 1].iter().any(|t| t.lower == "from");
        if tag == Tag::Preposition && !nominative && tokens[start - 1].lower != "as" && !from_on {
            let prep = tokens[start - 1].lower.as_str();
            match groups.phrase_ending(start - 1) {
                // "plenty of translators", "a team of riggers": the counted, not the count, is who acts.
                Some(left) if prep == "of" && counts(&tokens[groups.phrases[left].head].lower) => {
                    // "most of them" are whoever they are; "one of them" is somebody.
                    let plain = !groups.phrases[head].pronoun || tokens[groups.phrases[left].head].lower == "one";
                    counted = plain.then_some(groups.phrases[left].tokens.0);
                    break;
                }
                // "two of the clerks"
                None if prep == "of"
                    && start > 1
                    && tokens[start - 2].tag == Tag::Number
                    && !groups.phrases[head].pronoun =>
                {
                    counted = Some(start - 2);
                    break;
                }
                // "Unlike the producer the engineer …" never chains; "the engineer in a small studio" does.
                Some(left) if !matches!(prep, "like" | "unlike" | "than") => {
                    head = left;
                    continue;
                }
                // "clerks rather than porters carry", "the clerk instead of the porter"
                _ if instead(tokens, start) > 0 => match groups.phrase_ending(start - instead(tokens, start)) {
                    Some(left) => {
                        head = left;
                        continue;
                    }
                    None => return Subject::None,
                },
                // "When the day is over the porter counts …": a particle, not a preposition.
                _ if over(tokens, start - 1) => {}
                _ => {
                    // A preposition with nothing to hang on: the phrase is no subject, unless it is all there is.
                    return Subject::None;
                }
            }
        }
        break;
    }
    // "the porter and not the visitor opens": who does not is no subject.
    if let Some(meant) = rather_than(tokens, groups, head) {
        return chain_left(tokens, groups, meant);
    }
    let mut subjects = vec![head];
    let mut begin = counted.unwrap_or(groups.phrases[head].tokens.0);
    // "A, B and C", "both A and B", "A as well as B"
    loop {
        if begin == 0 {
            break;
        }
        let mut left = begin;
        let mut joined = false;
        while left > 0
            && matches!(tokens[left - 1].tag, Tag::Conjunction | Tag::Comma | Tag::Slash)
            && !matches!(tokens[left - 1].lower.as_str(), "but" | "yet")
        {
            joined |= tokens[left - 1].tag != Tag::Comma;
            left -= 1;
        }
        // "the cook and, on Fridays, the porter"
        if !joined
            && tokens[begin - 1].tag == Tag::Comma
            && let Some(open) = (begin.saturating_sub(8)..begin - 1).rev().find(|&i| tokens[i].tag == Tag::Comma)
            && open > 0
            && tokens[open - 1].tag == Tag::Conjunction
            && matches!(tokens[open - 1].lower.as_str(), "and" | "or")
        {
            left = open - 1;
            joined = true;
        }
        if left >= 3
            && tokens[left - 1].lower == "as"
            && tokens[left - 2].lower == "well"
            && tokens[left - 3].lower == "as"
        {
            left -= 3;
            joined = true;
        }
        if left == begin || (!joined && subjects.len() < 2) {
            break;
        }
        let Some(other) = groups.phrase_ending(left) else { break };
        let other_start = groups.phrases[other].tokens.0;
        // "the equipment works, and they use it": a nominative pronoun is joined to its like alone.
        if groups.phrases[head].pronoun && !groups.phrases[other].pronoun {
            break;
        }
        let after_verb = other_start > 0 && ends_verb(groups, other_start);
        let after_preposition = other_start > 0 && matches!(tokens[other_start - 1].tag, Tag::Preposition | Tag::To);
        if after_verb || after_preposition {
            break;
        }
        subjects.insert(0, other);
        begin = other_start;
    }
    // "both" stands before the phrase as a determiner and is inside it already.
    Subject::Phrases(subjects, begin)
}

/// How many words of "rather than", "instead of" stand before token `start`.
fn instead(tokens: &[Token<'_>], start: usize) -> usize {
    let before = |n: usize| start.checked_sub(n).map_or("", |i| tokens[i].lower.as_str());
    let pair = matches!((before(2), before(1)), ("rather", "than") | ("instead", "of"));
    if pair { 2 } else { 0 }
}

/// "the porter and not the visitor", "the porter, not the visitor,": who is meant before the phrase that is denied.
fn rather_than(tokens: &[Token<'_>], groups: &Groups, denied: usize) -> Option<usize> {
    let start = groups.phrases[denied].tokens.0;
    let mut at = start.checked_sub(1).filter(|&i| tokens[i].tag == Tag::Not && tokens[i].lower == "not")?;
    let from = at;
    while at > 0 && matches!(tokens[at - 1].tag, Tag::Conjunction | Tag::Comma) && tokens[at - 1].lower != "but" {
        at -= 1;
    }
    groups.phrase_ending(at).filter(|_| at < from)
}

/// "When the shift is over the clerk …": whether the word before a subject goes with a form of "be" and says that a time has come.
fn over(tokens: &[Token<'_>], at: usize) -> bool {
    let opens = matches!(tokens[0].lower.as_str(), "when" | "once" | "whenever" | "before" | "after" | "until" | "as");
    let be = at > 0 && tokens[at - 1].tag == Tag::Be;
    opens && be && matches!(tokens[at].lower.as_str(), "over" | "up" | "in" | "out" | "off" | "on" | "down" | "through")
}

/// Nouns and pronouns of quantity, which stand before "of" for those whom they count.
fn counts(lower: &str) -> bool {
    matches!(
        lower,
        "plenty"
            | "lots"
            | "lot"
            | "majority"
            | "minority"
            | "number"
            | "numbers"
            | "handful"
            | "couple"
            | "rest"
            | "most"
            | "many"
            | "some"
            | "none"
            | "all"
            | "few"
            | "half"
            | "one"
            | "each"
            | "several"
            | "any"
            | "either"
            | "neither"
            | "both"
            | "team"
            | "crew"
            | "pair"
            | "group"
            | "army"
            | "squad"
            | "panel"
            | "network"
            | "dozens"
            | "hundreds"
            | "thousands"
            | "percent"
            | "%"
    )
}

/// "Clerks who work in the archive *sort* it": what stands before the verb is the end of a relative clause, whose
/// antecedent is the subject.
fn past_relative(tokens: &[Token<'_>], groups: &Groups, at: usize, before: &[Clause]) -> Option<Subject> {
    let last = before.last().filter(|c| c.relative && !c.shared)?;
    let from = groups.verbs[last.verb].tokens.1;
    let one_piece = from <= at
        && !tokens[from..at].iter().any(|t| t.tag.mark() || matches!(t.tag, Tag::Conjunction | Tag::Subordinator));
    let &antecedent = last.subjects.first()?;
    let restricts = tokens[groups.phrases[antecedent].head].lower == "whoever"
        || last.tokens.0 > 0 && tokens[last.tokens.0 - 1].tag != Tag::Comma;
    (one_piece && restricts).then(|| Subject::Phrases(vec![antecedent], groups.phrases[antecedent].tokens.0))
}

fn ends_verb(groups: &Groups, token: usize) -> bool {
    groups.verbs.iter().any(|v| v.tokens.1 == token)
}

/// Where an insertion that ends at `close` (a comma, bracket or dash) begins, if it is one: ", on the other hand,".
fn insertion(tokens: &[Token<'_>], groups: &Groups, close: usize) -> Option<usize> {
    let partner = match tokens[close].tag {
        Tag::Close => Tag::Open,
        tag => tag,
    };
    let open = (close.saturating_sub(18)..close).rev().find(|&i| tokens[i].tag == partner)?;
    // "He also, these days, fills in …"
    let adverbs = tokens[..open].iter().rev().take_while(|t| t.tag == Tag::Adverb).count();
    groups.phrase_ending(open - adverbs)?;
    let first = &tokens[open + 1];
    let during = meanwhile(&tokens[open + 1..close]);
    let clause_like = matches!(
        first.tag,
        Tag::Relative
            | Tag::Subordinator
            | Tag::Preposition
            | Tag::Adverb
            | Tag::Determiner
            | Tag::Possessive
            | Tag::Not
    ) || matches!(first.tag, Tag::Verb(Form::Past | Form::Ing))
        || during
        || matches!(first.lower.as_str(), "as" | "or" | "and")
        || tokens[close].tag != Tag::Comma
        || first.tag == Tag::Noun && close - open < 5
        // "Odile Pask, 41, is"
        || first.tag == Tag::Number && close == open + 2
        // ", known as the reviser,"
        || first.tag == Tag::Adjective && matches!(tokens[open + 2].tag, Tag::Preposition | Tag::To);
    // ", also called a vet tech,": a participle is no clause of its own.
    let bare = |v: &super::group::VerbGroup| {
        matches!(tokens[v.tokens.0].tag, Tag::Verb(Form::Past))
            && (tokens[open + 1..v.tokens.0].iter().all(|t| t.tag == Tag::Adverb) || group_by(tokens, v.tokens.1))
    };
    let has_finite =
        !during && groups.verbs.iter().any(|v| v.finite && v.tokens.0 > open && v.tokens.1 <= close && !bare(v));
    let opens_clause = matches!(first.tag, Tag::Relative | Tag::Subordinator)
        || tokens[close].tag != Tag::Comma
        || first.lower == "as";
    // "When the band arrives, the crew, …": the comma before must not be the end of an opening clause.
    let opening =
        (0..open).all(|i| tokens[i].tag != Tag::Comma) && matches!(tokens[0].tag, Tag::Subordinator | Tag::Preposition);
    let another = opening && matches!(first.tag, Tag::Determiner | Tag::Noun);
    (clause_like && (!has_finite || opens_clause) && !another).then_some(open)
}

fn preceded_by_verb(tokens: &[Token<'_>], groups: &Groups, begin: usize, before: &[Clause]) -> bool {
    let Some(last) = before.last() else {
        // "… , tracks recorded" after a preposition
        return begin > 0 && matches!(tokens[begin - 1].tag, Tag::Preposition | Tag::Verb(_));
    };
    let end = groups.verbs[last.verb].tokens.1;
    end <= begin
        && !tokens[end..begin]
            .iter()
            .any(|t| t.tag.mark() || matches!(t.tag, Tag::Conjunction | Tag::Subordinator | Tag::Relative))
        || begin > 0 && matches!(tokens[begin - 1].tag, Tag::Preposition | Tag::Verb(_) | Tag::To)
}

/// Whether "by" follows, so that a bare participle is a shortened passive.
fn group_by(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| t.lower == "by")
}

/// The phrases after "by" behind a passive, joined ones too: "by phone, by the clerk and the bursar".
fn agents(tokens: &[Token<'_>], groups: &Groups, from: usize) -> Vec<usize> {
    let mut agents = Vec::new();
    for by in from..tokens.len().min(from + 24) {
        // Behind the next finite verb, "by" belongs to that.
        if !agents.is_empty() && groups.verbs.iter().any(|v| v.finite && v.tokens.0 == by) {
            break;
        }
        // "is paid by the owner, never by the pilot"
        let of = tokens[by - 1].lower == "of" && by > 1 && tokens[by - 2].lower == "instead";
        let than = tokens[by - 1].lower == "than" && by > 1 && tokens[by - 2].lower == "rather";
        if tokens[by].lower != "by" || tokens[by - 1].tag == Tag::Not || of || than {
            continue;
        }
        // "by any two of the trustees"
        let count = |t: &Token<'_>| matches!(t.tag, Tag::Number | Tag::Determiner | Tag::Adverb | Tag::Pronoun);
        let counted = tokens[by + 1..].iter().take(4).take_while(|t| count(t)).count();
        let of = counted > 0 && tokens.get(by + 1 + counted).is_some_and(|t| t.lower == "of");
        let from = by + 1 + if of { counted + 1 } else { 0 };
        let first = groups.phrases.iter().rposition(|p| p.tokens.0 == from);
        let Some(first) = first.filter(|f| !agents.contains(f)) else { continue };
        agents.push(first);
        let mut end = groups.phrases[first].tokens.1;
        while tokens.get(end).is_some_and(|t| t.tag == Tag::Conjunction || t.tag == Tag::Comma) {
            let skip = usize::from(tokens.get(end + 1).is_some_and(|t| t.tag == Tag::Conjunction));
            let Some(next) = groups.phrases.iter().rposition(|p| p.tokens.0 == end + 1 + skip) else { break };
            if tokens
                .get(groups.phrases[next].tokens.1)
                .is_some_and(|t| matches!(t.tag, Tag::Verb(_) | Tag::Be | Tag::Modal))
            {
                break;
            }
            agents.push(next);
            end = groups.phrases[next].tokens.1;
        }
    }
    agents
}

//! What a clause says of its subject: that it does something, must be something, or merely is.
//!
//! English holds people responsible with almost any verb of action, so the lists here name what is **not** a deed: states,
//! feelings, careers, places; and the few frames that turn a state into a duty ("is in charge of").

use super::copula::{copula, purpose, purpose_of};
use super::duty::duty_noun;
use super::living::living;
use super::words::{ALLOWED, HOLDS, KNOWS, SCHOOLING, STATES, WITHOUT_OBJECT};
use rolecall_language::{Clause, Form, Generic, Part, Reading, Readings, Tag, Token, VerbGroup, Voice, generic, part};
use rolecall_record::{Kind, Strength};

/// What a clause says of its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said {
    pub kind: Kind,
    pub strength: Strength,
}

/// Reads the predicate of `clause`.
pub(super) fn said(reading: &Reading<'_>, clause: &Clause) -> Said {
    let group = &reading.groups.verbs[clause.verb];
    let rest = &reading.tokens[group.tokens.1..clause.tokens.1.max(group.tokens.1)];
    let mut kind = kind_of(reading, clause, group, rest);
    if kind == Kind::Context && group.modal.is_none() && !group.negated && also_doing(rest) {
        kind = Kind::Responsibility;
    }
    Said { kind, strength: strength_of(reading, clause, group, rest, kind) }
}

/// Whether a clause says what has to happen first: "until the warden has …".
fn waited_for(reading: &Reading<'_>, clause: &Clause) -> bool {
    let before = reading.tokens[..clause.tokens.0].last();
    before.is_some_and(|t| matches!(t.lower.as_str(), "until" | "till" | "unless" | "before"))
}

fn kind_of(reading: &Reading<'_>, clause: &Clause, group: &VerbGroup, rest: &[Token<'_>]) -> Kind {
    // What somebody called by name, "the warden" or "she" did is told as an example of the job; "engineers wore white coats" is history.
    let by_name = clause.subjects.first().is_some_and(|&s| {
        let p = &reading.groups.phrases[s];
        let head = &reading.tokens[p.head];
        matches!(head.lower.as_str(), "he" | "she" | "i" | "they")
            || matches!(reading.tokens[p.tokens.0].lower.as_str(), "my" | "our")
            || p.core == p.tokens.0 && reading.tokens[p.core].capital() && !head.word.readings.person()
    });
    let modal = group.modal.as_deref();
    let ought = matches!(modal, Some("must" | "should" | "ought"))
        || group.through.iter().any(|v| matches!(v.as_str(), "need" | "have" | "ought"));
    if group.copula {
        let rest = &reading.tokens[group.tokens.1..];
        // "is there to open up", "is the only one allowed to", "is the first to"; who was the first to is history.
        let was =
            reading.tokens[group.tokens.0..group.tokens.1].iter().any(|t| matches!(t.lower.as_str(), "was" | "were"));
        // "The porter is to sweep the yard": what is to be done, if said of somebody.
        let somebody = clause.subjects.iter().any(|&s| {
            let head = &reading.tokens[reading.groups.phrases[s].head];
            head.word.readings.person()
                || head.acronym()
                || matches!(head.lower.as_str(), "he" | "she" | "they" | "you" | "i" | "we")
        });
        let told = somebody && purpose_of(rest);
        return if !was && (told || purpose(rest)) { Kind::Responsibility } else { copula(rest, ought) };
    }
    if group.voice == Voice::Passive {
        return passive(group.lemma.as_str(), rest);
    }
    if experience(reading, clause, group) {
        return Kind::Requirement;
    }
    let past = matches!(reading.tokens[group.tokens.0].tag, Tag::Verb(Form::Past))
        || matches!(reading.tokens[group.tokens.0].lower.as_str(), "had" | "did" | "would" | "used");
    // "Day to day, you'd be checking the valves.": an offer, not a story.
    let offered = reading.tokens[group.tokens.0].lower == "'d" || group.modal.as_deref() == Some("would");
    let you = clause.subjects.iter().any(|&s| reading.tokens[reading.groups.phrases[s].head].lower == "you");
    let past = past && !(offered && you);
    let one = clause.subjects.first().is_some_and(|&s| {
        let p = &reading.groups.phrases[s];
        reading.tokens[p.tokens.0].lower == "the" && !reading.tokens[p.head].word.readings.any(Readings::PLURAL)
    });
    if past && (!(by_name || one) || long_ago(reading, group) || group.lemma == "have") {
        return Kind::Context;
    }
    let lemma = group.lemma.as_str();
    if matches!(lemma, "remain" | "stay" | "become" | "feel")
        && rest
            .iter()
            .take(4)
            .any(|t| matches!(t.lower.as_str(), "responsible" | "accountable" | "answerable" | "liable"))
    {
        return Kind::Responsibility;
    }
    // "I'd rather have a say"
    if reading.tokens[group.tokens.0..group.tokens.1].iter().any(|t| t.lower == "rather") {
        return Kind::Context;
    }
    // "We've got a warden": to have one.
    let got = lemma == "get" && matches!(reading.tokens[group.tokens.0].tag, Tag::Have) && object_of_got(rest);
    // "has got that covered"
    if got_covered(reading, group) {
        return Kind::Responsibility;
    }
    if lemma == "have" || got {
        // "These two careers have distinct duties."
        let post = clause.subjects.iter().any(|&s| {
            let head = &reading.tokens[reading.groups.phrases[s].head];
            generic(head.word.noun.as_deref().unwrap_or(&head.lower)) == Some(Generic::Post)
        });
        return if post { Kind::Context } else { possession(rest, ought) };
    }
    if group.through.iter().any(|v| matches!(v.as_str(), "want" | "like" | "prefer" | "wish" | "learn")) {
        return Kind::Context;
    }
    if KNOWS.contains(&lemma) || HOLDS.contains(&lemma) && rest.iter().take(8).any(schooling) {
        // "understand the client's wishes" is a trait; "understand and note down" still begins with one.
        return Kind::Requirement;
    }
    // "asks what went wrong"
    let after = reading.tokens.get(group.tokens.1).map_or("", |t| t.lower.as_str());
    if matches!(lemma, "ask" | "say")
        && matches!(after, "what" | "which" | "who" | "whether" | "how" | "where" | "why" | "if" | "when")
    {
        return Kind::Responsibility;
    }
    if lemma == "need" || lemma == "require" {
        return Kind::Requirement;
    }
    // "The members say yes or no."
    let behind = &reading.tokens[group.tokens.1..];
    if lemma == "say" && behind.len() > 2 && behind[1].lower == "or" && matches!(after, "yes" | "no") {
        return Kind::Responsibility;
    }
    if living(lemma, behind) {
        return Kind::Context;
    }
    // "The warden has to agree", "Nothing happens until both have agreed to it"
    let matches_it = rest.first().is_some_and(|t| matches!(t.lower.as_str(), "with" | "that"));
    if matches!(lemma, "agree" | "consent") && !matches_it && (ought || waited_for(reading, clause)) {
        return Kind::Responsibility;
    }
    if lemma == "work" {
        return works(rest);
    }
    // "specialises in pruning old trees"
    let in_deed = rest.first().is_some_and(|t| t.lower == "in")
        && rest
            .get(1)
            .is_some_and(|t| matches!(t.tag, Tag::Verb(Form::Ing)) && t.word.verb.as_deref().is_some_and(is_deed));
    if matches!(lemma, "specialize" | "specialise") && in_deed {
        return Kind::Responsibility;
    }
    if lemma == "spend" {
        return spends(rest);
    }
    // "many do", "so does the purser": another verb is meant.
    let ends = reading.tokens.get(group.tokens.1 + rest.len()).is_none_or(|t| t.tag != Tag::Relative);
    // "No, the owner does.": whoever a question asked about or for does it.
    let answers = matches!(reading.tokens[0].lower.as_str(), "no" | "yes" | "only")
        && reading.clauses.len() == 1
        && !group.negated
        && !by_name;
    // "You don't carry the bags, the porter does.": whoever does what somebody else is said not to.
    let instead = clause.verb > 0
        && !group.negated
        && !by_name
        && reading.groups.verbs[..clause.verb].iter().any(|v| v.negated && is_deed(&v.lemma));
    let answers = answers || instead;
    if lemma == "do"
        && ends
        && !answers
        && rest.iter().all(|t| t.tag.mark() || matches!(t.tag, Tag::Adverb | Tag::Quote))
    {
        return Kind::Context;
    }
    if lemma == "take"
        && first_noun(rest)
            .is_some_and(|n| matches!(n, "course" | "class" | "exam" | "degree" | "test" | "year" | "month"))
    {
        return Kind::Requirement;
    }
    if matches!(lemma, "make" | "earn" | "get") && rest.iter().take(5).any(|t| money(t)) {
        return Kind::Context;
    }
    if matches!((lemma, first_noun(rest)), ("play", Some("role")) | ("serve", Some("purpose")))
        || lemma == "make" && first_noun(rest) == Some("living")
    {
        return Kind::Context;
    }
    // "comes down to examine", "goes round to check": the errand counts.
    let errand = rest.windows(2).take(4).any(|w| w[0].tag == Tag::To && matches!(w[1].tag, Tag::Verb(_)));
    if matches!(lemma, "come" | "go") && errand {
        return Kind::Responsibility;
    }
    if stays(lemma) && rest.windows(3).take(6).any(|w| errand_on(w)) {
        return Kind::Responsibility;
    }
    if lemma == "go"
        && rest.first().is_none_or(|t| !matches!(t.lower.as_str(), "through" | "over" | "around" | "round" | "back"))
    {
        return Kind::Context;
    }
    if matches!(lemma, "come" | "get")
        && rest.first().is_none_or(|t| {
            !matches!(t.tag, Tag::Determiner | Tag::Possessive)
                && !matches!(t.lower.as_str(), "everybody" | "everyone" | "them" | "it" | "him" | "her" | "us" | "you")
        })
    {
        return Kind::Context;
    }
    if STATES.contains(&lemma) || WITHOUT_OBJECT.contains(&lemma) && !acted_on(lemma, rest) {
        Kind::Context
    } else {
        Kind::Responsibility
    }
}

/// Verbs of coming, being somewhere and beginning, whose infinitive tells what for.
fn stays(lemma: &str) -> bool {
    matches!(
        lemma,
        "arrive"
            | "stay"
            | "remain"
            | "return"
            | "travel"
            | "sit"
            | "stand"
            | "wait"
            | "enter"
            | "begin"
            | "start"
            | "report"
    )
}

/// "to count the coins", "to clear up": an infinitive that acts on something.
fn errand_on(words: &[Token<'_>]) -> bool {
    let [to, verb, next] = words else { return false };
    let acts = matches!(next.tag, Tag::Determiner | Tag::Possessive | Tag::Noun | Tag::Adjective)
        || matches!(next.lower.as_str(), "up" | "out" | "off" | "over" | "through" | "down");
    to.tag == Tag::To
        && acts
        && matches!(verb.tag, Tag::Verb(Form::Base))
        && verb.word.verb.as_deref().is_some_and(is_deed)
}

/// "has got that covered", "has that under control"
fn got_covered(reading: &Reading<'_>, group: &VerbGroup) -> bool {
    let next = |i: usize| reading.tokens.get(group.tokens.1 + i).map_or("", |t| t.lower.as_str());
    let done = matches!((next(1), next(2)), ("covered" | "sorted", _) | ("in", "hand") | ("under", "control"));
    matches!(group.lemma.as_str(), "have" | "get") && matches!(next(0), "that" | "it" | "this" | "them" | "all") && done
}

/// Whether "got" is followed by what somebody has, rather than by what was brought about.
fn object_of_got(rest: &[Token<'_>]) -> bool {
    rest.first().is_some_and(|t| matches!(t.tag, Tag::Determiner | Tag::Number | Tag::Noun | Tag::Adjective))
}

/// "Event planners are the visionaries, handling everything from …": what somebody is, and behind a comma what they do.
fn also_doing(rest: &[Token<'_>]) -> bool {
    rest.windows(3).any(|w| {
        w[0].tag == Tag::Comma
            && matches!(w[1].tag, Tag::Verb(Form::Ing))
            && w[1].word.verb.as_deref().is_some_and(is_deed)
            && matches!(
                w[2].tag,
                Tag::Determiner | Tag::Possessive | Tag::Noun | Tag::Adjective | Tag::Pronoun | Tag::Adverb
            )
            && !matches!(
                w[1].lower.as_str(),
                "including" | "depending" | "according" | "making" | "meaning" | "earning"
            )
    })
}

/// Whether a past tense speaks of how things were ("In the 1950s", "used to", "once") or of how somebody came to the job,
/// rather than of what somebody did as part of it.
fn long_ago(reading: &Reading<'_>, group: &VerbGroup) -> bool {
    let first = &reading.tokens[group.tokens.0];
    if matches!(first.lower.as_str(), "would" | "used") || group.through.iter().any(|v| v == "use") {
        return true;
    }
    let came = matches!(
        group.lemma.as_str(),
        "begin"
            | "start"
            | "join"
            | "leave"
            | "train"
            | "study"
            | "found"
            | "learn"
            | "discover"
            | "move"
            | "win"
            | "think"
            | "laugh"
            | "smile"
            | "meet"
            | "see"
            | "hear"
            | "use"
            | "work"
    );
    came || reading.tokens.iter().any(|t| {
        let year = t.text.len() == 4 && t.text.starts_with(['1', '2']) && t.text.chars().all(|c| c.is_ascii_digit());
        let decade = t.text.len() == 5 && t.text.ends_with('s') && t.text.starts_with(['1', '2']);
        year || decade
            || matches!(
                t.lower.as_str(),
                "ago"
                    | "once"
                    | "century"
                    | "centuries"
                    | "historically"
                    | "originally"
                    | "formerly"
                    | "era"
                    | "decades"
                    | "invented"
            )
    })
}

/// Whether a verb that may be a state acts on something here: "starts the pump", "looks after the van".
fn acted_on(lemma: &str, rest: &[Token<'_>]) -> bool {
    let Some(first) = rest.iter().find(|t| !matches!(t.tag, Tag::Adverb)) else { return false };
    // "stands in for": a particle that is an adverb here.
    match (lemma, if lemma == "stand" { rest[0].lower.as_str() } else { first.lower.as_str() }) {
        ("look", "after" | "for" | "over" | "into" | "through" | "up") | ("stand", "in" | "by" | "guard" | "watch") => {
            return true;
        }
        ("look", "at") => {
            return rest
                .iter()
                .skip_while(|t| t.lower != "at")
                .nth(1)
                .is_some_and(|t| matches!(t.tag, Tag::Determiner | Tag::Possessive | Tag::Noun));
        }
        ("care", "for")
        | ("report", "on")
        | ("think", "about" | "of" | "through")
        | ("ask", "for")
        | ("sit", "in" | "with" | "through")
        | ("speak", "for" | "to" | "with" | "on" | "up") => return true,
        ("look" | "stand" | "sit" | "care" | "think" | "sound", _) => return false,
        _ => {}
    }
    match first.tag {
        Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Number => true,
        Tag::Noun => !first
            .word
            .noun
            .as_deref()
            .is_some_and(|n| matches!(n, "work" | "training" | "school" | "college" | "university")),
        Tag::Pronoun => true,
        _ => false,
    }
}

fn schooling(token: &Token<'_>) -> bool {
    SCHOOLING.contains(&token.word.noun.as_deref().unwrap_or(&token.lower))
}

fn passive(lemma: &str, rest: &[Token<'_>]) -> Kind {
    let infinitive = rest
        .windows(2)
        .take(12)
        .any(|w| w[0].tag == Tag::To && matches!(w[1].tag, Tag::Verb(_) | Tag::Be | Tag::Adverb));
    match lemma {
        "involve" | "task" | "charge" | "entrust" | "occupy" => Kind::Responsibility,
        // "has been given the task of checking"
        "give" | "hand" | "assign" | "allocate"
            if rest.iter().take(5).any(|t| duty_noun(t.word.noun.as_deref().unwrap_or(&t.lower))) =>
        {
            Kind::Responsibility
        }
        // "is paid for cleaning up"
        "pay" | "hire" | "employ"
            if rest.first().is_some_and(|t| t.lower == "for")
                && rest.get(1).is_some_and(|t| {
                    matches!(t.tag, Tag::Verb(Form::Ing)) || t.lower.ends_with("ing") && t.tag == Tag::Noun
                }) =>
        {
            Kind::Responsibility
        }
        "suppose"
            if rest.windows(2).take(3).any(|w| {
                w[0].tag == Tag::To && w[1].word.verb.as_deref().is_some_and(|v| is_deed(v) && w[1].tag != Tag::Be)
            }) =>
        {
            Kind::Responsibility
        }
        "expect" | "mean" | "bind" | "ask" | "hire" | "pay" | "employ" | "assign" | "appoint" | "train" | "call"
        | "instruct" | "tell" | "oblige" | "commission" | "engage" | "trust" | "obligate"
            if infinitive =>
        {
            Kind::Responsibility
        }
        "require" if infinitive => Kind::Responsibility,
        _ if infinitive && ALLOWED.contains(&lemma) => Kind::Responsibility,
        "require" | "train" | "educate" | "qualify" | "license" | "certify" => Kind::Requirement,
        _ => Kind::Context,
    }
}

/// "has": knowledge and schooling are requirements; the rest is circumstance, unless it is to be done.
fn possession(rest: &[Token<'_>], ought: bool) -> Kind {
    let nouns = rest.iter().take(12).filter(|t| t.tag == Tag::Noun || t.tag == Tag::Adjective);
    for noun in nouns {
        let n = noun.word.noun.as_deref().unwrap_or(&noun.lower);
        if SCHOOLING.contains(&n) {
            return Kind::Requirement;
        }
        let last = n == "word" && rest.iter().take(4).any(|t| matches!(t.lower.as_str(), "last" | "final"));
        if last
            || matches!(
                n,
                "responsibility"
                    | "charge"
                    | "control"
                    | "say"
                    | "authority"
                    | "permission"
                    | "duty"
                    | "task"
                    | "oversight"
                    | "job"
            )
        {
            return Kind::Responsibility;
        }
    }
    if made_done(rest) {
        return Kind::Responsibility;
    }
    if ought { Kind::Requirement } else { Kind::Context }
}

/// "has the roses pruned before noon": what somebody has done by others is theirs to see to.
fn made_done(rest: &[Token<'_>]) -> bool {
    let whose = rest.first().is_some_and(|t| {
        matches!(t.lower.as_str(), "the" | "all" | "everything" | "every" | "each" | "them" | "it")
            || t.tag == Tag::Possessive
    });
    let done = rest.iter().take(6).position(|t| matches!(t.tag, Tag::Verb(Form::Past)));
    let plain = |to: usize| {
        rest[1..to.max(1)]
            .iter()
            .all(|t| matches!(t.tag, Tag::Noun | Tag::Adjective | Tag::Possessive | Tag::Determiner))
    };
    whose && done.is_some_and(|at| at > 0 && plain(at) && rest.get(at + 1).is_none_or(|t| t.lower != "by"))
}

/// "spends half the morning chasing signatures": what the time goes on is done.
fn spends(rest: &[Token<'_>]) -> Kind {
    let deed = |t: &Token<'_>| matches!(t.tag, Tag::Verb(Form::Ing)) && t.word.verb.as_deref().is_some_and(is_deed);
    let learns = |t: &Token<'_>| matches!(t.word.verb.as_deref(), Some("learn" | "study" | "train" | "work" | "live"));
    match rest.iter().take(12).find(|t| deed(t)) {
        Some(first) if !learns(first) => Kind::Responsibility,
        _ => Kind::Context,
    }
}

/// "works on the mix", "works with the band to shape the sound"; not "works in a studio".
fn works(rest: &[Token<'_>]) -> Kind {
    let mut words = rest.iter().filter(|t| !matches!(t.tag, Tag::Adverb)).peekable();
    let together = rest.iter().take(2).any(|t| t.lower == "together");
    let purpose = rest.iter().any(|t| t.tag == Tag::To);
    // "works the door", not "works a long week"
    let place = || {
        let time =
            |n: &str| matches!(n, "week" | "hour" | "day" | "night" | "shift" | "year" | "weekend" | "month" | "job");
        words.clone().next().is_some_and(|t| t.tag == Tag::Determiner) && first_noun(rest).is_some_and(|n| !time(n))
    };
    if place() {
        return Kind::Responsibility;
    }
    match words.peek().map(|t| t.lower.as_str()) {
        Some("on" | "through" | "out" | "toward" | "towards") => Kind::Responsibility,
        Some("with" | "alongside" | "closely" | "between") if purpose && !together => Kind::Responsibility,
        Some("to") if !together => Kind::Responsibility,
        _ => Kind::Context,
    }
}

fn strength_of(reading: &Reading<'_>, clause: &Clause, group: &VerbGroup, rest: &[Token<'_>], kind: Kind) -> Strength {
    let nobody = clause.subjects.first().is_some_and(|&s| {
        reading.tokens[reading.groups.phrases[s].tokens.0].lower == "no"
            || reading.tokens[reading.groups.phrases[s].tokens.0].lower == "neither"
            || none_of(reading, clause)
    });
    // "Anyone but the porter may use it."
    let anyone = clause.subjects.first().is_some_and(|&s| {
        let start = reading.groups.phrases[s].tokens.0;
        let before = |n: usize| start.checked_sub(n).map_or("", |i| reading.tokens[i].lower.as_str());
        matches!(before(1), "but" | "except")
            && matches!(before(2), "anyone" | "anybody" | "everyone" | "everybody" | "all")
    });
    // "has been told not to touch it"
    let told_not =
        group.voice == Voice::Passive && rest.windows(2).take(3).any(|w| w[0].tag == Tag::Not && w[1].tag == Tag::To);
    // "won't let anyone else touch it", "lets nobody else touch it": only whoever says so does.
    let alone = matches!(group.lemma.as_str(), "let" | "allow" | "permit" | "want")
        && rest.windows(2).take(3).any(|w| {
            w[1].lower == "else"
                && (matches!(w[0].lower.as_str(), "nobody" | "none")
                    || group.negated && matches!(w[0].lower.as_str(), "anyone" | "anybody" | "someone" | "somebody"))
        });
    if (group.negated || nobody || anyone || told_not) && !alone {
        return Strength::DoesNot;
    }
    let adverbs = reading.tokens[clause.tokens.0..group.tokens.1].iter().filter(|t| t.tag == Tag::Adverb);
    let sometimes = adverbs
        .clone()
        .any(|t| matches!(t.lower.as_str(), "sometimes" | "occasionally" | "rarely" | "seldom" | "perhaps" | "maybe"));
    if sometimes || matches!(group.modal.as_deref(), Some("may" | "might" | "could" | "can")) || let_do(group, rest) {
        return Strength::May;
    }
    if group.through.iter().any(|v| v == "help") || part(&group.lemma) == Some(Part::Helps) {
        return Strength::Helps;
    }
    let decides = part(&group.lemma) == Some(Part::Decides)
        || group.copula
            && rest.iter().take(8).any(|t| {
                matches!(t.lower.as_str(), "overseeing" | "supervising" | "approving" | "deciding" | "hiring")
            });
    if decides && kind == Kind::Responsibility { Strength::Decides } else { Strength::Does }
}

/// "The warden doesn't check bags. The porter does.": whether somebody set off by an article does what was spoken of.
pub(super) fn does_so(reading: &Reading<'_>, clause: &Clause) -> bool {
    let group = &reading.groups.verbs[clause.verb];
    let named = clause.subjects.iter().all(|&s| {
        let p = &reading.groups.phrases[s];
        let set_off = matches!(reading.tokens[p.tokens.0].tag, Tag::Determiner | Tag::Possessive);
        p.tokens.0 == 0 && set_off && reading.tokens[p.head].word.readings.person()
    });
    let ends = reading.tokens[group.tokens.1..].iter().all(|t| t.tag.mark());
    group.lemma == "do" && !group.negated && named && ends && reading.clauses.len() == 1 && !clause.subjects.is_empty()
}

/// "Neither of you", "none of the porters", "hardly one of them".
fn none_of(reading: &Reading<'_>, clause: &Clause) -> bool {
    let of = |i: usize| i > 1 && reading.tokens[i - 1].lower == "of";
    // "neither of those two"
    let noun = clause.tokens.0;
    let first = if noun > 0 && reading.tokens[noun - 1].tag == Tag::Determiner { noun - 1 } else { noun };
    let at = if of(first) { first - 2 } else { noun };
    let before = at.checked_sub(1).map_or("", |i| reading.tokens[i].lower.as_str());
    match reading.tokens[at].lower.as_str() {
        "neither" | "none" => true,
        "one" => matches!(before, "not" | "no" | "hardly" | "scarcely"),
        _ => false,
    }
}

/// "is allowed to open it", "is free to open it": what somebody may do.
fn let_do(group: &VerbGroup, rest: &[Token<'_>]) -> bool {
    let allowed = ALLOWED.contains(&group.lemma.as_str());
    let infinitive = rest.iter().take(4).any(|t| t.tag == Tag::To);
    let free = rest.first().is_some_and(|t| matches!(t.lower.as_str(), "free" | "able" | "welcome"));
    let ought = group.modal.is_some() || !group.through.is_empty();
    infinitive && !ought && (group.voice == Voice::Passive && allowed || group.copula && free)
}

/// "You will have run a lodge", "you need to have done the course": what whoever wants the post has to have done.
fn experience(reading: &Reading<'_>, clause: &Clause, group: &VerbGroup) -> bool {
    let words = &reading.tokens[group.tokens.0..group.tokens.1];
    let have = words.iter().position(|t| t.lower == "have").filter(|&at| at > 0);
    let done = have.is_some_and(|at| words[at + 1..].iter().any(|t| t.tag == Tag::Verb(Form::Past)));
    let before = have.and_then(|at| words[..at].iter().rfind(|t| !matches!(t.tag, Tag::Adverb | Tag::Not)));
    let ought =
        before.is_some_and(|t| t.tag == Tag::To || matches!(t.lower.as_str(), "will" | "'ll" | "should" | "must"));
    let you = clause.subjects.iter().any(|&s| {
        let head = &reading.tokens[reading.groups.phrases[s].head];
        matches!(head.lower.as_str(), "you" | "candidate" | "candidates" | "applicant" | "applicants")
    });
    done && ought && you
}

fn first_noun<'a>(rest: &'a [Token<'_>]) -> Option<&'a str> {
    rest.iter().take(6).find(|t| t.tag == Tag::Noun).map(|t| t.word.noun.as_deref().unwrap_or(&t.lower))
}

fn money(token: &Token<'_>) -> bool {
    token.text.starts_with(['$', '£', '€'])
        || matches!(token.lower.as_str(), "salary" | "wage" | "money" | "income" | "pay" | "paid")
}

pub(super) fn state(token: &Token<'_>) -> bool {
    token.word.verb.as_deref().is_some_and(|v| STATES.contains(&v) || KNOWS.contains(&v))
}

/// Whether a verb in its base form names a deed rather than a state.
pub(super) fn is_deed(verb: &str) -> bool {
    !STATES.contains(&verb) && !KNOWS.contains(&verb) && !matches!(verb, "be" | "have" | "need" | "require")
}

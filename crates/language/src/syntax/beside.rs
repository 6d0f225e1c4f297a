//! What stands around a word that may be a verb: who is set beside its subject, the title that it is part of, the verbs of its row.

use super::follow::object_follows;
use super::group::span_of_time;
use super::tag::{Form, Tag};
use super::token::Token;
use crate::lexicon::Readings;

/// "Odile, our head cook, buys", "the verger, the bellringer's cousin, winds": who somebody is, between two commas before
/// the clause's verb.
pub(super) fn set_beside(tokens: &[Token<'_>], open: usize, close: usize) -> bool {
    let inner = &tokens[open + 1..close];
    let noun =
        |t: &Token<'_>| matches!(t.tag, Tag::Noun | Tag::Adjective | Tag::Number | Tag::Preposition | Tag::Adverb);
    let who = inner.len() > 1
        && matches!(inner[0].tag, Tag::Determiner | Tag::Possessive)
        && inner.iter().any(|t| {
            let named = open > 0 && tokens[open - 1].capital() && t.word.readings.any(Readings::MAY_BE_PERSON);
            t.tag == Tag::Noun && (t.word.readings.person() || named)
        })
        && inner[1..].iter().all(|t| noun(t) || matches!(t.tag, Tag::Determiner | Tag::Possessive | Tag::Not));
    // "At the mill, Odile, …": nothing but an opening phrase stands before whoever it is.
    let begins = tokens[..open].iter().rposition(|t| t.tag.mark()).map_or(0, |mark| mark + 1);
    let subject = &tokens[begins..open];
    who && subject.iter().all(|t| noun(t) || matches!(t.tag, Tag::Determiner | Tag::Possessive | Tag::Conjunction))
}

/// "Milling technician", "the shift milling manager": an -ing form before one person without an article, which is nobody's
/// object, so that it is part of a title; "rigging specialists see to it", too, where a verb of theirs follows.
pub(super) fn compound(tokens: &[Token<'_>], i: usize) -> bool {
    let open = |j: usize| tokens.get(j).filter(|t| t.closed().is_none());
    let Some(person) = open(i + 1).filter(|n| n.word.readings.person()) else { return false };
    let starts = i == 0 || tokens[i - 1].tag.mark();
    let placed = starts || tokens[i - 1].tag == Tag::Noun && !tokens[i - 1].word.readings.any(Readings::PLURAL);
    let copula = matches!(tokens[i].lower.as_str(), "being" | "becoming" | "including" | "playing" | "meaning");
    if !tokens[i].word.readings.any(Readings::ING) || !placed || copula {
        return false;
    }
    if !person.word.readings.any(Readings::PLURAL) {
        return person.word.readings.any(Readings::TITLE)
            && open(i + 2).is_none_or(|t| !t.word.readings.noun() || t.word.readings.any(Readings::THIRD));
    }
    let acts = open(i + 2).is_some_and(|v| v.word.readings.any(Readings::BASE)) && object_follows(tokens, i + 2);
    // "Polling agents are sworn in", "Polling agents, appointed by the board, …"
    let are = tokens.get(i + 2).is_some_and(|t| matches!(t.lower.as_str(), "are" | "were" | "have"));
    let sent = tokens.get(i + 2).is_some_and(|t| t.closed() == Some(Tag::Comma))
        && open(i + 3).is_some_and(|t| t.word.readings.any(Readings::PARTICIPLE))
        && tokens.get(i + 4).is_some_and(|t| t.lower == "by");
    starts && (acts || are || sent)
}

/// "the polling station inspector": behind an article an -ing form before a thing and one person is part of a title.
pub(super) fn of_title(tokens: &[Token<'_>], i: usize) -> bool {
    let open = |j: usize| tokens.get(j).filter(|t| t.closed().is_none());
    let article = i > 0 && tokens[i - 1].tag == Tag::Determiner;
    let thing = open(i + 1)
        .is_some_and(|t| t.word.readings.noun() && !t.word.readings.any(Readings::PLURAL) && !t.word.readings.person());
    let person = open(i + 2).is_some_and(|t| t.word.readings.any(Readings::TITLE));
    article
        && tokens[i].word.readings.any(Readings::ING)
        && thing
        && person
        && open(i + 3).is_none_or(|t| !t.word.readings.noun() || t.word.readings.any(Readings::THIRD))
}

/// "Ramp agents load the bags", "Ground crew drive the vans": a word that could be an order begins the name of people who do something.
pub(super) fn of_people(tokens: &[Token<'_>], i: usize) -> bool {
    let open = |j: usize| tokens.get(j).filter(|t| t.closed().is_none());
    let r = tokens[i].word.readings;
    // "Help clerks sort the post", "Watch cooks cut the bread"
    let helps = matches!(
        tokens[i].word.verb.as_deref(),
        Some(
            "help"
                | "let"
                | "make"
                | "have"
                | "see"
                | "watch"
                | "hear"
                | "aid"
                | "assist"
                | "check"
                | "ask"
                | "note"
                | "trust"
                | "hope"
                | "bet"
        )
    );
    let several = open(i + 1).is_some_and(|t| {
        let n = t.word.readings;
        n.person() && n.any(Readings::PLURAL) && !n.any(Readings::SINGULAR) || n.any(Readings::BODY)
    });
    let acts = open(i + 2).is_some_and(|v| v.word.readings.any(Readings::BASE))
        && (object_follows(tokens, i + 2)
            || tokens.get(i + 3).is_some_and(|t| t.closed() == Some(Tag::Conjunction))
                && open(i + 4).is_some_and(|v| v.word.readings.any(Readings::BASE)));
    r.noun() && !r.any(Readings::PLURAL) && !helps && several && acts
}

/// "Sheet metal workers", "nursing home administrators": between one thing and somebody no adjective stands, but part of a title.
pub(super) fn within_title(tokens: &[Token<'_>], i: usize) -> bool {
    let Some(before) = i.checked_sub(1).map(|before| &tokens[before]) else { return false };
    let thing =
        before.tag == Tag::Noun && !before.word.readings.any(Readings::PLURAL) && !before.word.readings.person();
    let somebody = tokens.get(i + 1).is_some_and(|t| t.closed().is_none() && t.word.readings.person());
    thing && somebody && tokens[i].word.readings.noun()
}

/// "Reports to: Shift milling manager": a noun before a gerund and one person, between marks, begins a title.
pub(super) fn begins_title(tokens: &[Token<'_>], i: usize) -> bool {
    let open = |j: usize| tokens.get(j).filter(|t| t.closed().is_none());
    let starts = i == 0 || tokens[i - 1].tag.mark() || tokens[i - 1].tag == Tag::Determiner;
    let gerund = open(i + 1).is_some_and(|t| t.word.readings.any(Readings::ING) && !t.word.readings.noun());
    let person =
        open(i + 2).is_some_and(|t| t.word.readings.any(Readings::TITLE) && !t.word.readings.any(Readings::PLURAL));
    starts && tokens[i].word.readings.noun() && gerund && person && open(i + 3).is_none()
}

/// "Grinds, files and tints the plates": more verbs of the same form, of which the last acts on something.
pub(super) fn row_ahead(tokens: &[Token<'_>], i: usize) -> bool {
    let mut at = i;
    loop {
        let mut next = at + 1;
        while tokens.get(next).is_some_and(|t| matches!(t.closed(), Some(Tag::Comma | Tag::Conjunction))) {
            next += 1;
        }
        let verb = tokens.get(next).filter(|t| t.closed().is_none() && t.word.readings.any(Readings::THIRD));
        if next == at + 1 || verb.is_none() {
            return at > i && object_follows(tokens, at);
        }
        at = next;
    }
}

/// The noun or pronoun before an insertion that ends with the comma at `close`: "the engineer, on the other hand, …", "she, too, …".
pub(super) fn inserted_after_noun(tokens: &[Token<'_>], close: usize) -> Option<usize> {
    let open = (close.saturating_sub(10)..close).rev().find(|&j| tokens[j].tag == Tag::Comma)?;
    // "the cook, or chef, buys": another name for the noun.
    // "the cook, and nobody else, buys"
    let alone = tokens[open + 1].lower == "and"
        && tokens.get(open + 2).is_some_and(|t| matches!(t.lower.as_str(), "nobody" | "only" | "not" | "no"));
    let or = (tokens[open + 1].lower == "or" || alone) && open + 2 < close;
    // "Odile, who joined us last year, puts it so": what is added about somebody has a verb of its own.
    let added = tokens[open + 1].lower == "who";
    let sent = open + 1 < close
        && tokens[open + 1].tag == Tag::Verb(Form::Past)
        && tokens.get(open + 2).is_some_and(|t| t.tag == Tag::Preposition);
    let quiet = added
        || tokens[open + 1 + usize::from(or || sent)..close]
            .iter()
            .all(|t| !matches!(t.tag, Tag::Verb(_) | Tag::Be | Tag::Modal | Tag::Conjunction));
    let adverbial = matches!(
        tokens[open + 1].tag,
        Tag::Preposition | Tag::Adverb | Tag::Subordinator | Tag::Relative | Tag::Adjective | Tag::Not
    ) || sent
        || these_days(&tokens[open + 1..close]);
    // "Maybe you didn't know, but our cook, Odile, buys": of the clause that the insertion stands in.
    let begins = (1..open)
        .rev()
        .find(|&i| tokens[i].tag == Tag::Conjunction && tokens[i - 1].tag == Tag::Comma)
        .map_or(0, |joint| joint + 1);
    // "Once a week, usually on a Friday, the cook, with a torch, checks": whatever stands before is no clause.
    let noun_begins =
        tokens[begins..open].iter().rposition(|t| t.tag == Tag::Comma).map_or(begins, |at| begins + at + 1);
    let fronted = matches!(tokens[begins].tag, Tag::Adverb | Tag::Preposition | Tag::Subordinator)
        && tokens.get(noun_begins).is_some_and(|t| matches!(t.tag, Tag::Determiner | Tag::Possessive))
        && !tokens[begins..noun_begins].iter().any(|t| matches!(t.tag, Tag::Verb(_) | Tag::Be | Tag::Conjunction));
    let only_comma = fronted || !tokens[begins..open].iter().any(|t| t.tag == Tag::Comma);
    // "the cook, Tomasz, buys": a name set beside the noun.
    let name = tokens[open + 1..close].iter().all(|t| t.tag == Tag::Noun && t.capital());
    let inserted = (quiet && (adverbial || name || or) || meanwhile(&tokens[open + 1..close])) && only_comma;
    // "He also, these days, fills in …"
    let noun = tokens[..open].iter().rposition(|t| t.tag != Tag::Adverb)?;
    let pronoun = || matches!(tokens[noun].lower.as_str(), "he" | "she" | "they" | "we" | "i" | "you");
    if tokens[noun].tag != Tag::Noun && !pronoun() {
        return None;
    }
    (inserted || set_beside(tokens, open, close)).then_some(noun)
}

/// "these days", "every morning": a time without a preposition.
fn these_days(inner: &[Token<'_>]) -> bool {
    let [first, .., time] = inner else { return false };
    let noun = time.word.noun.as_deref().unwrap_or(&time.lower);
    first.tag == Tag::Determiner && (span_of_time(noun) || noun == "days" || noun == "morning" || noun == "evening")
}

/// "having checked the list", "working alone", "when asked": what somebody does meanwhile or before, by a participle.
pub(super) fn meanwhile(inner: &[Token<'_>]) -> bool {
    let first = inner.iter().position(|t| !matches!(t.tag, Tag::Adverb | Tag::Not)).unwrap_or(inner.len());
    let rest = match &inner[first..] {
        [t, rest @ ..] if matches!(t.lower.as_str(), "having" | "being") || t.tag == Tag::Verb(Form::Ing) => rest,
        // "sailing alone": a noun but for the adverb behind it
        [t, next, rest @ ..] if t.word.readings.any(Readings::ING) && next.tag == Tag::Adverb => rest,
        [when, t, rest @ ..]
            if matches!(
                when.lower.as_str(),
                "when" | "whenever" | "if" | "once" | "while" | "though" | "unless" | "where"
            ) && matches!(t.tag, Tag::Verb(Form::Past | Form::Ing)) =>
        {
            rest
        }
        _ => return false,
    };
    let finite = |t: &Token<'_>| matches!(t.tag, Tag::Verb(Form::Third) | Tag::Modal | Tag::Be | Tag::Have | Tag::Do);
    !rest.iter().any(finite)
}

/// "We let the porter lock the gate": whether somebody at `noun` is the object of a verb that makes, lets or sees do.
pub(super) fn made_to(tokens: &[Token<'_>], noun: usize) -> bool {
    let before = tokens[..noun]
        .iter()
        .rfind(|t| !matches!(t.tag, Tag::Noun | Tag::Adjective | Tag::Determiner | Tag::Possessive | Tag::Number));
    let made = before.is_some_and(|t| {
        matches!(t.tag, Tag::Verb(_) | Tag::Have)
            && (t.tag == Tag::Have
                || matches!(t.word.verb.as_deref(), Some("let" | "have" | "make" | "see" | "watch" | "hear" | "do")))
    });
    let determined = tokens[..noun]
        .iter()
        .rfind(|t| !matches!(t.tag, Tag::Noun | Tag::Adjective))
        .is_some_and(|t| matches!(t.tag, Tag::Determiner | Tag::Possessive));
    made && determined && tokens[noun].word.readings.person() && !tokens[noun].word.readings.any(Readings::PLURAL)
}

/// The noun before what stands between two dashes, of which the second is at `close`.
pub(super) fn dashed(tokens: &[Token<'_>], close: usize) -> Option<usize> {
    let open = (close.saturating_sub(10)..close.saturating_sub(1)).rev().find(|&i| tokens[i].tag == Tag::Dash)?;
    let plain = tokens[open..close].iter().all(|t| !matches!(t.tag, Tag::Stop | Tag::Colon | Tag::Open));
    open.checked_sub(1).filter(|&at| plain && tokens[at].tag == Tag::Noun)
}

/// Whether a verb of handing over stands before "to" at `to`.
pub(super) fn handed(tokens: &[Token<'_>], to: usize) -> bool {
    to > 0
        && matches!(
            tokens[to - 1].word.verb.as_deref(),
            Some("leave" | "belong" | "fall" | "go" | "give" | "pass" | "hand" | "entrust" | "delegate" | "assign")
        )
}

/// Whether nothing but an opening phrase stands up to token `at`: "As the keeper of the keys,", "Regularly and calmly".
pub(super) fn opens(tokens: &[Token<'_>], at: usize) -> bool {
    let manner = |t: &Token<'_>| matches!(t.tag, Tag::Adverb | Tag::Conjunction);
    if tokens[at].tag == Tag::Conjunction {
        return at > 0 && tokens[0].tag == Tag::Adverb && tokens[..at].iter().all(manner);
    }
    let plain = |t: &Token<'_>| {
        matches!(t.tag, Tag::Noun | Tag::Adjective | Tag::Determiner | Tag::Possessive | Tag::Preposition | Tag::Number)
    };
    tokens[at].tag == Tag::Comma && at < 12 && tokens[0].tag == Tag::Preposition && tokens[..at].iter().all(plain)
}

/// Where the noun ends that "who" at `pronoun` may belong to, behind which a mark, a word like "though" or a bracket may stand.
pub(super) fn before_relative(tokens: &[Token<'_>], pronoun: usize) -> usize {
    let mut at = pronoun;
    while at > 0 && matches!(tokens[at - 1].tag, Tag::Comma | Tag::Preposition | Tag::Dash) {
        at -= 1;
    }
    // "It is the driver, though, who checks the box."
    if at > 1
        && matches!(tokens[at - 1].lower.as_str(), "though" | "however" | "then")
        && tokens[at - 2].tag == Tag::Comma
    {
        at -= 2;
    }
    // "a mentor (mine is Odile) who": what the bracket holds stands apart.
    if at > 0 && tokens[at - 1].tag == Tag::Close {
        at = tokens[..at].iter().rposition(|t| t.tag == Tag::Open).unwrap_or(at);
    }
    at
}

/// "one of the clerks", "each of our clerks": one of those whom the noun at `noun` names.
pub(super) fn one_of(tokens: &[Token<'_>], noun: usize) -> bool {
    let plain =
        |t: &Token<'_>| matches!(t.tag, Tag::Noun | Tag::Adjective | Tag::Determiner | Tag::Possessive | Tag::Number);
    let of = tokens[..noun].iter().rposition(|t| !plain(t)).filter(|&i| i > 0 && tokens[i].lower == "of");
    of.is_some_and(|of| {
        // "the head of estates signs"
        let heads = &tokens[of - 1];
        let somebody = heads.tag == Tag::Noun
            && heads.word.readings.any(Readings::SINGULAR)
            && (heads.word.readings.person() || heads.lower == "head");
        somebody
            || matches!(
                tokens[of - 1].lower.as_str(),
                "one" | "each" | "either" | "neither" | "none" | "pair" | "team" | "group"
            )
    })
}

/// Behind what two commas enclose at `at`, if anything: "and, on Fridays, the porter".
pub(super) fn past_insertion(tokens: &[Token<'_>], at: usize) -> usize {
    if tokens.get(at).is_none_or(|t| t.tag != Tag::Comma) {
        return at;
    }
    tokens[at + 1..].iter().take(6).position(|t| t.tag == Tag::Comma).map_or(at, |close| at + close + 2)
}

/// "bay 2", "gate 14": whether the number at `at` tells which of several things the noun before it means.
pub(super) fn counts_off(tokens: &[Token<'_>], at: usize) -> bool {
    let number = &tokens[at];
    let short = number.text.len() <= 3 && number.text.bytes().all(|b| b.is_ascii_digit());
    number.tag == Tag::Number && short && at > 0 && tokens[at - 1].tag == Tag::Noun
}

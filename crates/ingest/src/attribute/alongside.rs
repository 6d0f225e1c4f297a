//! What is done beside a clause rather than in it: "after counting the sheep, the warden goes home", "with the help of the
//! porter", "thanks to the porter, the gates are open", "without the porter nobody would open them", "together with the porter".

use super::inventory::Inventory;
use super::naming::{end_of_name, named};
use super::position::{Position, position};
use super::predicate::{is_deed, said};
use super::sentence::{Found, Place, add_new, bytes};
use rolecall_language::{Clause, Form, Reading, Tag, Voice};
use rolecall_record::{FoundBy, Kind, Strength};

/// "After counting the sheep, the warden goes home.", "The warden earns her keep by counting them.": the deed beside the clause of
/// whoever `clause` is about. Where it begins.
pub(super) fn gerund(reading: &Reading<'_>, clause: &Clause) -> Option<usize> {
    let tokens = &reading.tokens;
    let group = &reading.groups.verbs[clause.verb];
    let past = matches!(tokens[group.tokens.0].tag, Tag::Verb(Form::Past));
    let nobody = clause.subjects.iter().any(|&s| tokens[reading.groups.phrases[s].tokens.0].lower == "no");
    // "The porter must not leave without locking up."
    if group.negated || nobody {
        let without = (group.tokens.1..clause.tokens.1.min(tokens.len())).find(|&i| tokens[i].lower == "without")?;
        let deed = tokens
            .get(without + 1)
            .is_some_and(|t| t.tag == Tag::Verb(Form::Ing) && t.word.verb.as_deref().is_some_and(is_deed));
        return deed.then_some(without);
    }
    if past || group.voice == Voice::Passive {
        return None;
    }
    let end = clause.tokens.1;
    let from = tokens[..clause.tokens.0].iter().rposition(|t| t.tag != Tag::Comma).map_or(0, |last| {
        // The opening phrase before this clause.
        tokens[..=last].iter().rposition(|t| matches!(t.tag, Tag::Stop | Tag::Colon)).map_or(0, |mark| mark + 1)
    });
    let opening = reading.clauses.iter().all(|c| c.verb == clause.verb || c.tokens.0 > clause.tokens.0);
    let begin = if opening { from } else { clause.tokens.0 };
    (begin..end.min(tokens.len())).find(|&i| {
        let beside = match tokens[i].lower.as_str() {
            "after" | "before" | "while" | "when" | "by" | "besides" => true,
            "to" => i > 1 && tokens[i - 1].lower == "addition" && tokens[i - 2].lower == "in",
            "from" => i > 0 && matches!(tokens[i - 1].lower.as_str(), "apart" | "aside"),
            _ => false,
        };
        let acts = tokens.get(i + 1).is_some_and(|t| {
            t.tag == Tag::Verb(Form::Ing) && t.word.verb.as_deref().is_some_and(|v| is_deed(v) && !career(v))
        });
        let object = tokens.get(i + 2).is_some_and(|t| {
            matches!(t.tag, Tag::Determiner | Tag::Possessive | Tag::Noun | Tag::Adjective | Tag::Number | Tag::Pronoun)
                || matches!(t.lower.as_str(), "up" | "out" | "off" | "over" | "after" | "down" | "in" | "through")
        });
        beside && acts && object
    })
}

/// Verbs of how people come to a job, live by it and leave it.
fn career(verb: &str) -> bool {
    matches!(
        verb,
        "learn"
            | "study"
            | "train"
            | "complete"
            | "finish"
            | "graduate"
            | "join"
            | "leave"
            | "start"
            | "begin"
            | "try"
            | "consider"
            | "apply"
            | "earn"
            | "gain"
            | "get"
            | "take"
            | "make"
            | "attend"
            | "obtain"
            | "pass"
            | "work"
            | "serve"
            | "go"
            | "come"
            | "read"
            | "choose"
            | "pursue"
            | "use"
    )
}

/// Finds those whose part stands beside the clause.
pub(super) fn alongside(reading: &Reading<'_>, inventory: &Inventory, place: &Place, found: &mut Vec<Found>) {
    let tokens = &reading.tokens;
    let lower = |i: usize| tokens.get(i).map_or("", |t| t.lower.as_str());
    for (p, phrase) in reading.groups.phrases.iter().enumerate() {
        let Some(before) = phrase.tokens.0.checked_sub(1) else { continue };
        let helped = match lower(before) {
            "of" => {
                before > 1
                    && matches!(lower(before - 1), "help" | "assistance" | "support" | "aid")
                    && (lower(before - 2) == "with" || before > 2 && lower(before - 3) == "with")
            }
            "to" => before > 0 && lower(before - 1) == "thanks",
            _ => false,
        };
        let together = before == 1 && lower(1) == "with" && matches!(lower(0), "together" | "along");
        // "together with the doctor's letter"
        let owner = lower(phrase.tokens.1) == "'s";
        // "You plan your day together with the harbourmaster.": whoever "you" is, that says nothing of the other's work.
        if let Some(clause) =
            shared(reading, before).filter(|_| !owner && found.iter().any(|f| f.kind == Kind::Responsibility))
        {
            let span = bytes(reading, clause.tokens.0, phrase.tokens.1);
            let strength = said(reading, clause).strength;
            add_new(found, named(reading, p, inventory, place), strength, FoundBy::Coordination, span);
            continue;
        }
        // "if it weren't for the porter carrying them", "Thanks to the porter for carrying them", "Kudos to …"
        let praised = thanked(reading, before, end_of_name(reading, p));
        if let Some(deed) = praised {
            let clause = bytes(reading, deed, tokens.len());
            add_new(found, named(reading, p, inventory, place), Strength::Does, FoundBy::Subject, clause);
            continue;
        }
        let without = lower(before) == "without" && before <= 1;
        let strength = match (helped, together || without) {
            (true, _) => Strength::Helps,
            (_, true) => Strength::Does,
            _ => continue,
        };
        let beside = |c: &&Clause| {
            let group = &reading.groups.verbs[c.verb];
            let passive = group.voice == Voice::Passive && is_deed(&group.lemma) && !c.subjects.is_empty();
            let acts = if without { is_deed(&group.lemma) } else { said(reading, c).kind == Kind::Responsibility };
            let deed = passive || !helped && acts;
            let nobody = c.subjects.iter().any(|&s| {
                let first = tokens[reading.groups.phrases[s].tokens.0].lower.as_str();
                matches!(first, "nobody" | "nothing" | "no" | "none")
            });
            let fits = if without { group.negated || nobody } else { !group.negated };
            fits && deed && position(reading, c) == Position::Main
        };
        let behind = |c: &&Clause| !(without || together || lower(0) == "with") || c.tokens.0 >= phrase.tokens.0;
        let Some(clause) = reading.clauses.iter().filter(behind).find(beside) else { continue };
        let span = bytes(reading, clause.tokens.0.min(phrase.tokens.0), tokens.len());
        add_new(found, named(reading, p, inventory, place), strength, FoundBy::Coordination, span);
    }
}

/// "The DoP grades the film alongside the colourist", "plans the menu together with the cook": the clause in which somebody does
/// something, at whose end stands with whom. `with` is the word before that other.
fn shared<'r>(reading: &'r Reading<'_>, with: usize) -> Option<&'r Clause> {
    let tokens = &reading.tokens;
    let before = with.checked_sub(1).map_or("", |i| tokens[i].lower.as_str());
    let begins = match tokens[with].lower.as_str() {
        "alongside" => with,
        "with" if matches!(before, "together" | "along" | "jointly") => with - 1,
        _ => return None,
    };
    let ends = |p: &usize| reading.groups.phrases[*p].tokens.1;
    let set_off = begins.checked_sub(1).is_some_and(|i| tokens[i].tag == Tag::Comma);
    let main = |c: &Clause| !reading.groups.verbs[c.verb].negated && position(reading, c) == Position::Main;
    // "The porter, together with the clerk, counts the cash."
    let begun = reading.clauses.iter().find(|c| set_off && c.subjects.iter().any(|s| ends(s) + 1 == begins));
    if let Some(clause) = begun.filter(|c| main(c) && said(reading, c).kind == Kind::Responsibility) {
        return Some(clause);
    }
    let clause = reading.clauses.iter().rfind(|c| reading.groups.verbs[c.verb].tokens.1 <= begins)?;
    let group = &reading.groups.verbs[clause.verb];
    // "The menu is decided by the chef(,) together with the bursar."
    let by = clause.agents.iter().any(|a| ends(a) == begins || set_off && ends(a) + 1 == begins);
    if by && main(clause) && is_deed(&group.lemma) {
        return Some(clause);
    }
    // "draws up, together with the clerk, the list"
    let between = set_off && tokens[group.tokens.1..begins - 1].iter().all(|t| t.tag == Tag::Adverb);
    let behind = reading.groups.phrases.iter().find(|p| p.tokens.0 == with + 1).map_or(with, |p| p.tokens.1);
    let object =
        || matches!(tokens.get(behind..behind + 2), Some([c, t]) if c.tag == Tag::Comma && t.tag == Tag::Determiner);
    let inserted = between && object() && main(clause) && !clause.subjects.is_empty();
    if inserted && is_deed(&group.lemma) {
        return Some(clause);
    }
    let apart = tokens[group.tokens.1..begins].iter().any(|t| t.tag.mark() || matches!(t.tag, Tag::Verb(_) | Tag::To));
    let acted_on = tokens
        .get(group.tokens.1)
        .is_some_and(|t| matches!(t.tag, Tag::Determiner | Tag::Possessive | Tag::Noun | Tag::Adjective | Tag::Number));
    let does = group.voice == Voice::Active
        && !group.negated
        && !clause.subjects.is_empty()
        && position(reading, clause) == Position::Main
        && said(reading, clause).kind == Kind::Responsibility;
    (does && acted_on && !apart).then_some(clause)
}

/// "thanks to the porter for carrying", "kudos to the porter for", "thank the porter for", "if it weren't for the porter
/// carrying": where the deed begins that somebody is thanked for.
fn thanked(reading: &Reading<'_>, before: usize, end: usize) -> Option<usize> {
    let tokens = &reading.tokens;
    let deed = |at: usize| {
        let acts = tokens
            .get(at)
            .is_some_and(|t| t.tag == Tag::Verb(Form::Ing) && t.word.verb.as_deref().is_some_and(is_deed));
        acts.then_some(at)
    };
    let given = before > 0
        && tokens[before].lower == "to"
        && matches!(tokens[before - 1].lower.as_str(), "thanks" | "kudos" | "credit" | "praise" | "hats" | "goes");
    let somebody = reading.groups.phrases.iter().any(|p| p.tokens.0 == before + 1 && !p.pronoun);
    let thank = tokens[before].word.verb.as_deref() == Some("thank") && somebody;
    if given || thank {
        return tokens.get(end).filter(|t| t.lower == "for").and_then(|_| deed(end + 1));
    }
    let were = tokens[before].lower == "for" && tokens[..before].iter().rev().take(3).any(|t| t.tag == Tag::Not);
    let unless = tokens[..before].iter().any(|t| t.lower == "if");
    if were && unless { deed(end) } else { None }
}

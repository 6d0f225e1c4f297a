//! Where a clause stands in its sentence: by itself, as a condition, or within another.

use super::evidence::staffs;
use rolecall_language::{Clause, Form, Function, Reading, Readings, Tag, Token, function};

/// Where a clause stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    /// It states something by itself.
    Main,
    /// After "if", "when", "unless": it sets the stage.
    Conditional,
    /// Within another clause ("make sure that the actors sound real").
    Embedded,
}

/// Where `clause` stands.
pub(super) fn position(reading: &Reading<'_>, clause: &Clause) -> Position {
    let tokens = &reading.tokens;
    if clause.relative {
        // ", who then signs it": added to say more, not to say which one.
        let share = tokens.get(clause.tokens.0 + 2).is_some_and(|t| t.lower == "whom");
        let adds = clause.tokens.0 > 0
            && (tokens[clause.tokens.0].lower == "who" || share || body_which(reading, clause))
            && tokens[clause.tokens.0 - 1].tag == Tag::Comma;
        return if adds { Position::Main } else { Position::Embedded };
    }
    let mut at = clause.tokens.0;
    while at > 0 && matches!(tokens[at - 1].tag, Tag::Adverb | Tag::Quote) {
        at -= 1;
    }
    // "and on Sundays the sexton rings": what says when or where stands before the subject.
    let at = if clause.subjects.is_empty() { at } else { circumstance(reading, at).unwrap_or(at) };
    let Some(before) = at.checked_sub(1).map(|i| &tokens[i]) else { return Position::Main };
    match before.tag {
        // "Nobody climbs until the rigger has checked the rope."
        Tag::Subordinator
            if matches!(before.lower.as_str(), "until" | "till" | "unless") && denied(&tokens[..at - 1])
                || matches!(before.lower.as_str(), "until" | "till" | "before") && held_back(&tokens[..at - 1])
                || matches!(before.lower.as_str(), "until" | "till" | "before") && refused(reading, clause) =>
        {
            Position::Main
        }
        Tag::Subordinator => match before.lower.as_str() {
            "if" | "when" | "whenever" | "unless" | "whether" | "until" | "till" | "before" | "after" | "wherever"
            | "once" => Position::Conditional,
            _ => Position::Main,
        },
        // "Only then does the porter unlock it."
        Tag::Verb(_) | Tag::Do
            if tokens[0].lower == "only"
                && before.word.verb.as_deref() == Some("do")
                && named_subject(reading, clause) =>
        {
            Position::Main
        }
        // "What she does sign is the spotting list."
        Tag::Relative if before.lower == "what" && opens(reading, at - 1) && !clause.subjects.is_empty() => {
            Position::Main
        }
        // "That is why the porter locks up."
        Tag::Relative if before.lower == "why" && reason(&tokens[..at - 1]) => Position::Main,
        Tag::Relative => match before.lower.as_str() {
            // "This means that the bosun also …": what is reported counts where nobody is said to see to it.
            "that" => reported(reading, clause),
            // "draws up the accounts, which an examiner goes through"
            // "a consultation, during which the designer asks"
            "which" | "whom" if at > 1 && named_subject(reading, clause) => {
                // "After an exchange, in which the pilot pointed out that …" is a story.
                let told = tokens[reading.groups.verbs[clause.verb].tokens.0].tag == Tag::Verb(Form::Past);
                let during = usize::from(at > 2 && tokens[at - 2].tag == Tag::Preposition && !told);
                let adds = tokens[at - 2 - during].tag == Tag::Comma;
                if adds { Position::Main } else { Position::Embedded }
            }
            _ => Position::Embedded,
        },
        Tag::Preposition if before.lower == "as" => Position::Main,
        Tag::Conjunction if clause.shared => Position::Main,
        // "Delivery arrives -> kitchen porter checks temperatures"
        Tag::Other => Position::Main,
        Tag::Conjunction | Tag::Comma | Tag::Colon | Tag::Dash | Tag::Open | Tag::Stop | Tag::Close | Tag::Slash => {
            if opening_condition(reading, at) {
                Position::Conditional
            } else if joined_object(reading, at) {
                Position::Embedded
            } else {
                Position::Main
            }
        }
        _ if clause.shared => Position::Main,
        // "And lift he must.": turned round, the deed stands before whoever does it.
        _ if inverted(reading, clause, at) => Position::Main,
        // "but scraping off the ice is left to the porter": a deed is the subject.
        _ if clause.subjects.is_empty() && deed_before(reading, at) => Position::Main,
        // "Some inns have their waiters carry the bags."
        Tag::Verb(_)
            if matches!(before.word.verb.as_deref(), Some("have"))
                && at > 0
                && tokens[at].tag == Tag::Possessive
                && named_subject(reading, clause) =>
        {
            Position::Main
        }
        // "While it boils I clean the vessel.": what goes on behind an opening condition is what is said.
        // "When he opens the gate the guard checks the passes": what has an object of its own tells nothing of the gate.
        tag if (tag != Tag::Noun || onto(reading, clause)) && behind_condition(reading, clause) => Position::Main,
        // "I think the porter locks up.", "Make sure the porter locks up."
        _ if supposed(reading, clause, at) => Position::Main,
        // "Where I work [the clerk …]"
        Tag::Verb(_) if tokens[0].lower == "where" && reading.clauses.get(1).is_some_and(|c| c.verb == clause.verb) => {
            Position::Main
        }
        // "We porters carry …"
        Tag::Pronoun if matches!(before.lower.as_str(), "we" | "you") && opens(reading, at - 1) => Position::Main,
        // "every noise [you hear]": a pronoun right after a noun begins a clause within it.
        Tag::Noun
            if clause.subjects.first().is_some_and(|&s| reading.groups.phrases[s].pronoun)
                && !opened_by_time(reading, at) =>
        {
            Position::Embedded
        }
        // "On quiet routes the agent …": nothing but an opening phrase stands before it.
        _ if !reading.clauses.iter().any(|c| reading.groups.verbs[c.verb].tokens.1 <= at) => Position::Main,
        // Directly after a verb or noun: "sounds [the audience likes]", "make sure [nobody trips]".
        _ => Position::Embedded,
    }
}

/// Where a phrase begins that says when or where, and that nothing but a conjunction or mark stands before: "and [in larger
/// places] a warden …", "but [every Friday] the sexton …".
fn circumstance(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let tokens = &reading.tokens;
    let joins = |t: &Token<'_>| {
        matches!(t.tag, Tag::Conjunction | Tag::Subordinator | Tag::Comma | Tag::Colon | Tag::Dash)
            || t.tag == Tag::Relative && t.lower == "that"
    };
    let purpose = |i: usize| tokens[i].lower == "that" && i > 0 && tokens[i - 1].lower == "so";
    let within = |t: &Token<'_>| {
        matches!(
            t.tag,
            Tag::Noun
                | Tag::Adjective
                | Tag::Number
                | Tag::Determiner
                | Tag::Possessive
                | Tag::Preposition
                | Tag::Adverb
        )
    };
    let begin = (0..end).rev().take(9).take_while(|&i| within(&tokens[i])).last()?;
    let first = &tokens[begin];
    let time = matches!(first.lower.as_str(), "every" | "each" | "once" | "twice" | "most" | "some" | "last" | "next")
        && tokens[begin..end].iter().any(|t| time_noun(t.word.noun.as_deref().unwrap_or(&t.lower)));
    let place = first.tag == Tag::Preposition && tokens[end - 1].tag == Tag::Noun && first.lower != "of";
    (begin > 0 && joins(&tokens[begin - 1]) && !purpose(begin - 1) && (place || time)).then_some(begin)
}

/// Nouns for a stretch of time.
pub(super) fn time_noun(noun: &str) -> bool {
    noun.ends_with("day")
        || matches!(
            noun,
            "morning"
                | "afternoon"
                | "evening"
                | "night"
                | "noon"
                | "week"
                | "weekend"
                | "month"
                | "year"
                | "season"
                | "term"
                | "spring"
                | "summer"
                | "autumn"
                | "winter"
                | "hour"
                | "shift"
                | "time"
        )
}

/// Whether a clause of a nominative pronoun is the second of a sentence that opens with "when", "while" or the like.
fn behind_condition(reading: &Reading<'_>, clause: &Clause) -> bool {
    let opens = matches!(
        reading.tokens[0].lower.as_str(),
        "when" | "while" | "once" | "if" | "after" | "before" | "whenever" | "until" | "as"
    ) && reading.tokens[0].tag == Tag::Subordinator;
    let nominative = |&s: &usize| {
        matches!(reading.tokens[reading.groups.phrases[s].head].lower.as_str(), "i" | "he" | "she" | "we" | "they")
    };
    // "When the shift is over the porter locks up."
    let at = clause.tokens.0;
    let over = at > 1
        && reading.tokens[at - 2].tag == Tag::Be
        && matches!(
            reading.tokens[at - 1].lower.as_str(),
            "over" | "up" | "in" | "out" | "off" | "on" | "down" | "through"
        );
    let second = reading.clauses.get(1).is_some_and(|c| c.verb == clause.verb) && !reading.clauses[0].relative;
    // "If it rains the groundsman covers the square", not "If you think the groundsman covers it"
    let first = &reading.clauses[0];
    let tells = matches!(
        reading.groups.verbs[first.verb].lemma.as_str(),
        "say"
            | "think"
            | "know"
            | "believe"
            | "feel"
            | "see"
            | "find"
            | "hope"
            | "mean"
            | "ensure"
            | "show"
            | "decide"
            | "wonder"
            | "notice"
            | "suspect"
            | "tell"
            | "agree"
            | "remember"
            | "understand"
            | "suppose"
            | "guess"
            | "hear"
            | "claim"
            | "insist"
            | "fear"
            | "complain"
            | "discover"
            | "report"
            | "assume"
            | "imagine"
            | "learn"
            | "expect"
            | "prefer"
            | "state"
            | "require"
            | "dream"
            | "pretend"
            | "warn"
            | "let"
            | "make"
            | "like"
            | "argue"
            | "admit"
            | "deny"
            | "mention"
            | "promise"
            | "swear"
            | "confirm"
            | "realise"
            | "realize"
            | "wish"
    );
    let noun = |&s: &usize| {
        let phrase = &reading.groups.phrases[s];
        let set_off = matches!(reading.tokens[phrase.tokens.0].tag, Tag::Determiner | Tag::Possessive);
        !phrase.pronoun && (set_off || reading.tokens[phrase.head].word.readings.person())
    };
    let own =
        !tells && !first.subjects.is_empty() && first.subjects != clause.subjects && clause.subjects.iter().all(noun);
    opens && second && !clause.subjects.is_empty() && (over || own || clause.subjects.iter().all(nominative))
}

/// "That is [why]", "which is [why]"
fn reason(before: &[Token<'_>]) -> bool {
    let mut words = before.iter().rev().filter(|t| t.tag != Tag::Adverb);
    words.next().is_some_and(|t| t.tag == Tag::Be)
        && words.next().is_some_and(|t| matches!(t.lower.as_str(), "that" | "this" | "which" | "it"))
}

/// "I think [the porter locks up]", "Make sure [the porter locks up]": what the teller holds true, or wants seen to, of somebody
/// whom an article sets off.
fn supposed(reading: &Reading<'_>, clause: &Clause, at: usize) -> bool {
    let tokens = &reading.tokens;
    let somebody = clause.subjects.iter().all(|&s| {
        let phrase = &reading.groups.phrases[s];
        let set_off = matches!(reading.tokens[phrase.tokens.0].tag, Tag::Determiner | Tag::Possessive);
        set_off && reading.tokens[phrase.head].word.readings.person()
    });
    let above = reading.clauses.iter().rfind(|c| reading.groups.verbs[c.verb].tokens.1 <= at);
    let above = above.filter(|c| somebody && !clause.subjects.is_empty() && reading.clauses[0].verb == c.verb);
    let Some(above) = above else { return false };
    let group = &reading.groups.verbs[above.verb];
    let teller = above.subjects.iter().all(|&s| {
        let phrase = &reading.groups.phrases[s];
        phrase.pronoun && matches!(tokens[phrase.head].lower.as_str(), "i" | "we")
    });
    let held = matches!(group.lemma.as_str(), "think" | "believe" | "guess" | "suppose" | "reckon" | "understand");
    let ordered = above.subjects.is_empty() && group.lemma == "make" && tokens[at - 1].lower == "sure";
    // "I rarely think", "I used to believe" hold nothing true.
    let sure = group.modal.is_none() && group.through.is_empty() && group.tokens.1 == group.tokens.0 + 1;
    let adverb = tokens[..group.tokens.0].iter().any(|t| t.tag == Tag::Adverb);
    !group.negated
        && sure
        && !adverb
        && (ordered && group.tokens.1 + 1 == at || held && teller && !above.subjects.is_empty() && group.tokens.1 == at)
}

/// Whether an article or possessive sets off what a clause's verb acts on.
fn onto(reading: &Reading<'_>, clause: &Clause) -> bool {
    let behind = reading.tokens.get(reading.groups.verbs[clause.verb].tokens.1);
    behind.is_some_and(|t| matches!(t.tag, Tag::Determiner | Tag::Possessive))
}

/// "Wait until the rigger has …", "Do not start before the rigger has …", "Not until the rigger has …": an order to wait for
/// what somebody does.
fn held_back(tokens: &[Token<'_>]) -> bool {
    let wait = tokens.first().is_some_and(|t| t.word.verb.as_deref() == Some("wait") || t.lower == "not");
    let order = tokens.iter().take(3).any(|t| t.tag == Tag::Not)
        && tokens.first().is_some_and(|t| matches!(t.lower.as_str(), "do" | "never" | "please"));
    wait || order
}

/// "They don't release anyone until the doctor has signed": whether somebody does not do something before this is done.
fn refused(reading: &Reading<'_>, clause: &Clause) -> bool {
    let done = reading.tokens[reading.groups.verbs[clause.verb].tokens.0].tag == Tag::Have;
    let before = reading.clauses.iter().rfind(|c| reading.groups.verbs[c.verb].tokens.0 < clause.tokens.0);
    // What merely happens first is nobody's task.
    let lemma = reading.groups.verbs[clause.verb].lemma.as_str();
    let cleared = matches!(
        lemma,
        "sign"
            | "check"
            | "approve"
            | "agree"
            | "clear"
            | "inspect"
            | "test"
            | "count"
            | "authorise"
            | "authorize"
            | "release"
            | "review"
            | "verify"
            | "confirm"
            | "open"
            | "unlock"
            | "lock"
            | "examine"
            | "finish"
            | "say"
    );
    done && cleared
        && named_subject(reading, clause)
        && (denied(&reading.tokens[..clause.tokens.0]) || before.is_some_and(|c| reading.groups.verbs[c.verb].negated))
}

/// Whether a sentence begins by saying that nobody does something, or nothing is done.
pub(super) fn denied(tokens: &[Token<'_>]) -> bool {
    let first = tokens.iter().find(|t| !matches!(t.tag, Tag::Conjunction | Tag::Quote | Tag::Adverb));
    first.is_some_and(|t| matches!(t.lower.as_str(), "no" | "nobody" | "nothing" | "none" | "never"))
}

/// "the licensing board, which hears appeals": a body of people is no "who".
fn body_which(reading: &Reading<'_>, clause: &Clause) -> bool {
    let body = |&s: &usize| {
        let phrase = &reading.groups.phrases[s];
        let named = matches!(function(reading, phrase), Some(Function::Department | Function::Place));
        reading.tokens[phrase.head].word.readings.any(Readings::BODY) && staffs(reading, clause, phrase) || named
    };
    reading.tokens[clause.tokens.0].lower == "which" && clause.subjects.iter().any(body)
}

/// Whether a clause has a subject of its own that is no pronoun.
fn named_subject(reading: &Reading<'_>, clause: &Clause) -> bool {
    clause.subjects.first().is_some_and(|&s| !reading.groups.phrases[s].pronoun)
}

/// "And lift he must", "Sell they will": nothing but the deed stands before a pronoun, and nothing behind its modal.
fn inverted(reading: &Reading<'_>, clause: &Clause, at: usize) -> bool {
    let tokens = &reading.tokens;
    let group = &reading.groups.verbs[clause.verb];
    let pronoun = clause.subjects.first().is_some_and(|&s| reading.groups.phrases[s].pronoun);
    pronoun
        && group.lemma.is_empty()
        && at > 0
        && tokens[at - 1].word.readings.any(Readings::BASE)
        && opens(reading, at - 1)
        && tokens.get(group.tokens.1).is_none_or(|t| t.tag.mark())
}

/// Whether a gerund with its object fills the clause before token `at`.
fn deed_before(reading: &Reading<'_>, at: usize) -> bool {
    let from =
        reading.tokens[..at].iter().rposition(|t| t.tag.mark() || t.tag == Tag::Conjunction).map_or(0, |i| i + 1);
    from > 0 && reading.tokens[from].tag == Tag::Verb(Form::Ing)
}

/// "Twice a year [he goes through …]", "Before an assignment [they'll study …]": what stands before is when, not whom.
fn opened_by_time(reading: &Reading<'_>, at: usize) -> bool {
    let tokens = &reading.tokens;
    let before = &tokens[..at];
    let plain = !before.iter().any(|t| {
        matches!(t.tag, Tag::Verb(_) | Tag::Be | Tag::Modal | Tag::Have | Tag::Do | Tag::Relative) || t.tag.mark()
    });
    let opens = before.iter().find(|t| t.tag != Tag::Quote).is_some_and(|t| {
        matches!(t.tag, Tag::Preposition | Tag::Subordinator | Tag::Adverb)
            || matches!(
                t.lower.as_str(),
                "today" | "tonight" | "nowadays" | "mornings" | "evenings" | "nights" | "weekends"
            )
            || t.lower.len() > 5 && t.lower.trim_end_matches('s').ends_with("day")
            || matches!(
                t.lower.as_str(),
                "every" | "each" | "this" | "these" | "most" | "some" | "one" | "all" | "next" | "last"
            )
    });
    plain && opens
}

/// Whether nothing but a conjunction or mark stands before token `at`.
fn opens(reading: &Reading<'_>, at: usize) -> bool {
    reading.tokens[..at].iter().all(|t| t.tag.mark() || matches!(t.tag, Tag::Conjunction | Tag::Quote | Tag::Adverb))
}

/// Whether the subject is the second of two whom a verb helps or lets do something: "to help the crew and the cast *get* home".
fn joined_object(reading: &Reading<'_>, at: usize) -> bool {
    let tokens = &reading.tokens;
    if tokens[at - 1].tag != Tag::Conjunction {
        return false;
    }
    let Some(left) = reading.groups.phrase_ending(at - 1).map(|p| &reading.groups.phrases[p]) else { return false };
    let Some(verb) = reading.groups.verbs.iter().find(|v| v.tokens.1 == left.tokens.0) else { return false };
    matches!(verb.lemma.as_str(), "help" | "let" | "make" | "see" | "hear" | "watch" | "have" | "enable" | "allow")
}

/// Whether the sentence so far, up to an "and" or "or" at `at`, is an opening "if …" that has not ended yet.
fn opening_condition(reading: &Reading<'_>, at: usize) -> bool {
    let tokens = &reading.tokens;
    let from = tokens[..at].iter().rposition(|t| t.tag.mark()).map_or(0, |mark| mark + 1);
    let opens = tokens[from..at].iter().find(|t| !matches!(t.tag, Tag::Adverb | Tag::Quote)).is_some_and(|t| {
        matches!(t.lower.as_str(), "if" | "when" | "whenever" | "unless" | "whether" | "once" | "after")
    });
    opens && tokens[at - 1].tag == Tag::Conjunction
}

/// For a clause after "that": main where the clause above it has a subject that stands for nobody ("it is vital that").
fn reported(reading: &Reading<'_>, clause: &Clause) -> Position {
    let above = reading.clauses.iter().rev().find(|c| reading.groups.verbs[c.verb].tokens.0 < clause.tokens.0);
    match above {
        None => Position::Main,
        Some(c) => {
            let nobody = c.subjects.iter().all(|&s| {
                let p = &reading.groups.phrases[s];
                matches!(reading.tokens[p.head].lower.as_str(), "it" | "this" | "that" | "you" | "there" | "which")
            });
            let group = &reading.groups.verbs[c.verb];
            // "The warden says that the porters lock up": what is reported of somebody named.
            let told = matches!(
                group.lemma.as_str(),
                "say" | "explain" | "tell" | "state" | "note" | "stress" | "report" | "write" | "mention" | "add"
            ) && !group.negated
                && named_subject(reading, clause);
            if nobody || told { Position::Main } else { Position::Embedded }
        }
    }
}

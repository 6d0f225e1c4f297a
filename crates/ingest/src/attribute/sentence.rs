//! One sentence: each clause, its roles, and what it says of them.

use super::alongside::{alongside, gerund};
use super::antecedent::Focus;
use super::being::being;
use super::contrast::{self, contrasted};
use super::duty::duty_noun;
use super::entrusted::{chosen, entrusted};
use super::equated::equated;
use super::forms::{
    accompanying, bracketed, described, excepted, existential, fragment, hours, nobody_else, noted, pointed_at, spent,
    there_are, wanted,
};
use super::frame;
use super::identity;
use super::inventory::Inventory;
use super::naming::{named, owners};
use super::phrasing::phrased;
use super::position::{Position, position};
use super::predicate::{Said, does_so, said};
use super::restored::{gapped, headlined, labelled};
use super::share::{continued, told_as_work, typical};
use super::voice;
use rolecall_language::{Clause, Generic, Reading, Tag, Voice, generic, role_name};
use rolecall_record::{FoundBy, Kind, Strength};
use std::collections::BTreeMap;

/// What the place of a sentence suggests about whom it speaks of.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    /// Roles of the nearest heading that names any.
    pub section: Vec<String>,
    /// Whether the article is minutes by its headings.
    pub minutes: bool,
    /// Roles that a pronoun stands for here.
    pub topic: Vec<String>,
    /// Roles that "you" stands for here.
    pub you: Vec<String>,
    /// Whether the article says so ("as a purser, you"), rather than its heading suggesting it.
    pub sure_you: bool,
    /// People to whom the text so far gave a role ("On our album that was Lotte"), by the words of their names.
    pub people: BTreeMap<String, String>,
    /// Roles that "I" stands for here.
    pub i: Vec<String>,
    /// Whose "I" it is in an article that one person tells.
    pub teller: Option<String>,
    /// Whose turn of talk it is: there "they" are others.
    pub talks: Option<String>,
    /// Whom this section speaks to as "you".
    pub spoken_to: Vec<String>,
    /// Roles that "we" stands for here: those of "I", unless all that is known is what whoever writes is.
    pub we: Vec<String>,
    /// The last two roles named together: "the former", "the latter".
    pub pair: Vec<String>,
    /// Everybody whom the text has spoken of lately.
    pub focus: Focus,
    /// Whether the sentence before held someone responsible.
    pub after_duty: bool,
    /// Whether the sentence before spoke of a role at all.
    pub after_role: bool,
    /// Whether a heading of its own, not the title, gives this section its one role.
    pub headed: bool,
}

impl Place {
    /// Whose "the job" is: below a heading of its own, its role's, whoever else was just spoken of.
    pub fn in_post(&self) -> &[String] {
        if self.headed { &self.section } else { &self.topic }
    }

    /// Roles that the place suggests, nearest first.
    pub fn near(&self) -> Vec<String> {
        self.topic.iter().chain(&self.section).cloned().collect()
    }
}

/// A role found in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub role: String,
    pub name: String,
    pub found_by: FoundBy,
    pub kind: Kind,
    pub strength: Strength,
    /// Byte range in the sentence.
    pub clause: (usize, usize),
}

impl Found {
    /// That `role` does what `clause` says.
    pub fn does(role: String, name: String, found_by: FoundBy, clause: (usize, usize)) -> Self {
        Self { role, name, found_by, kind: Kind::Responsibility, strength: Strength::Does, clause }
    }
}

/// A role with how it is written.
pub(super) type Named = (String, String);

/// Adds that these roles do what `clause` says, where the sentence has not been found to hold them responsible already.
pub(super) fn add_new(
    found: &mut Vec<Found>,
    named: Vec<Named>,
    strength: Strength,
    by: FoundBy,
    clause: (usize, usize),
) {
    for (role, name) in named {
        if !found.iter().any(|f| f.role == role && f.kind == Kind::Responsibility) {
            found.push(Found { strength, ..Found::does(role, name, by, clause) });
        }
    }
}

/// Finds the roles of one sentence.
pub(super) fn found_in(reading: &Reading<'_>, inventory: &Inventory, place: &Place) -> Vec<Found> {
    merge(all_in(reading, inventory, place))
}

/// The same, clause by clause.
pub(super) fn all_in(reading: &Reading<'_>, inventory: &Inventory, place: &Place) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    if asks(reading) {
        return found;
    }
    let whole = labelled(reading).or_else(|| gapped(reading)).filter(|whole| !whole.clauses.is_empty());
    if let Some(whole) = whole {
        return all_in(&whole, inventory, place);
    }
    if let Some(whole) = headlined(reading, place.minutes).filter(|whole| !whole.clauses.is_empty()) {
        let due = all_in(&whole, inventory, place);
        // "Treasurer to get quotes": to get is no deed elsewhere.
        let deeds = |found: &[Found]| found.iter().any(|f| f.kind == Kind::Responsibility);
        if deeds(&due) {
            return due;
        }
    }
    let mut positions: Vec<Position> = reading.clauses.iter().map(|c| position(reading, c)).collect();
    for i in 1..positions.len() {
        // "If you are outgoing, and want to lead, …": what goes on with a condition is one.
        let (before, clause) = (&reading.clauses[i - 1], &reading.clauses[i]);
        if clause.shared && before.subjects == clause.subjects && positions[i - 1] == Position::Conditional {
            positions[i] = Position::Conditional;
        }
    }
    let handed_over = frame::handed_to(reading);
    // Roles that stood as subjects so far: what "they" means later in the sentence.
    let mut here: Vec<String> = introduced(reading, inventory, place);
    for (i, clause) in reading.clauses.iter().enumerate() {
        // "is drafted by the clerk and signed by the warden": what is done by another is no part of what this one does.
        let by_another = |c: &Clause| c.shared && !agents(reading, c).is_empty();
        let next_main = (i + 1..reading.clauses.len()).find(|&j| {
            let next = &reading.clauses[j];
            positions[j] == Position::Main && (next.subjects != clause.subjects || by_another(next))
        });
        let end = next_main
            .map_or(reading.tokens.len(), |j| reading.clauses[j - 1].tokens.1.min(reading.clauses[j].tokens.0));
        let span = bytes(reading, clause.tokens.0, end.max(clause.tokens.1));
        let mut add = |named: Vec<Named>, found_by: FoundBy, said: Said, span: (usize, usize)| {
            for (role, name) in named {
                found.push(Found { role, name, found_by, kind: said.kind, strength: said.strength, clause: span });
            }
        };
        for agent in agents(reading, clause) {
            let named = named(reading, agent, inventory, place);
            if here.is_empty() && !reading.groups.phrases[agent].pronoun {
                here = named.iter().map(|(role, _)| role.clone()).collect();
            }
            // "The pay, agreed on by the board, never came": what is denied is another verb.
            let own = clause.agents.contains(&agent);
            let strength = match said(reading, clause).strength {
                Strength::DoesNot if !own => Strength::Does,
                strength => strength,
            };
            let strength = contrast::of_agent(reading, agent, strength);
            add(named, FoundBy::PassiveAgent, Said { kind: Kind::Responsibility, strength }, span);
        }
        let duty = said(reading, clause);
        let strong = frame::holds_responsible(reading, clause);
        match positions[i] {
            // "… where they're responsible for the sound": said outright, it counts wherever it stands.
            Position::Embedded if strong && stated_outright(reading, clause) => {}
            Position::Embedded => {
                // "the ones who fix": handled with the clause that they belong to.
                continue;
            }
            Position::Conditional if !strong => {
                continue;
            }
            _ => {}
        }
        let (subjects, found_by) = subjects(reading, clause, inventory, place, &here);
        if to_reader(reading, clause, place.sure_you) {
            continue;
        }
        if subjects.is_empty() {
            if let Some((named, by)) = handed(reading, (clause, i), &handed_over, inventory, place) {
                if here.is_empty() && by != FoundBy::Pronoun {
                    here = named.iter().map(|(role, _)| role.clone()).collect();
                }
                add(
                    named,
                    by,
                    Said { kind: Kind::Responsibility, strength: negated(reading, clause, Strength::Does) },
                    span,
                );
            } else if let Some((named, by, said)) = continued(reading, clause, place) {
                add(named, by, said, span);
            }
            continue;
        }
        // "The warden is hired to mend the roof.": others decide that.
        let passive = reading.groups.verbs[clause.verb].voice == Voice::Passive && duty.strength == Strength::Decides;
        let duty = if passive { Said { strength: Strength::Does, ..duty } } else { duty };
        let so = place.after_duty && does_so(reading, clause);
        let duty =
            if so || tasked(reading, clause, place) { Said { kind: Kind::Responsibility, ..duty } } else { duty };
        if found_by == FoundBy::Subject {
            here = subjects.iter().map(|(role, _)| role.clone()).collect();
        }
        if speech(reading, clause) {
            add(subjects, found_by, Said { kind: Kind::Context, strength: Strength::Does }, span);
            continue;
        }
        // "After counting the sheep, the warden goes home."
        let denied = duty.strength == Strength::DoesNot;
        let beside = gerund(reading, clause)
            .filter(|_| (duty.kind == Kind::Context || denied) && positions[i] == Position::Main);
        let duty = if beside.is_some() { Said { kind: Kind::Responsibility, strength: Strength::Does } } else { duty };
        add(subjects, found_by, duty, span);
    }
    existential(reading, inventory, place, &mut found);
    wanted(reading, inventory, place, &mut found);
    described(reading, inventory, place, &mut found);
    fragment(reading, place, &mut found);
    contrasted(reading, inventory, place, &mut found);
    excepted(reading, inventory, place, &mut found);
    nobody_else(reading, place, &mut found);
    accompanying(reading, inventory, place, &mut found);
    spent(reading, inventory, place, &mut found);
    entrusted(reading, inventory, place, &mut found);
    chosen(reading, inventory, place, &mut found);
    equated(reading, inventory, place, &mut found);
    alongside(reading, inventory, place, &mut found);
    being(reading, inventory, place, &mut found);
    if found.iter().all(|f| f.kind == Kind::Context) {
        pointed_at(reading, inventory, place, &mut found);
    }
    if found.is_empty() {
        found.extend(noted(reading, inventory, place));
    }
    if found.iter().all(|f| f.kind == Kind::Context) {
        bracketed(reading, inventory, place, &mut found);
    }
    if found.iter().all(|f| f.kind == Kind::Context) {
        told_as_work(reading, inventory, place, &mut found);
    }
    if found.iter().all(|f| f.kind == Kind::Context) {
        found.extend(hours(reading, place));
    }
    let nothing = found.iter().all(|f| f.kind == Kind::Context);
    for frame::Handed { phrase, sure } in handed_over {
        let p = &reading.groups.phrases[phrase];
        let before = &reading.tokens[p.tokens.0.saturating_sub(6)..p.tokens.0];
        // "You may not sail without the harbourmaster's consent."
        let without = before.last().is_some_and(|t| t.lower == "without");
        let denied = || !without && before.iter().any(|t| t.tag == Tag::Not);
        if !nothing && (!sure || p.pronoun || denied()) {
            continue;
        }
        let by = if p.pronoun { FoundBy::Pronoun } else { FoundBy::PassiveAgent };
        // "What isn't yours: the rates."
        let strength = if p.pronoun && denied() { Strength::DoesNot } else { Strength::Does };
        for (role, name) in named(reading, phrase, inventory, place) {
            if !found.iter().any(|f| f.role == role && f.kind != Kind::Context) {
                let clause = bytes(reading, 0, reading.tokens.len());
                found.push(Found { strength, ..Found::does(role, name, by, clause) });
            }
        }
    }
    phrased(reading, inventory, place, &mut found);
    found
}

/// "A glazier by trade, he sent me …": the role that a sentence opens with before its clause begins.
fn introduced(reading: &Reading<'_>, inventory: &Inventory, place: &Place) -> Vec<String> {
    let Some(phrase) = identity::opening(reading).or_else(|| there_are(reading)) else { return Vec::new() };
    let name = role_name(reading, phrase).filter(|n| inventory.is_role(&n.name));
    name.map(|n| vec![inventory.resolve(&n.name, &place.near())]).unwrap_or_default()
}

/// "You can hear the difference", "you name it": said to whoever reads, not to the role that a heading suggests.
fn to_reader(reading: &Reading<'_>, clause: &Clause, sure: bool) -> bool {
    let you = clause.subjects.iter().any(|&s| reading.tokens[reading.groups.phrases[s].head].lower == "you");
    let group = &reading.groups.verbs[clause.verb];
    let lemma = group.lemma.as_str();
    let perceives = matches!(lemma, "see" | "hear" | "name" | "imagine" | "guess" | "wonder" | "notice");
    let chooses = matches!(group.modal.as_deref(), Some("can" | "could" | "might" | "may" | "would"))
        || matches!(lemma, "find" | "hire" | "want" | "pay" | "meet" | "call");
    you && (perceives || !sure && chooses)
}

/// "The producer's job is to …", "her duties include …": the subject is the duty itself, and what it is follows.
fn tasked(reading: &Reading<'_>, clause: &Clause, place: &Place) -> bool {
    let [subject] = clause.subjects[..] else { return false };
    let p = &reading.groups.phrases[subject];
    let noun = reading.tokens[p.head].word.noun.as_deref().unwrap_or(&reading.tokens[p.head].lower);
    let group = &reading.groups.verbs[clause.verb];
    let Some(next) = reading.tokens[group.tokens.1..].iter().find(|t| t.tag != Tag::Adverb) else { return false };
    let activity = noun.ends_with("ing") || noun.ends_with("ship");
    let owned = p.owner.is_some() || matches!(reading.tokens[p.tokens.0].lower.as_str(), "his" | "her" | "their");
    let part = noun == "part" && p.owner.is_some();
    // "The porter's day begins with opening up.", "A typical day begins with opening up." where it is clear whose
    let typical = reading.tokens[p.core..p.head].iter().any(typical);
    let anyones = p.tokens.0 == 0 && typical && (place.after_duty || place.headed);
    let hours = (owned || anyones)
        && time_of_day(noun)
        && matches!(group.lemma.as_str(), "begin" | "start" | "end" | "finish" | "consist" | "revolve" | "include");
    let behind = reading.tokens.get(group.tokens.1 + 1);
    let with = matches!(next.lower.as_str(), "with" | "by" | "of" | "around")
        && behind.is_some_and(|t| matches!(t.tag, Tag::Verb(rolecall_language::Form::Ing)));
    if hours && (with || !duty_noun(noun)) {
        return with;
    }
    let task = duty_noun(noun) || part || generic(noun) == Some(Generic::Post) || activity && !group.copula;
    if !task {
        return false;
    }
    if group.copula {
        if noun == "focus" && owned {
            return true;
        }
        let on = matches!(next.lower.as_str(), "on" | "with" | "about")
            || next.lower == "all" && reading.tokens.get(group.tokens.1 + 1).is_some_and(|t| t.lower == "about");
        return next.tag == Tag::To || on || matches!(next.tag, Tag::Verb(rolecall_language::Form::Ing));
    }
    matches!(
        group.lemma.as_str(),
        "include" | "involve" | "entail" | "cover" | "range" | "consist" | "extend" | "require" | "mean" | "comprise"
    ) && !matches!(next.lower.as_str(), "a" | "an")
}

/// When somebody works: "her day starts with feeding the pigs".
fn time_of_day(noun: &str) -> bool {
    matches!(noun, "day" | "morning" | "afternoon" | "evening" | "night" | "week" | "shift" | "work" | "year")
}

/// Whether a clause within another says in so many words that its subject is responsible.
fn stated_outright(reading: &Reading<'_>, clause: &Clause) -> bool {
    let end = reading.groups.verbs[clause.verb].tokens.1;
    let place = clause.tokens.0.checked_sub(1).map(|i| reading.tokens[i].lower.as_str());
    matches!(place, Some("where"))
        && reading.tokens[end..].iter().take(3).any(|t| matches!(t.lower.as_str(), "responsible" | "charge"))
}

/// Whether the sentence is a question.
fn asks(reading: &Reading<'_>) -> bool {
    let question =
        reading.tokens.iter().rev().find(|t| t.tag != Tag::Quote && t.tag != Tag::Close).is_some_and(|t| t.text == "?");
    let mut first = reading.tokens.iter().filter(|t| !matches!(t.tag, Tag::Quote | Tag::Conjunction | Tag::Adverb));
    let inverted = first.next().is_some_and(|t| {
        matches!(t.tag, Tag::Relative | Tag::Be | Tag::Do | Tag::Modal | Tag::Have)
            || matches!(t.lower.as_str(), "when" | "if" | "do" | "have")
    });
    // "So the porter carries the bags?"; "The porter carries them, right?" says so.
    let plain = !reading.tokens.iter().any(|t| matches!(t.tag, Tag::Comma | Tag::Dash | Tag::Stop) && t.text != "?");
    question && (inverted || plain || reading.clauses.is_empty())
}

/// Phrases that act in a clause in the passive, or in a participle after a noun ("mics placed by the engineer").
fn agents(reading: &Reading<'_>, clause: &Clause) -> Vec<usize> {
    let mut agents = clause.agents.clone();
    if reading.groups.verbs[clause.verb].voice == Voice::Active {
        let tokens = &reading.tokens[clause.tokens.0..clause.tokens.1];
        for (i, token) in tokens.iter().enumerate() {
            // "checked in by a senior carer"
            let particle = tokens.get(i + 1).is_some_and(|t| t.tag == Tag::Adverb);
            let by = i + 1 + usize::from(particle);
            let past = matches!(token.tag, Tag::Verb(rolecall_language::Form::Past));
            if past && tokens.get(by).is_some_and(|t| t.lower == "by") {
                let at = clause.tokens.0 + by + 1;
                agents.extend(reading.groups.phrases.iter().rposition(|p| p.tokens.0 == at));
            }
        }
    }
    agents
}

/// The roles that a clause's subject names, and how.
fn subjects(
    reading: &Reading<'_>,
    clause: &Clause,
    inventory: &Inventory,
    place: &Place,
    here: &[String],
) -> (Vec<Named>, FoundBy) {
    let mut all: Vec<Named> = Vec::new();
    let mut found_by = FoundBy::Subject;
    for &subject in &clause.subjects {
        let p = &reading.groups.phrases[subject];
        let head = reading.tokens[p.head].lower.as_str();
        let i_am = head == "i" && reading.tokens[0].lower == "as" && clause.tokens.0 <= 6;
        let fits =
            i_am || matches!(head, "they" | "he" | "she") && !here.iter().any(|r| place.focus.other_gender(r, head));
        if fits && !here.is_empty() {
            all.extend(here.iter().map(|r| (r.clone(), reading.tokens[p.head].text.to_owned())));
            found_by = FoundBy::Pronoun;
            continue;
        }
        if matches!(head, "they" | "he" | "she") {
            let roles = |phrases: std::ops::Range<usize>| -> Vec<String> {
                let plain = phrases.filter(|&q| !reading.groups.phrases[q].pronoun);
                plain.flat_map(|q| named(reading, q, inventory, place)).map(|(role, _)| role).collect()
            };
            // "They both check the bags."
            if reading.tokens.get(p.head + 1).is_some_and(|t| t.lower == "both") {
                let two = Some(place.last_two()).filter(|two| two.len() == 2).unwrap_or_default();
                all.extend(two.into_iter().map(|r| (r, reading.tokens[p.head].text.to_owned())));
                found_by = FoundBy::Pronoun;
                continue;
            }
            // "She rang the plumber, and he came."
            let beside = if head == "they" { Vec::new() } else { roles(0..subject) };
            // "They talk to the players": whoever acts is somebody else than those with whom it is done.
            let copula = reading.groups.verbs[clause.verb].copula;
            let objects = if copula { Vec::new() } else { roles(subject + 1..reading.groups.phrases.len()) };
            // One person is no body of people.
            let meant = place.meant_among(head, &beside, &objects, |role| head != "they" && inventory.body(role));
            all.extend(meant.into_iter().map(|r| (r, reading.tokens[p.head].text.to_owned())));
            found_by = FoundBy::Pronoun;
            continue;
        }
        // "The council meets on Mondays. It adopts the budget …"
        if head == "it"
            && let [role] = &place.topic[..]
            && inventory.body(role)
            && frame::acts(reading, clause)
            && !reading.groups.verbs[clause.verb].copula
        {
            all.push((role.clone(), reading.tokens[p.head].text.to_owned()));
            found_by = FoundBy::Pronoun;
            continue;
        }
        // "the producer's job is to", "their focus is on", "the role of the purser is to"
        if duty_noun(head)
            || head == "part"
            || (p.owner.is_some() || time_of_day(head)) && tasked(reading, clause, place)
            || generic(reading.tokens[p.head].word.noun.as_deref().unwrap_or(head)) == Some(Generic::Post)
        {
            let (owners, by) = owners(reading, subject, inventory, place, here);
            // "The decision lies with the council": not whoever was spoken of before.
            let elsewhere = by == FoundBy::Coordination
                && matches!(
                    reading.groups.verbs[clause.verb].lemma.as_str(),
                    "lie" | "rest" | "fall" | "belong" | "pass" | "go" | "come" | "sit" | "stay" | "remain"
                );
            if !owners.is_empty() && !elsewhere {
                all.extend(owners);
                found_by = by;
                continue;
            }
        }
        // "Somebody has to keep the lights on." below "Practice managers"
        if matches!(head, "someone" | "somebody") && place.headed && must(reading, clause) {
            all.extend(place.section.iter().map(|r| (r.clone(), reading.tokens[p.head].text.to_owned())));
            found_by = FoundBy::Heading;
            continue;
        }
        // "Everybody cleans.", in what tells its readers what to do
        if matches!(head, "everybody" | "everyone") && place.sure_you {
            all.extend(place.you.iter().map(|r| (r.clone(), reading.tokens[p.head].text.to_owned())));
            found_by = FoundBy::Pronoun;
            continue;
        }
        let mut names = named(reading, subject, inventory, place);
        // "As deputy warden my wife locks up": whoever it is, it is done as that.
        if names.is_empty() && !p.pronoun && reading.tokens[0].lower == "as" && clause.tokens.0 <= 6 {
            names.extend(here.iter().map(|r| (r.clone(), reading.text(p.tokens))));
        }
        let noun = reading.tokens[p.head].word.noun.as_deref().unwrap_or(head);
        let somebody = || voice::person(inventory, place, head).is_some();
        if p.pronoun || role_name(reading, p).is_none() && !inventory.made(noun) && !somebody() {
            found_by = FoundBy::Pronoun;
        }
        all.extend(names);
    }
    if clause.shared && found_by == FoundBy::Subject {
        found_by = FoundBy::Coordination;
    }
    all.dedup();
    (all, found_by)
}

/// "has to", "needs to", "must".
fn must(reading: &Reading<'_>, clause: &Clause) -> bool {
    let group = &reading.groups.verbs[clause.verb];
    matches!(group.modal.as_deref(), Some("must"))
        || group.through.first().is_some_and(|v| matches!(v.as_str(), "have" | "need"))
}

/// "It is up to X to …", "placing the cables falls to X": who is handed what this clause names.
fn handed(
    reading: &Reading<'_>,
    (clause, i): (&Clause, usize),
    handed_over: &[frame::Handed],
    inventory: &Inventory,
    place: &Place,
) -> Option<(Vec<Named>, FoundBy)> {
    let end = reading.clauses.get(i + 1).map_or(reading.tokens.len(), |c| c.tokens.0.max(clause.tokens.1));
    let mut all = Vec::new();
    let mut by = FoundBy::PassiveAgent;
    for &frame::Handed { phrase, .. } in handed_over {
        let p = &reading.groups.phrases[phrase];
        let verb = reading.groups.verbs[clause.verb].tokens.1.min(p.tokens.0);
        let apart = reading.tokens[verb..p.tokens.0].iter().any(|t| matches!(t.tag, Tag::Colon | Tag::Stop));
        if p.tokens.0 < clause.tokens.0 || p.tokens.0 >= end || apart {
            continue;
        }
        if p.pronoun {
            by = FoundBy::Pronoun;
        }
        all.extend(named(reading, phrase, inventory, place));
    }
    (!all.is_empty()).then_some((all, by))
}

pub(super) fn negated(reading: &Reading<'_>, clause: &Clause, otherwise: Strength) -> Strength {
    if reading.groups.verbs[clause.verb].negated { Strength::DoesNot } else { otherwise }
}

/// "He continues:", "she says": words about words.
fn speech(reading: &Reading<'_>, clause: &Clause) -> bool {
    let group = &reading.groups.verbs[clause.verb];
    let speaks = voice::speech(&group.lemma);
    let quotes = reading.tokens.iter().any(|t| t.tag == Tag::Quote || t.text == ":" || t.lower == "that");
    speaks
        && quotes
        && reading.tokens.get(group.tokens.1).is_none_or(|t| t.tag.mark() || t.tag == Tag::Quote || t.lower == "that")
}

/// One mention a role, strength and kind: clauses of the same role grow together.
pub(super) fn merge(found: Vec<Found>) -> Vec<Found> {
    let mut merged: Vec<Found> = Vec::new();
    for f in found {
        let denied = f.strength == Strength::DoesNot;
        let twin = merged
            .iter_mut()
            .find(|m| m.role == f.role && m.kind == f.kind && (m.strength == Strength::DoesNot) == denied);
        match twin {
            Some(m) => {
                m.clause = (m.clause.0.min(f.clause.0), m.clause.1.max(f.clause.1));
                m.strength = m.strength.min(f.strength);
            }
            None => merged.push(f),
        }
    }
    merged
}

/// The byte range of tokens `from..to`, without marks at its end.
pub(super) fn bytes(reading: &Reading<'_>, from: usize, to: usize) -> (usize, usize) {
    let mut to = to.min(reading.tokens.len());
    while to > from + 1
        && (reading.tokens[to - 1].tag.mark()
            || matches!(reading.tokens[to - 1].tag, Tag::Conjunction | Tag::Subordinator))
    {
        to -= 1;
    }
    let start = reading.tokens.get(from).map_or(0, |t| t.start);
    let end = to.checked_sub(1).and_then(|i| reading.tokens.get(i)).map_or(start, |t| t.end);
    (start, end.max(start))
}

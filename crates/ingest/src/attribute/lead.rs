//! What introduces a list: "Responsibilities of a purser include:", "As a purser, you will:".

use super::audience;
use super::denial;
use super::duty::{before_duty_noun, duty_noun};
use super::heading::{Section, section};
use super::introduced;
use super::inventory::Inventory;
use super::item::{calls_to_action, deed_item};
use super::line;
use super::naming::named;
use super::post;
use super::sentence::{Place, found_in};
use rolecall_language::{Generic, Likelihood, Phrase, Reading, Tag, Token, VerbGroup, generic, role_name};
use rolecall_record::{Kind, Strength};

/// What a lead-in says of the items below it.
#[derive(Debug, Clone, Default)]
pub(super) struct Lead {
    /// Whose they are, with the name as written.
    pub roles: Vec<(String, String)>,
    /// What they are, where its words tell.
    pub section: Option<Section>,
    /// Whether a verb of needing says that these are requirements, rather than a mere word in passing.
    pub needs: bool,
    /// Whether somebody's name stands beside the role, so that what follows may tell of the person.
    pub card: bool,
    /// Whether it denies that they see to things rather than that they do something: "not responsible for:".
    pub things: bool,
    /// How they are theirs, where it says less than that they do them.
    pub strength: Option<Strength>,
}

/// Reads a sentence as a lead-in. `None` where it does not introduce anything.
pub(super) fn lead(reading: &Reading<'_>, inventory: &Inventory, place: &Place) -> Option<Lead> {
    let denies = denial::lead(reading, inventory);
    let colon = reading.tokens.last().is_some_and(|t| matches!(t.text, ":" | "…"));
    let mut lead = read_lead(reading, inventory, place).or_else(|| (denies && colon).then(Lead::default))?;
    lead.strength = denial::strength(reading);
    let open = match lead.section {
        // "You need not:" asks for nothing.
        Some(Section::Requirements) => denial::ends_in_not(reading),
        other => matches!(other, None | Some(Section::Duties | Section::Denials)),
    };
    if denies && open {
        lead.strength = None;
        lead.roles = denial::whose(reading, inventory, place);
        // "We will not:" is nobody's of whom the article tells.
        lead.section = Some(if lead.roles.is_empty() { Section::Aside } else { Section::Denials });
        lead.things = denial::of_things(reading);
    }
    Some(lead)
}

fn read_lead(reading: &Reading<'_>, inventory: &Inventory, place: &Place) -> Option<Lead> {
    let colon = reading.tokens.last().is_some_and(|t| matches!(t.text, ":" | "…"));
    let follows = reading
        .tokens
        .iter()
        .rev()
        .take(4)
        .any(|t| matches!(t.lower.as_str(), "following" | "include" | "includes" | "including" | "are" | "to"))
        || days(reading);
    let modal = reading.tokens.last().is_some_and(|t| t.tag == Tag::Modal);
    let names = introduced::line(&reading.text((0, reading.tokens.len())));
    if let Some(names) = names.filter(|names| names.iter().all(|n| inventory.is_role(&n.name))) {
        let roles = names.into_iter().map(|n| (inventory.resolve(&n.name, &place.near()), n.name)).collect();
        // "Porter (Anna)" may be somebody's card.
        let card = reading.tokens.iter().any(|t| matches!(t.tag, Tag::Open | Tag::Comma | Tag::Dash));
        return Some(Lead { roles, card, ..Lead::default() });
    }
    if !colon && !follows && !modal {
        return None;
    }
    // "Call the warden if the guest:", "The cook reports to:"
    if conditions(reading) || post::answers(reading) || denial::reasons(reading) {
        return Some(Lead { section: Some(Section::Aside), ..Lead::default() });
    }
    // "Applicants must:", "Guests may:", "No member of the public may:"
    if let Some(noun) = somebody_else(reading, inventory, place) {
        let section = if audience::applies(&noun) { Section::Requirements } else { Section::Aside };
        return Some(Lead { section: Some(section), ..Lead::default() });
    }
    let mut kind = section(reading);
    // "is called in to:", "will:", "must:": what follows are deeds.
    let before_colon = reading.tokens.iter().rev().find(|t| !t.tag.mark());
    if kind != Some(Section::Requirements) && before_colon.is_some_and(|t| matches!(t.tag, Tag::To | Tag::Modal)) {
        kind = Some(Section::Duties);
    }
    if kind.is_none() && days(reading) {
        kind = Some(Section::Duties);
    }
    let mut lead = Lead::default();
    let found = found_in(reading, inventory, place);
    for f in &found {
        if !lead.roles.iter().any(|(role, _)| *role == f.role) {
            lead.roles.push((f.role.clone(), f.name.clone()));
        }
        if f.kind == Kind::Requirement {
            lead.needs = true;
            kind = kind.or(Some(Section::Requirements));
        }
    }
    // "When a guest asks for more, you can either:"
    let offered = reading.tokens.iter().rev().filter(|t| !t.tag.mark() && t.lower != "either").take(2);
    let offered: Vec<&str> = offered.map(|t| t.lower.as_str()).collect();
    let offers = matches!(offered[..], ["can" | "may" | "will" | "must" | "should" | "might", "you"]);
    if offers && !place.you.is_empty() && kind != Some(Section::Requirements) {
        lead.roles = place.you.iter().map(|r| (r.clone(), "you".to_owned())).collect();
        return with(Some(Section::Duties), lead);
    }
    if lead.roles.is_empty() {
        // "Duties of a purser:", "The purser's tasks:", "For the purser:": any role that it names.
        for phrase in &reading.groups.phrases {
            let own = before_duty_noun(reading, phrase).or_else(|| role_name(reading, phrase));
            let Some(name) = own.filter(|n| inventory.is_role(&n.name)) else { continue };
            let role = inventory.resolve(&name.name, &place.section);
            if !lead.roles.iter().any(|(r, _)| *r == role) {
                lead.roles.push((role, reading.text(name.tokens)));
            }
        }
        // "Everything in the second mate's role, plus:" below "First mate" names another only to add to it.
        let adds = reading.tokens.iter().any(|t| {
            matches!(
                t.lower.as_str(),
                "plus" | "addition" | "everything" | "same" | "beyond" | "besides" | "extends" | "additional"
            )
        });
        if kind.is_none() && lead.roles.len() > 1 || adds && place.section.len() == 1 {
            lead.roles.clear();
        }
        if adds && place.section.len() == 1 {
            kind = kind.or(Some(Section::Duties));
        }
    }
    if lead.roles.is_empty() {
        let points =
            reading.tokens.iter().any(|t| matches!(t.lower.as_str(), "they" | "their" | "he" | "she" | "his" | "her"))
                || reading.groups.phrases.iter().any(|p| {
                    let head = reading.tokens[p.head].word.noun.as_deref().unwrap_or(&reading.tokens[p.head].lower);
                    generic(head).is_some_and(|g| g != Generic::Audience) || duty_noun(head)
                });
        let you = reading.tokens.iter().any(|t| matches!(t.lower.as_str(), "you" | "your"));
        let roles = if you && !place.you.is_empty() {
            &place.you
        } else if points || kind.is_some() {
            &place.topic
        } else {
            return with(kind, lead);
        };
        lead.roles = roles.iter().map(|r| (r.clone(), r.clone())).collect();
    } else if kind.is_none() && found.iter().any(|f| f.kind == Kind::Responsibility) {
        kind = Some(Section::Duties);
    }
    with(kind, lead)
}

/// "Your days will involve", "A typical shift includes:": what time is filled with.
fn days(reading: &Reading<'_>) -> bool {
    let fills = |t: &Token<'_>| matches!(t.word.verb.as_deref(), Some("involve" | "include" | "entail"));
    let last = reading.tokens.iter().rfind(|t| !t.tag.mark());
    let time = |t: &Token<'_>| matches!(t.lower.as_str(), "day" | "days" | "week" | "weeks" | "shift" | "shifts");
    last.is_some_and(fills) && reading.tokens.iter().any(time)
}

/// The noun for somebody who is no role here and the subject of a lead-in that says what they must, may or may not do.
fn somebody_else(reading: &Reading<'_>, inventory: &Inventory, place: &Place) -> Option<String> {
    let clause = reading.clauses.last()?;
    let [subject] = clause.subjects[..] else { return None };
    let phrase = &reading.groups.phrases[subject];
    let group = &reading.groups.verbs[clause.verb];
    let head = &reading.tokens[phrase.head];
    let noun = head.word.noun.clone().unwrap_or_else(|| head.lower.clone());
    let ends = reading.tokens[group.tokens.1..].iter().all(|t| t.tag.mark() || matches!(t.tag, Tag::To | Tag::Adverb));
    let people = matches!(generic(&noun), Some(Generic::Audience | Generic::People)) || head.word.readings.person();
    // "The post holder will:"
    let role = !named(reading, subject, inventory, place).is_empty();
    let ought = group.modal.is_some() || group.negated || reading.tokens.iter().rev().any(|t| t.tag == Tag::To);
    let points = matches!(reading.tokens[phrase.tokens.0].lower.as_str(), "this" | "these" | "those" | "such");
    let other = people && !phrase.pronoun && !points && !role && !inventory.made(&noun);
    (other && ends && ought).then_some(noun)
}

/// Whether what is listed is when something is done: "Contact the porter if you:".
fn conditions(reading: &Reading<'_>) -> bool {
    let tokens = &reading.tokens;
    let Some(at) = tokens.iter().rposition(|t| t.tag == Tag::Subordinator).filter(|&at| at > 0) else { return false };
    let when = matches!(tokens[at].lower.as_str(), "if" | "when" | "whenever" | "unless" | "where" | "once");
    let verb = |v: &VerbGroup| v.tokens.0 < at;
    let [phrase] = &reading.groups.phrases.iter().filter(|p| p.tokens.0 > at).collect::<Vec<_>>()[..] else {
        return false;
    };
    let ends = phrase.tokens.0 == at + 1 && tokens[phrase.tokens.1..].iter().all(|t| t.tag.mark());
    when && ends && reading.groups.verbs.iter().any(verb)
}

impl Lead {
    /// What the items are, below a heading that announces `above`.
    pub fn section_below(&self, above: Option<Section>) -> Option<Section> {
        match (self.section, above) {
            // "They share the same requirements, but also do the following:" under "Responsibilities".
            (Some(Section::Requirements), Some(Section::Duties)) if !self.needs => above,
            (own, above) => own.or(above),
        }
    }
}

/// "Performance Indicators" among the items of a list: what those below it are, where an item is nothing but a heading's words.
pub(super) fn announced(reading: &Reading<'_>) -> Option<Section> {
    let tokens = &reading.tokens;
    let words = tokens.iter().all(|t| t.capital() || matches!(t.tag, Tag::Conjunction | Tag::Colon));
    let heading = (2..=4).contains(&tokens.len()) && words && reading.groups.verbs.is_empty();
    section(reading).filter(|_| heading)
}

fn with(section: Option<Section>, mut lead: Lead) -> Option<Lead> {
    lead.section = section;
    (lead.section.is_some() || !lead.roles.is_empty()).then_some(lead)
}

/// "Somebody has to be the host: greet the visitors.", "One is the steerer: calls the strokes.": a sentence that ends in a role
/// and, behind a colon, in what that role does.
pub(super) fn spelled_out(reading: &Reading<'_>, inventory: &Inventory, place: &Place) -> Option<(String, String)> {
    let colon = reading.tokens.iter().position(|t| t.text == ":")?;
    let after = &reading.tokens[colon + 1..];
    let deed = deed_item(after) && !calls_to_action(after) || line::deed_after(after).is_some();
    let phrase = reading.groups.phrases.iter().rfind(|p| p.tokens.1 == colon && p.core > p.tokens.0)?;
    let is = reading.groups.verbs.iter().any(|v| v.copula && !v.negated && v.tokens.1 == phrase.tokens.0);
    let name = role_name(reading, phrase).filter(|n| deed && is && inventory.is_role(&n.name))?;
    Some((inventory.resolve(&name.name, &place.near()), reading.text(name.tokens)))
}

/// "The NP -- …", "Bosun: …", "Josie -- our ward clerk": a name and a mark at the very beginning.
pub(super) fn typed(reading: &Reading<'_>, inventory: &Inventory) -> Option<(String, Vec<String>)> {
    let mark = reading.tokens.iter().take(12).position(line::parts)?;
    if mark + 1 >= reading.tokens.len() {
        return None;
    }
    if let Some(phrase) = reading.groups.phrases.iter().rfind(|p| p.tokens.0 == 0)
        && let Some(role) = inventory.person(&reading.tokens[phrase.core].lower)
        && line::past_bracket(reading, phrase.tokens.1) == mark
        && reading.tokens[mark].text != ":"
    {
        return Some((reading.text(phrase.tokens), vec![inventory.resolve(role, &[])]));
    }
    let (name, mark) = line::name(reading)?;
    inventory.is_role(&name.name).then(|| (reading.text((0, mark)), vec![inventory.resolve(&name.name, &[])]))
}

/// "Anna, porter.", "Session nurse.": somebody's title, behind a name or alone, and nothing else; what follows is what that one
/// does.
pub(super) fn presented(reading: &Reading<'_>, inventory: &Inventory) -> Option<(String, Vec<String>)> {
    let tokens = &reading.tokens;
    if let Some(phrase) = reading.groups.phrases.first().filter(|p| p.tokens.0 == 0)
        && tokens[phrase.tokens.1..].iter().all(|t| t.tag == Tag::Stop && t.text == ".")
        && let Some(name) = role_name(reading, phrase)
        && name.tokens.0 == 0
        && name.likelihood >= Likelihood::Likely
        && inventory.is_role(&name.name)
    {
        return Some((reading.text(name.tokens), vec![inventory.resolve(&name.name, &[])]));
    }
    let comma = tokens.iter().take(4).position(|t| t.tag == Tag::Comma).filter(|&at| at > 0)?;
    // "Porter, gardener." are two.
    let role =
        |p: &Phrase| p.tokens.1 <= comma && role_name(reading, p).is_some_and(|n| n.likelihood >= Likelihood::Likely);
    let somebody = tokens[..comma].iter().all(|t| t.capital()) && !reading.groups.phrases.iter().any(role);
    let phrase = reading.groups.phrases.iter().find(|p| p.tokens.0 == comma + 1)?;
    let ends = tokens[phrase.tokens.1..].iter().all(|t| t.tag == Tag::Stop);
    let name = role_name(reading, phrase).filter(|n| somebody && ends && inventory.is_role(&n.name))?;
    Some((reading.text(name.tokens), vec![inventory.resolve(&name.name, &[])]))
}

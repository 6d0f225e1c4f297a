//! Whose a sentence is that names nobody: its list's, its heading's, the reader's.

use super::{Mind, Section};
use crate::attribute::answer;
use crate::attribute::antecedent::Focus;
use crate::attribute::heading;
use crate::attribute::inventory::Inventory;
use crate::attribute::item::{calls_to_action, deed_item, item_strength, labels, one_of_deeds, opening};
use crate::attribute::line::{Deeds, deed_after};
use crate::attribute::restored::restored;
use crate::attribute::sentence::{Found, Place, found_in};
use rolecall_language::{Form, Reading, Readings, Tag};
use rolecall_record::{FoundBy, Kind, Strength};

impl Mind {
    /// A list item without a subject: its lead-in's or its heading's.
    pub(super) fn listed(&self, reading: &Reading<'_>, listing: Option<Section>) -> Vec<Found> {
        let (roles, found_by) = match &self.lead {
            Some(lead) if !lead.roles.is_empty() => (lead.roles.clone(), FoundBy::ListLeadIn),
            _ => (self.of_reader(), self.by_section()),
        };
        if roles.is_empty() || roles.len() > 2 && found_by == FoundBy::Heading {
            return Vec::new();
        }
        let card = self.lead.as_ref().is_some_and(|lead| lead.card);
        let enough = if found_by == FoundBy::ListLeadIn { Deeds::Half } else { Deeds::Most };
        // "Email porter@example.org" below "Porter (Anna)"
        if card && self.in_deeds < Deeds::Half {
            return Vec::new();
        }
        let kind = match listing {
            Some(Section::Aside | Section::Hiring) => return Vec::new(),
            // "Never: - eat in the lab", not "Not: - money"
            Some(Section::Denials)
                if self.lead.as_ref().is_some_and(|l| l.section == Some(Section::Denials) && !l.things)
                    && !(deed_item(&reading.tokens) || self.in_deeds >= Deeds::Half && one_of_deeds(reading)) =>
            {
                return Vec::new();
            }
            Some(Section::Measures) if deed_item(&reading.tokens) => Kind::Responsibility,
            Some(section) => section.kind(),
            None if deed_item(&reading.tokens)
                || self.in_deeds >= enough && one_of_deeds(reading)
                || card && deed_after(&reading.tokens).is_some() =>
            {
                Kind::Responsibility
            }
            None => return Vec::new(),
        };
        if kind == Kind::Context && !deed_item(&reading.tokens) {
            return Vec::new();
        }
        let mut found = self.all_of(reading, roles, found_by, kind);
        // "Porters may:"
        let lead = self.lead.as_ref().filter(|lead| lead.section != Some(Section::Requirements));
        if let Some(strength) = lead.and_then(|lead| lead.strength) {
            found.iter_mut().filter(|f| f.strength != Strength::DoesNot).for_each(|f| f.strength = strength);
        }
        found
    }

    /// Whether a heading or sentence asks who does something, or goes on to: "And on Sundays?"
    pub(super) fn asks_who(&mut self, reading: &Reading<'_>) -> bool {
        let who = heading::asks_who(reading);
        let question = reading.tokens.last().is_some_and(|t| t.text == "?");
        let first = reading.tokens.first();
        let on = first.is_some_and(|t| {
            matches!(t.tag, Tag::Conjunction | Tag::Preposition | Tag::Subordinator) && t.lower != "of"
        });
        let goes_on = self.asks_on && question && on && reading.tokens.len() <= 8 && reading.groups.verbs.is_empty();
        if question && !goes_on {
            self.asks_on = who;
        }
        who || goes_on
    }

    /// "Who orders the wine?" – "The sommelier.", "That would be the sommelier.", "Usually the sommelier, though …"
    pub(super) fn answered(&self, reading: &Reading<'_>, inventory: &Inventory, found: Vec<Found>) -> Vec<Found> {
        let roles = answer::answering(reading, inventory, &self.place);
        if roles.is_empty() {
            return found;
        }
        let roles = roles.into_iter().map(|role| (role.clone(), role)).collect();
        self.all_of(reading, roles, FoundBy::Subject, Kind::Responsibility)
    }

    /// An order in running text below a heading that lists duties: "Serve as the first contact for …".
    pub(super) fn ordered(&self, reading: &Reading<'_>, section: Option<Section>) -> Vec<Found> {
        let asked = section == Some(Section::Duties)
            || ((self.handed || self.posted() && plain(reading)) && !speaks_to(reading) || self.addressed)
                && !calls_to_action(&reading.tokens);
        let first = reading.tokens.get(opening(&reading.tokens));
        // "Pay: 13.20 an hour" is a label.
        let label = labels(&reading.tokens, opening(&reading.tokens));
        let order = matches!(first.map(|t| t.tag), Some(Tag::Verb(Form::Base | Form::Ing)));
        if !asked || label || !(order || self.handed && one_of_deeds(reading)) {
            return Vec::new();
        }
        self.all_of(reading, self.of_reader(), self.by_section(), Kind::Responsibility)
    }

    /// Whether the block is the first below a heading that is a role's name and nothing else: "Stewards", and then "Open the gate at six."
    fn posted(&self) -> bool {
        self.alone && self.opens && self.place.headed
    }

    /// Whom an order is given to that names nobody: the section's role, else whoever is "you" here.
    pub(super) fn of_reader(&self) -> Vec<(String, String)> {
        let told = self.told.iter().filter(|_| self.last_resort);
        let reader = self.place.you.iter().filter(|_| self.place.sure_you && self.place.section.is_empty());
        told.chain(reader).next().map_or_else(|| self.of_section(), |r| vec![(r.clone(), r.clone())])
    }

    pub(super) fn of_section(&self) -> Vec<(String, String)> {
        self.place.section.iter().map(|r| (r.clone(), r.clone())).collect()
    }

    pub(super) fn by_section(&self) -> FoundBy {
        if self.last_resort { FoundBy::Filename } else { FoundBy::Heading }
    }

    /// Who does what a sentence says that leaves its subject out: whoever is spoken of, if the whole sentence would say so of
    /// them.
    pub(super) fn restored(&self, reading: &Reading<'_>, inventory: &Inventory) -> Vec<Found> {
        let Some(role) = self.place.topic.first() else { return Vec::new() };
        let Some(whole) = restored(reading) else { return Vec::new() };
        let mut place = Place { focus: Focus::default(), ..self.place.clone() };
        place.begin(std::slice::from_ref(role));
        let (own, others): (Vec<Found>, Vec<Found>) = found_in(&whole, inventory, &place)
            .into_iter()
            .partition(|f| f.found_by == FoundBy::Pronoun && f.role == *role);
        if own.is_empty() {
            return Vec::new();
        }
        let topic = &self.place.topic;
        let of = |f: Found| {
            let each = topic.iter().map(|r| (r.clone(), r.clone()));
            each.map(|(role, name)| Found { role, name, found_by: FoundBy::Coordination, ..f.clone() })
                .collect::<Vec<_>>()
        };
        own.into_iter().flat_map(of).chain(others).collect()
    }

    pub(super) fn all_of(
        &self,
        reading: &Reading<'_>,
        roles: Vec<(String, String)>,
        found_by: FoundBy,
        kind: Kind,
    ) -> Vec<Found> {
        let end = reading.tokens.last().map_or(0, |t| t.end);
        roles
            .into_iter()
            .map(|(role, name)| Found {
                role,
                name,
                found_by,
                kind,
                strength: item_strength(reading),
                clause: (0, end),
            })
            .collect()
    }
}

/// "Keep your key": whether an order is given to whoever reads.
/// Whether a sentence neither denies something at once nor cries out: "Never underestimate the desk!"
fn plain(reading: &Reading<'_>) -> bool {
    let first = reading.tokens.first();
    let denies = first.is_some_and(|t| t.tag == Tag::Not || matches!(t.lower.as_str(), "never" | "do" | "please"));
    // "Long hours, wet feet."
    let set_off = reading.tokens.get(1).is_some_and(|t| matches!(t.tag, Tag::Determiner | Tag::Possessive));
    let describes = !set_off && first.is_some_and(|t| t.word.readings.any(Readings::ADJECTIVE));
    !(denies || describes) && reading.tokens.last().is_some_and(|t| !matches!(t.text, "!" | "?"))
}

fn speaks_to(reading: &Reading<'_>) -> bool {
    reading.tokens.iter().any(|t| matches!(t.lower.as_str(), "you" | "your" | "yours" | "yourself"))
}

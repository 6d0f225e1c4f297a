//! Whose a block is by where it stands: in a table, beside a line with a name, behind its name, in one line with its owner.

use super::{Mind, Piece};
use crate::attribute::Attributed;
use crate::attribute::cards::Card;
use crate::attribute::heading;
use crate::attribute::identity;
use crate::attribute::inventory::Inventory;
use crate::attribute::item::deed_item;
use crate::attribute::label;
use crate::attribute::lead;
use crate::attribute::line;
use crate::attribute::sentence::Found;
use crate::attribute::table::Table;
use rolecall_language::{Reading, read, times};
use rolecall_record::{Block, FoundBy, Kind, Mention, Statement, Strength};
use std::collections::BTreeSet;

impl Mind {
    /// A table, whose rows may be fields of records.
    pub(super) fn table(
        &mut self,
        text: &str,
        rows: &[Block],
        cards: &[Option<Card>],
        inventory: &Inventory,
        out: &mut Attributed,
    ) {
        let section = self.scopes.section();
        let (mut statements, facts) =
            Table::new(text, rows).read(inventory, &self.scopes.path(), section, &self.of_section());
        // Row by row, so that a table of a million rows is gone through once.
        let mut from = 0;
        for (card, row) in cards.iter().zip(rows) {
            from += statements[from..].iter().take_while(|s| s.span.start < row.span.start).count();
            if let Some(card) = card {
                let inner = statements[from..].iter().take_while(|s| s.span.start < row.span.end).count();
                let own = statements[from..from + inner].iter_mut().rfind(|s| row.span.contains(s.span));
                own.into_iter().for_each(|own| card.tell(own, inventory));
            }
        }
        out.statements.extend(statements);
        out.facts.extend(facts);
        self.lead = None;
    }

    /// What only the lines around the `n`th sentence of a block say of whose it is: a name above or below it, an owner set off.
    pub(super) fn by_layout(&mut self, reading: &Reading<'_>, inventory: &Inventory, n: usize, found: &mut Vec<Found>) {
        if let Some(card) = self.card.take() {
            let roles = card.roles(inventory);
            let elsewhere = |f: &Found| f.kind != Kind::Context && f.found_by != FoundBy::Heading;
            if !roles.is_empty() && !found.iter().any(elsewhere) {
                let names: Vec<String> = roles.iter().map(|(role, _)| role.clone()).collect();
                self.place.go_on_with(&names);
                let named = names.iter().map(|role| (role.clone(), role.clone())).collect();
                *found = self.all_of(reading, named, FoundBy::Heading, Kind::Responsibility);
                for (found, (_, strength)) in found.iter_mut().zip(roles).filter(|(_, (_, s))| *s != Strength::Does) {
                    found.strength = strength;
                }
            }
        }
        if let Some(owned) = self.owned.take_if(|owned| owned.sentence == n) {
            owned.tell(found, inventory);
        }
    }

    /// Gives what a label at the `n`th sentence of a block is set beside to those whom it names: the section whose first words it
    /// is, else the sentence before it.
    pub(super) fn hand_over(
        &mut self,
        text: &str,
        piece: &Piece<'_>,
        n: usize,
        roles: Vec<String>,
        out: &mut [Statement],
    ) {
        if n == 0 && self.opens && piece.sentences.len() == 1 && !self.scopes.before_sections() {
            // "Responsible: shift lead", "Accountable: site manager"
            let before = if self.labelled { self.place.section.clone() } else { Vec::new() };
            let mut roles: Vec<String> = before.into_iter().chain(roles).collect();
            let mut seen = BTreeSet::new();
            roles.retain(|role| seen.insert(role.clone()));
            // Of this section alone: headings below it ask the ones above anew.
            self.place.headed = roles.len() == 1;
            self.speak_of(roles);
            (self.handed, self.labelled, self.last_resort) = (true, true, false);
            return;
        }
        // "Responsibility: storekeeper" above the first section: of what "Procedure" says below.
        if n == 0 && piece.sentences.len() == 1 && self.scopes.before_sections() && label::of_duty(text, piece) {
            self.performers = roles;
            return;
        }
        if !label::of_action(piece.sentences[n].0.of(text)) {
            return;
        }
        let Some(before) = n.checked_sub(1).map(|before| &piece.sentences[before].1) else { return };
        let Some(said) = out.last_mut().filter(|s| matches!(s.kind, Kind::None | Kind::Context)) else { return };
        if label::tells(before) {
            let clause = said.span;
            said.kind = Kind::Responsibility;
            said.roles = roles
                .into_iter()
                .map(|role| Mention {
                    name: role.clone(),
                    role,
                    found_by: FoundBy::Coordination,
                    strength: Strength::Does,
                    clause,
                })
                .collect();
        }
    }

    /// "**Gaffer** – …", or typed without marks "The gaffer -- …": the role that a block begins with.
    pub(super) fn bold_lead(
        &mut self,
        text: &str,
        piece: &Piece<'_>,
        inventory: &Inventory,
    ) -> Option<Vec<(String, String)>> {
        let presented = match &piece.sentences[..] {
            // "Kev (boatman). Repairs, rigging, the trailer."
            [(span, first), _, ..] => lead::presented(first, inventory).or_else(|| {
                let (_, post) = identity::holder(span.of(text)).or_else(|| identity::holds(first))?;
                let known = inventory.is_role(&post.name);
                known.then(|| (post.name.clone(), vec![inventory.resolve(&post.name, &[])]))
            }),
            _ => None,
        };
        let (words, roles) = match piece.block.lead {
            _ if presented.is_some() => presented?,
            Some(lead) => {
                let words = lead.of(text);
                let named = |words: &str| {
                    if words.split_whitespace().count() > 6 {
                        Vec::new()
                    } else {
                        heading::named(words, &read(words), inventory)
                    }
                };
                let words = words.trim_end_matches([':', '.', '–', '—', '-', ' ']);
                // "Cook x2": how many of them there are
                let words =
                    words.rsplit_once(' ').filter(|(_, count)| times(count)).map_or(words, |(before, _)| before);
                // "Dispatch clerk (Bev)"
                match (named(words), words.split_once(" (")) {
                    (roles, Some((before, _))) if roles.is_empty() => (before.to_owned(), named(before)),
                    // "caller - calls the next dog up": no name anywhere but before its deed
                    (roles, None) if roles.is_empty() => {
                        let typed = piece.sentences.first().and_then(|(_, first)| lead::typed(first, inventory));
                        typed.unwrap_or((words.to_owned(), roles))
                    }
                    (roles, _) => (words.to_owned(), roles),
                }
            }
            None => {
                let first = &piece.sentences.first()?.1;
                lead::typed(first, inventory).or_else(|| self.both(first))?
            }
        };
        if roles.is_empty() {
            // "**Bar.** The licence …": whoever was spoken of before is left behind.
            if !self.place.headed && piece.block.lead.is_some_and(|lead| lead.of(text).ends_with('.')) {
                let section = self.place.section.clone();
                self.place.begin(&section);
            }
            return None;
        }
        self.place.go_on_with(&roles);
        if let [role] = &roles[..]
            // Two are "both"; of more than that nobody asks.
            && self.led.len() < 3
            && !self.led.contains(role)
        {
            self.led.push(role.clone());
        }
        Some(roles.into_iter().map(|r| (r, words.clone())).collect())
    }

    /// "Both: sweep the yard": the two of whom the lines before it spoke.
    fn both(&self, reading: &Reading<'_>) -> Option<(String, Vec<String>)> {
        let [first, mark, ..] = &reading.tokens[..] else { return None };
        let after = reading.tokens.get(2..)?;
        let deed = deed_item(after) || line::deed_after(after).is_some();
        (first.lower == "both" && line::parts(mark) && deed && self.led.len() == 2)
            .then(|| (first.text.to_owned(), self.led.clone()))
    }

    /// "Gaffer: lights the set. Grip: rigs the lamps.": a role and its deed in the middle of a block.
    pub(super) fn run_in(&mut self, reading: &Reading<'_>, inventory: &Inventory) -> Option<Vec<(String, String)>> {
        let (_, mark) = line::name(reading)?;
        line::deed_after(&reading.tokens[mark + 1..])?;
        let (words, roles) = lead::typed(reading, inventory)?;
        self.place.go_on_with(&roles);
        Some(roles.into_iter().map(|r| (r, words.clone())).collect())
    }
}

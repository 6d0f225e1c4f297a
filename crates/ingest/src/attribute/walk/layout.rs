//! Whose a block is by where it stands: in a table, beside a line with a name, in one line with its owner.

use super::Mind;
use crate::attribute::Attributed;
use crate::attribute::cards::Card;
use crate::attribute::inventory::Inventory;
use crate::attribute::sentence::Found;
use crate::attribute::table::Table;
use rolecall_language::Reading;
use rolecall_record::{Block, FoundBy, Kind, Strength};

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
        for (card, row) in cards.iter().zip(rows) {
            let own = statements.iter_mut().rfind(|s| row.span.contains(s.span));
            card.iter().zip(own).for_each(|(card, own)| card.tell(own, inventory));
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
}

//! People who get their role from where they are named: the first whom a section about one role has act, and whoever a
//! sentence points out.

use super::identity;
use super::inventory::Inventory;
use super::sentence::Place;
use super::voice;
use rolecall_language::Reading;

/// Whom a section has named so far.
#[derive(Debug, Default)]
pub(super) struct People {
    /// Whether somebody was named as its role.
    pub met: bool,
    /// The role with which the block begins, until somebody was named as that.
    leading: Option<String>,
    /// Whether a sentence was read.
    opened: bool,
}

impl People {
    /// A block begins that is about `role`.
    pub fn begin(&mut self, role: &str) {
        self.leading = Some(role.to_owned());
        self.opened = false;
    }

    /// "Treasurer", and then "All of this is done by Mr Osei": the first whom such a section names is its role.
    pub fn meet(&mut self, place: &mut Place, reading: &Reading<'_>, inventory: &Inventory) {
        let first = !std::mem::replace(&mut self.opened, true);
        let headed = place.section.first().filter(|_| place.headed && !self.met);
        let Some(role) = self.leading.as_ref().or(headed).cloned() else { return };
        let people = identity::acting_people(reading, |name| first && inventory.somebody(name));
        let unknown = |name: &Vec<String>| name.iter().all(|n| voice::person(inventory, place, n).is_none());
        if let Some(name) = people.into_iter().find(unknown) {
            place.people.extend(name.into_iter().map(|n| (n, role.clone())));
            self.leading = None;
            self.met = true;
        }
    }
}

/// "On this boat that was Odile.": whoever was just spoken of has a name from here on.
pub(super) fn introduce(place: &mut Place, reading: &Reading<'_>) {
    let [role] = &place.topic[..] else { return };
    for name in identity::pointed_out(reading).into_iter().flatten() {
        place.people.entry(name).or_insert_with(|| role.clone());
    }
}

//! Whose what stands below a heading is, and whose what stands under none.

use super::{Mind, TERM};
use crate::attribute::answer;
use crate::attribute::heading::{self, Section};
use crate::attribute::identity;
use crate::attribute::inventory::{Inventory, read_name};
use crate::attribute::label;
use crate::attribute::people::People;
use crate::attribute::survey::itself;
use crate::attribute::voice;
use rolecall_language::{Likelihood, Tag, read};

impl Mind {
    /// Takes the roles of the title, else of the file's name, for what stands under no heading of its own.
    pub(super) fn fall_back(&mut self, title: &str, stem: &str, inventory: &Inventory) {
        let reading = read(title);
        let roles = heading::named(title, &reading, inventory);
        let (roles, last_resort) = if roles.is_empty() {
            let name = read_name(&stem.replace(['-', '_'], " "))
                .filter(|n| n.likelihood >= Likelihood::Likely && !itself(&n.name));
            (name.map(|n| vec![inventory.resolve(inventory.as_said(&n.name), &[])]).unwrap_or_default(), true)
        } else {
            (roles, true)
        };
        self.last_resort = last_resort;
        self.reader = voice::audience(&reading, inventory);
        self.titled = self.reader.is_some();
        self.place.you.extend(self.reader.clone());
        self.place.sure_you = self.reader.is_some();
        self.address(&reading, inventory);
        self.place.section.clone_from(&roles);
        let said: Vec<String> = roles.iter().filter(|r| inventory.spoken_of(r)).cloned().collect();
        self.place.begin(&said);
        self.place.topic.clone_from(&roles);
        if roles.len() == 2 {
            self.place.pair.clone_from(&roles);
        }
        self.scopes.enter(0, "", &roles, None);
    }

    /// What stands below a definition list is no longer said of its last term.
    pub(super) fn leave_term(&mut self, inventory: &Inventory) {
        if let Some((level, title)) = self.scopes.leave(TERM) {
            self.enter(level, &title, inventory);
        }
    }

    pub(super) fn enter(&mut self, level: u8, title: &str, inventory: &Inventory) {
        let reading = read(title);
        let handed = if self.heads_alike { label::headed(title, inventory) } else { None };
        let steps = !self.performers.is_empty() && label::heads_steps(title);
        let handed = handed.or_else(|| steps.then(|| self.performers.clone()));
        (self.handed, self.labelled) = (handed.is_some(), false);
        let mut own = handed.unwrap_or_else(|| heading::named(title, &reading, inventory));
        if own.is_empty() {
            own.extend(heading::topical(title, &self.place.section, inventory));
        }
        // "General" on the page of a post: what no sentence speaks of is no other post.
        if self.held && !own.iter().any(|role| inventory.said(role)) {
            own.clear();
        }
        let section = heading::section(&reading);
        if let Some(rank) = heading::rank(title)
            && let Some(base) = self.scopes.base()
        {
            own = vec![inventory.resolve(&heading::ranked(&rank, base), &[])];
        }
        // "The Purser" and then "Responsibilities" on the same level: the second belongs to the first all the same.
        let belongs = own.is_empty()
            && section.is_some_and(|s| !matches!(s, Section::Aside | Section::Hiring))
            && reading.tokens.len() <= 3
            && self.scopes.beside_role(level);
        let level = if belongs { level.saturating_add(1) } else { level };
        if self.scopes.before_first() && self.place.after_duty && self.place.topic.len() == 1 {
            self.intro.clone_from(&self.place.topic);
        }
        if own.is_empty() && matches!(section, Some(Section::Duties | Section::Requirements)) && self.scopes.nameless()
        {
            own.clone_from(&self.intro);
        }
        self.scopes.enter(level, title, &own, section);
        (self.place.section, self.last_resort) = self.scopes.roles();
        // What only a heading says ("Notes, not official") is no one's name.
        let told = own.len() == 1 && heading::tells_of_one(&reading);
        let spoken = |r: &&String| inventory.spoken_of(r) || told && own.contains(*r);
        let meant: Vec<String> = self.place.section.iter().filter(spoken).cloned().collect();
        self.place.you = match &self.reader {
            Some(reader) if own.is_empty() || own.contains(reader) => vec![reader.clone()],
            _ if self.place.section.len() == 1 && !self.last_resort => meant.clone(),
            _ => Vec::new(),
        };
        self.place.headed = self.place.section.len() == 1 && !self.last_resort;
        self.place.begin(&meant);
        self.place.topic.clone_from(&self.place.section);
        self.place.sure_you = self.reader.as_ref().is_some_and(|r| self.place.you == [r.clone()]);
        self.place.after_duty = false;
        if own.len() == 2 {
            self.place.pair.clone_from(&own);
        }
        let words = reading.tokens.iter().filter(|t| !t.tag.mark() && t.tag != Tag::Determiner).count();
        self.alone = matches!(&own[..], [role] if role.split_whitespace().count() == words);
        self.addressed = false;
        self.led.clear();
        self.told = None;
        self.people = People::default();
        self.opens = true;
        // "The Churchwardens (Bill and Hyacinth)"
        if let [role] = &own[..] {
            for name in identity::in_brackets(&reading) {
                self.place.people.insert(name, role.clone());
                self.people.met = true;
            }
        }
        self.asked_who = self.asks_who(&reading) && self.scopes.last_nameless();
        self.asked_whether = answer::asked_whether(&reading, inventory, &self.place);
        self.asked_allowed = answer::asks_leave(&reading);
        self.lead = None;
        self.nested.clear();
    }

    /// Takes the post that a label names ("Job title: Bursar") for whose page this is.
    pub(super) fn hold(&mut self, roles: Vec<String>) {
        self.held = true;
        self.place.headed = self.scopes.hold(&roles);
        self.last_resort = !self.place.headed;
        self.place.you.clone_from(&roles);
        self.speak_of(roles);
    }

    /// From here on the text is about `roles`.
    pub(super) fn speak_of(&mut self, roles: Vec<String>) {
        self.place.section.clone_from(&roles);
        self.place.begin(&roles);
        self.place.topic = roles;
    }

    /// Takes a section whose heading is somebody's name for what that one does as `role`.
    pub(super) fn present(&mut self, names: Vec<String>, role: String) {
        self.place.people.extend(names.into_iter().map(|name| (name, role.clone())));
        self.people.met = true;
        let roles = vec![role];
        self.scopes.hand(&roles);
        (self.place.headed, self.last_resort) = (true, false);
        self.place.you.clone_from(&roles);
        self.speak_of(roles);
    }
}

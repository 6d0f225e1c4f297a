//! People by name, and which role each of them has here.

use super::Inventory;
use crate::attribute::identity::Identity;
use rolecall_language::RoleName;

impl Inventory {
    /// The role of someone called by name, or of "I".
    pub fn person(&self, lower: &str) -> Option<&str> {
        let known = |n: &&String| self.entries.get(n.as_str()).is_some_and(|e| e.headings > 0 || e.mentions > 2);
        if lower == "we" {
            self.narrators.iter().find(known).map(String::as_str)
        } else if lower == "i" {
            self.narrators.iter().find(known).or(self.narrator.as_ref()).map(String::as_str)
        } else {
            self.people.get(lower).map(String::as_str)
        }
    }

    /// Notes who holds a post by a line that says nothing else; `small` where the name has no capitals there.
    pub fn note_holder(&mut self, names: Vec<String>, post: RoleName, small: bool) {
        self.note_heading(&post, true);
        self.somebody.extend(names.iter().cloned());
        if small {
            self.small.extend(names.iter().cloned());
        }
        self.note_identity(Identity::Person { names, role: post.name });
    }

    /// Whether the article names somebody who holds a role.
    pub fn has_holder(&self, role: &str) -> bool {
        self.held.contains(role)
    }

    /// Notes which roles have holders, once it is settled what each name stands for: every quotation asks.
    pub fn settle_holders(&mut self) {
        self.held = self.people.values().map(|held| self.resolve(held, &[])).collect();
    }

    /// Whether a word in small letters is somebody's name here.
    pub fn small_name(&self, lower: &str) -> bool {
        self.small.contains(lower)
    }

    /// The role of somebody by the first letters of a full name.
    pub fn initialled(&self, letters: &str) -> Option<String> {
        self.initials.get(letters).map(|role| self.resolve(role, &[]))
    }
}

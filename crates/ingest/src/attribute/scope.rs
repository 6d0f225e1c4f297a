//! The headings on the way down to a block: how deep each stands, whose it is, what it announces.

use super::heading::Section;
use std::cell::OnceCell;
use std::sync::Arc;

/// A heading above the current block; the title stands at level 0.
#[derive(Debug)]
struct Scope {
    level: u8,
    title: String,
    roles: Vec<String>,
    section: Option<Section>,
}

/// All of them, outermost first.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    all: Vec<Scope>,
    /// Their words, once somebody has asked.
    path: OnceCell<Arc<[String]>>,
}

impl Scopes {
    /// Goes down to a heading, out of all that stand no higher.
    pub fn enter(&mut self, level: u8, title: &str, roles: &[String], section: Option<Section>) {
        self.path.take();
        self.all.retain(|s| s.level < level);
        self.all.push(Scope { level, title: title.to_owned(), roles: roles.to_vec(), section });
    }

    /// Leaves a heading of `level` or deeper, and with it the one above, whose level and words it gives, to be entered anew.
    pub fn leave(&mut self, level: u8) -> Option<(u8, String)> {
        self.all.pop_if(|s| s.level >= level)?;
        self.path.take();
        self.all.pop_if(|s| s.level > 0).map(|s| (s.level, s.title))
    }

    /// Gives the outermost heading its roles; whether there is one.
    pub fn hold(&mut self, roles: &[String]) -> bool {
        let outer = self.all.iter().position(|s| s.level > 0);
        self.all[outer.unwrap_or(0)].roles = roles.to_vec();
        outer.is_some()
    }

    /// Gives the innermost heading its roles.
    pub fn hand(&mut self, roles: &[String]) {
        if let Some(inner) = self.all.last_mut().filter(|s| s.level > 0) {
            inner.roles = roles.to_vec();
        }
    }

    /// The roles of the nearest heading that names any, and whether that is the title.
    pub fn roles(&self) -> (Vec<String>, bool) {
        let above = self.all.iter().rev().find(|s| !s.roles.is_empty());
        (above.map(|s| s.roles.clone()).unwrap_or_default(), above.is_none_or(|s| s.level == 0))
    }

    /// The nearest role that a heading names alone.
    pub fn base(&self) -> Option<&str> {
        self.all.iter().rev().find(|s| s.roles.len() == 1).map(|s| s.roles[0].as_str())
    }

    /// Whether the heading before on this level names a role.
    pub fn beside_role(&self, level: u8) -> bool {
        self.all.iter().rev().find(|s| s.level <= level).is_some_and(|s| s.level == level && !s.roles.is_empty())
    }

    /// Whether no heading names a role.
    pub fn nameless(&self) -> bool {
        self.all.iter().all(|s| s.roles.is_empty())
    }

    /// Whether no heading has come yet.
    pub fn before_first(&self) -> bool {
        self.all.len() == 1
    }

    /// Whether at most the heading that is the article's title has come yet.
    pub fn before_sections(&self) -> bool {
        self.all.len() <= 2 && self.all.iter().all(|s| s.level <= 1)
    }

    /// Whether the innermost heading names no role.
    pub fn last_nameless(&self) -> bool {
        self.all.last().is_some_and(|s| s.roles.is_empty())
    }

    /// The words of the headings. All that stands below them shares these.
    pub fn path(&self) -> Arc<[String]> {
        let words = || self.all.iter().filter(|s| s.level > 0).map(|s| s.title.clone()).collect();
        self.path.get_or_init(words).clone()
    }

    /// What the nearest heading with a say announces; a heading that names a role ends the reach of those above it.
    pub fn section(&self) -> Option<Section> {
        let says = self.all.iter().rev().find(|s| s.section.is_some() || !s.roles.is_empty());
        says.and_then(|s| s.section)
    }
}

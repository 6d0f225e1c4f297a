//! The colours of an article's roles.

use crate::snapshot::Snapshot;
use rolecall_record::{ArticleRecord, Statement};
use std::collections::BTreeMap;

/// Roles that have a colour of their own; the others share one.
const COLOURS: usize = 8;

/// The roles of an article, the ones spoken of most first, and the preferred name of each name in it.
pub(super) struct Colours {
    by_name: BTreeMap<String, String>,
    order: Vec<(String, usize)>,
}

impl Colours {
    /// The roles of `record`.
    pub(super) fn of(snapshot: &Snapshot, record: &ArticleRecord) -> Self {
        let mut by_name = BTreeMap::new();
        let mut counted: BTreeMap<String, usize> = BTreeMap::new();
        for statement in &record.statements {
            let mut here = Vec::new();
            for mention in &statement.roles {
                let role =
                    by_name.entry(mention.role.clone()).or_insert_with(|| snapshot.names().preferred(&mention.role));
                if !here.contains(role) {
                    here.push(role.clone());
                }
            }
            for role in here {
                *counted.entry(role).or_default() += 1;
            }
        }
        let mut order: Vec<(String, usize)> = counted.into_iter().collect();
        order.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Self { by_name, order }
    }

    pub(super) fn len(&self) -> usize {
        self.order.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Each role with its colour's class and the number of statements that speak of it.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, String, usize)> {
        self.order.iter().enumerate().map(|(i, (role, statements))| (role.as_str(), class(i), *statements))
    }

    /// The preferred name of a name.
    pub(super) fn preferred<'c>(&'c self, name: &'c str) -> &'c str {
        self.by_name.get(name).map_or(name, String::as_str)
    }

    /// The class of a statement: its first role's colour; none where it speaks of none.
    pub(super) fn class(&self, statement: &Statement) -> Option<String> {
        let role = self.preferred(&statement.roles.first()?.role);
        Some(class(self.order.iter().position(|(other, _)| other == role).unwrap_or(COLOURS)))
    }
}

fn class(position: usize) -> String {
    format!("r{}", position.min(COLOURS))
}

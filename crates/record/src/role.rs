use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The corpus' roles. It is applied when a question is answered, so that a new article never changes old records.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleTable {
    /// [`crate::FORMAT`] of whoever wrote it.
    pub format: u32,
    /// Sorted by name.
    pub roles: Vec<Role>,
    /// The ids of articles that are near-copies of another, each with the id of that one: both are one source.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub copies: BTreeMap<String, String>,
}

impl RoleTable {
    /// The article that stands for the source of article `id`: the one that it is a near-copy of, else itself.
    pub fn source<'a>(&'a self, id: &'a str) -> &'a str {
        self.copies.get(id).map_or(id, String::as_str)
    }
}

/// A role of the corpus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Role {
    /// Its preferred name, for people: `Audio engineer`.
    pub name: String,
    /// Every name in the form of [`crate::Mention::role`] that means this role, the preferred one first.
    pub aliases: Vec<Alias>,
    /// In how many articles it is spoken of.
    pub articles: usize,
    /// How many statements speak of it.
    pub statements: usize,
}

/// A name of a role, and why it is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Alias {
    /// In the form of [`crate::Mention::role`].
    pub name: String,
    /// Why it means the same role as the preferred name; `None` for the preferred name itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

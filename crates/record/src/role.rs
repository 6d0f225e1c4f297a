use serde::{Deserialize, Serialize};

/// The corpus' roles. It is applied when a question is answered, so that a new article never changes old records.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleTable {
    /// [`crate::FORMAT`] of whoever wrote it.
    pub format: u32,
    /// Sorted by name.
    pub roles: Vec<Role>,
}

/// A role of the corpus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
pub struct Alias {
    /// In the form of [`crate::Mention::role`].
    pub name: String,
    /// Why it means the same role as the preferred name; `None` for the preferred name itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

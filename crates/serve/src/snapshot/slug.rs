//! Ids of roles: their names as they can stand in an address, each once.

use rolecall_record::RoleTable;
use std::collections::HashMap;

/// The id of each role of a table.
pub(super) struct Slugs {
    by_role: Vec<String>,
    by_slug: HashMap<String, usize>,
}

impl Slugs {
    /// Names all roles of `table`. Where two names read the same, the later one is counted.
    pub(super) fn new(table: &RoleTable) -> Self {
        let mut slugs = Self { by_role: Vec::with_capacity(table.roles.len()), by_slug: HashMap::new() };
        for (i, role) in table.roles.iter().enumerate() {
            let plain = slug(&role.name);
            let mut id = plain.clone();
            let mut count = 1;
            while slugs.by_slug.contains_key(&id) {
                count += 1;
                id = format!("{plain}-{count}");
            }
            slugs.by_slug.insert(id.clone(), i);
            slugs.by_role.push(id);
        }
        slugs
    }

    /// The id of the role at `position`.
    pub(super) fn of(&self, position: usize) -> &str {
        &self.by_role[position]
    }

    /// Where the role with this id stands.
    pub(super) fn position(&self, slug: &str) -> Option<usize> {
        self.by_slug.get(slug).copied()
    }
}

/// A name in lower case, letters and digits parted by hyphens.
pub(super) fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_alphanumeric() {
            slug.extend(c.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "role".to_owned() } else { slug.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rolecall_record::Role;

    #[test]
    fn two_roles_never_have_one_address() {
        let role = |name: &str| Role { name: name.into(), aliases: Vec::new(), articles: 1, statements: 1 };
        let roles = ["Ship's cook", "Ship s cook", "&", "Ärztin"].map(role).to_vec();
        let slugs = Slugs::new(&RoleTable { roles, ..RoleTable::default() });
        let ids: Vec<&str> = (0..4).map(|i| slugs.of(i)).collect();
        assert_eq!(ids, ["ship-s-cook", "ship-s-cook-2", "role", "ärztin"]);
        assert!(ids.iter().enumerate().all(|(i, id)| slugs.position(id) == Some(i)));
    }
}

//! The roles of an index as text.

use super::flow::flow;
use super::{QUIET, STRONG, styled, visible};
use rolecall_record::{Role, RoleTable};
use std::fmt::Write as _;

/// One line for each role, the most spoken of first, then its other names.
pub(crate) fn role_list(table: &RoleTable, width: usize) -> String {
    let mut roles: Vec<&Role> = table.roles.iter().collect();
    roles.sort_by(|a, b| b.statements.cmp(&a.statements).then_with(|| a.name.cmp(&b.name)));
    let mut out = String::new();
    for role in roles {
        let articles = if role.articles == 1 { "1 article" } else { &format!("{} articles", role.articles) };
        let _ = writeln!(out, "{}  {} statements in {articles}", styled(STRONG, &visible(&role.name)), role.statements);
        let others: Vec<&str> = role.aliases.iter().skip(1).map(|a| a.name.as_str()).collect();
        if !others.is_empty() {
            let names = visible(&format!("also: {}", others.join(", ")));
            flow(&names, &[], width.saturating_sub(3)).iter().for_each(|l| {
                let _ = writeln!(out, "   {}", styled(QUIET, l));
            });
        }
    }
    out
}

/// Why each name of `role` is one.
pub(crate) fn why(role: &Role) -> String {
    let mut out = format!("{}\n", styled(STRONG, &visible(&role.name)));
    for alias in &role.aliases {
        let why = alias.why.as_deref().unwrap_or("the preferred name");
        let _ = writeln!(out, "   {}: {}", visible(&alias.name), visible(why));
    }
    out
}

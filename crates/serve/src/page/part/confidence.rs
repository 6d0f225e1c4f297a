//! How sure an answer is: a bar, and the words for it.

use super::counted;
use maud::{Markup, html};
use rolecall_search::RoleAnswer;

/// The confidence in a role and its sources; no bar where it is shown for what it does not do.
pub(in crate::page) fn confidence(role: &RoleAnswer) -> Markup {
    let words = if role.is_denied() { "does not" } else { role.likelihood() };
    // No bar says more than the word beside it, and only what is all but certain fills it.
    let filled = (role.confidence.clamp(0.0, 1.0) * 100.0).floor();
    html! {
        p.sure {
            @if !role.is_denied() {
                svg.bar viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
                    rect.empty width="100" height="6" rx="3" {}
                    rect.full width=(filled) height="6" rx="3" {}
                }
            }
            strong { (words) } " · " (counted(role.sources, "source"))
        }
    }
}

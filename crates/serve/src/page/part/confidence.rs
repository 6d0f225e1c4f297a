//! How sure an answer is: a bar, and the words for it.

use super::counted;
use maud::{Markup, html};
use rolecall_search::{RoleAnswer, likelihood};

/// The confidence in a role and its sources; no bar where it is shown for what it does not do.
pub(in crate::page) fn confidence(role: &RoleAnswer) -> Markup {
    if role.is_denied() {
        return html! { p.sure { strong { "does not" } " · " (counted(role.sources, "source")) } };
    }
    confidence_in(role.confidence, role.sources)
}

/// A confidence, and how many sources say so.
pub(in crate::page) fn confidence_in(confidence: f32, sources: usize) -> Markup {
    // No bar says more than the word beside it, and only what is all but certain fills it.
    let filled = (confidence.clamp(0.0, 1.0) * 100.0).floor();
    html! {
        p.sure {
            svg.bar viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
                rect.empty width="100" height="6" rx="3" {}
                rect.full width=(filled) height="6" rx="3" {}
            }
            strong { (likelihood(confidence)) } " · " (counted(sources, "source"))
        }
    }
}

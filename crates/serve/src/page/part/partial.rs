//! What stands above an answer of a part of the index.

use super::plain;
use maud::{Markup, html};

/// Says what of the index did not answer, if anything.
pub(in crate::page) fn partial(partial: Option<&str>) -> Markup {
    html! {
        @if let Some(what) = partial {
            p.partial role="alert" {
                strong { "Only a part of the index answered" } " (" (plain(what)) "): what is missing could change this. Ask again in a moment."
            }
        }
    }
}

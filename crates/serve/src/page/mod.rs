//! The pages, a file for each address; what several of them are made of is in `part`.

mod article;
mod ask;
mod compare;
mod corpus;
mod enter;
mod events;
mod failure;
mod layout;
mod matrix;
mod part;
mod reference;
mod role;
mod roles;

pub(crate) use article::article;
pub(crate) use ask::ask;
pub(crate) use compare::compare;
pub(crate) use corpus::{MOST_BYTES, add, corpus, read_again, remove};
pub(crate) use enter::{enter, entered};
pub(crate) use events::events;
pub(crate) use failure::failure;
pub(crate) use matrix::{matrix, sheet};
pub(crate) use reference::reference;
pub(crate) use role::role;
pub(crate) use roles::roles;

use crate::state::Made;
use maud::Markup;

/// A page as it goes out.
pub(crate) fn html(page: Markup) -> Made {
    Made::new("text/html; charset=utf-8", page.into_string())
}

/// An address below this server with these values in its query, those that are empty left out.
pub(crate) fn address(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs.iter().filter(|(_, value)| !value.is_empty()));
    let query = query.finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

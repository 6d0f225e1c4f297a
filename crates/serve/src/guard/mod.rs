//! What stands between a request and its answer: who may ask, by which name, and how much.

mod access;
mod brisk;
mod headers;
mod host;
mod limits;
mod seen;
mod token;
mod writing;

pub(crate) use access::{COOKIE, enter, known};
pub(crate) use headers::headers;
pub(crate) use host::host;
pub(crate) use limits::{MOST_BRINGING, MOST_ENTERING, MOST_READING, limits};
pub(crate) use seen::seen;
pub(crate) use token::same;
pub(crate) use writing::{Writer, may_write, of_same_origin};

use axum::http::Uri;

/// Whether an address is asked by programs, so that problems are told as JSON.
pub(crate) fn is_for_programs(uri: &Uri) -> bool {
    let path = uri.path();
    path.starts_with("/api/") || path == "/metrics" || path == "/events"
}

//! Who may change something: a page of ours, or a program, that knows the token for it.
//!
//! A page elsewhere can make a browser send a form to this machine; but it can neither read the token that our own pages
//! have in theirs, nor keep the browser from telling where the form comes from.

use super::same;
use crate::problem::Problem;
use crate::state::App;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};

/// The header by which a program sends the token.
const TOKEN: &str = "x-write-token";

/// Whether `given`, or the token in the headers, lets whoever sends this change something.
///
/// # Errors
/// 403, with what to do.
pub(crate) fn may_write(app: &App, headers: &HeaderMap, given: Option<&str>) -> Result<(), Problem> {
    of_same_origin(headers)?;
    let given = given.or_else(|| headers.get(TOKEN).and_then(|value| value.to_str().ok()));
    if given.is_some_and(|given| same(given, &app.writing)) {
        return Ok(());
    }
    Err(Problem::new(
        StatusCode::FORBIDDEN,
        "changes need the token for writing: a page has it once it is loaded again; a program sends it as X-Write-Token, \
         after the server was started with `--write-token-file FILE`",
    ))
}

/// Somebody who may change something, known by the headers alone: before anything that they bring is read.
pub(crate) struct Writer;

impl FromRequestParts<App> for Writer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        may_write(app, &parts.headers, None).map(|()| Self)
    }
}

/// Whether a browser says that this comes from a page of ours. What is no browser says nothing, and cannot be led astray.
///
/// # Errors
/// 403, where it comes from elsewhere.
pub(crate) fn of_same_origin(headers: &HeaderMap) -> Result<(), Problem> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let ours = match (text("sec-fetch-site"), headers.get(header::ORIGIN)) {
        (Some(site), _) => site == "same-origin",
        (None, Some(origin)) => {
            let origin = origin.to_str().ok().and_then(|origin| origin.split_once("://"));
            origin.is_some_and(|(_, host)| text("host").is_some_and(|own| own.eq_ignore_ascii_case(host)))
        }
        (None, None) => true,
    };
    if ours {
        Ok(())
    } else {
        Err(Problem::new(StatusCode::FORBIDDEN, "changes are taken from this server's own pages alone"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    #[test]
    fn a_page_from_elsewhere_changes_nothing() {
        let sent = |pairs: &[(&'static str, &'static str)]| {
            let pairs =
                pairs.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
            of_same_origin(&pairs.collect()).is_ok()
        };
        assert!(sent(&[]));
        assert!(sent(&[("sec-fetch-site", "same-origin"), ("origin", "null")]));
        assert!(sent(&[("host", "localhost:7655"), ("origin", "http://localhost:7655")]));
        for elsewhere in ["cross-site", "same-site", "none"] {
            assert!(!sent(&[("sec-fetch-site", elsewhere)]));
        }
        assert!(!sent(&[("host", "localhost:7655"), ("origin", "http://localhost:9000")]));
        assert!(!sent(&[("host", "localhost:7655"), ("origin", "null")]));
    }
}

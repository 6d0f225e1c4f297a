//! `/enter`: where a visitor of a server that asks for a token writes it down.

use super::html as as_html;
use super::layout::{Here, layout};
use crate::asked::pairs;
use crate::guard::{COOKIE, enter as knows};
use crate::problem::Problem;
use crate::router::BODY;
use crate::state::App;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

/// `GET /enter`
pub(crate) async fn enter(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    let to = pairs(uri.query()).find(|(name, _)| name == "to").map(|(_, to)| to).unwrap_or_default();
    if app.settings.token.is_none() {
        return Redirect::to(here(&to)).into_response();
    }
    as_html(form(here(&to), false)).respond(&headers)
}

/// What a visitor writes down.
#[derive(Deserialize)]
pub(crate) struct Given {
    token: String,
    /// Where they wanted to go.
    #[serde(default)]
    to: String,
}

/// `POST /enter`
pub(crate) async fn entered(
    State(app): State<App>,
    given: Result<Form<Given>, FormRejection>,
) -> Result<Response, Problem> {
    let Form(Given { token, to }) = given.map_err(|e| Problem::unread(e.status(), e.body_text(), BODY))?;
    if knows(&app, token.trim()).await {
        // Lax: who follows a link to a page from elsewhere is still known. Nothing is changed by that, and what changes something
        // has to come from a page of ours.
        let cookie = format!("{COOKIE}={}; HttpOnly; SameSite=Lax; Path=/", app.session);
        return Ok(([(header::SET_COOKIE, cookie)], Redirect::to(here(&to))).into_response());
    }
    let mut response = as_html(form(here(&to), true)).respond(&HeaderMap::new());
    *response.status_mut() = StatusCode::UNAUTHORIZED;
    Ok(response)
}

/// An address of this server, whatever was asked for: nobody is led elsewhere by a link to this page.
fn here(to: &str) -> &str {
    let inside = to.starts_with('/') && !to[1..].starts_with(['/', '\\']) && to.bytes().all(|b| b.is_ascii_graphic());
    if inside { to } else { "/" }
}

fn form(to: &str, wrong: bool) -> Markup {
    layout(
        "Enter",
        Here::Elsewhere,
        html! {
            section.failure {
                h1 { "Who is there?" }
                p { "This server answers those who know its token." }
                @if wrong { p.wrong role="alert" { "That is not it." } }
                form.chooser action="/enter" method="post" {
                    input type="hidden" name="to" value=(to);
                    input type="password" name="token" aria-label="Token" autocomplete="current-password" required autofocus;
                    button type="submit" { "Enter" }
                }
            }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::here;

    #[test]
    fn who_enters_stays_here() {
        assert_eq!(here("/role/cook?by=name"), "/role/cook?by=name");
        for elsewhere in [
            "//example.org",
            "/\\example.org",
            "https://example.org",
            "javascript:alert(1)",
            "/a\r\nb",
            "",
            "role",
            "/röle",
        ] {
            assert_eq!(here(elsewhere), "/", "{elsewhere:?}");
        }
    }
}

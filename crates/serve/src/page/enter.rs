//! `/enter`: where a visitor of a server that asks for a token writes it down.

use super::html as as_html;
use super::layout::{Here, layout};
use crate::guard::{COOKIE, enter as knows};
use crate::problem::Problem;
use crate::router::BODY;
use crate::state::App;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

/// `GET /enter`
pub(crate) async fn enter(State(app): State<App>, headers: HeaderMap) -> Response {
    if app.settings.token.is_none() {
        return Redirect::to("/").into_response();
    }
    as_html(form(false)).respond(&headers)
}

/// What a visitor writes down.
#[derive(Deserialize)]
pub(crate) struct Given {
    token: String,
}

/// `POST /enter`
pub(crate) async fn entered(
    State(app): State<App>,
    given: Result<Form<Given>, FormRejection>,
) -> Result<Response, Problem> {
    let Form(Given { token }) = given.map_err(|e| Problem::unread(e.status(), e.body_text(), BODY))?;
    if knows(&app, token.trim()).await {
        let cookie = format!("{COOKIE}={}; HttpOnly; SameSite=Strict; Path=/", app.session);
        return Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response());
    }
    let mut response = as_html(form(true)).respond(&HeaderMap::new());
    *response.status_mut() = StatusCode::UNAUTHORIZED;
    Ok(response)
}

fn form(wrong: bool) -> Markup {
    layout(
        "Enter",
        Here::Elsewhere,
        html! {
            section.failure {
                h1 { "Who is there?" }
                p { "This server answers those who know its token." }
                @if wrong { p.wrong role="alert" { "That is not it." } }
                form.chooser action="/enter" method="post" {
                    input type="password" name="token" aria-label="Token" autocomplete="current-password" required autofocus;
                    button type="submit" { "Enter" }
                }
            }
        },
    )
}

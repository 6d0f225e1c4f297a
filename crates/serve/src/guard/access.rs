//! Who may read, where a token is asked for: programs send it with each request, people write it down once and carry a
//! proof of it that is other in each run.

use super::{is_for_programs, same};
use crate::page::address;
use crate::problem::Problem;
use crate::state::App;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use std::time::Duration;

/// The cookie that holds the proof.
pub(crate) const COOKIE: &str = "rolecall";
/// How long somebody who was wrong waits.
const WRONG: Duration = Duration::from_millis(400);

/// Lets pass whoever knows the token, where there is one.
pub(crate) async fn known(State(app): State<App>, request: Request, next: Next) -> Response {
    let Some(token) = &app.settings.token else { return next.run(request).await };
    let path = request.uri().path();
    let open = path == "/enter" || path.starts_with("/asset/");
    if open || bears(request.headers(), token) || carries(request.headers(), &app.session) {
        return next.run(request).await;
    }
    if request.headers().contains_key(header::AUTHORIZATION) {
        tokio::time::sleep(WRONG).await;
    }
    if is_for_programs(request.uri()) {
        let problem = Problem::new(StatusCode::UNAUTHORIZED, "send the server's token: `Authorization: Bearer TOKEN`");
        let mut response = problem.into_response();
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        return response;
    }
    // Whoever was sent an address gets there once they are known.
    let wanted = request.uri().path_and_query().filter(|_| request.method().is_safe());
    let wanted = wanted.map_or("", |wanted| wanted.as_str());
    Redirect::to(&address("/enter", &[("to", if wanted == "/" { "" } else { wanted })])).into_response()
}

/// Whether `given` is the token; waits where it is not.
pub(crate) async fn enter(app: &App, given: &str) -> bool {
    let knows = app.settings.token.as_ref().is_some_and(|token| same(given, token));
    if !knows {
        tokio::time::sleep(WRONG).await;
    }
    knows
}

fn bears(headers: &HeaderMap, token: &str) -> bool {
    let sent = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    sent.and_then(|value| value.strip_prefix("Bearer ")).is_some_and(|sent| same(sent.trim(), token))
}

fn carries(headers: &HeaderMap, session: &str) -> bool {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.any(|(name, value)| name == COOKIE && same(value, session))
}

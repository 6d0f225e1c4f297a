//! A problem, as a page.

use super::layout::{Here, layout};
use super::part::plain;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::Response;
use maud::html;

/// Bytes of a problem; they are our own and short.
const MOST: usize = 64 << 10;

/// The page for a response that holds a [`crate::problem::Problem`] as JSON.
pub(crate) async fn failure(asked: &Uri, response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let told = to_bytes(body, MOST).await.ok();
    let told = told.and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok());
    let detail = told.as_ref().and_then(|problem| problem.get("detail")?.as_str()).unwrap_or_default();
    let title = parts.status.canonical_reason().unwrap_or("Problem");
    let page = layout(
        title,
        Here::Elsewhere,
        html! {
            section.failure {
                p.code { (parts.status.as_u16()) }
                h1 { (in_words(parts.status)) }
                p { (plain(&sentence(detail))) }
                @match back(asked) {
                    Some((address, name)) => { p { a.button href=(address) { "Back to " (name) } } }
                    None => { p { a.button href="/" { "Ask a question" } } }
                }
            }
        },
    );
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    Response::from_parts(parts, Body::from(page.into_string()))
}

/// Where somebody came from who sent a form or asked for something below it.
fn back(asked: &Uri) -> Option<(&'static str, &'static str)> {
    match asked.path() {
        path if path.starts_with("/corpus/") => Some(("/corpus", "the corpus")),
        path if path.starts_with("/article/") => Some(("/corpus", "the articles")),
        path if path.starts_with("/role/") => Some(("/roles", "the roles")),
        "/matrix" | "/matrix.csv" => Some(("/matrix", "the tasks")),
        _ => None,
    }
}

/// A problem's detail, which begins small and has no full stop, as a sentence.
fn sentence(detail: &str) -> String {
    let mut letters = detail.chars();
    let first = letters.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default();
    let stop = if detail.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}

fn in_words(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "Nothing stands here",
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => "This cannot be taken",
        StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED | StatusCode::MISDIRECTED_REQUEST => "Not from here",
        StatusCode::PAYLOAD_TOO_LARGE | StatusCode::URI_TOO_LONG => "This is too much",
        StatusCode::CONFLICT => "Somebody else is at it",
        StatusCode::SERVICE_UNAVAILABLE => "One moment",
        status if status.is_server_error() => "This went wrong",
        _ => "This does not work",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Problem;
    use axum::response::IntoResponse;

    #[tokio::test]
    async fn a_problem_is_told_on_a_page_and_none_of_it_becomes_markup() {
        let asked = Uri::from_static("/role/b");
        let response = failure(&asked, Problem::missing("no <b>role</b>").into_response()).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
        let body = to_bytes(response.into_body(), MOST).await.unwrap();
        let page = String::from_utf8_lossy(&body).into_owned();
        assert!(page.contains("No &lt;b&gt;role&lt;/b&gt;") && page.contains("Nothing stands here"), "{page}");
        assert!(page.contains("href=\"/roles\""), "the way back: {page}");
    }
}

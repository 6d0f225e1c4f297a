//! The API's description (OpenAPI 3.1), made of the types that it sends.

use super::{answer, articles, changes, health, matrix, roles, statements};
use crate::problem::Problem;
use crate::state::Made;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::Value;
use std::sync::LazyLock;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{IntoResponses, Modify, OpenApi};

/// What every request can come to besides.
#[derive(IntoResponses)]
#[allow(dead_code, reason = "it only describes")]
pub(super) enum Refusals {
    /// It is as it was when it was given the `ETag` that `If-None-Match` names
    #[response(status = 304)]
    Unchanged,
    /// Something in the request is not what it should be
    #[response(status = 400, content_type = "application/problem+json")]
    Asked(Problem),
    /// The server asks for a token
    #[response(status = 401, content_type = "application/problem+json")]
    Unknown(Problem),
    /// It is not there
    #[response(status = 404, content_type = "application/problem+json")]
    Missing(Problem),
    /// The address does not take requests of that kind
    #[response(status = 405, content_type = "application/problem+json")]
    Method(Problem),
    /// The server is not known by the name in `Host`
    #[response(status = 421, content_type = "application/problem+json")]
    Named(Problem),
    /// The address is too long
    #[response(status = 414, content_type = "application/problem+json")]
    Long(Problem),
    /// Too much is asked at once, or the index is just being made anew: come again after `Retry-After`
    #[response(status = 503, content_type = "application/problem+json")]
    Busy(Problem),
}

/// How a request that changes something can go wrong besides.
#[derive(IntoResponses)]
#[allow(dead_code, reason = "it only describes")]
pub(super) enum Changing {
    /// The token for writing is missing or wrong, or the server changes nothing
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(Problem),
    /// Another run is under way
    #[response(status = 409, content_type = "application/problem+json")]
    Busy(Problem),
    /// It is too large
    #[response(status = 413, content_type = "application/problem+json")]
    Large(Problem),
    /// What was sent is no JSON
    #[response(status = 415, content_type = "application/problem+json")]
    Kind(Problem),
    /// It is no article, or must not be removed
    #[response(status = 422, content_type = "application/problem+json")]
    Unwanted(Problem),
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Rolecall",
        description = "Who does what? Roles, the sentences that prove it, and where they stand. Fields are added to answers, never \
                       silently changed."
    ),
    components(schemas(Problem)),
    modifiers(&Tokens),
    security((), ("reading" = [])),
    paths(
        answer::answer,
        answer::compare,
        matrix::matrix,
        roles::roles,
        roles::role,
        articles::articles,
        articles::article,
        statements::statements,
        changes::add,
        changes::remove,
        changes::ingest,
        health::health,
        health::metrics,
    )
)]
struct Description;

/// What a request may have to know.
struct Tokens;

impl Modify for Tokens {
    fn modify(&self, description: &mut utoipa::openapi::OpenApi) {
        let components = description.components.get_or_insert_default();
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer);
        let reading = bearer.description(Some("Of a server that was started with `--token-file`."));
        components.add_security_scheme("reading", SecurityScheme::Http(reading.build()));
        let told = "For what changes something, of a server that was started with `--write-token-file`.";
        let writing = ApiKeyValue::with_description("X-Write-Token", told);
        components.add_security_scheme("writing", SecurityScheme::ApiKey(ApiKey::Header(writing)));
    }
}

static DESCRIPTION: LazyLock<Value> = LazyLock::new(|| {
    let mut description = serde_json::to_value(Description::openapi()).unwrap_or_default();
    without_links(&mut description);
    description
});

static DOCUMENT: LazyLock<Result<Made, Problem>> = LazyLock::new(|| Made::json(description()));

/// The description.
pub(crate) fn description() -> &'static Value {
    &DESCRIPTION
}

/// Descriptions come from those of types, whose links lead nowhere outside the code: "[`crate::Answer::asking`]" becomes "`asking`".
fn without_links(value: &mut Value) {
    match value {
        Value::Object(fields) => fields.values_mut().for_each(without_links),
        Value::Array(all) => all.iter_mut().for_each(without_links),
        Value::String(text) if text.contains("[`") => {
            let mut pieces = text.split("[`");
            let first = pieces.next().unwrap_or_default().to_owned();
            *text = pieces.fold(first, |said, piece| {
                let (link, rest) = piece.split_once("`]").unwrap_or((piece, ""));
                format!("{said}`{}`{rest}", link.rsplit("::").next().unwrap_or(link))
            });
        }
        _ => {}
    }
}

/// `GET /api/v1/openapi.json`
pub(super) async fn document(headers: HeaderMap) -> Result<Response, Problem> {
    DOCUMENT.as_ref().map(|made| made.respond(&headers)).map_err(Clone::clone)
}

//! The HTTP API, a file for each thing that can be asked for. Answers are those of `search --json`; lists come in pages; what
//! goes wrong is told as RFC 9457 has it.

mod answer;
mod articles;
mod changes;
mod cursor;
mod description;
mod health;
mod matrix;
mod roles;
mod statements;

pub(crate) use description::description;

use crate::state::App;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

/// The addresses of the API.
pub(crate) fn router() -> Router<App> {
    Router::new()
        .route("/api/v1/answer", get(answer::answer))
        .route("/api/v1/compare", get(answer::compare))
        .route("/api/v1/matrix", get(matrix::matrix))
        .route("/api/v1/roles", get(roles::roles))
        .route("/api/v1/roles/{id}", get(roles::role))
        .route(
            "/api/v1/articles",
            get(articles::articles).post(changes::add).layer(DefaultBodyLimit::max(changes::MOST_BYTES)),
        )
        .route("/api/v1/articles/{id}", get(articles::article).delete(changes::remove))
        .route("/api/v1/statements", get(statements::statements))
        .route("/api/v1/ingest", post(changes::ingest))
        .route("/api/v1/health", get(health::health))
        .route("/api/v1/openapi.json", get(description::document))
        .route("/metrics", get(health::metrics))
}

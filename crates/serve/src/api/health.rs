//! `/api/v1/health` and `/metrics`.

use super::description::Refusals;
use crate::state::App;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// How the server is.
#[derive(Serialize, ToSchema)]
pub(super) struct Health {
    /// `ok`.
    status: &'static str,
    /// The version of the program.
    version: &'static str,
    /// Counts the runs of ingest that changed something.
    generation: u64,
    /// Articles in the index.
    articles: usize,
    /// Statements in the index.
    statements: usize,
    /// Roles in the index.
    roles: usize,
    /// The sentence model by which questions are understood in other words; none where they are answered by words alone.
    model: Option<String>,
}

/// Tell how the server is
#[utoipa::path(
    get, path = "/api/v1/health",
    responses((status = 200, description = "It answers", body = Health), Refusals)
)]
pub(super) async fn health(State(app): State<App>) -> Json<Health> {
    let snapshot = app.snapshot();
    let reader = snapshot.reader();
    Json(Health {
        status: "ok",
        version: env!("CARGO_PKG_VERSION"),
        generation: reader.generation(),
        articles: reader.article_count(),
        statements: reader.statement_count(),
        roles: snapshot.roles().len(),
        model: snapshot.searcher().model().map(str::to_owned),
    })
}

/// Count for Prometheus
#[utoipa::path(
    get, path = "/metrics",
    responses((status = 200, description = "Figures as text of OpenMetrics", body = String, content_type = "application/openmetrics-text"), Refusals)
)]
pub(super) async fn metrics(State(app): State<App>) -> Response {
    const KIND: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, HeaderValue::from_static(KIND))], app.metrics.text()).into_response()
}

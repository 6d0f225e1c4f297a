//! Counts every request, and turns problems into pages for those who read them.

use super::is_for_programs;
use crate::page;
use crate::state::App;
use axum::extract::{MatchedPath, Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;
use std::time::Instant;

/// Counts a request and its answer.
pub(crate) async fn seen(State(app): State<App>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    // Not the address itself, of which there are as many as there are visitors with ideas.
    let route = request.extensions().get::<MatchedPath>().map_or("elsewhere", MatchedPath::as_str).to_owned();
    let for_people = !is_for_programs(request.uri());
    app.metrics.in_flight.inc();
    let response = next.run(request).await;
    app.metrics.in_flight.dec();
    app.metrics.count(&route, response.status().as_u16(), begun.elapsed());
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if for_people && kind == Some("application/problem+json") { page::failure(response).await } else { response }
}

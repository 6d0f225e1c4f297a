//! Counts every request, and turns problems into pages for those who read them.

use super::is_for_programs;
use crate::page;
use crate::problem::Problem;
use crate::state::App;
use axum::body::to_bytes;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use prometheus_client::metrics::gauge::Gauge;
use std::time::Instant;

/// Bytes of what a library says of a request that it cannot read.
const MOST: usize = 4 << 10;
const PROBLEM: &str = "application/problem+json";

/// Counts a request and its answer.
pub(crate) async fn seen(State(app): State<App>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    // Not the address itself, of which there are as many as there are visitors with ideas.
    let route = request.extensions().get::<MatchedPath>().map_or("elsewhere", MatchedPath::as_str).to_owned();
    let for_people = !is_for_programs(request.uri());
    let uri = request.uri().clone();
    let in_flight = InFlight::begin(&app.metrics.in_flight);
    let response = problem(next.run(request).await).await;
    drop(in_flight);
    app.metrics.count(&route, response.status().as_u16(), begun.elapsed());
    if for_people && kind(&response) == Some(PROBLEM) { page::failure(&uri, response).await } else { response }
}

fn kind(response: &Response) -> Option<&str> {
    response.headers().get(header::CONTENT_TYPE)?.to_str().ok()
}

/// Whatever went wrong, told in the one way: what a library answers by itself becomes a problem, too.
async fn problem(response: Response) -> Response {
    let status = response.status();
    let wrong = status.is_client_error() || status.is_server_error();
    let plain = kind(&response).is_none_or(|kind| kind.starts_with("text/plain"));
    if !wrong || !plain {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let said = to_bytes(body, MOST).await.unwrap_or_default();
    let said = String::from_utf8_lossy(&said).trim().to_owned();
    let said = if said.is_empty() { status.canonical_reason().unwrap_or("it cannot be done").to_owned() } else { said };
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM));
    Response::from_parts(parts, Problem::new(status, said).body().into())
}

/// A request that is being answered: counted until it is, or until whoever asked goes away.
struct InFlight(Gauge);

impl InFlight {
    fn begin(gauge: &Gauge) -> Self {
        gauge.inc();
        Self(gauge.clone())
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.dec();
    }
}

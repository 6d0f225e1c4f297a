//! How much may be asked at once, how long an address may be, and how long an answer may take.

use crate::problem::Problem;
use crate::state::App;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::time::Duration;

/// Requests that are answered at once; further ones are told to come again.
pub(crate) const MOST_IN_FLIGHT: usize = 512;
/// Bytes of an address.
const ADDRESS: usize = 8 << 10;
/// How long an answer may take. Changes may take longer, as reading many articles does.
const TIME: Duration = Duration::from_secs(30);
const CHANGES: Duration = Duration::from_secs(600);

/// Keeps to the limits.
pub(crate) async fn limits(State(app): State<App>, request: Request, next: Next) -> Response {
    let address = request.uri().path().len() + request.uri().query().map_or(0, str::len);
    if address > ADDRESS {
        let why = format!("the address has more than {ADDRESS} bytes: ask something shorter");
        return Problem::new(StatusCode::URI_TOO_LONG, why).into_response();
    }
    let Ok(_place) = app.in_flight.clone().try_acquire_owned() else { return Problem::busy().into_response() };
    let time = if request.method().is_safe() { TIME } else { CHANGES };
    match tokio::time::timeout(time, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            let why = "answering took too long: ask for less, or try again in a moment";
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, why).into_response()
        }
    }
}

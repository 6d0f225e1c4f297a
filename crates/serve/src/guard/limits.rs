//! How much may be asked at once, how long an address may be, how fast must be sent, and how long an answer may take.

use super::brisk::brisk;
use crate::problem::Problem;
use crate::state::App;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::time::Duration;

/// Requests for something to read that are answered at once; further ones are told to come again,
pub(crate) const MOST_READING: usize = 512;
/// and requests that bring something.
pub(crate) const MOST_BRINGING: usize = 16;
/// Those who write down the token, whom nobody knows yet: they keep nobody from anything but that, and not for long.
pub(crate) const MOST_ENTERING: usize = 64;
/// Bytes of an address. The tasks of a matrix stand in one.
const ADDRESS: usize = 16 << 10;
/// How long an answer may take. Changes may take longer, as reading many articles does.
const TIME: Duration = Duration::from_secs(30);
const CHANGES: Duration = Duration::from_secs(600);
const ENTERING: Duration = Duration::from_secs(5);

/// Keeps to the limits.
pub(crate) async fn limits(State(app): State<App>, request: Request, next: Next) -> Response {
    let address = request.uri().path().len() + request.uri().query().map_or(0, str::len);
    if address > ADDRESS {
        let why = format!("the address has more than {ADDRESS} bytes: ask something shorter");
        return Problem::new(StatusCode::URI_TOO_LONG, why).into_response();
    }
    let reads = request.method().is_safe();
    let (places, time) = match request.uri().path() {
        _ if reads => (&app.reading, TIME),
        "/enter" => (&app.entering, ENTERING),
        _ => (&app.bringing, CHANGES),
    };
    let Ok(_place) = places.clone().try_acquire_owned() else { return Problem::busy().into_response() };
    let request = if reads { request } else { request.map(brisk) };
    match tokio::time::timeout(time, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            let why = "answering took too long: ask for less, or try again in a moment";
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, why).into_response()
        }
    }
}

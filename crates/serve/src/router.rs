//! Which address is whose.

use crate::problem::Problem;
use crate::state::App;
use crate::{api, asset, guard, page};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use std::any::Any;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

/// Bytes of what is sent, for all but the addresses that take articles.
pub(crate) const BODY: usize = 64 << 10;

/// Everything that can be asked of an `app`. The first guard that a request meets is the last one here.
pub fn router(app: App) -> Router {
    app.offer_examples();
    let pages = Router::new()
        .route("/", get(page::ask))
        .route("/roles", get(page::roles))
        .route("/role/{id}", get(page::role))
        .route("/article/{id}", get(page::article))
        .route("/compare", get(page::compare))
        .route("/matrix", get(page::matrix))
        .route("/matrix.csv", get(page::sheet))
        .route("/corpus", get(page::corpus))
        .route("/corpus/add", post(page::add).layer(DefaultBodyLimit::max(page::MOST_BYTES)))
        .route("/corpus/remove", post(page::remove))
        .route("/corpus/read", post(page::read_again))
        .route("/enter", get(page::enter).post(page::entered))
        .route("/events", get(page::events))
        .route("/api", get(page::reference))
        .route("/asset/{name}", get(asset::get))
        .route("/favicon.ico", get(asset::icon));
    Router::new()
        .merge(pages)
        .merge(api::router())
        .fallback(nowhere)
        .method_not_allowed_fallback(other_method)
        .layer(DefaultBodyLimit::max(BODY))
        .layer(from_fn_with_state(app.clone(), guard::limits))
        .layer(from_fn_with_state(app.clone(), guard::known))
        .layer(from_fn_with_state(app.clone(), guard::host))
        .layer(CatchPanicLayer::custom(defect))
        .layer(from_fn_with_state(app.clone(), guard::seen))
        .layer(CompressionLayer::new())
        .layer(from_fn(guard::headers))
        .with_state(app)
}

async fn nowhere() -> Problem {
    Problem::missing("nothing stands at this address: begin at the first page")
}

async fn other_method() -> Problem {
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "this address does not take requests of that kind")
}

fn defect(_: Box<dyn Any + Send>) -> Response {
    let why = "this met a defect of the program: please report it";
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, why).into_response()
}

//! `/api/v1/answer` and `/api/v1/compare`.

use super::description::Refusals;
use crate::asked::Asked;
use crate::problem::Problem;
use crate::wanted::Wanted;
use axum::response::Response;
use rolecall_search::Answer;
use utoipa::IntoParams;

/// Answer a question
///
/// The same object that `search --json` prints. Where `abstained` is true no article says it; `answers` and `closest` then
/// hold the roles and the statements that come nearest. All ranges are bytes of UTF-8.
#[utoipa::path(
    get, path = "/api/v1/answer", params(Asked),
    responses((status = 200, description = "The answer", body = Answer), Refusals)
)]
pub(super) async fn answer(wanted: Wanted) -> Result<Response, Problem> {
    let asked = Asked::read(wanted.query())?;
    wanted.json(move |snapshot| snapshot.ask(&asked)).await
}

/// Roles to be set against each other.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "it only describes")]
pub(super) struct Roles {
    /// Ids or names of two to four roles.
    #[param(min_items = 2, max_items = 4)]
    role: Vec<String>,
}

/// Set roles against each other
///
/// What is said of each alone, what of more than one, what articles disagree on, and facts.
#[utoipa::path(
    get, path = "/api/v1/compare", params(Roles),
    responses((status = 200, description = "An answer of the form `compare`", body = Answer), Refusals)
)]
pub(super) async fn compare(wanted: Wanted) -> Result<Response, Problem> {
    let names = wanted.named("role");
    wanted.json(move |snapshot| snapshot.compare(&names)).await
}

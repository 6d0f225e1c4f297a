//! `/api/v1/matrix`.

use super::description::Refusals;
use crate::asked::tasks;
use crate::problem::Problem;
use crate::wanted::Wanted;
use axum::response::Response;
use rolecall_search::Matrix;
use utoipa::IntoParams;

/// Tasks of a matrix.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "it only describes")]
pub(super) struct Tasks {
    /// A task, such as `set up the microphones`; one for each row.
    #[param(min_items = 1, max_items = 60)]
    task: Vec<String>,
}

/// Make a responsibility matrix
///
/// A row for each task: who does it, decides on it, helps with it, or is asked about it, with the sentences that say so. What
/// `search raci --json` prints.
#[utoipa::path(
    get, path = "/api/v1/matrix", params(Tasks),
    responses((status = 200, description = "The matrix", body = Matrix), Refusals)
)]
pub(super) async fn matrix(wanted: Wanted) -> Result<Response, Problem> {
    let tasks = tasks(wanted.query());
    wanted.json(move |snapshot| snapshot.matrix(&tasks)).await
}

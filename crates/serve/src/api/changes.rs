//! What changes something: articles in and out, and another look at the folders.

use super::description::{Changing, Refusals};
use crate::Kept;
use crate::asked::Id;
use crate::guard::Writer;
use crate::problem::Problem;
use crate::state::App;
use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Bytes of an article that is sent as JSON.
pub(super) const MOST_BYTES: usize = 16 << 20;

/// An article to be added.
#[derive(Deserialize, ToSchema)]
pub(super) struct New {
    /// What it is called; the name of a file, or a title.
    name: String,
    /// HTML, Markdown, plain text or a table of roles and tasks.
    #[schema(min_length = 1)]
    text: String,
}

/// What a run did.
#[derive(Serialize, ToSchema)]
pub(super) struct Done {
    /// The articles that were added or removed, by path.
    paths: Vec<String>,
    /// What was done, in a line or two.
    said: String,
    /// Files that could not be taken.
    problems: Vec<Untaken>,
}

/// A file that could not be taken.
#[derive(Serialize, ToSchema)]
pub(super) struct Untaken {
    /// Its path.
    path: String,
    /// Why.
    reason: String,
}

impl From<Kept> for Done {
    fn from(kept: Kept) -> Self {
        let problems = kept.problems.into_iter().map(|(path, reason)| Untaken { path, reason }).collect();
        Self { paths: kept.paths, said: kept.said, problems }
    }
}

/// Add an article
///
/// Needs the token for writing in `X-Write-Token`.
#[utoipa::path(
    post, path = "/api/v1/articles", request_body = New,
    security(("writing" = []), ("writing" = [], "reading" = [])),
    responses((status = 201, description = "It is in the index", body = Done), Refusals, Changing)
)]
pub(super) async fn add(
    _: Writer,
    State(app): State<App>,
    new: Result<Json<New>, JsonRejection>,
) -> Result<Response, Problem> {
    let Json(New { name, text }) = new.map_err(|e| Problem::unread(e.status(), e.body_text(), MOST_BYTES))?;
    if text.trim().is_empty() {
        return Err(Problem::asked("text: there is nothing in it"));
    }
    let kept = app.change(move |keeper, told| keeper.add(&[(name, text.into_bytes())], told)).await?;
    Ok((StatusCode::CREATED, Json(Done::from(kept))).into_response())
}

/// Remove an article
///
/// Only one that was added here, not one that lies in a folder of somebody's. Needs the token for writing in `X-Write-Token`.
#[utoipa::path(
    delete, path = "/api/v1/articles/{id}", params(("id" = String, Path, description = "The id of an article")),
    security(("writing" = []), ("writing" = [], "reading" = [])),
    responses((status = 200, description = "It is gone", body = Done), Refusals, Changing)
)]
pub(super) async fn remove(_: Writer, State(app): State<App>, Id(id): Id) -> Result<Json<Done>, Problem> {
    let snapshot = app.snapshot();
    let path = crate::state::blocking(move || snapshot.article(&id).map(|record| record.article.path)).await??;
    let kept = app.change(move |keeper, told| keeper.remove(&path, told)).await?;
    Ok(Json(kept.into()))
}

/// Look at all folders again
///
/// What is new, changed, moved or gone. Needs the token for writing in `X-Write-Token`.
#[utoipa::path(
    post, path = "/api/v1/ingest",
    security(("writing" = []), ("writing" = [], "reading" = [])),
    responses((status = 200, description = "The index is as the folders are", body = Done), Refusals, Changing)
)]
pub(super) async fn ingest(_: Writer, State(app): State<App>) -> Result<Json<Done>, Problem> {
    Ok(Json(app.change(|keeper, told| keeper.read_again(told)).await?.into()))
}

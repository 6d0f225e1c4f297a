//! What the corpus page's forms send.

use crate::guard::{may_write, of_same_origin};
use crate::problem::Problem;
use crate::router::BODY;
use crate::state::App;
use axum::extract::multipart::{Field, MultipartError, MultipartRejection};
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Multipart, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

/// Bytes of all that is brought at once.
pub(crate) const MOST_BYTES: usize = 64 << 20;
/// Bytes of a token.
const LINE: usize = 1 << 10;
/// Files that are brought at once.
const MOST_FILES: usize = 200;

/// `POST /corpus/add`
pub(crate) async fn add(
    State(app): State<App>,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Problem> {
    of_same_origin(&headers)?;
    let sent = |rejection: MultipartRejection| Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, rejection.body_text());
    let mut form = form.map_err(sent)?;
    let mut token = None;
    let mut name = String::new();
    let mut brought: Vec<(String, Vec<u8>)> = Vec::new();
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        if field.name() == Some("token") {
            token = Some(short(field).await?);
            continue;
        }
        // Forms have the token first: before it is known nothing else is taken in.
        may_write(&app, &headers, token.as_deref())?;
        match field.name().unwrap_or_default() {
            "name" => name = field.text().await.map_err(unreadable)?,
            "text" => {
                let text = field.text().await.map_err(unreadable)?;
                if !text.trim().is_empty() {
                    brought.push((name.clone(), text.into_bytes()));
                }
            }
            "file" => {
                let file = field.file_name().unwrap_or_default().to_owned();
                let content = field.bytes().await.map_err(unreadable)?;
                if !content.is_empty() {
                    brought.push((file, content.to_vec()));
                }
            }
            _ => {}
        }
        if brought.len() > MOST_FILES {
            return Err(Problem::asked(format!("more than {MOST_FILES} files at once: bring them in several goes")));
        }
    }
    may_write(&app, &headers, token.as_deref())?;
    if brought.is_empty() {
        return Err(Problem::asked("there is nothing to add: choose a file, or paste a text"));
    }
    app.change(move |keeper, told| keeper.add(&brought, told)).await?;
    Ok(Redirect::to("/corpus").into_response())
}

/// The text of a field that is a line at most; the beginning of a longer one, of which no more is taken in.
async fn short(mut field: Field<'_>) -> Result<String, Problem> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(unreadable)?
        && bytes.len() < LINE
    {
        bytes.extend_from_slice(&chunk[..chunk.len().min(LINE)]);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// What a form sends that removes an article.
#[derive(Deserialize)]
pub(crate) struct Remove {
    token: String,
    path: String,
}

/// `POST /corpus/remove`
pub(crate) async fn remove(
    State(app): State<App>,
    headers: HeaderMap,
    form: Result<Form<Remove>, FormRejection>,
) -> Result<Response, Problem> {
    let Form(Remove { token, path }) = form.map_err(rejected)?;
    may_write(&app, &headers, Some(&token))?;
    app.change(move |keeper, told| keeper.remove(&path, told)).await?;
    Ok(Redirect::to("/corpus").into_response())
}

/// What a form sends that only asks for a run.
#[derive(Deserialize)]
pub(crate) struct Run {
    token: String,
}

/// `POST /corpus/read`
pub(crate) async fn read_again(
    State(app): State<App>,
    headers: HeaderMap,
    form: Result<Form<Run>, FormRejection>,
) -> Result<Response, Problem> {
    let Form(Run { token }) = form.map_err(rejected)?;
    may_write(&app, &headers, Some(&token))?;
    app.change(|keeper, told| keeper.read_again(told)).await?;
    Ok(Redirect::to("/corpus").into_response())
}

fn unreadable(error: MultipartError) -> Problem {
    Problem::unread(error.status(), error.body_text(), MOST_BYTES)
}

fn rejected(rejection: FormRejection) -> Problem {
    Problem::unread(rejection.status(), rejection.body_text(), BODY)
}

//! `/api/v1/articles`.

use super::cursor::Paging;
use super::description::Refusals;
use crate::asked::Id;
use crate::problem::Problem;
use crate::snapshot::Row;
use crate::wanted::Wanted;
use axum::response::Response;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use utoipa::ToSchema;

/// An article and its figures.
#[derive(Serialize, ToSchema)]
pub(super) struct ArticleLine {
    /// Its id.
    id: String,
    /// The corpus' name and the path below it.
    path: String,
    /// Its title.
    title: String,
    /// The address that it gives for itself.
    url: Option<String>,
    /// Who wrote it, as named there.
    author: Option<String>,
    /// When it was published or last changed: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    date: Option<String>,
    /// Words of its text.
    words: usize,
    /// Its statements.
    statements: usize,
    /// Each role that it speaks of, with the number of statements that do.
    roles: BTreeMap<String, usize>,
}

/// A page of articles.
#[derive(Serialize, ToSchema)]
pub(super) struct ArticlePage {
    /// By path.
    items: Vec<ArticleLine>,
    /// The cursor of the page after this one; none where this is the last.
    next: Option<String>,
}

/// An article and its text.
#[derive(Serialize, ToSchema)]
pub(super) struct ArticleText {
    /// The article.
    article: ArticleLine,
    /// Its text; the spans of statements are ranges of its bytes.
    text: String,
    /// What was noticed while reading it.
    noticed: Vec<String>,
}

fn line(row: &Row) -> ArticleLine {
    ArticleLine {
        id: row.id.clone(),
        path: row.path.clone(),
        title: row.title.clone(),
        url: row.url.clone(),
        author: row.author.clone(),
        date: row.date.clone(),
        words: row.words,
        statements: row.statements,
        roles: row.roles.clone(),
    }
}

/// List the articles
#[utoipa::path(
    get, path = "/api/v1/articles", params(Paging),
    responses((status = 200, description = "A page of articles", body = ArticlePage), Refusals)
)]
pub(super) async fn articles(wanted: Wanted) -> Result<Response, Problem> {
    let paging = Paging::read(wanted.query())?;
    wanted
        .json(move |snapshot| {
            let (page, next) = paging.of(&snapshot.overview()?.rows, |row| row.path.clone());
            Ok(ArticlePage { items: page.iter().map(line).collect(), next })
        })
        .await
}

/// Give an article's text
#[utoipa::path(
    get, path = "/api/v1/articles/{id}", params(("id" = String, Path, description = "The id of an article")),
    responses((status = 200, description = "The article and its text", body = ArticleText), Refusals)
)]
pub(super) async fn article(Id(id): Id, wanted: Wanted) -> Result<Response, Problem> {
    wanted
        .json(move |snapshot| {
            let record = snapshot.article(&id)?;
            let text = record.article.text.clone();
            // Of this one alone: an index may have a hundred thousand.
            let row = Row::of(snapshot, record, &mut HashMap::new());
            Ok(ArticleText { article: line(&row), text, noticed: row.noticed })
        })
        .await
}

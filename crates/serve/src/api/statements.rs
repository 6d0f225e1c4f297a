//! `/api/v1/statements`.

use super::cursor::{Paging, encoded};
use super::description::Refusals;
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use crate::wanted::Wanted;
use axum::response::Response;
use rolecall_record::{Article, FoundBy, Kind, Span, Statement, Strength};
use rolecall_search::ArticleRef;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

/// A statement; what `search statements --json` prints.
#[derive(Serialize, ToSchema)]
pub(super) struct StatementLine {
    /// Where it stands.
    article: ArticleRef,
    /// Verbatim.
    text: String,
    /// What it is.
    kind: Kind,
    /// The headings above it, outermost first.
    heading: Vec<String>,
    /// Byte range in the article's stored text.
    span: Span,
    /// The roles that it speaks of, the most certain first.
    roles: Vec<Mentioned>,
}

/// A role on a statement.
#[derive(Serialize, ToSchema)]
pub(super) struct Mentioned {
    /// Its preferred name.
    role: String,
    /// As written there.
    name: String,
    /// How it was found.
    found_by: FoundBy,
    /// What it has to do with the deed.
    strength: Strength,
}

/// A page of statements.
#[derive(Serialize, ToSchema)]
pub(super) struct StatementPage {
    /// By article, in the article's order.
    items: Vec<StatementLine>,
    /// The cursor of the page after this one; none where this is the last.
    next: Option<String>,
}

/// Whose statements.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code, reason = "it only describes")]
pub(super) struct Whose {
    /// Only those of the article with this id or path.
    #[param(value_type = String, required = false)]
    article: Option<String>,
}

/// List the statements
#[utoipa::path(
    get, path = "/api/v1/statements", params(Whose, Paging),
    responses((status = 200, description = "A page of statements", body = StatementPage), Refusals)
)]
pub(super) async fn statements(wanted: Wanted) -> Result<Response, Problem> {
    let paging = Paging::read(wanted.query())?;
    let article = wanted.named("article").into_iter().next();
    wanted.json(move |snapshot| page(snapshot, article.as_deref(), &paging)).await
}

/// The page behind an article's path and a statement's span there, as a cursor has them: neither changes while the article does not.
fn page(snapshot: &Snapshot, article: Option<&str>, paging: &Paging) -> Result<StatementPage, Problem> {
    let (last_path, last_span) = match &paging.cursor {
        None => ("", None),
        Some(cursor) => {
            let span = |at: &str| {
                let (start, end) = at.split_once(' ')?;
                Some((start.parse::<usize>().ok()?, end.parse::<usize>().ok()?))
            };
            let parts = cursor.rsplit_once('\n').and_then(|(path, at)| Some((path, span(at)?)));
            let wrong = || Problem::asked("cursor: give what the page before has as `next`");
            parts.map(|(path, span)| (path, Some(span))).ok_or_else(wrong)?
        }
    };
    // Of one article, nobody asks for the others.
    let one = article.map(|id| snapshot.article(id)).transpose()?;
    let heads = if one.is_none() { snapshot.heads()? } else { Vec::new() };
    let places: Vec<(&str, &str)> = match &one {
        Some(record) => vec![(&record.article.path, &record.article.id)],
        None => heads.iter().map(|head| (head.path.as_str(), head.id.as_str())).collect(),
    };
    let mut items: Vec<StatementLine> = Vec::new();
    let mut at = String::new();
    for &(path, id) in places.iter().filter(|(path, _)| *path >= last_path) {
        let Some(record) = snapshot.reader().article(id)? else { continue };
        let place = |statement: &Statement| (statement.span.start, statement.span.end);
        let last = last_span.filter(|_| path == last_path);
        let mut statements: Vec<&Statement> = record.statements.iter().collect();
        statements.sort_by_key(|statement| place(statement));
        for statement in statements.into_iter().filter(|statement| last.is_none_or(|last| place(statement) > last)) {
            if items.len() == paging.limit {
                return Ok(StatementPage { items, next: Some(encoded(&at)) });
            }
            items.push(line(snapshot, &record.article, statement));
            at = format!("{path}\n{} {}", statement.span.start, statement.span.end);
        }
    }
    Ok(StatementPage { items, next: None })
}

fn line(snapshot: &Snapshot, article: &Article, statement: &Statement) -> StatementLine {
    StatementLine {
        article: ArticleRef {
            id: article.id.clone(),
            title: article.title.clone(),
            path: article.path.clone(),
            url: article.url.clone(),
        },
        text: statement.text.clone(),
        kind: statement.kind,
        heading: statement.heading.to_vec(),
        span: statement.span,
        roles: statement
            .roles
            .iter()
            .map(|mention| Mentioned {
                role: snapshot.names().preferred(&mention.role),
                name: mention.name.clone(),
                found_by: mention.found_by,
                strength: mention.strength,
            })
            .collect(),
    }
}

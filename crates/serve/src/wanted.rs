//! A request for something that is made of the index: a page, JSON, a sheet. What was made for its address before is given
//! again, and who has it already is told so.

use crate::asked::pairs;
use crate::page;
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use crate::state::{App, Made};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use maud::Markup;
use serde::Serialize;
use std::convert::Infallible;

/// What is asked for, and of whom.
pub(crate) struct Wanted {
    app: App,
    uri: Uri,
    headers: HeaderMap,
}

impl FromRequestParts<App> for Wanted {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self { app: app.clone(), uri: parts.uri.clone(), headers: parts.headers.clone() })
    }
}

impl Wanted {
    /// The address' query.
    pub(crate) fn query(&self) -> Option<&str> {
        self.uri.query()
    }

    /// What the query has under `name`, as often as it names it; what is left empty is none.
    pub(crate) fn named(&self, name: &str) -> Vec<String> {
        pairs(self.query())
            .filter(|(other, value)| other == name && !value.is_empty())
            .map(|(_, value)| value)
            .collect()
    }

    /// The generation that answers now.
    pub(crate) fn snapshot(&self) -> std::sync::Arc<Snapshot> {
        self.app.snapshot()
    }

    /// What `make` makes, as it goes out.
    pub(crate) async fn made(
        self,
        make: impl FnOnce(&Snapshot) -> Result<Made, Problem> + Send + 'static,
    ) -> Result<Response, Problem> {
        let made = self.app.made(self.uri.to_string(), make).await?;
        Ok(made.respond(&self.headers))
    }

    /// A page.
    pub(crate) async fn page(
        self,
        make: impl FnOnce(&Snapshot) -> Result<Markup, Problem> + Send + 'static,
    ) -> Result<Response, Problem> {
        self.made(|snapshot| Ok(page::html(make(snapshot)?))).await
    }

    /// JSON.
    pub(crate) async fn json<T: Serialize>(
        self,
        make: impl FnOnce(&Snapshot) -> Result<T, Problem> + Send + 'static,
    ) -> Result<Response, Problem> {
        self.made(|snapshot| Made::json(&make(snapshot)?)).await
    }
}

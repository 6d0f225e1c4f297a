//! `/api/v1/roles`.

use super::cursor::Paging;
use super::description::Refusals;
use crate::asked::Id;
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use crate::wanted::Wanted;
use axum::response::Response;
use rolecall_record::{Alias, Role};
use rolecall_search::{Answer, Intent};
use serde::Serialize;
use utoipa::ToSchema;

/// A role of the corpus.
#[derive(Serialize, ToSchema)]
pub(super) struct RoleLine {
    /// Its id in addresses.
    id: String,
    /// Its preferred name.
    name: String,
    /// Every name of it, each but the preferred one with why it is one.
    aliases: Vec<Alias>,
    /// In how many articles it is spoken of.
    articles: usize,
    /// How many statements speak of it.
    statements: usize,
}

/// A page of roles.
#[derive(Serialize, ToSchema)]
pub(super) struct RolePage {
    /// By name.
    items: Vec<RoleLine>,
    /// The cursor of the page after this one; none where this is the last.
    next: Option<String>,
}

/// A role and all that is said of it.
#[derive(Serialize, ToSchema)]
pub(super) struct RoleProfile {
    /// The role.
    role: RoleLine,
    /// An answer of the form `what`.
    answer: Answer,
}

fn line(snapshot: &Snapshot, role: &Role) -> RoleLine {
    RoleLine {
        id: snapshot.id_of(&role.name),
        name: role.name.clone(),
        aliases: role.aliases.clone(),
        articles: role.articles,
        statements: role.statements,
    }
}

/// List the roles
#[utoipa::path(
    get, path = "/api/v1/roles", params(Paging),
    responses((status = 200, description = "A page of roles", body = RolePage), Refusals)
)]
pub(super) async fn roles(wanted: Wanted) -> Result<Response, Problem> {
    let paging = Paging::read(wanted.query())?;
    wanted
        .json(move |snapshot| {
            let (page, next) = paging.of(snapshot.roles(), |role| role.name.clone());
            Ok(RolePage { items: page.iter().map(|role| line(snapshot, role)).collect(), next })
        })
        .await
}

/// Tell what is said of a role
#[utoipa::path(
    get, path = "/api/v1/roles/{id}", params(("id" = String, Path, description = "The id of a role, or any name of it")),
    responses((status = 200, description = "The role and its profile", body = RoleProfile), Refusals)
)]
pub(super) async fn role(Id(id): Id, wanted: Wanted) -> Result<Response, Problem> {
    wanted
        .json(move |snapshot| {
            let role = snapshot.role(&id)?;
            Ok(RoleProfile { role: line(snapshot, role), answer: snapshot.told_of(Intent::What, &[&role.name])? })
        })
        .await
}

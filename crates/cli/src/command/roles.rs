//! `search roles`: the roles of the index, and why names were taken for one.

use crate::args::Common;
use crate::opened::Opened;
use crate::{Outcome, Output, render};
use anyhow::Result;
use rolecall_language::terms;
use rolecall_search::Roles;

pub(super) fn run(why: Option<&str>, common: &Common, output: &mut Output) -> Result<Outcome> {
    let index = Opened::open(common.index.as_deref())?;
    let table = index.retrieve().roles();
    let Some(name) = why else {
        if output.json {
            table.roles.iter().try_for_each(|role| output.json_line(role))?;
        } else {
            output.text(&render::role_list(table, output.width))?;
        }
        return Ok(if table.roles.is_empty() { Outcome::NothingFound } else { Outcome::Answered });
    };
    let stems: Vec<String> = terms(name).into_iter().map(|t| t.stem).collect();
    let roles = Roles::new(table);
    let whole = roles.prefix_of(&stems).filter(|(n, _)| *n == stems.len()).map(|(_, role)| role);
    let role = whole.and_then(|preferred| table.roles.iter().find(|r| r.name == preferred));
    let Some(role) = role else {
        crate::exit::report(&format!("no role is called {name}: `search roles` lists them"));
        return Ok(Outcome::NothingFound);
    };
    if output.json {
        output.json_line(role)?;
    } else {
        output.text(&render::why(role))?;
    }
    Ok(Outcome::Answered)
}

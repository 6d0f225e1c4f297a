//! `search statements`: every statement of the index.

use crate::args::Common;
use crate::opened::Opened;
use crate::{Outcome, Output, render};
use anyhow::{Context, Result};
use rolecall_record::{ArticleRecord, FoundBy, Kind, Span, Strength};
use rolecall_search::{ArticleRef, Roles};
use serde::Serialize;

/// A statement as JSON.
#[derive(Serialize)]
struct Line<'r> {
    article: &'r ArticleRef,
    text: &'r str,
    kind: Kind,
    heading: &'r [String],
    span: Span,
    roles: Vec<Role<'r>>,
}

/// A role on it: `role` is canonical, `name` as written.
#[derive(Serialize)]
struct Role<'r> {
    role: String,
    name: &'r str,
    found_by: FoundBy,
    strength: Strength,
}

pub(super) fn run(article: Option<&str>, common: &Common, output: &mut Output) -> Result<Outcome> {
    let reader = Opened::open(common.index.as_deref())?;
    let roles = Roles::new(reader.retrieve().roles());
    if let Some(article) = article {
        let record = reader.article(article)?.with_context(|| {
            format!("no article {article} in the index: give its path as `search statements --json` shows it")
        })?;
        print(&record, &roles, output)?;
        return Ok(Outcome::Answered);
    }
    for record in reader.records()? {
        print(&record?, &roles, output)?;
    }
    Ok(Outcome::Answered)
}

fn print(record: &ArticleRecord, roles: &Roles<'_>, output: &mut Output) -> Result<()> {
    let a = &record.article;
    let article = ArticleRef { id: a.id.clone(), title: a.title.clone(), path: a.path.clone(), url: a.url.clone() };
    if !output.json {
        output.text(&format!("{}\n", render::visible(&a.path)))?;
    }
    for s in &record.statements {
        let mentions = s.roles.iter().map(|m| Role {
            role: roles.preferred(&m.role),
            name: &m.name,
            found_by: m.found_by,
            strength: m.strength,
        });
        if output.json {
            let roles = mentions.collect();
            output.json_line(&Line {
                article: &article,
                text: &s.text,
                kind: s.kind,
                heading: &s.heading,
                span: s.span,
                roles,
            })?;
        } else {
            let roles: Vec<String> =
                mentions.map(|m| format!("{} ({}, {})", m.role, m.strength.as_str(), m.found_by.as_str())).collect();
            let who = if roles.is_empty() { String::new() } else { format!(" [{}]", roles.join("; ")) };
            output.text(&format!("  {}{}: {}\n", s.kind.as_str(), render::visible(&who), render::visible(&s.text)))?;
        }
    }
    Ok(())
}

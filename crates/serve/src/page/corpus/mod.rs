//! `/corpus`: the articles, and the way in and out for them.

mod changes;

pub(crate) use changes::{MOST_BYTES, add, read_again, remove};

use super::address;
use super::html as as_html;
use super::layout::{Here, layout};
use super::part::{chart, counted, plain};
use crate::Kept;
use crate::asked::{between, pairs};
use crate::problem::Problem;
use crate::snapshot::{Row, Snapshot};
use crate::state::App;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::Response;
use maud::{Markup, html};

/// Articles in the table; there may be a hundred thousand.
const MOST: usize = 200;
/// So few articles are found without help.
const FEW: usize = 12;
/// How a form is sent that brings no files.
const PLAIN: &str = "application/x-www-form-urlencoded";
/// Roles named in a row.
const ROLES: usize = 3;

/// `GET /corpus`
pub(crate) async fn corpus(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Result<Response, Problem> {
    let view = View::read(uri.query())?;
    let asked = app.clone();
    // Not kept, as it tells of the last run too.
    let made = app.anew(move |snapshot| Ok(as_html(layout("Corpus", Here::Corpus, made(&asked, snapshot, &view)?))));
    let mut response = made.await?.respond(&headers);
    // Without it a browser that reaches this server by another name than this machine's tells of no form where it comes from.
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    Ok(response)
}

/// Which articles are looked at.
#[derive(Debug, Default)]
struct View {
    /// Only those of which something holds these words.
    find: String,
    /// So many are passed over.
    from: usize,
}

impl View {
    fn read(query: Option<&str>) -> Result<Self, Problem> {
        let mut view = Self::default();
        for (name, value) in pairs(query).filter(|(_, value)| !value.is_empty()) {
            match name.as_str() {
                "find" => view.find = value,
                "from" => view.from = between(&name, &value, 0, usize::MAX)?,
                _ => {}
            }
        }
        Ok(view)
    }

    /// Whether each word stands in an article's title, path, author or one of its roles.
    fn holds(&self, row: &Row) -> bool {
        let author = row.author.as_deref().unwrap_or_default();
        let told = [row.title.as_str(), &row.path, author].into_iter().chain(row.roles.keys().map(String::as_str));
        let told = told.collect::<Vec<_>>().join("\n").to_lowercase();
        self.find.to_lowercase().split_whitespace().all(|word| told.contains(word))
    }

    /// The address of the same view, with so many passed over.
    fn address(&self, from: usize) -> String {
        let from = if from == 0 { String::new() } else { from.to_string() };
        address("/corpus", &[("find", &self.find), ("from", &from)])
    }
}

fn made(app: &App, snapshot: &Snapshot, view: &View) -> Result<Markup, Problem> {
    let overview = snapshot.overview()?;
    Ok(html! {
        section.head {
            h1 { "Corpus" }
            p.quiet data-fresh="count" {
                (counted(overview.rows.len(), "article")) " · " (counted(snapshot.reader().statement_count(), "statement"))
                " · " (counted(snapshot.roles().len(), "role"))
            }
        }
        div data-fresh="said" role="status" { @if let Some(kept) = app.last() { (said(&kept)) } }
        @if app.keeper.is_some() { (ways_in(app)) }
        div data-fresh="articles" data-live="/events" {
            @if overview.rows.is_empty() { p.empty { "No articles yet: add some here, or run " code { "search ingest FOLDER" } "." } } @else { (articles(app, snapshot, &overview.rows, view)) }
            @if !overview.refused.is_empty() {
                section.refused {
                    h2 { "Could not be read" }
                    dl { @for (path, reason) in &overview.refused { dt { code { (plain(path)) } } dd { (plain(reason)) } } }
                }
            }
            (chart(snapshot, overview))
        }
    })
}

/// What the last run did.
fn said(kept: &Kept) -> Markup {
    html! {
        div.said-last {
            @for line in kept.said.lines() { p { (plain(line)) } }
            @if !kept.problems.is_empty() {
                dl { @for (path, reason) in &kept.problems { dt { code { (plain(path)) } } dd { (plain(reason)) } } }
            }
        }
    }
}

/// Add an article, or look at the folders again.
fn ways_in(app: &App) -> Markup {
    html! {
        section.ways data-drop {
            // One form for all that changes something, so that a token is written down once.
            form.add #ways action="/corpus/add" method="post" enctype="multipart/form-data" data-progress {
                h2 { "Add articles" }
                (token(app))
                label.file {
                    span { "Files " small { "or drop them anywhere on this page" } }
                    input type="file" name="file" multiple;
                    small { "Documents, web pages, PDF, tables of roles and tasks, plain text, or a ZIP of them; " (MOST_BYTES >> 20) " MiB at once." }
                }
                details {
                    summary { "or paste a text" }
                    label { span { "Name" } input type="text" name="name" maxlength="200" placeholder="Who feeds the bats" autocomplete="off"; }
                    label { span { "Text" } textarea name="text" rows="8" {} }
                }
                button type="submit" { "Add" }
                progress hidden max="1" value="0" aria-label="Progress" {}
                div.again {
                    button.plain type="submit" formaction="/corpus/read" formenctype=(PLAIN) { "Look at all folders again" }
                }
            }
        }
    }
}

/// What lets a form change something: written down by whoever sends it, where the server was given a token for that.
fn token(app: &App) -> Markup {
    html! {
        @if app.settings.writing.is_some() {
            label.token {
                span { "Token for writing " small { "to add, remove or look again" } }
                input type="password" name="token" autocomplete="current-password" required;
            }
        } @else {
            input type="hidden" name="token" value=(app.writing);
        }
    }
}

fn articles(app: &App, snapshot: &Snapshot, rows: &[Row], view: &View) -> Markup {
    let found: Vec<&Row> = rows.iter().filter(|row| view.holds(row)).collect();
    let from = view.from.min(found.len());
    let shown = &found[from..found.len().min(from.saturating_add(MOST))];
    html! {
        section.articles {
            h2.sr { "Articles" }
            @if rows.len() > FEW || !view.find.is_empty() {
                form.find action="/corpus" role="search" {
                    input type="search" name="find" value=(plain(&view.find)) aria-label="Find articles" autocomplete="off"
                        maxlength="200" placeholder="Title, path, author or role";
                    button.plain type="submit" { "Find" }
                    @if !view.find.is_empty() {
                        p.quiet role="status" { (found.len()) " of " (counted(rows.len(), "article")) " · " a href="/corpus" { "show all" } }
                    }
                }
            }
            div.wide role="region" aria-label="Articles" tabindex="0" {
                table {
                    thead {
                        tr {
                            th scope="col" { "Article" }
                            th scope="col" { "Date" }
                            th.n scope="col" { "Words" }
                            th.n scope="col" { "Statements" }
                            th scope="col" { "Roles" }
                            @if app.keeper.is_some() { th scope="col" { span.sr { "Remove" } } }
                        }
                    }
                    tbody { @for row in shown { (self::row(app, snapshot, row)) } }
                }
            }
            @if found.len() > MOST {
                nav.pairs aria-label="Further articles" {
                    @if from > 0 { a href=(view.address(from.saturating_sub(MOST))) rel="prev" { "Before" } }
                    span.quiet { (from + 1) "–" (from + shown.len()) " of " (found.len()) }
                    @if from + shown.len() < found.len() { a href=(view.address(from + MOST)) rel="next" { "After" } }
                }
            }
        }
    }
}

fn row(app: &App, snapshot: &Snapshot, row: &Row) -> Markup {
    let mut roles: Vec<(&String, &usize)> = row.roles.iter().collect();
    roles.sort_by_key(|(role, statements)| (std::cmp::Reverse(**statements), role.as_str()));
    let brought = app.keeper.as_ref().and_then(|keeper| keeper.brought(&row.path));
    html! {
        tr data-step tabindex="-1" {
            th scope="row" {
                a href={ "/article/" (row.id) } { (plain(&row.title)) }
                small { (plain(&row.path)) }
                // Where there is no room for columns.
                small.figures {
                    @if let Some(date) = &row.date { (plain(date)) " · " }
                    (counted(row.words, "word")) " · " (counted(row.statements, "statement"))
                }
                @for noticed in &row.noticed { small.noticed { (plain(noticed)) } }
            }
            td { @if let Some(date) = &row.date { (plain(date)) } @else { span.quiet { "–" } } }
            td.n { (row.words) }
            td.n { (row.statements) }
            td {
                @for (i, (role, _)) in roles.iter().take(ROLES).enumerate() {
                    @if i > 0 { ", " }
                    a href={ "/role/" (snapshot.id_of(role)) } { (plain(role)) }
                }
                @if roles.len() > ROLES { span.quiet { " and " (roles.len() - ROLES) " more" } }
            }
            @if app.keeper.is_some() {
                td {
                    @if let Some(file) = brought {
                        button.plain type="submit" form="ways" formaction="/corpus/remove" formenctype=(PLAIN) name="path" value=(row.path)
                            title=[(file != row.path).then(|| format!("Removes {file} with all that is in it"))]
                            aria-label={ "Remove " (plain(&row.title)) } { "Remove" }
                    }
                }
            }
        }
    }
}

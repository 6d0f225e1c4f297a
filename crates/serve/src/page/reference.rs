//! `/api`: the API for those who read, made of the same description that programs get.

use super::html as as_html;
use super::layout::{Here, layout};
use crate::api;
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use utoipa::openapi::path::{Operation, Parameter, ParameterIn};
use utoipa::openapi::{OpenApi, RefOr, Required};

static PAGE: LazyLock<String> = LazyLock::new(|| made().into_string());

/// `GET /api`
pub(crate) async fn reference(headers: HeaderMap) -> Response {
    as_html(maud::PreEscaped(PAGE.clone())).respond(&headers)
}

fn made() -> Markup {
    let described = api::description();
    let all: Vec<(&String, &'static str, &Operation)> = described
        .paths
        .paths
        .iter()
        .flat_map(|(path, item)| {
            let methods = [("GET", &item.get), ("POST", &item.post), ("DELETE", &item.delete)];
            methods.into_iter().filter_map(move |(method, operation)| Some((path, method, operation.as_ref()?)))
        })
        .collect();
    let main = html! {
        section.head {
            h1 { "API" }
            p { (described.info.description.as_deref().unwrap_or_default()) }
            p { "For programs: " a href="/api/v1/openapi.json" { code { "/api/v1/openapi.json" } } " (OpenAPI 3.1)." }
        }
        section.operation {
            h2 { "Problems" }
            p.quiet { "What goes wrong is told as RFC 9457 has it: " code { "application/problem+json" } " with status and detail." }
            dl { @for (status, said) in problems(&described) { dt { code { (status) } } dd { (said) } } }
        }
        @for (path, method, operation) in all { (self::operation(path, method, operation)) }
    };
    layout("API", Here::Elsewhere, main)
}

fn operation(path: &str, method: &str, operation: &Operation) -> Markup {
    let all = operation.responses.responses.iter();
    let parameters = operation.parameters.as_deref().unwrap_or_default();
    html! {
        section.operation {
            h2 { span.method { (method) } " " code { (path) } }
            p { (operation.summary.as_deref().unwrap_or_default()) }
            @if let Some(more) = &operation.description { p.quiet { (with_code(more)) } }
            @if !parameters.is_empty() { dl {
                    @for parameter in parameters {
                        @if let RefOr::T(parameter) = parameter { (self::parameter(parameter)) }
                    }
                } }
            p.quiet {
                @for (status, response) in all.clone().filter(|(status, _)| status.starts_with('2')) {
                    code { (status) } " "
                    @if let RefOr::T(response) = response { (with_code(&response.description)) } ". "
                }
                "Problems: "
                @for (i, (status, _)) in all.filter(|(status, _)| !status.starts_with('2')).enumerate() {
                    @if i > 0 { ", " }
                    code { (status) }
                }
                "."
            }
        }
    }
}

/// A text with what stands between two backquotes as code.
fn with_code(text: &str) -> Markup {
    html! {
        @for (i, piece) in text.split('`').enumerate() {
            @if i % 2 == 1 { code { (piece) } } @else { (piece) }
        }
    }
}

/// What each status says, as all addresses have it.
fn problems(described: &OpenApi) -> BTreeMap<String, String> {
    let paths = described.paths.paths.values().flat_map(|item| [&item.get, &item.post, &item.delete]).flatten();
    let responses = paths.flat_map(|operation| &operation.responses.responses);
    let refused = responses.filter(|(status, _)| !status.starts_with('2'));
    let told = refused.filter_map(|(status, response)| match response {
        RefOr::T(response) => Some((status.clone(), response.description.clone())),
        RefOr::Ref(_) => None,
    });
    told.collect()
}

fn parameter(parameter: &Parameter) -> Markup {
    html! {
        dt {
            code { (parameter.name) }
            @if parameter.parameter_in == ParameterIn::Path { " in the path" }
            @if parameter.required == Required::True { " (needed)" }
        }
        dd { (with_code(parameter.description.as_deref().unwrap_or_default())) }
    }
}

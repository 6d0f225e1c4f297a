//! `/api`: the API for those who read, made of the same description that programs get.

use super::html as as_html;
use super::layout::{Here, layout};
use crate::api;
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static PAGE: LazyLock<String> = LazyLock::new(|| made(api::description()).into_string());

/// What begins the address of a shape within the description.
const SHAPE: &str = "#/components/schemas/";

/// `GET /api`
pub(crate) async fn reference(headers: HeaderMap) -> Response {
    as_html(maud::PreEscaped(PAGE.clone())).respond(&headers)
}

fn made(described: &Value) -> Markup {
    let shapes = described.pointer("/components/schemas").and_then(Value::as_object);
    let all: Vec<(&str, &str, &Value)> = object(described, "paths")
        .flat_map(|(path, item)| {
            let methods = ["get", "post", "delete"];
            methods.into_iter().filter_map(move |method| Some((path.as_str(), method, item.get(method)?)))
        })
        .collect();
    let main = html! {
        section.head {
            h1 { "API" }
            p { (text(&described["info"], "description")) }
            p { "For programs: " a href="/api/v1/openapi.json" { code { "/api/v1/openapi.json" } } " (OpenAPI 3.1)." }
        }
        nav aria-label="Addresses" {
            ul.addresses {
                @for (path, method, operation) in &all {
                    li {
                        a href={ "#" (anchor(path, method)) } { span.method { (method.to_uppercase()) } " " code { (path) } }
                        " " span.quiet { (text(operation, "summary")) }
                    }
                }
            }
        }
        @for (path, method, operation) in &all { (self::operation(path, method, operation)) }
        section.operation #problems {
            h2 { "Problems" }
            p.quiet {
                "What goes wrong is told as RFC 9457 has it: " code { "application/problem+json" } ", a " (shape("Problem")) "."
            }
            dl { @for (status, said) in problems(&all) { dt { code { (status) } } dd { (with_code(said)) } } }
        }
        h2.shapes { "Shapes" }
        @for (name, schema) in shapes.into_iter().flatten() { (described_shape(name, schema)) }
    };
    layout("API", Here::Elsewhere, main)
}

fn operation(path: &str, method: &str, operation: &Value) -> Markup {
    let parameters = operation["parameters"].as_array().map_or(&[][..], Vec::as_slice);
    let (good, bad): (Vec<_>, Vec<_>) = object(operation, "responses").partition(|(status, _)| status.starts_with('2'));
    html! {
        section.operation id=(anchor(path, method)) {
            h2 { span.method { (method.to_uppercase()) } " " code { (path) } }
            p { (text(operation, "summary")) }
            @if operation["description"].is_string() { p.quiet { (with_code(text(operation, "description"))) } }
            @if !parameters.is_empty() { dl { @for parameter in parameters { (self::parameter(parameter)) } } }
            @if let Some(body) = content(&operation["requestBody"]) { p { "Send " (kind(body)) "." } }
            p {
                @for (status, response) in &good {
                    code { (status) } " " (with_code(text(response, "description")))
                    @if let Some(body) = content(response) { ": " (kind(body)) }
                    ". "
                }
                span.quiet {
                    a href="#problems" { "Problems" } ": "
                    @for (i, (status, _)) in bad.iter().enumerate() { @if i > 0 { ", " } code { (status) } }
                    "."
                }
            }
            @if let Some(address) = example(path, method, parameters) {
                p { "For example: " a href=(address) { code { (address) } } }
            }
        }
    }
}

fn parameter(parameter: &Value) -> Markup {
    let schema = &parameter["schema"];
    html! {
        dt {
            code { (text(parameter, "name")) }
            @if parameter["in"] == "path" { " in the path" } @else if parameter["required"] == true { " (needed)" }
        }
        dd {
            (with_code(text(parameter, "description"))) " "
            span.type { (kind(schema)) @if !schema["default"].is_null() { ", else " code { (schema["default"]) } } }
        }
    }
}

/// A shape and its fields.
fn described_shape(name: &str, schema: &Value) -> Markup {
    let required = schema["required"].as_array();
    let is_required = |field: &str| required.is_some_and(|all| all.iter().any(|one| one == field));
    html! {
        section.operation id=(name) {
            h3 { code { (name) } }
            p.quiet { (with_code(text(schema, "description"))) }
            @if schema["properties"].is_object() {
                dl {
                    @for (field, inner) in object(schema, "properties") {
                        dt { code { (field) } @if !is_required(field) { " (may be missing)" } }
                        dd { (with_code(text(inner, "description"))) " " span.type { (kind(inner)) } }
                    }
                }
            } @else { p { (kind(schema)) } }
        }
    }
}

/// What a value is, in words, with a link to its shape.
fn kind(schema: &Value) -> Markup {
    if let Some(name) = schema["$ref"].as_str().and_then(|reference| reference.strip_prefix(SHAPE)) {
        return shape(name);
    }
    if let Some(values) = schema["enum"].as_array() {
        return html! { @for (i, one) in values.iter().enumerate() { @if i > 0 { ", " } code { (one.as_str().unwrap_or_default()) } } };
    }
    let several = ["oneOf", "anyOf", "allOf"].into_iter().find_map(|of| schema[of].as_array());
    if let Some(several) = several {
        return html! { @for (i, one) in several.iter().enumerate() { @if i > 0 { " or " } (kind(one)) } };
    }
    let named: Vec<&str> = match &schema["type"] {
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        name => name.as_str().into_iter().collect(),
    };
    html! {
        @if named.contains(&"array") {
            "list of " (kind(&schema["items"]))
            @if named.contains(&"null") { " or null" }
        } @else if schema["additionalProperties"].is_object() {
            "object: each name with " (kind(&schema["additionalProperties"]))
        } @else { (named.join(" or ")) }
    }
}

fn shape(name: &str) -> Markup {
    html! { a href={ "#" (name) } { code { (name) } } }
}

/// What the JSON of a request or a response is.
fn content(of: &Value) -> Option<&Value> {
    of.pointer("/content/application~1json/schema")
}

/// An address that can be followed, where nothing has to be known for it that the description does not say.
fn example(path: &str, method: &str, parameters: &[Value]) -> Option<String> {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for parameter in parameters {
        match (&parameter["example"], parameter["required"] == true) {
            (Value::String(example), _) => drop(query.append_pair(text(parameter, "name"), example)),
            (_, true) => return None,
            _ => {}
        }
    }
    let query = query.finish();
    let address = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
    (method == "get").then_some(address)
}

fn anchor(path: &str, method: &str) -> String {
    let plain = path.trim_start_matches("/api/v1/").replace(['/', '{', '}'], "-");
    format!("{method}-{}", plain.trim_matches('-'))
}

/// What each status says, as all addresses have it.
fn problems<'d>(all: &[(&str, &str, &'d Value)]) -> BTreeMap<&'d str, &'d str> {
    let responses = all.iter().flat_map(|(.., operation)| object(operation, "responses"));
    let refused = responses.filter(|(status, _)| !status.starts_with('2'));
    refused.map(|(status, response)| (status.as_str(), text(response, "description"))).collect()
}

fn object<'d>(of: &'d Value, name: &str) -> impl Iterator<Item = (&'d String, &'d Value)> {
    of.get(name).and_then(Value::as_object).into_iter().flat_map(Map::iter)
}

fn text<'d>(of: &'d Value, name: &str) -> &'d str {
    of.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// A text with what stands between two backquotes as code.
fn with_code(text: &str) -> Markup {
    html! {
        @for (i, piece) in text.split('`').enumerate() {
            @if i % 2 == 1 { code { (piece) } } @else { (piece) }
        }
    }
}

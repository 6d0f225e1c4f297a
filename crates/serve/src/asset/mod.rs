//! The style sheet, the script and the icon. Each stands at an address that has its hash in it, so that a browser may keep it
//! for ever.

use crate::asked::Id;
use crate::problem::Problem;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::LazyLock;

/// A file of the binary.
struct Asset {
    /// `style-0123456789ab.css`.
    name: String,
    kind: &'static str,
    content: &'static str,
}

static STYLE: LazyLock<Asset> = LazyLock::new(|| Asset::new("style", "css", "text/css; charset=utf-8", CSS));
static SCRIPT: LazyLock<Asset> = LazyLock::new(|| Asset::new("script", "js", "text/javascript; charset=utf-8", JS));
static ICON: LazyLock<Asset> = LazyLock::new(|| Asset::new("icon", "svg", "image/svg+xml", SVG));

const CSS: &str = include_str!("../../assets/style.css");
const JS: &str = include_str!("../../assets/script.js");
const SVG: &str = include_str!("../../assets/icon.svg");

impl Asset {
    fn new(stem: &str, ending: &str, kind: &'static str, content: &'static str) -> Self {
        let hash = blake3::hash(content.as_bytes()).to_hex();
        Self { name: format!("{stem}-{}.{ending}", &hash[..12]), kind, content }
    }

    fn address(&self) -> String {
        format!("/asset/{}", self.name)
    }
}

/// The style sheet's address.
pub(crate) fn style() -> String {
    STYLE.address()
}

/// The script's address.
pub(crate) fn script() -> String {
    SCRIPT.address()
}

/// The icon's address.
pub(crate) fn icon_address() -> String {
    ICON.address()
}

/// `GET /asset/{name}`. A name is compared, never looked up in a folder.
pub(crate) async fn get(Id(name): Id, headers: HeaderMap) -> Response {
    let asset = [&STYLE, &SCRIPT, &ICON].into_iter().find(|asset| asset.name == name);
    let Some(asset) = asset else { return Problem::missing("there is no such file").into_response() };
    let tag = format!("\"{}\"", asset.name);
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|sent| sent.as_bytes() == tag.as_bytes());
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(asset.kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
        (header::ETAG, HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("\"\""))),
    ];
    if known { (StatusCode::NOT_MODIFIED, headers).into_response() } else { (headers, asset.content).into_response() }
}

/// `GET /favicon.ico`, which browsers ask for unasked.
pub(crate) async fn icon() -> Response {
    (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, icon_address())]).into_response()
}

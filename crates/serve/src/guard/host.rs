//! By which name the page is asked for. A site elsewhere may let its own name point to this machine (DNS rebinding) and so
//! read what only this machine should; then the name is that site's and not ours. An address made of numbers belongs to
//! nobody, so it passes.

use crate::problem::Problem;
use crate::state::App;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::{IpAddr, Ipv6Addr};

/// Lets pass whoever asks for one of our names.
pub(crate) async fn host(State(app): State<App>, request: Request, next: Next) -> Response {
    let ours = |name: &str| is_ours(&name.to_ascii_lowercase(), &app.settings.hosts);
    // A whole address in the first line says a name, too, which comes before the header's (RFC 9112, 3.2.2).
    let in_address = request.uri().host().is_none_or(ours);
    match named(request.headers()) {
        Some(name) if in_address && ours(&name) => next.run(request).await,
        _ => Problem::new(
            StatusCode::MISDIRECTED_REQUEST,
            "this server is not known by that name: ask for it by its address, or start it with `--host NAME`",
        )
        .into_response(),
    }
}

/// The name in the `Host` header, without the port; none where there is not exactly one.
fn named(headers: &HeaderMap) -> Option<String> {
    let mut all = headers.get_all(header::HOST).iter();
    let (one, further) = (all.next()?, all.next());
    let host = one.to_str().ok().filter(|_| further.is_none())?;
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    Some(name.to_ascii_lowercase())
}

fn is_ours(name: &str, hosts: &[String]) -> bool {
    let number = name.parse::<IpAddr>().is_ok();
    let bracketed = name.strip_prefix('[').and_then(|n| n.strip_suffix(']'));
    let number = number || bracketed.is_some_and(|n| n.parse::<Ipv6Addr>().is_ok());
    number || name == "localhost" || hosts.iter().any(|host| host.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_names_and_plain_addresses_are_ours() {
        let hosts = ["handbook.example.org".to_owned()];
        for name in ["localhost", "127.0.0.1", "[::1]", "192.0.2.7", "Handbook.example.org"] {
            assert!(is_ours(&name.to_ascii_lowercase(), &hosts), "{name}");
        }
        for name in ["", "example.org", "localhost.example.org", "127.0.0.1.example.org", "[evil]"] {
            assert!(!is_ours(name, &hosts), "{name}");
        }
    }
}

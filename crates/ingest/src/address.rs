//! Addresses of pages: as paths of articles, and the charset that a server names.

use encoding_rs::Encoding;

/// An address as a path: its host, then what follows, without the part after `#`.
pub(crate) fn path(url: &str) -> String {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    let bare = bare.split('#').next().unwrap_or(bare);
    let parts: Vec<&str> = bare.split('/').filter(|part| !part.is_empty() && *part != "." && *part != "..").collect();
    let whole = parts.join("/");
    if bare.ends_with('/') || parts.len() < 2 { format!("{whole}/index.html") } else { whole }
}

/// `body` in UTF-8 with its mark, where the content type `kind` names another charset: a server knows better than a page.
pub(crate) fn in_utf_8(body: Vec<u8>, kind: &str) -> Vec<u8> {
    let kind = kind.to_ascii_lowercase();
    let named = kind.split_once("charset=");
    let named = named.map(|(_, name)| name.split(';').next().unwrap_or(name).trim_matches(['"', '\'', ' ']));
    match named.and_then(|name| Encoding::for_label(name.as_bytes())) {
        Some(encoding) if encoding != encoding_rs::UTF_8 && Encoding::for_bom(&body).is_none() => {
            format!("\u{feff}{}", encoding.decode_without_bom_handling(&body).0).into_bytes()
        }
        _ => body,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_a_path() {
        assert_eq!(path("https://example.org/a/b.html?x=1#c"), "example.org/a/b.html?x=1");
        assert_eq!(path("http://example.org"), "example.org/index.html");
        assert_eq!(path("http://example.org/a/../b/"), "example.org/a/b/index.html");
    }
}

//! Where a cluster is, and the index in it.

use crate::ClusterError;
use base64::Engine;
use base64::prelude::BASE64_STANDARD as BASE64;
use std::fmt;
use std::net::IpAddr;

/// The port where none is named.
const PORT: u16 = 9200;
/// What an address begins with: plain, and over TLS.
const PLAIN: &str = "opensearch://";
const SECURE: &str = "opensearch+tls://";

/// The address of an index: one or more nodes, of which any that answers will do, and the index's name.
///
/// ```
/// let address = rolecall_cluster::Address::parse("opensearch://127.0.0.1:9200,127.0.0.1:9201/handbook")?;
/// assert_eq!(address.to_string(), "opensearch://127.0.0.1:9200,127.0.0.1:9201/handbook");
/// assert!(rolecall_cluster::Address::is_one("opensearch://host/name") && !rolecall_cluster::Address::is_one("/srv/index"));
/// # Ok::<(), rolecall_cluster::ClusterError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    secure: bool,
    /// `host:port` of each node.
    pub(crate) nodes: Vec<String>,
    /// The index's name: a prefix of those that the cluster knows.
    pub(crate) name: String,
    user: Option<String>,
    password: Option<String>,
    /// Who vouches for the nodes, in PEM.
    pub(crate) authority: Option<Vec<u8>>,
    /// In how many shards new indices are made.
    pub(crate) shards: Option<u32>,
}

impl Address {
    /// Whether `text` means a cluster and not a folder: it begins as an address does, if perhaps not as one of these, which
    /// [`Address::parse`] tells. Whoever writes `opensearchs://` wants no folder of that name.
    pub fn is_one(text: &str) -> bool {
        let scheme = text.split_once("://").map_or("", |(scheme, _)| scheme);
        scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || c == '+')
    }

    /// Reads `opensearch://[USER@]HOST[:PORT][,HOST[:PORT]…]/NAME[?shards=N]`, N for indices that are made, or the same with `opensearch+tls://`. A password is never part of
    /// an address, which is shown and logged: see [`Address::with_password`].
    ///
    /// # Errors
    /// [`ClusterError::Address`]; also for a user over a plain connection to another machine.
    pub fn parse(text: &str) -> Result<Self, ClusterError> {
        let wrong = |reason| ClusterError::Address { given: without_password(text), reason };
        let (secure, rest) = match (text.strip_prefix(PLAIN), text.strip_prefix(SECURE)) {
            (Some(rest), _) => (false, rest),
            (_, Some(rest)) => (true, rest),
            _ => return Err(wrong("it begins with neither opensearch:// nor opensearch+tls://")),
        };
        let (rest, shards) = match rest.split_once("?shards=") {
            Some((rest, shards)) => match shards.parse() {
                Ok(shards @ 1..=1024) => (rest, Some(shards)),
                _ => return Err(wrong("an index has 1 to 1024 shards")),
            },
            None => (rest, None),
        };
        let (nodes, name) = rest.trim_end_matches('/').split_once('/').ok_or(wrong("it names no index"))?;
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
        if name.is_empty() || name.len() > 100 || !name.chars().all(fits) || name.starts_with(['-', '_']) {
            return Err(wrong("the name of an index is made of small letters, digits, - and _"));
        }
        let (user, nodes) = match nodes.rsplit_once('@') {
            Some((user, _)) if user.contains(':') => {
                return Err(wrong("a password does not belong into it: set ROLECALL_CLUSTER_PASSWORD"));
            }
            Some((user, nodes)) => (Some(user.to_owned()), nodes),
            None => (None, nodes),
        };
        let nodes =
            nodes.split(',').map(node).collect::<Option<Vec<_>>>().ok_or(wrong("a node is HOST or HOST:PORT"))?;
        if user.is_some() && !secure && !nodes.iter().all(|node| is_here(node)) {
            return Err(wrong("a password would be sent in the clear: use opensearch+tls://"));
        }
        Ok(Self { secure, nodes, name: name.to_owned(), user, password: None, authority: None, shards })
    }

    /// The same, for whom the cluster knows its user by this password.
    pub fn with_password(self, password: Option<String>) -> Self {
        Self { password, ..self }
    }

    /// The same, where this authority (a certificate in PEM) vouches for the nodes, and nobody else does.
    pub fn vouched_for_by(self, authority: Option<Vec<u8>>) -> Self {
        Self { authority, ..self }
    }

    /// Whether it is spoken to over TLS.
    pub(crate) fn is_secure(&self) -> bool {
        self.secure
    }

    /// As whom.
    pub(crate) fn user(&self) -> Option<&str> {
        self.user.as_deref()
    }

    /// What each request of a user carries.
    pub(crate) fn authorization(&self) -> Option<String> {
        let user = self.user.as_ref()?;
        Some(format!("Basic {}", BASE64.encode(format!("{user}:{}", self.password.as_deref().unwrap_or_default()))))
    }

    /// Where a node takes requests.
    pub(crate) fn url(&self, node: &str, path: &str) -> String {
        format!("http{}://{node}/{path}", if self.secure { "s" } else { "" })
    }
}

/// An address as it may be shown: errors are logged.
fn without_password(text: &str) -> String {
    let (scheme, rest) = text.split_once("://").unwrap_or(("", text));
    match rest.rsplit_once('@').and_then(|(user, nodes)| Some((user.split_once(':')?.0, nodes))) {
        Some((user, nodes)) => format!("{scheme}://{user}:…@{nodes}"),
        None => text.to_owned(),
    }
}

/// `host:port` of a node.
fn node(text: &str) -> Option<String> {
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port.parse().ok()?),
        _ => (text, PORT),
    };
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let fits = match bare {
        Some(v6) => v6.parse::<std::net::Ipv6Addr>().is_ok(),
        None => !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.'),
    };
    fits.then(|| format!("{host}:{port}"))
}

/// Whether a node is on this machine.
fn is_here(node: &str) -> bool {
    let host = node.rsplit_once(':').map_or(node, |(host, _)| host).trim_matches(['[', ']']);
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

impl fmt::Display for Address {
    /// Without the user.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}/{}", if self.secure { SECURE } else { PLAIN }, self.nodes.join(","), self.name)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_as_an_address_is_no_folder_and_a_password_is_not_shown() {
        assert!(Address::is_one("opensearchs://host/ship") && !Address::is_one("C:/ship") && !Address::is_one("./a"));
        let told = Address::parse("opensearchs://host/ship").unwrap_err().to_string();
        assert!(told.contains("neither opensearch:// nor"), "{told}");
        let told = Address::parse("opensearch://purser:secret@host/ship").unwrap_err().to_string();
        assert!(told.contains("purser") && !told.contains("secret"), "{told}");
    }

    #[test]
    fn a_node_without_a_port_has_the_usual_one() {
        assert_eq!(
            Address::parse("opensearch://[::1],node-2.example.org:1/a_1/").unwrap().nodes,
            ["[::1]:9200", "node-2.example.org:1"]
        );
    }

    #[test]
    fn what_is_no_address_is_told_with_what_one_looks_like() {
        for (given, why) in [
            ("opensearch://host", "names no index"),
            ("opensearch://host/", "names no index"),
            ("opensearch://host/A", "small letters"),
            ("opensearch://host/a/b", "small letters"),
            ("opensearch://ho st/a", "HOST:PORT"),
            ("opensearch://host:99999/a", "HOST:PORT"),
            ("opensearch://host/a?shards=0", "1 to 1024 shards"),
            ("opensearch+tls://me:secret@host/a", "ROLECALL_CLUSTER_PASSWORD"),
            ("opensearch://me@host/a", "opensearch+tls://"),
        ] {
            let error = Address::parse(given).unwrap_err().to_string();
            assert!(error.contains(why) && error.contains("opensearch://127.0.0.1:9200/handbook"), "{given}: {error}");
        }
    }

    #[test]
    fn a_password_is_sent_and_never_shown() {
        let address = Address::parse("opensearch+tls://Aladdin@host/a").unwrap();
        let address = address.with_password(Some("open sesame".into()));
        assert_eq!(address.authorization().as_deref(), Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="));
        assert!(!format!("{address} {address:?}").contains("sesame"));
    }
}

//! Articles at addresses: one page an address, fetched politely and within limits.
//!
//! `robots` is asked first, `resolver` lets nobody in who stands in the user's own network, redirections are followed by
//! hand so that each step is asked and checked like the first. A page that was fetched before is asked for only if it has
//! changed. A proxy that the environment names is not used: behind one, nobody could check whom it connects to.

mod resolver;
mod robots;

use crate::Origin;
use crate::address::in_utf_8;
use resolver::Guarded;
use robots::Robots;
use std::collections::HashMap;
use std::io::Read;
use std::time::Duration;
use ureq::http::{Response, Uri};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};

/// By what a server tells whether a page has changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Validators {
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub modified: Option<String>,
}

/// A page as it was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Where it was in the end, after redirections, and what its server says that it is.
    pub origin: Origin,
    /// What it holds; text is in UTF-8 where the server names a charset.
    pub bytes: Vec<u8>,
    /// For the next time.
    pub validators: Validators,
}

/// What became of asking for a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It is here.
    Page(Page),
    /// It is as it was.
    Unchanged,
    /// It is no more.
    Gone,
}

/// Fetches pages.
#[derive(Debug)]
pub struct Fetcher {
    agent: Agent,
    /// What each host lets be read, or why that is not known.
    robots: HashMap<String, Result<Robots, String>>,
}

/// Whole fetches take at most so long, redirections and all.
const TIME: Duration = Duration::from_secs(60);
/// Pages have at most so many bytes.
const MOST: u64 = 64 << 20;
/// So many redirections are followed.
const REDIRECTIONS: usize = 5;
/// How this program calls itself to servers.
const NAME: &str = "rolecall";

/// [`rolecall_record::Article::path`] of the page at `url`.
///
/// ```
/// assert_eq!(rolecall_ingest::web_path("https://example.org/crew/"), "web/example.org/crew/index.html");
/// ```
pub fn web_path(url: &str) -> String {
    format!("web/{}", crate::address::path(url))
}

impl Fetcher {
    /// One that connects to addresses of private networks only where `allow_private`.
    pub fn new(allow_private: bool) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(TIME))
            .timeout_connect(Some(Duration::from_secs(15)))
            .max_redirects(0)
            .http_status_as_error(false)
            .proxy(None)
            .user_agent(format!("{NAME}/{}", env!("CARGO_PKG_VERSION")))
            .accept("text/html, application/xhtml+xml, text/*;q=0.9, */*;q=0.5")
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), Guarded { allow_private });
        Self { agent, robots: HashMap::new() }
    }

    /// Asks for the page at `url`; where `known` is what an earlier answer gave, only if it has changed since.
    ///
    /// # Errors
    /// One phrase: why it cannot be had.
    pub fn get(&mut self, url: &str, known: Option<&Validators>) -> Result<Answer, String> {
        let mut at: Uri = url.parse().map_err(|e| format!("it is no address ({e})"))?;
        for _ in 0..=REDIRECTIONS {
            let (scheme, host) =
                (at.scheme_str().unwrap_or_default(), at.authority().map(|a| a.as_str()).unwrap_or_default());
            if !matches!(scheme, "https" | "http") || host.is_empty() || host.contains('@') {
                return Err(format!("{at} is no address of a page: give one that begins with https://"));
            }
            if !self.allowed(&at)? {
                return Err(format!(
                    "{host} asks programs not to read it (robots.txt): save the page and name the file"
                ));
            }
            let response = self.ask(&at, known)?;
            let header =
                |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
            match response.status().as_u16() {
                200 => {
                    let validators = Validators { etag: header("etag"), modified: header("last-modified") };
                    let kind = header("content-type").unwrap_or_default();
                    let bytes = in_utf_8(body(response, MOST)?, &kind);
                    let origin = Origin { url: at.to_string(), kind };
                    return Ok(Answer::Page(Page { origin, bytes, validators }));
                }
                304 => return Ok(Answer::Unchanged),
                404 | 410 => return Ok(Answer::Gone),
                301 | 302 | 303 | 307 | 308 => {
                    let to = header("location").ok_or("its server sends elsewhere without saying where")?;
                    at = joined(&at, &to).ok_or_else(|| format!("its server sends to {to}, which is no address"))?;
                }
                status => return Err(format!("its server answers {status}: try again later, or save the page")),
            }
        }
        Err(format!("its server sends from place to place more than {REDIRECTIONS} times"))
    }

    fn ask(&self, url: &Uri, known: Option<&Validators>) -> Result<Response<Body>, String> {
        let mut request = self.agent.get(url.to_string());
        if let Some(known) = known {
            if let Some(etag) = &known.etag {
                request = request.header("If-None-Match", etag);
            }
            if let Some(modified) = &known.modified {
                request = request.header("If-Modified-Since", modified);
            }
        }
        request.call().map_err(|e| format!("it cannot be fetched: {e}"))
    }

    /// Whether the host lets programs read `url`. What it says is asked once.
    fn allowed(&mut self, url: &Uri) -> Result<bool, String> {
        let (Some(scheme), Some(host)) = (url.scheme_str(), url.authority()) else { return Ok(false) };
        let place = format!("{scheme}://{host}");
        if !self.robots.contains_key(&place) {
            let rules = self.rules(&format!("{place}/robots.txt"))?;
            self.robots.insert(place.clone(), rules);
        }
        let path = url.path_and_query().map_or("/", |path| path.as_str());
        match self.robots.get(&place) {
            Some(Ok(rules)) => Ok(rules.allow(path)),
            Some(Err(why)) => Err(why.clone()),
            None => Ok(false),
        }
    }

    /// The rules at `url`. None to be had means that all may be read, a server in trouble that nothing may (RFC 9309, 2.3.1),
    /// and of a list without end its beginning counts (2.5).
    fn rules(&self, url: &str) -> Result<Result<Robots, String>, String> {
        let mut at: Uri = url.parse().map_err(|e| format!("it is no address ({e})"))?;
        for _ in 0..=REDIRECTIONS {
            let response = self.ask(&at, None)?;
            match response.status().as_u16() {
                200 => {
                    let mut bytes = Vec::new();
                    let read = response.into_body().into_reader().take(robots::MOST).read_to_end(&mut bytes);
                    read.map_err(|e| format!("{at} cannot be fetched to its end: {e}"))?;
                    return Ok(Ok(Robots::read(&String::from_utf8_lossy(&bytes), NAME)));
                }
                300..400 => {
                    let to = response.headers().get("location").and_then(|to| to.to_str().ok());
                    match to.and_then(|to| joined(&at, to)) {
                        Some(to) => at = to,
                        None => return Ok(Ok(Robots::default())),
                    }
                }
                400..500 => return Ok(Ok(Robots::default())),
                status => {
                    return Ok(Err(format!(
                        "its host does not say what programs may read ({at} answers {status}): try again later, or save the page and name the file"
                    )));
                }
            }
        }
        Ok(Ok(Robots::default()))
    }
}

fn body(response: Response<Body>, most: u64) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = response.into_body().into_reader().take(most + 1).read_to_end(&mut bytes);
    read.map_err(|e| format!("it cannot be fetched to its end: {e}"))?;
    if bytes.len() as u64 > most {
        return Err(format!("it has more than {} MiB", most >> 20));
    }
    Ok(bytes)
}

/// Where a redirection from `base` leads.
fn joined(base: &Uri, to: &str) -> Option<Uri> {
    let to = to.split('#').next()?;
    let (scheme, host) = (base.scheme_str()?, base.authority()?);
    let whole = if to.contains("://") {
        to.to_owned()
    } else if to.starts_with("//") {
        format!("{scheme}:{to}")
    } else if to.starts_with('/') {
        format!("{scheme}://{host}{to}")
    } else {
        let folder = base.path().rsplit_once('/').map_or("", |(folder, _)| folder);
        format!("{scheme}://{host}{folder}/{to}")
    };
    whole.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirection_is_read_as_browsers_do() {
        let base: Uri = "https://example.org/a/b?c".parse().unwrap();
        for (to, whole) in [
            ("/x", "https://example.org/x"),
            ("x#y", "https://example.org/a/x"),
            ("//example.com/x", "https://example.com/x"),
            ("http://example.net/", "http://example.net/"),
        ] {
            assert_eq!(joined(&base, to).unwrap().to_string(), whole);
        }
    }
}

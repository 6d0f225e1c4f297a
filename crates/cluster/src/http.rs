//! Requests to a cluster and what it answers.
//!
//! The crate `opensearch` was not used: it is asynchronous all through, where whoever asks here waits for one answer, and brings
//! a second HTTP client with eighty more crates for requests whose bodies would be JSON written by hand all the same. `ureq` is here
//! already, to fetch pages.
//!
//! A node that does not answer is passed over for the next one. A cluster that has too much to do (429, 503) is asked again after a
//! pause, twice as long each time. Both are done only with what may be done twice: everything that is sent here may. What a cluster
//! goes through documents of its own for is not asked for again while it may be at it, for two of them would be in each other's way.

use crate::{Address, ClusterError};
use serde_json::Value;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread::sleep;
use std::time::Duration;
use ureq::http::{Request, Response};
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, AsSendBody, Body, Error, Timeout};

/// How long an answer is waited for.
struct Times {
    /// As part of a question, for which somebody waits.
    question: Duration,
    /// As anything else. A bulk of some megabytes on a busy cluster takes seconds.
    usual: Duration,
    /// Where a cluster goes through documents of its own: less than the silence after which a writer is taken for dead.
    work: Duration,
}

const TIMES: Times =
    Times { question: Duration::from_secs(10), usual: Duration::from_secs(120), work: Duration::from_secs(300) };
const CONNECT: Duration = Duration::from_secs(5);
/// How often somebody who has too much to do is asked, and the first pause.
const ATTEMPTS: u32 = 8;
const PAUSE: Duration = Duration::from_millis(100);
/// How often a cluster is asked of which a part is missing: some three seconds long, in which another node takes its place.
const OUTAGE: u32 = 6;
/// How often all nodes are tried where none answers: one may be about to come back.
const ROUNDS: u32 = 3;
/// No answer is longer.
const MOST: u64 = 256 << 20;

/// How long an answer is waited for, and what is done where none comes in that time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Patience {
    /// As long as somebody waits for an answer who has asked a question; then the next node is asked.
    Question,
    /// As long as for most; then the next node is asked.
    Usual,
    /// As long as work takes that the cluster goes on with while nobody waits. It is not asked for again.
    Work,
}

/// What a body is.
pub(crate) const JSON: &str = "application/json";
const LINES: &str = "application/x-ndjson";

/// A connection to a cluster, for any number of threads.
pub(crate) struct Http {
    pub(crate) address: Address,
    agent: Agent,
    /// The node that answered last.
    node: AtomicUsize,
    times: Times,
    /// Bytes of the longest answer.
    most: u64,
}

impl Http {
    pub(crate) fn new(address: Address) -> Self {
        let config = Agent::config_builder()
            .timeout_connect(Some(CONNECT))
            .max_redirects(0)
            .http_status_as_error(false)
            .proxy(None)
            .user_agent(concat!("rolecall/", env!("CARGO_PKG_VERSION")));
        let config = match &address.authority {
            Some(pem) => {
                let certificates = parse_pem(pem).filter_map(|item| match item {
                    Ok(PemItem::Certificate(certificate)) => Some(certificate),
                    _ => None,
                });
                let roots = RootCerts::new_with_certs(&certificates.collect::<Vec<_>>());
                config.tls_config(TlsConfig::builder().root_certs(roots).build())
            }
            None => config,
        };
        let config = config.build();
        Self { address, agent: config.into(), node: AtomicUsize::new(0), times: TIMES, most: MOST }
    }

    /// Asks without a body.
    pub(crate) fn get(&self, path: &str) -> Result<Option<Value>, ClusterError> {
        self.get_in(Patience::Usual, path)
    }

    /// As [`Http::get`], waited for otherwise.
    pub(crate) fn get_in(&self, patience: Patience, path: &str) -> Result<Option<Value>, ClusterError> {
        self.found(("GET", path), self.send_in(patience, "GET", path, None)?)
    }

    /// Sends a JSON body; none where what is meant is not there.
    pub(crate) fn send_json(&self, method: &str, path: &str, body: &Value) -> Result<Option<Value>, ClusterError> {
        self.found((method, path), self.send(method, path, Some((JSON, body.to_string().as_bytes())))?)
    }

    /// As [`Http::send_json`], to what must be there.
    pub(crate) fn post(&self, path: &str, body: &Value) -> Result<Value, ClusterError> {
        self.post_in(Patience::Usual, path, body)
    }

    /// As [`Http::post`], waited for otherwise.
    pub(crate) fn post_in(&self, patience: Patience, path: &str, body: &Value) -> Result<Value, ClusterError> {
        let answer = self.send_in(patience, "POST", path, Some((JSON, body.to_string().as_bytes())))?;
        self.found(("POST", path), answer)?.ok_or_else(|| ClusterError::Missing(self.address.to_string()))
    }

    /// Has the cluster go through documents of its own, and refuses what was not done with all of them.
    pub(crate) fn work(&self, path: &str, body: &Value) -> Result<(), ClusterError> {
        let answer = self.post_in(Patience::Work, path, body)?;
        match answer["failures"].as_array() {
            Some(failures) if failures.is_empty() && answer["timed_out"] != true => Ok(()),
            Some(failures) if failures.is_empty() => Err(self.odd(("POST", path), "it was not done in time")),
            _ => Err(self.odd(("POST", path), answer["failures"].to_string())),
        }
    }

    /// Sends lines of JSON to what must be there.
    pub(crate) fn post_lines(&self, patience: Patience, path: &str, body: &str) -> Result<Value, ClusterError> {
        let answer = self.send_in(patience, "POST", path, Some((LINES, body.as_bytes())))?;
        self.found(("POST", path), answer)?.ok_or_else(|| ClusterError::Missing(self.address.to_string()))
    }

    /// Sends a body and gives the status with the answer, whatever it is.
    pub(crate) fn send(
        &self,
        method: &str,
        path: &str,
        body: Option<(&str, &[u8])>,
    ) -> Result<(u16, Value), ClusterError> {
        self.send_in(Patience::Usual, method, path, body)
    }

    fn send_in(
        &self,
        patience: Patience,
        method: &str,
        path: &str,
        body: Option<(&str, &[u8])>,
    ) -> Result<(u16, Value), ClusterError> {
        let mut pause = PAUSE;
        for attempt in 1.. {
            let (status, answer) = self.once(patience, (method, path), body)?;
            match status {
                429 if is_full(&answer["error"]) => return Err(self.full(&answer)),
                429 if attempt < ATTEMPTS => {}
                429 => return Err(ClusterError::Busy(self.address.to_string())),
                503 if attempt < OUTAGE => {}
                503 => {
                    let reason = reason(&answer);
                    return Err(ClusterError::Partial { cluster: self.address.to_string(), reason });
                }
                _ => return Ok((status, answer)),
            }
            sleep(pause);
            pause *= 2;
        }
        Err(ClusterError::Busy(self.address.to_string()))
    }

    /// The answer of the first node that gives one. One that lets others wait is asked once.
    fn once(
        &self,
        patience: Patience,
        what: (&str, &str),
        body: Option<(&str, &[u8])>,
    ) -> Result<(u16, Value), ClusterError> {
        let nodes = &self.address.nodes;
        let first = self.node.load(Relaxed);
        let mut reason = String::new();
        for round in 0..ROUNDS {
            let mut silent = false;
            for i in 0..nodes.len() {
                let at = (first + i) % nodes.len();
                let error = match self.ask(patience, &nodes[at], what, body) {
                    Ok((status, text)) => {
                        self.node.store(at, Relaxed);
                        return self.understood(what, status, &text);
                    }
                    // Another node would say the same.
                    Err(Error::BodyExceedsLimit(_)) => return Err(self.long(what)),
                    Err(error) => error,
                };
                // It took the request, and may still be at it.
                let late = matches!(&error, Error::Timeout(at) if !matches!(at, Timeout::Resolve | Timeout::Connect));
                if late && patience == Patience::Work {
                    return Err(self.slow(what));
                }
                silent |= late;
                let error = error.to_string();
                reason = format!("{error}{}", hint(&error, &self.address));
            }
            if silent {
                break;
            }
            if round + 1 < ROUNDS {
                sleep(PAUSE * 5);
            }
        }
        Err(ClusterError::Unreachable { cluster: self.address.to_string(), reason })
    }

    fn long(&self, (method, path): (&str, &str)) -> ClusterError {
        let what = format!("{method} {}", path.split('?').next().unwrap_or(path));
        ClusterError::Long { cluster: self.address.to_string(), what, mebibytes: self.most >> 20 }
    }

    fn slow(&self, (method, path): (&str, &str)) -> ClusterError {
        let what = format!("{method} {}", path.split('?').next().unwrap_or(path));
        ClusterError::Slow { cluster: self.address.to_string(), what, seconds: self.times.work.as_secs() }
    }

    /// The JSON of an answer. Who refuses, or has too much to do, may say so in words.
    fn understood(&self, what: (&str, &str), status: u16, text: &str) -> Result<(u16, Value), ClusterError> {
        let text = if text.is_empty() { "null" } else { text };
        match serde_json::from_str(text) {
            Ok(value) => Ok((status, value)),
            Err(_) if status == 401 || status == 403 || status == 429 || status >= 500 => {
                Ok((status, Value::from(text.trim())))
            }
            Err(error) => Err(self.odd(what, error.to_string())),
        }
    }

    fn ask(
        &self,
        patience: Patience,
        node: &str,
        (method, path): (&str, &str),
        body: Option<(&str, &[u8])>,
    ) -> Result<(u16, String), Error> {
        let mut request = Request::builder().method(method).uri(self.address.url(node, path));
        if let Some(authorization) = self.address.authorization() {
            request = request.header("authorization", authorization);
        }
        let time = match patience {
            Patience::Question => self.times.question,
            Patience::Usual => self.times.usual,
            Patience::Work => self.times.work,
        };
        let mut response = match body {
            Some((kind, body)) => self.run(request.header("content-type", kind).body(body)?, time)?,
            None => self.run(request.body(())?, time)?,
        };
        let text = response.body_mut().with_config().limit(self.most).read_to_string()?;
        Ok((response.status().as_u16(), text))
    }

    fn run(&self, request: Request<impl AsSendBody>, time: Duration) -> Result<Response<Body>, Error> {
        self.agent.run(self.agent.configure_request(request).timeout_global(Some(time)).build())
    }

    /// The answer where all went well, none where there is no such thing.
    fn found(&self, what: (&str, &str), (status, answer): (u16, Value)) -> Result<Option<Value>, ClusterError> {
        match status {
            200..300 => Ok(Some(answer)),
            404 => Ok(None),
            _ => Err(self.refused(what, status, &answer)),
        }
    }

    /// What it says for itself.
    pub(crate) fn refused(&self, (method, path): (&str, &str), status: u16, answer: &Value) -> ClusterError {
        let path = path.split('?').next().unwrap_or(path);
        let (cluster, what) = (self.address.to_string(), format!("{method} {path}"));
        let kind = answer["error"]["type"].as_str().unwrap_or_default();
        let remedy = match status {
            401 => return ClusterError::Stranger { cluster, user: self.address.user().map(str::to_owned) },
            403 if kind == "cluster_block_exception" => {
                "the index may not be written to at the moment: lift its block, or give it room"
            }
            403 => "its user may not do this: have it given the rights that deploy/cluster/security/roles.yml lists",
            400 if kind.contains("pars") || kind.contains("mapp") || kind.starts_with("illegal_argument") => {
                "the index is not laid out as this program does it: make it anew with --full, or choose another name"
            }
            _ => "see what the cluster's log says",
        };
        ClusterError::Refused { cluster, what, status, reason: reason(answer), remedy }
    }

    /// It has no room left.
    pub(crate) fn full(&self, answer: &Value) -> ClusterError {
        ClusterError::Full { cluster: self.address.to_string(), reason: reason(answer) }
    }

    pub(crate) fn odd(&self, (method, path): (&str, &str), reason: impl Into<String>) -> ClusterError {
        let what = format!("{method} {}", path.split('?').next().unwrap_or(path));
        ClusterError::Odd { cluster: self.address.to_string(), what, reason: reason.into() }
    }
}

/// Whether there is a certificate in this PEM.
///
/// ```
/// assert!(!rolecall_cluster::holds_certificate(b"secret"));
/// ```
pub fn holds_certificate(pem: &[u8]) -> bool {
    parse_pem(pem).any(|item| matches!(item, Ok(PemItem::Certificate(_))))
}

/// Whether an error is that a disk is full: no matter how often it is asked, nothing is taken.
pub(crate) fn is_full(error: &Value) -> bool {
    error["type"] == "cluster_block_exception" && error["reason"].as_str().is_some_and(|why| why.contains("disk"))
}

/// What a node that cannot be spoken to should be asked by, if that can be told.
fn hint(error: &str, address: &Address) -> &'static str {
    if error.contains("UnknownIssuer") || error.contains("invalid peer certificate") {
        "; whoever vouches for its certificate is named by ROLECALL_CLUSTER_CA"
    } else if address.is_secure() && error.contains("InvalidContentType") {
        "; it does not speak TLS: use opensearch://"
    } else if !address.is_secure() && (error.contains("disconnected") || error.contains("reset")) {
        "; if it speaks TLS, use opensearch+tls://"
    } else {
        ""
    }
}

/// What a cluster says for itself.
pub(crate) fn reason(answer: &Value) -> String {
    let error = &answer["error"];
    let cause = error["root_cause"][0]["reason"].as_str().or(error["reason"].as_str());
    let reason = cause.or(error.as_str()).map_or_else(|| answer.to_string(), str::to_owned);
    reason.chars().take(300).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::sync::mpsc::{Receiver, channel};
    use std::thread;

    /// A node that takes every connection and says nothing; it tells of each.
    fn silent() -> (String, Receiver<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let node = listener.local_addr().unwrap().to_string();
        let (tell, told) = channel();
        thread::spawn(move || {
            let mut open = Vec::new();
            for mut stream in listener.incoming().flatten() {
                let _ = stream.read(&mut [0; 1 << 10]);
                let _ = tell.send(());
                open.push(stream);
            }
        });
        (node, told)
    }

    fn http(nodes: &[&str]) -> Http {
        Http::new(Address::parse(&format!("opensearch://{}/ship", nodes.join(","))).unwrap())
    }

    #[test]
    fn a_node_that_takes_a_question_and_says_nothing_is_passed_over_and_not_asked_next() {
        let (mute, asked) = silent();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let other = listener.local_addr().unwrap().to_string();
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let _ = stream.read(&mut [0; 1 << 10]);
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
            }
        });
        let times = || Times { question: Duration::from_millis(200), ..TIMES };
        let both = Http { times: times(), ..http(&[&mute, &other]) };
        for _ in 0..3 {
            assert_eq!(both.get_in(Patience::Question, "a").unwrap(), Some(serde_json::json!({})));
        }
        assert_eq!(asked.try_iter().count(), 1);
        let alone = Http { times: times(), ..http(&[&mute]) };
        let error = alone.get_in(Patience::Question, "a").err().unwrap();
        assert!(matches!(error, ClusterError::Unreachable { .. }), "{error}");
        assert_eq!(asked.try_iter().count(), 1, "it is asked once");
    }

    #[test]
    fn an_answer_that_is_too_long_is_no_failure_of_the_node() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let node = listener.local_addr().unwrap().to_string();
        let (tell, told) = channel();
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let _ = stream.read(&mut [0; 1 << 10]);
                let _ = tell.send(());
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\nConnection: close\r\n\r\n");
                let _ = stream.write_all(b"\"123456789012345678\"");
            }
        });
        let http = Http { most: 10, ..http(&[&node, &node]) };
        let error = http.get("a").err().unwrap();
        assert!(matches!(error, ClusterError::Long { .. }), "{error}");
        assert_eq!(told.try_iter().count(), 1);
    }

    #[test]
    fn what_a_cluster_may_still_be_at_is_not_asked_for_again() {
        let ((one, asked), (other, unasked)) = (silent(), silent());
        let http = Http { times: Times { work: Duration::from_millis(100), ..TIMES }, ..http(&[&one, &other]) };
        let error = http.work("_reindex", &Value::Null).err().unwrap();
        assert!(matches!(error, ClusterError::Slow { .. }), "{error}");
        assert_eq!((asked.try_iter().count(), unasked.try_iter().count()), (1, 0));
    }
}

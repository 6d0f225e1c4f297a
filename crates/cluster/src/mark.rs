//! The mark of who is writing: one document, replaced only by who read the one before.
//!
//! Whoever finds the mark of a writer of which nothing is heard takes it over, and settles what was left. The other one, should it come to,
//! finds that its mark is gone before it writes anything more.

use crate::ClusterError;
use crate::http::{Http, JSON};
use crate::layout::{FORMAT, meta};
use crate::reader::Version;
use rolecall_embedding::Embed;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A writer of which nothing is heard for so long is taken for dead.
const SILENCE: Duration = Duration::from_secs(10 * 60);
/// A mark is renewed when it is older.
pub(crate) const RENEWED: Duration = Duration::from_secs(60);
/// How often a mark is looked at that is let go at the same moment.
const ATTEMPTS: u32 = 10;

/// The host of a mark that is no process' own: that of a load by many.
pub(crate) const SHARED: &str = "a load by many";

/// By what all parts of a load have to be made alike: what another program understands, or another model means, is not compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Making {
    format: u64,
    program: String,
    pipeline: u32,
    model: Option<String>,
}

impl Making {
    /// As this program does it, with this pipeline and model.
    pub(crate) fn own(pipeline: u32, model: Option<&dyn Embed>) -> Self {
        let model = model.map(|model| model.id().to_owned());
        Self { format: FORMAT, program: env!("CARGO_PKG_VERSION").to_owned(), pipeline, model }
    }

    /// The same by this program.
    pub(crate) fn by_this_program(&self) -> Self {
        let Self { format, program, .. } = Self::own(self.pipeline, None);
        Self { format, program, ..self.clone() }
    }

    /// Refuses to write a part of a load that another way of making is written by.
    pub(crate) fn agrees(&self, mark: &Mark, http: &Http) -> Result<(), ClusterError> {
        match &mark.making {
            Some(making) if making != self => Err(ClusterError::Otherwise {
                address: http.address.to_string(),
                load: making.to_string(),
                own: self.to_string(),
            }),
            _ => Ok(()),
        }
    }
}

impl fmt::Display for Making {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { format, program, pipeline, model } = self;
        let model = model.as_deref().unwrap_or("none");
        write!(out, "program {program}, pipeline {pipeline}, format {format}, model {model}")
    }
}

/// The mark of who is writing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mark {
    pub(crate) host: String,
    pub(crate) process: u32,
    /// Seconds since 1970 when it was last heard of.
    pub(crate) heard: u64,
    /// Its own run: what it writes bears it.
    pub(crate) id: String,
    /// The run of whoever holds it: another's, while what this one left is settled.
    #[serde(default)]
    pub(crate) holder: String,
    /// The run of the indices that it writes to.
    pub(crate) run: String,
    /// Whether these are new, to be put in the place of others.
    pub(crate) instead: bool,
    /// Articles that it is sending.
    pub(crate) sending: Vec<String>,
    /// Of the indices that it writes to.
    #[serde(default)]
    pub(crate) format: u64,
    /// Of a load by many.
    #[serde(default)]
    pub(crate) making: Option<Making>,
    /// As in the generation: of the indices that it writes to.
    #[serde(default)]
    pub(crate) graph: Option<usize>,
}

impl Mark {
    /// That of this process.
    pub(crate) fn new() -> Self {
        let process = std::process::id();
        let id = format!("{:x}-{process:x}", now().as_nanos());
        let (run, holder) = (id.clone(), id.clone());
        Self {
            host: host(),
            process,
            heard: now().as_secs(),
            run,
            id,
            holder,
            instead: false,
            sending: Vec::new(),
            format: FORMAT,
            making: None,
            graph: None,
        }
    }

    /// Whether whoever left it can no longer be writing.
    fn is_dead(&self) -> bool {
        self.is_dead_on(&host())
    }

    /// The same, seen from the machine of this name. A name that many have says nothing.
    fn is_dead_on(&self, here: &str) -> bool {
        let known = !here.is_empty() && here != "localhost" && self.host == here;
        // A process writes one index at a time: its own number is that of one before it, in a container that began again.
        let ended = self.process == std::process::id()
            || cfg!(target_os = "linux") && !Path::new("/proc").join(self.process.to_string()).exists();
        known && ended || now().saturating_sub(Duration::from_secs(self.heard)) > SILENCE
    }
}

/// The mark of a load by many that goes on, renewed where that was some time ago.
///
/// # Errors
/// [`ClusterError::Lost`] where it is over.
pub(crate) fn shared(http: &Http, run: &str) -> Result<(Mark, Version), ClusterError> {
    let path = format!("{}/_doc/writer", meta(&http.address.name));
    let lost = || ClusterError::Lost(http.address.to_string());
    let there = http.get(&path)?.ok_or_else(lost)?;
    let mark = Mark::deserialize(&there["_source"]).map_err(|e| http.odd(("GET", &path), e.to_string()))?;
    if mark.host != SHARED || mark.holder != run || mark.heard == 0 {
        return Err(lost());
    }
    let version = Version::of(&there);
    if now().saturating_sub(Duration::from_secs(mark.heard)) < RENEWED {
        return Ok((mark, version));
    }
    let mark = Mark { heard: now().as_secs(), ..mark };
    let value = serde_json::to_vec(&mark).map_err(|e| http.odd(("PUT", &path), e.to_string()))?;
    let Version { number, term } = version;
    let over = format!("{path}?if_seq_no={number}&if_primary_term={term}");
    match http.send("PUT", &over, Some((JSON, &value)))? {
        (200..300, answer) => Ok((mark, Version::of(&answer))),
        // Another of those who load has just done so, or it is over: the next look tells.
        (409, _) => shared(http, run),
        (status, answer) => Err(http.refused(("PUT", &path), status, &answer)),
    }
}

/// Ends the load by many of this name: its parts write no more, and the next writer does not wait for it.
///
/// # Errors
/// [`ClusterError::Lost`] where it is over.
pub(crate) fn end(http: &Http, run: &str) -> Result<(), ClusterError> {
    let path = format!("{}/_doc/writer", meta(&http.address.name));
    for _ in 0..ATTEMPTS {
        let (mark, Version { number, term }) = shared(http, run)?;
        let value =
            serde_json::to_vec(&Mark { heard: 0, ..mark }).map_err(|e| http.odd(("PUT", &path), e.to_string()))?;
        let over = format!("{path}?if_seq_no={number}&if_primary_term={term}");
        match http.send("PUT", &over, Some((JSON, &value)))? {
            (200..300, _) => return Ok(()),
            // A part has just renewed it.
            (409, _) => {}
            (status, answer) => return Err(http.refused(("PUT", &over), status, &answer)),
        }
    }
    Err(ClusterError::Busy(http.address.to_string()))
}

/// Leaves `own` as the mark of who is writing; what a writer left behind that was cut off, and the mark's version.
pub(crate) fn lock(http: &Http, meta: &str, own: &Mark) -> Result<(Option<Mark>, Version), ClusterError> {
    let odd = |reason: String| http.odd(("GET", "writer"), reason);
    let value = serde_json::to_vec(own).map_err(|e| odd(e.to_string()))?;
    let create = format!("{meta}/_create/writer");
    for _ in 0..ATTEMPTS {
        let (status, answer) = http.send("PUT", &create, Some((JSON, &value)))?;
        match status {
            200..300 => return Ok((None, Version::of(&answer))),
            409 => {}
            _ => return Err(http.refused(("PUT", &create), status, &answer)),
        }
        // It may have let go since.
        let Some(there) = http.get(&format!("{meta}/_doc/writer"))? else { continue };
        let left = Mark::deserialize(&there["_source"]).map_err(|e| odd(e.to_string()))?;
        if left.holder == own.holder {
            return Ok((None, Version::of(&there)));
        }
        let process = format!("process {} on {}", left.process, left.host);
        let locked = || ClusterError::Locked {
            address: http.address.to_string(),
            holder: if left.host == SHARED { format!("{SHARED} ({})", left.id) } else { process.clone() },
            minutes: SILENCE.as_secs() / 60,
        };
        if !left.is_dead() {
            return Err(locked());
        }
        // Whoever comes first takes it over. It goes on saying what was left, until that is settled.
        let Mark { host, holder, .. } = own.clone();
        let taken = Mark { host, holder, process: own.process, heard: own.heard, ..left.clone() };
        let value = serde_json::to_vec(&taken).map_err(|e| odd(e.to_string()))?;
        let Version { number, term } = Version::of(&there);
        let over = format!("{meta}/_doc/writer?if_seq_no={number}&if_primary_term={term}");
        let (status, answer) = http.send("PUT", &over, Some((JSON, &value)))?;
        return match status {
            200..300 => Ok((Some(left), Version::of(&answer))),
            409 => Err(locked()),
            _ => Err(http.refused(("PUT", &over), status, &answer)),
        };
    }
    Err(ClusterError::Busy(http.address.to_string()))
}

pub(crate) fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

/// This machine's name, as far as it tells.
fn host() -> String {
    let name = std::fs::read_to_string("/etc/hostname").ok().or_else(|| std::env::var("COMPUTERNAME").ok());
    name.unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_a_machine_whose_name_is_everybodys_a_writer_is_dead_by_its_silence_alone() {
        let mark = |host: &str, heard| Mark { host: host.to_owned(), process: u32::MAX, heard, ..Mark::new() };
        let heard = now().as_secs();
        for here in ["", "localhost"] {
            assert!(!mark(here, heard).is_dead_on(here));
            assert!(mark(here, 0).is_dead_on(here));
        }
        assert!(!mark("ship", heard).is_dead_on("boat"));
        #[cfg(target_os = "linux")]
        assert!(mark("ship", heard).is_dead_on("ship"));
    }
}

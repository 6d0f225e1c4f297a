//! What a server is told when it begins.

use crate::{Place, ServeError};
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

/// The port where none is asked for.
pub const PORT: u16 = 7655;

/// A token shorter than this could be guessed.
const SHORTEST: usize = 16;

/// What a server is told when it begins.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where the index is.
    pub index: Place,
    /// The address to listen on. Any but a loopback one needs a token.
    pub listen: IpAddr,
    /// The port; 0 for any that is free.
    pub port: u16,
    /// Names besides its address by which the page may be asked for ("handbook.example.org").
    pub hosts: Vec<String>,
    /// What a visitor has to know to read anything.
    pub token: Option<String>,
    /// What has to be known to change anything: a program sends it, and who uses a page writes it down. Without one here it is
    /// made anew for each run and stands in the forms of pages, so that whoever reads may write; where reading asks for a
    /// [token](Self::token) nobody changes anything then.
    pub writing: Option<String>,
}

impl Settings {
    /// An index on this machine, for nobody but this machine.
    pub fn local(index: impl Into<PathBuf>) -> Self {
        Self {
            index: Place::Folder(index.into()),
            listen: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: PORT,
            hosts: Vec::new(),
            token: None,
            writing: None,
        }
    }

    /// Whether the address may be listened on as it is.
    pub(crate) fn check(&self) -> Result<(), ServeError> {
        let guarded = self.token.as_ref().is_some_and(|token| token.len() >= SHORTEST);
        if guarded || self.listen.is_loopback() && self.token.is_none() {
            Ok(())
        } else {
            Err(ServeError::Unguarded(self.listen))
        }
    }
}

//! Why the server cannot begin.

use rolecall_cluster::ClusterError;
use rolecall_indexer::IndexError;
use rolecall_search::RetrieveError;
use std::net::SocketAddr;

/// Why the server cannot begin, or had to end.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// There is no index to serve, or it cannot be read.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// The cluster does not give it.
    #[error(transparent)]
    Cluster(#[from] ClusterError),
    /// It cannot be read.
    #[error(transparent)]
    Retrieve(#[from] RetrieveError),
    /// The address is not to be had.
    #[error("{address} cannot be listened on ({reason}): name another port with `--port N`, 0 for any that is free")]
    Listen {
        /// The one that was asked for.
        address: SocketAddr,
        /// What the system says.
        reason: std::io::Error,
    },
    /// Anybody who reaches the address could read everything.
    #[error("{0} can be reached from other machines: give `--token-file FILE` with a token of at least 16 characters")]
    Unguarded(std::net::IpAddr),
    /// Whoever is at the other end speaks something else.
    #[error(
        "the assistant does not speak the Model Context Protocol ({0}): let it start `search mcp` as a tool server"
    )]
    Protocol(String),
    /// Threads or random numbers are not to be had.
    #[error("the server cannot be started ({0})")]
    System(std::io::Error),
}

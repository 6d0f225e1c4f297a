//! What may go wrong between here and the cluster.

use rolecall_indexer::IndexError;

/// Why the cluster did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    /// The address is none.
    #[error(
        "{given} is no address of an index in a cluster ({reason}): give one like opensearch://127.0.0.1:9200/handbook"
    )]
    Address {
        /// As given.
        given: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// No node answers.
    #[error("no node of {cluster} answers ({reason}): see whether it runs, and the address")]
    Unreachable {
        /// Where it was looked for.
        cluster: String,
        /// What the last node's connection said.
        reason: String,
    },
    /// It answers that it will not.
    #[error("{cluster} refuses {what} with status {status} ({reason}): {remedy}")]
    Refused {
        /// Who.
        cluster: String,
        /// Method and path.
        what: String,
        /// Of HTTP.
        status: u16,
        /// What it says.
        reason: String,
        /// What to do about it.
        remedy: &'static str,
    },
    /// It does not know the user, or not by this password.
    #[error("{cluster} does not let {} in: name the user in the address (opensearch+tls://USER@…) and set ROLECALL_CLUSTER_PASSWORD to its password", .user.as_deref().unwrap_or("who has no name"))]
    Stranger {
        /// Who.
        cluster: String,
        /// As whom it was asked.
        user: Option<String>,
    },
    /// Its disks are full.
    #[error(
        "{cluster} has no room left ({reason}): free some or add a node, then run the same again, what was written is not written twice"
    )]
    Full {
        /// Who.
        cluster: String,
        /// What it says.
        reason: String,
    },
    /// It is something else, or too old.
    #[error("{cluster} is {found}: an index needs OpenSearch 2 or newer")]
    Version {
        /// Who.
        cluster: String,
        /// What it says it is.
        found: String,
    },
    /// What the generation is made of is there in part.
    #[error(
        "of the index at {cluster} {what} is missing, somebody removed it: make it anew with `search ingest PATH --full`"
    )]
    Lacking {
        /// Which.
        cluster: String,
        /// The name of what is missing.
        what: String,
    },
    /// It goes on saying that it has too much to do.
    #[error(
        "{0} has too much to do and went on saying so: run the same again later, what was written is not written twice"
    )]
    Busy(String),
    /// A part of the index is not to be had. What is left could give another answer.
    #[error("only a part of the index at {cluster} answers ({reason}): ask again once all of its shards are there")]
    Partial {
        /// Who.
        cluster: String,
        /// What is missing.
        reason: String,
    },
    /// It is at work for longer than is waited for.
    #[error(
        "{cluster} was not done with {what} after {seconds} s, and may still be at it: run the same again when it has less to do, what was written is not written twice"
    )]
    Slow {
        /// Who.
        cluster: String,
        /// Method and path.
        what: String,
        /// How long was waited.
        seconds: u64,
    },
    /// It says more at once than is read.
    #[error(
        "{cluster} answers {what} with more than {mebibytes} MiB at once: part the article that is so large, and ingest it again"
    )]
    Long {
        /// Who.
        cluster: String,
        /// Method and path.
        what: String,
        /// That are read.
        mebibytes: u64,
    },
    /// What was written is not there as it was written.
    #[error(
        "{index} of {cluster} has {there} documents where {expected} should be, so nothing was committed: run the same again with --full, or begin the load anew"
    )]
    Uneven {
        /// Who.
        cluster: String,
        /// The index's name.
        index: String,
        /// Documents that are there.
        there: u64,
        /// Documents of all articles.
        expected: u64,
    },
    /// It answers what was not expected.
    #[error("{cluster} answers {what} with what is no answer ({reason}): see whether it is OpenSearch 2 or newer")]
    Odd {
        /// Who.
        cluster: String,
        /// Method and path.
        what: String,
        /// What is wrong with it.
        reason: String,
    },
    /// There is no index of this name.
    #[error("no index at {0}: run `search ingest PATH --index {0}` first")]
    Missing(String),
    /// It was written by a program that lays indexes out differently.
    #[error(
        "the index at {address} has format {found}, this program reads format {expected}: rebuild it with `search ingest PATH --full`"
    )]
    Format {
        /// Which.
        address: String,
        /// The version found.
        found: u64,
        /// The version that is known.
        expected: u64,
    },
    /// Somebody else is writing.
    #[error(
        "the index at {address} is being written by {holder}: wait until it is done; a writer of which nothing is heard for {minutes} minutes is taken for dead"
    )]
    Locked {
        /// Which.
        address: String,
        /// Who.
        holder: String,
        /// The patience.
        minutes: u64,
    },
    /// Somebody else took this writer for dead.
    #[error(
        "another writer has taken over the index at {0}, as nothing was heard of this one for long: nothing more was written; run the same again"
    )]
    Lost(String),
    /// A part of a load is made otherwise than the load was begun.
    #[error(
        "the load into {address} was begun by {load}, and this part would be made by {own}: have one program and one --model write all of its parts"
    )]
    Otherwise {
        /// Which index.
        address: String,
        /// By what it was begun.
        load: String,
        /// By what this part would be made.
        own: String,
    },
    /// An article is larger than a cluster takes. What stood at its path stays.
    #[error("{path} is a document of {mebibytes} MiB, and {cluster} takes none of more than {most} MiB: part it")]
    Large {
        /// Who.
        cluster: String,
        /// The article's.
        path: String,
        /// Of the document.
        mebibytes: usize,
        /// That it takes.
        most: usize,
    },
    /// The model cannot embed the statements.
    #[error(
        "the statements cannot be embedded ({0}): fetch the model again with `search model`, or go without with `--model none`"
    )]
    Embedding(String),
    /// What the choice of articles or the table of roles says.
    #[error(transparent)]
    Index(#[from] IndexError),
}

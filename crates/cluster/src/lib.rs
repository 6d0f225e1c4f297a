//! The index in an OpenSearch cluster instead of a folder. For whom one disk is too small, and a cluster is there already.
//!
//! A [`Writer`] takes what `rolecall-indexer`'s takes and a [`Reader`] is asked as its is
//! ([`Retrieve`](rolecall_search::Retrieve)). What understands, weighs and answers does not know which of them it asks, and the
//! words that are looked for are made by `rolecall-language` in both: the cluster parts them at blanks and does no more.
//! What is scored by the cluster is scored once more here, to the bit as the engine in this process would (`bm25`).
//!
//! `address` → `http` → `layout` (what is kept under which name) → `documents` → `writer`, or `load` where many write; and `reader` → `chosen`, `retrieve` (`wholes`); `meaning` (`graph`) is what
//! both do with vectors.

mod address;
mod bm25;
mod bulk;
mod chosen;
mod documents;
mod error;
mod graph;
mod http;
mod layout;
mod load;
mod mark;
mod meaning;
mod reader;
mod ready;
mod retrieve;
mod wholes;
mod writer;

pub use address::Address;
pub use error::ClusterError;
pub use http::holds_certificate;
pub use load::Loader;
pub use reader::Reader;
pub use writer::{Begun, Writer};

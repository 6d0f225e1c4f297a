//! Records to an index on disk, and back: the one place that knows the search engine.
//!
//! [`Reader`] is what searches use: a snapshot of one generation, opened without a lock.

mod directory;
mod error;
mod layout;
mod manifest;
mod query;
mod reader;
mod records;
mod retrieve;
mod schema;
mod stored;

pub use error::IndexError;
pub use layout::INDEX_FORMAT;
pub use manifest::{Entry, Fingerprint, Manifest, Refused};
pub use query::{Clause, Field, Filter, Hit, Part, Prior, TextQuery};
pub use reader::Reader;
pub use stored::{ArticleHead, StoredStatement};

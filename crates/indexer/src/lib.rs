//! Records to an index on disk, and back: the one place that knows the search engine.
//!
//! A run of ingest opens a [`Writer`], tells it what is new, changed and gone, and commits; a search opens a [`Reader`], a
//! snapshot of one generation, without a lock. The module `layout` tells how the files hold together, whatever is cut off when.

mod analysed;
mod best;
mod blocks;
mod check;
mod copies;
mod crowd;
mod directory;
mod documents;
mod embed;
mod engine;
mod error;
mod foreign;
mod integrity;
mod layout;
mod lock;
mod manifest;
mod marks;
mod memo;
mod merge;
mod nearest;
mod query;
mod reader;
mod records;
mod refused;
mod repair;
mod retrieve;
mod roles;
mod roots;
mod schema;
mod select;
mod speaking;
mod stored;
mod vectors;
mod whole;
mod writer;

pub use analysed::Analysed;
pub use check::{Checkup, Fault, check};
pub use crowd::{Voice, thinned};
pub use embed::Embedding;
pub use error::IndexError;
pub use layout::INDEX_FORMAT;
pub use manifest::{Entry, Fingerprint, Manifest, Refused};
pub use marks::{Marks, author_mark, coarser_dates, folder_mark, site_mark};
pub use memo::Memo;
pub use query::{Clause, Field, Filter, Hit, Part, Prior, TextQuery};
pub use reader::Reader;
pub use repair::{Repaired, repair};
pub use select::{Choices, Pattern, Selection};
pub use stored::{ArticleHead, StoredStatement};
pub use vectors::{Small, key_of};
pub use whole::Wholes;
pub use writer::{OnDamage, Summary, Writer, analyse, role_table};

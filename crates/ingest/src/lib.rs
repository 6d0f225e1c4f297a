//! Files to records. A file's way through this crate is the order of its modules:
//!
//! `scan` (which files are there) → `plan` (which of them are new, changed, moved, gone) → `pipeline` (each of those, on
//! all cores) → `parse` (`detect` the format, `decode` the charset, format → [`Document`]) → `segment` (sentences) →
//! `attribute` (whose responsibility) → a record.

#[cfg(any(feature = "archives", feature = "web"))]
mod address;
#[cfg(feature = "archives")]
mod archive;
mod attribute;
mod bounds;
mod columns;
pub mod document;
#[cfg(feature = "web")]
mod fetch;
mod language;
mod lettered;
#[cfg(feature = "archives")]
mod members;
mod origin;
mod parse;
mod pipeline;
mod plan;
mod scan;
mod segment;
#[cfg(feature = "web")]
mod sitemap;
mod stage;
mod understand;
mod window;

pub use columns::NamedColumns;
pub use document::Document;
#[cfg(feature = "web")]
pub use fetch::{Answer, Fetcher, Page, Validators, web_path};
pub use origin::Origin;
pub use parse::{Columns, Unreadable, parse};
#[cfg(feature = "pdf")]
pub use parse::{answer_isolated, isolate};
pub use pipeline::{Delivery, Observer, Report, RunError, RunOptions, Stage, run, single};
pub use plan::{Candidate, Change, Fingerprint, Known, Plan};
pub use scan::{Found, Problem, Scan, ScanError, ScanOptions, is_passed_over, named, scan};
#[cfg(feature = "web")]
pub use sitemap::listed;
pub use stage::Times;
pub use understand::{PIPELINE_VERSION, article_id, understand, understand_with};

//! Files to records. A file's way through this crate is the order of its modules:
//!
//! `scan` (which files are there) → `plan` (which of them are new, changed, moved, gone) → `pipeline` (each of those, on
//! all cores) → `parse` (`detect` the format, `decode` the charset, format → [`Document`]) → `segment` (sentences) →
//! `attribute` (whose responsibility) → a record.

mod attribute;
pub mod document;
mod parse;
mod segment;
mod understand;

pub use document::Document;
pub use parse::{Unreadable, parse};
pub use understand::{PIPELINE_VERSION, article_id, understand};

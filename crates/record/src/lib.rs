//! The contract on disk: what an article says about roles, as plain data.
//!
//! Everything that leaves `ingest` and everything that `indexer` and `search` read is one of these types, one
//! [`ArticleRecord`] a line of JSON ([`lines`]). They hold no behaviour beyond reading and writing themselves, so that a
//! record written today can be read by another program without this one.
//!
//! All positions are **byte** offsets into [`Article::text`], half open, on character boundaries: `&text[span]` is what
//! was meant, verbatim.

mod article;
mod fact;
pub mod lines;
mod role;
mod span;
mod statement;

pub use article::{Article, ArticleRecord, Block, BlockKind, Diagnostic};
pub use fact::Fact;
pub use role::{Alias, Role, RoleTable};
pub use span::Span;
pub use statement::{FoundBy, Kind, Mention, Statement, Strength};

/// Version of the types in this crate as they are written to disk. A reader refuses what it does not know.
pub const FORMAT: u32 = 1;

//! The page, the HTTP API and the tools for assistants over an index.
//!
//! A request's way through this crate is the order of its modules: `server` (accepts connections, stops gracefully) →
//! `guard` (who may ask what, and how much of it) → `router` (which address is whose) → `page` or `api` (a file for each
//! address) → `wanted` and `state` (what was made before is given again; everything else waits for one of a few places) → `snapshot` (one
//! generation of the index, made ready to be asked). `watch` opens a new generation once an ingest has committed one; those
//! who are being answered go on with the one before.
//!
//! Pages are made here, by the server, and work without a script. The one style sheet and the one script are part of the
//! binary, so no page ever loads anything from elsewhere. What an article says is text wherever it appears: markup is only
//! what `maud` templates of this crate write down.
//!
//! This crate reads an index and no articles: whoever starts it may hand it a [`Keeper`] by which articles are added and
//! removed.

mod api;
mod asked;
mod asset;
mod error;
mod guard;
mod index;
mod keeper;
mod mcp;
mod metrics;
mod page;
mod problem;
mod router;
mod server;
mod settings;
mod snapshot;
mod state;
mod wanted;
mod watch;

pub use error::ServeError;
pub use index::Place;
pub use keeper::{KeepError, Keeper, Kept, Told};
pub use mcp::serve_assistant;
pub use router::router;
pub use server::serve;
pub use settings::{PORT, Settings};
pub use state::App;

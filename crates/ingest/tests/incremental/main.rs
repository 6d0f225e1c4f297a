//! From folder to deliveries, run after run: only what changed is read, and nothing that is wrong with one file keeps the
//! others from being taken.

mod archives;
mod runs;
mod scanning;
mod support;

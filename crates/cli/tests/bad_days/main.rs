//! Bad days, on the real program: it is killed, crowded, out of room, and fed what is meant to harm it.

#[path = "../common/mod.rs"]
mod common;

mod corpus;
mod crowd;
mod disk;
mod edits;
mod hostile;
mod kill;

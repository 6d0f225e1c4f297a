//! What a user of an index can rely on.

mod articles;
mod bad_days;
mod copies;
mod damage;
mod incremental;
mod searching;
mod support;
mod vectors;
mod whole;

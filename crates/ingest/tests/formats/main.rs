//! Documents of every format, made here by code: what is read of them, and what happens to broken ones.

mod by_hand;
mod columns;
mod make;
mod mangled;
mod notes;
mod same;
mod tables;

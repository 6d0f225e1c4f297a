//! What is made to harm whoever reads it: never a panic, never a hang, and what else there is to read is read.

mod names;
mod texts;

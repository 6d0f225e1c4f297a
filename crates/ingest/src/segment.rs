//! Blocks to the spans of their sentences.

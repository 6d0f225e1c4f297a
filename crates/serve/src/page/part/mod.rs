//! What pages are made of.

mod chart;
mod confidence;
mod evidence;
mod facts;
mod graph;
mod overlap;
mod partial;
mod text;

pub(super) use chart::chart;
pub(super) use confidence::{confidence, confidence_in};
pub(super) use evidence::{Naming, evidence, evidences};
pub(super) use facts::facts;
pub(super) use graph::graph;
pub(super) use overlap::{Share, overlap};
pub(super) use partial::partial;
pub(super) use text::{counted, is_long, marked, plain, short};

//! What each form of question makes of the stations: a file for each.

pub(crate) mod compare;
pub(crate) mod does;
pub(crate) mod fact;
mod profile;
pub(crate) mod what;
pub(crate) mod who;

use crate::{Comparison, Evidence, FactFound, RoleAnswer, Signs, Verdict};

/// The part of an [`crate::Answer`] that an intent fills in.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) verdict: Option<Verdict>,
    pub(crate) abstained: bool,
    pub(crate) answers: Vec<RoleAnswer>,
    pub(crate) signs: Option<Signs>,
    pub(crate) closest: Vec<Evidence>,
    pub(crate) comparison: Option<Comparison>,
    pub(crate) facts: Vec<FactFound>,
}

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

impl Outcome {
    /// All evidence of it, wherever it stands.
    pub(crate) fn evidence_mut(&mut self) -> impl Iterator<Item = &mut Evidence> {
        let compared = self.comparison.iter_mut().flat_map(|c| c.only.values_mut().flatten().chain(&mut c.shared));
        self.answers.iter_mut().flat_map(|a| &mut a.evidence).chain(&mut self.closest).chain(compared)
    }
}

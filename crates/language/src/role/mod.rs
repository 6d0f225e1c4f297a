//! What names a role, and when two names are one.

mod generic;
mod name;

pub use generic::{Generic, generic};
pub use name::{Likelihood, RoleName, head_of, ranked, role_name, subordinate};

//! What names a role, and when two names are one.

mod generic;
mod name;

pub use generic::{Generic, generic};
pub use name::{Likelihood, RoleName, display_name, head_of, ranked, role_name, subordinate};

//! What names a role, and when two names are one.

mod function;
mod generic;
mod name;

pub use function::{Function, function};
pub(crate) use function::{department, staffed};
pub use generic::{Generic, generic};
pub use name::{Likelihood, RoleName, head_of, ranked, role_name, subordinate, times};

//! Whether two secrets are the same.

/// Whether `given` is `secret`. Their hashes are compared, in a time that does not depend on where they differ.
pub(crate) fn same(given: &str, secret: &str) -> bool {
    blake3::hash(given.as_bytes()) == blake3::hash(secret.as_bytes())
}

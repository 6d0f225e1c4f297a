//! What a reader remembers for the next question.
//!
//! A reader is one generation, so what was read once stays true. A memory that is full is begun anew: what is asked for often
//! comes back at once, and nothing has to be kept in order of its use.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

/// At most so many things by their keys, for any number of threads.
///
/// ```
/// let lengths: rolecall_indexer::Memo<String, usize> = rolecall_indexer::Memo::new(10);
/// assert_eq!(lengths.get("oar", || Ok::<_, ()>(3)), Ok(3));
/// assert_eq!(lengths.get("oar", || Err("is not asked again")), Ok(3));
/// ```
pub struct Memo<K, V> {
    most: usize,
    known: Mutex<HashMap<K, V>>,
}

impl<K: Hash + Eq, V: Clone> Memo<K, V> {
    /// Remembers at most `most` things.
    pub fn new(most: usize) -> Self {
        Self { most, known: Mutex::default() }
    }

    /// What is known of `key`; found out by `make` where nothing is. Nobody waits for another's finding out.
    ///
    /// # Errors
    /// What `make` says.
    pub fn get<Q, E>(&self, key: &Q, make: impl FnOnce() -> Result<V, E>) -> Result<V, E>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ToOwned<Owned = K> + ?Sized,
    {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = known().get(key) {
            return Ok(value.clone());
        }
        let made = make()?;
        let mut known = known();
        if known.len() >= self.most {
            known.clear();
        }
        known.insert(key.to_owned(), made.clone());
        Ok(made)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_out_is_remembered_what_failed_is_not_and_a_full_memory_is_begun_anew() {
        let memo: Memo<String, usize> = Memo::new(2);
        assert_eq!(memo.get("oar", || Err("lost")), Err("lost"));
        assert_eq!(memo.get("oar", || Ok::<_, ()>(3)), Ok(3));
        assert_eq!(memo.get("oar", || Err("not asked again")), Ok(3));
        for word in ["keel", "anchor", "mast"] {
            memo.get(word, || Ok::<_, ()>(word.len())).unwrap();
        }
        assert!(memo.known.lock().unwrap().len() <= 2);
    }
}

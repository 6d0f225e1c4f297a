//! Lists in pages. A cursor names the last thing of a page by what it is sorted by, so that pages neither repeat nor skip
//! anything when an ingest changes the list between two of them.

use crate::asked::{between, pairs};
use crate::problem::Problem;
use utoipa::IntoParams;

/// Things in a page, where the address does not say,
const USUAL: usize = 100;
/// and at most.
const MOST: usize = 1_000;

/// Which page of a list.
#[derive(Debug, Clone, PartialEq, Eq, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Paging {
    /// At most this many things.
    #[param(required = false, minimum = 1, maximum = 1000, default = 100)]
    pub(super) limit: usize,
    /// Go on behind the page that gave this as its `next`.
    #[param(value_type = String, required = false)]
    pub(super) cursor: Option<String>,
}

impl Paging {
    /// Reads the query of an address.
    ///
    /// # Errors
    /// A limit that is none, a cursor that no page gave.
    pub(super) fn read(query: Option<&str>) -> Result<Self, Problem> {
        let mut paging = Self { limit: USUAL, cursor: None };
        for (name, value) in pairs(query) {
            match name.as_str() {
                "limit" => paging.limit = between(&name, &value, 1, MOST)?,
                "cursor" => paging.cursor = Some(decoded(&value)?),
                _ => {}
            }
        }
        Ok(paging)
    }

    /// The page of `sorted`, by the key of each, and the cursor of the page after it.
    pub(super) fn of<'t, T>(&self, sorted: &'t [T], key: impl Fn(&T) -> String) -> (&'t [T], Option<String>) {
        let from = self.cursor.as_ref().map_or(0, |last| sorted.partition_point(|one| key(one) <= *last));
        let page = &sorted[from..sorted.len().min(from.saturating_add(self.limit))];
        let next = (from + page.len() < sorted.len()).then(|| page.last().map(|last| encoded(&key(last)))).flatten();
        (page, next)
    }
}

/// A key as it can stand in an address.
pub(super) fn encoded(key: &str) -> String {
    key.bytes().map(|byte| format!("{byte:02x}")).collect()
}

fn decoded(cursor: &str) -> Result<String, Problem> {
    let byte = |at: usize| u8::from_str_radix(cursor.get(at..at + 2)?, 16).ok();
    let bytes: Option<Vec<u8>> = (0..cursor.len()).step_by(2).map(byte).collect();
    let key = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    key.ok_or_else(|| Problem::asked("cursor: give what the page before has as `next`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_each_other_without_a_gap_though_the_list_changes() {
        let page = |list: &[&str], cursor: Option<&str>| {
            let query = cursor.map_or("limit=2".to_owned(), |c| format!("limit=2&cursor={c}"));
            let paging = Paging::read(Some(&query)).unwrap();
            let (page, next) = paging.of(list, |name| (*name).to_owned());
            (page.join(" "), next)
        };
        let (first, next) = page(&["bosun", "cook", "mate", "purser"], None);
        assert_eq!(first, "bosun cook");
        let (second, next) = page(&["angler", "mate", "pilot", "purser"], next.as_deref());
        assert_eq!(second, "mate pilot");
        assert_eq!(page(&["angler", "mate", "pilot", "purser"], next.as_deref()), ("purser".to_owned(), None));
    }

    #[test]
    fn a_cursor_that_no_page_gave_is_refused() {
        for cursor in ["x", "zz", "f", "ff", "a\u{e9}"] {
            assert!(Paging::read(Some(&format!("cursor={cursor}"))).is_err(), "{cursor}");
        }
    }
}

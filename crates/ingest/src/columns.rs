//! Which columns of tables the user has named, and for which articles.
//!
//! Columns are named for a place (a file, a folder, an archive, an address), and hold for all that is read there, now and by
//! later runs: whoever named them once would otherwise have each table guessed anew as soon as it changes. What is named for
//! a place within another comes first there.

use crate::Columns;
use std::collections::BTreeMap;

/// The columns that were named, by the path of an article or of what it lies in.
///
/// ```
/// use rolecall_ingest::{Columns, NamedColumns};
///
/// let mut named = NamedColumns::default();
/// let (post, rank): (Columns, Columns) = ("role=Post".parse().unwrap(), "role=Rank".parse().unwrap());
/// assert!(named.name("ship", post.clone()) && named.name("ship/crew.csv", rank.clone()));
/// assert_eq!((named.of("ship/galley.csv"), named.of("ship/crew.csv")), (&post, &rank));
/// assert_eq!(named.of("shipyard/a.csv"), &Columns::default());
/// // Naming them for all of a folder is the last word.
/// assert!(named.name("ship", post.clone()) && !named.name("ship", post.clone()));
/// assert_eq!(named.of("ship/crew.csv"), &post);
/// // Guessing in a part of it.
/// assert!(named.name("ship/crew.csv", Columns::default()));
/// assert_eq!(named.of("ship/crew.csv"), &Columns::default());
/// assert_eq!(NamedColumns::read(&named.written()), named);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NamedColumns {
    /// No columns where they are to be guessed within a place for which some are named. No path: all articles.
    named: BTreeMap<String, Columns>,
}

impl NamedColumns {
    /// The same for all articles.
    pub fn everywhere(columns: Columns) -> Self {
        Self { named: BTreeMap::from([(String::new(), columns)]) }
    }

    /// What [`NamedColumns::written`] gave; what cannot be read was not named.
    pub fn read(written: &BTreeMap<String, String>) -> Self {
        let named = written.iter().filter_map(|(path, columns)| Some((path.clone(), columns.parse().ok()?)));
        Self { named: named.collect() }
    }

    /// As text, as the user writes it.
    pub fn written(&self) -> BTreeMap<String, String> {
        self.named.iter().map(|(path, columns)| (path.clone(), columns.to_string())).collect()
    }

    /// Names `columns` for all that stands at or below `path`, whatever was named there before; none: to be guessed. Whether
    /// that changes anything.
    pub fn name(&mut self, path: &str, columns: Columns) -> bool {
        let within = self.named.range(path.to_owned()..).map(|(known, _)| known);
        let within: Vec<String> = within
            .take_while(|known| known.starts_with(path))
            .filter(|known| is_within(known, path))
            .cloned()
            .collect();
        let here = self.named.get(path).cloned();
        for known in &within {
            self.named.remove(known);
        }
        if *self.of(path) != columns {
            self.named.insert(path.to_owned(), columns);
        }
        within.iter().any(|known| known != path) || self.named.get(path) != here.as_ref()
    }

    /// The columns that are named for the article at `path`.
    pub fn of(&self, path: &str) -> &Columns {
        const NONE: &Columns = &Columns::NONE;
        self.place(path).map_or(NONE, |(_, columns)| columns)
    }

    /// Whether columns are named for `path` by itself, not for what it lies in.
    pub fn is_named(&self, path: &str) -> bool {
        self.named.contains_key(path)
    }

    /// Those, where there are some, and the path that they are named for.
    pub fn place(&self, path: &str) -> Option<(&str, &Columns)> {
        // The path itself and what it lies in, the nearest first.
        let ends = std::iter::once(path.len()).chain(path.rmatch_indices('/').map(|(at, _)| at)).chain([0]);
        let around = ends.filter_map(|end| self.named.get_key_value(&path[..end]));
        around.map(|(place, columns)| (place.as_str(), columns)).next()
    }
}

/// Whether `path` is `place` or lies in it.
fn is_within(path: &str, place: &str) -> bool {
    place.is_empty() || path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

//! How articles come in and go, as far as this crate knows: through somebody else's hands.

/// Is told how many articles of how many are done, from any thread.
pub type Told<'t> = &'t (dyn Fn(usize, usize) + Sync);

/// Adds articles to the index and takes them out again. One run at a time; a second is told [`KeepError::Busy`].
pub trait Keeper: Send + Sync {
    /// Keeps articles, each a name and its content, and reads them into the index. A name is what its bringer calls it; it
    /// decides on no path.
    ///
    /// # Errors
    /// [`KeepError`]; nothing is kept then.
    fn add(&self, brought: &[(String, Vec<u8>)], told: Told<'_>) -> Result<Kept, KeepError>;

    /// Takes the article at `path` out, where it came in by [`Keeper::add`]; with an article of an archive all that came in it.
    ///
    /// # Errors
    /// [`KeepError`]; [`KeepError::Unwanted`] for an article that lies in somebody's own folder. Nothing is taken out then.
    fn remove(&self, path: &str, told: Told<'_>) -> Result<Kept, KeepError>;

    /// Looks again at all folders that were ever read, and at the files that were read by themselves.
    ///
    /// # Errors
    /// [`KeepError`].
    fn read_again(&self, told: Told<'_>) -> Result<Kept, KeepError>;

    /// What goes when the article at `path` is removed, by its path: itself, or the archive that it came in. None where it did
    /// not come in by [`Keeper::add`].
    fn brought(&self, path: &str) -> Option<String>;
}

/// What a run did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// The paths of the articles that were added or removed, in the index.
    pub paths: Vec<String>,
    /// What was done, in a line or two.
    pub said: String,
    /// Files that could not be taken: path and reason.
    pub problems: Vec<(String, String)>,
}

/// Why a run did nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeepError {
    /// What was brought is no article, or must not be removed.
    #[error("{0}")]
    Unwanted(String),
    /// Another run is under way, here or in another process.
    #[error("{0}")]
    Busy(String),
    /// It is not there.
    #[error("{0}")]
    Missing(String),
    /// The system does not let it happen.
    #[error("{0}")]
    Failed(String),
}

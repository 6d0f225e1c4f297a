//! The index that is served, wherever it is: what pages show beyond answers.

use crate::ServeError;
use rolecall_cluster::Address;
use rolecall_indexer::{ArticleHead, Choices};
use rolecall_record::ArticleRecord;
use rolecall_search::{Retrieve, RetrieveError};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Where the index is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In a folder.
    Folder(PathBuf),
    /// In a cluster.
    Cluster(Address),
}

impl Place {
    /// Opens the newest generation.
    pub(crate) fn open(&self) -> Result<Box<dyn Index>, ServeError> {
        Ok(match self {
            Self::Folder(dir) => Box::new(rolecall_indexer::Reader::open(dir)?),
            Self::Cluster(address) => Box::new(rolecall_cluster::Reader::open(address)?),
        })
    }
}

/// One record after the other.
pub(crate) type Records<'i> = Box<dyn Iterator<Item = Result<ArticleRecord, RetrieveError>> + 'i>;

/// One generation of an index.
pub(crate) trait Index: Retrieve + Send + Sync {
    fn generation(&self) -> u64;
    fn is_current(&self) -> bool;
    fn article_count(&self) -> usize;
    fn statement_count(&self) -> usize;
    /// The first `most` of each.
    fn choices(&self, most: usize) -> Result<Choices, RetrieveError>;
    /// By id or path.
    fn article(&self, id_or_path: &str) -> Result<Option<ArticleRecord>, RetrieveError>;
    /// By path.
    fn heads(&self) -> Result<Vec<&ArticleHead>, RetrieveError>;
    /// By path.
    fn records(&self) -> Result<Records<'_>, RetrieveError>;
    /// Files that gave no article: path and reason.
    fn refused(&self) -> Result<BTreeMap<String, String>, RetrieveError>;
}

impl Index for rolecall_indexer::Reader {
    fn generation(&self) -> u64 {
        self.generation()
    }

    fn is_current(&self) -> bool {
        self.is_current()
    }

    fn article_count(&self) -> usize {
        self.article_count()
    }

    fn statement_count(&self) -> usize {
        self.statement_count()
    }

    fn choices(&self, most: usize) -> Result<Choices, RetrieveError> {
        Ok(self.choices()?.first(most))
    }

    fn article(&self, id_or_path: &str) -> Result<Option<ArticleRecord>, RetrieveError> {
        Ok(self.article(id_or_path)?)
    }

    fn heads(&self) -> Result<Vec<&ArticleHead>, RetrieveError> {
        Ok(self.articles()?.collect())
    }

    fn records(&self) -> Result<Records<'_>, RetrieveError> {
        Ok(Box::new(self.records()?.map(|record| Ok(record?))))
    }

    fn refused(&self) -> Result<BTreeMap<String, String>, RetrieveError> {
        Ok(self.refused()?)
    }
}

impl Index for rolecall_cluster::Reader {
    fn generation(&self) -> u64 {
        self.generation()
    }

    fn is_current(&self) -> bool {
        self.is_current()
    }

    fn article_count(&self) -> usize {
        self.article_count()
    }

    fn statement_count(&self) -> usize {
        self.statement_count()
    }

    fn choices(&self, most: usize) -> Result<Choices, RetrieveError> {
        Ok(self.choices(most)?)
    }

    fn article(&self, id_or_path: &str) -> Result<Option<ArticleRecord>, RetrieveError> {
        Ok(self.article(id_or_path)?)
    }

    fn heads(&self) -> Result<Vec<&ArticleHead>, RetrieveError> {
        Ok(self.articles()?.iter().collect())
    }

    fn records(&self) -> Result<Records<'_>, RetrieveError> {
        Ok(Box::new(self.records()?.map(|record| Ok(record?))))
    }

    fn refused(&self) -> Result<BTreeMap<String, String>, RetrieveError> {
        Ok(self.refused())
    }
}

//! An index, opened: in a folder or in a cluster. From here on nobody needs to know which.

use crate::exit::report;
use crate::place::place;
use anyhow::Result;
use rolecall_cluster::ClusterError;
use rolecall_embedding::{Embed, MiniLm};
use rolecall_indexer::{Embedding, Entry, Fingerprint, OnDamage, Reader, Refused, Summary, Writer};
use rolecall_record::ArticleRecord;
use rolecall_search::Retrieve;
use rolecall_serve::Place;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// An index to be asked.
pub(crate) enum Opened {
    /// In a folder.
    Folder(Box<Reader>),
    /// In a cluster.
    Cluster(Box<rolecall_cluster::Reader>),
}

impl Opened {
    /// Opens the one that was given, or the usual one, which has to be there.
    pub(crate) fn open(given: Option<&Path>) -> Result<Self> {
        Ok(match place(given)? {
            Place::Folder(dir) => Self::Folder(Box::new(Reader::open(dir)?)),
            Place::Cluster(address) => Self::Cluster(Box::new(rolecall_cluster::Reader::open(&address)?)),
        })
    }

    /// As what it is asked.
    pub(crate) fn retrieve(&self) -> &dyn Retrieve {
        match self {
            Self::Folder(reader) => reader.as_ref(),
            Self::Cluster(reader) => reader.as_ref(),
        }
    }

    /// The record of the article with this id or path.
    pub(crate) fn article(&self, id_or_path: &str) -> Result<Option<ArticleRecord>> {
        Ok(match self {
            Self::Folder(reader) => reader.article(id_or_path)?,
            Self::Cluster(reader) => reader.article(id_or_path)?,
        })
    }

    /// The records of all articles, by path.
    pub(crate) fn records(&self) -> Result<Box<dyn Iterator<Item = Result<ArticleRecord>> + '_>> {
        Ok(match self {
            Self::Folder(reader) => Box::new(reader.records()?.map(|record| Ok(record?))),
            Self::Cluster(reader) => Box::new(reader.records()?.map(|record| Ok(record?))),
        })
    }

    /// Each corpus' name with the absolute path of its folder, where it was read.
    pub(crate) fn roots(&self) -> BTreeMap<String, PathBuf> {
        match self {
            Self::Folder(reader) => reader.roots().clone(),
            Self::Cluster(reader) => reader.roots(),
        }
    }
}

/// Why an index does not take this one article, where it takes the others all the same.
pub(crate) fn untaken(error: &anyhow::Error) -> Option<String> {
    match error.downcast_ref() {
        Some(ClusterError::Large { cluster, mebibytes, most, .. }) => Some(format!(
            "it is a document of {mebibytes} MiB, and {cluster} takes none of more than {most} MiB: part it"
        )),
        _ => None,
    }
}

/// Says on standard error that a cluster made no graph of neighbours, where it gave a reason: all else goes on without.
pub(crate) fn tell_graphless(why: Option<&str>) {
    if let Some(why) = why {
        report(&format!(
            "the cluster made the index without a graph of neighbours, and questions by meaning look at every vector: it says “{why}”"
        ));
    }
}

/// An index to be written to.
pub(crate) enum Sink<'m> {
    /// In a folder.
    Folder(Box<Writer>),
    /// In a cluster.
    Cluster(Box<rolecall_cluster::Writer<'m>>),
}

impl<'m> Sink<'m> {
    /// Opens it; `full`: to have everything read again, and made anew where it cannot be read. `model` is that of the commit.
    pub(crate) fn open(place: &Place, full: bool, model: Option<&'m MiniLm>) -> Result<Self> {
        Ok(match place {
            Place::Folder(dir) => {
                Self::Folder(Box::new(Writer::open(dir, if full { OnDamage::Rebuild } else { OnDamage::Fail })?))
            }
            Place::Cluster(address) => {
                let model = model.map(|model| model as &dyn Embed);
                let writer = rolecall_cluster::Writer::open(address, full, model)?;
                tell_graphless(writer.graphless());
                Self::Cluster(Box::new(writer))
            }
        })
    }

    pub(crate) fn articles(&self) -> &BTreeMap<String, Entry> {
        match self {
            Self::Folder(writer) => &writer.known().articles,
            Self::Cluster(writer) => writer.articles(),
        }
    }

    pub(crate) fn refused(&self) -> &BTreeMap<String, Refused> {
        match self {
            Self::Folder(writer) => &writer.known().refused,
            Self::Cluster(writer) => writer.refused(),
        }
    }

    pub(crate) fn roots(&self) -> &BTreeMap<String, PathBuf> {
        match self {
            Self::Folder(writer) => &writer.known().roots,
            Self::Cluster(writer) => writer.roots(),
        }
    }

    /// Where a damaged index was replaced by an empty one: what was wrong with it.
    pub(crate) fn replaced(&self) -> Option<&str> {
        match self {
            Self::Folder(writer) => writer.replaced(),
            Self::Cluster(_) => None,
        }
    }

    pub(crate) fn set_roots(&mut self, roots: BTreeMap<String, PathBuf>) {
        match self {
            Self::Folder(writer) => writer.set_roots(roots),
            Self::Cluster(writer) => writer.set_roots(roots),
        }
    }

    /// Which columns of tables the user has named, as written.
    pub(crate) fn columns(&self) -> &BTreeMap<String, String> {
        match self {
            Self::Folder(writer) => &writer.known().columns,
            Self::Cluster(writer) => writer.columns(),
        }
    }

    pub(crate) fn set_columns(&mut self, columns: BTreeMap<String, String>) {
        match self {
            Self::Folder(writer) => writer.set_columns(columns),
            Self::Cluster(writer) => writer.set_columns(columns),
        }
    }

    /// Notes that a folder was given to be read with all that is in it. Only a page of this machine looks at such again.
    pub(crate) fn note_folder(&mut self, folder: &Path) {
        match self {
            Self::Folder(writer) => writer.note_folder(folder),
            Self::Cluster(_) => {}
        }
    }

    pub(crate) fn add(&mut self, record: &ArticleRecord, file: Fingerprint) -> Result<()> {
        match self {
            Self::Folder(writer) => Ok(writer.add(record, file)?),
            Self::Cluster(writer) => Ok(writer.add(record, file)?),
        }
    }

    pub(crate) fn remove(&mut self, path: &str) {
        match self {
            Self::Folder(writer) => writer.remove(path),
            Self::Cluster(writer) => writer.remove(path),
        }
    }

    pub(crate) fn touch(&mut self, path: &str, file: Fingerprint) -> Result<()> {
        match self {
            Self::Folder(writer) => writer.touch(path, file),
            Self::Cluster(writer) => writer.touch(path, file)?,
        }
        Ok(())
    }

    pub(crate) fn refuse(&mut self, path: &str, file: Fingerprint, reason: String) {
        match self {
            Self::Folder(writer) => writer.refuse(path, file, reason),
            Self::Cluster(writer) => writer.refuse(path, file, reason),
        }
    }

    /// Makes it the next generation; a cluster has its vectors already. `progress` is told how many texts of how many are embedded.
    pub(crate) fn commit(self, model: Option<&MiniLm>, progress: &mut dyn FnMut(usize, usize)) -> Result<Summary> {
        let embedding = model.map(|model| Embedding { model: model as &dyn Embed, progress });
        match self {
            Self::Folder(writer) => Ok(writer.commit_with(embedding)?),
            Self::Cluster(writer) => Ok(writer.commit()?),
        }
    }
}

//! One of many that write a load together: a partition of a job elsewhere.
//!
//! A load goes into new indices, which count once all of it is there ([`Writer::of_load`](crate::Writer::of_load)). Documents have the ids
//! of what they hold, so a partition that is cut off anywhere and run again, or run twice at once, leaves what it would have left by itself.
//! Nobody has to know of the others.

use crate::bulk::{BULK, bulk, fits, pieces};
use crate::http::Http;
use crate::layout::Names;
use crate::mark::{Making, RENEWED, end, shared};
use crate::meaning::Meanings;
use crate::ready::withdraw;
use crate::{Address, ClusterError, documents};
use rolecall_embedding::Embed;
use rolecall_indexer::{Fingerprint, analyse};
use rolecall_record::ArticleRecord;
use std::collections::BTreeSet;
use std::time::Instant;

/// A writer of a part of a load.
pub struct Loader<'m> {
    http: Http,
    names: Names,
    run: String,
    model: Option<&'m dyn Embed>,
    /// The dimension of the graph of neighbours in the load's indices.
    graph: Option<usize>,
    statements: String,
    heads: String,
    /// Ids of the articles of this part.
    added: BTreeSet<String>,
    /// When the load's mark was last looked at.
    heard: Instant,
}

impl<'m> Loader<'m> {
    /// Joins the load of this name ([`Writer::begin`](crate::Writer::begin)). With a `model`, statements get vectors. `pipeline` is the
    /// version of what understands articles.
    ///
    /// # Errors
    /// [`ClusterError::Lost`] where it is over, [`ClusterError::Otherwise`] where it was begun by another program or model, and what
    /// keeps the cluster from answering.
    pub fn join(
        address: &Address,
        run: &str,
        model: Option<&'m dyn Embed>,
        pipeline: u32,
    ) -> Result<Self, ClusterError> {
        let http = Http::new(address.clone());
        let (mark, _) = shared(&http, run)?;
        Making::own(pipeline, model).agrees(&mark, &http)?;
        let names = Names::new(&address.name, run);
        Ok(Self {
            http,
            names,
            run: run.to_owned(),
            model,
            graph: mark.graph,
            statements: String::new(),
            heads: String::new(),
            added: BTreeSet::new(),
            heard: Instant::now(),
        })
    }

    /// Ends the load of this name without a commit. Its parts write no more, and what they wrote goes with the next run, which does not
    /// wait for them.
    ///
    /// # Errors
    /// [`ClusterError::Lost`] where it is over, and what keeps the cluster from answering.
    pub fn abandon(address: &Address, run: &str) -> Result<(), ClusterError> {
        end(&Http::new(address.clone()), run)
    }

    /// Adds an article, in place of one of this part at the same path.
    ///
    /// # Errors
    /// [`ClusterError::Large`], which ends nothing, and what keeps the cluster from taking it.
    pub fn add(&mut self, record: &ArticleRecord, file: Fingerprint) -> Result<(), ClusterError> {
        if self.heard.elapsed() > RENEWED {
            self.live()?;
        }
        let path = &record.article.path;
        let (entry, analysed) = analyse(record, file);
        let meanings = self.model.map(|model| Meanings::of(model, record)).transpose()?;
        let meanings = meanings.as_ref();
        let (names, run) = (&self.names, &self.run);
        let (mut statements, mut heads) = (String::new(), String::new());
        let written = documents::statements(&mut statements, names, run, record, &analysed, (meanings, self.graph))
            .and_then(|tokens| {
                documents::article(&mut heads, names, run, record, &entry, tokens, (&analysed, meanings))
            });
        written.map_err(|e| self.http.odd(("POST", "_bulk"), e.to_string()))?;
        fits(&self.http, path, &statements)?;
        fits(&self.http, path, &heads)?;
        if !self.added.insert(entry.id) {
            self.send()?;
            withdraw(&self.http, &self.names, record, &mut self.statements)?;
        }
        self.statements += &statements;
        self.heads += &heads;
        if self.statements.len() + self.heads.len() >= BULK { self.send() } else { Ok(()) }
    }

    /// Renews the load's mark where that is old, and refuses to go on where it is over.
    fn live(&mut self) -> Result<(), ClusterError> {
        self.heard = Instant::now();
        shared(&self.http, &self.run).map(drop)
    }

    /// Sends what has gathered; to be done at the end.
    ///
    /// # Errors
    /// [`ClusterError::Lost`] where the load is over, and what keeps the cluster from taking it.
    pub fn send(&mut self) -> Result<(), ClusterError> {
        for lines in [std::mem::take(&mut self.statements), std::mem::take(&mut self.heads)] {
            for piece in pieces(&lines) {
                self.live()?;
                bulk(&self.http, piece)?;
            }
        }
        Ok(())
    }
}

//! What a run before left, and what is there.

use super::Writer;
use crate::ClusterError;
use crate::layout::{FORMAT, Names, Tokens, table_part};
use crate::mark::Mark;
use crate::reader::{all_of, record, search};
use rolecall_indexer::{Entry, Fingerprint};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;

impl Writer<'_> {
    /// Makes up for a run that was cut off. All of the new indices that nobody will commit go; of what it was sending, an article
    /// that has a record is written once more by it, to be read again from its file when that is met, and any other goes.
    pub(super) fn settle(&mut self, left: &Mark) -> Result<(), ClusterError> {
        let names = Names::new(&self.http.address.name, &left.run);
        let other = self.other.iter().flat_map(|(_, retired)| retired);
        let mut counting = self
            .before()
            .map(|before| (&before.run, &before.table))
            .into_iter()
            .chain(other.map(|other| (&other.run, &other.table)));
        let counts = counting.clone().any(|(run, _)| *run == left.run);
        // A table of roles that it had begun to write counts for nobody.
        if !counting.any(|(_, table)| *table == left.id) {
            for part in 0.. {
                if !self.removes(&table_part(&self.http.address.name, &left.id, part))? {
                    break;
                }
            }
        }
        if !counts && (left.instead || left.format != FORMAT) {
            for (index, ..) in names.all() {
                self.removes(index)?;
            }
            return Ok(());
        }
        if self.other.is_some() {
            // All of it is about to be replaced.
            return Ok(());
        }
        self.mark.instead = false;
        let Names { statements, articles, records, .. } = &names;
        if self.http.send_json("POST", &format!("{statements},{articles},{records}/_refresh"), &json!({}))?.is_none() {
            return Ok(());
        }
        let own = std::mem::replace(&mut self.names, names.clone());
        let mut gone = Vec::new();
        for id in &left.sending {
            self.live()?;
            match record(&self.http, records, id)? {
                // It is the one before or the new one, and what else there is may be of either.
                Some(record) => {
                    self.replaced.push(id.clone());
                    self.put(&record, Fingerprint::default(), false)?;
                }
                None => gone.push(id.clone()),
            }
        }
        self.send()?;
        self.delete(&gone, &json!({"match_all": {}}))?;
        self.refresh()?;
        // What there is is learnt from there.
        for known in [&mut self.written, &mut self.gone] {
            known.clear();
        }
        self.articles.clear();
        self.tokens.clear();
        self.models.clear();
        self.changed = true;
        if self.before.is_none() {
            // Nothing was ever committed: what is there is where this run goes on.
            self.know(&names).map(drop)?;
        } else {
            self.names = own;
        }
        Ok(())
    }

    /// Removes a document or an index; whether there was one.
    fn removes(&self, path: &str) -> Result<bool, ClusterError> {
        match self.http.send("DELETE", path, None)? {
            (200..300, _) => Ok(true),
            (404, _) => Ok(false),
            (status, answer) => Err(self.http.refused(("DELETE", path), status, &answer)),
        }
    }

    /// Learns which articles there are; their ids.
    pub(super) fn know(&mut self, names: &Names) -> Result<BTreeSet<String>, ClusterError> {
        let query =
            json!({"_source": ["path", "entry", "tokens", "model"], "query": {"match_all": {}}, "sort": ["path"]});
        let mut ids = BTreeSet::new();
        let all = |query: &Value| search(&self.http, &names.articles, query);
        all_of(all, &query, usize::MAX, |hit| {
            let source = &hit["_source"];
            let odd = |reason: String| self.http.odd(("GET", &names.articles), reason);
            let path = source["path"].as_str().ok_or_else(|| odd("an article has no path".into()))?;
            let entry = serde_json::from_str(source["entry"].as_str().unwrap_or_default());
            let entry: Entry = entry.map_err(|e| odd(e.to_string()))?;
            ids.insert(entry.id.clone());
            self.articles.insert(path.to_owned(), entry);
            let tokens = Tokens::deserialize(&source["tokens"]).map_err(|e| odd(e.to_string()))?;
            self.tokens.insert(path.to_owned(), tokens);
            self.models.insert(path.to_owned(), source["model"].as_str().map(str::to_owned));
            Ok(())
        })?;
        Ok(ids)
    }
}

//! What no longer stands in the articles goes from the indices.

use super::{IDS, Writer};
use crate::ClusterError;
use serde_json::{Value, json};

impl Writer<'_> {
    /// Deletes articles, and those of their statements that also are what `and` says. Records go first: where this is cut off, an article
    /// that has one is made whole again, and what is left of any other goes.
    pub(super) fn delete(&mut self, ids: &[String], and: &Value) -> Result<(), ClusterError> {
        for some in ids.chunks(IDS) {
            self.note(some.to_vec())?;
            self.delete_by(&self.names.records, &json!({"ids": {"values": some}}))?;
            self.delete_statements(some, and)?;
            self.delete_by(&self.names.articles, &json!({"ids": {"values": some}}))?;
        }
        Ok(())
    }

    pub(super) fn delete_statements(&mut self, ids: &[String], and: &Value) -> Result<(), ClusterError> {
        for some in ids.chunks(IDS) {
            self.live()?;
            let query = json!({"bool": {"filter": [{"terms": {"article": some}}, and]}});
            self.delete_by(&self.names.statements, &query)?;
        }
        Ok(())
    }

    pub(super) fn delete_by(&self, index: &str, query: &Value) -> Result<(), ClusterError> {
        // A document that has changed since it was last searched is a new one, and stays.
        let path = format!("{index}/_delete_by_query?conflicts=proceed");
        self.http.work(&path, &json!({ "query": query }))
    }
}

//! All since the opening becomes the next generation.

use super::{IDS, Writer};
use crate::ClusterError;
use crate::graph::{copied, is_whole};
use crate::http::JSON;
use crate::layout::{FORMAT, Generation, Names, Retired, Tokens, table_part};
use crate::reader::{Version, count, generation};
use rolecall_embedding::Embed;
use rolecall_indexer::{Summary, role_table};
use serde_json::json;

/// Bytes of a part of the table of roles.
const PART: usize = 1 << 20;

impl Writer<'_> {
    /// Makes everything since the opening the next generation, and lets go of the index.
    ///
    /// # Errors
    /// What keeps the cluster from taking it. The same run again goes on from there.
    pub fn commit(mut self) -> Result<Summary, ClusterError> {
        self.understand()?;
        self.send()?;
        let statements = self.articles.values().map(|entry| entry.statements).sum();
        let mut summary = Summary {
            generation: self.before().map_or(0, |before| before.generation),
            changed: self.changed || self.before.is_none() || self.mark.instead,
            articles: self.articles.len(),
            statements,
            vectors: self.model_of_all().is_some(),
            ..Summary::default()
        };
        if summary.changed {
            summary.generation += 1;
            self.carry_over()?;
            let gone: Vec<String> = self.gone.iter().cloned().collect();
            if gone.iter().any(|id| self.written.contains(id)) {
                // What this run wrote itself is not found before.
                self.refresh()?;
            }
            self.delete(&gone, &json!({"match_all": {}}))?;
            self.refresh()?;
            self.compare(&summary)?;
            summary.roles = self.write_generation(&summary)?;
        }
        self.stands = None;
        self.http.send("DELETE", &format!("{}/_doc/writer", self.meta), None)?;
        Ok(summary)
    }

    /// Refuses to commit what is not there as it was written.
    fn compare(&self, summary: &Summary) -> Result<(), ClusterError> {
        let Names { statements, articles, records, .. } = &self.names;
        for (index, expected) in
            [(statements, summary.statements), (articles, summary.articles), (records, summary.articles)]
        {
            let there = count(&self.http, index)?;
            if there != expected as u64 {
                let (cluster, index) = (self.http.address.to_string(), index.clone());
                return Err(ClusterError::Uneven { cluster, index, there, expected: expected as u64 });
            }
        }
        Ok(())
    }

    /// Lets what was written be found.
    pub(super) fn refresh(&self) -> Result<(), ClusterError> {
        let Names { statements, articles, records, .. } = &self.names;
        self.http.post(&format!("{statements},{articles},{records}/_refresh"), &json!({})).map(drop)
    }

    /// Gives those articles vectors that have none of the model, or of another one.
    fn understand(&mut self) -> Result<(), ClusterError> {
        let Some(model) = self.model.map(Embed::id) else { return Ok(()) };
        let without = self.models.iter().filter(|(_, of)| of.as_deref() != Some(model)).map(|(path, _)| path.clone());
        for path in without.collect::<Vec<_>>() {
            self.live()?;
            let Some(entry) = self.articles.get(&path) else { continue };
            let (id, file) = (entry.id.clone(), entry.file.clone());
            // What this run wrote, or the load that it commits, lies in its own indices; what stands before may be older.
            let own = self.written.contains(&id);
            let run = self.before().filter(|_| !own).map_or(&self.names.run, |before| &before.run);
            let records = Names::new(&self.http.address.name, run).records;
            let record = crate::reader::record(&self.http, &records, &id)?;
            let record = record.ok_or_else(|| ClusterError::Lacking {
                cluster: self.http.address.to_string(),
                what: format!("the record of {path}"),
            })?;
            self.put(&record, file, false)?;
        }
        Ok(())
    }

    /// The model of all vectors, where all that need one have one of it.
    fn model_of_all(&self) -> Option<String> {
        let speaking = |path: &String| self.tokens.get(path).is_some_and(|tokens| tokens.speaking > 0);
        let mut models = self.models.iter().filter(|(path, _)| speaking(path)).map(|(_, model)| model);
        let first = models.next()?.clone()?;
        models.all(|model| model.as_ref() == Some(&first)).then_some(first)
    }

    /// Copies what this run did not write from the indices before into the new ones.
    fn carry_over(&mut self) -> Result<(), ClusterError> {
        let Some(before) = self.before().filter(|_| self.mark.instead).cloned() else { return Ok(()) };
        let ids = self.articles.values().map(|entry| &entry.id);
        let kept: Vec<String> = ids.filter(|id| !self.written.contains(*id)).cloned().collect();
        let old = Names::new(&self.http.address.name, &before.run);
        for some in kept.chunks(IDS) {
            self.note(Vec::new())?;
            let of = |field: &str| json!({"terms": {field: some}});
            for (from, to, query) in [
                (&old.statements, &self.names.statements, of("article")),
                (&old.records, &self.names.records, of("id")),
                // Last: where this is cut off, what has its article is whole.
                (&old.articles, &self.names.articles, of("id")),
            ] {
                let mut copy = json!({"source": {"index": from, "query": query}, "dest": {"index": to}});
                if let Some(dimension) = self.mark.graph.filter(|_| *from == old.statements) {
                    copy["script"] = copied(dimension);
                }
                self.http.work("_reindex", &copy)?;
            }
        }
        Ok(())
    }

    /// Writes the table of roles and the generation that names it; how many roles there are.
    fn write_generation(&mut self, summary: &Summary) -> Result<usize, ClusterError> {
        let table = role_table(&self.articles);
        let text = serde_json::to_string(&table).map_err(|e| self.http.odd(("PUT", "roles"), e.to_string()))?;
        let parts = parts(&text);
        for (i, part) in parts.iter().enumerate() {
            self.note(Vec::new())?;
            let path = table_part(&self.http.address.name, &self.mark.id, i);
            self.http.send_json("PUT", &path, &json!({ "part": part }))?;
        }
        let mut tokens = Tokens::default();
        self.tokens.values().for_each(|of_article| tokens += *of_article);
        let mut committed = Generation {
            format: FORMAT,
            generation: summary.generation,
            run: self.names.run.clone(),
            articles: summary.articles,
            statements: summary.statements,
            tokens,
            model: self.model_of_all(),
            graph: self.mark.graph,
            neighbours: self.mark.graph.is_some() && is_whole(&self.http, &self.names.statements)?,
            table: self.mark.id.clone(),
            parts: parts.len(),
            roots: self.roots.iter().map(|(name, at)| (name.clone(), at.to_string_lossy().into_owned())).collect(),
            columns: self.columns.clone(),
            refused: self.refused.clone(),
            // Who reads the generation before goes on reading it until the next one.
            retired: match (self.before(), &self.other) {
                (Some(before), _) => Retired::all(before),
                (None, Some((_, retired))) => retired.clone(),
                (None, None) => Vec::new(),
            },
        };
        let value =
            serde_json::to_value(&committed).map_err(|e| self.http.odd(("PUT", "generation"), e.to_string()))?;
        // Whoever took this writer for dead has committed another, or is about to.
        self.note(Vec::new())?;
        let stands = self.before.as_ref().map(|(_, version)| *version);
        let path = match stands.or(self.other.as_ref().map(|(version, _)| *version)) {
            Some(Version { number, term }) => {
                format!("{}/_doc/generation?if_seq_no={number}&if_primary_term={term}", self.meta)
            }
            None => format!("{}/_create/generation", self.meta),
        };
        let (status, answer) = self.http.send("PUT", &path, Some((JSON, value.to_string().as_bytes())))?;
        let stands = match status {
            200..300 => Version::of(&answer),
            // An answer that was lost on its way makes this the second time.
            409 => match generation(&self.http) {
                Ok((there, version)) if there == committed => version,
                _ => return Err(self.lost()),
            },
            _ => return Err(self.http.refused(("PUT", &path), status, &answer)),
        };
        // From here on the generation counts. What fails below is left over, and done by the next run.
        let _ = self.swap();
        let retired = committed.retired.len();
        let old = committed.retired.split_off(retired.min(1));
        let left: Vec<Retired> = old.into_iter().filter(|old| !self.forget(old, &committed)).collect();
        committed.retired.extend(left);
        if committed.retired.len() < retired {
            let Version { number, term } = stands;
            let path = format!("{}/_doc/generation?if_seq_no={number}&if_primary_term={term}", self.meta);
            let _ = self.http.send_json("PUT", &path, &json!(committed));
        }
        self.before = None;
        Ok(table.roles.len())
    }

    /// Removes a generation that nobody reads any more, but for what `kept` or the one before it shares with it; whether all of it
    /// is gone.
    fn forget(&self, old: &Retired, kept: &Generation) -> bool {
        let name = &self.http.address.name;
        let shared = |of: &dyn Fn(&Retired) -> bool| kept.retired.iter().any(of);
        let mut paths = Vec::new();
        if old.table != kept.table && !shared(&|kept| kept.table == old.table) {
            paths.extend((0..old.parts).map(|part| table_part(name, &old.table, part)));
        }
        if old.run != kept.run && !shared(&|kept| kept.run == old.run) {
            paths.extend(Names::new(name, &old.run).all().map(|(index, ..)| index.to_owned()));
        }
        let gone = |path: String| matches!(self.http.send("DELETE", &path, None), Ok((200..300 | 404, _)));
        // Each of them, whatever becomes of the others.
        paths.into_iter().map(gone).fold(true, |all, gone| all & gone)
    }

    /// Lets the aliases follow the generation.
    fn swap(&self) -> Result<(), ClusterError> {
        let name = &self.http.address.name;
        let mut actions = Vec::new();
        for (index, what, _) in self.names.all() {
            let alias = format!("{name}-{what}");
            actions.push(json!({"remove": {"index": format!("{name}-{what}-*"), "alias": alias}}));
            actions.push(json!({"add": {"index": index, "alias": alias}}));
        }
        self.http.post("_aliases", &json!({ "actions": actions })).map(drop)
    }
}

/// A text in parts that the cluster keeps well.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let mut end = rest.len().min(PART);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let (part, after) = rest.split_at(end);
        parts.push(part);
        rest = after;
    }
    parts
}

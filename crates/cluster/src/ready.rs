//! Whether a cluster, an index in it and an article there are what they should be before anything is written.

use crate::http::{Http, JSON};
use crate::layout::Names;
use crate::{ClusterError, documents};
use rolecall_record::{ArticleRecord, lines};
use serde_json::Value;
use std::collections::BTreeSet;

/// Refuses a server that is no OpenSearch, or too old. Whoever may not ask this is believed.
pub(crate) fn fits(http: &Http) -> Result<(), ClusterError> {
    let (status, about) = http.send("GET", "", None)?;
    let version = &about["version"];
    let number = version["number"].as_str().unwrap_or_default();
    let major = number.split('.').next().and_then(|major| major.parse::<u32>().ok()).unwrap_or(0);
    let found = match status {
        401 => return Err(http.refused(("GET", ""), status, &about)),
        200 if version["distribution"] == "opensearch" && major >= 2 => return Ok(()),
        200 if version["distribution"] == "opensearch" => format!("OpenSearch {number}"),
        200 if !number.is_empty() => format!("Elasticsearch {number}, or says so"),
        200 => "no OpenSearch".to_owned(),
        _ => return Ok(()),
    };
    Err(ClusterError::Version { cluster: http.address.to_string(), found })
}

/// Refuses a generation of whose indices one is gone.
pub(crate) fn whole(http: &Http, names: &Names) -> Result<(), ClusterError> {
    for (index, ..) in names.all() {
        if http.get(&format!("{index}/_search?size=0"))?.is_none() {
            return Err(ClusterError::Lacking { cluster: http.address.to_string(), what: index.to_owned() });
        }
    }
    Ok(())
}

/// Makes an index where there is none of this name.
pub(crate) fn make(http: &Http, index: &str, of: &Value) -> Result<(), ClusterError> {
    let (status, answer) = http.send("PUT", index, Some((JSON, of.to_string().as_bytes())))?;
    let done = (200..300).contains(&status) || is_there(&answer);
    if done { Ok(()) } else { Err(http.refused(("PUT", index), status, &answer)) }
}

/// Whether an index was not made because there is one of its name.
pub(crate) fn is_there(answer: &Value) -> bool {
    answer["error"]["type"] == "resource_already_exists_exception"
}

/// Withdraws the statements that the version of an article has which was sent before this one, where this one has none in their place.
pub(crate) fn withdraw(
    http: &Http,
    names: &Names,
    record: &ArticleRecord,
    bulk: &mut String,
) -> Result<(), ClusterError> {
    let id = &record.article.id;
    // Asked by its id, it is there before it can be found.
    let Some(there) = http.get(&format!("{}/_doc/{id}", names.records))? else { return Ok(()) };
    let line = there["_source"]["record"].as_str().unwrap_or_default();
    let first = lines::parse(line.as_bytes(), 1).map_err(|e| http.odd(("GET", &names.records), e.to_string()))?;
    let kept: BTreeSet<usize> = record.statements.iter().map(|statement| statement.span.start).collect();
    for statement in first.statements.iter().filter(|statement| !kept.contains(&statement.span.start)) {
        documents::remove(bulk, &names.statements, &documents::id(id, statement));
    }
    Ok(())
}

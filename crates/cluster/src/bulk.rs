//! Many documents in one request.

use crate::ClusterError;
use crate::http::{Http, Patience, is_full};
use serde_json::Value;
use std::thread::sleep;
use std::time::Duration;

/// Bytes of a request with many documents, where none of them is larger.
pub(crate) const BULK: usize = 4 << 20;
/// Bytes of a document: a cluster reads no text of more than 50,000,000, and takes no request of more than 100 MiB.
pub(crate) const LARGEST: usize = 40 << 20;
/// How often what a busy cluster did not take of a bulk is sent again, and the first pause.
const ATTEMPTS: u32 = 10;
const PAUSE: Duration = Duration::from_millis(100);
/// What the line of a document begins with that is to be removed: none with the document follows it.
pub(crate) const DELETE: &str = "{\"delete\"";

/// The lines of each document, with what is to be done with it.
pub(crate) fn actions(lines: &str) -> impl Iterator<Item = &str> {
    let mut rest = lines;
    std::iter::from_fn(move || {
        let end = |text: &str| text.find('\n').map_or(text.len(), |at| at + 1);
        let mut at = end(rest);
        if !rest.starts_with(DELETE) {
            at += end(&rest[at..]);
        }
        let (action, after) = rest.split_at(at);
        rest = after;
        (!action.is_empty()).then_some(action)
    })
}

/// A bulk in requests of at most [`BULK`] bytes, one large document aside.
pub(crate) fn pieces(lines: &str) -> impl Iterator<Item = &str> {
    let mut rest = lines;
    std::iter::from_fn(move || {
        let mut end = 0;
        for action in actions(rest) {
            if end > 0 && end + action.len() > BULK {
                break;
            }
            end += action.len();
        }
        let (piece, after) = rest.split_at(end);
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

/// Refuses the documents of an article of which one is larger than a cluster takes.
pub(crate) fn fits(http: &Http, path: &str, lines: &str) -> Result<(), ClusterError> {
    match actions(lines).map(str::len).max() {
        Some(bytes) if bytes > LARGEST => Err(ClusterError::Large {
            cluster: http.address.to_string(),
            path: path.to_owned(),
            mebibytes: bytes >> 20,
            most: LARGEST >> 20,
        }),
        _ => Ok(()),
    }
}

/// Sends a piece of a bulk, and again what a busy cluster did not take of it.
pub(crate) fn bulk(http: &Http, lines: &str) -> Result<(), ClusterError> {
    let mut rest = lines.to_owned();
    let mut pause = PAUSE;
    for _ in 0..ATTEMPTS {
        let answer = http.post_lines(Patience::Usual, "_bulk", &rest)?;
        if answer["errors"] == false {
            return Ok(());
        }
        let items = answer["items"].as_array().ok_or_else(|| http.odd(("POST", "_bulk"), "it has no items"))?;
        let mut again = String::new();
        for (item, action) in items.iter().zip(actions(&rest)) {
            let done = item.as_object().and_then(|item| item.values().next()).unwrap_or(&Value::Null);
            match done["status"].as_u64() {
                Some(200..300) => {}
                // What is to go is not there.
                Some(404) if action.starts_with(DELETE) => {}
                Some(429) if is_full(&done["error"]) => return Err(http.full(done)),
                Some(429 | 503) => again.push_str(action),
                status => {
                    let status = status.and_then(|status| u16::try_from(status).ok()).unwrap_or(0);
                    return Err(http.refused(("POST", "_bulk"), status, done));
                }
            }
        }
        if again.is_empty() {
            return Ok(());
        }
        rest = again;
        sleep(pause);
        pause *= 2;
    }
    Err(ClusterError::Busy(http.address.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bulk_is_cut_between_documents_and_loses_none() {
        let large = format!("{{\"index\":{{}}}}\n\"{}\"\n", "x".repeat(BULK / 2));
        let lines =
            format!("{{\"delete\":{{}}}}\n{large}{{\"delete\":{{}}}}\n{large}{large}{large}{{\"index\":{{}}}}\n{{}}\n");
        let pieces: Vec<&str> = pieces(&lines).collect();
        assert_eq!(pieces.concat(), lines);
        assert_eq!(pieces.iter().map(|piece| actions(piece).count()).collect::<Vec<_>>(), [3, 1, 1, 2]);
        assert!(pieces.iter().all(|piece| piece.len() <= BULK));
    }
}

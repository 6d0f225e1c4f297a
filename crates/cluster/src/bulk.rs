//! Many documents in one request.

use crate::ClusterError;
use crate::http::{Http, is_full};
use serde_json::Value;
use std::thread::sleep;
use std::time::Duration;

/// Bytes of a bulk, one large article aside.
pub(crate) const BULK: usize = 4 << 20;
/// How often what a busy cluster did not take of a bulk is sent again, and the first pause.
const ATTEMPTS: u32 = 10;
const PAUSE: Duration = Duration::from_millis(100);
/// Sends a bulk, and again what a busy cluster did not take of it.
pub(crate) fn bulk(http: &Http, lines: &str) -> Result<(), ClusterError> {
    if lines.is_empty() {
        return Ok(());
    }
    let mut rest = lines.to_owned();
    let mut pause = PAUSE;
    for _ in 0..ATTEMPTS {
        let answer = http.post_lines("_bulk", &rest)?;
        if answer["errors"] == false {
            return Ok(());
        }
        let items = answer["items"].as_array().ok_or_else(|| http.odd(("POST", "_bulk"), "it has no items"))?;
        let mut again = String::new();
        let mut lines = rest.split_inclusive('\n');
        for item in items {
            let (action, document) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
            let done = item.as_object().and_then(|item| item.values().next()).unwrap_or(&Value::Null);
            match done["status"].as_u64() {
                Some(200..300) => {}
                Some(429) if is_full(&done["error"]) => return Err(http.full(done)),
                Some(429 | 503) => again.extend([action, document]),
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

//! Notices that an ingest, here or in another process, has committed a new generation, and lets it answer.

use crate::state::{App, blocking};
use std::time::Duration;

/// How often it is looked. It costs the reading of one small file.
const EVERY: Duration = Duration::from_millis(500);
/// How long an index that cannot be opened is left alone; the generation before goes on answering.
const PAUSE: Duration = Duration::from_secs(5);

/// Looks until the server stops.
pub(crate) async fn watch(app: App) {
    let mut stopping = app.stopping.subscribe();
    let mut pause = EVERY;
    loop {
        tokio::select! {
            _ = stopping.wait_for(|stopping| *stopping) => return,
            () = tokio::time::sleep(pause) => {}
        }
        let looking = app.clone();
        let opened = blocking(move || looking.refresh()).await.and_then(|opened| opened);
        pause = if opened.is_ok() { EVERY } else { PAUSE };
    }
}

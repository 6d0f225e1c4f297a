//! `search model`: brings the sentence model into the user's cache.

use crate::{Outcome, Output, fetch_model};
use anyhow::Result;

pub(super) fn run(output: &mut Output) -> Result<Outcome> {
    let dir = fetch_model()?;
    if output.json {
        output.json_line(&serde_json::json!({"format": 1, "model": rolecall_embedding::MODEL_NAME, "path": dir}))?;
    } else {
        output.text(&format!(
            "{} is in {}\nRun `search ingest PATH` again, so that your articles are read with it.\n",
            rolecall_embedding::MODEL_NAME,
            crate::render::visible(&dir.display().to_string())
        ))?;
    }
    Ok(Outcome::Answered)
}

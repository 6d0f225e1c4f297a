//! The same answers as a tool of an assistant: the Model Context Protocol over standard input and output.
//!
//! A call's way is the one of a request: a tool asks the generation that answers now, and gives the JSON of the API, in which
//! every sentence says where it stands. Nothing but protocol may go to standard output, so whoever starts this prints
//! nothing there.

mod tool;

use crate::state::App;
use crate::{Keeper, Place, ServeError, Settings, watch};
use rmcp::ServiceExt;
use rmcp::transport::stdio;
use rolecall_embedding::Embed;
use std::sync::Arc;
use tool::Tools;

/// Threads on which answers are made and articles are read.
const THREADS: usize = 8;

/// Answers an assistant at standard input and output until it closes its end. `keeper` lets it add articles.
///
/// # Errors
/// The index cannot be opened, or the assistant does not speak the protocol.
pub fn serve_assistant(
    index: Place,
    model: Option<Arc<dyn Embed>>,
    keeper: Option<Arc<dyn Keeper>>,
) -> Result<(), ServeError> {
    let app = App::open(Settings { index, ..Settings::local("") }, model, keeper)?;
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime.worker_threads(2).enable_all().max_blocking_threads(THREADS).thread_name("mcp");
    let runtime = runtime.build().map_err(ServeError::System)?;
    let ended = runtime.block_on(async {
        let watching = tokio::spawn(watch::watch(app.clone()));
        let talk = Tools::new(app.clone()).serve(stdio()).await;
        let talk = talk.map_err(|e| ServeError::Protocol(e.to_string()))?;
        let ended = talk.waiting().await.map(drop).map_err(|e| ServeError::Protocol(e.to_string()));
        app.stopping.send_replace(true);
        // It only looks for new generations.
        let _ = watching.await;
        ended
    });
    // A read of standard input that nothing will end must not hold the process.
    runtime.shutdown_background();
    ended
}

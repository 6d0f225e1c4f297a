//! `/events`: changes, told to pages that are open (server-sent events).

use crate::problem::Problem;
use crate::state::{App, Change};
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use std::convert::Infallible;
use tokio_stream::wrappers::{BroadcastStream, WatchStream};
use tokio_stream::{Stream, StreamExt};

/// Pages that may listen at once.
const LISTENERS: usize = 100;

/// `GET /events`
pub(crate) async fn events(
    State(app): State<App>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>> + use<>>, Problem> {
    if app.changes.receiver_count() >= LISTENERS {
        return Err(Problem::busy());
    }
    // One that lagged behind hears of the next change.
    let changes = BroadcastStream::new(app.changes.subscribe()).filter_map(Result::ok).map(Some);
    let stop = WatchStream::new(app.stopping.subscribe()).filter(|stopping| *stopping).map(|_| None);
    let events = changes.merge(stop).take_while(Option::is_some).filter_map(|change| change);
    Ok(Sse::new(events.map(|change| Ok(event(&change)))).keep_alive(KeepAlive::default()))
}

fn event(change: &Change) -> Event {
    match change {
        Change::Generation(generation) => Event::default().event("generation").data(generation.to_string()),
        Change::Progress(done, total) => Event::default().event("progress").data(format!("{done}/{total}")),
        Change::Finished => Event::default().event("finished").data(""),
    }
}

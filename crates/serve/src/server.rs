//! Connections: accepted up to a number, each with a time limit for who is slow to ask or slow to listen, and ended in peace.

use crate::state::App;
use crate::{Keeper, ServeError, Settings, router, watch};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use rolecall_embedding::Embed;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;

/// Connections that may be open at once; further ones wait.
const CONNECTIONS: usize = 1_024;
/// How long somebody may take to say what they ask, and how long a connection may lie idle.
const HEAD: Duration = Duration::from_secs(10);
/// How long somebody may take before they receive any more of their answer.
const UNREAD: Duration = Duration::from_secs(30);
/// How long requests may take to end once the server stops.
const LAST: Duration = Duration::from_secs(5);
/// Threads on which answers are made and articles are read.
const THREADS: usize = 64;

/// Serves until the process is told to stop (interrupt or terminate). `ready` is given the page's address once it answers.
///
/// # Errors
/// [`ServeError`].
pub fn serve(
    mut settings: Settings,
    model: Option<Arc<dyn Embed>>,
    keeper: Option<Arc<dyn Keeper>>,
    ready: impl FnOnce(&str),
) -> Result<(), ServeError> {
    settings.check()?;
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime.enable_all().max_blocking_threads(THREADS).thread_name("serve");
    let runtime = runtime.build().map_err(ServeError::System)?;
    let served = runtime.block_on(async {
        let asked = SocketAddr::new(settings.listen, settings.port);
        let failed = |reason| ServeError::Listen { address: asked, reason };
        let listener = TcpListener::bind(asked).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        settings.port = address.port();
        let stop = told_to_stop()?;
        let app = App::open(settings, model, keeper)?;
        ready(&format!("http://{address}/"));
        accept(listener, app, stop).await;
        Ok(())
    });
    // A run that is under way may be cut off: the index stays as it was before it.
    runtime.shutdown_timeout(LAST);
    served
}

async fn accept(listener: TcpListener, app: App, stop: impl Future<Output = ()>) {
    let watching = tokio::spawn(watch::watch(app.clone()));
    let service = TowerToHyperService::new(router(app.clone()));
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD);
    let graceful = GracefulShutdown::new();
    let connections = Arc::new(Semaphore::new(CONNECTIONS));
    let mut stop = std::pin::pin!(stop);
    loop {
        let next = async {
            let place = connections.clone().acquire_owned().await.ok()?;
            Some((listener.accept().await, place))
        };
        let (accepted, place) = tokio::select! {
            () = &mut stop => break,
            next = next => match next {
                Some(next) => next,
                None => break,
            },
        };
        let Ok((stream, _)) = accepted else {
            // No more files, as a rule: connections that end give some back.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        // An answer is written in one piece, so there is nothing to wait for; where it cannot be set, it is only slower.
        let _ = stream.set_nodelay(true);
        let mut stream = Box::pin(TimeoutStream::new(stream));
        stream.as_mut().set_write_timeout_pinned(Some(UNREAD));
        let connection = graceful.watch(builder.serve_connection(TokioIo::new(stream), service.clone()));
        tokio::spawn(async move {
            // A visitor who goes away in the middle is no error of ours.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    app.stopping.send_replace(true);
    let _ = tokio::time::timeout(LAST, graceful.shutdown()).await;
    let _ = watching.await;
}

/// Ends when the process is interrupted or terminated.
#[cfg(unix)]
fn told_to_stop() -> Result<impl Future<Output = ()>, ServeError> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt()).map_err(ServeError::System)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(ServeError::System)?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ends when the process is interrupted.
#[cfg(not(unix))]
fn told_to_stop() -> Result<impl Future<Output = ()>, ServeError> {
    Ok(async {
        // Without signals the process is ended by other means.
        let _ = tokio::signal::ctrl_c().await;
    })
}

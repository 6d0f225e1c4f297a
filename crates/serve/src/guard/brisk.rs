//! How fast something must be brought. Who sends a byte now and then would hold a place for as long as they like.

use axum::BoxError;
use axum::body::{Body, BodyDataStream, Bytes};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::{Sleep, sleep};
use tokio_stream::Stream;

/// Time that everybody has,
const GRACE: Duration = Duration::from_secs(10);
/// and each of so many bytes gives as much of a second more.
const BYTES_A_SECOND: f64 = 16_384.0;

/// `body`, which fails once it comes too slowly.
pub(super) fn brisk(body: Body) -> Body {
    Body::from_stream(Brisk::new(body, GRACE))
}

struct Brisk {
    body: BodyDataStream,
    end: Pin<Box<Sleep>>,
}

impl Brisk {
    fn new(body: Body, grace: Duration) -> Self {
        Self { body: body.into_data_stream(), end: Box::pin(sleep(grace)) }
    }
}

impl Stream for Brisk {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match Pin::new(&mut self.body).poll_next(context) {
            Poll::Ready(Some(Ok(bytes))) => {
                let more = Duration::from_secs_f64(bytes.len() as f64 / BYTES_A_SECOND);
                let end = self.end.deadline() + more;
                self.end.as_mut().reset(end);
                Poll::Ready(Some(Ok(bytes)))
            }
            Poll::Ready(ended) => Poll::Ready(ended.map(|read| read.map_err(Into::into))),
            Poll::Pending => self.end.as_mut().poll(context).map(|()| Some(Err("it came too slowly".into()))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;
    use tokio_stream::{StreamExt, iter, pending};

    #[tokio::test]
    async fn who_sends_nothing_more_is_not_waited_for() {
        let stuck = iter([Ok::<_, BoxError>(Bytes::from("a"))]).chain(pending());
        let read = to_bytes(Body::from_stream(Brisk::new(Body::from_stream(stuck), Duration::ZERO)), 99).await;
        assert!(read.unwrap_err().to_string().contains("too slowly"));
    }

    #[tokio::test]
    async fn what_comes_at_once_is_taken_whole() {
        let read = to_bytes(brisk(Body::from("all of it")), 99).await;
        assert_eq!(read.unwrap(), "all of it");
    }
}

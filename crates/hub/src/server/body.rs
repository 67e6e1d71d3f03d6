//! Bodies on a connection: one that comes in and must not stall, one that goes out and must be read.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, Incoming, SizeHint};
use tokio::time::{Sleep, sleep};

use super::pulse::UnderWay;

/// The bytes of an answer that are handed to an HTTP/2 connection at first, and the most at once. Each piece is twice the
/// one before: what a connection holds for an answer that is not read is no more than what was read of it, or one piece.
const PIECES: (usize, usize) = (1024, 16 * 1024);

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The rest of a body does not come.
#[derive(Debug)]
pub struct Stalled;

impl std::fmt::Display for Stalled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the body of the request stalled")
    }
}

impl std::error::Error for Stalled {}

/// Whether a body could not be read because it stalled.
pub fn has_stalled(error: &(dyn std::error::Error + 'static)) -> bool {
    std::iter::successors(Some(error), |error| error.source()).any(|error| error.is::<Stalled>())
}

/// The body of a request. It fails with [`Stalled`] when nothing of it comes for so long.
pub fn arriving(body: Incoming, patience: Duration) -> Body {
    // Most requests have none.
    if body.is_end_stream() { Body::empty() } else { Body::new(Arriving { body, patience, timer: None, is_waiting: false }) }
}

struct Arriving {
    body: Incoming,
    patience: Duration,
    /// Made when it is first waited for.
    timer: Option<Pin<Box<Sleep>>>,
    /// Whether the timer runs.
    is_waiting: bool,
}

impl HttpBody for Arriving {
    type Data = Bytes;
    type Error = Failure;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Failure>>> {
        let Self { body, patience, timer, is_waiting } = &mut *self;
        if let Poll::Ready(frame) = Pin::new(body).poll_frame(context) {
            *is_waiting = false;
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        let timer = timer.get_or_insert_with(|| Box::pin(sleep(*patience)));
        if !std::mem::replace(is_waiting, true) {
            timer.set(sleep(*patience));
        }
        ready!(timer.as_mut().poll(context));
        Poll::Ready(Some(Err(Stalled.into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The body of an answer; its request ends with it.
pub struct Leaving {
    body: Body,
    /// What is left of a frame that is handed out in pieces.
    rest: Bytes,
    /// The size of the next piece.
    piece: usize,
    request: UnderWay,
}

impl Leaving {
    /// The body of the answer to a request.
    pub fn new(body: Body, mut request: UnderWay) -> Self {
        request.is_answered();
        Self { body, rest: Bytes::new(), piece: PIECES.0, request }
    }
}

impl HttpBody for Leaving {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let Self { body, rest, piece, request } = &mut *self;
        if !request.is_multiplexed() {
            return Pin::new(body).poll_frame(context);
        }
        request.moves_on();
        if rest.is_empty() {
            match ready!(Pin::new(body).poll_frame(context)).map(|frame| frame.map(Frame::into_data)) {
                Some(Ok(Ok(bytes))) => *rest = bytes,
                Some(Ok(Err(other))) => return Poll::Ready(Some(Ok(other))),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
        let bytes = rest.split_to(rest.len().min(*piece));
        *piece = (2 * *piece).min(PIECES.1);
        Poll::Ready(Some(Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let (inner, rest) = (self.body.size_hint(), self.rest.len() as u64);
        let mut hint = SizeHint::new();
        if let Some(upper) = inner.upper() {
            hint.set_upper(upper + rest);
        }
        hint.set_lower(inner.lower() + rest);
        hint
    }
}

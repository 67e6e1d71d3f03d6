//! The body of a call on its way in: received, bounded, and left unread where no method needs it.

use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::http::request::Parts;
use axum::http::{Version, header};
use bytes::BytesMut;
use futures_util::StreamExt;
use wire::Problem;

use crate::bodies::{Bodies, SMALL, Share, Whole};
use crate::server::body::has_stalled;

/// How long a client may take for the body of a request, once its head is there.
pub const BODY_TIMEOUT: Duration = Duration::from_secs(60);
/// How long it may take for a file. One that stalls is given up long before.
pub const FILE_TIMEOUT: Duration = Duration::from_secs(600);
/// How much of a body that is not read is taken off its connection, so that the client gets to see the answer.
const LINGERED: usize = 1024 * 1024;
/// For how long.
const LINGER: Duration = Duration::from_secs(2);

/// The body of a call as it arrives.
pub struct Arrival {
    body: Body,
    /// Nothing of it is left on the connection.
    done: bool,
    /// Its reading was given up.
    broken: bool,
}

impl Arrival {
    /// A body of which nothing has been read.
    pub fn new(body: Body) -> Self {
        let done = body.is_end_stream();
        Self { body, done, broken: false }
    }

    /// Reads the whole body, of `most` bytes at most and within so long. Where it is `counted`, it takes part in the budget.
    ///
    /// # Errors
    /// It is too large, comes too slowly or breaks off, or the budget is used up.
    pub async fn receive<'a>(&mut self, bodies: &'a Bodies, most: usize, counted: bool, patience: Duration) -> Result<Whole<'a>, Problem> {
        if self.done {
            return Ok(Whole { bytes: Bytes::new(), share: None });
        }
        let mut share = counted.then_some(Share { bodies, bytes: 0 });
        let read = tokio::time::timeout(patience, self.collect(most, share.as_mut())).await;
        let read = read.unwrap_or_else(|_| Err(Problem::new(408, "Request Timeout")));
        self.broken = read.is_err();
        Ok(Whole { bytes: read?, share })
    }

    async fn collect(&mut self, most: usize, mut share: Option<&mut Share<'_>>) -> Result<Bytes, Problem> {
        let declared = self.body.size_hint().exact().map(|size| usize::try_from(size).unwrap_or(usize::MAX));
        if declared.is_some_and(|size| size > most) {
            return Err(Problem::too_large());
        }
        // The share is taken at once where the length is declared, otherwise as the bytes come.
        let mut room = |bytes: usize| {
            let Some(share) = share.as_deref_mut() else { return Ok(()) };
            if bytes <= share.bytes || share.bodies.take(share, bytes - share.bytes) {
                return Ok(());
            }
            Err(Problem::unavailable())
        };
        room(declared.unwrap_or(0))?;
        let mut first = Bytes::new();
        let mut whole = BytesMut::new();
        loop {
            let frame = std::future::poll_fn(|context| std::pin::Pin::new(&mut self.body).poll_frame(context)).await;
            let Some(frame) = frame else { break };
            let frame = frame.map_err(|error| {
                self.done = true;
                if has_stalled(&error) { Problem::new(408, "Request Timeout") } else { Problem::new(400, "The request body broke off") }
            })?;
            let Ok(data) = frame.into_data() else { continue };
            let length = first.len() + whole.len() + data.len();
            if length > most {
                return Err(Problem::too_large());
            }
            room(length)?;
            // Most bodies come in one piece.
            if first.is_empty() && whole.is_empty() {
                first = data;
            } else {
                if whole.is_empty() {
                    whole.reserve(declared.unwrap_or(0).max(first.len() + data.len()));
                }
                whole.extend_from_slice(&std::mem::take(&mut first));
                whole.extend_from_slice(&data);
            }
            if self.body.is_end_stream() {
                break;
            }
        }
        self.done = true;
        Ok(if whole.is_empty() { first } else { whole.freeze() })
    }

    /// Leaves what has not been read; true when the connection is to be closed after the answer.
    ///
    /// A little is taken off the connection beside the answer: a client that is still sending may not see it otherwise.
    pub fn leave(self, parts: &Parts) -> bool {
        if self.done {
            return false;
        }
        let declared = self.body.size_hint().exact();
        let small = declared.is_some_and(|size| size <= SMALL as u64);
        // Whoever waits for "100 Continue" has sent nothing and will not.
        let awaits = parts.headers.contains_key(header::EXPECT);
        if !awaits {
            tokio::spawn(drain(self.body));
        }
        let keeps = small && !awaits && !self.broken;
        !keeps && parts.version < Version::HTTP_2
    }
}

async fn drain(body: Body) {
    let mut left = LINGERED;
    let mut chunks = body.into_data_stream();
    let read = async {
        while let Some(Ok(chunk)) = chunks.next().await {
            let Some(rest) = left.checked_sub(chunk.len()) else { break };
            left = rest;
        }
    };
    // What comes later is lost with the connection.
    let _ = tokio::time::timeout(LINGER, read).await;
}

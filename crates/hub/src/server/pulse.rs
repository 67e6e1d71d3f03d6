//! What a connection is doing. One that keeps the server waiting for too long is closed.
//!
//! Reads, writes and requests only count; a look every few seconds compares the counts. No call sets a timer or asks for
//! the time.

use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::rt::{Read, ReadBufCursor, Write};
use tokio::task::AbortHandle;

use super::limits::Limits;

/// The counts of a connection, shared by those who move it on.
#[derive(Debug, Default)]
pub struct Pulse {
    /// When it was taken, in the program's uptime.
    pub opened: Duration,
    /// Requests whose head is there.
    begun: AtomicU32,
    /// Requests whose answer is not complete.
    under_way: AtomicU32,
    reads: AtomicU32,
    /// The reads up to the end of the last answer.
    reads_at_end: AtomicU32,
    writes: AtomicU32,
    /// Whether the last write waits for the other end.
    is_blocked: AtomicBool,
    /// Whether it speaks HTTP/2.
    is_multiplexed: AtomicBool,
    /// Answers of HTTP/2 on their way, each with a count of its pieces.
    answers: Mutex<Vec<Weak<AtomicU32>>>,
    /// Looks in a row that found it idle.
    idle_looks: AtomicU32,
    /// The requests at the last look.
    begun_at_look: AtomicU32,
    /// The task that serves it.
    task: OnceLock<AbortHandle>,
    /// Whether it was asked to make room.
    is_shed: AtomicBool,
}

impl Pulse {
    /// A connection that was taken at this moment of the program's uptime.
    pub fn new(opened: Duration) -> Self {
        Self { opened, ..Self::default() }
    }

    /// Notes the task that serves the connection.
    pub fn runs_as(&self, task: AbortHandle) {
        // A connection is served by one task.
        let task = self.task.get_or_init(|| task);
        if self.is_shed.load(Ordering::SeqCst) {
            task.abort();
        }
    }

    /// True when it has sent no request yet.
    pub fn is_silent(&self) -> bool {
        self.begun.load(Ordering::Relaxed) == 0
    }

    /// For how many looks in a row it has been idle; 0 while it is in use.
    pub fn idleness(&self) -> u32 {
        let is_used =
            self.under_way.load(Ordering::Relaxed) > 0 || self.begun.load(Ordering::Relaxed) != self.begun_at_look.load(Ordering::Relaxed);
        if is_used { 0 } else { self.idle_looks.load(Ordering::Relaxed) }
    }

    /// Whether it was asked to make room.
    pub fn is_shed(&self) -> bool {
        self.is_shed.load(Ordering::Relaxed)
    }

    /// Cuts it off, at once or as soon as a task serves it.
    pub fn shed(&self) {
        self.is_shed.store(true, Ordering::SeqCst);
        if let Some(task) = self.task.get() {
            task.abort();
        }
    }
}

/// A request on its way; it ends when this is dropped.
#[derive(Debug)]
pub struct UnderWay {
    pulse: Arc<Pulse>,
    /// The pieces of its answer that were taken, on HTTP/2.
    taken: Option<Arc<AtomicU32>>,
}

impl UnderWay {
    /// A request whose head is there.
    pub fn begin(pulse: &Arc<Pulse>, is_multiplexed: bool) -> Self {
        pulse.begun.fetch_add(1, Ordering::Relaxed);
        pulse.under_way.fetch_add(1, Ordering::Relaxed);
        if is_multiplexed {
            pulse.is_multiplexed.store(true, Ordering::Relaxed);
        }
        Self { pulse: Arc::clone(pulse), taken: None }
    }

    /// Its answer is made. One on HTTP/2 is watched by itself: others on the connection may be read meanwhile.
    pub fn is_answered(&mut self) {
        if self.pulse.is_multiplexed.load(Ordering::Relaxed) {
            let taken = Arc::default();
            self.pulse.answers.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::downgrade(&taken));
            self.taken = Some(taken);
        }
    }

    /// A piece of the answer was taken.
    pub fn moves_on(&self) {
        if let Some(taken) = &self.taken {
            taken.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Whether it shares its connection with others.
    pub fn is_multiplexed(&self) -> bool {
        self.taken.is_some()
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.pulse.reads_at_end.store(self.pulse.reads.load(Ordering::Relaxed), Ordering::Relaxed);
        self.pulse.under_way.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Why a connection is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overdue {
    /// A new one sent no request.
    Silent,
    /// A head has begun and does not end.
    Head,
    /// Nothing was sent for long.
    Idle,
    /// An answer is not read.
    Unread,
}

/// What the looks at a connection remember.
#[derive(Debug)]
pub struct Looks {
    begun: u32,
    writes: u32,
    /// Since when it has been idle.
    idle: Duration,
    /// Since when a write has waited for the other end.
    blocked: Duration,
    /// Since when a head has been incomplete, and after which request.
    head: Option<(u32, Duration)>,
    /// The answers on HTTP/2, the pieces that were taken of each, and since when.
    answers: Vec<(Weak<AtomicU32>, u32, Duration)>,
}

impl Looks {
    /// None yet.
    pub fn begin(opened: Duration) -> Self {
        Self { begun: 0, writes: 0, idle: opened, blocked: opened, head: None, answers: Vec::new() }
    }

    /// After how long to look again.
    pub fn pause(limits: &Limits) -> Duration {
        limits.request.min(limits.idle) / 3
    }

    /// Looks at a connection: whether it is overdue.
    pub fn look(&mut self, pulse: &Pulse, limits: &Limits, now: Duration) -> Option<Overdue> {
        let begun = pulse.begun.load(Ordering::Relaxed);
        let writes = pulse.writes.load(Ordering::Relaxed);
        let is_blocked = pulse.is_blocked.load(Ordering::Relaxed);
        let is_used = is_blocked || pulse.under_way.load(Ordering::Relaxed) > 0 || begun != self.begun;
        if !is_blocked || writes != self.writes {
            self.blocked = now;
        }
        if is_used {
            self.idle = now;
        }
        (self.begun, self.writes) = (begun, writes);
        pulse.begun_at_look.store(begun, Ordering::Relaxed);
        pulse.idle_looks.store(if is_used { 0 } else { pulse.idle_looks.load(Ordering::Relaxed) + 1 }, Ordering::Relaxed);
        if begun == 0 {
            return (now >= pulse.opened + limits.request).then_some(Overdue::Silent);
        }
        if now >= self.blocked + limits.idle || self.is_unread(pulse, limits, now) {
            return Some(Overdue::Unread);
        }
        if is_used {
            return None;
        }
        if now >= self.idle + limits.idle {
            return Some(Overdue::Idle);
        }
        self.head_stalls(pulse, limits, now).then_some(Overdue::Head)
    }

    /// Whether the head of a further request has begun too long ago. On HTTP/2 what is read need not be a head.
    fn head_stalls(&mut self, pulse: &Pulse, limits: &Limits, now: Duration) -> bool {
        let is_begun = pulse.reads.load(Ordering::Relaxed) != pulse.reads_at_end.load(Ordering::Relaxed);
        if !is_begun || pulse.is_multiplexed.load(Ordering::Relaxed) {
            return false;
        }
        match self.head {
            Some((after, since)) if after == self.begun => now >= since + limits.request,
            _ => {
                self.head = Some((self.begun, now));
                false
            }
        }
    }

    /// Whether an answer on HTTP/2 has not moved on for too long.
    fn is_unread(&mut self, pulse: &Pulse, limits: &Limits, now: Duration) -> bool {
        if pulse.is_multiplexed.load(Ordering::Relaxed) {
            let more = std::mem::take(&mut *pulse.answers.lock().unwrap_or_else(PoisonError::into_inner));
            self.answers.extend(more.into_iter().map(|answer| (answer, 0, now)));
        }
        let mut is_unread = false;
        self.answers.retain_mut(|(answer, known, since)| {
            let Some(answer) = answer.upgrade() else { return false };
            let taken = answer.load(Ordering::Relaxed);
            if taken != *known {
                (*known, *since) = (taken, now);
            }
            is_unread |= now >= *since + limits.idle;
            true
        });
        is_unread
    }
}

/// A connection that counts what is read and written.
pub struct Watched<S> {
    stream: S,
    pulse: Arc<Pulse>,
}

impl<S> Watched<S> {
    /// Watches a connection.
    pub fn new(stream: S, pulse: Arc<Pulse>) -> Self {
        Self { stream, pulse }
    }

    fn written(&self, outcome: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        let Pulse { writes, is_blocked, .. } = &*self.pulse;
        if outcome.is_ready() {
            add(writes);
        }
        is_blocked.store(outcome.is_pending(), Ordering::Relaxed);
        outcome
    }
}

/// Adds one to a count that only its connection's own task changes.
fn add(count: &AtomicU32) {
    count.store(count.load(Ordering::Relaxed).wrapping_add(1), Ordering::Relaxed);
}

impl<S: Read + Unpin> Read for Watched<S> {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, buffer: ReadBufCursor<'_>) -> Poll<io::Result<()>> {
        let outcome = Pin::new(&mut self.stream).poll_read(context, buffer);
        if outcome.is_ready() {
            add(&self.pulse.reads);
        }
        outcome
    }
}

impl<S: Write + Unpin> Write for Watched<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.written(outcome)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write_vectored(mut self: Pin<&mut Self>, context: &mut Context<'_>, pieces: &[io::IoSlice<'_>]) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.stream).poll_write_vectored(context, pieces);
        self.written(outcome)
    }
}

#[cfg(test)]
mod tests;
